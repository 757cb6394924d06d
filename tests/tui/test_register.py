"""The register and one group: what they list, and renaming, merging and splitting by keys."""

import pytest
from textual.widgets import DataTable

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, held, played
from tests.tui.sourced import Story
from tui.screens.provenance.board import Board
from tui.screens.provenance.group import GroupScreen
from tui.screens.provenance.register import Register
from tui.screens.provenance.timeline import Timeline


@pytest.fixture
def story(ws: Workspace) -> Story:
    """The three articles, tagged by ana."""
    return Story(ws)


def register(stage: Stage) -> Register:
    """The register, which must be the place."""
    assert isinstance(stage.place, Register), stage.place
    return stage.place


def group(stage: Stage) -> GroupScreen:
    """The group, which must be the place."""
    assert isinstance(stage.place, GroupScreen), stage.place
    return stage.place


def names(stage: Stage) -> list[str]:
    """The names in view."""
    return [entry.cells[2] for entry in register(stage).shown]


def rows(stage: Stage) -> list[tuple[str, ...]]:
    """What the rows of the group are, and what they say."""
    return [entry.cells[:2] for entry in group(stage).shown]


async def test_what_is_listed(story: Story) -> None:
    story.join(story.sources[:2])
    story.join(story.claims)
    async with played(story.ws.path) as stage:
        await stage.press("B", "R")
        first = register(stage).shown[0].cells
        assert first[1:7] == ("source", "the Gazette", "2", "1", "2", "1")
        await stage.sees("entities and sources · 4 groups · layer of ana")
        await stage.sees("wordings: “the Gazette” 2")
        await stage.sees("in 2 articles: Observer, Courier")
        await stage.sees("1 claim rests on it")
        await stage.press("tab")
        assert names(stage)[0] == "The move is set for May"
        assert len(names(stage)) == 5
        await stage.press("tab")
        await stage.sees("only claim · 1 group")
        await stage.sees("3 articles, 1 root: the Gazette; 1 unattributed")
        await stage.press("shift+tab", "shift+tab", "s")
        assert names(stage) == ["Drovnik", "the Gazette", "the Gazette", "The Gazette Weekly"]
        await stage.press("slash", *"weekly", "enter")
        assert names(stage) == ["The Gazette Weekly"]
        await stage.press("escape")
        assert len(names(stage)) == 4


async def test_where_one_left_off(story: Story) -> None:
    async with played(story.ws.path) as stage:
        await stage.press("B", "R", "tab", "j", "j")
        here = register(stage).group
        assert here
        await stage.press("T")
        assert isinstance(stage.place, Timeline)
        await stage.press("R")
        place = register(stage)
        assert place.group
        assert (place.group, place.view.name) == (here, "all labels")
        await stage.press("escape")
        assert isinstance(stage.place, Board)


async def test_renaming(story: Story) -> None:
    story.join(story.sources[:2])
    async with played(story.ws.path) as stage:
        await stage.press("B", "R", "n", *["backspace"] * 20, *"The Gazette Ltd", "enter")
        assert names(stage)[0] == "The Gazette Ltd"
        assert "it is called “The Gazette Ltd”" in stage.status
        await stage.sees("named The Gazette Ltd · wordings: “the Gazette” 2")
        await stage.press("u")
        assert names(stage)[0] == "the Gazette"
        await stage.press("U", "n", *["backspace"] * 20, "enter")
        assert names(stage)[0] == "the Gazette"
        assert not story.ws.naming.names()
        await stage.press("n", *["backspace"] * 20, "enter")
        assert "you have not named it" in stage.status


async def test_merging_is_one_act(story: Story) -> None:
    async with played(story.ws.path) as stage:
        await stage.press("B", "R", "slash", *"gazette", "enter")
        before = stage.acts
        await stage.press("equals_sign")
        assert "mark the groups that are one" in stage.status
        await stage.press(*["space"] * 4, "equals_sign")
        await stage.sees("Say that these 4 sources are one?")
        await stage.sees("“the Gazette” = “The Gazette Weekly”  Observer = Herald")
        await stage.press("escape")
        assert stage.acts == before
        await stage.press("equals_sign", "enter")
        # Of the two in one article, each is linked with another article's.
        assert stage.acts == before + 1
        assert "merged: one group now" in stage.status
        assert names(stage) == ["The Gazette Weekly"]
        await stage.press("u")
        assert len(names(stage)) == 4


async def test_merging_inside_an_article_joins_mentions(story: Story) -> None:
    async with played(story.ws.path) as stage:
        await stage.press("B", "R", "slash", *"gazette", "enter")
        at = [entry.id for entry in register(stage).shown]
        await stage.press(*["j"] * at.index(story.sources[0].id), "space", "g")
        register(stage).query_one(DataTable).move_cursor(row=at.index(story.again.id))
        await stage.press("equals_sign")
        await stage.sees("two mentions in Observer")
        await stage.press("enter")
        assert "merged: one group now" in stage.status
        together = story.ws.provenance.case().groups.of(story.again.id)
        assert together
        assert {span.id for span in together.spans} == {story.sources[0].id, story.again.id}


async def test_what_was_left_open_is_decided_by_merging(story: Story) -> None:
    story.judge(story.sources[0], story.sources[2], "unsure")
    story.judge(story.sources[1], story.sources[2], "unsure")
    async with played(story.ws.path, size=(120, 30)) as stage:
        await stage.press("B", "R", "slash", *"gazette", "enter")
        for entry in register(stage).shown:
            if entry.id != story.again.id:
                row = [one.id for one in register(stage).shown].index(entry.id)
                register(stage).query_one(DataTable).move_cursor(row=row)
                await stage.press("space")
        await stage.press("equals_sign")
        await stage.sees("judged unsure so far")
        await stage.press("enter")
        assert "merged: one group now · u 2 times takes it back" in stage.status
        await stage.press("u", "u")
        assert len(names(stage)) == 4


async def test_what_cannot_be_merged(story: Story) -> None:
    story.judge(story.sources[0], story.sources[2], "different")
    async with played(story.ws.path, size=(140, 30)) as stage:
        await stage.press("B", "R")
        ids = [entry.id for entry in register(stage).shown]
        table = register(stage).query_one(DataTable)
        for other in (story.place, story.sources[2]):
            for span in (story.sources[0], other):
                table.move_cursor(row=ids.index(span.id))
                await stage.press("space")
            before = stage.acts
            await stage.press("equals_sign")
            said = "not of one label" if other is story.place else "judged not the same: Enter on"
            assert said in stage.status
            assert stage.acts == before
            await stage.press("escape")  # no marks


async def test_a_clash_is_shown_with_its_way(story: Story) -> None:
    story.clash()
    async with played(story.ws.path, size=(120, 30)) as stage:
        await stage.press("B", "R", "exclamation_mark")
        assert names(stage) == ["The Gazette Weekly"]
        assert register(stage).shown[0].cells[-1] == "clash"
        await stage.press("enter")
        assert rows(stage)[:3] == [
            ("clash 1", "“the Gazette” ≠ “The Gazette Weekly”"),
            ("way 1.1", "“the Gazette” = “the Gazette”"),
            ("way 1.2", "“the Gazette” = “The Gazette Weekly”"),
        ]
        await stage.sees("not the same, yet the same by 2 steps")
        await stage.press("j", "j", "enter")
        assert [side.article for side in stage.reader.sides] == ["two", "three"]
        starts = [side.view.caret for side in stage.reader.sides]
        assert starts == [story.sources[1].start, story.sources[2].start]


async def test_a_group_falls_apart_when_a_link_is_taken_back(story: Story) -> None:
    story.clash()
    async with played(story.ws.path) as stage:
        await stage.press("B", "R", "exclamation_mark", "enter", "j", "j", "x")
        assert "it fell apart: 2 groups now · nothing clashes any more" in stage.status
        assert [row[0] for row in rows(stage)] == ["mention", "mention", "holds", "against"]
        await stage.press("u")
        assert rows(stage)[0][0] == "clash 1"


async def test_taking_back_what_says_that_they_differ(story: Story) -> None:
    story.clash()
    async with played(story.ws.path) as stage:
        await stage.press("B", "R", "exclamation_mark", "enter", "x")
        assert "still one group" in stage.status
        assert "nothing clashes any more" in stage.status
        assert [row[0] for row in rows(stage)] == ["mention"] * 3 + ["holds"] * 2


async def test_anothers_verdict_is_theirs(story: Story) -> None:
    with Workspace.open(story.ws.path, "ben") as ben:
        ben.links.decide(story.claims[0].id, story.claims[1].id, "same")
    async with played(story.ws.path, "cleo") as stage:  # who has no layer, and sees all
        await stage.press("B", "R", "tab", *["k"] * 4, "enter")
        await stage.sees("all layers")
        await stage.press("j", "j", "x")
        assert "that is ben’s verdict" in stage.status


async def test_a_mention_is_set_apart(story: Story) -> None:
    story.ws.naming.join(story.sources[0].id, story.again.id)
    story.join(story.sources[:2])
    async with played(story.ws.path) as stage:
        await stage.press("B", "R", "enter")
        assert [row[0] for row in rows(stage)] == ["mention"] * 3 + ["holds"]
        await stage.press("x")
        assert "took back what you had joined by hand · it fell apart: 2 groups now" in stage.status
        await stage.press("u", "escape")
        here = register(stage).group
        assert here
        assert len(here.spans) == 3


async def test_keys_typed_ahead_wait_for_what_they_are_meant_for(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = held(monkeypatch, "tui.screens.provenance.entries.known")
    async with played(story.ws.path) as stage:
        await stage.press("B")
        stage.send("R", "enter")
        await stage.until(known.begun.is_set, "reckoning")
        await stage.until(lambda: bool(stage.app.held), "a key that waits")
        known.let_go()
        await stage.until(lambda: isinstance(stage.place, GroupScreen), "the group")
        await stage.settle()


async def test_hostile_words(ws: Workspace) -> None:
    bad = "a \x1b[31mred\x07 [b]bold[/b] \u202eback"
    stock.add(ws, f"x {bad} y", id="one", outlet=bad, title=bad)
    stock.tag(ws, "one", bad, "source")
    async with played(ws.path) as stage:
        for keys in (("B", "R"), ("enter",)):
            await stage.press(*keys)
            await stage.sees("[b]bold[/b]")
            assert not {"\x1b", "\x07", "\u202e"} & set(stage.shown())


async def test_a_long_list_is_filled_on_the_way(ws: Workspace) -> None:
    words = [f"name{number:03}" for number in range(250)]
    stock.add(ws, " ".join(words), id="one", outlet="Observer")
    for number, word in enumerate(words):
        ws.spans.tag("one", number * 8, number * 8 + len(word), "entity")
    async with played(ws.path) as stage:
        await stage.press("B", "R", "ctrl+end", "ctrl+end")
        place = register(stage)
        assert place.group
        assert place.group.name == "name249"
        await stage.press("slash", *"name24", "enter")
        assert (len(names(stage)), place.group.name) == (10, "name249")


async def test_nothing_to_list(ws: Workspace) -> None:
    async with played(ws.path) as stage:
        await stage.press("B", "R")
        await stage.sees("Nothing of that label is tagged")
        await stage.press("enter", "space", "equals_sign", "n", "exclamation_mark")
        await stage.sees("No verdicts clash")

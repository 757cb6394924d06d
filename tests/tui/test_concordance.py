"""The concordance: every hit in its context, from which one sorts, tags and opens."""

from typing import Any

import pytest
from rich.cells import cell_len
from textual._compositor import ChopsUpdate, Compositor
from textual.widgets import Input

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT, RIGHT
from tests.tui.test_work_per_key import painted
from tui.app import Diptych
from tui.keys import keys_of
from tui.screens.concordance import Concordance
from tui.screens.concordance.painting import GUTTER, Columns
from tui.screens.library import Library
from tui.screens.reader import Reader

SMALL = (80, 24)


def place(stage: Stage) -> Concordance:
    assert isinstance(stage.place, Concordance)
    return stage.place


def head(stage: Stage) -> str:
    return stage._line("#head")


def rows(stage: Stage) -> list[str]:
    """The rows of the list that are on the screen."""
    top = place(stage).hits.region.y
    shown = stage.shown().split("\n")[top : top + place(stage).hits.rows]
    return [row for row in shown if row.strip()]


def found(stage: Stage) -> list[tuple[str, int]]:
    listing = place(stage).listing
    return [(p.document, p.start) for p in listing.places()]


async def look_for(stage: Stage, typed: str) -> None:
    """From anywhere: type an expression and go to its hits."""
    await stage.press("C")
    place(stage).query_one(Input).value = ""
    await stage.settle()
    await stage.type(typed)
    await stage.press("enter")


def everywhere(words: str) -> list[tuple[str, int]]:
    return [
        (article, start)
        for article, text in (("left", LEFT), ("right", RIGHT))
        for start in range(len(text))
        if text.startswith(words, start)
    ]


async def test_hits_come_as_one_types(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await stage.press("C")
        assert "2 articles" in head(stage)
        await stage.press(*"dro")
        assert "5 hits in 2 articles" in head(stage)
        assert found(stage) == everywhere("Drovnik")
        await stage.press(*"wn")
        assert "0 hits in 0 articles" in head(stage)
        assert rows(stage) == []
        await stage.press("backspace", "backspace", "v")
        assert len(rows(stage)) == 5
        await stage.press(*["backspace"] * 4)
        assert "2 articles" in head(stage)
        assert found(stage) == []


@pytest.mark.parametrize("width", [40, 80, 100, 140])
async def test_hits_stand_below_each_other(news: Workspace, width: int) -> None:
    async with played(news.path, "ana", size=(width, 24)) as stage:
        await look_for(stage, "drovnik")
        columns = Columns.within(width - 1)
        for row, (article, start) in zip(rows(stage), found(stage), strict=True):
            assert row[GUTTER + columns.left :].startswith("Drovnik")
            text = LEFT if article == "left" else RIGHT
            before = text[max(0, start - columns.left) : start].replace("\n", " ")
            assert row[GUTTER : GUTTER + columns.left] == before.rjust(columns.left)
            if columns.name:
                assert ("1 Observer" if article == "left" else "2 Courier") in row


async def test_sorting_by_either_side(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "harbour|drovnik")
        by_place = found(stage)
        columns = Columns.within(SMALL[0] - 1)
        await stage.press(">")
        assert "by the words behind" in head(stage)
        behind = [row[GUTTER + columns.left + 7 :] for row in rows(stage)]
        firsts = [
            part.strip(" .,”").split()[0].casefold() for part in behind if part[:3].strip(" .")
        ]
        assert firsts == sorted(firsts)
        assert sorted(found(stage)) == sorted(by_place)
        await stage.press("<")
        assert "by the words before" in head(stage)
        nearest = [row[: GUTTER + columns.left].casefold().split()[-1] for row in rows(stage)]
        assert nearest == sorted(nearest)
        await stage.press("=")
        hits = [row[GUTTER + columns.left :][:7].casefold() for row in rows(stage)]
        assert hits == sorted(hits)
        await stage.press("=")
        assert found(stage) == by_place
        assert " by " not in head(stage)


async def test_an_invalid_expression_is_taken_literally(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "(lena")
        assert "literally, as ( is not closed" in head(stage)
        await look_for(stage, "^")
        assert "between characters only" in head(stage)
        assert found(stage) == []


async def test_a_catastrophic_expression_ends(news: Workspace) -> None:
    stock.add(news, "a" * 4000 + "! It ends.", id="long")
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "(a+)+$")
        assert "not everywhere: it takes too long" in head(stage)
        await look_for(stage, "it ends")
        assert ("long", 4002) in found(stage)


# -- tagging ---------------------------------------------------------------------------------------


async def test_a_label_key_tags_and_goes_on(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        await stage.press("e", "s")
        wanted = everywhere("Drovnik")
        assert [(s.document, s.start, s.label) for s in stage.spans()] == [
            (*wanted[0], "entity"),
            (*wanted[1], "source"),
        ]
        assert [row[2:4] for row in rows(stage)] == ["e ", "s ", "  ", "  ", "  "]
        assert place(stage).hits.cursor == 2
        await stage.press("k", "s")
        await stage.says("source already")
        assert len(stage.spans()) == 2
        await stage.press("u")
        assert [s.label for s in stage.spans()] == ["entity"]
        assert [row[2:4] for row in rows(stage)] == ["e ", "  ", "  ", "  ", "  "]
        await stage.press("U")
        assert [row[2:4] for row in rows(stage)] == ["e ", "s ", "  ", "  ", "  "]


async def test_marked_hits_are_tagged_in_one_act(news: Workspace) -> None:
    stock.tag(news, "right", "Drovnik")
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        await stage.press("space", "j", "space", "space")
        await stage.press("g")
        assert "3 marked" in stage.status
        assert [row[1] for row in rows(stage)] == ["✓", " ", "✓", "✓", " "]
        await stage.press("e")
        await stage.says("2 tagged as entity, 1 were already")
        wanted = everywhere("Drovnik")
        assert [(s.document, s.start) for s in stage.spans()] == [wanted[0], wanted[2], wanted[3]]
        await stage.press("u")
        assert [(s.document, s.start) for s in stage.spans()] == [wanted[3]]


async def test_all_hits_can_be_marked(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "lena ortiz")
        await stage.press("*")
        assert "4 marked" in stage.status
        await stage.press("*")
        assert "marked" not in stage.status
        await stage.press("*", "escape")
        assert "marked" not in stage.status
        await stage.press("*", "e")
        await stage.says("4 tagged as entity")
        assert stage.texts() == ["Lena Ortiz"] * 4
        await stage.press("u")
        assert stage.texts() == []


async def test_marks_go_with_the_expression(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        await stage.press("*", "/", "end", "backspace", "enter")
        assert "marked" not in stage.status
        await stage.press("e")
        assert stage.texts() == ["Drovni"]


async def test_what_else_is_tagged_there_shows_faintly(news: Workspace) -> None:
    stock.tag(news, "left", "Lena Ortiz")
    stock.tag(news, "left", LEFT[: LEFT.index(" “We")], "claim")
    with Workspace.open(news.path, "ben") as ben:
        stock.tag(ben, "right", "Lena Ortiz", "source")
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "ortiz")
        assert [row[2:4] for row in rows(stage)] == ["e ", "  ", "s ", "  "]
        await stage.press("e")
        assert [s.text for s in stage.spans("entity")] == ["Lena Ortiz", "Ortiz"]


async def test_what_others_tag_meanwhile_shows(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        stock.tag(stage.ws, "left", "Drovnik", "source")
        await stage.press("f5")
        assert rows(stage)[0][2:4] == "s "


# -- coming and going ------------------------------------------------------------------------------


async def test_from_the_reader_and_back(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await stage.press("tab")
        stage.pick("140 posts")
        await stage.press("C")
        assert place(stage).typed == "140 posts"
        assert found(stage) == everywhere("140 posts")
        await stage.press("escape", "escape")
        assert isinstance(stage.place, Reader)
        assert [side.article for side in stage.reader.sides] == list(BOTH)
        assert stage.view is stage.reader.right.view


async def test_the_current_span_is_looked_for_escaped(news: Workspace) -> None:
    span = stock.tag(news, "left", "Monday. “We")
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        stage.view.place(span.start)
        await stage.press("C")
        assert place(stage).typed == r"Monday\. “We"
        assert len(found(stage)) == 2


async def test_a_hit_opens_where_its_article_is_open(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await look_for(stage, "nobody")
        await stage.press("enter")
        assert [side.article for side in stage.reader.sides] == list(BOTH)
        assert stage.view is stage.reader.right.view
        start = RIGHT.index("Nobody")
        assert stage.view.selection == (start, start + 6)
        assert stage.view.in_sight(start)
        await stage.says("hit 1 of 1")
        await stage.press("e")
        assert stage.texts() == ["Nobody"]


@pytest.mark.parametrize(("keys", "shown"), [([], ["left", "more"]), (["tab"], ["more", "right"])])
async def test_a_hit_elsewhere_opens_in_the_other_pane(
    news: Workspace, keys: list[str], shown: list[str]
) -> None:
    stock.add(news, "Something else: a lighthouse.", id="more")
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await stage.press(*keys)
        await look_for(stage, "lighthouse")
        await stage.press("enter")
        assert [side.article for side in stage.reader.sides] == shown
        assert stage.reader.active.article == "more"
        assert stage.view.text[slice(*(stage.view.selection or (0, 0)))] == "lighthouse"


async def test_from_the_library_a_hit_opens_alone(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "nobody")
        await stage.press("enter")
        assert [side.article for side in stage.reader.sides] == ["right"]


async def test_back_to_the_library(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "nobody")
        await stage.press("escape")
        assert isinstance(stage.place, Library)
        await stage.press("C", "escape", "escape")
        assert isinstance(stage.place, Library)


async def test_the_hit_that_was_opened_is_there_again(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await look_for(stage, "drov.*?k")
        await stage.press("j", "j", "enter", "C")
        assert place(stage).typed == "drov.*?k"
        assert place(stage).hits.cursor == 2
        stage.place.query_one(Input).value = "else"
        await stage.settle()
        assert place(stage).hits.cursor == 0


async def test_the_sort_is_there_again(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await look_for(stage, "drovnik")
        await stage.press(">")
        order, hits = place(stage).order, found(stage)
        await stage.press("enter", "C")
        assert place(stage).order is order
        assert found(stage) == hits


async def test_keys_typed_ahead_wait_for_the_hits(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await stage.burst("C", *"drovnik", "enter", "e", "j", "space")
        assert stage.texts() == ["Drovnik"]
        assert "searching" not in stage.status
        assert place(stage).marked == {place(stage).listing.place(2)}


async def test_keys_typed_ahead_never_tag_other_hits(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        await stage.press("/")
        await stage.burst(*"lena", "enter", "e")
        assert stage.texts() == ["Lena"]
        assert place(stage).typed == "lena"


async def test_moving_paints_two_rows(news: Workspace) -> None:
    stock.add(news, "word " * 3000, id="long")
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "word")
        hits = place(stage).hits
        assert hits.rows == 3000
        assert hits.rows_painted < 200
        for key in "jjk":
            await painted(stage)
            before = hits.rows_painted
            await stage.press(key)
            await painted(stage)
            assert hits.rows_painted - before == 2
        await stage.press("pagedown", "pageup", "G")
        assert hits.cursor == 2999
        await stage.press("g", "k")
        assert hits.cursor == 0


async def test_hostile_texts_are_shown_safely(news: Workspace) -> None:
    text = (
        "\x1b[31mred\u202e KEY \u200bfi\u200dx [bold]x[/] e"
        + "\u0301" * 200
        + "字 KEY👩‍👩‍👧 \t\x9b end"
    )
    stock.add(news, text, id="bad", outlet="\x1b]0;t\x07[red]\u202eX")
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "KEY")
        assert len(rows(stage)) == 2
        for row in rows(stage):
            assert not any(c in row for c in "\x1b\u202e\u200b\x9b\x07\t")
            assert cell_len(row) <= SMALL[0]
        assert "[bold]x" in rows(stage)[0]
        columns = Columns.within(SMALL[0] - 1)
        strips = [place(stage)._row(n, SMALL[0] - 1) for n in range(2)]
        for strip in strips:
            assert strip.cell_length == SMALL[0] - 1
            left = strip.crop(GUTTER, GUTTER + columns.left).text
            assert cell_len(left) == columns.left
            assert strip.text[strip.text.index("KEY") :]
        await stage.press("e", "e")
        assert stage.texts() == ["KEY", "KEY"]


async def test_any_size(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        await stage.press("j", "j", "j")
        for size in ((20, 6), (1, 1), (200, 60), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            assert place(stage).hits.cursor == 3
        await stage.press("f2")
        assert len(rows(stage)) == 5


async def test_every_key_of_the_list_runs_its_action(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        ran: list[str] = []

        async def note(self: Diptych, action: Any, *_: Any, **__: Any) -> bool:
            ran.append(action)
            return True

        monkeypatch.setattr(Diptych, "run_action", note)
        for command in stage.app.keys.on("concordance"):
            for key in keys_of(command.keys):
                ran.clear()
                await stage.press(key)
                assert ran == [command.action], (command.id, key)
        monkeypatch.undo()


async def test_the_line_keeps_its_keys(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await stage.press("C")
        await stage.type("ceqLpCu*<=>/? 1")
        await stage.press("down", "pagedown")
        assert place(stage).typed == "ceqLpCu*<=>/? 1"
        assert stage.spans() == []


async def test_the_concordance_again_goes_to_the_line(news: Workspace) -> None:
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "drovnik")
        assert not place(stage).typing
        await stage.press("C")
        assert place(stage).typing
        await stage.press(*"lena")
        assert place(stage).typed == "lena"


@pytest.mark.parametrize("to", [("g", "j", "j"), ("G", "k", "k")])
async def test_moving_sends_two_rows_to_the_terminal(
    news: Workspace, monkeypatch: pytest.MonkeyPatch, to: tuple[str, ...]
) -> None:
    monkeypatch.setattr("tui.watching._LOOK_AROUND", 3600.0)
    stock.add(news, "word " * 3000, id="long")
    sent: set[int] = set()
    render = Compositor.render_partial_update

    def rendered(compositor: Compositor) -> ChopsUpdate | None:
        update = render(compositor)
        sent.update(y for y, *_ in (update.spans if update else ()))
        return update

    monkeypatch.setattr(Compositor, "render_partial_update", rendered)
    async with played(news.path, "ana", size=SMALL) as stage:
        await look_for(stage, "word")
        await stage.press(*to)
        hits = place(stage).hits
        for key in ("k", "j", "space"):
            await painted(stage)
            sent.clear()
            before = hits.cursor
            await stage.press(key)
            await painted(stage)
            top = hits.region.y - round(hits.scroll_y)
            shown = set(range(hits.region.y, hits.region.bottom))
            assert sent & shown == {top + before, top + hits.cursor}, key

"""Settling disagreements by keys, and the lists that lead there."""

from pathlib import Path

from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests.stage import Stage, played
from tests.tui.reviewed import about, read_twice
from tui.screens.review.corrections import Corrections
from tui.screens.review.disagreements import Disagreements
from tui.screens.review.settle import Settle


def walk(stage: Stage) -> Settle:
    """The screen that settles, which must be the place."""
    assert isinstance(stage.place, Settle), stage.place
    return stage.place


def resolved(workspace: Workspace) -> list[str]:
    """The words in the resolved layer, in reading order."""
    standing = workspace.adjudicating.standing()
    spans = [span for one in standing.articles.values() for span in one.spans]
    return [span.content["text"] for span in spans]


async def test_the_list_has_the_worst_first(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review", size=(120, 30)) as stage:
        await stage.press("d")
        assert isinstance(stage.place, Disagreements)
        rows = [entry.cells for entry in stage.place.entries]
        assert [(row[0], row[1], row[2]) for row in rows] == [
            ("100%", "attribution", "140 posts would go"),
            ("100%", "span", "May"),
            ("90%", "link", "Hamas"),
            ("17%", "span", "140 posts would go"),
        ]
        assert "ana: rests on it / ben: nothing" in stage.shown()
        assert "4 disagreements · 4 open" in stage.shown()


async def test_one_key_settles_and_the_next_comes_up(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review") as stage:
        await stage.press("d", "enter")
        assert "attribution" not in about(walk(stage))
        assert "does not rest on this source" in about(walk(stage))
        await stage.press("1", "2", "2", "2")
        assert "all of these are settled" in stage.status
        assert stage.ws.adjudicating.standing().open == []
        assert resolved(stage.ws) == [
            "Hamas", "that 140 posts would go", "an official", "Hamas", "May",
        ]  # fmt: skip
        (link,) = stage.ws.adjudicating.standing().links.relations
        assert link.content["kind"] == "different"
        await stage.press("escape")
        assert "All are settled" in stage.shown()
        await stage.press("S")
        assert "settled by cleo" in stage.shown()


async def test_neither_both_and_a_new_version(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review") as stage:
        await stage.press("d", "down", "enter", "x")  # May: nothing is there
        await stage.press("r", "m")  # the link: unsure
        assert stage.ws.adjudicating.standing().links.relations[0].content["kind"] == "unsure"
        await stage.until(lambda: "140 posts" in about(walk(stage)), "the claim")
        view = walk(stage).left.view
        start = view.text.index("140 posts")
        view.select(start, start + 9)
        await stage.press("c")
        assert resolved(stage.ws) == ["Hamas", "140 posts", "an official", "Hamas"]
        await stage.press("u", "b")
        assert resolved(stage.ws)[1:3] == ["that 140 posts would go", "140 posts would go"]


async def test_a_boundary_of_the_first_version_is_a_new_one(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review") as stage:
        await stage.press("d", "down", "down", "down", "enter", "left_square_bracket", "w")
        assert resolved(stage.ws)[1] == "posts would go"


async def test_undo_reopen_and_why(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review") as stage:
        await stage.press("d", "enter", "1", "backspace", "M")
        await stage.type("he says so in the next line")
        await stage.press("enter")
        assert "why: he says so in the next line" in about(walk(stage))
        await stage.press("u")
        assert "settled by cleo" in about(walk(stage))
        assert "why" not in about(walk(stage))
        await stage.press("u")
        assert "not settled yet" in about(walk(stage))
        await stage.press("2")
    async with played(case, "dora", screen="review") as stage:
        await stage.press("d", "S", "k", "enter", "X")
        assert "not settled yet" in about(walk(stage))
        assert len(stage.ws.adjudicating.standing().open) == 4
        assert stage.ws.history.check() == []


async def test_settling_needs_a_selection_for_a_new_version(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review") as stage:
        await stage.press("d", "enter", "c", "right_square_bracket")
        assert "choose a version" in stage.status
        await stage.press("3")
        assert "no version 3: there are 1 to 2" in stage.status
        await stage.press("b")
        assert "can hold: choose it" in stage.status


async def test_a_contested_correction_goes_to_adjudication(case: Path) -> None:
    read_twice(case)
    with Workspace.open(case, "cleo") as cleo:
        cleo.assigning.begin(Mode.VERIFY, of="ana")
        for item in cleo.verifying.items("ana")[:2]:
            cleo.verifying.reject(item, "other", "too vague")
    async with played(case, "ana", screen="review", size=(120, 30)) as stage:
        assert "2 corrections of your work" in stage.status
        await stage.press("space")
        assert isinstance(stage.place, Corrections)
        assert "note: too vague" in stage.shown()
        await stage.press("y", "n")
        await stage.type("it names a number")
        await stage.press("enter")
        replies = [one.reply for one in stage.ws.corrections.all()]
        assert [(r.reply, r.note) for r in replies if r] == [
            ("accepted", None), ("contested", "it names a number"),
        ]  # fmt: skip
        await stage.press("u")
        assert [one.reply is None for one in stage.ws.corrections.all()] == [False, True]
        await stage.press("U", "k", "enter")
        assert stage.reader.left.article == "one"
        assert stage.reader.view.caret == 0


async def test_nothing_to_correct_or_settle(case: Path) -> None:
    with Workspace.open(case, "ana", create=True):
        pass
    async with played(case, "ana", screen="review") as stage:
        assert "No article here yet" in stage.shown()
        await stage.press("c")
        assert "Nobody has corrected your work" in stage.shown()
        await stage.press("escape", "d")
        assert "No disagreements" in stage.shown()
        await stage.press("enter", "escape", "a")
        assert "agreement takes two layers" in stage.status
        await stage.press("w")
        assert "one layer only" in stage.status

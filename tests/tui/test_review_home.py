"""The Review's own screen, blind passes from it, and the figures."""

from pathlib import Path

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.reviewed import annotated, read_twice
from tui.screens.review import ReviewHome
from tui.screens.review.agreement import AgreementScreen
from tui.screens.review.disagreements import Disagreements


def cells(stage: Stage) -> list[tuple[str, ...]]:
    """What the rows of the Review show."""
    assert isinstance(stage.place, ReviewHome), stage.place
    return [entry.cells for entry in stage.place.entries]


async def test_a_blind_pass_by_keys(case: Path) -> None:
    annotated(case)
    async with played(case, "ben", screen="review") as stage:
        assert "b reads blind, v verifies ana’s work" in stage.status
        await stage.press("b")
        assert "all 2 articles" in stage.shown()
        await stage.press("enter")
        assert "you work blind now" in stage.status
        # Nothing of ana's is to be seen: not even that she was here.
        assert cells(stage) == [("1", "One", "reads blind"), ("2", "Two", "reads blind")]
        await stage.press("v")
        assert "you work blind" in stage.status
        await stage.press("enter")
        assert "nothing tagged" in stage.status
        await stage.press("e", "D", "I", "down", "enter", "D", "I")
        assert "all is done: the pass can end" in stage.status
        await stage.press("space")
        assert "End your blind pass?" in stage.shown()
        await stage.press("enter")
        assert "the blind pass is over" in stage.status
        assert cells(stage)[0][:4] == ("1", "One", "done", "in progress")


async def test_what_is_not_done_is_named_before_a_blind_pass_ends(case: Path) -> None:
    annotated(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("b", "down", "enter", "b")
        assert "1 article you have not marked as done" in stage.shown()
        await stage.press("escape")
        assert stage.ws.assigning.blind


async def test_marking_as_resolved_and_opening_again(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review") as stage:
        await stage.press("D")
        assert "3 disagreements in it not settled" in stage.shown()
        await stage.press("enter")
        assert cells(stage)[0][2:4] == ("resolved", "resolved")
        await stage.press("D")
        assert cells(stage)[0][2:4] == ("in progress", "in progress")
        await stage.press("u")
        assert cells(stage)[0][2] == "resolved"


async def test_ending_a_pass_makes_it_reviewed(case: Path) -> None:
    annotated(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v")
        assert "only in “Two”" in stage.shown()
        await stage.press("enter", "y", "escape", "e")
        assert "End verifying ana’s work?" in stage.shown()
        assert "5 items you have not ruled on" in stage.shown()
        await stage.press("enter")
        assert "reviewed" in cells(stage)[0]
        await stage.press("e")
        assert "you have no pass open" in stage.status


async def test_how_many_disagreements_each_article_has(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review") as stage:
        assert [row[-1] for row in cells(stage)] == ["3", "1"]
        assert "4 disagreements to settle" in stage.status


# -- figures -------------------------------------------------------------------------------------


async def test_the_figures_and_the_labels(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review", size=(120, 40)) as stage:
        await stage.press("a")
        assert isinstance(stage.place, AgreementScreen)
        assert "ana and ben · 2 articles" in stage.shown()
        # Three of ana's four spans are ben's, of five.
        rows = stage.shown().splitlines()
        assert next(row for row in rows if "all spans" in row).split()[2] == ".67"
        assert "ben blind until" in stage.status
        assert "3 of 6" not in stage.shown()
        await stage.press("N")
        assert "layers as they are now" in stage.status


async def test_enter_on_a_cell_lists_those_very_disagreements(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review", size=(120, 40)) as stage:
        await stage.press("a", "tab", "tab", "right", "enter")  # claim and claim: other boundaries
        assert isinstance(stage.place, Disagreements)
        assert "ana: claim, ben: claim · 1 disagreement" in stage.shown()
        assert [entry.cells[2] for entry in stage.place.entries] == ["140 posts would go"]
        await stage.press("escape", "a", "tab", "tab", "down", "right", "right", "enter")
        assert "nothing to disagree about here" in stage.status  # all names are in one place


async def test_enter_on_an_article_lists_what_is_in_it(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review", size=(120, 40)) as stage:
        await stage.press("a", "tab", "tab", "tab", "down", "enter")
        assert isinstance(stage.place, Disagreements)
        assert [entry.cells[2] for entry in stage.place.entries] == ["May"]


async def test_three_annotators_can_be_compared_two_by_two(case: Path) -> None:
    read_twice(case)
    with Workspace.open(case, "cleo") as cleo:
        stock.tag(cleo, "one", "Hamas")
    async with played(case, "dora", screen="review", size=(120, 40)) as stage:
        await stage.press("a")
        assert "ana and ben and cleo" in stage.shown()
        await stage.press("w")
        await stage.type("ben cleo")
        await stage.press("enter")
        assert "ben and cleo · 1 article" in stage.shown()


async def test_a_small_terminal_shows_it_all(case: Path) -> None:
    read_twice(case)
    async with played(case, "cleo", screen="review", size=(80, 24)) as stage:
        await stage.press("a", "right")
        assert "95 % interval" in stage.shown() or "item" in stage.shown()
        await stage.press("escape", "d", "enter")
        assert "1 " in stage.shown()

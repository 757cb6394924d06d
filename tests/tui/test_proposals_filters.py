"""What is asked and in what order: said in the head, put on and off by keys."""

import pytest

from annotations.workspace import Workspace
from tests.stage import Stage, played
from tests.workspace.proposing import lettered, propose, scored
from tui.screens.proposals.filters import Band, Filters


@pytest.fixture
def queue(ws: Workspace) -> Workspace:
    """Pairs of two labels in four articles, some unlikely, one a contradiction."""
    lettered(ws, "1", "2", "3", "4")
    lettered(ws, "5", "6", label="claim")
    propose(
        ws,
        scored("1a", "2a", 0.95),
        scored("1b", "3b", 0.8),
        scored("5c", "6c", 0.7, label="claim", conflict=True, against=("different numbers: 1, 2",)),
        scored("2d", "4d", 0.5),
        scored("3e", "4e", 0.3),
        scored("1f", "4f", 0.2),
        scored("5a", "6b", 0.1, label="claim", conflict=True),
    )
    return ws


def at(stage: Stage) -> str:
    """The pair in view: ``1a2a``; nothing where none is."""
    link = stage.proposals.link
    return link.left.id + link.right.id if link else ""


def line(stage: Stage) -> str:
    """What the second line says: the order and the filters."""
    return stage.shown().splitlines()[1]


async def walk(stage: Stage) -> list[str]:
    """All pairs, from the one in view on."""
    found = [at(stage)]
    await stage.press("j")
    while at(stage) != found[-1]:
        found.append(at(stage))
        await stage.press("j")
    return found


async def test_unlikely_ones_are_hidden_and_one_key_shows_them(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        assert "0 of 5 decided" in stage.shown()
        assert "W 2 unlikely hidden" in line(stage)
        assert await walk(stage) == ["1a2a", "1b3b", "5c6c", "2d4d", "3e4e"]
        await stage.press("W")
        assert at(stage) == "3e4e"
        assert "0 of 7 decided" in stage.shown()
        assert "W unlikely ones too" in line(stage)
        assert await walk(stage) == ["3e4e", "1f4f", "5a6b"]
        await stage.press("W")
        assert "0 of 5 decided" in stage.shown()
        assert at(stage) == "1a2a"


async def test_what_is_judged_counts_though_it_is_unlikely(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("W", "j", "j", "j", "j", "j", "n", "W")
        assert "1 of 6 decided" in stage.shown()
        assert "W 1 unlikely hidden" in line(stage)


async def test_contradictions_only(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("X")
        assert "X contradictions only" in line(stage)
        assert await walk(stage) == ["5c6c", "5a6b"]
        await stage.press("k")
        shown = stage.shown()
        assert "possible contradiction" in shown
        assert "! confirms it" in shown
        assert "− different numbers: 1, 2" in shown
        await stage.press("!")
        await stage.says("contradicts: “c” and “c”")
        await stage.press("X")
        assert "contradictions only" not in line(stage)
        assert "1 of 5 decided" in stage.shown()


async def test_each_label_in_turn(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("tab")
        assert "Tab claim only" in line(stage)
        assert await walk(stage) == ["5c6c"]
        await stage.press("tab")
        assert "Tab source only" in line(stage)
        assert at(stage) == ""
        await stage.press("tab")
        assert "Tab entity only" in line(stage)
        assert await walk(stage) == ["1a2a", "1b3b", "2d4d", "3e4e"]
        await stage.press("shift+tab", "shift+tab", "shift+tab")
        assert "only" not in line(stage)


async def test_only_the_two_articles_in_view(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("j", "T")
        assert at(stage) == "1b3b"
        assert "T these two only" in line(stage)
        assert await walk(stage) == ["1b3b"]
        await stage.press("T")
        assert at(stage) == "1b3b"
        assert "0 of 5 decided" in stage.shown()


async def test_the_list_has_all_filters(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=(100, 40)) as stage:
        await stage.press("/")
        await stage.sees("outlet 1")
        for words in ("claim", "possible contradictions", "these two articles", "25 % and more"):
            assert words in stage.shown()
        await stage.type("outlet 4")
        await stage.press("enter")
        assert "/ outlet 4 only" in line(stage)
        assert await walk(stage) == ["2d4d", "3e4e"]
        await stage.press("/", *"likely ones only", "enter")
        assert "/ likely ones only: 75 % and more" in line(stage)
        assert at(stage) == ""
        await stage.press("/", *"outlet 4", "enter")
        assert "outlet" not in line(stage)
        assert at(stage) == "1a2a"
        assert await walk(stage) == ["1a2a", "1b3b"]
        await stage.press("/", "escape")
        assert "75 % and more" in line(stage)
        await stage.press("backspace")
        assert "only" not in line(stage)


async def test_filters_that_hide_everything_say_so(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("j", "T", "X")
        await stage.sees("No pair fits")
        for words in (
            "these two only   T changes that",
            "contradictions only   X changes that", "7 pairs would wait without: Backspace shows",
        ):  # fmt: skip
            assert words in stage.shown()
        for key in ("y", "space", "j", "k", "enter", "g", "A", "enter"):
            await stage.press(key)
        assert queue.links.queue().judged == {}
        await stage.sees("Nothing to confirm that waits and is 95 % likely or more")
        await stage.press("enter", "backspace")
        assert at(stage) == "1a2a"


async def test_only_unlikely_ones_wait(queue: Workspace) -> None:
    propose(queue, scored("1a", "2a", 0.2), scored("1b", "2b", 0.1))
    async with played(queue.path, "ana", screen="proposals") as stage:
        assert "Nothing likely waits" in stage.shown()
        assert "below 25 %" in stage.shown()
        assert "W shows them" in stage.shown()
        await stage.press("W")
        assert at(stage) == "1a2a"


async def test_the_next_step_where_all_of_these_are_decided(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("j", "T", "y", "k")
        await stage.says("all of these decided: 6 other pairs left, Backspace shows all")
        await stage.press("backspace", *"yyyyyy")
        assert "5 of 5 decided" in stage.shown()
        await stage.press("k")
        await stage.says("all decided but 2 unlikely pairs: W shows more")


async def test_order_is_said_and_turned(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        assert "O best first" in line(stage)
        await stage.press("O")
        assert "O most informative first" in line(stage)
        assert await walk(stage) == ["2d4d", "3e4e", "5c6c", "1b3b", "1a2a"]
        await stage.press("O")
        assert at(stage) == "1a2a"


async def test_filters_stay_over_verdicts_and_undo_shows_what_does_not_fit(
    queue: Workspace,
) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("y", "X")
        assert at(stage) == "5c6c"
        await stage.press("u")
        assert at(stage) == "1a2a"
        assert "X contradictions only" in line(stage)


def test_clearing_keeps_the_order_and_is_not_narrow() -> None:
    turned = Filters(label="x", band=Band.LIKELY).turned()
    assert turned.cleared() == Filters().turned()
    assert turned.narrow
    assert not turned.cleared().narrow
    assert not Filters(band=Band.ALL).narrow
    assert list(Filters().in_words()) == []


@pytest.mark.parametrize("score", [0.0, 0.2499, 0.25, 0.5, 0.7499, 0.75, 1.0])
def test_every_score_is_in_one_band(score: float) -> None:
    bands = (Band.LIKELY, Band.UNCERTAIN, Band.UNLIKELY)
    assert sum(least <= score <= most for least, most in (band.bounds for band in bands)) == 1
    least, most = Band.WORTH.bounds
    assert (least <= score <= most) is (score >= 0.25)

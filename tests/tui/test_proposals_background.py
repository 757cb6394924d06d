"""The matcher runs while one works: it says how far it is, and nothing in view moves."""

from collections.abc import Callable, Collection, Mapping, Sequence
from threading import Event

import pytest

from annotations.matching.matcher import Matching, ScoredPair
from annotations.model import Document, Span
from annotations.progress import Progress
from annotations.workspace import Workspace
from tests import stock
from tests.stage import PATIENCE, Stage, played
from tests.workspace.proposing import Given, lettered, propose, scored
from tui.screens.proposals.end import End

LONG = "\n\n".join(f"Line {n} of it." for n in range(80))


class Slow:
    """A matcher that stops half-way until it is let go."""

    name = "slow/1"

    def __init__(self, *pairs: ScoredPair) -> None:
        self._pairs = pairs
        self.half_way, self.let_go = Event(), Event()

    def match(
        self,
        spans: Sequence[Span],
        documents: Mapping[str, Document],
        progress: Progress,
        fresh: Collection[str] | None = None,
    ) -> Matching:
        """Propose the pairs."""
        progress(1, 2)
        self.half_way.set()
        assert self.let_go.wait(PATIENCE)
        progress(2, 2)
        return Given(self._pairs).match(spans, documents, progress)


Run = Callable[..., Slow]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Has the next run of the matcher propose pairs, once it is let go."""

    def run(*pairs: ScoredPair) -> Slow:
        slow = Slow(*pairs)
        monkeypatch.setattr("annotations.workspace.matching.default_matcher", lambda *_: slow)
        return slow

    return run


@pytest.fixture
def queue(ws: Workspace) -> Workspace:
    """Four articles, three pairs."""
    lettered(ws, "1", "2", "3", "4")
    propose(ws, scored("1a", "2a", 0.9), scored("1b", "2b", 0.8), scored("1c", "2c", 0.7))
    return ws


def at(stage: Stage) -> str:
    """The pair in view: ``1a2a``."""
    link = stage.proposals.link
    assert link
    return link.left.id + link.right.id


async def finish(stage: Stage, slow: Slow) -> None:
    """Let the matcher end, and wait until that is told."""
    slow.let_go.set()
    await stage.settle()
    await stage.says("proposed over")


async def test_one_works_on_while_it_runs(queue: Workspace, runs: Run) -> None:
    slow = runs(scored("1d", "2d", 0.99), scored("1c", "2c", 0.7))
    async with played(queue.path, "ana", screen="proposals") as stage:
        stage.send("M")
        await stage.until(lambda: "matching … 50 %" in stage.shown(), "half-way")
        await stage.until(slow.half_way.is_set, "really half-way")
        stage.send("y")
        await stage.says("same: “a” and “a”")
        head = stage.shown().splitlines()[0]
        assert "matching … 50 %" in head
        assert "1 of 3 decided" in head
        assert at(stage) == "1b2b"
        await finish(stage, slow)
        assert "matching" not in stage.shown()
        assert at(stage) == "1b2b"


async def test_new_proposals_do_not_move_the_pair_in_view(ws: Workspace, runs: Run) -> None:
    for name in ("one", "two"):
        stock.take_lines(
            ws,
            {
                "id": name,
                "text": f"{LONG}\n\nZagorje and Drovnik.\n\n{LONG} {name}",
                "spans": [
                    {"id": f"{name}-{n}", "start": start, "end": start + 7, "label": "entity"}
                    for n, start in enumerate((len(LONG) + 2, len(LONG) + 14))
                ],
            },
        )
    propose(ws, scored("one-0", "two-0", 0.8), scored("one-1", "two-1", 0.9))
    slow = runs(scored("one-0", "two-1", 0.99), scored("one-0", "two-0", 0.4))
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("space", "pagedown")
        views = [end.view for end in stage.proposals.query(End)]
        tops = [view.scroll_offset.y for view in views]
        assert at(stage) == "one-0two-0"
        assert all(tops)
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        await finish(stage, slow)
        assert at(stage) == "one-0two-0"
        assert [view.scroll_offset.y for view in views] == tops
        assert " 40 %" in stage.shown()
        await stage.press("n")
        assert at(stage) == "one-0two-1"


async def test_a_pair_that_is_no_longer_proposed_stays_until_it_is_left(
    queue: Workspace, runs: Run
) -> None:
    slow = runs(scored("1d", "2d", 0.6), scored("3a", "4a", 0.95))
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("y")
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        await finish(stage, slow)
        assert at(stage) == "1b2b"
        assert "no longer proposed" in stage.shown()
        assert " 80 %" in stage.shown()
        await stage.press("space")
        assert at(stage) == "3a4a"
        await stage.press("j", "k", "k")
        assert at(stage) == "1a2a"
        await stage.press("k")
        assert at(stage) == "1a2a"
        assert {link.left.id + link.right.id for link in stage.ws.links.queue()} == {
            "1a2a", "1d2d", "3a4a",
        }  # fmt: skip


async def test_a_pair_that_is_no_longer_proposed_can_be_judged(queue: Workspace, runs: Run) -> None:
    slow = runs(scored("3a", "4a", 0.95))
    async with played(queue.path, "ana", screen="proposals") as stage:
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        await finish(stage, slow)
        assert at(stage) == "1a2a"
        await stage.press("n")
        await stage.says("different: “a” and “a”")
        assert at(stage) == "3a4a"
        await stage.press("k")
        assert at(stage) == "1a2a"
        assert " different" in stage.shown()
        await stage.press("u")
        await stage.says("took back: judged a link: different")
        assert at(stage) == "1a2a"


async def test_stepping_on_from_a_pair_that_is_no_longer_proposed(
    queue: Workspace, runs: Run
) -> None:
    slow = runs(scored("1a", "2a", 0.9), scored("3a", "4a", 0.5))
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("j")
        assert at(stage) == "1b2b"
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        await finish(stage, slow)
        assert at(stage) == "1b2b"
        await stage.press("j")
        assert at(stage) == "3a4a"
        await stage.press("k")
        assert at(stage) == "1a2a"


async def test_nothing_is_proposed_any_more(queue: Workspace, runs: Run) -> None:
    slow = runs()
    async with played(queue.path, "ana", screen="proposals") as stage:
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        await finish(stage, slow)
        assert at(stage) == "1a2a"
        await stage.press("space", "j", "k")
        assert at(stage) == "1a2a"
        await stage.press("y")
        await stage.says("same · all decided: M matches again")
        assert [link.kind for link in stage.ws.links.queue()] == ["same"]


async def test_it_ends_while_a_question_is_asked(queue: Workspace, runs: Run) -> None:
    slow = runs(scored("1a", "2a", 0.97))
    async with played(queue.path, "ana", screen="proposals") as stage:
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        stage.send("A")
        await stage.sees("Confirm all that are at least so likely")
        await finish(stage, slow)
        await stage.press("enter")
        await stage.sees("Confirm 1 pair as same?")
        assert " 97 %" in stage.shown()
        await stage.press("enter")
        await stage.says("1 pair confirmed as same")


async def test_esc_stops_it_and_the_queue_stays(queue: Workspace, runs: Run) -> None:
    slow = runs(scored("3a", "4a", 0.97))
    async with played(queue.path, "ana", screen="proposals") as stage:
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        stage.send("escape")
        slow.let_go.set()
        await stage.says("stopped: the earlier proposals stay")
        assert "0 of 3 decided" in stage.shown()
        assert at(stage) == "1a2a"


async def test_it_says_that_it_stops_and_that_it_runs_already(queue: Workspace, runs: Run) -> None:
    slow = runs()
    async with played(queue.path, "ana", screen="proposals") as stage:
        stage.send("M")
        await stage.until(slow.half_way.is_set, "half-way")
        stage.send("M")
        await stage.says("the matcher runs already")
        stage.send("j", "escape")
        await stage.says("stopping the matcher …")
        stage.send("M")
        await stage.says("is still stopping")
        slow.let_go.set()
        await stage.says("stopped: the earlier proposals stay")


async def test_what_was_taken_back_elsewhere_is_not_judged_any_more(queue: Workspace) -> None:
    queue.links.decide("1d", "2d", "same")
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("j", "j", "j")
        assert at(stage) == "1d2d"
        queue.links.clear("1d", "2d")
        propose(queue, scored("1a", "2a", 0.9))
        await stage.press("f5")
        assert "no longer proposed" in stage.shown()
        await stage.press("y")
        assert "1d2d" in {link.left.id + link.right.id for link in queue.links.queue() if link.kind}

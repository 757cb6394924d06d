"""Many pairs confirmed at one go: a threshold, a preview, one act, one undo."""

import pytest

from annotations.workspace import Workspace
from tests.stage import Stage, held, played
from tests.workspace.proposing import lettered, propose, scored

SIZE = (120, 36)


@pytest.fixture
def queue(ws: Workspace) -> Workspace:
    """Likely pairs, one of which follows from others, one a contradiction, one with doubts."""
    lettered(ws, "1", "2", "3")
    propose(
        ws,
        scored("1a", "2a", 0.99),
        scored("1a", "3a", 0.98),
        scored("2a", "3a", 0.97),
        scored("1b", "2b", 0.96, conflict=True),
        scored("1c", "2c", 0.955, against=("different numbers: 1, 2",)),
        scored("1d", "2d", 0.95),
        scored("1e", "2e", 0.9),
    )
    return ws


def judged(stage: Stage) -> list[str]:
    """The pairs that are judged."""
    return sorted(link.left.id + link.right.id for link in stage.ws.links.queue() if link.kind)


async def test_a_preview_says_what_would_be_confirmed_and_what_is_left_out(
    queue: Workspace,
) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("A")
        await stage.sees("Confirm all that are at least so likely")
        await stage.press("enter")
        await stage.sees("Confirm 3 pairs as same?")
        shown = stage.shown()
        assert "left out: 1 possible contradiction (X shows them)" in shown
        assert "left out, as settled by these or doubtful: 2 other pairs" in shown
        assert "99 %  entity    a  ↔  a   outlet 1 · outlet 2" in shown
        assert "95 %  entity    d  ↔  d" in shown
        assert "90 %" not in shown
        await stage.press("escape")
        assert judged(stage) == []


async def test_all_are_confirmed_in_one_act_and_one_undo_takes_all_back(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        acts = stage.acts
        await stage.press("A", "enter", "enter")
        await stage.says("3 pairs confirmed as same · settled 1 more: 3 wait · u takes all back")
        assert stage.acts == acts + 1
        assert judged(stage) == ["1a2a", "1a3a", "1d2d"]
        assert stage.proposals.link
        assert stage.proposals.link.left.id == "1b"
        await stage.press("u")
        await stage.says("took back: judged links: same and 2 more")
        assert judged(stage) == []
        await stage.press("U")
        assert judged(stage) == ["1a2a", "1a3a", "1d2d"]


@pytest.mark.parametrize("given", ["97", "97 %", "96,5", " 96.5%"])
async def test_another_threshold(queue: Workspace, given: str) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("A")
        await stage.type(given)
        await stage.press("enter")
        await stage.sees("Confirm 2 pairs as same?")


@pytest.mark.parametrize("given", ["0", "many", "49", "101", "nan", "0.9"])
async def test_what_is_no_threshold(queue: Workspace, given: str) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("A")
        await stage.type(given)
        await stage.press("enter")
        await stage.sees("is no percentage from 50 to 100")
        await stage.press("escape")
        assert judged(stage) == []


async def test_only_what_is_asked_is_confirmed(queue: Workspace) -> None:
    propose(queue, scored("1a", "2a", 0.99), scored("1b", "3b", 0.98))
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("T", "A", "enter", "enter")
        await stage.says("1 pair confirmed as same: 0 wait")
        assert judged(stage) == ["1a2a"]


async def test_nothing_to_confirm_says_why(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("X", "A", "enter")
        await stage.sees("Nothing to confirm that waits and is 95 % likely or more")
        await stage.sees("left out: 1 possible contradiction")
        await stage.press("enter")
        assert stage.app.screen is stage.proposals


async def test_keys_typed_ahead_of_the_preview_do_nothing_else(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.burst("A", "enter", "enter", "y")
        await stage.settle()
        assert stage.place is stage.proposals
        assert judged(stage) == ["1a2a", "1a3a", "1b2b", "1d2d"]


async def test_a_pair_whose_end_is_gone_by_then(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("A", "enter")
        queue.spans.delete("1d")
        await stage.press("enter")
        await stage.until(lambda: " ! " in stage.status, "a complaint")
        assert judged(stage) == []


async def test_a_codebook_without_a_kind_that_means_same(queue: Workspace) -> None:
    queue.set_codebook('[[link_kinds]]\nname = "other"\nkey = "o"\nmeans = "different"')
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("A")
        await stage.says("the codebook has no kind of link that means same")


async def test_keys_wait_while_many_are_confirmed(
    queue: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        await stage.press("A", "enter")
        judging = held(monkeypatch, "annotations.workspace.links._in_order")
        stage.send("enter")
        await stage.until(judging.begun.is_set, "the first pair")
        stage.send("!")
        await stage.says("working: ")
        judging.let_go()
        await stage.says("contradicts: “b” and “b”")
        assert judged(stage) == ["1a2a", "1a3a", "1b2b", "1d2d"]


async def test_keys_do_nothing_to_what_a_preview_hides(
    queue: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(queue.path, "ana", screen="proposals", size=SIZE) as stage:
        looking = held(monkeypatch, "tui.screens.proposals.confirming._offered")
        stage.send("A", "enter")
        await stage.until(looking.begun.is_set, "the look for pairs")
        stage.send("n")
        await stage.says("working: ")
        looking.let_go()
        await stage.sees("Confirm 3 pairs as same?")
        await stage.press("escape")
        assert judged(stage) == []

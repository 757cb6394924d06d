"""Proposals where something goes otherwise than expected: nothing is judged that was not asked."""

import pytest

from annotations.errors import WorkspaceBusy
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.workspace.proposing import lettered, propose, scored
from tui.screens.proposals import going
from tui.screens.proposals.end import End

SMALL = (80, 24)


@pytest.fixture
def three(ws: Workspace) -> Workspace:
    """Three articles that agree on ``a``; asked last is what is likeliest."""
    lettered(ws, "1", "2", "3")
    propose(ws, scored("2a", "3a", 0.99), scored("1a", "2a", 0.98), scored("1a", "3a", 0.97))
    return ws


def at(stage: Stage) -> str:
    """The pair in view: ``1a2a``; nothing where none is."""
    link = stage.proposals.link
    return link.left.id + link.right.id if link else ""


def judged(ws: Workspace) -> list[str]:
    """The pairs that are judged."""
    return sorted(link.left.id + link.right.id for link in ws.links.queue() if link.kind)


def pairs(ws: Workspace, letters: str, *, first: float = 0.99) -> None:
    """Propose the same letters in two articles, each less likely than the one before."""
    lettered(ws, "1", "2", "3")
    propose(ws, *(scored(f"1{c}", f"2{c}", first - n / 100) for n, c in enumerate(letters)))


# -- what is judged ------------------------------------------------------------------------------


async def test_the_pair_that_is_shown_is_the_one_that_is_judged(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs(ws, "abc")
    async with played(ws.path, "ana", screen="proposals") as stage:

        def busy(*_: object) -> None:
            raise WorkspaceBusy("the file is locked")

        with monkeypatch.context() as patch:
            patch.setattr(going, "fetch", busy)
            await stage.press("space")
        assert "locked" in stage.status
        assert at(stage) == "1a2a"
        await stage.press("y")
        assert judged(ws) == ["1a2a"]


async def test_a_key_too_many_takes_nothing_back(ws: Workspace) -> None:
    pairs(ws, "ab")
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("y", "y")
        await stage.says("same · all decided: M matches again")
        await stage.press("y")
        await stage.says("same already: u takes it back")
        assert judged(ws) == ["1a2a", "1b2b"]
        await stage.press("j", "y")
        assert judged(ws) == ["1a2a"]


async def test_only_what_the_band_shows_is_confirmed(ws: Workspace) -> None:
    lettered(ws, "1", "2")
    propose(ws, scored("1a", "2a", 0.99), scored("1b", "2b", 0.6))
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("/", *"uncertain", "enter", "A", *"50", "enter")
        await stage.sees("Confirm 1 pair as same?")
        await stage.press("enter")
        assert judged(ws) == ["1b2b"]


async def test_what_others_say_by_now_is_not_confirmed(ws: Workspace) -> None:
    lettered(ws, "1", "2", "3")
    propose(ws, scored("1a", "2a", 0.99), scored("1a", "3a", 0.5), scored("2a", "3a", 0.4))
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("A", "enter")
        ws.links.decide("1a", "3a", "same")
        ws.links.decide("2a", "3a", "different")
        await stage.press("enter")
        await stage.says("nothing confirmed: all are judged or settled by now")
        assert judged(ws) == ["1a3a", "2a3a"]


# -- what is counted and said --------------------------------------------------------------------


async def test_a_skipped_pair_that_is_settled_counts_once(three: Workspace) -> None:
    async with played(three.path, "ana", screen="proposals") as stage:
        await stage.press("space", "y", "y")
        assert "3 of 3 done: 2 decided, 1 settled" in stage.shown()


async def test_verdicts_that_contradict_each_other_are_told(three: Workspace) -> None:
    async with played(three.path, "ana", screen="proposals") as stage:
        await stage.press("space", "y", "y", "k", "k", "k", "n")
        await stage.says("different contradicts your earlier verdicts: u takes it back")
        await stage.press("u")
        assert "wait again" not in stage.status


async def test_a_link_that_is_gone_counts_no_more(ws: Workspace) -> None:
    pairs(ws, "a")
    ws.links.decide("1b", "2b", "same")
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("j", "y")
        assert "0 of 1 decided" in stage.shown()
        assert "no longer linked" in stage.shown()


async def test_what_the_filters_leave_out_does_not_count(ws: Workspace) -> None:
    lettered(ws, "1", "2", "3")
    propose(ws, scored("1a", "2a", 0.9), scored("1b", "3b", 0.8))
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("y", "T", "u")
        assert at(stage) == "1a2a"
        assert "0 of 1 decided" in stage.shown()


async def test_undo_of_many_goes_to_the_best_of_them(ws: Workspace) -> None:
    pairs(ws, "abcde")
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("A", *"96", "enter", "enter", "u")
        assert at(stage) == "1a2a"


async def test_an_end_that_is_gone_is_passed_over(ws: Workspace) -> None:
    pairs(ws, "abc")
    async with played(ws.path, "ana", screen="proposals") as stage:
        ws.spans.delete("1b")
        await stage.press("space")
        assert at(stage) == "1c2c"


async def test_all_decided_and_a_filter_that_has_none(ws: Workspace) -> None:
    pairs(ws, "a")
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("y", "tab")
        await stage.sees("All others are decided: Backspace shows all")


async def test_a_likelihood_is_not_rounded_up(ws: Workspace) -> None:
    pairs(ws, "a", first=0.9496)
    async with played(ws.path, "ana", screen="proposals") as stage:
        assert " 94 %" in stage.shown()
        await stage.burst("A", "enter", "enter")
        assert stage.app.screen is stage.proposals


@pytest.mark.parametrize("key", [*"ynm!gTjk", "enter", "backspace"])
async def test_a_key_without_effect_says_why(ws: Workspace, key: str) -> None:
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press(key)
        said = "no filter to take off" if key == "backspace" else "no pair in view"
        assert said in stage.status


async def test_the_ends_of_the_queue_are_told(ws: Workspace) -> None:
    pairs(ws, "ab")
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("k")
        assert "first pair" in stage.status
        await stage.press("j", "j")
        assert "last pair" in stage.status


async def test_a_wrong_threshold_is_typed_over(ws: Workspace) -> None:
    pairs(ws, "a", first=0.9)
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.burst("A", *"7x", "enter")
        await stage.sees("“7x” is no percentage from 50 to 100")
        await stage.burst(*"60", "enter")
        await stage.sees("Confirm 1 pair as same?")


# -- going elsewhere -----------------------------------------------------------------------------


async def test_one_article_is_not_opened_twice(ws: Workspace) -> None:
    lettered(ws, "1", "2", "3")
    propose(ws, scored("1a", "2a", 0.99), scored("1b", "2a", 0.9), scored("1b", "3b", 0.9))
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("y")
        assert at(stage) == "1b2a"
        await stage.press("g", *"goes there", "enter")
        await stage.until(lambda: stage.place.NAME == "reader", "the Reader")
        await stage.settle()
        assert (stage.reader.left.article, stage.reader.right.article) == ("1", "2")


async def test_a_group_leaves_out_the_pair_itself(three: Workspace) -> None:
    async with played(three.path, "ana", screen="proposals") as stage:
        await stage.press("y", "y", "k")
        await stage.press("g")
        assert stage.shown().count("goes there") == 1


async def test_filters_and_place_outlast_a_look_into_the_reader(ws: Workspace) -> None:
    pairs(ws, "abcd")
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("T", "space", "space", "enter", "p")
        assert at(stage) == "1c2c"
        assert "T these two only" in stage.shown()
        assert "pair 3 of 4" in stage.status


async def test_keys_named_in_messages_are_those_of_the_table(ws: Workspace) -> None:
    lettered(ws, "1", "2")
    ws.set_codebook('[keys]\n"proposals.undo" = "f8"')
    propose(ws, scored("1a", "2a"), items={"1b": "1a"})
    async with played(ws.path, "ana", screen="proposals") as stage:
        await stage.press("g", "enter")
        await stage.says("f8 takes it back")


# -- in eighty columns ---------------------------------------------------------------------------


async def test_a_claim_for_which_there_is_room_is_shown_whole(ws: Workspace) -> None:
    words = " ".join(f"word{n}" for n in range(300))
    claim = "The minister said that " + "so many posts would go and " * 12 + "no more."
    ends = []
    for article in "12":
        stock.add(ws, f"{words} {article} {claim} {words}", id=article, title=article)
        ends.append(stock.tag(ws, article, claim, "claim"))
    propose(ws, scored(ends[0].id, ends[1].id, 0.9, label="claim"))
    async with played(ws.path, "ana", screen="proposals", size=SMALL) as stage:
        for end in stage.proposals.query(End):
            span = end.view.scene.current
            assert span
            assert end.view.in_sight(span.start)
            assert end.view.in_sight(span.end - 1)


async def test_lines_fit(ws: Workspace) -> None:
    outlet = "The Very Long Morning Herald and Advertiser"
    for name in "123":
        texts = [f"Lena Ortiz met Lena, the minister, and Mrs Ortiz. {name}"]
        stock.add(ws, *texts, id=name, outlet=f"{name} {outlet}", published="2025-06-17")
    names = ("Lena Ortiz", "the minister", "Mrs Ortiz")
    spans = {(a, name): stock.tag(ws, a, name).id for a in "123" for name in names}
    one, two, three = (spans[article, "Lena Ortiz"] for article in "123")
    items = {spans[a, n]: spans[a, "Lena Ortiz"] for a in "123" for n in names[1:]}
    propose(ws, scored(one, two, 0.9), scored(one, three, 0.8, conflict=True), items=items)
    async with played(ws.path, "ana", screen="proposals", size=SMALL) as stage:
        await stage.press("y")
        assert "u undo" in stage.shown().splitlines()[-1]
        left, _ = stage.proposals.query(End)
        assert left.group_line.content.plain.startswith("g same in 2 The")
        assert left.group_line.content.cell_length <= left.size.width - 2
        await stage.press("T", "X", "tab", "tab", "tab", "/", *"1 the very", "enter")
        assert "/ 2 more" in stage.shown().splitlines()[1]
        await stage.press("backspace", "g")
        assert "…Lena Ortiz met Lena" in stage.shown()
        await stage.press("escape", "A")
        assert "Esc leaves it" in stage.shown()


async def test_a_date_shows_from_the_start_where_there_is_room(ws: Workspace) -> None:
    for name in "12":
        stock.add(ws, f"Alpha {name}", id=name, outlet="Observer", published="2025-06-17")
    propose(ws, scored(stock.tag(ws, "1", "Alpha").id, stock.tag(ws, "2", "Alpha").id))
    async with played(ws.path, "ana", screen="proposals", size=(160, 24)) as stage:
        assert stage.shown().splitlines()[2].count("2025-06-17") == 2
        await stage.pilot.resize_terminal(80, 24)
        await stage.until(lambda: "2025-06-17" not in stage.shown(), "a shorter title")

"""Proposals: one pair at a time, one key a decision, and nothing moves by itself."""

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT, RIGHT
from tests.workspace.proposing import propose, scored
from tui.screens.proposals.end import End

NAMES = ("Lena Ortiz", "Drovnik", "140 posts")


@pytest.fixture
def queue(news: Workspace) -> Workspace:
    """Three pairs that wait."""
    propose_names(news, *((BOTH, name) for name in NAMES))
    return news


def propose_names(ws: Workspace, *names: tuple[tuple[str, str], str]) -> None:
    """Tag names in two articles each, and have both ends proposed."""
    ends = [[stock.tag(ws, article, name).id for article in both] for both, name in names]
    propose(ws, *(scored(one, other, 0.9 - 0.1 * rank) for rank, (one, other) in enumerate(ends)))


def pair(stage: Stage) -> str:
    """The words of the pair in view."""
    link = stage.proposals.link
    assert link
    return link.left.text


def judged(stage: Stage) -> dict[str, str]:
    """What the file says of each pair that is judged."""
    return {link.left.text: link.kind for link in stage.ws.links.queue() if link.kind}


@pytest.mark.parametrize(
    ("key", "kind"), [("y", "same"), ("n", "different"), ("m", "unsure"), ("!", "contradicts")]
)
async def test_one_key_decides_and_the_next_comes_up(queue: Workspace, key: str, kind: str) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        assert "0 of 3 decided" in stage.shown()
        first = pair(stage)
        await stage.press(key)
        await stage.says(f"{kind}: “{first}” and “{first}”")
        assert judged(stage) == {first: kind}
        assert f"1 of 3 decided · 1 {kind}" in stage.shown()
        assert pair(stage) != first


async def test_what_is_shown_of_a_pair(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=(120, 30)) as stage:
        link = stage.proposals.link
        assert link
        assert link.score is not None
        assert f"{100 * link.score:.0f} %" in stage.shown()
        assert f"+ {link.reasons[0][:30]}" in stage.shown()
        assert "pair 1 of 3" in stage.status
        assert "Observer │ Harbour row" in stage.shown() or "2025-06-17" in stage.shown()
        for end in stage.proposals.query(End):
            assert end.view.scene.current
            assert end.view.in_sight(end.view.scene.current.start)
        for hint in ("y same", "n different", "m unsure", "! contradicts", "Space skip"):
            assert hint in stage.shown().splitlines()[-1]


async def test_the_same_key_again_clears(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        first = pair(stage)
        await stage.press("y", "k")
        assert pair(stage) == first
        assert " same" in stage.shown()
        await stage.press("y")
        await stage.says("no longer same")
        assert judged(stage) == {}
        assert pair(stage) == first
        await stage.press("n", "k", "y")
        assert judged(stage) == {first: "same"}


async def test_skipping_and_stepping(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        order = [pair(stage)]
        for _ in range(2):
            await stage.press("space")
            order.append(pair(stage))
        assert sorted(order) == sorted(NAMES)
        await stage.press("space")
        assert pair(stage) == order[0]
        for key in ("j", "down"):
            await stage.press(key)
        assert pair(stage) == order[2]
        await stage.press("right")
        assert pair(stage) == order[2]
        for key in ("k", "up", "left"):
            await stage.press(key)
        assert pair(stage) == order[0]
        assert judged(stage) == {}
        await stage.press("y", "y", "space")
        await stage.says("no other pair waits")


async def test_undo_and_redo_bring_the_pair_back(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        first = pair(stage)
        await stage.press("y")
        second = pair(stage)
        await stage.press("n", "k", "k", "u")
        assert pair(stage) == second
        assert judged(stage) == {first: "same"}
        await stage.press("u")
        await stage.says("took back: judged a link: same")
        assert pair(stage) == first
        assert "0 of 3 decided" in stage.shown()
        await stage.press("u")
        await stage.until(lambda: " ! " in stage.status, "nothing more to take back here")
        await stage.press("U")
        assert pair(stage) == first
        await stage.press("U")
        assert pair(stage) == second
        assert judged(stage) == {first: "same", second: "different"}


async def test_undo_leaves_tagging_alone(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        stock.tag(queue, "left", "harbour")
        await stage.press("u")
        await stage.until(lambda: " ! " in stage.status, "a complaint")
        assert "tagged entity “harbour”" in stage.status
        assert "harbour" in stage.texts()


async def test_all_decided(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("y", "n", "m")
        assert "3 of 3 decided" in stage.shown()
        await stage.press("j", "k")
        await stage.says("all decided: M matches again, L goes to the Library")
        assert sorted(judged(stage).values()) == ["different", "same", "unsure"]
        await stage.press("y")
        assert len(judged(stage)) in (2, 3)


async def test_the_first_that_waits_comes_first(queue: Workspace) -> None:
    link = queue.links.queue()[0]
    queue.links.decide(link.left.id, link.right.id, "same")
    async with played(queue.path, "ana", screen="proposals") as stage:
        assert "pair 2 of 3" in stage.status
        await stage.press("k")
        assert pair(stage) == link.left.text


async def test_scrolling_both_texts(queue: Workspace) -> None:
    long = "\n\n".join(f"Line {n} of Zagorje." for n in range(99))
    for name in ("three", "four"):
        stock.add(queue, f"{name} {long}", id=name)
    propose_names(queue, (("three", "four"), "Zagorje"))
    async with played(queue.path, "ana", screen="proposals") as stage:
        views = [end.view for end in stage.proposals.query(End)]
        await stage.press("pagedown")
        below = [view.scroll_offset.y for view in views]
        assert all(below)
        await stage.press("pageup")
        assert [view.scroll_offset.y for view in views] == [0, 0]


async def test_enter_opens_the_reader_at_the_place(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        while pair(stage) != "Drovnik":
            await stage.press("space")
        await stage.press("enter")
        reader = stage.reader
        await stage.until(lambda: len(reader.sides) == 2, "both articles")
        await stage.settle()
        assert (reader.left.article, reader.right.article) == BOTH
        assert reader.left.view.caret == LEFT.index("Drovnik")
        assert reader.right.view.caret == RIGHT.index("Drovnik")
        assert reader.left.view.current
        assert reader.left.view.current.text == "Drovnik"
        assert stage.app.focused is reader.left.view


async def test_an_empty_queue_runs_the_matcher(news: Workspace) -> None:
    for article in BOTH:
        stock.tag(news, article, "Drovnik")
    async with played(news.path, "ana", screen="proposals") as stage:
        await stage.says("1 pair proposed over 2 spans")
        await stage.sees("0 of 1 decided")
        assert pair(stage) == "Drovnik"


async def test_nothing_to_propose(news: Workspace) -> None:
    async with played(news.path, "ana", screen="proposals") as stage:
        await stage.says("0 pairs proposed over 0 spans")
        assert "No proposals" in stage.shown()
        assert "Tag names, sources or claims in two articles" in stage.shown()
        assert "M runs the matcher" in stage.shown()
        for key in (*"ynm!jkUgTXOW", "space", "pageup", "pagedown", "enter", "tab", "backspace"):
            await stage.press(key)
        assert stage.ws.links.queue() == []
        assert stage.place is stage.proposals


async def test_a_pair_whose_span_is_gone(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        link = stage.proposals.link
        assert link
        queue.spans.delete(link.left.id)
        await stage.press("y")
        await stage.says("it may have been deleted meanwhile")
        assert judged(stage) == {}
        await stage.press("f5")
        await stage.sees("of 2 decided")


async def test_escape_goes_back_to_where_one_came_from(queue: Workspace) -> None:
    async with played(queue.path, "ana", BOTH) as stage:
        await stage.press("p", "escape")
        await stage.until(lambda: len(stage.reader.sides) == 2, "both articles")
    queue.articles.remove("right")
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("escape")
        await stage.until(lambda: stage.place.NAME == "library", "the Library")


async def test_another_annotator_judges_for_themselves(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.press("y", "y", "y")
    async with played(queue.path, "ben", screen="proposals") as stage:
        assert "0 of 3 decided" in stage.shown()
        await stage.press("n")
        assert list(judged(stage).values()) == ["different"] or stage.ws.annotator == "ben"


async def test_keys_as_fast_as_they_come(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        await stage.burst("y", "n", "m", "u", "space", "k", "k", "n")
        assert judged(stage) == {"Lena Ortiz": "different", "Drovnik": "different"}


async def test_the_next_pair_of_the_same_articles_paints_few_rows(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=(120, 40)) as stage:
        views = [end.view for end in stage.proposals.query(End)]
        await stage.press("j", "j", "k", "k")
        for key in ("j", "j", "k", "y"):
            before = [view.rows_painted for view in views]
            await stage.press(key)
            assert all(v.rows_painted - b <= 4 for v, b in zip(views, before, strict=True)), key

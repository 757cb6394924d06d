"""What each end is known to be the same as, what a verdict settles; groups broken and mended."""

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.workspace.proposing import lettered, propose, scored
from tui.screens.proposals.end import End

WIDE = (140, 30)


@pytest.fixture
def queue(ws: Workspace) -> Workspace:
    """Four articles that agree on ``a``; of the first, ``b`` and ``c`` are further mentions."""
    lettered(ws, "1", "2", "3", "4")
    articles = "1234"
    pairs = [
        scored(f"{one}a", f"{other}a", 0.95 - 0.01 * number)
        for number, (one, other) in enumerate(
            (one, other) for one in articles for other in articles if one < other
        )
    ]
    propose(ws, *pairs, scored("1d", "2d", 0.5), items={"1b": "1a", "1c": "1a"})
    return ws


def at(stage: Stage) -> str:
    """The pair in view: ``1a2a``."""
    link = stage.proposals.link
    return link.left.id + link.right.id if link else ""


def groups(stage: Stage) -> list[str]:
    """What the lines under both articles say."""
    return [end.group_line.content.plain for end in stage.proposals.query(End)]


async def test_groups_are_told_and_their_mentions_marked(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=WIDE) as stage:
        assert groups(stage) == ["g 3 mentions here: “b”, “c”", ""]
        left, right = (end.view.scene for end in stage.proposals.query(End))
        assert [span.id for span in left.coverage] == ["1a", "1b", "1c"]
        assert [span.id for span in right.coverage] == ["2a"]
        await stage.press("y")
        assert at(stage) == "1a3a"
        assert groups(stage)[0] == "g same in outlet 2 · 3 mentions here: “b”, “c”"


async def test_what_a_verdict_would_settle_and_has_settled(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=WIDE) as stage:
        assert "settles" not in stage.shown()
        await stage.press("y")
        assert "y settles 1, n or ! settles 1 more" in stage.shown()
        await stage.press("y")
        await stage.says("same: “a” and “a” · settled 1 more: 4 wait")
        assert "3 of 7 done: 2 decided, 1 settled" in stage.shown()
        assert at(stage) == "1a4a"
        await stage.press("u")
        await stage.says("took back: judged a link: same · 1 more waits again: 6 wait")
        assert at(stage) == "1a3a"
        await stage.press("U")
        await stage.says("did again: judged a link: same · settled 1 more: 4 wait")
        await stage.press("k", "y")
        await stage.says("no longer same · 1 more waits again")


async def test_two_articles_with_every_mention_tagged_ask_once_for_each_thing(
    ws: Workspace,
) -> None:
    """The cross product of mentions never shows: one answer for each pair of items."""
    lettered(ws, "1", "2")
    propose(
        ws,
        scored("1a", "2a", 0.9),
        scored("1d", "2d", 0.8),
        items={"1b": "1a", "1c": "1a", "2b": "2a", "2c": "2a", "1e": "1d", "2e": "2d"},
    )
    async with played(ws.path, "ana", screen="proposals", size=WIDE) as stage:
        assert "0 of 2 decided" in stage.shown()
        assert groups(stage) == ["g 3 mentions here: “b”, “c”"] * 2
        await stage.press("y", "y")
        assert "2 of 2 decided" in stage.shown()


async def test_a_verdict_that_settled_a_pair_in_view_is_told(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=WIDE) as stage:
        await stage.press("space", "space", "space")
        assert at(stage) == "2a3a"
        queue.links.decide("1a", "2a", "same")
        queue.links.decide("1a", "3a", "same")
        await stage.press("f5")
        assert at(stage) == "2a3a"
        assert "settled: the same through others" in stage.shown()
        queue.links.clear("1a", "3a")
        queue.links.decide("1a", "3a", "different")
        await stage.press("f5")
        assert "settled: not the same, through others" in stage.shown()


async def test_a_group_is_broken_and_mended(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=WIDE) as stage:
        await stage.press("g")
        await stage.sees("Groups of both ends")
        assert "sets it apart · …1: a b c d e f… · outlet 1" in stage.shown()
        await stage.press("down", "enter")
        await stage.says("it stands on its own now · u takes it back, M looks for its links")
        assert groups(stage)[0] == "g 2 mentions here: “b”"
        await stage.press("u")
        await stage.says("took back: set a mention apart")
        assert groups(stage)[0] == "g 3 mentions here: “b”, “c”"
        await stage.press("U")
        assert groups(stage)[0] == "g 2 mentions here: “b”"
        await stage.press("g", *"joins", "enter")
        await stage.says("it is with its group again")
        assert groups(stage)[0] == "g 3 mentions here: “b”, “c”"
        assert at(stage) == "1a2a"


async def test_from_a_group_one_goes_to_where_it_is_joined(queue: Workspace) -> None:
    queue.links.decide("1a", "4a", "same")
    async with played(queue.path, "ana", screen="proposals", size=WIDE) as stage:
        await stage.press("g", *"goes there", "enter")
        await stage.until(lambda: stage.place.NAME == "reader", "the Reader")
        await stage.settle()
        assert (stage.reader.left.article, stage.reader.right.article) == ("1", "4")


async def test_no_group_to_open(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=WIDE) as stage:
        while at(stage) != "1d2d":
            await stage.press("j")
        await stage.press("g")
        await stage.says("neither end has a group")
        await stage.press("y")
        await stage.says("same: “d” and “d”")


def test_what_is_set_apart_in_an_article_is_the_annotators_own(queue: Workspace) -> None:
    queue.links.break_group("1c")
    assert [span.id for span in queue.links.set_apart("1")] == ["1c"]
    assert queue.links.set_apart("2") == []
    with Workspace.open(queue.path, "ben") as ben:
        assert ben.links.set_apart("1") == []
        with pytest.raises(Exception, match="on its own"):
            ben.links.break_group("1c")


async def test_many_articles_are_named_in_few_words(ws: Workspace) -> None:
    names = [str(number) for number in range(1, 30)]
    lettered(ws, *names)
    propose(ws, scored("1a", "29a"), *(scored("1a", f"{name}a", 0.9) for name in names[1:-1]))
    for name in names[1:-1]:
        ws.links.decide("1a", f"{name}a", "same")
    async with played(ws.path, "ana", screen="proposals", size=(400, 30)) as stage:
        assert at(stage) == "1a29a"
        assert groups(stage)[0].startswith("g same in outlet 2, outlet 3, ")
        assert groups(stage)[0].endswith(", 15 more")


async def test_one_outlet_is_named_once(ws: Workspace) -> None:
    lettered(ws, "1", "2", "3", "4")
    for article in "234":
        ws.articles.describe(article, outlet="The Courier")
    propose(ws, scored("1a", "4a"))
    ws.links.decide("1a", "2a", "same")
    ws.links.decide("1a", "3a", "same")
    stock.problems(ws)
    async with played(ws.path, "ana", screen="proposals", size=WIDE) as stage:
        assert groups(stage)[0] == "g same in The Courier (2)"

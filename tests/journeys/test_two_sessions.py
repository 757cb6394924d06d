"""Two sessions at one file at once: each sees the other's work, and nothing of either is lost."""

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.stage import played
from tests.workspace.proposing import LETTERS, lettered, propose, scored

Pair = tuple[Workspace, Workspace]
BOTH = ("one", "two")


async def test_another_sessions_work_comes_by_itself(pair: Pair) -> None:
    ana, _ = pair
    async with played(ana.path, "ana", BOTH) as stage:
        stock.tag(ana, "one", "140 posts")
        await stage.app.look_around()
        await stage.settle()
        assert "e " in stage.shown().splitlines()[1][:4]
        assert "1e" in stage.status


@pytest.mark.parametrize("key", ["f5", "ctrl+r"])
async def test_a_key_brings_it(pair: Pair, key: str) -> None:
    ana, ben = pair
    async with played(ana.path, "ana", BOTH) as stage:
        stock.tag(ben, "one", "140 posts")
        await stage.press(key)
        await stage.says("up to date")
        stage.go_to("140")
        await stage.settle()
        assert "by ben" in stage.echo


async def test_two_programs_of_one_annotator(pair: Pair) -> None:
    async with played(pair[0].path, "ana", BOTH) as one, played(pair[0].path, "ana", BOTH) as other:
        one.pick("140 posts")
        await one.press("e")
        other.pick("Monday")
        await other.press("e")
        for stage in (one, other):
            await stage.app.look_around()
            await stage.settle()
            assert stage.texts() == ["Monday", "140 posts"]
        # Undo is the annotator's, whichever program the act was made in.
        await one.press("u")
        await one.says("took back: tagged entity “Monday”")
        await other.app.look_around()
        await other.settle()
        assert [span.text for span in other.view.scene.coverage] == ["140 posts"]
        await other.press("U")
        await other.says("did again: tagged entity “Monday”")
        assert one.texts() == ["Monday", "140 posts"]
    assert stock.problems(pair[0]) == []


async def test_undo_takes_back_own_acts_only(pair: Pair) -> None:
    path = pair[0].path
    async with played(path, "ana", BOTH) as ana, played(path, "ben", BOTH) as ben:
        ana.pick("140 posts")
        await ana.press("e")
        ben.pick("140 posts")
        await ben.press("c")
        await ben.press("u")
        await ben.says("took back: tagged claim “140 posts”")
        await ben.press("u")
        await ben.says("nothing to undo")
        assert ana.texts() == ["140 posts"]
        assert ana.spans()[0].annotator == "ana"


async def test_anothers_work_cannot_be_touched(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ben, "one", "140 posts")
    async with played(ana.path, "ana", BOTH) as stage:
        for keys in (("x",), ("r", "c"), ("right_square_bracket", "w")):
            stage.go_to("140")
            await stage.press(*keys)
            await stage.says("this entity is ben’s")
        assert stage.texts() == ["140 posts"]


async def test_a_span_that_has_gone_meanwhile(pair: Pair) -> None:
    ana, _ = pair
    span = stock.tag(ana, "one", "140 posts")
    async with played(ana.path, "ana", BOTH) as stage:
        stage.go_to("140")
        ana.spans.delete(span.id)
        await stage.press("x")
        await stage.says("deleted meanwhile")
        await stage.press("a")
        await stage.app.look_around()
        await stage.settle()
        assert not stage.view.scene.coverage.get(span.id)


async def test_an_article_that_has_gone_meanwhile(pair: Pair) -> None:
    ana, _ = pair
    async with played(ana.path, "ana", BOTH) as stage:
        ana.articles.remove("two")
        await stage.app.look_around()
        await stage.settle()
        await stage.press("tab", "w", "e", "tab", "w", "e", "L")
        await stage.sees(" 1 article")
        await stage.press("u")
        await stage.settle()


async def test_proposals_show_what_another_session_decided(pair: Pair) -> None:
    ana, _ = pair
    left, right = (stock.tag(ana, article, "Hamas") for article in BOTH)
    ana.links.match()
    async with played(ana.path, "ana", screen="proposals") as stage:
        assert "0 of 1 decided" in stage.shown()
        ana.links.decide(left.id, right.id, "different")
        await stage.app.look_around()
        await stage.sees("1 of 1 decided")
        ana.spans.delete(left.id)
        await stage.app.look_around()
        await stage.sees("No proposals")
        await stage.press("y", "u", "space", "j", "k", "enter")
        await stage.settle()


async def test_library_shows_what_another_session_imported(pair: Pair) -> None:
    ana, ben = pair
    async with played(ana.path, "ana") as stage:
        await stage.press("j")
        stock.add(ben, "A third report.", title="Three")
        await stage.app.look_around()
        await stage.sees("Three")
        chosen = stage.library._under_cursor()
        assert chosen
        assert chosen.name == "Two"


async def test_what_others_did_never_brings_a_judged_pair_back(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = pair
    lettered(ana, "1", "2")
    propose(ana, *(scored(f"1{letter}", f"2{letter}", 0.9) for letter in LETTERS.split()))
    looks: list[int] = []

    def always_new(*_: object) -> tuple[int, tuple[int, ...]]:
        looks.append(1)
        return 0, (*looks,)

    def has_looked() -> bool:
        return len(looks) > 10

    monkeypatch.setattr("tui.watching._LOOK_AROUND", 0.001)
    monkeypatch.setattr("tui.watching._seen", always_new)
    async with played(ana.path, "ana", screen="proposals") as stage:
        for judged in LETTERS.split()[:-1]:
            stage.send("n")
            await stage.says(f"different: “{judged}” and “{judged}”")
            looks.clear()
            await stage.until(has_looked, "looks")
            assert stage.proposals.link
            assert stage.proposals.link.left.text > judged

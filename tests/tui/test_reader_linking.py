"""The Reader: claims joined to their sources, spans to their counterparts."""

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT, RIGHT

FOUR = ("left", "right", "third", "fourth")


def kinds(stage: Stage) -> list[str | None]:
    return [link.kind for link in stage.ws.links.queue()]


async def both_at(stage: Stage, left: str, right: str) -> None:
    """Put the cursors of both panes somewhere."""
    stage.reader.right.view.place(RIGHT.index(right))
    stage.reader.left.view.place(LEFT.index(left))
    await stage.settle()


# -- attribution -----------------------------------------------------------------------------------


async def test_the_nearest_source_comes_first(news: Workspace) -> None:
    far, near = (stock.tag(news, "left", text, "source") for text in ("Drovnik", "minister"))
    inside = stock.tag(news, "left", "Monday", "source")
    claim = stock.tag(news, "left", "denied the report on Monday", "claim")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("denied")
        await stage.press("a")
        await stage.sees("This claim rests on")
        rows = [row.strip() for row in stage.shown().splitlines()[-4:]]
        assert [row.split()[0] for row in rows if " it" in row] == ["Monday", "minister", "Drovnik"]
        assert "beside it" in stage.shown()
        assert "12 characters before it" in stage.shown()
        await stage.press("enter")
        await stage.says("the claim rests on “Monday”")
        await stage.press("a", *"min", "enter")
        await stage.says("the claim rests on “minister”")
        await stage.until(lambda: "rests on minister, Monday" in stage.echo, "both in the echo")
        await stage.press("a", "down", "down", "enter")
        await stage.says("the claim rests on “Drovnik”")
        rests = {(a.claim, a.source) for a in stage.ws.spans.attributions()}
        assert rests == {(claim.id, source.id) for source in (far, near, inside)}


async def test_choosing_a_source_again_takes_it_back(news: Workspace) -> None:
    stock.tag(news, "left", "minister", "source")
    stock.tag(news, "left", "denied the report on Monday", "claim")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("denied")
        await stage.press("a", "enter")
        await stage.says("the claim rests on “minister”")
        await stage.press("a")
        await stage.sees("✓ minister")
        await stage.press("enter")
        await stage.says("the claim no longer rests on “minister”")
        assert stage.ws.spans.attributions() == []
        await stage.press("u")
        assert len(stage.ws.spans.attributions()) == 1
        before = stage.acts
        await stage.press("a", "escape", "a", *"nobody", "enter", "escape")
        assert stage.acts == before


async def test_a_source_is_cited_through_another(news: Workspace) -> None:
    stock.tag(news, "left", "minister", "source")
    stock.tag(news, "left", "Drovnik", "source")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("minister")
        await stage.press("a")
        await stage.sees("This source is cited through")
        await stage.press("enter")
        await stage.says("the source is cited through “Drovnik”")
        assert "rests on Drovnik" in stage.echo
        stage.go_to("Drovnik")
        await stage.settle()
        assert "1 source rests on it" in stage.echo


async def test_only_claims_and_sources_rest_on_something(news: Workspace) -> None:
    stock.tag(news, "left", "minister", "source")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("denied")
        await stage.press("a")
        await stage.says("no span here: put the cursor on one, or tag one first")
        stage.go_to("minister")
        await stage.press("a")
        await stage.says("no other source is tagged in this article that it is cited through")
        stage.go_to("Drovnik")
        await stage.press("e", "a")
        await stage.says("only claims and sources rest on something, this is entity")
        stage.go_to("stops")
        await stage.press("tab", "c", "a")
        await stage.says("no source is tagged in this article: s tags one")


# -- links -----------------------------------------------------------------------------------------


async def test_linking_and_unlinking(news: Workspace) -> None:
    stock.tag(news, "left", "Drovnik")
    stock.tag(news, "right", "Drovnik")
    async with played(news.path, "ana", BOTH) as stage:
        await both_at(stage, "Drovnik", "Drovnik")
        before = stage.acts
        await stage.press("=")
        await stage.says("same: “Drovnik” and “Drovnik”")
        assert kinds(stage) == ["same"]
        assert stage.acts == before + 1
        await stage.until(lambda: "same: “Drovnik”" in stage.echo, "the link in the echo")
        await stage.press("!")
        await stage.says("contradicts: “Drovnik” and “Drovnik”")
        assert kinds(stage) == ["contradicts"]
        await stage.press("!")
        await stage.says("no longer contradicts: “Drovnik” and “Drovnik”")
        assert kinds(stage) == []
        await stage.press("=", "=")
        await stage.says("no longer same")
        assert kinds(stage) == []
        await stage.press("u")
        assert kinds(stage) == ["same"]


async def test_the_counterpart_is_tagged_first_and_one_undo_takes_back_both(
    news: Workspace,
) -> None:
    stock.tag(news, "left", "Lena Ortiz")
    async with played(news.path, "ana", BOTH) as stage:
        await both_at(stage, "Ortiz", "Ortiz told")
        before = stage.acts
        await stage.press("=")
        await stage.says("entity? “Lena Ortiz” in the other pane · = again links it")
        assert stage.acts == before, "nothing is tagged that was not seen"
        await stage.press("=")
        await stage.says("same: “Lena Ortiz” and “Lena Ortiz”")
        assert stage.acts == before + 1
        span = stage.spans()[-1]
        assert (span.document, span.start) == ("right", RIGHT.index("Lena Ortiz told"))
        assert span.label == "entity"
        assert [s.id for s in stage.reader.right.view.scene.coverage] == [span.id]
        await stage.press("u")
        assert stage.view is stage.reader.left.view, "the hands stay where they are"
        assert len(stage.spans()) == 1
        assert kinds(stage) == []
        assert list(stage.reader.right.view.scene.coverage) == []
        await stage.press("U")
        assert len(stage.spans()) == 2
        assert kinds(stage) == ["same"]


async def test_the_other_panes_selection_is_the_counterpart(news: Workspace) -> None:
    stock.tag(news, "left", "Lena Ortiz")
    async with played(news.path, "ana", BOTH) as stage:
        await stage.pick_over_there("a spokesman")
        stage.go_to("Lena")
        await stage.press("!")
        await stage.says("contradicts: “Lena Ortiz” and “a spokesman”")


async def test_a_counterpart_has_the_same_label(news: Workspace) -> None:
    stock.tag(news, "left", "Drovnik", "claim")
    entity = stock.tag(news, "right", "Drovnik")
    claim = stock.tag(news, "right", "In Drovnik, 140 posts will go", "claim")
    async with played(news.path, "ana", BOTH) as stage:
        await both_at(stage, "Drovnik", "Drovnik")
        assert stage.reader.right.view.current == entity
        await stage.press("=")
        (link,) = stage.ws.links.queue()
        assert link.right == claim


async def test_a_link_needs_two_ends(news: Workspace) -> None:
    stock.tag(news, "left", "Drovnik")
    stock.add(news, "\n\n…\n", id="dots")
    async with played(news.path, "ana", ("left", "dots")) as stage:
        await stage.press("=")
        await stage.says("no span here")
        stage.go_to("Drovnik")
        await stage.press("=")
        await stage.says("no entity at the other pane’s cursor: Tab, put it there, Tab back")
    async with played(news.path, "ana", ("left",)) as stage:
        stage.go_to("Drovnik")
        for key in ("=", "!"):
            await stage.press(key)
            await stage.says("a link needs two articles: open a second one from the Library (L)")
    assert len(news.spans.in_article("left")) == 1


# -- following -------------------------------------------------------------------------------------


async def test_a_linked_span_answers_without_moving_the_other_pane(news: Workspace) -> None:
    left, right = stock.tag(news, "left", "Drovnik"), stock.tag(news, "right", "Nobody")
    news.links.decide(left.id, right.id, "same")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Drovnik")
        await stage.settle()
        answers = list(stage.reader.right.view.scene.answers)
        assert answers == [(right.start, right.end)]
        assert stage.reader.right.view.caret == 0
        assert "same: “Nobody”" in stage.echo
        await stage.press("enter")
        await stage.says("partner 1 of 1 · same · Courier · Tab goes there")
        assert stage.reader.right.view.caret == right.start
        assert stage.view is stage.reader.left.view
        await stage.press("g")
        assert list(stage.reader.right.view.scene.answers) == []


async def test_following_to_another_article(news: Workspace) -> None:
    stock.add(news, "A third one speaks of Drovnik, too.", id="third", title="Third")
    left, third = stock.tag(news, "left", "Drovnik"), stock.tag(news, "third", "Drovnik")
    news.links.decide(left.id, third.id, "same")
    async with played(news.path, "ana", BOTH) as stage:
        await both_at(stage, "Drovnik", "Nobody")
        assert "in another article" in stage.echo
        await stage.press("enter")
        assert stage.reader.right.article == "third"
        assert stage.reader.right.view.caret == third.start
        assert "Third" in stage.shown()
        await stage.press("tab", "enter")
        await stage.says("partner 1 of 1 · same · Observer")
        await stage.press("q")
    assert news.articles.left_off("place right") == RIGHT.index("Nobody")


async def test_following_with_one_article_opens_the_other(news: Workspace) -> None:
    left, right = stock.tag(news, "left", "Drovnik"), stock.tag(news, "right", "Drovnik")
    news.links.decide(left.id, right.id, "same")
    async with played(news.path, "ana", ("left",)) as stage:
        stage.go_to("Drovnik")
        await stage.press("enter")
        await stage.sees("Denial")
        await stage.press("tab")
        assert stage.view.current == right


def third(news: Workspace) -> str:
    return stock.add(news, "A third one speaks of Drovnik, too.", id="third", outlet="Third")


async def test_enter_goes_through_all_partners_and_round(news: Workspace) -> None:
    third(news)
    stock.add(news, "Drovnik again.", id="fourth")
    left, right, more, fourth = (stock.tag(news, article, "Drovnik") for article in FOUR)
    news.links.decide(left.id, more.id, "same")
    news.links.decide(right.id, more.id, "same")
    news.links.decide(left.id, fourth.id, "contradicts")
    async with played(news.path, "ana", ("left", "third"), size=(160, 30)) as stage:
        await stage.press("tab", "g", "tab")
        stage.go_to("Drovnik")
        other = stage.reader.right
        for article, said in (
            ("third", "partner 1 of 3 · same · Third · Tab goes there"),
            ("fourth", "partner 2 of 3 · contradicts · untitled · Tab goes there"),
            ("right", "partner 3 of 3 · same · Courier · through “Drovnik” · Tab goes there"),
            ("third", "partner 1 of 3 · same · Third"),
        ):
            await stage.press("enter")
            await stage.says(said)
            assert other.article == article
            assert other.view.current
            assert other.view.current.text == "Drovnik"
            assert stage.view is stage.reader.left.view
            assert stage.view.current == left
        news.links.clear(left.id, fourth.id)
        await stage.press("enter")
        await stage.says("partner 2 of 2 · same · Courier · through “Drovnik”")
        await stage.press("tab", "enter")  # another span: another round, what is in sight first
        await stage.says("partner 1 of 2 · same · Observer · through “Drovnik”")
        await stage.press("enter")
        await stage.says("partner 2 of 2 · same · Third")
        assert stage.reader.left.article == "third"


async def test_partners_in_the_own_article_are_marked_and_no_stop(news: Workspace) -> None:
    left, right = stock.tag(news, "left", "Drovnik"), stock.tag(news, "right", "Drovnik")
    start = LEFT.rindex("Drovnik")
    own = news.spans.tag("left", start, start + 7, "entity")
    for span in (left, own):
        news.links.decide(span.id, right.id, "same")
    async with played(news.path, "ana", BOTH, size=(120, 30)) as stage:
        stage.go_to("Drovnik")
        for _ in range(2):
            await stage.press("enter")
            await stage.says("partner 1 of 1 · same · Courier · 1 in this article, marked · Tab")
            assert stage.view.current == left
            assert list(stage.view.scene.answers) == [(own.start, own.end)]
            assert list(stage.reader.right.view.scene.answers) == [(right.start, right.end)]
        await stage.press("g")
        assert list(stage.view.scene.answers) == []


async def test_following_to_the_source_and_back(news: Workspace) -> None:
    source = stock.tag(news, "left", "minister", "source")
    claim = stock.tag(news, "left", "140 posts", "claim")
    news.spans.attribute(claim.id, source.id)
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("140")
        await stage.settle()
        assert list(stage.view.scene.answers) == [(source.start, source.end)]
        await stage.press("enter")
        assert stage.view.current == source
        await stage.until(lambda: "1 claim rest" in stage.echo, "the claim in the echo")
        await stage.press("enter")
        assert stage.view.current == claim
        stage.go_to("stops")
        await stage.press("enter")
        await stage.says("no span here")
        await stage.press("e", "enter")
        await stage.says("not linked to anything yet: = links it to the other pane’s span")


@pytest.mark.parametrize("key", ["=", "!", "a", "enter"])
async def test_a_span_that_went_meanwhile_is_told(news: Workspace, key: str) -> None:
    stock.tag(news, "left", "minister", "source")
    span = stock.tag(news, "left", "140 posts", "claim")
    stock.tag(news, "right", "140 posts", "claim")
    async with played(news.path, "ana", BOTH) as stage:
        await both_at(stage, "140", "140")
        news.spans.delete(span.id)
        await stage.press(key)
        if key == "a":
            await stage.press("enter")
        await stage.until(lambda: " ! " in stage.status, "a complaint")
        assert stage.ws.spans.attributions() == []
        assert kinds(stage) == []


async def test_a_source_that_others_have_tagged_too_is_listed_once(
    pair: tuple[Workspace, Workspace],
) -> None:
    ana, ben = pair
    claim = stock.tag(ana, "one", "140 posts would go", "claim")
    mine, _ = (stock.tag(workspace, "one", "an official", "source") for workspace in (ana, ben))
    async with played(ana.path, "ana", ("one",)) as stage:
        stage.go_to("140")
        await stage.press("a")
        await stage.sees("This claim rests on")
        assert stage.shown().count("characters after it") == 1
        await stage.press("enter")
        made_of = [(a.claim, a.source) for a in stage.ws.spans.attributions()]
        assert made_of == [(claim.id, mine.id)]


async def test_a_count_goes_so_many_partners_on(news: Workspace) -> None:
    left = stock.tag(news, "left", "Drovnik")
    for name in ("third", "fourth", "fifth"):
        stock.add(news, f"The {name} one speaks of Drovnik, too.", id=name, title=name)
        news.links.decide(left.id, stock.tag(news, name, "Drovnik").id, "same")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Drovnik")
        await stage.press("3", "enter")
        await stage.says("partner 3 of 3")
        await stage.press("2", "enter")
        await stage.says("partner 2 of 3")
        await stage.press("enter")
        await stage.says("partner 3 of 3")


async def test_a_narrow_screen_says_what_hangs_on_a_span(news: Workspace) -> None:
    claim = stock.tag(news, "left", "Officials in Drovnik said 140 posts would go.", "claim")
    source = stock.tag(news, "left", "Officials", "source")
    there = stock.tag(news, "right", "In Drovnik, 140 posts will go.", "claim")
    news.spans.attribute(claim.id, source.id)
    news.links.decide(claim.id, there.id, "same")
    async with played(news.path, "ana", BOTH, size=(80, 24)) as stage:
        stage.go_to("said 140")
        await stage.settle()
        assert "rests on Officials · same: “In Drovnik, 140" in stage.shown()

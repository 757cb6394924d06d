"""The Reader: the counterpart of what is here, found in the other pane and linked by a key."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, held, played
from tests.tui.conftest import BOTH, LEFT, RIGHT

SEEDS = Path(__file__).parents[2] / "seeds"
COUNTERPARTS = "annotations.matching.counterparts.counterparts"


@asynccontextmanager
async def samples(ws: Workspace) -> AsyncIterator[Stage]:
    """The Reader on the first two sample articles."""
    for path in sorted(SEEDS.glob("0[12]-*.md")):
        ws.importing.file(path)
    one, other = ws.articles.ids()
    async with played(ws.path, "ana", (one, other), size=(160, 40)) as stage:
        yield stage


def links(stage: Stage) -> list[tuple[str, str, str | None]]:
    return [(link.left.text, link.right.text, link.kind) for link in stage.ws.links.queue()]


def there(stage: Stage) -> str:
    """What is selected in the other pane, or current."""
    view = stage.reader.other.view
    if view.selection:
        return view.text[slice(*view.selection)]
    return view.current.text if view.current else ""


# -- two keys a link -------------------------------------------------------------------------------


async def test_a_link_of_untagged_claims_costs_two_keys(ws: Workspace) -> None:
    async with samples(ws) as stage:
        before = stage.acts
        stage.go_to("Of the Registry’s 212 jobs")
        await stage.press("f")
        await stage.says("words, different numbers: 1, 2, 212 · = links, ! contradicts, f next")
        assert stage.status.startswith("1 of ")
        assert there(stage).startswith("Some 140 employees are expected to relocate")
        assert stage.view is stage.reader.left.view
        await stage.press("=")
        await stage.says("same: “Of the Registry’s 212 jobs, 140 are to go")
        ((left, right, kind),) = links(stage)
        assert left.startswith("Of the Registry’s 212 jobs, 140 are to go by 1 September")
        assert right.startswith("Some 140 employees")
        assert kind == "same"
        assert [span.label for span in stage.spans()] == ["claim", "claim"]
        assert stage.acts == before + 1
        for side in stage.reader.sides:
            assert side.view.current in stage.spans()
        await stage.press("u")
        assert stage.spans() == []
        assert links(stage) == []
        assert [list(side.view.scene.coverage) for side in stage.reader.sides] == [[], []]


async def test_a_quotation_and_a_tagged_claim(ws: Workspace) -> None:
    async with samples(ws) as stage:
        stock.tag(stage.ws, stage.ws.articles.ids()[1], "if the files leave the country", "claim")
        await stage.press("f5")
        stage.go_to("If the files leave")
        await stage.press("c", "f")
        await stage.says("1 of ")
        assert stage.reader.right.view.current == stage.spans("claim")[-1]
        await stage.press("=")
        ((left, right, _),) = links(stage)
        assert left == "If the files leave the country, the questions about them will not"
        assert right == "if the files leave the country"
        await stage.press("u")
        assert links(stage) == []
        assert len(stage.spans("claim")) == 2


async def test_a_candidate_takes_the_label_that_it_would_get(ws: Workspace) -> None:
    async with samples(ws) as stage:
        stage.go_to("Jaromir Velcan")
        await stage.until(lambda: bool(stage.reader.left.offers), "candidates")
        candidate = next(
            c for c in stage.reader.left.offers if c.start >= stage.view.caret - 21
            and stage.view.text[c.start : c.end].endswith("Velcan")
        )  # fmt: skip
        stage.view.select(candidate.start, candidate.end)
        await stage.settle()
        await stage.press("f")
        await stage.says("1 of ")
        assert "Velchan" in there(stage)
        await stage.press("!")
        assert [kind for _, _, kind in links(stage)] == ["contradicts"]
        labels = {(span.label, span.origin) for span in stage.spans()}
        assert {label for label, _ in labels} == {candidate.label}
        assert (candidate.label, "candidate") in labels
        await stage.press("u")
        assert stage.spans() == []
        assert links(stage) == []


# -- the round -------------------------------------------------------------------------------------


async def test_the_next_the_one_before_and_round(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Lena Ortiz")
        await stage.press("f")
        await stage.says("1 of 2")
        first = stage.reader.right.view.selection
        await stage.press("f")
        await stage.says("2 of 2")
        second = stage.reader.right.view.selection
        assert first != second
        await stage.press("f")
        await stage.says("that was the last · 1 of 2")
        assert stage.reader.right.view.selection == first
        await stage.press("F")
        await stage.says("that was the best · 2 of 2")
        assert stage.reader.right.view.selection == second
        await stage.press("F")
        assert stage.status.startswith("1 of 2")
        stage.pick("Drovnik")
        await stage.press("F")
        assert stage.status.startswith("1 of ")
        assert there(stage) == "Drovnik"


async def test_after_a_link_the_round_goes_on_without_what_is_linked(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Lena Ortiz")
        await stage.press("f", "=", "f")
        await stage.says("1 of 1")
        await stage.press("=")
        assert len(links(stage)) == 2
        assert len(stage.spans()) == 3
        await stage.press("F")
        await stage.says(
            "all that is like it in the other pane is linked already: Enter goes there"
        )
        await stage.press("=")
        await stage.says("no longer same: “Lena Ortiz” and “Lena Ortiz”")
        assert len(links(stage)) == 1


async def test_a_long_passage_is_shown_from_its_start(news: Workspace) -> None:
    start = len(RIGHT) + 400
    text = RIGHT + " Rain fell." * 200 + " Officials in Drovnik told us that 140 posts would go."
    stock.add(news, text, id="long")
    async with played(news.path, "ana", ("left", "long"), size=(60, 12)) as stage:
        stage.go_to("Officials")
        await stage.press("f")
        view = stage.reader.right.view
        assert view.selection
        assert view.selection[0] > start
        assert view.in_sight(view.selection[0])
        assert view.in_sight(view.selection[1])


# -- what cannot be --------------------------------------------------------------------------------


async def test_nothing_found_says_what_to_do(news: Workspace) -> None:
    stock.add(news, "A cat sat. It ate.", id="cat")
    stock.add(news, "\n\n…\n", id="dots")
    async with played(news.path, "ana", ("left", "cat")) as stage:
        stage.go_to("Officials")
        for _ in range(2):
            await stage.press("f")
            await stage.says("nothing like it in the other pane: Tab, select it there, Tab back")
        assert stage.reader.right.view.selection is None
    async with played(news.path, "ana", ("left",)) as stage:
        await stage.press("f")
        await stage.says("a link needs two articles: open a second one from the Library (L)")
    async with played(news.path, "ana", ("dots", "left")) as stage:
        await stage.press("f")
        await stage.until(lambda: " ! " in stage.status, "a complaint")
    assert news.links.queue() == []


async def test_a_link_without_anything_here_is_refused(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("=")
        await stage.says("no span here: put the cursor on one, or select what is to be one")
    async with played(news.path, "ana", ("left", "left")) as stage:
        stage.pick("Drovnik")
        for key in ("f", "="):
            await stage.press(key)
            await stage.says("both panes show one article: a link joins two different ones")
    assert news.spans.in_article("left") == []


async def test_an_answer_that_comes_too_late_is_dropped(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = held(monkeypatch, COUNTERPARTS)
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Lena Ortiz")
        stage.reader.action_counterpart(1)
        await stage.until(search.begun.is_set, "a search")
        assert "looking for the counterpart" in stage.status
        stage.go_to("Then it stops")
        search.let_go()
        await stage.settle()
        assert stage.reader.right.view.selection is None
        assert stage.reader.right.view.caret == 0


async def test_a_search_that_is_overtaken_stops_no_other(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = held(monkeypatch, COUNTERPARTS)
    async with played(news.path, "ana", BOTH) as stage:
        stage.reader.action_counterpart(1)
        await stage.until(search.begun.is_set, "a search")
        stage.go_to("Officials in")
        stage.reader.action_counterpart(1)
        search.let_go()
        await stage.says("1 of ")
        start, end = stage.reader.right.view.selection or (0, 0)
        assert RIGHT[start:end].startswith("In Drovnik, 140 posts")


async def test_keys_typed_ahead_of_the_answer_are_about_it(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = held(monkeypatch, COUNTERPARTS)
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Lena Ortiz")
        stage.send("f", "f", "=")
        await stage.until(search.begun.is_set, "a search")
        await stage.until(lambda: len(stage.app.held) == 2, "the keys held")
        assert links(stage) == []
        search.let_go()
        await stage.settle()
        await stage.says("same: “Lena Ortiz” and “Lena Ortiz”")
        assert stage.spans()[-1].start == RIGHT.index("Lena Ortiz told")


# -- without looking -------------------------------------------------------------------------------


async def test_a_selection_is_tagged_and_linked_to_the_other_cursor(news: Workspace) -> None:
    right = stock.tag(news, "right", "Drovnik")
    async with played(news.path, "ana", BOTH) as stage:
        stage.reader.right.view.place(right.start)
        stage.pick("harbour of Drovnik")
        await stage.press("=")
        await stage.says("same: “harbour of Drovnik” and “Drovnik”")
        assert [span.label for span in stage.spans()] == ["entity", "entity"]
        assert stage.view.current == stage.spans()[0]
        await stage.press("u")
        assert stage.spans() == [right]


async def test_a_sentence_is_no_name_whatever_the_other_cursor_is_on(news: Workspace) -> None:
    stock.tag(news, "right", "Drovnik")
    async with played(news.path, "ana", BOTH) as stage:
        stage.reader.right.view.place(RIGHT.index("Drovnik"))
        stage.pick("Officials in Drovnik said 140 posts would go.")
        await stage.press("=", "=")
        assert [right for _, right, _ in links(stage)] == ["In Drovnik, 140 posts will go."]
        assert [span.label for span in stage.spans()] == ["claim", "claim", "entity"]


async def test_two_selections_are_tagged_and_linked(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.pick_over_there("In Drovnik, 140 posts will go.")
        stage.pick("Officials in Drovnik said 140 posts would go.")
        await stage.press("!")
        assert [(span.document, span.label) for span in stage.spans()] == [
            ("left", "claim"),
            ("right", "claim"),
        ]
        assert [kind for _, _, kind in links(stage)] == ["contradicts"]
        assert stage.view.text == LEFT


async def test_a_selection_inside_a_claim_is_meant_not_the_claim(news: Workspace) -> None:
    stock.tag(news, "left", "Officials in Drovnik said 140 posts would go", "claim")
    stock.tag(news, "right", "In Drovnik, 140 posts will go", "claim")
    async with played(news.path, "ana", BOTH) as stage:
        await stage.pick_over_there("140 posts will go")
        stage.go_to("Officials")
        await stage.press("=")
        assert [right for _, right, _ in links(stage)] == ["140 posts will go"]


async def test_a_span_that_went_meanwhile_links_nothing(news: Workspace) -> None:
    right = stock.tag(news, "right", "Drovnik")
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Drovnik")
        await stage.press("f")
        assert stage.reader.right.view.current == right
        news.spans.delete(right.id)
        await stage.press("=")
        await stage.until(lambda: " ! " in stage.status, "a complaint")
        assert stage.spans() == []


# -- what is shown belongs to what was asked -------------------------------------------------------


async def test_what_was_shown_for_something_else_is_not_linked(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("The minister Lena Ortiz denied the report on Monday.")
        await stage.press("f")
        assert stage.reader.right.view.selection
        stage.pick("Drovnik")
        await stage.press("=")
        assert stage.spans() == []
        assert "in the other pane · = again links it" in stage.status


async def test_escape_lets_go_of_it_in_both_panes_and_begins_anew(news: Workspace) -> None:
    stock.add(news, f"{RIGHT} Lena Ortiz came. Then Lena Ortiz went.", id="third")
    async with played(news.path, "ana", ("left", "third")) as stage:
        stage.pick("Lena Ortiz")
        await stage.press("f", "f")
        await stage.says("2 of ")
        await stage.press("escape")
        assert stage.reader.right.view.selection is None
        stage.pick("Lena Ortiz")
        await stage.press("f")
        await stage.says("1 of ")
        await stage.press("2", "f")
        await stage.says("3 of ")


async def test_what_is_linked_already_is_not_found_again(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Lena Ortiz")
        await stage.burst("f", "=", "f", "=")
        assert len(links(stage)) == 2
        right = sorted(s.start for s in stage.spans() if s.document == "right")
        assert right == [RIGHT.index("Lena"), RIGHT.index("Lena Ortiz told")]

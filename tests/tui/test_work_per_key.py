"""How much is done for a key, counted: never timed, so that a busy machine changes nothing."""

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from textual.widget import Widget

import annotations
import tui
from annotations.model import Span
from annotations.text.coverage import DEPTH, Coverage, innermost
from annotations.text.kinds import Candidate, Kind
from annotations.workspace.spans import Location
from tests import stock
from tests.benchmarks.articles import MANY, prose, stretches
from tests.stage import Stage, played

BOTH = ("one", "two")
OURS = tuple(str(Path(package.__path__[0])) for package in (annotations, tui))


@pytest.fixture(autouse=True)
def undisturbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else writes, and candidates are found at once: one every hundred codepoints."""
    monkeypatch.setattr("tui.watching._LOOK_AROUND", 3600.0)
    monkeypatch.setattr("tui.screens.reader.suggestions.candidates", _candidates)
    # More spans would make more words that are offered again, and so more marks on a row.
    monkeypatch.setattr("tui.screens.reader.suggestions.all_occurrences", lambda *_: iter(()))


def _candidates(segments: Any, *_: object) -> list[Candidate]:
    starts = range(50, len(segments.text) - 10, 100)
    return [
        Candidate(start, start + 7, "entity", "for the test", Kind.NAME, (start, -start - 7, 20))
        for start in starts
    ]


@asynccontextmanager
async def reading(length: int, count: int) -> AsyncIterator[Stage]:
    """The Reader on an article of that length, the caret in its middle, clear of any span."""
    text = prose(length)
    with stock.workspaces("ana") as (made,):
        for article in BOTH:
            stock.add(made, text if article == "one" else stock.OTHER, id=article, language="en")
        if count:
            places = [Location("one", *stretch) for stretch in stretches(text, count)]
            made.spans.tag_all(places, "entity")
        async with played(made.path, "ana", BOTH) as stage:
            spans = stage.view.scene.coverage
            stage.view.place(next(n for n in range(length // 2, length) if not _near(spans, n)))
            top = stage.view._layout.row_of(stage.view.caret) - 9  # where no key scrolls
            stage.view.scroll_to(y=top, animate=False, immediate=True)
            await painted(stage)
            yield stage


def _near(spans: Coverage, offset: int) -> bool:
    """Whether a span is within reach of a few rights and downs."""
    return any(piece.spans for piece in spans.within(offset - 2, offset + 8))


async def painted(stage: Stage) -> None:
    """Wait until all that is to be painted is; Textual paints up to a sixtieth second later."""
    screen = stage.app.screen
    # What a widget still has to do is on its way to the screen, and then on the screen's list.
    for _ in range(2):
        await stage.settle()
        await stage.until(
            lambda: not any(map(_is_due, [screen, *screen.walk_children(Widget)])), "rest"
        )
        await stage.until(lambda: not screen._dirty_widgets, "a painted screen")


def _is_due(widget: Widget) -> bool:
    """Whether a widget has something to paint."""
    flags = ("_layout_required", "_scroll_required", "_repaint_required")
    return any(getattr(widget, flag) for flag in flags)


async def rows(stage: Stage, *keys: str) -> int:
    """How many rows the keys paint."""
    await painted(stage)
    before = stage.view.rows_painted
    await stage.press(*keys)
    await painted(stage)
    return stage.view.rows_painted - before


@contextmanager
def counting() -> Iterator[list[int]]:
    """Count calls of this program's own functions, and every step of its generators."""
    calls = [0]

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            calls[0] += 1

    sys.setprofile(seen)
    try:
        yield calls
    finally:
        sys.setprofile(None)


async def calls(stage: Stage, *keys: str) -> int:
    """How many calls the keys take, where no row has been painted before."""
    await painted(stage)
    stage.view._strips.clear()
    with counting() as counted:
        await stage.press(*keys)
        await painted(stage)
    return counted[0]


@pytest.mark.parametrize(("length", "count"), [(10_000, 0), (1_000_000, 0), (1_000_000, MANY)])
async def test_rows_painted_per_key(length: int, count: int) -> None:
    async with reading(length, count) as stage:
        stage.view.go("row_start")
        stage.view.go("right")
        await stage.settle()
        start = stage.view.caret
        height = stage.view.size.height
        for key in ("right", "left", "down", "up", "j", "k"):
            free = stage.view.current
            done = await rows(stage, key)
            if free is None and stage.view.current is None:
                assert done <= 2, key
            else:  # the rows of the span left or entered stand out or fall back
                assert done <= 6, key
        assert stage.view.caret == start
        assert await rows(stage, "pagedown") <= height + 2
        assert await rows(stage, "shift+right", "shift+right") <= 4


async def test_crossing_a_span_paints_its_rows_and_no_more() -> None:
    async with reading(1_000_000, MANY) as stage:
        coverage = stage.view.scene.coverage
        span = next(s for s in coverage if s.start > stage.view.caret)
        stage.view.place(span.start - 1)
        await stage.settle()
        assert await rows(stage, "right") <= _height(stage, span) + 1
        assert stage.view.current == span


async def test_a_tag_paints_the_rows_of_its_span_only() -> None:
    async with reading(1_000_000, MANY) as stage:
        # Not a whole word, which would be offered wherever else it stands.
        words = stage.view.segments.words(stage.view.caret, stage.view.caret + 200)
        start = next(word.start for word in words[1:] if word.end - word.start > 4)
        span = (start, start + 3)
        stage.view.select(*span)
        await stage.settle()
        done = await rows(stage, "e")
        assert stage.view.current
        assert (stage.view.current.start, stage.view.current.end) == span
        assert done <= _height(stage, stage.view.current) + 1
        assert await rows(stage, "x") <= 2


def _height(stage: Stage, span: Span) -> int:
    layout = stage.view._layout
    return layout.row_of(span.end - 1) - layout.row_of(span.start) + 1


async def test_what_others_paint_does_not_paint_the_text_again() -> None:
    async with reading(10_000, 100) as stage:
        await painted(stage)
        for half in (stage.reader.left.view, stage.reader.right.view):
            before = half.rows_painted
            stage.reader.say("something")
            await painted(stage)
            stage.app.screen.refresh()
            await painted(stage)
            assert half.rows_painted == before


KEYS = ("right", "down", "up", "left", "pagedown", "pageup", "w", "b", "e", "x", "u", "u", "space")
FREE = 60  # calls more or less, for what happens to lie on a row


async def test_no_key_looks_at_the_whole_document() -> None:
    """A hundred times the text and the spans, and as many calls."""
    async with reading(10_000, 100) as stage:
        await stage.press(*KEYS)
        few = {key: await calls(stage, key) for key in KEYS[:6]}
        few |= {key: await calls(stage, key) for key in ("e", "x")}
    async with reading(1_000_000, MANY) as stage:
        await stage.press(*KEYS)
        many = {key: await calls(stage, key) for key in KEYS[:6]}
        many |= {key: await calls(stage, key) for key in ("e", "x")}
    too_many = {key: (few[key], many[key]) for key in few if many[key] > 1.2 * few[key] + FREE}
    assert too_many == {}


# -- ten thousand spans inside each other ---------------------------------------------------------


def test_nested_spans_are_kept_to_a_depth() -> None:
    coverage = Coverage(stock.nested(MANY))
    pieces = list(coverage.within(0, 2 * MANY))
    assert len(pieces) <= 2 * MANY
    assert max(len(piece.spans) for piece in pieces) == DEPTH
    deepest = coverage.at(MANY - 1)
    assert deepest.depth == MANY
    assert list(deepest.spans) == sorted(deepest.spans, key=innermost)
    assert deepest.spans[0].id == f"{MANY - 1:05}"


def test_a_row_under_nested_spans_costs_what_any_row_costs() -> None:
    shallow, deep = Coverage(stock.nested(10)), Coverage(stock.nested(MANY))
    with counting() as few:
        list(shallow.within(5, 12))
    with counting() as many:
        list(deep.within(MANY - 5, MANY + 2))
    assert many[0] <= few[0]


async def test_a_key_deep_inside_paints_its_two_rows() -> None:
    text = prose(10_000)
    with stock.workspaces("ana") as (made,):
        for article in BOTH:
            stock.add(made, text if article == "one" else stock.OTHER, id=article, language="en")
        made.spans.tag_all([Location("one", n, 9_000 - n) for n in range(4_000)], "claim")
        async with played(made.path, "ana", BOTH) as stage:
            stage.view.place(4_500)
            await stage.settle()
            inside = stage.view.current
            assert await rows(stage, "right") <= 2
            assert stage.view.current == inside
            assert stage.view.scene.coverage.at(4_500).depth == 4_000


async def test_from_one_nested_span_into_the_next_paints_what_they_do_not_share() -> None:
    async with reading(10_000, 0) as stage:
        stage.view.set_spans(stock.nested(4_000))
        stage.view.place(2_000)
        for key, depth in (("right", 2_002), ("left", 2_001), ("o", 2_001), ("o", 2_001)):
            before = stage.view.current
            assert await rows(stage, key) <= 3, key  # and the row where the one before began
            assert stage.view.current != before
            assert stage.view.scene.coverage.at(stage.view.caret).depth == depth


async def test_echoes_and_hints_add_no_rows() -> None:
    async with reading(1_000_000, MANY) as stage:
        stage.view.go("row_start")
        echoes = [(n, n + 60) for n in range(0, 1_000_000, 100)]
        stage.view.set_echoes(echoes)
        await painted(stage)
        before = stage.view.rows_painted
        stage.view.set_echoes(echoes)
        await painted(stage)
        assert stage.view.rows_painted == before
        here = min(echoes, key=lambda echo: abs(echo[0] - stage.view.caret))
        stage.view.set_echoes([echo for echo in echoes if echo != here])
        await painted(stage)
        layout = stage.view._layout
        height = layout.row_of(here[1] - 1) - layout.row_of(here[0]) + 1
        assert 0 < stage.view.rows_painted - before <= height
        assert await rows(stage, "t") == 0
        assert await rows(stage, "escape") == 0
        await rows(stage, "t")
        place = stage.view.caret
        letters = next(k for k, word in stage.view.hints.items() if 0 < word - place < 150)
        assert await rows(stage, *letters) <= 6  # and those of a span that is left or entered
        assert stage.view.caret > place

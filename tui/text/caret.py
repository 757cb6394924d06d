"""Where the caret goes: motions as pure functions of a caret, a layout and the text's segments.

Offsets are codepoints. A caret stands before a grapheme, or at the end of the text.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from annotations.text.segments import Segments
from tui.text.layout import Layout


class Caret(NamedTuple):
    """A place in a text."""

    offset: int
    """The codepoint that the caret stands before; the length of the text at its end."""
    goal: int | None = None
    """The column that vertical moves return to, in cells; None after any other move."""


class Ground(NamedTuple):
    """What a caret moves over."""

    layout: Layout
    """The display text's rows."""
    segments: Segments
    """The text's graphemes, words, sentences, paragraphs."""
    page: int
    """Rows in a page."""


Motion = Callable[[Caret, Ground, int], Caret]
"""From a caret, over a ground, so many times, to a caret."""


def _steps(step: Callable[[Segments, int], int], end: Callable[[Ground], int]) -> Motion:
    """Make a motion that repeats a step of the segments, towards an end of the text."""

    def motion(caret: Caret, ground: Ground, count: int) -> Caret:
        offset = caret.offset
        if count >= abs(end(ground) - offset):  # no step is shorter than a codepoint
            return Caret(end(ground))
        for _ in range(count):
            here, offset = offset, step(ground.segments, offset)
            if offset == here:
                break
        return Caret(offset)

    return motion


def _back(step: Callable[[Segments, int], int]) -> Motion:
    return _steps(step, lambda _: 0)


def _forward(step: Callable[[Segments, int], int]) -> Motion:
    return _steps(step, lambda ground: len(ground.layout.text))


def _rows(rows: Callable[[Ground], int]) -> Motion:
    """Make a motion by so many rows, down or (negative) up, in the goal column."""

    def motion(caret: Caret, ground: Ground, count: int) -> Caret:
        layout = ground.layout
        here = layout.row_of(caret.offset)
        there = min(max(0, here + rows(ground) * count), layout.height - 1)
        if there == here:
            return caret
        goal = layout.cell_of(caret.offset) if caret.goal is None else caret.goal
        return Caret(layout.offset_at(there, goal), goal)

    return motion


def _to(place: Callable[[Layout, int], int]) -> Motion:
    """Make a motion to a place that the layout knows, however often."""

    def motion(caret: Caret, ground: Ground, count: int) -> Caret:  # noqa: ARG001
        return Caret(place(ground.layout, caret.offset))

    return motion


MOTIONS: Mapping[str, Motion] = MappingProxyType(
    {
        "left": _back(Segments.previous_grapheme),
        "right": _forward(Segments.next_grapheme),
        "up": _rows(lambda _: -1),
        "down": _rows(lambda _: 1),
        "row_start": _to(lambda layout, offset: layout.row(layout.row_of(offset))[0]),
        "row_end": _to(lambda layout, offset: layout.row_end(layout.row_of(offset))),
        "word_back": _back(Segments.previous_word),
        "word_forward": _forward(Segments.next_word),
        "sentence_back": _back(Segments.previous_sentence),
        "sentence_forward": _forward(Segments.next_sentence),
        "paragraph_back": _back(Segments.previous_paragraph),
        "paragraph_forward": _forward(Segments.next_paragraph),
        "page_up": _rows(lambda ground: -ground.page),
        "page_down": _rows(lambda ground: ground.page),
        "text_start": _to(lambda _, __: 0),
        "text_end": _to(lambda layout, _: len(layout.text)),
    }
)
"""All motions by name."""


def move(
    motion: str,
    caret: Caret,
    layout: Layout,
    segments: Segments,
    *,
    count: int = 1,
    page: int = 20,
) -> Caret:
    """Move a caret.

    Args:
        motion: A name in `MOTIONS`.
        caret: Where it stands.
        layout: The rows of the display text.
        segments: The segments of the same text.
        count: How often; less than 1 counts as 1. However large, it costs no more than the text is
            long, and no more than one move where the motion is vertical.
        page: Rows in a page.

    Returns:
        Where it stands then. Vertical motions keep the goal column, or take it from where the caret
        stood; any other motion clears it.

    Raises:
        KeyError: There is no such motion.
    """
    return MOTIONS[motion](caret, Ground(layout, segments, max(1, page)), max(1, count))

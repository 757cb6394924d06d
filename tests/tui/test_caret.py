"""Motions of the caret."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.segments import Segments
from tests.tui.test_display import FAMILY, any_text
from tui.text.caret import MOTIONS, Caret, move
from tui.text.display import visible
from tui.text.layout import Layout

TEXT = """The minister denied it. “We never met,” she said.

A second paragraph, of one sentence.
"""
FOREVER = 10**9
stored_text = any_text.map(lambda text: text.encode(errors="ignore").decode())
"""What can be stored: no lone surrogates."""
VERTICAL = ("up", "down", "page_up", "page_down")


def walk(text: str, motion: str, offset: int = 0, *, width: int = 20, **options: int) -> Caret:
    return move(motion, Caret(offset), Layout(visible(text), width), Segments(text), **options)


@pytest.mark.parametrize(
    ("motion", "start", "end"),
    [
        ("right", 0, 1),
        ("left", 0, 0),
        ("left", 5, 4),
        ("word_forward", 0, 4),
        ("word_back", 4, 0),
        ("sentence_forward", 0, TEXT.index("“We")),
        ("sentence_back", TEXT.index("she"), TEXT.index("“We")),
        ("paragraph_forward", 3, TEXT.index("A second")),
        ("paragraph_back", TEXT.index("second"), TEXT.index("A second")),
        ("row_start", 15, 0),
        ("row_end", 2, len("The minister denied")),
        ("text_start", 30, 0),
        ("text_end", 0, len(TEXT)),
    ],
)
def test_where_a_motion_goes(motion: str, start: int, end: int) -> None:
    assert walk(TEXT, motion, start) == Caret(end, None)


def test_the_caret_steps_over_whole_graphemes() -> None:
    text = f"e\u0301{FAMILY}\tक्षि中"
    layout, segments = Layout(visible(text), 20), Segments(text)

    def steps(motion: str, caret: Caret) -> Iterator[int]:
        while (moved := move(motion, caret, layout, segments)) != caret:
            caret = moved
            yield caret.offset

    forward = list(steps("right", Caret(0)))
    assert forward == [2, 7, 8, 12, 13]
    assert list(steps("left", Caret(13))) == [12, 8, 7, 2, 0]


def test_vertical_moves_keep_the_column_through_short_rows() -> None:
    text = "a long row\nab\n\n中文中文中文"
    layout, segments = Layout(text, 40), Segments(text)
    caret = Caret(7)
    columns = []
    for _ in range(3):
        caret = move("down", caret, layout, segments)
        columns.append(layout.cell_of(caret.offset))
        assert caret.goal == 7
    assert columns == [2, 0, 6]  # the last within a wide character
    assert move("up", caret, layout, segments, count=3) == Caret(7, 7)
    assert move("left", caret, layout, segments).goal is None


def test_a_vertical_move_that_gets_nowhere_changes_nothing() -> None:
    assert walk("one\ntwo", "up", 2) == Caret(2)
    assert walk("one\ntwo", "down", 5) == Caret(5)
    assert walk("", "page_down") == Caret(0)


def test_pages() -> None:
    text = "row\n" * 100
    assert walk(text, "page_down", 1) == Caret(81, 1)
    assert walk(text, "page_down", 1, page=7, count=2) == Caret(57, 1)
    assert walk(text, "page_up", 81, page=7) == Caret(53, 1)
    assert walk(text, "page_down", 1, count=FOREVER) == Caret(400, 1)


@pytest.mark.parametrize("motion", MOTIONS)
def test_any_motion_survives_an_empty_text_and_any_count(motion: str) -> None:
    assert walk("", motion, count=FOREVER).offset == 0
    assert 0 <= walk(TEXT, motion, 10, count=0).offset <= len(TEXT)


@pytest.mark.parametrize("motion", [name for name in MOTIONS if not name.startswith("row")])
def test_a_huge_count_ends_at_an_end_of_the_text(motion: str) -> None:
    text = "some words\n" * 90_000
    caret = walk(text, motion, 500_000, count=FOREVER, page=20)
    layout = Layout(text, 20)
    assert layout.row_of(caret.offset) in {0, layout.height - 1}


def test_a_count_beyond_the_last_step_stops_there() -> None:
    assert walk("one two three", "word_forward", count=5).offset == 13
    assert walk("one two three", "word_back", 13, count=5).offset == 0


def test_there_is_no_such_motion() -> None:
    with pytest.raises(KeyError):
        walk(TEXT, "sideways")


@given(stored_text, st.sampled_from(sorted(MOTIONS)), st.integers(0, 40), st.integers(1, 9))
def test_a_caret_stays_in_the_text(text: str, motion: str, offset: int, width: int) -> None:
    caret = walk(text, motion, min(offset, len(text)), width=width)
    assert 0 <= caret.offset <= len(text)
    assert motion in VERTICAL or caret.goal is None


@given(st.lists(st.text("ab中é ", min_size=8, max_size=9), min_size=2), st.integers(0, 7))
def test_down_and_up_comes_back(lines: list[str], offset: int) -> None:
    text = "\n".join(lines)
    layout, segments = Layout(text, 40), Segments(text)
    there = move("down", Caret(offset), layout, segments)
    assert layout.row_of(there.offset) == 1
    assert move("up", there, layout, segments).offset == offset

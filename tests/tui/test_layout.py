"""Wrapped rows ↔ offsets ↔ cells."""

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.test_display import FAMILY, any_text
from tui.text import layout
from tui.text.display import visible
from tui.text.layout import Layout

display_text = any_text.map(visible)
prose = st.text("ab ,\n’é", max_size=60)
widths = st.integers(1, 12)


def rows(text: str, width: int) -> list[str]:
    laid = Layout(text, width)
    return [text[slice(*laid.row(y))] for y in range(laid.height)]


def graphemes(laid: Layout, y: int) -> list[tuple[int, str]]:
    start, end = laid.row(y)
    return [(start + g.start(), g[0]) for g in regex.finditer(r"\X", laid.text[start:end])]


@given(display_text | prose, widths)
def test_rows_partition_the_text(text: str, width: int) -> None:
    laid = Layout(text, width)
    ends = [laid.row(y) for y in range(laid.height)]
    assert ends[0][0] == 0
    assert ends[-1][1] == len(text)
    for (start, end), (following, _) in pairwise(ends):
        assert start < following
        assert following == end or (following == end + 1 and text[end] == "\n")


@given(display_text | prose, widths)
def test_rows_fit(text: str, width: int) -> None:
    for row in rows(text, width):
        assert "\n" not in row
        assert cell_len(row) <= width + row.endswith(" ") or len(regex.findall(r"\X", row)) == 1


@given(display_text | prose, widths)
def test_no_grapheme_is_broken(text: str, width: int) -> None:
    starts = {grapheme.start() for grapheme in regex.finditer(r"\X", text)} | {len(text)}
    laid = Layout(text, width)
    assert {laid.row(y)[0] for y in range(laid.height)} <= starts


@given(display_text | prose, widths)
def test_offsets_and_cells_agree(text: str, width: int) -> None:
    laid = Layout(text, width)
    for y in range(laid.height):
        start, _ = laid.row(y)
        for offset, grapheme in graphemes(laid, y):
            assert laid.row_of(offset) == y
            assert laid.cell_of(offset) == cell_len(text[start:offset])
            if cell_len(grapheme):  # one of no width covers no cell
                assert laid.offset_at(y, laid.cell_of(offset)) == offset
        for cell in range(-1, width + 3):
            assert laid.row_of(laid.offset_at(y, cell)) == y


@given(prose, widths)
def test_the_fast_way_wraps_like_the_other(text: str, width: int) -> None:
    slow = layout._Widths()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        assert list(layout._wrap_narrow(text, start, end, width)) == list(
            layout._wrap_graphemes(text, start, end, width, slow)
        )
        start = end + 1


def test_the_narrow_codepoints_are_narrow_and_stand_alone() -> None:
    """As Rich measures them and `regex` joins them: the table must follow when these change."""
    narrow = [code for code in map(chr, range(0x110000)) if layout._NARROW.fullmatch(code)]
    assert len(narrow) > 3000
    assert [code for code in narrow if cell_len(code) != 1] == []
    assert [c for c in narrow if not regex.match(r"\p{Grapheme_Cluster_Break=Other}", c)] == []


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("\n", 5, ["", ""]),
        ("a\n", 5, ["a", ""]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("one two three", 5, ["one ", "two ", "three"]),
        ("abcde fg", 5, ["abcde ", "fg"]),
        ("abcde \nf", 5, ["abcde ", "f"]),
        ("a       b", 3, ["a   ", "    ", "b"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab", 0, ["a", "b"]),
        ("中文", 1, ["中", "文"]),
        ("中文字", 5, ["中文", "字"]),
        ("中文。字", 4, ["中", "文。", "字"]),
        ("他说「好」", 6, ["他说", "「好」"]),
        ("see 中文字", 8, ["see 中文", "字"]),
        ("e\u0301" * 4, 2, ["e\u0301e\u0301"] * 2),
        (FAMILY * 3, 5, [FAMILY * 2, FAMILY]),
        (FAMILY, 1, [FAMILY]),
        ("🇫🇷🇩🇪", 2, ["🇫🇷", "🇩🇪"]),
        ("قالَ الوزيرُ", 8, ["قالَ ", "الوزيرُ"]),
        ("ab\xa0cd ef", 6, ["ab\xa0cd ", "ef"]),
    ],
)
def test_wrapping(text: str, width: int, expected: list[str]) -> None:
    assert rows(text, width) == expected


def test_a_word_of_100_000_letters() -> None:
    for letter in ("x", "e\u0301"):
        laid = Layout(letter * 100_000, 80)
        assert laid.height == 1250
        assert laid.row(1249) == (99_920 * len(letter), 100_000 * len(letter))


def test_cells_of_wide_graphemes() -> None:
    laid = Layout(f"a{FAMILY}中b", 20)
    starts = [0, 1, 6, 7, 8]
    assert [laid.cell_of(offset) for offset in starts] == [0, 1, 3, 5, 6]
    assert [laid.offset_at(0, cell) for cell in range(8)] == [0, 1, 1, 6, 6, 7, 8, 8]


def test_the_end_of_a_wrapped_row_belongs_to_the_next() -> None:
    laid = Layout("one two\n中文中文", 4)
    assert [laid.row(y) for y in range(laid.height)] == [(0, 4), (4, 7), (8, 10), (10, 12)]
    assert [laid.row_end(y) for y in range(laid.height)] == [3, 7, 9, 12]
    assert laid.row_of(4) == 1
    assert laid.row_of(7) == 1


def test_offsets_outside_are_clamped() -> None:
    laid = Layout("one\ntwo", 9)
    assert laid.row_of(-5) == 0
    assert laid.cell_of(-5) == 0
    assert laid.row_of(99) == 1
    assert laid.cell_of(99) == 3
    assert laid.offset_at(0, -3) == 0


@pytest.mark.parametrize("y", [-1, 1, 99])
def test_there_is_no_such_row(y: int) -> None:
    with pytest.raises(IndexError):
        Layout("one", 9).row(y)

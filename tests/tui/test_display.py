"""Display text: safe, of the same length, and of a width that adds up."""

import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from tui.text.display import (
    BIDI_MARKS,
    INVISIBLE,
    UNKNOWN,
    one_line,
    safe_for_terminal,
    visible,
)
from tui.text.linefilter import ControlFilter

FAMILY = "👨‍👩‍👧"
TRAPS = [
    *("a", "1", " ", "\n", "\t", "\x1b", "\x85", "\u0301", "中", "ᅡ", "الع", "\u0600", "क्षि"),
    *("\u200d", "\u200c", "\ufe0f", "\ufe0e", "\u200b", "\u202e", "\xad", "\ud800", "\U000e0061"),
    *("👩", "🏽", "❤", "🇫", "🇷", FAMILY),
]
"""What measures, joins or shows in an unexpected way."""

any_text = st.text(st.characters(codec=None, exclude_categories=())) | st.lists(
    st.sampled_from(TRAPS)
).map("".join)
"""Any text, lone surrogates included, and texts made of traps only."""

DANGER = regex.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\udfff\U000e0000-\U000e00ff]"
)


@given(any_text)
def test_display_text_is_as_long_as_the_text_and_safe(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not DANGER.search(shown)
    assert [i for i, c in enumerate(shown) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]
    shown.encode()
    assert visible(shown) == shown


@given(any_text)
def test_widths_of_graphemes_add_up(text: str) -> None:
    for line in visible(text).split("\n"):
        assert cell_len(line) == sum(map(cell_len, regex.findall(r"\X", line)))


def test_no_codepoint_but_the_newline_is_a_control_or_shows_nothing() -> None:
    """Joiners and variation selectors, which shape what stands before them, are let through."""
    shapers = regex.compile(r"[\u034f\u17b4\u17b5\u180b-\u180d\u180f\u200c\ufe00-\ufe0f]")
    nothing = regex.compile(r"\p{Grapheme_Cluster_Break=Control}|\p{Default_Ignorable_Code_Point}")
    let_through = [
        code
        for code in map(chr, range(sys.maxunicode + 1))
        if nothing.match(visible(code)) and not shapers.match(visible(code))
    ]
    assert [code for code in let_through if not "\U000e0100" <= code <= "\U000e01ef"] == []


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("\x00\x1b[2J\x07\r", "␀␛[2J␇␍"),
        ("a\tb\nc", "a b\nc"),
        ("\x7f\x9b\x85", "␡" + UNKNOWN * 2),
        ("\ud83d", UNKNOWN),
        ("a\u200bb\ufeff\U000e0041", f"a{INVISIBLE}b{INVISIBLE}{INVISIBLE}"),
        ("\u202eevil\u202c", "⇐evil↑"),
        ("line\u2028par\u2029", "line␤par¶"),
        ("Regie\xadrung", "Regie‐rung"),
        ("می‌شود", "می‌شود"),
        (FAMILY, FAMILY),
        ("❤️‍🔥", "❤️‍🔥"),
        ("1️⃣", "1️⃣"),
        ("ශ්‍රී", "ශ්\u200cරී"),
        ("a\ufe0f", "a\ufe0e"),
    ],
)
def test_what_is_shown(stored: str, shown: str) -> None:
    assert visible(stored) == shown


def test_every_bidi_control_has_a_mark_of_its_own_one_cell_wide() -> None:
    assert len(set(BIDI_MARKS.values())) == len(BIDI_MARKS) == 12
    assert all(cell_len(mark) == 1 for mark in BIDI_MARKS.values())
    assert visible("".join(BIDI_MARKS)) == "".join(BIDI_MARKS.values())


def test_clean_text_is_not_copied() -> None:
    text = "“Clean” text — as most is.\n" * 10
    assert visible(text) is text


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [
        ("  two\n\n words\t ", None, "two words"),
        ("", 0, ""),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("one two", 5, "one…"),
        ("abcd", 1, "…"),
        ("abcd", 0, ""),
        ("中文字", 6, "中文字"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中…"),
        (FAMILY * 2, 3, FAMILY + "…"),
        ("\x1b]0;title\x07", None, "␛]0;title␇"),
    ],
)
def test_one_line(text: str, limit: int | None, line: str) -> None:
    assert one_line(text, limit) == line


@given(any_text, st.integers(-1, 12))
def test_one_line_is_safe_and_keeps_to_its_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert cell_len(line) <= max(0, limit)
    assert "\n" not in line
    assert not DANGER.search(one_line(text))


def test_what_a_command_prints_keeps_its_lines() -> None:
    assert safe_for_terminal("one\ntwo\x1b[31m\n") == "one\ntwo␛[31m\n"


def filtered(*segments: Segment) -> list[Segment]:
    return ControlFilter().apply(list(segments), Color(0, 0, 0))


@given(any_text)
def test_the_second_net_lets_no_control_through(text: str) -> None:
    style = Style(bold=True)
    (segment,) = filtered(Segment(text, style))
    assert not regex.search(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e]", segment.text)
    assert not regex.search(r"[\u2066-\u2069]", segment.text)
    assert segment.style is style
    segment.text.encode()


def test_the_second_net_keeps_the_width_of_a_line() -> None:
    for code in [*range(0x20), *range(0x7F, 0xA0), *map(ord, BIDI_MARKS), 0xD800]:
        (segment,) = filtered(Segment(f"a{chr(code)}b"))
        assert segment.cell_length == Segment(f"a{chr(code)}b").cell_length


def test_the_second_net_returns_clean_and_control_segments_as_they_are() -> None:
    clean = Segment("clean — text")
    control = Segment("\x1b[H", None, [(ControlType.HOME,)])
    passed = filtered(clean, control)
    assert passed[0] is clean
    assert passed[1] is control

"""Text from outside comes into a page harmless and visible."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.report.safe import cut, language, link, one_line, visible

DANGER = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e00ff]"
)

ANYTHING = st.text(
    st.characters(exclude_categories=())
    | st.sampled_from("\0\x1b\u202e\u2066\ud800\U0010ffff<&\"'")
)


@given(ANYTHING)
def test_nothing_dangerous_is_left_and_offsets_stay(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert DANGER.search(shown) is None
    shown.encode()


def test_what_is_harmless_stays() -> None:
    text = "Zoë said:\n\t“go” 🙂‍↔️ یوسف\u200cها e\u0301 \U000fffff \U00100000"
    assert visible(text) == text.replace("\U000fffff", "\ufffd")


def test_what_turns_the_line_shows_as_an_arrow() -> None:
    assert visible("a\u202eb\u202c\x1b[2J") == "a⇐b↑␛[2J"


@given(ANYTHING, st.integers(1, 20))
def test_a_cut_line_is_no_longer_than_asked_for(text: str, cells: int) -> None:
    line = cut(text, cells)
    assert line == one_line(text) or (line.endswith("…") and len(line) <= len(text) + 1)
    assert "\n" not in line


def test_a_line_is_cut_between_graphemes_and_wide_ones_count_twice() -> None:
    assert cut("abcde", 5) == "abcde"
    assert cut("abcdef", 5) == "abcd…"
    assert cut("e\u0301e\u0301e\u0301", 2) == "e\u0301…"
    assert cut("一二三四", 6) == "一二…"


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:example.org", False),
        ("https://", False),
        ("https://a b", False),
        ("https://[", False),
        ("https://example.org\\@evil", False),
        ("ht\ntps://example.org", False),
        ("https://example.org/\u202egpj", False),
        ("https://example.org/" + "x" * 2000, False),
        ("", False),
        (None, False),
    ],
)
def test_only_plain_addresses_are_links(url: str | None, is_link: bool) -> None:
    assert link(url) == (url if is_link else None)


def test_a_language_is_a_code() -> None:
    assert [language(code) for code in ("en", "zh-Hans-CN", 'en" x', "", None)] == [
        "en",
        "zh-Hans-CN",
        None,
        None,
        None,
    ]

"""Search: what is typed and what it finds; bounded whatever is typed."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import Cancelled
from annotations.text import graphemes
from annotations.text.search import Hits, expression_for, understand

TEXT = (
    'It’s “Straße”, STRASSE; café and cafe\u0301. Lena\nOrtiz told Lena\u00a0Ortiz: it\'s "x" (foo)'
    " [bar] in 2024. Слово слово. ΟΔΟΣ οδος. 한국 \u1112\u1161\u11ab\u1100\u116e\u11a8."
)


def find(typed: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in understand(typed).find(text).stretches]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("strasse", ["Straße", "STRASSE"]),
        ("straße", ["Straße", "STRASSE"]),
        ("Straße", ["Straße"]),
        ("STRASSE", ["STRASSE"]),
        ("слово", ["Слово", "слово"]),
        ("Слово", ["Слово"]),
        ("οδος", ["ΟΔΟΣ", "οδος"]),
        (r"\bl\w+", ["Lena", "Lena"]),
        (r"\p{Lu}+\b", ["STRASSE", "ΟΔΟΣ"]),
        ("[A-Z]{7}", ["STRASSE"]),
        ("(?<Year>20\\d\\d)", ["2024"]),
    ],
)
def test_small_letters_find_capitals_and_capitals_themselves_only(
    typed: str, found: list[str]
) -> None:
    assert find(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("it's", ["It’s", "it's"]),
        ("it’s", ["It’s", "it's"]),
        (r"it\'s", ["it's"]),
        ("it[']s", ["it's"]),
        ('"straße"', ["“Straße”"]),
        ("”x“", ['"x"']),
        ("lena ortiz", ["Lena\nOrtiz", "Lena\u00a0Ortiz"]),
        (r"Lena\ Ortiz", []),
        ("café", ["café", "cafe\u0301"]),
        ("cafe\u0301", ["café", "cafe\u0301"]),
        ("cafe\u0301+ and", ["café and"]),
        ("한국", ["한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"]),
        ("cafe", ["cafe\u0301"]),
    ],
)
def test_what_means_the_same_is_found(typed: str, found: list[str]) -> None:
    assert find(typed) == found


@pytest.mark.parametrize(
    ("typed", "why", "found"),
    [
        ("(foo", "( is not closed", ["(foo"]),
        ("[bar", "[ is not closed", ["[bar"]),
        ("foo)", ") was not opened", ["foo)"]),
        ("*", "there is nothing before it to repeat", []),
        ("x\\", "a \\ ends it", []),
        ("(?R)", "it calls itself", []),
        ("(?:(?:a{1000}){1000}){1000}", "it repeats too often", []),
        ("(" * 400 + ")" * 400, "it is very long", []),
        ("ab c" * 400, "it is very long", []),
        ("(?r)$ß#~~ß", "it cannot be used", []),
        ("(?V0)x", "VERSION0 and VERSION1 flags are mutually incompatible", []),
    ],
)
def test_what_is_no_expression_is_taken_literally(typed: str, why: str, found: list[str]) -> None:
    sought = understand(typed)
    assert sought.literal == why
    assert find(typed) == found
    assert find(typed, f"so: {typed}.") == [typed]


def test_an_expression_is_not_taken_literally() -> None:
    assert understand("a.c|d{2}").literal == ""
    assert find("a.c|d{2}", "abc a.c dd d{2}") == ["abc", "a.c", "dd"]


@pytest.mark.parametrize("typed", ["x*", "^", "$", r"\b", "(?=b)", "", "a|"])
def test_nothing_empty_is_found(typed: str) -> None:
    hits = understand(typed).find("bbb\nbb")
    assert hits == Hits((), 0, "", only_empty=True)
    assert find(typed, "xxx a") == {"x*": ["xxx"], "a|": ["a"]}.get(typed, [])


def test_lines_begin_and_end_where_the_text_breaks() -> None:
    assert find("^b+$", "bb\nbbb\na") == ["bb", "bbb"]


@pytest.mark.parametrize("typed", ["(a+)+$", "(a|aa)+$", "(a|a)*$"])
def test_a_catastrophic_expression_ends(typed: str) -> None:
    hits = understand(typed).find("a" * 5000 + "!", seconds=0.05)
    assert hits == Hits((), 0, "it takes too long", only_empty=False)


def test_what_was_found_before_time_ran_out_is_kept() -> None:
    hits = understand("b|(a+)+$").find("b" * 600 + "a" * 5000 + "!", seconds=0.05)
    assert hits.unfinished
    assert hits.total == len(hits.stretches) == 512


def test_more_are_counted_than_kept() -> None:
    hits = understand("b").find("b" * 3000, most=1000)
    assert (len(hits.stretches), hits.total, hits.unfinished) == (1000, 3000, "")


def test_a_search_gives_up_when_told() -> None:
    with pytest.raises(Cancelled):
        understand("b").find("b", cancelled=lambda: True)


def test_searching_backwards_gives_reading_order() -> None:
    assert find("(?r)[ab]", "ab") == ["a", "b"]


def test_a_grapheme_of_many_marks_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def end_of(text: str, offset: int) -> int:
        asked.append(offset)
        return len("a") + 500

    monkeypatch.setattr(graphemes, "end_of", end_of)
    hits = understand("\u0301").find("a" + "\u0301" * 500 + "b")
    assert [tuple(hit) for hit in hits.stretches] == [(n, 501) for n in range(1, 501)]
    assert asked == [1]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a.b (c) x-y", r"a\.b \(c\) x-y"),
        (" C++\n#1 \t & more ", r"C\+\+ #1\s+& more"),
        ("\u200bz\x1b[31m\U000e0041", r"\u200bz\u001b\[31m\U000e0041"),
        ("", ""),
    ],
)
def test_words_as_an_expression(words: str, shown: str) -> None:
    assert expression_for(words) == shown
    assert not words or find(shown, f"pre {words} post") == [words.strip()]


characters = st.one_of(
    st.sampled_from(list("()[]{}?*+|\\^$.-:<=!P'\"“’ aAbé\u0301\u0308ßſKİıΣς0123,&~#\n\u200d🙂👩")),
    st.characters(exclude_categories=["Cs"]),
)  # fmt: skip
anything = st.text(characters, max_size=12)


@given(typed=anything, text=anything)
def test_whatever_is_typed_is_understood_and_searched_for(typed: str, text: str) -> None:
    hits = understand(typed).find(text, seconds=0.2)
    assert hits.total == len(hits.stretches)
    assert list(hits.stretches) == sorted(hits.stretches)
    for start, end in hits.stretches:
        assert 0 <= start < end <= len(text)
        assert text[end : end + 1] < "\u0300" or graphemes.is_boundary(text, end)


def test_of_a_long_text_the_beginning_is_found() -> None:
    for words in ("word " * 900, "字" * 900, "\u200b" * 900):
        expression = expression_for(words)
        assert understand(expression).literal == ""
        assert len(find(expression, words)[0]) >= 20


@given(words=anything, before=anything, after=anything)
def test_words_of_a_text_are_found_where_they_stand(words: str, before: str, after: str) -> None:
    wanted = regex.sub(r"^\s+|\s+$", "", words)
    hits = understand(expression_for(words)).find(f"{before}\n{words}\n{after}")
    if wanted:
        assert any(stretch.end - stretch.start >= len(wanted) for stretch in hits.stretches)


@given(words=st.text("aeoéüộ\u0301\u0323ñ가각", min_size=1, max_size=6))
def test_composed_and_decomposed_find_each_other(words: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, words) for form in ("NFC", "NFD"))
    for typed in (composed, decomposed):
        for text in (composed, decomposed):
            assert find(typed, text) == [text]

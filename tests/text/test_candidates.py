"""Which stretches are suggested for tagging, and which are not."""

import pytest
from hypothesis import given, settings

from annotations.errors import Cancelled
from annotations.text.candidates import candidates
from annotations.text.segments import Segments
from tests.text.test_segments import TEXTS


def found(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in candidates(Segments(text, language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They saw Saleh al Karim and Omar Al-Noor.", ["Saleh al Karim", "Omar Al-Noor"]),
        ("We left Ruritania’s capital for the U.S. and NATO.", ["Ruritania", "U.S.", "NATO"]),
        ("On Monday, Mr. Orr and the Bank of England spoke.", ["Mr. Orr", "Bank of England"]),
        ("Yesterday Ruritania said in May that it won.", ["Ruritania"]),
        ("It sent Strelsau-backed troops.", ["Strelsau"]),
        ("She gave Ann the White House keys.", ["Ann", "White House"]),
        ("Fishermen left. Ruritania stayed.", []),
        ("Fishermen left. Ruritania stayed. We like Ruritania.", ["Ruritania", "Ruritania"]),
        ("I’m sure that I am.", []),
        ("CIA men came.", ["CIA"]),
        ("他说我们走了。", []),
        ("قال الوزير إنه عاد.", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_in_a_headline_only_names_of_the_article_count() -> None:
    text = "Ruritania To Close Old Pier As Pressure Grows\n\nThe parliament of Ruritania met."
    assert found(text) == ["Ruritania", "Ruritania"]


def test_quotations_that_state_something() -> None:
    text = "“We will go,” he told the “Coast Daily” about the so-called “old deal”."
    assert found(text) == ["We will go", "Coast Daily"]


def test_candidates_say_what_they_are() -> None:
    text = "He said: “We saw Ann Lind of NATO.”"
    result = candidates(Segments(text), name_label="person", quotation_label="statement")
    assert [(text[a:b], label, why) for a, b, label, why in result] == [
        ("We saw Ann Lind of NATO.", "statement", "quotation"),
        ("Ann Lind of NATO", "person", "capitalised name"),
    ]
    assert candidates(Segments("It was NATO."))[0].why == "acronym"


def test_the_longer_of_two_at_one_place_comes_first() -> None:
    text = "She said: “Ruritania will not sell.” He loves Ruritania."
    assert found(text) == ["Ruritania will not sell.", "Ruritania", "Ruritania"]


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        candidates(Segments("Ann came."), cancelled=lambda: True)


@settings(deadline=None)
@given(TEXTS)
def test_candidates_are_clean_and_in_order(text: str) -> None:
    segments = Segments(text)
    result = candidates(segments)
    assert result == sorted(result, key=lambda one: (one.start, -one.end))
    for one in result:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert segments.grapheme(one.start).start == one.start
        assert segments.grapheme(one.end).start == one.end

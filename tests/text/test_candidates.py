"""Which stretches are suggested for tagging, and which are not."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from annotations.errors import Cancelled
from annotations.text.candidates import Candidate, Kind, Labels, candidates
from annotations.text.segments import Segments
from tests.text.test_segments import TEXTS


def found(text: str, language: str = "en", label: str = "entity") -> list[str]:
    every = candidates(Segments(text, language))
    return [text[one.start : one.end] for one in every if one.label == label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They saw Saleh al Karim and Omar Al-Noor.", ["Saleh al Karim", "Omar Al-Noor"]),
        ("We left Ruritania’s capital for the U.S. and NATO.", ["Ruritania", "U.S.", "NATO"]),
        ("On Monday, the Bank of England spoke.", ["Bank of England"]),
        ("So President Orr and Mr. Lee met.", ["Orr", "President Orr", "Lee", "Mr. Lee"]),
        ("Then Deputy Ports Minister Ann Orr spoke.", ["Ann Orr", "Deputy Ports Minister Ann Orr"]),
        ("Then UN Envoy Ann Lind came.", ["UN", "Ann Lind", "UN Envoy Ann Lind"]),
        ("The General Assembly and the Foreign Minister met.", ["General Assembly"]),
        (
            "We met Professor Ann Lind of Strelsau University.",
            ["Ann Lind of Strelsau University", "Professor Ann Lind of Strelsau University"],
        ),
        ("We saw King Abdullah University of Science.", ["King Abdullah University of Science"]),
        (
            "We saw the Agency for Safety and Health at Work.",
            ["Agency for Safety and Health at Work"],
        ),
        (
            "It was at St Hilda’s Hospital, Norway’s Ministry of Health says.",
            ["St Hilda’s Hospital", "Norway", "Ministry of Health"],
        ),
        ("They left Chandlers’ Row on Friday of September.", ["Chandlers’ Row"]),
        ("Smith & Sons bought the ship “Kestrel”.", ["Smith & Sons", "Kestrel"]),
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


def test_a_word_that_is_only_shouted_is_no_acronym() -> None:
    assert found("The gull was seen TWICE by NATO. It came twice.") == ["NATO"]


def test_in_a_headline_only_names_of_the_article_count() -> None:
    text = "Ruritania To Close Old Pier As Pressure Grows\n\nThe parliament of Ruritania met."
    assert found(text) == ["Ruritania", "Ruritania"]


def test_quotations_that_state_something() -> None:
    text = "“We will go,” he told the “Coast Daily” about the so-called “old deal of ours”."
    assert found(text, label="claim") == ["We will go"]
    assert found(text) == ["Coast Daily"]


def test_candidates_say_what_they_are() -> None:
    text = (
        "Then Ann Orr of NATO said: “We saw him leave.” It was so then, said the mayor, a friend."
    )
    result = candidates(Segments(text), Labels("person", "voice", "statement"))
    assert [(text[c.start : c.end], c.label, c.why) for c in result] == [
        ("Ann Orr of NATO", "voice", "who says it: said"),
        ("Ann Orr of NATO", "person", "capitalised name"),
        ("We saw him leave.", "statement", "quotation: said Ann Orr of NATO"),
        ("It was so then", "statement", "reported statement: said the mayor, a friend"),
        ("the mayor, a friend", "voice", "who says it, described: said"),
        ("the mayor", "voice", "who says it, not described"),
    ]
    assert [c.kind for c in candidates(Segments("It was NATO."))] == [Kind.ACRONYM]


def test_labels_that_the_codebook_has_not_are_not_looked_for() -> None:
    text = "Then Ann Orr said that it was over."
    assert {c.label for c in candidates(Segments(text), Labels("person", "", ""))} == {"person"}
    assert candidates(Segments(text), Labels("", "", "")) == []


def test_other_finders_take_the_place_of_the_rules() -> None:
    def everything(segments: Segments, labels: Labels, _: object) -> Iterator[Candidate]:
        end = len(segments.text)
        yield Candidate(0, end, labels.name, "all", Kind.NAME, (0, -end, 0))

    (whole,) = candidates(Segments("It is."), finders=[everything])
    assert whole.why == "all"


def test_the_longer_of_two_at_one_place_comes_first() -> None:
    text = "She said: “Ruritania will not sell.” He loves Ruritania."
    starts = [(c.start, c.end - c.start) for c in candidates(Segments(text))]
    assert starts == [(11, 24), (11, 9), (46, 9)]


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        candidates(Segments("Ann came."), stopped=lambda: True)


@settings(deadline=None)
@given(TEXTS)
def test_candidates_are_clean_and_in_order(text: str) -> None:
    segments = Segments(text)
    result = candidates(segments)
    assert result == sorted(result, key=lambda one: one.order)
    assert len({(c.start, c.end, c.label) for c in result}) == len(result)
    for one in result:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert segments.grapheme(one.start).start == one.start
        assert segments.grapheme(one.end).start == one.end

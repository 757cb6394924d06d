"""Which stretches are suggested for tagging, and which are not."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Cancelled
from annotations.text.candidates import candidates
from annotations.text.kinds import Candidate, Kind, Labels
from annotations.text.segments import Segments
from tests.text.test_segments import TEXTS

ODD = ["\0", "\r", "\ufeff", "\x1b[H", "\u200b", "\u200d", "\u202e", "\xad", "\ue000"]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El Gobierno calla.", ["Gobierno"]),
        ("MADRID, 3 (EP).- El Gobierno calla.", ["MADRID", "EP", "Gobierno"]),
        ("LIMA — La Policía calla.", ["LIMA", "Policía"]),
        ("¿El Gobierno calla? Lo dijo Ruiz al Gobierno.", ["Gobierno", "Ruiz", "Gobierno"]),
        ("1. El Gobierno calla.", ["Gobierno"]),
        ("Fue de La Haya a El Salvador.", ["La Haya", "El Salvador"]),
        ("Vimos a Saleh al Aruri.", ["Saleh al Aruri"]),
        ("El Sr. se fue. Hoy el Dr llegó. Vimos al Dr. y a la Dra.", []),
        ("Fuentes de la Fiscalía callan.", ["Fiscalía"]),
    ],
)
def test_spanish_names(text: str, expected: list[str]) -> None:
    assert found(text, "es") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then the Dr. met a Prof and Lt. Col. there.", []),
        ("They drove on Highway 14 to Channel 12 with 40 men.", ["Highway 14", "Channel 12"]),
        ("PRAIRIE FORK, Neb. - Hailstones fell.", ["PRAIRIE FORK", "Neb"]),
    ],
)
def test_what_is_a_name_and_what_is_none(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw Ann\0Orr.", ["Ann", "Orr"]),
        ("We saw Ann\rOrr.", ["Ann", "Orr"]),
        ("We saw Ann\r\nOrr.", ["Ann"]),
        ("We saw Ann\ufeff Orr and \ufeffLind.", ["Ann", "Orr", "Lind"]),
        ("We saw An\ufeffn and Li\u200dnd.", []),
        ("We saw \u202eOrr\u202c Lind.", ["Orr", "Lind"]),
        ("We saw \x1b[HOME and \x1b[31mAnn\x1b[0m and ^[[HOME.", []),
        ("We saw \x1b[1;31m Ann.", ["Ann"]),
        ("We saw O’Neill-Lee, Müller and Ann\N{NO-BREAK SPACE}Orr.",
         ["O’Neill-Lee", "Müller", "Ann\N{NO-BREAK SPACE}Orr"]),
    ],
)  # fmt: skip
def test_no_control_or_format_character_is_in_a_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Ann", "Orr", "Dr.", "said", *ODD, " ", " "]), max_size=30))
def test_names_are_made_of_what_names_are_made_of(words: list[str]) -> None:
    for name in found("".join(words)):
        assert not any(unicodedata.category(sign).startswith("C") for sign in name)


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
        ("We saw him leave.", "statement", "quotation: Ann Orr of NATO said"),
        ("It was so then", "statement", "reported statement: said the mayor, a friend"),
        ("the mayor, a friend", "voice", "who says it, described: said"),
        ("the mayor", "voice", "who says it, not described"),
    ]
    assert [c.kind for c in candidates(Segments("It was NATO."))] == [Kind.ACRONYM]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ann Orr, CEO", "Ann Orr"),
        ("Ann Orr, Mayor of Lima", "Ann Orr"),
        ("Mr Orr,\N{NO-BREAK SPACE}a mayor", "Mr Orr"),
        ("The mayor, Ann Orr", "Ann Orr"),
        ("A friend, who left", "A friend"),
    ],
)
def test_without_a_description_it_is_the_name(source: str, expected: str) -> None:
    text = f"{source}, said that it was over."
    found = [one for one in candidates(Segments(text)) if one.kind is Kind.UNDESCRIBED]
    assert [text[one.start : one.end] for one in found] == [expected]


def test_both_parts_of_a_quotation_know_who_says_them() -> None:
    text = "“It is all done,” Orr said, “and no one is left.”"
    claims = [c for c in candidates(Segments(text)) if c.label == "claim"]
    assert [text[slice(*c.speaker)] for c in claims if c.speaker] == ["Orr", "Orr"]
    assert found(text, label="source") == ["Orr"]


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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The mayor said that it is so.", "reported statement: The mayor said"),
        ("“It is so,” said the mayor.", "quotation: said the mayor"),
        ("Ann is to go, a source informed us.", "reported statement: a source informed"),
        ("According to the mayor, it is so.", "reported statement: according to the mayor"),
    ],
)
def test_the_reason_stands_as_in_the_text(text: str, why: str) -> None:
    found = [one.why for one in candidates(Segments(text, "en")) if one.label == "claim"]
    assert found == [why]

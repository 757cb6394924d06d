"""Who says what: sources, and the statements that they carry."""

import pytest
from hypothesis import given, settings

from annotations.errors import Cancelled
from annotations.text.attributions import attributions
from annotations.text.segments import Segments
from tests.text.test_segments import TEXTS

Found = tuple[str | None, str | None]


def found(text: str, language: str = "en") -> list[Found]:
    return [
        (text[slice(*one.source)] if one.source else None,
         text[slice(*one.claim)] if one.claim else None)
        for one in attributions(Segments(text, language), 0, len(text))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "claim"),
    [
        # The verb, and "that" or none.
        ("The ministry said that 140 posts would go.", "The ministry", "140 posts would go"),
        ("Hamas said Monday 140 posts would go.", "Hamas", "140 posts would go"),
        ("Police have confirmed that two people died.", "Police", "two people died"),
        ("He said he would not resign.", None, "he would not resign"),
        ("The firm said at least four ships had left.", "The firm", "at least four ships had left"),
        ("It warned Iran that war was near.", None, "war was near"),
        ("The mayor stated at a session of the council that an audit was ordered.", "The mayor", "an audit was ordered"),
        # Whoever says it, with a description.
        ("An aide, who asked not to be named, told The Day that it ends soon.", "An aide, who asked not to be named", "it ends soon"),
        ("Lea Orr, head of the port’s staff, told us that it was signed.", "Lea Orr, head of the port’s staff", "it was signed"),
        ("The head of the union, Omar Noor, said the pier would close.", "The head of the union, Omar Noor", "the pier would close"),
        ("Health Corps (HC) said it had left.", "Health Corps (HC)", "it had left"),
        # What comes before.
        ("On Monday, Orr said it would end.", "Orr", "it would end"),
        ("Speaking in Paris, President Orr said France would go.", "President Orr", "France would go"),
        ("BEIRUT (Agency) — The army said it had left.", "The army", "it had left"),
        ("But in a brief note on its site the firm said all was well.", "the firm", "all was well"),
        # Behind what is said.
        ("The plan was dropped, an aide to the minister said.", "an aide to the minister", "The plan was dropped"),
        ("Of 212 jobs, 140 are to go by 1 May, the paper said.", "the paper", "Of 212 jobs, 140 are to go by 1 May"),
        ("Ships could be stopped, warned J. Orr, a deputy minister there.", "J. Orr, a deputy minister there", "Ships could be stopped"),
        # Quotations.
        ("“It is done,” said Ann Orr, spokeswoman for the port.", "Ann Orr, spokeswoman for the port", "It is done"),
        ('"We are ready," Mr. Khan, the mayor, told the paper.', "Mr. Khan, the mayor", "We are ready"),
        ("The minister added: “They will pay.”", "The minister", "They will pay."),
        ("“It stood there,” wrote the lawyer Omar Noor in her diary.", "the lawyer Omar Noor", "It stood there"),
        # Other cues.
        ("According to an aide in the palace, the move was agreed.", "an aide in the palace", "the move was agreed"),
        ("The move was agreed, according to accounts filed at the court.", "accounts filed at the court", "The move was agreed"),
        ("The move was first reported by The Day, a paper.", "The Day, a paper", None),
    ],
)  # fmt: skip
def test_a_source_and_what_it_says(text: str, source: str | None, claim: str | None) -> None:
    assert found(text) == [(source, claim)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The claims were rejected.", []),
        ("He denied reports of a deal.", []),
        ("She told him the truth.", []),
        ("They wrote an application.", []),
        ("CLIP: No.", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_of_saying_that_say_nothing(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


def test_a_quotation_that_goes_on_has_the_speaker_of_the_one_before() -> None:
    text = "“It is all done,” Orr said. “Nothing is left.”"
    assert found(text) == [("Orr", "It is all done"), (None, "Nothing is left.")]


def test_one_reports_what_another_says() -> None:
    text = "Channel 12 reported that an aide said that the deal was dead."
    assert found(text) == [("Channel 12", None), ("an aide", "the deal was dead")]
    text = "The Day reported on Tuesday, citing two aides, that the talks had failed."
    assert found(text) == [("The Day", None), ("two aides", "the talks had failed")]
    text = "It was over by noon, Orr was quoted as saying by the agency."
    assert found(text) == [("Orr", "It was over by noon"), ("the agency", None)]


def test_several_statements_of_one_sentence() -> None:
    text = "Orr said that the pump had failed and that no one came, adding that two men died."
    assert found(text) == [
        ("Orr", "the pump had failed"), (None, "no one came"), (None, "two men died"),
    ]  # fmt: skip
    text = "The party said it had cut 60 posts; the ministry said the figure was 22."
    assert found(text) == [
        ("The party", "it had cut 60 posts"), ("the ministry", "the figure was 22"),
    ]  # fmt: skip


def test_a_speaker_in_a_transcript_is_somebody_named_elsewhere() -> None:
    text = "We met Ann Orr.\n\nORR: It was in May. We left.\n\nCLIP: Noise."
    assert found(text) == [("ORR", None)]


def test_spanish_has_word_lists_of_its_own() -> None:
    text = "«Se acabó la obra», dijo el alcalde. Según fuentes sanitarias, hay dos heridos."
    assert found(text, "es") == [
        ("el alcalde", "Se acabó la obra"), ("fuentes sanitarias", "hay dos heridos"),
    ]  # fmt: skip


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        list(attributions(Segments("Orr said it was over."), 0, 20, lambda: True))


@settings(deadline=None)
@given(TEXTS)
def test_stretches_lie_in_the_text_and_have_no_space_at_their_ends(text: str) -> None:
    for one in attributions(Segments(text), 0, len(text)):
        for stretch in (one.source, one.claim):
            if stretch:
                assert 0 <= stretch.start < stretch.end <= len(text)
                words = text[slice(*stretch)]
                assert words == words.strip()

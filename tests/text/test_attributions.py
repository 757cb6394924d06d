"""Who says what: sources, and the statements that they carry."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Cancelled
from annotations.text.attributions import attributions
from annotations.text.lexicon import Lexicon, lexicon
from annotations.text.segments import Segments
from tests.text.test_segments import TEXTS

Found = tuple[str | None, str | None]

SIGNS = [*'“”"‘’«».,;:—()?!…\n', ",”", ".”", "Orr", "12", "2020", "“a b c”", "“a b c,”"]


def listed(language: str) -> st.SearchStrategy[str]:
    """Texts of words that the rules know, and signs, in any order."""
    known = lexicon(language)
    words = sorted({word for field in fields(Lexicon) for word in getattr(known, field.name)})
    return st.lists(st.sampled_from(words) | st.sampled_from(SIGNS), max_size=40).map(" ".join)


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
        ("The firm said 12 people had left.", "The firm", "12 people had left"),
        ("The firm said on 12 May 2020 that 30 men had left.", "The firm", "30 men had left"),
        ("However, the firm said that was false.", "the firm", "that was false"),
        ("Orr confirmed it was over.", "Orr", "it was over"),
        ("Orr confirmed it on Monday.", "Orr", None),
        ("He said that “nothing is off the table”.", None, "nothing is off the table"),
        # Verbs that say something in some places only.
        ("A study by the council found that the air was worse.", "A study by the council", "the air was worse"),
        ("“Why did no one come?” asked Ann Orr, whose son died.", "Ann Orr, whose son died", "Why did no one come?"),
        # Two words behind "that".
        ("Ann Orr said that he resigned.", "Ann Orr", "he resigned"),
        ("Ann Orr said he resigned.", "Ann Orr", None),
        ("The aide said that same day.", "The aide", None),
        # In the middle of what is said.
        ("Three men, according to police, robbed the bank.", "police", "Three men, according to police, robbed the bank"),
        ("Three men, according to her, robbed the bank.", None, "Three men, according to her, robbed the bank"),
        ("The pier, the paper reported, will close in May.", "the paper", "The pier, the paper reported, will close in May"),
        ("The pier, said Ann Orr, will close in May.", "Ann Orr", "The pier, said Ann Orr, will close in May"),
        ("Prices, she said on Monday, rose again.", None, "Prices, she said on Monday, rose again"),
        ("The pier, as the paper said, will close.", "the paper", "The pier, as the paper said, will close"),
        ("He died at once, police said, and no one came.", "police", "He died at once"),
        ("“The pier,” Ann Orr said, “will not open again.”", "Ann Orr", "“The pier,” Ann Orr said, “will not open again.”"),
        ("“No,” said Ann Orr, “it will not open again.”", "Ann Orr", "it will not open again."),
        # "As X reported".
        ("As Reuters reported, the pier will close.", "Reuters", "the pier will close"),
        ("Just as Reuters and The Day first reported on Monday, the pier will close.", "Reuters and The Day", "the pier will close"),
        ("The mayor, as head of the council, said that it was over.", "The mayor, as head of the council", "it was over"),
        ("The bank, as a rule, said it was over.", "The bank", "it was over"),
        ("As reported by Reuters, the pier will close.", "Reuters", "the pier will close"),
        ("The pier will close, as Reuters reported.", "Reuters", "The pier will close"),
        ("The pier will close, Reuters reported.", "Reuters", "The pier will close"),
        # Whoever says it, with a description.
        ("It was over by noon, said the mayor, Ann Orr.", "the mayor, Ann Orr", "It was over by noon"),
        ("It was over by noon, said Ann Orr, the port's chief officer.", "Ann Orr, the port's chief officer", "It was over by noon"),
        ("It was over by noon, said an aide to the mayor.", "an aide to the mayor", "It was over by noon"),
        ("It was over by noon, according to a report by the council.", "a report by the council", "It was over by noon"),
        ("“It is over,” said Dr.\N{NO-BREAK SPACE}Orr.", "Dr.\N{NO-BREAK SPACE}Orr", "It is over"),
        ("The Dr said that it was over.", None, "it was over"),
        ("Sources told “The Day” that it was over.", "Sources", "it was over"),
        ("An aide, who asked not to be named, told The Day that it ends soon.", "An aide, who asked not to be named", "it ends soon"),
        ("Lea Orr, head of the port’s staff, told us that it was signed.", "Lea Orr, head of the port’s staff", "it was signed"),
        ("The head of the union, Omar Noor, said the pier would close.", "The head of the union, Omar Noor", "the pier would close"),
        ("Health Corps (HC) said it had left.", "Health Corps (HC)", "it had left"),
        ("The report, published on Tuesday, says that it fell again.", "The report, published on Tuesday", "it fell again"),
        # What comes before.
        ("It is late, but the mayor said he was ready.", "the mayor", "he was ready"),
        ("Mr Lee, the mayor, and Ms Orr said they had left.", "Mr Lee, the mayor, and Ms Orr", "they had left"),
        ("This week, Orr said it was over.", "Orr", "it was over"),
        ("In a note on Monday, the firm denied any wrong.", "the firm", None),
        ("Asked whether he would resign, Mr Lee said no.", "Mr Lee", None),
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
        ("“I’m tired,” said Ann Orr, a nurse.", "Ann Orr, a nurse", None),
        ("“I’m tired,” Ann Orr said.", "Ann Orr", None),
        # Other cues.
        ("According to police, a man was killed.", "police", "a man was killed"),
        ("According to Orr, a senior aide, the move was agreed.", "Orr, a senior aide", "the move was agreed"),
        ("It was reported by local media that men had left.", "local media", "men had left"),
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
        ("The men found the body.", []),
        ("She asked for help.", []),
        ("“Yes,” she said.", []),
        ("CLIP: No.", []),
        ("This warning was made by her.", []),
        ("As soon as he said that, they left.", []),
        ("The pier, as reported, is closed.", []),
        ("It was over, according to Dr.", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_of_saying_that_say_nothing(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


def test_a_quotation_that_goes_on_has_the_speaker_of_the_one_before() -> None:
    text = "“It is all done,” Orr said. “Nothing is left.”"
    assert found(text) == [("Orr", "It is all done"), (None, "Nothing is left.")]


@pytest.mark.parametrize(
    ("text", "language", "speaker", "parts"),
    [
        ("“It is all done,” Orr said, “and no one is left.”", "en", "Orr", ("It is all done", "and no one is left.")),
        ("“It is all done,” said Ann Orr, a nurse, “and no one is left.”", "en", "Ann Orr, a nurse", ("It is all done", "and no one is left.")),
        ("“It is all done,” she told us on Monday, “and no one is left.”", "en", None, ("It is all done", "and no one is left.")),
        ("«No hay ningún plan», ha dicho Ruiz a los periodistas, «y no lo habrá».", "es", "Ruiz", ("No hay ningún plan", "y no lo habrá")),
    ],
)  # fmt: skip
def test_a_quotation_in_two_parts_has_one_speaker(
    text: str, language: str, speaker: str | None, parts: tuple[str, str]
) -> None:
    assert found(text, language) == [(speaker, part) for part in parts]


def test_two_quotations_of_two_speakers() -> None:
    text = "“It is all done,” Orr said, and Lee added, “we are leaving now.”"
    assert found(text) == [("Orr", "It is all done"), ("Lee", "we are leaving now.")]


@pytest.mark.parametrize("odd", ["\0", "\r", "\x1b[HOME ", "\ufeff", "\u202e"])
def test_no_source_has_control_characters_in_it(odd: str) -> None:
    for text in (f"Ann {odd}Orr said it was over.", f"It was all over, said Ann{odd} Orr."):
        assert all(odd not in (source or "") for source, _ in found(text))


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
    text = "El juez dijo que la obra es legal, aunque añade que le falta una licencia."
    assert found(text, "es") == [
        ("El juez", "la obra es legal"), (None, "le falta una licencia"),
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


@pytest.mark.parametrize(
    ("text", "source", "claim"),
    [
        ("El presidente Boric dijo que no irá a Lima.", "El presidente Boric", "no irá a Lima"),
        ("La policía confirmó este lunes que el joven murió.", "La policía", "el joven murió"),
        ("Los vecinos denuncian que nadie ha venido.", "Los vecinos", "nadie ha venido"),
        ("El lunes, la empresa informó de que cerrará la planta.", "la empresa", "cerrará la planta"),
        ("El alcalde, que vive en Oviedo, señaló que no irá.", "El alcalde, que vive en Oviedo", "no irá"),
        ("El alcalde señaló que sí.", "El alcalde", None),
        # Quotations.
        ("«No hay ningún plan», dijo Ana Ruiz.", "Ana Ruiz", "No hay ningún plan"),
        ("Ana Ruiz afirmó: «No hay ningún plan».", "Ana Ruiz", "No hay ningún plan"),
        ("«Es el fin de todo», sentenció ayer la ministra de Salud, Ana Ruiz.", "la ministra de Salud, Ana Ruiz", "Es el fin de todo"),
        ("“No habrá obra”, aseguró este lunes en rueda de prensa la ministra.", "la ministra", "No habrá obra"),
        ("\"No hay plan alguno\", explicó a este diario el alcalde.", "el alcalde", "No hay plan alguno"),
        # "según" and what means the same, before, behind and in the middle.
        ("El déficit bajará pronto, según fuentes del Ministerio de Hacienda.", "fuentes del Ministerio de Hacienda", "El déficit bajará pronto"),
        ("Según fuentes del Ministerio de Hacienda, el déficit bajará.", "fuentes del Ministerio de Hacienda", "el déficit bajará"),
        ("El déficit, según fuentes del Ministerio de Hacienda, bajará.", "fuentes del Ministerio de Hacienda", "El déficit, según fuentes del Ministerio de Hacienda, bajará"),
        ("Según ha informado este jueves la policía, hay 30 heridos.", "la policía", "hay 30 heridos"),
        ("Según el ministro de Salud, Juan Ruiz, hay 30 heridos.", "el ministro de Salud, Juan Ruiz", "hay 30 heridos"),
        ("Según la agencia, que cita a dos fuentes, hay 30 heridos.", "la agencia, que cita a dos fuentes", "hay 30 heridos"),
        ("Tal y como adelantó la agencia, hay 30 heridos.", "la agencia", "hay 30 heridos"),
        # Verbs.
        ("Ana Ruiz aseguró que la fábrica cerrará.", "Ana Ruiz", "la fábrica cerrará"),
        ("Fuentes cercanas a la negociación han precisado que no hay acuerdo.", "Fuentes cercanas a la negociación", "no hay acuerdo"),
        ("El alcalde, por su parte, aseguró que no habrá obra.", "El alcalde", "no habrá obra"),
        ("El joven que vio el choque dijo que nadie murió.", "El joven que vio el choque", "nadie murió"),
        ("Aseguró que la fábrica cerrará.", None, "la fábrica cerrará"),
        ("“No hay ningún plan”, ha dicho la portavoz.", "la portavoz", "No hay ningún plan"),
        ("Según informó la policía, hay 30 heridos.", "la policía", "hay 30 heridos"),
        ("Hay 30 heridos en Lima, según informó la policía.", "la policía", "Hay 30 heridos en Lima"),
        ("De acuerdo con la policía, el joven ya huyó.", "la policía", "el joven ya huyó"),
    ],
)  # fmt: skip
def test_spanish_sentences(text: str, source: str | None, claim: str | None) -> None:
    assert found(text, "es") == [(source, claim)]


def test_a_table_of_capitals_is_no_transcript() -> None:
    labels = [f"{one}{two}" for one in "ABCDEFGHIJ" for two in "KLMNOPQRSTUV"]
    names = " ".join(label.title() for label in labels)
    text = "\n\n".join([*(f"{label}: one." for label in labels), names])
    assert 0 < len(found(text)) < len(labels)


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        list(attributions(Segments("Orr said it was over."), 0, 20, lambda: True))


@settings(deadline=None)
@given(TEXTS.map(lambda text: (text, "en")) | st.sampled_from(("en", "es")).flatmap(
    lambda language: st.tuples(listed(language), st.just(language))))  # fmt: skip
def test_stretches_lie_in_the_text_and_have_no_space_at_their_ends(sample: tuple[str, str]) -> None:
    text, language = sample
    for one in attributions(Segments(text, language), 0, len(text)):
        for stretch in (one.source, one.claim):
            if stretch:
                assert 0 <= stretch.start < stretch.end <= len(text)
                words = text[slice(*stretch)]
                assert words == words.strip()

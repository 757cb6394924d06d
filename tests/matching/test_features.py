"""How alike two spans are, and what is said about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.features import UNLIKE, Form, Likeness, Rarity, quote
from annotations.matching.names import Name
from annotations.matching.sources import MOST_ANONYMOUS, Source
from annotations.matching.statements import Statement


def alike(shape: type[Form], left: str, right: str) -> Likeness:
    """Compare two texts, each in a document of its own, both ways round."""
    one, other = shape.read(left), shape.read(right)
    rarity = Rarity([one.weighed, other.weighed])
    likeness = one.likeness(other, rarity)
    assert other.likeness(one, rarity).score == likeness.score
    assert 0 <= likeness.score <= 1
    return likeness


@given(st.text(min_size=1), st.text(min_size=1))
@pytest.mark.parametrize("shape", [Name, Source, Statement])
def test_no_text_is_too_odd(shape: type[Form], left: str, right: str) -> None:
    if shape.read(left).key and shape.read(right).key:
        alike(shape, left, right)


def test_a_rare_word_weighs_more() -> None:
    rarity = Rarity([["harbour", "city"], ["city"], ["city", "the"]])
    assert rarity("harbour") > rarity("city") > rarity("the") > 0


def test_a_quote_is_one_short_line() -> None:
    assert quote("a\nb") == "a b"
    assert len(quote("x" * 100)) == 48


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zeynep Aksoy", "Zeynep Aksoy’s"),
        ("Mayor Aksoy", "Ms. Aksoy"),
        ("the Red Crescent", "Red Crescent"),
    ],
)
def test_the_same_name(left: str, right: str) -> None:
    likeness = alike(Name, left, right)
    assert likeness.score >= 0.95
    assert likeness.reasons[0].startswith("same name: ")


def test_transliterated_names() -> None:
    likeness = alike(Name, "Mohammed Al Sabri", "Muhammad al-Sabry")
    assert likeness.score > 0.8
    assert likeness.reasons == ("names spelt alike: Mohammed Al Sabri / Muhammad al-Sabry",)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Lena Marlow", "Marlow", "surname only: Marlow"),
        ("WFP", "World Food Programme", "initials: WFP / World Food Programme"),
        ("captain of boats Lena Marlow", "rower Lena Marlow", "both end in: lena marlow"),
        ("L. Marlow", "Lena Marlow", "same surname, first name by its initial L / Lena"),
    ],
)
def test_names_in_part(left: str, right: str, reason: str) -> None:
    likeness = alike(Name, left, right)
    assert likeness.reasons == (reason,)
    assert 0.5 < likeness.score < 0.9


def test_containment_is_much_less() -> None:
    likeness = alike(Name, "Marlow", "Marlow supporters")
    assert likeness.score < 0.6
    assert likeness.reasons == ("one contains the other: Marlow",)


@pytest.mark.parametrize(
    ("left", "right"),
    [("man", "woman"), ("Tom Reed", "Ann Reed"), ("Channel 14", "Channel 12"), ("Oman", "Iran")],
)
def test_different_names(left: str, right: str) -> None:
    assert alike(Name, left, right).score < 0.5


@pytest.mark.parametrize("shape", [Name, Source])
def test_a_word_once_written_small_is_no_name(shape: type[Form]) -> None:
    assert alike(shape, "Rescuers", "rescuers").score < 0.9


def test_common_nouns_and_pronouns_are_lower_than_names() -> None:
    name, noun, pronoun = (alike(Name, t, t).score for t in ("Marlow", "the rescuers", "she"))
    assert name > 0.9 > noun > pronoun >= 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Herald", "Herald newspaper"),
        ("Dawn News Agency", "Dawn"),
        ("Spokeswoman Lena Marlow", "Lena Marlow"),
    ],
)
def test_sources_by_name(left: str, right: str) -> None:
    assert alike(Source, left, right).score >= 0.6


def test_an_outlet_inside_a_description() -> None:
    likeness = alike(Source, "a Norwegian daily, the Herald", "The Herald News")
    assert 0.75 < likeness.score < 0.95
    assert likeness.reasons[-1] == "named inside the description: Herald"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a senior port official", "a senior port official"),
        ("an official at the port", "a senior official of the port authority"),
        ("Sources", "a source"),
        ("a Kenyan official", "Kenyan officials"),
    ],
)
def test_the_unnamed_are_never_sure(left: str, right: str) -> None:
    likeness = alike(Source, left, right)
    assert 0.5 <= likeness.score <= MOST_ANONYMOUS
    assert likeness.reasons[-1] == "described alike, not named"


def test_an_unnamed_source_is_not_the_country_it_is_from() -> None:
    assert alike(Source, "a Kenyan official", "Kenya").score < 0.5


CLAIM = "The ferry Aurora ran aground near the harbour with 12 crew aboard"


def test_a_statement_in_other_words() -> None:
    likeness = alike(Statement, CLAIM, "Ferry Aurora aground near harbour mouth, owners confirm")
    assert 0.5 < likeness.score < 0.95
    assert likeness.reasons[0] == "share 5 of 8 content words"


def test_unrelated_statements() -> None:
    assert alike(Statement, CLAIM, "Wheat prices fell again on Monday") == UNLIKE


def test_different_numbers_speak_against() -> None:
    same = alike(Statement, CLAIM + " today", CLAIM.replace("12", "twelve"))
    other = alike(Statement, CLAIM + " today", CLAIM.replace("12", "20"))
    assert other.score < same.score
    assert other.against == ("different numbers: 12, 20",)
    assert same.against == ()


def test_a_negation_speaks_against() -> None:
    denied = alike(Statement, CLAIM, CLAIM.replace("ran", "never ran"))
    assert denied.against == ("negated in one only",)
    assert denied.score < alike(Statement, CLAIM, CLAIM.replace("ran", "then ran")).score


def test_the_same_quotation_in_another_sentence() -> None:
    said = "we will mend the roof before the winter and nobody will pay for it"
    likeness = alike(Statement, f"“{said},” she promised", f'Asked again, she said: "{said}".')
    assert likeness.score > 0.85
    assert "same quotation, 14 words" in likeness.reasons


def test_a_run_of_words_without_marks() -> None:
    likeness = alike(Statement, CLAIM, f"Police said {CLAIM.lower()} in heavy fog")
    assert "same 12 words in a row" in likeness.reasons

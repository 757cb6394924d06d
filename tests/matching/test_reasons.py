"""Why a pair is proposed, in words."""

import numpy as np
import pytest

from annotations.matching.bags import Array
from annotations.matching.features import MOST_REASONS
from annotations.matching.reasons import Context, Reasons, Wording, reasons
from tests.matching.spans import subjects

NEAR, FAR, BETWEEN = 0.6, 0.02, 0.2
NOTHING = Reasons((), ())


def context(**columns: float) -> Reasons:
    """What is said of one pair with this evidence."""
    evidence: dict[str, Array] = {name: np.array([value]) for name, value in columns.items()}
    return Context(evidence, np.array([0])).of(0)


def test_what_the_articles_say() -> None:
    assert context(articles_cosine=NEAR) == Reasons(("the articles report the same event",), ())
    assert context(articles_cosine=FAR) == Reasons((), ("the articles report different things",))
    assert context(articles_cosine=BETWEEN) == NOTHING


def test_what_stands_around_and_what_is_quoted() -> None:
    found = context(articles_cosine=NEAR, surroundings=0.9, quoted=1.0)
    assert found.speaking_for == (
        "both are given the same long quotation",
        "the same words around them",
        "the articles report the same event",
    )
    assert context(articles_cosine=BETWEEN, surroundings=0.1, quoted=0.0) == NOTHING


def wording(label: str, left: str, right: str) -> Reasons:
    """What two wordings say."""
    of = subjects({"a": [(label, left)], "b": [(label, right)]}, label)
    say = Wording(of)
    found = say(int(of.form[0]), int(of.form[1]))
    assert say(int(of.form[0]), int(of.form[1])) == found
    return found


def test_names() -> None:
    found = wording("entity", "Mohammed Al Hafy", "Mohammad Al-Hafi")
    assert found.speaking_for[0].startswith("names spelt alike: ")
    assert found.against == ()
    found = wording("entity", "Mohammed Ali", "Hassan Ali")
    assert found.against == ("first names differ: Mohammed / Hassan",)
    assert not found.conflict


def test_a_contradiction_is_told() -> None:
    ferry = "The ferry Aurora ran aground with {} aboard"
    found = wording("claim", ferry.format("12 crew"), ferry.format("20 crew"))
    assert found.conflict
    assert found.against == ("different numbers: 12, 20",)
    same = wording("claim", ferry.format("12 crew"), ferry.format("twelve crew"))
    assert not same.conflict
    assert same.against == ()


@pytest.mark.parametrize("count", [0, 1, 2, 5])
@pytest.mark.parametrize("against", [0, 1, 2, 5])
def test_three_at_most_for_and_against(count: int, against: int) -> None:
    said = Reasons(
        tuple(f"for {n}" for n in range(count)), tuple(f"not {n}" for n in range(against))
    )
    found = reasons(said, NOTHING)
    assert 1 <= len(found.speaking_for) + len(found.against) <= MOST_REASONS
    assert found.speaking_for[:1] == said.speaking_for[:1] or not count
    assert found.against[:1] == said.against[:1]


def test_wording_comes_before_context() -> None:
    one, other = Reasons(("for",), ("not",), conflict=True), Reasons(("for too",), ("not too",))
    assert reasons(one, other) == Reasons(("for",), ("not", "not too"), conflict=True)


def test_nothing_to_say() -> None:
    assert reasons(NOTHING, NOTHING).speaking_for == (
        "nothing but that the two articles are alike",
    )

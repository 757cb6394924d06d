"""Where two statements that speak of the same do not agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.conflicts import Conflict, conflicts

FERRY = "The ferry Aurora ran aground near the harbour on {} with {} aboard"


def reasons(left: str, right: str) -> list[str]:
    return [conflict.reason for conflict in conflicts(left, right)]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("12 crew", "20 crew", "different numbers: 12, 20"),
        ("twelve crew", "20 crew", "different numbers: 12, 20"),
        ("1,200 tons of wheat", "1,500 tons of wheat", "different numbers: 1200, 1500"),
        ("40 % of the crew", "45 per cent of the crew", "different numbers: 40 %, 45 %"),
        ("$40 of cash", "$60 of cash", "different numbers: 40, 60"),
        ("no crew", "some crew", "negated in one only"),
    ],
)
def test_what_is_counted_differently(left: str, right: str, reason: str) -> None:
    assert reasons(FERRY.format("Monday", left), FERRY.format("Monday", right)) == [reason]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("12 crew", "twelve crew"),
        ("1,200 crew", "1200 crew"),
        ("12 crew", "3 lorries"),
        ("40 % of the crew", "45 tons"),
        ("40 per cent of the crew", "40 % of the crew"),
        ("12 crew", "crew"),
        ("12 crew and 3 dogs", "3 dogs and 12 crew"),
    ],
)
def test_what_does_not_conflict(left: str, right: str) -> None:
    assert reasons(FERRY.format("Monday", left), FERRY.format("Monday", right)) == []


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Monday", "Tuesday", "different days: Monday / Tuesday"),
        ("Mon.", "Tues.", "different days: Monday / Tuesday"),
        ("a day of June", "a day of July", "different months: June / July"),
        ("3 May", "a day of June", "different months: May / June"),
        ("Sept", "3 October", "different months: September / October"),
        ("3 June", "3 July", "different dates: 3 June / 3 July"),
        ("a day of 2019", "a day of 2021", "different years: 2019 / 2021"),
        ("3 May", "9 May", "different dates: 3 May / 9 May"),
        ("May 3", "May 9", "different dates: 3 May / 9 May"),
        ("3 May", "May 9", "different dates: 3 May / 9 May"),
        ("3 September", "Sept. 9", "different dates: 3 September / 9 September"),
    ],
)
def test_when_it_was(left: str, right: str, reason: str) -> None:
    assert reasons(FERRY.format(left, "12 crew"), FERRY.format(right, "12 crew")) == [reason]


@pytest.mark.parametrize(
    ("left", "right"),
    [("3 May", "May 3"), ("Monday", "Mon"), ("3 September", "Sept. 3"), ("Monday", "3 June")],
)
def test_the_same_day(left: str, right: str) -> None:
    assert reasons(FERRY.format(left, "12 crew"), FERRY.format(right, "12 crew")) == []


def test_a_claim_and_its_denial() -> None:
    (found,) = conflicts(
        "The registry is moving its head office out of Drovnik",
        "The registry denied that it was moving its head office out of Drovnik",
    )
    assert found.reason == "negated in one only"
    assert found.left == ()
    ((start, end),) = found.right
    assert (start, end) == (13, 19)


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        ("Some 140 employees will move", "35 employees, not 140, would move to a desk there", True),
        (
            "The decision to move has been taken, and nobody at the table asked for a vote",
            "No decision to move it has been taken, in May or at any other time",
            True,
        ),
        (
            "The decision has been taken, and nobody knew why. What is left to settle is furniture",
            "What is left to settle is furniture",
            False,
        ),
        ("The mayor left Drovnik on Monday", "The mayor left Drovnik and gave no reasons", False),
    ],
)
def test_a_negation_of_what_the_other_says(left: str, right: str, conflict: bool) -> None:
    assert reasons(left, right) == ["negated in one only"] * conflict


def test_the_words_in_conflict_are_told() -> None:
    left, right = "Twelve crew left the ferry Aurora", "Of the ferry Aurora 20 crew left"
    (found,) = conflicts(left, right)
    assert [left[at.start : at.end] for at in found.left] == ["Twelve"]
    assert [right[at.start : at.end] for at in found.right] == ["20"]


def test_with_little_in_common_nothing_conflicts() -> None:
    assert conflicts("12 people died in Drovnik", "20 people did not vote on Friday") == []
    assert conflicts("", "") == []


def test_numbers_come_first() -> None:
    one, other = FERRY.format("Monday", "12 crew"), FERRY.format("Friday", "20 crew, not 12 men,")
    assert reasons(one, other)[-1] == "negated in one only"
    assert reasons(one.replace("12", "14"), other)[0].startswith("different numbers")


PIECES = st.sampled_from(
    [
        "ferry ",
        "Aurora ",
        "12 ",
        "20 ",
        "% ",
        "$",
        "May ",
        "Sept. ",
        "Mon ",
        "2019 ",
        "not ",
        "don’t ",
        "1,000 ",
        "3.5 ",
        "🙂 ",
        "ét ",
        "المرزاني ",
        "crew ",
        "left ",
        "1.",
        ",",
        "nine ",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map("".join))
def test_whatever_the_texts(left: str, right: str) -> None:
    found, turned = conflicts(left, right), conflicts(right, left)
    assert len(found) == len(turned)
    for conflict, other in zip(found, turned, strict=True):
        assert isinstance(conflict, Conflict)
        assert conflict.reason
        assert (conflict.left, conflict.right) == (other.right, other.left)
        for text, places in ((left, conflict.left), (right, conflict.right)):
            for start, end in places:
                assert 0 <= start < end <= len(text)
    assert conflicts(left, left) == []


def test_a_negation_of_something_else_is_no_conflict() -> None:
    one = "There is no consensus among Iraqi political groups on the move of the office"
    other = "They made the move of the office in coordination with Iraqi and Iranian groups"
    assert conflicts(one, other) == []

"""What the report begins with: counts, and the claims that most articles report."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.codebook import Role
from annotations.provenance.board import Filter, Row, RowOrder, ordered, wanted
from annotations.provenance.wording import summary
from annotations.report.given import Given
from annotations.report.numbers import Numbers, Ref

MOST = 10
"""How many claims are named."""


class Fact(NamedTuple):
    """A count."""

    number: int
    """How many."""
    words: str
    """Of what."""
    target: str
    """Where it is told in full."""


class Answer(NamedTuple):
    """A claim, and on whom it rests."""

    claim: Ref
    """The claim."""
    line: str
    """The answer in a line."""
    contradicted: bool
    """Whether another claim contradicts it."""


class Summary(NamedTuple):
    """What the report begins with."""

    facts: tuple[Fact, ...]
    """Counts."""
    answers: tuple[Answer, ...]
    """The claims that most articles report."""


def summarise(given: Given, numbers: Numbers, rows: Sequence[Row]) -> Summary:
    """What the report begins with."""
    case, shared = given.case, wanted(rows, [Filter.SHARED])
    facts = (
        Fact(len(case.articles), _word(case.articles, "article"), "articles"),
        Fact(len(rows), _word(rows, "claim"), "claims"),
        Fact(len(shared), "reported by several articles", "claims"),
        Fact(len(wanted(rows, [Filter.SINGLE])), "of those resting on one root", "claims"),
        Fact(sum(bool(row.contradicting) for row in rows), "contradicted", "claims"),
        Fact(sum(bool(row.group.clashes) for row in rows), "with verdicts that clash", "claims"),
        Fact(
            len(wanted(rows, [Filter.UNATTRIBUTED])),
            "with a report whose source is not known",
            "claims",
        ),
        Fact(
            sum(group.role is not Role.CLAIM for group in case.groups),
            "sources and entities",
            "register",
        ),
    )
    first = ordered(rows, RowOrder.REPORTS)[:MOST]
    return Summary(facts, tuple(answer(given, numbers, row) for row in first))


def answer(given: Given, numbers: Numbers, row: Row) -> Answer:
    """A claim, and on whom it rests."""
    line = summary(given.case, row.roots)
    return Answer(numbers.group(row.group, 160), line, bool(row.contradicting))


def _word(things: object, word: str) -> str:
    return word if hasattr(things, "__len__") and len(things) == 1 else f"{word}s"

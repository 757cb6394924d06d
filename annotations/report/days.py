"""The timeline: who had a claim first, and who repeated it."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.provenance.board import Filter, Row, wanted
from annotations.provenance.timeline import Lane, Report, lanes
from annotations.report.given import Given
from annotations.report.numbers import MARKS, Article, Numbers, Ref


class Moment(NamedTuple):
    """An article that reports a claim."""

    article: Article
    """The article."""
    day: str
    """When it was published, as a day; empty where that is not known."""
    letter: str
    """How it comes to say so, as a letter."""
    how: str
    """That in words."""


class Course(NamedTuple):
    """One claim in time."""

    claim: Ref
    """The claim."""
    first: tuple[Moment, ...]
    """Who had it first; several where their order is not known."""
    then: tuple[Moment, ...]
    """Who reported it afterwards, the earliest first, or nobody knows when."""


def courses(given: Given, numbers: Numbers, rows: Sequence[Row]) -> list[Course]:
    """The claims that several articles report, the earliest first."""
    shared = wanted(rows, [Filter.SHARED])
    return [_course(numbers, lane) for lane in lanes(given.case, shared)]


def _course(numbers: Numbers, lane: Lane) -> Course:
    first = tuple(_moment(numbers, report) for report in lane.reports if report.first)
    then = tuple(_moment(numbers, report) for report in lane.reports if not report.first)
    return Course(numbers.group(lane.row.group, 120), first, then)


def _moment(numbers: Numbers, report: Report) -> Moment:
    day = "" if report.day is None else report.day.isoformat()
    return Moment(numbers.article(report.article), day, MARKS[report.mark], str(report.mark))

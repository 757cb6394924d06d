"""The timeline: which article came first with a claim, and which repeated it, day by day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from annotations.provenance.board import Cell, Mark, Row
from annotations.provenance.case import Case
from annotations.provenance.dates import day, is_earlier, place


class Report(NamedTuple):
    """An article that reports a claim."""

    article: str
    """The article."""
    day: date | None
    """When it was published; None where that is not known."""
    mark: Mark
    """How it comes to say so."""
    first: bool
    """Whether no article that reports the claim is known to be earlier, and this one's day is."""


class Lane(NamedTuple):
    """One claim in time."""

    row: Row
    """The claim."""
    reports: tuple[Report, ...]
    """Its reports, the earliest first, undated ones last."""

    @property
    def first(self) -> tuple[str, ...]:
        """The articles that had it first; several where their order is not known."""
        return tuple(report.article for report in self.reports if report.first)


def days(case: Case) -> list[date]:
    """The days on which an article was published, ascending."""
    found = {day(details.published) for details in case.articles.values()}
    return sorted(one for one in found if one is not None)


def lanes(case: Case, rows: Sequence[Row]) -> list[Lane]:
    """The claims in time: those that were reported first come first, undated ones last."""
    found = [_lane(case, row) for row in rows]
    return sorted(found, key=lambda lane: lane.row.first)


def _lane(case: Case, row: Row) -> Lane:
    reports = [_report(case, cell, row.cells) for cell in row.cells.values()]
    return Lane(row, tuple(sorted(reports, key=lambda one: _place(case, one))))


def _report(case: Case, cell: Cell, cells: Mapping[str, Cell]) -> Report:
    published = case.articles[cell.article].published
    beaten = any(is_earlier(case.articles[other].published, published) for other in cells)
    return Report(cell.article, day(published), cell.mark, published is not None and not beaten)


def _place(case: Case, report: Report) -> tuple[int, str]:
    return place(case.articles[report.article].published)

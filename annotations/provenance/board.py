"""The board: claims down, articles across, and who reports what on whose word."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from annotations.model import DocumentDetails, Span
from annotations.provenance.case import Case
from annotations.provenance.dates import place
from annotations.provenance.groups import Group
from annotations.provenance.roots import How, Kind, Node, Roots


class Mark(StrEnum):
    """How an article comes to report a claim."""

    NAMES = "names a source"
    RETELLS = "retells an outlet"
    COPIES = "copies another article"
    OWN = "gives its own word, or no source and is cited by others"
    UNATTRIBUTED = "names nobody"


class Cell(NamedTuple):
    """What one article says of one claim."""

    article: str
    """The article."""
    spans: tuple[Span, ...]
    """The claim there, in reading order."""
    mark: Mark
    """How it comes to say so."""
    roots: tuple[int, ...]
    """Which of the row's roots its chains lead to, by their places, from 0."""


class Row(NamedTuple):
    """One claim."""

    group: Group
    """Its mentions."""
    roots: Roots
    """What it rests on."""
    cells: Mapping[str, Cell]
    """What each article that reports it says, by article."""
    contradicting: tuple[str, ...]
    """The claim groups that contradict it."""
    denying: frozenset[str]
    """The articles that report one of those."""
    clashes: bool
    """Whether verdicts on it, or on a source of its chains, contradict each other."""
    waiting: int
    """How many proposals wait at its mentions."""
    first: tuple[int, str]
    """When it was first reported, to be compared; what is undated comes last."""


class RowOrder(StrEnum):
    """Which claims come first."""

    REPORTS = "most reported first"
    ROOTS = "fewest roots first"
    DATE = "earliest first"
    TEXT = "in the order of import"
    NAME = "by name"


class ColumnOrder(StrEnum):
    """Which articles come first."""

    DATE = "by date"
    OUTLET = "by outlet"
    IMPORT = "in the order of import"


class Filter(StrEnum):
    """Which claims are shown."""

    CONTRADICTED = "contradicted"
    SINGLE = "single-rooted"
    UNATTRIBUTED = "unattributed"
    SHARED = "repeated"


def rows(case: Case) -> list[Row]:
    """One row for each claim, in the order in which each is first mentioned."""
    return [_row(case, group) for group in case.claims]


def _row(case: Case, group: Group) -> Row:
    found = case.roots[group.id]
    against = case.contradictions.get(group.id, ())
    denying = {article for one in against for article in one.group.articles}
    return Row(
        group=group,
        roots=found,
        cells=_cells(group, found),
        contradicting=tuple(dict.fromkeys(one.group.id for one in against)),
        denying=frozenset(denying),
        clashes=bool(group.clashes) or any(_is_torn(case, step.end) for step in found.steps),
        waiting=case.waiting.get(group.id, 0),
        first=min(_when(case.articles[article]) for article in group.articles),
    )


def _when(details: DocumentDetails) -> tuple[int, str]:
    return place(details.published)


def _is_torn(case: Case, node: Node) -> bool:
    """Whether the verdicts that make a source one cannot all be right."""
    known = case.groups.by_id.get(node.id) if node.kind is Kind.SOURCE else None
    return known is not None and bool(known.clashes)


def _cells(group: Group, found: Roots) -> dict[str, Cell]:
    spans: dict[str, list[Span]] = {}
    for span in group.spans:
        spans.setdefault(span.document, []).append(span)
    leading: dict[str, list[int]] = {article: [] for article in spans}
    for number, root in enumerate(found.roots):
        for article in root.reports:
            leading[article].append(number)
    return {
        article: Cell(article, tuple(own), _mark(article, found), tuple(leading[article]))
        for article, own in spans.items()
    }


def _mark(article: str, found: Roots) -> Mark:
    if article in found.unattributed:
        return Mark.UNATTRIBUTED
    node = Node(Kind.ARTICLE, article)
    hows = {step.how for step in found.steps if step.start == node}
    if How.COPIES in hows:
        return Mark.COPIES
    if How.RETELLS in hows:
        return Mark.RETELLS
    return Mark.NAMES if hows else Mark.OWN


# -- which, and in what order --------------------------------------------------------------------


def wanted(given: Iterable[Row], filters: Iterable[Filter], words: str = "") -> list[Row]:
    """The rows that all filters let through and that have all words in their names or mentions."""
    chosen = [_FILTERS[one] for one in filters]
    sought = words.casefold().split()
    return [
        row
        for row in given
        if all(lets(row) for lets in chosen) and (not sought or _says(row.group, sought))
    ]


def _says(group: Group, sought: Sequence[str]) -> bool:
    text = " ".join([group.name, *(span.text for span in group.spans)]).casefold()
    return all(word in text for word in sought)


_FILTERS: Mapping[Filter, Callable[[Row], bool]] = {
    Filter.CONTRADICTED: lambda row: bool(row.contradicting or row.clashes),
    Filter.SINGLE: lambda row: row.roots.most == 1 and len(row.roots.reports) > 1,
    Filter.UNATTRIBUTED: lambda row: bool(row.roots.unattributed or row.roots.circular),
    Filter.SHARED: lambda row: len(row.roots.reports) > 1,
}


def ordered(given: Iterable[Row], order: RowOrder) -> list[Row]:
    """Rows in an order; equal ones as they were given."""
    return sorted(given, key=_ORDERS[order])


_ORDERS: Mapping[RowOrder, Callable[[Row], tuple[object, ...]]] = {
    RowOrder.REPORTS: lambda row: (-len(row.roots.reports), row.roots.most),
    RowOrder.ROOTS: lambda row: (
        len(row.roots.reports) < 2,  # of what one article alone says there is nothing to ask
        row.roots.most,
        -len(row.roots.reports),
    ),
    RowOrder.DATE: lambda row: row.first,
    RowOrder.TEXT: lambda _: (),
    RowOrder.NAME: lambda row: (row.group.name.casefold(),),
}


def columns(articles: Mapping[str, DocumentDetails], order: ColumnOrder) -> list[str]:
    """The articles in an order; equal ones in the order of import, what is not known last."""
    key = _COLUMN_ORDERS[order]
    return sorted(articles, key=lambda article: key(articles[article]))


_COLUMN_ORDERS: Mapping[ColumnOrder, Callable[[DocumentDetails], tuple[object, ...]]] = {
    ColumnOrder.DATE: _when,
    ColumnOrder.OUTLET: lambda details: (
        details.outlet is None,
        (details.outlet or "").casefold().removeprefix("the "),
        *_when(details),
    ),
    ColumnOrder.IMPORT: lambda _: (),
}

"""The board as a table, or as a list where a table would be too large to read."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.provenance.board import (
    Cell,
    ColumnOrder,
    Mark,
    Row,
    RowOrder,
    columns,
    ordered,
)
from annotations.provenance.wording import count
from annotations.report.given import Given
from annotations.report.numbers import MARKS, Article, Numbers, Ref

MOST_ARTICLES = 25
"""How many articles a table has columns for."""

MOST_CLAIMS = 300
"""How many claims a table has rows for."""


class Field(NamedTuple):
    """A field of the table."""

    letter: str
    """How the article comes to say so; empty where it does not report the claim."""
    roots: tuple[int, ...]
    """The numbers of the roots that it leads to, from 1."""
    denies: bool
    """Whether the article reports what contradicts the claim."""
    words: str
    """All of that in words."""


class Telling(NamedTuple):
    """Articles that report a claim in the same way."""

    letter: str
    """The letter for how they do."""
    words: str
    """That in words."""
    articles: tuple[tuple[Article, tuple[int, ...]], ...]
    """The articles, each with the numbers of its roots."""


class Line(NamedTuple):
    """A claim on the board."""

    claim: Ref
    """The claim."""
    tally: str
    """How many roots, in words."""
    roots: tuple[Ref, ...]
    """The roots, in the order of their numbers."""
    fields: tuple[Field, ...]
    """One for each article, in a table."""
    tellings: tuple[Telling, ...]
    """Who reports it and how, in a list."""
    contradicting: tuple[Ref, ...]
    """What contradicts it."""
    denying: tuple[Article, ...]
    """The articles that report that."""


class Board(NamedTuple):
    """The board."""

    articles: tuple[Article, ...]
    """The columns, by date."""
    lines: tuple[Line, ...]
    """The claims, most reported first."""
    is_table: bool
    """Whether it is small enough for a table."""
    key: tuple[tuple[str, str], ...]
    """What the letters mean."""


def board(given: Given, numbers: Numbers, rows: Sequence[Row]) -> Board:
    """The board, claims that most articles report first, articles by date."""
    articles = columns(given.case.articles, ColumnOrder.DATE)
    is_table = len(articles) <= MOST_ARTICLES and len(rows) <= MOST_CLAIMS
    lines = (
        _line(given, numbers, row, articles, is_table=is_table)
        for row in ordered(rows, RowOrder.REPORTS)
    )
    return Board(
        articles=tuple(map(numbers.article, articles)),
        lines=tuple(lines),
        is_table=is_table,
        key=tuple((letter, str(mark)) for mark, letter in MARKS.items()),
    )


def _line(
    given: Given, numbers: Numbers, row: Row, articles: Sequence[str], *, is_table: bool
) -> Line:
    return Line(
        claim=numbers.group(row.group, 160),
        tally=_counted(row),
        roots=tuple(numbers.node(root.node) for root in row.roots.roots),
        fields=tuple(_field(row, article) for article in articles) if is_table else (),
        tellings=() if is_table else _tellings(numbers, row),
        contradicting=tuple(numbers.by_id(one, 80) for one in row.contradicting),
        denying=tuple(numbers.article(one) for one in given.case.articles if one in row.denying),
    )


def _counted(row: Row) -> str:
    number = count(row.roots)
    return {"?": "no root known", "1": "1 root"}.get(number, f"{number} roots")


def _field(row: Row, article: str) -> Field:
    cell, denies = row.cells.get(article), article in row.denying
    words = [] if cell is None else [_told(cell)]
    if denies:
        words.append("reports what contradicts it")
    letter = "" if cell is None else MARKS[cell.mark]
    return Field(letter, _numbered(cell), denies, "; ".join(words) or "does not report it")


def _told(cell: Cell) -> str:
    numbers = ", ".join(map(str, _numbered(cell)))
    return f"{cell.mark}{f', root {numbers}' if numbers else ''}"


def _numbered(cell: Cell | None) -> tuple[int, ...]:
    return () if cell is None else tuple(root + 1 for root in cell.roots)


def _tellings(numbers: Numbers, row: Row) -> tuple[Telling, ...]:
    found: dict[Mark, list[tuple[Article, tuple[int, ...]]]] = {}
    for cell in row.cells.values():
        found.setdefault(cell.mark, []).append((numbers.article(cell.article), _numbered(cell)))
    return tuple(
        Telling(MARKS[mark], str(mark), tuple(found[mark])) for mark in Mark if mark in found
    )

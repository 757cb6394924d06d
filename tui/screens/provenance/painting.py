"""The Board's rows: a claim, its roots, a cell for each article; and the two rows above."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.model import DocumentDetails
from annotations.provenance import wording
from annotations.provenance.board import Cell, Mark, Row
from annotations.provenance.dates import day
from tui.text.display import one_line
from tui.widgets.ink import Ink

MARKS: Mapping[Mark, str] = {
    Mark.NAMES: "●",
    Mark.RETELLS: "→",
    Mark.COPIES: "=",
    Mark.OWN: "◇",
    Mark.UNATTRIBUTED: "○",
}
"""How an article comes to report a claim, in a sign."""

SHORT: Mapping[Mark, str] = {
    Mark.NAMES: "source named",
    Mark.RETELLS: "retells",
    Mark.COPIES: "copies",
    Mark.OWN: "cited",
    Mark.UNATTRIBUTED: "none named",
}
"""The same in a word or two."""

DENIES = "≠"
"""An article reports what contradicts the claim."""
CLASH = "!"
"""The verdicts that make the claim one thing contradict each other."""

_CELL, _WIDE_CELL = 9, 16
"""Cells of an article's column, with the space before it: at least, and at most."""
_ROOTS = 9
"""Cells of the column of roots and signs."""
_ROOT_NUMBERS = 3
"""Root numbers that are shown in a cell at most."""


class Columns(NamedTuple):
    """What has room side by side."""

    name: int
    """Cells of the claim's name."""
    shown: int
    """How many articles have room."""
    cell: int
    """Cells of an article's column, with the space before it."""

    @classmethod
    def within(cls, width: int, articles: int) -> "Columns":
        """Share out a row: few articles leave more room for the claims."""
        least = max(18, min(44, width * 2 // 5))
        room = width - least - _ROOTS - 1
        shown = max(1, min(articles, room // _CELL))
        cell = max(_CELL, min(_WIDE_CELL, room // shown))
        return cls(max(least, width - _ROOTS - 1 - shown * cell), shown, cell)


class BoardPainter:
    """Paints rows of the Board. It keeps nothing: whoever calls it may keep what it gives."""

    def __init__(self, ink: Ink, cursor: Style) -> None:
        """Know how things look; `cursor` is laid behind the row under the cursor."""
        self._ink = ink
        self._cursor = ink.legible(ink.blank, cursor)

    def row(
        self, row: Row, articles: Sequence[str], columns: Columns, at: str | None, *, here: bool
    ) -> Strip:
        """One claim.

        Args:
            row: The claim.
            articles: The articles whose columns are in sight.
            columns: How the row is shared out.
            at: The article under the cursor, in the row under the cursor.
            here: Whether this is that row.
        """
        plain = self.ground(here=here)
        segments = [
            Segment("▌" if here else " ", plain),
            Segment(_fit(one_line(row.group.name, columns.name - 1), columns.name - 1), plain),
            Segment(_fit(f" {_roots(row)}", _ROOTS), plain + Style(bold=row.roots.most == 1)),
        ]
        for article in articles:
            shown = _fit(f" {said(row, article)}", columns.cell)
            style = plain + Style(reverse=True) if here and article == at else plain
            segments += [Segment(shown[:1], plain), Segment(shown[1:], style)]
        return Strip(segments)

    def ground(self, *, here: bool) -> Style:
        """What a row stands on."""
        return self._cursor if here else self._ink.blank

    def head(
        self,
        names: Mapping[str, DocumentDetails],
        articles: Iterable[str],
        columns: Columns,
        at: str | None,
    ) -> list[Strip]:
        """The two rows above: days and outlets."""
        aside = self._ink.aside
        upper = [Segment(" " * (columns.name + _ROOTS), aside)]
        lower = [
            Segment(_fit(" claim", columns.name), aside),
            Segment(_fit(" roots", _ROOTS), aside),
        ]
        for article in articles:
            style = self._ink.blank + Style(bold=True, underline=True) if article == at else aside
            details = names[article]
            for part, shown in (
                (upper, _day(day(details.published))),
                (lower, _short(details, article, columns.cell - 1)),
            ):
                part += [Segment(" ", aside), Segment(_fit(shown, columns.cell - 1), style)]
        return [Strip(upper), Strip(lower)]


def said(row: Row, article: str) -> str:
    """What stands in a cell: how the article comes to say it, from which roots, and its denial."""
    cell = row.cells.get(article)
    shown = "" if cell is None else f"{MARKS[cell.mark]}{_numbers(cell)}"
    return f"{shown} {DENIES}".strip() if article in row.denying else shown


def _numbers(cell: Cell) -> str:
    """The roots of a cell, counted from 1."""
    numbers = [str(root + 1) for root in cell.roots[:_ROOT_NUMBERS]]
    return ",".join(numbers) + "…" * (len(cell.roots) > _ROOT_NUMBERS)


def _roots(row: Row) -> str:
    open_ = bool(row.roots.unattributed or row.roots.circular)
    signs = MARKS[Mark.UNATTRIBUTED] * open_ + DENIES * bool(row.contradicting)
    signs += CLASH * row.clashes
    return f"{wording.count(row.roots):<4} {signs}"


def _day(when: date | None) -> str:
    return "–" if when is None else f"{when.day} {when:%b}"


def _short(details: DocumentDetails, article: str, cells: int) -> str:
    """An outlet in few cells: without its article, which says nothing."""
    name = wording.called(details, article)
    return one_line(name.removeprefix("The ").removeprefix("the "), cells)


def _fit(text: str, cells: int) -> str:
    return text if cell_len(text) == cells else set_cell_size(text, cells)

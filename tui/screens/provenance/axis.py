"""The timeline's rows: a claim, how many reports it has, and a sign for each on an axis of days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.provenance.board import Row
from annotations.provenance.timeline import Lane
from tui.screens.provenance.painting import MARKS
from tui.text.display import one_line
from tui.widgets.ink import Ink

FIRST = "◆"
"""No article is known to have reported it earlier."""
ARTICLE = "▪"
"""An article, in the lane of all articles."""

_COUNT = 5
"""Cells of the number of reports, with the space before it."""
_UNDATED = 9
"""Cells of the column of what has no date."""
_MOST = 14
"""Cells that a day has at most."""
_LABEL = 12
"""Cells of a date above the axis, with a stroke before it and a space behind."""


class Point(NamedTuple):
    """One report on the axis."""

    article: str
    """The article."""
    day: date | None
    """When it was published; None where that is not known."""
    sign: str
    """How it comes to say so."""


class Track(NamedTuple):
    """One row of the timeline."""

    name: str
    """What it is called; it may be text from outside."""
    points: tuple[Point, ...]
    """Its reports, the earliest first, undated ones last."""
    row: Row | None
    """The claim; None for the row of all articles."""

    @classmethod
    def of(cls, lane: Lane) -> "Track":
        """A claim."""
        points = tuple(
            Point(one.article, one.day, FIRST if one.first else MARKS[one.mark])
            for one in lane.reports
        )
        return cls(lane.row.group.name, points, lane.row)


class Axis(NamedTuple):
    """How the cells of a row are shared out."""

    name: int
    """Cells of the name."""
    first: date | None
    """The day of the first cell; None where nothing has a date."""
    span: int
    """Days from there to the last one, both counted."""
    each: int
    """Cells of a day; 0 where a cell has several days."""
    cells: int
    """Cells of the axis."""
    undated: int
    """Cells for what has no date; 0 where all has one."""

    @classmethod
    def within(cls, width: int, days: Sequence[date], *, undated: bool) -> "Axis":
        """Share out a row: what the axis does not need is left to the names.

        Args:
            width: Cells of the row.
            days: The days on which something was published, ascending.
            undated: Whether something has no date.
        """
        least = max(16, min(48, width * 2 // 5))
        last = _UNDATED * undated
        room = max(1, width - least - _COUNT - last - 1)
        if not days:
            return cls(max(1, width - _COUNT - last - 1), None, 0, 0, 0, last)
        span = (days[-1] - days[0]).days + 1
        each = min(_MOST, room // span)
        cells = min(room, max(each * span, _LABEL)) if each else room
        return cls(width - _COUNT - last - cells - 1, days[0], span, each, cells, last)

    def at(self, day: date) -> int:
        """The first cell of a day."""
        passed = (day - self.first).days if self.first else 0
        return passed * self.each if self.each else passed * self.cells // self.span

    def day(self, cell: int) -> date:
        """The first day of a cell."""
        passed = cell // self.each if self.each else -(-cell * self.span // self.cells)
        return (self.first or date.min) + timedelta(days=passed)

    def ticks(self) -> dict[int, str]:
        """The dates above the axis, by the cell that each begins at."""
        step = -(-_LABEL // self.each) * self.each if self.each else _LABEL
        last = self.cells - _LABEL + 1
        starts = range(0, max(1, last + 1), max(1, step)) if self.first else ()
        return {cell: f"╷{self.day(cell)}" for cell in starts}


class Slot(NamedTuple):
    """What one day, or one cell, shows."""

    cell: int
    """The first cell."""
    text: str
    """Signs, or how many there are."""
    points: tuple[int, ...]
    """The places of its reports in the track, from 0."""

    def cells_of(self, point: int) -> range:
        """The cells of one of its reports: its sign, or the whole count."""
        if len(self.text) == len(self.points):
            start = self.cell + self.points.index(point)
            return range(start, start + 1)
        return range(self.cell, self.cell + len(self.text))


def slots(track: Track, axis: Axis) -> list[Slot]:
    """What a row shows on the axis, and behind it for what has no date."""
    dated = [(axis.at(point.day), n) for n, point in enumerate(track.points) if point.day]
    found = []
    for cell, group in groupby(dated, key=lambda one: one[0]):
        numbers = tuple(n for _, n in group)
        found.append(Slot(cell, _shown(track, numbers, max(1, axis.each - 1)), numbers))
    undated = tuple(n for n, point in enumerate(track.points) if point.day is None)
    if undated:
        found.append(Slot(axis.cells + 1, _shown(track, undated, _UNDATED - 2), undated))
    return found


def _shown(track: Track, numbers: Sequence[int], room: int) -> str:
    """A sign for each report; where there is no room for all, their number."""
    signs = "".join(track.points[n].sign for n in numbers)
    if len(signs) <= room:
        return signs
    count = str(len(numbers))
    lead = FIRST * (FIRST in signs)
    return next((one for one in (lead + count, count) if len(one) <= room), "+")


class TrackPainter:
    """Paints rows of the timeline. It keeps nothing: whoever calls it may keep what it gives."""

    def __init__(self, ink: Ink, cursor: Style, accent: Style) -> None:
        """Know how things look.

        Args:
            ink: How texts look.
            cursor: What is laid behind the row under the cursor.
            accent: How the first report stands out, beside its sign.
        """
        self._ink, self._accent = ink, accent
        self._cursor = ink.legible(ink.blank, cursor)

    def row(self, track: Track, axis: Axis, at: int, *, here: bool) -> Strip:
        """One row; `at` is the report under the cursor, in the row under the cursor (`here`)."""
        plain = self._cursor if here else self._ink.blank
        name = one_line(track.name, axis.name - 2)
        bold = Style(bold=track.row is None)
        return Strip(
            [
                Segment("▌" if here else " ", plain),
                Segment(set_cell_size(name, axis.name - 1), plain + bold),
                Segment(f"{len(track.points):>{_COUNT - 1},} ", plain),
                *self._days(track, axis, at if here else None, plain),
            ]
        )

    def _days(self, track: Track, axis: Axis, at: int | None, plain: Style) -> Iterable[Segment]:
        """The axis, cell by cell, put together to as few pieces as there are looks."""
        faint = self._ink.legible(self._ink.aside, plain)
        accent = self._ink.legible(self._accent, plain)
        found = slots(track, axis)
        cells = [(" ", plain)] * (axis.cells + 1 + axis.undated)
        for tick in axis.ticks():
            cells[tick] = ("·", faint)
        dated = [slot for slot in found if slot.cell < axis.cells]
        if dated:
            for cell in range(dated[0].cell, dated[-1].cell):
                cells[cell] = ("─", faint)
        for slot in found:
            for n, sign in enumerate(slot.text):
                cells[slot.cell + n] = (sign, accent if sign == FIRST else plain)
            if at in slot.points and at is not None:
                for cell in slot.cells_of(at):
                    cells[cell] = (cells[cell][0], plain + Style(reverse=True, bold=True))
        for style, run in groupby(cells, key=lambda one: one[1]):
            yield Segment("".join(sign for sign, _ in run), style)


def heading(axis: Axis) -> str:
    """The line above the rows."""
    line = [" "] * (axis.cells + 1 + axis.undated)
    for cell, label in axis.ticks().items():
        line[cell : cell + len(label)] = label[: axis.cells - cell]
    if axis.undated:
        line[axis.cells + 1 :] = "undated".ljust(axis.undated)
    name = set_cell_size(" claim", axis.name)
    return name + "in".rjust(_COUNT - 1) + " " + "".join(line)

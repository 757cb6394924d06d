"""Wrapped rows ↔ offsets ↔ cells of one display text at one width.

Rows cover the text without gaps: each starts where the one before ends, or after its newline. A row
breaks after a space, which stays at its end and may stand one cell beyond the width; beside an
ideograph; or, where a word is wider than a row, between graphemes; never inside a grapheme. Lay out
one cell narrower than the view, and the caret on such a space, or on the newline after a full row,
is still in sight.

A paragraph in which every codepoint is one cell wide and a grapheme by itself wraps with ``rfind``
and is measured by subtraction; the others are cut into graphemes and those measured.
"""

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

import regex
from rich.cells import cell_len

_NARROW = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f"  # Latin, Greek, Cyrillic, Armenian
    r"\u05be\u05c0\u05c3\u05c6\u05d0-\u05f4"  # Hebrew
    r"\u0606-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff"  # Arabic
    r"\u10a0-\u10ff\u1200-\u135a\u1360-\u1399"  # Georgian, Ethiopic
    r"\u1d00-\u1dbf\u1e00-\u1fff"  # phonetic letters, Latin with accents, Greek with accents
    r"\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf"  # spaces, quotes, dashes, currencies
    r"\u2100-\u2319\u2400-\u25fc\ufffd]*"  # letterlike, arrows, operators, pictures, frames
)
"""Codepoints that are one cell wide and that no grapheme joins to another of them."""

_GRAPHEME = regex.compile(r"\X")

_CLINGS_TO_THE_LEFT = regex.compile(
    r"[\p{LB=CL}\p{LB=CP}\p{LB=EX}\p{LB=IS}\p{LB=NS}\p{LB=CJ}\p{LB=QU}\p{LB=BA}\p{LB=GL}]"
)
"""What may not begin a row beside an ideograph (UAX #14): closing marks, small kana, quotes."""

_CLINGS_TO_THE_RIGHT = regex.compile(r"[\p{LB=OP}\p{LB=QU}\p{LB=GL}]")
"""What may not end a row beside an ideograph (UAX #14): opening marks, quotes."""


class Layout:
    """A display text wrapped to a width. Immutable: a new width is a new layout."""

    def __init__(self, text: str, width: int) -> None:
        """Wrap a text.

        Args:
            text: Display text, from `tui.text.display.visible`.
            width: Cells in a row; less than 1 counts as 1.
        """
        self.text = text
        """The display text."""
        self.width = max(1, width)
        """Cells in a row."""
        self._starts = array("q", _wrap(text, self.width))

    @property
    def height(self) -> int:
        """How many rows there are: at least one."""
        return len(self._starts)

    def row(self, y: int) -> tuple[int, int]:
        """Return where a row starts and ends.

        Args:
            y: The row, from 0 to ``height - 1``.

        Returns:
            Offsets ``(start, end)``; the end excludes the newline, and where the row is wrapped it
            is the start of the next one.

        Raises:
            IndexError: There is no such row.
        """
        if y < 0:
            raise IndexError(f"row {y} of {self.height}")
        start = self._starts[y]
        if y == self.height - 1:
            return start, len(self.text)
        end = self._starts[y + 1]
        return start, end - (self.text[end - 1] == "\n")

    def row_of(self, offset: int) -> int:
        """Return the row that an offset lies in; a newline lies in the row that it ends.

        Args:
            offset: Any offset; below 0 counts as 0, beyond the text as its end.
        """
        return max(0, bisect_right(self._starts, offset) - 1)

    def cell_of(self, offset: int) -> int:
        """Return the column of an offset in its row.

        Args:
            offset: Any offset, clamped as in `row_of`.

        Returns:
            Cells to the left of it: ``width`` at most, except after a space beyond the width.
        """
        start = self._starts[self.row_of(offset)]
        return self._cells(start, min(offset, len(self.text)))

    def offset_at(self, y: int, cell: int) -> int:
        """Return the start of the grapheme that covers a cell.

        Args:
            y: The row, from 0 to ``height - 1``.
            cell: The column; below 0 counts as 0.

        Returns:
            An offset in this row. Beyond its last grapheme: the end of a row that a newline or the
            text's end closes; where the row is wrapped its last grapheme, as its end is the start
            of the next row.

        Raises:
            IndexError: There is no such row.
        """
        start, end = self.row(y)
        wrapped = y + 1 < self.height and self._starts[y + 1] == end
        if _is_narrow(self.text, start, end):
            return min(start + max(0, cell), end - wrapped)
        cells = offset = 0
        for grapheme in _GRAPHEME.finditer(self.text[start:end]):
            offset = grapheme.start()
            cells += cell_len(grapheme[0])
            if cells > cell:
                return start + offset
        return start + offset if wrapped else end

    def row_end(self, y: int) -> int:
        """Return the last offset in a row where a caret can stand.

        Args:
            y: The row, from 0 to ``height - 1``.

        Raises:
            IndexError: There is no such row.
        """
        return self.offset_at(y, sys.maxsize)

    def _cells(self, start: int, end: int) -> int:
        """Return how many cells a stretch of one row takes."""
        if _is_narrow(self.text, start, end):
            return max(0, end - start)
        return cell_len(self.text[start:end])


class _Widths(dict[str, int]):
    """Graphemes and the cells that they take, measured once each."""

    def __missing__(self, grapheme: str) -> int:
        cells = self[grapheme] = cell_len(grapheme)
        return cells


def _is_narrow(text: str, start: int, end: int) -> bool:
    """Tell whether in a stretch of one row each codepoint is a grapheme of one cell."""
    return _NARROW.fullmatch(text, start, end) is not None


def _wrap(text: str, width: int) -> Iterator[int]:
    """Yield where each row starts."""
    widths = _Widths()
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start
        if _is_narrow(text, start, end):
            yield from _wrap_narrow(text, start, end, width)
        else:
            yield from _wrap_graphemes(text, start, end, width, widths)
        start = end + 1


def _wrap_narrow(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Yield where each further row of a narrow paragraph starts."""
    while end - start > width:
        start = text.rfind(" ", start, start + width + 1) + 1 or start + width
        if start == end:  # a space beyond the width ends the paragraph
            return
        yield start


def _wrap_graphemes(text: str, start: int, end: int, width: int, widths: _Widths) -> Iterator[int]:
    """Yield where each further row of a paragraph of any script starts."""
    graphemes = _GRAPHEME.findall(text[start:end])
    offsets = list(accumulate(map(len, graphemes), initial=start))
    cells = list(accumulate(map(widths.__getitem__, graphemes), initial=0))
    first = 0
    while cells[-1] - cells[first] > width:
        beyond = bisect_right(cells, cells[first] + width) - 1
        first = _break(graphemes, first, beyond, widths)
        if first == len(graphemes):
            return
        yield offsets[first]


def _break(graphemes: list[str], first: int, beyond: int, widths: _Widths) -> int:
    """Return which grapheme begins the row after the one that ``first`` begins.

    ``beyond`` is the first grapheme that does not fit.
    """
    if graphemes[beyond] == " ":
        return beyond + 1
    for at in range(beyond, first, -1):
        if _may_part(graphemes[at - 1], graphemes[at], widths):
            return at
    return max(beyond, first + 1)


def _may_part(before: str, after: str, widths: _Widths) -> bool:
    """Tell whether a row may end between two graphemes."""
    if before == " ":
        return True
    if widths[before] < 2 and widths[after] < 2:  # an ideograph takes two cells
        return False
    return not (_CLINGS_TO_THE_LEFT.match(after) or _CLINGS_TO_THE_RIGHT.match(before))

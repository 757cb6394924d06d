"""A hit as one row: what is tagged there, left context, hit, right context, article."""

from collections.abc import Iterable
from typing import NamedTuple

import regex
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.codebook import Codebook, Shape
from annotations.model import Document
from tui.screens.concordance.seeking import Hit, Listing
from tui.screens.concordance.tagged import Tags
from tui.text.display import ELLIPSIS, one_line, visible
from tui.widgets.ink import Ink, Look

GUTTER = 5
"""Cells to the left of the context: cursor, mark, two letters, a space."""

_GRAPHEME = regex.compile(r"\X")
_BREAKS = regex.compile(r"\s")
_LETTERS = 2  # labels shown for a hit
_SPARE = 4  # codepoints looked at for each cell: some take none


class Columns(NamedTuple):
    """How many cells each part of a row has."""

    left: int
    """Context before the hit."""
    right: int
    """The hit and the context behind it."""
    name: int
    """The article, with the space before it."""

    @classmethod
    def within(cls, width: int) -> "Columns":
        """Share out a row."""
        name = 26 if width >= 120 else 16 if width >= 72 else 0
        room = max(2, width - GUTTER - name)
        left = room * 2 // 5
        return cls(left, room - left, name)


class RowPainter:
    """Paints hits. It keeps nothing: whoever calls it may keep what it gives."""

    def __init__(self, codebook: Codebook, annotator: str, ink: Ink, cursor: Style) -> None:
        """Know how things look; `cursor` is laid behind the row under the cursor."""
        self._annotator, self._ink = annotator, ink
        self._on_cursor = ink.legible(ink.blank, cursor)
        self._labels = {label.name: label for label in codebook.labels}
        self._order = list(self._labels)

    def row(
        self,
        listing: Listing,
        number: int,
        tags: Tags,
        width: int,
        *,
        here: bool,
        marked: bool,
    ) -> Strip:
        """One row: the hit under the cursor (`here`) stands out, a marked one has a tick."""
        hit = listing.hits[number]
        article = listing.articles[hit.article]
        columns = Columns.within(width)
        own, faint = self._tagged(hit, tags)
        plain = self._on_cursor if here else self._ink.blank
        before, found, behind = _context(article.text, hit, columns)
        segments = [
            Segment("▌" if here else " ", plain),
            Segment("✓" if marked else " ", plain + Style(bold=True)),
            *self._letters(own, faint, plain),
            Segment(before, plain),
            Segment(found, self._ink.style(self._look(own, here=here))),
            Segment(behind, plain),
            Segment(
                _name(article, listing.articles[-1].ordinal, columns.name),
                self._ink.legible(self._ink.aside, plain),
            ),
        ]
        return Strip(segments).adjust_cell_length(width, plain)

    def _tagged(self, hit: Hit, tags: Tags) -> tuple[list[str], list[str]]:
        """The annotator's labels on that very hit; others' and those on a longer name round it."""
        own, faint = set(), set()
        for tag in tags.near(hit.start, hit.end):
            if tag.start < hit.end and tag.end > hit.start:
                same = (tag.start, tag.end) == (hit.start, hit.end)
                if same and tag.annotator == self._annotator:
                    own.add(tag.label)
                elif same or self._is_name(tag.label):
                    faint.add(tag.label)
        return self._sorted(own), self._sorted(faint - own)

    def _is_name(self, label: str) -> bool:
        known = self._labels.get(label)
        return known is not None and known.shape is not Shape.STATEMENT

    def _sorted(self, labels: Iterable[str]) -> list[str]:
        known = self._order
        return sorted(labels, key=lambda name: known.index(name) if name in known else len(known))

    def _look(self, own: list[str], *, here: bool) -> Look:
        return Look(labels=tuple(own), hit=not own, selected=here)

    def _letters(self, own: list[str], faint: list[str], plain: Style) -> list[Segment]:
        shown = [(name, True) for name in own] + [(name, False) for name in faint]
        segments = []
        for name, is_own in shown[:_LETTERS]:
            style = self._ink.gutter(name, current=True) if is_own else self._ink.gutter(None)
            segments.append(Segment(self._letter(name), self._ink.legible(style, plain)))
        return [*segments, Segment(" " * (GUTTER - 2 - len(segments)), plain)]

    def _letter(self, name: str) -> str:
        label = self._labels.get(name)
        letter = visible((label.key if label and len(label.key) == 1 else name)[:1])
        return letter if cell_len(letter) == 1 else "?"


def _context(text: str, hit: Hit, columns: Columns) -> tuple[str, str, str]:
    """Left context, hit and right context, each filling its cells."""
    before = _tail(text[max(0, hit.start - _SPARE * columns.left) : hit.start], columns.left)
    found = _head(text[hit.start : hit.end][: _SPARE * columns.right], columns.right, ELLIPSIS)
    room = columns.right - cell_len(found)
    return before, found, _filled(_head(text[hit.end : hit.end + _SPARE * room], room), room)


def _name(article: Document, last: int, cells: int) -> str:
    """The number of an article in the Library, as wide as the last's, and who published it."""
    if not cells:
        return ""
    number = f" {article.ordinal:>{len(str(last))}} "
    known = one_line(article.outlet or article.name, max(1, cells - len(number)))
    return _filled(_head(f"{number}{known}", cells), cells)


def _flat(text: str) -> str:
    """Text from an article, safe, in one line."""
    return visible(_BREAKS.sub(" ", text))


def _head(text: str, cells: int, cut: str = "") -> str:
    """As many graphemes from the start as there is room for; the last may be a sign of the cut."""
    flat = _flat(text)
    if cell_len(flat) <= cells:
        return flat
    kept = ""
    room = cells - len(cut)
    for grapheme in _GRAPHEME.findall(flat):
        room -= cell_len(grapheme)
        if room < 0:
            break
        kept += grapheme
    return kept + cut


def _tail(text: str, cells: int) -> str:
    """As many graphemes from the end as there is room for, and blanks before them."""
    kept: list[str] = []
    used = 0
    for grapheme in reversed(_GRAPHEME.findall(_flat(text))):
        used += cell_len(grapheme)
        if used > cells:
            break
        kept.append(grapheme)
    shown = "".join(reversed(kept))
    return " " * (cells - cell_len(shown)) + shown


def _filled(text: str, cells: int) -> str:
    return text + " " * (cells - cell_len(text))

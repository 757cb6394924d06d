"""A row of an article as a `Strip`: gutter, text cut where its look changes, caret."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from annotations.codebook import Codebook
from annotations.model import Span
from annotations.text.coverage import Coverage
from tui.text.display import visible
from tui.text.hints import Hint
from tui.text.layout import Layout
from tui.text.marks import Marks
from tui.widgets.ink import Ink, Look

GUTTER = 4
"""Cells to the left of the text: three letters and a mark, each cell one codepoint. An echo's ``≈``
takes the last of the letters' cells that they leave free, else the mark's."""


@dataclass
class Scene:
    """All that is to be seen on one text. Offsets are codepoints."""

    coverage: Coverage = field(default_factory=Coverage)
    """The spans."""
    candidates: Marks = field(default_factory=Marks)
    """What the program suggests tagging."""
    echoes: Marks = field(default_factory=Marks)
    """What the other article has, too."""
    hits: Marks = field(default_factory=Marks)
    """What the search found."""
    answers: Marks = field(default_factory=Marks)
    """What answers the current span."""
    matches: Marks = field(default_factory=Marks)
    """The words of the current span that the other end of its pair has, too."""
    clashes: Marks = field(default_factory=Marks)
    """Those that the other end of its pair gainsays."""
    linked: frozenset[str] = frozenset()
    """Identifiers of spans that have a link."""
    current: Span | None = None
    """The span that commands act on."""
    selection: tuple[int, int] | None = None
    """What is selected, half-open."""
    caret: int | None = None
    """Where the caret stands; None for a text without one."""
    active: bool = True
    """Whether this text has the keys."""


class Painter:
    """Paints rows. It keeps nothing: whoever calls it may keep what it gives."""

    def __init__(self, codebook: Codebook, annotator: str | None, ink: Ink) -> None:
        """Paint rows for an annotator, the spans of others paler; for None all alike."""
        self._annotator = annotator
        self._ink = ink
        self._order = {label.name: n for n, label in enumerate(codebook.labels)}
        self._letters = {
            label.name: _letter(label.key if len(label.key) == 1 else label.name)
            for label in codebook.labels
        }

    def _is_foreign(self, over: tuple[Span, ...]) -> bool:
        """Whether all spans over a place are others'."""
        mine = self._annotator
        return mine is not None and bool(over) and all(span.annotator != mine for span in over)

    def row(self, layout: Layout, scene: Scene, y: int, width: int) -> Strip:
        """One row, `width` cells wide; a blank one below the text."""
        if y >= layout.height:
            return Strip.blank(width, self._ink.blank)
        start, end = layout.row(y)
        segments = self._gutter(scene, start, max(end, start + 1))
        looks = self._looks(scene, start, end)
        for (here, look), (there, _) in pairwise([*looks, (end, Look())]):
            if there > here:
                segments.append(Segment(layout.text[here:there], self._ink.style(look)))
        if scene.caret == end and (y == layout.height - 1 or layout.row(y + 1)[0] != end):
            segments.append(
                Segment(" ", self._ink.style(Look(caret=scene.active, resting=not scene.active)))
            )
        return Strip(segments).adjust_cell_length(width, self._ink.blank)

    def hinted(self, strip: Strip, start: int, hints: Iterable[Hint], typed: int) -> Strip:
        """A finished row with hints over it, exactly as wide.

        Args:
            strip: The row.
            start: The codepoint that it starts at.
            hints: What to draw, in order.
            typed: How many letters of them are typed already.
        """
        done: list[Segment] = []
        rest, place, second = list(strip), start - GUTTER, False
        for hint in hints:
            before, rest = _split(rest, hint.start - place)
            hidden, rest = _split(rest, hint.end - hint.start)
            cells = sum(segment.cell_length for segment in hidden)
            letters = hint.letters[:cells].ljust(cells)
            second = hint.start == place and not second
            done += before
            done.append(Segment(letters[:typed], self._ink.hint(typed=True, second=second)))
            done.append(Segment(letters[typed:], self._ink.hint(typed=False, second=second)))
            place = hint.end
        return Strip([*done, *rest], strip.cell_length)

    def _looks(self, scene: Scene, start: int, end: int) -> list[tuple[int, Look]]:
        """Where in the row the look changes, and to what."""
        cuts = {start}
        pieces = list(scene.coverage.within(start, end))
        cuts.update(piece.start for piece in pieces)
        layers = {
            "candidate": list(scene.candidates.within(start, end)),
            "echo": list(scene.echoes.within(start, end)),
            "hit": list(scene.hits.within(start, end)),
            "answer": list(scene.answers.within(start, end)),
            "match": list(scene.matches.within(start, end)),
            "clash": list(scene.clashes.within(start, end)),
            "selected": _clipped(scene.selection, start, end),
            "caret" if scene.active else "resting": _clipped(_caret(scene.caret), start, end),
        }
        current = _clipped(_stretch(scene.current), start, end)
        for stretches in (*layers.values(), current):
            cuts.update(edge for stretch in stretches for edge in stretch)
        cuts.discard(end)
        looks = []
        index = 0
        for cut in sorted(cuts):
            while index + 1 < len(pieces) and pieces[index].end <= cut:
                index += 1
            over = pieces[index].spans if pieces else ()
            flags = {
                name: any(first <= cut < last for first, last in stretches)
                for name, stretches in layers.items()
                if stretches
            }
            here = any(first <= cut < last for first, last in current)
            looks.append((cut, self._look(over, scene.current if here else None, flags)))
        return looks

    def _look(self, over: tuple[Span, ...], current: Span | None, flags: dict[str, bool]) -> Look:
        return Look(
            labels=tuple(span.label for span in over),
            foreign=self._is_foreign(over),
            current=current.label if current else None,
            **flags,
        )

    def _gutter(self, scene: Scene, start: int, end: int) -> list[Segment]:
        spans = {
            span.id: span for piece in scene.coverage.within(start, end) for span in piece.spans
        }
        current = scene.current if _clipped(_stretch(scene.current), start, end) else None
        mine = current.label if current else None
        labels = self._few({span.label for span in spans.values()}, mine)
        segments = [
            Segment(
                self._letters.get(label) or _letter(label),
                self._ink.gutter(label, current=label == mine),
            )
            for label in labels[: 3 if len(labels) <= 3 else 2]
        ]
        if len(labels) > 3:
            segments.append(Segment("+", self._ink.gutter(None)))
        free = GUTTER - 1 - len(segments)
        echo = any(scene.echoes.within(start, end))
        room = "≈".rjust(free) if echo and free else " " * free
        segments.append(Segment(room, self._ink.gutter(None)))
        if current:
            mark, style = "▌", self._ink.gutter(current.label)
        elif scene.linked and not scene.linked.isdisjoint(spans):
            mark, style = "=", self._ink.gutter(None)
        elif any(
            not scene.coverage.at(first).spans for first, _ in scene.candidates.within(start, end)
        ):
            mark, style = "·", self._ink.gutter(None)
        else:
            mark, style = "≈" if echo and not free else " ", self._ink.gutter(None)
        return [*segments, Segment(mark, style)]

    def _few(self, labels: set[str], current: str | None) -> list[str]:
        """Labels in the codebook's order, the current span's first where not all have a letter."""
        names = {*labels, current} if current else labels
        few = len(names) <= GUTTER - 1
        return sorted(
            names,
            key=lambda name: (
                not few and name != current,
                self._order.get(name, len(self._order)),
                name,
            ),
        )


def _split(segments: list[Segment], codepoints: int) -> tuple[list[Segment], list[Segment]]:
    """Part segments after so many codepoints: cells would part a letter from its accents."""
    for index, (text, style, _) in enumerate(segments):
        if codepoints < len(text):
            left, right = Segment(text[:codepoints], style), Segment(text[codepoints:], style)
            return [*segments[:index], left], [right, *segments[index + 1 :]]
        codepoints -= len(text)
    return segments, []


def _letter(name: str) -> str:
    """One cell that stands for a label."""
    letter = visible(name[:1])
    return letter if cell_len(letter) == 1 else "?"


def _stretch(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _caret(caret: int | None) -> tuple[int, int] | None:
    return (caret, caret + 1) if caret is not None else None


def _clipped(stretch: tuple[int, int] | None, start: int, end: int) -> list[tuple[int, int]]:
    if stretch is None:
        return []
    first, last = max(start, stretch[0]), min(end, stretch[1])
    return [(first, last)] if first < last else []

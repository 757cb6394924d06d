"""A row of an article as a `Strip`: gutter, text cut where its look changes, caret."""

from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from annotations.codebook import Codebook
from annotations.model import Span
from annotations.text.coverage import Coverage
from tui.text.display import visible
from tui.text.layout import Layout
from tui.text.marks import Marks
from tui.widgets.ink import Ink, Look

GUTTER = 4
"""Cells to the left of the text: three letters and a mark."""


@dataclass
class Scene:
    """All that is to be seen on one text. Offsets are codepoints."""

    coverage: Coverage = field(default_factory=Coverage)
    """The spans."""
    candidates: Marks = field(default_factory=Marks)
    """What the program suggests tagging."""
    hits: Marks = field(default_factory=Marks)
    """What the search found."""
    answers: Marks = field(default_factory=Marks)
    """What answers the current span."""
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

    def __init__(self, codebook: Codebook, annotator: str, ink: Ink) -> None:
        self._annotator = annotator
        self._ink = ink
        self._order = {label.name: n for n, label in enumerate(codebook.labels)}
        self._letters = {
            label.name: _letter(label.key if len(label.key) == 1 else label.name)
            for label in codebook.labels
        }

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

    def _looks(self, scene: Scene, start: int, end: int) -> list[tuple[int, Look]]:
        """Where in the row the look changes, and to what."""
        cuts = {start}
        pieces = list(scene.coverage.within(start, end))
        cuts.update(piece.start for piece in pieces)
        layers = {
            "candidate": list(scene.candidates.within(start, end)),
            "hit": list(scene.hits.within(start, end)),
            "answer": list(scene.answers.within(start, end)),
            "current": _clipped(_stretch(scene.current), start, end),
            "selected": _clipped(scene.selection, start, end),
            "caret" if scene.active else "resting": _clipped(_caret(scene.caret), start, end),
        }
        for stretches in layers.values():
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
            looks.append((cut, self._look(over, flags)))
        return looks

    def _look(self, over: tuple[Span, ...], flags: dict[str, bool]) -> Look:
        return Look(
            labels=tuple(span.label for span in over),
            foreign=bool(over) and all(span.annotator != self._annotator for span in over),
            **flags,
        )

    def _gutter(self, scene: Scene, start: int, end: int) -> list[Segment]:
        spans = {
            span.id: span for piece in scene.coverage.within(start, end) for span in piece.spans
        }
        labels = sorted(
            {span.label for span in spans.values()},
            key=lambda name: (self._order.get(name, len(self._order)), name),
        )
        current = scene.current is not None and scene.current.id in spans
        segments = [
            Segment(
                self._letters.get(label) or _letter(label),
                self._ink.gutter(label, current=_is_current(scene, label, current=current)),
            )
            for label in labels[: 3 if len(labels) <= 3 else 2]
        ]
        if len(labels) > 3:
            segments.append(Segment("+", self._ink.gutter(None)))
        segments.append(Segment(" " * (GUTTER - 1 - len(segments)), self._ink.gutter(None)))
        if current and scene.current:
            mark, style = "▌", self._ink.gutter(scene.current.label)
        elif scene.linked and not scene.linked.isdisjoint(spans):
            mark, style = "=", self._ink.gutter(None)
        elif any(
            not scene.coverage.at(first).spans for first, _ in scene.candidates.within(start, end)
        ):
            mark, style = "·", self._ink.gutter(None)
        else:
            mark, style = " ", self._ink.gutter(None)
        return [*segments, Segment(mark, style)]


def _letter(name: str) -> str:
    """One cell that stands for a label."""
    letter = visible(name[:1])
    return letter if cell_len(letter) == 1 else "?"


def _is_current(scene: Scene, label: str, *, current: bool) -> bool:
    return current and scene.current is not None and scene.current.label == label


def _stretch(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _caret(caret: int | None) -> tuple[int, int] | None:
    return (caret, caret + 1) if caret is not None else None


def _clipped(stretch: tuple[int, int] | None, start: int, end: int) -> list[tuple[int, int]]:
    if stretch is None:
        return []
    first, last = max(start, stretch[0]), min(end, stretch[1])
    return [(first, last)] if first < last else []

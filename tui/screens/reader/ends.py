"""What of a half of the Reader would be an end of a link: a span, or words that are none yet."""

from typing import NamedTuple

from annotations.codebook import Codebook, Shape
from annotations.model import Span
from annotations.text.segments import Stretch
from annotations.workspace.links import Untagged
from annotations.workspace.spans import Location
from tui.screens.reader.side import Side

_LONGEST_NAME = 5
"""Words: what is longer is a statement."""


class Words(NamedTuple):
    """Words that could be tagged."""

    stretch: Stretch
    """Where they are."""
    label: str | None
    """What the program would tag them as, where it suggests that."""

    def untagged(self, side: Side, label: str) -> Untagged:
        """The same as the workspace takes it."""
        origin = "human" if self.label is None else "candidate"
        return Untagged(Location(side.article or "", *self.stretch), label, origin)


End = Span | Words


def stretch_of(end: End) -> Stretch:
    """Where an end is."""
    return Stretch(end.start, end.end) if isinstance(end, Span) else end.stretch


def selected(side: Side) -> Words | None:
    """What is selected, with the label of the candidate that it is."""
    if side.view.selection is None:
        return None
    stretch = Stretch(*side.view.selection)
    candidate = side.offers.at(*stretch)
    return Words(stretch, candidate.label if candidate else None)


def tagged_at(side: Side, stretch: Stretch, label: str) -> Span | None:
    """The span of a label at that very stretch."""
    over = side.view.scene.coverage.all_at(stretch.start)
    return next((s for s in over if (s.start, s.end, s.label) == (*stretch, label)), None)


def end_at_cursor(side: Side, label: str, shape: Shape) -> End | None:
    """What a half's cursor is on: the selection, a span of the label, or what is natural there."""
    view = side.view
    if words := selected(side):
        return tagged_at(side, words.stretch, label) or words
    over = view.scene.coverage.all_at(view.spot)
    for span in [view.current, *over] if view.current else over:
        if span.label == label:
            return span
    stretch = side.natural(shape)
    return Words(stretch, None) if stretch else None


def shape_of(side: Side, stretch: Stretch) -> Shape:
    """What words look like: a sentence or longer states something, what is short names it."""
    whole = side.natural(Shape.STATEMENT, stretch.start)
    if whole and stretch.start <= whole.start and whole.end <= stretch.end:
        return Shape.STATEMENT
    long = len(side.view.segments.words(*stretch)) > _LONGEST_NAME
    return Shape.STATEMENT if long else Shape.NAME


def likely_label(book: Codebook, side: Side, end: End) -> str:
    """The label that an end has, or would get."""
    if isinstance(end, Span):
        return end.label
    shape = shape_of(side, end.stretch)
    fitting = (label.name for label in book.labels if label.shape is shape)
    return end.label or next(fitting, book.labels[0].name)


def shape_of_end(book: Codebook, side: Side, end: End) -> Shape:
    """What an end looks like: as its label says, else as it does."""
    label = book.label(likely_label(book, side, end))
    return label.shape if label else shape_of(side, stretch_of(end))

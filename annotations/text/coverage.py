"""Which spans cover which character, overlaps and all.

The text is cut at every start and end of a span; between two neighbouring cuts the same spans hold
throughout. Each such stretch keeps its innermost spans only (`DEPTH` of them) and how many there
are in all, so that ten thousand spans nested in each other cost no more than ten thousand side by
side.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.model import Span

DEPTH = 8
"""How many of the spans over one character are told apart."""


class Covered(NamedTuple):
    """A stretch over which the same spans hold."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    spans: tuple[Span, ...]
    """The spans over it, innermost first, at most `DEPTH` of them."""
    depth: int
    """How many spans there are over it."""


def innermost(span: Span) -> tuple[int, int, str]:
    """The order of spans over one character: shorter first, then later start."""
    return (len(span), -span.start, span.id)


class Coverage:
    """The spans of one text, by place."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: dict[str, Span] = {span.id: span for span in spans}
        self.tally = Counter((span.annotator, span.label) for span in self._spans.values())
        """How many spans there are of each annotator and label."""
        self._sweep()

    def _sweep(self) -> None:
        """Build all stretches from left to right, in time n log n for n spans."""
        edges: dict[int, tuple[list[Span], list[Span]]] = {}
        for span in self._spans.values():
            edges.setdefault(span.start, ([], []))[0].append(span)
            edges.setdefault(span.end, ([], []))[1].append(span)
        self._cuts: list[int] = [0]
        self._over: list[tuple[Span, ...]] = [()]
        self._depth: list[int] = [0]
        open_now: list[tuple[tuple[int, int, str], Span]] = []
        for place in sorted(edges):
            opening, closing = edges[place]
            for span in closing:
                del open_now[bisect_left(open_now, (innermost(span),))]
            for span in opening:
                insort(open_now, (innermost(span), span), key=lambda entry: entry[0])
            if place:
                self._cuts.append(place)
                self._over.append(())
                self._depth.append(0)
            self._over[-1] = tuple(span for _, span in open_now[:DEPTH])
            self._depth[-1] = len(open_now)

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans.values())

    def __contains__(self, span_id: str) -> bool:
        return span_id in self._spans

    def get(self, span_id: str) -> Span | None:
        """A span by its identifier."""
        return self._spans.get(span_id)

    def at(self, offset: int) -> Covered:
        """The stretch that a character lies in; its end is the text's, or far beyond it."""
        index = max(0, bisect_right(self._cuts, offset) - 1)
        return self._covered(index)

    def within(self, start: int, end: int) -> Iterator[Covered]:
        """The stretches of a row, cut to it, in order; gaps included."""
        index = max(0, bisect_right(self._cuts, start) - 1)
        while start < end:
            here = self._covered(index)
            yield here._replace(start=start, end=min(end, here.end))
            start, index = here.end, index + 1

    def _covered(self, index: int) -> Covered:
        end = self._cuts[index + 1] if index + 1 < len(self._cuts) else _FAR
        return Covered(self._cuts[index], end, self._over[index], self._depth[index])

    def all_at(self, offset: int) -> list[Span]:
        """Every span over a character, innermost first; looks at all spans where there are many."""
        here = self.at(offset)
        if here.depth <= len(here.spans):
            return list(here.spans)
        over = (span for span in self._spans.values() if span.start <= offset < span.end)
        return sorted(over, key=innermost)

    def add(self, span: Span) -> None:
        """Put in a span, or the changed form of one that is in already."""
        if span.id in self._spans:
            self.remove(span.id)
        self._spans[span.id] = span
        self.tally[span.annotator, span.label] += 1
        for index in range(self._cut(span.start), self._cut(span.end)):
            over = sorted((*self._over[index], span), key=innermost)
            self._over[index] = tuple(over[:DEPTH])
            self._depth[index] += 1

    def remove(self, span_id: str) -> None:
        """Take out a span; one that is not in is no error."""
        span = self._spans.pop(span_id, None)
        if span is None:
            return
        self.tally[span.annotator, span.label] -= 1
        first, last = bisect_left(self._cuts, span.start), bisect_left(self._cuts, span.end)
        if any(self._depth[index] > DEPTH for index in range(first, last)):
            self._sweep()  # a span that was not kept moves up, and only all spans tell which
            return
        for index in range(first, last):
            self._over[index] = tuple(over for over in self._over[index] if over.id != span_id)
            self._depth[index] -= 1

    def _cut(self, place: int) -> int:
        """The index of the stretch that starts at a place, cut there if it was not."""
        index = bisect_left(self._cuts, place)
        if index == len(self._cuts) or self._cuts[index] != place:
            self._cuts.insert(index, place)
            self._over.insert(index, self._over[index - 1])
            self._depth.insert(index, self._depth[index - 1])
        return index


_FAR = 1 << 62

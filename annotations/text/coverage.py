"""Which spans cover which character, overlaps and all.

The text is cut at every start and end of a span; between two neighbouring cuts the same spans hold
throughout. Each such stretch keeps its innermost spans only (`DEPTH` of them) and how many there
are in all, so that ten thousand spans nested in each other cost no more than ten thousand side by
side. All spans are kept in one order, innermost first, too: for the few questions that go deeper.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import NamedTuple

from annotations.model import Span

DEPTH = 8
"""How many of the spans over one character are told apart."""

_FAR = 1 << 62  # an end behind every text
_FEW = 4  # runs of stretches that are swept one by one

Key = tuple[int, int, str]
"""A span's length, its start negated, its identifier: the order of spans over one character."""


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


def innermost(span: Span) -> Key:
    """The order of spans over one character: shorter first, then later start."""
    return (len(span), -span.start, span.id)


class Coverage:
    """The spans of one text, by place."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: dict[str, Span] = {span.id: span for span in spans}
        self.tally = Counter((span.annotator, span.label) for span in self._spans.values())
        """How many spans there are of each annotator and label."""
        self._order = sorted(map(innermost, self._spans.values()))
        edges = {edge for span in self._spans.values() for edge in (span.start, span.end)}
        self._cuts = sorted(edges | {0})
        self._over: list[tuple[Span, ...]] = [()] * len(self._cuts)
        self._depth = [0] * len(self._cuts)
        self._sweep(0, len(self._cuts))

    def _sweep(self, first: int, last: int) -> None:
        """Fill some neighbouring stretches from left to right, in time n log n for n spans."""
        left, right = self._cuts[first], self._end(last - 1)
        opening: dict[int, list[Key]] = defaultdict(list)
        closing: dict[int, list[Key]] = defaultdict(list)
        open_now: list[Key] = []
        for key in self._order:
            start, end = -key[1], key[0] - key[1]
            if start <= left < end:
                open_now.append(key)
            elif left < start < right:
                opening[start].append(key)
            if left < end < right:
                closing[end].append(key)
        for index, place in enumerate(self._cuts[first:last], first):
            for key in closing.get(place, ()):
                del open_now[bisect_left(open_now, key)]
            for key in opening.get(place, ()):
                insort(open_now, key)
            self._over[index] = tuple([self._spans[name] for _, _, name in open_now[:DEPTH]])
            self._depth[index] = len(open_now)

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
        return self._covered(self._index(offset))

    def within(self, start: int, end: int) -> Iterator[Covered]:
        """The stretches of a row, cut to it, in order; gaps included."""
        index = self._index(start)
        while start < end:
            here = self._covered(index)
            yield here._replace(start=start, end=min(end, here.end))
            start, index = here.end, index + 1

    def _index(self, offset: int) -> int:
        """The index of the stretch that a character lies in."""
        return max(0, bisect_right(self._cuts, offset) - 1)

    def _covered(self, index: int) -> Covered:
        return Covered(self._cuts[index], self._end(index), self._over[index], self._depth[index])

    def _end(self, index: int) -> int:
        return self._cuts[index + 1] if index + 1 < len(self._cuts) else _FAR

    # -- beyond the depth: looks at all spans ----------------------------------------------------

    def all_at(self, offset: int) -> list[Span]:
        """Every span over a character, innermost first."""
        here = self.at(offset)
        if here.depth <= len(here.spans):
            return list(here.spans)
        return [self._spans[name] for _, _, name in _over(offset, self._order)]

    def rank(self, span: Span, offset: int) -> int | None:
        """How many spans over a character lie inside a span; None where it is not over it."""
        if not (span.id in self._spans and span.start <= offset < span.end):
            return None
        kept = [over.id for over in self.at(offset).spans]
        if span.id in kept:
            return kept.index(span.id)
        shorter = islice(self._order, bisect_left(self._order, innermost(span)))
        return len(_over(offset, shorter))

    def exactly(self, start: int, end: int) -> Span | None:
        """A span of exactly that extent, the innermost; None where there is none."""
        index = bisect_left(self._order, (end - start, -start, ""))
        found = self._order[index : index + 1]
        same = found and found[0][:2] == (end - start, -start)
        return self._spans[found[0][2]] if same else None

    # -- changes ---------------------------------------------------------------------------------

    def add(self, span: Span) -> None:
        """Put in a span, or the changed form of one that is in already."""
        if span.id in self._spans:
            self.remove(span.id)
        self._spans[span.id] = span
        self.tally[span.annotator, span.label] += 1
        insort(self._order, innermost(span))
        for index in range(self._cut(span.start), self._cut(span.end)):
            self._depth[index] += 1
            if self._is_kept(span, index):
                over = sorted((*self._over[index], span), key=innermost)
                self._over[index] = tuple(over[:DEPTH])

    def remove(self, span_id: str) -> None:
        """Take out a span; one that is not in is no error."""
        span = self._spans.pop(span_id, None)
        if span is None:
            return
        self.tally[span.annotator, span.label] -= 1
        del self._order[bisect_left(self._order, innermost(span))]
        wanting = []
        for index in range(*(bisect_left(self._cuts, edge) for edge in (span.start, span.end))):
            self._depth[index] -= 1
            if self._is_kept(span, index):
                self._over[index] = tuple(o for o in self._over[index] if o.id != span_id)
                if len(self._over[index]) < min(DEPTH, self._depth[index]):
                    wanting.append(index)
        self._refill(wanting)

    def _is_kept(self, span: Span, index: int) -> bool:
        """Whether a span that is over a stretch is one of those that it keeps."""
        over = self._over[index]
        if len(over) < DEPTH:
            return True
        longer = over[-1].end - over[-1].start - (span.end - span.start)
        return longer > 0 or (longer == 0 and innermost(span) <= innermost(over[-1]))

    def _refill(self, wanting: list[int]) -> None:
        """Let spans that were not kept move up, where one that was has gone."""
        numbered = groupby(enumerate(wanting), key=lambda entry: entry[1] - entry[0])
        runs = [[index for _, index in run] for _, run in numbered]
        if len(runs) > _FEW:
            runs = [wanting]
        for run in runs:
            self._sweep(run[0], run[-1] + 1)

    def _cut(self, place: int) -> int:
        """The index of the stretch that starts at a place, cut there if it was not."""
        index = bisect_left(self._cuts, place)
        if index == len(self._cuts) or self._cuts[index] != place:
            self._cuts.insert(index, place)
            self._over.insert(index, self._over[index - 1])
            self._depth.insert(index, self._depth[index - 1])
        return index


def _over(offset: int, keys: Iterable[Key]) -> list[Key]:
    """Those of some spans that are over a character."""
    return [key for key in keys if -key[1] <= offset < key[0] - key[1]]

"""Stretches of a text that are marked and do not overlap: search hits, candidates, answers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

Pair = tuple[int, int]


class Marks:
    """Sorted stretches, those that touch or overlap run together; a row is looked up fast."""

    def __init__(self, stretches: Iterable[Pair] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def with_more(self, stretches: Iterable[Pair]) -> "Marks":
        """These marks and some more, in a copy; quick where they are few."""
        more = Marks()
        more._starts, more._ends = list(self._starts), list(self._ends)
        for start, end in stretches:
            first = bisect_left(more._ends, start)
            last = bisect_right(more._starts, end)
            if first < last:
                start = min(start, more._starts[first])  # noqa: PLW2901
                end = max(end, more._ends[last - 1])  # noqa: PLW2901
            more._starts[first:last] = [start]
            more._ends[first:last] = [end]
        return more

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __iter__(self) -> Iterator[Pair]:
        return zip(self._starts, self._ends, strict=True)

    def within(self, start: int, end: int) -> Iterator[Pair]:
        """The marks that reach into a row, cut to it."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            first, last = max(start, self._starts[index]), min(end, self._ends[index])
            if first < last:
                yield first, last
            index += 1

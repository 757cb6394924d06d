"""Pairs the stretches of two layers, each with at most one: the engine under `alignment`.

Everything is done in the order of the text and by the likeness of two stretches, never by which
layer is named first. So pairing one with other is pairing other with one, sides swapped.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby
from typing import Any

REACH = 16
"""How many of the other layer a stretch looks at: the first so many that begin in it. Two stretches
that overlap always have one that begins in the other, so all that overlap are looked at, save where
more than so many free ones begin in one stretch."""

Key = tuple[int, int, Any]
"""First codepoint, codepoint after the last, and a tag that can be compared."""

Likeness = Callable[[Key, Key], float]
"""How alike two overlapping stretches are, the same either way; 0 where they must not be paired."""


class Pairing:
    """Two layers on their way to being paired, both in one row in the order of the text."""

    def __init__(self, one: Sequence[Key], other: Sequence[Key]) -> None:
        """Begin with nothing paired."""
        row = [(*key, 0, place) for place, key in enumerate(one)]
        row += [(*key, 1, place) for place, key in enumerate(other)]
        row.sort()
        self._keys: list[Key] = [entry[:3] for entry in row]
        self._sides = [entry[3] for entry in row]
        self._places = [entry[4] for entry in row]
        self._mates = [-1] * len(row)

    # -- steps -----------------------------------------------------------------------------------

    def pair_equal(self, parts: int) -> None:
        """Pair what is equal in so many parts of the key: 3 is all, 2 the stretch alone."""
        for _, run in groupby(self._free(), key=lambda number: self._keys[number][:parts]):
            members = [*run]
            one = [number for number in members if not self._sides[number]]
            other = [number for number in members if self._sides[number]]
            for mates in zip(one, other, strict=False):
                self._join(*mates)

    def pair_alike(
        self, likeness: Likeness, group: Callable[[Key], Hashable] | None = None
    ) -> None:
        """Pair what overlaps, the most alike first, then what begins and ends first.

        A pair made here never has its mirror image beside it: of one key, `pair_equal` leaves
        free ones in one layer only. That is why the order below does not depend on the layers.

        Args:
            likeness: What is paired, and how gladly.
            group: Pairs are made within a group only; None for one group.
        """
        groups: dict[Hashable, tuple[list[int], list[int]]] = {}
        for number in self._free():
            named = group(self._keys[number]) if group else None
            groups.setdefault(named, ([], []))[self._sides[number]].append(number)
        for one, other in groups.values():
            if one and other:
                self._pair_group(one, other, likeness)

    def _pair_group(self, one: list[int], other: list[int], likeness: Likeness) -> None:
        size = len(self._keys)
        found = [*self._looked_at(one, other, likeness), *self._looked_at(other, one, likeness)]
        found.sort()
        for _, code in found:
            lower, higher = divmod(code, size)
            if self._mates[lower] < 0 and self._mates[higher] < 0:
                self._join(lower, higher)

    def _looked_at(
        self, lookers: list[int], seen: list[int], likeness: Likeness
    ) -> Iterator[tuple[float, int]]:
        """What is alike, the most alike with the least number; both are told in one integer."""
        size, keys = len(self._keys), self._keys
        begins = [keys[number][0] for number in seen]
        for number in lookers:
            key = keys[number]
            first = bisect_left(begins, key[0])
            last = bisect_left(begins, key[1], first, min(first + REACH, len(begins)))
            for mate in seen[first:last]:
                if (alike := likeness(key, keys[mate])) > 0:
                    yield -alike, min(number, mate) * size + max(number, mate)

    def _free(self) -> Iterator[int]:
        return (number for number, mate in enumerate(self._mates) if mate < 0)

    def _join(self, number: int, mate: int) -> None:
        self._mates[number], self._mates[mate] = mate, number

    # -- outcome ---------------------------------------------------------------------------------

    def outcome(self) -> Iterator[tuple[int | None, int | None]]:
        """Places in the one layer and in the other, None for nobody, in the order of the text."""
        for number, mate in enumerate(self._mates):
            if 0 <= mate < number:
                continue
            places: list[int | None] = [None, None]
            for each in (number, mate) if mate >= 0 else (number,):
                places[self._sides[each]] = self._places[each]
            yield places[0], places[1]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Places of those that are paired."""
        for one, other in self.outcome():
            if one is not None and other is not None:
                yield one, other


def union_share(one: tuple[Any, ...], other: tuple[Any, ...]) -> float:
    """Intersection over union of two stretches (Jaccard's index), 0 to 1."""
    common: int = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0

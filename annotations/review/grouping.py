"""Groups the stretches of several layers, each with one at most of a layer: under `alignment`.

As `pairing` does for two, everything is done in the order of the text and by the likeness of two
stretches. Each step looks at all layers before it joins any two stretches, so that it does not
matter how the layers are called.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, groupby, permutations

from annotations.review.pairing import REACH, Key, Likeness, union_share

_KEPT = -1
"""Stands in a group for one layer more: no two that have it are joined."""

_Edge = tuple[float, int, int]
"""Two stretches that may be joined, the most alike with the least number."""


class Grouping:
    """Layers on their way to being grouped, all in one row in the order of the text."""

    def __init__(self, layers: Sequence[Sequence[Key]], first: int) -> None:
        """Begin with each stretch in a group of its own.

        Args:
            layers: Their stretches.
            first: How many of the layers are grouped before the others.
        """
        self._row = sorted(
            (*key, side, place)
            for side, keys in enumerate(layers)
            for place, key in enumerate(keys)
        )
        self._keys: list[Key] = [entry[:3] for entry in self._row]
        self._groups = [{entry[3]: number} for number, entry in enumerate(self._row)]
        self._first, self._sides = first, range(first)
        self._layers = len(layers)

    # -- steps -----------------------------------------------------------------------------------

    def join_equal(self, parts: int) -> None:
        """Join what is equal in so many parts of the key: 3 is all, 2 the stretch alone."""
        found: list[_Edge] = []
        for _, run in groupby(range(len(self._row)), key=lambda number: self._keys[number][:parts]):
            members = [*run]
            for one, other in combinations(sorted({self._row[n][3] for n in members}), 2):
                if other in self._sides:
                    pairs = zip(
                        self._free(members, one, other), self._free(members, other, one),
                        strict=False,
                    )  # fmt: skip
                    found += [(0, min(pair), max(pair)) for pair in pairs]
        self._join(found)

    def join_alike(
        self, likeness: Likeness, group: Callable[[Key], Hashable] | None = None
    ) -> None:
        """Join what overlaps, the most alike first, then what begins and ends first.

        Two groups are joined only where all in them overlap.

        Args:
            likeness: What is joined, and how gladly.
            group: Only what has this in common is joined; None for anything.
        """
        named = [group(key) if group else None for key in self._keys]
        found: list[_Edge] = []
        for one, other in permutations(self._sides, 2):
            seen: dict[Hashable, list[int]] = {}
            for number in self._free(range(len(self._row)), other, one):
                seen.setdefault(named[number], []).append(number)
            begins = {name: [self._keys[n][0] for n in numbers] for name, numbers in seen.items()}
            for number in self._free(range(len(self._row)), one, other):
                mates, starts = seen.get(named[number], []), begins.get(named[number], [])
                found += self._looked_at(number, mates, starts, likeness)
        self._join(found, all_overlap=True)

    def _looked_at(
        self, number: int, mates: Sequence[int], starts: Sequence[int], likeness: Likeness
    ) -> Iterator[_Edge]:
        """What of another layer begins in a stretch and is alike, `REACH` at most."""
        key = self._keys[number]
        first = bisect_left(starts, key[0])
        last = bisect_left(starts, key[1], first, min(first + REACH, len(starts)))
        for mate in mates[first:last]:
            if (alike := likeness(key, self._keys[mate])) > 0:
                yield -alike, min(number, mate), max(number, mate)

    def keep(self) -> None:
        """Go on to the other layers: what was grouped so far is joined by them, not together."""
        for number, entry in enumerate(self._row):
            if entry[3] < self._first:
                self._groups[number][_KEPT] = number
        self._sides = range(self._layers)

    def _free(self, numbers: Iterable[int], side: int, other: int) -> Iterator[int]:
        """Those of one layer whose group has none of another."""
        return (n for n in numbers if self._row[n][3] == side and other not in self._groups[n])

    def _join(self, found: list[_Edge], *, all_overlap: bool = False) -> None:
        for _, one, other in sorted(found):
            group, more = self._groups[one], self._groups[other]
            if group.keys().isdisjoint(more) and not (all_overlap and self._lie_apart(group, more)):
                group |= more
                for number in more.values():
                    self._groups[number] = group

    def _lie_apart(self, group: dict[int, int], more: dict[int, int]) -> bool:
        """Whether any two of two groups do not overlap."""
        return any(
            union_share(self._keys[one], self._keys[other]) <= 0
            for one in group.values()
            for other in more.values()
        )

    # -- outcome ---------------------------------------------------------------------------------

    def outcome(self) -> Iterator[dict[int, int]]:
        """The groups, as places by layer, in the order of the text."""
        for number, group in enumerate(self._groups):
            if number == min(group.values()):
                yield {side: self._row[n][4] for side, n in sorted(group.items()) if side != _KEPT}

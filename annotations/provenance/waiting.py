"""The pairs that nobody has judged, kept by the two groups that they lie between.

Groups are known by number. Joining two touches the neighbours of the smaller one only, so that a
verdict costs the same in a queue of a hundred pairs and of a hundred thousand.
"""

from collections import defaultdict
from collections.abc import Iterable

Pair = tuple[str, str]
"""Two spans, in the order in which they were given."""


class Waiting:
    """Pairs by the groups at their ends. A pair inside one group waits no more."""

    def __init__(self) -> None:
        # Both groups hold the same list, so that a pair is put in and taken out once.
        self._between: defaultdict[int, dict[int, list[Pair]]] = defaultdict(dict)

    def put(self, one: int, other: int, pair: Pair) -> None:
        """Let a pair wait between two groups."""
        pairs = self._between[one].get(other)
        if pairs is None:
            self._between[one][other] = self._between[other][one] = [pair]
        else:
            pairs.append(pair)

    def between(self, one: int, other: int) -> list[Pair]:
        """The pairs that wait between two groups. Not to be changed."""
        return self._between[one].get(other, []) if one in self._between else []

    def count(self, one: int, others: Iterable[int]) -> int:
        """How many pairs wait between a group and any of some others."""
        neighbours = self._between.get(one)
        if not neighbours:
            return 0
        return sum(len(neighbours[other]) for other in others if other in neighbours)

    def degree(self, one: int) -> int:
        """With how many groups it has pairs that wait."""
        return len(self._between[one]) if one in self._between else 0

    def take(self, one: int, other: int) -> list[Pair]:
        """Take out the pairs between two groups: they are settled."""
        pairs = self._between[one].pop(other, []) if one in self._between else []
        if pairs:
            del self._between[other][one]
        return pairs

    def join(self, gone: int, kept: int) -> None:
        """Hand a group's pairs to another; none waits between the two any more."""
        for other, pairs in self._between.pop(gone, {}).items():
            neighbours = self._between[other]
            del neighbours[gone]
            if kept in neighbours:
                neighbours[kept].extend(pairs)
            else:
                neighbours[kept] = self._between[kept][other] = pairs

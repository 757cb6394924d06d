"""Agreement on verdicts: whether two spans of different documents are the same thing.

An item is a pair of spans that at least two annotators decided; for kappa and positive agreement,
one that both of two decided. Every meaning is a category, "unsure" too: it is a verdict like any
other. What only one annotator was shown or got to is no item.

*Positive agreement* on a meaning is 2 a / (2 a + b + c), where a pairs were given it by both, b and
c by one of the two (Hripcsak and Rothschild 2005, as in `matching`). Its items are the pairs that
anybody gave that meaning. It tells where kappa is low because nearly all pairs are of one kind.

For the intervals documents are drawn, and a pair counts as often as both its documents were drawn,
multiplied: verdicts on pairs that share a document go together (the vertex bootstrap: Snijders and
Borgatti, "Non-parametric standard errors and tests for network statistics", Connections 22(2),
1999).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from annotations.review.bootstrap import Draws, estimate
from annotations.review.figures import LinkFigures
from annotations.review.matching import Two
from annotations.review.measures import F1, Alpha, Kappa, Measure, PairMean, Part
from annotations.review.tables import Array, Keys, Table, Tally, columns_of, grouping

NO_LINKS = "no pair was decided by two annotators"
ONE_MEANING = "all verdicts say the same: no chance to disagree"
LONE = "no interval: all items lie between the same two documents"

_BITS = 20
"""Group and meaning in one integer: the meaning has the lower bits."""


class Decision(NamedTuple):
    """What annotators said of one pair of spans."""

    key: str
    """Identifier of the pair."""
    documents: tuple[str, ...]
    """The documents that the two lie in."""
    label: str
    """The label of the two."""
    meanings: Mapping[str, str]
    """For each annotator who decided, what was said: ``same``, ``different`` …"""


Counts = Counter[tuple[int, int]]
"""How often, by row and key."""


class _Counts:
    """What two annotators said of the same pairs."""

    def __init__(self) -> None:
        self.agreed: Counts = Counter()
        self.alike: Counts = Counter()
        self.sides: tuple[Counts, Counts] = Counter(), Counter()


class Verdicts:
    """The verdicts of several annotators, counted for each two documents.

    A group is all pairs, or those of one label.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        """Go through all decisions, once."""
        self._documents: dict[str, int] = {}
        self._rows: dict[tuple[int, ...], int] = {}
        self._groups: dict[str | None, int] = {None: 0}
        self._meanings: dict[str, int] = {}
        self._pairs: defaultdict[Two, _Counts] = defaultdict(_Counts)
        self._items, self._said, self._values = Counts(), Counts(), Counts()
        self._unlike: defaultdict[tuple[int, int], float] = defaultdict(float)
        self.annotators: set[str] = set()
        for decision in decisions:
            self.annotators.update(decision.meanings)
            if len(decision.meanings) > 1:
                self._add(decision)

    def _add(self, decision: Decision) -> None:
        ends = {self._documents.setdefault(n, len(self._documents)) for n in decision.documents}
        row = self._rows.setdefault(tuple(sorted(ends)), len(self._rows))
        said = {
            name: self._meanings.setdefault(decision.meanings[name], len(self._meanings))
            for name in sorted(decision.meanings)
        }
        for group in (0, self._groups.setdefault(decision.label, len(self._groups))):
            self._count(row, group, said)

    def _count(self, row: int, group: int, said: Mapping[str, int]) -> None:
        base, used = group << _BITS, Counter(said.values())
        self._items[row, group] += 1
        self._said.update((row, base | meaning) for meaning in used)
        self._values.update((row, base | meaning) for meaning in said.values())
        alike = sum(times * times for times in used.values())
        self._unlike[row, group] += (len(said) ** 2 - alike) / (len(said) - 1)
        for two in combinations(said, 2):
            one, other = (base | said[name] for name in two)
            counts = self._pairs[two]
            counts.sides[0][row, one] += 1
            counts.sides[1][row, other] += 1
            if one == other:
                counts.agreed[row, group] += 1
                counts.alike[row, one] += 1

    # -- outcome ---------------------------------------------------------------------------------

    @property
    def labels(self) -> list[str]:
        """The labels of the pairs that two decided."""
        return sorted(label for label in self._groups if label is not None)

    def figures(self, resamples: int, seed: int) -> dict[str | None, LinkFigures]:
        """The figures of all pairs under None, and of those of each label."""
        draws = Draws(len(self._documents), resamples, seed)
        keys = columns_of([_tally(self._values)]) if self._values else np.zeros(1, dtype=np.int64)
        kappa, alpha, positive = (
            estimate(measure, draws, self._weights(draws, measure.width))
            for measure in (self._kappa(keys), self._alpha(keys), self._positive(keys))
        )
        place = {int(key): number for number, key in enumerate(keys)} if self._values else {}
        return {
            label: LinkFigures(
                kappa[group],
                alpha[group],
                {
                    meaning: positive[place[group << _BITS | number]]
                    for meaning, number in sorted(self._meanings.items())
                    if group << _BITS | number in place
                },
            )
            for label, group in self._groups.items()
        }

    def _weights(self, draws: Draws, width: int) -> Iterator[Array]:
        """How often each two documents were drawn together."""
        ends = [(rows[0], rows[-1], len(rows)) for rows in self._rows]
        first, last, count = np.array(ends, dtype=np.int64).reshape(-1, 3).T
        for drawn in draws.weights(max(width, len(ends))):
            yield drawn[:, first] * np.where(count > 1, drawn[:, last], 1.0)

    def _kappa(self, keys: Keys) -> Measure:
        parts: list[Part] = []
        for counts in self._two():
            sides = self._table(counts.sides[0], keys), self._table(counts.sides[1], keys)
            group = self._group(keys)
            parts.append(Kappa(self._by_group(counts.agreed), sides, group, group))
        items = self._by_group(self._items)
        return _of_links(PairMean(parts, items, NO_LINKS, ONE_MEANING))

    def _alpha(self, keys: Keys) -> Measure:
        group, unlike = self._group(keys), self._by_group(self._unlike)
        part = Alpha(unlike, self._table(self._values, keys), group, group)
        return _of_links(Measure(part, self._by_group(self._items), NO_LINKS, ONE_MEANING))

    def _positive(self, keys: Keys) -> Measure:
        parts = [
            F1(
                self._table(counts.alike, keys),
                self._table(counts.sides[0] + counts.sides[1], keys),
            )
            for counts in self._two()
        ]
        return _of_links(PairMean(parts, self._table(self._said, keys), NO_LINKS, NO_LINKS))

    def _two(self) -> Sequence[_Counts]:
        return [self._pairs[two] for two in sorted(self._pairs)] or [_Counts()]

    def _group(self, keys: Keys) -> Table:
        return grouping(keys >> _BITS, len(self._groups))

    def _by_group(self, counts: Mapping[tuple[int, int], float]) -> Table:
        return _tally(counts).numbered(max(len(self._rows), 1), len(self._groups))

    def _table(self, counts: Counts, keys: Keys) -> Table:
        return _tally(counts).table(max(len(self._rows), 1), keys)


def _tally(counts: Mapping[tuple[int, int], float]) -> Tally:
    tally = Tally()
    for (row, key), count in counts.items():
        tally.add(row, key, count)
    return tally


def _of_links(measure: Measure) -> Measure:
    measure.lone = LONE
    return measure

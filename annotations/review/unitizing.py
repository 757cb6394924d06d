"""Krippendorff's unitizing alpha: do annotators find the same units on a continuum?

Krippendorff, "On the reliability of unitizing continuous data", Sociological Methodology 25, 1995,
by the formulas of his *Content Analysis*, 2nd edition, 2004, chapter 11. It looks at how far units
with one label begin and end apart, and at units that the other annotator left in a gap::

    alpha = 1 - Do / De
    Do = sum over ordered pairs of annotators, of their segments, of d² / (m (m - 1) L²)
    d² = (b - b')² + (e - e')²     two units that overlap
         l²                        a unit of length l that lies in the other's gap
         0                         otherwise
    De = (2 / L) · sum over units of [(N - 1)(2 l³ - 3 l² + l) / 3
                                      + l² · sum over gaps with g >= l of (g - l + 1)]
         / [m L (m L - 1) - sum over units of l (l - 1)]

for m annotators, N units in all, L codepoints. For several labels it is 1 - ΣDo / ΣDe.

Here the continuum is the documents end to end. Neither unit nor gap goes past the end of one. A
label's units must not overlap within one annotator: those that do are taken as one unit. Only
documents that all annotators did come in. The continuum is text, so that untagged text does come
in, as gaps: agreement to leave it is not counted, but the larger it is, the less chance can explain
that units meet. Items are units. It can be less than -1.
"""

from collections.abc import Collection, Mapping
from itertools import combinations

import numpy as np
from scipy import sparse

from annotations.review.measures import Measure, Part
from annotations.review.stretches import Ints, Stretches, merged
from annotations.review.tables import (
    Array,
    Keys,
    Table,
    Tally,
    Weights,
    grouping,
    ratio,
    summed,
    totals,
)

NO_UNITS = "no document that all annotators did has such a span"
NO_CHANCE = "the units leave chance no room: they fill the text"

_BITS = 40
_MOST = (1 << _BITS) - 1
"""Label and length in one integer: the length has the lower bits."""


class Units:
    """The units and gaps of each document."""

    def __init__(self) -> None:
        """Begin with no documents."""
        self._done: dict[int, frozenset[str]] = {}
        self._lengths = Tally()
        self._observed, self._count = Tally(), Tally()
        self._units, self._gaps = Tally(), Tally()

    def add(self, row: int, length: int, layers: Mapping[str, Stretches]) -> None:
        """Take in the document of a number, in codepoints."""
        self._done[row] = frozenset(layers)
        self._lengths.add(row, 0, length)
        covers = [merged(layers[name], length + 1) for name in sorted(layers)]
        for cover in covers:
            self._count.add(row, *summed(cover.labels, np.ones(len(cover.labels))))
            self._units.add(row, *_tallied(cover.labels, cover.lengths, 1))
            self._gaps.add(row, *_tallied(*_gaps(cover, length), 1))
            # An annotator without units of a label has one gap. That is counted for all labels at
            # once, and so taken back here.
            present = np.unique(cover.labels)
            self._gaps.add(row, *_tallied(present, np.full(len(present), length), -1))
        for one, other in combinations(covers, 2):
            self._observed.add(row, *summed(*_apart(one, other)))

    def measure(self, rows: int, labels: int, annotators: Collection[str]) -> Measure:
        """The figures: the first column is all labels together, then one for each."""
        whole = frozenset(annotators)
        kept = np.zeros(rows)
        kept[[row for row, names in self._done.items() if names == whole]] = 1
        keep = sparse.diags_array(kept, format="csr")
        count = keep @ self._count.numbered(rows, labels)
        part = _Unitizing(
            len(whole),
            keep @ self._lengths.numbered(rows, 1),
            keep @ self._observed.numbered(rows, labels),
            count,
            _Lengths(keep, self._units, self._gaps, labels),
        )
        items = sparse.hstack([sparse.csr_array(count.sum(axis=1)[:, None]), count], format="csr")
        return Measure(part, items, NO_UNITS, NO_CHANCE)


def _tallied(labels: Ints, lengths: Ints, times: int) -> tuple[Keys, Array]:
    """How often each length occurs for each label, both told in one integer."""
    keys, counts = summed(labels << _BITS | lengths, np.ones(len(labels)))
    return keys, counts * times


def _gaps(cover: Stretches, length: int) -> tuple[Ints, Ints]:
    """The labels and lengths of what lies between the units of one annotator."""
    labels, base = cover.labels, cover.labels * (length + 1)
    if not len(labels):
        return labels, labels
    turns = np.flatnonzero(np.diff(labels))
    firsts, lasts = np.append(0, turns + 1), np.append(turns, len(labels) - 1)
    before = cover.starts - np.append(0, cover.ends[:-1])
    before[firsts] = (cover.starts - base)[firsts]
    after = (base + length - cover.ends)[lasts]
    gaps = np.concatenate((before, after))
    some = gaps > 0
    return np.concatenate((labels, labels[lasts]))[some], gaps[some]


def _apart(one: Stretches, other: Stretches) -> tuple[Ints, Array]:
    """Labels and d² of all segments of two annotators, either taken first: each pair twice."""
    first = np.searchsorted(other.ends, one.starts, side="right")
    meets = np.searchsorted(other.starts, one.ends, side="left") - first
    left = np.repeat(np.arange(len(meets)), meets)
    right = np.arange(len(left)) - np.repeat(np.cumsum(meets) - meets, meets) + first[left]
    starts = (one.starts[left] - other.starts[right]).astype(np.float64)
    ends = (one.ends[left] - other.ends[right]).astype(np.float64)
    met = np.bincount(right, minlength=len(other.labels)) > 0
    labels = (one.labels[left], one.labels[meets == 0], other.labels[~met])
    lone = np.concatenate((one.lengths[meets == 0], other.lengths[~met])).astype(np.float64)
    return np.concatenate(labels), 2 * np.concatenate((starts**2 + ends**2, lone**2))


class _Lengths:
    """How often each length of unit occurs, and how much longer gaps are.

    A column is a label and a length of unit, ordered by both. A gap counts in the column of the
    longest unit of its label that fits into it, so that adding up from the right gives, for each
    length, all gaps that it fits into: no pair of unit and gap is looked at.
    """

    def __init__(self, keep: Table, units: Tally, gaps: Tally, labels: int) -> None:
        """Take lengths by `_tallied`."""
        rows = keep.shape[0]
        keys = np.unique(units.keys)
        self.labels, self.lengths = keys >> _BITS, (keys & _MOST).astype(np.float64)
        self.group = grouping(self.labels, labels)
        self._ends = np.searchsorted(self.labels, self.labels, side="right")
        self.units = keep @ units.table(rows, keys)
        self._number, self._sum = (keep @ each for each in _fitting(gaps, keys, rows))
        self._sizes, self._of = np.unique(self.lengths, return_inverse=True)

    def expected(self, weights: Weights, documents: Table, annotators: int) -> Array:
        """The sum over units of l² times the sum over gaps of (g - l + 1), for each label."""
        number = self._from_right(totals(weights, self._number))
        total = self._from_right(totals(weights, self._sum))
        whole = self._whole(weights, documents, annotators)
        room = (total + whole[1]) - (self.lengths - 1) * (number + whole[0])
        found: Array = (totals(weights, self.units) * self.lengths**2 * room) @ self.group
        return found

    def sums(self, weights: Weights) -> tuple[Array, Array]:
        """For each label the sums over units of 2 l³ - 3 l² + l, and of l (l - 1)."""
        units, long = totals(weights, self.units), self.lengths
        cubes = 2 * long**3 - 3 * long**2 + long
        return (units * cubes) @ self.group, (units * long * (long - 1)) @ self.group

    def _from_right(self, counts: Array) -> Array:
        """Sums of each column and all after it, within its label. Whole numbers stay exact."""
        upto = np.concatenate((np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)), axis=1)
        result: Array = upto[:, self._ends] - upto[:, :-1]
        return result

    def _whole(self, weights: Weights, documents: Table, annotators: int) -> tuple[Array, Array]:
        """For each column, how many whole documents it fits into as a gap, and their length."""
        length = documents.toarray()[:, 0]
        place = np.searchsorted(self._sizes, length, side="right") - 1
        fits = np.flatnonzero((place >= 0) & (length > 0))
        shape = (len(length), len(self._sizes))
        found = []
        for counts in (np.full(len(fits), float(annotators)), annotators * length[fits]):
            table = sparse.csr_array((counts, (fits, place[fits])), shape=shape)
            sums = np.cumsum(totals(weights, table)[:, ::-1], axis=1)[:, ::-1]
            found.append(sums[:, self._of])
        return found[0], found[1]


def _fitting(gaps: Tally, keys: Keys, rows: int) -> tuple[Table, Table]:
    """How many gaps there are, and their length added up, by the longest unit that fits."""
    row, key, count = gaps.entries()
    place = np.searchsorted(keys, key, side="right") - 1
    fits = place >= 0
    fits[fits] = (keys[place[fits]] >> _BITS) == (key[fits] >> _BITS)
    where, shape = (row[fits], place[fits]), (rows, len(keys))
    number = sparse.csr_array((count[fits], where), shape=shape)
    return number, sparse.csr_array((count[fits] * (key[fits] & _MOST), where), shape=shape)


class _Unitizing(Part):
    """The unitizing alpha: the first column is all labels, then one for each."""

    def __init__(
        self, annotators: int, documents: Table, observed: Table, count: Table, lengths: _Lengths
    ) -> None:
        """Take, for each document, its length, and for each label d² and units."""
        self._annotators, self._documents = annotators, documents
        self._observed, self._count, self._lengths = observed, count, lengths

    @property
    def width(self) -> int:
        """A number for each length of unit, and for each label."""
        return len(self._lengths.lengths) + int(self._count.shape[1]) + 1

    def values(self, weights: Weights) -> Array:
        """The figures of each corpus."""
        length, m = totals(weights, self._documents), self._annotators
        cubes, squares = self._lengths.sums(weights)
        more = totals(weights, self._count) - 1
        apart = self._lengths.expected(weights, self._documents, m)
        places = m * length
        chance = ratio(2 * (more * cubes / 3 + apart), places * (places - 1) - squares)
        # Both are left times L, which is in either and may be 0 in no corpus that has units.
        expected = np.where(more >= 0, np.nan_to_num(chance), 0.0)
        observed = ratio(totals(weights, self._observed), m * (m - 1) * length)
        observed = np.nan_to_num(observed)
        pairs = (
            np.concatenate((each.sum(axis=1, keepdims=True), each), axis=1)
            for each in (observed, expected)
        )
        return 1 - ratio(*pairs)

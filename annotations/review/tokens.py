"""Cohen's kappa and Krippendorff's nominal alpha on tokens.

An item is a token that at least one annotator tagged, of the two compared for kappa, of all for
alpha. A token is tagged by a span that has a codepoint of it. What nobody tagged is no item, and so
earns no agreement, however long the article is.

*Overall*, the category of a token is the set of labels that an annotator gave it; the empty set,
where only another tagged it, is a category like any other. *Per label*, the question is whether the
token has this label, among all tokens that were tagged with anything.

Two things follow from leaving untagged text out. Where one label only was used, no two categories
could be told apart but by finding: kappa could never rise above 0, so that both are not defined
then. And chance still foresees tokens that neither tagged, which cannot be: so both come out lower
than with them, on the safe side. F1 and the unitizing alpha are free of this.
"""

from collections.abc import Mapping
from hashlib import blake2b
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from annotations.review.coefficients import kappa, nominal_alpha
from annotations.review.matching import Two
from annotations.review.measures import Alpha, Kappa, Measure, PairMean, Part
from annotations.review.stretches import Ints, Stretches, merged, on_tokens, shared
from annotations.review.tables import (
    Array,
    Table,
    Tally,
    Weights,
    columns_of,
    grouping,
    summed,
    totals,
)

NO_TOKENS = "no document that two annotators did has a tagged token"
ONE_SET = "all tagged tokens have the same labels, and untagged text is no item: nothing to tell"
ONE_LABEL = "only this label was used, or all have it, and untagged text is no item"

Marks = NDArray[np.uint64]


class _Counts:
    """What two annotators said of tokens."""

    def __init__(self) -> None:
        self.items, self.agreed, self.common = Tally(), Tally(), Tally()
        self.sets, self.labels = (Tally(), Tally()), (Tally(), Tally())

    def add(self, row: int, covers: list[Stretches], sets: Marks, lengths: Ints) -> None:
        """Take in what two covers say of stretches of so many tokens each."""
        some = (sets != 0).any(axis=0)
        self.items.add(row, 0, lengths[some].sum())
        self.agreed.add(row, 0, lengths[some & (sets[0] == sets[1])].sum())
        for side in (0, 1):
            self.sets[side].add(row, *summed(sets[side][some], lengths[some]))
            self.labels[side].add(row, *summed(covers[side].labels, covers[side].lengths))
        self.common.add(row, *summed(covers[0].labels, shared(*covers)))


class TokenCounts:
    """What was said of tokens in each document."""

    def __init__(self) -> None:
        """Begin with no documents."""
        self._marks: list[int] = []
        self._pairs: dict[Two, _Counts] = {}
        self._items, self._values = Tally(), Tally()
        self._unlike, self._sets = Tally(), Tally()
        self._unlike_labels, self._labels = Tally(), Tally()

    def add(
        self, row: int, tokens: Ints, layers: Mapping[str, Stretches], numbers: Mapping[str, int]
    ) -> None:
        """Take in the document of a number: at least two layers, labels by their numbers."""
        self._marks += map(_mark, islice(numbers, len(self._marks), None))
        names, stride = sorted(layers), len(tokens) + 1
        covers = [merged(on_tokens(layers[name], tokens), stride) for name in names]
        sets, lengths = _label_sets(covers, stride, np.array(self._marks, dtype=np.uint64))
        some = (sets != 0).any(axis=0)
        self._add_all(row, covers, sets[:, some], lengths[some])
        for one, other in combinations(range(len(names)), 2):
            counts = self._pairs.setdefault((names[one], names[other]), _Counts())
            counts.add(row, [covers[one], covers[other]], sets[[one, other]], lengths)

    def _add_all(self, row: int, covers: list[Stretches], sets: Marks, lengths: Ints) -> None:
        """What all annotators said, for alpha.

        Of n who judge an item, k with a label make k · (n - k) pairs of unlike values, twice. Added
        up over items that needs how many tokens each has, and how many each two share.
        """
        count, items = len(covers), int(lengths.sum())
        self._items.add(row, 0, items)
        self._values.add(row, 0, count * items)
        alike = sum(int(lengths[one == other].sum()) for one, other in combinations(sets, 2))
        self._unlike.add(row, 0, count * items - 2 * alike / (count - 1))
        for said, cover in zip(sets, covers, strict=True):
            self._sets.add(row, *summed(said, lengths))
            self._labels.add(row, *summed(cover.labels, cover.lengths))
            self._unlike_labels.add(row, *summed(cover.labels, 2 * cover.lengths))
        for one, other in combinations(covers, 2):
            labels, common = summed(one.labels, shared(one, other))
            self._unlike_labels.add(row, labels, -4 * common / (count - 1))

    # -- outcome ---------------------------------------------------------------------------------

    def overall(self, rows: int) -> tuple[Measure, Measure]:
        """Kappa and alpha on sets of labels, in one column."""
        items = self._items.numbered(rows, 1)
        kappas: list[Part] = []
        for counts in self._counts():
            keys = columns_of(counts.sets, np.uint64)
            sides = counts.sets[0].table(rows, keys), counts.sets[1].table(rows, keys)
            kappas.append(Kappa(counts.agreed.numbered(rows, 1), sides, *_groups(keys)))
        keys = columns_of([self._sets], np.uint64)
        unlike, sets = self._unlike.numbered(rows, 1), self._sets.table(rows, keys)
        alpha = Alpha(unlike, sets, *_groups(keys))
        return (
            PairMean(kappas, items, NO_TOKENS, ONE_SET),
            Measure(alpha, items, NO_TOKENS, ONE_SET),
        )

    def by_label(self, rows: int, labels: int) -> tuple[Measure, Measure]:
        """Kappa and alpha on having a label, a column for each."""
        items = self._items.numbered(rows, 1)
        have = self._labels.numbered(rows, labels)
        kappas = [
            _LabelKappa(
                counts.items.numbered(rows, 1),
                counts.common.numbered(rows, labels),
                counts.labels[0].numbered(rows, labels),
                counts.labels[1].numbered(rows, labels),
            )
            for counts in self._counts()
        ]
        unlike = self._unlike_labels.numbered(rows, labels)
        alpha = _LabelAlpha(self._values.numbered(rows, 1), unlike, have)
        return (
            PairMean(kappas, items, NO_TOKENS, ONE_LABEL, have),
            Measure(alpha, items, NO_TOKENS, ONE_LABEL, have),
        )

    def _counts(self) -> list[_Counts]:
        return [self._pairs[two] for two in sorted(self._pairs)] or [_Counts()]


def _groups(keys: Marks) -> tuple[Table, Table]:
    """All sets in one group; and the same without the empty set."""
    group = np.zeros(len(keys), dtype=np.int64)
    return grouping(group, 1), grouping(group, 1, keys != 0)


def _mark(label: str) -> int:
    """A number for a label, such that sums of different labels differ but by a freak of chance."""
    digest = blake2b(label.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _label_sets(covers: list[Stretches], stride: int, marks: Marks) -> tuple[Marks, Ints]:
    """Which labels each annotator gave where, as sums of their marks.

    Returns:
        A row for each annotator and a column for each stretch of tokens within which nobody's
        labels change, 0 for none; and how many tokens each of those has.
    """
    places = [(c.starts - c.labels * stride, c.ends - c.labels * stride) for c in covers]
    edges = np.unique(np.concatenate([np.concatenate(each) for each in places]))
    changes = np.zeros((len(covers), len(edges)), dtype=np.uint64)
    for row, cover, (starts, ends) in zip(changes, covers, places, strict=True):
        np.add.at(row, np.searchsorted(edges, starts), marks[cover.labels])
        np.subtract.at(row, np.searchsorted(edges, ends), marks[cover.labels])
    return np.cumsum(changes, axis=1, dtype=np.uint64)[:, :-1], np.diff(edges)


# -- having a label or not -----------------------------------------------------------------------


class _LabelKappa(Part):
    """Cohen's kappa of two annotators on having each label."""

    def __init__(self, items: Table, both: Table, first: Table, second: Table) -> None:
        """Take tokens: all items, and those that both, the first and the second gave a label."""
        self._items, self._both, self._sides = items, both, (first, second)

    @property
    def width(self) -> int:
        """A number for each label."""
        return int(self._both.shape[1])

    def values(self, weights: Weights) -> Array:
        """The figures of each corpus; not defined where one label only was used."""
        items, both = totals(weights, self._items), totals(weights, self._both)
        first, second = (totals(weights, side) for side in self._sides)
        chance = first * second + (items - first) * (items - second)
        found = kappa(items - first - second + 2 * both, items, chance)
        return np.where(_several(first + second), found, np.nan)


class _LabelAlpha(Part):
    """Krippendorff's nominal alpha of all annotators on having each label."""

    def __init__(self, values: Table, unlike: Table, have: Table) -> None:
        """Take values of all items, unlike ones for each label, and those that have it."""
        self._values, self._unlike, self._have = values, unlike, have

    @property
    def width(self) -> int:
        """A number for each label."""
        return int(self._have.shape[1])

    def values(self, weights: Weights) -> Array:
        """The figures of each corpus; not defined where one label only was used."""
        values, have = totals(weights, self._values), totals(weights, self._have)
        squares = have * have + (values - have) ** 2
        found = nominal_alpha(totals(weights, self._unlike), values, squares)
        return np.where(_several(have), found, np.nan)


def _several(used: Array) -> Array:
    """Whether a corpus uses more than one label."""
    result: Array = (used > 0).sum(axis=1, keepdims=True) > 1
    return result

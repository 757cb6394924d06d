"""What can be reckoned for any corpus that is made of the documents: the measures of agreement.

Each holds counts for each document. Weights say how often each document is in a corpus, so that one
function gives the figures of all documents, of one alone, and of any resample.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from annotations.review.coefficients import kappa, nominal_alpha, several
from annotations.review.tables import Array, Table, Weights, ratio, totals


class Part(ABC):
    """A figure for each of some columns, such as labels."""

    @property
    @abstractmethod
    def width(self) -> int:
        """The most numbers held for one corpus."""

    @abstractmethod
    def values(self, weights: Weights) -> Array:
        """The figures of each corpus, a row each; not a number where one is not defined."""


class Measure:
    """A part with all that a figure says besides its value."""

    lone = "no interval: all items lie in one document"
    """Why there is no interval where no other documents could have been drawn."""

    def __init__(
        self, part: Part, items: Table, nothing: str, undefined: str, present: Table | None = None
    ) -> None:
        """Take what is reckoned.

        Args:
            part: The values.
            items: How many items each document has, for each column, or in one for all.
            nothing: Why there is no value where there are no items.
            undefined: Why there is none where there are.
            present: What tells, where items do not, which documents a column lives in.
        """
        self._part, self._items = part, items
        self._present = items if present is None else present
        self.nothing, self.undefined = nothing, undefined
        self.rows = int(items.shape[0])

    @property
    def width(self) -> int:
        """The most numbers held for one corpus."""
        return self._part.width

    def counted(self, weights: Weights) -> Array:
        """The items of each corpus."""
        return totals(weights, self._items)

    def spread(self) -> Array:
        """How many documents have what each column is about."""
        return np.asarray((self._present > 0).sum(axis=0), dtype=np.float64).ravel()

    def values(self, weights: Weights) -> Array:
        """The figures of each corpus."""
        return self._part.values(weights)

    def resampled(self, weights: Weights) -> Array:
        """The same for corpora that are drawn from the whole."""
        return self.values(weights)

    def remark(self, column: int) -> str | None:
        """What a value leaves out, if anything."""
        del column
        return None


class PairMean(Measure):
    """The mean over the pairs of annotators that it is defined for (Light 1971)."""

    def __init__(
        self,
        parts: Sequence[Part],
        items: Table,
        nothing: str,
        undefined: str,
        present: Table | None = None,
    ) -> None:
        """Take one part for each pair of annotators; the rest is as for any measure."""
        super().__init__(parts[0], items, nothing, undefined, present)
        self._parts = parts
        self._defined = ~np.isnan(self._each(np.ones((1, self.rows))))

    @property
    def width(self) -> int:
        """The most numbers held for one corpus."""
        return max(part.width for part in self._parts)

    def values(self, weights: Weights) -> Array:
        """The mean over the pairs that are defined in a corpus."""
        each = self._each(weights)
        return _mean(each, ~np.isnan(each))

    def resampled(self, weights: Weights) -> Array:
        """The mean over the pairs that are defined in the whole: not another mean each time."""
        return _mean(self._each(weights), self._defined)

    def remark(self, column: int) -> str | None:
        """How many pairs were left out."""
        defined, pairs = int(self._defined[:, 0, column].sum()), len(self._parts)
        if defined == pairs:
            return None
        return f"the mean of {defined} of {pairs} pairs of annotators: not defined for the others"

    def _each(self, weights: Weights) -> Array:
        return np.stack([part.values(weights) for part in self._parts])


def _mean(each: Array, among: Array) -> Array:
    among = np.broadcast_to(among, each.shape)
    return ratio(np.where(among, each, 0.0).sum(axis=0), among.sum(axis=0))


# -- parts ---------------------------------------------------------------------------------------


class F1(Part):
    """2 · matched / (those of the one + those of the other), for each column.

    Either may be called the reference: F1 is the harmonic mean of precision and recall both ways,
    and the same as positive specific agreement (Hripcsak and Rothschild, "Agreement, the F-measure,
    and reliability in information retrieval", JAMIA 12(3), 2005).
    """

    def __init__(self, matched: Table, both: Table) -> None:
        """Take how many were matched, and how many each made, added up."""
        self._matched, self._both = matched, both

    @property
    def width(self) -> int:
        """A number for each column."""
        return int(self._both.shape[1])

    def values(self, weights: Weights) -> Array:
        """The figures of each corpus."""
        return ratio(2 * totals(weights, self._matched), totals(weights, self._both))


class Kappa(Part):
    """Cohen's kappa of two annotators, for each group of categories."""

    def __init__(
        self, agreed: Table, sides: tuple[Table, Table], group: Table, told: Table
    ) -> None:
        """Take counts.

        Args:
            agreed: Items that both put in one category, a column for each group.
            sides: For each annotator, the items in each category.
            group: Adds up the categories of each group.
            told: Likewise, without a category that stands for saying nothing.
        """
        self._agreed, self._sides, self._group, self._told = agreed, sides, group, told

    @property
    def width(self) -> int:
        """A number for each category."""
        return max(int(each) for each in self._group.shape)

    def values(self, weights: Weights) -> Array:
        """The figures of each corpus; not defined where one category only was told."""
        first, second = (totals(weights, side) for side in self._sides)
        found = kappa(
            totals(weights, self._agreed), first @ self._group, (first * second) @ self._group
        )
        return np.where(several(first + second, self._told), found, np.nan)


class Alpha(Part):
    """Krippendorff's nominal alpha of all annotators, for each group of categories."""

    def __init__(self, disagreed: Table, values: Table, group: Table, told: Table) -> None:
        """Take counts.

        Args:
            disagreed: For each item its ordered pairs of unlike values by one less than its values,
                added up, a column for each group.
            values: The values of each category, in items with at least two.
            group: Adds up the categories of each group.
            told: Likewise, without a category that stands for saying nothing.
        """
        self._disagreed, self._values, self._group, self._told = disagreed, values, group, told

    @property
    def width(self) -> int:
        """A number for each category."""
        return max(int(each) for each in self._group.shape)

    def values(self, weights: Weights) -> Array:
        """The figures of each corpus; not defined where one category only was told."""
        used, group = totals(weights, self._values), self._group
        found = nominal_alpha(totals(weights, self._disagreed), used @ group, (used * used) @ group)
        return np.where(several(used, self._told), found, np.nan)

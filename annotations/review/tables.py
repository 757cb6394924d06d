"""Counts for each document, as sparse matrices: what figures are reckoned and resampled from."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

Array = NDArray[np.float64]
Keys = NDArray[Any]
Table = Any
"""A sparse matrix, a row for each document."""
Weights = Any
"""How often each document counts: a row for each corpus, a column for each document; an array, or a
sparse matrix."""


class Tally:
    """Counts under construction: so many of this key in that document. They add up."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._keys: list[Keys] = []
        self._counts: list[Array] = []

    def add(self, row: int, keys: ArrayLike, counts: ArrayLike) -> None:
        """Count something in the document of a number."""
        self._rows.append(row)
        self._keys.append(np.atleast_1d(np.asarray(keys)))
        self._counts.append(np.atleast_1d(np.asarray(counts, dtype=np.float64)))

    @property
    def keys(self) -> Keys:
        """The key of each count."""
        return np.concatenate(self._keys) if self._keys else np.zeros(0, dtype=np.int64)

    def table(self, rows: int, columns: Keys) -> Table:
        """A row for each document.

        Args:
            rows: How many documents there are.
            columns: The keys to have a column each, sorted.
        """
        return self._table(rows, np.searchsorted(columns, self.keys), len(columns))

    def numbered(self, rows: int, columns: int) -> Table:
        """The same where keys are the numbers of columns."""
        return self._table(rows, self.keys.astype(np.int64), columns)

    def entries(self) -> tuple[Keys, Keys, Array]:
        """The document, key and count of each that was added."""
        sizes = [len(keys) for keys in self._keys]
        row = np.repeat(np.array(self._rows, dtype=np.int64), sizes)
        counts = np.concatenate(self._counts) if self._counts else np.zeros(0)
        return row, self.keys, counts

    def _table(self, rows: int, places: Keys, width: int) -> Table:
        row, _, counts = self.entries()
        return sparse.csr_array((counts, (row, places)), shape=(rows, width), dtype=np.float64)


def columns_of(tallies: Iterable[Tally], kind: Any = np.int64) -> Keys:
    """All keys of some tallies, sorted; they are of that kind of number."""
    return np.unique(np.concatenate([tally.keys.astype(kind) for tally in tallies]))


def summed(keys: Keys, counts: Keys) -> tuple[Keys, Array]:
    """Each key once, with its counts added up."""
    once, places = np.unique(keys, return_inverse=True)
    total = np.bincount(places, weights=counts, minlength=len(once))
    return once, total.astype(np.float64)


def grouping(groups: Sequence[int] | Keys, width: int, kept: Keys | None = None) -> Table:
    """What adds columns up by groups: multiply by it from the right.

    Args:
        groups: The group of each column.
        width: How many groups there are.
        kept: Which columns count; None for all.
    """
    numbers = np.asarray(groups, dtype=np.int64)
    ones = np.ones(len(numbers)) if kept is None else kept.astype(np.float64)
    places = (np.arange(len(numbers)), numbers)
    return sparse.csr_array((ones, places), shape=(len(numbers), width))


def totals(weights: Weights, table: Table) -> Array:
    """The counts of each corpus: a row for each row of the weights."""
    result = weights @ table
    return np.asarray(result.toarray() if sparse.issparse(result) else result)


def ratio(above: Array, below: Array) -> Array:
    """A quotient; not a number where it is not defined."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    blank = np.full(shape, np.nan)
    result: Array = np.divide(above, below, out=blank, where=np.broadcast_to(below > 0, shape))
    return result

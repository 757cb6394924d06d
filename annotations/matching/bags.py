"""Bags of words as sparse matrices: what many pairs have in common, all pairs at once."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Array = NDArray[np.float64]
Places = NDArray[np.int64]

_AT_ONCE = 50_000
"""Pairs multiplied in one go: what one go needs of memory does not grow with the pairs."""


class Bags:
    """A bag of words for each of n things, each word with a weight."""

    def __init__(self, counts: csr_matrix, weights: Array) -> None:
        """Weigh bags.

        Args:
            counts: n rows, a column for each word.
            weights: what each word weighs.
        """
        self.matrix = counts.multiply(weights[None, :]).tocsr()
        """The weight of each word in each bag."""
        self._binary = counts.copy()
        self._binary.data = np.ones_like(self._binary.data)
        self.totals: Array = np.asarray(self.matrix.sum(axis=1)).ravel()
        """What the words of each bag weigh together."""

    @property
    def size(self) -> Array:
        """How many distinct words each bag has."""
        return np.asarray(np.diff(self._binary.indptr), np.float64)

    def shared(self, left: Places, right: Places) -> Array:
        """What the words weigh that both have, for each pair of bags."""
        return products(self.matrix, self._binary, left, right)

    def count(self, left: Places, right: Places) -> Array:
        """How many words both have."""
        return products(self._binary, self._binary, left, right)


def counted(bags: Iterable[Iterable[str]]) -> tuple[csr_matrix, list[str]]:
    """How often each word is in each bag, and the words, in order of appearance."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    columns, counts, bounds = array("i"), array("i"), array("q", [0])  # there may be millions
    for bag in bags:
        for word, count in Counter(bag).items():
            columns.append(numbers[word])
            counts.append(count)
        bounds.append(len(columns))
    shape = (len(bounds) - 1, max(1, len(numbers)))
    matrix = csr_matrix((np.array(counts, float), np.array(columns), np.array(bounds)), shape=shape)
    matrix.sort_indices()
    return matrix, list(numbers)


def cosines(unit: csr_matrix, left: Places, right: Places) -> Array:
    """The products of rows of length 1, pair by pair."""
    return products(unit, unit, left, right)


def unit(matrix: csr_matrix) -> csr_matrix:
    """The rows brought to length 1; empty rows stay empty."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scaled = matrix.copy()
    scaled.data = scaled.data / np.repeat(np.where(lengths > 0, lengths, 1), np.diff(matrix.indptr))
    return scaled


def products(one: csr_matrix, other: csr_matrix, left: Places, right: Places) -> Array:
    """The products of rows of one matrix with rows of another, pair by pair."""
    parts: Sequence[Array] = [
        np.asarray(
            one[left[i : i + _AT_ONCE]].multiply(other[right[i : i + _AT_ONCE]]).sum(axis=1)
        ).ravel()
        for i in range(0, len(left), _AT_ONCE)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)

"""How near forms are to each other, by products of sparse matrices.

Forms are rows, keys are columns. A form's row is scaled to length 1, so that its product with the
row of another form is the cosine of the angle between them, which rare keys in common make small.
Of each row of a product only the largest entries are kept (`sparse_dot_topn`).

Pure functions over blocks of forms, each a task that may run anywhere: see `blocking`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from annotations.matching.hashing import Places, distinct, firsts, order_of, starts, within
from annotations.matching.keys import KIND, Kind, Numbers, Rows, found_in

_AT_ONCE = 500_000
"""Multiplications in one call of the library, which lets no other thread run meanwhile."""
_WEIGHTS = {
    Kind.WORD: 1.0,
    Kind.PAIR: 0.25,
    Kind.INITIAL: 0.3,
    Kind.ENDS: 0.3,
    Kind.GRAM: 0.2,
    Kind.SLIP: 0.25,
    Kind.WHOLE: 0.5,
    Kind.ACRONYM: 1.0,
    Kind.RUN: 0.3,
}
_WEIGHT = np.sqrt([_WEIGHTS[kind] for kind in Kind])


class Limits(NamedTuple):
    """How much is looked at: all of few forms, the best of many."""

    holders: int
    """Forms that may hold a key."""
    most: int
    """Others that are kept for each form."""
    least: float
    """How near they must be."""


class Counts(NamedTuple):
    """How many forms hold a key, and how many ask for it."""

    keys: Numbers
    """The keys, ascending."""
    held: Places
    """How many forms hold each."""
    asked: Places
    """How many forms ask for each."""


class Scale(NamedTuple):
    """The keys that lead anywhere, and what each weighs."""

    keys: Numbers
    """The keys, ascending: the columns of the matrices."""
    weights: NDArray[np.float32]
    """What it weighs that two forms have a key in common."""


class Near(NamedTuple):
    """The nearest to some forms."""

    row: Places
    """Which form, ascending."""
    other: Places
    """One that is near it."""
    score: NDArray[np.float32]
    """How near: descending in each row."""


def count(held: Rows, asked: Rows | None = None) -> Counts:
    """Count the keys of a block."""
    keys, counts = distinct(held.keys)
    if asked is None or asked is held:
        return Counts(keys, counts, counts)
    others, times = distinct(asked.keys)
    return total(
        [
            Counts(keys, counts, np.zeros(len(keys), np.int64)),
            Counts(others, np.zeros(len(others), np.int64), times),
        ]
    )


def total(counts: Sequence[Counts]) -> Counts:
    """The counts of several blocks together."""
    if not counts:
        return Counts(np.zeros(0, np.uint32), np.zeros(0, np.int64), np.zeros(0, np.int64))
    keys = np.concatenate([part.keys for part in counts])
    order = order_of(keys)
    keys = keys[order]
    first = firsts(keys)
    held, asked = (
        np.add.reduceat(np.concatenate(numbers)[order], first) if len(first) else numbers[0]
        for numbers in ([part.held for part in counts], [part.asked for part in counts])
    )
    return Counts(keys[first], held, asked)


def scale_of(counts: Counts, forms: int, limits: Limits) -> Scale:
    """The keys that lead from one form to another, and not to too many.

    Args:
        counts: of all blocks together.
        forms: how many forms there are in all.
        limits: how many may hold a key.
    """
    keys, held, asked = counts
    alone = (held == 1) & (asked == 1) & (keys & KIND != Kind.ACRONYM)
    useful = (held > 0) & (asked > 0) & (held <= limits.holders) & ~alone
    return Scale(keys[useful], weights_of(keys[useful], held[useful], forms))


def weights_of(keys: Numbers, held: Places, forms: int) -> NDArray[np.float32]:
    """What keys weigh that so many of the forms hold."""
    rare = np.log1p(forms / np.maximum(held, 1))
    weights: NDArray[np.float32] = (_WEIGHT[keys & KIND] * rare).astype(np.float32)
    return weights


def weigh(rows: Rows, scale: Scale) -> csr_matrix:
    """The matrix of a block: a row of length 1 for each form, a column for each key."""
    matrix = matrix_of(rows, scale)
    matrix.data /= np.repeat(lengths_of_rows(matrix), np.diff(matrix.indptr))
    return matrix


def matrix_of(rows: Rows, scale: Scale) -> csr_matrix:
    """What the keys of each form weigh, as far as they are on the scale."""
    order = order_of(rows.keys)  # sorted, they are found several times as fast
    places, good = np.empty(len(order), np.int32), np.empty(len(order), np.bool_)
    places[order], good[order] = found_in(scale.keys, rows.keys[order])
    bounds, columns = starts(good)[rows.bounds].astype(np.int32), places[good]
    shape = (len(bounds) - 1, len(scale.keys))
    return csr_matrix((scale.weights[columns], columns, bounds), shape=shape)


def lengths_of_rows(matrix: csr_matrix) -> NDArray[np.float32]:
    """The Euclidean length of every row; no row is quite without."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    squares = np.bincount(row, matrix.data**2, minlength=matrix.shape[0])
    lengths: NDArray[np.float32] = np.sqrt(np.maximum(squares, 1e-9)).astype(np.float32)
    return lengths


def shelve(blocks: Sequence[Rows], scale: Scale) -> csr_matrix:
    """The matrix of a shard: a row for each key, a column for each form of the blocks."""
    return weigh(joined(blocks), scale).T.tocsr()


def joined(blocks: Sequence[Rows]) -> Rows:
    """The rows of several blocks, one block behind the other."""
    lengths = np.concatenate([np.diff(block.bounds) for block in blocks])
    return Rows(np.concatenate([block.keys for block in blocks]), starts(lengths))


def work_of(asked: csr_matrix, shard: csr_matrix) -> Places:
    """How many multiplications it takes to seek for the forms of a block: running sums."""
    holders = shard.indptr[asked.indices + 1] - shard.indptr[asked.indices]
    work: Places = starts(holders)[asked.indptr]
    return work


def near(
    asked: csr_matrix, shard: csr_matrix, limits: Limits, first: int = 0, threads: int = 1
) -> Near:
    """The nearest forms of one shard to each form of a block, a form itself among them.

    Args:
        asked: the block, from :func:`weigh`.
        shard: from :func:`shelve`.
        limits: how many, and how near.
        first: the position of the shard's first form among all forms.
        threads: processors to use.
    """
    work = work_of(asked, shard)
    cuts = np.searchsorted(work, np.arange(_AT_ONCE, work[-1], _AT_ONCE))
    ends = np.unique(np.append(cuts, asked.shape[0]))
    row, other, score = [], [], []
    for begin, end in zip((0, *ends[:-1]), ends, strict=True):
        part = sp_matmul_topn(
            asked[begin:end],
            shard,
            top_n=limits.most + 1,
            sort=True,
            threshold=limits.least,
            n_threads=threads,
        )
        row.append(np.repeat(np.arange(begin, end), np.diff(part.indptr)))
        other.append(part.indices[: part.indptr[-1]] + np.int64(first))
        score.append(part.data[: part.indptr[-1]])
    return Near(*map(np.concatenate, (row, other, score)))


def merge(parts: Sequence[Near], limits: Limits, first: int) -> Near:
    """The nearest of all shards to each form of a block, the form itself left out.

    Args:
        parts: from all shards.
        limits: how many.
        first: the position of the block's first form among all forms.
    """
    row, other, score = (np.concatenate(column) for column in zip(*parts, strict=True))
    row = row + first
    apart = row != other
    row, other, score = row[apart], other[apart], score[apart]
    order = np.lexsort((other, -score, row))
    row, other, score = row[order], other[order], score[order]
    best = within(np.diff(np.append(firsts(row), len(row)))) < limits.most
    return Near(row[best], other[best], score[best])

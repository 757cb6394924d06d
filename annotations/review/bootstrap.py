"""From counts for each document to figures with intervals.

The interval is the 95 % percentile interval of the bootstrap (Efron and Tibshirani, *An
Introduction to the Bootstrap*, 1993, chapter 13): documents are drawn with replacement, as many as
there are, and the figure is reckoned from each such corpus. Documents are drawn, not spans, since
the spans of one document go together. A resample in which the figure is not defined is left out.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse

from annotations.review.figures import Figure, undefined
from annotations.review.measures import Measure
from annotations.review.tables import Array, Weights

_CELLS = 4_000_000
"""Numbers held at once, in one matrix."""
_FEWEST = 0.5
"""Share of resamples that must have a value."""

NONE_DRAWN = "no interval: resampling was not asked for"
TOO_FEW = "no interval: not defined in most resamples"
ALL_ALIKE = "no interval: all resamples come to the same"


class Draws(NamedTuple):
    """How corpora are drawn from some documents."""

    documents: int
    """How many there are."""
    resamples: int
    """How many corpora are drawn."""
    seed: int
    """What the draws begin with."""

    def weights(self, width: int) -> Iterator[Array]:
        """How often each document was drawn, a row for each resample, some rows at a time.

        How many rows come at a time does not change what is drawn.

        Args:
            width: How many numbers are held for each row.
        """
        chance = np.random.default_rng(self.seed)
        rows = _rows(max(self.documents, width))
        for first in range(0, self.resamples, rows):
            part = np.zeros((min(rows, self.resamples - first), self.documents))
            for row in part:
                drawn = chance.integers(self.documents, size=self.documents)
                row[:] = np.bincount(drawn, minlength=self.documents)
            yield part


def estimate(
    measure: Measure, draws: Draws, resamples: Iterable[Weights] | None = None
) -> list[Figure]:
    """The figures of all documents, with intervals.

    Args:
        measure: What is reckoned.
        draws: The documents, and how they are drawn.
        resamples: What is reckoned from in place of these draws.
    """
    whole = np.ones((1, measure.rows))
    values = measure.values(whole)[0]
    counts = np.broadcast_to(measure.counted(whole), (1, len(values)))[0]
    spread = np.broadcast_to(measure.spread(), values.shape)
    drawn = np.full((0, len(values)), np.nan)
    if draws.resamples and (spread > 1).any():
        parts = draws.weights(measure.width) if resamples is None else resamples
        drawn = np.concatenate([measure.resampled(weights) for weights in parts])
    return [
        _with_interval(
            _plain(measure, float(value), int(counts[column]), column),
            drawn[:, column],
            None if spread[column] > 1 else measure.lone,
        )
        for column, value in enumerate(values)
    ]


def each_alone(measure: Measure) -> Iterator[Figure]:
    """The first column's figure for each document."""
    rows = _rows(measure.width)
    for first in range(0, measure.rows, rows):
        count = min(rows, measure.rows - first)
        places = (np.arange(count), np.arange(first, first + count))
        alone = sparse.csr_array((np.ones(count), places), shape=(count, measure.rows))
        columns = measure.values(alone)[:, 0], measure.counted(alone)[:, 0]
        for value, items in zip(*columns, strict=True):
            figure = _plain(measure, float(value), int(items), 0)
            yield _with_interval(figure, np.zeros(0), measure.lone)


def _plain(measure: Measure, value: float, items: int, column: int) -> Figure:
    """A figure without an interval."""
    if np.isnan(value):
        return undefined(items, measure.undefined if items else measure.nothing)
    return Figure(value, None, None, items, measure.remark(column))


def _with_interval(figure: Figure, drawn: Array, lone: str | None) -> Figure:
    """A figure with an interval, or with the reason why there is none."""
    if figure.value is None:
        return figure
    defined = drawn[~np.isnan(drawn)]
    missing = lone or (TOO_FEW if len(drawn) else NONE_DRAWN)
    if lone or len(defined) <= _FEWEST * len(drawn):
        return figure._replace(why=f"{figure.why}; {missing}" if figure.why else missing)
    low, high = np.percentile(defined, (2.5, 97.5))
    if low == high:  # it would look like certainty
        return figure._replace(why=f"{figure.why}; {ALL_ALIKE}" if figure.why else ALL_ALIKE)
    return figure._replace(low=float(low), high=float(high))


def _rows(width: int) -> int:
    return max(1, _CELLS // max(width, 1))

"""Stretches as columns of numbers, and what many of them cover.

Labels are numbers here. All labels' stretches are laid on one line, a span of it for each label, so
that what is asked of every label is asked once.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.review.alignment import Unit

Stretch = tuple[int, int]
"""First codepoint, and the one after the last."""
Tokens = Sequence[Stretch] | NDArray[Any]
"""Stretches, or an array with a row of start and end for each."""

Ints = NDArray[np.int64]


class Stretches(NamedTuple):
    """Labelled stretches, a number of each in a column."""

    starts: Ints
    """First position."""
    ends: Ints
    """Position after the last."""
    labels: Ints
    """The number of the label."""

    @property
    def lengths(self) -> Ints:
        """How long each is."""
        return self.ends - self.starts


def as_rows(tokens: Tokens) -> Ints:
    """Tokens as an array with a row of start and end for each."""
    return np.asarray(tokens, dtype=np.int64).reshape(-1, 2)


def columns(units: Sequence[Unit], numbers: dict[str, int]) -> Stretches:
    """Units as columns, new labels given the next number. Those without length are left out."""
    rows = [(unit.start, unit.end, numbers.setdefault(unit.label, len(numbers))) for unit in units]
    starts, ends, labels = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    some = starts < ends
    return Stretches(starts[some], ends[some], labels[some])


def on_tokens(stretches: Stretches, tokens: Ints) -> Stretches:
    """From codepoints to tokens: a token belongs to whatever shares a codepoint with it.

    Args:
        stretches: In codepoints.
        tokens: A row of start and end for each token, in reading order.

    Returns:
        Stretches of token numbers; those that touch no token are left out.
    """
    starts = np.searchsorted(tokens[:, 1], stretches.starts, side="right")
    ends = np.searchsorted(tokens[:, 0], stretches.ends, side="left")
    some = starts < ends
    return Stretches(starts[some], ends[some], stretches.labels[some])


def merged(stretches: Stretches, stride: int) -> Stretches:
    """Stretches of one label that overlap made one; those that only touch are left two.

    Args:
        stretches: In any order.
        stride: More than any end.

    Returns:
        The same cover, ordered by label and start, on the line of all labels: position p of label
        number n is n · stride + p.
    """
    shift = stretches.labels * stride
    order = np.lexsort((stretches.ends, stretches.starts + shift))
    starts, ends = (stretches.starts + shift)[order], (stretches.ends + shift)[order]
    reached = np.maximum.accumulate(ends)
    fresh = np.ones(len(starts), dtype=bool)
    fresh[1:] = starts[1:] >= reached[:-1]
    firsts = np.flatnonzero(fresh)
    lasts = np.append(firsts[1:], len(starts))[: len(firsts)] - 1
    return Stretches(starts[firsts], reached[lasts], stretches.labels[order][firsts])


def shared(one: Stretches, other: Stretches) -> Ints:
    """How much of each stretch of one is covered by the other. Both are `merged`."""
    upto = np.concatenate(([0], np.cumsum(other.lengths)))
    result: Ints = _covered(one.ends, other, upto) - _covered(one.starts, other, upto)
    return result


def _covered(positions: Ints, by: Stretches, upto: Ints) -> Ints:
    """How much is covered before each position."""
    begun = np.searchsorted(by.starts, positions, side="left")
    last = np.maximum(begun - 1, 0)
    if not len(by.starts):
        return np.zeros(len(positions), dtype=np.int64)
    over = np.where(begun > 0, np.maximum(by.ends[last] - positions, 0), 0)
    result: Ints = upto[begun] - over
    return result

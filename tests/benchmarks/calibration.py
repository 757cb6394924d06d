"""How far probabilities can be trusted: how many of those said to be so likely are right."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Bin(NamedTuple):
    """The pairs whose probabilities lie in one range."""

    low: float
    """Where the range begins."""
    high: float
    """Where it ends; the last one holds its end too."""
    pairs: int
    """How many pairs."""
    said: float
    """Their mean probability."""
    right: float
    """The share of them that is the same."""


def reliability(likely: ArrayLike, truth: ArrayLike, bins: int = 10) -> list[Bin]:
    """Of pairs shown with a probability, how many are right: ranges of equal width, none empty."""
    said, right = np.asarray(likely, dtype=np.float64), np.asarray(truth, dtype=np.float64)
    place = np.minimum((said * bins).astype(int), bins - 1)
    table = []
    for number in range(bins):
        inside = place == number
        if count := int(inside.sum()):
            means = float(said[inside].mean()), float(right[inside].mean())
            table.append(Bin(number / bins, (number + 1) / bins, count, *means))
    return table


def expected_calibration_error(likely: ArrayLike, truth: ArrayLike, bins: int = 10) -> float:
    """How far probabilities are from shares of right ones, weighted by pairs; 0 is calibrated.

    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning",
    AAAI 2015; Guo et al., "On calibration of modern neural networks", ICML 2017.
    """
    table = reliability(likely, truth, bins)
    count = sum(one.pairs for one in table)
    return sum(one.pairs * abs(one.said - one.right) for one in table) / count if count else 0.0

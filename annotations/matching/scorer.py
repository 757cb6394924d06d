"""From evidence to a probability: logistic regression, and what it learns from verdicts.

The shipped weights come from training, one set for each shape of label, in ``weights.toml``. In a
workspace they are refitted to the verdicts, gently: the shipped weights are the mean of a Gaussian
prior, so that a verdict moves them a little and none moves nothing. This is the maximum a
posteriori estimate of logistic regression by Newton's method, iteratively reweighted least squares
(Bishop, *Pattern Recognition and Machine Learning*, 2006, 4.3.3 and 4.5), with the prior at the
weights of another domain (Chelba and Acero, "Adaptation of maximum entropy capitalizer: little data
can help a lot", EMNLP 2004).

Verdicts are no random pairs: they come from the head of the queue. Which pair is asked depends on
its evidence only, so that what is learnt is not biased by it as far as the model fits (Zadrozny,
"Learning and evaluating classifiers under sample selection bias", ICML 2004). As no model fits
wholly, what holds at the head only would spoil the rest: hence a strong prior, for the intercept
too, and a refit only where it surely helps.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from annotations.matching.weights import Weights

Array = NDArray[np.float64]

PENALTY = 20.0
"""How strongly the shipped weights hold: the inverse variance of the prior, per scale of a feature.
Chosen on the val split of ECB+ (``tests/benchmarks/asking.py``); from 10 to 50 it matters little,
5 helps less, and moves probabilities of pairs that nobody was asked about for the worse."""
OFFSET_PENALTY = 20.0
"""The same for the intercept."""

_STEPS = 50
_SMALL = 1e-10
_FOLDS = 5
_FEWEST, _FEWEST_OF_A_KIND = 6, 2
"""Verdicts that anything is learnt from."""


# -- probabilities -------------------------------------------------------------------------------


def log_odds(weights: Weights, evidence: ArrayLike) -> Array:
    """The log odds of pairs.

    Args:
        weights: A model with n features.
        evidence: A row of n numbers for each pair, not standardised.

    Raises:
        ValueError: The rows have another length.
    """
    rows = _rows(weights, evidence)
    # Column by column: a pair's sum is the same to the last bit whatever stands beside it.
    total = np.full(len(rows), weights.intercept)
    columns = zip(weights.means, weights.scales, weights.coefficients, strict=True)
    for number, (mean, scale, weight) in enumerate(columns):
        total += (rows[:, number] - mean) * (weight / scale)
    return total


def probabilities(weights: Weights, evidence: ArrayLike) -> Array:
    """How likely each pair is the same, 0 to 1: see `log_odds`."""
    return _logistic(log_odds(weights, evidence))


def _rows(weights: Weights, evidence: ArrayLike) -> Array:
    rows = np.asarray(evidence, dtype=np.float64)
    if not rows.size:
        return rows.reshape(0, len(weights.names))
    if rows.ndim != 2 or rows.shape[1] != len(weights.names):
        raise ValueError(f"evidence of shape {rows.shape} for {len(weights.names)} features")
    return rows


def _logistic(values: Array) -> Array:
    result: Array = np.exp(-np.logaddexp(0.0, -values))
    return result


# -- learning ------------------------------------------------------------------------------------


def learn(
    weights: Weights,
    evidence: ArrayLike,
    truth: ArrayLike,
    penalty: float = PENALTY,
    offset_penalty: float = OFFSET_PENALTY,
) -> Weights:
    """Refit weights to verdicts, or leave them where that would not help.

    The refit is kept where, over deterministic folds, the verdicts left out are likelier by it
    than by the given weights, and surely so. The order of the verdicts does not matter.

    Args:
        weights: The shipped weights: the mean of the prior.
        evidence: A row for each verdict, not standardised.
        truth: For each verdict, whether the two are the same.
        penalty: The inverse variance of the prior.
        offset_penalty: The same for the intercept.

    Raises:
        ValueError: The rows do not fit the weights, or there are not as many as verdicts.
    """
    rows = _rows(weights, evidence)
    right = np.asarray(truth, dtype=np.float64).reshape(-1)
    if len(rows) != len(right):
        raise ValueError(f"{len(rows)} rows of evidence for {len(right)} verdicts")
    order = np.lexsort((*rows.T, right))
    design, right = _design(weights, rows[order]), right[order]
    prior = np.array([*weights.coefficients, weights.intercept])
    held = np.array([penalty] * len(weights.names) + [offset_penalty])
    if not _helps(design, right, prior, held):
        return weights
    return _with(weights, _fit(design, right, prior, held))


def train(
    names: Iterable[str],
    evidence: ArrayLike,
    truth: ArrayLike,
    penalty: float = 1.0,
    counts: ArrayLike | None = None,
) -> Weights:
    """Fit weights from nothing: the same with a prior at 0, the intercept free.

    Args:
        names: The features.
        evidence: A row for each pair, not standardised; standardised by these rows.
        truth: For each pair, whether the two are the same, or the share of their mentions that
            are, 0 to 1; both kinds must be there.
        penalty: The inverse variance of the prior.
        counts: How often each pair counts; None counts each once.
    """
    rows = np.asarray(evidence, dtype=np.float64)
    times = np.ones(len(rows)) if counts is None else np.asarray(counts, dtype=np.float64)
    means = np.average(rows, axis=0, weights=times)
    spread = np.sqrt(np.average((rows - means) ** 2, axis=0, weights=times))
    blank = Weights(
        names=tuple(names),
        means=tuple(map(float, means)),
        scales=tuple(float(one) if one > _SMALL else 1.0 for one in spread),
        coefficients=(0.0,) * rows.shape[1],
        intercept=0.0,
    )
    design, right = _design(blank, rows), np.asarray(truth, dtype=np.float64)
    held = np.array([penalty] * rows.shape[1] + [_SMALL])
    return _with(blank, _fit(design, right, np.zeros(len(held)), held, times))


def _design(weights: Weights, rows: Array) -> Array:
    """Standardised rows with a column of ones behind."""
    standard = (rows - np.array(weights.means)) / np.array(weights.scales)
    return np.hstack((standard, np.ones((len(rows), 1))))


def _with(weights: Weights, fitted: Array) -> Weights:
    *coefficients, intercept = map(float, fitted)
    return replace(weights, coefficients=tuple(coefficients), intercept=intercept)


def _fit(
    design: Array, right: Array, prior: Array, held: Array, times: Array | None = None
) -> Array:
    """The maximum a posteriori weights; the loss is convex, so there is one."""
    times = np.ones(len(right)) if times is None else times
    now, loss = prior, _loss(design, right, prior, prior, held, times=times)
    for _ in range(_STEPS):
        likely = _logistic(design @ now)
        slope = design.T @ (times * (likely - right)) + held * (now - prior)
        bend = (design * (times * likely * (1 - likely))[:, None]).T @ design + np.diag(held)
        step = np.linalg.solve(bend, slope)
        if float(slope @ step) < _SMALL:
            break
        size = 1.0
        while (after := _loss(design, right, now - size * step, prior, held, times=times)) > loss:
            size /= 2
            if size < _SMALL:
                return now
        now, loss = now - size * step, after
    return now


def _loss(
    design: Array, right: Array, now: Array, prior: Array, held: Array, *, times: Array
) -> float:
    """The negative log posterior, but for a constant."""
    away = now - prior
    return float(times @ _unlikely(design, right, now) + 0.5 * (held @ (away * away)))


def _unlikely(design: Array, right: Array, now: Array) -> Array:
    """The negative log likelihood of each verdict."""
    total = design @ now
    result: Array = np.logaddexp(0.0, total) - right * total
    return result


def _helps(design: Array, right: Array, prior: Array, held: Array) -> bool:
    """Whether refitted weights foretell verdicts that they were not fitted to better, for sure.

    For sure is by one standard error: Breiman et al., *Classification and Regression Trees*, 1984;
    and not by a handful of verdicts, nor where all say the same.
    """
    if (
        len(right) < _FEWEST
        or not _FEWEST_OF_A_KIND <= right.sum() <= len(right) - _FEWEST_OF_A_KIND
    ):
        return False
    fold, gains = np.arange(len(right)) % _FOLDS, np.zeros(len(right))
    for number in range(min(_FOLDS, len(right))):
        kept, out = fold != number, fold == number
        fitted = _fit(design[kept], right[kept], prior, held)
        before = _unlikely(design[out], right[out], prior)
        gains[out] = before - _unlikely(design[out], right[out], fitted)
    return float(gains.sum()) > float(gains.std()) * sqrt(len(right))

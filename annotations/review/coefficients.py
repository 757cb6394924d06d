"""The formulas of kappa and alpha.

- Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement
  20(1), 1960: kappa.
- Krippendorff, *Content Analysis*, 2nd edition, 2004, chapter 11: alpha.
- Hayes and Krippendorff, "Answering the call for a standard reliability measure for coding data",
  Communication Methods and Measures 1(1), 2007: alpha with missing values, ordinal.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from annotations.review.tables import Array, Table, ratio

# -- from counts, for many corpora at once -------------------------------------------------------


def kappa(agreed: Array, items: Array, chance: Array) -> Array:
    """Cohen's kappa: (Po - Pe) / (1 - Pe).

    Args:
        agreed: Items that both put in one category.
        items: All items.
        chance: For each category the first's items times the second's, added up.

    Returns:
        Not a number where there are no items, or both put all of them in one category.
    """
    return ratio(agreed * items - chance, items * items - chance)


def nominal_alpha(disagreed: Array, values: Array, squares: Array) -> Array:
    """Krippendorff's alpha with the nominal metric: 1 - Do / De.

    Args:
        disagreed: For each item the ordered pairs of unlike values, by one less than its values.
        values: How many values there are, in items with at least two.
        squares: For each category its values squared, added up.

    Returns:
        Not a number where there are no values, or all are of one category.
    """
    return 1 - ratio(disagreed * (values - 1), values * values - squares)


def several(first: Array, group: Table) -> Array:
    """Whether a corpus uses more than one category: else there is nothing to tell apart."""
    result: Array = ((first > 0).astype(np.float64) @ group) > 1
    return result


# -- from reliability data -----------------------------------------------------------------------

Metric = Callable[[Sequence[Any], Counter[Any]], Array]
"""Squared differences of categories, given in order and with how often each was used."""


def alpha(data: Iterable[Sequence[Hashable | None]], metric: Metric) -> float | None:
    """Krippendorff's alpha of reliability data, by its matrix of coincidences.

    Args:
        data: For each item the value that each observer gave; None where one gave none.
        metric: `nominal` or `ordinal`. Categories are put in order of their values for ordinal.

    Returns:
        None where no item has two values, or all values are one category.
    """
    items = [[value for value in item if value is not None] for item in data]
    items = [item for item in items if len(item) > 1]
    used: Counter[Any] = Counter(value for item in items for value in item)
    order = sorted(used)
    place = {value: number for number, value in enumerate(order)}
    seen = np.zeros((len(order), len(order)))
    for item in items:
        for one, other in combinations(item, 2):
            seen[place[one], place[other]] += 1 / (len(item) - 1)
    count = np.array([used[value] for value in order], dtype=np.float64)
    apart = metric(order, used)
    expected = float(count @ apart @ count)
    if not expected:
        return None
    return 1 - float(((seen + seen.T) * apart).sum()) * (float(count.sum()) - 1) / expected


def nominal(order: Sequence[Any], used: Counter[Any]) -> Array:
    """Two categories differ or not."""
    del used
    return 1 - np.eye(len(order))


def ordinal(order: Sequence[Any], used: Counter[Any]) -> Array:
    """Two ranks differ by the values between them, half of those on the two counted."""
    count = np.array([used[value] for value in order], dtype=np.float64)
    middle = np.cumsum(count) - count / 2
    result: Array = (middle[:, None] - middle) ** 2
    return result

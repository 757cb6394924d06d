"""The figures are those that were published, on the data that they were published for."""

from collections.abc import Sequence

import pytest

from annotations.review.agreement import Agreement, agreement
from annotations.review.coefficients import alpha, nominal, ordinal
from tests.review.layers import Made, decisions, document


def judged(*rows: Sequence[str | None]) -> Agreement:
    """Agreement where each row is an item and each column an observer."""
    return agreement((), decisions(*rows), resamples=0)


def near(value: float | None, expected: float, places: float = 0.0005) -> bool:
    return value == pytest.approx(expected, abs=places)


# -- kappa and alpha -----------------------------------------------------------------------------

COHEN_1960 = {
    "11": 88,
    "12": 14,
    "13": 18,
    "21": 10,
    "22": 40,
    "23": 10,
    "31": 2,
    "32": 6,
    "33": 12,
}
"""Cohen 1960, p. 45: how often two judges gave which categories."""

DICHOTOMY = ["10", "11", "01", "00", "00", "01", "00", "01", "00", "00"]
"""Krippendorff 2004, p. 224: two observers, two values, nominal."""

CATEGORIES = ["aa", "ab", *["bb"] * 4, "bc", *["cc"] * 5]
"""Krippendorff 2004, p. 227: two observers, several values, nominal."""

MISSING = """
    BB.B LLPL PPPP PPPP LLLL BLPC CCCC BBLB LLLL .FFF ..BB ..P.
""".split()  # noqa: SIM905 (a table, as printed)
"""Krippendorff 2004, p. 230: four observers, missing values, nominal."""

HAYES_2007 = """
    112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1
    212.2 1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121.
    22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1
""".split()  # noqa: SIM905 (a table, as printed)
"""Hayes and Krippendorff 2007, p. 84: five observers, 0 to 3, ordinal."""


def values(items: Sequence[str]) -> list[list[str | None]]:
    return [[None if value == "." else value for value in item] for item in items]


def test_cohen_1960() -> None:
    found = judged(*(pair for pair, times in COHEN_1960.items() for _ in range(times)))
    assert near(found.links.kappa.value, 0.492)


@pytest.mark.parametrize(
    ("items", "expected"), [(DICHOTOMY, 0.095), (CATEGORIES, 0.734), (MISSING, 0.743)]
)
def test_krippendorff_2004(items: list[str], expected: float) -> None:
    assert near(judged(*values(items)).links.alpha.value, expected)
    assert near(alpha(values(items), nominal), expected)


def test_hayes_and_krippendorff_2007() -> None:
    assert near(alpha(values(HAYES_2007), ordinal), 0.7598, 0.00005)


# -- unitizing -----------------------------------------------------------------------------------


def unitized(length: int, *layers: Sequence[Made]) -> Agreement:
    named = {f"ann{n}": layer for n, layer in enumerate(layers)}
    return agreement([document(named, length=length)], resamples=0)


def units(label: str, *places: tuple[int, int]) -> list[Made]:
    """Units by where they begin and how long they are."""
    return [Made(start, start + length, label) for start, length in places]


def test_krippendorff_2004_unitizing() -> None:
    """Page 254: from 150 to 450 on the continuum, categories c and k."""
    both = units("k", (30, 60), (150, 50))
    found = unitized(
        300,
        both + units("c", (75, 70), (220, 30)),
        both + units("c", (70, 80), (205, 20), (250, 20)),
    )
    assert near(found.spans.unitizing.value, 0.859)
    assert near(found.labels["c"].unitizing.value, 0.729)
    assert found.labels["k"].unitizing.value == 1


KRIPPENDORFF_1995 = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)], 0.553),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)], -0.926),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)], 0.679),
    "D": (
        [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
        [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
        0.066,
    ),
}
"""Krippendorff 1995, p. 57: two observers, a continuum of 24, and the limit of ever finer units."""


@pytest.mark.parametrize("label", KRIPPENDORFF_1995)
def test_krippendorff_1995(label: str) -> None:
    one, other, expected = KRIPPENDORFF_1995[label]
    fine = 5_000
    layers = (
        units(label, *((start * fine, length * fine) for start, length in layer))
        for layer in (one, other)
    )
    assert near(unitized(24 * fine, *layers).spans.unitizing.value, expected, 0.02)


def test_dkpro_statistics() -> None:
    """The example of the tests of DKPro Statistics: one long unit over three short ones."""
    found = unitized(10, units("A", (1, 8)), units("A", (2, 1), (4, 1), (6, 1)))
    assert near(found.spans.unitizing.value, -0.7003, 0.00005)

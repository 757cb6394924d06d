"""How far probabilities can be trusted, told right."""

import pytest

from tests.benchmarks.calibration import Bin, expected_calibration_error, reliability


def test_the_reliability_table() -> None:
    table = reliability([0.05, 0.91, 0.95, 1.0], [False, True, True, False])
    assert table == [Bin(0.0, 0.1, 1, 0.05, 0.0), Bin(0.9, 1.0, 3, table[1].said, 2 / 3)]
    assert table[1].said == pytest.approx(2.86 / 3)


def test_the_calibration_error() -> None:
    assert expected_calibration_error([0.5, 0.5], [True, False]) == 0.0
    assert expected_calibration_error([0.9, 0.9, 0.1, 0.1], [1, 1, 1, 0]) == pytest.approx(0.25)
    assert expected_calibration_error([], []) == 0.0

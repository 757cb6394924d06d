"""The benchmark of names: its figures and its pairs."""

import pytest

from tests.benchmarks.names import Known, figures, organisations, pairs


def test_figures_of_a_perfect_score_and_of_none() -> None:
    assert figures([(0.9, True), (0.8, True), (0.1, False)], 0.003)[:3] == (1, 1, 1)
    same = figures([(0.5, True), (0.5, False), (0.5, False), (0.5, True)], 0.0)
    assert same.precision == pytest.approx(0.5)
    assert same.recall == 0


def test_equal_scores_count_as_in_any_order() -> None:
    one = figures([(0.9, True), (0.5, True), (0.5, False)], 0.0)
    assert one == figures([(0.5, False), (0.9, True), (0.5, True)], 0.0)


def test_strangers_are_of_other_groups_and_read_otherwise() -> None:
    known = [Known(n, f"Name {n}", f"Other {n}", "") for n in range(12)]
    known.append(Known(99, "Other 3", "Name 3", ""))
    asked = pairs(known)
    owners = {text: one.group for one in known for text in (one.name, one.other)}
    assert sum(pair.same for pair in asked) == len(known)
    assert all(pair.left != pair.right for pair in asked)
    assert asked == pairs(known)
    assert all(owners[p.left] != owners[p.right] for p in asked if not p.same and "3" not in p.left)


def test_there_are_enough_organisations_and_none_twice() -> None:
    known = organisations()
    assert len(known) >= 150
    assert len({(one.name, one.other) for one in known}) == len(known)
    assert {one.kind for one in known} == {"acronym", "legal", "script", "translation", "variant"}

"""The unitizing alpha by sorting and adding up, against Krippendorff's sums written out."""

from collections.abc import Sequence
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings

from annotations.review.agreement import AnnotatedDocument, agreement
from annotations.review.alignment import Unit
from annotations.review.stretches import columns, merged, shared
from tests.review.layers import LAYERS, LENGTH, Made, document, documents

Segments = list[tuple[int, int, bool]]
"""First position, length, and whether it is a unit."""


def segments(layer: Sequence[Unit], label: str, length: int) -> Segments:
    """The units and gaps of one annotator in one document; units that overlap are one."""
    units: list[list[int]] = []
    for unit in sorted((u for u in layer if u.label == label), key=lambda u: (u.start, u.end)):
        if units and unit.start < units[-1][1]:
            units[-1][1] = max(units[-1][1], unit.end)
        else:
            units.append([unit.start, unit.end])
    found, reached = [], 0
    for start, end in [*units, [length, length]]:
        found += [(reached, start - reached, False)] * (start > reached)
        found += [(start, end - start, True)] * (end > start)
        reached = end
    return found


def apart(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    """Squared difference of two segments (Krippendorff 1995)."""
    (b, n, v), (c, k, w) = one, other
    if v and w and b < c + k and c < b + n:
        return int((b - c) ** 2 + (b + n - c - k) ** 2)
    if v and not w and c <= b and b + n <= c + k:
        return n * n
    if w and not v and b <= c and c + k <= b + n:
        return k * k
    return 0


def sums(made: list[AnnotatedDocument], label: str) -> tuple[float, float]:
    """Observed and expected disagreement, term by term."""
    names = sorted({name for each in made if len(each.units) > 1 for name in each.units})
    made = [each for each in made if len(each.units) == len(names)]
    length, m = sum(each.length for each in made), len(names)
    rows = [[segments([*each.units[name]], label, each.length) for name in names] for each in made]
    observed = sum(
        apart(one, other)
        for row in rows
        for left, right in permutations(row, 2)
        for one in left
        for other in right
    )
    flat = [segment for row in rows for layer in row for segment in layer]
    units = [size for _, size, unit in flat if unit]
    expected = sum(
        (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        + size**2 * sum(gap - size + 1 for _, gap, unit in flat if not unit and gap >= size)
        for size in units
    )
    below = m * length * (m * length - 1) - sum(size * (size - 1) for size in units)
    if not units or m < 2 or below <= 0:
        return 0.0, 0.0
    return observed / (m * (m - 1) * length**2), 2 / length * expected / below


@settings(max_examples=80, deadline=None)
@given(documents("ab"))
def test_it_is_what_the_sums_say(made: list[AnnotatedDocument]) -> None:
    found = agreement(made, resamples=0)
    of_labels = {label: sums(made, label) for label in found.labels}
    for label, (observed, expected) in of_labels.items():
        expect(found.labels[label].unitizing.value, observed, expected)
    expect(
        found.spans.unitizing.value, *(sum(part[n] for part in of_labels.values()) for n in (0, 1))
    )


@settings(max_examples=40, deadline=None)
@given(documents("abc", 2))
def test_three_annotators_are_taken_at_once(made: list[AnnotatedDocument]) -> None:
    found = agreement(made, resamples=0)
    for label in found.labels:
        expect(found.labels[label].unitizing.value, *sums(made, label))


def expect(value: float | None, observed: float, expected: float) -> None:
    if expected:
        assert value == pytest.approx(1 - observed / expected, rel=1e-12, abs=1e-12)
    else:
        assert value is None


def test_long_documents_lose_nothing() -> None:
    """Lengths cubed and added up, at the size of a long article."""
    chance, length = Random(1), 1_000_000
    layers = {
        name: [
            Made(start, start + chance.randint(1, 900), chance.choice("PQ"))
            for start in range(0, length - 1000, 7919)
        ]
        for name in "ab"
    }
    made = [AnnotatedDocument(name, length, [], layers) for name in "de"]
    found = agreement(made, resamples=0)
    for label in "PQ":
        expect(found.labels[label].unitizing.value, *sums(made, label))


def test_a_label_that_overlaps_itself_is_one_unit() -> None:
    one = {"a": [Made(0, 6, "P"), Made(4, 9, "P")], "b": [Made(0, 9, "P")]}
    assert agreement([document(one)]).spans.unitizing.value == 1
    touching = {"a": [Made(0, 4, "P"), Made(4, 9, "P")], "b": [Made(0, 9, "P")]}
    assert agreement([document(touching)]).spans.unitizing.value != 1


def test_only_what_all_did_comes_in() -> None:
    both, one = {"a": [Made(0, 4, "P")], "b": [Made(0, 3, "P")]}, {"a": [Made(0, 9, "P")], "c": []}
    found = agreement([document(both), document(one)]).spans.unitizing
    assert found.why == "no document that all annotators did has such a span"


@settings(max_examples=80, deadline=None)
@given(LAYERS, LAYERS)
def test_what_is_shared_is_what_both_cover(one: list[Made], other: list[Made]) -> None:
    numbers = {label: number for number, label in enumerate("PQR")}
    covers = [merged(columns(layer, numbers), LENGTH + 1) for layer in (one, other)]
    cells = [
        {(unit.label, place) for unit in layer for place in range(unit.start, unit.end)}
        for layer in (one, other)
    ]
    assert shared(*covers).sum() == len(cells[0] & cells[1])
    assert covers[0].lengths.sum() == len(cells[0])

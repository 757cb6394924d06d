"""Which unit answers to which, whoever is named first."""

import subprocess
import sys
from collections.abc import Iterable
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Span
from annotations.review.alignment import align, align_beside, align_layers, overlapping
from annotations.review.matching import matched_edges
from annotations.review.pairing import REACH, union_share
from tests.review.layers import EDGES, LAYERS, Made


def paired(one: list[Made], other: list[Made]) -> set[tuple[Made, Made]]:
    return {(a, b) for a, b in align(one, other) if a and b}


def test_the_same_stretch_and_label_comes_first() -> None:
    one, other = [Made(0, 9, "P"), Made(0, 9, "Q")], [Made(0, 9, "Q"), Made(0, 8, "P")]
    assert align(one, other) == [(Made(0, 9, "P"), Made(0, 8, "P")), (Made(0, 9, "Q"),) * 2]


def test_the_same_stretch_goes_before_the_same_label() -> None:
    one, other = [Made(0, 9, "P")], [Made(0, 9, "Q"), Made(0, 8, "P")]
    assert align(one, other) == [(None, Made(0, 8, "P")), (Made(0, 9, "P"), Made(0, 9, "Q"))]
    assert overlapping(one, other) == [(Made(0, 9, "P"), Made(0, 8, "P"))]


def test_the_largest_share_goes_first_then_what_begins_first() -> None:
    whole = Made(0, 10, "P")
    assert paired([whole], [Made(0, 4, "P"), Made(4, 10, "P")]) == {(whole, Made(4, 10, "P"))}
    assert paired([whole], [Made(5, 10, "P"), Made(0, 5, "P")]) == {(whole, Made(0, 5, "P"))}


def test_another_label_needs_half_in_common() -> None:
    claim = Made(0, 10, "P")
    assert paired([claim], [Made(5, 10, "Q")]) == {(claim, Made(5, 10, "Q"))}
    assert paired([claim], [Made(6, 10, "Q")]) == set()


def test_touching_is_not_overlapping_and_what_has_no_length_overlaps_nothing() -> None:
    assert paired([Made(0, 5, "P")], [Made(5, 9, "P"), Made(3, 3, "P")]) == set()
    assert paired([Made(3, 3, "P")], [Made(3, 3, "P")]) == {(Made(3, 3, "P"),) * 2}


def test_duplicates_are_paired_in_the_order_given() -> None:
    def span(name: str) -> Span:
        return Span(
            id=name, document="d", annotator="a", start=0, end=2, label="P", text="ab", created="t"
        )

    one, other = [span("a1"), span("a2")], [span("b1")]
    assert align(one, other) == [(one[0], other[0]), (one[1], None)]
    assert align(other, one) == [(other[0], one[0]), (None, one[1])]


@given(LAYERS, LAYERS)
def test_it_does_not_matter_which_layer_is_first(one: list[Made], other: list[Made]) -> None:
    assert align(other, one) == [(b, a) for a, b in align(one, other)]
    assert overlapping(other, one) == [(b, a) for a, b in overlapping(one, other)]


@given(LAYERS, LAYERS)
def test_every_unit_is_there_once_in_reading_order(one: list[Made], other: list[Made]) -> None:
    pairs = align(one, other)
    assert sorted(a for a, _ in pairs if a) == sorted(one)
    assert sorted(b for _, b in pairs if b) == sorted(other)
    firsts = [min(unit for unit in pair if unit) for pair in pairs]
    assert firsts == sorted(firsts)


@given(LAYERS, LAYERS, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(
    one: list[Made], other: list[Made], shuffler: Any
) -> None:
    found = align(one, other)
    shuffler.shuffle(one)
    assert align(one, other) == found


def best(one: list[Made], other: list[Made]) -> float:
    """How alike the most alike two of one label are."""
    shares = (union_share(a, b) for a, b in product(one, other) if a.label == b.label)
    return max(shares, default=0)


@given(LAYERS, LAYERS)
def test_the_best_pair_is_always_taken(one: list[Made], other: list[Made]) -> None:
    pairs = overlapping(one, other)
    for a, b in sorted(pairs, key=lambda pair: -union_share(*pair)):
        assert union_share(a, b) == best(one, other)
        one.remove(a)
        other.remove(b)
    assert best(one, other) == 0


@given(LAYERS, LAYERS)
def test_two_layers_are_grouped_as_they_are_aligned(one: list[Made], other: list[Made]) -> None:
    groups = align_layers({"b": other, "a": one})
    assert [(group.get("a"), group.get("b")) for group in groups] == align(one, other)


@given(st.dictionaries(st.sampled_from("abcd"), LAYERS))
def test_groups_have_every_unit_once(layers: dict[str, list[Made]]) -> None:
    groups = align_layers(layers)
    for name, layer in layers.items():
        assert sorted(group[name] for group in groups if name in group) == sorted(layer)
    assert all([*group] == sorted(group) for group in groups)
    firsts = [min(group.values()) for group in groups]
    assert firsts == sorted(firsts)


UNIQUE = st.dictionaries(st.sampled_from("abcd"), LAYERS.map(lambda layer: [*{*layer}]))
Layers = dict[str, list[Made]]


def told(groups: Iterable[dict[str, Made]]) -> list[list[tuple[str, Made]]]:
    """Groups, in an order that does not depend on them; none that has nothing."""
    return sorted(sorted(group.items()) for group in groups if group)


@given(UNIQUE)
def test_what_is_exactly_equal_is_in_one_group(layers: Layers) -> None:
    found: dict[Made, list[int]] = {}
    for number, group in enumerate(align_layers(layers)):
        for unit in group.values():
            found.setdefault(unit, []).append(number)
    assert all(len({*numbers}) == 1 for numbers in found.values())


def test_what_is_equal_goes_before_what_overlaps() -> None:
    same, long, short = Made(5, 20, "P"), Made(0, 10, "P"), Made(0, 9, "P")
    groups = align_layers({"a": [long], "b": [same], "c": [same, short]})
    assert groups == [{"a": long, "c": short}, {"b": same, "c": same}]


def test_all_in_a_group_overlap() -> None:
    one, two, three = Made(0, 10, "P"), Made(8, 20, "P"), Made(18, 30, "P")
    groups = align_layers({"a": [one], "b": [two], "c": [three]})
    assert [[*group.values()] for group in groups] == [[one, two], [three]]


@given(UNIQUE)
def test_groups_do_not_depend_on_names(layers: Layers) -> None:
    renamed = {"dcba"["abcd".index(name)]: layers[name] for name in layers}
    back = [
        {"dcba"["abcd".index(name)]: unit for name, unit in group.items()}
        for group in align_layers(renamed)
    ]
    assert told(back) == told(align_layers(layers))


@given(
    st.dictionaries(st.sampled_from("ab"), LAYERS), st.dictionaries(st.sampled_from("bc"), LAYERS)
)
def test_what_is_beside_changes_no_group(layers: Layers, beside: Layers) -> None:
    found = align_beside(layers, beside)
    assert told(own for own, _ in found) == told(align_layers(layers))
    for name, layer in beside.items():
        assert sorted(group[name] for _, group in found if name in group) == sorted(layer)


def test_what_is_nested_without_end_is_paired_all_the_same() -> None:
    count = 10 * REACH
    one, other = ([Made(n, 4 * count - n - side, "P") for n in range(count)] for side in (0, 1))
    assert len(paired(one, other)) > 0.9 * count


def test_it_is_loaded_without_numpy() -> None:
    code = "import sys, annotations.review.alignment; assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


# -- attributions --------------------------------------------------------------------------------


def test_both_ends_of_an_attribution_must_overlap() -> None:
    one = [((0, 5), (6, 8))]
    assert matched_edges(one, [((1, 5), (6, 9))]) == [(0, 0)]
    assert matched_edges(one, [((1, 5), (8, 9))]) == []
    assert matched_edges(one, [((1, 5), (6, 9)), ((0, 5), (6, 8))]) == [(0, 1)]


@given(EDGES, EDGES)
def test_attributions_match_either_way(one: list[Any], other: list[Any]) -> None:
    found = {(one[a], other[b]) for a, b in matched_edges(one, other)}
    assert {(one[a], other[b]) for b, a in matched_edges(other, one)} == found

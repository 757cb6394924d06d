"""Every figure against the slow way, and what must hold of all of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from json import dumps
from math import isnan, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotations.review.agreement import Agreement, AnnotatedDocument, agreement
from annotations.review.coefficients import alpha, nominal
from annotations.review.figures import PLACES, EdgeFigures, Figure, SpanFigures
from annotations.review.links import Decision
from tests.review.layers import LAYERS, MEANINGS, Made, decisions, document, documents

some = settings(max_examples=40, deadline=None)
"""Each example makes many matrices."""

Documents = list[AnnotatedDocument]
Decisions = list[Decision]


def plain(made: Documents, said: Decisions = []) -> Agreement:  # noqa: B006 (never changed)
    """All figures, without intervals."""
    return agreement(made, said, resamples=0)


def figures(found: Any) -> Iterator[tuple[str, Figure]]:
    """All figures that have a place in something, with that place."""
    if isinstance(found, Figure):
        yield "", found
    elif isinstance(found, dict):
        for key, part in found.items():
            yield from ((f".{key}{place}", figure) for place, figure in figures(part))
    elif isinstance(found, tuple) and not hasattr(found, "_fields"):
        yield from figures({str(number): part for number, part in enumerate(found)})
    elif hasattr(found, "__dataclass_fields__"):
        yield from figures({name: getattr(found, name) for name in found.__dataclass_fields__})


def values(found: Any) -> dict[str, float | None]:
    return {place: figure.value for place, figure in figures(found)}


def alike(one: Any, other: Any) -> bool:
    """Whether all figures are the same but for rounding."""
    left, right = values(one), values(other)
    return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)


def same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else one == pytest.approx(other, abs=1e-9)


# -- the slow way --------------------------------------------------------------------------------


def cohen(pairs: Sequence[tuple[object, object]]) -> float:
    """Kappa as Cohen writes it; not a number where it is not defined."""
    if len({value for pair in pairs for value in pair}) < 2:
        return nan
    count = len(pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = Fraction(sum(a == b for a, b in pairs), count)
    expected = sum(Fraction(one[value] * other[value], count * count) for value in one)
    return float((observed - expected) / (1 - expected))


def light(found: Sequence[float]) -> float | None:
    """The mean of what is defined."""
    defined = [value for value in found if not isnan(value)]
    return sum(defined) / len(defined) if defined else None


Sets = dict[str, frozenset[str]]


def tagged(made: Documents) -> list[Sets]:
    """For each token of each document that two did, the labels that each annotator gave it."""
    return [
        {
            name: frozenset(unit.label for unit in layer if unit.start < end and start < unit.end)
            for name, layer in each.units.items()
        }
        for each in made
        if len(each.units) > 1
        for start, end in each.tokens
    ]


def told(sets: list[Sets], names: Sequence[str]) -> list[Sets]:
    """The tokens that any of some annotators tagged, where all of them did the document."""
    return [one for one in sets if {*names} <= one.keys() and any(one[name] for name in names)]


def slow_kappa(sets: list[Sets], code: Callable[[frozenset[str]], object]) -> float | None:
    found = []
    for one, other in combinations(sorted({name for each in sets for name in each}), 2):
        items = told(sets, (one, other))
        pairs = [(item[one], item[other]) for item in items]
        found.append(cohen([(code(a), code(b)) for a, b in pairs]))
        if not several(code, [value for pair in pairs for value in pair]):
            found[-1] = nan
    return light(found)


def slow_alpha(sets: list[Sets], code: Callable[[frozenset[str]], object]) -> float | None:
    items = [[*item.values()] for item in sets if any(item.values())]
    if not several(code, [value for item in items for value in item]):
        return None
    return alpha([[code(value) for value in item] for item in items], nominal)


def several(code: Callable[[frozenset[str]], object], used: list[frozenset[str]]) -> bool:
    """Whether there is more than one thing to say of a token besides nothing."""
    overall = code(frozenset("P")) != code(frozenset("Q")) != code(frozenset("R"))
    return len({*used} - {frozenset()} if overall else frozenset().union(*used)) > 1


def as_text(value: frozenset[str]) -> str:
    return "".join(sorted(value))


@some
@given(documents())
def test_kappa_and_alpha_on_tokens_are_what_the_slow_way_says(made: Documents) -> None:
    found, sets = plain(made), tagged(made)
    assert same(found.spans.kappa.value, slow_kappa(sets, as_text))
    assert same(found.spans.alpha.value, slow_alpha(sets, as_text))
    assert found.spans.alpha.items == sum(any(item.values()) for item in sets)
    for label, one in found.labels.items():

        def has(value: frozenset[str], label: str = label) -> bool:
            return label in value

        assert same(one.kappa.value, slow_kappa(sets, has)), label
        assert same(one.alpha.value, slow_alpha(sets, has)), label


@some
@given(documents())
def test_exact_f1_is_what_the_slow_way_says(made: Documents) -> None:
    found = plain(made)
    for label in (None, *found.labels):
        scores = []
        for one, other in combinations(found.annotators, 2):
            matched = both = 0
            for each in made:
                if {one, other} <= each.units.keys():
                    layers = [
                        Counter(unit for unit in each.units[name] if label in (None, unit.label))
                        for name in (one, other)
                    ]
                    matched += (layers[0] & layers[1]).total()
                    both += layers[0].total() + layers[1].total()
            scores.append(2 * matched / both if both else nan)
        shown = found.labels[label] if label else found.spans
        assert same(shown.exact.value, light(scores))


@some
@given(MEANINGS)
def test_figures_of_links_are_what_the_slow_way_says(said: Decisions) -> None:
    found = plain([], said).links
    names = ("ann0", "ann1", "ann2")
    rows = [[decision.meanings.get(name) for name in names] for decision in said]
    pairs = {
        (a, b): [(row[a], row[b]) for row in rows if row[a] and row[b]]
        for a, b in combinations(range(3), 2)
    }
    assert same(found.kappa.value, light([cohen(each) for each in pairs.values()]))
    assert same(found.alpha.value, alpha(rows, nominal))
    for meaning, figure in found.positive.items():
        scores = []
        for each in pairs.values():
            both = sum(pair.count(meaning) for pair in each)
            scores.append(2 * each.count((meaning, meaning)) / both if both else nan)
        assert same(figure.value, light(scores))


# -- what must hold ------------------------------------------------------------------------------


@some
@given(documents(), MEANINGS)
def test_the_order_of_annotators_does_not_matter(made: Documents, said: Decisions) -> None:
    other = dict(zip("abc", "cab", strict=True))
    names = {"ann0": "ann2", "ann1": "ann0", "ann2": "ann1"}
    turned = [
        replace(
            each,
            units={other[name]: layer for name, layer in reversed([*each.units.items()])},
            attributions={other[name]: layer for name, layer in each.attributions.items()},
        )
        for each in made
    ]
    renamed = [
        one._replace(meanings={names[name]: word for name, word in one.meanings.items()})
        for one in said
    ]
    one, two = agreement(made, said, resamples=20), agreement(turned, renamed, resamples=20)
    assert alike(one, two)
    for (_, left), (_, right) in zip(figures(one), figures(two), strict=True):
        assert left.items == right.items
        assert same(left.low, right.low)
        assert same(left.high, right.high)


@some
@given(st.lists(LAYERS, min_size=1, max_size=3))
def test_identity_gives_1_where_it_is_defined(layers: list[list[Made]]) -> None:
    made = [document({"a": layer, "b": [*reversed(layer)]}) for layer in layers]
    found = agreement(made, resamples=10)
    assert {figure.value for _, figure in figures(found)} <= {1, None}
    assert {figure.low for _, figure in figures(found)} <= {1, None}
    for label, one in found.labels.items():
        assert one.exact.value == one.overlapping.value == 1, label
        assert one.unitizing.value in (1, None)


@some
@given(documents(), MEANINGS)
def test_every_figure_has_its_bounds_or_its_reason(made: Documents, said: Decisions) -> None:
    for place, figure in figures(agreement(made, said, resamples=20)):
        lowest = 0 if "positive" in place or "exact" in place or "overlapping" in place else -1
        if "unitizing" not in place and figure.value is not None:
            assert lowest - 1e-9 <= figure.value <= 1 + 1e-9, place
        if figure.value is None or figure.low is None:
            assert figure.why
        if figure.value is None:
            assert figure.low is figure.high is None
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high


@some
@given(documents())
def test_overlapping_is_never_less_than_exact(made: Documents) -> None:
    found = plain(made)
    compared: list[SpanFigures | EdgeFigures] = [found.spans, found.attributions]
    for one in [*compared, *found.labels.values()]:
        if one.exact.value is not None and one.overlapping.value is not None:
            assert one.exact.value <= one.overlapping.value + 1e-12


@some
@given(documents())
def test_tokens_that_nobody_tagged_change_nothing(made: Documents) -> None:
    fewer = [
        replace(
            each,
            tokens=[
                (start, end)
                for start, end in each.tokens
                if any(u.start < end and start < u.end for one in each.units.values() for u in one)
            ],
        )
        for each in made
    ]
    assert alike(plain(fewer), plain(made))


@some
@given(documents(most=3), st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_a_corpus_that_is_drawn_is_one_with_documents_repeated(
    made: Documents, times: list[int]
) -> None:
    """Weights are what they say: checked by making the corpus that a resample stands for."""
    drawn = [each for each, often in zip(made, times, strict=False) for _ in range(often)]
    kept = [often for _, often in zip(made, times, strict=False)]
    assume(drawn)
    # The same annotators must be compared, or another figure is meant.
    assume(compared(drawn) == compared(made))
    found = weighted(made, kept)
    shown = plain(drawn)
    expected = [shown.spans.exact, shown.spans.overlapping, shown.spans.kappa]
    expected += [shown.spans.alpha, shown.spans.unitizing]
    for value, figure in zip(found, expected, strict=True):
        assert same(None if isnan(value) else value, figure.value)


def compared(made: Documents) -> set[str]:
    return {name for each in made if len(each.units) > 1 for name in each.units}


def weighted(made: Documents, times: list[int]) -> list[float]:
    """The figures over spans where documents count so often."""
    from annotations.review.agreement import _Counted

    measures, _ = _Counted(made).measures()
    return [float(measure.values(np.array([times], dtype=float))[0, 0]) for measure in measures]


@some
@given(documents())
def test_figures_of_one_document_are_those_of_a_corpus_of_it(made: Documents) -> None:
    names = compared(made)
    for each, shown in zip(made, plain(made).documents, strict=True):
        alone = plain([each])
        if each.units.keys() == names:
            assert values(shown.spans) == pytest.approx(values(alone.spans), nan_ok=True)
        assert shown.attributions.exact.value == alone.attributions.exact.value
        assert shown.id == each.id


# -- intervals -----------------------------------------------------------------------------------

ONE, TWO = [Made(0, 4, "P"), Made(6, 9, "Q")], [Made(0, 4, "P"), Made(6, 8, "Q")]


def corpus(*same: bool) -> Documents:
    return [document({"a": ONE, "b": ONE if each else TWO}, f"d{n}") for n, each in enumerate(same)]


def test_the_interval_is_that_of_the_documents_drawn() -> None:
    found = agreement(corpus(True, False, True, False)).spans.exact
    chance = np.random.default_rng(1)
    drawn = [1 - (chance.integers(4, size=4) % 2).mean() / 2 for _ in range(1000)]
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(drawn, (2.5, 97.5))))
    assert found == agreement(corpus(True, False, True, False)).spans.exact
    assert agreement(corpus(True, False), seed=2).seed == 2


def test_one_document_has_no_interval() -> None:
    found = agreement(corpus(False)).spans.exact
    assert (found.value, found.low) == (0.5, None)
    assert found.why == "no interval: all items lie in one document"


def test_links_are_drawn_by_their_documents() -> None:
    pairs = [("same", "same"), ("same", "different"), ("different", "different")]
    found = agreement([], decisions(*pairs * 7, documents=5)).links
    assert found.kappa.low is not None
    assert found.kappa.high is not None
    assert found.kappa.low < 0.4 < found.kappa.high
    lone = agreement([], decisions(*pairs, documents=2)).links.kappa
    assert lone.why == "no interval: all items lie between the same two documents"


# -- what is not defined -------------------------------------------------------------------------


def test_nothing_says_why() -> None:
    found = agreement([])
    assert found.spans.exact == Figure(
        None, None, None, 0, "no document that two annotators did has such a span"
    )
    assert found.links.kappa.why == "no pair was decided by two annotators"
    assert (found.labels, found.documents, found.confusion) == ({}, (), {})


def test_one_label_leaves_nothing_to_tell_apart() -> None:
    found = plain([document({"a": [Made(0, 4, "P")], "b": [Made(2, 6, "P")]})])
    assert found.spans.kappa.value is found.spans.alpha.value is None
    assert found.spans.kappa.items == 6
    assert "nothing to tell" in str(found.spans.kappa.why)
    assert found.spans.overlapping.value == 1


def test_who_did_not_do_a_document_is_not_compared_on_it() -> None:
    made = [document({"a": ONE, "b": ONE}), document({"a": TWO}), document({"a": TWO, "b": []})]
    found = plain(made)
    assert found.spans.exact.value == pytest.approx(2 * 2 / (4 + 2))
    assert [each.total for each in found.documents] == [2, 0, 2]
    assert found.documents[1].spans.exact.why == "no two annotators did the same documents"


def test_pairs_that_are_left_out_are_told() -> None:
    found = plain([document({"a": ONE, "b": ONE, "c": []}), document({"a": ONE, "b": ONE})])
    assert found.spans.exact.value == pytest.approx(1 / 3)
    found = plain([document({"a": ONE, "b": ONE}), document({"a": [], "c": []})])
    assert str(found.spans.exact.why).startswith("the mean of 1 of 2 pairs of annotators")


# -- what else is told ---------------------------------------------------------------------------


def test_confusion_says_which_label_stands_for_which() -> None:
    one = [Made(0, 4, "P"), Made(5, 9, "P"), Made(12, 14, "Q")]
    other = [Made(0, 4, "P"), Made(5, 9, "Q"), Made(20, 22, "Q")]
    found = plain([document({"b": other, "a": one})])
    assert {tuple(cell) for cell in found.confusion["a", "b"]} == {
        ("P", "P", True, 1),
        ("P", "Q", True, 1),
        ("Q", None, False, 1),
        (None, "Q", False, 1),
    }
    assert (found.documents[0].matched, found.documents[0].total) == (1, 4)


def test_a_label_of_several_at_once_is_its_own_category() -> None:
    both = [Made(0, 2, "P"), Made(0, 2, "Q"), Made(2, 4, "P")]
    found = plain([document({"a": both, "b": [Made(0, 4, "P"), Made(0, 2, "Q")]})])
    assert found.spans.kappa.value == 1
    assert found.labels["P"].kappa.value is None
    assert found.labels["Q"].kappa.value == 1


@some
@given(documents(most=2), MEANINGS)
def test_it_can_be_written(made: Documents, said: Decisions) -> None:
    written = agreement(made, said, resamples=5).as_json()
    assert [*written] == [
        "annotators", "resamples", "seed", "spans", "labels", "attributions", "links",
        "link_labels", "documents", "confusion",
    ]  # fmt: skip
    assert dumps(written, allow_nan=False)
    assert [*written["spans"]] == [
        "f1_exact", "f1_overlapping", "kappa_tokens", "alpha_tokens", "alpha_unitizing",
    ]  # fmt: skip
    for each in written["spans"].values():
        assert [*each] == ["value", "low", "high", "items", "why"]
        assert each["value"] is None or each["value"] == round(each["value"], PLACES)


def test_documents_are_gone_through_once() -> None:
    left = iter(corpus(True, False))
    assert agreement(left, resamples=0).spans.exact.value == 0.75
    assert [*left] == []
    rows = np.array([*product(range(4), (4,))])
    assert plain([replace(corpus(True)[0], tokens=rows)]).spans.alpha.items == 4

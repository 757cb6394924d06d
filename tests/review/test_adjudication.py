"""Disagreements and the resolved layer, over layers drawn at random."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.review.adjudication import (
    Article,
    Disagreement,
    Judged,
    Settled,
    settle,
    settle_links,
)
from annotations.review.items import Item
from annotations.review.records import Kind, Resolution
from annotations.review.voices import Rulings

SHA = "f" * 64
NAMES = ("ana", "ben", "cleo")
PLACE = st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from(["claim", "source"]))
LAYER = st.lists(PLACE, max_size=6, unique=True)
JOINS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3)
LAYERS = st.lists(st.tuples(LAYER, JOINS), min_size=1, max_size=3)
Drawn = list[tuple[list[tuple[int, int, str]], list[tuple[int, int]]]]


def _spans(name: str, layer: list[tuple[int, int, str]]) -> list[Item]:
    return [
        Item(
            Kind.SPAN, f"{name}{n}", name, "one", label, ((start, start + length),),
            (f"{name}{n}",), "x" * length,
        )
        for n, (start, length, label) in enumerate(layer)
    ]  # fmt: skip


def _joined(kind: Kind, label: str, one: Item, other: Item) -> Item:
    ends = one.ends + other.ends
    return Item(
        kind, "+".join(ends), one.author, "one", label, one.places + other.places, ends, one.text
    )


def article(drawn: Drawn, order: Sequence[str] = NAMES) -> Article:
    """An article that each of some has read, with what they made of it."""
    names = [name for name in order if name in NAMES[: len(drawn)]]
    spans: list[Item] = []
    attributions: dict[str, Item] = {}
    for name in names:
        layer, joins = drawn[NAMES.index(name)]
        own = _spans(name, layer)
        spans += own
        for one, other in joins:
            if own and one % len(own) != other % len(own):
                made = _joined(
                    Kind.ATTRIBUTION, "attributed_to", own[one % len(own)], own[other % len(own)]
                )
                attributions[made.id] = made
    return Article("one", SHA, tuple(names), spans, [*attributions.values()])


def judged(resolutions: Mapping[str, Resolution] | None = None) -> Judged:
    """What was said of layers: only how disagreements were settled."""
    return Judged(Rulings(), resolutions or {})


def first_version(case: Disagreement) -> Resolution:
    """Settled by what comes first."""
    content = case.versions[0].content
    return Resolution(
        id=case.id, kind=case.kind, document=case.document, annotator="dora",
        versions=case.versions, choice="1", chosen=() if content is None else (content,),
        decided="2025-01-01T00:00:00Z",
    )  # fmt: skip


def _told(found: Settled) -> Any:
    """What came of it, without the order of versions and of names."""
    return (
        [
            (case.id, case.kind, {(frozenset(v.by), str(v.content)) for v in case.versions})
            for case in found.disagreements
        ],
        [(one.id, one.content, sorted(one.by)) for one in found.spans],
        sorted((one.id, str(one.content), one.ends, sorted(one.by)) for one in found.relations),
    )


@given(drawn=LAYERS)
def test_it_is_the_same_in_whatever_order_layers_are_named(drawn: Drawn) -> None:
    found = [settle(article(drawn, order), judged()) for order in permutations(NAMES)]
    ids = [sorted(case.id for case in one.disagreements) for one in found]
    assert all(one == ids[0] for one in ids)
    told = [_told(one) for one in found]
    assert all({*map(str, one[1])} == {*map(str, told[0][1])} for one in told)
    assert all(one[2] == told[0][2] for one in told)


@given(drawn=LAYERS)
def test_what_all_say_alike_is_resolved_and_nothing_else_is(drawn: Drawn) -> None:
    read = article(drawn)
    found = settle(read, judged())
    layers = [{(start, start + length, label) for start, length, label in own} for own, _ in drawn]
    resolved = {(c["start"], c["end"], c["label"]) for c in (one.content for one in found.spans)}
    assert resolved == set.intersection(*layers)
    assert all(set(one.by) == set(read.readers) for one in found.spans)
    assert all(len(case.versions) > 1 for case in found.disagreements)
    assert all(0 <= case.severity <= 1 for case in found.disagreements)


@given(drawn=LAYERS)
def test_nothing_is_lost(drawn: Drawn) -> None:
    found = settle(article(drawn), judged())
    there = {item.id for case in found.disagreements for item in case.items}
    kept = {id(one) for one in found.spans}
    for item in article(drawn).spans:
        thing = found.things[item.id]
        assert item.id in there or all(id(one) in kept for one in thing.resolved)


@given(drawn=LAYERS, order=st.permutations(NAMES))
def test_settling_all_by_the_first_version_gives_the_first_layer(
    drawn: Drawn, order: list[str]
) -> None:
    read = article(drawn, order)
    resolutions: dict[str, Resolution] = {}
    cases = settle(read, judged()).disagreements
    resolutions = {case.id: first_version(case) for case in cases}
    found = settle(read, judged(resolutions))
    assert all(case.settled for case in found.disagreements)
    first = [item for item in read.spans if item.author == read.readers[0]]
    own = {(*item.places[0], item.label) for item in first}
    by_id = {
        one.id: (one.content["start"], one.content["end"], one.content["label"])
        for one in found.spans
    }
    assert {*by_id.values()} == own
    label = {item.id: (*item.places[0], item.label) for item in first}
    said = {
        tuple(label[end] for end in item.ends)
        for item in read.attributions
        if item.author == read.readers[0]
    }
    assert {tuple(by_id[end] for end in one.ends) for one in found.relations} == said


@given(drawn=LAYERS)
def test_identifiers_are_unique(drawn: Drawn) -> None:
    read = article(drawn)
    cases = settle(read, judged()).disagreements
    assert len({case.id for case in cases}) == len(cases)
    both = {
        case.id: first_version(case).model_copy(
            update={
                "choice": "both",
                "chosen": tuple(v.content for v in case.versions if v.content),
            }
        )
        for case in cases
    }
    for resolutions in ({}, both, {case.id: first_version(case) for case in cases}):
        found = settle(read, judged(resolutions))
        resolved = [one.id for one in (*found.spans, *found.relations)]
        assert len({*resolved}) == len(resolved)
        there = {one.id for one in found.spans}
        assert all(set(one.ends) <= there for one in found.relations)


@given(drawn=LAYERS)
def test_it_goes_by_the_text_and_not_by_its_name(drawn: Drawn) -> None:
    read = article(drawn)
    copied = read._replace(
        document="two",
        spans=[item._replace(document="two") for item in read.spans],
        attributions=[item._replace(document="two") for item in read.attributions],
    )
    one, other = (settle(copy, judged()) for copy in (read, copied))
    assert [case.id for case in one.disagreements] == [case.id for case in other.disagreements]
    assert [case.id for case in one.spans] == [case.id for case in other.spans]


def test_what_comes_twice_in_a_layer_is_asked_once() -> None:
    drawn: Drawn = [([(0, 5, "claim"), (0, 5, "claim")], []), ([], [])]
    (case,) = settle(article(drawn), judged()).disagreements
    found = settle(article(drawn), judged({case.id: first_version(case)}))
    assert len(found.spans) == 1


def test_links_are_told_alike_whichever_end_comes_first() -> None:
    ids = []
    for flipped in (False, True):
        left = settle(article([([(0, 5, "claim")], []), ([(0, 5, "claim")], [])]), judged())
        right = settle(
            article([([(3, 4, "claim")], []), ([(3, 4, "claim")], [])])._replace(
                sha256="e" * 64,
                spans=[
                    item._replace(id=f"r{item.id}", ends=(f"r{item.id}",))
                    for layer, name in (([(3, 4, "claim")], "ana"), ([(3, 4, "claim")], "ben"))
                    for item in _spans(name, layer)
                ],
            ),
            judged(),
        )
        links = []
        for name, kind in (("ana", "same"), ("ben", "different")):
            one = next(i for t in left.things.values() for i in t.own.values() if i.author == name)
            other = next(
                i for t in right.things.values() for i in t.own.values() if i.author == name
            )
            ends = (other, one) if flipped else (one, other)
            links.append(_joined(Kind.LINK, kind, *ends))
        found = settle_links(links, {**left.things, **right.things}, NAMES, judged())
        ids.append([case.id for case in found.disagreements])
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1

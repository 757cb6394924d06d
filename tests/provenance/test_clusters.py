"""Closure over verdicts: what is the same, what is settled, what contradicts itself."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Meaning
from annotations.provenance.clusters import Clusters, Edge, Standing

SAME, DIFFERENT, CONTRADICTS, UNSURE = Meaning
SPANS = [f"s{n}" for n in range(9)]
PAIRS = list(combinations(SPANS, 2))
ITEMS = st.dictionaries(st.sampled_from(SPANS[5:]), st.sampled_from(SPANS[:3]))
EDGES = st.lists(
    st.tuples(st.sampled_from(SPANS), st.sampled_from(SPANS), st.sampled_from(Meaning)), max_size=14
)

Edges = list[tuple[str, str, Meaning]]


def parts(items: dict[str, str], edges: Edges) -> list[set[str]]:
    """The clusters the slow way: what overlaps is put together until nothing does."""
    sets = [{span} for span in SPANS] + [{*pair} for pair in items.items()]
    sets += [{left, right} for left, right, meaning in edges if meaning is SAME]
    while meet := next(((a, b) for a, b in combinations(sets, 2) if a & b), None):
        sets = [s for s in sets if s is not meet[0] and s is not meet[1]] + [meet[0] | meet[1]]
    return sets


def standings(items: dict[str, str], edges: Edges) -> dict[tuple[str, str], Standing]:
    """How every pair stands, the slow way."""
    home = {span: n for n, part in enumerate(parts(items, edges)) for span in part}
    apart = {frozenset((home[a], home[b])) for a, b, m in edges if m in (DIFFERENT, CONTRADICTS)}
    return {
        (a, b): Standing.IMPLIED
        if home[a] == home[b]
        else Standing.BLOCKED
        if frozenset((home[a], home[b])) in apart
        else Standing.OPEN
        for a, b in PAIRS
    }


def known(clusters: Clusters) -> object:
    """All that can be asked."""
    return (
        [(clusters.of(span), clusters.members(span)) for span in SPANS],
        [clusters.standing(*pair) for pair in PAIRS],
        [clusters.conflicts(span) for span in SPANS],
    )


def test_a_span_that_nothing_is_known_of_stands_for_itself() -> None:
    clusters = Clusters()
    assert clusters.of("a") == "a"
    assert clusters.members("a") == ("a",)
    assert clusters.size("a") == 1
    assert Clusters({"b": "a"}).size("b") == 2
    assert clusters.standing("a", "b") is Standing.OPEN
    assert clusters.conflicts("a") == set()


def test_mentions_of_one_item_are_the_same() -> None:
    clusters = Clusters({"a2": "a1", "a3": "a1"}, [("a2", "b1", SAME)])
    assert clusters.members("b1") == ("a1", "a2", "a3", "b1")
    assert clusters.of("a3") == clusters.of("b1") == "a1"
    assert clusters.standing("a3", "b1") is Standing.IMPLIED


def test_a_rejection_blocks_between_whole_clusters() -> None:
    clusters = Clusters({"a2": "a1"}, [("b", "c", SAME), ("a2", "b", DIFFERENT)])
    assert clusters.standing("a1", "c") is Standing.BLOCKED
    clusters.add("c", "d", SAME)
    assert clusters.standing("d", "a2") is Standing.BLOCKED
    assert clusters.standing("d", "b") is Standing.IMPLIED


def test_two_that_contradict_are_not_the_same_and_unsure_says_nothing() -> None:
    clusters = Clusters({}, [("a", "b", CONTRADICTS), ("c", "d", UNSURE)])
    assert clusters.standing("b", "a") is Standing.BLOCKED
    assert clusters.standing("c", "d") is Standing.OPEN


def test_a_conflict_is_the_rejection_between_two_that_are_the_same() -> None:
    edges = [("a", "b", SAME), ("b2", "c", SAME), ("c", "a", DIFFERENT), ("x", "a", DIFFERENT)]
    clusters = Clusters({"b2": "b"}, edges)
    assert clusters.conflicts("b") == clusters.conflicts("c") == {Edge("a", "c", DIFFERENT)}
    assert clusters.conflicts("x") == set()


def test_two_mentions_of_one_item_that_are_different_are_a_conflict() -> None:
    clusters = Clusters({"a2": "a1", "a3": "a1"}, [("a3", "a2", DIFFERENT)])
    assert clusters.conflicts("a1") == {Edge("a2", "a3", DIFFERENT)}


@given(ITEMS, EDGES)
def test_it_says_what_the_slow_way_says(items: dict[str, str], edges: Edges) -> None:
    clusters = Clusters(items, edges)
    assert {pair: clusters.standing(*pair) for pair in PAIRS} == standings(items, edges)
    for part in parts(items, edges):
        for span in part:
            assert clusters.members(span) == tuple(sorted(part))
            assert clusters.size(span) == len(part)
            assert clusters.of(span) == min(items.get(one, one) for one in part)


@given(ITEMS, EDGES, st.randoms(use_true_random=False))
def test_the_order_of_the_verdicts_does_not_matter(
    items: dict[str, str], edges: Edges, shuffler: Random
) -> None:
    other = [(b, a, m) if shuffler.random() < 0.5 else (a, b, m) for a, b, m in edges]
    shuffler.shuffle(other)
    assert known(Clusters(items, other)) == known(Clusters(items, edges))


@given(ITEMS, EDGES)
def test_every_rejection_between_two_that_are_the_same_is_a_conflict(
    items: dict[str, str], edges: Edges
) -> None:
    clusters = Clusters(items, edges)
    for part in parts(items, edges):
        inside = {
            Edge(min(a, b), max(a, b), m)
            for a, b, m in edges
            if m in (DIFFERENT, CONTRADICTS) and {a, b} <= part
        }
        assert clusters.conflicts(min(part)) == inside

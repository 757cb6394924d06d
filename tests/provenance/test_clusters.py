"""Closure over verdicts: what is the same, what is settled, what contradicts itself."""

from itertools import combinations, pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Meaning
from annotations.provenance.clusters import Clusters, Edge, Settles, Standing
from annotations.provenance.waiting import Pair

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
        clusters.conflicts(),
        [clusters.settles(*pair) for pair in PAIRS],
    )


def test_a_span_that_nothing_is_known_of_stands_for_itself() -> None:
    clusters = Clusters()
    assert clusters.of("a") == "a"
    assert clusters.members("a") == ("a",)
    assert clusters.size("a") == 1
    assert Clusters({"b": "a"}).size("b") == 2
    assert clusters.standing("a", "b") is Standing.OPEN
    assert clusters.settles("a", "b") == Settles(0, 0)
    assert clusters.conflicts() == []


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


def test_a_conflict_names_the_rejection_and_the_chain_that_it_breaks() -> None:
    edges = [("a", "b", SAME), ("b2", "c", SAME), ("c", "a", DIFFERENT), ("x", "a", DIFFERENT)]
    (conflict,) = Clusters({"b2": "b"}, edges).conflicts()
    assert conflict.rejection == Edge("a", "c", DIFFERENT)
    assert conflict.chain == ("a", "b", "b2", "c")


def test_two_mentions_of_one_item_that_are_different_are_a_conflict() -> None:
    (conflict,) = Clusters({"a2": "a1", "a3": "a1"}, [("a3", "a2", DIFFERENT)]).conflicts()
    assert conflict.chain == ("a2", "a3")


def test_what_a_verdict_would_settle() -> None:
    waiting = [("a", "c"), ("b", "c"), ("a", "d"), ("b", "d"), ("c", "d")]
    clusters = Clusters({}, [("a", "b", SAME), ("c", "x", DIFFERENT)], [*waiting, ("a", "x")])
    # a–c: b–c follows either way; if the same, a–x is blocked too.
    assert clusters.settles("a", "c") == Settles(2, 1)
    assert clusters.settles("d", "a") == Settles(1, 1)
    assert clusters.settles("c", "d") == Settles(0, 0)
    assert clusters.add("a", "c", SAME) == [("a", "c"), ("b", "c"), ("a", "x")]
    assert clusters.settles("c", "d") == Settles(2, 2)
    assert clusters.add("c", "d", DIFFERENT) == [("c", "d"), ("a", "d"), ("b", "d")]


def test_a_pair_that_is_unsure_waits_no_more_and_settles_nothing_else() -> None:
    clusters = Clusters({"a2": "a"}, [], [("a", "b"), ("a2", "b")])
    assert clusters.settles("a2", "b") == Settles(1, 1)
    assert clusters.add("b", "a2", UNSURE) == [("a2", "b")]
    assert clusters.settles("a", "b") == Settles(0, 0)
    assert clusters.add("a", "b", SAME) == [("a", "b")]


def test_a_settled_pair_does_not_wait() -> None:
    clusters = Clusters({}, [("a", "b", SAME), ("b", "c", DIFFERENT)])
    assert not clusters.wait("a", "b")
    assert not clusters.wait("a", "c")
    assert clusters.wait("a", "d")


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
    one_by_one = Clusters(items, (), PAIRS)
    for edge in other:
        one_by_one.add(*edge)
    # `unsure` takes out the judged pair only while it waits, so judged pairs do not wait here.
    judged = {frozenset(edge[:2]) for edge in edges}
    at_once = Clusters(items, edges, [pair for pair in PAIRS if frozenset(pair) not in judged])
    assert known(one_by_one) == known(at_once)


@given(ITEMS, EDGES, st.lists(st.sampled_from(PAIRS), unique=True), st.sampled_from(PAIRS))
def test_it_settles_what_it_says(
    items: dict[str, str], edges: Edges, waiting: list[Pair], pair: Pair
) -> None:
    judged = {frozenset(edge[:2]) for edge in edges}
    before = standings(items, edges)
    still = {p for p in waiting if frozenset(p) not in judged and before[p] is Standing.OPEN} - {
        pair
    }
    for meaning in (SAME, DIFFERENT):
        clusters = Clusters(items, edges, [p for p in waiting if frozenset(p) not in judged])
        said = getattr(clusters.settles(*pair), meaning.value)
        after = standings(items, [*edges, (*pair, meaning)])
        gone = {p for p in still if after[p] is not Standing.OPEN}
        assert set(clusters.add(pair[0], pair[1], meaning)) - {pair} == gone
        if before[pair] is Standing.OPEN:
            assert said == len(gone)


@given(ITEMS, EDGES)
def test_every_conflict_has_a_chain_of_what_is_the_same(
    items: dict[str, str], edges: Edges
) -> None:
    joined = {frozenset(edge[:2]) for edge in edges if edge[2] is SAME}
    stand = standings(items, edges)
    found = Clusters(items, edges).conflicts()
    rejections = {frozenset(e[:2]) for e in edges if e[2] in (DIFFERENT, CONTRADICTS)}
    assert {frozenset(c.rejection[:2]) for c in found} == {
        ends
        for ends in rejections
        if len(ends) == 1 or stand[min(ends), max(ends)] is Standing.IMPLIED
    }
    for conflict in found:
        assert (conflict.chain[0], conflict.chain[-1]) == conflict.rejection[:2]
        for one, other in pairwise(conflict.chain):
            assert frozenset((one, other)) in joined or items.get(one, one) == items.get(
                other, other
            )

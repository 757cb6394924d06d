"""Ways by which two spans are the same."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Meaning
from annotations.provenance.clusters import Edge
from annotations.provenance.paths import Hop, Paths

SAME, DIFFERENT, _, UNSURE = Meaning
SPANS = [f"s{n}" for n in range(6)]
ITEMS = st.dictionaries(st.sampled_from(SPANS[3:]), st.sampled_from(SPANS[:3]), max_size=2)
EDGES = st.lists(
    st.builds(Edge, st.sampled_from(SPANS), st.sampled_from(SPANS), st.sampled_from(Meaning)),
    max_size=8,
)


def slowly(items: dict[str, str], edges: list[Edge], start: str, end: str) -> int | None:
    """How many steps the shortest way has, of all orders of all spans."""
    beside = {frozenset(edge[:2]) for edge in edges if edge.meaning is SAME}
    beside |= {frozenset(pair) for pair in items.items()}
    between = [span for span in SPANS if span not in (start, end)]
    for steps in range(1, len(SPANS)):
        for middle in permutations(between, steps - 1):
            way = [start, *middle, end]
            if all(frozenset(two) in beside for two in pairwise(way)):
                return steps
    return None


@given(ITEMS, EDGES)
def test_the_way_is_one_and_the_shortest(items: dict[str, str], edges: list[Edge]) -> None:
    way = Paths(items, edges).between("s0", "s5")
    assert (len(way) or None) == slowly(items, edges, "s0", "s5")
    stops = ["s0", *(hop.end for hop in way)]
    assert stops[: len(way)] == [hop.start for hop in way]
    assert not way or stops[-1] == "s5"
    for hop in way:
        pair = {hop.start, hop.end}
        if hop.verdict is None:
            assert any({*item} == pair for item in items.items())
        else:
            assert hop.verdict in edges
            assert (hop.verdict.meaning, {*hop.verdict[:2]}) == (SAME, pair)


def test_of_equally_short_ways_the_one_that_was_given_first_is_taken() -> None:
    edges = [Edge("a", "y", SAME), Edge("y", "z", SAME), Edge("a", "b", SAME), Edge("b", "z", SAME)]
    assert Paths({}, edges).between("a", "z") == [
        Hop("a", "y", edges[0]),
        Hop("y", "z", edges[1]),
    ]


def test_a_way_through_two_mentions_of_one_thing_has_no_verdict_there() -> None:
    edge = Edge("a2", "b", SAME)
    assert Paths({"a2": "a1", "a1": "a1"}, [edge]).between("b", "a1") == [
        Hop("b", "a2", edge),
        Hop("a2", "a1", None),
    ]
    assert Paths({}, []).between("a", "a") == []


def test_what_holds_spans_together_is_each_verdict_once() -> None:
    edges = [Edge("a", "b", SAME), Edge("b", "c", SAME), Edge("a", "c", DIFFERENT)]
    assert Paths({"d": "a"}, edges).within("abcd") == edges[:2]
    assert Paths({}, [Edge("a", "b", UNSURE)]).within("ab") == []

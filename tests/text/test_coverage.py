"""Which spans cover which character: against counting one by one, and how little a change does."""

from collections.abc import Callable
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Span
from annotations.text.coverage import DEPTH, Coverage, innermost
from tests.stock import nested, span

LENGTH = 30
MANY = 10_000


def over(spans: dict[str, Span], offset: int) -> list[Span]:
    """The spans over a character, one by one."""
    return sorted((s for s in spans.values() if s.start <= offset < s.end), key=innermost)


Act = tuple[int, tuple[int, int] | None]

places = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda pair: (min(pair), max(pair)) if pair[0] != pair[1] else (pair[0], pair[0] + 1)
)
acts = st.lists(st.tuples(st.integers(0, 25), places | st.none()), max_size=60)


@given(st.lists(places, max_size=20), acts)
def test_it_says_what_counting_says(first: list[tuple[int, int]], then: list[Act]) -> None:
    spans = {f"{n:02}": span(f"{n:02}", *place) for n, place in enumerate(first)}
    coverage = Coverage(spans.values())
    for number, place in then:
        name = f"{number:02}"
        if place:
            spans[name] = span(name, *place)
            coverage.add(spans[name])
        else:
            spans.pop(name, None)
            coverage.remove(name)
    assert sorted(coverage, key=innermost) == sorted(spans.values(), key=innermost)
    for offset in range(LENGTH + 1):
        wanted = over(spans, offset)
        assert coverage.all_at(offset) == wanted
        here = coverage.at(offset)
        assert (list(here.spans), here.depth) == (wanted[:DEPTH], len(wanted))
        assert here.start <= offset < here.end
        for each in spans.values():
            rank = wanted.index(each) if each in wanted else None
            assert coverage.rank(each, offset) == rank
    pieces = list(coverage.within(0, LENGTH))
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]


def touched(coverage: Coverage, change: Callable[[Coverage], None]) -> int:
    """How many stretches a change keeps other spans for than before."""
    before = list(coverage._over)
    change(coverage)
    return sum(a is not b for a, b in zip(before, coverage._over, strict=True))


def test_taking_one_of_many_nested_spans_out_touches_the_stretches_that_kept_it() -> None:
    """And putting it in again, too: the others stay the very same tuples."""
    spans = nested(MANY)
    for number in (0, MANY // 2, MANY - 1):
        coverage = Coverage(spans)
        assert touched(coverage, partial(Coverage.remove, span_id=spans[number].id)) <= 2 * (
            DEPTH + 1
        )
        assert touched(coverage, partial(Coverage.add, span=spans[number])) <= 2 * (DEPTH + 1)
        assert coverage.at(MANY).depth == MANY
        assert coverage._over == Coverage(spans)._over
        assert coverage._depth == Coverage(spans)._depth


def test_two_hundred_spans_on_one_word() -> None:
    word = [span(f"{n:03}", 10, 16, label=f"label {n}") for n in range(200)]
    coverage = Coverage([*word, *(span(f"far {n}", n, n + 1) for n in range(20, 400))])
    assert [s.id for s in coverage.all_at(12)] == [s.id for s in word]
    assert [coverage.rank(s, 12) for s in word] == list(range(200))
    for n, each in enumerate(word):
        coverage.remove(each.id)
        assert coverage.at(10).depth == 199 - n
        assert [s.id for s in coverage.at(10).spans] == [s.id for s in word[n + 1 :][:DEPTH]]
    assert coverage.tally["ana", "claim"] == 380


def test_a_span_of_exactly_that_extent() -> None:
    coverage = Coverage([*nested(50), span("twin", 10, 90), span("short", 10, 12)])
    assert coverage.exactly(10, 90) == coverage.get("00010")
    assert coverage.exactly(10, 12) == coverage.get("short")
    assert coverage.exactly(10, 11) is None
    assert coverage.exactly(0, 1000) is None

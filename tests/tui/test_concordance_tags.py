"""Tags by place: none that is over a hit is missed, and a row does not walk through all of them."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.workspace.searching import Tag
from tui.screens.concordance.tagged import Tags

LENGTH = 70

stretches = st.tuples(st.integers(0, LENGTH), st.integers(1, LENGTH)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
tags = st.builds(
    lambda stretch, label, who: Tag(stretch[0], stretch[1], label, who),
    stretches,
    st.sampled_from(["claim", "entity"]),
    st.sampled_from(["ana", "ben"]),
)


@given(st.lists(tags), st.lists(tags), st.lists(stretches, min_size=1))
def test_none_over_a_hit_is_missed(
    given_at_first: list[Tag], more: list[Tag], hits: list[tuple[int, int]]
) -> None:
    known = Tags(given_at_first)
    for count in range(len(more) + 1):
        every = {*given_at_first, *more[:count]}
        for start, end in hits:
            near = set(known.near(start, end))
            assert {tag for tag in every if tag.start < end and tag.end > start} <= near <= every
        if count < len(more):
            known.add(more[count])


def test_a_row_looks_at_few_of_many_under_long_ones() -> None:
    every = [Tag(n, n + 7, "entity", "ana") for n in range(0, 1_000_000, 100)]
    every += [Tag(n, 1_000_000 - n, "claim", "ana") for n in range(10)]
    known = Tags(every)
    for start in (0, 499_990, 500_000, 999_900):
        near = list(known.near(start, start + 7))
        assert {tag for tag in every if tag.start < start + 7 and tag.end > start} <= set(near)
        assert len(near) <= 12


def test_a_long_hit_looks_at_no_more_than_there_is() -> None:
    known = Tags([Tag(5, 6, "entity", "ana"), Tag(1 << 40, (1 << 40) + 1, "entity", "ana")])
    assert len(list(known.near(0, 1 << 50))) == 2

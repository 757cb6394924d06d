"""Layers and documents that tests of agreement make up."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple

from hypothesis import strategies as st

from annotations.review.agreement import AnnotatedDocument
from annotations.review.links import Decision

LENGTH = 24
"""Codepoints of a made-up document; every other one is a token."""


class Made(NamedTuple):
    """A made-up span."""

    start: int
    end: int
    label: str


def document(
    layers: Mapping[str, Sequence[Made]], name: str = "d", length: int = LENGTH, **more: Any
) -> AnnotatedDocument:
    """A document with these layers; every codepoint is a token."""
    tokens = [(n, n + 1) for n in range(length)]
    return AnnotatedDocument(name, length, tokens, layers, **more)


def decisions(*rows: Sequence[str | None], documents: int = 3) -> list[Decision]:
    """A decision for each row, with what ann0, ann1 … said; None for who said nothing."""
    ends = [*combinations([f"d{n}" for n in range(documents)], 2)]
    return [
        Decision(
            f"k{n}",
            ends[n % len(ends)],
            "claim" if n % 2 else "entity",
            {f"ann{who}": said for who, said in enumerate(row) if said is not None},
        )
        for n, row in enumerate(rows)
    ]


_STRETCHES = [(start, end) for start, end in product(range(LENGTH + 1), repeat=2) if start < end]

SPANS = st.builds(
    lambda stretch, label: Made(stretch[0], stretch[1], label),
    st.sampled_from(_STRETCHES),
    st.sampled_from("PQR"),
)
LAYERS = st.lists(SPANS, max_size=7)
"""Spans that nest, overlap, and are there twice."""

EDGES = st.lists(
    st.tuples(st.sampled_from(_STRETCHES[:40]), st.sampled_from(_STRETCHES[:40])), max_size=5
)


@st.composite
def documents(draw: st.DrawFn, annotators: str = "abc", most: int = 4) -> list[AnnotatedDocument]:
    """Documents, each done by some of the annotators."""
    made = []
    for number in range(draw(st.integers(1, most))):
        names = draw(st.sets(st.sampled_from(annotators), min_size=1))
        layers = {name: draw(LAYERS) for name in sorted(names)}
        edges = {name: draw(EDGES) for name in layers}
        made.append(document(layers, f"d{number}", attributions=edges))
    return made


MEANINGS = st.lists(
    st.lists(st.sampled_from(["same", "different", "unsure", None]), min_size=3, max_size=3),
    max_size=12,
).map(lambda rows: decisions(*rows))

"""Which pairs are asked and in what order, and how that is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import nextafter
from typing import NamedTuple

from annotations.workspace.queue import Order, Wanted
from tui.text.display import one_line

WORTH = 0.25
"""How likely a pair is at least that is worth asking: one decision in four makes a link."""
_LIKELY = 0.75
_OUTLET = 20
"""Cells of an outlet."""

Pair = tuple[str, str]
"""The spans at both ends, by their identifiers."""


class Band(StrEnum):
    """How likely the pairs are that are asked."""

    WORTH = "all worth asking"
    LIKELY = "likely ones only"
    UNCERTAIN = "uncertain ones only"
    UNLIKELY = "unlikely ones only"
    ALL = "unlikely ones too"

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most likely."""
        return _BOUNDS[self]

    @property
    def meaning(self) -> str:
        """Its bounds in words."""
        return _MEANINGS[self]


_BOUNDS = {
    Band.WORTH: (WORTH, 1.0),
    Band.LIKELY: (_LIKELY, 1.0),
    Band.UNCERTAIN: (WORTH, nextafter(_LIKELY, 0)),
    Band.UNLIKELY: (0.0, nextafter(WORTH, 0)),
    Band.ALL: (0.0, 1.0),
}
_MEANINGS = {
    Band.WORTH: f"{100 * WORTH:.0f} % and more",
    Band.LIKELY: f"{100 * _LIKELY:.0f} % and more",
    Band.UNCERTAIN: f"{100 * WORTH:.0f} to {100 * _LIKELY:.0f} %",
    Band.UNLIKELY: f"below {100 * WORTH:.0f} %",
    Band.ALL: "whatever the matcher proposes",
}


@dataclass(frozen=True)
class Filters:
    """What the person wants to be asked."""

    label: str | None = None
    """Pairs with this label only."""
    articles: frozenset[str] = frozenset()
    """Pairs between these two articles only."""
    outlet: str | None = None
    """Pairs with an end in an article of this outlet only."""
    contradictions: bool = False
    """Possible contradictions only, however unlikely they are the same."""
    band: Band = Band.WORTH
    """How likely."""
    order: Order = Order.BEST
    """What comes first."""

    def wanted(self) -> Wanted:
        """What the queue is asked for."""
        least, most = (0.0, 1.0) if self.contradictions else self.band.bounds
        return Wanted(
            label=self.label,
            articles=self.articles,
            least=least,
            most=most,
            contradictions=self.contradictions,
            outlet=self.outlet,
        )

    @property
    def narrow(self) -> bool:
        """Whether fewer are asked than usually."""
        picks = (self.label, self.articles, self.outlet, self.contradictions)
        return any(picks) or self.band not in (Band.WORTH, Band.ALL)

    def cleared(self) -> "Filters":
        """Without any filter, in the same order."""
        return Filters(order=self.order)

    def turned(self) -> "Filters":
        """In the other order."""
        other = Order.INFORMATIVE if self.order is Order.BEST else Order.BEST
        return replace(self, order=other)

    def in_words(self) -> Iterator[tuple[str, str]]:
        """What is filtered by: the command that takes it off, and the words for it."""
        if self.label:
            yield "proposals.label", f"{self.label} only"
        if self.articles:
            yield "proposals.these", "these two only"
        if self.outlet:
            yield "proposals.filter", f"{one_line(self.outlet, _OUTLET)} only"
        if self.contradictions:
            yield "proposals.contradictions", "contradictions only"
        elif self.band in (Band.LIKELY, Band.UNCERTAIN, Band.UNLIKELY):
            yield "proposals.filter", f"{self.band}: {self.band.meaning}"
        elif self.band is Band.ALL:
            yield "proposals.unlikely", "unlikely ones too"


class Asked(NamedTuple):
    """Where the queue was left, for as long as the program runs."""

    filters: Filters
    """What was asked."""
    seen: Sequence[Pair] = ()
    """The pairs up to the one in view."""
    pair: Pair | None = None
    """The one in view."""

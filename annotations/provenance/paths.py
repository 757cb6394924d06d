"""How two spans come to be the same through others: the verdicts on the way, to be looked at."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.model import Meaning
from annotations.provenance.clusters import Edge


class Hop(NamedTuple):
    """One step from a span to one that is the same."""

    start: str
    """Identifier of the span that one comes from."""
    end: str
    """Identifier of the one that one comes to."""
    verdict: Edge | None
    """The verdict that says so; None for two mentions of one thing in one article."""


class Paths:
    """All that is said to be the same, to find ways in."""

    def __init__(self, items: Mapping[str, str], edges: Iterable[Edge]) -> None:
        """Take what is said.

        Args:
            items: For each further mention of something in its own document, the span that stands
                for all of them.
            edges: Verdicts.
        """
        self._beside: dict[str, list[Hop]] = {}
        for edge in edges:
            if edge.meaning is Meaning.SAME:
                self._join(edge.left, edge.right, edge)
        for span, node in items.items():
            if span != node:
                self._join(span, node, None)

    def _join(self, one: str, other: str, verdict: Edge | None) -> None:
        self._beside.setdefault(one, []).append(Hop(one, other, verdict))
        self._beside.setdefault(other, []).append(Hop(other, one, verdict))

    def between(self, start: str, end: str) -> list[Hop]:
        """The shortest way from a span to another, by verdicts and mentions; none if there is none.

        Breadth first, so that of equally short ways the one by the verdicts given first is taken.
        """
        reached: dict[str, Hop | None] = {start: None}
        ahead = [start]
        while ahead and end not in reached:
            following = []
            for span in ahead:
                for hop in self._beside.get(span, ()):
                    if hop.end not in reached:
                        reached[hop.end] = hop
                        following.append(hop.end)
            ahead = following
        way: list[Hop] = []
        at = reached.get(end)
        while at is not None:
            way.append(at)
            at = reached[at.start]
        return way[::-1]

    def within(self, spans: Iterable[str]) -> list[Edge]:
        """The verdicts that hold some spans together, each once, in the order given."""
        found = (hop.verdict for span in spans for hop in self._beside.get(span, ()))
        return list(dict.fromkeys(edge for edge in found if edge is not None))

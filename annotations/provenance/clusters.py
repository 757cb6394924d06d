"""What is known to be one thing, and what that settles.

A cluster is all spans that are the same: the mentions of one item, and items joined by verdicts,
directly or through others. All `same` verdicts count. A verdict that two are different, or that
they contradict each other, stands between their clusters and blocks every pair between them. Where
`same` verdicts join its two ends all the same, neither side is preferred: the cluster stays as it
is, and :meth:`Clusters.conflicts` lists the verdict, for the annotator to take one of them back. So
what follows depends on what was judged, never on the order.

"Unsure" implies nothing. To take a verdict back, build the clusters anew.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from annotations.model import Meaning

_REJECTING = frozenset({Meaning.DIFFERENT, Meaning.CONTRADICTS})


class Edge(NamedTuple):
    """A verdict on two spans."""

    left: str
    """Identifier of one span."""
    right: str
    """Identifier of the other."""
    meaning: Meaning
    """What was said of them."""


class Standing(StrEnum):
    """How a pair that was not judged itself stands."""

    OPEN = "open"
    """Nothing is known of it."""
    IMPLIED = "implied"
    """Both are the same through others."""
    BLOCKED = "blocked"
    """Both are not the same, through others."""


class _Group:
    """A cluster under construction, known by its number."""

    __slots__ = ("first", "nodes", "number", "rejected", "size")

    def __init__(self, number: int, node: str, size: int) -> None:
        self.number, self.first, self.nodes, self.size = number, node, [node], size
        self.rejected: set[int] = set()


class Clusters:
    """What follows from some verdicts. Spans that nothing is known of stand for themselves."""

    def __init__(
        self,
        items: Mapping[str, str] | None = None,
        edges: Iterable[tuple[str, str, Meaning]] = (),
    ) -> None:
        """Begin with what is judged.

        Args:
            items: For each span that is a further mention of something in its own document, the
                span that stands for all of them.
            edges: Verdicts, in any order: two spans and what was said of them.
        """
        self._items = items or {}
        self._mentions: dict[str, list[str]] = {}
        for span, node in self._items.items():
            if span != node:
                self._mentions.setdefault(node, []).append(span)
        self._numbers = count()
        self._groups: dict[str, _Group] = {}
        self._numbered: dict[int, _Group] = {}
        self._rejections: dict[str, set[Edge]] = {}
        for left, right, meaning in edges:
            self.add(left, right, meaning)

    # -- what is known ---------------------------------------------------------------------------

    def of(self, span: str) -> str:
        """The cluster of a span: of the spans that stand for its items, the first by identifier."""
        group = self._groups.get(node := self._node(span))
        return group.first if group else node

    def members(self, span: str) -> tuple[str, ...]:
        """All spans that are known to be the same as a span, itself too, by identifier."""
        group = self._groups.get(node := self._node(span))
        nodes = group.nodes if group else [node]
        mentions = (mention for one in nodes for mention in self._mentions.get(one, ()))
        return tuple(sorted({span, *nodes, *mentions}))

    def size(self, span: str) -> int:
        """How many spans are known to be the same as a span, itself counted."""
        group = self._groups.get(node := self._node(span))
        return group.size if group else self._mentioned(node)

    def standing(self, left: str, right: str) -> Standing:
        """What is known of two spans, leaving aside whether they were judged themselves."""
        one, other = self._node(left), self._node(right)
        if one == other:
            return Standing.IMPLIED
        a, b = self._groups.get(one), self._groups.get(other)
        if a is None or b is None:
            return Standing.OPEN
        if a is b:
            return Standing.IMPLIED
        return Standing.BLOCKED if b.number in a.rejected else Standing.OPEN

    def conflicts(self, span: str) -> set[Edge]:
        """The rejections between spans that are the same as a span, and so as each other."""
        group = self._groups.get(self._node(span))
        return {
            edge
            for node in (group.nodes if group else ())
            for edge in self._rejections.get(node, ())
            if self._group(edge.right) is group
        }

    # -- changes ---------------------------------------------------------------------------------

    def add(self, left: str, right: str, meaning: Meaning) -> None:
        """Take in a verdict."""
        one, other = self._group(left), self._group(right)
        if meaning is Meaning.SAME and one is not other:
            self._join(one, other)
        elif meaning in _REJECTING:
            edge = Edge(min(left, right), max(left, right), meaning)
            self._rejections.setdefault(self._node(edge.left), set()).add(edge)
            if one is not other:
                _part(one, other)

    def _join(self, one: _Group, other: _Group) -> None:
        """Make one group of two, the larger one taking in the smaller one."""
        gone, kept = sorted((one, other), key=_weight)
        for node in gone.nodes:
            self._groups[node] = kept
        kept.nodes += gone.nodes
        kept.size += gone.size
        kept.first = min(kept.first, gone.first)
        del self._numbered[gone.number]
        self._inherit(gone, kept)

    def _inherit(self, gone: _Group, kept: _Group) -> None:
        """What one of two joined groups may not be, the other may not be either."""
        rejected = (gone.rejected | kept.rejected) - {gone.number, kept.number}
        for number in gone.rejected:
            self._numbered[number].rejected.discard(gone.number)
        kept.rejected = set()
        for number in rejected:
            _part(kept, self._numbered[number])

    # -- spans, items, groups --------------------------------------------------------------------

    def _node(self, span: str) -> str:
        """The span that stands for a span's item."""
        return self._items.get(span, span)

    def _mentioned(self, node: str) -> int:
        """How many mentions an item has."""
        return 1 + len(self._mentions.get(node, ()))

    def _group(self, span: str) -> _Group:
        node = self._node(span)
        if node not in self._groups:
            group = _Group(next(self._numbers), node, self._mentioned(node))
            self._groups[node] = self._numbered[group.number] = group
        return self._groups[node]


def _part(one: _Group, other: _Group) -> None:
    """Put a rejection between two groups."""
    one.rejected.add(other.number)
    other.rejected.add(one.number)


def _weight(group: _Group) -> tuple[int, int]:
    return len(group.nodes) + len(group.rejected), group.number

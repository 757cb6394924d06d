"""What is known to be one thing, and what that settles.

A cluster is all spans that are the same: the mentions of one item, and items joined by verdicts,
directly or through others. All `same` verdicts count. A verdict that two are different, or that
they contradict each other, stands between their clusters and blocks every pair between them. Where
`same` verdicts join its two ends all the same, neither side is preferred: the cluster stays as it
is, and :meth:`Clusters.conflicts` lists the verdict with the chain that it breaks, for the
annotator to take one of them back. So what follows depends on what was judged, never on the order.

"Unsure" implies nothing. To take a verdict back, build the clusters anew.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from annotations.model import Meaning
from annotations.provenance.waiting import Pair, Waiting

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


class Settles(NamedTuple):
    """How many waiting pairs a verdict on one pair would settle, that pair not counted."""

    same: int
    """If they are the same: pairs that are implied or blocked then."""
    different: int
    """If they are different: pairs that are blocked then."""


class Conflict(NamedTuple):
    """A rejection whose two ends other verdicts make the same."""

    rejection: Edge
    """The verdict that they are different, or contradict each other."""
    chain: tuple[str, ...]
    """Spans from one of its ends to the other, each the same as the next by a verdict or as a
    mention of one item: a shortest such chain, of equal ones the first by identifier."""


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
        waiting: Iterable[Pair] = (),
    ) -> None:
        """Begin with what is judged and what waits.

        Args:
            items: For each span that is a further mention of something in its own document, the
                span that stands for all of them.
            edges: Verdicts, in any order: two spans and what was said of them.
            waiting: The pairs that are not judged themselves, each once: what `settles` counts
                and `add` gives back.
        """
        self._items = items or {}
        self._mentions: dict[str, list[str]] = {}
        for span, node in self._items.items():
            if span != node:
                self._mentions.setdefault(node, []).append(span)
        self._numbers = count()
        self._groups: dict[str, _Group] = {}
        self._numbered: dict[int, _Group] = {}
        self._rejections: list[Edge] = []
        self._joined: dict[str, list[str]] = {}
        self._waiting = Waiting()
        for left, right, meaning in edges:
            self.add(left, right, meaning)
        for pair in waiting:
            self.wait(*pair)

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

    def settles(self, left: str, right: str) -> Settles:
        """How many of the pairs that wait a verdict on two spans would settle besides their own."""
        a, b = self._groups.get(self._node(left)), self._groups.get(self._node(right))
        if a is None or b is None or a is b or b.number in a.rejected:
            return Settles(0, 0)
        pairs = self._waiting.between(a.number, b.number)
        here = len(pairs) - ((left, right) in pairs or (right, left) in pairs)
        through = self._waiting.count(a.number, b.rejected)
        through += self._waiting.count(b.number, a.rejected)
        return Settles(here + through, here)

    def conflicts(self) -> list[Conflict]:
        """The rejections whose ends are the same through others, by identifier."""
        return [
            Conflict(edge, self._chain(edge.left, edge.right))
            for edge in sorted(set(self._rejections))
            if self.standing(edge.left, edge.right) is Standing.IMPLIED
        ]

    # -- changes ---------------------------------------------------------------------------------

    def wait(self, left: str, right: str) -> bool:
        """Let a pair wait for a verdict; False where it is settled already."""
        one, other = self._group(left), self._group(right)
        if one is other or other.number in one.rejected:
            return False
        self._waiting.put(one.number, other.number, (left, right))
        return True

    def add(self, left: str, right: str, meaning: Meaning) -> list[Pair]:
        """Take in a verdict.

        Returns:
            The pairs that wait no more: the judged one first if it waited, then those that are
            implied or blocked now.
        """
        one, other = self._group(left), self._group(right)
        settled = self._judged(one, other, {(left, right), (right, left)})
        if meaning is Meaning.SAME:
            self._joined.setdefault(left, []).append(right)
            self._joined.setdefault(right, []).append(left)
            if one is not other:
                settled += self._join(one, other)
        elif meaning in _REJECTING:
            self._rejections.append(Edge(min(left, right), max(left, right), meaning))
            if one is not other:
                settled += self._part(one, other)
        return settled

    def _judged(self, one: _Group, other: _Group, either: set[Pair]) -> list[Pair]:
        """Take out the one pair that was judged."""
        pairs = self._waiting.take(one.number, other.number)
        for pair in pairs:
            if pair not in either:
                self._waiting.put(one.number, other.number, pair)
        return [pair for pair in pairs if pair in either]

    def _part(self, one: _Group, other: _Group) -> list[Pair]:
        """Put a rejection between two groups."""
        one.rejected.add(other.number)
        other.rejected.add(one.number)
        return self._waiting.take(one.number, other.number)

    def _join(self, one: _Group, other: _Group) -> list[Pair]:
        """Make one group of two, the larger one taking in the smaller one."""
        gone, kept = sorted((one, other), key=self._weight)
        settled = self._waiting.take(gone.number, kept.number)
        self._waiting.join(gone.number, kept.number)
        for node in gone.nodes:
            self._groups[node] = kept
        kept.nodes += gone.nodes
        kept.size += gone.size
        kept.first = min(kept.first, gone.first)
        del self._numbered[gone.number]
        return settled + self._inherit(gone, kept)

    def _inherit(self, gone: _Group, kept: _Group) -> list[Pair]:
        """What one of two joined groups may not be, the other may not be either."""
        rejected = (gone.rejected | kept.rejected) - {gone.number, kept.number}
        for number in gone.rejected:
            self._numbered[number].rejected.discard(gone.number)
        kept.rejected = set()
        return [
            pair for number in sorted(rejected) for pair in self._part(kept, self._numbered[number])
        ]

    def _weight(self, group: _Group) -> tuple[int, int]:
        degree = self._waiting.degree(group.number)
        return len(group.nodes) + len(group.rejected) + degree, group.number

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

    def _chain(self, start: str, end: str) -> tuple[str, ...]:
        """A shortest chain of spans from one to another of the same cluster."""
        came: dict[str, str] = {start: start}
        ahead, opened = deque([start]), set[str]()
        while end not in came:
            here = ahead.popleft()
            for span in self._next(here, opened):
                if span not in came:
                    came[span] = here
                    ahead.append(span)
        chain = [end]
        while chain[-1] != start:
            chain.append(came[chain[-1]])
        return tuple(reversed(chain))

    def _next(self, span: str, opened: set[str]) -> list[str]:
        """The spans that are the same as one: by a verdict, or as mentions of an item not opened.

        Once an item is opened all its mentions are reached, so the others need not look again.
        """
        found, node = set(self._joined.get(span, ())), self._node(span)
        if node not in opened:
            opened.add(node)
            found |= {node, *self._mentions.get(node, ())}
        return sorted(found)

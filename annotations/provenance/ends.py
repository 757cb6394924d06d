"""Where ways end, over a graph that may lead round in circles."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

_Node = TypeVar("_Node", bound=Hashable)


def walk(
    starts: Iterable[_Node], after: Mapping[_Node, Sequence[_Node]], seen: set[_Node]
) -> list[_Node]:
    """All that can be come to, the starts among it, in the order in which it is done with.

    Args:
        starts: Where to start.
        after: The graph.
        seen: Where not to go; what is come to is added.
    """
    left: list[_Node] = []
    ahead = [(start, False) for start in starts]
    while ahead:
        node, is_done = ahead.pop()
        if is_done:
            left.append(node)
        elif node not in seen:
            seen.add(node)
            ahead.append((node, True))
            ahead += [(end, False) for end in after.get(node, ()) if end not in seen]
    return left


def circles(after: Mapping[_Node, Sequence[_Node]]) -> list[list[_Node]]:
    """All nodes, those together that lead to each other, and each part after what it leads to."""
    before: dict[_Node, list[_Node]] = {}
    for start, ends in after.items():
        before.setdefault(start, [])
        for end in ends:
            before.setdefault(end, []).append(start)
    order = reversed(walk(before, before, set()))
    seen: set[_Node] = set()
    return [part for node in order if (part := walk([node], after, seen))]


def ends(
    after: Mapping[_Node, Sequence[_Node]], weak: Collection[tuple[_Node, _Node]]
) -> dict[_Node, frozenset[_Node]]:
    """For each node, the nodes without a way on that it leads to; such a node leads to itself.

    Args:
        after: The graph.
        weak: Links that count only where nothing else leads on to an end.
    """
    found: dict[_Node, frozenset[_Node]] = {}
    for part in circles(after):
        links = [(node, end) for node in part for end in after.get(node, ())]
        kept = _union(found, (link for link in links if link not in weak))
        reached = kept or _union(found, links) if links else frozenset(part)
        found |= dict.fromkeys(part, reached)
    return found


def _union(
    found: Mapping[_Node, frozenset[_Node]], links: Iterable[tuple[_Node, _Node]]
) -> frozenset[_Node]:
    """The ends of some links; those inside of a circle have none yet."""
    return frozenset().union(*{found[end] for _, end in links if end in found})

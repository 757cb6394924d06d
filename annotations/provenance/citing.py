"""Whom an article cites for a claim: its nearest sources, and those who were reached by them.

A source that is attributed to another source of its article was reached through that one: "an
official told the Courier" is an official at two removes.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from annotations.model import Span

_Node = TypeVar("_Node", bound=Hashable)


class Cited(NamedTuple):
    """One source of a claim."""

    source: Span
    """Where it is mentioned."""
    through: tuple[Span, ...]
    """The other sources that it is attributed to itself."""
    is_near: bool
    """Whether the article has it from the source itself."""


def cited(
    claim: Span,
    rests: Mapping[str, Sequence[Span]],
    who: Callable[[Span], Hashable],
    own: Hashable,
) -> list[Cited]:
    """All sources of a claim, in the order in which they are come to.

    Where attributions lead round in a circle and to nobody nearer, those that the claim itself is
    attributed to are near.

    Args:
        claim: The claim.
        rests: For each span, the sources that it is attributed to.
        who: Who a source is.
        own: The article's own outlet: whoever told it has told the article.
    """
    found: dict[str, Cited] = {}
    ahead = deque(rests.get(claim.id, ()))
    while ahead:
        source = ahead.popleft()
        if source.id not in found:
            nearer = rests.get(source.id, ())
            through = tuple(one for one in nearer if who(one) != own)
            found[source.id] = Cited(source, through, is_near=not through)
            ahead += nearer
    after = {one: [nearer.id for nearer in entry.through] for one, entry in found.items()}
    for source in rests.get(claim.id, ()):
        if not any(found[one].is_near for one in reach([source.id], after)):
            found[source.id] = found[source.id]._replace(is_near=True)
    return list(found.values())


def reach(starts: Iterable[_Node], after: Mapping[_Node, Sequence[_Node]]) -> set[_Node]:
    """All that can be come to, the starts among it."""
    seen = set(starts)
    ahead = list(seen)
    while ahead:
        for node in after.get(ahead.pop(), ()):
            if node not in seen:
                seen.add(node)
                ahead.append(node)
    return seen

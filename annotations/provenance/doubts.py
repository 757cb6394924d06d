"""Which roots of a claim may be one, as they, or stops on the ways to them, may be one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from annotations.provenance.ground import Ground, Kind, Maybe, Node


class Doubt(NamedTuple):
    """Two roots that may be one."""

    one: Node
    """One of them."""
    other: Node
    """The other."""
    why: Maybe
    """Why."""
    at: tuple[Node, Node] | None = None
    """Two stops on the ways to them, where it is those that may be one."""


def doubts(
    roots: Sequence[Node],
    leads: Mapping[Node, frozenset[Node]],
    through: Iterable[Doubt],
    ground: Ground,
) -> list[Doubt]:
    """Which roots may be one, and why: of several reasons one that is about the roots themselves.

    Args:
        roots: All of the claim.
        leads: For each stop, the roots that it leads to.
        through: Roots that may have spoken through an outlet.
        ground: What is known of sources.
    """
    if len(roots) < 2:
        return []
    stops = _Stops(leads, ground)
    links = [*stops.judged(), *stops.alike(), *through, *stops.unnamed()]
    known = {*roots}
    links.sort(key=lambda link: link.why is not Maybe.THROUGH and not known.issuperset(link[:2]))
    found = _spread(links, leads, ground)
    pairs = (pair for pair in combinations(roots, 2) if frozenset(pair) in found)
    return [Doubt(*pair, *found[frozenset(pair)]) for pair in pairs]


def _spread(
    links: Iterable[Doubt], leads: Mapping[Node, frozenset[Node]], ground: Ground
) -> dict[frozenset[Node], tuple[Maybe, tuple[Node, Node] | None]]:
    """For each two roots why they may be one: as they may, or two stops that lead to them."""
    found: dict[frozenset[Node], tuple[Maybe, tuple[Node, Node] | None]] = {}
    seen = set()
    for one, other, why, _ in links:
        ends = leads[one], leads[other]
        if ends in seen:
            continue
        seen.add(ends)
        for pair in map(frozenset, product(*ends)):
            if len(pair) == 2 and pair not in found and not _differ(pair, ground):
                found[pair] = why, None if pair == {one, other} else (one, other)
    return found


def _differ(pair: frozenset[Node], ground: Ground) -> bool:
    """Whether two roots are sources that are known to differ."""
    return frozenset(node.id for node in pair if node.kind is Kind.SOURCE) in ground.apart


class _Stops:
    """Sources and outlets on the way, of which some two may be one."""

    def __init__(self, leads: Mapping[Node, frozenset[Node]], ground: Ground) -> None:
        self._ground = ground
        # An outlet stands for all groups that are called like it.
        named = {outlet: Node(Kind.OUTLET, outlet) for outlet in ground.outlet_of.values()}
        self._node = {node.id: node for node in leads if node.kind is Kind.SOURCE} | {
            group: named[outlet]
            for group, outlet in ground.outlet_of.items()
            if named[outlet] in leads
        }

    def judged(self) -> Iterator[Doubt]:
        """Those of which somebody or the matcher says so."""
        known = self._ground.maybe
        # There may be many more proposals than stops, or many more stops.
        few = len(self._node) ** 2 < len(known)
        pairs = map(frozenset, combinations(self._node, 2)) if few else known
        for pair in pairs:
            if pair in known and pair <= self._node.keys():
                yield from self._links(pair, known[pair])

    def alike(self) -> Iterator[Doubt]:
        """Those that go by one name."""
        called: dict[tuple[str, ...], list[str]] = {}
        for group in self._node:
            for name in self._ground.called.get(group, ()):
                called.setdefault(name, []).append(group)
        for groups in called.values():
            for pair in combinations(groups, 2):
                yield from self._links(pair, Maybe.ALIKE)

    def unnamed(self) -> Iterator[Doubt]:
        """Those that are described only."""
        groups = [group for group in self._node if group in self._ground.unnamed]
        for pair in combinations(groups, 2):
            yield from self._links(pair, Maybe.UNNAMED)

    def _links(self, groups: Collection[str], why: Maybe) -> Iterator[Doubt]:
        """Two of them, unless it is known that they differ."""
        one, other = (self._node[group] for group in sorted(groups))
        if one != other and frozenset(groups) not in self._ground.apart:
            yield Doubt(one, other, why)

"""On whom a claim rests in the end, and how many of them are independent.

The definition, with its edge cases, is in ``docs/provenance.md``. In short: the articles that
report a claim are followed to the sources that they name, an outlet that is named to its own
article, and a copy to what it copies. Where the way ends is a root. What is not known is kept as
such: an article that names nobody is *unattributed*, articles that only cite each other are
*circular*, and two roots that may be one are a *doubt*, so that the count has a least as well.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from annotations.model import Span
from annotations.provenance.apart import certain
from annotations.provenance.citing import cited, reach
from annotations.provenance.doubts import Doubt, doubts
from annotations.provenance.ends import ends, walk
from annotations.provenance.ground import Ground, Kind, Maybe, Node

__all__ = ["Doubt", "Ground", "How", "Kind", "Maybe", "Node", "Root", "Roots", "Step", "roots"]


class How(StrEnum):
    """Why one node rests on the next."""

    NAMES = "names"
    """The article attributes the claim to a source."""
    RETELLS = "retells"
    """The article attributes it to another outlet."""
    QUOTES = "quotes"
    """The source was reached through this one: a source cited at two removes."""
    REPORTED = "reported"
    """The outlet has an article here that reports the claim."""
    COPIES = "copies"
    """The article's words stand in the earlier one."""


class Step(NamedTuple):
    """One link of the chain, with the words that say so."""

    start: Node
    """What rests."""
    end: Node
    """What it rests on."""
    how: How
    """Why."""
    spans: tuple[Span, ...] = ()
    """The claim and the source that it is attributed to; of `QUOTES` both sources; of `COPIES` the
    claim; none of `REPORTED`."""


class Root(NamedTuple):
    """Where a chain ends."""

    node: Node
    """A source; an outlet of which no article here says more; or an article that names nobody. Of
    several that are one outlet's, one stands for all."""
    reports: tuple[str, ...]
    """The articles whose chains lead to it, in the order of import."""


class Roots(NamedTuple):
    """What a claim rests on."""

    reports: tuple[str, ...]
    """The articles that report it, in the order of import."""
    roots: tuple[Root, ...]
    """The distinct ends of all chains: those first that more articles lead to."""
    least: int
    """How many of them are certainly distinct: the most of which no two may be one."""
    unattributed: tuple[str, ...]
    """Articles that name nobody, and that nobody cites: what they rest on is not known."""
    circular: tuple[str, ...]
    """Articles whose chains only lead back to each other."""
    through: tuple[str, ...]
    """Outlets that every chain of others passes, so that all rest on their word."""
    doubts: tuple[Doubt, ...]
    """Which roots may be one, and why."""
    steps: tuple[Step, ...]
    """All links of all chains, in the order of the articles."""

    @property
    def most(self) -> int:
        """How many roots are told apart: the most that there can be of those that are known."""
        return len(self.roots)


def roots(claims: Sequence[Span], ground: Ground) -> Roots:
    """What one claim rests on.

    Args:
        claims: Its mentions, in the order of import and reading.
        ground: What is known of the sources.
    """
    return _Chains(claims, ground).roots()


class _Chains:
    """The way from each report of one claim to its roots."""

    def __init__(self, claims: Sequence[Span], ground: Ground) -> None:
        self._ground = ground
        self._claims: dict[str, list[Span]] = {}
        for claim in claims:
            self._claims.setdefault(claim.document, []).append(claim)
        self._steps: dict[tuple[Node, Node], Step] = {}
        self._citing: dict[Node, set[str]] = {}  # the articles that cite an outlet
        self._beside: set[tuple[Node, Node]] = set()  # an outlet, and a source cited with it
        self._own: set[Node] = set()  # articles that give their own outlet as the source
        for article, spans in self._claims.items():
            self._follow(article, spans)
        for outlet, citing in self._citing.items():
            self._open(outlet, citing)

    # -- the links -------------------------------------------------------------------------------

    def _follow(self, article: str, claims: Sequence[Span]) -> None:
        """What an article says that its claims rest on."""
        node = Node(Kind.ARTICLE, article)
        for claim in claims:
            earlier = self._copied_from(article, claim)
            if earlier is not None:
                self._step(node, Node(Kind.ARTICLE, earlier), How.COPIES, claim)
            else:
                self._cite(node, claim)

    def _copied_from(self, article: str, claim: Span) -> str | None:
        """The article that a claim was copied from, if that one reports it, too."""
        return next(
            (
                earlier
                for earlier, spans in self._ground.copied.get(article, ())
                if claim.id in spans and earlier in self._claims
            ),
            None,
        )

    def _cite(self, node: Node, claim: Span) -> None:
        """Whom an article attributes a claim to, and whom it reached by them."""
        outlet = self._ground.outlets.get(node.id)
        own = Node(Kind.OUTLET, outlet) if outlet else None
        given = {source.id for source in self._ground.rests.get(claim.id, ())}
        sources = cited(claim, self._ground.rests, self._node, own)
        near = []
        for source, _, is_near in sources:
            end = self._node(source)
            if end == own and source.id in given:
                self._cite_own(node, claim, source)
            elif end != own and is_near:
                near.append(end)
                how = How.RETELLS if end.kind is Kind.OUTLET else How.NAMES
                self._step(node, end, how, claim, source)
        for source, through, _ in reversed(sources):
            for nearer in through:
                if self._node(source) != own:
                    self._step(self._node(nearer), self._node(source), How.QUOTES, nearer, source)
        self._set_beside(near)

    def _cite_own(self, node: Node, claim: Span, source: Span) -> None:
        """An article that gives its own outlet: earlier ones of it, or else its own word."""
        self._own.add(node)
        for other in self._ground.articles_of.get(self._ground.outlets[node.id], ()):
            if other in self._claims and (other, node.id) in self._ground.later:
                self._step(node, Node(Kind.ARTICLE, other), How.RETELLS, claim, source)

    def _node(self, source: Span) -> Node:
        group = self._ground.source[source.id]
        outlet = self._ground.outlet_of.get(group)
        return Node(Kind.SOURCE, group) if outlet is None else Node(Kind.OUTLET, outlet)

    def _set_beside(self, ends: Sequence[Node]) -> None:
        """Keep in mind which sources one claim names beside an outlet."""
        outlets = [end for end in ends if end.kind is Kind.OUTLET]
        self._beside |= {(outlet, end) for outlet in outlets for end in ends if end != outlet}

    def _open(self, outlet: Node, citing: Iterable[str]) -> None:
        """Go on from an outlet to its articles that report the claim, if not all are later."""
        for article in self._ground.articles_of.get(outlet.id, ()):
            known = article in self._claims
            if known and any((one, article) not in self._ground.later for one in citing):
                self._step(outlet, Node(Kind.ARTICLE, article), How.REPORTED)

    def _step(self, start: Node, end: Node, how: How, *spans: Span) -> None:
        if start == end:
            return
        self._steps.setdefault((start, end), Step(start, end, how, spans))
        if end.kind is Kind.OUTLET:
            self._citing.setdefault(end, set()).add(spans[0].document)

    # -- where they end --------------------------------------------------------------------------

    def roots(self) -> Roots:
        """What all of it comes to."""
        reports = [Node(Kind.ARTICLE, article) for article in self._claims]
        leads = self._leads(reports)
        after = self._after()
        root_of = self._told_apart(frozenset().union(*leads.values()))
        roots_of = {found: frozenset(root_of[end] for end in found) for found in {*leads.values()}}
        to_roots = {node: roots_of[found] for node, found in leads.items()}
        found = self._found({report: to_roots[report] for report in reports})
        known = [root.node for root in found]
        maybe = doubts(known, to_roots, self._through(to_roots), self._ground)
        lost = [report for report in reports if not leads[report]]
        return Roots(
            reports=tuple(self._claims),
            roots=found,
            least=certain(known, (doubt[:2] for doubt in maybe)),
            unattributed=tuple(report.id for report in lost if report not in after),
            circular=tuple(report.id for report in lost if report in after),
            through=tuple(self._bottlenecks(leads, after)),
            doubts=tuple(maybe),
            steps=tuple(self._steps.values()),
        )

    def _after(self) -> dict[Node, list[Node]]:
        """For each node what it rests on."""
        after: dict[Node, list[Node]] = {}
        for start, end in self._steps:
            after.setdefault(start, []).append(end)
        return after

    def _leads(self, reports: Iterable[Node]) -> dict[Node, frozenset[Node]]:
        """For each node the ends of its chains, with those links left out that lead to none."""
        found = ends(self._after(), weak := self._weak())
        for link in weak:
            if link[1] not in found[link[0]]:
                del self._steps[link]
        after = self._after()
        near = reach(reports, after)
        named = {end for node in near for end in after.get(node, ())} | self._own
        return {node: found.get(node, frozenset({node})) & named for node in near}

    def _weak(self) -> set[tuple[Node, Node]]:
        """Links from an outlet to its articles that name nobody, and so add no source to it."""
        resting = {start for start, _ in self._steps} | self._own
        return {
            link
            for link, step in self._steps.items()
            if step.how in (How.REPORTED, How.RETELLS)
            and step.end.kind is Kind.ARTICLE
            and step.end not in resting
        }

    def _told_apart(self, ends: Collection[Node]) -> dict[Node, Node]:
        """For each end the root that it is: an outlet's own word is one, however often given."""
        order = {article: number for number, article in enumerate(self._claims)}
        stands: dict[str, Node] = {}
        # The outlet itself is in no article's place, and so comes before its articles.
        for end in sorted(ends, key=lambda node: order.get(node.id, -1)):
            if outlet := self._outlet(end):
                stands.setdefault(outlet, end)
        return {end: stands.get(self._outlet(end) or "", end) for end in ends}

    def _found(self, roots: Mapping[Node, Iterable[Node]]) -> tuple[Root, ...]:
        """The roots in order: by how many articles lead to them, then as they are first named."""
        leading: dict[Node, list[str]] = {}
        for report, known in roots.items():
            for root in known:
                leading.setdefault(root, []).append(report.id)
        place = {end: number for number, (_, end) in enumerate(self._steps)}
        found = (Root(node, tuple(articles)) for node, articles in leading.items())
        return tuple(
            sorted(
                found,
                key=lambda root: (
                    -len(root.reports),
                    place.get(root.node, len(place)),
                    root.node.id,
                ),
            )
        )

    def _through(self, roots: Mapping[Node, frozenset[Node]]) -> Iterator[Doubt]:
        """Who is named beside an outlet, or the outlet by its own word, with the outlet."""
        for outlet, end in sorted(self._beside):
            if end.kind is Kind.SOURCE:
                yield Doubt(end, outlet, Maybe.THROUGH)
            else:
                own = (root for root in roots[end] if self._outlet(root) == end.id)
                yield from (Doubt(root, outlet, Maybe.THROUGH) for root in own)

    def _bottlenecks(
        self, leads: Mapping[Node, Collection[Node]], after: Mapping[Node, Sequence[Node]]
    ) -> Iterator[str]:
        """Outlets without which no chain of another outlet would lead to a root."""
        known: frozenset[Node] = frozenset().union(*leads.values())
        of: dict[str | None, set[Node]] = {}
        for _, end in self._steps:
            of.setdefault(self._outlet(end), set()).add(end)
        leading = [Node(Kind.ARTICLE, one) for one in self._claims]
        leading = [node for node in leading if leads[node]]
        for outlet, own in of.items():
            others = [node for node in leading if self._outlet(node) != outlet]
            reached = walk(others, after, own)
            if outlet and others and known.isdisjoint(reached):
                yield outlet

    def _outlet(self, node: Node) -> str | None:
        """The outlet that a node stands for."""
        if node.kind is Kind.ARTICLE:
            return self._ground.outlets.get(node.id)
        return node.id if node.kind is Kind.OUTLET else None

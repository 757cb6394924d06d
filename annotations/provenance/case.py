"""All that follows from one layer of annotation, reckoned once and looked at in many ways."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from annotations.codebook import Role
from annotations.model import Attribution, DocumentDetails, Meaning, Span
from annotations.provenance.calling import Names, Outlets, folded, gone_by, names_of
from annotations.provenance.clusters import Clusters, Edge, Standing
from annotations.provenance.copies import Copy
from annotations.provenance.dates import is_earlier, place
from annotations.provenance.groups import Group, Groups
from annotations.provenance.paths import Hop, Paths
from annotations.provenance.roots import Ground, Maybe, Roots, roots


@dataclass(frozen=True)
class Material:
    """What provenance is reckoned from."""

    layer: str
    """Whose annotation it is: an annotator, ``all`` or ``resolved``."""
    articles: Mapping[str, DocumentDetails]
    """All articles, in the order of import."""
    spans: Sequence[Span]
    """The layer's spans, in the order of import and reading."""
    attributions: Sequence[Attribution]
    """What rests on what, inside each article."""
    edges: Sequence[Edge]
    """What was said of two spans of different articles."""
    items: Mapping[str, str]
    """For each further mention of something in its own article, the span that stands for it."""
    names: Mapping[str, str]
    """What somebody calls the thing that a span is a mention of."""
    roles: Mapping[str, Role]
    """What each label of the codebook plays."""
    waiting: Sequence[tuple[str, str]] = ()
    """Pairs of spans that the matcher proposes, that are worth asking, and that nobody has judged
    or settled."""


class Contradiction(NamedTuple):
    """Two claims of which somebody says that they contradict each other."""

    group: Group
    """The other claim."""
    verdict: Edge
    """What says so."""


class Clash(NamedTuple):
    """Verdicts that cannot all be right: two are the same through others, and were judged not."""

    verdict: Edge
    """The one that says they are not."""
    way: tuple[Hop, ...]
    """The shortest way by which they are."""


class Case:
    """What follows from one layer."""

    def __init__(self, material: Material, copies: Iterable[Copy] = ()) -> None:
        self.material = material
        self.copies = tuple(copies)
        """Which articles copy which."""
        self.clusters = Clusters(material.items, material.edges)
        self.groups = Groups(material.spans, self.clusters, material.roles, material.names)

    @property
    def articles(self) -> Mapping[str, DocumentDetails]:
        """All articles, in the order of import."""
        return self.material.articles

    @cached_property
    def claims(self) -> list[Group]:
        """The claim groups, in the order in which each is first mentioned."""
        return self.groups.playing(Role.CLAIM)

    @cached_property
    def roots(self) -> dict[str, Roots]:
        """What each claim group rests on, by its identifier."""
        ground = self.ground
        return {group.id: roots(group.spans, ground) for group in self.claims}

    # -- what is known of sources ----------------------------------------------------------------

    @cached_property
    def ground(self) -> Ground:
        """What chains are followed by."""
        spans = {span.id: span for span in self.material.spans}
        rests: dict[str, list[Span]] = defaultdict(list)
        for one in self.material.attributions:
            # What was a source may since have been labelled otherwise.
            group = self.groups.of(one.source)
            if one.claim in spans and group and group.role is Role.SOURCE:
                rests[one.claim].append(spans[one.source])
        cited = {source.id for sources in rests.values() for source in sources}
        sources = [group for group in self.groups if any(span.id in cited for span in group.spans)]
        names = {group.id: names_of(group) for group in sources}
        source = {span.id: group.id for group in sources for span in group.spans}
        apart = frozenset(self._apart(source))
        return Ground(
            source=source,
            outlet_of=self._outlets_named(names, apart),
            articles_of=self._articles_of,
            outlets=self._outlets,
            rests=rests,
            later=self._later,
            copied=self._copied,
            unnamed=frozenset(group for group, found in names.items() if found.is_unnamed),
            called=gone_by(names),
            maybe=self._maybe(source),
            apart=apart,
        )

    @cached_property
    def _outlets(self) -> dict[str, str]:
        """The outlet of each article that has one, as the first article of it writes it."""
        known: dict[tuple[str, ...], str] = {}
        return {
            article: known.setdefault(folded(details.outlet), details.outlet)
            for article, details in self.articles.items()
            if details.outlet and details.outlet.strip()
        }

    @cached_property
    def _articles_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for article, outlet in self._outlets.items():
            found[outlet].append(article)
        return found

    def _outlets_named(
        self, names: Mapping[str, Names], apart: Iterable[frozenset[str]]
    ) -> dict[str, str]:
        """The groups of sources that are called like an outlet with articles here.

        Of two that were judged different, that one is it which alone a person named so.
        """
        outlets = Outlets(self._articles_of)
        called = ((group, outlets.called(given.wordings)) for group, given in names.items())
        found = {group: outlet for group, outlet in called if outlet is not None}
        lost = set()
        for one, other in map(tuple, apart):
            if one in found and found[one] == found.get(other):
                given = {group for group in (one, other) if names[group].is_given}
                lost |= {one, other} - (given if len(given) == 1 else set())
        return {group: outlet for group, outlet in found.items() if group not in lost}

    @cached_property
    def _later(self) -> frozenset[tuple[str, str]]:
        """Which articles are later than which, of those that report the same."""
        published = {article: details.published for article, details in self.articles.items()}
        pairs = {
            pair
            for group in self.claims
            for one, other in combinations(group.articles, 2)
            for pair in ((one, other), (other, one))
        }
        return frozenset(pair for pair in pairs if is_earlier(*(published[one] for one in pair)))

    @cached_property
    def _copied(self) -> dict[str, list[tuple[str, frozenset[str]]]]:
        """For each article that copies others, the claims that stand in what it copied."""
        claims: dict[str, list[Span]] = defaultdict(list)
        for group in self.claims:
            for span in group.spans:
                claims[span.document].append(span)
        found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for copy in sorted(self.copies, key=self._nearest):
            held = (span.id for span in claims[copy.later] if copy.holds(span.start, span.end))
            found[copy.later].append((copy.earlier, frozenset(held)))
        return found

    def _nearest(self, copy: Copy) -> tuple[float, tuple[int, str]]:
        """Which of several copied articles is taken: that which has most, of equal the earliest."""
        return -copy.share, place(self.articles[copy.earlier].published)

    def _maybe(self, source: Mapping[str, str]) -> dict[frozenset[str], Maybe]:
        """Groups of sources that may be one, as a verdict or a proposal says."""
        found = dict.fromkeys(_pairs(self.material.waiting, source), Maybe.WAITING)
        unsure = (
            (edge.left, edge.right)
            for edge in self.material.edges
            if edge.meaning is Meaning.UNSURE
        )
        return found | dict.fromkeys(_pairs(unsure, source), Maybe.UNSURE)

    def _apart(self, source: Mapping[str, str]) -> Iterator[frozenset[str]]:
        """Groups of sources that are known to differ."""
        for edge in self.material.edges:
            if edge.meaning in (Meaning.DIFFERENT, Meaning.CONTRADICTS):
                yield from _pairs([(edge.left, edge.right)], source)

    # -- what contradicts what -------------------------------------------------------------------

    @cached_property
    def contradictions(self) -> dict[str, list[Contradiction]]:
        """For each claim group, what claims contradict it, in the order in which it was said."""
        claims = {span.id: group for group in self.claims for span in group.spans}
        found: dict[str, list[Contradiction]] = defaultdict(list)
        for edge in self.material.edges:
            # What was a claim may since have been labelled otherwise.
            one, other = claims.get(edge.left), claims.get(edge.right)
            if edge.meaning is Meaning.CONTRADICTS and one and other and one.id != other.id:
                found[one.id].append(Contradiction(other, edge))
                found[other.id].append(Contradiction(one, edge))
        return found

    @cached_property
    def paths(self) -> Paths:
        """Ways from span to span by what was said."""
        return Paths(self.material.items, self.material.edges)

    def clashes(self, group: Group) -> list[Clash]:
        """The verdicts against a group's being one thing, each with what says that it is."""
        return [
            Clash(edge, tuple(self.paths.between(edge.left, edge.right))) for edge in group.clashes
        ]

    def holding(self, group: Group) -> list[Edge]:
        """The verdicts that hold a group together."""
        return self.paths.within(span.id for span in group.spans)

    def standing(self, one: Group, other: Group) -> Standing:
        """What is known of two groups."""
        return self.clusters.standing(one.spans[0].id, other.spans[0].id)

    @cached_property
    def waiting(self) -> dict[str, int]:
        """How many proposals wait at the spans of each group."""
        count: dict[str, int] = defaultdict(int)
        for pair in self.material.waiting:
            found = {group.id for end in pair if (group := self.groups.of(end))}
            for group_id in found:
                count[group_id] += 1
        return count


def _pairs(
    ends: Iterable[tuple[str, str]], group_of: Mapping[str, str]
) -> Iterator[frozenset[str]]:
    """The two groups of each two spans, where they are in different ones."""
    for one, other in ends:
        pair = frozenset((group_of.get(one, ""), group_of.get(other, "")))
        if len(pair) == 2 and "" not in pair:
            yield pair


def shared_claims(groups: Iterable[Group]) -> list[tuple[str, str]]:
    """Articles, two and two, that report the same claim."""
    pairs = (
        pair
        for group in groups
        if group.role is Role.CLAIM
        for pair in combinations(group.articles, 2)
    )
    return list(dict.fromkeys(pairs))

"""Who says what on whose word: groups, roots and contradictions of one layer of annotation."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from annotations.codebook import Role
from annotations.model import Attribution, Link, Span
from annotations.provenance.case import Case, Material, shared_claims
from annotations.provenance.clusters import Clusters, Edge, Standing
from annotations.provenance.copies import Copy, Mention, copies
from annotations.provenance.groups import Groups
from annotations.store import naming, pairs, proposals, reading
from annotations.text.segments import Stretch
from annotations.workspace import closure
from annotations.workspace.desk import Desk
from annotations.workspace.names import ALL, RESOLVED

WORTH = 0.25
"""How likely a proposed pair is at least that counts as waiting: one in four makes a link."""

_Place = tuple[str, int, int, str]


class _Annotation(NamedTuple):
    """What one layer says, before spans that differ in their annotator only are made one."""

    spans: list[Span]
    attributions: list[Attribution]
    edges: list[Edge]


class Provenance(Desk):
    """Whatever follows from tagging, attributing and judging."""

    def layers(self) -> list[str]:
        """Whose annotation can be looked at: each annotator's, then ``all`` and ``resolved``."""
        known = reading.annotators(self.store)
        return known if self.store.is_blind else [*known, ALL, RESOLVED]

    def own_layer(self) -> str:
        """The annotator's own layer; all, where there is nothing in it."""
        return self.annotator if self.annotator in reading.annotators(self.store) else ALL

    def material(self, layer: str | None = None) -> Material:
        """What provenance is reckoned from.

        Args:
            layer: Whose: an annotator, ``all`` or ``resolved``. Others' spans belong to an
                annotator's layer where that one joined them by verdicts, with what they rest on.
                None takes the annotator's own, or all where that is empty.

        Raises:
            NotFound: Nobody of that name has a layer.
            Refused: Others' layers are asked for, and one works blind.
        """
        with self.store.snapshot():
            return self._material(layer or self.own_layer())

    def _material(self, layer: str) -> Material:
        said = self._said(layer)
        same = _Same(said.spans, reading.spans(self.store))
        spans = list(same.kept)
        items = same.mapped(proposals.items(self.store))
        edges = list(dict.fromkeys(same.edge(edge) for edge in said.edges))
        named = naming.names(self.store, None if layer in (ALL, RESOLVED) else layer)
        roles = {label.name: label.plays for label in self.codebook().labels}
        return Material(
            layer=layer,
            articles=pairs.articles(self.store, reading.document_ids(self.store)),
            spans=spans,
            attributions=same.attributions(said.attributions),
            edges=edges,
            items=items,
            names=same.names(named),
            roles=roles,
            waiting=self._waiting(same.of, Clusters(items, edges), edges),
        )

    def case(self, layer: str | None = None, cancelled: Callable[[], bool] | None = None) -> Case:
        """All that follows from a layer, as `material` takes it; may take a while.

        Args:
            layer: Whose.
            cancelled: Asked on the way.

        Raises:
            Cancelled: ``cancelled`` said so.
            NotFound: Nobody of that name has a layer.
            Refused: Others' layers are asked for, and one works blind.
        """
        material = self.material(layer)
        return Case(material, self.copies(material, cancelled))

    def copies(self, material: Material, cancelled: Callable[[], bool] | None = None) -> list[Copy]:
        """Which articles copy which, of those that report the same."""
        groups = Groups(
            material.spans, Clusters(material.items, material.edges), material.roles, {}
        )
        shared, claims = shared_claims(groups), _mentions(groups)
        return copies(shared, material.articles, self._text, cancelled, claims)

    def _text(self, article: str) -> str:
        return reading.text(self.store, article) or ""

    # -- what a layer says -----------------------------------------------------------------------

    def _said(self, layer: str) -> _Annotation:
        if layer == RESOLVED and RESOLVED not in reading.annotators(self.store):
            return self._resolved()
        everything = reading.spans(self.store)
        attributions = reading.attributions(self.store)
        verdicts = proposals.verdicts(self.store, None if layer == ALL else layer)
        edges = closure.edges(verdicts, self.codebook())
        if layer == ALL:
            return _Annotation(everything, attributions, edges)
        known = [*dict.fromkeys([*reading.annotators(self.store), self.annotator])]
        others = "" if self.store.is_blind else f", {ALL}, {RESOLVED}"
        self.need_layers([layer], known, others)
        own = {_place(span) for span in everything if span.annotator == layer}
        author = {span.id: span.annotator for span in everything if _place(span) not in own}
        joined = {end for edge in edges for end in (edge.left, edge.right)} & author.keys()
        rests = [one for one in attributions if one.annotator == layer]
        rests += _resting(joined, author, attributions)
        there = joined | {end for one in rests for end in (one.claim, one.source)}
        there |= {span.id for span in everything if span.annotator == layer}
        return _Annotation([span for span in everything if span.id in there], rests, edges)

    def _resolved(self) -> _Annotation:
        from annotations.workspace.adjudicating import Adjudicating  # few need it
        from annotations.workspace.resolved import ResolvedLayer

        layer = ResolvedLayer(self.store, Adjudicating(self.store, self.annotator).standing())
        spans, attributions = [], []
        for article in reading.document_ids(self.store):
            found, rests = layer.article(article)
            spans += found
            attributions += rests
        return _Annotation(spans, attributions, self._resolved_edges(layer.links()))

    def _resolved_edges(self, links: Iterable[Link]) -> list[Edge]:
        rows = ({"left": link.left.id, "right": link.right.id, "kind": link.kind} for link in links)
        return closure.edges(rows, self.codebook())

    # -- what waits ------------------------------------------------------------------------------

    def _waiting(
        self, of: Mapping[str, str], known: Clusters, edges: Iterable[Edge]
    ) -> list[tuple[str, str]]:
        """The proposals worth asking that nobody of the layer has judged, settled or blocked."""
        judged = {frozenset((edge.left, edge.right)) for edge in edges}
        waiting = (
            (of[pair.left], of[pair.right])
            for pair in proposals.proposed(self.store)
            if pair.score >= WORTH and pair.left in of and pair.right in of
        )
        return [
            pair
            for pair in dict.fromkeys(waiting)
            if frozenset(pair) not in judged and known.standing(*pair) is Standing.OPEN
        ]


def _mentions(groups: Groups) -> dict[str, list[Mention]]:
    """Which claims each article reports, and where."""
    found: dict[str, list[Mention]] = {}
    for group in groups.playing(Role.CLAIM):
        for span in group.spans:
            at = Stretch(span.start, span.end)
            found.setdefault(span.document, []).append((group.id, at))
    return found


def _resting(
    joined: Iterable[str], author: Mapping[str, str], attributions: Iterable[Attribution]
) -> list[Attribution]:
    """What others' spans rest on in the end, as their authors say."""
    said: dict[str, list[Attribution]] = {}
    for one in attributions:
        if one.annotator == author.get(one.claim):
            said.setdefault(one.claim, []).append(one)
    found: list[Attribution] = []
    seen, ahead = set(joined), sorted(joined)
    while ahead:
        for one in said.get(ahead.pop(), ()):
            found.append(one)
            if one.source not in seen:
                seen.add(one.source)
                ahead.append(one.source)
    return found


class _Same:
    """Spans of several layers that differ in their annotator only, made one."""

    def __init__(self, wanted: Iterable[Span], everything: Iterable[Span]) -> None:
        """Choose one for each place.

        Args:
            wanted: The spans of the layer, in the order of import and reading.
            everything: All spans that there are, of which some are at the same places.
        """
        at: dict[_Place, Span] = {}
        self.of: dict[str, str] = {}
        """For each span at the place of one that was chosen, that one."""
        for span in wanted:
            self.of[span.id] = at.setdefault(_place(span), span).id
        self.kept = tuple(at.values())
        """The ones that were chosen."""
        for span in everything:
            if span.id not in self.of and _place(span) in at:
                self.of[span.id] = at[_place(span)].id

    def mapped(self, items: Mapping[str, str]) -> dict[str, str]:
        """Items by the chosen spans; where the first of one is not there, by another mention."""
        groups: dict[str, list[str]] = {}
        for span, item in items.items():
            groups.setdefault(item, [item]).append(span)
        found: dict[str, str] = {}
        for members in groups.values():
            there = list(dict.fromkeys(self.of[span] for span in members if span in self.of))
            found |= dict.fromkeys(there[1:], there[0]) if there else {}
        return found

    def names(self, given: Mapping[str, str]) -> dict[str, str]:
        """Names by the chosen spans, the newest first, as they are given."""
        found: dict[str, str] = {}
        for span, name in given.items():
            if span in self.of:
                found.setdefault(self.of[span], name)
        return found

    def edge(self, edge: Edge) -> Edge:
        """A verdict on the chosen spans."""
        return edge._replace(left=self.of[edge.left], right=self.of[edge.right])

    def attributions(self, given: Iterable[Attribution]) -> list[Attribution]:
        """Attributions of the chosen spans, each once."""
        moved = (
            one.model_copy(update={"claim": self.of[one.claim], "source": self.of[one.source]})
            for one in given
        )
        return list({(one.claim, one.source): one for one in moved}.values())


def _place(span: Span) -> _Place:
    return span.document, span.start, span.end, span.label

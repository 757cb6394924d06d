"""The network of a case: articles, outlets, sources, claims and entities, and what joins them.

A graph for other programs to draw and to reckon with. What its nodes and edges say is in
``docs/formats/network.md``.
"""

from collections import Counter
from typing import TYPE_CHECKING

from annotations.codebook import Role
from annotations.provenance import wording
from annotations.provenance.board import Row, rows
from annotations.provenance.case import Case
from annotations.provenance.groups import Group
from annotations.provenance.roots import How, Kind, Node, Step

if TYPE_CHECKING:  # it takes long to import
    import networkx as nx

Value = str | int | float | bool
"""What an attribute of a node or an edge may be."""

_HOWS = {
    How.NAMES: "attributed to",
    How.RETELLS: "retells",
    How.QUOTES: "quotes",
    How.REPORTED: "reported",
    How.COPIES: "copies",
}


def network(case: Case) -> "nx.MultiDiGraph[str]":
    """The network of a case.

    Nodes are called ``claim-1`` and edges ``e1``, by kind and in the order of import and reading,
    so that the same case gives the same graph. Each has ``kind`` and ``label``. An attribute that
    is not known is not there. White space in texts is one space each.
    """
    drawing = _Drawing(case)
    drawing.add_outlets_and_articles()
    drawing.add_groups()
    drawing.join_groups()
    for row in rows(case):
        drawing.add_chains(row)
    return drawing.graph


class _Drawing:
    """The network while it is made."""

    def __init__(self, case: Case) -> None:
        import networkx as nx

        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(layer=_flat(case.material.layer))
        self._case = case
        self._numbers: Counter[str] = Counter()
        self._edges = 0
        self._articles: dict[str, str] = {}
        self._outlets: dict[str, str] = {}
        self._groups: dict[tuple[str, str], str] = {}
        self._sources: dict[str, str] = {}
        self._cited = {*case.ground.source.values()}
        self._shares = {(copy.later, copy.earlier): round(copy.share, 3) for copy in case.copies}

    # -- nodes -----------------------------------------------------------------------------------

    def add_outlets_and_articles(self) -> None:
        """Add who published what."""
        ground = self._case.ground
        for outlet, articles in ground.articles_of.items():
            self._outlets[outlet] = self._node("outlet", outlet, articles=len(articles))
        for article, details in self._case.articles.items():
            self._articles[article] = self._node(
                "article",
                details.title or wording.called(details, article),
                identifier=article,
                outlet=ground.outlets.get(article),
                published=details.published,
                language=details.language,
                url=details.url,
            )
            if article in ground.outlets:
                outlet = self._outlets[ground.outlets[article]]
                self._edge(outlet, self._articles[article], "publishes")

    def add_groups(self) -> None:
        """Add what is tagged, and in which articles."""
        for group in self._case.groups:
            made = self._groups[group.id, group.label] = self._node(
                str(group.role),
                group.name,
                tag=group.label,
                named=group.is_named,
                mentions=len(group.spans),
                articles=len(group.articles),
                wordings=len(group.variants),
                disputed=bool(group.clashes),
                **self._known_of(group),
            )
            if any(span.id in self._case.ground.source for span in group.spans):
                self._sources.setdefault(group.id, made)
            if group.role is Role.CLAIM:
                continue
            for article, mentions in Counter(span.document for span in group.spans).items():
                self._edge(self._articles[article], made, "mentions", mentions=mentions)

    def _known_of(self, group: Group) -> dict[str, Value]:
        """What is known of a group besides its mentions."""
        found = self._case.roots.get(group.id)
        if group.role is Role.CLAIM and found:
            return {
                "roots": found.most,
                "least": found.least,
                "unattributed": len(found.unattributed),
                "circular": len(found.circular),
                "contradicted": group.id in self._case.contradictions,
            }
        if group.id in self._cited:
            return {"described": group.id in self._case.ground.unnamed}
        return {}

    # -- edges -----------------------------------------------------------------------------------

    def join_groups(self) -> None:
        """Add which sources are outlets, and what contradicts what, each pair once."""
        for source, outlet in self._case.ground.outlet_of.items():
            self._edge(self._sources[source], self._outlets[outlet], "is")
        done: set[frozenset[str]] = set()
        for group in self._case.groups:
            one = self._of(group)
            for against in self._case.contradictions.get(group.id, ()):
                pair = frozenset((one, self._of(against.group)))
                if pair not in done:
                    done.add(pair)
                    self._edge(one, self._of(against.group), "contradicts")

    def add_chains(self, row: Row) -> None:
        """Add who reports a claim, what it rests on, and how it comes to do so, link by link."""
        claim = self._of(row.group)
        for cell in row.cells.values():
            article = self._articles[cell.article]
            self._edge(article, claim, "reports", mentions=len(cell.spans), how=str(cell.mark))
        for root in row.roots.roots:
            self._edge(claim, self._at(root.node), "rests on", articles=len(root.reports))
        for step in row.roots.steps:
            self._edge(
                self._at(step.start),
                self._at(step.end),
                _HOWS[step.how],
                claim=claim,
                quote=_quote(step),
                share=self._shares.get((step.start.id, step.end.id)),
            )

    # -- both ------------------------------------------------------------------------------------

    def _of(self, group: Group) -> str:
        return self._groups[group.id, group.label]

    def _at(self, node: Node) -> str:
        """A stop on the way to a root."""
        if node.kind is Kind.ARTICLE:
            return self._articles[node.id]
        return self._outlets[node.id] if node.kind is Kind.OUTLET else self._sources[node.id]

    def _node(self, kind: str, label: str, **known: Value | None) -> str:
        self._numbers[kind] += 1
        name = f"{kind}-{self._numbers[kind]}"
        self.graph.add_node(name, kind=kind, label=_flat(label), **_given(known))
        return name

    def _edge(self, start: str, end: str, kind: str, **known: Value | None) -> None:
        self._edges += 1
        key = f"e{self._edges}"
        self.graph.add_edge(start, end, key, kind=kind, label=kind, **_given(known))


def _quote(step: Step) -> str | None:
    """The words that a link of a chain rests on: what the source is called there."""
    named = step.how is not How.COPIES and step.spans
    return step.spans[-1].text if named else None


def _given(known: dict[str, Value | None]) -> dict[str, Value]:
    """What is known, texts in one line each."""
    flat = {key: _flat(value) if isinstance(value, str) else value for key, value in known.items()}
    return {key: value for key, value in flat.items() if value is not None and value != ""}


def _flat(text: str) -> str:
    return " ".join(text.split())

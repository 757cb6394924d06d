"""A case at a glance: what its claims come to, and on how many roots each article rests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.provenance.apart import certain
from annotations.provenance.board import Filter, rows, wanted
from annotations.provenance.case import Case
from annotations.provenance.roots import Kind, Node, Roots


class RootCount(NamedTuple):
    """How many distinct roots an article's claims rest on; 0 where none is known."""

    least: int
    """How many of them are certainly distinct."""
    most: int
    """How many are told apart."""

    def __str__(self) -> str:
        """As a cell shows it: ``2``, ``1–2`` where some may be one, ``?`` for none known."""
        if not self.most:
            return "?"
        return str(self.most) if self.least == self.most else f"{self.least}–{self.most}"


class Glance(NamedTuple):
    """What a case comes to."""

    claims: int
    """How many claims there are."""
    single: int
    """How many of them several articles report, and all on the word of one root."""
    contradicted: int
    """How many are contradicted, or held to be one by verdicts that cannot all be right."""
    roots: Mapping[str, RootCount]
    """For each article that reports a claim, how many roots its claims rest on."""


def glance(case: Case) -> Glance:
    """Look at a case."""
    found = rows(case)
    return Glance(
        claims=len(found),
        single=len(wanted(found, [Filter.SINGLE])),
        contradicted=len(wanted(found, [Filter.CONTRADICTED])),
        roots=_roots(case),
    )


def _roots(case: Case) -> dict[str, RootCount]:
    """The roots of each article's claims, each once, however many claims rest on it."""
    ends: dict[str, set[Node]] = {}
    doubts: dict[str, set[tuple[Node, Node]]] = defaultdict(set)
    for found in case.roots.values():
        word_of = _words(found, case.ground.outlets)
        between = {(word_of[doubt.one], word_of[doubt.other]) for doubt in found.doubts}
        for article in found.reports:
            ends.setdefault(article, set())
            doubts[article] |= between
        for root in found.roots:
            for article in root.reports:
                ends[article].add(word_of[root.node])
    return {article: _count(nodes, doubts[article]) for article, nodes in ends.items()}


def _words(found: Roots, outlets: Mapping[str, str]) -> dict[Node, Node]:
    """Whose word each root is: an outlet's own is one, whichever article gives it in each claim."""
    nodes = [root.node for root in found.roots]
    return {
        node: Node(Kind.OUTLET, outlets[node.id])
        if node.kind is Kind.ARTICLE and node.id in outlets
        else node
        for node in nodes
    }


def _count(nodes: set[Node], between: Iterable[tuple[Node, Node]]) -> RootCount:
    """How many there are, and how many of which no two may be one."""
    known = sorted(pair for pair in between if nodes.issuperset(pair))
    return RootCount(certain(sorted(nodes), known), len(nodes))

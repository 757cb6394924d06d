"""Why a count is what it is: every chain of a claim, link by link, with the places that say so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import permutations
from typing import NamedTuple

from annotations.model import Span
from annotations.provenance import wording
from annotations.provenance.case import Case
from annotations.provenance.groups import Group
from annotations.provenance.roots import How, Kind, Maybe, Node, Roots, Step

Place = tuple[str, int]
"""An article, and a codepoint of it."""


class Part(StrEnum):
    """What a line is about."""

    REPORT = "report"
    """An article that reports the claim: a chain begins."""
    STEP = "step"
    """A link of a chain."""
    ROOT = "root"
    """Where chains end."""
    DOUBT = "doubt"
    """Roots that may be one: two, or a set of which any two may be."""
    UNKNOWN = "unknown"
    """An article of which it is not known what it rests on."""
    AGAINST = "against"
    """A claim that contradicts this one."""


class Reason(NamedTuple):
    """One line of the answer."""

    part: Part
    """What it is about."""
    depth: int
    """How many links it is away from the report, from 0."""
    words: str
    """What it says. It quotes text from outside."""
    places: tuple[Place, ...] = ()
    """Where to look: in one article, or in two."""


class Doubtful(NamedTuple):
    """Roots any two of which may be one."""

    nodes: tuple[Node, ...]
    """They, in the order of the roots: two at least."""
    why: Maybe
    """Why."""
    at: tuple[Node, Node] | None = None
    """Two stops on the ways to them, where it is those that may be one."""


def why(case: Case, group: Group) -> list[Reason]:
    """All that the count of a claim rests on, in the order in which a person would ask."""
    found = case.roots[group.id]
    return [
        *_ends(case, found),
        *_doubts(case, found),
        *_against(case, group),
        *_chains(case, group, found),
    ]


# -- chains --------------------------------------------------------------------------------------


def _chains(case: Case, group: Group, found: Roots) -> Iterator[Reason]:
    """Each report with what it leads to; what was told already is not told again."""
    after: dict[Node, list[Step]] = {}
    for step in found.steps:
        after.setdefault(step.start, []).append(step)
    first = {span.document: span for span in reversed(group.spans)}
    told: set[Node] = set()
    for article in found.reports:
        node, span = Node(Kind.ARTICLE, article), first[article]
        details = case.articles[article]
        when = f", {details.published}" if details.published else ""
        said = f"{wording.called(details, article)}{when}: “{' '.join(span.text.split())}”"
        yield Reason(Part.REPORT, 0, said, ((article, span.start),))
        if node not in after:
            yield _silent(case, article, found)
        else:
            yield from _links(case, node, after, first, told)


def _silent(case: Case, article: str, found: Roots) -> Reason:
    name = wording.called(case.articles[article], article)
    if article in found.unattributed:
        return Reason(Part.UNKNOWN, 1, f"{name} names nobody: what it rests on is not known")
    return Reason(Part.STEP, 1, f"{name} names nobody else, and others have it from there: a root")


def _links(
    case: Case,
    node: Node,
    after: Mapping[Node, Sequence[Step]],
    first: Mapping[str, Span],
    told: set[Node],
) -> Iterator[Reason]:
    """What a stop leads to, depth first."""
    ahead = [(step, 1) for step in reversed(after.get(node, ()))]
    told.add(node)
    while ahead:
        step, depth = ahead.pop()
        yield Reason(Part.STEP, depth, wording.step(case, step), tuple(_places(step, first)))
        if step.end not in told:
            told.add(step.end)
            ahead += [(one, depth + 1) for one in reversed(after.get(step.end, ()))]


def _places(step: Step, first: Mapping[str, Span]) -> Iterator[Place]:
    """Where the words are that say so."""
    if step.spans:
        yield step.spans[0].document, step.spans[0].start
    if step.how in (How.COPIES, How.REPORTED) and step.end.kind is Kind.ARTICLE:
        yield step.end.id, first[step.end.id].start


# -- what it comes to ----------------------------------------------------------------------------


def _ends(case: Case, found: Roots) -> Iterator[Reason]:
    for number, root in enumerate(found.roots, 1):
        names = ", ".join(wording.called(case.articles[one], one) for one in root.reports)
        said = f"root {number}: {wording.name(case, root.node)} · leads to it: {names}"
        yield Reason(Part.ROOT, 0, said, tuple(_of_root(case, root.node)))
    if found.through:
        said = f"all chains of others pass {', '.join(found.through)}: its word is all there is"
        yield Reason(Part.ROOT, 0, said)
    for article in found.circular:
        name = wording.called(case.articles[article], article)
        yield Reason(
            Part.UNKNOWN, 0, f"{name} leads back to where it came from: no root", ((article, 0),)
        )


def _of_root(case: Case, node: Node) -> Iterator[Place]:
    """The first mention of a root."""
    if node.kind is Kind.ARTICLE:
        yield node.id, 0
    group = case.groups.by_id.get(node.id) if node.kind is Kind.SOURCE else None
    if group:
        yield group.spans[0].document, group.spans[0].start


def _doubts(case: Case, found: Roots) -> Iterator[Reason]:
    for doubt in doubtful(found):
        places = [place for node in doubt.nodes[:2] for place in _of_root(case, node)]
        names = [wording.name(case, node) for node in doubt.nodes]
        if len(names) == 2:
            said = f"may be one: {names[0]} and {names[1]}: {wording.DOUBTS[doubt.why]}"
        else:
            said = f"may be one: {of_many(names, doubt.why)}"
        yield Reason(Part.DOUBT, 0, said, tuple(places))


def _against(case: Case, group: Group) -> Iterator[Reason]:
    spans = {span.id: span for span in case.material.spans}
    for clash in case.clashes(group):
        ends = [spans[end] for end in (clash.verdict.left, clash.verdict.right)]
        words = " and ".join(f"“{' '.join(end.text.split())}”" for end in ends)
        said = f"verdicts clash: {words} were judged not the same, and are by others"
        yield Reason(Part.AGAINST, 0, said, tuple((end.document, end.start) for end in ends))
    for one in case.contradictions.get(group.id, ()):
        ends = [spans[end] for end in (one.verdict.left, one.verdict.right)]
        said = f"contradicted by “{one.group.name}”"
        yield Reason(Part.AGAINST, 0, said, tuple((end.document, end.start) for end in ends))


# -- doubts --------------------------------------------------------------------------------------


def doubtful(found: Roots) -> Iterator[Doubtful]:
    """All doubts, in order, but of roots without a name, or with one name, as few sets as may be.

    Each doubt is in a set, and in each set there is a doubt of any two. Doubts for stops on the
    way are told one by one.
    """
    direct = [doubt for doubt in found.doubts if doubt.at is None]
    alike = _beside(doubt[:2] for doubt in direct if doubt.why is Maybe.ALIKE)
    unnamed = _beside(doubt[:2] for doubt in direct if doubt.why is Maybe.UNNAMED)
    # Of those without a name nobody has said that they differ, whatever else is the doubt.
    of_unnamed = _beside(doubt[:2] for doubt in direct if {*doubt[:2]} <= unnamed.keys())
    joined = {Maybe.ALIKE: alike, Maybe.UNNAMED: of_unnamed}
    told: set[tuple[Node, Node]] = set()
    for doubt in found.doubts:
        if doubt.at or doubt.why not in joined:
            yield Doubtful(doubt[:2], doubt.why, doubt.at)
        elif doubt[:2] not in told:
            nodes = _grown(doubt[:2], joined[doubt.why])
            told |= {*permutations(nodes, 2)}
            yield Doubtful(nodes, doubt.why)


def of_many(names: Sequence[str], reason: Maybe) -> str:
    """What is said of three roots or more: ``these 4 are not named, ...: A, B, C and 1 more``."""
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return f"these {len(names):,} {_MANY[reason]}: {', '.join(names[:_LISTED])}{more}"


_LISTED = 3

_MANY = {
    Maybe.ALIKE: "go by one name, any two of them, and nobody has said whether they are one",
    Maybe.UNNAMED: "are not named, and nobody has said that they differ",
}


def _beside(pairs: Iterable[tuple[Node, Node]]) -> dict[Node, dict[Node, None]]:
    """For each of some roots those that may be it, in order."""
    beside: dict[Node, dict[Node, None]] = {}
    for one, other in pairs:
        beside.setdefault(one, {})[other] = None
        beside.setdefault(other, {})[one] = None
    return beside


def _grown(
    nodes: tuple[Node, Node], beside: Mapping[Node, Mapping[Node, None]]
) -> tuple[Node, ...]:
    """Two roots, with all further ones that may be any of those before."""
    grown = dict.fromkeys(nodes)
    for node in beside[nodes[0]]:
        if node not in grown and grown.keys() <= beside[node].keys():
            grown[node] = None
    return tuple(grown)

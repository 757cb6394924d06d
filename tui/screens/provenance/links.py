"""What makes up one group, as rows: clashes with their way, mentions, verdicts for and against."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from annotations.errors import NotFound
from annotations.model import Link, Meaning, Span
from annotations.provenance.case import Case, Clash
from annotations.provenance.clusters import Edge
from annotations.provenance.groups import Group
from annotations.provenance.paths import Hop
from annotations.workspace import Workspace
from annotations.workspace.names import ALL, RESOLVED


class Part(StrEnum):
    """What a row is."""

    CLASH = "clash"
    """A verdict that two mentions are not the same, though others say so."""
    STEP = "way"
    """A link of the way by which they are."""
    MENTION = "mention"
    """A mention of the group."""
    HOLDS = "holds"
    """A verdict that holds it together."""
    AGAINST = "against"
    """A verdict that keeps another group away from it, or that could not say."""


SIGNS: Mapping[Meaning, str] = {
    Meaning.SAME: "=",
    Meaning.DIFFERENT: "≠",
    Meaning.CONTRADICTS: "≠",
    Meaning.UNSURE: "~",
}
"""What was said of two spans, in a sign."""

WORDS: Mapping[Meaning, str] = {
    Meaning.SAME: "the same",
    Meaning.DIFFERENT: "not the same",
    Meaning.CONTRADICTS: "contradict each other",
    Meaning.UNSURE: "unsure",
}
"""And in words."""


class Piece(NamedTuple):
    """One row of the group."""

    part: Part
    """What it is."""
    one: Span
    """The mention, or one end of the verdict."""
    other: Span | None = None
    """The other end."""
    verdict: Edge | None = None
    """The verdict; None for a mention, and where two mentions in one article are one thing."""
    place: str = ""
    """Of a clash and its way: which clash and which step, as ``1`` and ``1.2``."""


def pieces(case: Case, group: Group, spans: Mapping[str, Span]) -> list[Piece]:
    """All that makes up a group: what is wrong with it first.

    Args:
        case: What follows from the annotation.
        group: The group.
        spans: All spans, by identifier.
    """
    found = [
        piece
        for number, clash in enumerate(case.clashes(group), 1)
        for piece in _clash(number, clash, spans)
    ]
    found += [Piece(Part.MENTION, span) for span in group.spans]
    found += [_verdict(Part.HOLDS, edge, spans) for edge in case.holding(group)]
    found += [_verdict(Part.AGAINST, edge, spans) for edge in against(case, group)]
    return found


def _clash(number: int, clash: Clash, spans: Mapping[str, Span]) -> Iterator[Piece]:
    """The way by which two are the same, in order, and the verdict that they are not."""
    yield _verdict(Part.CLASH, clash.verdict, spans)._replace(place=str(number))
    for step, hop in enumerate(clash.way, 1):
        yield _step(f"{number}.{step}", hop, spans)


def _step(place: str, hop: Hop, spans: Mapping[str, Span]) -> Piece:
    return Piece(Part.STEP, spans[hop.start], spans[hop.end], hop.verdict, place)


def _verdict(part: Part, edge: Edge, spans: Mapping[str, Span]) -> Piece:
    return Piece(part, spans[edge.left], spans[edge.right], edge)


def against(case: Case, group: Group) -> list[Edge]:
    """The verdicts on one span of a group that are not "the same", clashes left out."""
    ids = {span.id for span in group.spans}
    found = (
        edge
        for edge in case.material.edges
        if edge.meaning is not Meaning.SAME and (edge.left in ids or edge.right in ids)
    )
    return [edge for edge in dict.fromkeys(found) if _ordered(edge) not in group.clashes]


def _ordered(edge: Edge) -> Edge:
    """A verdict as clashes list it."""
    return Edge(min(edge.left, edge.right), max(edge.left, edge.right), edge.meaning)


# -- taking one back -----------------------------------------------------------------------------


def take_back(workspace: Workspace, piece: Piece) -> list[str]:
    """Take back the annotator's own verdict on two spans; of others at these places, too.

    Returns:
        None of anybody where it was the annotator's own; else whose it is.

    Raises:
        Refused: It is there no more.
    """
    if piece.other is None or piece.verdict is None:
        return []
    kinds = workspace.codebook().link_kind
    wanted = _ends(piece.one, piece.other)
    own = [
        link
        for link in workspace.links.of_article(piece.one.document)
        for kind in [kinds(link.kind or "")]
        if _places(link) == wanted and kind and kind.meaning is piece.verdict.meaning
    ]
    for link in own:
        workspace.links.clear(link.left.id, link.right.id)
    return [] if own else _whose(workspace, wanted, piece.verdict.meaning)


def set_apart(workspace: Workspace, span: str) -> bool:
    """Take a mention out of the item that it belongs to in its article.

    Returns:
        Whether the annotator's own joins were taken back; else it has been set apart.

    Raises:
        Refused: It stands on its own already.
    """
    try:
        workspace.naming.part(span)
    except NotFound:
        workspace.links.break_group(span)
        return False
    return True


_Ends = frozenset[tuple[str, int, int, str]]


def _ends(one: Span, other: Span) -> _Ends:
    return frozenset((span.document, span.start, span.end, span.label) for span in (one, other))


def _places(link: Link) -> _Ends:
    return _ends(link.left, link.right)


def _whose(workspace: Workspace, wanted: _Ends, meaning: Meaning) -> list[str]:
    """The other annotators who said so of spans at these places."""
    found = []
    for name in workspace.provenance.layers():
        if name in (ALL, RESOLVED, workspace.annotator):
            continue
        material = workspace.provenance.material(name)
        spans = {span.id: span for span in material.spans}
        if any(
            edge.meaning is meaning and _ends(spans[edge.left], spans[edge.right]) == wanted
            for edge in material.edges
        ):
            found.append(name)
    return found

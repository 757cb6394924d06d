"""What a span is linked to in all articles: a walk along the annotator's verdicts.

What is the same as something the same is the same. What contradicts a span is its partner, too, but
nothing follows from that: the walk does not go on from there.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotations.codebook import Codebook
from annotations.model import DocumentDetails, Link, Meaning, Span
from annotations.store import pairs
from annotations.store.store import Store

MOST = 500
"""Partners that are looked for: more nobody goes through."""


class Partner(NamedTuple):
    """A span that another one is linked to, directly or through others."""

    span: Span
    """The span."""
    kind: str
    """What was said of the two; of a chain, what was said of its last two."""
    through: tuple[Span, ...]
    """The spans between the two, from the one asked about; none for a direct link."""
    article: DocumentDetails
    """The article that it is in, without the text."""


class _Reached(NamedTuple):
    """A span, and how the walk came to it."""

    span: Span
    kind: str
    through: tuple[Span, ...]


def partners(store: Store, annotator: str, book: Codebook, start: Span) -> list[Partner]:
    """The partners of a span: fewest steps first, then in the order of import and reading."""
    found = _walk(store, annotator, book, start)
    known = pairs.articles(store, {at.span.document for at in found})
    order = {document: number for number, document in enumerate(known)}
    ranked = sorted(
        found, key=lambda at: (len(at.through), order[at.span.document], at.span.start, at.span.id)
    )
    return [Partner(*at, known[at.span.document]) for at in ranked]


def _walk(store: Store, annotator: str, book: Codebook, start: Span) -> list[_Reached]:
    """What links lead to, breadth first: on from what is the same, at most `MOST`."""
    meanings = {kind.name: kind.meaning for kind in book.link_kinds}
    same = [name for name, meaning in meanings.items() if meaning is Meaning.SAME]
    contradicts = [name for name, meaning in meanings.items() if meaning is Meaning.CONTRADICTS]
    found: dict[str, _Reached] = {}
    edge, kinds = [_Reached(start, "", ())], [*same, *contradicts]
    while edge and len(found) < MOST:
        links = pairs.links_at(store, [at.span.id for at in edge], annotator, kinds)
        reached = {
            at.span.id: at
            for at in reversed(list(_steps(edge, links, start)))
            if at.span.id not in found
        }
        edge = sorted(reached.values(), key=lambda at: (at.span.start, at.span.id))
        found |= {at.span.id: at for at in edge[: MOST - len(found)]}
        edge, kinds = [at for at in edge if at.kind in same], same
    return list(found.values())


def _steps(edge: list[_Reached], links: list[Link], start: Span) -> Iterator[_Reached]:
    """What is one link further than the edge, in the order of the edge."""
    at_end: dict[str, list[Link]] = {}
    for link in links:
        for end in (link.left, link.right):
            at_end.setdefault(end.id, []).append(link)
    for at in edge:
        through = (*at.through, at.span) if at.span.id != start.id else ()
        for link in at_end.get(at.span.id, ()):
            span = link.right if link.left.id == at.span.id else link.left
            if span.id != start.id:
                yield _Reached(span, link.kind or "", through)

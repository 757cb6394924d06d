"""What goes out of a workspace into another tool's file, before it is written in that tool's way.

Writers of every format take an `Outgoing` and give `Piece`s; `Workspace.exporting` decides what
goes out and puts the pieces into files.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from annotations.model import Attribution, Document, Link, Span


class OutgoingArticle(NamedTuple):
    """An article with what was made of it."""

    document: Document
    """The article, with its text."""
    spans: tuple[Span, ...]
    """In reading order, longer ones before those inside them. They may overlap, and be of several
    annotators."""
    attributions: tuple[Attribution, ...]
    """Between those spans."""


class Outgoing(NamedTuple):
    """All that goes out."""

    articles: Iterable[OutgoingArticle]
    """In the order of import. To be gone through once."""
    links: Callable[[], Iterable[Link]]
    """Proposed and judged pairs, best score first; not all formats ask for them."""


class Piece(NamedTuple):
    """A stretch of a file on its way out."""

    name: str
    """The file in the folder that is written; empty where one file is written."""
    data: bytes
    """What comes next in that file; pieces of several files may alternate."""


Left = Counter[str]
"""What is not in what is written as somebody made it: how many of each kind.

A kind is what it is called in the singular, then what became of it behind a bar unless it is left
out, then a colon and why, in words that go with any number: ``link: brat ties nothing across
texts``, ``cell | marked with ': a spreadsheet would reckon with it``.
"""

Write = Callable[[Outgoing, Left], Iterator[Piece]]
"""Writes a format: gives the pieces in order, one file after the other, and counts what it leaves
out while it does."""

TWICE = "span: others have the same words under the same label"
"""What `once` leaves out."""


def leave_links(outgoing: Outgoing, left: Left, why: str) -> None:
    """Count the judged links, for a format that has no place for them: proposals are nobody's.

    Args:
        outgoing: Where they are.
        left: Takes how many there are.
        why: Why they cannot go out.
    """
    if judged := sum(1 for link in outgoing.links() if link.verdict):
        left[f"link: {why}"] += judged


def told(left: Left) -> list[str]:
    """What became of what, a line a kind: ``3 links are left out: brat ties …``."""
    lines = []
    for kind, number in (+left).items():
        amount, done, why = _parts(kind, number)
        lines.append(f"{amount} {'is' if number == 1 else 'are'} {done}" + (why and f": {why}"))
    return lines


def told_briefly(left: Left) -> str:
    """The same in one line, without the reasons: ``3 links left out, 1 cell marked with '``."""
    return ", ".join(" ".join(_parts(kind, number)[:2]) for kind, number in (+left).items())


def _parts(kind: str, number: int) -> tuple[str, str, str]:
    """How many of what, what became of it, and why."""
    said, _, why = kind.partition(": ")
    thing, _, done = said.partition(" | ")
    return f"{number:,} {thing}{'s' * (number != 1)}", done or "left out", why


def once(article: OutgoingArticle, left: Left) -> OutgoingArticle:
    """An article for a format that does not say who made what: each span and attribution once.

    Args:
        article: What several annotators may have made alike.
        left: Takes how many spans are left out since another has the same place and label; what
            was attributed to or by them is to or by the one that stays.
    """
    stays: dict[tuple[int, int, str], Span] = {}
    same = {
        span.id: stays.setdefault((span.start, span.end, span.label), span).id
        for span in article.spans
    }
    if left_out := len(article.spans) - len(stays):
        left[TWICE] += left_out
    tied: dict[tuple[str, str, str], Attribution] = {}
    for one in article.attributions:
        claim, source = same[one.claim], same[one.source]
        moved = one.model_copy(update={"claim": claim, "source": source})
        tied.setdefault((claim, source, one.label), moved)
    return OutgoingArticle(article.document, tuple(stays.values()), tuple(tied.values()))

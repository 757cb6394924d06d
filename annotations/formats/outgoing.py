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
    """What comes next in that file."""


Left = Counter[str]
"""What is not in what is written, though somebody made it: how many, by what it is called in the
singular, such as ``link`` or ``span that overlaps another``."""

Write = Callable[[Outgoing, Left], Iterator[Piece]]
"""Writes a format: gives the pieces in order, one file after the other, and counts what it leaves
out while it does."""

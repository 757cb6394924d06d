"""Four tables that join on identifiers: articles, spans, attributions, links. As CSV here.

Offsets are codepoints of ``articles.text``, half-open. CSV is RFC 4180 in UTF-8: commas, a record
ends in CRLF, quotes where they are needed; what is not known is an empty cell.

What CSV cannot hold, and what becomes of it: a spreadsheet would reckon with a cell that begins
with ``=``, ``+``, ``-``, ``@`` or a tab, so that such a one gets a ``'`` in front (so does one that
begins with ``'`` before them: taking one away again gives back what it was). Control characters
but tabs and newlines, and those that turn the direction of what follows, become U+FFFD, one for
one; the marks that Arabic and Hebrew are written with stay. Both are counted. Written only.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece
from annotations.model import Attribution, Document, Link, Span

Sort = Literal["text", "whole", "number", "truth", "time", "texts"]
"""What the cells of a column hold."""

Row = tuple[Any, ...]
"""One cell for each column; None where nothing is known."""

_AT_ONCE = 500
"""How many articles or links go out together."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

MARKED = "cell | marked with ' in front: a spreadsheet would reckon with it"
"""What becomes of a cell that begins like a formula."""

REPLACED = "control character | replaced by U+FFFD: it could command a terminal"
"""What becomes of those that no text needs."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    """What it is called."""
    sort: Sort
    """What is in it."""
    value: Callable[[Any], Any]
    """What a record has there."""


def _own(*names: str, sort: Sort = "text") -> list[Column]:
    """Columns that are called as what the record has."""
    return [Column(name, sort, attrgetter(name)) for name in names]


def _verdict(name: str, sort: Sort) -> Column:
    return Column(name, sort, lambda link: link.verdict and getattr(link.verdict, name))


def _ends(name: str, value: Callable[[Span], Any], sort: Sort) -> list[Column]:
    return [
        Column(f"left_{name}", sort, lambda link: value(link.left)),
        Column(f"right_{name}", sort, lambda link: value(link.right)),
    ]


def _meta(document: Document) -> str | None:
    return json.dumps(document.meta, allow_nan=False) if document.meta else None


def _article(one: Span | Attribution) -> str:
    return one.document


TABLES: dict[str, Sequence[Column]] = {
    "articles": (
        *_own("id"),
        *_own("ordinal", sort="whole"),
        *_own("title", "outlet", "published", "url", "language", "text", "text_sha256"),
        Column("meta", "text", _meta),
    ),
    "spans": (
        *_own("id"),
        Column("article", "text", _article),
        *_own("annotator", "label"),
        *_own("start", "end", sort="whole"),
        *_own("text", "origin", "note"),
        *_own("created", sort="time"),
    ),
    "attributions": (
        *_own("id"),
        Column("article", "text", _article),
        *_own("annotator", "label", "claim", "source"),
    ),
    "links": (
        *_own("id"),
        Column("label", "text", lambda link: link.left.label),
        Column("verdict", "text", lambda link: link.kind),
        *_own("implied"),
        *_own("score", sort="number"),
        *_own("conflict", sort="truth"),
        *_own("reasons", "against", sort="texts"),
        _verdict("annotator", "text"),
        _verdict("decided", "time"),
        _verdict("note", "text"),
        Column("left", "text", lambda link: link.left.id),
        Column("right", "text", lambda link: link.right.id),
        *_ends("article", _article, "text"),
        *_ends("text", lambda span: span.text, "text"),
        Column("of_left", "text", lambda link: link.of and link.of[0]),
        Column("of_right", "text", lambda link: link.of and link.of[1]),
    ),
}
"""The tables and their columns, in their order."""


def batches(outgoing: Outgoing) -> Iterator[tuple[str, list[Row]]]:
    """The name of a table and its next rows; tables alternate, so that little is held at once."""
    articles = iter(outgoing.articles)
    while some := [*islice(articles, _AT_ONCE)]:
        yield from _batch(some)
    links = iter(outgoing.links())
    while pairs := [*islice(links, _AT_ONCE)]:
        yield "links", _rows("links", pairs)


def _batch(articles: list[OutgoingArticle]) -> Iterator[tuple[str, list[Row]]]:
    yield "articles", _rows("articles", (one.document for one in articles))
    yield "spans", _rows("spans", (span for one in articles for span in one.spans))
    yield (
        "attributions",
        _rows("attributions", (tie for one in articles for tie in one.attributions)),
    )


def _rows(table: str, records: Iterable[Document | Span | Attribution | Link]) -> list[Row]:
    columns = TABLES[table]
    return [tuple(column.value(record) for column in columns) for record in records]


# -- as CSV --------------------------------------------------------------------------------------


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """A file for each table."""
    for table, columns in TABLES.items():
        yield Piece(f"{table}.csv", _csv([[column.name for column in columns]]))
    for table, rows in batches(outgoing):
        yield Piece(f"{table}.csv", _csv(_cells(rows, left)))


def csv_links(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """The links alone, as one file."""
    yield Piece("", _csv([[column.name for column in TABLES["links"]]]))
    links = iter(outgoing.links())
    while some := [*islice(links, _AT_ONCE)]:
        yield Piece("", _csv(_cells(_rows("links", some), left)))


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def _cells(rows: list[Row], left: Left) -> Iterator[list[Any]]:
    for row in rows:
        yield [_cell(value, left) for value in row]


def _cell(value: Any, left: Left) -> Any:
    """A value as it stands in a file."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            value = "\n".join(value)
        case int() | float() | None:
            return value
    text, controls = _CONTROL.subn("\ufffd", value)
    if controls:
        left[REPLACED] += controls
    if _FORMULA.match(text):
        left[MARKED] += 1
        return f"'{text}"
    return text

"""What a conflict is about, as a person knows it: whose work, in which articles, on which words."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from annotations.store import schema
from annotations.store.history import Row
from annotations.store.merging.naming import records
from annotations.store.merging.rules import ITEMS
from annotations.store.store import Store

_READ = {table: f"select * from main.{table} where id = ?" for table in schema.STATE}
_ENDS = ("claim", "source", "left", "right", "span", "with")
"""The columns that refer to spans, in the order in which they are told."""


class Place(NamedTuple):
    """What a row is about."""

    row: Row
    """The row as it is now."""
    articles: tuple[str, ...]
    """The names of the articles that it is in."""
    quotes: tuple[str, ...]
    """The words that it is on."""


def all_records(store: Store) -> Iterator[dict[str, Any]]:
    """The records of all merges."""
    return records(store.rows("select * from main.settings order by id"))


def place(store: Store, table: str, row_id: str) -> Place:
    """What a row is about; nothing where there is no such row."""
    row = _row(store, table, row_id)
    spans = _spans(store, table, row)
    documents = dict.fromkeys(span["document"] for span in spans)
    if not documents and row:
        documents[row["id"] if table == "documents" else row.get("document", "")] = None
    named = (_row(store, "documents", document) for document in documents)
    names = tuple(one["title"] or one["outlet"] or one["id"] for one in named if one)
    return Place(row, names, tuple(span["text"] for span in spans))


def quote(store: Store, span: str) -> str:
    """The words of a span; its identifier where there is none."""
    return str(_row(store, "spans", span).get("text", span))


def _row(store: Store, table: str, row_id: str) -> Row:
    return store.row(_READ[table], (row_id,)) or {}


def _spans(store: Store, table: str, row: Row) -> list[Row]:
    """The spans that a row stands on, in its order."""
    match table:
        case "spans":
            return [row] if row else []
        case "reviews":
            item = ITEMS.get(row.get("kind", ""), "spans")
            return _spans(store, item, _row(store, item, row.get("item", "")))
        case "replies":
            return _spans(store, "reviews", _row(store, "reviews", row.get("review", "")))
        case _:
            ends = [row[end] for end in _ENDS if end in row]
            return [span for span in (_row(store, "spans", end) for end in ends) if span]

"""What the matcher leaves in a workspace: proposals, items, and what it has compared.

All of it is derived, and put there inside a running transaction.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import chain

from annotations.model import Span
from annotations.store import sums
from annotations.store.clock import now
from annotations.store.store import Row, Store

_PROPOSE = """insert or replace into proposals
    (left, right, label, score, reasons, against, conflict, evidence, matcher, sum) values
    (:left, :right, :label, :score, :reasons, :against, :conflict, :evidence, :matcher, :sum)"""
_AS_NOW = """insert or replace into compared
    select spans.id, spans.start, spans."end", spans.label
    from spans join json_each(?) as wanted on wanted.value = spans.id"""
_WITHDRAW = """with of_fresh as (
        select spans.id from spans join json_each(?) as fresh on fresh.value = spans.document)
    delete from proposals where left in of_fresh or right in of_fresh"""


def replace(
    store: Store,
    rows: Iterable[Row],
    items: Mapping[str, str],
    matcher: str,
    fresh: Iterable[str] | None = None,
) -> None:
    """Put a matcher's proposals and items in the place of earlier ones.

    Args:
        store: The workspace file.
        rows: The proposals.
        items: For each further mention of an item, the span that stands for the item.
        matcher: Whose they are.
        fresh: The documents of which one is at an end of each proposal: only theirs are
            replaced. None replaces all.
    """
    if fresh is None:
        store.connection.execute("delete from proposals")
    else:
        store.connection.execute(_WITHDRAW, (json.dumps([*fresh]),))
    store.connection.execute("delete from mentions")
    _put(store, rows, items, matcher)


def add(store: Store, rows: Iterable[Row], items: Mapping[str, str], matcher: str) -> None:
    """Add or renew proposals and items; takes what `replace` does."""
    # What stands for an item of now may have been a mention of one of before, or the other way.
    standing = ((item,) for item in {*items.values()})
    store.connection.executemany("delete from mentions where span = ?", standing)
    moved = ((item, span) for span, item in items.items())
    store.connection.executemany("update mentions set item = ? where item = ?", moved)
    kept = [*rows]
    _put(store, kept, items, matcher)
    ends = chain.from_iterable((row["left"], row["right"]) for row in kept)
    store.connection.execute(_AS_NOW, (json.dumps([*ends, *items, *items.values()]),))
    put_matched(store, ())  # what it proposes is not what has been compared here


def put_compared(store: Store, spans: Iterable[Span]) -> None:
    """Remember where spans were, and what they were called, when they were compared."""
    rows = ((span.id, span.start, span.end, span.label) for span in spans)
    store.connection.executemany("insert or replace into compared values (?, ?, ?, ?)", rows)


def put_matched(store: Store, states: Iterable[tuple[str, str, bool]]) -> None:
    """Put what each document was like when it was compared in the place of what was known.

    Args:
        store: The workspace file.
        states: Document, state, and whether all were compared.
    """
    store.connection.execute("delete from matched")
    store.connection.executemany("insert into matched values (?, ?, ?)", states)


def _put(store: Store, rows: Iterable[Row], items: Mapping[str, str], matcher: str) -> None:
    summed = (sums.summed({**row, "matcher": matcher}) for row in rows)
    store.connection.executemany(_PROPOSE, summed)
    store.connection.executemany("insert or replace into mentions values (?, ?)", items.items())
    store.connection.execute(
        "insert into runs select coalesce(max(number), 0) + 1, ?, ? from runs", (now(), matcher)
    )

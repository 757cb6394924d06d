"""What is asked about reviews: assignments, rulings, replies, resolutions, and what is ruled on.

An item is handed out only while its spans and documents are there.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.model import DocumentState
from annotations.review.items import Item
from annotations.review.records import Assignment, Kind, Reply, Resolution, Review
from annotations.store.store import Row, Store

_ASSIGNMENTS = """select a.* from assignments as a join documents as d on d.id = a.document
    where a.deleted = 0"""
_REVIEWS = """select r.* from reviews as r join documents as d on d.id = r.document
    where r.deleted = 0 and d.deleted = 0"""
_RESOLUTIONS = """select r.* from resolutions as r join documents as d on d.id = r.document
    where r.deleted = 0 and d.deleted = 0"""


def assignments(store: Store, *, removed: bool = False) -> list[Assignment]:
    """Who reviews what, in the order of import; with `removed` also of articles that are gone."""
    there = "" if removed else " and d.deleted = 0"
    rows = store.rows(f"{_ASSIGNMENTS}{there} order by d.ordinal, d.id, a.id")
    return [Assignment(**_without_deleted(row)) for row in rows]


def reviews(
    store: Store,
    *,
    author: str | None = None,
    reviewer: str | None = None,
    document: str | None = None,
) -> list[Review]:
    """The rulings on one author's work, of one reviewer, in one document; None takes all."""
    wanted = {"r.author": author, "r.annotator": reviewer, "r.document": document}
    given = {column: value for column, value in wanted.items() if value is not None}
    where = "".join(f" and {column} = ?" for column in given)
    rows = store.rows(f"{_REVIEWS}{where} order by r.decided, r.id", [*given.values()])
    return [_review(row) for row in rows]


def review(store: Store, review_id: str) -> Review | None:
    """One ruling; None where there is none."""
    row = store.row(f"{_REVIEWS} and r.id = ?", (review_id,))
    return _review(row) if row else None


def replies(store: Store) -> dict[str, Reply]:
    """What authors say to corrections, by correction."""
    rows = store.rows("select * from replies where deleted = 0")
    return {row["review"]: Reply(**_without_deleted(row)) for row in rows}


def resolutions(store: Store, document: str | None = None) -> dict[str, Resolution]:
    """How disagreements were settled, by disagreement."""
    where, values = ("", ()) if document is None else (" and r.document = ?", (document,))
    rows = store.rows(f"{_RESOLUTIONS}{where} order by r.decided, r.id", values)
    return {row["id"]: _resolution(row) for row in rows}


# -- what is ruled on ----------------------------------------------------------------------------


def items(store: Store, author: str, documents: Iterable[str] | None = None) -> list[Item]:
    """An annotator's spans, attributions and links, in reading order, article by article.

    A link comes with the article that was imported later: there both its ends are known.

    Args:
        store: The workspace file.
        author: Whose.
        documents: Only what lies in these; None takes all.
    """
    given: Row = {"author": author, "wanted": json.dumps([*(documents or ())])}
    found = [
        (order, item)
        for kind, sql in _ITEMS.items()
        for order, item in _found(store, kind, f"{sql}{_within(kind, documents)}", given)
    ]
    return [item for _, item in sorted(found, key=lambda one: (one[0], one[1].id))]


def item(store: Store, kind: Kind, identifier: str, author: str) -> Item | None:
    """One of an annotator's spans, attributions or links as it is now; None where it is gone."""
    sql = f"{_ITEMS[kind]} and own.id = :item"
    found = [*_found(store, kind, sql, {"author": author, "item": identifier})]
    return found[0][1] if found else None


_ITEMS = {
    Kind.SPAN: """select d.ordinal, d.id, own.start, -own."end", 0,
            own.id, d.id, own.label, own.text, own.start, own."end", own.id, null, null, null, null
        from spans as own join documents as d on d.id = own.document
        where own.deleted = 0 and d.deleted = 0 and own.annotator = :author""",
    Kind.ATTRIBUTION: """select d.ordinal, d.id, c.start, -c."end", 1,
            own.id, d.id, own.label, c.text, c.start, c."end", c.id, s.start, s."end", s.id, null
        from attributions as own join documents as d on d.id = own.document
        join spans as c on c.id = own.claim join spans as s on s.id = own.source
        where own.deleted = 0 and d.deleted = 0 and c.deleted = 0 and s.deleted = 0
        and own.annotator = :author""",
    Kind.LINK: """select e.ordinal, e.id, 1 << 60, r.start, 2,
            own.id, d.id, own.kind, l.text, l.start, l."end", l.id, r.start, r."end", r.id, e.id
        from verdicts as own join spans as l on l.id = own.left
        join spans as r on r.id = own.right
        join documents as d on d.id = l.document join documents as e on e.id = r.document
        where own.deleted = 0 and l.deleted = 0 and r.deleted = 0 and d.deleted = 0
        and e.deleted = 0 and own.annotator = :author""",
}
_ORDER = 5
"""How many columns of each put it in order."""


def _within(kind: Kind, documents: Iterable[str] | None) -> str:
    """A condition that all of an item lies in some documents; no condition for None."""
    if documents is None:
        return ""
    ends = ("d", "e") if kind is Kind.LINK else ("d",)
    wanted = "(select value from json_each(:wanted))"
    return "".join(f" and {end}.id in {wanted}" for end in ends)


def _found(
    store: Store, kind: Kind, sql: str, given: Row
) -> Iterator[tuple[tuple[Any, ...], Item]]:
    """Items, each with what puts it in order."""
    for row in store.tuples(sql, given):
        identifier, document, label, text, *ends, other = row[_ORDER:]
        both = [tuple(ends[:3]), tuple(ends[3:])][: 1 if ends[-1] is None else 2]
        places = tuple((start, end) for start, end, _ in both)
        spans = tuple(span for *_, span in both)
        author = str(given["author"])
        yield (
            row[:_ORDER],
            Item(kind, identifier, author, document, label, places, spans, text, other),
        )


# -- rows into records ---------------------------------------------------------------------------


def _review(row: Row) -> Review:
    after = None if row["after"] is None else json.loads(row["after"])
    return Review(**{**_without_deleted(row), "before": json.loads(row["before"]), "after": after})


def _resolution(row: Row) -> Resolution:
    read = {column: json.loads(row[column]) for column in ("versions", "chosen")}
    return Resolution(**{**_without_deleted(row), **read})


def _without_deleted(row: Row) -> Row:
    return {column: value for column, value in row.items() if column != "deleted"}


def documents_of(store: Store, annotator: str) -> set[str]:
    """The documents in which an annotator has tagged, attributed or linked something."""
    sql = """select document from spans where annotator = :name and deleted = 0
             union select document from attributions where annotator = :name and deleted = 0
             union select s.document from verdicts as v join spans as s on s.id in (v.left, v.right)
             where v.annotator = :name and v.deleted = 0"""
    return {document for (document,) in store.tuples(sql, {"name": annotator})}


def digests(store: Store) -> dict[str, str]:
    """The SHA-256 of each document's text."""
    return dict(store.tuples("select id, sha256 from documents where deleted = 0"))


def read_by(store: Store) -> dict[str, set[str]]:
    """Who has said to be done with each document, or has read it blind to the end.

    Who verifies another's work in it, and has none of their own, is done with that.
    """
    sql = """select document, annotator from states as s where deleted = 0 and state = 'done'
             and not exists (select 1 from assignments as a where a.document = s.document
                 and a.annotator = s.annotator and a.mode = 'verify' and a.deleted = 0)
             union select document, annotator from assignments
             where deleted = 0 and mode = 'blind' and closed is not null"""
    found: dict[str, set[str]] = {}
    for document, annotator in store.tuples(sql):
        found.setdefault(document, set()).add(annotator)
    return found


RESOLVED_MARK = "resolved"
"""What stands for an annotator's name in the row that marks a document as resolved."""


def states(store: Store) -> dict[tuple[str, str], DocumentState]:
    """How far each annotator is with each document that they have done something in.

    Whoever says that they go on with one that was done, reviewed or resolved has opened it again.
    """
    said = {(document, name): DocumentState(state) for document, name, state in store.tuples(_SAID)}
    reviewed = {*store.tuples(_REVIEWED)}
    resolved = resolved_documents(store)
    found: dict[tuple[str, str], DocumentState] = {}
    for key in {*store.tuples(_BEGUN), *said, *reviewed}:
        state = said.get(key)
        if state is DocumentState.IN_PROGRESS:
            found[key] = state
        elif key[0] in resolved:
            found[key] = DocumentState.RESOLVED
        elif key in reviewed:
            found[key] = DocumentState.REVIEWED
        else:
            found[key] = state or DocumentState.IN_PROGRESS
    return found


_BEGUN = "select distinct document, annotator from spans where deleted = 0"
_SAID = """select document, annotator, state from states
    where deleted = 0 and id = document || '/' || annotator"""
_REVIEWED = """select distinct document, "of" from assignments
    where deleted = 0 and mode = 'verify' and closed is not null"""


def resolved_documents(store: Store) -> set[str]:
    """The documents that are marked as resolved."""
    sql = "select document from states where deleted = 0 and id = document || '/' || ?"
    return {document for (document,) in store.tuples(sql, (RESOLVED_MARK,))}

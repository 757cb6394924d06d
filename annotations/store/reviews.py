"""What is asked about reviews: assignments, rulings, replies, resolutions, and what is ruled on.

An item is handed out only while its spans and documents are there.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from annotations.errors import WorkspaceDamaged
from annotations.model import DocumentState
from annotations.review.items import Item
from annotations.review.records import Assignment, Kind, Reply, Resolution, Review
from annotations.store import shapes
from annotations.store.clock import composed
from annotations.store.store import Row, Store

Made = TypeVar("Made")

_State = tuple[str, str, str, DocumentState]
"""Identifier, document, annotator, and what is said."""

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
    return [_made(store, "assignments", shapes.assignment, row) for row in rows]


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
    return [_made(store, "reviews", shapes.review, row) for row in rows]


def review(store: Store, review_id: str) -> Review | None:
    """One ruling; None where there is none."""
    row = store.row(f"{_REVIEWS} and r.id = ?", (review_id,))
    return _made(store, "reviews", shapes.review, row) if row else None


def replies(store: Store) -> dict[str, Reply]:
    """What authors say to corrections of their own work, by correction."""
    rows = store.rows(
        """select p.* from replies as p join reviews as r on r.id = p.review
           where p.deleted = 0 and p.annotator = r.author order by p.id"""
    )
    return {row["review"]: _made(store, "replies", shapes.reply, row) for row in rows}


def resolutions(store: Store, document: str | None = None) -> dict[str, Resolution]:
    """How disagreements were settled, by disagreement."""
    where, values = ("", ()) if document is None else (" and r.document = ?", (document,))
    rows = store.rows(f"{_RESOLUTIONS}{where} order by r.decided, r.id", values)
    return {row["id"]: _made(store, "resolutions", shapes.resolution, row) for row in rows}


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


def _made(store: Store, table: str, make: Callable[[Row], Made], row: Row) -> Made:
    """A row as a record.

    Raises:
        WorkspaceDamaged: It is none.
    """
    try:
        return make(row)
    except shapes.WRONG as error:
        raise WorkspaceDamaged(
            f"{store.path}: {table}: {row['id']}: {shapes.said(error)}: see `diptych check`"
        ) from None


# -- how far everybody is ------------------------------------------------------------------------


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

    Who looks at others' work in it, verifying, ruling or settling, and then says to be done, is
    done with that. Who had said so before has read it.
    """
    found: dict[str, set[str]] = {}
    looked = {*store.tuples(_LOOKED)}
    for name in {annotator for _, annotator in looked}:
        for document in _done_before(store, name):
            looked.discard((document, name))
    read = {*store.tuples(_DONE)} - looked | {*store.tuples(_BLIND)}
    for document, annotator in read:
        found.setdefault(document, set()).add(annotator)
    return found


_DONE = "select document, annotator from states where deleted = 0 and state = 'done'"
_BLIND = """select document, annotator from assignments
    where deleted = 0 and mode = 'blind' and closed is not null"""
_LOOKED = f"""select document, annotator from (
        select document, annotator from assignments where deleted = 0 and mode = 'verify'
        union select document, annotator from reviews where deleted = 0
        union select document, annotator from resolutions where deleted = 0)
    intersect {_DONE}"""
_DOINGS = """select json_extract(c.value, '$.table') as "table", c.value as change,
        coalesce(there.id, d.id) as document
    from history as h, json_each(h.changes) as c
    join documents as d on d.id = json_extract(c.value, '$.after.document')
    left join documents as there
        on d.deleted = 1 and there.deleted = 0 and there.sha256 = d.sha256
    where h.annotator = :name and h.action not in ('merge', 'repair')
    and ({like}) and "table" in ('states', 'assignments', 'reviews', 'resolutions')
    order by h.time, h.seq, c.key""".format(
    like=" or ".join(
        f"""h.changes like '%"table":"{table}"%'"""
        for table in ("states", "assignments", "reviews", "resolutions")
    )
)


def _done_before(store: Store, annotator: str) -> set[str]:
    """The documents that somebody was done with before they looked at others' work there.

    By the history, as a state has no time; and only of those who did both: few.
    """
    done: set[str] = set()
    looked: dict[str, set[str]] = {}
    for table, change, document in store.tuples(_DOINGS, {"name": annotator}):
        row = json.loads(change)["after"]
        deeds = looked.setdefault(document, set())
        if table != "states":
            if row["deleted"]:
                deeds.discard(row["id"])
            elif row.get("mode") != "blind":
                deeds.add(row["id"])
        elif row["state"] == DocumentState.DONE and not row["deleted"]:
            done |= set() if deeds else {document}
        elif row["state"] != DocumentState.RESOLVED:
            done.discard(document)
    return done


_RESOLVED = "resolved"


def resolved_mark(document: str) -> str:
    """The identifier of the row that marks a document as resolved, for all.

    No annotator's state has it: their names are not empty, and have no slash in an identifier.
    """
    return composed(document, "", _RESOLVED)


def state_id(store: Store, document: str, annotator: str) -> str:
    """The identifier of the row that says how far an annotator is with a document."""
    sql = "select 1 from states where id = ? and document = ? and annotator = ?"
    plain = _plain(document, annotator)  # as earlier versions of the program wrote it
    there = store.value(sql, (plain, document, annotator))
    return plain if there else composed(document, annotator)


def _plain(document: str, annotator: str) -> str:
    return f"{document}/{annotator}"


def states(store: Store) -> dict[tuple[str, str], DocumentState]:
    """How far each annotator is with each document that they have done something in.

    Whoever says that they go on with one that was done, reviewed or resolved has opened it again.
    One that was verified is *reviewed* where something was ruled there, or nothing was to be.

    Raises:
        WorkspaceDamaged: One of them is in no state that there is.
    """
    rows = _states(store)
    said = {
        (document, name): state
        for row_id, document, name, state in rows
        if row_id in (composed(document, name), _plain(document, name))
    }
    reviewed, resolved = {*store.tuples(_REVIEWED)}, _resolved(rows)
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


def _resolved(states_: Iterable[_State]) -> set[str]:
    return {
        document
        for row_id, document, _, state in states_
        if state is DocumentState.RESOLVED and row_id == resolved_mark(document)
    }


def _states(store: Store) -> list[_State]:
    """All that was said of how far somebody is, marks among it."""
    rows = store.tuples("select id, document, annotator, state from states where deleted = 0")
    known = {*DocumentState}
    if wrong := next((row for row in rows if row[-1] not in known), None):
        raise WorkspaceDamaged(
            f"{store.path}: states: {wrong[0]}: no state {wrong[-1]}: see `diptych check`"
        )
    return [(*row[:3], DocumentState(row[-1])) for row in rows]


_BEGUN = "select distinct document, annotator from spans where deleted = 0"
_REVIEWED = """select distinct a.document, a."of" from assignments as a
    where a.deleted = 0 and a.mode = 'verify' and a.closed is not null and (
        exists (select 1 from reviews as r where r.deleted = 0 and r.ruling <> 'defer'
            and r.author = a."of" and r.annotator = a.annotator
            and (r.document = a.document or r.item in ({links})))
        or not exists (select 1 from spans as s
            where s.deleted = 0 and s.annotator = a."of" and s.document = a.document)
        and not exists (select 1 from attributions as t
            where t.deleted = 0 and t.annotator = a."of" and t.document = a.document)
        and not exists ({links}))""".format(
    links="""select v.id from spans as e join verdicts as v on v.left = e.id or v.right = e.id
        where v.deleted = 0 and v.annotator = a."of" and e.deleted = 0
        and e.document = a.document"""
)

"""What is asked of a workspace file, answered as records. Deleted rows are never handed out.

A relation or link lives only while both spans at its ends do, and a span only while its document
does; deleting one end is enough, and bringing it back brings back everything that hung on it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.model import (
    Act,
    Attribution,
    Document,
    DocumentDetails,
    Span,
)
from annotations.store.store import Row, Store

_DOCUMENTS = """
    select documents.*, texts.text from documents join texts using (sha256)
    where documents.deleted = 0"""

_SPANS = """
    select spans.* from spans join documents on documents.id = spans.document
    where spans.deleted = 0 and documents.deleted = 0"""

_ATTRIBUTIONS = """
    select a.* from attributions as a
    join spans as claim on claim.id = a.claim
    join spans as source on source.id = a.source
    join documents on documents.id = a.document
    where a.deleted = 0 and claim.deleted = 0 and source.deleted = 0 and documents.deleted = 0"""


def documents(store: Store, ids: Iterable[str] | None = None) -> list[Document]:
    """The documents with their texts, in the order of import."""
    where, values = _among("documents.id", ids)
    rows = store.rows(f"{_DOCUMENTS} {where} order by ordinal, documents.id", values)
    return [_document(row) for row in rows]


def document_ids(store: Store) -> list[str]:
    """The identifiers of all documents, in the order of import."""
    sql = "select id from documents where deleted = 0 order by ordinal, id"
    return [row["id"] for row in store.rows(sql)]


def document_with_text(store: Store, sha256: str) -> str | None:
    """The identifier of the document that has this text, if there is one."""
    sql = "select id from documents where sha256 = ? and deleted = 0 order by ordinal limit 1"
    found = store.value(sql, (sha256,))
    return str(found) if found is not None else None


def spans(
    store: Store, *, ids: Iterable[str] | None = None, document: str | None = None
) -> list[Span]:
    """Spans in reading order, longer ones before those inside them."""
    where, values = _among("spans.id", ids)
    if document is not None:
        where, values = f"{where} and spans.document = ?", [*values, document]
    rows = store.rows(
        f'{_SPANS} {where} order by documents.ordinal, document, start, "end" desc, spans.id',
        values,
    )
    return [_span(row) for row in rows]


def tags(store: Store, documents: Iterable[str]) -> list[tuple[str, int, int, str, str]]:
    """Document, start, end, label and annotator of every span of some documents."""
    where, values = _among("document", documents)
    sql = f'select document, start, "end", label, annotator from spans where deleted = 0 {where}'
    return [tuple(row.values()) for row in store.rows(sql, values)]


def attributions(store: Store, document: str | None = None) -> list[Attribution]:
    """Which claims rest on which sources, in one document or all."""
    where, values = _among("a.document", None if document is None else [document])
    order = "order by documents.ordinal, claim.start, source.start, a.id"
    rows = store.rows(f"{_ATTRIBUTIONS} {where} {order}", values)
    return [Attribution(**_without(row, "deleted")) for row in rows]


def text(store: Store, document: str) -> str | None:
    """The text of one document; None where there is no such document."""
    sha256 = store.value("select sha256 from documents where id = ? and deleted = 0", (document,))
    return None if sha256 is None else store.text(sha256)


def is_tagged(
    store: Store, document: str, start: int, end: int, *, label: str, annotator: str
) -> bool:
    """Whether the annotator has given that very stretch that very label."""
    sql = """select 1 from spans where document = ? and start = ? and "end" = ? and label = ?
             and annotator = ? and deleted = 0"""
    return store.value(sql, (document, start, end, label, annotator)) is not None


def attribution_row(
    store: Store, claim: str, source: str, annotator: str, label: str | None = None
) -> Row | None:
    """What the annotator said of a claim and a source, taken back only if nothing of it stands."""
    # As it is stored: also what is hidden from one who works blind, so that it is not said twice.
    sql = """select * from main.attributions where claim = ? and source = ? and annotator = ?
             and label = coalesce(?, label) order by deleted, id limit 1"""
    return store.row(sql, (claim, source, annotator, label))


def wordings(
    store: Store, annotator: str, texts: Iterable[str] | None = None
) -> list[tuple[str, str, int]]:
    """Each wording, or each of some, that an annotator has tagged, its label, and how often so."""
    where, values = _among("spans.text", texts)
    sql = f"""select text, label, count(*) as times from ({_SPANS} and spans.annotator = ? {where})
              group by text, label order by text, times desc, label"""
    rows = store.rows(sql, (annotator, *values))
    return [(row["text"], row["label"], row["times"]) for row in rows]


def tagged_elsewhere(
    store: Store, document: str, annotator: str, labels: Iterable[str]
) -> list[Span]:
    """What an annotator has tagged so in other documents."""
    where, values = _among("spans.label", labels)
    sql = f"{_SPANS} and spans.annotator = ? and spans.document != ? {where} order by spans.id"
    return [_span(row) for row in store.rows(sql, (annotator, document, *values))]


def ordinals(store: Store) -> dict[str, int]:
    """The number of each article that is there, by the SHA-256 of its text."""
    return dict(store.tuples("select sha256, ordinal from documents where deleted = 0"))


def last_ordinal(store: Store) -> int:
    """The highest place in the order of import that was ever given."""
    return int(store.value("select coalesce(max(ordinal), 0) from documents"))


def setting(store: Store, key: str) -> str | None:
    """A setting of the workspace."""
    found = store.value("select value from settings where id = ? and deleted = 0", (key,))
    return str(found) if found is not None else None


def left_off(store: Store, annotator: str, key: str) -> Any:
    """What was put aside for an annotator under that key; None where nothing was."""
    value = store.value("select value from desk where annotator = ? and key = ?", (annotator, key))
    return None if value is None else json.loads(value)


def acts(store: Store) -> Iterator[Act]:
    """The history, oldest first, a page at a time: no read stays open while the caller works."""
    seq = 0
    while rows := store.rows("select * from history where seq > ? order by seq limit 500", (seq,)):
        for row in rows:
            yield Act(**{**row, "changes": json.loads(row["changes"])})
        seq = rows[-1]["seq"]


def annotators(store: Store) -> list[str]:
    """Everybody who has a layer here."""
    sql = """select annotator from spans where deleted = 0
             union select annotator from attributions where deleted = 0
             union select annotator from verdicts where deleted = 0 order by 1"""
    return [row["annotator"] for row in store.rows(sql)]


def has_acted(store: Store, annotator: str) -> bool:
    """Whether an annotator has ever done anything here."""
    found = store.value("select 1 from history where annotator = ? limit 1", (annotator,))
    return found is not None


def _among(column: str, ids: Iterable[str] | None) -> tuple[str, list[str]]:
    """A condition that a column is one of some values; no condition for None."""
    if ids is None:
        return "", []
    # One JSON parameter: the number of SQL parameters has a limit, and this has none.
    return f"and {column} in (select value from json_each(?))", [json.dumps(list(ids))]


def details_of(row: Row) -> DocumentDetails:
    """What a documents row says besides the text."""
    known = {name: row[name] for name in DocumentDetails.model_fields if name != "meta"}
    return DocumentDetails(**known, meta=json.loads(row["meta"]))


def _document(row: Row) -> Document:
    return Document(
        **details_of(row).model_dump(),
        id=row["id"],
        ordinal=row["ordinal"],
        text=row["text"],
        text_sha256=row["sha256"],
    )


def _span(row: Row) -> Span:
    return Span(**_without(row, "deleted"))


def _without(row: Row, *columns: str) -> Row:
    return {column: value for column, value in row.items() if column not in columns}

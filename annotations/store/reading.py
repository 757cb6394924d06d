"""What is asked of a workspace file, answered as records. Deleted rows are never handed out.

A relation or link lives only while both spans at its ends do, and a span only while its document
does; deleting one end is enough, and bringing it back brings back everything that hung on it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.model import (
    Act,
    ArticleSummary,
    Attribution,
    Document,
    DocumentDetails,
    DocumentState,
    Link,
    Span,
    Verdict,
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


def _pairs(sql: str) -> str:
    """Restrict a query over `left` and `right` to pairs whose ends are both there."""
    return f"""{sql}
    join spans as l on l.id = pair.left join documents as ld on ld.id = l.document
    join spans as r on r.id = pair.right join documents as rd on rd.id = r.document
    where l.deleted = 0 and r.deleted = 0 and ld.deleted = 0 and rd.deleted = 0"""


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
    sql = """select * from attributions where claim = ? and source = ? and annotator = ?
             and label = coalesce(?, label) order by deleted, id limit 1"""
    return store.row(sql, (claim, source, annotator, label))


def verdict_row(store: Store, left: str, right: str, annotator: str) -> Row | None:
    """What the annotator said of a pair, taken back or not."""
    sql = "select * from verdicts where left = ? and right = ? and annotator = ?"
    return store.row(sql, (left, right, annotator))


def last_ordinal(store: Store) -> int:
    """The highest place in the order of import that was ever given."""
    return int(store.value("select coalesce(max(ordinal), 0) from documents"))


def links(store: Store, annotator: str | None = None) -> list[Link]:
    """Proposed and judged pairs, best score first, pairs without a score last.

    Args:
        store: The workspace file.
        annotator: Take this annotator's verdicts only; None takes everybody's, one link each.
    """
    mine = "" if annotator is None else " and pair.annotator = :annotator"
    verdicts = store.rows(
        f"{_pairs('select pair.* from verdicts as pair')} and pair.deleted = 0 {mine}",
        {"annotator": annotator},
    )
    proposals = {
        (row["left"], row["right"]): row
        for row in store.rows(_pairs("select pair.* from proposals as pair"))
    }
    judged = {(row["left"], row["right"]) for row in verdicts}
    ends = _ends(store, judged | proposals.keys())
    found = [_link(ends, proposals.get((row["left"], row["right"])), row) for row in verdicts]
    found += [_link(ends, row, None) for pair, row in proposals.items() if pair not in judged]
    return sorted(found, key=_best_first)


def links_of(store: Store, span: str, annotator: str) -> list[Link]:
    """The judged pairs of one annotator that have this span at one end."""
    rows = store.rows(
        f"{_pairs('select pair.* from verdicts as pair')} and pair.deleted = 0"
        " and pair.annotator = :annotator and :span in (pair.left, pair.right)",
        {"annotator": annotator, "span": span},
    )
    ends = _ends(store, {(row["left"], row["right"]) for row in rows})
    return [_link(ends, None, row) for row in rows]


def judged_in(store: Store, document: str, annotator: str) -> list[Link]:
    """The judged pairs of one annotator that have an end in this document."""
    rows = store.rows(
        f"{_pairs('select pair.* from verdicts as pair')} and pair.deleted = 0"
        " and pair.annotator = :annotator and :document in (l.document, r.document)",
        {"annotator": annotator, "document": document},
    )
    ends = _ends(store, {(row["left"], row["right"]) for row in rows})
    return [_link(ends, None, row) for row in rows]


def verdicts(store: Store, annotator: str) -> list[Verdict]:
    """One annotator's judgements of pairs, in no order that means anything."""
    rows = store.rows(
        f"{_pairs('select pair.* from verdicts as pair')} and pair.deleted = 0"
        " and pair.annotator = ?",
        (annotator,),
    )
    return [Verdict(**_without(row, "deleted")) for row in rows]


def summaries(store: Store, annotator: str) -> list[ArticleSummary]:
    """One line for each article, in the order of import."""
    rows = store.rows(
        """select documents.*, words, state from documents join texts using (sha256)
           left join states on states.document = documents.id and annotator = ?
             and states.deleted = 0
           where documents.deleted = 0 order by ordinal, documents.id""",
        (annotator,),
    )
    labels, mine = _span_counts(store, annotator)
    waiting = _waiting(store, annotator)
    return [
        ArticleSummary(
            id=row["id"],
            ordinal=row["ordinal"],
            details=_details(row),
            words=row["words"],
            spans=labels.get(row["id"], {}),
            proposals=waiting.get(row["id"], 0),
            state=row["state"]
            or (DocumentState.IN_PROGRESS if row["id"] in mine else DocumentState.NEW),
        )
        for row in rows
    ]


def _span_counts(store: Store, annotator: str) -> tuple[dict[str, dict[str, int]], set[str]]:
    """Spans per document and label, and the documents in which the annotator has any."""
    counts: dict[str, dict[str, int]] = {}
    mine: set[str] = set()
    sql = """select document, label, annotator, count(*) as n from spans where deleted = 0
             group by document, label, annotator"""
    for row in store.rows(sql):
        per_label = counts.setdefault(row["document"], {})
        per_label[row["label"]] = per_label.get(row["label"], 0) + row["n"]
        if row["annotator"] == annotator:
            mine.add(row["document"])
    return counts, mine


def _waiting(store: Store, annotator: str) -> dict[str, int]:
    """Proposals that wait for the annotator, per document at either end."""
    waiting: dict[str, int] = {}
    sql = (
        _pairs(
            "select l.document as left_document, r.document as right_document from proposals"
            " as pair"
        )
        + """ and not exists (select 1 from verdicts as v where v.left = pair.left
              and v.right = pair.right and v.annotator = ? and v.deleted = 0)"""
    )
    for row in store.rows(sql, (annotator,)):
        for document in (row["left_document"], row["right_document"]):
            waiting[document] = waiting.get(document, 0) + 1
    return waiting


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


def pair_id(left: str, right: str) -> str:
    """The identifier of a proposed pair, the same whenever the same pair is proposed."""
    return hashlib.sha256(f"{left}\0{right}".encode()).hexdigest()[:32]


def _among(column: str, ids: Iterable[str] | None) -> tuple[str, list[str]]:
    """A condition that a column is one of some values; no condition for None."""
    if ids is None:
        return "", []
    # One JSON parameter: the number of SQL parameters has a limit, and this has none.
    return f"and {column} in (select value from json_each(?))", [json.dumps(list(ids))]


def _ends(store: Store, pairs: Iterable[tuple[str, str]]) -> dict[str, Span]:
    return {span.id: span for span in spans(store, ids={end for pair in pairs for end in pair})}


def _link(ends: dict[str, Span], proposal: Row | None, verdict: Row | None) -> Link:
    pair = verdict or proposal or {}
    return Link(
        id=verdict["id"] if verdict else pair_id(pair["left"], pair["right"]),
        left=ends[pair["left"]],
        right=ends[pair["right"]],
        score=proposal["score"] if proposal else None,
        reasons=tuple(json.loads(proposal["reasons"])) if proposal else (),
        verdict=Verdict(**_without(verdict, "deleted")) if verdict else None,
    )


def _best_first(link: Link) -> tuple[float, str, str, str]:
    score = -1.0 if link.score is None else link.score
    return (-score, link.left.id, link.right.id, link.id)


def _details(row: Row) -> DocumentDetails:
    known = {name: row[name] for name in DocumentDetails.model_fields if name != "meta"}
    return DocumentDetails(**known, meta=json.loads(row["meta"]))


def _document(row: Row) -> Document:
    return Document(
        **_details(row).model_dump(),
        id=row["id"],
        ordinal=row["ordinal"],
        text=row["text"],
        text_sha256=row["sha256"],
    )


def _span(row: Row) -> Span:
    return Span(**_without(row, "deleted"))


def _without(row: Row, *columns: str) -> Row:
    return {column: value for column, value in row.items() if column not in columns}

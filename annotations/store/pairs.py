"""Pairs of spans, proposed or judged: what is asked about links, answered as records.

A pair is handed out only while both its spans and both their documents are there.
"""

import hashlib
import json
from collections.abc import Iterable

from annotations.model import DocumentDetails, Link, Span, Verdict
from annotations.store import reading
from annotations.store.store import Row, Store


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


def judged_in(store: Store, document: str, annotator: str) -> list[Link]:
    """The judged pairs of one annotator that have an end in this document."""
    return _judged(store, annotator, ":one in (l.document, r.document)", document)


def _judged(store: Store, annotator: str, condition: str, one: str, **more: str) -> list[Link]:
    rows = store.rows(
        f"{_pairs('select pair.* from verdicts as pair')} and pair.deleted = 0"
        f" and pair.annotator = :annotator and {condition}",
        {"annotator": annotator, "one": one, **more},
    )
    ends = _ends(store, {(row["left"], row["right"]) for row in rows})
    return [_link(ends, None, row) for row in rows]


def links_at(
    store: Store, spans: Iterable[str], annotator: str, kinds: Iterable[str]
) -> list[Link]:
    """The pairs that one annotator has judged so and that have one of these spans at an end."""
    condition = """pair.kind in (select value from json_each(:kinds)) and (
        pair.left in (select value from json_each(:one))
        or pair.right in (select value from json_each(:one)))"""
    return _judged(
        store, annotator, condition, json.dumps(sorted(spans)), kinds=json.dumps(list(kinds))
    )


def articles(store: Store, ids: Iterable[str]) -> dict[str, DocumentDetails]:
    """What is known of some documents besides their texts, in the order of import."""
    sql = """select * from documents where deleted = 0
             and id in (select value from json_each(?)) order by ordinal, id"""
    return {row["id"]: reading.details_of(row) for row in store.rows(sql, (json.dumps(list(ids)),))}


def verdict_row(store: Store, left: str, right: str, annotator: str) -> Row | None:
    """What the annotator said of a pair, taken back or not."""
    sql = "select * from verdicts where left = ? and right = ? and annotator = ?"
    return store.row(sql, (left, right, annotator))


def waiting(store: Store, annotator: str) -> dict[str, int]:
    """Proposals that wait for the annotator, per document at either end."""
    count: dict[str, int] = {}
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
            count[document] = count.get(document, 0) + 1
    return count


def pair_id(left: str, right: str) -> str:
    """The identifier of a proposed pair, the same whenever the same pair is proposed."""
    return hashlib.sha256(f"{left}\0{right}".encode()).hexdigest()[:32]


def _pairs(sql: str) -> str:
    """Restrict a query over `left` and `right` to pairs whose ends are both there."""
    return f"""{sql}
    join spans as l on l.id = pair.left join documents as ld on ld.id = l.document
    join spans as r on r.id = pair.right join documents as rd on rd.id = r.document
    where l.deleted = 0 and r.deleted = 0 and ld.deleted = 0 and rd.deleted = 0"""


def _ends(store: Store, pairs: Iterable[tuple[str, str]]) -> dict[str, Span]:
    return {
        span.id: span for span in reading.spans(store, ids={end for pair in pairs for end in pair})
    }


def _link(ends: dict[str, Span], proposal: Row | None, verdict: Row | None) -> Link:
    pair = verdict or proposal or {}
    return Link(
        id=verdict["id"] if verdict else pair_id(pair["left"], pair["right"]),
        left=ends[pair["left"]],
        right=ends[pair["right"]],
        score=proposal["score"] if proposal else None,
        reasons=tuple(json.loads(proposal["reasons"])) if proposal else (),
        verdict=_verdict(verdict) if verdict else None,
    )


def _best_first(link: Link) -> tuple[float, str, str, str]:
    score = -1.0 if link.score is None else link.score
    return (-score, link.left.id, link.right.id, link.id)


def _verdict(row: Row) -> Verdict:
    return Verdict(**{key: row[key] for key in Verdict.model_fields})

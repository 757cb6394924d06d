"""Proposals by the thousand: light rows, what each was reckoned from, and the items behind them.

A pair is handed out only while both its spans and both their documents are there.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from annotations.store.store import Row, Store

_VERDICTS = """from verdicts as pair
    join spans as l on l.id = pair.left join documents as ld on ld.id = l.document
    join spans as r on r.id = pair.right join documents as rd on rd.id = r.document
    where l.deleted = 0 and r.deleted = 0 and ld.deleted = 0 and rd.deleted = 0"""


class Proposed(NamedTuple):
    """A proposed pair without the words at its ends."""

    left: str
    """Identifier of the span in the document imported earlier."""
    right: str
    """Identifier of the other."""
    label: str
    """The label of both."""
    score: float
    """The matcher's score."""
    conflict: int
    """Whether both speak of the same and differ in a number, a date or a negation."""
    left_document: str
    """The document of the one end."""
    right_document: str
    """The document of the other."""


def row_of(
    ends: tuple[str, str],
    label: str,
    score: float,
    *,
    reasons: Sequence[str] = (),
    against: Sequence[str] = (),
    conflict: bool = False,
    evidence: Iterable[float] = (),
) -> Row:
    """A proposal as the table holds it."""
    return {
        "left": ends[0],
        "right": ends[1],
        "label": label,
        "score": score,
        "reasons": json.dumps(reasons),
        "against": json.dumps(against),
        "conflict": int(conflict),
        "evidence": _packed(evidence),
    }


def _packed(evidence: Iterable[float]) -> bytes:
    floats = array("f", evidence)
    if sys.byteorder == "big":
        floats.byteswap()
    return floats.tobytes()


def proposed(store: Store) -> list[Proposed]:
    """All proposals, by the identifiers of their ends."""
    # Four joins for each pair would take four times as long.
    live = """select spans.id, document from spans join documents on documents.id = document
              where spans.deleted = 0 and documents.deleted = 0"""
    home = dict(store.tuples(live))
    rows = store.tuples("select left, right, label, score, conflict from proposals")
    return sorted(
        Proposed._make((*row, home[row[0]], home[row[1]]))
        for row in rows
        if row[0] in home and row[1] in home
    )


def evidence(store: Store) -> list[tuple[str, str, bytes]]:
    """The ends of each proposal, and what it was reckoned from, where that is kept."""
    sql = "select left, right, evidence from proposals where evidence <> x''"
    return store.tuples(sql)


def verdicts(store: Store, annotator: str | None = None) -> list[Row]:
    """The verdicts of one annotator, or of all, by the identifiers of their ends.

    Each with the `label` of its left end, and `left_document` and `right_document`.
    """
    mine = "" if annotator is None else "and pair.annotator = :annotator"
    sql = f"""select pair.*, l.label, l.document as left_document, r.document as right_document
              {_VERDICTS} and pair.deleted = 0 {mine}
              order by pair.left, pair.right, pair.id"""
    return store.rows(sql, {"annotator": annotator})


def items(store: Store) -> dict[str, str]:
    """For each further mention of something in its own document, the span that stands for it.

    Of an item whose span is gone, relabelled or set apart, the next mention in reading order
    stands for the others.
    """
    leaving = apart(store)
    groups: dict[str, list[str]] = {}
    for span, item in store.tuples(_MENTIONS):
        if span not in leaving:
            groups.setdefault(item, []).append(span)
    there = {item for (item,) in store.tuples(_ITEMS)} - leaving
    found: dict[str, str] = {}
    for item, spans in groups.items():
        first, *others = [item, *spans] if item in there else spans
        found |= dict.fromkeys(others, first)
    return found


_MENTIONS = """select m.span, m.item from mentions as m
    join spans as i on i.id = m.item join spans as s on s.id = m.span and s.label = i.label
    join documents as d on d.id = s.document where s.deleted = 0 and d.deleted = 0
    order by s.document, s.start, s."end" desc, s.id"""

_ITEMS = """select distinct m.item from mentions as m join spans as s on s.id = m.item
    join documents as d on d.id = s.document where s.deleted = 0 and d.deleted = 0"""


def matched(store: Store) -> dict[str, tuple[str, bool]]:
    """What each document was like when it was compared, and whether all were in that run."""
    rows = store.tuples("select document, state, whole from matched")
    return {document: (state, bool(whole)) for document, state, whole in rows}


def run_number(store: Store) -> int:
    """How often proposals have come in."""
    return int(store.value("select coalesce(max(number), 0) from runs"))


def apart(store: Store, annotator: str | None = None) -> set[str]:
    """The spans that an annotator, or any, has set apart from their items."""
    sql = "select span from apart where deleted = 0 and annotator = coalesce(?, annotator)"
    return {span for (span,) in store.tuples(sql, (annotator,))}


def of_outlet(store: Store, outlet: str) -> list[str]:
    """The articles of an outlet."""
    sql = "select id from documents where outlet = ? and deleted = 0"
    return [article for (article,) in store.tuples(sql, (outlet,))]


def changes_since(store: Store, seq: int) -> list[dict[str, Any]]:
    """What the history has changed after an act, oldest first."""
    rows = store.tuples("select changes from history where seq > ? order by seq", (seq,))
    return list(chain.from_iterable(json.loads(changes) for (changes,) in rows))

"""Proposals by the thousand: light rows, what each was reckoned from, and the items behind them.

A pair is handed out only while both its spans and both their documents are there, and as they were
when they were compared: what was proposed for other words says nothing of these.
"""

import json
import sys
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from annotations.store import naming
from annotations.store.store import Row, Store

COMPARED = """select spans.* from spans join documents on documents.id = document
    join compared as c on c.span = spans.id
        and c.start = spans.start and c."end" = spans."end" and c.label = spans.label
    where spans.deleted = 0 and documents.deleted = 0"""
"""The spans that are as they were when they were compared."""

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
    home = dict(store.tuples(f"select id, document from ({COMPARED})"))
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
    """The same as :func:`mentions`; a span of another layer that is the same is a mention, too."""
    leaving = apart(store)
    found = grouped(store, leaving)
    for first, *others in _twins(store, leaving):
        found |= dict.fromkeys(others, found.get(first, first))
    found = {span: found.get(item, item) for span, item in found.items()}
    return _joined(store, found, leaving)


def mentions(store: Store) -> dict[str, str]:
    """For each further mention of something in its own document, the span that stands for it.

    That is what the matcher has grouped, and what people have joined by hand. Of groups that they
    have made one, the span stands for all that stands for the first in reading order. Whatever is
    set apart stands on its own.
    """
    leaving = apart(store)
    return _joined(store, grouped(store, leaving), leaving)


def grouped(store: Store, leaving: Container[str] | None = None) -> dict[str, str]:
    """For each further mention of something that the matcher found, the span that stands for it.

    Of an item whose span is gone, changed or set apart, the next mention in reading order stands
    for the others.

    Args:
        store: The workspace file.
        leaving: The spans that are set apart; None asks for them.
    """
    leaving = apart(store) if leaving is None else leaving
    groups: dict[str, list[str]] = {}
    for span, item in store.tuples(_MENTIONS):
        if span not in leaving:
            groups.setdefault(item, []).append(span)
    there = {item for (item,) in store.tuples(_ITEMS) if item not in leaving}
    found: dict[str, str] = {}
    for item, spans in groups.items():
        first, *others = [item, *spans] if item in there else spans
        found |= dict.fromkeys(others, first)
    return found


def _joined(store: Store, found: dict[str, str], leaving: Container[str]) -> dict[str, str]:
    """Mentions, with what people have joined by hand.

    Args:
        store: The workspace file.
        found: For each further mention, the span that stands for it.
        leaving: The spans that are set apart: nothing is joined with one of them.
    """
    neighbours: dict[str, list[str]] = {}
    for ends in naming.together(store):
        if not any(end in leaving for end in ends):
            one, other = (found.get(end, end) for end in ends)
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
    if not neighbours:
        return found
    groups = {item: [item] for item in neighbours}
    for span, item in found.items():
        if item in groups:
            groups[item].append(span)
    spans = json.dumps([*chain.from_iterable(groups.values())])
    place = {span: at for at, (span,) in enumerate(store.tuples(_IN_READING_ORDER, (spans,)))}
    begins = {item: min(place[span] for span in group) for item, group in groups.items()}
    for first, *others in _connected(neighbours, sorted(groups, key=begins.__getitem__)):
        found |= dict.fromkeys(chain.from_iterable(groups[item] for item in others), first)
    return found


def _connected(
    neighbours: Mapping[str, Iterable[str]], order: Iterable[str]
) -> Iterator[list[str]]:
    """What hangs together, directly or through others, each beginning with its first in order."""
    seen: set[str] = set()
    for first in order:
        if first in seen:
            continue
        seen.add(first)
        reached = [first]
        for one in reached:  # which grows meanwhile
            for other in neighbours[one]:
                if other not in seen:
                    seen.add(other)
                    reached.append(other)
        yield reached


_IN_READING_ORDER = """select id from spans where id in (select value from json_each(?))
    order by document, start, "end" desc, id"""


def _twins(store: Store, leaving: Container[str]) -> Iterator[list[str]]:
    """Spans that differ in their layer only, first the one that was compared."""
    rows = store.tuples(_TWINS)
    for _, same in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        spans = [span for *_, span in same if span not in leaving]
        if len(spans) > 1:
            yield spans


_TWINS = """with live as (
        select spans.* from spans join documents on documents.id = document
        where spans.deleted = 0 and documents.deleted = 0),
    twice as (
        select document, start, "end", label from live group by 1, 2, 3, 4 having count(*) > 1)
    select l.document, l.start, l."end", l.label, l.id from live as l join twice as t
        on l.document = t.document and l.start = t.start and l."end" = t."end"
        and l.label = t.label
    left join compared as c on c.span = l.id
    order by l.document, l.start, l."end", l.label, c.span is null, l.id"""


_MENTIONS = f"""select m.span, m.item from mentions as m join ({COMPARED}) as s on s.id = m.span
    order by s.document, s.start, s."end" desc, s.id"""

_ITEMS = f"select distinct m.item from mentions as m join ({COMPARED}) as s on s.id = m.item"


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

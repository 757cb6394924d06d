"""Pairs of spans, proposed or judged: what is asked about links, answered as records.

A pair is handed out only while both its spans and both their documents are there.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotations.model import DocumentDetails, Link, Meaning, Span, Verdict
from annotations.store import proposals, reading
from annotations.store.store import Row, Store

Implied = Callable[[str, str], Meaning | None]
"""What follows for two spans from the judgements of other pairs."""

Following = Callable[[Mapping[str, str]], Implied]
"""The same, given which span stands for each further mention of something."""


def links(store: Store, pairs: Sequence[tuple[str, str]], annotator: str) -> list[Link]:
    """Pairs of spans with what is proposed of them and what the annotator has said of them.

    In the order given; those with an end that is gone are left out.
    """
    wanted = json.dumps(pairs)
    known = {(row["left"], row["right"]): row for row in store.rows(_PROPOSED, (wanted,))}
    mine = f"{_JUDGED} and annotator = ? and deleted = 0"
    verdicts = {(row["left"], row["right"]): row for row in store.rows(mine, (wanted, annotator))}
    ends = _ends(store, pairs)
    return [
        _link((ends[pair[0]], ends[pair[1]]), known.get(pair), verdicts.get(pair))
        for pair in pairs
        if pair[0] in ends and pair[1] in ends
    ]


_PROPOSED = f"""select pair.* from json_each(?) as wanted join proposals as pair
    on pair.left = wanted.value ->> 0 and pair.right = wanted.value ->> 1
    join ({proposals.COMPARED}) as l on l.id = pair.left
    join ({proposals.COMPARED}) as r on r.id = pair.right"""
_JUDGED = """select pair.* from json_each(?) as wanted join verdicts as pair
    on pair.left = wanted.value ->> 0 and pair.right = wanted.value ->> 1"""


def exported(
    store: Store, annotator: str | None = None, following: Following | None = None
) -> Iterator[Link]:
    """Every pair that is proposed or judged, and what goes with it; pairs without a score last.

    Proposals come best score first, each followed by the other pairs of mentions of the two items
    that it joins.

    Args:
        store: The workspace file.
        annotator: Take this annotator's verdicts only; None takes everybody's, one link each.
        following: What follows for the pairs that are not judged, from those mentions only that
            go out too: what was exported, and is imported elsewhere, is to say the same there.
    """
    judged: dict[tuple[str, str], list[Row]] = {}
    for row in proposals.verdicts(store, annotator):
        judged.setdefault((row["left"], row["right"]), []).append(row)
    rows = store.rows(_ALL_PROPOSED)
    items = _Items(store, rows)
    implied = following(items.told) if following else None
    ends = {span.id: span for span in reading.spans(store)}
    for row in rows:
        for left, right in items.pairs(row["left"], row["right"]):
            if left not in ends or right not in ends:  # deleted meanwhile
                continue
            of = (row["left"], row["right"])
            more: Row = {"of": of} if of != (left, right) else {}
            verdicts = judged.pop((left, right), [])
            for verdict in verdicts:
                yield _link((ends[left], ends[right]), row, verdict, **more)
            if not verdicts:
                more["implied"] = implied(left, right) if implied else None
                yield _link((ends[left], ends[right]), row, None, **more)
    for pair, verdicts in judged.items():
        if pair[0] in ends and pair[1] in ends:
            for verdict in verdicts:
                yield _link((ends[pair[0]], ends[pair[1]]), None, verdict)


# The plus keeps SQLite from looking up every pair of spans there are.
_ALL_PROPOSED = f"""with there as ({proposals.COMPARED})
    select * from proposals
    where left in (select id from there) and +right in (select id from there)
    order by score desc, left, right"""


class _Items:
    """The mentions of each item, to tell what goes with a proposed pair."""

    def __init__(self, store: Store, rows: Iterable[Row]) -> None:
        self._mentions: dict[str, list[str]] = {}
        for span, item in proposals.grouped(store).items():
            self._mentions.setdefault(item, []).append(span)
        self._proposed = {(row["left"], row["right"]) for row in rows}
        self.told: dict[str, str] = {}
        """For each mention that goes out in a pair which is not proposed, what stands for it."""
        for whole in self._proposed:
            for pair in self.pairs(*whole):
                self.told |= dict(zip(pair, whole, strict=True))
        self.told = {end: item for end, item in self.told.items() if end != item}

    def pairs(self, left: str, right: str) -> Iterator[tuple[str, str]]:
        """A proposed pair, then the pairs that go with it and are not proposed themselves."""
        for one in (left, *self._mentions.get(left, ())):
            for other in (right, *self._mentions.get(right, ())):
                if (one, other) == (left, right) or (one, other) not in self._proposed:
                    yield one, other


def judged_in(store: Store, document: str, annotator: str) -> list[Link]:
    """The judged pairs of one annotator that have an end in this document."""
    return _judged(store, annotator, ":one in (l.document, r.document)", document)


def _judged(store: Store, annotator: str, condition: str, one: str, **more: str) -> list[Link]:
    rows = store.rows(
        f"{_pairs('select pair.* from verdicts as pair')} and pair.deleted = 0"
        f" and pair.annotator = :annotator and {condition}",
        {"annotator": annotator, "one": one, **more},
    )
    ends = _ends(store, [(row["left"], row["right"]) for row in rows])
    return [_link((ends[row["left"]], ends[row["right"]]), None, row) for row in rows]


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
    """What the annotator said of a pair, taken back only if nothing of it stands."""
    # As it is stored: also what is hidden from one who works blind, so that it is not said twice.
    sql = """select * from main.verdicts where left = ? and right = ? and annotator = ?
             order by deleted, id limit 1"""
    return store.row(sql, (left, right, annotator))


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


def _link(ends: tuple[Span, Span], proposal: Row | None, verdict: Row | None, **more: Any) -> Link:
    left, right = ends
    if proposal:
        more |= {
            "score": proposal["score"],
            "reasons": tuple(json.loads(proposal["reasons"])),
            "against": tuple(json.loads(proposal["against"])),
            "conflict": bool(proposal["conflict"]),
        }
    return Link(
        id=verdict["id"] if verdict else pair_id(left.id, right.id),
        left=left,
        right=right,
        verdict=_verdict(verdict) if verdict else None,
        **more,
    )


def _verdict(row: Row) -> Verdict:
    return Verdict(**{key: row[key] for key in Verdict.model_fields})

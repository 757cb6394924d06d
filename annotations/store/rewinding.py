"""Layers as they were: what an annotator had made by the time their blind pass was over.

Whoever was blind may look at others' work afterwards, and change their own by it. What they made
alone is in the history.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from annotations.store.store import Row, Store

_ENDS = {"attributions": ("claim", "source"), "verdicts": ("left", "right")}
_TABLES = ("spans", *_ENDS)


class Pass(NamedTuple):
    """When an annotator read a document blind."""

    began: str
    """When that was said."""
    ended: str
    """When the annotator was blind no more: not before all that was open then was done."""


def blind_passes(store: Store, annotator: str) -> dict[str, Pass]:
    """When an annotator read each document blind to the end, for the first time.

    Not those in which they did nothing meanwhile.
    """
    open_, began, passes = set[str](), dict[str, str](), dict[str, Pass]()
    for time, change in _changes(store, annotator, "assignments"):
        row = change["after"]
        if row["mode"] != "blind":
            continue
        open_.discard(row["document"])
        if row["deleted"]:
            began.pop(row["document"], None)
        else:
            began.setdefault(row["document"], time)
            if row["closed"] is None:
                open_.add(row["document"])
        if not open_:
            passes = {document: Pass(since, time) for document, since in began.items()} | passes
    return _worked_on(store, annotator, passes)


def _worked_on(store: Store, annotator: str, passes: Mapping[str, Pass]) -> dict[str, Pass]:
    """The passes in which something was tagged, or a document said to be done.

    One that was begun and ended by mistake is none.
    """
    worked: set[str] = set()
    for table in ("spans", "states") if passes else ():
        for time, change in _changes(store, annotator, table):
            document = change["after"]["document"]
            if document in passes and passes[document].began <= time <= passes[document].ended:
                worked.add(document)
    return {document: one for document, one in passes.items() if document in worked}


def made_before(store: Store, annotator: str, passes: Mapping[str, Pass]) -> int:
    """How many of an annotator's spans were there before the pass began: they may not be blind."""
    rows = store.tuples(
        "select document, created from spans where annotator = ? and deleted = 0", (annotator,)
    )
    return sum(
        document in passes and created < passes[document].began for document, created in rows
    )


def changed_since(
    store: Store, annotator: str, ends: Mapping[str, str], homes: Mapping[str, str]
) -> dict[tuple[str, str], Row | None]:
    """What rows of an annotator were like at a time, where they have changed since.

    Args:
        store: The workspace file.
        annotator: Whose.
        ends: The time, by document; what is in no such document is left as it is.
        homes: The document of each span, for the rows that name only spans: what joins two
            documents has changed since where that is so for either.

    Returns:
        By table and identifier; None for what was not there.
    """
    found: dict[tuple[str, str], Row | None] = {}
    for table in _TABLES if ends else ():
        for time, change in _changes(store, annotator, table, since=min(ends.values())):
            row, key = change["after"], (table, change["id"])
            at = {row.get("document")} | {homes.get(row.get(end)) for end in ("left", "right")}
            late = any(time > ends.get(home or "", time) for home in at)
            if row["annotator"] == annotator and key not in found and late:
                before = change["before"]
                found[key] = None if before is None or before["deleted"] else before
    return found


def _changes(
    store: Store, annotator: str, table: str, since: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """When an annotator changed own rows of a table after a time, and how, oldest first.

    The order is that of time: copies that were merged put their acts one behind the other. What
    merging or repairing changed does not count, and an article has the identifier that it has by
    now.
    """
    sql = """select time, changes from history where annotator = ? and time > ?
             and changes like ? and action not in ('merge', 'repair') order by time, seq"""
    now = _of_one_text(store)
    for time, changes in store.tuples(sql, (annotator, since, f'%"table":"{table}"%')):
        for change in json.loads(changes):
            if change["table"] == table and change["after"]["annotator"] == annotator:
                yield time, {**change, **_at_home(change, now)}


def _of_one_text(store: Store) -> dict[str, str]:
    """For each document that is gone, the one that is there with the same text."""
    sql = """select gone.id, there.id from documents as gone join documents as there
             on there.sha256 = gone.sha256 and there.deleted = 0 where gone.deleted = 1"""
    return dict(store.tuples(sql))


def _at_home(change: dict[str, Any], now: Mapping[str, str]) -> dict[str, Row | None]:
    """A row before and after, under the identifier that its article has by now."""
    return {
        key: row and {**row, **{k: now.get(row[k], row[k]) for k in ("document",) if k in row}}
        for key in ("before", "after")
        for row in [change[key]]
    }


def homes(store: Store) -> dict[str, str]:
    """The document of each span that there is or was."""
    return dict(store.tuples("select id, document from spans"))


def hanging(store: Store, annotator: str, spans: Iterable[str]) -> dict[tuple[str, str], Row]:
    """An annotator's attributions and verdicts with an end in some spans, be these there or not.

    Returns:
        By table and identifier, without those that were taken back.
    """
    ends = json.dumps([*spans])
    return {
        (table, row["id"]): row
        for table, (one, other) in _ENDS.items()
        for row in store.rows(
            f"""select * from {table} where annotator = :annotator and deleted = 0 and (
                {one} in (select value from json_each(:ends))
                or {other} in (select value from json_each(:ends)))""",
            {"annotator": annotator, "ends": ends},
        )
    }

"""History: every act as the rows it changed, before and after, chained by hashes.

Undo writes an act's *before* back as a new act, redo its *after*; nothing in history is changed or
removed. Each annotator's acts form a tree, as in an editor's undo: an act remembers on top of which
act it came (`parent`), undo moves the annotator's head to the parent, redo to the youngest child.
So both know their target from two indexed rows, however long the history is.

A row that did not exist before is taken back by marking it deleted: rows never leave the tables,
and what others have built on them stays sound.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from annotations.errors import ChangedSince, Refused, WorkspaceDamaged
from annotations.store import schema
from annotations.store.clock import new_id, now
from annotations.store.sqlite import Connection

Row = dict[str, Any]
Change = dict[str, Any]

GENESIS = "0" * 64
"""The hash before the first act."""

UNDO, REDO = "undo", "redo"

MERGE = "merge"
"""The action of the act that a merge is recorded as."""

REPAIR = "repair"
"""The action of the act by which a damaged file's rows came into a new one."""

_TOLD_BY = {
    "assignments": ("document", "annotator", "mode", "of"),
    "reviews": ("item", "annotator"),
    "replies": ("review", "annotator"),
    "apart": ("span", "annotator"),
    "names": ("span", "annotator"),
    "together": ("span", "annotator"),
    "states": ("document",),
}
"""What the identifiers of some tables' rows are composed of, and so never changes in a row."""

_READ = {table: f"select * from {table} where id = ?" for table in schema.STATE}
_STORED = {table: f"select * from main.{table} where id = ?" for table in schema.STATE}
_WRITE = {
    table: "insert into main.{} ({}) values ({}) on conflict (id) do update set {}".format(
        table,
        ", ".join(f'"{column}"' for column in columns),
        ", ".join(f":{column}" for column in columns),
        ", ".join(f'"{column}" = excluded."{column}"' for column in columns[1:]),
    )
    for table, columns in schema.STATE.items()
}


class Acting:
    """An act in the making. Put rows, and they and their history are written together."""

    def __init__(self, connection: Connection, annotator: str, action: str) -> None:
        self.id = new_id()
        self.time = now()
        self.annotator = annotator
        self.action = action
        self.target: str | None = None
        self._connection = connection
        self._changes: list[Change] = []

    def read(self, table: str, row_id: str) -> Row | None:
        """A state row as it is now, deleted or not; None where it is hidden, too."""
        found = self._connection.execute(_READ[table], (row_id,)).fetchone()
        return dict(found) if found else None

    def stored(self, table: str, row_id: str) -> Row | None:
        """The same, hidden or not: for what must not write over anything."""
        found = self._connection.execute(_STORED[table], (row_id,)).fetchone()
        return dict(found) if found else None

    def put(self, table: str, row: Row) -> None:
        """Write a state row, new or changed. One that stays as it was is no change."""
        row = {column: row.get(column) for column in schema.STATE[table]}
        row["deleted"] = row["deleted"] or 0
        before = self.stored(table, row["id"])
        if before == row:
            return
        # A merge may call articles and spans otherwise, and leaves deleted rows under old names.
        if before and not before["deleted"] and self.action != MERGE:
            for column in _TOLD_BY.get(table, ()):
                if before[column] != row[column]:
                    raise RuntimeError(f"{table}: {row['id']} stands for another {column} already")
        self._connection.execute(_WRITE[table], row)
        self._changes.append({"table": table, "id": row["id"], "before": before, "after": row})

    def drop(self, table: str, row_id: str) -> None:
        """Mark a state row as deleted."""
        if row := self.stored(table, row_id):
            self.put(table, {**row, "deleted": 1})

    def keep_out_of_undo(self) -> None:
        """Have undo go past this act: what it did is to be done again by its own means only."""
        self.target = self.id

    @property
    def _is_new(self) -> bool:
        """Whether it is neither an undo nor a redo."""
        return self.target in (None, self.id)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What this act has changed so far."""
        return tuple(self._changes)

    def record(self) -> None:
        """Write the history row of what was put; nothing where nothing changed."""
        if not self._changes:
            return
        last = self._connection.execute(
            "select seq, hash from main.history order by seq desc limit 1"
        ).fetchone()
        row = {
            "seq": (last["seq"] if last else 0) + 1,
            "id": self.id,
            "time": self.time,
            "annotator": self.annotator,
            "action": self.action,
            "parent": head(self._connection, self.annotator) if self._is_new else None,
            "target": self.target,
            "changes": json.dumps(self._changes, separators=(",", ":")),
        }
        row["hash"] = chained(last["hash"] if last else GENESIS, row)
        self._connection.execute(
            "insert into main.history values"
            " (:seq, :id, :time, :annotator, :action, :parent, :target, :changes, :hash)",
            row,
        )


def chained(previous: str, row: Row) -> str:
    """The hash of a history row on top of the hash of the row before it."""
    columns = ("seq", "id", "time", "annotator", "action", "parent", "target", "changes")
    told = json.dumps([previous, *(row[column] for column in columns)], separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def head(connection: Connection, annotator: str) -> str | None:
    """The act that this annotator's undo would take back; None where there is none."""
    last = connection.execute(
        "select id, action, target from main.history where annotator = ? order by seq desc limit 1",
        (annotator,),
    ).fetchone()
    if last is None or last["target"] is None:
        return last["id"] if last else None
    if last["action"] == REDO:
        return str(last["target"])
    found = connection.execute(
        "select parent from main.history where id = ?", (last["target"],)
    ).fetchone()
    return str(found["parent"]) if found and found["parent"] else None


def undo(connection: Connection, acting: Acting) -> Row:
    """Take back the annotator's last act that still stands; gives that act's history row.

    Raises:
        Refused: There is nothing to undo.
        ChangedSince: Another annotator has changed the same thing since.
    """
    target = head(connection, acting.annotator)
    if target is None:
        raise Refused("nothing to undo")
    act = _act(connection, target)
    for change in reversed(json.loads(act["changes"])):
        _expect(connection, acting, change["after"], change, act)
        acting.put(change["table"], change["before"] or {**change["after"], "deleted": 1})
    acting.target = target
    return act


def redo(connection: Connection, acting: Acting) -> Row:
    """Do again the act that was taken back last; gives that act's history row.

    Raises:
        Refused: There is nothing to redo.
        ChangedSince: Another annotator has changed the same thing since.
    """
    found = connection.execute(
        "select * from main.history where annotator = ? and parent is ? and target is null"
        " order by seq desc limit 1",
        (acting.annotator, head(connection, acting.annotator)),
    ).fetchone()
    if found is None:
        raise Refused("nothing to redo")
    act = dict(found)
    for change in json.loads(act["changes"]):
        before = change["before"] or {**change["after"], "deleted": 1}
        _expect(connection, acting, before, change, act)
        acting.put(change["table"], change["after"])
    acting.target = act["id"]
    return act


def _act(connection: Connection, act_id: str) -> Row:
    found = connection.execute("select * from main.history where id = ?", (act_id,)).fetchone()
    if found is None:  # a damaged file was repaired, and what came before went with the damage
        raise Refused("nothing to undo: what came before was lost when the file was repaired")
    return dict(found)


def _expect(connection: Connection, acting: Acting, row: Row, change: Change, act: Row) -> None:
    """Refuse where a row has changed since the act; says who did it, or when in a merged copy."""
    stored = acting.stored(change["table"], change["id"])
    if stored == row:
        return
    changed = connection.execute(
        "select seq > ? and annotator <> ? as by_another, annotator, action, time,"
        " change.value ->> 'after' as after"
        " from main.history, json_each(history.changes) as change"
        " where change.value ->> 'table' = ? and change.value ->> 'id' = ?"
        " order by by_another desc, seq desc limit 1",
        (act["seq"], acting.annotator, change["table"], change["id"]),
    ).fetchone()
    if changed["by_another"]:
        who = changed["annotator"]
    elif json.loads(changed["after"]) == stored:
        # Own acts are taken back one by one: only those of a copy can have come between.
        who = "a repair" if changed["action"] == REPAIR else "a copy that was merged"
    else:
        raise WorkspaceDamaged(
            f"cannot {acting.action}: {change['table']} {change['id']} is not what the history"
            " says: see `diptych check`"
        )
    raise ChangedSince(
        f"cannot {acting.action}: {who} has changed the same thing since ({changed['time']})"
    )


def replay(rows: Iterator[Row]) -> dict[str, dict[str, Row]]:
    """The state tables as the history says they should be: table → id → row."""
    state: dict[str, dict[str, Row]] = {table: {} for table in schema.STATE}
    for row in rows:
        for change in json.loads(row["changes"]):
            state[change["table"]][change["id"]] = change["after"]
    return state

"""A copy merged into a workspace, in one transaction.

The acts that only the other file has are appended to the history as they are. One more act, the
merge, takes the tables from what replaying all those would give to what the two come to. It has
every row that both sides changed, also those that stay as the replay leaves them: so whatever the
order in which a file got its acts, the last that has a row is the same, and replaying them gives
the same tables.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from annotations.progress import Progress, silent
from annotations.store import schema
from annotations.store.clock import now
from annotations.store.history import GENESIS, MERGE, Acting, Change, Row, chained, head
from annotations.store.merging import copies, sides
from annotations.store.merging.naming import RECORD, records
from annotations.store.merging.settling import digest
from annotations.store.merging.sides import Side, State
from annotations.store.merging.weaving import Woven
from annotations.store.store import Store

_STEPS = 6
_KEPT_UNIQUE = ("attributions", "verdicts")


class Joined(NamedTuple):
    """What a merge came to."""

    acts: int = 0
    """How many acts came in."""
    added: dict[str, int] = {}  # noqa: RUF012 (nobody changes it)
    """Table → how many rows are there now that were not."""
    records: tuple[dict[str, Any], ...] = ()
    """The records of merges that are new here: this one's, and those that came in."""


def merge(store: Store, path: Path, annotator: str, progress: Progress = silent) -> Joined:
    """Merge another file into a workspace: all of it, or nothing.

    Args:
        store: The workspace.
        path: The other file, which is left as it is.
        annotator: Who merges.
        progress: Told how many steps are done; may raise `Cancelled`.

    Raises:
        Refused: It is the same file, or not of the same history, or who merges works blind.
        WorkspaceError: It cannot be read, or the workspace cannot be written.
    """
    with copies.opened(path, store.path) as (other, watch), store.transaction():
        for file in (store, other):
            copies.refuse_blind(file, annotator)
        progress(0, _STEPS)
        for step, file in enumerate((other, store), start=1):
            copies.refuse_damage(file)
            progress(step, _STEPS)
        joined = _join(store, other, annotator, progress)
        watch.refuse_change()
    store.look_as(annotator)
    return joined


def _join(store: Store, other: Store, annotator: str, progress: Progress) -> Joined:
    here, there = sides.told(store), sides.told(other)
    sides.refuse_forgery(other, here, there)
    ours, theirs = here.keys() - there.keys(), there.keys() - here.keys()
    if not theirs:
        progress(_STEPS, _STEPS)
        return Joined()
    mine, yours = sides.read(store, ours), sides.read(other, theirs)
    progress(3, _STEPS)
    last = _last(other, theirs)
    if ours:
        changes = [*_changes(mine, last, yours, _woven(ours, theirs, mine, yours))]
    else:
        changes = [*_out_of_turn(last, yours)]
    progress(4, _STEPS)
    _add_texts(store, other)
    chain = _Chain(store)
    for act in sides.acts(other):
        if act["id"] in theirs:
            chain.add(act)
    if changes:
        chain.add(_act(store, annotator, changes))
    progress(5, _STEPS)
    # Without acts of one's own there is nothing to put together: it becomes what the other is.
    final = {key: yours.state[key[0]][key[1]] for key in yours.touched}
    final |= {(change["table"], change["id"]): change["after"] for change in changes}
    _write(store, annotator, final)
    progress(_STEPS, _STEPS)
    return _outcome(len(theirs), mine.state, final)


def _woven(ours: set[str], theirs: set[str], mine: Side, yours: Side) -> State:
    """The tables that both come to, with a record of what was put together and how."""
    woven = Woven(mine, yours)
    told = {
        "conflicts": sorted((lost._asdict() for lost in woven.lost), key=digest),
        "moved": {table: moved for table, moved in woven.made_one.items() if moved},
    }
    name = RECORD + digest(*sorted([sorted(ours), sorted(theirs)]))
    value = json.dumps(told, sort_keys=True, separators=(",", ":"))
    woven.state["settings"][name] = {"id": name, "value": value, "deleted": 0}
    return woven.state


def _last(other: Store, theirs: set[str]) -> State:
    """What the acts that come in leave of each row that they change."""
    last: State = {table: {} for table in schema.STATE}
    for act in sides.acts(other):
        if act["id"] in theirs:
            for change in json.loads(act["changes"]):
                last[change["table"]][change["id"]] = change["after"]
    return last


def _out_of_turn(last: State, yours: Side) -> Iterator[Change]:
    """What later acts had changed that are here already.

    Acts that a repair could not save come back behind those that came after them.
    """
    for table, rows in last.items():
        for row_id, row in sorted(rows.items()):
            if (now := yours.state[table][row_id]) != row:
                yield {"table": table, "id": row_id, "before": row, "after": now}


def _changes(mine: Side, last: State, yours: Side, final: State) -> Iterator[Change]:
    """What the merge changes, after all acts of both; the record of it first."""
    for table in sorted(schema.STATE, key=lambda table: table != "settings"):
        for row_id, row in sorted(final[table].items()):
            key = table, row_id
            replayed = last[table].get(row_id, mine.state[table].get(row_id))
            if replayed != row or (key in mine.touched and key in yours.touched):
                yield {"table": table, "id": row_id, "before": replayed, "after": row}


def _act(store: Store, annotator: str, changes: list[Change]) -> Row:
    """The merge as an act: the same one in whichever of the two files it is done."""
    name = digest([[change["table"], change["id"], change["after"]] for change in changes])
    return {
        "id": name,
        "time": now(),
        "annotator": annotator,
        "action": MERGE,
        "parent": head(store.connection, annotator),
        # It is its own target, so that undo goes past it to what was done before: who takes back
        # a merge would leave the rows of both files side by side that had become one.
        "target": name,
        "changes": json.dumps(changes, separators=(",", ":")),
    }


class _Chain:
    """The end of a history, to append to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        last = store.row("select seq, hash from main.history order by seq desc limit 1")
        self._seq: int = last["seq"] if last else 0
        self._hash: str = last["hash"] if last else GENESIS

    def add(self, act: Row) -> None:
        """Append an act as it is."""
        self._seq += 1
        self._hash = chained(self._hash, {**act, "seq": self._seq})
        self._store.connection.execute(
            "insert into main.history values"
            " (:seq, :id, :time, :annotator, :action, :parent, :target, :changes, :hash)",
            {**act, "seq": self._seq, "hash": self._hash},
        )


def _add_texts(store: Store, other: Store) -> None:
    known = {sha256 for (sha256,) in store.tuples("select sha256 from main.texts")}
    for (sha256,) in other.tuples("select sha256 from main.texts order by sha256"):
        if sha256 not in known:
            row = other.row("select text, words from main.texts where sha256 = ?", (sha256,))
            if row:
                store.add_text(sha256, row["text"], row["words"])


def _write(store: Store, annotator: str, final: dict[tuple[str, str], Row]) -> None:
    """Write rows. What it puts is in history already."""
    acting = Acting(store.connection, annotator, MERGE)
    for table, row_id in final:
        if table in _KEPT_UNIQUE:  # out of the way first: no two may say the same at any time
            acting.drop(table, row_id)
    for table in schema.STATE:
        for (of, _), row in final.items():
            if of == table:
                acting.put(table, row)


def _outcome(acts: int, before: State, final: dict[tuple[str, str], Row]) -> Joined:
    added = dict.fromkeys(schema.STATE, 0)
    came: list[Row] = []
    for (table, row_id), row in final.items():
        was = before[table].get(row_id)
        if not row["deleted"] and (was is None or was["deleted"]):
            added[table] += 1
            came += [row] * (table == "settings")
    return Joined(acts, added, tuple(records(came)))

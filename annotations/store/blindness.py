"""What a blind annotator's connection sees: their own work, and nobody else's.

While an annotator has a blind assignment open, temporary views lie over the tables. SQLite looks up
a name among the temporary ones first, so that every query of the program, those to come among them,
reads through them; only what names ``main`` does not: keeping history, checking and copying the
file. Matching goes on behind the views, over that annotator's spans alone, in tables of its own.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from annotations.store.sqlite import Connection

_OF_ANNOTATORS = (
    "spans", "attributions", "verdicts", "apart", "names", "together", "states", "assignments",
    "desk",
)  # fmt: skip
# Rulings and settlements quote what others made; one's own of before the pass do so, too.
_HIDDEN = ("reviews", "replies", "resolutions")
_OWN = "create temp view {table} as select * from main.{table} where annotator = {me}"
# Others' settings are theirs, and what was left behind by a merge quotes all.
_SETTINGS = """create temp view settings as select * from main.settings
    where id in ('codebook', 'learning/' || {me})"""
# What the annotator brought in for others is in acts of their own.
_HISTORY = """create temp view history as select seq, id, time, annotator, action, parent, target,
    (select json_group_array(json(change.value)) from json_each(h.changes) as change
     where coalesce(change.value ->> '$.after.annotator', {me}) = {me}
     and change.value ->> 'table' not in ({hidden})
     and (change.value ->> 'table' <> 'settings'
          or change.value ->> 'id' in ('codebook', 'learning/' || {me}))) as changes, hash
    from main.history as h where annotator = {me}"""
_NOTHING = "create temp view {table} as select * from main.{table} where false"

_MATCHED: dict[str, tuple[str, ...]] = {
    "proposals": (
        "left", "right", "label", "score", "reasons", "against", "conflict", "evidence", "matcher",
        "sum",
    ),
    "mentions": ("span", "item"),
    "runs": ("number", "time", "matcher"),
    "matched": ("document", "state", "whole"),
    "compared": ("span", "start", "end", "label"),
}  # fmt: skip
"""The matcher's tables, with the columns that a blind annotator's have, too; the first is the key,
or the first two."""

_VIEWS = (*_OF_ANNOTATORS, *_HIDDEN, "settings", "history", *_MATCHED)


def is_due(connection: Connection, annotator: str) -> bool:
    """Whether an annotator has a blind assignment open.

    One on an article that was removed counts: else whoever removes it, looks, and takes that back
    would have seen all.
    """
    sql = """select 1 from main.assignments where annotator = ? and mode = 'blind'
             and closed is null and deleted = 0 limit 1"""
    return connection.execute(sql, (annotator,)).fetchone() is not None


def is_on(connection: Connection) -> bool:
    """Whether the views lie over the tables."""
    sql = "select 1 from temp.sqlite_schema where name = 'spans'"
    return connection.execute(sql).fetchone() is not None


def put_on(connection: Connection, annotator: str) -> None:
    """Lay the views over the tables."""
    me = _quoted(annotator)
    hidden = ", ".join(map(_quoted, _HIDDEN))
    views = [_OWN.format(table=table, me=me) for table in _OF_ANNOTATORS]
    views += [_NOTHING.format(table=table) for table in _HIDDEN]
    views += [_SETTINGS.format(me=me), _HISTORY.format(me=me, hidden=hidden)]
    for table, columns in _MATCHED.items():
        views += _apart(table, columns, me)
    with _whole(connection):
        for statement in views:
            connection.execute(statement)


def take_off(connection: Connection) -> None:
    """Take the views away, with the triggers on them."""
    with _whole(connection):
        for view in _VIEWS:
            connection.execute(f"drop view temp.{view}")


def is_shown(change: Mapping[str, Any], annotator: str) -> bool:
    """Whether a blind annotator may see a change of theirs, as the view of the history has it."""
    if change["table"] == "settings":
        return change["id"] in ("codebook", f"learning/{annotator}")
    whose = change["after"].get("annotator") or annotator
    return change["table"] not in _HIDDEN and whose == annotator


@contextmanager
def _whole(connection: Connection) -> Iterator[None]:
    """All views, or none: half of them would hide less than is thought."""
    connection.execute("savepoint views")
    try:
        yield
    except BaseException:
        connection.execute("rollback to views")
        raise
    finally:
        connection.execute("release views")


def forget_matched(connection: Connection, annotator: str) -> None:
    """Forget what was proposed to an annotator who was blind."""
    for table in _MATCHED:
        connection.execute(f"delete from main.blind_{table} where layer = ?", (annotator,))


def _apart(table: str, columns: tuple[str, ...], me: str) -> list[str]:
    """A view of an annotator's own share of a table, written to as if it were the table."""
    names = ", ".join(f'"{column}"' for column in columns)
    new = ", ".join(f'new."{column}"' for column in columns)
    keys = columns[: 2 if table == "proposals" else 1]
    same = " and ".join(f'"{key}" = old."{key}"' for key in keys)
    put = ", ".join(f'"{column}" = new."{column}"' for column in columns)
    behind = f"blind_{table}"
    return [
        f"create temp view {table} as select {names} from main.{behind} where layer = {me}",
        f"""create temp trigger {table}_put instead of insert on {table} begin
            insert into {behind} (layer, {names}) values ({me}, {new}); end""",
        f"""create temp trigger {table}_drop instead of delete on {table} begin
            delete from {behind} where layer = {me} and {same}; end""",
        f"""create temp trigger {table}_change instead of update on {table} begin
            update {behind} set {put} where layer = {me} and {same}; end""",
    ]


def _quoted(text: str) -> str:
    """A text as SQL writes it: a view takes no parameters."""
    return "'" + text.replace("'", "''") + "'"

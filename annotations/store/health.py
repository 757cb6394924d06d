"""Is a workspace sound, and a copy of it in case it will not be.

SQLite's own check misses most scribbles into a file: texts carry a SHA-256, spans their quote,
and the history a hash chain, and `problems` tests them all.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import WorkspaceError
from annotations.progress import Progress, silent
from annotations.store import history, schema, shapes
from annotations.store.sqlite import explained, settle, sqlite3
from annotations.store.store import Store


def problems(store: Store, progress: Progress = silent) -> list[str]:
    """Everything wrong with the file, each in one line; an empty list for a sound one."""
    found: list[str] = []
    checks = (_structure, _texts, _quotes, _rows, _chain, _state)
    for done, check in enumerate(checks):
        progress(done, len(checks))
        try:
            found += check(store)
        except (sqlite3.DatabaseError, *shapes.WRONG) as error:
            found.append(f"unreadable while checking the {check.__name__.strip('_')}: {error}")
    progress(len(checks), len(checks))
    return found


def _structure(store: Store) -> Iterator[str]:
    for row in store.connection.execute("pragma quick_check(20)"):
        if row[0] != "ok":
            yield f"SQLite: {row[0]}"
    for row in store.connection.execute("pragma foreign_key_check"):
        yield f"{row['table']}: row {row['rowid']} refers to nothing in {row['parent']}"


def _texts(store: Store) -> Iterator[str]:
    for row in store.connection.execute("select * from main.texts"):
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
            yield f"texts: the text {row['sha256'][:12]}… is not what was imported"
        elif len(row["text"]) != row["length"]:
            yield f"texts: the text {row['sha256'][:12]}… has another length than recorded"


def _quotes(store: Store) -> Iterator[str]:
    texts: dict[str, str] = {}
    for row in store.connection.execute(
        "select spans.*, sha256 from main.spans join documents on documents.id = document"
        " order by document"
    ):
        if row["sha256"] not in texts:
            texts = {row["sha256"]: _text(store, row["sha256"])}
        if texts[row["sha256"]][row["start"] : row["end"]] != row["text"]:
            yield f"spans: {row['id']} quotes other words than its article has there"


def _rows(store: Store) -> Iterator[str]:
    """Rows that are no records, or that speak of what their article has not."""
    for table in shapes.TABLES:
        of = "d.sha256" if "document" in schema.STATE[table] else "null"
        join = f"join main.documents as d on d.id = {table}.document order by d.sha256"
        rows = store.connection.execute(
            f"select {table}.*, {of} as of_text from main.{table} {join if of != 'null' else ''}"
        )
        texts: dict[str | None, str | None] = {}
        for found in rows:
            row = dict(found)
            sha256 = row.pop("of_text")
            if sha256 not in texts:
                texts = {sha256: sha256 and _text(store, sha256)}
            if wrong := shapes.fault(table, row, texts[sha256]):
                yield f"{table}: {row['id']}: {wrong}"
    for found in store.connection.execute("select * from main.history order by seq"):
        if wrong := shapes.fault_of_act(dict(found)):
            yield f"history: act {found['seq']}: {wrong}"


def _text(store: Store, sha256: str) -> str:
    row = store.connection.execute("select text from texts where sha256 = ?", (sha256,)).fetchone()
    return str(row["text"])


def _chain(store: Store) -> Iterator[str]:
    previous = history.GENESIS
    for row in store.connection.execute("select * from main.history order by seq"):
        if history.chained(previous, dict(row)) != row["hash"]:
            yield f"history: act {row['seq']} ({row['id']}) is not as it was written"
        previous = row["hash"]


def _state(store: Store) -> Iterator[str]:
    expected = history.replay(
        dict(row) for row in store.connection.execute("select * from main.history order by seq")
    )
    for table in schema.STATE:
        actual = {
            row["id"]: dict(row) for row in store.connection.execute(f"select * from main.{table}")
        }
        for row_id in sorted(actual.keys() | expected[table].keys()):
            if actual.get(row_id) != expected[table].get(row_id):
                yield f"{table}: {row_id} is not what the history says"


def backup(store: Store, target: Path) -> None:
    """Write a whole copy of the file, safe while others write; it appears complete or not at all.

    Raises:
        WorkspaceError: The target exists already or cannot be written.
    """
    if target.exists():  # said before the work; `settle` holds it to the end
        raise _taken(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise WorkspaceError(f"{target}: cannot be written: {error.strerror}") from None
    os.close(handle)
    try:
        with explained(target):
            copy = sqlite3.connect(name)
            try:
                store.connection.backup(copy, pages=1024)
                copy.execute("pragma journal_mode = wal")
            finally:
                copy.close()
        with Path(name).open("rb+") as written:
            os.fsync(written.fileno())
        settle(Path(name), target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError as error:
        raise WorkspaceError(f"{target}: cannot be written: {error.strerror}") from None
    finally:
        for left_over in (name, f"{name}-wal", f"{name}-shm", f"{name}-journal"):
            Path(left_over).unlink(missing_ok=True)


def _taken(target: Path) -> WorkspaceError:
    return WorkspaceError(f"{target}: exists already: give another name")

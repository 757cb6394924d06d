"""Is a workspace sound.

SQLite's own check misses many scribbles into a file: texts carry a SHA-256, spans their quote,
proposals a sum, and the history a hash chain, and `problems` tests them all. What none of them
covers, in a table that can be derived anew, is read to the end and must look like what it is.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from annotations.progress import Progress, silent
from annotations.store import foreign, history, schema, shapes, sums
from annotations.store.sqlite import connect, explained, sqlite3
from annotations.store.store import Store
from annotations.text.intake import count_words

_MATCHERS = ("mentions", "runs", "matched", "compared")
_DERIVED = (*_MATCHERS, *(f"blind_{table}" for table in _MATCHERS), "desk", "_sqlite_migrations")
"""Tables that are no history's and have no sums."""
_FORMS = {
    "time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"),
    "state": re.compile(r"[0-9a-f]{64}"),
}
"""What some of their columns look like."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def problems(store: Store, progress: Progress = silent) -> list[str]:
    """Everything wrong with the file, each in one line; an empty list for a sound one.

    It is looked at as it is at one moment, whatever others write meanwhile.
    """
    with nullcontext() if store.connection.in_transaction else store.snapshot():
        return _problems(store, progress)


def problems_of(path: Path) -> list[str]:
    """Everything wrong with a file that nobody else has open; as `problems`."""
    with (
        explained(path),
        Store(path, connect(path, timeout=0, readonly=True), readonly=True) as store,
    ):
        return problems(store)


def _problems(store: Store, progress: Progress) -> list[str]:
    found: list[str] = []
    checks = (_structure, _schema, _texts, _quotes, _rows, _chain, _state, _proposals, _derived)
    for done, check in enumerate(checks):
        progress(done, len(checks))
        try:
            found += check(store)
        except (sqlite3.DatabaseError, *shapes.WRONG) as error:
            found.append(f"unreadable while checking the {check.__name__.strip('_')}: {error}")
    progress(len(checks), len(checks))
    return found


def _structure(store: Store) -> Iterator[str]:
    for row in store.connection.execute("pragma integrity_check(20)"):
        if row[0] != "ok":
            yield f"SQLite: {row[0]}"
    for row in store.connection.execute("pragma foreign_key_check"):
        yield f"{row['table']}: row {row['rowid']} refers to nothing in {row['parent']}"


def _schema(store: Store) -> Iterator[str]:
    """Tables, indexes and triggers that are not as this version makes them.

    Others than those are refused when a file is opened.
    """
    actual, expected = foreign.actual(store.connection), foreign.expected(schema.STEPS)
    for kind, name in expected:
        if actual.get((kind, name)) != expected[kind, name]:
            yield f"schema: {kind} {name} is not as it was made"
    applied = {row["name"] for row in store.connection.execute("select * from _sqlite_migrations")}
    if applied != {step.__name__.lstrip("_") for step in schema.STEPS}:
        yield "schema: the steps that were applied are not those of this version"


def _texts(store: Store) -> Iterator[str]:
    for row in store.connection.execute("select * from main.texts"):
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
            yield f"texts: the text {row['sha256'][:12]}… is not what was imported"
        elif len(row["text"]) != row["length"]:
            yield f"texts: the text {row['sha256'][:12]}… has another length than recorded"
        elif count_words(row["text"]) != row["words"]:
            yield f"texts: the text {row['sha256'][:12]}… has another count of words than recorded"


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


def _proposals(store: Store) -> Iterator[str]:
    """Proposals that are not as the matcher wrote them; those of older versions have no sum."""
    for table in ("proposals", "blind_proposals"):
        for row in store.connection.execute(f"select * from main.{table}"):
            if row["sum"] is None:
                wrong = _unlike(row, ("label", "reasons", "against", "matcher"))
            elif sums.of_proposal(row) != row["sum"]:
                wrong = f"{row['left']} and {row['right']} are not as they were proposed"
            else:
                continue
            if wrong:
                yield f"{table}: {wrong}: `diptych match` proposes anew"


def _derived(store: Store) -> Iterator[str]:
    """What is in no history and has no sum: it can be read, and looks like what it is."""
    for table in _DERIVED:
        for row in store.connection.execute(f"select * from main.{table}"):
            if wrong := _unlike(row, row.keys()):
                yield f"{table}: {wrong}"
    for row in store.connection.execute(
        "select count(*) as runs, max(number) as last from main.runs having runs <> last"
    ):
        yield f"runs: {row['runs']} of them, and the last one has the number {row['last']}"


def _unlike(row: Any, columns: Iterable[str]) -> str | None:
    """Which of some columns of a row does not look like what it is."""
    for column in columns:
        value = row[column]
        if isinstance(value, str):
            if _CONTROL.search(value):
                return f"{column} has a control character"
            if column in _FORMS and not _FORMS[column].fullmatch(value):
                return f"{column} is not what it should be: {value[:40]}"
    return None

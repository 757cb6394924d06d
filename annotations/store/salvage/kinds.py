"""Of which table a record is: told by its shape, as pages do not say whose they are."""

import json
import re
from collections.abc import Callable, Mapping

from annotations.model import DocumentDetails, DocumentState, Id, Name
from annotations.model import Record as Kept
from annotations.store import schema, shapes
from annotations.store.history import Row
from annotations.store.salvage.cells import Record, Value

HISTORY_COLUMNS = (
    "seq",
    "id",
    "time",
    "annotator",
    "action",
    "parent",
    "target",
    "changes",
    "hash",
)

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_HASH = re.compile(r"[0-9a-f]{64}")
_MARKED = (0, 1)


def is_hash(value: Value) -> bool:
    """Whether a value is a SHA-256 as it is written here."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_text(record: Record) -> bool:
    """Whether a record is of the texts: its text may be damaged, its hash not."""
    values = record.values
    return (
        len(values) == 4 and is_hash(values[0]) and isinstance(values[1], (str, bytes))
    ) and not isinstance(values[3], str)


def is_act(record: Record) -> bool:
    """Whether a record is of the history; some of its columns may be damaged."""
    values = record.values
    return len(values) == len(HISTORY_COLUMNS) and values[0] is None and record.rowid > 0


class _Article(DocumentDetails):
    """A row of the documents, its text aside."""

    id: Id
    """Identifier."""
    ordinal: int
    """Place in the order of import."""


class _Apart(Kept):
    """A row of what is set apart."""

    id: Id
    """Identifier."""
    span: Id
    """The span."""
    annotator: Name
    """Who says so."""


def state_row(record: Record) -> tuple[str, Row] | None:
    """The table that a record is a state row of, and the row; None where it is none."""
    for table in _BY_WIDTH.get(len(record.values), ()):
        row = dict(zip(schema.STATE[table], record.values, strict=True))
        if row["deleted"] in _MARKED and fault(table, row) is None and _TELLING[table](row):
            return table, row
    return None


def fault(table: str, row: Row, text: str | None = None) -> str | None:
    """What is wrong with a state row of any table; None for a sound one. See `shapes.fault`."""
    if table in shapes.TABLES:
        return shapes.fault(table, row, text)
    try:
        _SOUND[table](row)
    except shapes.WRONG as error:
        return shapes.said(error)
    return None


def _document(row: Row) -> None:
    shown = {k: v for k, v in row.items() if k not in ("sha256", "deleted", "meta")}
    _Article(**shown, meta=json.loads(row["meta"]))
    if not is_hash(row["sha256"]) or row["ordinal"] < 1:
        raise ValueError("no place or text")


def _apart(row: Row) -> None:
    _Apart(**{k: v for k, v in row.items() if k != "deleted"})


def _setting(row: Row) -> None:
    if not all(isinstance(row[column], str) for column in ("id", "value")):
        raise ValueError("no setting")


_SOUND: Mapping[str, Callable[[Row], None]] = {
    "documents": _document,
    "apart": _apart,
    "settings": _setting,
}


def _is_time(value: object) -> bool:
    return isinstance(value, str) and _TIME.match(value) is not None


_MODES = ("blind", "verify")
_STATES = {state.value for state in DocumentState}
# What tells a row from one of another table that is as wide.
_TELLING: Mapping[str, Callable[[Row], bool]] = {
    "documents": lambda row: is_hash(row["sha256"]),
    "spans": lambda row: _is_time(row["created"]),
    "attributions": lambda row: not _is_time(row["label"]),
    # An assignment has its mode where a verdict has its annotator, and a time for the note.
    "verdicts": lambda row: (
        _is_time(row["decided"]) and not (row["annotator"] in _MODES and _is_time(row["note"]))
    ),
    "apart": lambda row: "/" in row["id"],
    "names": lambda row: _is_time(row["given"]),
    "together": lambda row: row["with"] not in _STATES and row["annotator"] not in _STATES,
    "states": lambda row: row["state"] in _STATES,
    "settings": lambda row: (
        row["id"] == "codebook" or row["id"].startswith(("learning/", "merge/"))
    ),
    "assignments": lambda row: row["mode"] in _MODES and _is_time(row["opened"]),
    "reviews": lambda row: _is_time(row["decided"]),
    "replies": lambda row: _is_time(row["decided"]),
    "resolutions": lambda row: _is_time(row["decided"]),
}

_BY_WIDTH: dict[int, list[str]] = {}
for _table, _columns in schema.STATE.items():
    _BY_WIDTH.setdefault(len(_columns), []).append(_table)

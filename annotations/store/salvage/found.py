"""What lies in the pages of a file: texts, acts, state rows, and hashes that indexes repeat."""

from typing import NamedTuple

from annotations.progress import Progress, silent
from annotations.store.history import Row
from annotations.store.salvage.cells import Record, records
from annotations.store.salvage.kinds import (
    HISTORY_COLUMNS,
    is_act,
    is_hash,
    is_text,
    state_row,
)
from annotations.store.salvage.pages import Pages

_A_WHILE = 64


class FoundText(NamedTuple):
    """A text as it was found."""

    content: str | bytes
    """The text; bytes where they are no text, or end too early."""
    length: int | None
    """How many codepoints it had, where that can be read."""


class Found(NamedTuple):
    """Everything that was found."""

    texts: dict[str, list[FoundText]]
    """By the SHA-256 that each should have."""
    acts: dict[int, list[Row]]
    """By their place in the history; columns may be damaged, and so may the place."""
    hashes: dict[int, set[str]]
    """What an index says that the hash of an act is, by its place; other hashes are among them."""
    state: dict[str, dict[str, Row]]
    """Table → identifier → row; sound by themselves, true or not."""


def gather(pages: Pages, progress: Progress = silent) -> Found:
    """Look through all pages."""
    found = Found({}, {}, {}, {})
    for done, (number, page) in enumerate(pages.live()):
        if done % _A_WHILE == 0:
            progress(done, len(pages.known))
        for record in records(page, number, pages.known, pages.size):
            _put(found, record)
    for page in pages.beyond:
        for record in records(page, 2, pages.known, pages.size):
            # Rows of the state do not prove themselves: these may be of a write that was no more.
            if is_act(record) or is_text(record):
                _put(found, record)
    progress(len(pages.known), len(pages.known))
    return found


def _put(found: Found, record: Record) -> None:
    values = record.values
    if is_text(record):
        content, length = values[1], values[2]
        assert isinstance(content, (str, bytes))  # noqa: S101 (`is_text` says so)
        one = FoundText(content, length if isinstance(length, int) and length > 0 else None)
        found.texts.setdefault(str(values[0]), []).append(one)
    elif is_act(record):
        row = dict(zip(HISTORY_COLUMNS, (record.rowid, *values[1:]), strict=True))
        found.acts.setdefault(record.rowid, []).append(row)
    elif len(values) == 2 and is_hash(values[0]) and isinstance(values[1], int):
        found.hashes.setdefault(values[1], set()).add(str(values[0]))
    elif known := state_row(record):
        table, row = known
        found.state.setdefault(table, {}).setdefault(str(row["id"]), row)

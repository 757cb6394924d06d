"""A damaged file's contents written into a new one, and what of it was lost.

The new file is sound by `health.problems`, or it is not left there. Acts that are kept are as they
were; whatever they do not explain is one act more, ``repair``, by whoever repairs.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from annotations import beside
from annotations.errors import NewerWorkspace, Refused, WorkspaceDamaged, WorkspaceError
from annotations.progress import Progress, silent
from annotations.store import health, schema
from annotations.store.clock import new_id, now
from annotations.store.history import GENESIS, REPAIR, Change, Row, chained, head
from annotations.store.salvage import copying, found, pages, proof, rows
from annotations.store.salvage.rows import Key, Settled, State
from annotations.store.sqlite import settle
from annotations.store.store import Store
from annotations.text.intake import count_words

COUNTED = {
    "documents": "articles",
    "spans": "spans",
    "attributions": "attributions",
    "verdicts": "links",
}
"""What is counted, by table, and what people call it."""

_NO_VERSION = 1_000
"""A schema version from here on is damage."""


class DamagedText(NamedTuple):
    """An article whose text is not what was imported."""

    name: str
    """The article's title, with the remark that it has now; else its identifier."""
    unknown: int | None
    """How many characters of it are not known; None where all that is known was quoted, or
    nothing is."""


class LostRow(NamedTuple):
    """Something that was there and is not any more."""

    kind: str
    """What: one of `COUNTED`."""
    words: str
    """What it said: a label and words, a title; else its identifier."""


class Salvaged(NamedTuple):
    """What became of a damaged file."""

    kept: dict[str, int]
    """How many of each of `COUNTED` are there, and of acts."""
    lost: dict[str, int]
    """How many of each are known to be gone."""
    rows: tuple[LostRow, ...]
    """What is known of those that are gone."""
    texts: tuple[DamagedText, ...]
    """Articles with another text than was imported."""
    acts: tuple[int, ...]
    """The places in the history that are empty now."""
    missing: int
    """How many pages the file should have and has not: nobody knows what was in them."""

    @property
    def is_whole(self) -> bool:
        """Whether everything came back, as far as is known."""
        return not (any(self.lost.values()) or self.texts or self.missing)


def salvage(
    damaged: Path, target: Path, annotator: str, progress: Progress = silent
) -> Salvaged | None:
    """Put what can be read of a file into a new one; not a byte of the damaged one is changed.

    Args:
        damaged: The file.
        target: The new one.
        annotator: Who repairs.
        progress: Told how many pages are read; may raise `Cancelled`.

    Returns:
        What came of it; None for a file that is sound, of which nothing is written.

    Raises:
        Refused: The target is there.
        NewerWorkspace: A later version of the program wrote it.
        WorkspaceDamaged: Nothing at all can be read.
        WorkspaceError: A file cannot be read or written.
    """
    if os.path.lexists(target):
        raise _taken(target)
    with _aside(target) as directory:
        read, sound_acts = _read(damaged, target, directory)
        _refuse_newer(damaged, read)
        everything = found.gather(read, progress)
        proven = proof.prove(everything)
        if sound_acts is not None and sound_acts >= len(proven.acts):
            return None
        if not (proven.acts or everything.texts or everything.state):
            raise WorkspaceDamaged(
                f"{damaged}: nothing of a workspace can be read in it: go back to a backup"
            )
        settled = rows.settle(everything, proven)
        new = _written(directory / "new.db", target, settled, proven, annotator)
        try:
            settle(new, target)
        except FileExistsError:
            raise _taken(target) from None
    told = _told(
        settled, proven, everything, blind=annotator if _is_blind(settled, annotator) else None
    )
    return told._replace(missing=read.missing)


def _read(damaged: Path, target: Path, directory: Path) -> tuple[pages.Pages, int | None]:
    """Take the pages of a file, as they are at one moment where somebody works in it.

    Returns:
        The pages; how many acts the file has if it is sound as it is, else None.
    """
    try:
        read = pages.read(damaged)
    except OSError as error:
        raise WorkspaceError(f"{damaged}: cannot be read: {error.strerror}") from None
    try:
        whole, alone = directory / "whole.db", directory / "alone.db"
        if copying.copy(damaged, whole):
            read = pages.read(whole).with_besides(read)
        acts = _sound_acts(whole)
        # A log that spoils a file which is sound without it is of another file, or no use.
        if acts is None and copying.alone(damaged, alone) and _sound_acts(alone) is not None:
            read = pages.read(damaged, log_over=False)
    except OSError as error:
        raise WorkspaceError(
            f"{target}: cannot be written: {error.strerror}: nothing was saved; free space, or give"
            " another place with -o"
        ) from None
    return read, acts


def _refuse_newer(path: Path, read: pages.Pages) -> None:
    """See that a later version of the program did not write the file: it may hold more."""
    version = int.from_bytes(read.known.get(1, b"")[60:64])
    if schema.VERSION < version < _NO_VERSION:
        raise NewerWorkspace(
            f"{path}: written by a newer diptych (schema {version}, this one knows"
            f" {schema.VERSION}): update diptych to repair it"
        )


def _taken(target: Path) -> Refused:
    return Refused(f"{target}: exists already: give another name with -o")


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A place beside the target that nobody else can look into, gone afterwards."""
    try:
        name = beside.new_folder(target)
    except OSError as error:
        raise WorkspaceError(f"{target}: cannot be written: {error.strerror}") from None
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name, ignore_errors=True)


def _sound_acts(copy: Path) -> int | None:
    """How many acts a copy of the file has; None where it does not open, or anything is wrong."""
    try:
        with Store.open(copy) as store:
            there = int(store.value("select count(*) from main.history"))
            return None if health.problems(store) else there
    except WorkspaceError:
        return None


# -- writing -------------------------------------------------------------------------------------


def _written(
    new: Path, target: Path, settled: Settled, proven: proof.Proven, annotator: str
) -> Path:
    """Make the new file, which errors call as it will be called.

    Raises:
        WorkspaceDamaged: It would not be sound, with the history or without.
    """
    _write(new, target, settled, annotator, gaps=bool(proven.lost))
    problems = _problems(new)
    if problems:  # the state alone, then, as one act
        new.unlink()
        empty: State = {table: {} for table in schema.STATE}
        _write(new, target, settled._replace(acts=[], replayed=empty), annotator, gaps=True)
        problems = _problems(new)
    if problems:
        raise WorkspaceDamaged(
            f"what can be read of the file contradicts itself ({problems[0]}): go back to a backup"
        )
    return new


def _problems(path: Path) -> list[str]:
    with Store.open(path) as store:
        return health.problems(store)


def _write(new: Path, target: Path, settled: Settled, annotator: str, *, gaps: bool) -> None:
    with Store.open(new, create=True) as store:
        store.path = target
        _fill(store, settled, annotator, gaps=gaps)


def _fill(store: Store, settled: Settled, annotator: str, *, gaps: bool) -> None:
    with store.transaction():
        for sha256, text in settled.texts.items():
            store.add_text(sha256, text, count_words(text))
        for table, columns in schema.STATE.items():
            store.connection.executemany(
                f"insert into main.{table} values ({', '.join(f':{c}' for c in columns)})",
                settled.state[table].values(),
            )
        last = GENESIS
        for seq, act in enumerate(settled.acts, start=1):
            last = _add(store, act, seq, last)
        changes = [*_changes(settled)]
        if changes or gaps:
            _add(store, _repair(store, annotator, changes), len(settled.acts) + 1, last)


def _add(store: Store, act: Row, seq: int, previous: str) -> str:
    """Put an act at its place; gives its hash."""
    row = {**act, "seq": seq}
    row["hash"] = chained(previous, row)
    store.connection.execute(
        "insert into main.history values"
        " (:seq, :id, :time, :annotator, :action, :parent, :target, :changes, :hash)",
        row,
    )
    return str(row["hash"])


def _changes(settled: Settled) -> Iterator[Change]:
    for table in schema.STATE:
        for row_id, row in settled.state[table].items():
            before = settled.replayed[table].get(row_id)
            if before != row:
                yield {"table": table, "id": row_id, "before": before, "after": row}


def _repair(store: Store, annotator: str, changes: list[Change]) -> Row:
    """The act that the repair is. It is its own target: undo goes past it."""
    name = new_id()
    return {
        "id": name,
        "time": now(),
        "annotator": annotator,
        "action": REPAIR,
        "parent": head(store.connection, annotator),
        "target": name,
        "changes": json.dumps(changes, separators=(",", ":")),
    }


# -- telling -------------------------------------------------------------------------------------


def _is_blind(settled: Settled, annotator: str) -> bool:
    """Whether an annotator has a blind pass open, and must not see what others made."""
    return any(
        row["annotator"] == annotator
        and (row["mode"], row["closed"], row["deleted"]) == ("blind", None, 0)
        for row in settled.state["assignments"].values()
    )


def _told(
    settled: Settled, proven: proof.Proven, everything: found.Found, *, blind: str | None
) -> Salvaged:
    """What became of it all; to whoever is blind, without the words of others."""
    kept = Counter({name: len(_there(settled.state[t])) for t, name in COUNTED.items()})
    known = _known(everything)
    gone = [
        LostRow(COUNTED[table], _words(table, row, blind))
        for (table, row_id), row in known.items()
        if table in COUNTED and row_id not in settled.state[table] and not row.get("deleted")
    ]
    lost = Counter(row.kind for row in gone)
    stay = {act["id"] for act in settled.acts}
    dropped = [act["seq"] for act in proven.acts if act["id"] not in stay]
    acts = tuple(sorted([*proven.lost, *dropped]))
    names = (*COUNTED.values(), "acts")
    return Salvaged(
        {name: len(settled.acts) if name == "acts" else kept[name] for name in names},
        {name: len(acts) if name == "acts" else lost[name] for name in names},
        tuple(sorted(gone)),
        tuple(
            DamagedText(_name(settled.state["documents"][row_id]), text.unknown if text else None)
            for row_id, text in settled.mended.items()
            if not settled.state["documents"][row_id]["deleted"]
        ),
        acts,
        missing=0,
    )


def _there(kept: Mapping[str, Row]) -> list[Row]:
    return [row for row in kept.values() if not row["deleted"]]


def _known(everything: found.Found) -> dict[Key, Row]:
    """The last that any act, proven or not, or any table says of each row."""
    known: dict[Key, Row] = {}
    for seq in sorted(everything.acts):
        for act in everything.acts[seq]:
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                for change in json.loads(act["changes"]):
                    if isinstance(change["after"], dict):
                        known[str(change["table"]), str(change["id"])] = change["after"]
    for table, kept in everything.state.items():
        for row_id, row in kept.items():
            known.setdefault((table, row_id), row)
    return known


def _name(row: Row) -> str:
    return str(row.get("title") or row.get("outlet") or row.get("id"))


def _words(table: str, row: Row, blind: str | None) -> str:
    if blind is not None and row.get("annotator", blind) != blind:
        return "of another annotator"
    match table:
        case "spans":
            return f"{row.get('label')} “{row.get('text')}”"
        case "documents":
            return f"“{_name(row)}”"
        case "verdicts":
            return f"{row.get('kind')} of {row.get('annotator')}"
        case _:
            return f"{row.get('label')} of {row.get('annotator')}"

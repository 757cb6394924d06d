"""Copies of a workspace in case it will not be sound: written whole, looked at, and rotated.

Whatever is deleted here has a name that is only given here, and holds nothing that the new copy has
not: its last act is in the history of the workspace, at the same place.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from annotations import beside
from annotations.errors import WorkspaceDamaged, WorkspaceError
from annotations.store import foreign, schema
from annotations.store.place import SIDE_FILES
from annotations.store.sqlite import (
    Connection,
    connect,
    explained,
    is_workspace,
    settle,
    sqlite3,
    use_log,
)

Look = Callable[[Path], Sequence[str]]
"""Tells what is wrong with a file, each in one line."""

KEEP = 5
"""How many of the backups with a date, and of those from before a migration, stay."""

_STAMP = "%Y-%m-%dT%H-%M-%S"
_DATED = r"\.backup-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?:-(\d+))?"
_BEFORE = r"\.before-schema-(\d+)(?:-(\d+))?"


class BackedUp(NamedTuple):
    """What came of a backup."""

    path: Path
    """The copy."""
    dropped: tuple[Path, ...]
    """Older copies that were deleted."""
    problems: tuple[str, ...] = ()
    """What is wrong with the copy, and so with the workspace: then none was deleted."""


def write(connection: Connection, case: Path, target: Path) -> None:
    """Write a whole copy of a file, safe while others write; it appears complete or not at all.

    Only its owner can read it, and SQLite has found nothing wrong with it.

    Args:
        connection: To the file.
        case: The file.
        target: The copy.

    Raises:
        WorkspaceDamaged: The copy is not sound, and so the file is not: there is no copy.
        WorkspaceError: The target exists already or cannot be written.
    """
    try:
        _write(connection, case, target)
    except FileExistsError:
        raise _taken(target) from None


def _write(connection: Connection, case: Path, target: Path) -> None:
    """As `write`, but FileExistsError where the name is taken."""
    if target.exists():  # said before the work; `settle` holds it to the end
        raise FileExistsError
    try:
        handle, name = beside.new_file(target)
    except OSError as error:
        raise WorkspaceError(f"{target}: cannot be written: {error.strerror}") from None
    os.close(handle)
    try:
        _copy(connection, case, target, Path(name))
        with Path(name).open("rb+") as written:
            os.fsync(written.fileno())
        settle(Path(name), target)
    except FileExistsError:
        raise
    except OSError as error:
        raise WorkspaceError(f"{target}: cannot be written: {error.strerror}") from None
    finally:
        for left_over in (name, *(f"{name}{ending}" for ending in SIDE_FILES)):
            Path(left_over).unlink(missing_ok=True)


def _copy(connection: Connection, case: Path, target: Path, new: Path) -> None:
    """Copy what a connection sees, and have SQLite look at the copy."""
    with explained(target):
        copy = sqlite3.connect(new)
        try:
            connection.backup(copy, pages=1024)
            use_log(copy, new)
            (found,) = copy.execute("pragma quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if any(sign in str(error) for sign in ("malformed", "not a database")):
                raise _damaged(case, str(error)) from error
            raise
        finally:
            copy.close()
    if found != "ok":
        raise _damaged(case, found)


def dated(
    connection: Connection, case: Path, folder: Path, look: Look, keep: int = KEEP
) -> BackedUp:
    """Write a copy with the date in its name, and delete all but the newest of those.

    Args:
        connection: To the file.
        case: The file.
        folder: Where the copy goes: ``case.backup-2026-01-31T12-00-00.db``, in UTC.
        look: Tells what is wrong with the copy. Where anything is, no other is deleted.
        keep: How many such copies of this file stay there, the new one among them.

    Raises:
        WorkspaceError: As `write`; nothing is deleted then.
    """
    begin = f"{case.stem}.backup-{datetime.now(UTC).strftime(_STAMP)}"
    names = chain([begin], (f"{begin}-{number}" for number in count(2)))
    target = _write_free(connection, case, (folder / f"{name}{case.suffix}" for name in names))
    if problems := look(target):
        return BackedUp(target, (), tuple(problems))
    pattern = re.compile(re.escape(case.stem) + _DATED + re.escape(case.suffix))
    return BackedUp(target, _rotate(connection, target, pattern, keep))


def before_migration(connection: Connection, case: Path, version: int) -> BackedUp:
    """Write a copy from before a migration, and delete all but the newest of those.

    Args:
        connection: To the file, which nobody writes meanwhile.
        case: The file.
        version: The schema that it is to have: ``case.db.before-schema-6``.

    Raises:
        WorkspaceError: As `write`; nothing is deleted then.
    """
    begin = f"{case.name}.before-schema-{version}"
    # One that is there is of a migration that was cut short: nobody asked for its name.
    names = chain([begin], (f"{begin}-{number}" for number in count(2)))
    # Who holds the write lock cannot copy: another connection does.
    with closing(connect(case, timeout=0, readonly=True)) as reader:
        target = _write_free(reader, case, map(case.with_name, names))
    pattern = re.compile(re.escape(case.name) + _BEFORE)
    return BackedUp(target, _rotate(connection, target, pattern, KEEP))


def _write_free(connection: Connection, case: Path, paths: Iterable[Path]) -> Path:
    """Write a copy under the first name that nobody has, or takes meanwhile; gives that name."""
    for path in paths:
        if not os.path.lexists(path):
            with suppress(FileExistsError):
                _write(connection, case, path)
                return path
    raise AssertionError("there is always one more name")


def _rotate(
    connection: Connection, new: Path, pattern: re.Pattern[str], keep: int
) -> tuple[Path, ...]:
    """Delete the oldest copies whose work is all in the new one too; never that."""
    found = []
    for path in new.parent.iterdir():
        told = pattern.fullmatch(path.name)
        if told and path != new and not path.is_symlink():
            acts = _acts_within(connection, path)
            if acts is not None:
                first, second = told.groups()
                # A clock may be wrong, and so its dates: what is in them comes first.
                made = path.stat().st_mtime_ns
                found.append((acts, made, first.zfill(20), int(second or 1), path))
    too_many = len(found) - (keep - 1)
    dropped = []
    for *_, path in sorted(found)[: max(0, too_many)]:
        try:
            path.unlink()
        except OSError:  # it may be somebody else's: it stays
            continue
        dropped.append(path)
    return tuple(dropped)


def _acts_within(connection: Connection, copy: Path) -> int | None:
    """How many acts a copy has; None where it is no copy of this workspace as it was.

    Args:
        connection: To the workspace, whose history has the copy's last act at the same place.
        copy: A file.
    """
    if not is_workspace(copy):
        return None
    last = "select seq, hash from main.history order by seq desc limit 1"
    first = "select seq, hash from main.history order by seq limit 1"
    with suppress(sqlite3.Error, WorkspaceError):
        with closing(connect(copy, timeout=0, readonly=True)) as opened:
            foreign.refuse(opened, copy, schema.VERSION)
            end = opened.execute(last).fetchone()
        if end is None:  # from before anything was done: as good as none
            return 0 if connection.execute(first).fetchone() is None else None
        same = "select 1 from main.history where seq = ? and hash = ?"
        if connection.execute(same, tuple(end)).fetchone():
            return int(end["seq"])
    return None


def _taken(target: Path) -> WorkspaceError:
    return WorkspaceError(f"{target}: exists already: give another name")


def _damaged(case: Path, what: str) -> WorkspaceDamaged:
    return WorkspaceDamaged(
        f"{case}: damaged ({what}): no backup was made, and older ones stay; see what"
        " `diptych check --repair` can save of it"
    )

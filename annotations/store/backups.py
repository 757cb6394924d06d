"""Copies of a workspace in case it will not be sound: written whole, looked at, and rotated.

Whatever is deleted here has a name that is only given here, and begins as a workspace does.
"""

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from annotations import beside
from annotations.errors import WorkspaceDamaged, WorkspaceError
from annotations.store.sqlite import (
    Connection,
    explained,
    is_workspace,
    settle,
    sqlite3,
    use_log,
)

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
    if target.exists():  # said before the work; `settle` holds it to the end
        raise _taken(target)
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
        raise _taken(target) from None
    except OSError as error:
        raise WorkspaceError(f"{target}: cannot be written: {error.strerror}") from None
    finally:
        for left_over in (name, f"{name}-wal", f"{name}-shm", f"{name}-journal"):
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


def dated(connection: Connection, case: Path, folder: Path, keep: int = KEEP) -> BackedUp:
    """Write a copy with the date in its name, and delete all but the newest of those.

    Args:
        connection: To the file.
        case: The file.
        folder: Where the copy goes: ``case.backup-2026-01-31T12-00-00.db``, in UTC.
        keep: How many such copies of this file stay there, the new one among them.

    Raises:
        WorkspaceError: As `write`; nothing is deleted then.
    """
    begin = f"{case.stem}.backup-{datetime.now(UTC).strftime(_STAMP)}"
    names = chain([begin], (f"{begin}-{number}" for number in count(2)))
    target = _free(folder / f"{name}{case.suffix}" for name in names)
    write(connection, case, target)
    pattern = re.compile(re.escape(case.stem) + _DATED + re.escape(case.suffix))
    return BackedUp(target, _rotate(target, pattern, keep))


def before_migration(connection: Connection, case: Path, version: int) -> BackedUp:
    """Write a copy from before a migration, and delete all but the newest of those.

    Args:
        connection: To the file.
        case: The file.
        version: The schema that it is to have: ``case.db.before-schema-6``.

    Raises:
        WorkspaceError: As `write`; nothing is deleted then.
    """
    begin = f"{case.name}.before-schema-{version}"
    # One that is there is of a migration that was cut short: nobody asked for its name.
    names = chain([begin], (f"{begin}-{number}" for number in count(2)))
    target = _free(map(case.with_name, names))
    write(connection, case, target)
    return BackedUp(target, _rotate(target, re.compile(re.escape(case.name) + _BEFORE), KEEP))


def _free(paths: Iterable[Path]) -> Path:
    return next(path for path in paths if not os.path.lexists(path))


def _rotate(new: Path, pattern: re.Pattern[str], keep: int) -> tuple[Path, ...]:
    """Delete the oldest copies, by what their names say; never the new one."""
    found = []
    for path in new.parent.iterdir():
        told = pattern.fullmatch(path.name)
        if told and path != new and not path.is_symlink() and is_workspace(path):
            first, second = told.groups()
            found.append((first.zfill(20), int(second or 1), path))
    too_many = len(found) - (keep - 1)
    dropped = []
    for *_, path in sorted(found)[: max(0, too_many)]:
        try:
            path.unlink()
        except OSError:  # it may be somebody else's: it stays
            continue
        dropped.append(path)
    return tuple(dropped)


def _taken(target: Path) -> WorkspaceError:
    return WorkspaceError(f"{target}: exists already: give another name")


def _damaged(case: Path, what: str) -> WorkspaceDamaged:
    return WorkspaceDamaged(
        f"{case}: damaged ({what}): no backup was made, and older ones stay; see what"
        " `diptych check --repair` can save of it"
    )

"""Which SQLite runs, how a connection is opened, and how its errors are put into words.

`pysqlite3` is taken where it is installed, as sqlite-utils does: one process never opens a
workspace through two SQLite libraries.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from annotations.errors import (
    NewerWorkspace,
    NotAWorkspace,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceError,
)
from annotations.store import place

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:  # no wheel for this platform
        import sqlite3

__all__ = [
    "Connection",
    "connect",
    "explained",
    "inspect_header",
    "is_readonly",
    "is_workspace",
    "refuse_left_over_log",
    "refuse_two_names",
    "schema_version",
    "settle",
    "sqlite3",
    "sqlite_note",
    "use_log",
]

Connection = sqlite3.Connection

APPLICATION_ID = 0x64697074  # "dipt"
_PRAGMAS = (
    "trusted_schema = off",
    "cell_size_check = on",
    "mmap_size = 0",
    # What SQLite sorts may be confidential: it stays out of /tmp.
    "temp_store = memory",
    "foreign_keys = on",
    "recursive_triggers = on",
    "synchronous = full",
)
_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_DAMAGE = ("malformed", "not a database", "no such table", "Could not decode", "file format")
_WAL_RESET_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def inspect_header(path: Path) -> None:
    """Look at a file before SQLite does.

    Raises:
        NotAWorkspace: It is missing, a directory, empty, or some other kind of file.
        WorkspaceError: It cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAWorkspace(f"{path}: not a file: give the path of a workspace file")
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        if path.is_symlink():
            raise NotAWorkspace(
                f"{path}: a link to {path.readlink()}, which is not there: put that back, or"
                " remove the link"
            ) from None
        raise NotAWorkspace(
            f"{path}: no such file: `diptych import {path} FILE…` makes a workspace"
        ) from None
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read: {error.strerror}") from None
    if not header:
        raise NotAWorkspace(f"{path}: an empty file, not a workspace: remove it or give another")
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise NotAWorkspace(f"{path}: not a diptych workspace: give a file that diptych made")
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise NotAWorkspace(f"{path}: a database of another program, not a diptych workspace")


def is_workspace(path: Path) -> bool:
    """Whether a file begins as a workspace does."""
    with suppress(WorkspaceError):
        inspect_header(path)
        return True
    return False


def use_log(connection: Connection, path: Path) -> None:
    """Have a file use a write-ahead log, or none where it lies on a network mount.

    Such a log needs memory that all programs share, and so a file on this machine. Where another
    program has the file open, it stays as it is until the next time.
    """
    wanted = "delete" if place.network(path) else "wal"
    (used,) = connection.execute("pragma journal_mode").fetchone()
    if used == wanted:
        return
    (patience,) = connection.execute("pragma busy_timeout").fetchone()
    connection.execute("pragma busy_timeout = 0")
    try:
        with suppress(sqlite3.OperationalError):
            connection.execute(f"pragma journal_mode = {wanted}").fetchone()
    finally:
        connection.execute(f"pragma busy_timeout = {patience}")


def schema_version(connection: Connection, path: Path, newest: int) -> int:
    """The schema version of a workspace, as its latest transaction left it.

    Raises:
        NewerWorkspace: A later version of the program wrote it: one above `newest`.
    """
    version = int(connection.execute("pragma user_version").fetchone()[0])
    if version > newest:
        raise NewerWorkspace(
            f"{path}: written by a newer diptych (schema {version}, this one knows {newest}):"
            " update diptych to open it"
        )
    return version


def connect(path: Path, *, timeout: float, readonly: bool = False) -> Connection:
    """Open a connection with the settings that every workspace runs under.

    Args:
        path: The file, which must exist.
        timeout: Seconds to wait for another program's write.
        readonly: Change nothing, and need no permission to.
    """
    mode = "rw"
    if readonly:
        wal = place.side_file(path, "-wal")
        # On a read-only medium there is no place for the -shm file, and nobody else writes.
        mode = "ro" if wal.exists() and wal.stat().st_size else "ro&immutable=1"
    uri = f"file:{quote(os.fsencode(path))}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, in words that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(path, error) from error
    except UnicodeDecodeError as error:  # SQLite's own words quote a file that is damaged
        raise _damaged(path, "names that are no text") from error


def _in_words(path: Path, error: sqlite3.Error) -> WorkspaceError:
    message = str(error)
    if "locked" in message or "busy" in message:
        return WorkspaceBusy(
            f"{path}: another program has been writing for too long: nothing was saved;"
            " close it and try again"
        )
    if "full" in message:
        return WorkspaceError(f"{path}: the disk is full: nothing was saved; free space, try again")
    if "readonly" in message or "unable to open" in message:
        return WorkspaceError(
            f"{path}: cannot be written: fix the permissions of the file and its directory,"
            " or copy it elsewhere"
        )
    if "disk I/O" in message:
        return WorkspaceError(
            f"{path}: the disk refused to write ({message}): nothing was saved; see that it has"
            " room and is still there, try again"
        )
    if any(sign in message for sign in _DAMAGE):
        return _damaged(path, message)
    return WorkspaceError(f"{path}: {message}: nothing was saved")


def _damaged(path: Path, message: str) -> WorkspaceDamaged:
    return WorkspaceDamaged(
        f"{path}: damaged ({message}): go back to a backup, or see what"
        " `diptych check --repair` can save of it"
    )


def is_readonly(path: Path) -> bool:
    """Whether this user cannot write the file, or not beside it, where SQLite keeps its log."""
    return not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK))


def refuse_left_over_log(path: Path) -> None:
    """See that SQLite would not write another file's log into a new one of that name.

    Raises:
        WorkspaceError: There is one: it may be the last work of a file that was here.
    """
    for log in (place.side_file(path, "-wal"), place.side_file(path, "-journal")):
        # The log first: it comes after its file, so that of one just made has that beside it.
        if _size(log) and not path.exists():
            raise WorkspaceError(
                f"{log}: may hold the last work of a workspace that is gone from here: put that"
                " workspace back beside it, or move this file away"
            )


def refuse_two_names(path: Path) -> None:
    """See that a file has one name: SQLite keeps a log for each, and one would undo the other.

    Raises:
        WorkspaceError: It has more.
    """
    if (names := place.names(path)) > 1:
        raise WorkspaceError(
            f"{path}: has {names} names (hard links), and what is done under one is lost under"
            f" another: `cp` it to a new file and use that, or see `find . -samefile {path.name}`"
        )


def _size(path: Path) -> int:
    """How many bytes a file has; none where there is no file."""
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def settle(finished: Path, path: Path) -> None:
    """Give a finished file its name, which nobody has meanwhile.

    Raises:
        FileExistsError: The name is taken; that file stays as it is.
        WorkspaceError: SQLite's log of another file lies beside it.
    """
    refuse_left_over_log(path)
    try:
        os.link(finished, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError from None
        finished.rename(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sqlite_note() -> str:
    """Which SQLite runs and what that means for a file that two programs write at once."""
    version = sqlite3.sqlite_version_info
    fixed = version >= _WAL_RESET_FIXED[0] or any(
        version[:2] == patched[:2] and version >= patched for patched in _WAL_RESET_FIXED[1:]
    )
    if fixed:
        return f"SQLite {sqlite3.sqlite_version}"
    return (
        f"SQLite {sqlite3.sqlite_version}, which has the WAL-reset bug: two programs writing one"
        " workspace at the same moment may damage it; install pysqlite3, or use one at a time"
    )

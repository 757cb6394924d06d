"""Copies of a damaged file to try out what it is worth: SQLite may write into those."""

import shutil
from contextlib import closing, suppress
from pathlib import Path

from annotations.store.place import SIDE_FILES, side_file
from annotations.store.sqlite import connect, sqlite3


def copy(damaged: Path, target: Path) -> bool:
    """Copy a file with its log; only the owner can read the copy.

    Args:
        damaged: The file.
        target: The copy.

    Returns:
        Whether SQLite made it, in one piece: nobody else's write is half in it.

    Raises:
        OSError: It cannot be read, or the copy not be written.
    """
    # Whoever works in it has the -shm file there; without one nobody does, or not with a log.
    if side_file(damaged, "-shm").exists() and _backed_up(damaged, target):
        return True
    for ending in ("", *SIDE_FILES):
        with suppress(FileNotFoundError):
            _plain(side_file(damaged, ending), Path(f"{target}{ending}"))
    return False


def alone(damaged: Path, target: Path) -> bool:
    """Copy a file without its log; gives whether there is a log. Raises as `copy`."""
    _plain(damaged, target)
    return side_file(damaged, "-wal").exists()


def _plain(source: Path, target: Path) -> None:
    target.touch(0o600)
    shutil.copyfile(source, target)


def _backed_up(damaged: Path, target: Path) -> bool:
    target.touch(0o600)
    try:
        with (
            closing(connect(damaged, timeout=5, readonly=True)) as opened,
            closing(sqlite3.connect(target)) as new,
        ):
            opened.backup(new)
    except sqlite3.Error:
        return False
    return True

"""Files and folders that are made beside the one whose place they take, once they are finished.

There they are on the same disk, and as private as what lies around them. A program that was killed
leaves one behind: whoever makes the next beside the same file removes it, once it is old enough to
be nobody's work any more.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ENDING = ".diptych-part"
"""How their names end, so that no other program's file is taken for one."""

OLD = 3600.0
"""Seconds for which nobody has written into one that is left over."""


def new_file(target: Path) -> tuple[int, str]:
    """An empty file beside a target, for its owner only: an open descriptor, and its path.

    Raises:
        OSError: It cannot be made.
    """
    _sweep(target)
    return tempfile.mkstemp(prefix=_prefix(target), suffix=_ENDING, dir=target.parent)


def new_folder(target: Path) -> Path:
    """An empty folder beside a target, for its owner only.

    Raises:
        OSError: It cannot be made.
    """
    _sweep(target)
    made = tempfile.mkdtemp(prefix=_prefix(target), suffix=_ENDING, dir=target.parent)
    return Path(made)


@contextmanager
def folder(target: Path) -> Iterator[Path]:
    """Such a folder, gone afterwards; raises as `new_folder`."""
    made = new_folder(target)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f".{target.name}."


def _sweep(target: Path) -> None:
    """Remove what was left beside a target; SQLite's logs of it too."""
    with suppress(OSError):
        for path in [*target.parent.iterdir()]:
            if path.name.startswith(_prefix(target)) and _ENDING in path.name[-len(_ENDING) - 8 :]:
                _remove_old(path)


def _remove_old(path: Path) -> None:
    with suppress(OSError):
        if time.time() - path.lstat().st_mtime <= OLD:
            return
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()

"""Files and folders that appear complete or not at all."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from annotations import beside


def write_whole(path: Path, lines: Iterable[str]) -> int:
    """Write lines into a file, which appears complete or not at all, whatever stops the lines.

    Returns:
        How many lines were written.

    Raises:
        OSError: The file cannot be written.
    """
    written = 0
    with whole_file(path) as file:
        for line in lines:
            file.write(f"{line}\n".encode())
            written += 1
    return written


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which appears at its path once all is written, and not before.

    Raises:
        OSError: It cannot be written.
    """
    path = path.resolve()  # what a link leads to, and not the link
    handle, name = beside.new_file(path)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            _keep(file)
        _hand_on(Path(name), path)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def write_folder(path: Path, pieces: Iterable[tuple[str, bytes]], *, replace: bool = False) -> None:
    """Write files into a folder, which appears complete or not at all, whatever stops the pieces.

    Args:
        path: The folder; nothing may be there, or an empty one.
        pieces: The name of a file and what comes next in it; files may alternate.
        replace: Whether a full one may be there, too; it goes once the new one is in its place.

    Raises:
        OSError: The folder cannot be written.
        ValueError: A name is no plain file name.
    """
    path = path.resolve()
    made = beside.new_folder(path)
    try:
        _fill(made, pieces)
        _hand_on(made, path)
        if replace and path.is_dir():
            _take_place(made, path)
            return
        if path.is_dir():
            path.rmdir()  # not everywhere does a folder take an empty one's place
        made.rename(path)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _take_place(made: Path, path: Path) -> None:
    """Put a folder in the place of another, which is there again whatever stops that."""
    aside = beside.new_folder(path)
    before = aside / path.name
    try:
        path.rename(before)
        made.rename(path)
    except BaseException:
        if before.exists() and not path.exists():
            before.rename(path)
        with suppress(OSError):  # what could not be put back keeps the folder that it is in
            aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _hand_on(finished: Path, path: Path) -> None:
    """Let others read a file or folder as the umask says, or as they could the one before it.

    What is written out is made to be handed on. Until it is finished only its owner can read it.
    """
    if path.exists():
        finished.chmod(stat.S_IMODE(path.stat().st_mode))
        return
    umask = os.umask(0)
    os.umask(umask)
    finished.chmod((0o777 if finished.is_dir() else 0o666) & ~umask)


def _fill(folder: Path, pieces: Iterable[tuple[str, bytes]]) -> None:
    """Write the files, of which no more than one is open at a time."""
    names: dict[str, None] = {}
    for name, following in groupby(pieces, key=itemgetter(0)):
        if Path(name).name != name or name in ("", ".", "..") or "\\" in name:
            raise ValueError(f"{name!r} is no plain file name")
        names[name] = None
        with (folder / name).open("ab") as file:
            for _, data in following:
                file.write(data)
    for name in names:
        with (folder / name).open("ab") as file:
            _keep(file)


def _keep(file: BinaryIO) -> None:
    """See that what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())

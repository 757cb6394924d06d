"""Whether the file that was opened is still the one of that name.

A file that is removed or replaced under an open connection takes writes as before, and nobody finds
them again. SQLite does not look; its log, ``-wal``, is as much a part of the file.
"""

from pathlib import Path

from annotations.errors import WorkspaceError
from annotations.store.place import side_file

_Identity = tuple[int, int]


class Presence:
    """A file, as it was when this was made: make it before the file is opened."""

    def __init__(self, path: Path) -> None:
        self._shown = path
        self._path = path.resolve()
        self._file = _identity(self._path)
        self._log_path = side_file(self._path, "-wal")
        self._log: _Identity | None = None

    def note_log(self) -> None:
        """Note the log, once SQLite has opened it: it keeps that to the end."""
        self._log = _identity(self._log_path)

    def gone(self) -> str | None:
        """What has become of the file, and what to do, to be said after its name; None if nothing.

        What is written while it holds is found by nobody.
        """
        if self._file != _identity(self._path):
            return "was removed or replaced: nothing was saved; put it back, or quit"
        if self._log is not None and self._log != _identity(self._log_path):
            return (
                f"lost its log, {self._log_path.name}, which was removed or replaced:"
                " nothing was saved; quit and open it again"
            )
        return None

    def refuse_gone(self) -> None:
        """See that what is written now is found again.

        Raises:
            WorkspaceError: The file or its log is gone, or another one has its place.
        """
        if gone := self.gone():
            raise WorkspaceError(f"{self._shown} {gone}")


def _identity(path: Path) -> _Identity | None:
    """Which file it is; None where there is none, or none to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

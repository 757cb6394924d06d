"""Whether the file that was opened is still the one of that name.

A file that is removed or replaced under an open connection takes writes as before, and nobody finds
them again. SQLite does not look; its log, ``-wal``, is as much a part of the file.
"""

from pathlib import Path

from annotations.errors import WorkspaceError

_Identity = tuple[int, int]


class Presence:
    """A file, as it was when this was made: make it before the file is opened."""

    def __init__(self, path: Path) -> None:
        self._shown = path
        self._path = path.resolve()
        self._file = _identity(self._path)
        self._log_path = Path(f"{self._path}-wal")
        self._log: _Identity | None = None

    def note_log(self) -> None:
        """Note the log, once SQLite has opened it: it keeps that to the end."""
        self._log = _identity(self._log_path)

    def refuse_gone(self) -> None:
        """See that what is written now is found again.

        Raises:
            WorkspaceError: The file or its log is gone, or another one has its place.
        """
        if self._file != _identity(self._path):
            raise WorkspaceError(
                f"{self._shown}: was removed or replaced while it was open: nothing was saved;"
                " put it back, or leave and open it again"
            )
        if self._log is not None and self._log != _identity(self._log_path):
            raise WorkspaceError(
                f"{self._shown}: its log, {self._log_path.name}, was removed while it was open:"
                " nothing was saved; leave and open it again"
            )


def _identity(path: Path) -> _Identity | None:
    """Which file it is; None where there is none, or none to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

"""The other file: opened for reading only, and refused where it cannot be merged."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotations import beside
from annotations.errors import NotAWorkspace, Refused, WorkspaceBusy, WorkspaceDamaged
from annotations.store import backups, blindness, foreign, health, schema
from annotations.store.place import side_file
from annotations.store.sqlite import (
    connect,
    explained,
    inspect_header,
    refuse_two_names,
    schema_version,
)
from annotations.store.store import PATIENCE, Store


@contextmanager
def opened(path: Path, case: Path) -> Iterator[tuple[Store, "Watch"]]:
    """Open a file to be merged as it is at this moment; not a byte of it is changed.

    One of an older version of the program is copied to a temporary place beside the case, which
    only its owner can look into, and migrated there.

    Raises:
        Refused: It is the very file that it is to be merged into.
        WorkspaceError: It is missing, no workspace, or of a newer version of the program.
    """
    if not path.exists():
        raise NotAWorkspace(f"{path}: no such file: give the copy that is to be merged")
    inspect_header(path)
    if path.samefile(case):
        raise Refused(f"{path}: is {case} itself: give the copy that is to be merged into it")
    refuse_two_names(path)
    watch = Watch(path)
    with _reading(path, case) as store:
        yield store, watch


class Watch:
    """Whether a file is written to while it is read.

    Where it has no log, SQLite is told that nobody writes, and would not see who does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = self._stamp()

    def _stamp(self) -> tuple[int, int]:
        with suppress(FileNotFoundError):
            if side_file(self._path, "-wal").stat().st_size:
                return 0, 0  # SQLite sees to it
        found = self._path.stat()
        return found.st_size, found.st_mtime_ns

    def refuse_change(self) -> None:
        """See that nobody has written to it.

        Raises:
            WorkspaceBusy: Somebody has.
        """
        if self._before != (0, 0) and self._stamp() != self._before:
            raise WorkspaceBusy(
                f"{self._path}: another program wrote to it meanwhile: nothing was merged;"
                " close it and try again"
            )


@contextmanager
def _reading(path: Path, case: Path) -> Iterator[Store]:
    with (
        explained(path),
        Store(path, connect(path, timeout=PATIENCE, readonly=True), readonly=True) as store,
    ):
        store.connection.execute("begin")
        version = schema_version(store.connection, path, schema.VERSION)
        foreign.refuse(store.connection, path, version)
        if version == schema.VERSION:
            yield store
            return
        with beside.folder(case) as directory:
            copy = Path(directory, path.name)
            backups.write(store.connection, path, copy)
            with Store.open(copy) as migrated:
                migrated.path = path  # what messages name
                yield migrated


def refuse_damage(store: Store) -> None:
    """See that a file is sound.

    Raises:
        WorkspaceDamaged: It is not; says the first thing that is wrong.
    """
    if problems := health.problems(store):
        raise WorkspaceDamaged(
            f"{store.path}: damaged ({problems[0]}): nothing was merged; see `diptych check`, or"
            " take a backup"
        )


def refuse_blind(store: Store, annotator: str) -> None:
    """See that who merges works blind in neither file: merging shows what others made.

    Raises:
        Refused: They do.
    """
    if blindness.is_due(store.connection, annotator):
        raise Refused(f"{store.path}: a blind pass of {annotator} is open: finish it first")

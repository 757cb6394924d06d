"""A workspace file: opening it, reading it, and acting on it in one durable transaction an act.

A `Store` belongs to the thread that opened it. Rows are plain dicts of a table's columns.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from annotations import beside
from annotations.closing import Closing
from annotations.errors import WorkspaceBusy, WorkspaceError
from annotations.store import backups, blindness, foreign, schema
from annotations.store.history import Acting
from annotations.store.presence import Presence
from annotations.store.sqlite import (
    APPLICATION_ID,
    Connection,
    connect,
    explained,
    inspect_header,
    is_readonly,
    refuse_left_over_log,
    refuse_two_names,
    schema_version,
    settle,
    sqlite3,
    use_log,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]

PATIENCE = 60.0
"""Seconds to wait for another program's write before giving up."""

_TEXTS_KEPT = 8


class Store(Closing):
    """An open workspace file."""

    def __init__(self, path: Path, connection: Connection, *, readonly: bool) -> None:
        self.path = path
        self.connection = connection
        self.readonly = readonly
        self.waiting = False
        """Whether a write waits for another program's. Other threads may look."""
        self._texts: dict[str, str] = {}
        self._seen_by: str | None = None
        self._presence: Presence | None = None
        self._version = -1  # what the file was when it was last seen what may be shown

    # -- opening ---------------------------------------------------------------------------------

    @classmethod
    def open(cls, path: Path, *, create: bool = False, patience: float = PATIENCE) -> Self:
        """Open a workspace file, migrating an older one after a backup.

        A file that cannot be written is opened for reading.

        Args:
            path: The file.
            create: Make it where there is none.
            patience: Seconds to wait for another program's write.

        Raises:
            NotAWorkspace: The file is missing or is something else.
            NewerWorkspace: A later version of the program wrote it.
            WorkspaceError: It can be neither read nor made.
        """
        if create and not path.exists():
            _make(path)
        inspect_header(path)
        refuse_two_names(path)
        readonly = is_readonly(path)
        presence = Presence(path)
        with explained(path):
            store = cls(path, connect(path, timeout=patience, readonly=readonly), readonly=readonly)
            try:
                version = schema_version(store.connection, path, schema.VERSION)
                foreign.refuse(store.connection, path, version)
                if version < schema.VERSION:
                    store._migrate()
                store.connection.execute("select 1 from history limit 1")
                if not readonly:
                    use_log(store.connection, path)
                presence.note_log()
                store._presence = presence
            except BaseException:
                store.connection.close()
                raise
        return store

    def _migrate(self) -> None:
        """Bring an older file up to date, a copy of it put aside first."""
        if self.readonly:
            raise WorkspaceError(
                f"{self.path}: made by an older diptych and cannot be written:"
                " copy it elsewhere and open the copy"
            )
        with self.transaction():  # all steps, or none
            # Another program may have done it while this one waited for its turn.
            if schema_version(self.connection, self.path, schema.VERSION) == schema.VERSION:
                return
            backups.before_migration(self.connection, self.path, schema.VERSION)
            schema.migrations().apply(self.db)
            self.connection.execute(f"pragma user_version = {schema.VERSION}")

    # -- blindness -------------------------------------------------------------------------------

    def look_as(self, annotator: str) -> None:
        """Show what an annotator may see from now on; asked again, what they may see by now."""
        self._seen_by = annotator
        with explained(self.path):
            due, on = blindness.is_due(self.connection, annotator), blindness.is_on(self.connection)
            if due and not on:
                blindness.put_on(self.connection, annotator)
            elif on and not due:
                blindness.take_off(self.connection)
                self._forget_matched(annotator)

    def _forget_matched(self, annotator: str) -> None:
        """Forget what was proposed to somebody who was blind.

        It hides nothing and costs only room: nobody is told where another program writes so long.
        """
        if not self.readonly:
            with suppress(WorkspaceBusy), self.transaction():
                blindness.forget_matched(self.connection, annotator)

    @property
    def is_blind(self) -> bool:
        """Whether only one annotator's own work is shown."""
        self._look_again()
        return blindness.is_on(self.connection)

    def _look_again(self) -> None:
        """See whether another session has begun or ended something, wherever anything is read."""
        if self._seen_by is None or self.connection.in_transaction:
            return
        version = self.connection.execute("pragma data_version").fetchone()[0]
        if version != self._version:
            self._version = version
            self.look_as(self._seen_by)

    def close(self) -> None:
        """Close the file; doing so twice is harmless."""
        self.connection.close()

    # -- reading ---------------------------------------------------------------------------------

    @cached_property
    def db(self) -> "Database":
        """The same connection as sqlite-utils sees it, for migrations."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, strict=True)

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """What a query gives, as dicts."""
        with explained(self.path):
            self._look_again()
            return [dict(row) for row in self.connection.execute(sql, parameters)]

    def tuples(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        """What a query gives, as bare tuples: for rows by the hundred thousand."""
        with explained(self.path):
            self._look_again()
            cursor = self.connection.cursor()
            cursor.row_factory = None
            return cursor.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """The first row that a query gives, if it gives one."""
        with explained(self.path):
            self._look_again()
            found = self.connection.execute(sql, parameters).fetchone()
        return dict(found) if found else None

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row; None where there is none."""
        with explained(self.path):
            self._look_again()
            found = self.connection.execute(sql, parameters).fetchone()
        return found[0] if found else None

    def text(self, sha256: str) -> str:
        """A text by its SHA-256. Texts never change, so the ones in use are read once."""
        if sha256 not in self._texts:
            if len(self._texts) >= _TEXTS_KEPT:
                self._texts.pop(next(iter(self._texts)))
            self._texts[sha256] = self.value("select text from texts where sha256 = ?", (sha256,))
        return self._texts[sha256]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything inside is read as it is at one moment, whatever others write meanwhile."""
        self._look_again()
        with explained(self.path):
            self.connection.execute("begin")
            try:
                yield
            finally:
                with suppress(sqlite3.Error):
                    self.connection.execute("rollback")

    def changed_elsewhere(self) -> int:
        """A number that changes when another connection has written to the file."""
        return int(self.value("pragma data_version"))

    def work_done(self) -> tuple[float, ...]:
        """Numbers that change with every act and every run of the matcher, and nothing else.

        The runs for one who works blind are counted below zero: none is one that others have.
        """
        sql = """select (select coalesce(max(seq), 0) from history),
                 (select coalesce(max(number), 0) from runs)"""
        ((acts, runs),) = self.tuples(sql)
        return acts, (-1 - runs if self.is_blind else runs)

    def gone(self) -> str | None:
        """What to say of the file where no act can be saved in it any more; None while one can."""
        return self._presence.gone() if self._presence else None

    # -- writing ---------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written durably together, or not at all.

        It takes the write lock at once: a transaction that reads first and writes later would fail
        whenever another connection commits in between.
        """
        if self.readonly:
            raise WorkspaceError(
                f"{self.path}: cannot be written: fix the permissions of the file and its"
                " directory, or copy it elsewhere"
            )
        with explained(self.path):
            try:
                self._lock()
                yield
                if self._presence:
                    self._presence.refuse_gone()
                self.connection.execute("commit")
            except BaseException:
                # A full disk rolls back by itself; the first error is the one to show.
                with suppress(sqlite3.Error):
                    self.connection.execute("rollback")
                raise

    def _lock(self) -> None:
        self.waiting = True
        try:
            self.connection.execute("begin immediate")
        finally:
            self.waiting = False

    @contextmanager
    def act(self, annotator: str, action: str) -> Iterator[Acting]:
        """One act of one annotator: state rows and their history row in one transaction.

        Put rows through the yielded `Acting`. An act that changes nothing leaves no trace.
        """
        self._look_again()
        with self.transaction():
            acting = Acting(self.connection, annotator, action)
            yield acting
            acting.record()
        touched = {change["table"] for change in acting.changes}
        if self._seen_by is not None and touched & {"assignments", "documents"}:
            self.look_as(self._seen_by)

    def add_text(self, sha256: str, text: str, words: int) -> None:
        """Keep a text, once, inside a running transaction."""
        self.connection.execute(
            "insert into texts select ?, ?, ?, ?"
            " where not exists (select 1 from texts where sha256 = ?)",
            (sha256, text, len(text), words, sha256),
        )

    def put_aside(self, annotator: str, key: str, value: str) -> None:
        """Remember where an annotator left off; `value` is JSON. Nobody waits long for that."""
        patience = self.value("pragma busy_timeout")
        self.connection.execute("pragma busy_timeout = 200")
        try:
            with self.transaction():
                self.connection.execute(
                    "insert into main.desk values (?, ?, ?)"
                    " on conflict do update set value = excluded.value",
                    (annotator, key, value),
                )
        finally:
            self.connection.execute(f"pragma busy_timeout = {patience}")


def _make(path: Path) -> None:
    """Make an empty workspace, which comes to be whole or not at all.

    The file is readable by its owner only: articles may be confidential.
    """
    refuse_left_over_log(path)
    try:
        handle, name = beside.new_file(path)
    except OSError as error:
        raise WorkspaceError(
            f"{path}: cannot be made: {path.parent}: {error.strerror}:"
            " give a place that can be written"
        ) from None
    os.close(handle)
    try:
        with explained(path):
            connection = sqlite3.connect(name, isolation_level=None)
            try:
                _fill(path, connection)
            finally:
                connection.close()
            with Path(name).open("rb+") as written:
                os.fsync(written.fileno())
        with suppress(FileExistsError):  # another program made it meanwhile: that one is used
            settle(Path(name), path)
    finally:
        for left_over in (name, f"{name}-wal", f"{name}-shm", f"{name}-journal"):
            Path(left_over).unlink(missing_ok=True)


def _fill(path: Path, connection: Connection) -> None:
    connection.execute("pragma synchronous = off")  # nobody has it yet: it is synced as a whole
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.row_factory = sqlite3.Row
    with Store(path, connection, readonly=False) as new:
        schema.migrations().apply(new.db)
        connection.execute(f"pragma user_version = {schema.VERSION}")
        use_log(connection, path)

"""A workspace in memory, to try out what would be done to one: nothing of it reaches a disk."""

import os
from pathlib import Path

from annotations.errors import WorkspaceError
from annotations.store import foreign, schema
from annotations.store.sqlite import (
    APPLICATION_ID,
    connect,
    explained,
    inspect_header,
    is_readonly,
    refuse_left_over_log,
    refuse_two_names,
    schema_version,
)
from annotations.store.store import PATIENCE, Store


def rehearsal(path: Path) -> Store:
    """A copy of a workspace in memory; an empty one where there is no such file.

    Args:
        path: The file, which errors name. It is read only.

    Raises:
        NotAWorkspace: It is something else.
        NewerWorkspace: A later version of the program wrote it.
        WorkspaceError: It cannot be read, or what would be done could not be: it or its directory
            cannot be written.
    """
    there = path.exists()
    if there:
        inspect_header(path)
        refuse_two_names(path)
    else:
        refuse_left_over_log(path)
        _refuse_place(path)
    with explained(path):
        store = Store(path, connect(Path(":memory:"), timeout=PATIENCE), readonly=False)
        try:
            if there:
                _copy(path, store)
                store.readonly = is_readonly(path)
            else:
                store.connection.execute(f"pragma application_id = {APPLICATION_ID}")
            version = schema_version(store.connection, path, schema.VERSION)
            foreign.refuse(store.connection, path, version)
            if version < schema.VERSION:
                schema.migrations().apply(store.db)
                store.connection.execute(f"pragma user_version = {schema.VERSION}")
        except BaseException:
            store.close()
            raise
    return store


def _copy(path: Path, store: Store) -> None:
    """Fill an empty workspace with what a file holds."""
    original = connect(path, timeout=PATIENCE, readonly=True)
    try:
        original.backup(store.connection)
    finally:
        original.close()


def _refuse_place(path: Path) -> None:
    """See that a file could be made where one is meant to be."""
    place = path.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        why = "Permission denied" if place.is_dir() else "No such file or directory"
        raise WorkspaceError(
            f"{path}: cannot be made: {place}: {why}: give a place that can be written"
        )

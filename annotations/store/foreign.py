"""What diptych makes in a file, and what is in one that it did not make.

A view or a trigger of somebody else's runs whenever a table is read or written, and may never end:
so a file that has any is refused before a table is looked at.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from annotations.errors import WorkspaceDamaged
from annotations.store import schema
from annotations.store.sqlite import Connection, sqlite3

Objects = Mapping[tuple[str, str], str]
"""The SQL of tables, indexes and triggers, by kind and name."""

_OF_OTHERS = ("sqlite_", "_sqlite_migrations", "idx__sqlite_migrations")
"""How the names begin of what SQLite and sqlite-utils make for themselves."""


@cache
def expected(steps: tuple[Any, ...]) -> Objects:
    """What some steps together make: by kind and name, as SQL."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in steps:
            step(SimpleNamespace(conn=connection))
        return _objects(connection)
    finally:
        connection.close()


def actual(connection: Connection) -> Objects:
    """What a file has, in the same way."""
    return _objects(connection)


def _objects(connection: Connection) -> Objects:
    found = connection.execute("select type, name, sql from main.sqlite_schema").fetchall()
    return {(kind, name): " ".join((sql or "").split()).lower() for kind, name, sql in found}


def refuse(connection: Connection, path: Path, version: int) -> None:
    """See that a file has nothing in it that diptych did not make.

    Args:
        connection: To the file.
        path: The file.
        version: Its schema version.

    Raises:
        WorkspaceDamaged: It has; names the first such thing.
    """
    # Another program may bring it up to date in between.
    known = expected(schema.STEPS[:version]).keys() | expected(schema.STEPS).keys()
    for kind, name in sorted(actual(connection).keys() - known):
        if kind not in ("table", "index") or not name.startswith(_OF_OTHERS):
            raise WorkspaceDamaged(
                f"{path}: has a {kind} that is not diptych's ({name}): drop it, or"
                " `diptych check --repair` puts the rest into a new file"
            )

"""Random bytes are scribbled into a workspace: `check` sees each, unless it has changed nothing."""

import random
from pathlib import Path

import pytest

from annotations.errors import DiptychError
from annotations.store.sqlite import sqlite3
from annotations.workspace import Workspace
from tests.faults import works
from tests.faults.conftest import Share
from tests.faults.figures import Count

PARTS = 2
LENGTH = 16

_PRAGMAS = ("user_version", "application_id", "journal_mode", "integrity_check")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_scribble_is_seen(
    tmp_path: Path, part: int, share: Share, rng: random.Random, count: Count
) -> None:
    case = tmp_path / "case.db"
    with Workspace.open(case, "ana", create=True) as ws:
        works.take_in_samples(ws)
        for _ in range(100):
            works.one_act(ws, rng)
        ws.links.match()
    _without_free_pages(case)
    whole, sound = case.read_bytes(), _everything(case)
    seen = harmless = 0
    unseen = []
    scribbles = share("scribbles", part, PARTS)
    for _ in range(scribbles):
        at = rng.randrange(len(whole) - LENGTH)
        case.write_bytes(whole[:at] + rng.randbytes(LENGTH) + whole[at + LENGTH :])
        if _is_seen(case):
            seen += 1
        elif _everything(case) == sound:
            harmless += 1  # where nothing is kept: between the cells of a page
        else:
            unseen.append(at)
    count("scribbles", scribbles=scribbles, seen=seen, in_unused_room=harmless,
          not_seen=len(unseen))  # fmt: skip
    assert unseen == []


def _without_free_pages(case: Path) -> None:
    connection = sqlite3.connect(case)
    connection.execute("vacuum")
    connection.close()


def _is_seen(case: Path) -> bool:
    """Whether the file is not opened, or `check` finds something."""
    try:
        with Workspace.open(case, "ana") as ws:
            return ws.history.check() != []
    except DiptychError:
        return True


def _everything(case: Path) -> object:
    """All that is kept in a file, and how."""
    connection = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    try:
        schema = connection.execute("select * from sqlite_schema order by name").fetchall()
        tables = [name for kind, name, *_ in schema if kind == "table"]
        rows = [connection.execute(f'select * from "{name}"').fetchall() for name in tables]
        # An index that leads elsewhere would show in no table.
        pragmas = [connection.execute(f"pragma {name}").fetchall() for name in _PRAGMAS]
    except sqlite3.Error as error:
        return str(error)
    else:
        return schema, rows, pragmas
    finally:
        connection.close()

"""Backups: verified before an older one goes, and nothing goes that was not made here."""

import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotations.errors import WorkspaceDamaged, WorkspaceError
from annotations.store import backups, schema
from annotations.workspace import Workspace
from tests import stock


class Clock(datetime):
    """A clock that is set by hand."""

    at = datetime(2026, 1, 31, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # any zone is UTC here
        """The time that it was set to."""
        return cls.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """Time for names of backups, at noon of 31 January 2026."""
    Clock.at = datetime(2026, 1, 31, 12, tzinfo=UTC)
    monkeypatch.setattr(backups, "datetime", Clock)
    return Clock


@pytest.fixture
def made(case: Path) -> Path:
    """A workspace with an article."""
    with Workspace.open(case, "ana", create=True) as ws:
        stock.add(ws, stock.ONE, id="one")
    return case


def names(folder: Path) -> list[str]:
    own = {"case.db", "case.db-wal", "case.db-shm"}
    return sorted({path.name for path in folder.iterdir()} - own)


def test_the_newest_stay(made: Path, clock: type[Clock]) -> None:
    with Workspace.open(made, "ana") as ws:
        told = []
        for _ in range(7):
            told.append(ws.history.backup_dated())
            clock.at += timedelta(days=1)
    assert told[0].path == made.with_name("case.backup-2026-01-31T12-00-00.db")
    assert [len(one.dropped) for one in told] == [0, 0, 0, 0, 0, 1, 1]
    assert told[-1].dropped == (told[1].path,)
    assert names(made.parent) == [one.path.name for one in told[2:]]
    for one in told[2:]:
        assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
        with Workspace.open(one.path, "ana") as ws:
            assert ws.history.check() == []


def test_several_in_a_second_and_a_clock_that_goes_back(made: Path, clock: type[Clock]) -> None:
    with Workspace.open(made, "ana") as ws:
        for _ in range(3):
            ws.history.backup_dated(keep=3)
        assert names(made.parent) == [
            "case.backup-2026-01-31T12-00-00-2.db",
            "case.backup-2026-01-31T12-00-00-3.db",
            "case.backup-2026-01-31T12-00-00.db",
        ]
        clock.at -= timedelta(days=400)
        last = ws.history.backup_dated(keep=2)
    assert last.path.exists(), "the one just made is never the one to go"
    assert names(made.parent) == [last.path.name, "case.backup-2026-01-31T12-00-00-3.db"]


def test_what_was_not_made_here_stays(made: Path, clock: type[Clock], tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    others = [
        "case.backup-2020-01-01T00-00-00.db",  # its name, but no workspace
        "case.backup-of-mine.db",
        "case.backup-2020-01-01.db",
        "other.backup-2020-01-01T00-00-00.db",
        "case.db.before-schema-2",
    ]
    for name in others:
        (folder / name).write_text("mine")
    shutil.copyfile(made, folder / "other.backup-2020-01-01T00-00-00.db")
    link = folder / "case.backup-2020-01-02T00-00-00.db"
    link.symlink_to(made)
    with Workspace.open(made, "ana") as ws:
        first = ws.history.backup_dated(folder, keep=1)
        clock.at += timedelta(seconds=1)
        second = ws.history.backup_dated(folder, keep=1)
    assert second.dropped == (first.path,)
    assert {*names(folder)} == {*others, link.name, second.path.name}
    assert made.exists()


def test_a_damaged_file_costs_no_older_backup(made: Path, clock: type[Clock]) -> None:
    with Workspace.open(made, "ana") as ws:
        kept = ws.history.backup_dated(keep=1).path
    clock.at += timedelta(days=1)
    data = bytearray(made.read_bytes())
    data[-4096:] = bytes(4096)
    made.write_bytes(data)
    with (
        pytest.raises(WorkspaceDamaged, match="no backup was made, and older ones stay"),
        Workspace.open(made, "ana") as ws,
    ):
        ws.history.backup_dated(keep=1)
    assert names(made.parent) == [kept.name]


def test_where_no_backup_can_be_written_none_goes(made: Path, tmp_path: Path) -> None:
    with (
        Workspace.open(made, "ana") as ws,
        pytest.raises(WorkspaceError, match="cannot be written"),
    ):
        ws.history.backup_dated(tmp_path / "missing")
    assert names(made.parent) == []


def test_those_from_before_migrations_rotate_among_themselves(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = [f"case.db.before-schema-{n}" for n in (2, 3, 4, 5, 10)]
    for name in older:
        shutil.copyfile(made, made.with_name(name))
    dated = made.with_name("case.backup-2020-01-01T00-00-00.db")
    shutil.copyfile(made, dated)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with Workspace.open(made, "ana"):
        pass
    new = f"case.db.before-schema-{schema.VERSION}"
    assert {*names(made.parent)} == {*older[1:], new, dated.name}


def test_damage_that_sqlite_does_not_see_costs_no_older_backup(
    made: Path, clock: type[Clock]
) -> None:
    with Workspace.open(made, "ana") as ws:
        kept = ws.history.backup_dated(keep=1)
        clock.at += timedelta(days=1)
        ws.store.connection.execute("update documents set title = 'Forged'")
        told = ws.history.backup_dated(keep=1)
    assert told.problems
    assert told.dropped == ()
    assert kept.path.exists()
    assert told.path.exists()


def test_two_workspaces_in_one_folder_keep_theirs(made: Path, tmp_path: Path) -> None:
    folder, other = tmp_path / "copies", tmp_path / "other" / made.name
    folder.mkdir()
    other.parent.mkdir()
    with Workspace.open(other, "ben", create=True) as ws:
        stock.add(ws, stock.ONE, id="two")
        theirs = ws.history.backup_dated(folder, keep=1)
    with Workspace.open(made, "ana") as ws:
        first = ws.history.backup_dated(folder, keep=1)
        second = ws.history.backup_dated(folder, keep=1)
    assert second.dropped == (first.path,)
    assert theirs.path.exists()


def test_after_a_clock_that_ran_ahead_the_older_go(made: Path, clock: type[Clock]) -> None:
    with Workspace.open(made, "ana") as ws:
        clock.at += timedelta(days=4000)
        ahead = ws.history.backup_dated(keep=2)
        clock.at -= timedelta(days=4000)
        stock.tag(ws, "one", "Hamas")
        right = ws.history.backup_dated(keep=2)
        stock.tag(ws, "one", "Monday")
        clock.at += timedelta(days=1)
        last = ws.history.backup_dated(keep=2)
    assert last.dropped == (ahead.path,)
    assert right.path.exists()

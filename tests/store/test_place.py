"""Where a file lies, and who can read it there."""

import stat
from pathlib import Path

import pytest

from annotations.store import place
from annotations.workspace import Workspace
from tests import stock

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export {folder} {kind} rw,vers=4 0 0
tmpfs {folder}/local tmpfs rw 0 0
odd
"""


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a blank in its name that is told to be an NFS mount."""
    folder = tmp_path / "of the team"
    (folder / "local").mkdir(parents=True)
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(folder=str(folder).replace(" ", r"\040"), kind="nfs4"))
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    return folder


def journal(ws: Workspace) -> str:
    return str(ws.store.value("pragma journal_mode"))


def test_a_network_mount_is_told(mounted: Path) -> None:
    assert place.network(mounted / "case.db") == "nfs4"
    assert place.network(mounted / "local" / "case.db") is None
    assert place.network(mounted.parent / "case.db") is None


@pytest.mark.parametrize(
    ("kind", "told"),
    [("cifs", True), ("smb3", True), ("fuse.sshfs", True), ("9p", True), ("fuseblk", False)],
)
def test_kinds_of_mounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, told: bool
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS.format(folder=tmp_path, kind=kind))
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "mounts")
    assert bool(place.network_note(tmp_path / "case.db")) == told


def test_where_nobody_tells_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "missing")
    assert place.network(tmp_path) is None


def test_there_is_no_log_on_a_network_mount(
    mounted: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = mounted / "case.db"
    with Workspace.open(there, "ana", create=True) as ws:
        assert journal(ws) == "delete"
        stock.add(ws, stock.ONE, id="one")
        (note,) = ws.history.notes()
        assert note.startswith(
            f"{there}: on a network mount (nfs4): kept without a write-ahead log"
        )
        ws.history.backup(case)
    assert [path.name for path in mounted.iterdir() if path.is_file()] == ["case.db"]
    with Workspace.open(case, "ana") as ws:  # a copy on the own disk
        assert journal(ws) == "wal"
        assert ws.history.notes() == []
    there.write_bytes(case.read_bytes())
    with Workspace.open(there, "ana") as ws:  # and one that came from there
        assert journal(ws) == "delete"
        assert ws.history.check() == []
    monkeypatch.undo()
    with Workspace.open(there, "ana") as ws, Workspace.open(there, "ben") as ben:
        assert journal(ws) == journal(ben) == "wal"


def test_while_another_has_the_file_its_log_stays(mounted: Path, case: Path) -> None:
    with Workspace.open(case, "ana", create=True) as ws:
        stock.add(ws, stock.ONE, id="one")
        place._MOUNTS.write_text(MOUNTS.format(folder=case.parent, kind="nfs"))
        with Workspace.open(case, "ben") as ben:
            assert journal(ben) == journal(ws) == "wal"
            stock.tag(ben, "one", "Hamas")
            assert ben.store.value("pragma busy_timeout") == 60_000


def test_a_file_that_others_can_read_is_told_and_left_so(case: Path) -> None:
    with Workspace.open(case, "ana", create=True) as ws:
        assert ws.history.notes() == []
        case.chmod(0o644)
        (note,) = ws.history.notes()
        assert note == f"{case}: others on this machine can read it: `chmod 600` keeps it yours"
    assert stat.S_IMODE(case.stat().st_mode) == 0o644

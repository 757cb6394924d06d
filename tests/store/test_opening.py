"""Which files open, which do not, and what is said of them."""

import os
import stat
from pathlib import Path

import pytest

from annotations.errors import (
    NewerWorkspace,
    NotAWorkspace,
    Refused,
    WorkspaceDamaged,
    WorkspaceError,
)
from annotations.model import DocumentState
from annotations.store import migrations, schema
from annotations.store import store as store_module
from annotations.store.sqlite import APPLICATION_ID, connect, settle, sqlite_note
from annotations.store.sqlite import sqlite3 as engine
from annotations.workspace import Workspace
from tests import stock


def _leftovers(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def _made(case: Path) -> Path:
    with Workspace.open(case, "ana", create=True) as ws:
        stock.add(ws, stock.ONE, id="one")
    return case


def test_a_new_file_is_whole_private_and_alone(case: Path) -> None:
    before = os.umask(0)
    try:
        with Workspace.open(case, "ana", create=True) as ws:
            assert ws.history.check() == []
            assert ws.store.value("pragma journal_mode") == "wal"
            assert ws.store.value("pragma synchronous") == 2
            assert ws.store.value("pragma foreign_keys") == 1
    finally:
        os.umask(before)
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    assert _leftovers(case.parent) == {"case.db"}


def test_creating_leaves_an_existing_file_as_it_is(case: Path) -> None:
    with Workspace.open(_made(case), "ana", create=True) as ws:
        assert ws.articles.ids() == ["one"]


def test_a_creation_that_fails_leaves_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "migrations", stop)
    with pytest.raises(KeyboardInterrupt):
        Workspace.open(case, "ana", create=True)
    assert _leftovers(case.parent) == set()


def test_creating_where_nothing_can_be_made(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="give a place that can be written"):
        Workspace.open(tmp_path / "no" / "case.db", "ana", create=True)


def test_a_file_system_without_hard_links(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with Workspace.open(_made(case), "ana") as ws:
        ws.history.backup(case.with_name("copy.db"))
        with pytest.raises(WorkspaceError, match="exists already"):
            ws.history.backup(case.with_name("copy.db"))
    assert _leftovers(case.parent) == {"case.db", "copy.db"}


def test_two_processes_create_at_once(case: Path) -> None:
    program = (
        "import sys; from annotations.workspace import Workspace; sys.stdin.read(1)\n"
        "with Workspace.open(sys.argv[1], sys.argv[2], create=True) as ws:\n"
        "    ws.articles.leave_off('k', 1); ws.set_codebook(f'name = \"{ws.annotator}\"')\n"
    )
    names = ("ana", "ben", "cleo")
    assert stock.run_at_once(program, case, *names) == [0, 0, 0]
    with Workspace.open(case, "ana") as ws:
        assert {act.annotator for act in ws.history.acts()} == set(names)
        assert ws.history.check() == []
    assert _leftovers(case.parent) == {"case.db"}


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x1bb", "x" * 101, "a\ud800"])
def test_a_bad_name_is_refused_before_anything_is_made(case: Path, name: str) -> None:
    with pytest.raises(Refused, match="--annotator NAME"):
        Workspace.open(case, name, create=True)
    assert not case.exists()


# -- what is no workspace ------------------------------------------------------------------------


def test_missing(case: Path) -> None:
    with pytest.raises(NotAWorkspace, match="no such file: `diptych import"):
        Workspace.open(case, "ana")
    assert not case.exists()


@pytest.mark.parametrize("create", [True, False])
def test_directory(tmp_path: Path, create: bool) -> None:
    with pytest.raises(NotAWorkspace, match="not a file"):
        Workspace.open(tmp_path, "ana", create=create)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"Hello, this is a text. " * 20, "not a diptych workspace"),
        (b"SQLite format 3\0", "not a diptych workspace"),
    ],
)
def test_other_content(case: Path, content: bytes, message: str) -> None:
    case.write_bytes(content)
    with pytest.raises(NotAWorkspace, match=message):
        Workspace.open(case, "ana", create=True)
    assert case.read_bytes() == content


def test_another_programs_database(case: Path) -> None:
    connection = engine.connect(case)
    connection.execute("create table moz_places (id)")
    connection.close()
    with pytest.raises(NotAWorkspace, match="a database of another program"):
        Workspace.open(case, "ana")


def test_a_newer_file(case: Path) -> None:
    connection = connect(_made(case), timeout=1)
    connection.execute("pragma user_version = 999")
    # The number is in the log only, as after an update whose program still runs.
    with pytest.raises(NewerWorkspace, match=r"schema 999, this one knows \d+.: update diptych"):
        Workspace.open(case, "ana")
    connection.close()
    with pytest.raises(NewerWorkspace):
        Workspace.open(case, "ana")


def test_a_truncated_file(case: Path) -> None:
    whole = _made(case).read_bytes()
    for size in (99, 100, 512, 4096, len(whole) // 2, len(whole) - 5000):
        case.write_bytes(whole[:size])
        try:
            ws = Workspace.open(case, "ana")
        except WorkspaceError as error:
            assert "nothing was saved" not in str(error)  # noqa: PT017 (nothing may be raised too)
            continue
        with ws:
            assert ws.history.check() != []


def test_a_workspace_without_its_tables(case: Path) -> None:
    connection = connect(_made(case), timeout=1)
    connection.execute("drop table history")
    connection.close()
    with pytest.raises(WorkspaceDamaged, match="diptych check"):
        Workspace.open(case, "ana")


# -- older files ---------------------------------------------------------------------------------


def test_an_older_file_is_backed_up_then_migrated(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_a_table(db: object) -> None:
        db.conn.execute("create table extra (id text) strict")  # type: ignore[attr-defined]

    _made(case)
    monkeypatch.setattr(schema, "STEPS", (*migrations.STEPS, add_a_table))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with Workspace.open(case, "ana") as ws:
        assert ws.store.value("pragma user_version") == schema.VERSION
        assert ws.store.rows("select * from extra") == []
        assert ws.articles.ids() == ["one"]
    copy = f"case.db.before-schema-{schema.VERSION}"
    assert _leftovers(case.parent) == {"case.db", copy}
    monkeypatch.undo()
    with Workspace.open(case.with_name(copy), "ana") as ws:
        assert ws.history.check() == []


def test_a_migration_that_was_cut_short_is_done_again(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _from_first_version(case)
    monkeypatch.setattr(schema, "migrations", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Workspace.open(case, "ana")
    monkeypatch.undo()
    with Workspace.open(case, "ana") as ws:
        assert ws.store.value("pragma user_version") == schema.VERSION
        assert ws.history.check() == []
    copy = f"case.db.before-schema-{schema.VERSION}"
    assert _leftovers(case.parent) == {"case.db", copy, f"{copy}-2"}


def _from_first_version(case: Path) -> None:
    """Make the workspace that the first version of the schema left."""
    connection = engine.connect(case, isolation_level=None)
    connection.executescript(Path(__file__).with_name("schema-1.sql").read_text("utf-8"))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute("pragma user_version = 1")
    connection.close()


def test_a_file_of_the_first_version_keeps_everything(case: Path) -> None:
    _from_first_version(case)
    with Workspace.open(case, "ana") as ws:
        assert ws.store.value("pragma user_version") == schema.VERSION
        assert [article.details.title for article in ws.articles.overview()] == ["One", "Two"]
        queue = ws.links.queue()
        assert [
            (q.left.text, q.score, q.kind, q.reasons, q.against, q.conflict) for q in queue
        ] == [
            ("Hamas", 0.9574, "same", ("same name: Hamas",), (), False),
            ("140", 0.9574, None, ("same name: 140",), (), False),
        ]
        assert ws.links.learnt() == (True, 0, ())
        assert ws.articles.left_off("place") == 3
        assert ws.articles.overview()[0].state is DocumentState.IN_PROGRESS
        (said,) = ws.spans.attributions()
        assert ws.spans.get(said.source).text == "an official"
        assert ws.history.check() == []
        assert ws.history.undo().words == "set the state of an article"
        assert ws.history.undo().words == "judged a link: same"
        ws.links.match()
        assert ws.history.check() == []
    with Workspace.open(case, "ben") as ws:
        assert {link.kind for link in ws.links.queue()} == {None}
        ws.history.redo()
        assert {link.kind for link in ws.links.queue()} == {None, "different"}
    assert _leftovers(case.parent) == {"case.db", f"case.db.before-schema-{schema.VERSION}"}


# -- files that cannot be written ----------------------------------------------------------------


def test_a_readonly_file_is_read_exported_and_not_written(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made(case)
    monkeypatch.setattr(store_module, "is_readonly", lambda _: True)
    before = case.read_bytes()
    with Workspace.open(case, "ana") as ws:
        assert len(list(ws.exporting.lines())) == 1
        assert ws.history.check() == []
        ws.history.backup(case.with_name("copy.db"))
        ws.articles.leave_off("place", 3)
        with pytest.raises(WorkspaceError, match="cannot be written: fix the permissions"):
            ws.spans.tag("one", 0, 5, "claim")
        with pytest.raises(WorkspaceError, match="cannot be written"):
            ws.history.undo()
        assert ws.articles.left_off("place") is None
    assert case.read_bytes() == before
    assert _leftovers(case.parent) == {"case.db", "copy.db"}


def test_an_older_file_that_cannot_be_written(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(case)
    monkeypatch.setattr(store_module, "is_readonly", lambda _: True)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(WorkspaceError, match="open the copy"):
        Workspace.open(case, "ana")


# -- copies --------------------------------------------------------------------------------------


def test_a_backup_of_an_open_file(case: Path) -> None:
    copy = case.with_name("copy.db")
    with Workspace.open(_made(case), "ana") as ws, Workspace.open(case, "ben") as ben:
        span = ben.spans.tag("one", 0, 5, "claim")
        ws.history.backup(copy)
        ben.spans.delete(span.id)
    with Workspace.open(copy, "cleo") as ws:
        assert ws.spans.in_article("one") == [span]
        assert ws.history.check() == []
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert _leftovers(case.parent) == {"case.db", "copy.db"}


def test_a_backup_overwrites_nothing(case: Path) -> None:
    other = case.with_name("other")
    other.write_text("mine")
    with Workspace.open(_made(case), "ana") as ws:
        for target in (other, case):
            with pytest.raises(WorkspaceError, match="exists already: give another name"):
                ws.history.backup(target)
        with pytest.raises(WorkspaceError, match="cannot be written"):
            ws.history.backup(case.parent / "no" / "copy.db")
    assert other.read_text() == "mine"
    assert _leftovers(case.parent) == {"case.db", "other"}


def test_which_sqlite_runs_is_said() -> None:
    assert engine.sqlite_version in sqlite_note()


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_the_log_of_a_file_that_is_gone_is_not_written_into_a_new_one(
    case: Path, ending: str
) -> None:
    log = Path(f"{case}{ending}")
    with Workspace.open(_made(case.with_name("other.db")), "ana") as ws:
        log.write_bytes(b"the last work")
        with pytest.raises(WorkspaceError, match=r"may hold the last work of a workspace that is"):
            Workspace.open(case, "ana", create=True)
        with pytest.raises(WorkspaceError, match=r"put that workspace back beside it, or move"):
            ws.history.backup(case)
    assert log.read_bytes() == b"the last work"
    assert not case.exists()
    log.write_bytes(b"")
    _made(case)


def test_the_log_of_a_file_that_was_just_made_stops_nobody(case: Path, tmp_path: Path) -> None:
    finished = tmp_path / "finished"
    finished.touch()
    Path(f"{_made(case)}-wal").write_bytes(b"of its own")
    with pytest.raises(FileExistsError):
        settle(finished, case)

"""How versions of a row become one, and which files are not merged."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import (
    NewerWorkspace,
    NotAWorkspace,
    Refused,
    WorkspaceBusy,
    WorkspaceDamaged,
)
from annotations.review.records import Mode
from annotations.store.history import chained
from annotations.store.merging import copies, joining
from annotations.store.merging.naming import last
from annotations.store.merging.settling import Version, next_layer, settle
from annotations.store.sqlite import APPLICATION_ID, connect
from annotations.store.sqlite import sqlite3 as engine
from annotations.workspace import Workspace
from tests import stock

SPAN = {
    "id": "s", "document": "d", "annotator": "ana", "start": 0, "end": 2, "label": "claim",
    "text": "ab", "origin": "human", "note": None, "created": "2026", "deleted": 0,
}  # fmt: skip
VERDICT = {
    "id": "v", "left": "s", "right": "t", "annotator": "ana", "kind": "same", "note": None,
    "decided": "2026", "deleted": 0,
}  # fmt: skip


def version(base: dict[str, Any] | None, time: str, **changed: Any) -> Version:
    """A version of a row that was changed on one side."""
    return Version({**(base or SPAN), **changed}, base, time)


# -- versions of a row ---------------------------------------------------------------------------


def test_what_one_side_changed_is_taken() -> None:
    one = version(SPAN, "1", label="source")
    other = Version(SPAN, SPAN, touched=False)
    assert settle("spans", [one, other]) == settle("spans", [other, one]) == (one.row, [])


def test_units_that_do_not_touch_each_other_are_both_taken() -> None:
    found = settle("spans", [version(SPAN, "1", label="source"), version(SPAN, "2", note="why")])
    assert found == ({**SPAN, "label": "source", "note": "why"}, [])


def test_of_two_stretches_the_later_is_taken_and_the_other_kept_beside() -> None:
    one, other = version(SPAN, "1", label="source"), version(SPAN, "2", end=1, text="a")
    row, (lost,) = settle("spans", [one, other])
    assert row == other.row
    assert lost.row == {**one.row, "id": lost.row and lost.row["id"], "annotator": "ana (2)"}
    assert settle("spans", [other, one]) == (row, [lost])


def test_at_the_same_time_it_is_the_same_one_either_way_round() -> None:
    one, other = version(SPAN, "1", label="source"), version(SPAN, "1", label="entity")
    assert settle("spans", [one, other]) == settle("spans", [other, one])


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    one, other = (version(SPAN, time, label="source") for time in "12")
    assert settle("spans", [one, other]) == (one.row, [])


def test_two_notes_are_both_kept_the_earlier_first() -> None:
    found = settle("spans", [version(SPAN, "2", note="b"), version(SPAN, "1", note="a")])
    assert found == ({**SPAN, "note": "a / b"}, [])


def test_two_notes_on_the_same_judgement_are_both_kept() -> None:
    one = version(VERDICT, "1", note="a", decided="2027")
    other = version(VERDICT, "2", note="b", decided="2028")
    assert settle("verdicts", [one, other]).row["note"] == "a / b"
    contrary = version(VERDICT, "2", note="b", kind="different")
    row, (lost,) = settle("verdicts", [one, contrary])
    assert (row["kind"], row["note"]) == ("different", "b")
    assert lost.row
    assert (lost.row["kind"], lost.row["note"], lost.row["annotator"]) == ("same", "a", "ana (2)")


def test_deleted_here_and_changed_there_stays_and_is_told() -> None:
    gone, changed = version(SPAN, "2", deleted=1), version(SPAN, "1", label="source")
    row, (lost,) = settle("spans", [gone, changed])
    assert row == changed.row
    assert (lost.other, lost.row) == ({"deleted": 1}, None)


def test_deleted_here_and_left_as_it_was_there_is_deleted() -> None:
    back_again = version(SPAN, "2")  # changed, and that taken back
    assert settle("spans", [version(SPAN, "1", deleted=1), back_again]).row["deleted"] == 1


def test_deleted_on_both_sides_is_deleted_without_a_word() -> None:
    one = version(SPAN, "1", deleted=1, label="source")
    other = version(SPAN, "2", deleted=1, label="entity")
    row, lost = settle("spans", [one, other])
    assert (row["deleted"], lost) == (1, [])


def test_brought_back_on_one_side_is_back() -> None:
    gone = {**SPAN, "deleted": 1}
    back = Version(SPAN, gone, "1")
    assert settle("spans", [back, Version(gone, gone, touched=False)]).row == SPAN


def test_what_is_missing_is_filled_in() -> None:
    bare = {
        "id": "d", "ordinal": 1, "sha256": "x", "title": None, "outlet": None, "published": None,
        "url": None, "language": None, "meta": "{}", "deleted": 0,
    }  # fmt: skip
    one, other = Version({**bare, "title": "T"}, time="1"), Version({**bare, "url": "u"}, time="2")
    found = settle("documents", [one, other])
    assert found == ({**bare, "title": "T", "url": "u"}, [])
    _, (lost,) = settle("documents", [one, other, Version({**bare, "title": "S"}, time="3")])
    assert (lost.kept, lost.other, lost.row) == ({"title": "S"}, {"title": "T"}, None)


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("ana", "ana (2)"),
        ("ana (2)", "ana (3)"),
        ("x" * 100, "x" * 96 + " (2)"),
        ("x" * 95 + " (9)", "x" * 95 + " (10)"),
        ("(2)", "(2) (2)"),
    ],
)
def test_the_layer_of_another_version(name: str, layer: str) -> None:
    assert next_layer(name) == layer
    assert len(layer) <= 100


def test_renames_end_somewhere_even_in_a_circle() -> None:
    assert last({"a": "b", "b": "c"}, "a") == "c"
    assert {last({"a": "b", "b": "a", "c": "a"}, name) for name in "abc"} == {"a"}


# -- files ---------------------------------------------------------------------------------------


@pytest.fixture
def other(pair: tuple[Workspace, Workspace]) -> Path:
    """A copy in which ben has tagged something."""
    path = pair[0].path.with_name("other.db")
    pair[0].history.backup(path)
    with Workspace.open(path, "ben") as ben:
        stock.tag(ben, "one", "Hamas")
    return path


def refused(ana: Workspace, path: Path, error: type[Exception], match: str) -> None:
    """Merging is refused, and changes nothing."""
    before = ana.store.rows("select * from history"), path.exists() and path.read_bytes()
    with pytest.raises(error, match=match or None):
        joining.merge(ana.store, path, "ana")
    assert (ana.store.rows("select * from history"), path.exists() and path.read_bytes()) == before


def test_the_file_itself_is_refused(pair: tuple[Workspace, Workspace]) -> None:
    ana, _ = pair
    refused(ana, ana.path, Refused, "is .* itself")
    for link in (os.link, os.symlink):
        name = ana.path.with_name(link.__name__)
        link(ana.path, name)
        refused(ana, name, Refused, "is .* itself")


def test_what_is_no_workspace_is_refused(pair: tuple[Workspace, Workspace]) -> None:
    path = pair[0].path.with_name("x.db")
    refused(pair[0], path, NotAWorkspace, "no such file: give the copy")
    path.write_bytes(b"x" * 200)
    refused(pair[0], path, NotAWorkspace, "not a diptych workspace")


def test_a_newer_file_is_refused(pair: tuple[Workspace, Workspace], other: Path) -> None:
    connection = connect(other, timeout=1)
    connection.execute("pragma user_version = 999")
    connection.close()
    refused(pair[0], other, NewerWorkspace, "update diptych")


@pytest.mark.parametrize("which", ["other", "case"])
def test_a_damaged_file_is_refused(
    pair: tuple[Workspace, Workspace], other: Path, which: str
) -> None:
    connection = connect(other if which == "other" else pair[0].path, timeout=1)
    connection.execute("update documents set title = 'x' where id = 'one'")
    connection.close()
    refused(pair[0], other, WorkspaceDamaged, f"{which}.db: damaged .documents: one is not what")


def test_a_rewritten_act_is_refused(pair: tuple[Workspace, Workspace], other: Path) -> None:
    ana, _ = pair
    connection = connect(other, timeout=1)
    triggers = connection.execute("select name, sql from sqlite_schema where type = 'trigger'")
    guards = dict(triggers.fetchall())
    for name in guards:
        connection.execute(f"drop trigger {name}")
    before = "0" * 64
    for row in connection.execute("select * from history order by seq").fetchall():
        act = {**row, "annotator": "eve"}
        before = chained(before, act)
        connection.execute(
            "update history set annotator = 'eve', hash = ? where seq = ?", (before, row["seq"])
        )
    for sql in guards.values():  # who forges an act leaves no trace elsewhere
        connection.execute(sql)
    connection.close()
    refused(ana, other, Refused, "act .* is not the same in both files")


@pytest.mark.parametrize("which", ["other", "case"])
def test_who_works_blind_is_refused(
    pair: tuple[Workspace, Workspace], other: Path, which: str
) -> None:
    path = other if which == "other" else pair[0].path
    with Workspace.open(path, "ana") as ana:
        ana.assigning.begin(Mode.BLIND)
    with Workspace.open(pair[0].path, "ana") as ana:
        refused(ana, other, Refused, "a blind pass of ana is open: finish it first")
    with Workspace.open(pair[0].path, "ben") as ben:
        assert joining.merge(ben.store, other, "ben").acts


def test_an_older_file_is_migrated_elsewhere(
    tmp_path: Path, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old = tmp_path / "old.db"
    connection = engine.connect(old, isolation_level=None)
    connection.executescript(Path(__file__).with_name("schema-3.sql").read_text("utf-8"))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute("pragma user_version = 3")
    connection.close()
    before = old.read_bytes()
    assert joining.merge(ws.store, old, "ana").acts
    assert ws.history.check() == []
    assert ws.articles.ids()
    assert old.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["old.db"]


def test_a_file_written_meanwhile_is_refused(
    pair: tuple[Workspace, Workspace], other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = pair
    look = copies.refuse_damage

    def write(store: Any) -> None:
        look(store)
        with Workspace.open(other, "ben") as ben:
            ben.set_codebook('name = "x"')

    monkeypatch.setattr(copies, "refuse_damage", write)
    before = ana.store.rows("select * from history")
    with pytest.raises(WorkspaceBusy, match="another program wrote to it meanwhile"):
        joining.merge(ana.store, other, "ana")
    assert ana.store.rows("select * from history") == before


def test_a_file_that_others_have_open_is_read_as_it_was(
    pair: tuple[Workspace, Workspace], other: Path
) -> None:
    ana, _ = pair
    with Workspace.open(other, "ben") as ben:
        stock.tag(ben, "one", "Monday")  # in the log only
        merged = joining.merge(ana.store, other, "ana")
    assert merged.added["spans"] == 2


def test_a_file_that_cannot_be_written_is_merged(
    pair: tuple[Workspace, Workspace], other: Path
) -> None:
    closed = other.with_name("closed")
    closed.mkdir()
    shutil.move(other, closed / "other.db")
    closed.chmod(0o500)
    try:
        assert joining.merge(pair[0].store, closed / "other.db", "ana").acts == 1
    finally:
        closed.chmod(0o700)


class _CrashError(Exception):
    pass


@pytest.mark.parametrize("where", ["_Chain.add", "_write", "_outcome"])
def test_a_crash_in_the_middle_leaves_nothing(
    pair: tuple[Workspace, Workspace], other: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = pair
    stock.tag(ana, "two", "Hamas")

    def crash(*_: object) -> None:
        raise _CrashError

    with monkeypatch.context() as patch:
        patch.setattr(f"annotations.store.merging.joining.{where}", crash)
        refused(ana, other, _CrashError, "")
    assert ana.history.check() == []
    assert len(ana.spans.in_article("one")) == 0
    assert joining.merge(ana.store, other, "ana").acts == 1

"""A file of an earlier version becomes one of now, and nothing of it is lost."""

import shutil
from pathlib import Path

import pytest

from annotations.errors import NotAWorkspace, WorkspaceDamaged
from annotations.model import DocumentState
from annotations.review.records import Mode
from annotations.store import proposals, schema
from annotations.store.salvage.rebuilding import salvage
from annotations.store.sqlite import APPLICATION_ID
from annotations.store.sqlite import sqlite3 as engine
from annotations.workspace import Workspace
from tests import stock

_CHANGED_SINCE = {"history", "_sqlite_migrations", "sqlite_sequence"}


def _stored(case: Path, version: int) -> Path:
    """Make the workspace that a version of the schema left."""
    connection = engine.connect(case, isolation_level=None)
    script = Path(__file__).with_name(f"schema-{version}.sql").read_text("utf-8")
    connection.executescript(script)
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {version}")
    connection.close()
    return case


def _rows(case: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = engine.connect(case)
    tables = connection.execute("select name from sqlite_schema where type = 'table'").fetchall()
    found = {
        name: sorted(connection.execute(f'select * from "{name}"').fetchall(), key=repr)
        for (name,) in tables
    }
    connection.close()
    return found


OLDER = range(1, schema.VERSION)
"""Every version before this one: a file of each is kept here as it left it."""


@pytest.mark.parametrize("version", OLDER)
def test_an_older_version_keeps_everything(case: Path, version: int) -> None:
    before = _rows(_stored(case, version))
    with Workspace.open(case, "ana") as ws:
        assert ws.store.value("pragma user_version") == schema.VERSION
        assert ws.history.check() == []
        assert ws.store.rows("pragma foreign_key_check") == []
    after = _rows(case)
    for table in before.keys() - {"_sqlite_migrations"}:
        came = [row[: len(before[table][0])] for row in after[table]] if before[table] else []
        assert came == before[table], table
    # Since the third version it is kept which spans were compared: those that were proposed.
    made = {table for table, rows in after.items() if table not in before and rows}
    assert made == ({"compared"} if version < 3 else set())
    assert {row[0] for row in after["compared"]} <= {row[0] for row in after["spans"]}
    assert {path.name for path in case.parent.iterdir()} == {
        "case.db",
        f"case.db.before-schema-{schema.VERSION}",
    }


@pytest.mark.parametrize("version", [3, 4])
def test_an_older_version_is_worked_on_as_before(case: Path, version: int) -> None:
    _stored(case, version)
    with Workspace.open(case, "ana") as ana, Workspace.open(case, "ben") as ben:
        (said,) = ana.spans.attributions()
        assert ana.spans.get(said.source).text == "an official"
        assert {link.kind for link in ana.links.queue()} == {"same"}
        assert {link.kind for link in ben.links.queue()} <= {None}
        assert ana.articles.overview()[0].state in DocumentState
        ana.spans.detach(said.claim, said.source)
        ana.spans.attribute(said.claim, said.source)
        assert ana.spans.attributions() == [said]
        for ws in (ana, ben):
            while True:
                try:
                    ws.history.undo()
                except Exception:  # noqa: BLE001 (to the beginning, or to what another has changed)
                    break
            assert ws.history.check() == []


def test_what_is_reviewed_now_is_kept_by_it(case: Path) -> None:
    _stored(case, 3)
    with Workspace.open(case, "ana") as ana, Workspace.open(case, "ben") as ben:
        ben.assigning.begin(Mode.VERIFY, of="ana")
        for item in ben.verifying.items("ana"):
            ben.verifying.agree(item)
        assert ana.adjudicating.standing().articles.keys() == {"one", "two"}
        ben.assigning.begin(Mode.BLIND)
        stock.tag(ben, "two", "May")
        ben.links.match()
        ben.assigning.end(Mode.BLIND)
        assert ana.history.check() == []


def test_what_is_named_and_joined_now_is_kept_by_the_fourth_version(case: Path) -> None:
    _stored(case, 4)
    with Workspace.open(case, "ana") as ana:
        first, again = [s for s in ana.spans.in_article("one") if s.text == "Hamas"]
        assert ana.links.set_apart("one") == [again]
        ana.naming.name([first.id], "Hamas (organisation)")
        ana.naming.join(again.id, first.id)
        assert ana.links.set_apart("one") == []
        assert proposals.mentions(ana.store) == {again.id: first.id}
        assert ana.naming.names() == {first.id: "Hamas (organisation)"}
        assert ana.history.check() == []


@pytest.mark.parametrize("version", OLDER)
def test_a_file_that_came_up_has_the_tables_of_a_new_one(case: Path, version: int) -> None:
    def shape(path: Path) -> set[tuple[str, str, str]]:
        connection = engine.connect(path)
        found = connection.execute(
            "select type, name, coalesce(sql, '') from sqlite_schema where name not like 'sqlite%'"
        ).fetchall()
        connection.close()
        return {(kind, name, " ".join(sql.split()).lower()) for kind, name, sql in found}

    with Workspace.open(_stored(case, version), "ana"):
        pass
    new = case.with_name("new.db")
    with Workspace.open(new, "ana", create=True):
        pass
    ignored = {"_sqlite_migrations", "idx__sqlite_migrations_migration_set_name"}
    came, made = ({one for one in shape(path) if one[1] not in ignored} for path in (case, new))
    assert {one[:2] for one in came} == {one[:2] for one in made}
    assert came == made


@pytest.mark.parametrize("version", OLDER)
def test_the_log_of_an_older_version_comes_up_with_it(case: Path, version: int) -> None:
    (aside := case.with_name("aside")).mkdir()
    _stored(aside / "case.db", version)
    connection = engine.connect(aside / "case.db", isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("insert into desk values ('ana', 'last', '7')")
    for ending in ("", "-wal"):  # as after a crash
        shutil.copyfile(f"{aside / 'case.db'}{ending}", f"{case}{ending}")
    connection.close()
    assert Path(f"{case}-wal").stat().st_size
    with Workspace.open(case, "ana") as ws:
        assert ws.articles.left_off("last") == 7
        assert ws.history.check() == []
    with Workspace.open(case.with_name(f"case.db.before-schema-{schema.VERSION}"), "ana") as ws:
        assert ws.articles.left_off("last") == 7


@pytest.mark.parametrize("version", OLDER)
def test_an_older_version_that_is_damaged_is_not_migrated_but_repaired(
    case: Path, version: int
) -> None:
    before = _rows(_stored(case, version))
    data = bytearray(case.read_bytes())
    data[100:4096] = bytes(3996)
    case.write_bytes(data)
    with pytest.raises(WorkspaceDamaged, match="diptych check --repair"):
        Workspace.open(case, "ana")
    told = salvage(case, new := case.with_name("new.db"), "ana")
    assert told is not None
    assert told.is_whole
    assert {path.name for path in case.parent.iterdir()} == {"case.db", "new.db"}
    with Workspace.open(new, "ana") as ws:
        assert ws.history.check() == []
    after = _rows(new)
    for table in before.keys() & {*schema.STATE, "texts", "history"}:
        assert after[table] == before[table], table


def test_a_zero_length_file_and_another_programs_stay_as_they_are(case: Path) -> None:
    for content in (b"", _foreign(case.with_name("foreign.db"))):
        case.write_bytes(content)
        with pytest.raises(NotAWorkspace):
            Workspace.open(case, "ana")
        assert case.read_bytes() == content


def _foreign(path: Path) -> bytes:
    connection = engine.connect(path)
    connection.execute("pragma application_id = 7")
    connection.execute("create table spans (id text)")
    connection.commit()
    connection.close()
    return path.read_bytes()

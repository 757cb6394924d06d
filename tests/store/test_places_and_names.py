"""A file by other names, with a log beside another, or with what diptych did not make in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.errors import NotAWorkspace, WorkspaceDamaged, WorkspaceError
from annotations.store import health, place
from annotations.store.salvage import cells, copying, pages, proof
from annotations.store.salvage.found import Found
from annotations.store.salvage.rebuilding import salvage
from annotations.store.sqlite import APPLICATION_ID, connect, settle, sqlite3
from annotations.store.store import Store
from annotations.workspace import Workspace
from tests import stock

SCHEMA = Path(__file__).with_name("schema-5.sql")


@pytest.fixture
def made(case: Path) -> Path:
    """A workspace with an article."""
    with Workspace.open(case, "ana", create=True) as ws:
        stock.add(ws, stock.ONE, id="one")
    return case


@pytest.fixture
def link(made: Path) -> Path:
    """The same by a link in another folder."""
    (made.parent / "links").mkdir()
    path = made.parent / "links" / "other.db"
    path.symlink_to(made)
    return path


def altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_the_log_of_a_link_is_beside_what_it_leads_to(link: Path, tmp_path: Path) -> None:
    with Workspace.open(link, "ana") as ws:
        stock.tag(ws, "one", "Hamas")
        assert place.side_file(link, "-wal").stat().st_size
        reader = connect(link, timeout=0, readonly=True)
        assert reader.execute("select count(*) from spans").fetchone()[0] == 1
        reader.close()
        with Workspace.open(tmp_path / "into.db", "ben", create=True) as into:
            assert into.merging.take_in(link).spans == 1
        assert pages.read(link).known == pages.read(link.resolve()).known


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    dangling = tmp_path / "case.db"
    dangling.symlink_to("gone.db")
    with pytest.raises(NotAWorkspace, match=r"a link to gone\.db, which is not there"):
        Workspace.open(dangling, "ana", create=True)


def test_a_file_with_two_names_is_refused(made: Path) -> None:
    os.link(made, made.with_name("same.db"))
    for path in (made, made.with_name("same.db")):
        with pytest.raises(WorkspaceError, match="has 2 names"):
            Workspace.open(path, "ana")
    made.with_name("same.db").unlink()
    with Workspace.open(made, "ana") as ws:
        assert ws.history.check() == []


def test_one_that_just_gets_its_name_is_not(made: Path) -> None:
    unfinished = made.with_name(f".{made.name}.x.diptych-part")
    settle(made, unfinished)
    with Workspace.open(made, "ana") as ws:
        assert ws.articles.ids() == ["one"]


@pytest.mark.parametrize(
    "statement",
    [
        "create view extra as select 1",
        "create table extra (a)",
        "create index extra on spans (text)",
        "create trigger extra after insert on spans begin select 1; end",
    ],
)
def test_what_diptych_did_not_make_is_refused(made: Path, statement: str) -> None:
    altered(made, statement)
    with pytest.raises(WorkspaceDamaged, match=r"not diptych's \(extra\)"):
        Workspace.open(made, "ana")
    saved = made.with_name("saved.db")
    told = salvage(made, saved, "ana")
    assert told
    assert told.is_whole
    with Workspace.open(saved, "ana") as ws:
        assert ws.history.check() == []


def test_an_endless_view_is_not_looked_into(made: Path, tmp_path: Path) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"
    altered(made, "alter table texts rename to old", f"create view texts as {endless}")
    with Workspace.open(tmp_path / "into.db", "ben", create=True) as into:
        for way in (into.merging.take_in, lambda path: Workspace.open(path, "ana")):
            with pytest.raises(WorkspaceDamaged, match="not diptych's"):
                way(made)


def test_a_check_sees_one_moment(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(made, "ana") as ws, Workspace.open(made, "ben") as ben:
        check = health._state

        def later(store: Store) -> Iterator[str]:
            stock.tag(ben, "one", "Hamas")
            return check(store)

        later.__name__ = "_state"
        monkeypatch.setattr(health, "_state", later)
        monkeypatch.setattr(health, "_chain", _behind(health._chain, ben))
        assert ws.history.check() == []


def _behind(
    check: Callable[[Store], Iterator[str]], ben: Workspace
) -> Callable[[Store], list[str]]:
    """A check in the middle of which somebody writes."""

    def checked(store: Store) -> list[str]:
        found = [*check(store)]
        stock.tag(ben, "one", "Monday")
        return found

    return checked


def test_programs_that_migrate_at_once(case: Path) -> None:
    altered(case, f"pragma application_id = {APPLICATION_ID}", "pragma user_version = 5")
    connection = sqlite3.connect(case)
    connection.executescript(SCHEMA.read_text("utf-8"))
    connection.close()
    program = (
        "import sys; from annotations.workspace import Workspace; sys.stdin.read(1)\n"
        "with Workspace.open(sys.argv[1], sys.argv[2]) as ws: assert ws.history.check() == []\n"
    )
    assert stock.run_at_once(program, case, "ana", "ben", "cleo") == [0, 0, 0]
    assert len([*case.parent.glob("case.db.before-schema-*")]) == 1


def test_a_log_of_another_file_spoils_nothing(made: Path, tmp_path: Path) -> None:
    with Workspace.open(made, "ana") as ws:
        stock.tag(ws, "one", "Hamas")
    other = tmp_path / "other.db"
    with Workspace.open(other, "bob", create=True) as ws:
        for number in range(5):
            stock.add(ws, f"{number}: another article about Hamas.", id=f"{number}")
        shutil.copyfile(f"{other}-wal", f"{made}-wal")
    saved = made.with_name("saved.db")
    salvage(made, saved, "ana")
    with Workspace.open(saved, "ana") as ws:
        assert "one" in ws.articles.ids()
        assert ws.store.value("select text from spans") == "Hamas"


def test_places_in_the_history_that_no_file_has_room_for() -> None:
    far = 10**11
    row = {"seq": far, "hash": "ab" * 32}
    found = Found({}, {far: [row]}, {far - 1: {"cd" * 32}}, {})
    assert proof.prove(found) == proof.Proven([], [])


def test_a_list_of_free_pages_that_ends_early() -> None:
    head = bytearray(100)
    head[32:36] = (2).to_bytes(4)
    assert [number for number, _ in pages.Pages(512, {1: bytes(head), 2: b"1234"}, []).live()] == [
        1
    ]


def test_overflow_that_goes_round_in_a_circle_ends() -> None:
    page = (2).to_bytes(4) + bytes(508)
    assert len(cells._overflow((2).to_bytes(4), 0, 10**9, {2: page}, 512)) == 508


def test_a_copy_to_try_out_is_private_from_the_start(made: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        copying._plain(made, tmp_path / "copy.db")
    finally:
        os.umask(before)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600

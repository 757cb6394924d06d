"""The file is removed, replaced or moved under an open workspace: no act goes into the void."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import WorkspaceError
from annotations.workspace import Workspace
from tests import stock
from tests.faults import works
from tests.faults.figures import Count
from tests.journeys.terminal import Terminal

GONE = "was removed"


def _remove(case: Path) -> None:
    case.unlink()


def _remove_all(case: Path) -> None:
    for path in case.parent.glob("case.db*"):
        path.unlink()


def _remove_log(case: Path) -> None:
    Path(f"{case}-wal").unlink()


def _remove_folder(case: Path) -> None:
    shutil.rmtree(case.parent)


def _move(case: Path) -> None:
    case.rename(case.with_name("moved.db"))


def _replace(case: Path) -> None:
    """As a sync program or `cp` with a new file does."""
    copy = case.with_name("newer.db")
    copy.write_bytes(case.read_bytes())
    copy.replace(case)


WAYS = (_remove, _remove_all, _remove_log, _remove_folder, _move, _replace)


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """A workspace in a folder of its own."""
    case = tmp_path / "shelf" / "case.db"
    case.parent.mkdir()
    with Workspace.open(case, "ana", create=True) as ws:
        stock.add(ws, stock.ONE, id="one")
    return case


@pytest.mark.parametrize("way", WAYS)
def test_an_act_is_refused(opened: Path, way: Callable[[Path], None], count: Count) -> None:
    with Workspace.open(opened, "ana") as ws:
        ws.spans.tag("one", 0, 5, "claim")
        way(opened)
        with pytest.raises(WorkspaceError, match=r"was removed .*nothing was saved"):
            ws.spans.tag("one", 6, 9, "claim")
        with pytest.raises(WorkspaceError, match=r"was removed .*nothing was saved"):
            ws.history.undo()
        ends = [span.end for span in ws.spans.in_article("one")]  # it may be looked at
    count("gone or replaced while open", times=1, acts_refused=2,
          acts_written_into_the_void=len(ends) - 1)  # fmt: skip
    assert ends == [5]


def test_the_first_act_is_refused_too(opened: Path) -> None:
    with Workspace.open(opened, "ana") as ws:
        _remove(opened)
        with pytest.raises(WorkspaceError, match=GONE):
            ws.spans.tag("one", 0, 5, "claim")


def test_put_back_it_goes_on(opened: Path) -> None:
    with Workspace.open(opened, "ana") as ws:
        _move(opened)
        with pytest.raises(WorkspaceError, match=GONE):
            ws.spans.tag("one", 0, 5, "claim")
        opened.with_name("moved.db").rename(opened)
        ws.spans.tag("one", 6, 9, "claim")
    with Workspace.open(opened, "ana") as ws:
        assert [span.end for span in ws.spans.in_article("one")] == [9]
        assert ws.history.check() == []


def test_reached_through_a_link_and_another_directory(
    opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = opened.with_name("link.db")
    link.symlink_to(opened.name)
    monkeypatch.chdir(opened.parent)
    with Workspace.open("link.db", "ana") as ws:
        os.chdir("/")
        ws.spans.tag("one", 0, 5, "claim")


def test_the_screen_says_so(tmp_path: Path, count: Count) -> None:
    opened = works.untagged(tmp_path / "shelf") / "case.db"
    with Terminal("open", opened, "1") as terminal:
        terminal.says("as ana")
        terminal.press("w", "e")
        terminal.says("entity: ")
        _replace(opened)
        terminal.press("w", "e")
        terminal.says("case.db was removed or replaced: nothing was saved; put it back, or quit")
        terminal.press("w")
        terminal.until(lambda picture: GONE in picture.row(-2), "it is still said")
        terminal.press("q")
        assert terminal.ended() == 1
        assert "diptych: case.db was removed or replaced" in str(terminal.picture)
    with Workspace.open(opened, "ana") as ws:
        late = [span for span in ws.spans.in_article("1") if span.text != "word11"]
    count("gone or replaced while open", times=1, acts_refused=1,
          acts_written_into_the_void=len(late))  # fmt: skip
    assert late == []

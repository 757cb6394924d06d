"""What the tests of the command line share: a way to call it, and a workspace with work in it."""

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from annotations.workspace import Workspace
from tui.cli import talk
from tui.cli.root import diptych
from tui.serving.server import Server

Cli = Callable[..., Result]
"""Calls the command line with the given arguments."""

FIRST = "---\ntitle: Registry to go\noutlet: Observer\n---\nYousef al-Marzani went to Tazmar.\n"
SECOND = "---\ntitle: Sources say\n---\nYoussef Al Marzani is back. “It is decided,” he said.\n"


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """The command line, called from an empty directory as annotator ana."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIPTYCH_ANNOTATOR", "ana")
    monkeypatch.setenv("COLUMNS", "100")
    runner = CliRunner()

    def call(*args: object) -> Result:
        result = runner.invoke(diptych, [str(arg) for arg in args], prog_name="diptych")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    yield call
    left_over = [path.name for path in tmp_path.rglob(".*")]
    assert not left_over, "temporary files are removed whatever happens"


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    """Two article files."""
    paths = [tmp_path / "one.md", tmp_path / "two.md"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text)
    return paths


@pytest.fixture
def case(cli: Cli, articles: list[Path], tmp_path: Path) -> Path:
    """A workspace with two articles, a name tagged in each, proposed as the same and judged so."""
    path = tmp_path / "case.db"
    assert cli("import", path, *articles).exit_code == 0
    with Workspace.open(path, "ana") as workspace:
        one, two = workspace.articles.ids()
        left = workspace.spans.tag(one, 0, 17, "entity")
        right = workspace.spans.tag(two, 0, 18, "entity")
        workspace.links.match()
        workspace.links.decide(left.id, right.id, "same")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A terminal is there, and instead of a screen these calls are noted; nothing is served."""
    calls: list[Any] = []
    app = ModuleType("tui.app")

    def run(
        path: Path, annotator: str, articles: tuple[str, ...] = (), screen: str | None = None
    ) -> int:
        calls.append((path, annotator, articles))
        return 0

    app.run = run  # type: ignore[attr-defined]  # a module made here
    monkeypatch.setitem(sys.modules, "tui.app", app)
    monkeypatch.setattr(talk, "has_terminal", lambda: True)
    not_serving(monkeypatch)
    return calls


def not_serving(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], int]]:
    """Let `diptych serve` end at once; gives what its sessions were to open, and at which port."""
    calls: list[tuple[tuple[str, ...], int]] = []

    async def run(
        self: Server, listener: socket.socket, guard: object, ready: Callable[[], None]
    ) -> None:
        with listener:
            calls.append((self.opens, listener.getsockname()[1]))
            ready()

    monkeypatch.setattr(Server, "run", run)
    return calls

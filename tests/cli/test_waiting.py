"""A command that waits for another program says so, and for how long it did."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.cli.conftest import Cli
from tests.cli.test_processes import MAIN
from tui.cli import talk


def test_a_wait_is_told_while_it_lasts(case: Path) -> None:
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("begin immediate")
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "learning", str(case), "off"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stderr
        waits = "waiting for another program to finish writing, a minute at most"
        assert command.stderr.readline() == f"{case}: {waits}\n"
        other.execute("rollback")
        assert command.stderr.read().startswith(f"{case}: waited ")
    assert command.returncode == 0
    other.close()


def test_what_lasts_but_a_moment_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    waits = iter([True, False, True, True, True, False, True])
    talk.tell_of_waits("c.db", lambda: next(waits), range(7))
    said = capsys.readouterr().err.splitlines()
    assert said[1:] == ["c.db: waited 2 s"]
    assert said[0].startswith("c.db: waiting for another program")


def test_no_thread_is_left(cli: Cli, case: Path) -> None:
    before = threading.active_count()
    assert cli("learning", case, "off").exit_code == 0
    assert threading.active_count() == before


def test_who_waits_for_nothing_any_more_is_not_watched(case: Path) -> None:
    with Workspace.open(case, "ana") as workspace:
        assert not workspace.closed
    before = {*threading.enumerate()}
    with talk.waits_told("c.db", lambda: workspace.waiting, lambda: workspace.closed):
        for watch in {*threading.enumerate()} - before:
            watch.join(60)
            assert not watch.is_alive(), "as while a screen is open"

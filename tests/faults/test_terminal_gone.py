"""The terminal goes, or the machine shuts down: the program ends by itself, and nothing is lost."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.faults import works
from tests.faults.figures import Count
from tests.journeys.terminal import PATIENCE, Terminal


def _hang_up(terminal: Terminal) -> None:
    terminal.hang_up()


def _close_only(terminal: Terminal) -> None:
    """As where only the first program of a terminal is told."""
    os.close(terminal._master)
    terminal._process.wait(PATIENCE)


def _terminate(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert terminal.picture.modes <= {25, 7}, "the terminal is as it was"


@pytest.mark.parametrize("go", [_hang_up, _close_only, _terminate])
def test_nothing_is_lost(tmp_path: Path, go: Callable[[Terminal], None], count: Count) -> None:
    case = works.untagged(tmp_path / "case") / "case.db"
    with Terminal("open", case, "1") as terminal:
        terminal.says("as ana")
        for painted in range(1, 5):
            terminal.press("w", "e")
            terminal.says(f"entity: “word1{painted}”")
        terminal.press(*"wewewe")  # and with keys to come
        go(terminal)
    with Workspace.open(case, "ana") as ws:
        assert ws.history.check() == []
        kept = len(ws.spans.in_article("1"))
    count("terminal gone", times=1, acts_painted=painted, lost=max(0, painted - kept))
    assert kept >= painted

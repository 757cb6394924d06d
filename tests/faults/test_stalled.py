"""Another program holds the workspace: the screen says so and lives on, and the act lands after."""

import sqlite3
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.faults import works
from tests.faults.figures import Count
from tests.journeys.terminal import Terminal


def test_the_act_lands_when_the_lock_is_let_go(
    tmp_path: Path, count: Count, request: pytest.FixtureRequest
) -> None:
    stall = request.config.getoption("--stall")
    case = works.untagged(tmp_path / "case") / "case.db"
    other = sqlite3.connect(case, isolation_level=None)
    with Terminal("open", case, "1", size=(120, 20)) as terminal:
        terminal.says("as ana")
        other.execute("begin immediate")
        terminal.press("w", "e")
        for second in range(1, stall + 1):  # it counts them
            terminal.says(f"waiting for another program to finish writing: {second} s")
            terminal.resize(120 - second, 20)  # and is painted anew
        terminal.press("w", "s")
        terminal.until(lambda picture: "waiting" in picture.row(-2), "it still waits")
        other.execute("rollback")
        terminal.says("source: ")
        terminal.press("q")
        assert terminal.ended() == 0
    other.close()
    with Workspace.open(case, "ana") as ws:
        assert ws.history.check() == []
        landed = sorted(span.label for span in ws.spans.in_article("1"))
    count("stalled by another program", times=1, acts_landed=len(landed), lost=2 - len(landed),
          stalled_for=float(stall))  # fmt: skip
    assert landed == ["entity", "source"]

"""An act is written whole and durably, or not at all, whatever happens in the middle."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import Cancelled, WorkspaceBusy, WorkspaceError
from annotations.model import Span
from annotations.store import proposals, proposing
from annotations.store.sqlite import connect
from annotations.workspace import Workspace
from tests import stock


class _CrashError(Exception):
    pass


@pytest.mark.parametrize("error", [_CrashError, KeyboardInterrupt, Cancelled, SystemExit])
def test_an_act_that_breaks_off_leaves_nothing(ws: Workspace, error: type[BaseException]) -> None:
    def break_off() -> None:
        with ws.store.act("ana", "test") as act:
            act.put("settings", {"id": "a", "value": "x"})
            raise error

    with pytest.raises(error):
        break_off()
    assert ws.store.rows("select * from settings") == []
    assert list(ws.history.acts()) == []
    ws.set_codebook("")  # and the next act goes through
    assert stock.problems(ws) == []


def test_an_act_that_changes_nothing_leaves_no_trace(ws: Workspace) -> None:
    ws.set_codebook("")
    ws.set_codebook("")
    with ws.store.act("ana", "nothing"):
        pass
    assert len(list(ws.history.acts())) == 1


def test_busy(ws: Workspace) -> None:
    other = connect(ws.path, timeout=0)
    other.execute("begin immediate")
    with Workspace.open(ws.path, "ben", patience=0.1) as ben:
        with pytest.raises(WorkspaceBusy, match="another program has been writing for too long"):
            ben.set_codebook("")
        other.execute("rollback")
        assert list(ben.history.acts()) == []
        ben.set_codebook("")
    other.close()
    assert stock.problems(ws) == []


def test_no_more_pages(ws: Workspace) -> None:
    article = stock.add(ws, stock.ONE)
    ws.store.connection.execute("pragma max_page_count = 1")  # SQLite takes what is in use
    kept: list[Span] = []

    def fill() -> None:
        for start in range(80):
            for end in range(start + 1, 80):
                span = ws.spans.tag(article, start, end, "claim", note="x" * 900)
                kept.append(span)

    with pytest.raises(WorkspaceError, match="the disk is full: nothing was saved; free space"):
        fill()
    assert sorted(s.id for s in ws.spans.in_article(article)) == sorted(s.id for s in kept)
    assert stock.problems(ws) == []


def test_a_full_disk(case: Path) -> None:
    program = (
        "import resource, signal, sys; from annotations.workspace import Workspace\n"
        "from annotations.errors import WorkspaceError; from tests import stock\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "with Workspace.open(sys.argv[1], 'ana', create=True) as ws:\n"
        "    article = stock.add(ws, stock.ONE)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "    try:\n"
        "        for end in range(1, 80):\n"
        "            span = ws.spans.tag(article, 0, end, 'claim', note='x' * 2000)\n"
        "            print(span.id, flush=True)\n"
        "    except WorkspaceError as error:\n"
        "        print(error, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, case], capture_output=True, text=True, check=True
    )
    assert "nothing was saved" in done.stderr
    assert "free space" in done.stderr or "has room" in done.stderr
    acknowledged = done.stdout.split()
    assert acknowledged
    with Workspace.open(case, "ana") as ws:
        assert {s.id for s in ws.spans.in_article(ws.articles.ids()[0])} == set(acknowledged)
        assert stock.problems(ws) == []


def test_a_kill_in_the_middle_of_an_act(case: Path) -> None:
    program = (
        "import os, signal, sys; from annotations.workspace import Workspace\n"
        "from tests import stock\n"
        "ws = Workspace.open(sys.argv[1], 'ana', create=True)\n"
        "ws.set_codebook('')\n"
        "with ws.store.act('ana', 'test') as act:\n"
        "    act.put('settings', {'id': 'b', 'value': 'x'})\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, case], check=False).returncode == -9
    with Workspace.open(case, "ana") as ws:
        assert [act.action for act in ws.history.acts()] == ["codebook"]
        assert stock.problems(ws) == []


def test_proposals_are_replaced_whole_or_not_at_all(pair: tuple[Workspace, Workspace]) -> None:
    ana, _ = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    other = stock.tag(ana, "one", "140")
    good = proposals.row_of((one.id, two.id), "entity", 0.5)
    with ana.store.transaction():
        proposing.replace(ana.store, [good], {other.id: one.id}, "m")
        proposing.put_compared(ana.store, (one, two, other))
    before = ana.store.work_done()
    with pytest.raises(WorkspaceError), ana.store.transaction():
        proposing.replace(ana.store, [good, {**good, "score": 2}], {}, "n")
    assert ana.store.value("select matcher from proposals") == "m"
    assert proposals.items(ana.store) == {other.id: one.id}
    assert ana.store.work_done() == before


def test_changes_elsewhere_are_seen(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    before = ana.changed_elsewhere()
    assert ana.changed_elsewhere() == before
    ben.set_codebook("")
    assert ana.changed_elsewhere() != before


def test_two_processes_write_at_once(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    program = (
        "import sys; from annotations.workspace import Workspace\n"
        "with Workspace.open(sys.argv[1], sys.argv[2]) as ws:\n"
        "    sys.stdin.read(1)\n"
        "    for end in range(1, 31):\n"
        "        ws.spans.tag('one', 0, end, 'claim')\n"
        "        ws.articles.describe('one', title=f'{ws.annotator} {end}')\n"
    )
    assert stock.run_at_once(program, ana.path, "cleo", "dan") == [0, 0]
    assert len(ben.spans.in_article("one")) == 60
    assert [act.seq for act in ana.history.acts()] == list(range(1, 123))
    assert stock.problems(ana) == []

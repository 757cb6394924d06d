"""Others work on the same file meanwhile, or it is reached by another name: nothing is missed."""

import random
from pathlib import Path
from threading import Event, Thread

from annotations.workspace import Workspace
from tests import stock
from tests.faults import works

CHECKS = 12


def test_check_finds_nothing_while_somebody_works(tmp_path: Path, stocked: Path) -> None:
    case = works.fresh(stocked, tmp_path / "case") / "case.db"
    begun, enough, acts = Event(), Event(), []

    def work() -> None:
        rng = random.Random(1)
        with Workspace.open(case, "ben") as ben:
            while not enough.is_set():
                works.one_act(ben, rng)
                acts.append(1)
                begun.set()

    worker = Thread(target=work)
    with Workspace.open(case, "ana") as ws:
        worker.start()
        try:
            assert begun.wait(60)
            before = len(acts)
            found = [ws.history.check() for _ in range(CHECKS)]
            meanwhile = len(acts) - before
        finally:
            enough.set()
            worker.join()
    assert meanwhile > CHECKS, "too few acts to mean anything"
    assert [one for one in found if one] == []


def test_what_is_only_in_the_log_is_merged_through_a_link(tmp_path: Path) -> None:
    case, other, link = (tmp_path / name for name in ("case.db", "other.db", "link/other.db"))
    link.parent.mkdir()
    link.symlink_to(other)
    with Workspace.open(case, "ana", create=True) as ws:
        stock.add(ws, stock.ONE, id="one")
        ws.history.backup(other)
    with Workspace.open(other, "ben") as ben, Workspace.open(case, "ana") as ws:
        ben.spans.tag("one", 0, 5, "claim")  # in the log, which lies beside the file itself
        ws.merging.take_in(link)
        assert [span.end for span in ws.spans.in_article("one")] == [5]

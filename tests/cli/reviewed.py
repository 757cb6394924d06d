"""A workspace that two annotators have read, for tests of the command line."""

from pathlib import Path

from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests import stock


def reviewed(case: Path) -> Path:
    """Ana and ben, who was blind, agree on one span in each article, and differ on one."""
    with Workspace.open(case, "ana", create=True) as ana, Workspace.open(case, "ben") as ben:
        stock.add(ana, stock.ONE, id="one", title="Registry to go")
        stock.add(ana, stock.OTHER, id="two", title="Sources say")
        ben.assigning.begin(Mode.BLIND)
        for ws in (ana, ben):
            one, two = (stock.tag(ws, article, "Hamas").id for article in ("one", "two"))
            ws.links.decide(one, two, "same")
        stock.tag(ana, "one", "They", "claim")
        stock.tag(ben, "one", "They go", "claim")
        stock.tag(ana, "two", "May", "entity")
        ben.assigning.end(Mode.BLIND)
    return case

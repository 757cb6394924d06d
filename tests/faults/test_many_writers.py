"""Many programs write one workspace at once: no act is lost or refused, the chain is sound."""

from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.faults import works
from tests.faults.figures import Count
from tests.faults.forks import Forks

ACTS = 15


def test_all_acts_are_there(
    tmp_path: Path, stocked: Path, forks: Forks, count: Count, request: pytest.FixtureRequest
) -> None:
    writers = request.config.getoption("--writers")
    case = works.fresh(stocked, tmp_path / "case") / "case.db"
    with Workspace.open(case, "ana") as ws:
        before = len([*ws.history.acts()])
    ended = forks.run(tmp_path, "do", "write_at_once", case, writers, ACTS)
    assert (ended.status, ended.errors) == (0, "")
    said = [line.split() for line in ended.output.splitlines()]
    acknowledged = [act for act, _ in said]
    with Workspace.open(case, "ana") as ws:
        assert ws.history.check() == []
        acts = [*ws.history.acts()]
    assert [act.id for act in sorted(acts, key=lambda act: act.seq)] == [act.id for act in acts]
    found = {act.id for act in acts[before:]}
    longest = max(float(seconds) for _, seconds in said)
    count(
        "many writers", writers=writers, acts_acknowledged=len(said),
        lost=len({*acknowledged} - found), refused=writers * ACTS - len(said),
        longest_wait=longest,
    )  # fmt: skip
    assert found == {*acknowledged}
    assert len(found) == writers * ACTS

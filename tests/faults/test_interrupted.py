"""Ctrl-C at a random moment: exit status 130, nothing half done, nothing left lying about."""

import random
import signal
from pathlib import Path

import pytest

from tests.faults import works
from tests.faults.conftest import Share
from tests.faults.figures import Count
from tests.faults.forks import Forks
from tests.faults.works import CHECK, WORKS, Work

ALL = (*WORKS, CHECK)
STOPPED = 130


@pytest.mark.parametrize("work", ALL, ids=[work.name for work in ALL])
def test_ctrl_c_leaves_nothing_half_done(
    *,
    tmp_path: Path,
    stocked: Path,
    work: Work,
    forks: Forks,
    share: Share,
    rng: random.Random,
    count: Count,
) -> None:
    folder = works.fresh(stocked, tmp_path / "case")
    before = works.state(folder, work)
    whole = forks.run(folder, *work.args)
    assert whole.status == 0, whole.errors
    after = works.state(folder, work)
    stopped = left = half = 0
    rounds = share("interrupts", ALL.index(work), len(ALL))
    within = whole.seconds
    for _ in range(rounds):
        ended, within = works.disturbed(
            forks, work, folder, stocked, signal.SIGINT, rng=rng, within=within
        )
        assert ended.status in (0, STOPPED), ended.errors
        if ended.status == STOPPED:
            assert ended.errors.strip() in ("", "stopped: nothing half done")
        stopped += ended.status == STOPPED
        half += works.state(folder, work) not in (before, after)
        left += bool(works.left_over(folder))
        works.age(folder)
        _runs_again(forks, folder, work)
    count("Ctrl-C during a command", times=rounds, stopped=stopped, half_done=half,
          with_a_temporary_file_for_the_next_run_to_remove=left)  # fmt: skip
    assert half == 0
    assert stopped >= rounds * works.LEAST, "too few were stopped to mean anything"


def _runs_again(forks: Forks, folder: Path, work: Work) -> None:
    """Run it undisturbed: what was stopped is not in its way, and nothing is left."""
    if work.name == "backup":
        (folder / work.makes).unlink(missing_ok=True)
    again = forks.run(folder, *work.args)
    assert again.status == 0, again.errors
    assert works.left_over(folder) == []

"""Killed at a random moment: no act that was acknowledged is lost, and nothing is half done."""

import random
import shutil
import signal
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.faults import works
from tests.faults.conftest import Share
from tests.faults.figures import Count
from tests.faults.forks import Forks
from tests.faults.works import WORKS, Work

PARTS = 2
"""The kills are divided, so that two processes can do them."""

_TAGGING = 0.6  # of all kills
_MOST, _LONGEST = 12, 0.01  # acts that are waited for, and seconds after the last
_SAME_FILE = 20


@pytest.mark.parametrize("part", range(PARTS))
def test_no_acknowledged_act_is_lost(
    *, tmp_path: Path, part: int, forks: Forks, share: Share, rng: random.Random, count: Count
) -> None:
    kills = round(share("kills", part, PARTS) * _TAGGING)
    said = lost = killed = 0
    case = tmp_path / "case.db"
    for number in range(kills):
        if number % _SAME_FILE == 0:  # a short history again, so that it is checked quickly
            for old in tmp_path.glob("case.db*"):
                old.unlink()
            _filled(case)
        seed, beats, after = str(rng.random()), rng.randrange(_MOST), rng.uniform(0, _LONGEST)
        ended = forks.run(
            tmp_path, "do", "tag", case, seed, signal=signal.SIGKILL, beats=beats, after=after
        )
        assert ended.status == -signal.SIGKILL, ended.errors
        killed += ended.status == -signal.SIGKILL
        with Workspace.open(case, "ana") as ws:
            assert ws.history.check() == []
            done = [act.id for act in ws.history.acts()]
        acknowledged = ended.output.splitlines()
        missing = {*acknowledged} - {*done}
        lost += len(missing)
        assert not missing, f"kill {number}: acknowledged, and not in the file"
        if acknowledged:  # only the act that was going on may be there beyond those
            assert done[-2:].count(acknowledged[-1]) == 1
        said += len(acknowledged)
    count("killed while tagging", kills=killed, acts_acknowledged=said, lost=lost)
    assert said > kills, "too few acts were acknowledged to mean anything"


def _filled(case: Path) -> None:
    with Workspace.open(case, "ben", create=True) as ws:
        works.take_in_samples(ws)


@pytest.mark.parametrize("work", WORKS, ids=[work.name for work in WORKS])
def test_a_command_is_done_whole_or_not_at_all(
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
    assert before != after
    number = WORKS.index(work)
    kills = share("kills", number, len(WORKS)) - round(
        share("kills", number, len(WORKS)) * _TAGGING
    )
    killed = left = half = 0
    within = whole.seconds
    for _ in range(kills):
        ended, within = works.disturbed(
            forks, work, folder, stocked, signal.SIGKILL, rng=rng, within=within
        )
        assert ended.status in (0, -signal.SIGKILL), ended.errors
        killed += ended.status == -signal.SIGKILL
        left += bool(works.left_over(folder))
        half += works.state(folder, work) not in (before, after)
        assert {str(works.rows(copy)) for copy in works.copies(folder)} <= {str(before[0])}
        _is_done_again(forks, folder, work, after)
    count(
        "killed during a command", times=kills, killed=killed, half_done=half,
        with_a_temporary_file_for_the_next_run_to_remove=left,
    )  # fmt: skip
    assert half == 0
    assert killed >= kills * works.LEAST, "too few were killed to mean anything"


def _is_done_again(forks: Forks, folder: Path, work: Work, after: tuple[object, ...]) -> None:
    """Run it once more, undisturbed: nothing of what was killed is in its way or stays behind."""
    works.age(folder)
    if work.name == "backup":
        (folder / work.makes).unlink(missing_ok=True)
    again = forks.run(folder, *work.args)
    assert again.status == 0, again.errors
    if work.name != "match":  # which counts its runs
        assert works.state(folder, work) == after
    assert works.left_over(folder) == []
    shutil.rmtree(folder)

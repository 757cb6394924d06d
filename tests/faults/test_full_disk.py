"""The disk is full: it is said in one line, what was acknowledged stays, and with room it goes on.

Once on a small disk of its own, once with a limit to the size of a file, which is there for whoever
may not mount one.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.faults import disks, works
from tests.faults.conftest import Share
from tests.faults.figures import Count
from tests.faults.forks import Ended, Forks
from tests.faults.works import WORKS, Work
from tests.journeys.terminal import Terminal, diptych

NEEDS_A_DISK = pytest.mark.skipif(not disks.can_be_made(), reason="nobody may mount a disk here")
SIZE = 12_000
"""Kilobytes that such a disk has."""

SAID = re.compile(
    r"the disk is full|disk refused to write|No space left|File too large|cannot be (made|written)"
)


@pytest.fixture(scope="session")
def confined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Forks, disks.Disk]]:
    """A process to fork commands from that sees a small disk, and that disk."""
    folder, said = tmp_path_factory.mktemp("disk"), tmp_path_factory.mktemp("confined")
    with Forks(said, disks.inside(folder, SIZE)) as forks:
        yield forks, disks.Disk(forks.pid, folder)


@NEEDS_A_DISK
def test_tagging_goes_on_once_there_is_room(
    tmp_path: Path, stocked: Path, confined: tuple[Forks, disks.Disk], count: Count
) -> None:
    forks, disk = confined
    disk.put(stocked)
    disk.leave(1_500_000)
    ended = forks.run(disk.folder, "do", "tag_until_full", "case.db", "seed")
    _is_all_there(disk.copied(tmp_path / "seen"), ended, count)


def test_tagging_with_files_that_may_not_grow(
    tmp_path: Path, stocked: Path, forks: Forks, count: Count
) -> None:
    folder = works.fresh(stocked, tmp_path / "case")
    limit = 700_000 + (folder / "case.db").stat().st_size
    ended = forks.run(folder, "do", "tag_until_full", "case.db", "seed", limits={"FSIZE": limit})
    _is_all_there(folder, ended, count)


def _is_all_there(folder: Path, ended: Ended, count: Count) -> None:
    """What was acknowledged is in the file, and nothing else that was tagged."""
    assert ended.status == 0, ended.errors
    assert re.search("the disk is full|disk refused to write", ended.errors), ended.errors
    before, room, after = ended.output.partition("room\n")
    assert room
    assert len(after.split()) == 10
    acknowledged = {*before.split(), *after.split()}
    with Workspace.open(folder / "case.db", "ana") as ws:
        assert ws.history.check() == []
        tagged = {change["id"] for act in ws.history.acts() if act.action == "tag"
                  for change in act.changes}  # fmt: skip
    count("disk full while tagging", times=1, acts_acknowledged=len(acknowledged),
          lost=len(acknowledged - tagged))  # fmt: skip
    assert tagged == acknowledged


# -- commands ------------------------------------------------------------------------------------


@NEEDS_A_DISK
@pytest.mark.parametrize("work", WORKS, ids=[work.name for work in WORKS])
def test_a_command_on_a_disk_that_gets_full(
    *,
    tmp_path: Path,
    stocked: Path,
    work: Work,
    confined: tuple[Forks, disks.Disk],
    share: Share,
    rng: random.Random,
    count: Count,
) -> None:
    forks, disk = confined
    before, after = _both(tmp_path / "case", stocked, work, forks)
    refused = half = 0
    rounds = share("full-disks", WORKS.index(work), len(WORKS))
    for number in range(rounds):
        disk.put(stocked)
        disk.leave(number * rng.randrange(100_000 + 200_000 // rounds))
        ended = forks.run(disk.folder, *work.args)
        seen = disk.copied(tmp_path / "seen")
        refused += _was_refused(ended, seen)
        half += works.state(seen, work) != (before if ended.status else after)
        disk.make_room()
        if work.name == "backup" and ended.status == 0:
            continue
        again = forks.run(disk.folder, *work.args)
        assert again.status == 0, again.errors
    count("disk full during a command", times=rounds, refused=refused, half_done=half)
    assert half == 0
    assert refused, "no disk was ever too small"


@pytest.mark.parametrize("work", WORKS, ids=[work.name for work in WORKS])
def test_a_command_whose_files_may_not_grow(
    *, tmp_path: Path, stocked: Path, work: Work, forks: Forks, share: Share, count: Count
) -> None:
    folder = tmp_path / "case"
    before, after = _both(folder, stocked, work, forks)
    refused = half = 0
    rounds = share("full-disks", WORKS.index(work), len(WORKS))
    for number in range(rounds):
        works.fresh(stocked, folder)
        limit = 1_000 + 40_000 * number
        ended = forks.run(folder, *work.args, limits={"FSIZE": limit})
        refused += _was_refused(ended, folder)
        half += works.state(folder, work) != (before if ended.status else after)
    count("disk full during a command", times=rounds, refused=refused, half_done=half)
    assert half == 0
    assert refused, "no limit was ever too low"


def _both(folder: Path, stocked: Path, work: Work, forks: Forks) -> tuple[object, object]:
    """What the files are like before and after the work, undisturbed."""
    works.fresh(stocked, folder)
    before = works.state(folder, work)
    whole = forks.run(folder, *work.args)
    assert whole.status == 0, whole.errors
    return before, works.state(folder, work)


def _was_refused(ended: Ended, folder: Path) -> bool:
    """Whether it was; then one line says so, and nothing was left."""
    assert works.left_over(folder) == []
    assert ended.status in (0, 1), ended.errors
    if ended.status == 0:
        return False
    lines = ended.errors.splitlines()
    assert len([line for line in lines if line.startswith("diptych: ")]) == 1, ended.errors
    assert SAID.search(ended.errors), ended.errors
    return True


# -- the screen ----------------------------------------------------------------------------------


@NEEDS_A_DISK
def test_the_screen_says_it_and_goes_on_once_there_is_room(tmp_path: Path, count: Count) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    before = [*disks.inside(folder, SIZE), "sh", "-c", 'read go; "$@"; echo left; read go', "sh"]
    with Terminal("open", folder / "case.db", "1", "2", start=diptych(*before)) as terminal:
        disk = _put_when_there(terminal, folder, works.untagged(tmp_path / "stock"))
        terminal.send(b"go\n")
        terminal.says("as ana")
        disk.leave(400_000)
        painted = _tagged_until_refused(terminal)
        terminal.press("tab", "j", "k", "tab")  # it is alive
        disk.make_room()
        assert _tagged(terminal)
        terminal.press("q")
        terminal.until(lambda picture: "left" in str(picture), "it has ended")
        seen = disk.copied(tmp_path / "seen")
    with Workspace.open(seen / "case.db", "ana") as ws:
        assert ws.history.check() == []
        acts = [act for act in ws.history.acts() if act.action == "tag"]
    lost = max(0, painted + 1 - len(acts))
    count("disk full on a screen", times=1, acts_painted=painted + 1, lost=lost)
    assert len(acts) == painted + 1


def _put_when_there(terminal: Terminal, folder: Path, stocked: Path) -> disks.Disk:
    """Put the files on the disk of a program that waits for them."""
    disk = disks.Disk(terminal.pid, folder)
    mounted = Path(f"/proc/{terminal.pid}/mounts")
    terminal.until(lambda _: str(folder) in mounted.read_text(), "the disk is mounted")
    disk.put(stocked)
    return disk


def _tagged_until_refused(terminal: Terminal) -> int:
    """Tag word after word until the status line says that it is refused; how many were painted."""
    for painted in range(2000):
        if not _tagged(terminal):
            return painted
    raise AssertionError("it was never full")


def _tagged(terminal: Terminal) -> bool:
    """Tag the next word; False where the status line says that the disk is full."""
    begun = len(terminal.picture.painted)

    def said() -> str:
        found = terminal.picture.painted[begun:]
        return " ".join(one.text for one in found if one.row == terminal.picture.rows - 2)

    terminal.press("w", "e")
    terminal.until(lambda _: "entity: " in said() or "the disk" in said(), "an answer")
    return "the disk" not in said()

"""A medium that is mounted for reading only: it is read and exported from, and nothing is tried."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import disks, works
from tests.faults.figures import Count
from tests.faults.forks import Forks
from tests.faults.works import WORKS
from tests.journeys.terminal import Terminal, diptych

pytestmark = pytest.mark.skipif(not disks.can_be_made(), reason="nobody may mount anything here")

_READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'


@pytest.fixture
def shelf(tmp_path: Path, stocked: Path) -> Path:
    """A folder with all that works start from."""
    return works.fresh(stocked, tmp_path / "shelf")


def readonly(folder: Path) -> list[str]:
    """What stands before a command so that it cannot write into a folder, be it root's."""
    return ["unshare", "-rm", "sh", "-c", _READ_ONLY, "sh", str(folder)]


@pytest.fixture
def forks(shelf: Path, tmp_path: Path) -> Iterator[Forks]:
    """A process to fork commands from that cannot write there."""
    said = tmp_path / "said"
    said.mkdir()
    with Forks(said, readonly(shelf)) as found:
        yield found


def test_commands(tmp_path: Path, shelf: Path, forks: Forks, count: Count) -> None:
    before = {path.name: path.read_bytes() for path in shelf.iterdir()}
    statuses = []
    for work in WORKS:
        refused = forks.run(shelf, *work.args)
        statuses.append(refused.status)
        assert refused.errors.startswith("diptych: "), refused.errors
        assert refused.errors.count("\n") == 1, refused.errors
    for args in (("export", "case.db", "-o", tmp_path / "out"), ("check", "case.db"),
                 ("backup", "case.db", tmp_path / "copy.db")):  # fmt: skip
        done = forks.run(shelf, *args)
        assert done.status == 0, done.errors
    now = {path.name: path.read_bytes() for path in shelf.iterdir()}
    changed = len(now.items() ^ before.items())
    count("not to be written", commands=len(WORKS), refused=statuses.count(1),
          files_changed=changed)  # fmt: skip
    assert {*statuses} == {1}
    assert changed == 0


def test_the_screen(shelf: Path, count: Count) -> None:
    before = {path.name: path.read_bytes() for path in shelf.iterdir()}
    start = diptych(*readonly(shelf))
    with Terminal("open", shelf / "case.db", "1", start=start) as terminal:
        terminal.says("as ana")
        terminal.press("w", "c")
        terminal.says("cannot be written")
        terminal.press("j", "q")
        assert terminal.ended() == 0
    now = {path.name: path.read_bytes() for path in shelf.iterdir()}
    changed = len(now.items() ^ before.items())
    count("not to be written", screens=1, files_changed=changed)
    assert changed == 0

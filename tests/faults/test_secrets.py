"""Articles may be confidential: nothing goes to a network, and nobody else reads what is kept.

A whole session runs as a program of its own with sockets forbidden, an open umask, and watched
places for its home and for temporary files.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotations.store.sqlite import connect
from annotations.workspace import Workspace
from tests import stock
from tests.faults import samples

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("0[12]-*.md"))
SAVED = {"in.html": samples.html, "in.pdf": samples.pdf, "in.docx": samples.docx}
"""Files that another process reads."""
KEPT = re.compile(r".*\.db(-wal|-shm|-journal|\.before-schema-\d+)?")
"""What a workspace and its copies are called."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen of a session, and where it was."""
    place = tmp_path_factory.mktemp("quiet")
    for name in ("work", "home", "temporary"):
        (place / name).mkdir()
    for name, seed in zip(("in.one.md", "in.two.md"), SEEDS, strict=True):
        shutil.copyfile(seed, place / "work" / name)
    for name, data in SAVED.items():
        (place / "work" / name).write_bytes(data())
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.quiet", str(place / "work")],
        cwd=ROOT,
        env=kept
        | {
            "HOME": str(place / "home"),
            "TMPDIR": str(place / "temporary"),
            "DIPTYCH_ANNOTATOR": "ana",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((place / "work" / "told.json").read_text())
    return {**found, "place": place}


def test_nothing_reaches_out(told: dict[str, Any]) -> None:
    assert told["reached"] == []
    unwatched = [one for one in told["started"] if "tests.faults.watched" not in one]
    assert unwatched == [], "another program would be one that nobody watches"
    assert told["started"], "pages and office files are read by another process"


def test_nothing_is_made_elsewhere(told: dict[str, Any]) -> None:
    place: Path = told["place"]
    beyond = {
        path
        for path in told["made"]
        if not Path(path).is_relative_to(place / "work") and not path.startswith("/dev/")
    }
    assert {path for path in beyond if ":memory:" not in path} == set()
    for name in ("home", "temporary"):
        assert [*(place / name).iterdir()] == []


def test_what_is_kept_is_its_owners_and_what_is_handed_on_is_not(told: dict[str, Any]) -> None:
    modes = {name: stat.filemode(mode) for name, mode in told["modes"].items()}
    kept = {name: mode for name, mode in modes.items() if KEPT.fullmatch(name)}
    kept.pop("torn.db")  # the test's own
    assert {"case.db", "case.db-wal", "copy.db", "torn-repaired.db", "demo/demo.db"} <= {*kept}
    assert any(".backup-" in name for name in kept)
    assert {*kept.values()} == {"?rw-------"}
    # Under the umask of that session everybody may read what was exported.
    assert {modes[name] for name in ("case.jsonl", "case.gexf", "report.html")} == {"?rw-rw-rw-"}


def test_nobody_else_can_read_what_is_kept_at_any_moment(told: dict[str, Any]) -> None:
    lain = {Path(path).name: mode for path, mode in told["open_to"].items()}
    kept = {name: stat.filemode(mode) for name, mode in lain.items() if ".db" in name}
    assert any(name.endswith(".diptych-part") for name in kept), "looked at while it works"
    kept.pop("torn.db")  # the test's own
    assert {name for name, mode in kept.items() if not mode.endswith("rw-------")} == set()


def test_the_session_did_what_it_should(told: dict[str, Any]) -> None:
    with Workspace.open(told["place"] / "work" / "case.db", "ana") as ws:
        actions = [act.action for act in ws.history.acts()]
    assert actions.count("import") == 2 + len(SAVED)
    assert "tag" in actions
    assert str(told["place"] / "work" / "report.html") in {  # what is made is seen
        re.sub(r"/\.(report\.html)\..*", r"/\1", path) for path in told["made"]
    }


def test_what_sqlite_sorts_stays_in_memory(case: Path) -> None:
    with Workspace.open(case, "ana", create=True) as ws:
        stock.add(ws, stock.ONE)
        assert ws.store.value("pragma temp_store") == 2
    connection = connect(case, timeout=1, readonly=True)
    assert connection.execute("pragma temp_store").fetchone()[0] == 2
    connection.close()


# Whoever makes a file or folder for a while makes it beside the one whose place it takes.
_MAKES = re.compile(r"\b(?:mkstemp|mkdtemp|TemporaryDirectory|NamedTemporaryFile|gettempdir)\(.*")


def test_every_temporary_file_says_where_it_lies() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for wing in ("annotations", "tui")
        for path in (ROOT / wing).rglob("*.py")
        for match in _MAKES.finditer(path.read_text("utf-8"))
    }
    assert found
    assert [one for one in sorted(found) if "dir=" not in one] == []

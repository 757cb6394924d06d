"""What only a real process shows: signals, pipes, full disks, terminals, and what is imported."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

MAIN = "from tui.cli import main; main()"
"""What the installed command runs."""

UNWELCOME = (
    "textual",
    "rapidfuzz",
    "networkx",
    "numpy",
    "scipy",
    "sparse_dot_topn",
    "anyascii",
    "tui.app",
    "tui.screens",
    "tui.widgets",
    "annotations.matching.linker",
)
"""What a command without a screen has no need of."""


def run(
    *args: object, before: str = "", prefix: Sequence[str] = (), **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, after some Python."""
    if not options.keys() & {"stdout", "stderr"}:
        options["capture_output"] = True
    return subprocess.run(
        [*prefix, sys.executable, "-c", f"{before}\n{MAIN}", *map(str, args)],
        text=True,
        timeout=60,
        check=False,
        **options,
    )


def test_export_imports_no_screens(case: Path) -> None:
    look = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print([m for m in {UNWELCOME!r} if m in sys.modules],"
        " file=sys.stderr))"
    )
    for args in (("export", case), ("history", case), ("import", case, "missing.txt")):
        assert run(*args, before=look).stderr.splitlines()[-1] == "[]"


def test_python_m_tui_is_the_same(case: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tui", "check", "missing.db"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1
    assert found.stderr.startswith("diptych: missing.db: no such file")


# -- stopped -------------------------------------------------------------------------------------

INTERRUPTED = """
import os, signal
from annotations.workspace.importing import Importing
signal.signal(signal.SIGINT, signal.default_int_handler)
kept = Importing._article
def article(self, act, place, *rest):
    renamed = kept(self, act, place, *rest)
    if "line 3" in place:
        os.kill(os.getpid(), signal.SIGINT)
    return renamed
Importing._article = article
"""
"""Ctrl-C while the third article of a file is being written."""


def test_ctrl_c_during_import_leaves_nothing_half_done(cli: Cli, case: Path) -> None:
    before = cli("export", case).stdout
    many = case.parent / "many.jsonl"
    many.write_text("\n".join(json.dumps({"text": f"Article {n}."}) for n in range(9)))
    stopped = run("import", case, many, before=INTERRUPTED)
    assert (stopped.returncode, stopped.stdout) == (130, "")
    assert stopped.stderr == "stopped: nothing half done\n"
    assert cli("check", case).exit_code == 0
    assert cli("export", case).stdout == before


WHILE_LOADING = """
from annotations.workspace.workspace import Workspace
class Part:
    def __set_name__(self, owner, name):
        raise KeyboardInterrupt
def opened(*_, **__):
    class Whole:
        part = Part()
Workspace.open = opened
"""
"""Ctrl-C while a class is made: Python 3.11 says that as another error."""


def test_ctrl_c_while_a_module_is_loaded_stops_it(case: Path) -> None:
    stopped = run("history", case, before=WHILE_LOADING)
    assert (stopped.returncode, stopped.stderr) == (130, "stopped: nothing half done\n")


# -- pipes and disks -----------------------------------------------------------------------------


def test_a_reader_that_goes_away_is_no_news(case: Path) -> None:
    for command in ("export", "history", "codebook"):
        reading, writing = os.pipe()
        os.close(reading)
        gone = run(command, case, stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        assert (gone.returncode, gone.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_full_disk_behind_standard_output(case: Path) -> None:
    for command in ("export", "codebook"):
        with Path("/dev/full").open("w") as full:
            told = run(command, case, stdout=full, stderr=subprocess.PIPE)
        assert told.returncode == 1
        assert told.stderr == (
            "diptych: standard output: No space left on device: not everything was written\n"
        )


FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
"""No file can become larger than this, as if the disk were full."""


def test_a_full_disk_leaves_the_old_export(cli: Cli, case: Path) -> None:
    long = case.parent / "long.txt"
    long.write_text("A long story. " * 20_000)
    assert cli("import", case, long).exit_code == 0
    target = case.parent / "out.jsonl"
    target.write_text("old\n")
    full = run("export", case, "-o", target, before=FULL)
    assert full.returncode == 1
    assert full.stderr == f"diptych: {target}: cannot be written: File too large\n"
    assert target.read_text() == "old\n"


def test_a_full_disk_takes_nothing_in(cli: Cli, case: Path) -> None:
    long = case.parent / "long.txt"
    long.write_text("A long story. " * 20_000)
    before = cli("export", case).stdout
    full = run("import", case, long, before=FULL)
    assert full.returncode == 1
    assert full.stderr.startswith(f"diptych: {case}: ")
    assert full.stderr.count("\n") == 1
    assert cli("export", case).stdout == before
    assert cli("check", case).exit_code == 0


# Root may write anywhere, unless it gives that up.
WITHOUT_POWERS = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


def _can_be_powerless() -> bool:
    if os.geteuid():
        return True
    try:
        return not subprocess.run([*WITHOUT_POWERS, "true"], check=False).returncode
    except OSError:
        return False


@pytest.mark.skipif(not _can_be_powerless(), reason="root here may write anywhere")
def test_where_nothing_may_be_written(cli: Cli, case: Path) -> None:
    shelf = case.parent / "shelf"
    shelf.mkdir()
    kept = shelf / "case.db"
    kept.write_bytes(case.read_bytes())
    one = case.parent / "one.md"
    one.write_text("Another text.")
    kept.chmod(0o444)
    shelf.chmod(0o555)
    powers = [] if os.geteuid() else WITHOUT_POWERS
    try:
        assert run("export", kept, prefix=powers).stdout == cli("export", case).stdout
        for args in (
            ("import", kept, one),
            ("match", "--anew", kept),
            ("import", shelf / "new.db", one),
            ("export", kept, "-o", shelf / "out.jsonl"),
            ("backup", kept, shelf / "copy.db"),
            ("demo", shelf),
            ("demo", shelf / "demo"),
        ):
            refused = run(*args, prefix=powers)
            assert (refused.returncode, refused.stdout) == (1, ""), args
            assert refused.stderr.startswith("diptych: "), args
            assert refused.stderr.count("\n") == 1, args
    finally:
        shelf.chmod(0o755)
    assert [path.name for path in shelf.iterdir()] == ["case.db"]
    assert kept.read_bytes() == case.read_bytes()


# -- terminals -----------------------------------------------------------------------------------


def test_a_person_sees_a_bar_and_then_the_lines(case: Path, articles: list[Path]) -> None:
    screen, line = pty.openpty()
    try:
        seen = run(
            "import",
            case,
            *articles,
            "no.md",
            stdin=subprocess.DEVNULL,
            stdout=line,
            stderr=line,
        )
        shown = os.read(screen, 100_000).decode()
    finally:
        os.close(screen)
        os.close(line)
    assert seen.returncode == 1
    bar, _, lines = shown.rpartition("100%")
    assert "importing  [" in bar
    assert [row.split(": ")[-1] for row in lines.split("\r\n")[1:]] == [
        "there already “Registry to go”",
        "there already “Sources say”",
        "no such file",
        "0 articles added, 2 there already, 1 file refused",
        "",
    ]


def test_a_terminal_without_our_letters(case: Path, articles: list[Path]) -> None:
    told = run("import", case, articles[0], env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert told.returncode == 0
    assert "there already \\u201cRegistry to go\\u201d" in told.stdout

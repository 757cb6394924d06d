"""The process that reads: kept, limited, replaced, and cut off from everything else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import IntakeError
from annotations.formats.saved import inside
from annotations.formats.saved.sandbox import Sandbox
from tests.formats.saved import samples

PAGE = samples.page().encode()


def test_one_process_reads_many_files_and_a_new_one_comes_after_it_was_killed() -> None:
    with Sandbox() as sandbox:
        for _ in range(5):
            assert sandbox.ask("html", PAGE)["title"] == "Registry to quit"
        assert sandbox.started == 1
        process = sandbox._process
        assert process
        process.kill()
        process.wait()
        assert sandbox.ask("html", PAGE)["title"] == "Registry to quit"
        assert sandbox.started == 2
        last = sandbox._process
    assert last
    assert last.returncode is not None, "it ends with the import"


def test_what_takes_too_long_is_stopped_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Sandbox(seconds=0.3) as sandbox:
        with pytest.raises(IntakeError, match=r"took more than 0.3 seconds to read: save its text"):
            sandbox.ask("html", b"<html>" + b"<p><table>" * 400_000)
        sandbox._seconds = 30
        assert sandbox.ask("html", PAGE)["title"] == "Registry to quit"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such limit")
def test_what_takes_too_much_memory_is_refused() -> None:
    with Sandbox(memory=250_000_000) as sandbox:
        assert sandbox.ask("html", PAGE)["title"] == "Registry to quit"
        with pytest.raises(IntakeError, match=r"memory|broke down"):
            sandbox.ask("pdf", samples.pdf([[]], stream=samples.bomb(200_000_000)))
        assert sandbox.ask("html", PAGE)["title"] == "Registry to quit"


def test_a_file_cannot_make_it_do_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    told = inside.answer({"task": "html"}, b"\xff")
    assert told["refused"].startswith("damaged, or in no form that can be read (UnicodeDecodeError")
    assert "no form" in inside.answer({"task": "os"}, b"")["refused"]


RESTRICTED = """
import os, socket, subprocess, sys
from annotations.formats.saved import inside
inside._restrict(0)
for act in (
    lambda: socket.socket(),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: open(sys.argv[1], "w").write("x" * 100_000),
):
    try:
        act()
    except (PermissionError, OSError):
        print("refused")
"""


def test_it_reaches_neither_the_network_nor_programs_nor_files(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", RESTRICTED, str(tmp_path / "written")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(inside.__file__).parents[3],
    )
    assert told.stdout.split() == ["refused"] * (5 if sys.platform != "win32" else 4)


def test_it_inherits_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    with Sandbox() as sandbox:
        sandbox.ask("html", PAGE)
        assert sandbox._process
        if sys.platform == "linux":
            shown = Path(f"/proc/{sandbox._process.pid}/environ").read_bytes()
            assert b"SECRET_TOKEN" not in shown
            assert len(os.listdir(f"/proc/{sandbox._process.pid}/fd")) <= 5  # noqa: PTH208

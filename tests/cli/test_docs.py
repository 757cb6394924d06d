"""The pages on commands tell the truth: their examples run in their order and print what they show.

An example is run in a folder with the sample articles in ``articles/``, and with a workspace where
a comment ``<!-- begins with: two -->`` stands in its page, as ``case.db``. What it shows is
all that it prints, standard error included, with ``…`` for what is not always the same.
"""

import shlex
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.conftest import Cli
from tests.docs_cases import case_of
from tests.docs_reading import SEEDS, examples, fits, pages, told_apart
from tui.serving.guard import Guard
from tui.serving.server import Server

PAGES = [page for page in pages() if examples(page) and page != "review.md"]
"""Those with examples; `test_review` runs those of the page on reviews."""


class Printed(NamedTuple):
    """What became of a call."""

    text: str
    """All that it printed to where it was not sent elsewhere."""
    status: int
    """Its exit status."""


def run(cli: Cli, line: str) -> Printed:
    """Run a line as a shell would: `diptych` in this process, anything else in a shell."""
    command, _, rest = (part.strip() for part in line.partition(" | "))
    if not command.startswith("diptych "):
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
        return Printed(done.stdout + done.stderr, done.returncode)
    command, _, target = command.partition(" > ")
    words = shlex.split(command, comments=True)[1:]
    result = cli(*(name for word in words for name in _expanded(word)))
    if target:
        Path(target).write_bytes(result.stdout_bytes)
    if rest:
        piped = subprocess.run(
            ["sh", "-c", rest], input=result.stdout_bytes, capture_output=True, check=True
        )
        return Printed(result.stderr + piped.stdout.decode(), result.exit_code)
    return Printed(result.stderr if target else result.output, result.exit_code)


def _expanded(word: str) -> list[str]:
    """The files that a word with a star in it stands for, else the word itself."""
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever serves a workspace to a browser stops it as soon as it is ready."""

    async def run(_: Server, listener: socket.socket, __: Guard, ready: Callable[[], None]) -> None:
        with listener:
            ready()

    monkeypatch.setattr(Server, "run", run)


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize("page", PAGES)
def test_the_examples_run(page: str, cli: Cli, opened: list[Any], tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "articles")
    if name := told_apart(page, "begins with"):
        case = tmp_path / "case.db"
        case.touch(0o600)
        case.write_bytes(case_of(name))
    status = 0
    for call, shown in examples(page):
        if call == "echo $?":
            assert shown.strip() == str(status)
            status = 0
            continue
        assert status == 0, f"{page}: what came before {call}"
        printed = run(cli, call)
        assert fits(shown, printed.text), f"{page}: {call}\n{printed.text}"
        status = printed.status
    assert status == 0, page
    screens = [call for call, _ in examples(page) if call.partition("#")[2].strip()]
    assert len(opened) == len([call for call in screens if "opens" in call])

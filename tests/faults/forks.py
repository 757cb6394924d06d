"""Runs commands quickly and often, to do something to them: each is a fork of one process.

That process has everything imported. It reads lines of JSON from its standard input, an `Order`,
and answers each with how the fork ended.
"""

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

ROOT = Path(__file__).parents[2]
_BEATS = "DIPTYCH_TEST_BEATS"
PATIENCE = 60.0
"""Seconds after which a command that has not ended is a failure."""


class Order(NamedTuple):
    """What to run, and what to do to it."""

    args: list[str]
    """Arguments of the command line; after ``do`` the name of a piece of work and its own."""
    directory: str
    """Where it runs."""
    output: str
    """The file that gets its standard output."""
    errors: str
    """The file that gets its standard error."""
    signal: int = 0
    """What is sent to it."""
    after: float = 0
    """Seconds after its start, or its last beat, when that is sent."""
    beats: int = 0
    """How many beats of its work are waited for first."""
    limits: dict[str, int] = {}  # noqa: RUF012 (it is only read)
    """Limits of `resource` that it runs under, without ``RLIMIT_``."""


class Ended(NamedTuple):
    """How it ended."""

    status: int
    """Exit status; of a signal its number below zero."""
    seconds: float
    """How long it ran."""
    output: str
    """What it printed."""
    errors: str
    """What it said."""


class Forks:
    """A process to fork commands from."""

    def __init__(self, folder: Path, before: Sequence[str] = ()) -> None:
        """Start it.

        Args:
            folder: Where what the commands say is kept meanwhile.
            before: What stands before its own command.
        """
        extra = {"DIPTYCH_ANNOTATOR": "ana", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [*before, sys.executable, "-m", "tests.faults.forks"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | extra,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"
        self.pid = self._process.pid
        """That process."""
        self._said = (folder / "output", folder / "errors")

    def run(self, directory: Path, *args: object, **done: Any) -> Ended:
        """Run a command line and wait for its end.

        Args:
            directory: Where it runs.
            args: Its arguments.
            done: What is done to it: fields of `Order`.
        """
        output, errors = self._said
        order = Order([*map(str, args)], str(directory), str(output), str(errors), **done)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        status, seconds = json.loads(self._process.stdout.readline())
        said = [path.read_text("utf-8", "replace") for path in self._said]
        return Ended(status, seconds, *said)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


def beat() -> None:
    """Let whoever waits for it know that a piece of the work is done."""
    os.write(int(os.environ[_BEATS]), b".")


# -- in that process -----------------------------------------------------------------------------


def main() -> None:
    """Run what is asked for until the input ends."""
    do = _everything_imported()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        answer = _forked(Order(*json.loads(line)), do)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _everything_imported() -> Callable[[list[str]], None]:
    import annotations.formats.jsonl
    import annotations.matching.linker
    import annotations.report.page
    import annotations.workspace.merging
    import annotations.workspace.reporting  # noqa: F401 (so that no fork has to)
    from tests.faults import works
    from tui.cli import main as command_line

    def do(args: list[str]) -> None:
        if args[0] == "do":
            getattr(works, args[1])(*args[2:])
        else:
            sys.argv = ["diptych", *args]
            command_line()

    return do


def _forked(order: Order, do: Callable[[list[str]], None]) -> tuple[int, float]:
    ready, started = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ready)
        _become(order, started, do)
    os.close(started)
    os.read(ready, 1)  # it is about to begin
    begun = time.monotonic()
    for _ in range(order.beats):
        os.read(ready, 1)
    if order.signal and not _ends_within(order.after, ready):
        os.kill(child, order.signal)
    if not _ends_within(PATIENCE, ready):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ready)
    return os.waitstatus_to_exitcode(status), time.monotonic() - begun


def _ends_within(seconds: float, ready: int) -> bool:
    """Whether it ends within so many seconds: it holds the other end of the pipe until then."""
    moment = time.monotonic() + seconds
    while (left := moment - time.monotonic()) > 0 and select.select([ready], [], [], left)[0]:
        if not os.read(ready, 4096):
            return True
    return False


def _become(order: Order, started: int, do: Callable[[list[str]], None]) -> None:
    """Be the command, to the end."""
    status = 70
    try:
        os.chdir(order.directory)
        for descriptor, path in ((0, os.devnull), (1, order.output), (2, order.errors)):
            flags = os.O_RDWR | os.O_CREAT | (os.O_TRUNC if descriptor else 0)
            os.dup2(os.open(path, flags, 0o600), descriptor)
        for name, limit in order.limits.items():
            kind = getattr(resource, f"RLIMIT_{name}")
            resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ[_BEATS] = str(started)
        try:
            os.write(started, b"x")
            do(order.args)
            status = 0
        except KeyboardInterrupt:  # before the command line took over
            status = 130
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 0
    except BaseException:  # noqa: BLE001 (it ends here, and says why)
        import traceback

        os.write(2, traceback.format_exc().encode())
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                status = status or 71
        os._exit(status)


if __name__ == "__main__":
    main()

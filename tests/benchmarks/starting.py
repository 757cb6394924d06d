"""Start of the process → first paint of two articles, in a real pseudo-terminal."""

import fcntl
import os
import pty
import signal
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from select import select
from time import perf_counter

from tests.benchmarks import articles
from tests.benchmarks.terminal import SIZE

_PATIENCE = 60.0  # seconds


def programs(directory: Path) -> dict[str, tuple[list[str], list[bytes]]]:
    """The two programs: how each is started, and the words that show that it has painted."""
    case = articles.workspace(directory / "start.db", 10_000, 100)
    plain = directory / "start.txt"
    plain.write_text(articles.prose(10_000))
    shown = [b"eport1", b"eport2"]  # how the articles begin, behind the caret
    return {
        "diptych": ([sys.executable, "-m", "tui", str(case), "1", "2"], shown),
        "bare": ([sys.executable, "-m", "tests.benchmarks.bare", str(plain)], shown[:1]),
    }


def first_paint(command: Sequence[str], shown: Sequence[bytes]) -> float:
    """Seconds from the start of a program until all of the words were sent to its terminal."""
    started = perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execve(command[0], list(command), environment)
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(SIZE), 0, 0))
        received = b""
        while not all(words in received for words in shown):
            if not select([terminal], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"nothing to see of {command}: {received[-500:]!r}")
            received += os.read(terminal, 65_536)
        return perf_counter() - started
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)

"""A real terminal: the program in a pty of its own, typed into, its screen read."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tests.journeys.screen import Picture

PATIENCE = 60.0
"""Seconds after which a condition that has not come about is a failure."""

_POLL = 0.02
"""Seconds to wait for output before a condition is looked at again."""

ROOT = Path(__file__).parents[2]

# Escape as terminals send it that can tell it from the start of another key; a bare one, which the
# program waits after, is `send(b"\x1b")`.
_KEYS = {
    "space": b" ", "enter": b"\r", "escape": b"\x1b[27u", "tab": b"\t", "backspace": b"\x7f",
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "home": b"\x1b[H", "end": b"\x1b[F",
    "delete": b"\x1b[3~", "ctrl+p": b"\x10", "ctrl+u": b"\x15", "f1": b"\x1bOP", "f2": b"\x1bOQ",
    "f5": b"\x1b[15~", "shift+right": b"\x1b[1;2C",
}  # fmt: skip


class Process(Protocol):
    """A program that was started."""

    pid: int
    """Its number."""

    def poll(self) -> int | None:
        """Its exit status; None while it runs."""

    def kill(self) -> None:
        """End it at once."""

    def wait(self, timeout: float) -> int:
        """Wait until it has ended; gives its exit status."""


Start = Callable[..., Process]
"""Starts a program in the terminal with this descriptor, with these arguments."""


def diptych(*before: str, **env: str) -> Start:
    """What starts `diptych`, with these words before the command, and this in the environment."""

    def start(slave: int, *args: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*before, sys.executable, "-m", "tui", *args],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=environment() | env,
            start_new_session=True,
        )

    return start


class Terminal:
    """A terminal with a program in it. Leaving the `with` ends the program, by its id."""

    def __init__(
        self,
        *args: object,
        size: tuple[int, int] = (120, 40),
        start: Start | None = None,
    ) -> None:
        """Start a program.

        Args:
            args: Its arguments.
            size: Columns and rows.
            start: What starts it; None for `diptych` with these arguments.
        """
        start = start or diptych()
        self.picture = Picture(*size)
        """What the terminal shows."""
        self.received = 0
        """How many bytes the program has sent so far."""
        self._master, slave = pty.openpty()
        set_size(slave, size)
        try:
            self._process = start(slave, *map(str, args))
        finally:
            os.close(slave)

    # -- typing ----------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: `space`, `enter`, `ctrl+p`, `c`."""
        for key in keys:
            os.write(self._master, _KEYS.get(key) or key.encode())

    def send(self, raw: bytes) -> None:
        """Send bytes as they are."""
        os.write(self._master, raw)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, and tell the program."""
        self.picture.__init__(columns, rows)  # type: ignore[misc]  # an empty one of that size
        set_size(self._master, (columns, rows))
        os.kill(self._process.pid, signal.SIGWINCH)

    # -- seeing ----------------------------------------------------------------------------------

    def until(self, condition: Callable[[Picture], bool], what: str) -> None:
        """Read what the program sends until something holds.

        Raises:
            AssertionError: It never came about; shows the screen.
        """
        deadline = time.monotonic() + PATIENCE
        while not condition(self.picture):
            ended = not self.read(_POLL)
            if ended or time.monotonic() > deadline:
                why = f"it has ended: {self.picture.strange}" if ended else "waited long"
                raise AssertionError(f"never seen ({why}): {what}\n{self.picture}")

    def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self.until(lambda picture: text in str(picture), text)

    def says(self, text: str) -> None:
        """Wait until the status line says something."""
        self.until(lambda picture: text in picture.row(-2), f"status: {text}")

    def read(self, seconds: float) -> bool:
        """Take in what has been sent, waiting so long for it; False once the program has ended."""
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # EIO: nobody holds the other end
            data = b""
        self.received += len(data)
        self.picture.feed(data)
        return bool(data)

    # -- ending ----------------------------------------------------------------------------------

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def ended(self) -> int:
        """Wait until the program has ended by itself; gives its exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.read(0.2):
            assert time.monotonic() < deadline, f"still running:\n{self.picture}"
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        """End the program at once, and read what it had sent before."""
        self._process.kill()
        self._process.wait(PATIENCE)
        while self.read(0):
            if not select.select([self._master], [], [], 0)[0]:
                break

    def hang_up(self) -> None:
        """Close the terminal under the program, as a lost connection does; it ends by itself."""
        os.close(self._master)
        os.kill(self._process.pid, signal.SIGHUP)
        self._process.wait(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(PATIENCE)
        with suppress(OSError):
            os.close(self._master)


def environment() -> dict[str, str]:
    """An environment in which the program looks the same everywhere."""
    left_out = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "DIPTYCH_ANNOTATOR"}
    kept = {k: v for k, v in os.environ.items() if k not in left_out and "TEXTUAL" not in k}
    return kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "DIPTYCH_ANNOTATOR": "ana"}


def set_size(descriptor: int, size: tuple[int, int]) -> None:
    """Set columns and rows of a terminal."""
    columns, rows = size
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

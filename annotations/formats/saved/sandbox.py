"""A process of its own for what may hang, swell or crash on a hostile file.

Reading pages, PDFs and office files is done by libraries that a crafted file can keep busy for
hours, or fill the memory with. They run in another Python process, which has a time limit for each
file and a memory limit, writes no files, and reaches neither the network nor other programs
(`inside` is its other end). One process reads many files, one after the other; where it had to be
killed, the next file gets a new one.

Frames go both ways, each its length in four bytes, the first one first, and then so many bytes. A
file is asked for with two: JSON that says what to do, and the file. The reply is one: JSON.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO, Any

from annotations.closing import Closing
from annotations.errors import IntakeError

SECONDS = 30.0
"""How long one file may take."""

MEMORY = 1_500_000_000
"""How many bytes of address space the process may take, where the system knows such a limit."""

MAX_REPLY = 200_000_000
"""How many bytes a reply may have."""

_LENGTH = 4
_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); import {0}; {0}.main()"
_INSIDE = "annotations.formats.saved.inside"
_INHERITED = ("SYSTEMROOT", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class Sandbox(Closing):
    """Reads files in a process of its own, which is started for the first and kept for the others.

    It belongs to one thread.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Prepare it; no process is started yet.

        Args:
            seconds: How long one file may take.
            memory: How many bytes of address space the process may take.
        """
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self.started = 0
        """How many processes there have been."""

    def ask(self, task: str, data: bytes, **told: Any) -> dict[str, Any]:
        """Have a file read.

        Args:
            task: What to do: a key of `inside.TASKS`.
            data: The file.
            told: What else is to be known, as JSON has it.

        Returns:
            What was found.

        Raises:
            IntakeError: It was refused, took too long or too much; says why, without a file name.
        """
        process = self._running()
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            process.kill()

        timer = Timer(self._seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            reply = _exchange(process, {"task": task, **told}, data)
        except BaseException:  # be it Ctrl-C: what it would still say answers nothing that comes
            self.close()
            raise
        finally:
            timer.cancel()
        if reply is None:
            status = self._end()
            raise IntakeError(_why(status, self._seconds if late else None))
        if (refused := reply.get("refused")) is not None:
            raise IntakeError(refused)
        return reply["found"]  # type: ignore[no-any-return]  # JSON, judged by who asked

    def _running(self) -> subprocess.Popen[bytes]:
        """The process; a new one where there is none, or none any more."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            path = [os.path.abspath(place) for place in sys.path]  # noqa: PTH100 (strings)
            self._process = subprocess.Popen(  # noqa: S603 (this Python, and nothing from outside)
                [sys.executable, "-IB", "-c", _BOOT.format(_INSIDE), json.dumps(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _INHERITED if name in os.environ}
                | {"DIPTYCH_SANDBOX_MEMORY": str(self._memory)},
                start_new_session=True,  # Ctrl-C is for the import, which then ends it
            )
            self.started += 1
        return self._process

    def _end(self) -> int:
        """Wait for a process that says nothing more, and say how it ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        return process.wait()

    def close(self) -> None:
        """End the process, whatever it is doing; doing so twice is harmless."""
        self._end()


@contextmanager
def lent(sandbox: Sandbox | None) -> Iterator[Sandbox]:
    """The sandbox that is there, or one for as long as this takes."""
    if sandbox is not None:
        yield sandbox
        return
    with Sandbox() as own:
        yield own


def send(pipe: IO[bytes], data: bytes) -> None:
    """Write a frame."""
    pipe.write(len(data).to_bytes(_LENGTH))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> bytes | None:
    """Read a frame; None at the end, or where it would have more than so many bytes."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head)
    if len(head) < _LENGTH or length > most:
        return None
    data = pipe.read(length)
    return data if len(data) == length else None


def _exchange(
    process: subprocess.Popen[bytes], told: dict[str, Any], data: bytes
) -> dict[str, Any] | None:
    """Ask, and wait for the reply; None where none comes."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        send(process.stdin, json.dumps(told).encode())
        send(process.stdin, data)
        reply = receive(process.stdout, MAX_REPLY)
    except OSError:  # it is gone
        return None
    return None if reply is None else json.loads(reply)


def _why(status: int, seconds: float | None) -> str:
    """Why there was no reply, and what to do."""
    remedy = "save its text as a .txt file"
    if seconds is not None:
        return f"took more than {seconds:g} seconds to read: {remedy}"
    return f"could not be read, its reader broke down ({status}): {remedy}"

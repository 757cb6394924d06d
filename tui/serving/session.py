"""One tab's process: what is typed goes in, what it paints comes out, and it is seen to its end.

Both ways packets go, as Textual's driver for browsers has them: a letter (``D`` for what a terminal
sends and is sent, ``M`` for JSON about it), four bytes for the length, most significant first, and
that many bytes.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import NamedTuple, Self

GRACE = 5.0
"""Seconds that a process has to quit by itself, and then again to heed a signal."""

_READY = b"__GANGLION__\n"
_TAIL = 8_192  # bytes of standard error that are kept
_LEAST, _MOST = 20, 500  # columns and rows


class Size(NamedTuple):
    """Columns and rows of a terminal."""

    columns: int
    rows: int

    @classmethod
    def usable(cls, columns: object, rows: object) -> Self:
        """A size within reason, whatever is given."""
        return cls(_within(columns, 80), _within(rows, 24))


def _within(given: object, otherwise: int) -> int:
    try:
        number = int(given)  # type: ignore[call-overload]  # anything may come
    except (TypeError, ValueError, OverflowError):
        return otherwise
    return int(min(max(number, _LEAST), _MOST))


class Session:
    """A process of the program, and its ends of the pipes."""

    def __init__(
        self,
        process: Process,
        keys: asyncio.StreamWriter,
        paint: asyncio.StreamReader,
        errors: asyncio.StreamReader,
    ) -> None:
        """Take up a process and its three pipes."""
        self._process, self._keys, self._paint = process, keys, paint
        self._told = bytearray()
        self._listening = asyncio.create_task(self._listen(errors))

    @classmethod
    async def begin(cls, opens: Sequence[str], size: Size) -> Self:
        """Start a process.

        Args:
            opens: What `tui.serving.seat` is given. No shell sees it.
            size: That of the terminal.
        """
        # -P: a folder of articles may hold a file that is called as one of Python's own modules.
        command = [sys.executable, "-P", "-m", "tui.serving.seat", *opens]
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=_environment(size),
            start_new_session=True,  # Ctrl-C is meant for the server, which then ends this
        )
        keys, paint, errors = process.stdin, process.stdout, process.stderr
        if not (keys and paint and errors):
            raise RuntimeError("a process without its pipes")
        return cls(process, keys, paint, errors)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    # -- in --------------------------------------------------------------------------------------

    async def type(self, text: str) -> None:
        """Hand on what was typed or pasted."""
        await self._send(b"D", text.encode("utf-8", "ignore"))

    async def resize(self, size: Size) -> None:
        """Say that the terminal has another size."""
        await self._tell(type="resize", width=size.columns, height=size.rows)

    async def focus(self, *, has_keys: bool) -> None:
        """Say whether the keys of the browser go to the terminal."""
        await self._tell(type="focus" if has_keys else "blur")

    async def _tell(self, **fields: object) -> None:
        await self._send(b"M", json.dumps(fields).encode())

    async def _send(self, kind: bytes, data: bytes) -> None:
        with suppress(ConnectionError, RuntimeError):  # it has ended: `paints` says so
            self._keys.write(kind + len(data).to_bytes(4, "big") + data)
            await self._keys.drain()

    # -- out -------------------------------------------------------------------------------------

    async def paints(self) -> AsyncIterator[bytes]:
        """What it paints, until it quits. That it may open addresses or send files is no part."""
        while (line := await self._paint.readline()) != _READY:
            if not line:
                return
        with suppress(asyncio.IncompleteReadError):
            while True:
                kind = await self._paint.readexactly(1)
                length = int.from_bytes(await self._paint.readexactly(4), "big")
                data = await self._paint.readexactly(length)
                if kind == b"D":
                    yield data
                elif kind == b"M" and json.loads(data)["type"] == "exit":
                    return

    async def _listen(self, errors: asyncio.StreamReader) -> None:
        while data := await errors.read(_TAIL):
            self._told += data
            del self._told[:-_TAIL]

    # -- the end ---------------------------------------------------------------------------------

    async def end(self) -> str:
        """End it, whatever it is doing, and wait until it is gone; gives its last words, if any.

        It quits when there are no keys any more. One that does not is told to, and then ended: what
        it had done is in the file.
        """
        self._keys.close()
        reading = asyncio.create_task(self._read_out())  # or it could not say its last
        for insist in (self._process.terminate, self._process.kill):
            try:
                await asyncio.wait_for(self._process.wait(), GRACE)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    insist()
        status = await self._process.wait()
        await asyncio.wait((reading, self._listening), timeout=GRACE)
        reading.cancel()
        self._listening.cancel()
        return self._told.decode("utf-8", "replace").strip() if status else ""

    async def _read_out(self) -> None:
        while await self._paint.read(1 << 16):
            pass


def _environment(size: Size) -> dict[str, str]:
    """What the process is told of its surroundings: a terminal of that size, with all colours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    return kept | {
        "TERM": "xterm-256color",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_FPS": "60",
        "COLUMNS": str(size.columns),
        "ROWS": str(size.rows),
    }

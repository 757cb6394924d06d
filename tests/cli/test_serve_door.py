"""Whoever connects to `diptych serve` without its token: they keep nobody out, and fill no log."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from tui.serving import door, telling
from tui.serving.address import Address
from tui.serving.guard import Guard
from tui.serving.server import Server

HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "
WHOLE = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
FEW = 4


class House:
    """A server that runs as the command runs it."""

    def __init__(self, address: Address, guard: Guard, said: list[str]) -> None:
        self.token = guard.url.partition("?token=")[2]
        self.said = said
        self._address = address
        self._open: list[asyncio.StreamWriter] = []

    async def connect(self, sends: bytes) -> asyncio.StreamReader:
        """Connect, and send something."""
        reader, writer = await asyncio.open_connection(self._address.host, self._address.port)
        self._open.append(writer)
        writer.write(sends)
        return reader

    async def answer(self, sends: bytes) -> bytes:
        """The first line of what is answered."""
        return await (await self.connect(sends)).readline()

    def leave(self) -> None:
        """Close all that was opened."""
        for writer in self._open:
            writer.close()


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """A server that lets few in at once."""
    monkeypatch.setattr(door, "CONNECTIONS", FEW)
    loggers = [logging.getLogger(name) for name in ("aiohttp", "asyncio")]
    before = [(log, [*log.handlers], log.propagate) for log in loggers]
    address, listener = Address("127.0.0.1", 0).listening()
    said: list[str] = []
    guard, ready = Guard(address), asyncio.Event()
    running = asyncio.create_task(
        Server("case.db", ("/no/such.db", "ana"), said.append).run(listener, guard, ready.set)
    )
    await ready.wait()
    found = House(address, guard, said)
    yield found
    found.leave()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    for log, handlers, propagates in before:
        log.handlers[:], log.propagate = handlers, propagates


async def test_the_oldest_that_asks_for_nothing_makes_room(house: House) -> None:
    half = [await house.connect(HALF) for _ in range(3 * FEW)]
    assert await house.answer(WHOLE) == b"HTTP/1.1 403 Forbidden\r\n", "whoever comes is answered"
    async with asyncio.timeout(10):
        for reader in half[:FEW]:
            assert await reader.read() == b"", "closed"
    assert house.said == []


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence is not borne for long."""
    assert door.SILENCE <= 10
    monkeypatch.setattr("tui.serving.server.SILENCE", 0.05)


@pytest.mark.usefixtures("hasty")
class TestSilence:
    """Named before the server is, as it looks at its patience when it starts."""

    @pytest.mark.parametrize("begun", [b"", HALF, WHOLE + HALF], ids=["nothing", "half", "second"])
    async def test_a_connection_that_says_nothing_is_closed(
        self, house: House, begun: bytes
    ) -> None:
        reader = await house.connect(begun)
        async with asyncio.timeout(8):
            await reader.read()


async def test_a_request_that_is_none_is_said_without_what_it_asked_for(house: House) -> None:
    sends = f"GET /?token={house.token}é HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    assert b"400" in await house.answer(sends)
    assert await house.answer(sends)
    (line,) = house.said  # not once more
    assert line.startswith("diptych: Error handling request from 127.0.0.1: ")
    assert house.token not in line


async def test_what_the_loop_complains_of_is_a_line(house: House) -> None:
    loop = asyncio.get_running_loop()
    for _ in range(100):
        loop.call_exception_handler({"message": "no room", "exception": OSError(24, "too many")})
    assert house.said == ["diptych: no room: OSError: [Errno 24] too many"]
    logging.getLogger("asyncio").error("two\nlines")
    assert house.said[1:] == ["diptych: two"]
    assert isinstance(logging.getLogger("asyncio").handlers[0], telling.Telling)

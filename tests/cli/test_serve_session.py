"""A tab's process from its beginning to its end, and what is said to it."""

import asyncio
import json
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from annotations.workspace import Workspace
from tests import stock
from tests.journeys.screen import Picture
from tests.journeys.terminal import PATIENCE
from tui.commands import COMMANDS
from tui.serving import session as sessions
from tui.serving.address import Address
from tui.serving.guard import Guard
from tui.serving.seat import WITH_FILES
from tui.serving.server import Server
from tui.serving.session import Session, Size

HANGS = "import signal; signal.signal(15, signal.SIG_IGN); print(flush=True); signal.pause()"
"""A program that heeds neither the end of its input nor being told to end."""

_POLL = 0.01


class Tab:
    """A tab without a browser."""

    def __init__(self, socket: "aiohttp.ClientWebSocketResponse[bool]") -> None:
        self.socket = socket
        self.picture = Picture(120, 40)

    async def say(self, *said: object) -> None:
        """Send what the terminal in a page sends."""
        await self.socket.send_str(json.dumps(said))

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        while text not in str(self.picture):
            message = await self.socket.receive(timeout=PATIENCE)
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), self.picture
            if message.type is aiohttp.WSMsgType.BINARY:
                self.picture.feed(message.data)


class House:
    """A server in this process, and the tabs at it."""

    def __init__(self, server: Server, client: "TestClient[Any, Any]") -> None:
        self.server, self.client = server, client

    @asynccontextmanager
    async def tab(self) -> AsyncIterator[Tab]:
        """Open a tab of 120 columns and 40 rows."""
        origin = f"http://127.0.0.1:{self.client.port}"
        asked = self.client.ws_connect("/ws?width=120&height=40", headers={"Origin": origin})
        async with asked as socket:
            yield Tab(socket)

    async def left(self, number: int) -> None:
        """Wait until so many processes are left."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while len(self.server.sessions) != number:
            assert asyncio.get_running_loop().time() < deadline, self.server.sessions
            await asyncio.sleep(_POLL)


def _case(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    with Workspace.open(path, "ana", create=True) as workspace:
        stock.add(workspace, stock.ONE, id="one", title="One")
        stock.add(workspace, stock.OTHER, id="two", title="Two")
    return path


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A server of a workspace with two articles."""
    path = _case(tmp_path)
    listens, listener = Address("127.0.0.1", 0).listening()
    said: list[str] = []
    server = Server("case.db", (str(path), "ana"), said.append)
    app = server.app(Guard(listens, token=False))
    async with TestClient(
        TestServer(app, port=listens.port, socket_factory=lambda *_: listener)
    ) as client:
        yield House(server, client)
        await client.close()
    assert server.sessions == set(), "the server takes its processes with it"
    assert said == []


def gone(pid: int) -> bool:
    """Whether a process is no more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def test_two_tabs_are_two_sessions_and_closing_one_ends_it(house: House) -> None:
    async with house.tab() as one, house.tab() as other:
        for tab in (one, other):
            await tab.sees("One")
        assert len(house.server.sessions) == 2
        await other.say("stdin", "?")
        await other.sees("keys")
        await one.socket.close()
        await house.left(1)
        await other.say("resize", {"width": 100, "height": 30})
        await other.say("ping", "7")
        left = {*house.server.sessions}
    await house.left(0)
    assert all(map(gone, left))


async def test_files_are_out_of_reach(house: House) -> None:
    async with house.tab() as tab:
        await tab.sees("One")
        for key, command in (("i", "import"), ("E", "export")):
            await tab.say("stdin", key)
            said = f"use `diptych {command} case.db` in a shell"
            assert f" {key} {command}" not in str(tab.picture)
            await tab.sees(f"a browser reaches no files: {said}")


def test_all_that_asks_for_a_path_is_out_of_reach() -> None:
    asking = re.compile(r"\b(import|export|file|path|backup)", re.IGNORECASE)
    assert {one.action for one in COMMANDS if asking.search(one.help)} == {*WITH_FILES}


async def test_nonsense_is_let_be(house: House) -> None:
    async with house.tab() as tab:
        await tab.sees("One")
        for nonsense in ("", "{", "[]", "3", "[" * 9_000, '["stdin", 3]', '["stdin"]', '["quit"]',
                         '["resize", {"width": "x", "height": -1}]', '["resize", [1, 2]]',
                         '["resize", {"width": 1e999, "height": null}]'):  # fmt: skip
            await tab.socket.send_str(nonsense)
        await tab.socket.send_bytes(b"\xff\0")
        await tab.say("stdin", "\ud800?")
        await tab.sees("keys")


async def test_a_size_among_the_keys_is_no_terminals(house: House) -> None:
    async with house.tab() as tab:
        await tab.sees("One")
        await tab.say("stdin", "\x1b[48;9000;")
        await tab.say("stdin", "9000;0;0t")
        await tab.say("stdin", "?")
        await tab.sees("keys")
        assert len(house.server.sessions) == 1


async def test_a_tab_that_is_closed_takes_up_no_place(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.serving.server.SESSIONS", 1)
    ends, end = asyncio.Event(), Session.end

    async def slowly(session: Session) -> str:
        await ends.wait()
        return await end(session)

    monkeypatch.setattr(Session, "end", slowly)
    for _ in range(3):
        async with house.tab() as tab:
            await tab.sees("One")
    assert len(house.server.sessions) == 3, "they are still ending"
    ends.set()


async def test_quitting_ends_the_session_at_once(house: House) -> None:
    async with house.tab() as tab:
        await tab.sees("One")
        await tab.say("stdin", "q")
        while not tab.socket.closed:
            await tab.socket.receive(timeout=PATIENCE)
    await house.left(0)


async def test_where_nobody_is_left_it_quits_and_remembers_the_place(tmp_path: Path) -> None:
    path = _case(tmp_path)
    session = await Session.begin((str(path), "ana", "one"), Size(120, 40))
    picture = Picture(120, 40)
    painted = session.paints()
    while "140 posts" not in str(picture):
        picture.feed(await anext(painted))
    await session.type("we")
    while "entity: “said”" not in str(picture):
        picture.feed(await anext(painted))
    assert await session.end() == ""
    assert session._process.returncode == 0, "by itself"
    with Workspace.open(path, "ana") as workspace:
        assert workspace.articles.left_off("place one") == 6


async def test_a_server_that_is_stopped_ends_sessions_that_are_open(house: House) -> None:
    async with house.tab() as tab:
        await tab.sees("One")
        (pid,) = house.server.sessions
        await house.client.close()
        assert gone(pid)


async def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "GRACE", 0.05)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HANGS, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    await process.stdout.readline()
    await Session(process, process.stdin, process.stdout, process.stderr).end()
    assert process.returncode == -9


@pytest.mark.parametrize("given", ["x", None, "", "-5", "99999999999", [], 1e999, float("nan")])
def test_any_size_is_made_usable(given: object) -> None:
    columns, rows = Size.usable(given, given)
    assert 20 <= columns <= 500
    assert 20 <= rows <= 500

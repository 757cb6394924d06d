"""The server: the page, its files, a session for each tab, and an end to all of them."""

import asyncio
import json
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from tui.serving.door import SILENCE, Door
from tui.serving.guard import Guard
from tui.serving.page import ASSETS, page
from tui.serving.session import GRACE, Session, Size
from tui.serving.telling import Say, tell_of_errors
from tui.text.display import one_line, safe_for_terminal

SESSIONS = 8
"""How many tabs may be open at once; each is a process of the program."""

_PROCESSES = 2 * SESSIONS  # with those of tabs that were closed, which take a moment to end

_FULL = f"{SESSIONS} sessions are open, which is the most: close a tab and load this page again\n"
_HEARTBEAT = 15.0  # seconds between two looks at whether a browser is still there
_MESSAGE = 1 << 22  # bytes: the longest paste
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Server:
    """One workspace in a browser."""

    def __init__(self, title: str, opens: Sequence[str], say: Say) -> None:
        """Set it up; nothing listens yet.

        Args:
            title: What the page is called.
            opens: What `tui.serving.seat` is given in every session.
            say: Is told what went wrong in a session.
        """
        self._page = page(one_line(title))
        self.opens = tuple(opens)
        """What every session opens: a workspace, an annotator, articles."""
        self._say = say
        self._door = Door()
        self._sockets: set[web.WebSocketResponse] = set()
        self._room = asyncio.Semaphore(_PROCESSES)
        self.sessions: set[int] = set()
        """The processes that there are now, by number."""

    def app(self, guard: Guard) -> web.Application:
        """What answers requests, behind a guard."""
        app = web.Application(middlewares=[self._door.middleware(), guard.middleware()])
        app.router.add_get("/", self._index)
        app.router.add_get("/assets/{name}", _asset)
        app.router.add_get("/ws", self._session)
        app.on_response_prepare.append(guard.dress)
        app.on_shutdown.append(self._close)
        return app

    async def run(self, listener: socket.socket, guard: Guard, ready: Callable[[], None]) -> None:
        """Serve until a signal ends it; no session is left then.

        Args:
            listener: What listens already; it is closed in the end.
            guard: What stands before every request.
            ready: Is called once, when whoever asks is answered.
        """
        tell_of_errors(self._say)
        runner = web.AppRunner(
            self.app(guard),
            access_log=None,
            handle_signals=False,
            keepalive_timeout=SILENCE,  # from the first byte on, not only between two requests
            shutdown_timeout=4 * GRACE,
        )
        await runner.setup()
        if not runner.server:
            raise RuntimeError("a runner without its server")
        site = await self._door.open(runner.server, listener)
        try:
            stopped = _stopped()
            ready()
            await stopped.wait()
        finally:
            site.close()
            await runner.cleanup()

    # -- what is asked for -----------------------------------------------------------------------

    async def _index(self, _: web.Request) -> web.Response:
        if len(self._sockets) >= SESSIONS:
            return web.Response(status=503, text=_FULL)
        return web.Response(text=self._page, content_type="text/html")

    async def _session(self, request: web.Request) -> web.WebSocketResponse:
        """One tab, from its opening to the end of its process."""
        if len(self._sockets) >= SESSIONS:
            raise web.HTTPServiceUnavailable(text=_FULL)
        tab = web.WebSocketResponse(
            heartbeat=_HEARTBEAT, max_msg_size=_MESSAGE, compress=False, timeout=GRACE
        )
        self._sockets.add(tab)
        try:
            await tab.prepare(request)
            size = Size.usable(request.query.get("width"), request.query.get("height"))
            async with self._room:
                await self._converse(tab, size)
        finally:
            self._sockets.discard(tab)
        return tab

    async def _converse(self, tab: web.WebSocketResponse, size: Size) -> None:
        """Carry keys and paint between a tab and its process until one of them ends."""
        session = await Session.begin(self.opens, size)
        self.sessions.add(session.pid)
        both = [
            asyncio.create_task(_hand_on(tab, session)),
            asyncio.create_task(_show(tab, session)),
        ]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
            if tab.closed:  # its place is free for the next, such as the same page loaded again
                self._sockets.discard(tab)
            await self._end(tab, session)

    async def _end(self, tab: web.WebSocketResponse, session: Session) -> None:
        """End a process, and show what it complained of, if anything."""
        told = await session.end()
        self.sessions.discard(session.pid)
        for line in told.splitlines():
            self._say(line)
        with suppress(ConnectionError, RuntimeError):  # the tab may be closed
            if told:
                await tab.send_bytes(safe_for_terminal(told).replace("\n", "\r\n").encode())
            await tab.close()

    async def _close(self, _: web.Application) -> None:
        """Close all tabs, which ends their processes."""
        closing = (tab.close(code=WSCloseCode.GOING_AWAY) for tab in (*self._sockets,))
        await asyncio.gather(*closing, return_exceptions=True)


async def _asset(request: web.Request) -> web.Response:
    """A file of the page, by its name."""
    asset = ASSETS.get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    return web.Response(body=asset.read(), headers={"Content-Type": asset.kind})


async def _show(tab: web.WebSocketResponse, session: Session) -> None:
    async for data in session.paints():
        await tab.send_bytes(data)


async def _hand_on(tab: web.WebSocketResponse, session: Session) -> None:
    async for message in tab:
        if message.type is WSMsgType.TEXT:
            await _heed(tab, session, message.data)


async def _heed(tab: web.WebSocketResponse, session: Session, sent: str) -> None:
    """Do what the terminal in the page asks for; whatever else is sent is let be."""
    try:
        said = json.loads(sent)
    except (ValueError, RecursionError):
        return
    match said:
        case ["stdin", str(text)]:
            await session.type(text)
        case ["resize", {"width": columns, "height": rows}]:
            await session.resize(Size.usable(columns, rows))
        case ["focus"]:
            await session.focus(has_keys=True)
        case ["blur"]:
            await session.focus(has_keys=False)
        case ["ping", str(at)]:
            await tab.send_json(["pong", at])


def _stopped() -> asyncio.Event:
    """Set by the first signal that asks for the end; where there are none, Ctrl-C raises."""
    stopped = asyncio.Event()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is None or (name == "SIGHUP" and signal.getsignal(number) == signal.SIG_IGN):
            continue  # as nohup wants it
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped

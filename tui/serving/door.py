"""How many connections there may be, and for how long one may say nothing.

Whoever uses this machine can connect, also without the token. What they hold open must not keep out
those who have it: a connection that asks for nothing is closed after some seconds, and where there
are too many, the oldest of those makes room for the next.
"""

import asyncio
import socket

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

CONNECTIONS = 48
"""How many there may be at once: far more than all the tabs need."""

SILENCE = 10.0
"""Seconds until a request's head must be there: the first one, and each after it."""

_AT_ONCE = 16  # how many are taken in before those that are too many are closed


class Door:
    """What lets connections in."""

    def __init__(self) -> None:
        """Nothing is let in yet."""
        self._busy: set[asyncio.BaseProtocol] = set()

    def middleware(self) -> Middleware:
        """What notes on which connections a request is being answered: those are left alone."""

        @web.middleware
        async def noted(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._busy.add(request.protocol)
            try:
                return await handler(request)
            finally:
                self._busy.discard(request.protocol)

        return noted

    async def open(self, server: web.Server, listener: socket.socket) -> asyncio.Server:
        """Let connections to a server in; gives what is to be closed in the end."""
        loop = asyncio.get_running_loop()

        def come() -> asyncio.BaseProtocol:
            loop.call_later(0, self._make_room, server)  # once it is counted itself
            return server()

        return await loop.create_server(come, sock=listener, backlog=_AT_ONCE)

    def _make_room(self, server: web.Server) -> None:
        there = server.connections  # the oldest first
        idle = [one for one in there if one not in self._busy and one.transport]
        for one in idle[: max(0, len(there) - CONNECTIONS)]:
            one.force_close()

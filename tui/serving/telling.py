"""What went wrong in the server, said in a line each: no traceback, and nothing that was asked for.

Whoever connects can make a server complain as often as they like, and in words of their choice.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from aiohttp.http_exceptions import HttpProcessingError

Say = Callable[[str], None]
"""Is told something in one line."""

_LOGGERS = ("aiohttp", "asyncio")


class Telling(logging.Handler):
    """Says in one line what would be logged; the same line is not said twice running."""

    def __init__(self, say: Say) -> None:
        super().__init__(logging.WARNING)
        self._say = say
        self._last = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        error = record.exc_info[1] if record.exc_info else None
        line = f"diptych: {record.getMessage().partition(chr(10))[0]}{_why(error)}"
        if line != self._last:
            self._say(line)
        self._last = line


def _why(error: BaseException | None) -> str:
    """What an error says; of a request that is none only what kind: it would quote the token."""
    if error is None:
        return ""
    kind = type(error).__name__
    return f": {kind}" if isinstance(error, HttpProcessingError) else f": {kind}: {error}"


def tell_of_errors(say: Say) -> None:
    """Let all that goes wrong in the running loop and in its server be said."""
    telling = Telling(say)
    for name in _LOGGERS:
        log = logging.getLogger(name)
        log.handlers[:] = [telling]
        log.propagate = False
    asyncio.get_running_loop().set_exception_handler(_log)


def _log(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """As the loop does by itself, but for the objects that it would describe."""
    error = context.get("exception")
    logging.getLogger("asyncio").error("%s", context["message"], exc_info=error)

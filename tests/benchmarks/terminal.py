"""A terminal that notes when bytes arrive. It shows nothing, but gets all that a real one would."""

import asyncio
from time import perf_counter, process_time
from typing import Any, NamedTuple

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

SIZE = (120, 40)
"""Columns and rows."""

_QUIET = 0.03  # seconds without bytes after which a key is dealt with; Textual paints every 1/60 s


class Terminal(HeadlessDriver):
    """Takes the bytes, so that Textual renders all of them, and notes when each lot came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arrivals: list[tuple[float, int]] = []
        """When bytes came, and how many."""

    @property
    def is_headless(self) -> bool:
        """It counts as a real terminal: for a headless one Textual renders nothing."""
        return False

    def write(self, data: str) -> None:
        """Take what a terminal would be sent."""
        size = len(data.encode())
        self.arrivals.append((perf_counter(), size))


class Pressed(NamedTuple):
    """What a key led to."""

    latency: float
    """Seconds from the key to the first bytes."""
    work: float
    """Seconds of the process's CPU from the key until all is quiet."""
    sent: int
    """Bytes sent to the terminal in all."""


async def press(app: App[Any], key: str) -> Pressed:
    """Press a key as the driver of a real terminal would, and wait until all is quiet."""
    terminal = app._driver
    assert isinstance(terminal, Terminal)
    terminal.arrivals.clear()
    event = events.Key(key, key if len(key) == 1 else None)
    started, worked = perf_counter(), process_time()
    terminal.process_message(event)
    await quiet(terminal)
    arrivals = terminal.arrivals
    return Pressed(
        arrivals[0][0] - started, process_time() - worked, sum(size for _, size in arrivals)
    )


async def quiet(terminal: Terminal) -> None:
    """Wait for bytes, and then until no more come."""
    while True:
        await asyncio.sleep(_QUIET / 2)
        if terminal.arrivals and perf_counter() - terminal.arrivals[-1][0] > _QUIET:
            return

"""Two ways to sit at the program, alike to a journey: without a terminal, and in a real one."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from tests.journeys.terminal import Terminal
from tests.stage import Stage, played


class Seat(Protocol):
    """Keys to press and a screen to look at."""

    async def press(self, *keys: str) -> None:
        """Press keys."""

    async def type(self, text: str) -> None:
        """Type a text."""

    async def says(self, text: str) -> None:
        """Wait until the status line says something."""

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""

    def shown(self) -> str:
        """The whole screen."""

    async def left(self) -> None:
        """Wait until the program has ended."""


class PilotSeat:
    """At the program in this process."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.press, self.type = stage.press, stage.type
        self.says, self.sees, self.shown = stage.says, stage.sees, stage.shown
        self.until = stage.until

    async def left(self) -> None:
        """Wait until the program has ended."""
        await self.stage.until(lambda: self.stage.app._exit, "the end")
        assert self.stage.app.return_code == 0


class TerminalSeat:
    """At the program in a terminal."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    async def press(self, *keys: str) -> None:
        """Press keys."""
        self.terminal.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text."""
        self.terminal.send(text.encode())

    async def says(self, text: str) -> None:
        """Wait until the status line says something."""
        self.terminal.says(text)

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self.terminal.sees(text)

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        self.terminal.until(lambda _: condition(), what)

    def shown(self) -> str:
        """The whole screen."""
        return str(self.terminal.picture)

    async def left(self) -> None:
        """Wait until the program has ended."""
        assert self.terminal.ended() == 0
        assert self.terminal.picture.strange == []


@asynccontextmanager
async def without_terminal(path: Path, annotator: str = "ana") -> AsyncIterator[Seat]:
    """Sit down at the program in this process."""
    async with played(path, annotator, size=(160, 40)) as stage:
        yield PilotSeat(stage)


@asynccontextmanager
async def in_terminal(path: Path, annotator: str = "ana") -> AsyncIterator[Seat]:
    """Sit down at the program in a terminal."""
    with Terminal("open", path, "--annotator", annotator, size=(160, 40)) as terminal:
        yield TerminalSeat(terminal)

"""The program played by keys without a terminal: what tests of screens stand on.

Keys go the way of a terminal's keys, through the driver. After each of them everything that it set
off on the loop, in workers and in the workspace's thread is waited for: no test sleeps.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from pkgutil import resolve_name
from threading import Event
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key as key_name
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from annotations.model import Span
from annotations.workspace import Workspace
from tui.app import Diptych
from tui.screens.library import Library
from tui.screens.place import Place
from tui.screens.proposals import Proposals
from tui.screens.reader import Reader
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line

PATIENCE = 60.0
"""Seconds after which a condition that has not come about is a failure."""

_POLL = 0.001
_ROUNDS = 20
"""How often to look whether keys that were typed ahead have been run."""

_PRINTED = {"space": " "}


class Stage:
    """A running program, the hands on its keys, and eyes on its screen."""

    def __init__(self, app: Diptych, pilot: Pilot[None], workspace: Workspace) -> None:
        self.app = app
        self.pilot = pilot
        self.ws = workspace
        """The same file, opened a second time to see what is in it."""

    # -- hands -----------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, each after all that the one before set off is done."""
        for key in keys:
            await self.burst(key)

    async def burst(self, *keys: str) -> None:
        """Press keys without waiting in between, as fast hands do."""
        self.send(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.burst(*text)

    def send(self, *keys: str) -> None:
        """Press keys and wait for nothing."""
        for key in keys:
            long = key_name(key) if len(key) == 1 else key
            self._send(events.Key(long, key if len(key) == 1 else _PRINTED.get(key)))

    def _send(self, event: events.Event) -> None:
        driver = self.app._driver
        assert driver is not None
        event.set_sender(self.app)
        driver.send_message(event)

    async def settle(self) -> None:
        """Wait until nothing is under way any more, keys that were typed ahead included."""
        quiet = 0
        for _ in range(_ROUNDS):
            if quiet == 3:
                return
            await self._drain()
            await self._handed()
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.app._animator.wait_until_complete()
            if self.app._exit:
                return
            quiet = 0 if self.app.held else quiet + 1

    async def _handed(self) -> None:
        """Wait until the workspace's thread has done what it was asked to."""
        with suppress(RuntimeError):  # it has ended with the program
            await asyncio.wrap_future(self.app.hand._thread.submit(lambda: None))

    async def _drain(self) -> None:
        """Wait until all that waits now in the queues of the app and the screen is dealt with.

        Textual's own way of waiting never ends where a widget goes away meanwhile.
        """
        nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
        waiting = {node: asyncio.Event() for node in nodes}
        for node, dealt_with in waiting.items():
            if not node.call_later(dealt_with.set):
                dealt_with.set()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while any(node.is_running and not event.is_set() for node, event in waiting.items()):
            assert loop.time() < deadline, "the screen does not come to rest"
            if self.app._exception:
                raise self.app._exception
            await asyncio.sleep(_POLL)

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while not condition():
            assert loop.time() < deadline, f"never came about: {what}\n{self.shown()}"
            if self.app._exception:
                raise self.app._exception
            await asyncio.sleep(_POLL)

    async def says(self, text: str) -> None:
        """Wait until the status line says something."""
        await self.until(lambda: text in self.status, f"status: {text}")

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.until(lambda: text in self.shown(), text)

    # -- eyes ------------------------------------------------------------------------------------

    def shown(self) -> str:
        """All that the screen on top shows."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def place(self) -> Place:
        """The place under any dialog."""
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, Place))

    @property
    def status(self) -> str:
        """What the status line says."""
        return self._line("#status")

    @property
    def echo(self) -> str:
        """What the Reader's line about the current span says."""
        return self._line("#echo")

    def _line(self, query: str) -> str:
        found = self.place.query(query)
        return found.only_one(Line).content.plain if found else ""

    @property
    def reader(self) -> Reader:
        """The Reader, which must be the place."""
        assert isinstance(self.place, Reader), self.place
        return self.place

    @property
    def library(self) -> Library:
        """The Library, which must be the place."""
        assert isinstance(self.place, Library), self.place
        return self.place

    @property
    def proposals(self) -> Proposals:
        """The Proposals, which must be the place."""
        assert isinstance(self.place, Proposals), self.place
        return self.place

    @property
    def view(self) -> ArticleView:
        """The Reader's active text."""
        return self.reader.view

    # -- the file --------------------------------------------------------------------------------

    @property
    def acts(self) -> int:
        """How many acts the history has."""
        return int(self.ws.store.value("select count(*) from history"))

    def spans(self, label: str | None = None) -> list[Span]:
        """All spans in the file, in reading order."""
        found = [s for a in self.ws.articles.ids() for s in self.ws.spans.in_article(a)]
        return [span for span in found if label in (None, span.label)]

    def texts(self, label: str | None = None) -> list[str]:
        """What is tagged, in reading order."""
        return [span.text for span in self.spans(label)]

    def go_to(self, words: str) -> None:
        """Put the caret before some words of the active text, as a click would."""
        self.view.place(self.view.text.index(words))

    def pick(self, words: str) -> None:
        """Select some words of the active text, as dragging the mouse would."""
        start = self.view.text.index(words)
        self.view.select(start, start + len(words))

    async def pick_over_there(self, words: str) -> None:
        """Select some words of the other pane's text, by way of Tab, and come back."""
        await self.press("tab")
        self.pick(words)
        await self.press("tab")


class Held:
    """A function that waits to be let go before it does what it always does."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self.begun = Event()
        """Set once it has been called."""
        self._free, self._real = Event(), real

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.begun.set()
        assert self._free.wait(PATIENCE), "never let go"
        return self._real(*given, **named)

    def let_go(self) -> None:
        """Let it do its work, this time and from now on."""
        self._free.set()


def held(monkeypatch: pytest.MonkeyPatch, name: str) -> Held:
    """Hold up a function of the program, given by module and name."""
    function = Held(resolve_name(name))
    monkeypatch.setattr(name, function)
    return function


@asynccontextmanager
async def played(
    path: Path,
    annotator: str = "ana",
    articles: tuple[str, ...] = (),
    *,
    screen: str | None = None,
    size: tuple[int, int] = (100, 30),
) -> AsyncIterator[Stage]:
    """Run the program on a workspace file for the length of a `with`."""
    with Workspace.open(path, annotator) as workspace:
        app = Diptych(path, annotator, workspace.codebook(), articles, screen)
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot, workspace)
            await stage.until(lambda: isinstance(app.screen, Place), "the first screen")
            await stage.settle()
            yield stage
            if not app._exit:
                app.stop_matching()
                await stage.settle()

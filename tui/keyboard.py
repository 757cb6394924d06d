"""How keys reach the program: one after the other, each done before the next is looked at.

And the end of it, where the terminal is gone that they came from.
"""

import asyncio
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.screens.place import Lookup, Place
from tui.widgets.article_view import ArticleView

_ANSWERS = ("enter", "escape")  # keys that end a question
_PATIENCE = 0.25  # seconds
_LOOK = 2.0  # seconds between two looks at whether the terminal is still there


_key_events = XTermParser._sequence_to_key_events  # noqa: SLF001 (there is no public seam)


def _without_alt(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002 (as there)
    """The keys that a sequence stands for, Esc and a key typed fast among them.

    Terminals send Esc and that key for Alt and a key. Over a slow line, or in a multiplexer that
    holds Esc back, both arrive in one go when they were pressed one after the other; and then the
    Esc is meant, as nothing here has Alt.
    """
    if alt:
        yield events.Key("escape", "\x1b")
    yield from _key_events(parser, sequence)


XTermParser._sequence_to_key_events = _without_alt  # type: ignore[method-assign,assignment] # noqa: SLF001


class KeyboardApp(App[None]):
    """An app for fast hands: keys typed in one go do what they do when typed slowly."""

    def __init__(self) -> None:
        super().__init__()
        self.held: deque[events.Key] = deque()
        """Keys typed ahead of what they are meant for, and all those behind them."""
        self._holder: object = None  # the screen where they were typed
        self._answered = False  # whether what they are meant for shows

    def on_ready(self) -> None:
        """Look after the terminal, where there is one."""
        if _has_terminal():
            self.set_interval(_LOOK, _end_without_terminal)
            with suppress(NotImplementedError):  # a system without such signals
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._terminated)

    def _terminated(self) -> None:
        """End as quitting does, as the machine shuts down; told again, end at once."""
        asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
        self.exit(return_code=128 + signal.SIGTERM)

    @property
    def here(self) -> Place | None:
        """The place under any dialog; there is none any more when the program has ended."""
        places = (s for s in reversed(self.screen_stack) if isinstance(s, Place))
        return next((place for place in places if place.query("#status")), None)

    async def on_event(self, event: events.Event) -> None:
        """Run a key at once; by itself it would get here again through five queues.

        On that way a key may also meet a screen that the key before it has left already.
        """
        if isinstance(event, events.Key) and event.is_forwarded:
            return  # it comes back from a widget that had no use for it
        if isinstance(event, events.Key):
            if self.held:
                await self._run_held()
            if not (self._exit or self._holds(event)):
                await self._take(event)
        elif isinstance(event, events.Paste) and isinstance(self.focused, Input):
            lines = event.text.splitlines()
            self.focused.replace("".join(lines[:1]), *sorted(self.focused.selection))
        else:
            await super().on_event(event)

    # -- keys typed ahead ------------------------------------------------------------------------

    def _lookup(self) -> Lookup | None:
        """What the place looks for that has the keys."""
        place = self.screen
        lookup = place.looks_for() if isinstance(place, Place) else None
        return None if lookup is None or isinstance(self.focused, Input) else lookup

    def _holds(self, key: events.Key) -> bool:
        """Whether a key waits until what it is meant for shows; with it all wait behind it."""
        lookup, place = self._lookup(), self.screen
        if lookup is None or not isinstance(place, Place):
            return False
        if self.held and key.key == self.held[-1].key == "escape":
            self._give_up()
            return True
        bindings = place._bindings.key_to_bindings.get(key.key, ())  # noqa: SLF001 (as below)
        meant = any((binding.id or "").startswith(lookup.commands) for binding in bindings)
        if meant or self.held:
            self.held.append(key)
            self._holder = place
            place.say(f"{lookup.words} · Esc twice gives up", tone="$accent")
        return bool(self.held)

    def let_go(self) -> None:
        """Run what was held, before any key that comes now: what it is meant for shows."""
        if self.held:
            self._answered = True
            self.call_next(self._run_held)

    async def _run_held(self) -> None:
        if not self.held:
            return
        lost = not self._answered and self._lookup() is None
        if lost or self.screen is not self._holder:
            self._give_up()  # something was clicked: they would run on another thing
        while self.held and self._lookup() is None:
            await self._take(self.held.popleft())
            self._holder = self.screen
        self._answered = False

    def _give_up(self) -> None:
        """Forget what is held."""
        self.held.clear()
        if place := self.here:
            place.say("the keys typed ahead were given up", tone="$warning")

    # -- running them ----------------------------------------------------------------------------

    async def _take(self, key: events.Key) -> None:
        """Run a key; those typed after the one that quits are nobody's."""
        if not (self._exit or await self._run_key(key)):
            await super().on_event(key)

    async def _run_key(self, event: events.Key) -> bool:
        """Run what a key is bound to; whether it meant anything."""
        focused = self.focused
        if isinstance(focused, ArticleView):
            return await self._run_reading(event)
        screen, place = self.screen, self.here
        if isinstance(focused, Input) and not event.is_printable:
            await _caught_up(*focused.ancestors_with_self)  # with what was typed so far
        if await self._check_bindings(event.key, priority=True):
            done = True
        elif isinstance(focused, Input) and event.is_printable and event.character:
            focused.replace(event.character, *sorted(focused.selection))
            return True
        else:
            done = await self._check_bindings(event.key)
        asked = isinstance(focused, Input) or isinstance(screen, ModalScreen)
        if done and event.key in _ANSWERS and asked:
            await _caught_up(focused, screen, place)  # what it answers is done before the next key
        return done

    async def _run_reading(self, event: events.Key) -> bool:
        """Run a key while a text is read: the shortest way, as there most keys are pressed."""
        if isinstance(self.screen, Place) and await self.screen.take_key(event):
            return True
        for node in (self.screen, self):
            bindings = node._bindings.key_to_bindings  # noqa: SLF001 (the public way copies all)
            for binding in bindings.get(event.key, ()):
                if await self.run_action(binding.action, node):
                    return True
        return False


def _has_terminal() -> bool:
    keys = sys.__stdin__
    return keys is not None and not keys.closed and os.isatty(keys.fileno())


def _end_without_terminal() -> None:
    """End as a hang-up ends a program, where nobody has told this one of it.

    Only the first program in a terminal is told. One that goes on running, as ``make`` does, leaves
    the others with a terminal that no key will ever come from, read over and over. Nothing is lost:
    whatever was done is in the file.
    """
    if not _has_terminal():
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGHUP)


async def _caught_up(*nodes: MessagePump | None) -> None:
    """Wait until each has dealt with what waits for it now, unless it goes away meanwhile."""
    for node in nodes:
        done = asyncio.Event()
        if node is None or isinstance(node, App):  # the app waits here itself
            continue
        if node.is_running and node.call_later(done.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _PATIENCE)

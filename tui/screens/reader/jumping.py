"""The Reader's keys that go straight to a place: a word, a character, a span under another."""

from typing import NamedTuple

from textual import events
from textual.content import Content

from annotations.model import Span
from annotations.text.segments import Stretch
from tui.screens.reader.moving import Moving
from tui.screens.reader.side import Side
from tui.text.display import both_ends
from tui.text.finding import find
from tui.widgets.lines import styled

_QUOTED = 60
"""Codepoints of a span that are shown."""


class Jump(NamedTuple):
    """A jump to a word, which waits for two letters."""

    boundary: str | None
    """The end of the current span to take there, ``start`` or ``end``; None for the caret."""
    typed: str = ""
    """The letters that were typed."""

    @property
    def words(self) -> str:
        """What is waited for."""
        return f"jump: now {'the second letter' if self.typed else 'two letters'}"


class Find(NamedTuple):
    """A search for a character, which waits for it."""

    boundary: str | None
    """As in `Jump`."""
    times: int
    """Which occurrence is wanted."""
    back: bool
    """Whether to look towards the start."""

    @property
    def words(self) -> str:
        """What is waited for."""
        times = f"{self.times} times " if self.times > 1 else ""
        return f"find {times}{'back' if self.back else 'on'}: now a character"


class Jumping(Moving):
    """Going straight to a place."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._awaiting: Jump | Find | None = None
        self._sought: tuple[str, bool] | None = None  # a character, and whether backwards

    def action_jump(self) -> None:
        """Show two letters over each word in view, and wait for those of one of them."""
        jump = Jump(self._boundary())
        self.start_afresh()
        self.view.show_jumps()
        if self.view.hints:
            self._await(jump)
        else:
            self.complain("no word in view")

    def action_find(self, step: int) -> None:
        """Wait for the character to go to, further on (1) or before the caret (-1)."""
        search = Find(self._boundary(), self.count or 1, step < 0)
        self.start_afresh()
        self._await(search)

    async def action_find_again(self, step: int) -> None:
        """Go to the same character again, in the same direction (1) or the other (-1)."""
        boundary, times = self._boundary(), self.count or 1
        self.start_afresh()
        if self._sought:
            character, back = self._sought
            await self._seek(character, Find(boundary, times, back is (step > 0)))
        else:
            self.complain("no character was looked for: z and the character does that")

    def action_cycle(self, step: int = 1) -> None:
        """Make the next (1) or previous (-1) of several spans here the current one."""
        step *= self.count or 1
        self.start_afresh()
        number, of = self.view.cycle(step)
        if of:
            self.say(f"span {number} of {of} here", tone="$text-muted")
        else:
            self.complain("no span here to choose between")

    # -- waiting for a key that is no command ----------------------------------------------------

    def _boundary(self) -> str | None:
        return self.pending if self.pending in ("start", "end") else None

    def _await(self, what: Jump | Find) -> None:
        self._awaiting = what
        self.show_status()

    @property
    def awaited(self) -> Jump | Find | None:
        """What waits for a key that is no command now; hints go when the text moves under them."""
        gone = isinstance(self._awaiting, Jump) and not self.view.hints
        return None if gone else self._awaiting

    def start_afresh(self) -> None:
        """Forget a jump or search that waits, too."""
        self._forget()
        super().start_afresh()

    def _forget(self) -> None:
        if self._awaiting:
            self._awaiting = None
            self.view.hide_hints()
            self.show_status()

    def activate(self, side: Side) -> None:
        """Forget what waits in the half that one leaves."""
        self._forget()
        super().activate(side)

    def on_screen_suspend(self) -> None:
        """Forget it where a dialog or another place comes up."""
        self._forget()

    def standing(self) -> Content:
        """What is waited for, before all else."""
        what = self.awaited
        if what is None:
            return super().standing()
        boundary = f"{what.boundary}, " if what.boundary else ""
        said = styled(f" {boundary}{what.words}, or Esc ", "bold reverse $accent")
        return Content.assemble(said, "  ", super().standing())

    async def take_key(self, event: events.Key) -> bool:
        """Take a letter or character that is waited for, whatever command its key has."""
        what, character = self.awaited, event.character if event.is_printable else None
        if what is None:
            return await super().take_key(event)
        if event.key == "escape":
            self._forget()
        elif isinstance(what, Jump):
            await self._take_letter(what, (character or "").casefold())
        else:
            await self._take_character(what, character)
        return True

    async def _take_letter(self, jump: Jump, letter: str) -> None:
        typed = jump.typed + letter
        word = self.view.hints.get(typed)
        self.view.narrow_hints(typed)
        if word is not None:
            self.start_afresh()
            await self._arrive(self.view.segments.word(word) or Stretch(word, word), jump.boundary)
        elif letter and self.view.hints:
            self._await(jump._replace(typed=typed))
        else:
            self.start_afresh()
            self.complain(f"no word has the letters {typed}" if letter else "that is no letter")

    async def _take_character(self, search: Find, character: str | None) -> None:
        self.start_afresh()
        if character:
            self._sought = character, search.back
            await self._seek(character, search)
        else:
            self.complain("that key is no character: nothing was looked for")

    # -- arriving --------------------------------------------------------------------------------

    async def _seek(self, character: str, search: Find) -> None:
        place, at_end = self.view.caret, self.view.at_end
        span = self.view.current if search.boundary else None
        if span:
            at_end = search.boundary == "end"
            place = span.end if at_end else span.start
        found = find(self.view.text, character, place, search.times, back=search.back, end=at_end)
        if found:
            await self._arrive(found, search.boundary)
        else:
            times = f"{search.times} times " if search.times > 1 else ""
            where = "before this" if search.back else "further on"
            self.complain(f"“{character}” is not {times}{where} in this article")

    async def _arrive(self, stretch: Stretch, boundary: str | None) -> None:
        """Go to a stretch, or take the current span's boundary there: its end goes behind it."""

        async def bound(span: Span) -> None:
            if boundary == "start":
                await self.set_bounds(span, stretch.start, span.end)
            else:
                await self.set_bounds(span, span.start, stretch.end)

        if boundary:
            await self.with_span(bound)
        else:
            self.view.arrive(stretch)

    async def set_bounds(self, span: Span, start: int, end: int) -> None:
        """Give a span other boundaries; white space is left out."""
        text = self.view.text
        while start < end and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            self.complain(f"that would leave nothing of this {span.label}: x deletes it")
            return
        await self.move_span(span, start, end)

    async def move_span(self, span: Span, start: int, end: int) -> None:
        """Give a span other boundaries."""
        side = self.active
        changed = await self.work(lambda ws: ws.spans.move(span.id, start, end))
        if changed:
            side.note_ending(changed, span)
            side.stand_on(changed)
            self.learn([span, changed])
            self.say(f"{changed.label}: “{both_ends(changed.text, _QUOTED)}”")

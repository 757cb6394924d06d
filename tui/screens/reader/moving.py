"""The Reader's keys that change nothing: motions and selection."""

from typing import NamedTuple

from tui.screens.reader.searching import Searching
from tui.screens.reader.side import Side


class Grown(NamedTuple):
    """One step of growing a selection."""

    side: Side
    """The half that it is in."""
    after: tuple[int, int] | None
    """What was selected then."""
    before: tuple[int, int] | None
    """What had been, or nothing."""
    caret: int
    """Where the caret was."""


class Moving(Searching):
    """Getting about."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._grown: list[Grown] = []

    # -- motions ---------------------------------------------------------------------------------

    async def action_digit(self, digit: int) -> None:
        """Type a count before a motion; 0 alone is the motion to the start of the row."""
        if digit == 0 and self.count is None:
            await self.action_move("row_start")
        else:
            self.count = min((self.count or 0) * 10 + digit, 1_000_000)
            self.show_status()

    async def action_move(self, motion: str) -> None:
        """Move the caret, or the boundary that waits for a motion."""
        pending, count = self.pending, self.count or 1
        self.start_afresh()
        if pending in ("start", "end"):
            await self.move_boundary(pending, motion, count)
        else:
            self.view.go(motion, count)

    async def move_boundary(self, which: str, motion: str, count: int) -> None:
        """Move the start or end of the current span: a matter of tagging."""
        raise NotImplementedError

    def action_extend(self, motion: str) -> None:
        """Extend the selection by a motion."""
        count = self.count or 1
        self.start_afresh()
        self.view.go(motion, count, extend=True)

    def action_mark(self) -> None:
        """Select from here on by any motion; again to stop."""
        self.start_afresh()
        self.view.mark()

    def action_other_pane(self) -> None:
        """Go to the other pane."""
        self.start_afresh()
        if self.other.contents:
            self.activate(self.other)
            self.answer()
        else:
            self.complain("only one article is open: L opens the Library, Space there marks two")

    def action_grow(self) -> None:
        """Grow the selection: word, name, sentence or quotation, paragraph."""
        self.start_afresh()
        self._forget_other_growth()
        view, before, caret = self.view, self.view.selection, self.view.caret
        self.active.select_larger()
        if view.selection == before:
            self.say("as far as it goes: V goes back", tone="$text-muted")
        else:
            self._grown.append(Grown(self.active, view.selection, before, caret))

    def _forget_other_growth(self) -> None:
        """Forget how something else was selected than what is now."""
        now = self.active, self.view.selection
        if self._grown and (self._grown[-1].side, self._grown[-1].after) != now:
            self._grown.clear()

    def action_shrink(self) -> None:
        """Take back the last growth of the selection; else shrink it, towards its start."""
        self.start_afresh()
        self._forget_other_growth()
        view = self.view
        if self._grown:
            grown = self._grown.pop()
            if grown.before:
                view.select(*grown.before)
            else:
                view.place(grown.caret)
        else:
            self.active.select_smaller()

    def action_escape(self) -> None:
        """Forget whatever is half done, nearest first."""
        waited = self.pending or self.count is not None
        self.start_afresh()
        if not waited:
            self.give_up()

    def give_up(self) -> None:
        """Forget what is selected; where nothing is, the hits."""
        if self.view.selection or self.view.marking:
            self.view.place(self.view.spot)
        else:
            self.forget_hits()
        self.show_status()

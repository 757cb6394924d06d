"""The Reader's keys that change nothing: motions and selection."""

from annotations.text.natural import grow, shrink
from annotations.text.segments import Stretch
from tui.screens.reader.searching import Searching


class Moving(Searching):
    """Getting about."""

    # -- motions ---------------------------------------------------------------------------------

    def action_digit(self, digit: int) -> None:
        """Type a count before a motion; 0 alone goes to the start of the row."""
        if digit == 0 and self.count is None:
            self.view.go("row_start")
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
        view = self.view
        start, end = view.selection or (view.caret, view.caret)
        view.select(*grow(view.segments, Stretch(start, end)))

    def action_shrink(self) -> None:
        """Shrink the selection, back towards the middle of it."""
        self.start_afresh()
        view = self.view
        if view.selection:
            stretch = Stretch(*view.selection)
            smaller = shrink(view.segments, stretch, stretch.start)
            if smaller == stretch:
                view.place(stretch.start)
            else:
                view.select(*smaller)

    def action_escape(self) -> None:
        """Forget whatever is half done, nearest first."""
        waited = self.pending or self.count is not None
        self.start_afresh()
        if waited:
            return
        if self.view.selection or self.view.marking:
            self.view.place(self.view.spot)
        else:
            self.forget_hits()
        self.show_status()

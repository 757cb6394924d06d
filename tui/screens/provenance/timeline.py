"""The timeline: who had each claim first, and who repeated it; its keys."""

from tui.screens.dialogs import Ask
from tui.screens.provenance.timeline_base import ORDERS, TimelineBase


class Timeline(TimelineBase):
    """Claims down, days across."""

    def action_go(self, motion: str) -> None:
        """Move the cursor up or down."""
        self.hush()
        self.at = 0
        self.rows.go(motion)

    def action_report(self, by: int) -> None:
        """Go to the next report of the claim, or the one before."""
        self.hush()
        if self.track:
            self.at = max(0, min(self.at + by, len(self.track.points) - 1))
            self.rows.repaint((self.rows.cursor,))
            self.show_about()

    def action_order(self) -> None:
        """Earliest first, or most reported first."""
        self.order = (self.order + 1) % len(ORDERS)
        self.fill(self._here())
        self.say(ORDERS[self.order])

    def action_several(self) -> None:
        """Show only claims of several articles, or all."""
        self.hush()
        self.only_several = not self.only_several
        self.fill(self._here())

    def _here(self) -> str | None:
        """The claim group under the cursor."""
        return self.track.row.group.id if self.track and self.track.row else None

    def action_filter(self) -> None:
        """Filter the claims as you type."""
        before, here = self.wanted, self._here()

        def typed(wanted: str) -> None:
            self.wanted = wanted
            self.fill(here)

        def done(wanted: str | None) -> None:
            typed(before if wanted is None else wanted)

        hint = "words of the claim · Esc leaves it"
        self.app.push_screen(Ask("Show only", self.wanted, hint=hint, typed=typed), done)

    async def action_why(self) -> None:
        """Show why the claim under the cursor has so many roots."""
        from tui.screens.provenance.reasons import Why

        if self.track and self.track.row:
            await self.diptych.go(Why(self.track.row.group.spans[0].id, self.whose))

    async def action_register(self) -> None:
        """Go to the register."""
        from tui.screens.provenance.register import Register

        await self.diptych.go(Register(self.whose))

    async def action_open(self) -> None:
        """Open the report under the cursor beside the first one; of the first, the next one."""
        track = self.track
        if track is None or not track.points:
            return
        other = self.at or 1
        both = [track.points[0], *track.points[other : other + 1]]
        starts = [track.row.cells[one.article].spans[0].start if track.row else 0 for one in both]
        await self.diptych.open_reader(tuple(one.article for one in both), tuple(starts))

    async def action_escape(self) -> None:
        """Take the filters off; else go back to the Board."""
        self.hush()
        if self.wanted or self.only_several:
            here, self.wanted, self.only_several = self._here(), "", False
            self.fill(here)
        else:
            await self.diptych.action_board()

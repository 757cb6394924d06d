"""The keys that judge a pair, and those that go from pair to pair."""

from annotations.model import Link
from annotations.workspace.history import Step
from tui.screens.proposals.base import ProposalsBase, changed
from tui.text.display import one_line

_QUOTED = 12
"""Cells of an end that are quoted at least."""
_SAID = 48
"""Cells of what else is said of a verdict."""


class Deciding(ProposalsBase):
    """Judging pairs one by one."""

    async def action_decide(self, number: int) -> None:
        """Judge the pair in view; the same judgement again takes it back."""
        self.hush()
        link, kind = self.link, self.diptych.codebook.link_kinds[number].name
        if link is None:
            return
        left, right, before = link.left.id, link.right.id, self._tally
        if link.kind == kind:
            if await self.did(lambda ws: ws.links.clear(left, right)):
                await self.refresh_from_store((left, right))
                self.say(f"no longer {kind}{changed(before, self._tally)}: {self._waiting()}")
            return
        if await self.did(lambda ws: ws.links.decide(left, right, kind)):
            await self.refresh_from_store((left, right))
            settled = changed(before, self._tally)
            await self._go_on(self._at)
            self.say(f"{kind}: {self._quoted(link)}{settled}: {self._waiting()}")

    def _quoted(self, link: Link) -> str:
        """Both ends, short enough to leave room for what else is said."""
        room = max(_QUOTED, (self.size.width - _SAID) // 2)
        one, other = (one_line(end.text, room) for end in (link.left, link.right))
        return f"“{one}” and “{other}”"

    async def action_skip(self) -> None:
        """Leave this pair for now; the next that waits comes up."""
        self.hush()
        if not await self._go_on(self._at + (not self.loose)):
            self.say("no other pair waits")

    async def action_step(self, by: int) -> None:
        """Go to the next or previous pair, judged or not."""
        self.hush()
        there = self._at + by - (self.loose and by > 0)
        if 0 <= there < len(self._queue or ()):
            await self._go_to(there)

    async def show_step(self, taken: Step) -> str:
        """Show the pair that it was about; what that settles, or opens again."""
        before = self._tally
        await self.refresh_from_store(taken.pair)
        return f"{changed(before, self._tally)}: {self._waiting()}"

"""The keys that judge a pair, and those that go from pair to pair."""

from annotations.model import Link
from annotations.workspace.history import Step
from annotations.workspace.queue import Queue
from tui.screens.proposals.filters import Pair
from tui.screens.proposals.going import Going
from tui.text.display import one_line

_QUOTED = 12
"""Cells of an end that are quoted at least."""
_SAID = 48
"""Cells of what else is said of a verdict."""


class Deciding(Going):
    """Judging pairs one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._judged_last: Pair | None = None  # with the last key, and still in view
        self.just_judged = False
        """Whether the last key was a verdict."""

    def hush(self) -> None:
        """Forget that the last key was a verdict, too."""
        self._judged_last, self.just_judged = None, False
        super().hush()

    async def action_decide(self, number: int) -> None:
        """Judge the pair in view; the same judgement again takes it back.

        Not where it is typed twice in one go: no other pair has come up between.
        """
        typed_again = self._judged_last is not None and self._judged_last == self._pair_in_view()
        self.hush()
        link, kind = self.link, self.diptych.codebook.link_kinds[number].name
        if link is None:
            self._say_nothing_in_view()
        elif link.kind != kind:
            await self._judge(link, kind)
        elif typed_again:
            self._judged_last = self._pair_in_view()
            self.say(f"{kind} already: {self._key('proposals.undo')} takes it back")
        else:
            await self._clear(link, kind)

    async def _judge(self, link: Link, kind: str) -> None:
        pair, before, case = (link.left.id, link.right.id), self._queue, self.case
        if not await self.did(lambda ws: ws.links.decide(*pair, kind)):
            return
        await self.refresh_from_store(pair)
        clashes = case and self.case and self.case.about.conflicts > case.about.conflicts
        settled = self._settled(before)
        self._judged_last = None if await self._go_on(self._at) else pair
        self.just_judged = True
        if clashes:
            back = self._key("proposals.undo")
            self.say(f"{kind} contradicts your earlier verdicts: {back} takes it back",
                     tone="$warning")  # fmt: skip
        elif self._judged_last:
            self.say(f"{kind}{settled} · {self._all_decided()}")
        else:
            self.say(f"{kind}: {self._quoted(link)}{settled}: {self._waiting()}")

    async def _clear(self, link: Link, kind: str) -> None:
        pair, before = (link.left.id, link.right.id), self._queue
        if await self.did(lambda ws: ws.links.clear(*pair)):
            await self.refresh_from_store(pair)
            self.say(f"no longer {kind}{self._settled(before)}: {self._waiting()}")

    def _quoted(self, link: Link) -> str:
        """Both ends, short enough to leave room for what else is said."""
        room = max(_QUOTED, (self.size.width - _SAID) // 2)
        one, other = (one_line(end.text, room) for end in (link.left, link.right))
        return f"“{one}” and “{other}”"

    def _settled(self, before: Queue | None) -> str:
        """How many pairs need no answer any more since then, or need one again."""
        if before is None or self._queue is None:
            return ""
        more = self._queue.settled_since(before)
        if more > 0:
            return f" · settled {more:,} more"
        return f" · {-more:,} more wait{'s' * (more == -1)} again" if more else ""

    async def action_skip(self) -> None:
        """Leave this pair for now; the next that waits comes up."""
        self.hush()
        if not await self._go_on(self._at + (not self.loose)):
            self.say("no other pair waits")

    async def action_step(self, by: int) -> None:
        """Go to the next or previous pair, judged or not."""
        self.hush()
        there = self._at + by - (self.loose and by > 0)
        if self.link is None:
            self._say_nothing_in_view()
        elif 0 <= there < len(self._queue or ()):
            await self._go_to(there)
        else:
            ended = "last pair" if by > 0 else "first pair"
            self.say(ended + f" · {self._all_decided()}" * self.finished)

    async def show_step(self, taken: Step) -> str:
        """Show the first pair that it was about; what that settles, or opens again."""
        before = self._queue
        await self.refresh_from_store(*taken.pairs)
        return f"{self._settled(before)}: {self._waiting()}"

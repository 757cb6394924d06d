"""The Review: how far everybody is, what comes next, and the ways to it."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual.content import Content

from tui.screens.dialogs import Preview
from tui.screens.review.overview import Overview
from tui.screens.review.passes import Passes
from tui.text.amounts import counted
from tui.widgets.lines import plain, styled

Step = Callable[[], Awaitable[None]]
"""Something that can be done next."""


class ReviewHome(Passes):
    """All articles, what comes next, and all that can be done here."""

    def standing(self) -> Content:
        """What comes next."""
        words, step = self._next()
        key = self._key("review.next")
        hint = f" · {key} does that" * bool(step)
        return Content.assemble(
            styled(words, "$accent"), styled(hint, "$text-muted"),
            " · as ", plain(self.diptych.annotator, 20),
        )  # fmt: skip

    def _next(self) -> tuple[str, Step | None]:
        """What comes next, in words, and how to do it; nothing that cannot be taken back."""
        seen = self.seen
        if seen is None:
            return "…", None
        if seen.blind:
            return self._next_blind(seen)
        for of, left in sorted(seen.verifying.items(), key=lambda one: -one[1]):
            if left:
                return f"{left:,} of {of}’s left to verify", partial(self.verify, of)
            return f"all of {of}’s work is ruled on: the pass can end", partial(self.end_verify, of)
        if count := seen.corrections:
            return f"{counted(count, 'correction')} of your work", self.action_corrections
        return self._next_when_done(seen)

    def _next_blind(self, seen: Overview) -> tuple[str, Step | None]:
        if left := seen.left_blind(self.diptych.annotator):
            words = f"you work blind: {counted(len(left), 'article')} not done yet"
            return words, partial(self.diptych.open_reader, (left[0],))
        return "you work blind, and all is done: the pass can end", self.end_blind

    def _next_when_done(self, seen: Overview) -> tuple[str, Step | None]:
        others = [name for name in seen.annotators if name != self.diptych.annotator]
        if self.not_settled is None:
            return "counting disagreements …", None
        if still := sum(self.not_settled.values()):
            return f"{counted(still, 'disagreement')} to settle", self.action_disagreements
        if len(seen.annotators) > 1 and not self._is_new(seen):
            return "nothing waits: agreement in figures", self.action_agreement
        if others:
            blind, verify = self._key("review.blind"), self._key("review.verify")
            return f"{blind} reads blind, {verify} verifies {others[0]}’s work", None
        return "a second annotator opens this file under their own name", None

    def _is_new(self, seen: Overview) -> bool:
        """Whether the annotator has done nothing here yet."""
        return self.diptych.annotator not in seen.annotators

    def hints(self) -> tuple[str, ...]:
        """The ways on."""
        if self.seen and self.seen.blind:
            return ("review.next", "review.open", "review.end", "app.library", "app.help")
        return (
            "review.blind", "review.verify", "review.disagreements", "review.agreement",
            "review.corrections", "review.resolved", "review.end", "app.help",
        )  # fmt: skip

    def _key(self, command: str) -> str:
        return self.diptych.keys.shown(command)[0]

    # -- keys ------------------------------------------------------------------------------------

    async def action_next_step(self) -> None:
        """Do what comes next."""
        _, step = self._next()
        if step:
            await step()

    async def action_open(self) -> None:
        """Open the article in the Reader."""
        if self.chosen:
            await self.diptych.open_reader((self.chosen.id,))

    async def action_corrections(self) -> None:
        """Go to what was corrected in one's work."""
        from tui.screens.review.corrections import Corrections

        if not self.refuse_blind():
            await self.diptych.go(Corrections())

    async def action_disagreements(self) -> None:
        """Go to what annotators do not agree about."""
        from tui.screens.review.disagreements import Disagreements

        if not self.refuse_blind():
            await self.diptych.go(Disagreements())

    async def action_agreement(self) -> None:
        """Go to the figures."""
        if not self.refuse_blind():
            await self.diptych.action_agreement()

    async def action_resolved(self) -> None:
        """Mark the article as resolved, or open it again."""
        if self.chosen is None or self.seen is None or self.refuse_blind():
            return
        article, now = self.chosen.id, self.seen.is_resolved(self.chosen.id)
        still = 0 if now else (self.not_settled or {}).get(article, 0)
        if not still:
            await self._mark(article, resolved=not now)
            return

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed:
                await self._mark(article, resolved=True)

        lines = [styled(f"{counted(still, 'disagreement')} in it not settled.", "$warning")]
        self.app.push_screen(Preview("Mark this article as resolved all the same?", lines), done)

    async def _mark(self, article: str, *, resolved: bool) -> None:
        if await self.did(lambda ws: ws.adjudicating.mark_resolved(article, resolved=resolved)):
            await self.refresh_from_store()
            self.say("marked as resolved" if resolved else "open again")

    async def action_escape(self) -> None:
        """Take the filter off; else go back to where one read."""
        await self.diptych.action_back()

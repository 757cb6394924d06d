"""The Review's keys that begin a pass and end it."""

from textual.content import Content

from annotations.review.records import Mode
from tui.screens.dialogs import Choice, Choose, Preview
from tui.screens.review.overview import Overview
from tui.screens.review.table import ReviewTable
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import styled

_ALL = "all"


class Passes(ReviewTable):
    """Annotating blind, and verifying."""

    def action_blind(self) -> None:
        """Begin a blind pass, or end it."""
        seen = self.seen
        if seen is None:
            return
        if seen.blind:
            self._ask_end_blind(seen)
            return
        if not seen.articles:
            self.complain("no article here yet: L goes to the Library, where i imports files")
            return
        choices = [
            Choice(_ALL, f"all {len(seen.articles)} articles", "you see nothing of others’ work"),
            *(Choice(a.id, f"only “{a.name}”") for a in seen.articles),
        ]

        async def done(chosen: str | None) -> None:
            if chosen is None:
                return
            articles = None if chosen == _ALL else [chosen]
            if await self.did(lambda ws: ws.assigning.begin(Mode.BLIND, articles=articles)):
                await self.refresh_from_store()
                self.say("you work blind now: Enter opens an article, D there says it is done")

        self.app.push_screen(Choose("Annotate blind", choices), done)

    async def end_blind(self) -> None:
        """Ask whether the blind pass is to end."""
        if self.seen:
            self._ask_end_blind(self.seen)

    def _ask_end_blind(self, seen: Overview) -> None:
        left = seen.left_blind(self.diptych.annotator)
        lines = [
            Content("From then on you see others’ work. In agreement your layer counts as it is"),
            Content("when the pass ends, whatever you change afterwards."),
        ]
        if left:
            undone = f"{counted(len(left), 'article')} you have not marked as done."
            lines.append(styled(undone, "$warning"))

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed and await self.did(lambda ws: ws.assigning.end(Mode.BLIND)):
                await self.refresh_from_store()
                self.say("the blind pass is over: a shows how far you agree")

        self.app.push_screen(Preview("End your blind pass?", lines), done)

    async def action_verify(self) -> None:
        """Verify somebody's work."""
        seen = self.seen
        if seen is None or self.refuse_blind():
            return
        others = [name for name in seen.annotators if name != self.diptych.annotator]
        if not others:
            self.complain("nobody else has a layer here: there is nothing to verify")
        elif len(others) == 1:
            await self.verify(others[0])
        else:
            choices = [Choice(name, name, _passes(seen.verifying.get(name))) for name in others]

            async def done(chosen: str | None) -> None:
                if chosen is not None:
                    await self.verify(chosen)

            self.app.push_screen(Choose("Whose work?", choices), done)

    async def verify(self, of: str) -> None:
        """Go on verifying somebody's work; else ask in which articles to begin."""
        seen = self.seen
        if seen is None:
            return
        if of in seen.verifying:
            await self._go_on(of)
            return
        if len(seen.articles) == 1:
            await self._begin(of, None)
            return
        again = " once more" if seen.had_pass(self.diptych.annotator, of) else ""
        choices = [
            Choice(_ALL, f"all of {of}’s work{again}", "every span, attribution and link"),
            *(Choice(a.id, f"only in “{a.name}”") for a in seen.articles),
        ]

        async def done(chosen: str | None) -> None:
            if chosen is None:
                return
            await self._begin(of, None if chosen == _ALL else [chosen])

        self.app.push_screen(Choose(f"Verify{again}", choices), done)

    async def _begin(self, of: str, articles: list[str] | None) -> None:
        if await self.did(lambda ws: ws.assigning.begin(Mode.VERIFY, of=of, articles=articles)):
            await self._go_on(of)

    async def _go_on(self, of: str) -> None:
        from tui.screens.review.verify import Verify

        await self.diptych.go(Verify(of))

    async def action_end(self) -> None:
        """End a pass: the blind one, or one to verify."""
        seen = self.seen
        if seen is None:
            return
        if seen.blind:
            self._ask_end_blind(seen)
        elif not seen.verifying:
            self.complain("you have no pass open: v begins one to verify, b a blind one")
        elif len(seen.verifying) == 1:
            await self.end_verify(*seen.verifying)
        else:
            choices = [Choice(of, of, _passes(left)) for of, left in seen.verifying.items()]

            async def done(of: str | None) -> None:
                if of is not None:
                    await self.end_verify(of)

            self.app.push_screen(Choose("End verifying the work of", choices), done)

    async def end_verify(self, of: str) -> None:
        """Ask whether a pass to verify is to end, and say what is left."""
        left = self.seen.verifying.get(of, 0) if self.seen else 0
        lines = [Content("Articles in which you have ruled on something show as reviewed then.")]
        if left:
            lines.append(styled(f"{counted(left, 'item')} you have not ruled on.", "$warning"))

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed and await self.did(lambda ws: ws.assigning.end(Mode.VERIFY, of=of)):
                await self.refresh_from_store()
                self.say(f"the pass over {of}’s work is over")

        self.app.push_screen(Preview(f"End verifying {one_line(of, 40)}’s work?", lines), done)

    def refuse_blind(self) -> bool:
        """Say that one works blind, where one does."""
        blind = self.seen is not None and self.seen.blind
        if blind:
            self.complain("you work blind: b ends the pass, and then this shows")
        return blind


def _passes(left: int | None) -> str:
    return "not begun" if left is None else f"{left:,} left"

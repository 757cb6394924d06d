"""The Review: how far everybody is, what comes next, and the ways to it."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import NamedTuple

from textual import work
from textual.content import Content
from textual.worker import get_current_worker

from annotations.errors import DiptychError
from annotations.model import ArticleSummary, DocumentState
from annotations.review.records import Assignment, Mode, Ruling
from annotations.workspace import Workspace
from tui.screens.dialogs import Choice, Choose, Preview
from tui.screens.review.listing import Column, Entry, Listing
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_EACH = 13
"""Cells for what one annotator has done with an article."""
_ALL = "all"

Step = Callable[[], Awaitable[None]]
"""Something that can be done next."""


class Overview(NamedTuple):
    """How everything stands."""

    articles: list[ArticleSummary]
    """All articles."""
    annotators: list[str]
    """Who has a layer, or reviews."""
    states: dict[tuple[str, str], DocumentState]
    """How far each is, by article and annotator."""
    assignments: list[Assignment]
    """Who reviews what."""
    blind: bool
    """Whether the annotator works blind."""
    verifying: dict[str, int]
    """How much is left of each pass to verify that is open, by whose work it is."""
    corrections: int
    """How many corrections of the annotator's work wait for a reply."""


def _overview(workspace: Workspace) -> Overview:
    assigning = workspace.assigning
    passes = {one.of for one in assigning.open() if one.mode is Mode.VERIFY and one.of}
    blind = assigning.blind
    return Overview(
        workspace.articles.overview(),
        assigning.annotators(),
        assigning.states(),
        assigning.all(),
        blind,
        {} if blind else {of: _left(workspace, of) for of in sorted(passes)},
        0 if blind else _waiting(workspace),
    )


def _left(workspace: Workspace, of: str) -> int:
    rulings = workspace.verifying.rulings(of)
    done = {one.item for one in rulings if one.ruling is not Ruling.DEFER}
    return sum(item.id not in done for item in workspace.verifying.items(of))


def _waiting(workspace: Workspace) -> int:
    return sum(one.reply is None and not one.done for one in workspace.corrections.all())


class ReviewHome(Listing):
    """All articles, with what everybody has done with them."""

    NAME = "review"
    ROWS = 0
    UNDOES = None

    def __init__(self) -> None:
        super().__init__()
        self._seen: Overview | None = None
        self._open: dict[str, int] | None = None  # disagreements by article; None: not known yet

    # -- showing ---------------------------------------------------------------------------------

    async def refresh_from_store(self) -> None:
        """Show how everything stands now."""
        seen = await self.work(_overview)
        if seen is None or not self.is_attached:
            return
        self._seen = seen
        self._fill()
        if not seen.blind:
            self.count_disagreements()

    def _fill(self) -> None:
        seen = self._seen
        if seen is None:
            return
        shown = seen.annotators[: max(1, (self.size.width - 40) // (_EACH + 2))]
        columns = [Column("#", 3), Column("article", 0)]
        columns += [Column(one_line(name, _EACH), _EACH) for name in shown]
        if not seen.blind:
            columns.append(Column("disagree", 8))
        self.columns = tuple(columns)
        self.fill([self._entry(article, shown, seen) for article in seen.articles])

    def _entry(self, article: ArticleSummary, shown: list[str], seen: Overview) -> Entry:
        cells = [str(article.ordinal), article.name]
        cells += [self._of(article.id, name, seen) for name in shown]
        if not seen.blind:
            count = None if self._open is None else self._open.get(article.id, 0)
            cells.append("…" if count is None else str(count or "·"))
        return Entry(article.id, tuple(cells))

    @staticmethod
    def _of(article: str, name: str, seen: Overview) -> str:
        """What an annotator has done with an article, or is doing."""
        for one in seen.assignments:
            if (one.document, one.annotator) == (article, name) and one.closed is None:
                return "reads blind" if one.mode is Mode.BLIND else f"reads {one.of}"
        state = seen.states.get((article, name), DocumentState.NEW)
        return "·" if state is DocumentState.NEW else str(state)

    def headed(self) -> Content:
        """Where one is."""
        count = len(self._seen.articles) if self._seen else 0
        return Content(f"review · {counted(count, 'article')}")

    def nothing(self) -> Content:
        """That there is nothing to review."""
        return Content("No article here yet.\n\nL goes to the Library, where i imports files.")

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
        """What comes next, in words, and how to do it."""
        seen = self._seen
        if seen is None:
            return "…", None
        if seen.blind:
            return self._next_blind(seen)
        for of, left in seen.verifying.items():
            if left:
                return f"{left:,} of {of}’s left to verify", partial(self._verify, of)
        still = sum((self._open or {}).values())
        for count, what, step in (
            (seen.corrections, "correction of your work", self.action_corrections),
            (still, "disagreement to settle", self.action_disagreements),
        ):
            if count:
                first, _, rest = what.partition(" ")
                return f"{counted(count, first)} {rest}", step
        return self._next_when_idle(seen)

    def _next_blind(self, seen: Overview) -> tuple[str, Step | None]:
        if left := self._left_blind(seen):
            return f"you work blind: {counted(left, 'article')} not done yet", self.action_open
        return "you work blind, and all is done: the pass can end", self._end_blind

    def _next_when_idle(self, seen: Overview) -> tuple[str, Step | None]:
        others = [name for name in seen.annotators if name != self.diptych.annotator]
        if len(seen.annotators) > 1 and not self._is_new(seen):
            return "nothing waits: agreement in figures", self.action_agreement
        if others:
            return f"read blind (b), or verify {others[0]}’s work", self.action_verify
        return "a second annotator opens this file under their own name", None

    def _is_new(self, seen: Overview) -> bool:
        """Whether the annotator has done nothing here yet."""
        return self.diptych.annotator not in seen.annotators

    def _left_blind(self, seen: Overview) -> int:
        me = self.diptych.annotator
        return sum(
            one.closed is None
            and one.annotator == me
            and one.mode is Mode.BLIND
            and not seen.states.get((one.document, me), DocumentState.NEW).is_done
            for one in seen.assignments
        )

    def hints(self) -> tuple[str, ...]:
        """The ways on."""
        if self._seen and self._seen.blind:
            return ("review.open", "review.blind", "app.library", "app.help")
        return (
            "review.blind", "review.verify", "review.disagreements", "review.agreement",
            "review.corrections", "review.resolved", "review.end", "app.help",
        )  # fmt: skip

    def _key(self, command: str) -> str:
        return self.diptych.keys.shown(command)[0]

    @work(thread=True, exclusive=True, group="disagreements", exit_on_error=False)
    def count_disagreements(self) -> None:
        """Count what is not settled in each article, on a connection of its own."""
        worker = get_current_worker()
        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                found = workspace.adjudicating.standing().open
        except DiptychError:
            return  # whatever is wrong is said where somebody asked for something
        if not worker.is_cancelled:
            counts: dict[str, int] = {}
            for case in found:
                counts[case.document] = counts.get(case.document, 0) + 1
            self.app.call_from_thread(self._show_counts, counts)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self._open = counts
        if self.is_attached:
            self._fill()

    # -- keys ------------------------------------------------------------------------------------

    async def action_next_step(self) -> None:
        """Do what comes next."""
        _, step = self._next()
        if step:
            await step()

    async def action_open(self) -> None:
        """Open the article in the Reader; while blind, the first that is not done."""
        if self.chosen:
            await self.diptych.open_reader((self.chosen.id,))

    def action_blind(self) -> None:
        """Begin a blind pass, or end it."""
        seen = self._seen
        if seen is None:
            return
        if seen.blind:
            self._ask_end_blind(seen)
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

    async def _end_blind(self) -> None:
        if self._seen:
            self._ask_end_blind(self._seen)

    def _ask_end_blind(self, seen: Overview) -> None:
        left = self._left_blind(seen)
        lines = [
            Content("From then on you see others’ work. In agreement your layer counts as it is"),
            Content("when the pass ends, whatever you change afterwards."),
        ]
        if left:
            undone = f"{counted(left, 'article')} you have not marked as done."
            lines.append(styled(undone, "$warning"))

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed and await self.did(lambda ws: ws.assigning.end(Mode.BLIND)):
                await self.refresh_from_store()
                self.say("the blind pass is over: a shows how far you agree")

        self.app.push_screen(Preview("End your blind pass?", lines), done)

    async def action_verify(self) -> None:
        """Verify somebody's work."""
        seen = self._seen
        if seen is None or self._refuse_blind():
            return
        others = [name for name in seen.annotators if name != self.diptych.annotator]
        if not others:
            self.complain("nobody else has a layer here: there is nothing to verify")
        elif len(others) == 1:
            await self._verify(others[0])
        else:
            choices = [Choice(name, name, _passes(seen.verifying.get(name))) for name in others]

            async def done(chosen: str | None) -> None:
                if chosen is not None:
                    await self._verify(chosen)

            self.app.push_screen(Choose("Whose work?", choices), done)

    async def _verify(self, of: str) -> None:
        from tui.screens.review.verify import Verify

        if self._seen and of not in self._seen.verifying:
            begun = await self.work(lambda ws: ws.assigning.begin(Mode.VERIFY, of=of))
            if begun is None:
                return
        await self.diptych.go(Verify(of))

    async def action_end(self) -> None:
        """End a pass: the blind one, or one to verify."""
        seen = self._seen
        if seen is None:
            return
        if seen.blind:
            self._ask_end_blind(seen)
        elif not seen.verifying:
            self.complain("you have no pass open: v begins one to verify, b a blind one")
        else:
            choices = [Choice(of, of, _passes(left)) for of, left in seen.verifying.items()]

            async def done(of: str | None) -> None:
                if of and await self.did(lambda ws: ws.assigning.end(Mode.VERIFY, of=of)):
                    await self.refresh_from_store()
                    self.say(f"{of}’s work is reviewed: they see what you changed")

            self.app.push_screen(Choose("End verifying the work of", choices), done)

    def _refuse_blind(self) -> bool:
        """Say that one works blind, where one does."""
        blind = self._seen is not None and self._seen.blind
        if blind:
            self.complain("you work blind: b ends the pass, and then this shows")
        return blind

    async def action_corrections(self) -> None:
        """Go to what was corrected in one's work."""
        from tui.screens.review.corrections import Corrections

        if not self._refuse_blind():
            await self.diptych.go(Corrections())

    async def action_disagreements(self) -> None:
        """Go to what annotators do not agree about."""
        from tui.screens.review.disagreements import Disagreements

        if not self._refuse_blind():
            await self.diptych.go(Disagreements())

    async def action_agreement(self) -> None:
        """Go to the figures."""
        from tui.screens.review.agreement import AgreementScreen

        if not self._refuse_blind():
            await self.diptych.go(AgreementScreen())

    async def action_resolved(self) -> None:
        """Mark the article as resolved, or open it again."""
        if self.chosen is None or self._seen is None or self._refuse_blind():
            return
        article = self.chosen.id
        now = any(
            state is DocumentState.RESOLVED
            for (one, _), state in self._seen.states.items()
            if one == article
        )
        if await self.did(lambda ws: ws.adjudicating.mark_resolved(article, resolved=not now)):
            await self.refresh_from_store()
            self.say("open again" if now else "marked as resolved")

    async def action_escape(self) -> None:
        """Take the filter off; else go back to where one read."""
        await self.diptych.action_back()


def _passes(left: int | None) -> str:
    return "not begun" if left is None else f"{left:,} left"

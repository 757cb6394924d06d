"""Going through cases in their places: the Reader's panes, with a case in view and a queue."""

from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.content import Content

from annotations.review.walk import Walk, time_left
from tui.screens.reader.contents import Contents
from tui.screens.reader.linking import Linking
from tui.screens.reader.panes import Panes
from tui.screens.reader.side import Side
from tui.text.amounts import roughly
from tui.widgets.lines import KeyLine, Line, plain, styled

_BAR = 12
"""Cells of the bar that shows how much is done."""
_ABOUT = 10
"""Rows that say what the case in view is, at most."""


class End(NamedTuple):
    """Where a case is to be seen."""

    document: str
    """The article."""
    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    span: str | None = None
    """The span there; None where none is."""
    also: tuple[tuple[int, int], ...] = ()
    """Other stretches to be marked there: what somebody else would have."""


class Walking(Linking):
    """One case after the other, each shown in its place."""

    BLANK = False
    DEFAULT_CSS = """
    Walking #head { background: $primary-muted; text-style: bold; }
    Walking .about { background: $panel; }
    """
    HINTED: ClassVar[tuple[str, ...]] = ()
    """The commands that the footer shows while there is a case."""

    def __init__(self) -> None:
        super().__init__(())
        self.walk: Walk[Any] | None = None
        """What there is to go through; None until it is known."""

    def compose(self) -> ComposeResult:
        """How far one is, both halves, the case, what is current, how things stand, the keys."""
        yield Line(id="head")
        with Panes(id="panes"):
            yield self.left
            yield self.right
        for row in range(_ABOUT):
            yield Line(id=f"about-{row}", classes="about")
        yield Line(id="echo")
        yield Line(id="status")
        yield KeyLine()

    # -- what a kind of walk says ----------------------------------------------------------------

    async def load(self) -> None:
        """Fetch what there is to go through."""
        raise NotImplementedError

    def ends(self) -> tuple[End, ...]:
        """Where the case in view is to be seen: one place, or one in each of two articles."""
        raise NotImplementedError

    def about(self) -> list[Content]:
        """What the case in view is, and what was decided: some rows."""
        raise NotImplementedError

    def doing(self) -> Content:
        """What one is doing here, for the head."""
        raise NotImplementedError

    def finished(self) -> str:
        """What to say where nothing is left."""
        raise NotImplementedError

    def times(self) -> list[str]:
        """When each decision was made."""
        raise NotImplementedError

    # -- showing ---------------------------------------------------------------------------------

    async def begin(self) -> None:
        """Fetch everything, and show the first case that waits."""
        self.right.set_class(True, "empty")  # noqa: FBT003 (the state)
        await self.load()
        if self.walk is None or not self.walk.cases:
            # Behind this, as the app waits for this place to come up, and is to take another.
            self.app.call_next(self.diptych.action_review)
            return
        if self.walk.case is None:  # nothing waits: what was decided can be looked at
            self.walk.go_to(self.walk.cases[0].id)
        await self.show_case()
        self.activate(self.left)

    async def show_case(self) -> None:
        """Show the case in view in its place."""
        ends = self.ends()
        for side, end in zip((self.left, self.right), ends, strict=False):
            await self._turn(side, end.document)
        self.right.set_class(len(ends) < 2, "empty")
        for side, end in zip((self.left, self.right), ends, strict=False):
            self._point(side, end)
        if self.active is self.right and len(ends) < 2:
            self.activate(self.left)
        self.show_about()
        self.answer()

    async def _turn(self, side: Side, article: str) -> None:
        """Have an article in a half; one that is there already stays as it is."""
        if side.article == article:
            return
        if contents := await self.work(Contents.of(article)):
            self.forget_search(side)
            side.open(contents)
            self.find_candidates()

    @staticmethod
    def _point(side: Side, end: End) -> None:
        """Stand on what the case is about, and mark what else there is."""
        span = side.view.scene.coverage.get(end.span) if end.span else None
        if span:
            side.view.stand_on(span)
        else:
            side.view.place(end.start)
        side.view.reveal(end.end)
        side.view.reveal(end.start)
        side.view.set_matches(end.also)

    def show_about(self) -> None:
        """Fill the rows about the case in view, and the head."""
        rows = self.about() if self.walk and self.walk.case else []
        for number in range(_ABOUT):
            for line in self.query(f"#about-{number}").results(Line):
                line.display = number < len(rows)
                line.say(*rows[number : number + 1])
        for line in self.query("#head").results(Line):
            line.say(self._head())

    def _head(self) -> Content:
        """How far one is, and how long the rest will take."""
        if self.walk is None:
            return self.doing()
        done, deferred, total = self.walk.progress
        bar = _BAR * done // max(1, total)
        parts: list[Content | str] = [
            self.doing(), "  ", styled("━" * bar, "$accent"),
            styled("─" * (_BAR - bar), "$text-muted"), f"  {done:,} of {total:,}",
        ]  # fmt: skip
        if deferred:
            parts.append(f" · {deferred:,} put off")
        left = time_left(self.times(), self.walk.progress.left)
        if left:
            parts.append(f" · {roughly(left)} left")
        return Content.assemble(*parts)

    def show_echo(self) -> None:
        """Say what is selected or current, where that is something else than the case in view."""
        super().show_echo()
        ends = self.ends() if self.walk and self.walk.case else ()
        span = self.view.current
        own = span is not None and any(end.span == span.id for end in ends)
        for line in self.query("#echo").results(Line):
            line.display = bool(self.view.selection) or (span is not None and not own)

    def standing(self) -> Content:
        """Who acts, or that nothing is left."""
        if self.pending or self.count is not None or self.view.marking:
            return super().standing()
        if self.walk and not self.walk.progress.left:
            return styled(self.finished(), "$success")
        return Content.assemble("as ", plain(self.diptych.annotator, 20))

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.is_mounted:
            self.show_about()

    async def remember_places(self) -> None:
        """Nothing: what is decided tells where one is."""

    async def _remember_pair(self) -> None:
        """Nothing: what is open here is not what one reads."""

    async def show_anew(self, *, there: bool) -> None:
        """Show what is in view once all was fetched anew, and say where it is another case."""
        if self.walk is None or not self.walk.cases:
            await self.diptych.action_review()
        elif there:
            self.show_about()
        else:
            await self.show_case()
            self.say("that is there no more: this is what comes next", tone="$warning")

    # -- going -----------------------------------------------------------------------------------

    async def action_step(self, by: int) -> None:
        """Leave this case for now (1), or go back to the one before (-1)."""
        self.start_afresh()
        if self.walk is None:
            return
        if self.walk.step(by):
            await self.show_case()
        else:
            self.say(self.finished() if by > 0 else "this is the first", tone="$text-muted")

    async def bring_up_next(self, said: str) -> None:
        """Bring up the next case after a decision, and say what was decided."""
        if self.walk is None:
            return
        more = self.walk.go_on()
        await self.show_case()
        self.say(said if more else f"{said} · {self.finished()}")

    async def action_open(self) -> None:
        """Open the article, or both, at this place in the Reader."""
        ends = self.ends() if self.walk and self.walk.case else ()
        if ends:
            await self.diptych.open_reader(
                tuple(end.document for end in ends), tuple(end.start for end in ends)
            )

    def action_escape(self) -> None:
        """Forget what is half done; else go back."""
        half_done = self.pending or self.count is not None or self.view.selection
        if half_done or self.view.marking:
            super().action_escape()
        else:
            self.app.call_next(self.leave)

    async def leave(self) -> None:
        """Go back to where one came from."""
        await self.diptych.action_review()

    def kinds(self) -> tuple[str, ...]:
        """The commands that say kinds of link."""
        return tuple(f"proposals.kind.{n}" for n in range(len(self.diptych.codebook.link_kinds)))

    def hints(self) -> tuple[str, ...]:
        """The keys that matter now."""
        labels = tuple(f"reader.label.{n}" for n in range(len(self.diptych.codebook.labels)))[:4]
        if self.pending == "relabel":
            return labels
        if self.pending:
            return ("reader.move.word_forward",)
        if self.view.selection:
            return (*labels, f"{self.NAME}.escape")
        return (*self.HINTED, "app.help")

"""Proposals: one proposed link at a time, both ends in their context; one key decides."""

from collections import Counter
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from annotations.model import Document, Link, Span
from annotations.workspace import Workspace
from annotations.workspace.history import Step
from tui.screens.place import Place
from tui.screens.proposals.end import End
from tui.text.display import one_line
from tui.widgets.lines import KeyLine, Line, plain, styled


class Proposals(Place):
    """The queue of proposed links."""

    NAME = "proposals"
    AUTO_FOCUS: ClassVar[str | None] = None
    UNDOES = ("decide", "clear")
    STOPS_MATCHER = True
    DEFAULT_CSS = """
    Proposals #head { background: $primary-muted; text-style: bold; }
    Proposals #right { border-left: vkey $foreground 35%; }
    Proposals .about { background: $surface; }
    Proposals #status { background: $surface; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._queue: list[Link] = []
        self._at = 0
        self._left = End(self.diptych.painter(), "left")
        self._right = End(self.diptych.painter(), "right")

    def compose(self) -> ComposeResult:
        """Progress, both ends, the pair and the reasons, how things stand, the keys."""
        yield Line(id="head")
        with Horizontal():
            yield self._left
            yield self._right
        yield Line(id="pair", classes="about")
        yield Line(id="reasons", classes="about")
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Load the queue and start at the first pair that waits; match where there is none."""
        await self.refresh_from_store()
        if not self._queue:
            self.diptych.start_matching()

    @property
    def link(self) -> Link | None:
        """The pair in view."""
        return self._queue[self._at] if self._at < len(self._queue) else None

    async def refresh_from_store(self, wanted: tuple[str, str] | None = None) -> None:
        """Load the queue anew, and go to a pair; with none, the one in view stays in view."""
        if wanted is None and self.link:
            wanted = _ends(self.link)
        queue = await self.work(lambda ws: ws.links.queue())
        if queue is None:
            return
        self._queue = queue
        self._left.forget()
        self._right.forget()
        if wanted is None:
            self._at = self._waiting_from(0) or 0
        else:
            same = (n for n, link in enumerate(queue) if _ends(link) == wanted)
            self._at = next(same, self._at if self._at < len(queue) else 0)
        await self._show()

    def _waiting_from(self, start: int) -> int | None:
        """The first pair from there on, and then from the start, that is not judged."""
        order = (*range(start, len(self._queue)), *range(min(start, len(self._queue))))
        return next((n for n in order if self._queue[n].verdict is None), None)

    # -- showing ---------------------------------------------------------------------------------

    async def _show(self) -> None:
        link = self.link
        if link:
            for end, span in ((self._left, link.left), (self._right, link.right)):
                await self._show_end(end, span)
        self._show_head()
        self._show_pair(link)
        self.show_status()

    async def _show_end(self, end: End, span: Span) -> None:
        if end.article == span.document and span.id in end.view.scene.coverage:
            end.view.show_as_current(span)
            return

        def fetch(workspace: Workspace) -> tuple[Document, list[Span]]:
            article = workspace.articles.get(span.document)
            return article, workspace.spans.in_article(span.document)

        fetched = await self.work(fetch)
        if fetched:
            end.show(*fetched, span)

    def _show_head(self) -> None:
        total = len(self._queue)
        judged = [link for link in self._queue if link.verdict]
        parts: list[Content | str] = [f"proposals · {len(judged)} of {total} decided"]
        tally = Counter(link.kind for link in judged)
        parts += [f" · {count} {one_line(kind or '')}" for kind, count in tally.most_common()]
        if total:
            done = round(20 * len(judged) / total)
            parts += ["  ", styled("━" * done, "$accent"), styled("─" * (20 - done), "$text-muted")]
        self.query_one("#head", Line).say(*parts)

    def _show_pair(self, link: Link | None) -> None:
        pair, reasons = self.query_one("#pair", Line), self.query_one("#reasons", Line)
        if link is None:
            how = "Tag names, sources or claims in two articles; M runs the matcher over them."
            pair.say(styled("No proposals. ", "bold"), how)
            reasons.say("")
            return
        known = [styled(f"{link.score:.0%} ", "bold $accent")] if link.score is not None else []
        verdict = styled(f"  {link.kind} ", "bold reverse $success") if link.kind else ""
        width = max(16, (self.size.width - 30) // 2)
        left, right = (styled(one_line(end.text, width), "bold") for end in (link.left, link.right))
        pair.say(*known, plain(link.left.label, 12), "  ", left, "  ↔  ", right, verdict)
        reasons.say(plain(" · ".join(link.reasons) or "linked by hand"))

    def standing(self) -> Content:
        """Which pair this is."""
        if self._queue and self._waiting_from(0) is None:
            return styled("all decided: M matches again, L goes to the Library", "$success")
        number = f"pair {self._at + 1} of {len(self._queue)} · " if self._queue else ""
        return Content.assemble(number, "as ", plain(self.diptych.annotator, 20))

    def hints(self) -> tuple[str, ...]:
        """The kinds of link, then how to go on."""
        if not self._queue:
            return ("proposals.match", "app.library", "app.help")
        kinds = tuple(f"proposals.kind.{n}" for n in range(len(self.diptych.codebook.link_kinds)))
        return (*kinds, "proposals.skip", "proposals.undo", "proposals.open", "app.help")

    # -- deciding --------------------------------------------------------------------------------

    async def action_decide(self, number: int) -> None:
        """Judge the pair in view; the same judgement again takes it back."""
        self.hush()
        link, kind = self.link, self.diptych.codebook.link_kinds[number].name
        if link is None:
            return
        left, right = link.left.id, link.right.id
        if link.kind == kind:
            if await self.did(lambda ws: ws.links.clear(left, right)):
                self._queue[self._at] = link.model_copy(update={"verdict": None})
                await self._show()
                self.say(f"no longer {kind}")
            return
        verdict = await self.work(lambda ws: ws.links.decide(left, right, kind))
        if verdict:
            said = f"{kind}: “{link.left.text}” and “{link.right.text}”"
            self._queue[self._at] = link.model_copy(update={"verdict": verdict})
            following = self._waiting_from(self._at)
            if following is not None:
                self._at = following
            await self._show()
            self.say(said)

    async def action_skip(self) -> None:
        """Leave this pair for now; the next that waits comes up."""
        self.hush()
        following = self._waiting_from(self._at + 1)
        if following is None or following == self._at:
            self.say("no other pair waits")
        else:
            self._at = following
            await self._show()

    async def action_step(self, by: int) -> None:
        """Go to the next or previous pair, judged or not."""
        self.hush()
        if 0 <= self._at + by < len(self._queue):
            self._at += by
            await self._show()

    def action_scroll(self, pages: int) -> None:
        """Scroll both texts."""
        for end in (self._left, self._right):
            end.view.scroll_relative(y=pages * (end.view.size.height - 2), animate=False)

    async def show_step(self, taken: Step) -> str:
        """Show the pair that it was about."""
        await self.refresh_from_store(taken.pair)
        return ""

    # -- going elsewhere -------------------------------------------------------------------------

    async def action_open(self) -> None:
        """Open both articles in the Reader, at this place."""
        if self.link:
            left, right = self.link.left, self.link.right
            await self.diptych.open_reader(
                (left.document, right.document), places=(left.start, right.start)
            )

    def action_match(self) -> None:
        """Run the matcher again, in the background."""
        self.diptych.start_matching()

    async def action_escape(self) -> None:
        """Stop the matcher where it is running; else go back."""
        if self.diptych.matching:
            self.diptych.stop_matching()
        else:
            await self.diptych.action_back()


def _ends(link: Link) -> tuple[str, str]:
    return link.left.id, link.right.id

"""The Reader's keys that join spans: a claim to its source, a span to its counterpart."""

from annotations.codebook import Role
from annotations.model import Meaning, Span
from annotations.text.natural import natural
from annotations.workspace import Workspace
from annotations.workspace.spans import Place as Stretch
from tui.screens.dialogs import Choice, Choose
from tui.screens.reader.contents import Contents
from tui.screens.reader.tagging import Tagging


class Linking(Tagging):
    """Joining spans."""

    # -- attribution -----------------------------------------------------------------------------

    async def action_attribute(self) -> None:
        """Choose the source that the current claim rests on."""
        await self.with_span(self._choose_source)

    async def _choose_source(self, claim: Span) -> None:
        book = self.diptych.codebook
        if book.plays(claim.label) is not Role.CLAIM:
            self.complain(f"a {claim.label} rests on nothing: put the cursor on a claim")
            return
        side = self.active
        sources = side.spans_that_play(Role.SOURCE, book)
        if not sources:
            key = next((lb.key for lb in book.labels if lb.plays is Role.SOURCE), None)
            self.complain(f"no source is tagged in this article: {key} tags one" if key else
                          "the codebook has no label for sources")  # fmt: skip
            return
        resting = {source.id for source in side.sources_of(claim)}
        sources.sort(key=lambda source: _distance(claim, source))
        choices = [
            Choice(source.id, source.text, _where(claim, source), source.id in resting)
            for source in sources
        ]

        async def done(source: str | None) -> None:
            if source is not None:
                await self._attribute(claim, source, take_back=source in resting)

        self.app.push_screen(Choose("This claim rests on", choices), done)

    async def _attribute(self, claim: Span, source: str, *, take_back: bool) -> None:
        if take_back:
            done = await self.did(lambda ws: ws.spans.detach(claim.id, source))
        else:
            done = await self.did(lambda ws: ws.spans.attribute(claim.id, source))
        if not done:
            return
        await self.refresh_ties()
        found = self.view.scene.coverage.get(source)
        if found:
            verb = "no longer rests on" if take_back else "rests on"
            self.say(f"the claim {verb} “{found.text}”")

    # -- links -----------------------------------------------------------------------------------

    async def action_link(self, meaning: str) -> None:
        """Link the current spans of both panes; once more takes it back."""
        await self.with_span(lambda span: self._link(span, Meaning(meaning)))

    async def _link(self, span: Span, meaning: Meaning) -> None:
        kind = self.diptych.codebook.kind_meaning(meaning)
        if kind is None:
            self.complain(f"the codebook has no kind of link that means {meaning}")
            return
        if not self.other.contents:
            self.complain("a link needs two articles: open a second one from the Library (L)")
            return
        end = self._counterpart(span)
        if end is None:
            self.complain(
                f"no {span.label} at the other pane’s cursor: Tab, put it there, Tab back"
            )
            return
        counterpart = end if isinstance(end, Span) else None
        linked = counterpart and self._link_kind(span, counterpart)
        if counterpart and linked == kind.name:
            if not await self.did(lambda ws: ws.links.clear(span.id, counterpart.id)):
                return
            said = f"no longer {kind.name}: "
        else:
            joined = await self.work(lambda ws: _join(ws, span, end, kind.name))
            if joined is None:
                return
            self.other.change(joined)
            self.note_progress(joined.document)
            said = f"{kind.name}: "
        await self.refresh_ties()
        other = counterpart.text if counterpart else self.other.view.text[end.start : end.end]
        self.say(f"{said}“{span.text}” and “{other}”")

    def _counterpart(self, span: Span) -> Span | Stretch | None:
        """What the other pane's cursor is on: a span of the same label, or words to be tagged."""
        view, article = self.other.view, self.other.article or ""
        over = view.scene.coverage.all_at(view.spot)
        fitting = [view.current, *over] if view.current else over
        for candidate in fitting:
            if candidate.label == span.label:
                return candidate
        stretch = view.selection
        label = self.diptych.codebook.label(span.label)
        if stretch is None and label:
            stretch = natural(view.segments, view.caret, label.shape)
        return Stretch(article, *stretch) if stretch else None

    def _link_kind(self, span: Span, counterpart: Span) -> str | None:
        pairs = self.partners(span)
        return next((link.kind for link, partner in pairs if partner.id == counterpart.id), None)

    async def action_follow(self) -> None:
        """Take the other pane to the span that the current one is linked to."""
        await self.with_span(self._follow)

    async def _follow(self, span: Span) -> None:
        partners = self.partners(span)
        if not partners:
            sources = self.active.sources_of(span) or self.active.claims_on(span)
            if not sources:
                self.complain("not linked to anything yet: = links it to the other pane’s span")
                return
            self.view.place(sources[0].start)
            return
        _, partner = partners[0]
        if partner.document != self.other.article:
            contents = await self.work(Contents.of(partner.document))
            if contents is None:
                return
            await self.remember_places()
            self.right.remove_class("empty")
            self.forget_search(self.other)
            self.other.open(contents)
            self.find_candidates()
        self.other.view.place(partner.start)
        self.answer()
        self.say("the other pane is at the linked span: Tab goes there")


def _join(workspace: Workspace, span: Span, end: Span | Stretch, kind: str) -> Span:
    """Join a span and another, and give the other."""
    verdict = workspace.links.join(span.id, end, kind)
    return workspace.spans.get(verdict.right if verdict.left == span.id else verdict.left)


def _distance(claim: Span, source: Span) -> tuple[int, int]:
    """How far a source is from a claim; 0 inside it. The one before wins a tie."""
    if source.end <= claim.start:
        return claim.start - source.end, 0
    return max(0, source.start - claim.end), 1


def _where(claim: Span, source: Span) -> str:
    distance, behind = _distance(claim, source)
    if not distance:
        return "beside it"
    return f"{distance} characters {'after' if behind else 'before'} it"

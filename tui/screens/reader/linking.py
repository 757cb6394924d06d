"""The Reader's keys that join spans: a claim to its source, a span to its counterpart."""

from annotations.codebook import Role, Shape
from annotations.errors import Refused
from annotations.model import Meaning, Span
from annotations.text.segments import Stretch
from annotations.workspace import Workspace
from annotations.workspace.links import Untagged
from annotations.workspace.partners import Partner
from tui.screens.dialogs import Choice, Choose
from tui.screens.reader.contents import Contents
from tui.screens.reader.ends import End, Words, end_at_cursor, likely_label, selected
from tui.screens.reader.rounds import Round
from tui.screens.reader.side import Side
from tui.screens.reader.tagging import Tagging
from tui.text.display import one_line

_QUOTED = 60
"""Codepoints of an end that are shown."""

_RESTING = {
    Role.CLAIM: "This claim rests on",
    Role.SOURCE: "This source is cited through",
}
"""What is asked of a span whose source is to be chosen."""


class Linking(Tagging):
    """Joining spans."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._round = Round()

    # -- attribution -----------------------------------------------------------------------------

    async def action_attribute(self) -> None:
        """Choose the source that the current claim rests on, or that a source is cited through."""
        await self.with_span(self._choose_source)

    async def _choose_source(self, claim: Span) -> None:
        book = self.diptych.codebook
        role = book.plays(claim.label)
        if role not in _RESTING:
            self.complain(f"only claims and sources rest on something, this is {claim.label}")
            return
        side = self.active
        place = (claim.start, claim.end)
        playing = side.spans_that_play(Role.SOURCE, book)
        sources = [source for source in playing if (source.start, source.end) != place]
        if not sources and playing:
            self.complain("no other source is tagged in this article that it is cited through")
            return
        if not sources:
            key = next((lb.key for lb in book.labels if lb.plays is Role.SOURCE), None)
            self.complain(f"no source is tagged in this article: {key} tags one" if key else
                          "the codebook has no label for sources")  # fmt: skip
            return
        resting = {source.id for source in side.sources_of(claim)}
        sources = _one_for_each_place(sources, resting, self.diptych.annotator)
        said_by = side.offers.speaker_of(claim.start, claim.end)
        speaker = _nearest_to(said_by, sources) if said_by else None
        sources.sort(key=lambda source: (source is not speaker, _distance(claim, source)))
        choices = [
            Choice(
                source.id,
                source.text,
                "says it" if source is speaker else _where(claim, source),
                source.id in resting,
            )
            for source in sources
        ]

        async def done(source: str | None) -> None:
            if source is not None:
                await self._attribute(claim, source, take_back=source in resting)

        self.app.push_screen(Choose(_RESTING[role], choices), done)

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
            role = self.diptych.codebook.plays(claim.label)
            verb = ("is " if role is Role.SOURCE else "") + "no longer " * take_back
            verb += "cited through" if role is Role.SOURCE else "rests on"
            self.say(f"the {claim.label} {verb} “{found.text}”")

    # -- links -----------------------------------------------------------------------------------

    async def action_link(self, meaning: str) -> None:
        """Link what both panes are at, tagging it first; once more takes the link back."""
        self.start_afresh()
        try:
            kind = self._kind(Meaning(meaning))
            here, there = self._ends()
        except Refused as error:
            self.complain(str(error))
            return
        if isinstance(there, Untagged) and self.other.view.selection is None:
            self._show_first(there, meaning)
            return
        if isinstance(here, Span) and isinstance(there, Span):
            linked = self._link_kind(here, there) == kind
            if linked:
                if await self.did(lambda ws: ws.links.clear(here.id, there.id)):
                    await self.refresh_ties()
                    self._say_linked(f"no longer {kind}", here, there)
                return
        joined = await self.work(lambda ws: _join(ws, here, there, kind))
        if joined is None:
            return
        for side, end, span in zip((self.active, self.other), (here, there), joined, strict=True):
            self._show_end(side, span, was_tagged=isinstance(end, Span))
        self.let_go_beside()
        await self.refresh_ties()
        self._say_linked(kind, *joined)

    def _kind(self, meaning: Meaning) -> str:
        """The kind of link with a meaning; raises Refused where there can be none."""
        kind = self.diptych.codebook.kind_meaning(meaning)
        if kind is None:
            raise Refused(f"the codebook has no kind of link that means {meaning}")
        return kind.name

    def need_other(self) -> None:
        """Raise Refused where the other pane shows no other article."""
        if not self.other.contents:
            raise Refused("a link needs two articles: open a second one from the Library (L)")
        if self.other.article == self.active.article:
            raise Refused("both panes show one article: a link joins two different ones")

    def _ends(self) -> tuple[Span | Untagged, Span | Untagged]:
        """What the active pane is at and what the other one is; raises Refused where nothing is."""
        here = self.end_here()
        if here is None:
            raise Refused("no span here: put the cursor on one, or select what is to be one")
        self.need_other()
        label = self._label_for(here)
        known = self.diptych.codebook.label(label)
        end = end_at_cursor(self.other, label, known.shape if known else Shape.NAME)
        if end is None:
            raise Refused(f"no {label} at the other pane’s cursor: Tab, put it there, Tab back")
        return (
            here.untagged(self.active, label) if isinstance(here, Words) else here,
            end.untagged(self.other, label) if isinstance(end, Words) else end,
        )

    def show_beside(self) -> None:
        """Take note that the other pane shows something for what is asked in this one."""

    def let_go_beside(self) -> None:
        """Forget that, and let go of it in the other pane."""

    def _show_first(self, there: Untagged, meaning: str) -> None:
        """Select what would be tagged in the other pane: nothing is tagged that was not seen."""
        view, place = self.other.view, there.place
        view.select(place.start, place.end)
        view.reveal(place.start)
        self.show_beside()
        words = one_line(view.text[place.start : place.end], _QUOTED)
        key = self.diptych.keys.shown(f"reader.link.{meaning}")[0]
        self.say(f"{there.label}? “{words}” in the other pane · {key} again links it")

    def _label_for(self, here: End) -> str:
        """The label of both ends: that of either if it is tagged, unless it cannot be meant."""
        book, there = self.diptych.codebook, self.other.view.current
        likely = likely_label(book, self.active, here)
        if isinstance(here, Span) or here.label or there is None:
            return likely
        shape, named = (book.label(name) for name in (likely, there.label))
        states = shape is not None and shape.shape is Shape.STATEMENT
        # A sentence is no name, whatever the other cursor happens to be on.
        return likely if states and named and named.shape is Shape.NAME else there.label

    def end_here(self) -> End | None:
        """What the hand is on: the span tagged just now, the current one, or the selection."""
        try:
            return self.need_span()
        except Refused:
            return selected(self.active)

    def _show_end(self, side: Side, span: Span, *, was_tagged: bool) -> None:
        """Show an end of a new link; the words that were selected for it are no longer."""
        side.change(span)
        self.note_progress(span.document)
        if not was_tagged:
            self.learn([span])
        if not was_tagged and side.view.selection:
            side.view.stand_on(span)

    def _say_linked(self, what: str, here: Span, there: Span) -> None:
        one, other = (one_line(span.text, _QUOTED) for span in (here, there))
        self.say(f"{what}: “{one}” and “{other}”")

    def _link_kind(self, span: Span, counterpart: Span) -> str | None:
        pairs = self.partners(span)
        return next((link.kind for link, partner in pairs if partner.id == counterpart.id), None)

    # -- following -------------------------------------------------------------------------------

    async def action_follow(self) -> None:
        """Take the other pane to what the current span is linked to; again, to the next of it."""
        times = self.count or 1
        await self.with_span(lambda span: self._follow(span, times))

    async def _follow(self, span: Span, times: int) -> None:
        found = await self.work(lambda ws: ws.links.partners(span.id))
        if found is None:
            return
        # A link joins two articles: what is here as well is so through one elsewhere.
        elsewhere = [partner for partner in found if partner.span.document != span.document]
        if not elsewhere:
            self._follow_attribution(span)
            return
        number, partner = self._round.step(span.id, elsewhere, self.other.article, times)
        if not await self._show_there(partner.span):
            return
        self.answer()
        here = [partner.span for partner in found if partner.span.document == span.document]
        if here:
            also = ((own.start, own.end) for own in here)
            self.view.set_answers(sorted([*self.view.scene.answers, *also]))
        self._say_partner(number, len(elsewhere), partner, len(here))

    def _follow_attribution(self, span: Span) -> None:
        """Go to what a span rests on, or what rests on it."""
        sources = self.active.sources_of(span) or self.active.claims_on(span)
        if sources:
            self.view.place(sources[0].start)
        else:
            self.complain("not linked to anything yet: = links it to the other pane’s span")

    async def _show_there(self, span: Span) -> bool:
        """Show a span in the other pane, opening its article there; False where it is gone."""
        if span.document != self.other.article:
            contents = await self.work(Contents.of(span.document))
            if contents is None:
                return False
            await self.remember_places()
            self.right.remove_class("empty")
            self.forget_search(self.other)
            self.other.open(contents)
            await self.show_pair()
        self.other.view.stand_on(span)
        return True

    def _say_partner(self, number: int, of: int, partner: Partner, here: int) -> None:
        """Which partner is shown, and why it is one."""
        article = partner.article.outlet or partner.article.title or "untitled"
        parts = [f"partner {number} of {of}", partner.kind, one_line(article, 30)]
        if partner.through:
            more = len(partner.through) - 1
            parts.append(
                f"through “{one_line(partner.through[0].text, 30)}”"
                + f" and {more} more" * bool(more)
            )
        if here:
            parts.append(f"{here} in this article, marked")
        self.say(" · ".join([*parts, "Tab goes there"]))


def _join(
    workspace: Workspace, here: Span | Untagged, there: Span | Untagged, kind: str
) -> tuple[Span, Span]:
    """Join two ends, and give both as spans."""
    verdict = workspace.links.join(here, there, kind)
    left, right = workspace.spans.get(verdict.left), workspace.spans.get(verdict.right)
    document = here.document if isinstance(here, Span) else here.place.document
    return (left, right) if left.document == document else (right, left)


def _distance(claim: Span, source: Span) -> tuple[int, int]:
    """How far a source is from a claim; 0 inside it. The one before wins a tie."""
    if source.end <= claim.start:
        return claim.start - source.end, 0
    return max(0, source.start - claim.end), 1


def _one_for_each_place(sources: list[Span], resting: set[str], annotator: str) -> list[Span]:
    """The sources, of several in one place that which is chosen, or the annotator's own."""
    best_last = sorted(sources, key=lambda s: (s.id in resting, s.annotator == annotator))
    return list({(source.start, source.end): source for source in best_last}.values())


def _nearest_to(said_by: Stretch, sources: list[Span]) -> Span | None:
    """The source that is whoever the text ascribes a claim to: somebody named beside is not."""
    touching = [s for s in sources if s.start < said_by.end and said_by.start < s.end]
    return min(touching, key=lambda source: abs(source.start - said_by.start), default=None)


def _where(claim: Span, source: Span) -> str:
    distance, behind = _distance(claim, source)
    if not distance:
        return "beside it"
    return f"{distance} characters {'after' if behind else 'before'} it"

"""Verifying another annotator's work: what is wrong is put right, what is missing is added."""

from textual import events

from annotations.codebook import Label
from annotations.errors import Refused
from annotations.model import Span
from annotations.review.records import Kind
from annotations.workspace import Workspace
from annotations.workspace.spans import Location
from tui.keys import keys_of
from tui.screens.review.rulings import Rulings


class Verify(Rulings):
    """Another annotator's work, ruled on and put right."""

    # -- fixing ------------------------------------------------------------------------------------

    def need_span(self) -> Span:
        """The item's span, or its claim, unless the cursor is on one's own; raises Refused."""
        current = self.view.current
        if current and self._is_added(current):
            return current
        item = self.item
        span = self.left.view.scene.coverage.get(item.ends[0]) if item else None
        if item is None or span is None:
            raise Refused("it has been deleted meanwhile: Space goes on")
        ruling = self._rulings.get(item.id)
        after = ruling.after if ruling and item.kind is Kind.SPAN else None
        return span if after is None else span.model_copy(update=after)

    def _is_added(self, span: Span) -> bool:
        """Whether it is one's own, and was missing."""
        return span.id in self._added

    def _wait_for(self, what: str) -> None:
        """Wait for another key, where there is something that it could change."""
        current, item = self.view.current, self.item
        is_added = current is not None and self._is_added(current)
        if item and item.kind is not Kind.SPAN and not is_added:
            self.start_afresh()
            reject = self.diptych.keys.shown("verify.reject")[0]
            self.complain(f"this is no span: {reject} rejects it, a new one says what is right")
        else:
            super()._wait_for(what)

    async def move_span(self, span: Span, start: int, end: int) -> None:
        """Say where the item's span should start and end."""
        if self._is_added(span):
            await super().move_span(span, start, end)
        else:
            await self._rule(lambda ws, item: ws.verifying.fix_boundary(item, start, end))

    def action_relabel(self) -> None:
        """Wait for a label's key, or that of a kind of link."""
        item = self.item
        if item and item.kind is Kind.LINK:
            self.start_afresh()
            self.pending = "relabel"
            self.show_status()
        else:
            super().action_relabel()

    async def _relabel(self, span: Span, label: Label) -> None:
        if self._is_added(span):
            await super()._relabel(span, label)
        else:
            await self._rule(lambda ws, item: ws.verifying.fix_label(item, label.name))

    async def take_key(self, event: events.Key) -> bool:
        """For a link, take the key of a kind of link."""
        item = self.item
        if self.pending == "relabel" and item and item.kind is Kind.LINK:
            kinds = self.diptych.codebook.link_kinds
            kind = next((kind.name for kind in kinds if event.key in keys_of(kind.key)), None)
            if kind is not None:
                await self._rule(lambda ws, item: ws.verifying.fix_label(item, kind))
                return True
        return await super().take_key(event)

    # -- what is missing ---------------------------------------------------------------------------

    def make(self, workspace: Workspace, place: Location, label: str, origin: str) -> Span:
        """Tag what the other has missed."""
        span, ruling = workspace.verifying.add(self._of, *place, label, origin=origin)
        self._added.add(ruling.item)
        return span

    async def tag(self, label: Label) -> Span | None:
        """Tag what is selected: one key by itself makes nothing here."""
        if self.view.selection is None:
            self.complain(f"select the {label.name} that is missing first, then its label’s key")
            return None
        return await super().tag(label)

    def was_tagged(self, span: Span, said: str) -> None:
        """Say that it was missing; the item in view stays."""
        super().was_tagged(span, said)
        self.say(f"missing, you say: {span.label} “{span.text}” · x takes it out again")

    async def _attribute(self, claim: Span, source: str, *, take_back: bool) -> None:
        if take_back:
            reject = self.diptych.keys.shown("verify.reject")[0]
            self.complain(f"{self._of} says so already: {reject} rejects it where it comes up")
        elif await self.did(lambda ws: ws.verifying.attribute(self._of, claim.id, source)):
            await self.refresh_ties()
            self.say("missing, you say: that the claim rests on this source")

    async def _delete(self, span: Span) -> None:
        if self._is_added(span):
            await super()._delete(span)
        else:
            reject = self.diptych.keys.shown("verify.reject")[0]
            self.complain(f"nothing is deleted here: {reject} rejects what is in view")

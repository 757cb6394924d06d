"""The Reader's keys that make and change spans. Each is one act, on the disk before it shows."""

from textual.content import Content

from annotations.codebook import Label
from annotations.errors import Refused
from annotations.model import DocumentState, Span
from annotations.workspace import Workspace
from annotations.workspace.history import ANNOTATION, Step
from annotations.workspace.spans import Location
from tui.screens.dialogs import Ask, Preview
from tui.screens.reader.offering import Offering
from tui.text.amounts import counted
from tui.text.display import one_line, visible
from tui.widgets.lines import styled

_MOST_SHOWN = 500
_CONTEXT = 36  # characters to either side of a mention


class Tagging(Offering):
    """Making and changing spans."""

    UNDOES = ANNOTATION

    async def action_label(self, number: int) -> None:
        """Tag the selection, or what is natural at the caret; after `r`, relabel instead."""
        label = self.diptych.codebook.labels[number]
        if self.pending == "relabel":
            await self.with_span(lambda span: self._relabel(span, label))
            return
        self.start_afresh()
        span = await self.tag(label)
        if span:
            said = f"{label.name}: “{span.text}”"
            self.say(said)
            self.was_tagged(span, said)

    async def tag(self, label: Label) -> Span | None:
        """Tag in the active half; None where that was refused."""
        side, view = self.active, self.view
        if side.article is None:
            return None
        article = side.article
        # A selection by words ends before the next one: the space there is not meant.
        stretch = view.segments.trimmed(*view.selection) if view.selection else None
        if stretch is None:
            stretch = side.natural(label.shape)
        if stretch is None:
            self.complain(f"no {label.name} at the cursor: select the words first")
            return None
        start, end = stretch
        origin = "candidate" if view.selection and side.suggests(start, end) else "human"
        place = Location(article, start, end)
        span = await self.work(lambda ws: self.make(ws, place, label.name, origin))
        if span:
            side.stand_on(span)
            self.note_progress(article)
        return span

    def make(self, workspace: Workspace, place: Location, label: str, origin: str) -> Span:
        """Make a span."""
        return workspace.spans.tag(*place, label, origin=origin)

    def action_relabel(self) -> None:
        """Wait for a label's key."""
        self._wait_for("relabel")

    def action_boundary(self, which: str) -> None:
        """Wait for the motion that moves the current span's start or end."""
        self._wait_for(which)

    def _wait_for(self, what: str) -> None:
        self.start_afresh()
        try:
            self.need_span()
        except Refused as error:
            self.complain(str(error))
            return
        self.pending = what
        self.show_status()

    async def _relabel(self, span: Span, label: Label) -> None:
        if span.label == label.name:
            self.say(f"is {label.name} already: “{span.text}”")
            return
        side = self.active
        changed = await self.work(lambda ws: ws.spans.relabel(span.id, label.name))
        if changed:
            side.change(changed, current=True)
            self.learn([changed])
            self.say(f"now {label.name}: “{changed.text}”")

    async def move_boundary(self, which: str, motion: str, count: int) -> None:
        """Move the start or end of the current span by a motion; white space is left out."""
        await self.with_span(lambda span: self._move_boundary(span, which, motion, count))

    async def _move_boundary(self, span: Span, which: str, motion: str, count: int) -> None:
        view = self.view
        start, end = span.start, span.end
        if which == "start":
            start = view.reach(motion, start, count)
        else:
            behind = end
            while behind < len(view.text) and view.text[behind].isspace():
                behind += 1
            on = view.reach(motion, behind, count)  # the first step counts from the next word
            end = on if on > behind else view.reach(motion, end, count)
        await self.set_bounds(span, start, end)

    async def action_delete(self) -> None:
        """Delete the current span."""
        await self.with_span(self._delete)

    async def _delete(self, span: Span) -> None:
        side = self.active
        deleted = await self.work(lambda ws: ws.spans.delete(span.id))
        if deleted:
            side.change(span, gone=True)
            self.learn([span])
            self.say(f"deleted {span.label}: “{span.text}” · u brings it back")

    async def action_note(self) -> None:
        """Put a note on the current span."""
        await self.with_span(self._ask_note)

    async def _ask_note(self, span: Span) -> None:
        side = self.active

        async def done(note: str | None) -> None:
            if note is None:
                return
            changed = await self.work(lambda ws: ws.spans.annotate(span.id, note))
            if changed:
                side.change(changed, current=True)
                self.say("note kept" if changed.note else "note removed")

        hint = "Enter keeps it, empty removes it, Esc leaves it as it was"
        self.app.push_screen(Ask(f"Note on this {span.label}", span.note or "", hint=hint), done)

    # -- every mention ---------------------------------------------------------------------------

    async def action_mentions(self) -> None:
        """Tag every other mention of the current span's words, after a preview."""
        await self.with_span(self._preview_mentions)

    async def _preview_mentions(self, span: Span) -> None:
        def find(workspace: Workspace) -> tuple[list[Location], dict[str, str], dict[str, str]]:
            places = workspace.spans.mentions(span.id)
            documents = [
                workspace.articles.get(d) for d in dict.fromkeys(p.document for p in places)
            ]
            return places, {d.id: d.text for d in documents}, {d.id: d.name for d in documents}

        found = await self.work(find)
        if found is None:
            return
        places, texts, names = found
        if not places:
            self.complain(f"no other mention of “{span.text}” is left untagged")
            return
        lines = [
            _in_context(place, texts[place.document], names[place.document])
            for place in places[:_MOST_SHOWN]
        ]
        where = counted(len(names), "article")
        question = f"Tag {len(places):,} more in {where} as {span.label}?"

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed:
                tagged = await self.work(lambda ws: ws.spans.tag_all(places, span.label))
                await self.refresh_from_store()
                if tagged:
                    said = f"tagged {len(tagged)} more as {span.label} · u takes all of it back"
                    self.say(said)
                    self.go_on(span, said)

        self.app.push_screen(Preview(question, lines), done)

    # -- back and forth --------------------------------------------------------------------------

    async def show_step(self, taken: Step) -> str:
        """Show what it has changed, and go there."""
        await self._show_changes(taken)
        changed = [taken.document, *(span.document for span in (*taken.spans, *taken.gone))]
        side = next((s for s in (self.active, self.other) if s.article in changed), None)
        if side is None:
            return " · in another article" if taken.document else ""
        if taken.place is None:
            return ""
        side.view.place(taken.place)
        # A link is seen from either end: the hands stay where they are.
        if side is self.active or taken.pair:
            return ""
        self.activate(side)
        return f" · {'left' if side is self.left else 'right'} pane"

    async def _show_changes(self, taken: Step) -> None:
        """Show what an act that was taken back or done again has changed."""
        if len(taken.spans) + len(taken.gone) > _MOST_SHOWN:
            await self.refresh_from_store()
            self.find_candidates()
            return
        for half in self.sides:
            for span in taken.spans:
                half.change(span)
            for span in taken.gone:
                half.change(span, gone=True)
        self.learn([*taken.spans, *taken.gone])
        await self.refresh_ties()
        await self.load_states()

    async def action_done(self) -> None:
        """Mark the active article as done, or as not done."""
        self.start_afresh()
        article = self.active.article
        if article is None:
            return
        is_done = self.states.get(article, DocumentState.NEW).is_done
        state = DocumentState.IN_PROGRESS if is_done else DocumentState.DONE
        if await self.did(lambda ws: ws.articles.set_state(article, state)):
            await self.load_states()
            self.say(f"this article is {state} for you")

    async def action_layers(self) -> None:
        """Show or hide other annotators' spans."""
        self.start_afresh()
        shown = not self.active.foreign_shown
        for side in (self.left, self.right):
            side.foreign_shown = shown
        await self.refresh_from_store()
        self.say("other annotators’ spans are " + ("shown" if shown else "hidden"))


def _in_context(place: Location, text: str, name: str) -> Content:
    """A place with some words to either side, and the article that it is in."""
    before = text[max(0, place.start - _CONTEXT) : place.start]
    behind = text[place.end : place.end + _CONTEXT]
    left, mention, right = (
        visible(part.replace("\n", " ")) for part in (before, text[place.start : place.end], behind)
    )
    return Content.assemble(
        f"{left:>{_CONTEXT}}", styled(mention, "bold $accent"), right, "   ",
        styled(one_line(name, _CONTEXT), "$text-muted"),
    )  # fmt: skip

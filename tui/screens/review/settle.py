"""Settling disagreements: each in its place with all versions in view; one key decides."""

from typing import ClassVar

from textual import events
from textual.content import Content

from annotations.codebook import Label
from annotations.errors import Refused
from annotations.model import Span
from annotations.review.adjudication import BOTH, NEITHER, NEW, Disagreement
from annotations.review.items import Item
from annotations.review.records import Content as Said
from annotations.review.records import Kind, Resolution
from annotations.review.walk import Walk
from annotations.workspace.history import Step
from tui.keys import keys_of
from tui.screens.dialogs import Ask, Told
from tui.screens.review import wording
from tui.screens.review.about import EVERYTHING, About
from tui.screens.review.walking import End, Walking
from tui.widgets.painting import Painter

_SHOWN = 9
"""Versions of which each has a row and a key."""


class Settle(Walking):
    """Disagreements, the worst first."""

    NAME = "settle"
    UNDOES = frozenset(("resolve", "reopen disagreement"))
    FOLLOWS = False  # all disagreements anew, whenever somebody tags something
    HINTED: ClassVar[tuple[str, ...]] = (
        "settle.first", "settle.second", "settle.both", "settle.neither", "settle.next",
        "settle.undo", "settle.note", "settle.guideline",
    )  # fmt: skip

    def __init__(
        self, cases: list[Disagreement], first: str | None = None, about: About = EVERYTHING
    ) -> None:
        """Settle some disagreements, from one of them on.

        Args:
            cases: Them.
            first: The one to begin with.
            about: What the list had that they are from.
        """
        super().__init__()
        self._listed = about
        self._cases = {case.id: case for case in cases}
        self._first = first

    def painter(self) -> Painter:
        """How texts look where all versions stand out alike."""
        return self.diptych.painter_of(None)

    @property
    def case(self) -> Disagreement | None:
        """The disagreement in view, as it stands."""
        case = self.walk.case if self.walk else None
        return self._cases[case.id] if case else None

    async def load(self) -> None:
        """Take up what is to be settled."""
        cases = [*self._cases.values()]
        done = [case for case in cases if case.settled]
        self.walk = Walk(cases, (case.id for case in done))
        if self._first:
            self.walk.go_to(self._first)

    # -- what is in view -------------------------------------------------------------------------

    def ends(self) -> tuple[End, ...]:
        """The stretches of all versions, the first one's span in view."""
        case = self.case
        if case is None:
            return ()
        first = case.items[0]
        if case.kind is Kind.LINK:
            left, right = first.places
            return (
                End(first.document, *left, first.ends[0]),
                End(first.other or first.document, *right, first.ends[1]),
            )
        if case.kind is Kind.ATTRIBUTION:
            return (End(first.document, *first.places[0], first.ends[0], (first.places[1],)),)
        held = [version.content for version in case.versions if version.content]
        places = tuple((content["start"], content["end"]) for content in held)
        return (End(first.document, *first.places[0], first.ends[0], places),)

    def about(self) -> list[Content]:
        """The versions, and how it was settled."""
        case = self.case
        if case is None:
            return []
        chosen = case.settled.choice if case.settled else None
        rows = [
            wording.version(number, version, case.kind, self._words(case), chosen == str(number))
            for number, version in enumerate(case.versions[:_SHOWN], 1)
        ]
        return [*rows, wording.settled(case.settled, case.kind, len(case.versions))]

    def _words(self, case: Disagreement) -> tuple[str, str]:
        """The words at both ends of what is disagreed about; the second ones of a pair only."""
        item = case.items[0]
        if case.kind is Kind.SPAN:
            return item.text, ""
        side = self.right if case.kind is Kind.LINK else self.left
        return item.text, side.view.text[slice(*item.places[1])]

    def doing(self) -> Content:
        """What one does."""
        return Content("settle disagreements")

    def times(self) -> list[str]:
        """When each was settled."""
        return [case.settled.decided for case in self._cases.values() if case.settled]

    def hints(self) -> tuple[str, ...]:
        """The keys that matter now: both only where two versions hold something."""
        case = self.case
        if self.pending == "relabel" and case and case.kind is Kind.LINK:
            return self.kinds()
        held = sum(version.content is not None for version in case.versions) if case else 0
        both = case is not None and case.kind is Kind.SPAN and held == 2
        return tuple(one for one in super().hints() if both or one != "settle.both")

    def finished(self) -> str:
        """That nothing waits."""
        return "all of these are settled: Esc goes back"

    # -- deciding --------------------------------------------------------------------------------

    async def action_choose(self, number: int) -> None:
        """Take one version."""
        await self._settle(str(number), f"version {number}")

    async def action_both(self) -> None:
        """Take all versions."""
        await self._settle(BOTH, "both")

    async def action_neither(self) -> None:
        """Take none."""
        await self._settle(NEITHER, "neither")

    async def _settle(self, choice: str, said: str, new: Said | None = None) -> None:
        self.start_afresh()
        case = self.case
        if case is None:
            return
        before = case.settled.note if case.settled else None
        done = await self.work(
            lambda ws: ws.adjudicating.resolve(case, choice, new=new, note=before)
        )
        if done:
            self._take_in(case.id, done)
            await self.bring_up_next(f"{said}: {wording.quoted(case.items[0])}")

    def _take_in(self, case: str, settled: Resolution | None) -> None:
        self._cases[case] = self._cases[case]._replace(settled=settled)
        if self.walk:
            self.walk.decide(case, done=settled is not None)

    async def action_reopen(self) -> None:
        """Take back how it was settled."""
        self.start_afresh()
        case = self.case
        if case and await self.did(lambda ws: ws.adjudicating.reopen(case.id)):
            self._take_in(case.id, None)
            self.show_about()
            self.show_status()
            self.say(f"open again: {wording.quoted(case.items[0])}")

    async def action_note(self) -> None:
        """Say why it was settled so."""
        self.start_afresh()
        case = self.case
        settled = case.settled if case else None
        if case is None or settled is None:
            self.complain("this is not settled yet: Backspace goes back to the one before")
            return

        async def done(note: str | None) -> None:
            if note is None:
                return
            new = settled.chosen[0] if settled.choice == NEW else None
            kept = note.strip() or None
            changed = await self.work(
                lambda ws: ws.adjudicating.resolve(case, settled.choice, new=new, note=kept)
            )
            if changed:
                self._take_in(case.id, changed)
                self.show_about()
                self.say("kept why" if kept else "note removed")

        self.app.push_screen(Ask("Why was it settled so?", settled.note or ""), done)

    def action_guideline(self) -> None:
        """Show what the codebook says of the labels."""
        if case := self.case:
            found = {
                wording.guideline(case.kind, wording.label_of(content), self.diptych.codebook)
                for version in case.versions
                if (content := version.content)
            }
            title = " and ".join(sorted(title for title, _ in found))
            self.app.push_screen(Told(title, "\n\n".join(text for _, text in sorted(found))))

    # -- a version that nobody had ---------------------------------------------------------------

    def need_span(self) -> Span:
        """The first version's span; raises Refused where there is none."""
        case = self.case
        span = self._span_of(case.items[0]) if case else None
        if case is None or case.kind is not Kind.SPAN or span is None:
            raise Refused("only a span has boundaries and a label: choose a version")
        return span

    def _span_of(self, item: Item) -> Span | None:
        return self.left.view.scene.coverage.get(item.ends[0])

    async def tag(self, label: Label) -> Span | None:
        """Take what is selected as the new version."""
        case, view = self.case, self.left.view
        stretch = view.segments.trimmed(*view.selection) if view.selection else None
        if case is None or case.kind is not Kind.SPAN or stretch is None:
            self.complain("select the words of the new version first, then its label’s key")
            return None
        start, end = stretch
        await self._settle(NEW, f"new: {label.name}",
                           {"start": start, "end": end, "label": label.name})  # fmt: skip
        return None

    async def move_span(self, span: Span, start: int, end: int) -> None:
        """Take the first version with other boundaries."""
        new = {"start": start, "end": end, "label": span.label}
        await self._settle(NEW, "new boundary", new)

    async def _relabel(self, span: Span, label: Label) -> None:
        new = {"start": span.start, "end": span.end, "label": label.name}
        await self._settle(NEW, f"new: {label.name}", new)

    def action_relabel(self) -> None:
        """Wait for a label's key, or that of a kind of link."""
        if self.case and self.case.kind is Kind.LINK:
            self.start_afresh()
            self.pending = "relabel"
            self.show_status()
        else:
            super().action_relabel()

    async def take_key(self, event: events.Key) -> bool:
        """For a link, take the key of a kind of link."""
        if self.pending == "relabel" and self.case and self.case.kind is Kind.LINK:
            kinds = self.diptych.codebook.link_kinds
            kind = next((kind.name for kind in kinds if event.key in keys_of(kind.key)), None)
            if kind is not None:
                await self._settle(NEW, f"new: {kind}", {"kind": kind})
                return True
        return await super().take_key(event)

    # -- back and forth --------------------------------------------------------------------------

    async def refresh_from_store(self) -> None:
        """Fetch anew how each stands; the one in view stays."""
        there = await self._refresh_cases()
        await super().refresh_from_store()
        await self.show_anew(there=there)

    async def _refresh_cases(self) -> bool:
        """Take up the disagreements as they are by now; whether the one in view is still there."""
        found = await self.work(lambda ws: ws.adjudicating.standing().disagreements)
        if found is None or self.walk is None:
            return True
        about = {item.id for case in self._cases.values() for item in case.items}
        self._cases = {
            case.id: case for case in found if any(item.id in about for item in case.items)
        }
        done = [case.id for case in self._cases.values() if case.settled]
        return self.walk.renew(self._cases.values(), done)

    async def _refresh_settled(self) -> None:
        settled = await self.work(lambda ws: ws.adjudicating.resolutions())
        for case in [*self._cases] if settled is not None else []:
            now = self._cases[case].settled_by(settled or {})
            if now != self._cases[case].settled:
                self._take_in(case, now)

    async def show_step(self, taken: Step) -> str:
        """Show the disagreement that it was about."""
        await self._refresh_settled()
        for table, row in taken.rows:
            if table == "resolutions" and self.walk and self.walk.go_to(row["id"]):
                await self.show_case()
        return ""

    async def leave(self) -> None:
        """Go back to the list."""
        from tui.screens.review.disagreements import Disagreements

        case = self.case
        await self.diptych.go(Disagreements(self._listed, case.id if case else None))

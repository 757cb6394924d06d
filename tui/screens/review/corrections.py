"""Corrections: what reviewers changed in one's work, and what one says to it."""

from typing import ClassVar

from textual.content import Content

from annotations.model import DocumentDetails
from annotations.review.records import Answer, Kind
from annotations.workspace import Workspace
from annotations.workspace.corrections import Correction
from tui.screens.dialogs import Ask
from tui.screens.listing import Column, Entry, Listing
from tui.screens.review import wording
from tui.text.amounts import counted
from tui.widgets.lines import plain, styled

_ANSWERS = {Answer.ACCEPTED: "accepted", Answer.CONTESTED: "contested"}


class Corrections(Listing):
    """What others changed."""

    NAME = "corrections"
    BACK = "review"
    UNDOES = frozenset(("reply", "clear reply"))
    HINTS = ("corrections.open", "corrections.accept", "corrections.contest", "corrections.filter",
             "corrections.undo", "app.help")  # fmt: skip
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("", 9), Column("by", 10, 60), Column("what", 14), Column("of yours", 0),
        Column("why", 16, 100), Column("article", 20, 110),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._corrections: dict[str, Correction] = {}
        self._names: dict[str, DocumentDetails] = {}

    async def refresh_from_store(self) -> None:
        """Show what there is now."""

        def fetch(workspace: Workspace) -> tuple[list[Correction], dict[str, DocumentDetails]]:
            return workspace.corrections.all(), workspace.articles.details(workspace.articles.ids())

        fetched = await self.work(fetch)
        if fetched is None or not self.is_attached:
            return
        found, self._names = fetched
        self._corrections = {one.review.id: one for one in found}
        self.fill([self._entry(one) for one in found])

    def _entry(self, one: Correction) -> Entry:
        details = self._names.get(one.item.document)
        review = one.review
        reply = _ANSWERS[one.reply.reply] if one.reply else "done" if one.done else ""
        name = (details.outlet or details.title or "") if details else ""
        cells = (
            reply, review.annotator, wording.said(review), " ".join(one.item.text.split()),
            review.reason or review.note or "", name,
        )  # fmt: skip
        return Entry(review.id, cells)

    def about(self, entry: Entry) -> tuple[Content, ...]:
        """What it is about, what the reviewer says, what the author does."""
        one = self._corrections[entry.id]
        return (
            wording.item(one.item, "…"),
            wording.ruling(one.review, self.diptych.codebook),
            _reply(one),
        )

    def headed(self) -> Content:
        """How many there are, and how many wait."""
        waiting = sum(one.reply is None and not one.done for one in self._corrections.values())
        count = counted(len(self._corrections), "correction")
        return Content(f"corrections of your work · {count} · {waiting:,} wait for your reply")

    def nothing(self) -> Content:
        """That nobody has changed anything."""
        return Content("Nobody has corrected your work.\n\nEsc goes back to the Review.")

    def standing(self) -> Content:
        """Who one is."""
        return Content.assemble("as ", plain(self.diptych.annotator, 20))

    @property
    def correction(self) -> Correction | None:
        """The one under the cursor."""
        return self._corrections.get(self.chosen.id) if self.chosen else None

    # -- keys ------------------------------------------------------------------------------------

    async def action_accept(self) -> None:
        """Agree with it; again takes that back."""
        await self._reply(Answer.ACCEPTED)

    async def action_contest(self) -> None:
        """Disagree with it and say why; again takes that back."""
        one = self.correction
        if one and one.reply and one.reply.reply is Answer.CONTESTED:
            await self._reply(Answer.CONTESTED)
            return

        async def done(note: str | None) -> None:
            if note is not None:
                await self._reply(Answer.CONTESTED, note.strip() or None)

        if one:
            hint = "empty: no reason · Enter contests it, Esc leaves it"
            self.app.push_screen(Ask("Why do you contest it?", hint=hint), done)

    async def _reply(self, answer: Answer, note: str | None = None) -> None:
        self.hush()
        one = self.correction
        if one is None:
            return
        review = one.review.id
        again = one.reply is not None and one.reply.reply is answer

        def reply(workspace: Workspace) -> None:
            if again:
                workspace.corrections.clear(review)
            elif answer is Answer.ACCEPTED:
                workspace.corrections.accept(review)
            else:
                workspace.corrections.contest(review, note)

        if await self.did(reply):
            await self.refresh_from_store()
            self.say("reply taken back" if again else _ANSWERS[answer])
            if not again:
                self.step_down()

    async def action_open(self) -> None:
        """Open the place in the Reader."""
        one = self.correction
        if one is None:
            return
        item = one.item
        if item.kind is Kind.LINK and item.other:
            places = tuple(place[0] for place in item.places)
            await self.diptych.open_reader((item.document, item.other), places)
        else:
            await self.diptych.open_reader((item.document,), (item.places[0][0],))


def _reply(one: Correction) -> Content:
    """What the author says to it."""
    if one.reply is None:
        if one.done:
            return styled("your own layer says so by now", "$success")
        return styled("y accepts, n contests: then it goes to adjudication", "$text-muted")
    tone = "$success" if one.reply.reply is Answer.ACCEPTED else "$warning"
    note = [styled("  because: ", "$text-muted"), plain(one.reply.note)] if one.reply.note else []
    return Content.assemble(styled(f" {_ANSWERS[one.reply.reply]} ", f"bold reverse {tone}"), *note)

"""Disagreements: a list, the worst first, those of one cell of the agreement among them."""

from typing import ClassVar

from textual.content import Content

from annotations.model import DocumentDetails
from annotations.review.adjudication import Disagreement
from annotations.review.records import Kind
from annotations.workspace import Workspace
from tui.screens.listing import Column, Entry, Listing
from tui.screens.review import wording
from tui.screens.review.about import EVERYTHING, About
from tui.text.amounts import counted
from tui.widgets.lines import plain, styled


class Disagreements(Listing):
    """What annotators do not say alike."""

    NAME = "disagreements"
    BACK = "review"
    FOLLOWS = False  # as in settling
    UNDOES = frozenset(("resolve", "reopen disagreement"))
    HINTS = ("disagreements.open", "disagreements.settled", "disagreements.filter",
             "disagreements.undo", "app.help")  # fmt: skip
    ROWS = 4
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("apart", 7), Column("kind", 11, 70), Column("words", 0), Column("versions", 34, 80),
        Column("article", 20, 110),
    )  # fmt: skip

    def __init__(self, about: About = EVERYTHING, at: str | None = None) -> None:
        """List disagreements.

        Args:
            about: Which.
            at: The one to begin at.
        """
        super().__init__()
        self._about, self.begin_at = about, at
        self._cases: dict[str, Disagreement] = {}
        self._names: dict[str, DocumentDetails] = {}
        self.wanted = about.wanted
        self._with_settled = about.settled or about.items is not None

    async def refresh_from_store(self) -> None:
        """Show what there is now."""

        def fetch(workspace: Workspace) -> tuple[list[Disagreement], dict[str, DocumentDetails]]:
            details = workspace.articles.details(workspace.articles.ids())
            return workspace.adjudicating.standing().disagreements, details

        fetched = await self.work(fetch)
        if fetched is None or not self.is_attached:
            return
        found, self._names = fetched
        only = self._about.items
        self._cases = {
            case.id: case
            for case in found
            if only is None or any(item.id in only for item in case.items)
        }
        self._fill()

    def _fill(self) -> None:
        shown = [case for case in self._cases.values() if self._with_settled or not case.settled]
        self.fill([self._entry(case) for case in shown])

    def _entry(self, case: Disagreement) -> Entry:
        details = self._names.get(case.document)
        item = case.items[0]
        versions = " / ".join(wording.in_short(version) for version in case.versions)
        cells = (
            "settled" if case.settled else f"{case.severity:.0%}",
            str(case.kind),
            " ".join(item.text.split()),
            versions,
            (details.outlet or details.title or "") if details else "",
        )
        return Entry(case.id, cells)

    def about(self, entry: Entry) -> tuple[Content, ...]:
        """The versions, and how it was settled."""
        case = self._cases[entry.id]
        words = case.items[0].text, "…" if case.kind is not Kind.SPAN else ""
        about = tuple(
            wording.version(number, version, case.kind, words, chosen)
            for number, version in enumerate(case.versions[: self.ROWS - 1], 1)
            for chosen in [case.settled is not None and case.settled.choice == str(number)]
        )
        return (*about, wording.settled(case.settled, case.kind, len(case.versions)))

    def headed(self) -> Content:
        """How many there are, and how many are open."""
        still = sum(case.settled is None for case in self._cases.values())
        called = self._about.called
        count = counted(len(self._cases), "disagreement")
        about = Content.assemble(" · ", plain(called)) if called else ""
        return Content.assemble("disagreements", about, f" · {count} · {still:,} open")

    def nothing(self) -> Content:
        """That all is settled, or that there is nothing to settle."""
        if self._cases:
            return Content("All are settled.\n\nS shows them, Esc goes back to the Review.")
        return Content(
            "No disagreements: all who have read the same articles say the same.\n\n"
            "Esc goes back to the Review."
        )

    def standing(self) -> Content:
        """What the figure in front is."""
        return Content.assemble(
            styled("worst first: 100 % is there for some and not for others", "$text-muted"),
            " · as ", plain(self.diptych.annotator, 20),
        )  # fmt: skip

    def action_settled(self) -> None:
        """Show or hide those that are settled."""
        self.hush()
        self._with_settled = not self._with_settled
        self._fill()
        self.say("settled ones are " + ("shown" if self._with_settled else "hidden"))

    async def action_open(self) -> None:
        """Settle the one under the cursor, then the next."""
        from tui.screens.review.settle import Settle

        if self.chosen:
            cases = [self._cases[entry.id] for entry in self.shown]
            about = self._about._replace(wanted=self.wanted, settled=self._with_settled)
            await self.diptych.go(Settle(cases, self.chosen.id, about))

    async def leave(self) -> None:
        """Go back to the figures, where one came from one of them."""
        if self._about.items is None:
            await super().leave()
        else:
            await self.diptych.action_agreement()

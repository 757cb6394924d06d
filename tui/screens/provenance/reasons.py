"""Why a claim has as many roots as it has: every chain, link by link; Enter opens the place."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from annotations.provenance import wording
from annotations.provenance.groups import Group
from annotations.provenance.why import Part, Reason, why
from tui.screens.listing import Column, Entry, Listing
from tui.screens.provenance.looking import Looking
from tui.widgets.lines import plain, styled

_SIGNS = {
    Part.REPORT: "report",
    Part.STEP: "",
    Part.ROOT: "root",
    Part.DOUBT: "?",
    Part.UNKNOWN: "unknown",
    Part.AGAINST: "≠",
}


class Why(Listing, Looking):
    """The chains of one claim."""

    NAME = "why"
    ACTS = ("why.open",)
    BACK = "board"
    HINTS = ("why.open", "why.filter", "why.undo", "app.board", "app.help")
    ROWS = 2
    COLUMNS: ClassVar[tuple[Column, ...]] = (Column("", 8), Column("on what it rests", 0))

    def __init__(self, claim: str, whose: str | None = None) -> None:
        """Explain the claim that a span is a mention of."""
        super().__init__()
        self.whose = whose or self.whose
        self._claim = claim
        self._reasons: Sequence[Reason] = ()

    @property
    def group(self) -> Group | None:
        """The claim."""
        return self.case.groups.of(self._claim) if self.case else None

    def show_case(self) -> None:
        """Fill the list."""
        group = self.group
        self._reasons = why(self.case, group) if self.case and group else ()
        self.fill([self._entry(number, one) for number, one in enumerate(self._reasons)])

    def _entry(self, number: int, one: Reason) -> Entry:
        lead = "└" + "──" * (one.depth - 1) + " " if one.depth else ""
        return Entry(str(number), (_SIGNS[one.part], lead + one.words))

    def headed(self) -> Content:
        """The answer."""
        if self.case is None or self.group is None:
            return Content("why")
        return Content.assemble(
            "why · ", plain(wording.summary(self.case, self.case.roots[self.group.id]))
        )

    def nothing(self) -> Content:
        """That it is gone, or not reckoned yet."""
        if self.case is None:
            return self.still_looking()
        if self.wanted:
            return Content("No line is like that.")
        return Content("This claim is not there any more.\n\nEsc goes back to the Board.")

    def about(self, entry: Entry) -> Sequence[Content]:
        """The line in full, and what Enter does."""
        one = self._reasons[int(entry.id)]
        opens = {0: "", 1: "Enter opens the place", 2: "Enter opens both places side by side"}
        return plain(one.words), styled(opens[min(2, len(one.places))], "$text-muted")

    def standing(self) -> Content:
        """The claim."""
        return Content.assemble("claim: ", plain(self.group.name)) if self.group else Content("")

    async def action_open(self) -> None:
        """Open the place in the Reader, or both."""
        if self.chosen is None:
            return
        places = self._reasons[int(self.chosen.id)].places[:2]
        if not places:
            self.say("this line is about no place", tone="$warning")
            return
        articles, starts = zip(*places, strict=True)
        alone = len(set(articles)) < len(articles)
        await self.diptych.open_reader(articles[:1] if alone else articles, starts)

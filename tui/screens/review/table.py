"""The Review's table: how far everybody is with each article, and how much is not settled."""

from textual import work
from textual.content import Content
from textual.worker import get_current_worker

from annotations.errors import DiptychError
from annotations.model import ArticleSummary
from annotations.workspace import Workspace
from tui.screens.listing import Column, Entry, Listing
from tui.screens.review.overview import Overview
from tui.text.amounts import counted
from tui.text.display import one_line

_EACH = 13
"""Cells for what one annotator has done with an article."""


class ReviewTable(Listing):
    """All articles, with what everybody has done with them."""

    NAME = "review"
    ROWS = 0
    UNDOES = None

    def __init__(self) -> None:
        super().__init__()
        self.seen: Overview | None = None
        """How everything stands; None while that is not known."""
        self.not_settled: dict[str, int] | None = (
            None  # disagreements by article; None: not known yet
        )

    # -- showing ---------------------------------------------------------------------------------

    async def refresh_from_store(self) -> None:
        """Show how everything stands now."""
        seen = await self.work(Overview.of)
        if seen is None or not self.is_attached:
            return
        self.seen = seen
        self._fill()
        if not seen.blind:
            self.count_disagreements()

    def _fill(self) -> None:
        seen = self.seen
        if seen is None:
            return
        me = self.diptych.annotator
        names = sorted(seen.annotators, key=lambda name: name != me)
        shown = names[: max(1, (self.size.width - 40) // (_EACH + 2))]
        columns = [Column("#", 3), Column("article", 0)]
        columns += [Column(one_line(name, _EACH), _EACH) for name in shown]
        if not seen.blind:
            columns.append(Column("disagree", 8))
        self.columns = tuple(columns)
        self.fill([self._entry(article, shown, seen) for article in seen.articles])

    def _entry(self, article: ArticleSummary, shown: list[str], seen: Overview) -> Entry:
        cells = [str(article.ordinal), article.name]
        cells += [seen.doing(article.id, name) for name in shown]
        if not seen.blind:
            count = None if self.not_settled is None else self.not_settled.get(article.id, 0)
            cells.append("…" if count is None else str(count or "·"))
        return Entry(article.id, tuple(cells))

    def headed(self) -> Content:
        """Where one is."""
        count = len(self.seen.articles) if self.seen else 0
        return Content(f"review · {counted(count, 'article')}")

    def nothing(self) -> Content:
        """That there is nothing to review."""
        return Content("No article here yet.\n\nL goes to the Library, where i imports files.")

    @work(thread=True, exclusive=True, group="disagreements", exit_on_error=False)
    def count_disagreements(self) -> None:
        """Count what is not settled in each article, on a connection of its own."""
        worker = get_current_worker()
        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                found = workspace.adjudicating.standing().open
        except DiptychError:
            return  # whatever is wrong is said where somebody asked for something
        if not worker.is_cancelled:
            counts: dict[str, int] = {}
            for case in found:
                counts[case.document] = counts.get(case.document, 0) + 1
            self.app.call_from_thread(self._show_counts, counts)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self.not_settled = counts
        if self.is_attached:
            self._fill()

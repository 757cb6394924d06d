"""Agreement: how far annotators agree, and the ways from a figure to what it counts."""

from itertools import combinations

from rich.text import Text
from textual import on
from textual.widgets import DataTable

from annotations.workspace import Workspace
from tui.screens.dialogs import Choice, Choose
from tui.screens.review import figures
from tui.screens.review.about import About
from tui.screens.review.measured import TABLES, Figures
from tui.widgets.table import Table


class AgreementScreen(Figures):
    """How far annotators agree."""

    # -- keys ------------------------------------------------------------------------------------

    def action_cursor(self, way: str) -> None:
        """Move the cursor; past an end it goes to the next table."""
        table = self.focused
        if not isinstance(table, DataTable):
            return
        row, last = table.cursor_row, table.row_count - 1
        if (way == "down" and row >= last) or (way == "up" and row <= 0):
            self.action_table(1 if way == "down" else -1)
        else:
            getattr(table, f"action_cursor_{way}")()

    def action_table(self, by: int) -> None:
        """Go to the next table, or the one before, that has anything in it."""
        tables = [one for name in TABLES for one in [self.query_one(f"#{name}", Table)]
                  if one.row_count]  # fmt: skip
        if tables:
            now = tables.index(self.focused) if self.focused in tables else -1
            tables[(now + by) % len(tables)].focus()
            self.tell()

    async def action_now(self) -> None:
        """Compare layers as they are now, or as they were at the end of a blind pass."""
        self.as_now = not self.as_now
        await self.refresh_from_store()

    async def action_between(self) -> None:
        """Choose who is compared."""
        names = await self.work(lambda ws: ws.assigning.annotators()) or []
        if len(names) < 2:
            self.complain("there is one layer only: have a second annotator read the articles")
            return
        pairs = [(), *combinations(names, 2)] if len(names) > 2 else [*combinations(names, 2)]
        choices = [
            Choice(str(number), " and ".join(pair) or "all", ticked=pair == self.between)
            for number, pair in enumerate(pairs)
        ]

        async def done(chosen: str | None) -> None:
            if chosen is not None:
                self.between = tuple(pairs[int(chosen)])
                await self.refresh_from_store()

        self.app.push_screen(Choose("Compare", choices), done)

    @on(DataTable.CellSelected)
    def _clicked(self, event: DataTable.CellSelected) -> None:
        event.stop()
        # Not awaited here: a screen that waits until another has taken its place waits for itself.
        self.app.call_next(self.action_open)

    async def action_open(self) -> None:
        """List the disagreements that are counted under the cursor."""
        table = self.focused
        if not isinstance(table, DataTable) or self.measured is None:
            return
        if table.id == "confusion":
            await self._open_cell(table)
        elif table.id == "articles":
            await self._open_article(table)
        else:
            self.say("go to a cell of the labels or to an article: Tab", tone="$text-muted")

    async def _open_cell(self, table: DataTable[Text]) -> None:
        from tui.screens.review.disagreements import Disagreements

        row, column = table.cursor_coordinate
        labels = [*(self.measured.agreement.labels if self.measured else ()), figures.NONE]
        pair = self.pair
        if pair is None or column == 0:
            return
        names = labels[row], labels[column - 1]
        given = tuple(None if name == figures.NONE else name for name in names)
        same, now = names[0] != names[1], self.as_now

        def fetch(workspace: Workspace) -> set[str]:
            one, other = given
            desk = workspace.measuring
            found = desk.confused(pair, (one, other), same=False, as_now=now)
            if same and None not in given:
                found |= desk.confused(pair, (one, other), same=True, as_now=now)
            return found

        found = await self.work(fetch)
        if found:
            called = f"{pair[0]}: {names[0]}, {pair[1]}: {names[1]}"
            await self.diptych.go(Disagreements(About(found, called)))
        elif found is not None:
            self.say("nothing to disagree about here", tone="$text-muted")

    async def _open_article(self, table: DataTable[Text]) -> None:
        from tui.screens.review.disagreements import Disagreements

        article = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value or ""
        items = await self.work(
            lambda ws: {
                item.id
                for case in ws.adjudicating.standing(articles=[article]).disagreements
                for item in case.items
            }
        )
        if items:
            details = self.names.get(article)
            called = (details.title or "") if details else ""
            await self.diptych.go(Disagreements(About(items, called)))
        elif items is not None:
            self.say("all agree in this article", tone="$success")

    async def action_escape(self) -> None:
        """Go back to the Review."""
        await self.diptych.action_review()

"""Agreement: the figures, which labels stand for which, and how much of each article agrees."""

from collections.abc import Sequence
from itertools import combinations
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable
from textual.worker import get_current_worker

from annotations.errors import Cancelled, DiptychError
from annotations.model import DocumentDetails
from annotations.workspace import Workspace
from annotations.workspace.measuring import Measured
from tui.screens.dialogs import Choice, Choose
from tui.screens.place import Place
from tui.screens.review import figures
from tui.screens.review.about import About
from tui.screens.review.figures import Row
from tui.screens.review.listing import Rows
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import KeyLine, Line, plain, styled

_WIDE = 118
"""Cells from which intervals have room beside the figures."""
_TABLES = ("spans", "links", "confusion", "articles")


class AgreementScreen(Place):
    """How far annotators agree."""

    NAME = "agreement"
    HINTS = ("agreement.open", "agreement.table", "agreement.between", "agreement.now", "app.help")
    AUTO_FOCUS: ClassVar[str | None] = None
    DEFAULT_CSS = """
    AgreementScreen #head { background: $primary-muted; text-style: bold; }
    AgreementScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    AgreementScreen VerticalScroll > Line { color: $text-muted; text-style: bold; margin-top: 1; }
    AgreementScreen DataTable { height: auto; background: $background; }
    AgreementScreen DataTable > .datatable--cursor { background: $background; color: $foreground; }
    AgreementScreen DataTable:focus > .datatable--cursor {
        background: $primary-muted; color: $foreground; text-style: bold;
    }
    AgreementScreen #told { background: $panel; }
    AgreementScreen #status { background: $surface; color: $text-muted; }
    """

    def __init__(self, between: tuple[str, ...] = ()) -> None:
        """Compare some annotators; none for all."""
        super().__init__()
        self._between = between
        self._as_now = False
        self._measured: Measured | None = None
        self._names: dict[str, DocumentDetails] = {}
        self._rows: dict[str, Sequence[Row]] = {}
        self._doing = "reckoning …"

    def compose(self) -> ComposeResult:
        """A head, four tables, what is under the cursor, how things stand, the keys."""
        yield Line(id="head")
        with VerticalScroll(can_focus=False):
            for name in _TABLES:
                yield Line(id=f"{name}-title")
                yield Rows(id=name, zebra_stripes=False, cursor_type="cell")
        yield Line(id="told")
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Reckon."""
        await self.refresh_from_store()

    async def refresh_from_store(self) -> None:
        """Reckon anew."""
        details = await self.work(lambda ws: ws.articles.details(ws.articles.ids()))
        self._names = details or {}
        self._measure(self._between, as_now=self._as_now)

    @work(thread=True, exclusive=True, group="agreement", exit_on_error=False)
    def _measure(self, between: tuple[str, ...], *, as_now: bool) -> None:
        """Reckon, on a connection of its own."""
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise Cancelled("stopped")
            self.app.call_from_thread(self._show_doing, f"reckoning … {done:,} of {total:,}")

        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                found = workspace.measuring.agreement(between, as_now=as_now, progress=progress)
        except Cancelled:
            return
        except DiptychError as error:
            self.app.call_from_thread(self._refused, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show_doing(self, words: str) -> None:
        self._doing = words
        self.show_status()

    def _refused(self, why: str) -> None:
        self._doing = ""
        self.complain(why)

    # -- showing ---------------------------------------------------------------------------------

    @property
    def _pair(self) -> tuple[str, str] | None:
        """The two whose labels are compared in the table of labels."""
        names = self._measured.agreement.annotators if self._measured else ()
        return (names[0], names[1]) if len(names) > 1 else None

    def _show(self, found: Measured) -> None:
        if not self.is_attached:
            return
        self._measured, self._doing = found, ""
        self._fill()
        if self.focused is None:
            self.query_one("#spans", DataTable).focus()

    def on_resize(self) -> None:
        """Show intervals where they have room."""
        if self.is_mounted and self._measured:
            self._fill()

    def _fill(self) -> None:
        if self._measured is None:
            return
        agreement = self._measured.agreement
        who = " and ".join(agreement.annotators)
        self.query_one("#head", Line).say(
            "agreement · ", plain(who, 60), f" · {counted(self._measured.articles, 'article')}",
            " that two or more have read",
        )  # fmt: skip
        self._rows = {"spans": [*figures.rows(agreement)], "links": [*figures.links(agreement)]}
        self._fill_figures("spans", "spans and attributions", figures.HEADINGS)
        kinds = tuple(f"F1 {meaning}" for meaning in agreement.links.positive)
        self._fill_figures("links", "links", ("κ", "α", *kinds))
        self._fill_confusion()
        self._fill_articles()
        self._tell()
        self.show_status()

    def _title(self, table: str, words: str) -> DataTable[Text]:
        self.query_one(f"#{table}-title", Line).say(words)
        found = self.query_one(f"#{table}", Rows)
        found.clear(columns=True)
        return found

    def _fill_figures(self, table: str, title: str, headings: Sequence[str]) -> None:
        rows, wide = self._rows[table], self.size.width >= _WIDE
        shown = self._title(table, title)
        shown.add_column(Text(""), width=12)
        for heading in headings:
            width = max(17 if wide else 11, len(heading))
            shown.add_column(Text(heading, justify="right"), width=width)
        shown.add_column(Text("items", justify="right"), width=7)
        for row in rows:
            cells = [Text(figures.cell(one, wide=wide), justify="right") for one in row.figures]
            cells += [Text("")] * (len(headings) - len(cells))
            items = Text(f"{row.figures[0].items:,}", justify="right")
            shown.add_row(Text(one_line(row.name, 12)), *cells, items)

    def _fill_confusion(self) -> None:
        pair = self._pair
        one, other = pair or ("", "")
        title = f"labels: {one}’s down, {other}’s across · ~ other boundaries · {figures.NONE} none"
        shown = self._title("confusion", one_line(title))
        if pair is None or self._measured is None:
            return
        found = figures.confusion(self._measured.agreement, pair)
        labels = [*self._measured.agreement.labels, figures.NONE]
        shown.add_column(Text(""), width=14)
        for label in labels:
            shown.add_column(Text(one_line(label, 10), justify="right"), width=10)
        for label in labels:
            cells = [
                Text(found[label, across].shown if (label, across) in found else "·",
                     justify="right")
                for across in labels
            ]  # fmt: skip
            shown.add_row(Text(one_line(label, 14)), *cells)

    def _fill_articles(self) -> None:
        shown = self._title("articles", "articles: spans that two tagged alike")
        room = max(20, self.size.width - figures.BAR - 30)
        shown.add_column(Text("article"), width=room)
        shown.add_column(Text("alike"), width=figures.BAR + 20)
        for one in self._measured.agreement.documents if self._measured else ():
            details = self._names.get(one.id)
            name = (details.title or details.outlet or one.id) if details else one.id
            shown.add_row(
                Text(one_line(name, room)), Text(figures.bar(one.matched, one.total)), key=one.id
            )

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """Say more of the cell under the cursor."""
        self.query_one("#told", Line).say(self._told())

    def _told(self) -> Content:
        table = self.focused
        if not isinstance(table, DataTable) or self._measured is None:
            return Content("")
        row, column = table.cursor_coordinate
        if table.id in self._rows and row < len(self._rows[table.id]):
            return self._told_of_figure(table.id, row, column)
        if table.id == "confusion":
            return styled("Enter lists the disagreements that are counted here", "$text-muted")
        return styled("Enter lists the disagreements in this article", "$text-muted")

    def _told_of_figure(self, table: str, row: int, column: int) -> Content:
        """The figure in full, or why there is none."""
        found = self._rows[table][row].figures
        if not 0 < column <= len(found):
            return Content("")
        figure = found[column - 1]
        parts = [f"{counted(figure.items, 'item')}"]
        if figure.value is not None:
            parts.insert(0, f"{figure.value:.4f}")
        if figure.low is not None and figure.high is not None:
            parts.append(f"95 % interval {figure.low:.3f} to {figure.high:.3f} over articles")
        if figure.why:
            parts.append(figure.why)
        return plain(" · ".join(parts))

    def standing(self) -> Content:
        """Whose layers count as of when."""
        if self._doing:
            return styled(self._doing, "$accent")
        blind = self._measured.blind if self._measured else {}
        if self._as_now:
            told = "layers as they are now"
        elif blind:
            told = ", ".join(
                f"{name}’s as at the end of the blind pass, {time[:10]}"
                for name, time in blind.items()
            )
        else:
            told = "nobody has annotated blind: layers as they are now"
        return Content.assemble(plain(told), " · as ", plain(self.diptych.annotator, 20))

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
        tables = [one for name in _TABLES for one in [self.query_one(f"#{name}", Rows)]
                  if one.row_count]  # fmt: skip
        if tables:
            now = tables.index(self.focused) if self.focused in tables else -1
            tables[(now + by) % len(tables)].focus()
            self._tell()

    async def action_now(self) -> None:
        """Compare layers as they are now, or as they were at the end of a blind pass."""
        self._as_now = not self._as_now
        await self.refresh_from_store()

    async def action_between(self) -> None:
        """Choose who is compared."""
        names = await self.work(lambda ws: ws.assigning.annotators()) or []
        if len(names) < 2:
            self.complain("there is one layer only: have a second annotator read the articles")
            return
        pairs = [(), *combinations(names, 2)] if len(names) > 2 else [*combinations(names, 2)]
        choices = [
            Choice(str(number), " and ".join(pair) or "all", ticked=pair == self._between)
            for number, pair in enumerate(pairs)
        ]

        async def done(chosen: str | None) -> None:
            if chosen is not None:
                self._between = tuple(pairs[int(chosen)])
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
        if not isinstance(table, DataTable) or self._measured is None:
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
        labels = [*(self._measured.agreement.labels if self._measured else ()), figures.NONE]
        pair = self._pair
        if pair is None or column == 0:
            return
        names = labels[row], labels[column - 1]
        given = tuple(None if name == figures.NONE else name for name in names)
        same, now = names[0] != names[1], self._as_now

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
            details = self._names.get(article)
            called = (details.title or "") if details else ""
            await self.diptych.go(Disagreements(About(items, called)))
        elif items is not None:
            self.say("all agree in this article", tone="$success")

    async def action_escape(self) -> None:
        """Go back to the Review."""
        await self.diptych.action_review()

"""What the agreement screen shows: figures, which labels stand for which, how articles agree."""

from collections.abc import Sequence
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
from annotations.workspace.measuring import Blind, Measured
from tui.screens.place import Place
from tui.screens.review import figures
from tui.screens.review.figures import Row
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import KeyLine, Line, plain, styled
from tui.widgets.table import Table

_WIDE = 118
"""Cells from which intervals have room beside the figures."""
TABLES = ("spans", "links", "confusion", "articles")


class Figures(Place):
    """Four tables of figures."""

    NAME = "agreement"
    HINTS = ("agreement.open", "agreement.table", "agreement.between", "agreement.now", "app.help")
    FOLLOWS = False  # all figures anew, whenever somebody tags something
    AUTO_FOCUS: ClassVar[str | None] = None
    DEFAULT_CSS = """
    Figures #head { background: $primary-muted; text-style: bold; }
    Figures VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    Figures VerticalScroll > Line { color: $text-muted; text-style: bold; margin-top: 1; }
    Figures DataTable { height: auto; background: $background; }
    Figures DataTable > .datatable--cursor { background: $background; color: $foreground; }
    Figures DataTable:focus > .datatable--cursor {
        background: $primary-muted; color: $foreground; text-style: bold;
    }
    Figures #told { background: $panel; }
    Figures #status { background: $surface; color: $text-muted; }
    """

    def __init__(self, between: tuple[str, ...] = ()) -> None:
        """Compare some annotators; none for all."""
        super().__init__()
        self.between = between
        self.as_now = False
        self.measured: Measured | None = None
        self.names: dict[str, DocumentDetails] = {}
        self._rows: dict[str, Sequence[Row]] = {}
        self._doing = "reckoning …"

    def compose(self) -> ComposeResult:
        """A head, four tables, what is under the cursor, how things stand, the keys."""
        yield Line(id="head")
        with VerticalScroll(can_focus=False):
            for name in TABLES:
                yield Line(id=f"{name}-title")
                yield Table(id=name, zebra_stripes=False, cursor_type="cell")
        yield Line(id="told")
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Reckon."""
        await self.refresh_from_store()

    async def refresh_from_store(self) -> None:
        """Reckon anew."""
        details = await self.work(lambda ws: ws.articles.details(ws.articles.ids()))
        self.names = details or {}
        self._measure(self.between, as_now=self.as_now)

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
    def pair(self) -> tuple[str, str] | None:
        """The two whose labels are compared in the table of labels."""
        names = self.measured.agreement.annotators if self.measured else ()
        return (names[0], names[1]) if len(names) > 1 else None

    def _show(self, found: Measured) -> None:
        if not self.is_attached:
            return
        self.measured, self._doing = found, ""
        self._fill()
        if self.focused is None:
            self.query_one("#spans", DataTable).focus()

    def on_resize(self) -> None:
        """Show intervals where they have room."""
        if self.is_mounted and self.measured:
            self._fill()

    def _fill(self) -> None:
        if self.measured is None:
            return
        agreement = self.measured.agreement
        names = agreement.annotators
        more = f" and {len(names) - 3} more" * (len(names) > 3)
        who = " and ".join(names) if len(names) < 4 else ", ".join(names[:3]) + more
        self.query_one("#head", Line).say(
            "agreement · ", plain(who, 60), f" · {counted(self.measured.articles, 'article')}",
            " that two or more have read",
        )  # fmt: skip
        self._rows = {"spans": [*figures.rows(agreement)], "links": [*figures.links(agreement)]}
        self._fill_figures("spans", "spans and attributions", figures.HEADINGS)
        kinds = tuple(f"F1 {meaning}" for meaning in agreement.links.positive)
        self._fill_figures("links", "links", ("κ", "α", *kinds))
        self._fill_confusion()
        self._fill_articles()
        self.tell()
        self.show_status()

    def _title(self, table: str, words: str) -> DataTable[Text]:
        self.query_one(f"#{table}-title", Line).say(words)
        found = self.query_one(f"#{table}", Table)
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
        pair = self.pair
        one, other = pair or ("", "")
        title = f"labels: {one}’s down, {other}’s across · ~ other boundaries · {figures.NONE} none"
        shown = self._title("confusion", one_line(title))
        if pair is None or self.measured is None:
            return
        found = figures.confusion(self.measured.agreement, pair)
        labels = [*self.measured.agreement.labels, figures.NONE]
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
        for one in self.measured.agreement.documents if self.measured else ():
            details = self.names.get(one.id)
            name = (details.title or details.outlet or one.id) if details else one.id
            shown.add_row(
                Text(one_line(name, room)), Text(figures.bar(one.matched, one.total)), key=one.id
            )

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        self.tell()

    def tell(self) -> None:
        """Say more of the cell under the cursor."""
        self.query_one("#told", Line).say(self._told())

    def _told(self) -> Content:
        table = self.focused
        if not isinstance(table, DataTable) or self.measured is None:
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

    def _where(self, blind: Blind) -> str:
        """In how many of the articles, where that is not all of them."""
        of = self.measured.articles if self.measured else 0
        return f" in {blind.articles:,} of {of:,}" * (blind.articles < of)

    def standing(self) -> Content:
        """Whose layers count as of when."""
        if self._doing:
            return styled(self._doing, "$accent")
        blind = self.measured.blind if self.measured else {}
        if self.as_now:
            told = "layers as they are now"
        elif blind:
            told = ", ".join(
                f"{name} blind{self._where(one)} until {one.until[:10]}"
                + f" ({one.earlier:,} from before)" * bool(one.earlier)
                for name, one in blind.items()
            )
        else:
            told = "nobody has annotated blind: layers as they are now"
        return Content.assemble(plain(told), " · as ", plain(self.diptych.annotator, 20))

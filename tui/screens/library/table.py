"""The Library's table: every article a row, what is marked, which pair is suggested."""

from collections.abc import Callable
from typing import ClassVar, Literal, NamedTuple

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import DataTable
from textual.worker import get_current_worker

from annotations.errors import DiptychError
from annotations.model import ArticleSummary, DocumentState
from annotations.text.sharing import closest_pair
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask
from tui.screens.place import Place
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import KeyLine, Line, plain, styled
from tui.widgets.table import Table

_NARROW, _WIDE, _VERY_WIDE = 70, 100, 130  # cells from which more columns have room
_MOST_PAIRED = 200  # articles among which the closest pair is looked for


class Column(NamedTuple):
    """One column of the table."""

    heading: str
    """What stands above it."""
    width: int
    """In cells."""
    show: Callable[[ArticleSummary], str]
    """What an article has in it; it may be text from outside."""
    right: bool = False
    """Whether it holds numbers."""

    def text(self, shown: str) -> Text:
        """A cell, safe and cut to the width."""
        justify: Literal["left", "right"] = "right" if self.right else "left"
        return Text(one_line(shown, self.width), justify=justify, no_wrap=True)


class LibraryTable(Place):
    """All articles, one a row."""

    NAME = "library"
    HINTS = ("library.open", "library.mark", "library.pair", "library.import", "library.match",
             "app.proposals", "library.export", "app.help")  # fmt: skip
    AUTO_FOCUS: ClassVar[str | None] = "DataTable"
    DEFAULT_CSS = """
    LibraryTable #head { background: $primary-muted; text-style: bold; }
    LibraryTable DataTable { height: 1fr; scrollbar-size-vertical: 1; background: $background; }
    LibraryTable #empty { display: none; height: 1fr; padding: 1 2; }
    LibraryTable.nothing DataTable { display: none; }
    LibraryTable.nothing #empty { display: block; }
    LibraryTable #status { background: $surface; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._articles: list[ArticleSummary] = []
        self._marked: list[str] = []
        self._wanted = ""
        self._suggestion: tuple[str, str, float] | None = None

    def compose(self) -> ComposeResult:
        """A head, the table, how things stand, the keys."""
        yield Line(id="head")
        yield Table(cursor_type="row", zebra_stripes=True)
        yield _Empty(id="empty")
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Fill the table."""
        await self.refresh_from_store()
        self.suggest()

    async def refresh_from_store(self) -> None:
        """Show the articles as they are now; the cursor stays on its article."""
        articles = await self.work(lambda ws: ws.articles.overview())
        if articles is not None and self.is_attached:
            there = {article.id for article in articles}
            if {article.id for article in self._articles} - there:
                self._marked = [article for article in self._marked if article in there]
                self._suggestion = None
                self.suggest()
            self._articles = articles
            self._fill()

    def _fill(self) -> None:
        table = self.query_one(DataTable)
        chosen = self._under_cursor()
        table.clear(columns=True)
        columns = self._columns()
        for column in columns:
            heading = "" if column.heading == "mark" else column.heading
            table.add_column(column.text(heading), width=column.width, key=column.heading)
        shown = [article for article in self._articles if self._is_wanted(article)]
        for article in shown:
            cells = (column.text(column.show(article)) for column in columns)
            table.add_row(*cells, key=article.id)
        if chosen and any(article.id == chosen.id for article in shown):
            table.move_cursor(row=table.get_row_index(chosen.id))
        self.set_class(not self._articles, "nothing")
        self._show_head(len(shown))
        self.show_status()

    def _is_wanted(self, article: ArticleSummary) -> bool:
        details = article.details
        text = f"{article.name} {details.outlet or ''} {details.published or ''} {article.state}"
        return all(word in text.casefold() for word in self._wanted.casefold().split())

    def _columns(self) -> list[Column]:
        """What there is room for, and what any article has; titles get what the others leave."""
        width, details = self.size.width, [article.details for article in self._articles]
        columns = [
            Column("mark", 1, self._mark),
            Column("#", 3, lambda a: str(a.ordinal), right=True),
            Column("title", 0, lambda a: a.name),
        ]
        if width >= _WIDE and any(known.outlet for known in details):
            columns.append(Column("outlet", 20, lambda a: a.details.outlet or ""))
        if width >= _NARROW and any(known.published for known in details):
            columns.append(Column("date", 10, lambda a: (a.details.published or "")[:10]))
        if width >= _VERY_WIDE:
            columns.append(Column("words", 6, lambda a: f"{a.words:,}", right=True))
        if width >= _WIDE:
            columns += [_count_of(label.name) for label in self.diptych.codebook.labels]
        else:
            columns.append(
                Column("tagged", 6, lambda a: _number(sum(a.spans.values())), right=True)
            )
        columns.append(Column("open", 4, lambda a: _number(a.proposals), right=True))
        columns.append(Column("state", 11, _state))
        room = max(16, width - sum(column.width + 2 for column in columns) - 2)
        return [c._replace(width=room) if c.heading == "title" else c for c in columns]

    def _mark(self, article: ArticleSummary) -> str:
        return str(self._marked.index(article.id) + 1) if article.id in self._marked else ""

    def on_resize(self) -> None:
        """Give the titles what room there is."""
        if self._articles:
            self._fill()

    def _show_head(self, shown: int) -> None:
        count = len(self._articles)
        words = sum(article.words for article in self._articles)
        parts: list[Content | str] = [
            plain(self.diptych.path.name, 40),
            f" · {counted(count, 'article')} · {counted(words, 'word')}",
        ]
        if self._wanted:
            parts += [styled(f" · {shown} match ", "$warning"), plain(f"“{self._wanted}”", 30)]
            parts.append(" · Esc shows all")
        self.query_one("#head", Line).say(*parts)

    def standing(self) -> Content:
        """What is marked, or which pair is suggested."""
        if self._marked:
            both = len(self._marked) > 1
            how = "Enter opens them side by side" if both else "Space on another one, then Enter"
            return styled(f"{len(self._marked)} marked: {how}", "$accent")
        if self._suggestion:
            one, two, share = self._suggestion
            numbers = {article.id: article.ordinal for article in self._articles}
            if one in numbers and two in numbers:
                key = self.diptych.keys.shown("library.pair")[0]
                return Content(
                    f"articles {numbers[one]} and {numbers[two]} share most:"
                    f" {share:.0%} of the shorter one’s word sequences. {key} opens them"
                )
        return Content.assemble("as ", plain(self.diptych.annotator, 20))

    @work(thread=True, exclusive=True, group="suggest", exit_on_error=False)
    def suggest(self) -> None:
        """Look for the two articles that share most."""
        worker = get_current_worker()
        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                ids = workspace.articles.ids()[:_MOST_PAIRED]
                texts = {article: workspace.articles.get(article).text for article in ids}
        except DiptychError:
            return  # whatever is wrong is said where somebody asked for something
        found = closest_pair(texts)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._suggest, found)

    def _suggest(self, found: tuple[str, str, float] | None) -> None:
        self._suggestion = found
        if self.is_mounted:
            self.show_status()

    def _under_cursor(self) -> ArticleSummary | None:
        table = self.query_one(DataTable)
        if not table.row_count or table.cursor_row < 0:
            return None
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return next((article for article in self._articles if article.id == key), None)

    # -- opening ---------------------------------------------------------------------------------

    @on(DataTable.RowSelected)
    def _row_clicked(self, event: DataTable.RowSelected) -> None:
        event.stop()
        # Not awaited here: a screen that waits until another has taken its place waits for itself.
        self.app.call_next(self.action_open)

    async def action_open(self) -> None:
        """Open the marked articles side by side, or the one under the cursor."""
        if not self.is_current:
            return  # clicked, and left by a key before it was opened
        chosen = self._under_cursor()
        articles = tuple(self._marked) or ((chosen.id,) if chosen else ())
        if articles:
            self._marked = []
            await self.diptych.open_reader(articles)
        else:
            self.complain("no article here yet: i imports files")

    async def action_pair(self) -> None:
        """Open the two articles that share most."""
        if self._suggestion:
            await self.diptych.open_reader(self._suggestion[:2])
        else:
            self.complain("no two articles share anything: mark two with Space, open with Enter")

    def action_mark(self) -> None:
        """Mark the article under the cursor for opening side by side, or unmark it."""
        self.hush()
        article, before = self._under_cursor(), list(self._marked)
        if article is None:
            return
        if article.id in self._marked:
            self._marked.remove(article.id)
        else:
            self._marked = [*self._marked[-1:], article.id]
        table = self.query_one(DataTable)
        for changed in {*before, *self._marked}:
            if changed in table.rows:
                mark = self._marked.index(changed) + 1 if changed in self._marked else ""
                table.update_cell(changed, "mark", Text(str(mark), "bold"))
        self.show_status()

    def action_cursor_up(self) -> None:
        """One article up."""
        self.query_one(DataTable).action_cursor_up()

    def action_cursor_down(self) -> None:
        """One article down."""
        self.query_one(DataTable).action_cursor_down()

    def action_filter(self) -> None:
        """Filter the list as you type."""
        before = self._wanted

        def typed(wanted: str) -> None:
            self._wanted = wanted
            self._fill()

        def done(wanted: str | None) -> None:
            typed(before if wanted is None else wanted)

        hint = "words of title, outlet, date or state · Esc leaves it"
        self.app.push_screen(Ask("Show only", self._wanted, hint=hint, typed=typed), done)


class _Empty(Line):
    """What an empty library says."""

    DEFAULT_CSS = "_Empty { height: 1fr; text-wrap: wrap; }"

    def on_mount(self) -> None:
        self.say(
            "No article here yet.\n\n",
            styled(" i ", "bold $accent"), "imports files: plain text, Markdown, or JSONL.\n",
            styled(" u ", "bold $accent"), "brings back what was taken out.\n",
            styled(" ? ", "bold $accent"), "shows all keys.",
        )  # fmt: skip


def _state(article: ArticleSummary) -> str:
    return "" if article.state is DocumentState.NEW else str(article.state)


def _number(count: int) -> str:
    return str(count) if count else "·"


def _count_of(label: str) -> Column:
    return Column(one_line(label, 6), 6, lambda a: _number(a.spans.get(label, 0)), right=True)

"""The Library's table: every article a row, what is marked, which pair is suggested."""

from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import DataTable

from annotations.errors import DiptychError
from annotations.model import ArticleSummary, DocumentState
from annotations.text.sharing import closest_pair
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask
from tui.screens.place import Place
from tui.text.display import one_line
from tui.widgets.lines import KeyLine, Line, plain, styled

_WIDE, _VERY_WIDE = 100, 130  # cells from which more columns have room
_WORDS = ("", "title", "outlet", "date", "state")  # columns of words; the others hold numbers
_MOST_PAIRED = 200  # articles among which the closest pair is looked for
_STATES = {
    DocumentState.NEW: "",
    DocumentState.IN_PROGRESS: "in progress",
    DocumentState.DONE: "done",
}


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
        yield DataTable[Text](cursor_type="row", zebra_stripes=True)
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
        if articles is not None:
            self._articles = articles
            self._fill()

    def _fill(self) -> None:
        table = self.query_one(DataTable)
        chosen = self._under_cursor()
        table.clear(columns=True)
        for heading, width in self._columns():
            words = heading in _WORDS
            table.add_column(Text(heading, justify="left" if words else "right"), width=width)
        shown = [article for article in self._articles if self._is_wanted(article)]
        for article in shown:
            table.add_row(*self._row(article), key=article.id)
        if chosen and any(article.id == chosen.id for article in shown):
            table.move_cursor(row=table.get_row_index(chosen.id))
        self.set_class(not self._articles, "nothing")
        self._show_head(len(shown))
        self.show_status()

    def _is_wanted(self, article: ArticleSummary) -> bool:
        details = article.details
        text = f"{article.name} {details.outlet or ''} {details.published or ''} {article.state}"
        return all(word in text.casefold() for word in self._wanted.casefold().split())

    @property
    def _very_wide(self) -> bool:
        return self.size.width >= _VERY_WIDE

    def _columns(self) -> list[tuple[str, int]]:
        """Headings and widths in cells; the titles get what the others leave."""
        labels = [(one_line(label.name, 6), 6) for label in self.diptych.codebook.labels]
        wide = self.size.width >= _WIDE
        columns = [
            ("", 1), ("#", 3), ("title", 0), *([("outlet", 20)] if wide else []), ("date", 10),
            *([("words", 6)] if self._very_wide else []), *(labels if wide else [("tagged", 6)]),
            ("open", 4), ("state", 11),
        ]  # fmt: skip
        taken = sum(width + 2 for _, width in columns)
        room = max(16, self.size.width - taken - 2)
        return [(heading, room if heading == "title" else width) for heading, width in columns]

    def _row(self, article: ArticleSummary) -> list[Text]:
        details = article.details
        wide = self.size.width >= _WIDE
        mark = str(self._marked.index(article.id) + 1) if article.id in self._marked else ""
        counts = [article.spans.get(label.name, 0) for label in self.diptych.codebook.labels]
        return [
            Text(mark, "bold"),
            Text(str(article.ordinal), justify="right"),
            Text(one_line(article.name), no_wrap=True, overflow="ellipsis"),
            *([Text(one_line(details.outlet or "", 20))] if wide else []),
            Text((details.published or "")[:10]),
            *([Text(f"{article.words:,}", justify="right")] if self._very_wide else []),
            *map(_number, counts if wide else [sum(counts)]),
            _number(article.proposals),
            Text(_STATES[article.state]),
        ]

    def on_resize(self) -> None:
        """Give the titles what room there is."""
        if self._articles:
            self._fill()

    def _show_head(self, shown: int) -> None:
        count = len(self._articles)
        words = sum(article.words for article in self._articles)
        parts: list[Content | str] = [
            plain(self.diptych.path.name, 40),
            f" · {count} articles · {words:,} words",
        ]
        if self._wanted:
            parts += [styled(f" · {shown} match ", "$warning"), plain(f"“{self._wanted}”", 30)]
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
        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                ids = workspace.articles.ids()[:_MOST_PAIRED]
                texts = {article: workspace.articles.get(article).text for article in ids}
        except DiptychError:
            return  # whatever is wrong is said where somebody asked for something
        self._suggestion = closest_pair(texts)
        self.app.call_from_thread(self._suggested)

    def _suggested(self) -> None:
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
    def _row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        # Not awaited here: a screen that waits until another has taken its place waits for itself.
        self.app.call_next(self.action_open)

    async def action_open(self) -> None:
        """Open the marked articles side by side, or the one under the cursor."""
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
        article = self._under_cursor()
        if article is None:
            return
        if article.id in self._marked:
            self._marked.remove(article.id)
        else:
            self._marked = [*self._marked[-1:], article.id]
        self._fill()

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


def _number(count: int) -> Text:
    return Text(str(count) if count else "·", justify="right")

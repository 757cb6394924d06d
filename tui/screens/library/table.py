"""The Library's table: every article a row, what is marked, which pair is suggested."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import DataTable
from textual.worker import Worker, get_current_worker

from annotations.errors import DiptychError
from annotations.model import ArticleSummary
from annotations.text.sharing import Shared, shared
from annotations.workspace import Workspace
from annotations.workspace.suggesting import next_pair
from tui.screens.dialogs import Ask
from tui.screens.library.columns import Column, cells, count_of, number, state
from tui.screens.library.head import fitting, parts
from tui.screens.place import Place
from tui.widgets.lines import KeyLine, Line, plain, styled
from tui.widgets.table import Table

if TYPE_CHECKING:  # it reads the matcher's rules for names
    from annotations.provenance.glance import Glance

_WIDE = 100  # cells from which each label has a column
_OTHERS = 55  # cells for the columns that are always there
_TITLE = 24  # cells that a title has at least, as long as another column can give way
_MOST_PAIRED = 200  # articles among which the next pair is looked for


class LibraryTable(Place):
    """All articles, one a row."""

    NAME = "library"
    HINTS = ("library.open", "library.mark", "library.pair", "library.import", "library.match",
             "app.proposals", "app.board", "library.export", "app.help")  # fmt: skip
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
        self._suggestion: Shared | None = None
        self._glance: Glance | None = None
        self._shared: tuple[Sequence[str], list[Shared]] = ((), [])
        self._looking: Worker[None] | None = None
        self._look_again = False

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

    async def refresh_from_store(self) -> None:
        """Show the articles as they are now; the cursor stays on its article."""
        articles = await self.work(lambda ws: ws.articles.overview())
        if articles is not None and self.is_attached:
            there = {article.id for article in articles}
            if {article.id for article in self._articles} - there:
                self._marked = [article for article in self._marked if article in there]
                self._suggestion = None
            self._articles = articles
            self._fill()
            self.look()

    def _fill(self) -> None:
        table = self.query_one(DataTable)
        chosen = self._under_cursor()
        table.clear(columns=True)
        columns = self._columns()
        for column in columns:
            heading = column.text("" if column.heading == "mark" else column.heading)
            table.add_column(heading, width=column.width, key=column.name or column.heading)
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
            Column("title", _TITLE, lambda a: a.name),
        ]
        if any(known.outlet for known in details):
            columns.append(Column("outlet", 20, lambda a: a.details.outlet or "", rank=3))
        if any(known.published for known in details):
            columns.append(Column("date", 10, lambda a: (a.details.published or "")[:10], rank=1))
        columns.append(Column("words", 6, lambda a: f"{a.words:,}", right=True, rank=4))
        labels = [count_of(label.name) for label in self.diptych.codebook.labels]
        if width >= _WIDE and cells(labels) <= width - _OTHERS:
            columns += labels
        else:
            columns.append(Column("tagged", 6, lambda a: number(sum(a.spans.values())), right=True))
        columns += [
            Column("roots", 5, self._roots, right=True, rank=2),
            Column("open", 4, lambda a: number(a.proposals), right=True),
            Column("state", 11, state),
        ]
        while cells(columns) > width and (least := max(columns, key=lambda c: c.rank)).rank:
            columns.remove(least)
        room = max(16, _TITLE + width - cells(columns))
        return [c._replace(width=room) if c.heading == "title" else c for c in columns]

    def _mark(self, article: ArticleSummary) -> str:
        return str(self._marked.index(article.id) + 1) if article.id in self._marked else ""

    def _roots(self, article: ArticleSummary) -> str:
        """On how many roots its claims rest; nothing while that is not known."""
        if self._glance is None:
            return ""
        return str(self._glance.roots.get(article.id, "·"))

    def on_resize(self) -> None:
        """Give the titles what room there is."""
        if self._articles:
            self._fill()

    def _show_head(self, shown: int) -> None:
        name = plain(self.diptych.path.name, 40)
        found: list[Content] = []
        if self._wanted:
            found = [styled(f" · {shown} match ", "$warning"), plain(f"“{self._wanted}”", 30)]
            found.append(Content(" · Esc shows all"))
        room = self.size.width - 2 - sum(part.cell_length for part in (name, *found))
        said = fitting(parts(self._articles, self._glance), room)
        self.query_one("#head", Line).say(name, said, *found)

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
                    f"{key} opens articles {numbers[one]} and {numbers[two]}:"
                    f" they share {share:.0%} of the shorter one’s wording"
                )
        return Content.assemble("as ", plain(self.diptych.annotator, 20))

    # -- away from the keys ----------------------------------------------------------------------

    def look(self) -> None:
        """Look for the pair to read next and for what the case comes to, one look at a time."""
        if self._looking is None or self._looking.is_finished:
            self._look_again, self._looking = False, self._look()
        else:
            self._look_again = True  # what it looks at may be of before the last change

    @on(Worker.StateChanged)
    def _looked(self, event: Worker.StateChanged) -> None:
        if event.worker is self._looking and event.worker.is_finished and self._look_again:
            self.look()

    @work(thread=True, group="roots", exit_on_error=False)
    def _look(self) -> None:
        from annotations.provenance.glance import glance  # takes long to import

        worker = get_current_worker()
        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                found = self._next_pair(workspace)
                if not worker.is_cancelled:
                    self.app.call_from_thread(self._suggest, found)
                seen = glance(workspace.provenance.case(cancelled=lambda: worker.is_cancelled))
        except DiptychError:
            return  # whatever is wrong is said where somebody asked for something
        if not worker.is_cancelled:
            self.app.call_from_thread(self._see, seen)

    def _next_pair(self, workspace: Workspace) -> Shared | None:
        """The pair to read next: of many articles, among the first that are not done."""
        worked, known = workspace.articles.worked(), workspace.articles.ids()
        first = {*sorted(known, key=worked.done.__contains__)[:_MOST_PAIRED]}
        ids = [article for article in known if article in first]
        if self._shared[0] != ids:  # texts never change
            texts = ((article, workspace.articles.get(article).text) for article in ids)
            self._shared = (ids, shared(texts))
        return next_pair(self._shared[1], worked)

    def _suggest(self, found: Shared | None) -> None:
        self._suggestion = found
        if self.is_mounted:
            self.show_status()

    def _see(self, seen: "Glance") -> None:
        """Show what the case comes to."""
        before, self._glance = self._glance, seen
        if not self.is_mounted or seen == before:
            return
        table = self.query_one(DataTable)
        shown = [article for article in self._articles if article.id in table.rows]
        if "roots" in table.columns:
            for article in shown:
                text = Text(self._roots(article), justify="right", no_wrap=True)
                table.update_cell(article.id, "roots", text)
        self._show_head(len(shown))

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
        """Open the two articles that share most and are least worked on."""
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

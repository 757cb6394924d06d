"""A list of places in articles, narrowed down by typing; what is under the cursor is told below."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import DataTable, Static

from tui.screens.dialogs import Ask
from tui.screens.place import Place
from tui.text.display import one_line
from tui.widgets.lines import KeyLine, Line, plain, styled
from tui.widgets.table import Table

_LEAST = 16
"""Cells that the widest column has at least."""
MOST = 2_000
"""Entries that are listed at once: nobody reads on further, and a filter finds the others."""


class Entry(NamedTuple):
    """One row of the list."""

    id: str
    """Identifier of what it is about."""
    cells: tuple[str, ...]
    """What stands in each column; it may be text from outside."""


class Column(NamedTuple):
    """A column of the list."""

    heading: str
    """What stands above it."""
    width: int
    """In cells; 0 for what the others leave."""
    least: int = 0
    """How wide the screen must be for it."""


class Listing(Place):
    """Places, one a row."""

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    BACK = "back"
    """The action of the app that leaves the list."""
    SOUGHT = "words of any column"
    """What the filter looks for."""
    ROWS = 3
    """Rows that tell of the entry under the cursor."""
    AUTO_FOCUS: ClassVar[str | None] = "DataTable"
    DEFAULT_CSS = """
    Listing #head { background: $primary-muted; text-style: bold; }
    Listing DataTable { height: 1fr; scrollbar-size-vertical: 1; background: $background; }
    Listing #empty { display: none; height: 1fr; padding: 1 2; }
    Listing.nothing DataTable { display: none; }
    Listing.nothing .about { display: none; }
    Listing.nothing #empty { display: block; }
    Listing .about { background: $panel; }
    Listing #status { background: $surface; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()
        """All there are."""
        self.shown: Sequence[Entry] = ()
        """Those that the filter lets through."""
        self._by_id: dict[str, Entry] = {}
        self._width = 0  # for which the list was filled
        self.begin_at: str | None = None
        """The entry under the cursor to begin with, if it is there; None for the first."""
        self.wanted = ""
        """What the list is filtered by."""
        self.columns = self.COLUMNS

    def compose(self) -> ComposeResult:
        """A head, the list, what is under the cursor, how things stand, the keys."""
        yield Line(id="head")
        yield Table(cursor_type="row", zebra_stripes=True)
        yield Static(id="empty")
        for row in range(self.ROWS):
            yield Line(id=f"about-{row}", classes="about")
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Fill the list."""
        await self.refresh_from_store()

    # -- what a kind of list says ----------------------------------------------------------------

    def headed(self) -> Content:
        """What is listed."""
        raise NotImplementedError

    def nothing(self) -> Content:
        """What to say where nothing is."""
        raise NotImplementedError

    def about(self, entry: Entry) -> Sequence[Content]:  # noqa: ARG002 (some lists tell nothing)
        """What is told of an entry below the list."""
        return ()

    # -- showing ---------------------------------------------------------------------------------

    def fill(self, entries: Sequence[Entry]) -> None:
        """Show entries; the cursor stays on its own, else where it is."""
        table, now = self.query_one(DataTable), self.chosen
        here = now.id if now else self.begin_at
        row = max(0, table.cursor_row)
        self.entries, self._by_id = entries, {entry.id: entry for entry in entries}
        self._width = self.size.width
        table.clear(columns=True)
        columns = [n for n, one in enumerate(self.columns) if self.size.width >= one.least]
        for number in columns:
            column = self.columns[number]
            table.add_column(Text(column.heading), width=column.width or self._room(columns))
        shown = [entry for entry in entries if self._is_wanted(entry)]
        self.shown = shown
        for entry in shown[:MOST]:
            table.add_row(*(self._cell(entry, number, columns) for number in columns), key=entry.id)
        place = next((n for n, entry in enumerate(shown) if entry.id == here), row)
        table.move_cursor(row=min(place, max(0, table.row_count - 1)))
        self.set_class(not shown, "nothing")
        self.query_one("#empty", Static).update(self.nothing())
        self._show_head(len(shown))
        self.show_about()
        self.show_status()

    def _room(self, columns: Sequence[int]) -> int:
        taken = sum(self.columns[number].width + 2 for number in columns)
        return max(_LEAST, self.size.width - taken - 3)

    def _cell(self, entry: Entry, number: int, columns: Sequence[int]) -> Text:
        width = self.columns[number].width or self._room(columns)
        return Text(one_line(entry.cells[number], width), no_wrap=True)

    def _is_wanted(self, entry: Entry) -> bool:
        text = " ".join(entry.cells).casefold()
        return all(word in text for word in self.wanted.casefold().split())

    def _show_head(self, shown: int) -> None:
        parts: list[Content | str] = [self.headed()]
        if self.wanted:
            parts += [styled(f" · {shown} match ", "$warning"), plain(f"“{self.wanted}”", 30)]
            parts.append(" · Esc shows all")
        if shown > MOST:
            parts.append(styled(f" · the first {MOST:,} are listed, / finds others", "$warning"))
        self.query_one("#head", Line).say(*parts)

    def show_about(self) -> None:
        """Tell of the entry under the cursor."""
        about = self.about(self.chosen) if self.chosen else ()
        for row in range(self.ROWS):
            self.query_one(f"#about-{row}", Line).say(*about[row : row + 1])

    @property
    def chosen(self) -> Entry | None:
        """The entry under the cursor."""
        table = self.query_one(DataTable)
        if not table.row_count or table.cursor_row < 0:
            return None
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return self._by_id.get(key or "")

    def on_resize(self) -> None:
        """Give the widest column what room there is."""
        if self.is_mounted and self._width not in (0, self.size.width):
            self.fill(self.entries)

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        self.show_about()

    @on(DataTable.RowSelected)
    def _row_clicked(self, event: DataTable.RowSelected) -> None:
        event.stop()
        # Not awaited here: a screen that waits until another has taken its place waits for itself.
        self.app.call_next(self.run_action, "open")

    # -- keys ------------------------------------------------------------------------------------

    def action_cursor_up(self) -> None:
        """One entry up."""
        self.hush()
        self.query_one(DataTable).action_cursor_up()

    def action_cursor_down(self) -> None:
        """One entry down."""
        self.hush()
        self.step_down()

    def step_down(self) -> None:
        """Go to the entry below; what was said stays."""
        self.query_one(DataTable).action_cursor_down()

    def action_first(self) -> None:
        """Go to the first entry."""
        self.hush()
        self.query_one(DataTable).move_cursor(row=0)

    def action_last(self) -> None:
        """Go to the last entry."""
        self.hush()
        table = self.query_one(DataTable)
        table.move_cursor(row=max(0, table.row_count - 1))

    def action_filter(self) -> None:
        """Filter the list as you type."""
        before = self.wanted

        def typed(wanted: str) -> None:
            self.wanted = wanted
            self.fill(self.entries)

        def done(wanted: str | None) -> None:
            typed(before if wanted is None else wanted)

        hint = f"{self.SOUGHT} · Esc leaves it"
        self.app.push_screen(Ask("Show only", self.wanted, hint=hint, typed=typed), done)

    async def action_escape(self) -> None:
        """Take the filter off; else go back."""
        self.hush()
        if self.wanted:
            self.wanted = ""
            self.fill(self.entries)
        else:
            await self.leave()

    async def leave(self) -> None:
        """Go back to where one came from."""
        await self.diptych.run_action(self.BACK)

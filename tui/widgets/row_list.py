"""A list of any length: rows are painted when they come into sight, and one has the cursor."""

from collections.abc import Callable, Iterable

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.widgets.kept_rows import KeptRows

Paint = Callable[[int, int], Strip]
"""Paints a row, by its number and its width."""


class RowList(KeptRows):
    """Any number of rows; only those in sight are ever painted, and kept until they change."""

    DEFAULT_CSS = """
    RowList { background: $background; }
    """

    class Moved(Message):
        """The cursor is on another row."""

        def can_replace(self, message: Message) -> bool:
            """A later move says all that an earlier one said."""
            return isinstance(message, RowList.Moved)

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint_one = paint
        self.cursor = 0
        """The row that the cursor is on."""
        self.rows = 0
        """How many rows there are."""

    def show(self, rows: int, cursor: int) -> None:
        """Show other rows."""
        self.rows, self.cursor = rows, max(0, min(cursor, rows - 1))
        self.virtual_size = Size(self.size.width, rows)
        self.repaint()
        self._reveal()

    def repaint(self, rows: Iterable[int] | None = None) -> None:
        """Paint some rows again, or all of them."""
        if rows is None:
            self.repaint_all()
            return
        for row in rows:
            self._refresh_rows(row, row)

    def go(self, motion: str) -> None:
        """Move the cursor: up, down, page_up, page_down, first, last."""
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        ends = {"first": 0, "last": self.rows - 1}
        self.place(ends[motion] if motion in ends else self.cursor + steps[motion])

    def place(self, row: int) -> None:
        """Put the cursor on a row."""
        before, self.cursor = self.cursor, max(0, min(row, self.rows - 1))
        if self.cursor != before:
            self.repaint((before, self.cursor))
            self._reveal()
            self.post_message(self.Moved())

    def _reveal(self) -> None:
        top, height = round(self.scroll_offset.y), self.size.height
        wanted = min(max(top, self.cursor - height + 1), self.cursor)
        if height and wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    # -- painting --------------------------------------------------------------------------------

    def paint_row(self, row: int) -> Strip:
        """One row."""
        return self._paint_one(row, self.scrollable_content_region.width)

    def _finished(self, row: int) -> Strip:
        blank = row >= self.rows
        return Strip.blank(self.size.width, self.rich_style) if blank else super()._finished(row)

    def on_resize(self) -> None:
        """Share out the rows anew; the cursor stays in sight."""
        self.virtual_size = Size(self.size.width, self.rows)
        self.repaint()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row."""
        row = event.y + round(self.scroll_offset.y)
        if row < self.rows:
            self.place(row)

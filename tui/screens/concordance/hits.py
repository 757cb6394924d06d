"""The list of hits: rows painted when they come into sight, a cursor, marks."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

_KEPT_ROWS = 500

Paint = Callable[[int, int], Strip]
"""Paints a row, by its number and its width."""


class HitList(ScrollView, can_focus=True, inherit_bindings=False):
    """Any number of rows; only those in sight are ever painted, and kept until they change."""

    DEFAULT_CSS = """
    HitList {
        height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        background: $background;
    }
    """
    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor is on another row."""

        def can_replace(self, message: Message) -> bool:
            """A later move says all that an earlier one said."""
            return isinstance(message, HitList.Moved)

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint_row = paint
        self.cursor = 0
        """The row that the cursor is on."""
        self.rows = 0
        """How many rows there are."""
        self.rows_painted = 0
        """How many were ever painted: the measure of work."""
        self._strips: OrderedDict[int, Strip] = OrderedDict()

    def show(self, rows: int, cursor: int) -> None:
        """Show other rows."""
        self.rows, self.cursor = rows, max(0, min(cursor, rows - 1))
        self.virtual_size = Size(self.size.width, rows)
        self.repaint()
        self._reveal()

    def repaint(self, rows: Iterable[int] | None = None) -> None:
        """Paint some rows again, or all of them."""
        if rows is None:
            self._strips.clear()
            self.refresh()
            return
        top = round(self.scroll_offset.y)
        for row in rows:
            self._strips.pop(row, None)
            if top <= row < top + self.size.height:
                self.refresh_lines(row - top)

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

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in sight as they go to the terminal; Textual asks for all of them each time."""
        top = round(self.scroll_offset.y)
        strips = [self._finished(row) for row in range(top + crop.y, top + crop.bottom)]
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _finished(self, row: int) -> Strip:
        return self._strips.get(row) or self._paint(row)

    def _paint(self, row: int) -> Strip:
        width = self.size.width
        if row >= self.rows:
            return Strip.blank(width, self.rich_style)
        self.rows_painted += 1
        strip = self._paint_row(row, self.scrollable_content_region.width)
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        self._strips[row] = strip
        if len(self._strips) > _KEPT_ROWS:
            self._strips.popitem(last=False)
        return strip

    def notify_style_update(self) -> None:
        """Forget the finished rows: the theme has changed."""
        super().notify_style_update()
        self._strips.clear()

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

"""Rows that are each painted once and kept as finished strips until something on them changes."""

from collections import OrderedDict

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

KEPT_ROWS = 2000
"""How many finished rows are kept."""


class KeptRows(ScrollView, can_focus=True, inherit_bindings=False):
    """Only rows that changed are painted. The keys that a `ScrollView` scrolls by are not its own.

    Whoever inherits from this says in `paint_row` what a row looks like.
    """

    DEFAULT_CSS = """
    KeptRows {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows_painted = 0
        """How many rows were ever painted: the measure of work."""
        self._strips: OrderedDict[int, Strip] = OrderedDict()

    def paint_row(self, row: int) -> Strip:
        """What a row looks like."""
        raise NotImplementedError

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
        """Paint a row and keep it until something on it changes."""
        self.rows_painted += 1
        strip = self._filtered(self.paint_row(row))
        self._strips[row] = strip
        if len(self._strips) > KEPT_ROWS:
            self._strips.popitem(last=False)
        return strip

    def _filtered(self, strip: Strip) -> Strip:
        """A row as the app's filters let it pass."""
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return strip

    # -- what changes ----------------------------------------------------------------------------

    def repaint_all(self) -> None:
        """Paint all rows again."""
        self._strips.clear()
        self.refresh()

    def _refresh_rows(self, first: int, last: int) -> None:
        """Paint some neighbouring rows again."""
        if last - first > KEPT_ROWS:
            self._strips.clear()
        else:
            for row in range(first, last + 1):
                self._strips.pop(row, None)
        top = round(self.scroll_offset.y)
        first, last = max(first, top), min(last, top + self.size.height - 1)
        if first <= last:
            self.refresh_lines(first, last - first + 1)

    def notify_style_update(self) -> None:
        """Forget the finished rows: the theme has changed."""
        super().notify_style_update()
        self._strips.clear()

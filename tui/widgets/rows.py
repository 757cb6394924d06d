"""A text on the screen as wrapped rows that keeps its place.

Offsets are codepoints of the stored text; the display text has as many.
"""

from collections import OrderedDict

from textual.geometry import Size
from textual.strip import Strip

from tui.text.display import visible
from tui.text.layout import Layout
from tui.widgets.kept_rows import KeptRows
from tui.widgets.painting import GUTTER, Painter, Scene

_MARGIN = 2  # rows kept in sight above and below the caret


class Rows(KeptRows):
    """A text that keeps its place."""

    def __init__(self, painter: Painter, *, caret: bool, id: str | None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._painter = painter
        self.scene = Scene(caret=0 if caret else None)
        """What is to be seen; change it through the methods of the `ArticleView`."""
        self._text = ""
        self._layout = Layout("", 1)
        self._top = 0  # offset of the first row in sight, to keep the place through a resize
        self._seen_height = 0  # rows in sight before a resize

    @property
    def text(self) -> str:
        """The stored text."""
        return self._text

    # -- painting --------------------------------------------------------------------------------

    def repaint(self, painter: Painter | None = None) -> None:
        """Paint everything again, with another painter where one is given."""
        self._painter = painter or self._painter
        self.repaint_all()

    def paint_row(self, row: int) -> Strip:
        """A row of the text; a blank one below it."""
        return self._painter.row(self._layout, self.scene, row, self.size.width)

    def _refresh_stretch(self, start: int, end: int) -> None:
        first = self._layout.row_of(start)
        self._refresh_rows(first, self._layout.row_of(max(start, end - 1)))

    # -- place and size --------------------------------------------------------------------------

    def in_sight(self, offset: int) -> bool:
        """Whether an offset's row is on the screen."""
        row = self._layout.row_of(offset)
        height = self.scrollable_content_region.height
        return self.scroll_offset.y <= row < self.scroll_offset.y + height

    def rows_in_sight(self) -> range:
        """The rows that are on the screen."""
        top = round(self.scroll_offset.y)
        return range(top, min(top + self.scrollable_content_region.height, self._layout.height))

    def keep_rows_in_sight(self) -> tuple[int, int]:
        """Forget all finished rows but those in sight; from where to where those go."""
        rows = self.rows_in_sight()
        self._strips = OrderedDict((y, self._strips[y]) for y in rows if y in self._strips)
        if not rows:
            return 0, 0
        return self._layout.row(rows[0])[0], self._layout.row(rows[-1])[1]

    def reveal(self, offset: int, *, margin: int = _MARGIN) -> None:
        """Scroll as little as it takes to bring an offset's row into sight."""
        self._scroll_to_row(self._top_for(offset, margin, round(self.scroll_offset.y)))

    def _top_for(self, offset: int, margin: int, top: int) -> int:
        """The first row in sight that shows an offset, as near as can be to another one."""
        row, height = self._layout.row_of(offset), self.scrollable_content_region.height
        margin = min(margin, (height - 1) // 2)
        wanted = min(max(top, row - height + 1 + margin), row - margin)
        return max(0, min(wanted, self._layout.height - height))

    def _scroll_to_row(self, top: int) -> None:
        if self.scrollable_content_region.height > 0 and top != round(self.scroll_offset.y):
            self.scroll_to(y=top, animate=False, immediate=True)

    def _reveal_current(self) -> None:
        """Bring the current span into sight: all of it where there is room, else its start."""
        if span := self.scene.current:
            top = round(self.scroll_offset.y)
            third = max(_MARGIN, self.size.height // 3)
            for offset, margin in (
                (span.start, third),
                (max(span.start, span.end - 1), 0),
                (span.start, 0),
            ):
                top = self._top_for(offset, margin, top)
            self._scroll_to_row(top)

    def on_resize(self) -> None:
        """Wrap to the new width, keeping the place by offset, and the caret in sight."""
        seen, self._seen_height = self._seen_height, self.scrollable_content_region.height
        caret = self.scene.caret
        row = self._layout.row_of(caret or 0)
        in_sight = self._layout.row_of(self._top) <= row < self._layout.row_of(self._top) + seen
        self._lay_out()
        if caret is not None and (in_sight or not seen):  # not seen: it shows for the first time
            self.reveal(caret)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place, for a resize."""
        super().watch_scroll_y(old_value, new_value)
        row = min(round(new_value), self._layout.height - 1)
        self._top = self._layout.row(row)[0]

    def _lay_out(self, *, force: bool = False) -> None:
        # One cell is left for the caret on a space that hangs over the edge.
        width = self.scrollable_content_region.width - GUTTER - 1
        if width < 1 or (not force and width == self._layout.width):
            return
        top = self._top
        self._layout = Layout(visible(self._text), width)
        self._strips.clear()
        self.virtual_size = Size(width + GUTTER + 1, self._layout.height)
        self.scroll_to(y=self._layout.row_of(top), animate=False, immediate=True)
        if self.scene.caret is None:
            self._reveal_current()
        self.refresh()

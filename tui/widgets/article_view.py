"""An article on the screen: wrapped, with a caret, a selection and whatever is marked on it.

Only rows that changed are painted: a caret key repaints the row it left and the row it reached.
All others are kept as finished strips, whatever else on the screen is painted anew. Offsets are
codepoints of the stored text; the display text has exactly as many.
"""

from collections import OrderedDict
from collections.abc import Iterable

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.model import Span
from annotations.text.coverage import Coverage
from annotations.text.segments import Segments
from tui.text.caret import Caret, move
from tui.text.display import visible
from tui.text.layout import Layout
from tui.text.marks import Marks
from tui.widgets.painting import GUTTER, Painter, Scene

_KEPT_ROWS = 2000
_FEW = 64  # changed spans that are repainted one by one
_MARGIN = 2  # rows kept in sight above and below the caret


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """One article, live. The keys that a `ScrollView` scrolls by are the Reader's motions here."""

    DEFAULT_CSS = """
    ArticleView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """
    ALLOW_SELECT = False

    class Moved(Message):
        """The caret or the selection is somewhere else."""

        def __init__(self, view: "ArticleView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "ArticleView":
            """The view that it happened in."""
            return self.view

        def can_replace(self, message: Message) -> bool:
            """A later move says all that an earlier one said."""
            return isinstance(message, ArticleView.Moved) and message.view is self.view

    def __init__(self, painter: Painter, *, caret: bool = True, id: str | None = None) -> None:  # noqa: A002
        """Make an empty view.

        Args:
            painter: What rows look like.
            caret: Whether there is a caret to move.
            id: The widget's identifier.
        """
        super().__init__(id=id)
        self._painter = painter
        self._has_caret = caret
        self.scene = Scene(caret=0 if caret else None)
        """What is to be seen; change it through the methods here."""
        self.segments = Segments("")
        """The article's words, sentences and paragraphs."""
        self.rows_painted = 0
        """How many rows were ever painted: the measure of work."""
        self._text = ""
        self._layout = Layout("", 1)
        self._caret = Caret(0)
        self._anchor: int | None = None
        self.marking = False
        """Whether any motion extends the selection, until it is stopped."""
        self._cycled: str | None = None
        self._strips: OrderedDict[int, Strip] = OrderedDict()
        self._top = 0  # offset of the first row in sight, to keep the place through a resize
        self._seen_height = 0  # rows in sight before a resize

    # -- content ---------------------------------------------------------------------------------

    def load(self, text: str, language: str | None, spans: Iterable[Span]) -> None:
        """Show another article, from its start."""
        self._text = text
        self.segments = Segments(text, language)
        self.scene = Scene(
            Coverage(spans), caret=0 if self._has_caret else None, active=self.scene.active
        )
        self._caret, self._anchor, self._cycled, self._top = Caret(0), None, None, 0
        self._lay_out(force=True)
        self.scroll_to(y=0, animate=False, immediate=True)
        self._settle()

    def repaint(self, painter: Painter | None = None) -> None:
        """Paint everything again, with another painter where one is given."""
        self._painter = painter or self._painter
        self._strips.clear()
        self.refresh()

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show these spans; where few differ from those shown, only their rows are painted."""
        wanted = {span.id: span for span in spans}
        coverage = self.scene.coverage
        gone = [span for span in coverage if wanted.get(span.id) != span]
        come = [span for span in wanted.values() if coverage.get(span.id) != span]
        if len(gone) + len(come) > _FEW:
            self.scene.coverage = Coverage(wanted.values())
            self.repaint()
        else:
            for span in gone:
                coverage.remove(span.id)
            for span in come:
                coverage.add(span)
            for span in (*gone, *come):
                self._refresh_stretch(span.start, span.end)
        self._settle()

    def add_span(self, span: Span, *, current: bool = True) -> None:
        """Show one more span, or the changed form of one, and paint its rows."""
        before = self.scene.coverage.get(span.id)
        self.scene.coverage.add(span)
        for changed in (before, span):
            if changed:
                self._refresh_stretch(changed.start, changed.end)
        if current:
            self._cycled = span.id
        self._settle()

    def remove_span(self, span: Span) -> None:
        """Show a span no longer, and paint its rows."""
        self.scene.coverage.remove(span.id)
        self._refresh_stretch(span.start, span.end)
        self._settle()

    def set_candidates(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Mark what the program suggests tagging."""
        self.scene.candidates = Marks(stretches)
        self.repaint()

    def set_hits(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Mark what a search found."""
        hits = Marks(stretches)
        if hits or self.scene.hits:
            self.scene.hits = hits
            self.repaint()

    def set_linked(self, spans: frozenset[str]) -> None:
        """Mark the spans that have a link in the gutter."""
        if spans != self.scene.linked:
            self.scene.linked = spans
            self.repaint()

    def set_answers(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Mark what answers the current span; paints only the rows that change."""
        before, self.scene.answers = self.scene.answers, Marks(stretches)
        if list(before) != list(self.scene.answers):
            for start, end in (*before, *self.scene.answers):
                self._refresh_stretch(start, end)

    # -- caret, selection, current span ----------------------------------------------------------

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self._caret.offset

    @property
    def selection(self) -> tuple[int, int] | None:
        """What is selected, half-open; None where nothing is."""
        if self._anchor is None or self._anchor == self._caret.offset:
            return None
        return min(self._anchor, self._caret.offset), max(self._anchor, self._caret.offset)

    @property
    def text(self) -> str:
        """The stored text."""
        return self._text

    @property
    def current(self) -> Span | None:
        """The span that commands act on."""
        return self.scene.current

    def go(self, motion: str, count: int = 1, *, extend: bool = False) -> None:
        """Move the caret by a motion; with `extend`, the selection grows by it."""
        page = max(1, self.scrollable_content_region.height - 2)
        caret = move(motion, self._caret, self._layout, self.segments, count=count, page=page)
        anchor = self._caret.offset if self._anchor is None else self._anchor
        self._place(caret, anchor if extend or self.marking else None)

    def reach(self, motion: str, offset: int, count: int = 1) -> int:
        """Where a motion from an offset leads, the caret staying where it is."""
        return move(motion, Caret(offset), self._layout, self.segments, count=count).offset

    def place(self, offset: int) -> None:
        """Put the caret somewhere; nothing is selected then."""
        self.marking = False
        self._place(Caret(max(0, min(offset, len(self._text)))), None)

    def select(self, start: int, end: int) -> None:
        """Select a stretch, the caret at its end."""
        self.marking = False
        self._place(Caret(end), start)

    def mark(self) -> None:
        """Start selecting at the caret by any motion, or stop."""
        marking = not self.marking
        self._place(self._caret, self._caret.offset if marking else None)
        self.marking = marking
        self.post_message(self.Moved(self))

    def set_active(self, *, active: bool) -> None:
        """Show whether this text has the keys."""
        if self.scene.active is not active:
            self.scene.active = active
            self._refresh_stretch(self._caret.offset, self._caret.offset)

    def stand_on(self, span: Span) -> None:
        """Put the caret on a span and make it the current one, whatever else lies there."""
        self.place(span.start)
        self._cycled = span.id
        self._settle()

    def cycle(self) -> tuple[int, int]:
        """Make the next of the spans at the caret the current one; its number, of how many."""
        over = self.scene.coverage.all_at(self.spot)
        if not over:
            return 0, 0
        index = next((n for n, span in enumerate(over) if span == self.current), -1)
        following = (index + 1) % len(over)
        self._cycled = over[following].id
        self._settle()
        return following + 1, len(over)

    @property
    def spot(self) -> int:
        """The character that the current span is looked for at."""
        selection = self.selection
        return selection[0] if selection else self._caret.offset

    def in_sight(self, offset: int) -> bool:
        """Whether an offset's row is on the screen."""
        row = self._layout.row_of(offset)
        height = self.scrollable_content_region.height
        return self.scroll_offset.y <= row < self.scroll_offset.y + height

    def share_read(self) -> tuple[int, int]:
        """The caret's row, from 1, and how many rows there are."""
        return self._layout.row_of(self._caret.offset) + 1, self._layout.height

    def reveal(self, offset: int, *, margin: int = _MARGIN) -> None:
        """Scroll as little as it takes to bring an offset's row into sight."""
        row = self._layout.row_of(offset)
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        margin = min(margin, (height - 1) // 2)
        top = round(self.scroll_offset.y)
        wanted = min(max(top, row - height + 1 + margin), row - margin)
        wanted = max(0, min(wanted, self._layout.height - height))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    def _place(self, caret: Caret, anchor: int | None) -> None:
        before, selected = self._caret, self.selection
        if (caret, anchor) == (before, self._anchor):
            return
        self._caret, self._anchor = caret, anchor
        if caret.offset != before.offset:
            self._cycled = None
        if self._has_caret:
            self.scene.caret = caret.offset
        self.scene.selection = self.selection
        if selected != self.selection:
            self._refresh_change(selected, self.selection)
        for row in {self._layout.row_of(before.offset), self._layout.row_of(caret.offset)}:
            self._refresh_rows(row, row)
        self._settle()
        self.reveal(caret.offset)

    def _refresh_change(
        self, before: tuple[int, int] | None, after: tuple[int, int] | None
    ) -> None:
        """Paint the rows that two selections do not share."""
        if before and after and before[0] == after[0]:
            self._refresh_stretch(*sorted((before[1], after[1])))
        elif before and after and before[1] == after[1]:
            self._refresh_stretch(*sorted((before[0], after[0])))
        else:
            for stretch in (before, after):
                if stretch:
                    self._refresh_stretch(*stretch)

    def _settle(self) -> None:
        """Find the current span anew, paint it and the one before, and say that all is moved."""
        before = self.scene.current
        self.scene.current = self._find_current()
        if before != self.scene.current:
            for span in (before, self.scene.current):
                if span:
                    self._refresh_stretch(span.start, span.end)
        self.post_message(self.Moved(self))

    def _find_current(self) -> Span | None:
        if not self._has_caret:
            return self.scene.current
        if self._cycled and (chosen := self.scene.coverage.get(self._cycled)):
            return chosen
        over = self.scene.coverage.at(self.spot).spans
        if self.selection:
            return next((s for s in over if (s.start, s.end) == self.selection), None)
        return over[0] if over else None

    def show_as_current(self, span: Span | None) -> None:
        """In a view without a caret: make a span stand out, and bring it into sight."""
        self.scene.current = span
        self.repaint()
        self._reveal_current()

    def _reveal_current(self) -> None:
        if self.scene.current:
            self.reveal(self.scene.current.start, margin=max(_MARGIN, self.size.height // 3))

    # -- painting --------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in sight as they go to the terminal; Textual asks for all of them each time."""
        top = round(self.scroll_offset.y)
        rows = range(top + crop.y, top + crop.bottom)
        strips = [self._strips.get(row) or self._paint(row) for row in rows]
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _paint(self, row: int) -> Strip:
        """Paint a row and keep it until something on it changes."""
        self.rows_painted += 1
        strip = self._painter.row(self._layout, self.scene, row, self.size.width)
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        self._strips[row] = strip
        if len(self._strips) > _KEPT_ROWS:
            self._strips.popitem(last=False)
        return strip

    def _refresh_stretch(self, start: int, end: int) -> None:
        first = self._layout.row_of(start)
        self._refresh_rows(first, self._layout.row_of(max(start, end - 1)))

    def _refresh_rows(self, first: int, last: int) -> None:
        if last - first > _KEPT_ROWS:
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

    # -- size ------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Wrap to the new width, keeping the place by offset, and the caret in sight."""
        seen, self._seen_height = self._seen_height, self.scrollable_content_region.height
        row = self._layout.row_of(self._caret.offset)
        in_sight = self._layout.row_of(self._top) <= row < self._layout.row_of(self._top) + seen
        self._lay_out()
        if in_sight and self._has_caret:
            self.reveal(self._caret.offset)

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
        if not self._has_caret:
            self._reveal_current()
        self.refresh()

    # -- mouse -----------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Place the caret."""
        if event.button == 1 and self._has_caret:
            self.place(self._offset_at(event))
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the button is down."""
        if self.app.mouse_captured is self:
            offset = self._offset_at(event)
            anchor = self._caret.offset if self._anchor is None else self._anchor
            self._place(Caret(offset), anchor)

    def on_mouse_up(self) -> None:
        """Stop selecting."""
        if self.app.mouse_captured is self:
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word at a double click, the sentence at a triple one."""
        if not self._has_caret or event.chain < 2:
            return
        offset = self._offset_at(event)
        stretch = self.segments.word(offset) if event.chain == 2 else self.segments.sentence(offset)
        if stretch:
            self.select(*stretch)

    def _offset_at(self, event: events.MouseEvent) -> int:
        row = min(max(0, event.y + round(self.scroll_offset.y)), self._layout.height - 1)
        return self._layout.offset_at(row, max(0, event.x - GUTTER))

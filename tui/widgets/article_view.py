"""An article on the screen: a text with marks on it, a caret, a selection and a current span.

A caret key repaints the row that it left and the row that it reached, and no other. What rows are
and how they are kept is in `rows`, hints are in `hinted`, spans and all other marks in `marked`.
"""

from collections.abc import Iterable

from textual import events
from textual.message import Message

from annotations.model import Span
from annotations.text.coverage import Coverage
from annotations.text.segments import Segments, Stretch
from tui.text.caret import Caret, move
from tui.widgets.marked import MarkedRows
from tui.widgets.painting import GUTTER, Painter, Scene


class ArticleView(MarkedRows):
    """One article, live. The keys that a `ScrollView` scrolls by are the Reader's motions here."""

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
        super().__init__(painter, caret=caret, id=id)
        self._has_caret = caret
        self.segments = Segments("")
        """The article's words, sentences and paragraphs."""
        self._caret = Caret(0)
        self._anchor: int | None = None
        self.marking = False
        """Whether any motion extends the selection, until it is stopped."""

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
        self.settle()

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

    def arrive(self, stretch: Stretch) -> None:
        """Go to a word or character; one that lies ahead while selecting is selected with it."""
        anchor = self._anchor if self.marking else None
        ahead = anchor is not None and stretch.start >= anchor
        self._place(Caret(stretch.end if ahead else stretch.start), anchor)

    @property
    def at_end(self) -> bool:
        """Whether the caret stands at the end of what any motion extends now."""
        return self.marking and self._anchor is not None and self._anchor < self._caret.offset

    def show_jumps(self) -> None:
        """Show a hint over each word in view."""
        rows = self.rows_in_sight()
        if rows:
            start, end = self._layout.row(rows[0])[0], self._layout.row(rows[-1])[1]
            words = [word.start for word in self.segments.words(start, end) if word.start >= start]
            self.show_hints(words, self._caret.offset)

    def hide_hints(self) -> None:
        """Show the text again as it is, and tell who waits for letters."""
        if self.hints:
            super().hide_hints()
            self.post_message(self.Moved(self))

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
        self.settle()

    def cycle(self, step: int = 1) -> tuple[int, int]:
        """Make another of the spans at the caret the current one; its number, of how many."""
        coverage = self.scene.coverage
        over = coverage.all_at(self.spot)
        if not over:
            return 0, 0
        rank = coverage.rank(self.current, self.spot) if self.current else None
        if rank is None:
            rank = -1 if step > 0 else 0
        following = (rank + step) % len(over)
        self._cycled = over[following].id
        self.settle()
        return following + 1, len(over)

    @property
    def spot(self) -> int:
        """The character that the current span is looked for at."""
        selection = self.selection
        return selection[0] if selection else self._caret.offset

    def share_read(self) -> tuple[int, int]:
        """The caret's row, from 1, and how many rows there are."""
        return self._layout.row_of(self._caret.offset) + 1, self._layout.height

    def _place(self, caret: Caret, anchor: int | None) -> None:
        before, selected = self._caret, self.selection
        if (caret, anchor) == (before, self._anchor):
            return
        self._caret, self._anchor = caret, anchor
        self.hide_hints()
        if caret.offset != before.offset:
            self._cycled = None
        if self._has_caret:
            self.scene.caret = caret.offset
        self.scene.selection = self.selection
        if selected != self.selection:
            self._refresh_change(selected, self.selection)
        for row in {self._layout.row_of(before.offset), self._layout.row_of(caret.offset)}:
            self._refresh_rows(row, row)
        self.settle()
        self.reveal(caret.offset)

    def _refresh_change(
        self, before: tuple[int, int] | None, after: tuple[int, int] | None
    ) -> None:
        """Paint the rows that two stretches do not share."""
        if before and after and max(before[0], after[0]) < min(before[1], after[1]):
            for edges in zip(before, after, strict=True):
                if edges[0] != edges[1]:
                    self._refresh_stretch(*sorted(edges))
        else:
            for stretch in (before, after):
                if stretch:
                    self._refresh_stretch(*stretch)

    def settle(self) -> None:
        """Find the current span anew, paint it and the one before, and say that all is moved."""
        before = self.scene.current
        self.scene.current = self._find_current()
        if before != self.scene.current:
            self._refresh_current(before, self.scene.current)
        self.post_message(self.Moved(self))

    def _refresh_current(self, before: Span | None, after: Span | None) -> None:
        """Paint the rows of both; those that two of one label share look as before."""
        if before and after and before.label == after.label:
            self._refresh_change((before.start, before.end), (after.start, after.end))
        else:
            for span in (before, after):
                if span:
                    self._refresh_stretch(span.start, span.end)

    def _find_current(self) -> Span | None:
        if not self._has_caret:
            return self.scene.current
        if self._cycled and (chosen := self.scene.coverage.get(self._cycled)):
            return chosen
        if self.selection:
            return self.scene.coverage.exactly(*self.selection)
        over = self.scene.coverage.at(self.spot).spans
        return over[0] if over else None

    def show_as_current(self, span: Span | None) -> None:
        """In a view without a caret: make a span stand out, and bring it into sight."""
        before, self.scene.current = self.scene.current, span
        self._refresh_current(before, span)
        self._reveal_current()

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

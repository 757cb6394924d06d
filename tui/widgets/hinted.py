"""Hints over the words of a text: drawn on finished rows, so that no row is painted for them."""

from textual.strip import Strip

from tui.text import hints
from tui.text.hints import Hint
from tui.widgets.painting import GUTTER, Painter
from tui.widgets.rows import Rows


class HintedRows(Rows):
    """A text that can show two letters over each word in view, until anything moves."""

    def __init__(self, painter: Painter, *, caret: bool, id: str | None) -> None:  # noqa: A002
        super().__init__(painter, caret=caret, id=id)
        self.hints: dict[str, int] = {}
        """Where each hint leads that is shown, by its two letters."""
        self._hint_ends: dict[int, int] = {}
        self._drawn: dict[int, list[Hint]] = {}  # by row
        self._typed = ""

    def show_hints(self, words: list[int], caret: int) -> None:
        """Show hints over words in view, given where they start, in order."""
        self._hint_ends = hints.places(self._layout, words, self.size.width - GUTTER)
        self._draw(hints.deal(self._hint_ends, caret), "")

    def narrow_hints(self, typed: str) -> None:
        """Show only the hints that begin with what was typed."""
        self._draw(hints.left(self.hints, typed), typed)

    def hide_hints(self) -> None:
        """Show the text again as it is."""
        if self.hints:
            self._draw({}, "")

    def _draw(self, labels: dict[str, int], typed: str) -> None:
        self.hints, self._typed, self._drawn = labels, typed, {}
        for letters, word in sorted(labels.items(), key=lambda entry: entry[1]):
            hint = Hint(letters, word, self._hint_ends[word])
            self._drawn.setdefault(self._layout.row_of(word), []).append(hint)
        self.refresh()

    def _finished(self, row: int) -> Strip:
        strip = super()._finished(row)
        drawn = self._drawn.get(row)
        if not drawn:
            return strip
        start = self._layout.row(row)[0]
        return self._filtered(self._painter.hinted(strip, start, drawn, len(self._typed)))

    # -- what ends them --------------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Hints belong to the words that were in view."""
        super().watch_scroll_y(old_value, new_value)
        self.hide_hints()

    def on_resize(self) -> None:
        """So it is when the text is wrapped anew; `Rows` does that by a handler of its own."""
        self.hide_hints()

    def on_blur(self) -> None:
        """Hints are typed, and the keys go elsewhere now."""
        self.hide_hints()

    def _lay_out(self, *, force: bool = False) -> None:
        self.hide_hints()
        super()._lay_out(force=force)

"""One end of a proposed link: its article, scrolled to the span in question, and its group.

Only that span and the other mentions of the same thing are marked: nothing else is asked about.
"""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.model import Document, Span
from tui.screens.proposals.groups import Told
from tui.text.marks import Pair
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line, headline
from tui.widgets.painting import Painter


class End(Vertical):
    """A title above an article that cannot be edited here, and the span's group below."""

    DEFAULT_CSS = """
    End { width: 1fr; }
    End > Line { background: $panel; }
    End > .group { background: $surface; color: $text-muted; }
    """

    def __init__(self, painter: Painter, end_id: str) -> None:
        super().__init__(id=end_id)
        self.title_line = Line()
        self.view = ArticleView(painter, caret=False)
        self.view.can_focus = False
        self.group_line = Line(classes="group")
        self.article: str | None = None
        """The identifier of the article shown; None where it is to be fetched."""
        self._document: Document | None = None
        self._told: Told | None = None

    @property
    def called(self) -> str:
        """What the article is called in a few words."""
        return (self._document.outlet or self._document.name) if self._document else ""

    def compose(self) -> ComposeResult:
        """The title above the text, the group below."""
        yield self.title_line
        yield self.view
        yield self.group_line

    def forget(self) -> None:
        """Fetch the article anew next time: its title may have changed. Its text never does."""
        self.article = None

    def turn_to(self, document: Document) -> None:
        """Show an article; one that is shown already keeps its place."""
        if self.view.text != document.text:
            self.view.load(document.text, document.language, ())
        self.article, self._document = document.id, document
        self._fit()

    def _fit(self) -> None:
        """Fill the lines; how wide they are is known once the screen is laid out."""
        if self._document:
            self.title_line.say(headline(self._document, cells=self.size.width))
        if self._told:
            self.group_line.display = self._told.known
            self.group_line.say(self._told.within(self.size.width - 2))

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._fit()

    def show(self, span: Span, mentions: Iterable[Span], told: Told) -> None:
        """Show a span of the article and its other mentions; one that is shown moves nothing."""
        shown = self.view.scene.current
        self.view.set_spans([span, *mentions])
        if shown and (shown.id, shown.start, shown.end) == (span.id, span.start, span.end):
            self.view.scene.current = span
        else:
            self.view.show_as_current(span)
        self._told = told
        self._fit()

    def mark(self, matching: Iterable[Pair], clashing: Iterable[Pair]) -> None:
        """Mark the words that match those of the other end, and those that do not agree."""
        self.view.set_matches(matching)
        self.view.set_clashes(clashing)

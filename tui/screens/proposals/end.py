"""One end of a proposed link: its article, scrolled to the span in question, and its group.

Only that span and the other mentions of the same thing are marked: nothing else is asked about.
"""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from annotations.model import Document, Span
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
        self.called = ""
        """What it is called in a few words."""

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
        self.article, self.called = document.id, document.outlet or document.name
        self.title_line.say(headline(document, cells=self.size.width))

    def show(self, span: Span, mentions: Iterable[Span], group: Content) -> None:
        """Show a span of the article and its other mentions; one that is shown moves nothing."""
        shown = self.view.scene.current
        self.view.set_spans([span, *mentions])
        if shown and (shown.id, shown.start, shown.end) == (span.id, span.start, span.end):
            self.view.scene.current = span
        else:
            self.view.show_as_current(span)
        self.group_line.say(group)

    def mark(self, matching: Iterable[Pair], clashing: Iterable[Pair]) -> None:
        """Mark the words that match those of the other end, and those that do not agree."""
        self.view.set_matches(matching)
        self.view.set_clashes(clashing)

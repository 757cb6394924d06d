"""One end of a proposed link: its article, scrolled to the span in question."""

from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.model import Document, Span
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line, headline
from tui.widgets.painting import Painter


class End(Vertical):
    """A title above an article that cannot be edited here."""

    DEFAULT_CSS = """
    End { width: 1fr; }
    End > Line { background: $panel; }
    """

    def __init__(self, painter: Painter, end_id: str) -> None:
        super().__init__(id=end_id)
        self.title_line = Line()
        self.view = ArticleView(painter, caret=False)
        self.view.can_focus = False
        self.article: str | None = None
        """The identifier of the article shown."""

    def compose(self) -> ComposeResult:
        """The title above the text."""
        yield self.title_line
        yield self.view

    def forget(self) -> None:
        """Fetch the article anew next time, as its spans may have changed."""
        self.article = None

    def show(self, document: Document, spans: list[Span], span: Span) -> None:
        """Show a span in its article."""
        self.article = document.id
        self.view.load(document.text, document.language, spans)
        self.title_line.say(headline(document, cells=self.size.width))
        self.view.show_as_current(span)

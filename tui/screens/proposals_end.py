"""One end of a proposed link: its article, scrolled to the span in question."""

from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.model import Document, Span
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line, plain, styled
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

    def show(self, document: Document | None, spans: list[Span], span: Span) -> None:
        """Show a span in its article; None where the article is the one shown already."""
        if document is None:
            self.view.set_spans(spans)
        else:
            self.article = document.id
            self.view.load(document.text, document.language, spans)
            known = [part for part in (document.outlet, document.published) if part]
            self.title_line.say(
                plain(" · ".join(known)),
                styled(" │ ", "$accent") if known else "",
                plain(document.name),
            )
        self.view.show_as_current(span)

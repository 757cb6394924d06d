"""One half of the Reader: an article, its spans and attributions, and the view that shows them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.codebook import Codebook, Role
from annotations.model import Link, Span
from annotations.text.candidates import Candidate, candidates
from annotations.text.segments import Segments
from tui.screens.reader.contents import Contents, Ties
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line, headline
from tui.widgets.painting import Painter


class Side(Vertical):
    """A title above an article."""

    DEFAULT_CSS = """
    Side { width: 1fr; }
    Side > Line { background: $panel; color: $text-muted; }
    Side.active > Line { background: $primary-muted; color: $text; text-style: bold; }
    """

    def __init__(self, painter: Painter, annotator: str, side_id: str) -> None:
        super().__init__(id=side_id)
        self._annotator = annotator
        self.title_line = Line()
        self.view = ArticleView(painter, id=f"{side_id}-text")
        self.contents: Contents | None = None
        """What is shown; None for an empty half."""
        self.ties = Ties({}, {}, {})
        """What hangs together in it."""
        self.candidates: list[Candidate] = []
        """What the program suggests tagging, in reading order."""
        self.foreign_shown = True
        """Whether other annotators' spans are shown."""

    def compose(self) -> ComposeResult:
        """The title above the text."""
        yield self.title_line
        yield self.view

    @property
    def article(self) -> str | None:
        """The identifier of the article shown."""
        return self.contents.document.id if self.contents else None

    def open(self, contents: Contents) -> None:
        """Show an article at the place where the annotator left off."""
        self.contents = contents
        self.candidates = []
        document = contents.document
        self.view.load(document.text, document.language, self._visible(contents.spans))
        self.tie(contents.ties)
        self.view.place(contents.caret)
        self.show_title()

    def update(self, contents: Contents) -> None:
        """Show the same article as it is now; the caret stays."""
        before, self.contents = self.contents, contents
        self.view.set_spans(self._visible(contents.spans))
        self.tie(contents.ties)
        if before is None or before.document != contents.document:
            self.show_title()

    def tie(self, ties: Ties) -> None:
        """Show what hangs together now."""
        self.ties = ties
        self.view.set_linked(frozenset(ties.links))

    def change(self, span: Span, *, gone: bool = False) -> None:
        """Show a span that has come, changed or gone, if it lies in this article."""
        if span.document == self.article:
            if gone:
                self.view.remove_span(span)
            elif self._visible([span]):
                self.view.add_span(span, current=False)

    def show_title(self) -> None:
        """Fill the title line."""
        if self.contents:
            self.title_line.say(headline(self.contents.document, cells=self.size.width))

    def on_resize(self) -> None:
        """Give the title what room there is."""
        self.show_title()

    def _visible(self, spans: list[Span]) -> list[Span]:
        return [s for s in spans if self.foreign_shown or s.annotator == self._annotator]

    # -- what hangs on what ----------------------------------------------------------------------

    def sources_of(self, claim: Span) -> list[Span]:
        """The spans that a claim rests on, in reading order."""
        return self._shown(self.ties.sources.get(claim.id, ()))

    def claims_on(self, source: Span) -> list[Span]:
        """The spans that rest on a source, in reading order."""
        return self._shown(self.ties.claims.get(source.id, ()))

    def _shown(self, ids: Iterable[str]) -> list[Span]:
        found = (self.view.scene.coverage.get(span) for span in ids)
        return sorted((span for span in found if span), key=lambda span: span.start)

    def links_of(self, span: Span) -> list[Link]:
        """The judged links that a span is an end of."""
        return self.ties.links.get(span.id, [])

    def spans_that_play(self, role: Role, codebook: Codebook) -> list[Span]:
        """The spans of a role, in reading order."""
        spans = (s for s in self.view.scene.coverage if codebook.plays(s.label) is role)
        return sorted(spans, key=lambda s: s.start)

    def tally(self) -> Counter[str]:
        """How many spans of each label the annotator has here."""
        tally = self.view.scene.coverage.tally
        return Counter({label: n for (who, label), n in tally.items() if who == self._annotator})

    # -- candidates ------------------------------------------------------------------------------

    def find_candidates(self, codebook: Codebook, cancelled: Callable[[], bool]) -> list[Candidate]:
        """Look for candidates; meant for a worker's thread, and so with segments of its own."""
        if not self.contents:
            return []
        document = self.contents.document
        names = {label.plays: label.name for label in reversed(codebook.labels)}
        found = candidates(
            Segments(document.text, document.language),
            names.get(Role.ENTITY, ""),
            names.get(Role.CLAIM, ""),
            cancelled,
        )
        return [candidate for candidate in found if candidate.label]

    def set_candidates(self, found: list[Candidate]) -> None:
        """Mark candidates faintly."""
        self.candidates = found
        self.view.set_candidates((c.start, c.end) for c in found)

    def suggests(self, start: int, end: int) -> bool:
        """Whether that very stretch is a candidate."""
        place = (start, -end)
        index = bisect_left(self.candidates, place, key=_place)
        return index < len(self.candidates) and _place(self.candidates[index]) == place

    def next_candidate(self, step: int) -> Candidate | None:
        """The candidate after (1) or before (-1) the selection or caret that is not tagged yet."""
        selection = self.view.selection
        here = (selection[0], -selection[1]) if selection else (self.view.caret, -(1 << 62))
        ahead: Iterable[Candidate]
        if step > 0:
            ahead = islice(self.candidates, bisect_right(self.candidates, here, key=_place), None)
        else:
            before = bisect_left(self.candidates, here, key=_place)
            ahead = (self.candidates[index] for index in range(before - 1, -1, -1))
        return next((c for c in ahead if not self._tagged(c)), None)

    def _tagged(self, candidate: Candidate) -> bool:
        """Whether the annotator has tagged that very stretch already."""
        return any(
            (span.start, span.end, span.annotator)
            == (candidate.start, candidate.end, self._annotator)
            for span in self.view.scene.coverage.at(candidate.start).spans
        )


def _place(candidate: Candidate) -> tuple[int, int]:
    """Reading order: by start, the longer one first."""
    return (candidate.start, -candidate.end)

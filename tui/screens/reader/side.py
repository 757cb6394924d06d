"""One half of the Reader: an article, its spans and attributions, and the view that shows them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.codebook import Codebook, Role
from annotations.model import Document, Link, Span
from annotations.text.candidates import Candidate, candidates
from annotations.text.coverage import Coverage
from annotations.text.segments import Segments
from annotations.workspace import Workspace
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line, headline
from tui.widgets.painting import Painter

T = TypeVar("T")


@dataclass(frozen=True)
class Contents:
    """All that the workspace holds of one article."""

    document: Document
    """The article with its text."""
    spans: list[Span]
    """Every layer's, in reading order."""
    sources: dict[str, list[str]]
    """Which spans a claim rests on, by identifier."""
    claims: dict[str, list[str]]
    """Which spans rest on a source, by identifier."""
    links: dict[str, list[Link]]
    """The annotator's judged links by the span at either end, wherever the other end is."""
    caret: int
    """Where the annotator left off."""

    @classmethod
    def of(cls, article: str) -> Callable[[Workspace], "Contents"]:
        """Work for the workspace's hand: fetch an article."""

        def fetch(workspace: Workspace) -> Contents:
            place = workspace.articles.left_off(f"place {article}")
            attributions = workspace.spans.attributions(article)
            return cls(
                workspace.articles.get(article),
                workspace.spans.in_article(article),
                _grouped((a.claim, a.source) for a in attributions),
                _grouped((a.source, a.claim) for a in attributions),
                _grouped(
                    (end.id, link)
                    for link in workspace.links.of_article(article)
                    for end in (link.left, link.right)
                ),
                place if isinstance(place, int) else 0,
            )

        return fetch


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
        self.candidates: list[Candidate] = []
        """What the program suggests tagging, in reading order."""
        self._tally: Counter[str] = Counter()
        self._tallied: tuple[Coverage, int] | None = None
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
        self.view.set_linked(frozenset(contents.links))
        self.view.place(contents.caret)
        self.show_title()

    def update(self, contents: Contents) -> None:
        """Show the same article as it is now; the caret stays."""
        before, self.contents = self.contents, contents
        self.view.set_spans(self._visible(contents.spans))
        self.view.set_linked(frozenset(contents.links))
        if before is None or before.document != contents.document:
            self.show_title()

    def show_title(self) -> None:
        """Fill the title line."""
        if self.contents:
            self.title_line.say(headline(self.contents.document, cells=self.size.width))

    def on_resize(self) -> None:
        """Give the title what room there is."""
        self.show_title()

    def show_foreign(self, *, shown: bool) -> None:
        """Show or hide other annotators' spans."""
        self.foreign_shown = shown
        if self.contents:
            self.view.set_spans(self._visible(self.contents.spans))

    def _visible(self, spans: list[Span]) -> list[Span]:
        return [s for s in spans if self.foreign_shown or s.annotator == self._annotator]

    # -- what hangs on what ----------------------------------------------------------------------

    def sources_of(self, claim: Span) -> list[Span]:
        """The spans that a claim rests on, in reading order."""
        return self._shown(self.contents.sources.get(claim.id, ()) if self.contents else ())

    def claims_on(self, source: Span) -> list[Span]:
        """The spans that rest on a source, in reading order."""
        return self._shown(self.contents.claims.get(source.id, ()) if self.contents else ())

    def _shown(self, ids: Iterable[str]) -> list[Span]:
        found = (self.view.scene.coverage.get(span) for span in ids)
        return sorted((span for span in found if span), key=lambda span: span.start)

    def links_of(self, span: Span) -> list[Link]:
        """The judged links that a span is an end of."""
        return self.contents.links.get(span.id, []) if self.contents else []

    def spans_that_play(self, role: Role, codebook: Codebook) -> list[Span]:
        """The spans of a role, in reading order."""
        spans = (s for s in self.view.scene.coverage if codebook.plays(s.label) is role)
        return sorted(spans, key=lambda s: s.start)

    def tally(self) -> Counter[str]:
        """How many spans of each label the annotator has here; counted when they change."""
        coverage = self.view.scene.coverage
        if self._tallied != (coverage, coverage.version):
            self._tallied = (coverage, coverage.version)
            self._tally = Counter(s.label for s in coverage if s.annotator == self._annotator)
        return self._tally

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

    def next_candidate(self, step: int) -> Candidate | None:
        """The candidate after (1) or before (-1) the selection or caret that is not tagged yet."""
        selection = self.view.selection
        here = (selection[0], -selection[1]) if selection else (self.view.caret, -(1 << 62))
        if step > 0:
            ahead = (c for c in self.candidates if (c.start, -c.end) > here)
        else:
            ahead = (c for c in reversed(self.candidates) if (c.start, -c.end) < here)
        return next((c for c in ahead if not self._tagged(c)), None)

    def _tagged(self, candidate: Candidate) -> bool:
        """Whether the annotator has tagged that very stretch already."""
        return any(
            (span.start, span.end, span.annotator)
            == (candidate.start, candidate.end, self._annotator)
            for span in self.view.scene.coverage.at(candidate.start).spans
        )


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups

"""One half of the Reader: an article, its spans and attributions, and the view that shows them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.codebook import Codebook, Role, Shape
from annotations.model import Link, Span
from annotations.text.habits import Habits
from annotations.text.kinds import Candidate, Kind, Order
from annotations.text.offers import Offers, Sorted
from annotations.text.segments import Stretch
from tui.screens.reader.contents import Contents, Ties
from tui.text.marks import Marks
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line, headline
from tui.widgets.painting import Painter

if TYPE_CHECKING:
    from tui.screens.reader.suggestions import Fetch, Wording


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
        self.habits = Habits()
        """What the annotator takes and skips, in all articles."""
        self.offers = Offers()
        """What the program suggests tagging."""
        self.looking = False
        """Whether candidates are still looked for, in an article opened just now."""
        self.foreign_shown = True
        """Whether other annotators' spans are shown."""
        self.only_of: frozenset[str] | None = None
        """Whose spans are shown at all; None for everybody's."""

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
        document = contents.document
        self.offers = Offers(document.text, contents.skips, self.habits)
        self.looking = True
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

    def change(self, span: Span, *, gone: bool = False, current: bool = False) -> None:
        """Show a span that has come, changed or gone, if it lies in the article shown by now.

        Args:
            span: The span.
            gone: Whether it is there no more.
            current: Whether it becomes the current one.
        """
        if span.document == self.article:
            if gone:
                self.view.remove_span(span)
            elif self._visible([span]):
                self.view.add_span(span, current=current)

    def stand_on(self, span: Span) -> None:
        """Show a span that was made or moved, and stand on it."""
        if span.document == self.article:
            self.view.place(span.start)
            self.change(span, current=True)

    def show_title(self) -> None:
        """Fill the title line."""
        if self.contents:
            self.title_line.say(headline(self.contents.document, cells=self.size.width))

    def on_resize(self) -> None:
        """Give the title what room there is."""
        self.show_title()

    def _visible(self, spans: list[Span]) -> list[Span]:
        return [
            span
            for span in spans
            if (self.foreign_shown or span.annotator == self._annotator)
            and (self.only_of is None or span.annotator in self.only_of)
        ]

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

    # -- what a key means at the caret -----------------------------------------------------------

    def natural(self, shape: Shape, at: int | None = None) -> Stretch | None:
        """The stretch natural to a shape, at the caret or elsewhere, as this annotator tags."""
        from annotations.text.natural import natural  # loads the words that say who says what

        at = self.view.caret if at is None else at
        return natural(self.view.segments, at, shape, with_stop=self.habits.with_stop)

    def select_larger(self) -> None:
        """Select the next larger object round the selection, or the smallest at the caret."""
        from annotations.text.natural import grow  # as above

        start, end = self.view.selection or (self.view.caret, self.view.caret)
        self.view.select(*grow(self.view.segments, Stretch(start, end)))

    def select_smaller(self) -> None:
        """Select the next smaller object at the start of the selection, if there is one."""
        from annotations.text.natural import shrink  # as above

        if self.view.selection:
            stretch = Stretch(*self.view.selection)
            smaller = shrink(self.view.segments, stretch, stretch.start)
            if smaller == stretch:
                self.view.place(stretch.start)
            else:
                self.view.select(*smaller)

    # -- candidates ------------------------------------------------------------------------------

    def look_for_candidates(
        self, codebook: Codebook, fetch: "Fetch", stopped: Callable[[], bool]
    ) -> Iterator[Callable[[], None]]:
        """Look for candidates, on a worker's thread.

        Yields:
            What shows those of one more kind; to be called on the app's thread.

        Raises:
            Cancelled: ``stopped`` said so.
        """
        from tui.screens.reader.suggestions import suggestions  # loads the matcher's words

        if self.contents:
            offers = self.offers
            for found in suggestions(self.contents.document, offers, codebook, fetch, stopped):
                yield self._showing(offers, found)

    def learn(
        self,
        words: Collection[str],
        wordings: Iterable["Wording"],
        codebook: Codebook,
        *,
        reorder: bool,
    ) -> Iterator[Callable[[], None]]:
        """Offer words wherever they stand, as what they are tagged by now, or no more.

        As `look_for_candidates`; the arguments are those of `repeats_of`, and ``reorder`` puts all
        in order anew.
        """
        from tui.screens.reader.suggestions import repeats_of  # as above

        offers = self.offers
        for found in repeats_of(words, wordings, offers, codebook):
            yield self._showing(offers, found)
        if reorder:
            yield self._showing(offers, offers.reordered())

    def _showing(self, offers: Offers, found: Sorted) -> Callable[[], None]:
        """What offers candidates and marks them, unless another article is shown by then."""
        marks = Marks(offers.shown(found)) if found.changed is None else None

        def show() -> None:
            self.looking = self.looking and self.offers is not offers
            before = offers.serial
            if self.offers is not offers or not offers.adopt(found):
                return
            if marks:
                self.view.set_candidates(marks)
            elif found.changed is not None and found.serial == before + 1:
                more = self.view.scene.candidates.with_more(found.changed)
                self.view.set_candidates(more, found.changed)
            else:  # what came in between is not in the list of what has changed
                self.show_candidates()

        return show

    def show_candidates(self) -> None:
        """Mark candidates faintly."""
        self.view.set_candidates(Marks(self.offers.shown()))

    def suggests(self, start: int, end: int) -> bool:
        """Whether that very stretch is a candidate."""
        return self.offers.at(start, end) is not None

    def next_candidate(self, step: int, after: Order | None = None) -> Candidate | None:
        """The candidate after (1) or before (-1) an order, else the selection or caret."""
        if after is None:
            selection = self.view.selection
            start, end = selection or (self.view.caret, 1 << 62)
            after = (start, -end, _BEHIND if selection and step > 0 else _BEFORE)
        return self.offers.following(after, step, self._is_settled)

    def _is_settled(self, candidate: Candidate) -> bool:
        """Whether the annotator has tagged it so, or what it overlaps; or decided otherwise.

        What was tagged elsewhere only, and is tagged as something else in this very place, is that.
        """
        elsewhere = candidate.kind in (Kind.REPEAT, Kind.AGAIN)
        pieces = self.view.scene.coverage.within(candidate.start, candidate.end)
        return any(
            span.label == candidate.label
            or (elsewhere and (span.start, span.end) == (candidate.start, candidate.end))
            for piece in pieces
            for span in piece.spans
            if span.annotator == self._annotator
        )

    def note_ending(self, span: Span, before: Span | None = None) -> None:
        """Learn whether the annotator tags sentences with the stop that ends them."""
        instead_of = self._ending(before) if before else None
        self.habits.note_ending(self._ending(span), instead_of)

    def _ending(self, span: Span) -> str | None:
        """How a span ends that is a whole sentence with a stop at its end; None for any other."""
        sentence = self.view.segments.sentence(span.start)
        kept = self.view.segments.without_stop(sentence)
        if span.start != sentence.start or kept == sentence:
            return None
        return {sentence.end: "with", kept.end: "without"}.get(span.end)


_BEFORE, _BEHIND = -1, 1 << 10  # all ranks of an order

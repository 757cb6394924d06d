"""Everything that is marked on a text: spans, candidates, hits, echoes, answers, links."""

from collections.abc import Iterable

from annotations.model import Span
from annotations.text.coverage import Coverage
from tui.text.marks import Marks, Pair
from tui.widgets.hinted import HintedRows

_FEW = 64  # changed stretches that are repainted one by one


class MarkedRows(HintedRows):
    """A text with marks on it; where few of them change, only their rows are painted."""

    _cycled: str | None = None
    """The span that was chosen from those at the caret."""

    def settle(self) -> None:
        """Find the current span anew and paint what that changes: a matter of the caret."""
        raise NotImplementedError

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
        self.settle()

    def add_span(self, span: Span, *, current: bool = True) -> None:
        """Show one more span, or the changed form of one, and paint its rows."""
        before = self.scene.coverage.get(span.id)
        self.scene.coverage.add(span)
        for changed in (before, span):
            if changed:
                self._refresh_stretch(changed.start, changed.end)
        if current:
            self._cycled = span.id
        self.settle()

    def remove_span(self, span: Span) -> None:
        """Show a span no longer, and paint its rows."""
        self.scene.coverage.remove(span.id)
        self._refresh_stretch(span.start, span.end)
        self.settle()

    def set_candidates(
        self, stretches: Iterable[Pair], changed: Iterable[Pair] | None = None
    ) -> None:
        """Mark what the program suggests tagging.

        Args:
            stretches: All of it; `Marks`, if they were put in order elsewhere.
            changed: What of it has come or gone, where that is known.
        """
        self._set("candidates", stretches, changed)

    def set_hits(self, stretches: Iterable[Pair]) -> None:
        """Mark what a search found."""
        self._set("hits", stretches)

    def set_echoes(self, stretches: Iterable[Pair]) -> None:
        """Mark what the other article has, too."""
        self._set("echoes", stretches)

    def set_answers(self, stretches: Iterable[Pair]) -> None:
        """Mark what answers the current span."""
        self._set("answers", stretches)

    def set_matches(self, stretches: Iterable[Pair]) -> None:
        """Mark the words that both ends of a pair have."""
        self._set("matches", stretches)

    def set_clashes(self, stretches: Iterable[Pair]) -> None:
        """Mark the words on which the ends of a pair do not agree."""
        self._set("clashes", stretches)

    def _set(
        self, layer: str, stretches: Iterable[Pair], changed: Iterable[Pair] | None = None
    ) -> None:
        before = getattr(self.scene, layer)
        after = stretches if isinstance(stretches, Marks) else Marks(stretches)
        setattr(self.scene, layer, after)
        rows = list(set(before) ^ set(after) if changed is None else changed)
        if len(rows) > _FEW:
            start, end = self.keep_rows_in_sight()
            rows = [stretch for stretch in rows if stretch[0] < end and start < stretch[1]]
        for start, end in rows:
            self._refresh_stretch(start, end)

    def set_linked(self, spans: frozenset[str]) -> None:
        """Mark the spans that have a link in the gutter."""
        if spans != self.scene.linked:
            self.scene.linked = spans
            self.repaint()

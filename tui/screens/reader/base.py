"""What is said of the current span and of how things stand, and what a key is meant for."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress

from textual import events, on
from textual.content import Content
from textual.css.query import NoMatches

from annotations.errors import Refused
from annotations.model import DocumentState, Link, Span
from tui.keys import display
from tui.screens.reader.contents import Contents, Ties
from tui.screens.reader.panes import ReaderPanes
from tui.screens.reader.side import Side
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Line, plain, styled

_ESCAPES = ("reader.escape", "verify.escape", "settle.escape")
_MOTIONS = ("reader.move.", "reader.jump", "reader.find", *_ESCAPES)
_MEANT = {"relabel": ("reader.label.", *_ESCAPES), "start": _MOTIONS, "end": _MOTIONS}
"""What a key that waits for another waits for: how those commands' identifiers begin."""

_WIDE = 110
"""Cells in which a span is quoted at length beside what hangs on it."""
_FEW, _MANY = 24, 60
"""Codepoints of a span that are quoted."""


class ReaderBase(ReaderPanes):
    """What all groups of the Reader's keys stand on."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self.pending: str | None = None
        """A key that waits for another: ``relabel``, ``start`` or ``end``."""
        self.count: int | None = None
        """The number typed before a motion."""
        self._just_tagged: tuple[str, Side, tuple[int, int] | None] | None = None

    async def refresh_from_store(self) -> None:
        """Show what the workspace holds of both articles now."""
        for side in self.sides:
            contents = await self.work(Contents.of(side.article or ""))
            if contents:
                side.update(contents)
        await self.load_states()
        self.answer()

    async def refresh_ties(self) -> None:
        """Show what hangs together now, after an act that changed nothing else."""
        for side in self.sides:
            ties = await self.work(Ties.of(side.article or ""))
            if ties:
                side.tie(ties)
        self.answer()

    # -- what answers the current span -----------------------------------------------------------

    @on(ArticleView.Moved)
    def _moved(self, event: ArticleView.Moved) -> None:
        event.stop()
        if event.view is self.view:
            if not self.view.selection:
                self.just_tagged = None
            self.answer()

    def answer(self) -> None:
        """Mark what the current span is linked to and rests on, in both halves."""
        span = self.view.current
        here: list[Span] = []
        there: list[Span] = []
        if span:
            here = [*self.active.sources_of(span), *self.active.claims_on(span)]
            there = [_partner(link, span) for link in self.active.links_of(span)]
        self.view.set_answers((s.start, s.end) for s in here)
        if self.other.contents:
            shown = (s for s in there if s.document == self.other.article)
            self.other.view.set_answers((s.start, s.end) for s in shown)
        self.show_echo()
        self.show_status()

    def partners(self, span: Span) -> list[tuple[Link, Span]]:
        """The spans that a span is linked to, those in the other half first."""
        found = [(link, _partner(link, span)) for link in self.active.links_of(span)]
        return sorted(found, key=lambda pair: pair[1].document != self.other.article)

    # -- lines -----------------------------------------------------------------------------------

    def show_echo(self) -> None:
        """Fill the line that says what is selected or current, with its offsets."""
        view, span = self.view, self.view.current
        parts: list[Content | str] = []
        about = self._about(span) if span else []
        if selection := view.selection:
            start, end = selection
            parts += [styled("selected ", "bold $accent"), plain(f"“{view.text[start:end]}”", 70)]
            parts.append(styled(f" [{start}, {end})", "$text-muted"))
        elif span:
            parts += [styled(f"{one_line(span.label)} ", "bold $accent")]
            more = about and self.size.width < _WIDE
            parts.append(plain(f"“{span.text}”", _FEW if more else _MANY))
            if not more:
                parts.append(styled(f" [{span.start}, {span.end})", "$text-muted"))
        parts += about
        with suppress(NoMatches):  # as in `show_status`
            self.query_one("#echo", Line).say(*(parts or self.about_pair()))

    def about_pair(self) -> list[Content | str]:
        """What is said of the open articles while nothing is selected or current."""
        return []

    def _about(self, span: Span) -> list[Content | str]:
        """Everything that hangs on the current span, in a few words."""
        about: list[Content | str] = [" · note: ", plain(span.note)] if span.note else []
        coverage, spot = self.view.scene.coverage, self.view.spot
        depth, rank = coverage.at(spot).depth, coverage.rank(span, spot)
        if depth > 1 and rank is not None:
            about.append(styled(f" · span {rank + 1} of {depth} here", "$warning"))
        if span.annotator != self.diptych.annotator:
            about += [" · by ", plain(span.annotator, 20)]
        if sources := self.active.sources_of(span):
            about += [" · rests on ", plain(", ".join(s.text for s in sources), 40)]
        if resting := self.active.claims_on(span):
            rest = "rests" if len(resting) == 1 else "rest"
            about += [" · ", plain(_counted_labels(resting)), f" {rest} on it"]
        for link, partner in self.partners(span)[:2]:
            seen = partner.document == self.other.article
            about += [" · ", plain(f"{link.kind}: "), " ", plain(f"“{partner.text}”", 30)]
            about.append("" if seen else " in another article")
        return about

    def standing(self) -> Content:
        """Where one is, what is tagged, who acts."""
        parts: list[Content | str] = []
        if self.pending:
            parts.append(styled(f" {self.waits} ", "bold reverse $accent"))
        if self.count is not None:
            parts.append(styled(f" {self.count} ", "bold reverse $accent"))
        if self.view.marking:
            parts.append(styled(" selecting ", "bold $accent"))
        for side in self.sides:
            row, rows = side.view.share_read()
            state = self.states.get(side.article or "", DocumentState.NEW)
            counts = " ".join(f"{count}{letter}" for letter, count in self._counts(side))
            name = "left" if side is self.left else "right"
            parts.append(
                f"{name} {row}/{rows} {round(100 * row / rows)} % · {counts or 'nothing tagged'}"
                f" · {state}   "
            )
        parts += ["as ", plain(self.diptych.annotator, 20)]
        return Content.assemble(*parts)

    def _counts(self, side: Side) -> list[tuple[str, int]]:
        tally = side.tally()
        labels = self.diptych.codebook.labels
        return [(display(label.key), tally[label.name]) for label in labels if tally[label.name]]

    @property
    def waits(self) -> str:
        """What the key that was pressed waits for, in words."""
        return f"{self.pending}: now {'a label’s key' if self.pending == 'relabel' else 'a motion'}"

    def start_afresh(self) -> None:
        """Forget what was said, and the count or key that waited for another."""
        if self.pending or self.count is not None:
            self.pending = self.count = None
            self.show_status()
        self.hush()

    async def take_key(self, event: events.Key) -> bool:
        """Refuse a key that is none of those that another waits for: it would do something else."""
        if not self.pending or (self.pending != "relabel" and event.key.isdigit()):
            return False
        bindings = self._bindings.key_to_bindings.get(event.key, ())
        if any((binding.id or "").startswith(_MEANT[self.pending]) for binding in bindings):
            return False
        self.complain(f"{self.waits}, or Esc")
        return True

    @property
    def just_tagged(self) -> str | None:
        """The span tagged last, while the candidate that came up by itself is still selected."""
        if self._just_tagged is None:
            return None
        span, side, selection = self._just_tagged
        return span if (side, selection) == (self.active, self.view.selection) else None

    @just_tagged.setter
    def just_tagged(self, span: str | None) -> None:
        self._just_tagged = (span, self.active, self.view.selection) if span else None

    async def with_span(self, act: Callable[[Span], Awaitable[None]]) -> None:
        """Do something with the current span; say so where there is none."""
        self.start_afresh()
        try:
            span = self.need_span()
        except Refused as error:
            self.complain(str(error))
        else:
            await act(span)

    def need_span(self) -> Span:
        """The current span; raises Refused where there is none."""
        if self.just_tagged:
            # The next candidate came up by itself; the span meant is the one tagged just now, even
            # where the candidate is the very stretch of another span.
            tagged = self.view.scene.coverage.get(self.just_tagged)
            if tagged:
                self.view.stand_on(tagged)
        if not self.view.current:
            raise Refused("no span here: put the cursor on one, or tag one first")
        return self.view.current


def _counted_labels(spans: Iterable[Span]) -> str:
    """How many of each label: ``2 claims and 1 source``."""
    counts = Counter(span.label for span in spans)
    return " and ".join(counted(number, label) for label, number in counts.items())


def _partner(link: Link, span: Span) -> Span:
    return link.right if link.left.id == span.id else link.left

"""The Reader's keys that find the counterpart of what is here in the other pane."""

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.worker import get_current_worker

from annotations.codebook import Shape
from annotations.errors import Cancelled, Refused
from annotations.model import Document, Span
from annotations.text.segments import Stretch
from tui.screens.place import Lookup
from tui.screens.reader.ends import likely_label, selected, shape_of_end, stretch_of, tagged_at
from tui.screens.reader.linking import Linking
from tui.screens.reader.side import Side
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.matching.counterparts import Counterpart
    from annotations.matching.passages import Passages

_KEPT = 2
"""Articles whose passages are kept: those of both panes."""
_WHY, _OTHERWISE = 60, 56
"""Cells for the reasons at most, and for all else in the line: the keys behind them are seen."""

_COUNTERPART = Lookup("looking for the counterpart …", ("reader.counterpart", "reader.link."))

_NOTHING = "nothing like it in the other pane: Tab, select it there, Tab back, = links"
_LINKED = "all that is like it in the other pane is linked already: Enter goes there"

_KEYS = (
    ("reader.link.same", "links"),
    ("reader.link.contradicts", "contradicts"),
    ("reader.counterpart", "next"),
)


class Wanted(NamedTuple):
    """What the counterpart is wanted of, and where it is looked for."""

    here: str | None
    """The article that it is in."""
    there: str | None
    """The article that is looked through."""
    stretch: Stretch
    """Where it is."""
    label: str
    """The label that it has or would get."""
    shape: Shape
    """What it looks like."""


class Shown(NamedTuple):
    """What the program shows in the other pane, and what for."""

    asked: tuple[Side, tuple[int, int] | None, str | None]
    """The half where it was asked for, with what was selected and current there."""
    side: Side
    """The half that shows it."""
    selection: tuple[int, int] | None
    """What is selected there."""


class Pairing(Linking):
    """Finding counterparts."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._passages: dict[tuple[str, str | None], Passages] = {}
        self._wanted: Wanted | None = None
        self._found: list[Counterpart] = []
        self._at = 0
        self._looking: Wanted | None = None
        self._searching = Lock()  # one at a time, as the passages are kept and know who asks
        self._shown: Shown | None = None

    def action_counterpart(self, step: int) -> None:
        """Take the other pane to the best counterpart; again, to the next (1) or the one before."""
        step *= self.count or 1
        self.start_afresh()
        self._lapse_unless_asked()
        try:
            self.need_other()
            self._settle_on_something()
        except Refused as error:
            self.complain(str(error))
            return
        wanted = self._wanted_now()
        if wanted == self._wanted and self._found:
            self._turn(step)
        elif wanted and self.active.contents and self.other.contents:
            self.say(_COUNTERPART.words, tone="$text-muted")
            self._looking = wanted
            texts = self.active.contents.document, self.other.contents.document
            self._find_counterparts(wanted, *texts, list(self.other.view.scene.coverage))

    async def action_link(self, meaning: str) -> None:
        """Link what both panes are at."""
        self._lapse_unless_asked()
        await super().action_link(meaning)

    # -- what is shown belongs to what was asked ---------------------------------------------------

    def show_beside(self) -> None:
        """Remember what the other pane shows, and what for."""
        self._shown = Shown(self._asked(), self.other, self.other.view.selection)

    def _asked(self) -> tuple[Side, tuple[int, int] | None, str | None]:
        span = self.view.current
        return self.active, self.view.selection, span.id if span else None

    def _lapse_unless_asked(self) -> None:
        """Forget what the other pane shows where something else is asked by now."""
        if self._shown and self._shown.asked != self._asked():
            self.let_go_beside()

    def let_go_beside(self) -> None:
        """Let go of what the other pane shows, and begin with the best the next time."""
        shown, self._shown = self._shown, None
        self._wanted, self._found = None, []
        if shown and shown.selection and shown.side.view.selection == shown.selection:
            shown.side.view.place(shown.selection[0])

    def answer(self) -> None:
        """Forget what was shown for something else, too."""
        if self._shown and self._shown.side is not self.active:
            self._lapse_unless_asked()
        super().answer()

    def give_up(self) -> None:
        """Let go of what the other pane shows, too."""
        self.let_go_beside()
        super().give_up()

    def _unlinked(self, found: list["Counterpart"]) -> list["Counterpart"]:
        """The counterparts that lie in nothing that what is asked for is linked to already."""
        span = self.view.current
        linked = [there for _, there in self.partners(span)] if span else []
        return [
            one
            for one in found
            if not any(
                there.document == self.other.article
                and there.start < one.end
                and one.start < there.end
                for there in linked
            )
        ]

    # -- looking -----------------------------------------------------------------------------------

    def looks_for(self) -> Lookup | None:
        """The counterpart of what is still asked for."""
        if self._looking is None or self._looking != self._wanted_now():
            return super().looks_for()
        ours = (worker for worker in self.workers if worker.group == "counterparts")
        return None if all(worker.is_finished for worker in ours) else _COUNTERPART

    def _settle_on_something(self) -> None:
        """Select what is natural at the cursor where nothing else is meant; raises Refused."""
        if self.end_here() is None:
            stretch = self.active.natural(Shape.STATEMENT)
            if stretch is None:
                raise Refused("nothing to find the counterpart of: put the cursor on a sentence")
            self.view.select(*stretch)

    def _wanted_now(self) -> Wanted | None:
        """What `f` means now: the current span, else the selection."""
        side, book = self.active, self.diptych.codebook
        end = side.view.current or selected(side)
        if end is None:
            return None
        label, shape = likely_label(book, side, end), shape_of_end(book, side, end)
        return Wanted(side.article, self.other.article, stretch_of(end), label, shape)

    @work(thread=True, exclusive=True, group="counterparts", exit_on_error=False)
    def _find_counterparts(
        self, wanted: Wanted, here: Document, there: Document, spans: list[Span]
    ) -> None:
        """Look for counterparts, away from the keys."""
        from annotations.matching.counterparts import counterparts

        worker = get_current_worker()
        me = self.diptych.annotator
        tagged = [span for span in spans if span.label == wanted.label]
        tagged.sort(key=lambda span: span.annotator != me)
        with self._searching:
            texts = self._passages_of(here), self._passages_of(there)
            for passages in texts:
                passages.cancelled = lambda: worker.is_cancelled
            try:
                found = counterparts(texts[0], wanted.stretch, wanted.shape, texts[1], tagged)
            except Cancelled:
                return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._answered, wanted, found)

    def _passages_of(self, document: Document) -> "Passages":
        """The passages of an article; those looked at last are kept."""
        from annotations.matching.passages import Passages

        key = (document.text_sha256, document.language)
        passages = self._passages.pop(key, None) or Passages(document.text, document.language)
        self._passages[key] = passages
        for old in list(self._passages)[:-_KEPT]:
            self._passages.pop(old, None)
        return passages

    def _answered(self, wanted: Wanted, found: list["Counterpart"]) -> None:
        """Show the best that was found, unless the hands are elsewhere by now."""
        self._looking = None
        if not self.is_current or wanted != self._wanted_now():
            self.diptych.held.clear()
            return
        self._wanted, self._found, self._at = wanted, self._unlinked(found), 0
        if self._found:
            self._show_found()
            self.diptych.let_go()
        else:
            self.diptych.held.clear()
            self.complain(_LINKED if found else _NOTHING)

    def _turn(self, step: int) -> None:
        """Show the next counterpart or the one before, round the ends."""
        at = self._at + step
        self._at = at % len(self._found)
        last = "that was the last · " if step > 0 else "that was the best · "
        self._show_found(last * (at != self._at))

    def _show_found(self, before: str = "") -> None:
        """Take the other pane to a counterpart: to the span, or the words selected."""
        one, view = self._found[self._at], self.other.view
        label = self._wanted.label if self._wanted else ""
        span = tagged_at(self.other, one.stretch, label)
        if span:
            view.stand_on(span)
        else:
            view.select(one.start, one.end)
            view.reveal(one.end)
        view.reveal(one.start)
        self.show_beside()
        why = one_line(", ".join(one.why), max(0, min(_WHY, self.size.width - _OTHERWISE)))
        keys = ", ".join(f"{self.diptych.keys.shown(name)[0]} {does}" for name, does in _KEYS)
        number = f"{self._at + 1} of {len(self._found)}"
        self.say(f"{before}{number} · {round(100 * one.score)} % · {why} · {keys}")

"""The Reader's candidates: found away from the keys, offered one after the other, learnt from."""

from collections.abc import Callable, Iterable
from threading import Lock

from textual import work
from textual.worker import get_current_worker

from annotations.errors import Cancelled
from annotations.model import Span
from annotations.text.habits import Habits
from annotations.text.kinds import Candidate, Order
from annotations.text.offers import Offers
from tui.screens.place import Lookup
from tui.screens.reader.jumping import Jumping
from tui.text.amounts import counted
from tui.text.display import one_line

_LEAST_SAID, _NEXT = 20, 52
"""Cells for what was done, at least, and for all else in the line: what is next is seen, too."""
_CANDIDATES = Lookup(
    "looking for candidates …", ("reader.next", "reader.previous", "reader.label.")
)
_LAST = 1 << 10  # behind every rank of an order


class Offering(Jumping):
    """Stepping through what the program suggests tagging.

    Space begins to step, and from then on every label key brings up the next candidate, until Esc.
    """

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self.habits = Habits()
        """What this annotator takes and skips."""
        self._offered: tuple[Offers, Candidate] | None = None
        self._stepping = False
        self._learning = Lock()  # what is asked later is not to be answered earlier
        self._waiting_step: int | None = None  # a step that waits until candidates are known

    async def on_mount(self) -> None:
        """Take up the annotator's habits, before any article is opened."""
        self.habits = Habits(await self.work(lambda ws: ws.articles.left_off("habits")))
        for side in (self.left, self.right):
            side.habits = self.habits

    # -- finding them ----------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="candidates", exit_on_error=False)
    def find_candidates(self) -> None:
        """Look for candidates in both articles, away from the keys; each kind shows when found."""
        worker = get_current_worker()
        try:
            # The shorter one first: its candidates need not wait for the other's.
            for side in sorted(self.sides, key=lambda side: len(side.view.text)):
                for show in side.look_for_candidates(
                    self.diptych.codebook, self.fetch, lambda: worker.is_cancelled
                ):
                    if worker.is_cancelled:
                        return
                    self.app.call_from_thread(self._show, show)
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_status)

    def _show(self, show: Callable[[], None]) -> None:
        """Show what was found, and take the step that was waiting for it."""
        show()
        if self._waiting_step is not None and not self.active.looking:
            self.action_candidate(self._waiting_step)
            self.diptych.let_go()

    def failed(self, group: str, error: BaseException) -> None:
        """Forget the step that waits for what failed, too: the next one looks again."""
        super().failed(group, error)
        if group == "candidates":
            self._waiting_step = None

    def start_afresh(self) -> None:
        """Forget a step that waits, too."""
        self._waiting_step = None
        super().start_afresh()

    def looks_for(self) -> Lookup | None:
        """The candidate that a step waits for."""
        waits = self._waiting_step is not None and self.active.looking
        return _CANDIDATES if waits else super().looks_for()

    # -- stepping --------------------------------------------------------------------------------

    def action_candidate(self, step: int) -> None:
        """Select the next (1) or previous (-1) candidate; going on from one skips it."""
        self.start_afresh()
        self.just_tagged = None
        self._stepping = True
        said = self._skip() if step > 0 else ""
        if self.next_candidate(step, said):
            return
        if self.active.looking:
            self._waiting_step = step
            self.say(_CANDIDATES.words, tone="$accent")
            if not any(w.group == "candidates" and not w.is_finished for w in self.workers):
                self.find_candidates()  # it failed the last time
        else:
            where = "further on" if step > 0 else "before this"
            other = ": Tab for the other one" * bool(self.other.contents)
            self.say(f"{said}no candidate {where} in this article{other}")

    def _skip(self) -> str:
        """Take note that the candidate that is selected was passed over; what to say of that."""
        if self._offered is None:
            return ""
        offers, one = self._offered
        if offers is not self.active.offers or self.view.selection != (one.start, one.end):
            return ""
        spared = self.habits.spares(one.kind)
        offers.skip(one)
        if spared or not self.habits.spares(one.kind):
            return ""
        self.active.show_candidates()
        again = self.diptych.keys.shown("reader.offer_again")[0]
        return f"“{one.kind}” is offered no more, {again} brings it back · "

    def next_candidate(self, step: int, said: str = "", after: Order | None = None) -> bool:
        """Select a candidate, saying what it might be after what was said; False for none."""
        side = self.active
        found = side.next_candidate(step, after or self._place())
        self._offered = (side.offers, found) if found else None
        if found:
            self.view.select(found.start, found.end)
            self.say(f"{said}{found.label}? {found.why}", tone="$foreground")
        return found is not None

    def _place(self) -> Order | None:
        """The order of the candidate that is selected; None for any other place."""
        if self._offered and self._offered[0] is self.active.offers:
            one = self._offered[1]
            if self.view.selection == (one.start, one.end):
                return one.order
        return None

    def action_offer_again(self) -> None:
        """Offer again what was skipped in this article, and kinds that were hardly ever taken."""
        self.start_afresh()
        words = self.active.offers.forgive()
        kinds = self.habits.forgive()
        self.active.show_candidates()
        counts = ((words, "skipped wording"), (kinds, "kind of candidate"))
        again = [counted(count, what) for count, what in counts if count]
        if again:
            self.say(f"offered again: {' and '.join(again)}")
        else:
            self.complain("nothing is kept back: only what is skipped twice or hardly ever taken")

    def give_up(self) -> None:
        """Stop stepping, too."""
        self._stepping = False
        self._offered = None
        super().give_up()

    # -- what becomes of them --------------------------------------------------------------------

    def was_tagged(self, span: Span, said: str) -> None:
        """Learn from a span that was tagged just now, and go on to the next candidate."""
        side = self.active
        offered = None
        if self._offered and self._offered[0] is side.offers:
            offered = self._offered[1]
        taken = side.offers.at(span.start, span.end, span.label)
        side.note_ending(span)
        reorder = taken is not None and side.offers.take(taken)
        self.learn([span], reorder=reorder)
        self.go_on(span, said, taken or offered)

    def go_on(self, span: Span, said: str, taken: Candidate | None = None) -> None:
        """While stepping, bring up the candidate behind a span."""
        if not self._stepping:
            return
        same = taken is not None and (taken.start, taken.end) == (span.start, span.end)
        after = taken.order if taken and same else (span.start, -span.end, _LAST)
        said = one_line(said, max(_LEAST_SAID, self.size.width - _NEXT))
        if self.next_candidate(1, f"{said} · next: ", after):
            self.just_tagged = span.id

    def learn(self, changed: Iterable[Span], *, reorder: bool = False) -> None:
        """Offer the words of spans that have come or changed elsewhere, too; of those gone, not."""
        # Once all that the key asks for is done: the worker would take its time from that.
        self.call_later(self._learn, {span.text for span in changed}, reorder=reorder)

    @work(thread=True, group="repeats", exit_on_error=False)
    def _learn(self, words: set[str], *, reorder: bool) -> None:
        """Offer words wherever they stand in both articles, as what they are tagged by now."""
        worker = get_current_worker()
        with self._learning:
            wordings = self.fetch(lambda ws: ws.spans.wordings(words)) or []
            for side in self.sides:
                for show in side.learn(words, wordings, self.diptych.codebook, reorder=reorder):
                    if worker.is_cancelled:
                        return
                    self.app.call_from_thread(show)

    async def remember_places(self) -> None:
        """Put aside what was skipped and taken, too."""
        await super().remember_places()
        things: dict[str, object] = {f"skipped {s.article}": s.offers.skips for s in self.sides}
        await self.diptych.put_aside({**things, "habits": self.habits.as_json()})

"""The Reader's search: as one types, in a worker; then from hit to hit, in either pane."""

from bisect import bisect_left
from typing import NamedTuple

from textual import work
from textual.worker import get_current_worker

from annotations.errors import Cancelled
from annotations.text.search import Hits, Sought, understand
from annotations.text.segments import Stretch
from tui.keys import display, keys_of
from tui.screens.dialogs import Ask
from tui.screens.reader.base import ReaderBase
from tui.screens.reader.side import Side
from tui.widgets.lines import plain, styled

_AT_ONCE = 0.05  # seconds after which a search that a key waits for goes on in a worker
_HINT = "regex; small letters find capitals too · Enter stays, Esc goes back"
_NOTHING = "nothing searched for: / searches"


class Search(NamedTuple):
    """What was found, in one article."""

    side: Side
    """The half that shows it."""
    article: str | None
    """Its identifier."""
    sought: Sought
    """What was looked for."""
    hits: Hits
    """Where it is."""


class Going(NamedTuple):
    """Where to go as soon as the hits are known."""

    start: int
    """From where."""
    step: int
    """To the hit there or behind it (0), so many on, or back."""
    caret: int
    """Where to be if there is none."""
    selection: tuple[int, int] | None
    """What to select then."""


class Searching(ReaderBase):
    """Finding words."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._search: Search | None = None  # what is marked
        self._search_wanted = ""  # what is, or will be
        self._search_last = ""  # what was wanted before that
        self._search_going = Going(0, 0, 0, None)
        self._search_asks: Ask | None = None

    # -- keys ------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search as you type; Enter stays at the hit, Esc goes back; Enter alone searches again."""
        self.start_afresh()
        self._show_hits(None)
        self._search_last = self._search_wanted or self._search_last
        self._search_going = Going(self.view.caret, 0, self.view.caret, self.view.selection)
        self._search_asks = Ask("Search", hint=_HINT, typed=self._search_typed)
        self.app.push_screen(self._search_asks, self._search_done)

    def action_hit(self, step: int) -> None:
        """Go so many hits on (1) or back (-1), round the ends of the article."""
        step *= self.count or 1
        self.start_afresh()
        view = self.view
        self._search_going = Going(self._search_start(), step, view.caret, view.selection)
        self._look_for(self._search_wanted)

    def forget_hits(self) -> None:
        """Mark nothing any more; what was searched for can be searched for again."""
        self._search_last = self._search_wanted or self._search_last
        self._search_wanted = ""
        self._show_hits(None)

    def forget_search(self, side: Side) -> None:
        """Forget the hits in a half that is about to show another article."""
        if self._search and self._search.side is side:
            self._show_hits(None)

    def show_hit(self, article: str, hit: tuple[int, int], wanted: str) -> None:
        """Select a hit that was found elsewhere, and mark all others of the same search."""
        side = next((side for side in self.sides if side.article == article), None)
        if side:
            self.activate(side)
            side.view.select(*hit)
            self._search_going = Going(hit[0], 0, hit[0], hit)
            if wanted:
                self._look_for(wanted)

    # -- typing ----------------------------------------------------------------------------------

    def _search_typed(self, wanted: str) -> None:
        self._search_wanted = wanted
        if wanted:
            self._seek_hits(self.active, self.active.article, self.view.text, wanted)
            return
        self._show_hits(None)
        self._leave_search()
        if self._search_asks:
            self._search_asks.tell(styled(_HINT, "$text-muted"))

    def _search_done(self, wanted: str | None) -> None:
        """The dialog is over: stay at the hit, go back, or go on to the next of the last search."""
        self._search_asks = None
        if wanted is None:
            self._search_wanted = self._search_last
            self._show_hits(None)
            self._leave_search()
        elif wanted:
            self._look_for(wanted)
        else:
            self._search_going = self._search_going._replace(step=1)
            self._look_for(self._search_last)

    # -- seeking ---------------------------------------------------------------------------------

    def _look_for(self, wanted: str) -> None:
        """Go to a hit while a key waits for it; where that takes long, a worker goes on."""
        self._search_wanted = wanted
        side, search = self.active, self._search
        if not wanted:
            self.complain(_NOTHING)
            return
        if not search or search.side is not side or search.sought.typed != wanted:
            # At once, as keys typed ahead may mean the hit.
            sought = understand(wanted)
            search = Search(
                side, side.article, sought, sought.find(side.view.text, seconds=_AT_ONCE)
            )
            if search.hits.unfinished:
                self.say("searching …", tone="$text-muted")
                self._seek_hits(side, side.article, side.view.text, wanted)
                return
        self._hits_found(search)

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _seek_hits(self, side: Side, article: str | None, text: str, wanted: str) -> None:
        """Search away from the keys; a search that another has overtaken comes to nothing."""
        worker = get_current_worker()
        sought = understand(wanted)
        try:
            hits = sought.find(text, cancelled=lambda: worker.is_cancelled)
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._late_hits, Search(side, article, sought, hits))

    def _late_hits(self, search: Search) -> None:
        """Show what a worker found; the caret stays where the hands have moved it meanwhile."""
        going = self._search_going
        if self._search_asks or (going.caret, going.selection) == (
            self.view.caret,
            self.view.selection,
        ):
            self._hits_found(search)
        elif search.sought.typed == self._search_wanted and search.article == search.side.article:
            self._show_hits(search)

    def _hits_found(self, search: Search) -> None:
        """Show what was found and go to a hit, unless something else is wanted by now."""
        side = search.side
        if search.sought.typed != self._search_wanted or side is not self.active:
            return
        if search.article != side.article:
            return
        if search is not self._search:
            self._show_hits(search)
        words = _words(search, *self._go_to_hit(search.hits.stretches))
        if self._search_asks:
            self._search_asks.tell(plain(words))
        elif search.hits.stretches:
            self.say(f"{words}{self.ways_on()} · Esc when done")
        else:
            self.complain(words)

    def ways_on(self) -> str:
        """The keys that go from hit to hit here."""
        has = {command.id: command.keys for command in self.diptych.keys.on(self.NAME)}
        ways = (("reader.search_next", "next"), ("reader.search_previous", "before"))
        told = [f"{display(keys_of(has[name])[0])} {what}" for name, what in ways if name in has]
        return " · " + ", ".join(told)

    def _show_hits(self, search: Search | None) -> None:
        """Mark the hits of a search, and those of the one before no more."""
        self.workers.cancel_group(self, "search")
        before, self._search = self._search, search
        if before and (search is None or before.side is not search.side):
            before.side.view.set_hits(())
        if search:
            search.side.view.set_hits(search.hits.stretches)

    # -- going -----------------------------------------------------------------------------------

    def _search_start(self) -> int:
        """Where the next hit is looked for from: not from a candidate that came up by itself."""
        tagged = self.view.scene.coverage.get(self.just_tagged) if self.just_tagged else None
        self.just_tagged = None
        return tagged.start if tagged else self.view.spot

    def _go_to_hit(self, hits: tuple[Stretch, ...]) -> tuple[int, bool]:
        """Select the hit that is meant; its number, from 1, and whether it is round an end."""
        going = self._search_going
        if not hits:
            self._leave_search()
            return 0, False
        behind = bisect_left(hits, (going.start + (going.step > 0), 0))
        index = behind + going.step - (going.step > 0)
        self.view.select(*hits[index % len(hits)])
        return index % len(hits) + 1, not 0 <= index < len(hits)

    def _leave_search(self) -> None:
        if self._search_going.selection:
            self.view.select(*self._search_going.selection)
        else:
            self.view.place(self._search_going.caret)


def _words(search: Search, number: int, round_an_end: bool) -> str:  # noqa: FBT001 (plain)
    """What a search came to, in a few words."""
    sought, hits = search.sought, search.hits
    words = f"hit {number} of {hits.total:,}" if number else f"not in this article: {sought.typed}"
    if hits.only_empty:
        words = "that stands between characters only: nothing to select"
    if round_an_end:
        words += ", round the end"
    if hits.total > len(hits.stretches):
        words += f" (the first {len(hits.stretches):,} are marked)"
    if hits.unfinished:
        words += f" · not everywhere: {hits.unfinished}"
    if sought.literal:
        words += f" · literally, as {sought.literal}"
    return words

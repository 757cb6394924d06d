"""What the Proposals show: one pair of the queue, and how far one is."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from annotations.model import Link, Meaning
from annotations.workspace.pool import State
from annotations.workspace.queue import Queue
from tui.screens.place import Place
from tui.screens.proposals import groups, wording
from tui.screens.proposals.case import Case, marked
from tui.screens.proposals.end import End
from tui.screens.proposals.filters import WORTH, Band, Filters, Pair
from tui.text.amounts import counted
from tui.widgets.lines import KeyLine, Line, plain, styled


class ProposalsBase(Place):
    """The pair in view, and the lines round it."""

    NAME = "proposals"
    AUTO_FOCUS: ClassVar[str | None] = None
    UNDOES = ("decide", "clear", "confirm", "set apart", "rejoin")
    STOPS_MATCHER = True
    DEFAULT_CSS = """
    ProposalsBase #head { background: $primary-muted; text-style: bold; }
    ProposalsBase #view { background: $surface; }
    ProposalsBase #right { border-left: vkey $foreground 35%; }
    ProposalsBase #nothing { height: 1fr; display: none; content-align: center middle;
        text-align: center; }
    ProposalsBase .about { background: $surface; }
    ProposalsBase #pair { background: $panel; }
    ProposalsBase #status { background: $surface; color: $text-muted; }
    ProposalsBase.-empty > Horizontal { display: none; }
    ProposalsBase.-empty .about { display: none; }
    ProposalsBase.-empty #nothing { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.filters = Filters()
        """What is asked, and in what order."""
        self._queue: Queue | None = None
        self._at = 0
        self.case: Case | None = None
        """The pair in view and what is known of it."""
        self._left = End(self.diptych.painter(), "left")
        self._right = End(self.diptych.painter(), "right")

    def compose(self) -> ComposeResult:
        """Progress, what is asked, both ends, the pair and the reasons, how things stand, keys."""
        yield Line(id="head")
        yield Line(id="view")
        with Horizontal():
            yield self._left
            yield self._right
        yield Static(id="nothing")
        yield Line(id="pair", classes="about")
        yield Line(id="reasons-0", classes="about")
        yield Line(id="reasons-1", classes="about")
        yield Line(id="status")
        yield KeyLine()

    # -- the pair in view ------------------------------------------------------------------------

    @property
    def link(self) -> Link | None:
        """The pair in view."""
        return self.case.link if self.case else None

    def _pair_in_view(self) -> Pair | None:
        return (self.link.left.id, self.link.right.id) if self.link else None

    def _place(self, pair: Pair | None) -> int | None:
        """Where a pair is in the queue."""
        return self._queue.place(*pair) if pair and self._queue is not None else None

    @property
    def loose(self) -> bool:
        """Whether the pair in view is not in the queue: it is no longer proposed."""
        at = self._pair_in_view()
        return at is not None and self._place(at) is None

    @property
    def finished(self) -> bool:
        """Whether no pair waits of those that are asked, and there are some."""
        queue = self._queue
        waits = queue is None or queue.waiting_from(0) is not None
        return bool(queue) and not waits and not self.loose

    def _state(self) -> State | None:
        """How the pair in view stands; None where it is no longer proposed."""
        place = self._place(self._pair_in_view())
        return self._queue.at(place).state if self._queue and place is not None else None

    # -- showing ---------------------------------------------------------------------------------

    async def _show(self, place: int, case: Case | None) -> None:
        """Show the pair at a place, or that there is none."""
        self._at, self.case = place, case
        self.set_class(not case, "-empty")
        if case:
            await self._show_ends(case)
        self._show_lines()
        self.show_status()

    async def _show_ends(self, case: Case) -> None:
        link, about, key = case.link, case.about, self._key("proposals.group")
        found = await asyncio.to_thread(marked, link, self.diptych.codebook)
        for end, span, group, matching, clashing in (
            (self._left, link.left, about.left, found.left, found.left_conflict),
            (self._right, link.right, about.right, found.right, found.right_conflict),
        ):
            if article := case.articles.get(span.document):
                end.turn_to(article)
            known = group._replace(joined=case.elsewhere(group))
            end.show(span, group.mentions, groups.Told(known, span, case.names, key))
            end.mark(matching, clashing)

    def _show_lines(self) -> None:
        """Say what is asked, and what is known of the pair in view."""
        entries = [(self._key("proposals.order"), str(self.filters.order)), *self._filters()]
        if hidden := self._unlikely_hidden():
            entries.append((self._key("proposals.unlikely"), f"{hidden:,} unlikely hidden"))
        more = self._key("proposals.filter")
        self._say("view", wording.view(entries, more, self._cells))
        if self.case:
            self._show_pair(self.case)
            return
        for nothing in self.query("#nothing").results(Static):
            nothing.update(self._nothing())

    def _show_pair(self, case: Case) -> None:
        keys = {
            kind.meaning: self._key(f"proposals.kind.{number}")
            for number, kind in enumerate(self.diptych.codebook.link_kinds)
        }
        self._say("pair", wording.pair(case.link, case.about, keys, self._state(), self._cells))
        contradicts = keys.get(Meaning.CONTRADICTS)
        for row, reason in enumerate(wording.reasons(case.link, contradicts, self._cells)):
            self._say(f"reasons-{row}", reason)

    def _say(self, line: str, said: Content) -> None:
        """Fill a line; an act may end when its place is left already, and has none any more."""
        for found in self.query(f"#{line}").results(Line):
            found.say(said)

    @property
    def _cells(self) -> int:
        """How much a line holds."""
        return self.size.width - 2

    def _key(self, command: str) -> str:
        return self.diptych.keys.shown(command)[0]

    def _filters(self) -> list[wording.Key]:
        """What is filtered by, each with the key that takes it off."""
        return [(self._key(name), words) for name, words in self.filters.in_words()]

    def _nothing(self) -> Content:
        """Why there is no pair to show, and the next step."""
        hidden, unlikely = self._unlikely_hidden(), self._key("proposals.unlikely")
        if self.filters.narrow:
            below = [(unlikely, f"{hidden:,} below {100 * WORTH:.0f} % hidden")] * bool(hidden)
            waiting, everything = self._waiting_in_all, self._key("proposals.all")
            return wording.all_filtered([*self._filters(), *below], waiting, everything)
        if hidden:
            return wording.all_unlikely(hidden, WORTH, unlikely)
        if self.diptych.matching:
            return wording.matching()
        return wording.no_proposals(self._key("proposals.match"))

    def _unlikely_hidden(self) -> int:
        """How many pairs are not asked only because they are unlikely."""
        worth = self._queue is not None and self.filters.band is Band.WORTH
        return self._queue.hidden if self._queue is not None and worth else 0

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.is_mounted:
            self._show_lines()
            self.show_status()

    # -- how things stand ------------------------------------------------------------------------

    def show_status(self) -> None:
        """Fill the status line, and say in the head how far one is, and the matcher."""
        super().show_status()
        if self._queue is not None:
            self._say("head", wording.head(self._queue, self.diptych.matching, self._cells))

    def standing(self) -> Content:
        """Which pair this is, or that all are decided, and the next step."""
        queue = self._queue
        if self.finished:
            return styled(self._all_decided(), "$success")
        loose = not queue or self.loose
        number = "" if loose else f"pair {self._at + 1:,} of {len(queue or ()):,} · "
        waiting = queue.waiting if queue else self._waiting_in_all
        return Content.assemble(
            number, f"{waiting:,} wait · as ", plain(self.diptych.annotator, 20)
        )

    def _all_decided(self) -> str:
        waiting, hidden = self._waiting_in_all, self._unlikely_hidden()
        if hidden:
            key = self._key("proposals.unlikely")
            return f"all decided but {counted(hidden, 'unlikely pair')}: {key} shows more"
        if self.filters.narrow and waiting:
            key = self._key("proposals.all")
            return f"all of these decided: {counted(waiting, 'other pair')} left, {key} shows all"
        match, library = self._key("proposals.match"), self._key("app.library")
        return f"all decided: {match} matches again, {library} goes to the Library"

    def _waiting(self) -> str:
        """How many wait, for what is said of an act."""
        return f"{0 if self._queue is None else self._queue.waiting:,} wait"

    @property
    def _waiting_in_all(self) -> int:
        return 0 if self._queue is None else self._queue.waiting_in_all

    def _say_nothing_in_view(self) -> None:
        self.say("no pair in view", tone="$warning")

"""What the Proposals show: the queue as it is wanted, and one pair of it in view."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from annotations.errors import NotFound
from annotations.model import Link, Meaning
from annotations.workspace import Workspace
from annotations.workspace.pool import State
from annotations.workspace.queue import Queue
from tui.screens.place import Place
from tui.screens.proposals import wording
from tui.screens.proposals.case import Case, fetch, marked
from tui.screens.proposals.end import End
from tui.screens.proposals.filters import WORTH, Band, Filters
from tui.screens.proposals.wording import Tally
from tui.text.amounts import counted
from tui.widgets.lines import KeyLine, Line, plain, styled

Pair = tuple[str, str]


class ProposalsBase(Place):
    """The queue of proposed links, and the pair in view.

    The pairs up to the one in view keep their places, whatever becomes of them; all behind it is
    put in order anew after each verdict. A pair that is no longer proposed stays in view until it
    is judged or left.
    """

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
        self._tally = Tally()
        self._at = 0
        self.link: Link | None = None
        """The pair in view."""
        self.case: Case | None = None
        """What is known of it."""
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

    # -- the queue -------------------------------------------------------------------------------

    async def refresh_from_store(self, wanted: Pair | None = None) -> None:
        """Load the queue anew, and go to a pair; with none, the one in view stays in view."""
        if not await self._load(self._seen()):
            return
        self._left.forget()
        self._right.forget()
        at = self._pair_in_view()
        place = self._place(wanted or at)
        if wanted and place is None and await self._load([*self._seen(), wanted]):
            place = self._place(wanted)  # it does not fit the filters
        if place is None and at and await self._still_there(*at):
            self._at = min(self._at, len(self._queue or ()))
            await self._show()
            return
        if place is None:
            place = self._fallback(judged=bool(wanted or at))
        await self._go_to(place)

    def _place(self, pair: Pair | None) -> int | None:
        """Where a pair is in the queue."""
        return self._queue.place(*pair) if pair and self._queue is not None else None

    def _fallback(self, *, judged: bool) -> int:
        queue = self._queue
        if not queue:
            return 0
        return min(self._at, len(queue) - 1) if judged else queue.waiting_from(0) or 0

    async def _load(self, seen: list[Pair]) -> bool:
        """Ask for the queue as it is wanted; whether it came."""
        filters = self.filters

        def load(workspace: Workspace) -> tuple[Queue, Tally]:
            queue = workspace.links.queue(filters.wanted(), filters.order, seen=seen)
            whole = workspace.links.queue(filters.whole())
            total = workspace.links.queue() if filters.narrow else whole
            hidden = max(0, whole.waiting - queue.waiting)
            return queue, Tally(total.settled + total.blocked, total.waiting, hidden)

        loaded = await self.work(load)
        if loaded:
            self._queue, self._tally = loaded
        return loaded is not None

    def _pair_in_view(self) -> Pair | None:
        return (self.link.left.id, self.link.right.id) if self.link else None

    def _seen(self) -> list[Pair]:
        """The pairs up to the one in view: they stay where they are."""
        queue = self._queue
        if queue is None:
            return []
        shown = [queue.at(place)[:2] for place in range(min(self._at, len(queue)))]
        at = self._pair_in_view()
        return [*shown, at] if at else shown

    async def _still_there(self, *spans: str) -> bool:
        """Whether spans have not been deleted meanwhile."""

        def look(workspace: Workspace) -> bool:
            try:
                return all(workspace.spans.get(span) for span in spans)
            except NotFound:
                return False

        return bool(await self.work(look))

    @property
    def loose(self) -> bool:
        """Whether the pair in view is not in the queue: it is no longer proposed."""
        at = self._pair_in_view()
        return at is not None and self._place(at) is None

    async def _go_to(self, place: int) -> None:
        """Have the pair at a place in view."""
        queue = self._queue
        self._at, self.link = place, None
        if queue and place < len(queue):
            self.link = await self.work(lambda _: queue.link(place))
        await self._show()

    async def _go_on(self, start: int) -> bool:
        """Have the next pair that waits in view; whether there is another one."""
        following = self._queue.waiting_from(start) if self._queue else None
        if following is None or (following == self._at and not self.loose):
            return False
        await self._go_to(following)
        return True

    # -- showing ---------------------------------------------------------------------------------

    async def _show(self) -> None:
        link, self.case = self.link, None
        if link:
            both = (self._left, link.left), (self._right, link.right)
            shown = [span.document for end, span in both if end.article == span.document]
            self.case = await self.work(lambda ws: fetch(ws, link, shown))
        self.set_class(not link, "-empty")
        if self.case:
            await self._show_ends(self.case)
        self._show_lines()
        self.show_status()

    async def _show_ends(self, case: Case) -> None:
        link, about = case.link, case.about
        found = await asyncio.to_thread(marked, link, self.diptych.codebook)
        for end, span, group, matching, clashing in (
            (self._left, link.left, about.left, found.left, found.left_conflict),
            (self._right, link.right, about.right, found.right, found.right_conflict),
        ):
            if article := case.articles.get(span.document):
                end.turn_to(article)
            said = wording.group(group, span, case.names, self._key("proposals.group"))
            end.show(span, group.mentions, said)
            end.mark(matching, clashing)

    def _show_lines(self) -> None:
        """Say how far one is, what is asked, and what is known of the pair in view."""
        order = self._key("proposals.order"), str(self.filters.order)
        filters = [(self._key(name), words) for name, words in self.filters.in_words()]
        unlikely = self._key("proposals.unlikely")
        self._say("view", wording.view(order, filters, self._unlikely_hidden(), unlikely))
        if self.case:
            self._show_pair(self.case)
            return
        for nothing in self.query("#nothing").results(Static):
            nothing.update(self._nothing())

    def _show_pair(self, case: Case) -> None:
        book, cells = self.diptych.codebook, self.size.width - 2
        self._say("pair", wording.pair(case.link, case.about, book, self._state(), cells))
        kind = book.kind_meaning(Meaning.CONTRADICTS)
        key = self._key(f"proposals.kind.{book.link_kinds.index(kind)}") if kind else None
        for row, reason in enumerate(wording.reasons(case.link, key, cells)):
            self._say(f"reasons-{row}", reason)

    def _say(self, line: str, said: Content) -> None:
        """Fill a line; an act may end when its place is left already, and has none any more."""
        for found in self.query(f"#{line}").results(Line):
            found.say(said)

    def _state(self) -> State | None:
        """How the pair in view stands; None where it is no longer proposed."""
        place = self._place(self._pair_in_view())
        return self._queue.at(place).state if self._queue and place is not None else None

    def _key(self, command: str) -> str:
        return self.diptych.keys.shown(command)[0]

    def _nothing(self) -> Content:
        """Why there is no pair to show, and the next step."""
        hidden, unlikely = self._unlikely_hidden(), self._key("proposals.unlikely")
        if self.filters.narrow and self._tally.waiting:
            filters = [(self._key(name), words) for name, words in self.filters.in_words()]
            if hidden:
                filters.append((unlikely, f"{hidden:,} below {100 * WORTH:.0f} % hidden"))
            return wording.all_filtered(filters, self._tally.waiting, self._key("proposals.all"))
        if hidden:
            return wording.all_unlikely(hidden, WORTH, unlikely)
        return wording.no_proposals(self._key("proposals.match"))

    def _unlikely_hidden(self) -> int:
        """How many pairs are not asked only because they are unlikely."""
        return self._tally.hidden if self.filters.band is Band.WORTH else 0

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.is_mounted:
            self._show_lines()

    def show_status(self) -> None:
        """Fill the status line, and say in the head how far the matcher is."""
        super().show_status()
        if self._queue is not None:
            self._say("head", wording.head(self._queue, self.diptych.matching))

    def standing(self) -> Content:
        """Which pair this is, or that all are decided, and the next step."""
        queue, tally = self._queue, self._tally
        if queue and queue.waiting_from(0) is None and not self.loose:
            return styled(self._all_decided(), "$success")
        number = f"pair {self._at + 1} of {len(queue)} · " if queue and not self.loose else ""
        waiting = f"{queue.waiting:,} wait" if queue else f"{tally.waiting:,} wait"
        return Content.assemble(number, waiting, " · as ", plain(self.diptych.annotator, 20))

    def _all_decided(self) -> str:
        waiting, hidden = self._tally.waiting, self._unlikely_hidden()
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
        return f"{self._queue.waiting if self._queue else 0:,} wait"


def changed(before: Tally, after: Tally) -> str:
    """How many pairs need no answer any more after an act, or need one again."""
    more = after.settled - before.settled
    if more > 0:
        return f" · settled {more:,} more"
    return f" · {-more:,} settled before wait again" if more else ""

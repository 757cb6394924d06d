"""Going from pair to pair: the queue as it is wanted, loaded anew after each act."""

from collections.abc import Callable, Sequence

from annotations.errors import NotFound
from annotations.model import Link
from annotations.workspace import Workspace
from tui.screens.proposals.base import ProposalsBase
from tui.screens.proposals.case import Case, fetch
from tui.screens.proposals.filters import Asked, Pair


class Going(ProposalsBase):
    """The queue of proposed links.

    The pairs up to the one in view keep their places, whatever becomes of them; all behind it is
    put in order anew after each verdict. A pair that is no longer proposed stays in view until it
    is judged or left.
    """

    async def on_mount(self) -> None:
        """Go on where one left off, or begin; where nothing is proposed yet run the matcher."""
        left = self.diptych.asked or Asked(self.filters)
        self.filters = left.filters
        if await self._load(left.seen):
            place = self._place(left.pair)
            await self._go_to(self._first(place or 0))
        if not (self._queue or self._unlikely_hidden() or self.filters.narrow):
            self.diptych.start_matching()

    async def remember_places(self) -> None:
        """Put aside for this session what is asked, and how far one is."""
        self.diptych.asked = Asked(self.filters, self._seen(), self._pair_in_view())

    # -- the queue -------------------------------------------------------------------------------

    async def refresh_from_store(self, *wanted: Pair) -> None:
        """Load the queue anew, and go to the first of some pairs; else the one in view stays."""
        if not await self._load(self._seen()):
            return
        self._left.forget()
        self._right.forget()
        place = await self._find(wanted)
        link = self.link
        if place is not None:
            await self._go_to(place)
        elif link and await self._still_there(link.left.id, link.right.id):
            await self._keep(link)
        else:
            last = max(0, len(self._queue or ()) - 1)
            await self._go_to(min(self._at, last) if wanted or link else self._first(0))

    async def _find(self, wanted: Sequence[Pair]) -> int | None:
        """Where the first of some pairs is, or the one in view where there are none of them."""
        if not wanted or self._queue is None:
            return self._place(self._pair_in_view())
        place = self._queue.first_of(wanted)
        if place is None and await self._load([*self._seen(), wanted[0]]):
            return self._place(wanted[0])  # it does not fit the filters
        return place

    async def _load(self, seen: Sequence[Pair]) -> bool:
        """Ask for the queue as it is wanted; whether it came."""
        filters = self.filters
        queue = await self.work(
            lambda ws: ws.links.queue(filters.wanted(), filters.order, seen=seen)
        )
        if queue is not None:
            self._queue = queue
        return queue is not None

    def _seen(self) -> list[Pair]:
        """The pairs up to the one in view: they stay where they are."""
        if self._queue is None:
            return []
        at = self._pair_in_view()
        before = self._queue.before(self._at)
        return [*before, at] if at else before

    def _first(self, start: int) -> int:
        """The first pair that waits from a place on, or from the start; else the one there."""
        queue = self._queue
        waiting = queue.waiting_from(start) if queue is not None else None
        return min(start, max(0, len(queue or ()) - 1)) if waiting is None else waiting

    # -- having a pair in view -------------------------------------------------------------------

    async def _go_to(self, place: int) -> None:
        """Have the pair at a place in view; the one before stays where it cannot be read."""
        queue = self._queue
        if queue is None or place >= len(queue):
            await self._show(place, None)
        elif case := await self._fetch(lambda: queue.link(place)):
            await self._show(place, case)
        elif not await self._still_there(*queue.at(place)[:2]) and await self._load(self._seen()):
            await self._go_to(self._first(place))

    async def _keep(self, link: Link) -> None:
        """Keep a pair in view that is no longer proposed, and so not judged either."""
        loose = link.model_copy(update={"verdict": None})
        if case := await self._fetch(lambda: loose):
            await self._show(min(self._at, len(self._queue or ())), case)

    async def _fetch(self, link: Callable[[], Link]) -> Case | None:
        """What is known of a pair; the ends may show one of its articles already."""
        shown = self._left.article, self._right.article
        return await self.work(lambda ws: fetch(ws, link(), shown))

    async def _still_there(self, *spans: str) -> bool:
        """Whether spans have not been deleted meanwhile."""

        def look(workspace: Workspace) -> bool:
            try:
                return all(workspace.spans.get(span) for span in spans)
            except NotFound:
                return False

        return bool(await self.work(look))

    async def _go_on(self, start: int) -> bool:
        """Have the next pair that waits in view; whether there is another one."""
        following = self._queue.waiting_from(start) if self._queue else None
        if following is None or (following == self._at and not self.loose):
            return False
        await self._go_to(following)
        return True

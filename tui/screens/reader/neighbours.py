"""The Reader's keys that bring other articles beside the left one, by how much they share."""

from asyncio import Lock
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from annotations.errors import Cancelled, DiptychError, NotFound
from annotations.workspace import Workspace
from tui.screens.reader.pairing import Pairing
from tui.screens.reader.pairline import percent
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.text.sharing import Ranked

Among = tuple[str, tuple[str, ...]]
"""An article, and all that are in the workspace, by identifier in the order of import."""


class Neighbours(Pairing):
    """Going through the articles that share something with the left one.

    Their order is found once for each left article, away from the keys, and kept while the left
    article stays and none comes or goes. Texts are read one at a time, each let go before the next:
    memory grows by an identifier and a number for each article of the workspace.
    """

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._order: list[Ranked] = []
        self._order_among: Among | None = None
        self._looking_among: Among | None = None
        self._steps = 0  # to be taken when the order is known
        self._bringing = Lock()  # a key may come while another article is still being opened

    async def action_neighbour(self, step: int) -> None:
        """Bring the next (1) or previous (-1) article by what it shares with the left one."""
        step *= self.count or 1
        self.start_afresh()
        left = self.left.article
        ids = await self.work(lambda ws: tuple(ws.articles.ids()))
        if ids is None or left is None:
            return
        among = (left, ids)
        if not any(article != left for article in ids):
            self.complain("there is no other article in the workspace: L, then i imports some")
        elif self._order_among == among:
            await self.bring(step)
        elif self._looking_among == among:
            self._steps += step
            self._say_looking()
        else:
            self._looking_among, self._steps = among, step
            self._say_looking()
            self._rank(among)

    def _say_looking(self) -> None:
        self.say("looking for what shares most with the left article … Esc stops", tone="$accent")

    def action_escape(self) -> None:
        """Stop looking, or forget whatever is half done."""
        if self._looking_among:
            self._looking_among = None
            self.workers.cancel_group(self, "neighbours")
            self.start_afresh()
        else:
            super().action_escape()

    @work(thread=True, exclusive=True, group="neighbours", exit_on_error=False)
    def _rank(self, among: Among) -> None:
        """Find the order, on a connection of its own."""
        from annotations.text.sharing import ranked  # loads what only this worker needs

        worker = get_current_worker()
        left, ids = among

        def texts(workspace: Workspace) -> Iterator[tuple[str, str]]:
            for article in ids:
                if worker.is_cancelled:
                    raise Cancelled("The search for articles was stopped.")
                if article != left:
                    yield article, _text(workspace, article)

        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                order = ranked(_text(workspace, left), texts(workspace))
        except Cancelled:
            return
        except DiptychError as error:
            self.app.call_from_thread(self._not_ranked, among, str(error))
            return
        except BaseException:
            self.app.call_from_thread(self._not_ranked, among, "the search for articles failed")
            raise
        if not worker.is_cancelled:
            self.app.call_from_thread(self._ranked, among, order)

    def _not_ranked(self, among: Among, why: str) -> None:
        if self._looking_among == among and self.is_attached:
            self._looking_among = None
            self.complain(why)

    def _ranked(self, among: Among, order: "list[Ranked]") -> None:
        if self._looking_among != among:
            return
        self._looking_among = None
        self._order, self._order_among = order, among
        if self.is_active and self.left.article == among[0]:
            # Not awaited here: the worker's thread would wait for all that is painted.
            self.call_next(self.bring, self._steps)
        elif self.is_attached:
            self.hush()  # nothing is to change under a dialog, or beside another article

    async def bring(self, step: int) -> None:
        """Show the article so many places further on in the order, round its ends."""
        async with self._bringing:
            await self._bring(step)

    async def _bring(self, step: int) -> None:
        self.start_afresh()
        shown = next((n for n, r in enumerate(self._order) if r.id == self.right.article), None)
        if shown is None:
            shown = -1 if step > 0 else 0
        place = (shown + step) % len(self._order)
        article, share = self._order[place]
        if article != self.right.article:
            await self.remember_places()
            self.forget_search(self.right)
            self.right.remove_class("empty")
            await self.open(self.right, article)
            await self.show_pair()
            self.answer()
        if article == self.right.article and self.right.contents:
            document = self.right.contents.document
            name = one_line(document.outlet or document.name, 40)
            shared = f"{percent(share)} of word sequences" if share else "nothing"
            self.say(f"{place + 1} of {len(self._order)}: {name} · {shared} shared with the left")


def _text(workspace: Workspace, article: str) -> str:
    """The text of an article; nothing of one that has just been removed."""
    try:
        return workspace.articles.get(article).text
    except NotFound:
        return ""

"""The Reader's eye for what both articles say: passages marked in both, and keys through them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.content import Content
from textual.worker import get_current_worker

from annotations.errors import Cancelled
from annotations.model import Document
from annotations.text.segments import Stretch
from tui.screens.reader.neighbours import Neighbours
from tui.screens.reader.pairline import about, shares
from tui.text.amounts import counted
from tui.widgets.lines import styled

if TYPE_CHECKING:
    from annotations.text.echoes import Echo, Echoes


class Heard(NamedTuple):
    """What two articles share, ready to be shown."""

    left: str
    """The left article's identifier."""
    right: str
    """The right one's."""
    echoes: "Echoes"
    """What they share."""
    stops: tuple[list["Echo"], list["Echo"]]
    """The passages in the reading order of either text, one for each place where one begins."""


class Echoing(Neighbours):
    """Passages that both articles share."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._heard: Heard | None = None

    async def show_pair(self) -> None:
        """Forget the echoes of the pair before, and look for those of this one."""
        self._heard = None
        for side in self.sides:
            side.view.set_echoes([])
        await super().show_pair()

    def look_through(self) -> None:
        """Look for echoes, too."""
        super().look_through()
        if self.left.contents and self.right.contents:
            self.find_echoes(self.left.contents.document, self.right.contents.document)
        else:
            self.workers.cancel_group(self, "echoes")

    @work(thread=True, exclusive=True, group="echoes", exit_on_error=False)
    def find_echoes(self, left: Document, right: Document) -> None:
        """Look for passages that both articles share, away from the keys."""
        from annotations.text.echoes import echoes  # loads what only this worker needs

        worker = get_current_worker()
        try:
            found = echoes(
                left.text, right.text, left.language or right.language, lambda: worker.is_cancelled
            )
        except Cancelled:
            return
        stops = (_stops(found.passages, 0), _stops(found.passages, 1))
        heard = Heard(left.id, right.id, found, stops)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._hear, heard)

    def _hear(self, heard: Heard) -> None:
        """Mark what was found, if the same articles are still shown."""
        if (heard.left, heard.right) == (self.left.article, self.right.article):
            self._heard = heard
            self.left.view.set_echoes(echo.left for echo in heard.echoes.passages)
            self.right.view.set_echoes(echo.right for echo in heard.echoes.passages)
            self.show_echo()

    def about_pair(self) -> list[Content | str]:
        """What share of each article is in the other, and which came first."""
        left, right = self.left.contents, self.right.contents
        if not (self._heard and left and right):
            return []
        line = about(self._heard.echoes, left.document, right.document, self.size.width - 2)
        return [styled(line, "$text-muted")]

    def action_echo(self, step: int) -> None:
        """Go to the next (1) or previous (-1) echo, in both panes, round the ends."""
        steps = step * (self.count or 1)
        self.start_afresh()
        if not (self.left.contents and self.right.contents):
            self.complain("echoes need two articles: > brings one that shares most with this one")
        elif self._heard is None:
            self.say("still looking for echoes …", tone="$accent")
        elif not self._heard.echoes.passages:
            self.complain(shares(self._heard.echoes))
        else:
            self._to_echo(self._heard, steps)

    def _to_echo(self, heard: Heard, steps: int) -> None:
        own = int(self.active is self.right)
        stops, here = heard.stops[own], self.view.spot
        cut = bisect_right if steps > 0 else bisect_left
        behind = cut(stops, here, key=lambda echo: _at(echo, own).start) - (steps > 0)
        number = (behind + steps) % len(stops)
        wrapped = "" if number == behind + steps else " · round the end"
        echo = stops[number]
        self.view.place(_at(echo, own).start)
        self.other.view.place(_at(echo, 1 - own).start)
        length = counted(echo.words, "word")
        words = "word for word" if echo.exact else f"nearly ({counted(echo.differ, 'word')} differ)"
        self.say(f"echo {number + 1} of {len(stops)}: {length}, {words}{wrapped}")


def _stops(passages: "Iterable[Echo]", side: int) -> "list[Echo]":
    """The longest passage at each place where one begins in a text, in its reading order."""
    best: dict[int, Echo] = {}
    for echo in sorted(passages, key=lambda echo: (_at(echo, side).start, -echo.words, echo)):
        best.setdefault(_at(echo, side).start, echo)
    return list(best.values())


def _at(echo: "Echo", side: int) -> Stretch:
    """Where a passage stands in the left text (0) or the right one (1)."""
    return echo.right if side else echo.left

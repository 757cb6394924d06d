"""The fast hands by keys alone: candidates, jumps, counterparts, echoes, concordance."""

from pathlib import Path

import pytest

from annotations.model import Span
from annotations.workspace import Workspace
from tests.journeys.job import SitDown
from tests.journeys.seats import Seat, in_terminal, without_terminal

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("0*.md"))
EVERYWHERE = pytest.mark.parametrize("sit_down", [without_terminal, in_terminal])


class Hands:
    """Somebody at the keys, and the file that they work on."""

    def __init__(self, seat: Seat, ws: Workspace) -> None:
        self.seat = seat
        self.ws = ws

    def spans(self, label: str | None = None) -> list[Span]:
        """All spans, in reading order."""
        found = [s for article in self.ws.articles.ids() for s in self.ws.spans.in_article(article)]
        return [span for span in found if label in (None, span.label)]

    async def tags(self, key: str, more: int = 1) -> None:
        """Press a label's key; so many spans more are on the disk by then."""
        wanted = len(self.spans()) + more
        await self.seat.press(key)
        await self.seat.until(lambda: len(self.spans()) == wanted, f"{wanted} spans")

    async def step_through(self) -> None:
        """A good candidate costs one key."""
        await self.seat.press("g", "space")
        await self.seat.says("claim?")
        await self.tags("c")
        await self.seat.says("next:")
        for _ in range(3):
            await self.tags("e")
        assert [span.origin for span in self.spans()] == ["candidate"] * 4

    async def link_in_two_keys(self) -> None:
        """The counterpart, untagged, is found and linked; one undo takes back both."""
        await self.seat.press("escape", "g")
        before = len(self.spans())
        await self.seat.press("f")
        await self.seat.says("= links")
        await self.seat.press("=")
        await self.seat.until(lambda: len(self.links()) == 1, "a link")
        assert len(self.spans()) == before + 1
        await self.seat.press("enter")
        await self.seat.says("partner 1 of 1")
        await self.seat.press("u")
        await self.seat.until(lambda: not self.links(), "no link")
        assert len(self.spans()) == before
        await self.seat.press("U")
        await self.seat.until(lambda: len(self.links()) == 1, "the link again")

    def links(self) -> list[str]:
        """What was judged."""
        return [link.kind or "" for link in self.ws.links.queue() if link.kind]

    async def jump_and_find(self) -> None:
        """Two letters go to a word, a character to its next place, an expression to its hits."""
        await self.seat.press("t")
        await self.seat.says("two letters")
        await self.seat.press("f", "f", "g", "z", "V")
        known = {span.id for span in self.spans()}
        await self.tags("e")
        assert [s.text[0] for s in self.spans() if s.id not in known] == ["V"]
        await self.seat.press("/")
        await self.seat.sees("Search")
        await self.seat.type("chandlers.? row")
        await self.seat.sees("hit 1 of 1")
        await self.seat.press("enter")
        await self.tags("e")

    async def compare(self) -> None:
        """What both share, and who else shares most."""
        await self.seat.press("E")
        await self.seat.says("echo ")
        await self.seat.press(">")
        await self.seat.says(" shared with the left")

    async def concord(self) -> None:
        """All places of some words in one list, tagged in one act, and opened."""
        await self.seat.press("C")
        await self.seat.sees("concordance")
        await self.seat.press(*["backspace"] * 40)
        await self.seat.type("marsa zahir")
        await self.seat.sees("in 4 articles")
        await self.seat.press("enter", "*")
        before = self.spans()
        await self.seat.press("e")
        await self.seat.says("tagged")
        await self.seat.until(lambda: len(self.spans()) > len(before), "all are tagged")
        await self.seat.press("u")
        await self.seat.until(lambda: self.spans() == before, "one undo takes back all")
        await self.seat.press("escape", "escape")
        await self.seat.says("left ")


@EVERYWHERE
async def test_fast_hands(tmp_path: Path, sit_down: SitDown) -> None:
    case = tmp_path / "case.db"
    with Workspace.open(case, "ana", create=True) as ws:
        for article in SEEDS:
            ws.importing.file(article)
        async with sit_down(case) as seat:
            hands = Hands(seat, ws)
            await seat.sees("5 articles")
            await seat.press("g", "space", "j", "space", "enter")
            await seat.says("right ")
            await hands.step_through()
            await hands.link_in_two_keys()
            await hands.jump_and_find()
            await hands.compare()
            await hands.concord()
            await seat.press("q")
            await seat.left()
        done = hands.spans(), hands.links()
        assert ws.history.check() == []
    with Workspace.open(case, "ana") as ws:
        async with sit_down(case) as seat:
            again = Hands(seat, ws)
            assert (again.spans(), again.links()) == done
            await seat.sees("5 articles")
            await seat.press("q")
            await seat.left()

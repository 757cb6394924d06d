"""An afternoon at the queue by keys alone: ten links, many at one go, a group, contradictions."""

from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.journeys.job import SitDown
from tests.journeys.seats import Seat, in_terminal, without_terminal
from tests.workspace.proposing import lettered, propose, scored

EVERYWHERE = pytest.mark.parametrize("sit_down", [without_terminal, in_terminal])


def proposed(ws: Workspace) -> None:
    """Six articles: forty likely pairs, a group, two contradictions, some hardly likely."""
    lettered(ws, *"123456")
    letters = [
        scored(f"{one}{letter}", f"{other}{letter}", 0.99 - 0.001 * number)
        for number, (one, other, letter) in enumerate(
            (one, other, letter)
            for letter in "abcd"
            for one in "123456"
            for other in "123456"
            if one < other
        )
    ]
    clashes = [
        scored(f"{n}e", f"{n + 1}e", 0.4, conflict=True, against=("different numbers: 1, 2",))
        for n in (1, 3)
    ]
    propose(ws, *letters, *clashes, scored("5e", "6e", 0.1), items={"1f": "1a"})


class Queue:
    """Somebody at the queue, and the file that they work on."""

    def __init__(self, seat: Seat, ws: Workspace) -> None:
        self.seat, self.ws = seat, ws

    def judged(self, kind: str) -> int:
        """How many pairs are judged so."""
        return self.ws.links.queue().judged[kind]

    async def counts(self, kind: str, number: int) -> None:
        """Wait until so many are."""
        await self.seat.until(lambda: self.judged(kind) == number, f"{number} {kind}")

    async def confirm_ten(self) -> None:
        """One key each; what follows is not asked, and that is said."""
        await self.seat.press("p")
        await self.seat.sees("0 of 62 decided")
        await self.seat.sees("W 1 unlikely hidden")
        for number in range(1, 11):
            await self.seat.press("y")
            await self.counts("same", number)
        await self.seat.sees("30 of 62 done: 10 decided, 20 settled")

    async def confirm_many(self) -> None:
        """A threshold, a preview, Enter; one undo takes all of it back, one redo brings it."""
        await self.seat.press("A")
        await self.seat.sees("Confirm all that are at least so likely")
        await self.seat.type("90")
        await self.seat.press("enter")
        await self.seat.sees("Confirm 10 pairs as same?")
        await self.seat.press("enter")
        await self.seat.says("10 pairs confirmed as same · settled 20 more: 2 wait")
        await self.counts("same", 20)
        await self.seat.press("u")
        await self.seat.says("took back: judged links: same and 9 more")
        await self.counts("same", 10)
        await self.seat.press("U")
        await self.counts("same", 20)

    async def break_a_group(self) -> None:
        """A mention that is not the same is set apart, and joined again."""
        await self.seat.press(*"kkkkkkkkkkkkkkkkkkkk")
        await self.seat.sees("2 mentions here")
        await self.seat.press("g")
        await self.seat.sees("Groups of both ends")
        await self.seat.press("enter")
        await self.seat.says("it stands on its own now")
        assert [span.id for span in self.ws.links.set_apart("1")] == ["1f"]
        await self.seat.press("u")
        await self.seat.says("took back: set a mention apart")
        await self.seat.sees("2 mentions here")

    async def only_contradictions(self) -> None:
        """The filter shows them, ``!`` confirms them, and then it is said what is left."""
        await self.seat.press("X")
        await self.seat.sees("X contradictions only")
        await self.seat.sees("possible contradiction")
        await self.seat.press("!")
        await self.counts("contradicts", 1)
        await self.seat.press("!")
        await self.counts("contradicts", 2)
        await self.seat.press("k", "j")
        await self.seat.says("all of these decided: 1 other pair left, Backspace shows all")
        await self.seat.press("backspace")
        await self.seat.says("all decided but 1 unlikely pair: W shows more")


@EVERYWHERE
async def test_an_afternoon_at_the_queue(tmp_path: Path, sit_down: SitDown) -> None:
    path = tmp_path / "case.db"
    with Workspace.open(path, "ana", create=True) as ws:
        proposed(ws)
        async with sit_down(path) as seat:
            queue = Queue(seat, ws)
            await queue.confirm_ten()
            await queue.confirm_many()
            await queue.break_a_group()
            await queue.only_contradictions()
            await seat.press("q")
            await seat.left()
        assert stock.problems(ws) == []

"""Keys typed faster than the screens come and go: they do what they do when typed slowly."""

import asyncio
from collections.abc import Callable
from random import Random
from typing import TypeVar

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH
from tui.keys import Keys, keys_of
from tui.screens.concordance import Concordance
from tui.screens.library import Library
from tui.screens.proposals import Proposals
from tui.screens.reader import Reader

T = TypeVar("T")

QUIT = ("q", "ctrl+c", "ctrl+q")


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("L", "enter", "p"), Proposals),
        (("L", "enter", "C"), Concordance),
        (("L", "enter", "L"), Library),
        (("L", "enter", "enter", "enter"), Reader),
        (("L", "space", "down", "space", "enter", "w", "w"), Reader),
        (("C", "escape", "L", "j", "enter"), Reader),
    ],
)
async def test_a_key_behind_enter_is_for_what_enter_opens(
    news: Workspace, keys: tuple[str, ...], place: type
) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.burst(*keys)
        assert isinstance(stage.app.screen, place)


@pytest.mark.parametrize("asked", ["/", "m", "i"])
async def test_answering_twice_is_answering_once(news: Workspace, asked: str) -> None:
    """A search and a note in the Reader, a path in the Library."""
    stock.tag(news, "left", "The minister", "source")
    async with played(news.path, "ana", BOTH) as stage:
        if asked == "i":
            await stage.press("L")
        await stage.burst(asked, *"Ortiz", "enter", "enter", "enter")
        await stage.press("escape", "escape")
        assert stage.app.screen is stage.place
        assert [span.note for span in stage.spans()] == ["Ortiz" if asked == "m" else None]


async def test_what_ends_behind_its_place_is_let_be(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        left = stage.reader
        await stage.press("L")
        left.say("done")
        left.complain("not done")
        left.show_echo()
        assert "done" not in stage.status


@pytest.mark.parametrize("seed", range(6))
async def test_any_keys_at_any_speed(
    news: Workspace, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """The workspace answers late, too. Nothing may fail, and what is in the file stays sound."""
    random = Random(seed)
    commands = Keys(news.codebook()).commands
    known = [key for command in commands for key in keys_of(command.keys) if key not in QUIT]
    known += [*"aeiou", *["enter", "escape", "space"] * 8]
    async with played(news.path, "ana", BOTH if seed % 3 else ()) as stage:
        slow_down(stage, random, monkeypatch)
        for _ in range(10):
            await stage.burst(*random.choices(known, k=random.randint(1, 8)))
            assert not stage.app._exit
    assert not news.history.check()


def slow_down(stage: Stage, random: Random, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the workspace's answers be overtaken by whatever else goes on, now and then."""
    hand = stage.app.hand
    do = hand.do

    async def late(work: Callable[[Workspace], T]) -> T:
        for _ in range(random.choice((0, 0, 3, 30))):
            await asyncio.sleep(0)
        return await do(work)

    monkeypatch.setattr(hand, "do", late)


@pytest.mark.parametrize("typed", ["\x1bj", "\x1b/", "\x1bZ"])
def test_escape_and_a_key_in_one_go_are_two_keys(typed: str) -> None:
    """Terminals send Alt and a key so, and slow lines two keys."""
    parser = XTermParser()
    events = [*parser.feed(typed), *parser.feed("")]
    keys = [(e.key, e.character) for e in events if isinstance(e, Key)]
    assert keys[0][0] == "escape"
    assert [character for _, character in keys] == ["\x1b", typed[1]]

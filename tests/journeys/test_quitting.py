"""Leaving: at any moment, with keys still to come, the program ends cleanly and lets go."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.journeys.terminal import Terminal, diptych
from tests.stage import played

BOTH = ("one", "two")

MOMENTS = {
    "at once": ("q",),
    "twice": ("q", "q"),
    "with keys to come": ("q", "x", "e", "L", "p", "u", "q"),
    "while the Library opens": ("L", "q"),
    "while the Proposals open": ("p", "q"),
    "while the Reader opens": ("L", "s", "q", "f5"),
    "while the matcher runs": ("L", "M", "q", "M"),
    "right after an act": ("w", "w", "e", "q"),
}


@pytest.mark.parametrize("keys", MOMENTS.values(), ids=MOMENTS)
async def test_quitting(pair: tuple[Workspace, Workspace], keys: tuple[str, ...]) -> None:
    ana, _ = pair
    async with played(ana.path, "ana", BOTH) as stage:
        await stage.burst(*keys)
        await stage.until(lambda: stage.app._exit, "the end")
        assert stage.app.return_code == 0
    assert ana.history.check() == []


@pytest.mark.parametrize("key", [b"q", b"\x11"], ids=["q", "ctrl+q"])
def test_quitting_leaves_the_terminal_as_it_was(
    pair: tuple[Workspace, Workspace], key: bytes
) -> None:
    with Terminal("open", pair[0].path, "1", "2") as terminal:
        terminal.says("as ana")
        terminal.send(key)
        assert terminal.ended() == 0
        picture = terminal.picture
        assert picture.strange == []
        assert picture.modes <= {25, 7}, "the cursor and wrapping are on, and nothing else"
        assert {25, 7} <= picture.modes


def test_a_bare_escape_is_a_key(pair: tuple[Workspace, Workspace]) -> None:
    with Terminal("open", pair[0].path, "1", "2") as terminal:
        terminal.says("as ana")
        terminal.press("/")
        terminal.sees("\n Search")
        terminal.send(b"\x1b")
        terminal.until(lambda picture: "\n Search" not in str(picture), "the search is gone")


def test_a_resized_terminal(pair: tuple[Workspace, Workspace]) -> None:
    with Terminal("open", pair[0].path, "1", "2") as terminal:
        terminal.says("as ana")
        for size in ((60, 20), (200, 60), (40, 10), (80, 24)):
            terminal.resize(*size)
            terminal.until(lambda picture: "left " in picture.row(-2), f"painted anew at {size}")
        terminal.press("q")
        assert terminal.ended() == 0


def test_hanging_up_ends_it(pair: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    with Terminal("open", pair[0].path, "1", "2") as terminal:
        terminal.says("as ana")
        terminal.hang_up()
    assert pair[0].history.check() == []


def test_a_terminal_that_is_gone_ends_it(pair: tuple[Workspace, Workspace]) -> None:
    minding = diptych("sh", "-c", 'trap : HUP; "$@"; exit $?', "sh")  # as make does
    with Terminal("open", pair[0].path, "1", "2", start=minding) as terminal:
        try:
            terminal.says("as ana")
            terminal.press("space", "e")
            terminal.says("entity: ")
            terminal.hang_up()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(terminal.pid, signal.SIGKILL)
    assert pair[0].history.check() == []
    assert len(pair[0].spans.in_article("one")) == 1

"""One program in a process of its own. It reads keys from its input, and says what each led to.

``python -m tests.benchmarks.contestant diptych|bare|area CASE.db``
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from textual.app import App

from tests.benchmarks.bare import Area, Bare
from tests.benchmarks.terminal import SIZE, Terminal, press, quiet


def app(kind: str, case: Path) -> App[Any]:
    """The program; the caret stands, or will stand, in the middle of the first article."""
    from annotations.workspace import Workspace
    from tui.app import Diptych

    with Workspace.open(case, "ana") as workspace:
        text = workspace.articles.get("one").text
        middle = len(text) // 2
        for article in ("one", "two"):
            workspace.articles.leave_off(f"place {article}", middle)
        if kind == "bare":
            return Bare(text, middle, case.with_suffix(".bare"))
        if kind == "area":
            return Area(text, middle)
        return Diptych(case, "ana", workspace.codebook(), ("one", "two"))


async def serve(contestant: App[Any]) -> None:
    """Press each key that is read; answer in JSON."""
    terminal = contestant._driver
    assert isinstance(terminal, Terminal)
    await _settled(contestant, terminal)
    _answer(None)
    while line := await asyncio.to_thread(sys.stdin.readline):
        before = _rows(contestant)
        pressed = await press(contestant, line.strip())
        _answer({**pressed._asdict(), "rows": _rows(contestant) - before})
    contestant.exit()


async def _settled(contestant: App[Any], terminal: Terminal) -> None:
    """Wait until the program has opened, and has nothing to do in the background."""
    resting = 0
    while resting < 10:
        await quiet(terminal)
        await asyncio.sleep(0.05)
        resting = 0 if any(not worker.is_finished for worker in contestant.workers) else resting + 1


def _rows(contestant: App[Any]) -> int:
    """Rows of article that were painted so far; 0 for a program that does not count them."""
    return sum(getattr(view, "rows_painted", 0) for view in contestant.screen.query("*"))


def _answer(said: object) -> None:
    print(json.dumps(said), file=sys.__stdout__, flush=True)


def main(kind: str, case: str) -> None:
    """Run the program until its input ends."""
    contestant = app(kind, Path(case))
    contestant.driver_class = Terminal
    asyncio.run(_run(contestant))


async def _run(contestant: App[Any]) -> None:
    running = asyncio.create_task(contestant.run_async(size=SIZE))
    while contestant._driver is None:  # noqa: ASYNC110 (Textual has no event for it)
        await asyncio.sleep(0.01)
    await serve(contestant)
    await running


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Walks through screens as pages tell them: keys on the left, what shows then on the right."""

import re
from typing import NamedTuple

from tests.docs_reading import blocks
from tests.stage import Stage
from tui.commands import COMMANDS
from tui.keys import display, keys_of

NAMED = {
    display(key): key
    for command in COMMANDS
    for key in keys_of(command.keys)
    if display(key) != key
}
"""The keys that a page calls by a name, such as ``Space``, by that name."""


class Step(NamedTuple):
    """A line of a walk."""

    keys: tuple[str, ...]
    """What is pressed, as the program calls it; a text to type stands in one piece."""
    shows: str
    """What is on the screen then; ``…`` stands for anything between its parts. May be empty."""


def walk(page: str) -> list[Step]:
    """The steps of the ``keys`` blocks of a page."""
    lines = (line for block in blocks(page, "keys") for line in block.splitlines())
    return [_step(line) for line in lines if line.strip()]


def _step(line: str) -> Step:
    pressed, _, shows = re.sub(" {2,}", "\t", line.strip(), count=1).partition("\t")
    return Step(tuple(re.findall(r'"[^"]+"|\S+', pressed)), shows.strip())


async def take(stage: Stage, step: Step) -> None:
    """Take a step, and wait for what should show then."""
    for key in step.keys:
        if len(key) > 1 and key.startswith('"'):
            await stage.type(key.strip('"'))
        else:
            await stage.press(NAMED.get(key, key))
    await stage.until(lambda: is_there(step.shows, stage.shown()), f"{step.keys}: {step.shows}")


def is_there(told: str, shown: str) -> bool:
    """Whether a text shows, its parts between ellipses one after the other."""
    parts = (re.escape(part.strip()) for part in told.split("…"))
    return re.search(".*".join(parts), " ".join(shown.split())) is not None

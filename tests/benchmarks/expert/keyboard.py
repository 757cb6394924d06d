"""The keys of the program's commands, from its own table."""

from collections.abc import Mapping

from annotations.codebook import Label
from tui.commands import BY_ID
from tui.keys import keys_of
from tui.text.caret import MOTIONS

Keys = tuple[str, ...]
"""Keys in the order in which they are pressed; `hint` stands for the two letters of one."""

_HINT = "hint:"


def key(command: str) -> str:
    """The first key of a command; raises KeyError where there is none."""
    return keys_of(BY_ID[command].keys)[0]


MOVE: Mapping[str, str] = {motion: key(f"reader.move.{motion}") for motion in MOTIONS}
"""The key of each motion."""

EXTEND: Mapping[str, str] = {
    motion: key(f"reader.extend.{motion}")
    for motion in MOTIONS
    if f"reader.extend.{motion}" in BY_ID
}
"""The key of each motion that extends the selection."""

JUMP = key("reader.jump")
"""The key that shows hints."""

FIND = (key("reader.find"), key("reader.find_back"))
"""The keys that wait for a character to find, further on and before."""


def label_key(label: Label) -> str:
    """The key of a label."""
    return keys_of(label.key)[0]


def counted(count: int, pressed: str) -> Keys:
    """A key pressed once, with the digits of a count before it where that is more than one."""
    return (pressed,) if count == 1 else (*str(count), pressed)


def hint(offset: int) -> str:
    """In the place of the two letters that show over the word at an offset."""
    return f"{_HINT}{offset}"


def hinted(pressed: str) -> int | None:
    """The offset of a hint; None for a key."""
    return int(pressed.removeprefix(_HINT)) if pressed.startswith(_HINT) else None


def number(keys: Keys) -> int:
    """How many keys are pressed; a hint is two."""
    return len(keys) + sum(pressed.startswith(_HINT) for pressed in keys)

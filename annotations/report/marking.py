"""A text, cut where spans and echoes begin and end, so that whatever overlaps can be marked inline.

Elements of a page nest and spans do not: each piece is marked by itself with all that lies over it.
The pieces put together are the text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.text.segments import Stretch


class Across(NamedTuple):
    """Where the same, or what contradicts it, stands in the article beside."""

    symbol: str
    """One character for it."""
    target: str
    """What that place is linked by."""
    words: str
    """What it is, in words."""


class Mark(NamedTuple):
    """A span, as it is shown in a text."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    role: str
    """What its label plays."""
    tag: str
    """Letter and number of its group."""
    target: str
    """What the group is linked by."""
    id: str = ""
    """What it is linked by itself; empty where nothing links to it."""
    across: tuple[Across, ...] = ()
    """Where its like stands in the article beside."""


class Piece(NamedTuple):
    """A stretch of a text over which the same lies everywhere."""

    text: str
    """Its words."""
    roles: tuple[str, ...]
    """What lies over it, in the order of the alphabet."""
    echoes: bool
    """Whether the article beside says it, too."""
    opening: tuple[Mark, ...]
    """The spans that begin here, the longest first."""

    @property
    def style(self) -> str:
        """The classes that it is shown with."""
        return " ".join([*self.roles, *(["echo"] if self.echoes else [])])


def pieces(text: str, marks: Sequence[Mark], echoes: Iterable[Stretch] = ()) -> list[Piece]:
    """Cut a text.

    Args:
        text: The whole text.
        marks: What lies over it, in any order, overlapping in any way.
        echoes: Passages that the article beside has, likewise.

    Returns:
        Pieces in reading order, none of them empty. Their texts put together are the text.
    """
    opening: dict[int, list[Mark]] = {}
    changes: dict[int, Counter[str]] = {}
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        opening.setdefault(mark.start, []).append(mark)
        _change(changes, mark.start, mark.end, mark.role)
    for stretch in echoes:
        _change(changes, stretch.start, stretch.end, _ECHO)
    over: Counter[str] = Counter()
    found, cuts = [], sorted({0, len(text), *changes})
    for start, end in pairwise(cuts):
        over.update(changes.get(start, {}))
        roles = tuple(sorted(role for role, times in over.items() if times and role != _ECHO))
        found.append(Piece(text[start:end], roles, over[_ECHO] > 0, tuple(opening.get(start, ()))))
    return found


_ECHO = "echo"


def _change(changes: dict[int, Counter[str]], start: int, end: int, what: str) -> None:
    changes.setdefault(start, Counter())[what] += 1
    changes.setdefault(end, Counter())[what] -= 1

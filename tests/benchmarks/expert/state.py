"""Where the expert is, and the ways on from there."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from annotations.text.kinds import Order
from tests.benchmarks.expert.keyboard import Keys
from tests.benchmarks.gold import GoldSpan
from tui.text.caret import Caret

Place = tuple[int, int]
"""A stretch of the text."""


CANDIDATE = "candidate"
"""How the names of ways begin that tag a candidate, as it stands or with other boundaries."""


class State(NamedTuple):
    """All on the screen that decides what the next keys do, but for what is tagged."""

    caret: Caret
    """Where the caret stands."""
    selection: Place | None = None
    """What is selected."""
    top: int = 0
    """The first row in sight."""
    stepping: bool = False
    """Whether the next candidate comes up by itself after a label's key."""
    order: Order | None = None
    """The order of the candidate that is selected, if one is."""


class Way(NamedTuple):
    """Keys that tag one span, in three parts."""

    cost: int
    """How many keys."""
    approach: Keys
    """Keys that change nothing."""
    spot: int | Place
    """Where the caret must stand after them, or what must be selected."""
    tagging: Keys
    """A label's key."""
    fixing: Keys
    """Keys that move the boundaries of what that tagged."""
    through: tuple[Place, ...]
    """What the span is before its boundaries are moved, step by step."""
    name: str
    """What kind of way it is, for the report."""


class Tagged(Protocol):
    """What is tagged at some point of the plan."""

    def has(self, place: Place, label: str) -> bool:
        """Whether that very stretch is tagged so."""

    def meets(self, place: Place, label: str) -> bool:
        """Whether something that a stretch overlaps is tagged so."""


class Strategy(Protocol):
    """One kind of ways."""

    def ways(self, state: State, span: GoldSpan, tagged: Tagged) -> Iterator[Way]:
        """Ways to tag a span from where one is; the cheapest of them is among them."""

"""A search through many texts: hits as they are found, in the order that is wanted."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.errors import Cancelled
from annotations.model import Document
from annotations.text.concordance import Order, sort_key
from annotations.text.search import Hits, Sought
from annotations.workspace.spans import Location

MOST_HITS = 20_000
"""Hits that are listed; all are counted."""

_PER_TEXT = 0.5  # seconds that one text may take
_IN_ALL = 10.0  # seconds that all of them may take
_FIRST_LOOK = 0.05  # seconds after which what was found by then is given; each time four times more


class Hit(NamedTuple):
    """One hit."""

    article: int
    """Which of the articles that were searched."""
    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""


@dataclass(frozen=True)
class Listing:
    """What was found by some moment."""

    articles: Sequence[Document] = ()
    """What was, or is to be, searched."""
    sought: Sought | None = None
    """What for; None for nothing."""
    order: Order = Order.PLACE
    """How the hits are sorted."""
    hits: Sequence[Hit] = ()
    """The hits, sorted."""
    total: int = 0
    """How many there are, counting those that are not listed."""
    having: int = 0
    """How many articles have any."""
    searched: int = 0
    """How many articles were searched."""
    unfinished: str = ""
    """Why not everything was searched."""
    only_empty: bool = False
    """It stands between characters only."""

    def place(self, number: int) -> Location:
        """Where a hit is."""
        hit = self.hits[number]
        return Location(self.articles[hit.article].id, hit.start, hit.end)

    def places(self) -> list[Location]:
        """Where all hits are, in the order shown."""
        return [self.place(number) for number in range(len(self.hits))]


@dataclass
class _Finds:
    """What has been found so far."""

    hits: list[tuple[tuple[str, ...], Hit]] = field(default_factory=list)
    total: int = 0
    having: int = 0
    searched: int = 0
    unfinished: str = ""
    empty: bool = False

    def add(self, number: int, text: str, found: Hits, order: Order) -> None:
        """Take in what was found in one text."""
        self.hits += [
            (sort_key(text, start, end, order), Hit(number, start, end))
            for start, end in found.stretches
        ]
        self.total += found.total
        self.having += found.total > 0
        self.empty = self.empty or found.only_empty
        self.searched += 1
        self.unfinished = self.unfinished or found.unfinished


def seek(
    sought: Sought, articles: Sequence[Document], order: Order, cancelled: Callable[[], bool]
) -> Iterator[Listing]:
    """Search; gives what was found whenever some time has gone by, and at the end.

    Raises:
        Cancelled: It was to give up.
    """
    finds, began = _Finds(), time.monotonic()
    look = _FIRST_LOOK
    for number, article in enumerate(articles):
        if cancelled():
            raise Cancelled("another search took its place")
        room = MOST_HITS - len(finds.hits)
        found = sought.find(article.text, most=room, seconds=_PER_TEXT, cancelled=cancelled)
        finds.add(number, article.text, found, order)
        gone = time.monotonic() - began
        if gone > _IN_ALL and finds.searched < len(articles):
            finds.unfinished = finds.unfinished or "it takes too long"
            break
        if gone > look and finds.searched < len(articles):
            yield _listing(finds, sought, articles, order)
            look = 4 * gone
    yield _listing(finds, sought, articles, order)


def _listing(finds: _Finds, sought: Sought, articles: Sequence[Document], order: Order) -> Listing:
    hits = finds.hits if order is Order.PLACE else sorted(finds.hits)
    return Listing(
        articles,
        sought,
        order,
        [hit for _, hit in hits],
        finds.total,
        finds.having,
        finds.searched,
        finds.unfinished,
        finds.empty and not finds.total,
    )

"""Hint-jump, without a screen: two letters over each word in view, and where they are drawn.

All offsets are codepoints of the display text, which has as many as the stored one.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

import regex
from rich.cells import cell_len

from annotations.text.graphemes import is_boundary
from tui.text.layout import Layout

LETTERS = "fjdkslaghrueiwoqptyvmcnxbz"
"""What hints are made of, the easiest to type first: the home row, the row above, the row below."""

_CELLS = 2  # that a hint takes
_GRAPHEME = regex.compile(r"\X")


def _effort(pair: tuple[int, ...]) -> tuple[int, int, bool]:
    """How hard a pair of letters is to type, by their numbers in `LETTERS`."""
    return max(pair), sum(pair), pair[0] == pair[1]


PAIRS = tuple(
    LETTERS[first] + LETTERS[second]
    for first, second in sorted(product(range(len(LETTERS)), repeat=2), key=_effort)
)
"""All pairs of letters, the easiest first."""


class Hint(NamedTuple):
    """Two letters and what they are drawn over."""

    letters: str
    """What to type."""
    start: int
    """The first codepoint that they hide."""
    end: int
    """The codepoint after the last that they hide; beyond the row's end for each blank cell."""


def deal(words: Iterable[int], caret: int) -> dict[str, int]:
    """Give letters to words, the easiest to the nearest; where they run out the rest have none.

    Args:
        words: Where words start, in order.
        caret: Where the caret stands.

    Returns:
        Offsets by letters, the nearest first; of two equally near, the one ahead.
    """
    nearest = sorted(words, key=lambda word: (abs(word - caret), word < caret))
    return dict(zip(PAIRS, nearest, strict=False))


def left(labels: Mapping[str, int], typed: str) -> dict[str, int]:
    """The hints that what was typed may still become."""
    return {letters: word for letters, word in labels.items() if letters.startswith(typed)}


def room(layout: Layout, word: int, following: int, width: int) -> int | None:
    """Where a hint over the start of a word ends.

    It hides two cells, or three where the last of them is half a wide character; the space after a
    word of one letter, but never anything of the next word.

    Args:
        layout: The rows of the display text.
        word: Where the word starts.
        following: Where the next word starts.
        width: Cells that a row has on the screen.

    Returns:
        The end as in `Hint`; None where there is no room.
    """
    start, end = layout.row(layout.row_of(word))
    cells, place = 0, word
    for grapheme in _GRAPHEME.finditer(layout.text, word, end):
        if grapheme.end() > following:
            return None
        cells, place = cells + cell_len(grapheme[0]), grapheme.end()
        if cells >= _CELLS:
            return place
    blank = _CELLS - cells
    if cell_len(layout.text[start:end]) + blank > width:
        return None
    return place + blank


def places(layout: Layout, words: list[int], width: int) -> dict[int, int]:
    """Which words have room for a hint, and where it would end.

    Args:
        layout: The rows of the display text.
        words: Where all words in view start, in order.
        width: Cells that a row has on the screen.
    """
    followers = [*words, len(layout.text) + _CELLS][1:]
    ends = (
        (word, room(layout, word, after, width))
        for word, after in zip(words, followers, strict=True)
    )
    return {word: end for word, end in ends if end is not None and is_boundary(layout.text, word)}

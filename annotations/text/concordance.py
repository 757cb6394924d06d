"""Concordance: every hit in its context, and the orders in which patterns of use come to light.

Sorting by the first word behind a hit, then the second, and so on, is what concordancers have done
since Luhn's keyword in context (1960); by the words before it, the nearest counts first.
"""

from enum import StrEnum

import regex

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_WORDS = 4  # words of context that decide; what is the same in all of them stays in reading order
_REACH = 80  # codepoints in which they are looked for


class Order(StrEnum):
    """What hits are sorted by."""

    PLACE = "article"
    """Article and place in it."""
    LEFT = "left"
    """The words before them, the nearest first."""
    HIT = "hit"
    """The hits themselves, then the words behind."""
    RIGHT = "right"
    """The words behind them, the nearest first."""


def sort_key(text: str, start: int, end: int, order: Order) -> tuple[str, ...]:
    """What a hit is sorted by; case does not count, nor does punctuation."""
    if order is Order.PLACE:
        return ()
    if order is Order.LEFT:
        before = _words(text[max(0, start - _REACH) : start])
        return tuple(before[: -_WORDS - 1 : -1])
    behind = _words(text[end : end + _REACH])[:_WORDS]
    hit = " ".join(text[start : min(end, start + _REACH)].casefold().split())
    return (hit, *behind) if order is Order.HIT else tuple(behind)


def _words(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text.casefold())]

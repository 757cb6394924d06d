"""A text as words that can be compared: case, width, quotes and invisible signs folded away.

Offsets are codepoints, half-open. Unlike the words of `segments`, the parts of ``cease-fire`` are
two, and a script without spaces gives a word for each character: only so can the same passage be
found inside two different sentences of it.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import regex

_IDEOGRAPH = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_LETTER = rf"[[\p{{L}}\p{{N}}]--{_IDEOGRAPH}--\p{{LB=SA}}]"
_RUN = rf"{_LETTER}[{_LETTER}\p{{M}}]*+(?:\p{{Cf}}++[{_LETTER}\p{{M}}]++)*+"
_INITIALS = r"\p{L}\p{M}*+(?:\.\p{L}\p{M}*+){1,9}+(?!\p{L})"  # so many, not to look far ahead
_INNER = r"(?:['’ʼ＇]|(?<=\p{Nd})[.,٫٬](?=\p{Nd}))"
_WORD = regex.compile(
    rf"(?V1)({_IDEOGRAPH}\p{{M}}*+)|((?=\p{{LB=SA}})\X)|{_INITIALS}|{_RUN}(?:{_INNER}{_RUN})*+"
)
_DROPPED = regex.compile(r"[\p{Cf}'’ʼ＇]+|(?<!\p{Nd})\.|(?<=\p{Nd})[,٬](?=\p{Nd}{3}(?!\p{Nd}))")

_SIZES = {1: 1 / 2, 2: 1 / 3}
"""What part of a word an ideograph is, and a cluster of Thai or its like, roughly."""


class Token(NamedTuple):
    """One word."""

    word: str
    """How it is compared."""
    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    size: float
    """How many words it counts as: 1, or less for a character of a script without spaces."""


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        yield Token(normal(match[0]), start, end, _SIZES.get(match.lastindex or 0, 1.0))


def words(text: str, most: int | None = None) -> list[str]:
    """The words of a text as they are compared, the first ones where there are very many."""
    return [normal(match[0]) for match in islice(_WORD.finditer(text), most)]


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """How a word is compared: ``Mara’s`` as ``maras``, ``U.S`` as ``us``, ``1,000`` as ``1000``.

    A decimal point stays: ``3.5`` is not ``35``.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return _DROPPED.sub("", folded) or folded

"""Offsets of other tools: codepoints here, UTF-16 code units in JavaScript, Java and .NET.

A character outside the Basic Multilingual Plane, such as an emoji, is one codepoint and two UTF-16
code units. All offsets are half-open.
"""

from bisect import bisect_left, bisect_right

import regex

_ASTRAL = regex.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """The UTF-16 offsets of one text; in logarithmic time once the text has been gone through."""

    def __init__(self, text: str) -> None:
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]
        # Where the second half of each lies, in code units.
        self._halves = [place + number + 1 for number, place in enumerate(self._astral)]

    def units(self, codepoint: int) -> int:
        """Codepoint → UTF-16 code unit."""
        return codepoint + bisect_left(self._astral, codepoint)

    def codepoint(self, unit: int) -> int | None:
        """UTF-16 code unit → codepoint; None in the middle of a character."""
        before = bisect_right(self._halves, unit)
        if before and self._halves[before - 1] == unit:
            return None
        return unit - before

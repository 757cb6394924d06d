"""A sentence as its words, its signs, and its quotations as one part each.

What is said inside quotation marks is somebody's statement as a whole; the words round it tell
whose. Titles and scare quotes state nothing and are left as words. Offsets are codepoints.
"""

from enum import Enum
from typing import NamedTuple

import regex

from annotations.text.segments import Segments, Stretch

_FEWEST_WORDS = 3  # of a quotation that states something
_SIGN = regex.compile(r"[^\s\p{L}\p{N}]")


class Kind(Enum):
    """What a part is."""

    WORD = "word"
    SIGN = "sign"
    QUOTE = "quotation"


class Part(NamedTuple):
    """A word, a sign, or a whole quotation with its marks."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    small: str
    """The word or sign in small letters, straight apostrophes; nothing for a quotation."""
    kind: Kind
    """Which of the three it is."""
    inner: Stretch | None = None
    """What a quotation says, without marks and trailing comma."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.kind is Kind.WORD


def states(segments: Segments, quotation: Stretch) -> bool:
    """Whether a quotation says something: no scare quotes, no title of a newspaper."""
    words = segments.words(*quotation)
    text = segments.text
    return len(words) >= _FEWEST_WORDS and any(
        text[word.start] == text[word.start].lower() for word in words
    )


def parts(segments: Segments, stretch: Stretch) -> list[Part]:
    """The parts of a stretch, usually a sentence."""
    text = segments.text
    quotes = {
        outer.start: Part(*outer, "", Kind.QUOTE, inner)
        for outer, inner in segments.marked_quotations(*stretch)
        if states(segments, inner)
    }
    words = {
        word.start: Part(*word, _small(text[word.start : word.end]), Kind.WORD)
        for word in segments.words(*stretch)
    }
    found: list[Part] = []
    place = stretch.start
    while place < stretch.end:
        part = quotes.get(place) or words.get(place)
        if part is None and _SIGN.match(text, place):
            part = Part(place, place + 1, text[place], Kind.SIGN)
        if part:
            found.append(part)
        place = part.end if part else place + 1
    return found


def _small(word: str) -> str:
    return word.lower().replace("’", "'")

"""A text as tokens in sentences, for formats that have nothing else.

Offsets are codepoints, half-open. Tokens are the words that the Reader knows, and each further
character (grapheme cluster) that is no white space; so between two tokens there is white space or
nothing. A block is a sentence, or several that a span crosses, with the white space round it: the
blocks of a text are the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

from annotations.text.segments import Segments, Stretch

# What str.isspace() holds for white space, as most readers split lines with str.split().
_SPACE = r"[\s\x1c-\x1f]"
_INK = regex.compile(rf"(?:(?!{_SPACE}).)++", regex.DOTALL)
_CLUSTER = regex.compile(r"\X")


class Block(NamedTuple):
    """A stretch of text with its tokens."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last: where the next block starts, or the text ends."""
    tokens: tuple[Stretch, ...]
    """At least one."""

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that a stretch of the block touches: the first, and the one after the last."""
        first = bisect_right(self.tokens, start, key=_end)
        return first, max(first, bisect_left(self.tokens, end, key=_start))


def blocks(text: str, language: str | None, uncut: Iterable[tuple[int, int]]) -> Iterator[Block]:
    """The blocks of a text.

    Args:
        text: Not white space alone.
        language: BCP 47 code; it decides where sentences end.
        uncut: Stretches that no border may cut.
    """
    segments = Segments(text, language)
    whole = sorted(uncut)
    held: Block | None = None
    start, pending = 0, list[Stretch]()
    reach, taken = 0, 0
    for border, following in pairwise(_borders(segments)):
        pending += _tokens(segments, border, following)
        while taken < len(whole) and whole[taken][0] < following:
            reach, taken = max(reach, whole[taken][1]), taken + 1
        if pending and reach <= following:
            if held:
                yield held
            held = Block(start, following, tuple(pending))
            start, pending = following, []
    if held:
        yield held._replace(end=len(text))  # with what no token stands in


def _borders(segments: Segments) -> list[int]:
    """Where sentences start, and both ends of the text."""
    length = len(segments.text)
    starts = {sentence.start for sentence in segments.sentences(0, length)}
    return sorted(starts | {0, length})


def _tokens(segments: Segments, start: int, end: int) -> Iterator[Stretch]:
    """The tokens between two places."""
    place = start
    for word in segments.words(start, end):
        first, last = max(word.start, place), min(word.end, end)
        yield from _marks(segments.text, place, first)
        # A word may have white space of a rare kind in it.
        for ink in _INK.finditer(segments.text, first, last):
            yield Stretch(*ink.span())
        place = max(place, last)
    yield from _marks(segments.text, place, end)


def _marks(text: str, start: int, end: int) -> Iterator[Stretch]:
    """What is neither word nor white space, cluster by cluster."""
    for ink in _INK.finditer(text, start, end):
        for cluster in _CLUSTER.finditer(text, *ink.span()):
            yield Stretch(*cluster.span())


def _start(stretch: Stretch) -> int:
    return stretch.start


def _end(stretch: Stretch) -> int:
    return stretch.end

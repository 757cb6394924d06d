"""Where paragraphs start, and where a very long one is cut into pieces to work on.

A paragraph is a line, as articles have one paragraph a line. In hard-wrapped text it is what
stands between blank lines. Offsets are codepoints.
"""

from itertools import pairwise

import regex

from annotations.text import graphemes, quotes

WINDOW = 20_000
"""Codepoints that are looked at as a whole, at most: what bounds the cost of every call."""

_LINE_BREAK = regex.compile(r"\n(?:\s*\n)?")
_BLANK_LINE = regex.compile(r"\n\s*\n")
_AFTER_SENTENCE = regex.compile(r"(?r)(?:[.!?…][\"'”’»)\]]*\s|[。！？।])(?=\S)")
_AFTER_SPACE = regex.compile(r"(?r)\s(?=\S)")

# Hard-wrapped text: how it is told, over its first lines.
_WRAP_WIDTHS = range(40, 101)
_FEWEST_LINES = 3


def starts(text: str) -> list[int]:
    """Where each paragraph starts, its indentation included. The first one starts at 0.

    White space belongs to the paragraph before it, so that the ranges from start to start cover
    the text.
    """
    breaks = _BLANK_LINE if is_wrapped(text) else _LINE_BREAK
    found = breaks.finditer(text, *graphemes.trim(text, 0, len(text)))
    return [0, *(match.end() for match in found)]


def pieces(text: str, paragraphs: list[int]) -> list[int]:
    """The starts of the paragraphs, and more where one is longer than `WINDOW`."""
    found = []
    for start, end in pairwise([*paragraphs, len(text)]):
        found.append(start)
        while end - found[-1] > WINDOW and (cut := _cut(text, found[-1])) < end:
            found.append(cut)
    return found or [0]


def _cut(text: str, start: int) -> int:
    """Where to end a piece: after a sentence that ends no part of a quotation, else a word."""
    limit = start + WINDOW
    tail = limit - WINDOW // 10, limit
    marks = quotes.pair(text, *tail)
    for found in _AFTER_SENTENCE.finditer(text, *tail):
        cut = found.end()
        quoted = any(one < cut <= two for one, two in marks.pairs) or cut > (marks.opened or limit)
        if not quoted and graphemes.is_boundary(text, cut):
            return cut
    space = _AFTER_SPACE.search(text, *tail)
    if space and graphemes.is_boundary(text, space.end()):
        return space.end()
    before = graphemes.start_of(text, limit)
    return before if before > start else graphemes.end_of(text, limit)


def is_wrapped(text: str) -> bool:
    """Whether lines are broken at a width, so that only a blank line ends a paragraph.

    Told by the beginning of the text: lines that another one follows are mostly about as long as
    the longest, which is not long, and many of those that follow start with a small letter.
    """
    lines = [line.strip() for line in text[: 5 * WINDOW].split("\n")]
    widest = max(map(len, lines))
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    if len(pairs) < _FEWEST_LINES or widest not in _WRAP_WIDTHS:
        return False
    full = sum(len(one) >= 0.75 * widest for one, _ in pairs)
    going_on = sum(two[0].islower() for _, two in pairs)
    return full >= 0.6 * len(pairs) and going_on >= 0.4 * len(pairs)

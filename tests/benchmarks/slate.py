r"""The same spans in the key model of SLATE, the nearest tool with published keys.

Source: Jonathan K. Kummerfeld, "SLATE: A Super-Lightweight Annotation Tool for Experts", ACL 2019
(System Demonstrations), and the tables of keys and the tokens in the README and `slate/` of
<https://github.com/jkkummerfeld/slate>. In token mode, for categorical annotation:

- the cursor is a run of tokens, in a text cut at white space only, its lines those of the file;
- ``j`` ``;`` move it by tokens, ``i`` ``o`` by lines (it keeps its place in the line), one key
  each; a number typed before costs its digits; ``J`` ``:`` go to the ends of the line, ``I`` ``O``
  to the first and last line;
- ``m`` ``/`` extend it to the left and right, ``k`` ``l`` contract it, counted alike; ``0`` before
  one of them goes as far as the line does, in two keys;
- a search is ``\``, the text, Enter, ``n`` for the hit after the cursor and ``p`` for the one
  before, where the cursor is one token; a further hit of the same text is one ``n`` or ``p``. A
  new text first needs one key that clears the old one;
- SPACE and a letter label it, and the cursor stays.

Assumed in its favour: a span is the tokens that it touches, so that ``Tazmar’s`` will do for
``Tazmar``; an expert finds the cheapest of the ways for each span; contracting by a count works;
clearing a search takes one key. Not assumed: a text cut into tokens beforehand, where spans
would be exact and moves longer.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import regex

from tests.benchmarks.gold import GoldArticle, GoldSpan

_LABEL = 2  # SPACE and a letter
_TOKEN = regex.compile(r"\S+")
_LONGEST_QUERY = 12
_FARTHEST_LINE = 30


class Cursor(NamedTuple):
    """What is selected: from one token to another, both inside."""

    first: int
    """Number of the first token in the article."""
    last: int
    """Number of the last."""


class Reached(NamedTuple):
    """A cursor, and the keys that it took."""

    keys: int
    """How many."""
    cursor: Cursor
    """What is selected by then."""
    query: str | None
    """What was searched for last."""


def keys(gold: GoldArticle) -> list[int]:
    """The keys for each span, in the order of the spans."""
    tokens = _Tokens(gold.text)
    cursor, query = Cursor(0, 0), None
    needed = []
    for span in gold.spans:
        wanted = tokens.touched(span)
        spent, cursor, query = min(_ways(tokens, cursor, query, wanted), key=lambda way: way.keys)
        needed.append(spent + _LABEL)
    return needed


class _Tokens:
    """The tokens of a text, each on a line."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in found]
        self._ends = [end for _, end in found]
        lines: dict[int, list[int]] = {}
        breaks = [match.start() for match in regex.finditer(r"\n", text)]
        for number, start in enumerate(self.starts):
            lines.setdefault(bisect_left(breaks, start), []).append(number)
        # Lines without tokens do not count, as SLATE skips them.
        self.lines = [(line[0], line[-1]) for line in lines.values()]
        self._firsts = [first for first, _ in self.lines]

    def touched(self, span: GoldSpan) -> Cursor:
        """The tokens that a span touches."""
        first = bisect_right(self._ends, span.start)
        return Cursor(first, max(first, bisect_left(self.starts, span.end) - 1))

    def line(self, token: int) -> int:
        """The line that a token is on."""
        return bisect_right(self._firsts, token) - 1

    def lower(self, token: int, lines: int) -> int:
        """The token at the same place so many lines further down (or up), or the line's last."""
        place = token - self._firsts[self.line(token)]
        first, last = self.lines[min(max(0, self.line(token) + lines), len(self.lines) - 1)]
        return min(first + place, last)


def _ways(tokens: _Tokens, cursor: Cursor, query: str | None, wanted: Cursor) -> Iterator[Reached]:
    """All ways to select what is wanted that could be the cheapest."""
    moved = ((cost, place, query) for cost, place in _moved(tokens, cursor))
    found = _searched(tokens, cursor, query, wanted)
    for cost, place, searched in chain(moved, found):
        for shift in {0, wanted.first - place.first, wanted.last - place.last}:
            there = _shifted(tokens, place, shift)
            spent = cost + _times(shift) + _adjusting(tokens, there, wanted)
            yield Reached(spent, wanted, searched)


def _moved(tokens: _Tokens, cursor: Cursor) -> Iterator[tuple[int, Cursor]]:
    """Where lines and ends lead, before any move by tokens."""
    yield 0, cursor
    last = len(tokens.lines) - 1
    here = tokens.line(cursor.first)
    for by in range(-min(here, _FARTHEST_LINE), min(last - here, _FARTHEST_LINE) + 1):
        lower = Cursor(tokens.lower(cursor.first, by), tokens.lower(cursor.last, by))
        if by:
            yield _times(by), lower
        lines = (tokens.lines[tokens.line(token)] for token in lower)
        for ends in zip(*lines, strict=True):
            yield _times(by) + 1, Cursor(*ends)
    for far in (-last, last):
        yield 1, Cursor(tokens.lower(cursor.first, far), tokens.lower(cursor.last, far))


def _searched(
    tokens: _Tokens, cursor: Cursor, query: str | None, wanted: Cursor
) -> Iterator[tuple[int, Cursor, str]]:
    """Hits that lie on the first or last token wanted, by the shortest text that leads there."""
    for token in {wanted.first, wanted.last}:
        if query and _is_hit(tokens, query, cursor, token):
            yield 1, Cursor(token, token), query
        start = tokens.starts[token]
        for length in range(1, _LONGEST_QUERY + 1):
            typed = tokens.text[start : start + length]
            if "\n" in typed or len(typed) < length:
                break
            if _is_hit(tokens, typed, cursor, token):
                yield (query is not None) + length + 3, Cursor(token, token), typed
                break


def _is_hit(tokens: _Tokens, typed: str, cursor: Cursor, token: int) -> bool:
    """Whether a token is the next one, or the one before, where a text stands."""
    here, text = tokens.starts[cursor.first], tokens.text
    there = tokens.starts[token]
    if there > here:
        behind = here + len(text[here:].split(None, 1)[0])
        found = text.find(typed, behind)
    else:
        found = text.rfind(typed, 0, max(0, here - 1) + len(typed) - 1)
    return found >= 0 and bisect_right(tokens.starts, found) - 1 == token and there != here


def _shifted(tokens: _Tokens, cursor: Cursor, by: int) -> Cursor:
    most = len(tokens.starts) - 1
    return Cursor(*(min(max(0, token + by), most) for token in cursor))


def _adjusting(tokens: _Tokens, cursor: Cursor, wanted: Cursor) -> int:
    """Keys that extend or contract the cursor to what is wanted."""
    lines: Iterable[tuple[int, int]] = tokens.lines
    spent = 0
    for side, (here, there) in enumerate(zip(cursor, wanted, strict=True)):
        outward = (there < here) if side == 0 else (there > here)
        whole = outward and any(
            line[side] == there and line[0] <= here <= line[1] for line in lines
        )
        spent += min(_times(there - here), 2 if whole else 9)
    return spent


def _times(count: int) -> int:
    """Keys of a move so often: its digits, and itself."""
    return 0 if not count else 1 if abs(count) == 1 else len(str(abs(count))) + 1

"""Where sentences end: sentencex knows some 300 languages, quotation marks are told it first.

sentencex takes any ``“`` and any later ``”`` for a pair, and keeps what is between whole. So it
is shown a text of the same length in which stray marks are hidden and quotations have these two.
"""

import re
from bisect import bisect_left, bisect_right

import sentencex

from annotations.text import graphemes, quotes

_SPACE = re.compile(r"\s")
_STOPS = frozenset(".!?…")
_OPENERS = frozenset("\"'“„‘«‹([{「『")
_CLOSERS = frozenset("\"'”’»›)]}」』")


def ends(text: str, start: int, end: int, language: str) -> list[int]:
    """The offsets inside ``[start, end)``, in order, at which one sentence ends.

    Quotations of several sentences stay whole. The white space behind an end is not looked at.
    """
    found = quotes.pair(text, start, end)
    whole = _outermost(found.pairs)
    shown = _show(text, start, end, whole, found.stray)
    cuts = []
    for boundary in _boundaries(shown, language):
        cut = _settle(text, start + boundary, end)
        if cut >= end or not graphemes.is_boundary(text, cut):
            continue
        if not (_cuts_a_pair(whole, cut) or _goes_on(text, whole, cut)):
            cuts.append(cut)
    return cuts


def _boundaries(shown: str, language: str) -> list[int]:
    """Where sentencex ends sentences; nowhere in a text that it cannot digest."""
    try:
        found = sentencex.get_sentence_boundaries(language, shown)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception
            raise
        return []
    return [int(boundary["end_index"]) for boundary in found]


def _outermost(pairs: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The pairs that lie in no other one, in order."""
    outer: list[tuple[int, int]] = []
    for pair in pairs:
        if not outer or pair[0] > outer[-1][1]:
            outer.append(pair)
    return outer


def _cuts_a_pair(pairs: list[tuple[int, int]], cut: int) -> bool:
    index = bisect_right(pairs, cut, key=lambda pair: pair[0]) - 1
    return index >= 0 and pairs[index][0] < cut <= pairs[index][1]


def _show(
    text: str, start: int, end: int, whole: list[tuple[int, int]], stray: tuple[int, ...]
) -> str:
    """The text as sentencex is to see it, codepoint for codepoint.

    All white space is a plain space: it takes a wider one for a single byte, and panics.
    """
    shown = list(_SPACE.sub(" ", text[start:end]))
    for mark in stray:
        shown[mark - start] = "." if mark > start and text[mark - 1] in _STOPS else " "
    for opening, closing in whole:
        shown[opening - start], shown[closing - start] = "“", "”"
    return "".join(shown)


def _settle(text: str, cut: int, end: int) -> int:
    """Move a cut before opening marks and behind closing ones."""
    before = cut
    while before > 0 and text[before - 1] in _OPENERS:
        before -= 1
    if 0 < before < cut and text[before - 1].isspace():
        return before
    while 0 < cut < end and text[cut] in _CLOSERS and not text[cut - 1].isspace():
        cut += 1
    return cut


def _goes_on(text: str, whole: list[tuple[int, int]], cut: int) -> bool:
    """Whether a sentence goes on after a quotation that ends right before the cut.

    Without a space it does: 「行くよ。」と言った. Unless a colon led to the quotation.
    """
    index = bisect_left(whole, cut - 1, key=lambda pair: pair[1])
    if index == len(whole) or whole[index][1] != cut - 1:
        return False
    opening = whole[index][0]
    led_to = text[max(0, opening - 2) : opening].rstrip().endswith((":", "："))
    return not (led_to or text[cut].isspace() or text[cut] in _OPENERS)

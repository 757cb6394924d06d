"""Grapheme clusters: what a reader takes for one character. Unicode's UAX #29.

All functions take offsets inside the text and look at the few codepoints round them only.
"""

import regex

_GRAPHEME = regex.compile(r"\X")
_BASE = regex.compile(r"(?r)[^\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]")
# What can stand first and last in a stretch. A mark that sits on a space cannot be first: taking
# it without the space would split the two.
_FIRST = regex.compile(r"(?V1)[\S--[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]]")
_LAST = regex.compile(r"(?r)\S")


def end_of(text: str, offset: int) -> int:
    """Where the cluster that contains offset ends; offset itself at the end of the text."""
    # Matching from within a cluster works: the engine looks back as far as the rules ask.
    found = _GRAPHEME.match(text, offset)
    return found.end() if found else offset


def start_of(text: str, offset: int) -> int:
    """Where the cluster that contains offset starts; offset itself at the end of the text."""
    if offset >= len(text):
        return offset
    base = _BASE.search(text, 0, offset + 1)  # jumps over any number of marks at once
    start = base.start() if base else 0
    while not is_boundary(text, start):
        start -= 1
    while (end := end_of(text, start)) <= offset:
        start = end
    return start


def is_boundary(text: str, offset: int) -> bool:
    """Whether offset lies between two clusters, or at an end of the text."""
    if not 0 < offset < len(text):
        return True
    found = _GRAPHEME.match(text, offset - 1, offset + 1)
    return found is not None and found.end() == offset


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the white space at its ends; empty if there is nothing else."""
    first = _FIRST.search(text, start, end)
    last = _LAST.search(text, start, end)
    if not first or not last:
        return start, start
    # A mark that a number would follow takes a space in its place, and keeps it.
    return first.start(), last.end() if is_boundary(text, last.end()) else end_of(
        text, last.start()
    )

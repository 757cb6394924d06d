"""Where words that were tagged stand again: whole words, letter for letter.

Offsets are codepoints, half-open.
"""

import re
from collections.abc import Iterable, Iterator

import regex

from annotations.text.segments import Stretch

_LONGEST = 120  # codepoints of words that are worth looking for
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}_]++")
_NOT_ALNUM = re.compile(r"[\W_]")


def occurrences(text: str, words: str) -> Iterator[Stretch]:
    """Where some words stand in a text, in order."""
    start = text.find(words) if words else -1  # far quicker than an expression
    while start >= 0:
        end, ahead = start + len(words), start + 1
        if start and text[start - 1].isalnum():  # in a word: so is all up to the end of that
            apart = _NOT_ALNUM.search(text, start)
            ahead = apart.end() if apart else len(text)
        elif not text[end : end + 1].isalnum():
            yield Stretch(start, end)
            ahead = end
        start = text.find(words, ahead)


def all_occurrences(text: str, wordings: Iterable[str]) -> Iterator[tuple[Stretch, str]]:
    """Where any of many wordings stands: the longest at a place, and none inside another.

    Linear in the text, however many wordings there are, as long as few begin with the same word.
    Those that do not begin with a letter or digit, and very long ones, are left out.
    """
    by_first: dict[str, list[str]] = {}
    for words in sorted(set(wordings), key=lambda words: (-len(words), words)):
        first = _WORD.match(words)
        if first and len(words) <= _LONGEST:
            by_first.setdefault(first[0], []).append(words)
    behind = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start < behind:
            continue
        for words in by_first.get(match[0], ()):
            end = start + len(words)
            if text.startswith(words, start) and not text[end : end + 1].isalnum():
                yield Stretch(start, end), words
                behind = end
                break

"""Which texts are nearly the same, among thousands, without comparing all with all.

A few of each text's word trigrams stand for it: those whose number is divisible by 16, and of short
texts the four smallest (Broder 1997, "On the resemblance and containment of documents"). Texts that
share many of these are compared word for word, the two likeliest only.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from annotations.text.echoes import echoes
from annotations.text.sharing import containment, trigrams
from annotations.text.tokens import words

NEARLY = 0.8
"""What share of its words makes a text nearly another."""

ALL = 0.95
"""From this share on no likelier one is looked for."""

FEWEST = 20
"""Shorter texts, in words, are compared with none: they are alike by chance."""

_SAMPLED, _SMALLEST = 16, 4
_WORTH_A_LOOK = 0.25  # what share of the shorter text's sample must stand in the other
_MOST = 50  # texts that one trigram leads to; more have it only if it says nothing
_TRIED = 2  # of those that share most
_LONGEST = 300_000  # characters of texts that are compared word for word
_SHORT = 400  # trigrams of texts in which chance might take none
_WORD = re.compile(r"\w+")  # many times as fast as what `tokens` does, and good enough to choose by
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Twin(NamedTuple):
    """A text that is nearly another, or has nearly all of it."""

    key: str
    """The other one."""
    of_this: float
    """What share of this text's words stand in the other, 0 to 1."""
    of_other: float
    """What share of the other's words stand in this one."""

    @property
    def share(self) -> float:
        """The larger of both."""
        return max(self.of_this, self.of_other)


class Twins:
    """Texts that others are held against."""

    def __init__(self, text: Callable[[str], str]) -> None:
        """Begin with none.

        Args:
            text: Gives the text of a key again, where it is to be compared.
        """
        self._text = text
        self._having: dict[int, tuple[str, ...]] = {}
        self._sizes: dict[str, int] = {}
        self.compared = 0
        """How many pairs were compared word for word."""

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, key: str, text: str) -> None:
        """Take up a text."""
        sample = _sample(text)
        self._sizes[key] = len(sample)
        for number in sample:
            having = self._having.get(number, ())
            if len(having) < _MOST:
                self._having[number] = (*having, key)

    def nearest(self, text: str, language: str | None = None) -> Twin | None:
        """The text that is most nearly this one; None where none is.

        Args:
            text: The text.
            language: BCP 47 code of what it is written in, as far as it is known.
        """
        sample = _sample(text)
        common = Counter(key for number in sample for key in self._having.get(number, ()))
        likely = [
            key
            for key, shared in common.most_common(_TRIED)
            if shared >= _WORTH_A_LOOK * min(len(sample), self._sizes[key])
        ]
        best: Twin | None = None
        for key in likely:
            twin = self._compared(key, text, language)
            if twin.share >= (best.share if best else NEARLY):
                best = twin
            if twin.share >= ALL:
                break
        return best

    def _compared(self, key: str, text: str, language: str | None) -> Twin:
        """How much of each text stands in the other."""
        self.compared += 1
        other = self._text(key)
        if max(len(text), len(other)) > _LONGEST:
            share = containment(trigrams(text), trigrams(other))
            this_is_shorter = len(text) <= len(other)
            return Twin(key, share if this_is_shorter else 0, 0 if this_is_shorter else share)
        shared = echoes(other, text, language)
        return Twin(key, shared.of_right, shared.of_left)


def _sample(text: str) -> set[int]:
    """The trigrams that stand for a text; none for a text that is too short.

    Python mixes the numbers of tuples well, so that they are taken as they are.
    """
    spoken = _words(text)
    if len(spoken) < FEWEST:
        return set()
    numbers = [*map(hash, zip(spoken, spoken[1:], spoken[2:], strict=False))]
    sample = {number for number in numbers if not number % _SAMPLED}
    return sample if len(numbers) > _SHORT else sample | {*sorted(numbers)[:_SMALLEST]}


def _words(text: str) -> list[str]:
    """The words of a text, roughly and fast; those of a script without spaces one by one."""
    return words(text) if _DENSE.search(text) else _WORD.findall(text.casefold())

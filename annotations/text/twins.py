"""Which texts are nearly the same, among thousands, without comparing all with all.

A few of each text's word trigrams stand for it: those whose number is divisible by 16, and of short
texts the four smallest (Broder 1997, "On the resemblance and containment of documents"). Texts that
share many of these, rare ones first, are compared word for word, the five likeliest only.

A footer makes no twins: short paragraphs that stand in several others do not count.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple
from zlib import crc32

from annotations.text.echoes import echoes
from annotations.text.sharing import containment, trigrams
from annotations.text.tokens import words

NEARLY = 0.8
"""What share of its words makes a text nearly another."""

ALL = 0.95
"""From this share on no likelier one is looked for."""

FEWEST = 20
"""Shorter texts, in words, are compared with none: they are alike by chance."""

FOOTER = 200
"""How many words the paragraphs may have together that several others have too, and that do not
count. More are no footer, but a text that went through several hands."""

_SEVERAL = 2  # other texts in which a paragraph stands that says nothing of this one
_SAMPLED, _SMALLEST = 16, 4
_WORTH_A_LOOK = 0.25  # what share of the shorter text's sample must stand in the other
_MOST = 50  # texts that one trigram leads to; more have it only if it says nothing
_TRIED = 5  # of those that share most
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

    @property
    def holds(self) -> bool:
        """Whether this text is the longer one, and has the other in it."""
        return self.of_this < NEARLY


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
        self._places: dict[str, int] = {}  # which came first, where two are as likely
        self._standing: Counter[int] = Counter()  # in how many texts a paragraph stands
        self.compared = 0
        """How many pairs were compared word for word."""

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, key: str, text: str) -> None:
        """Take up a text."""
        sample = _sample(text)
        self._sizes[key] = len(sample)
        self._places[key] = len(self._places)
        self._standing.update({*map(_alike, text.split("\n"))})
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
        own = self._own(text, _SEVERAL)
        best: Twin | None = None
        for key in self._likely(_sample(own)):
            twin = self._compared(key, own, language)
            if twin.share >= (best.share if best else NEARLY):
                best = twin
            if twin.share >= ALL:
                break
        return best

    def _likely(self, sample: set[int]) -> list[str]:
        """The few that share most with a text; what few texts have says more than what many do."""
        common: Counter[str] = Counter()
        weights: dict[str, float] = {}
        for number in sorted(sample):  # in any order the sums would differ by a hair
            having = self._having.get(number, ())
            for key in having:
                common[key] += 1
                weights[key] = weights.get(key, 0) + 1 / len(having)
        worth = [
            key
            for key, shared in common.items()
            if shared >= _WORTH_A_LOOK * min(len(sample), self._sizes[key])
        ]
        return sorted(worth, key=lambda key: (-weights[key], self._places[key]))[:_TRIED]

    def _own(self, text: str, several: int) -> str:
        """A text without its footer; all of it where that is too long for one, or nearly all.

        Args:
            text: The text.
            several: In how many of the texts that are there a paragraph stands that is left out.
        """
        lines = text.split("\n")
        is_own = [not line.strip() or self._standing[_alike(line)] < several for line in lines]
        own = "\n".join(line for line, stays in zip(lines, is_own, strict=True) if stays)
        others = "\n".join(line for line, stays in zip(lines, is_own, strict=True) if not stays)
        is_footer = len(_words(others)) <= FOOTER and len(_words(own)) >= FEWEST
        return own if others and is_footer else text

    def _compared(self, key: str, text: str, language: str | None) -> Twin:
        """How much of each text stands in the other."""
        self.compared += 1
        other = self._own(self._text(key), _SEVERAL + 1)  # itself is one of those that are there
        if max(len(text), len(other)) > _LONGEST:
            share = containment(trigrams(text), trigrams(other))
            this_is_shorter = len(text) <= len(other)
            return Twin(key, share if this_is_shorter else 0, 0 if this_is_shorter else share)
        shared = echoes(other, text, language)
        return Twin(key, shared.of_right, shared.of_left)


def _sample(text: str) -> set[int]:
    """The trigrams that stand for a text; none for a text that is too short.

    Their numbers are the same in every run, so that the same twins are found: `hash` has a seed.
    """
    spoken = _words(text)
    if len(spoken) < FEWEST:
        return set()
    following = zip(spoken, spoken[1:], spoken[2:], strict=False)
    numbers = [crc32(" ".join(three).encode("utf-8", "surrogatepass")) for three in following]
    sample = {number for number in numbers if not number % _SAMPLED}
    return sample if len(numbers) > _SHORT else sample | {*sorted(numbers)[:_SMALLEST]}


def _alike(paragraph: str) -> int:
    """A number that equal paragraphs share; case and spaces do not count."""
    return hash(" ".join(paragraph.casefold().split()))


def _words(text: str) -> list[str]:
    """The words of a text, roughly and fast; those of a script without spaces one by one."""
    return words(text) if _DENSE.search(text) else _WORD.findall(text.casefold())

"""What the kinds of comparable forms share: what a form is, how rare a word is, what a likeness is.

A *form* is a span's text made comparable. Spans of one identity have one form between them, so a
name in a hundred articles is compared once.
"""

import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from annotations.matching.vocabulary import FUNCTION_WORDS

MOST_REASONS = 3
"""More than that nobody reads."""

_COMMON = 0.1
"""The least that a word weighs."""
_FUNCTION = 0.05
"""What a function word weighs."""
_LONGEST_QUOTE = 48
"""Codepoints of a span that a reason quotes."""


class Likeness(NamedTuple):
    """How alike two forms are."""

    score: float
    """0 to 1."""
    reasons: tuple[str, ...]
    """What speaks for it, in words, strongest first."""
    against: tuple[str, ...] = ()
    """What speaks against it, likewise."""


UNLIKE = Likeness(0.0, ())
"""Nothing in common."""


class Rarity:
    """How much it says that two spans share a word, told from the documents at hand."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        """Count in how many documents each word occurs.

        Args:
            documents: the words of the spans of each document, repeated or not.
        """
        bags = [set(document) for document in documents]
        scale = math.log(len(bags) + 1)
        counts = Counter(word for bag in bags for word in bag)
        self._weights = {
            word: max(_COMMON, 1 - math.log(count) / scale) for word, count in counts.items()
        } | dict.fromkeys(FUNCTION_WORDS, _FUNCTION)

    def __call__(self, word: str) -> float:
        """From near 0, a word of every document or a function word, to 1, a word of one only."""
        return self._weights.get(word, 1.0)

    def total(self, words: Iterable[str]) -> float:
        """What the words weigh together, the same in any order to the last bit."""
        return math.fsum(map(self, words))


@dataclass(frozen=True, slots=True)
class Form(ABC):
    """A span's text made comparable: a base for one class a shape."""

    text: str
    """What it looks like, for reasons."""
    words: tuple[str, ...]
    """What it is compared by."""

    @property
    def key(self) -> str:
        """The words as one string: forms with equal keys are the same."""
        return " ".join(self.words)

    @property
    def identity(self) -> str:
        """What two wordings have in common that are compared as one."""
        return self.key

    @classmethod
    @abstractmethod
    def read(cls, text: str) -> Self:
        """Make a text comparable."""

    @property
    @abstractmethod
    def gist(self) -> str:
        """The words that matter, in one string."""

    @property
    def weighed(self) -> Iterable[str]:
        """The words whose rarity counts."""
        return self.words

    @abstractmethod
    def likeness(self, other: Self, rarity: Rarity) -> Likeness:
        """Compare with another form, or with itself where two spans are alike to the word.

        The score is the same both ways round.
        """


def quote(text: str) -> str:
    """A span as a reason shows it: on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"

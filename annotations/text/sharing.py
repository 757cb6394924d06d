"""How much two articles share, roughly: which pair of a workspace is worth reading side by side.

The measure is containment of word trigrams: shared trigrams over the trigrams of the shorter text
(Broder 1997, "On the resemblance and containment of documents").
"""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from annotations.text.tokens import words

_WORDS = 3
_LONGEST = 50_000  # words of an article that are looked at


class Ranked(NamedTuple):
    """An article beside another one."""

    id: str
    """Its identifier."""
    share: float
    """How much the two share, 0 to 1."""


def trigrams(text: str) -> frozenset[int]:
    """The word trigrams of a text, case folded, as hashes."""
    spoken = words(text, _LONGEST)
    following = (spoken[first:] for first in range(_WORDS))
    return frozenset(map(hash, zip(*following, strict=False)))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """What share of the shorter text's trigrams the other has too, 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def ranked(left: str, texts: Iterable[tuple[str, str]]) -> list[Ranked]:
    """Texts by how much each shares with one: the most first, equal ones as they were given.

    Args:
        left: The text that the others are held against.
        texts: Identifiers and texts. Each text is let go before the next is asked for, so that
            memory does not grow with how many there are.
    """
    ours = trigrams(left)
    shares = [Ranked(key, containment(ours, trigrams(text))) for key, text in texts]
    return sorted(shares, key=lambda entry: -entry.share)


class Shared(NamedTuple):
    """Two texts that share something."""

    one: str
    """The identifier of the one that was given first."""
    other: str
    """That of the other."""
    share: float
    """Their containment, 0 to 1, and never 0."""


def shared(texts: Iterable[tuple[str, str]]) -> list[Shared]:
    """All pairs of texts that share anything, in the order given.

    Every text is held against every other: for hundreds of texts, not for thousands.

    Args:
        texts: Identifiers and texts. Each text is let go before the next is asked for.
    """
    seen = [(key, trigrams(text)) for key, text in texts]
    pairs = (
        Shared(one, other, containment(ours, theirs))
        for (one, ours), (other, theirs) in combinations(seen, 2)
    )
    return [pair for pair in pairs if pair.share]

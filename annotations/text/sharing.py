"""How much two articles share, roughly: which pair of a workspace is worth reading side by side.

The measure is containment of word trigrams: shared trigrams over the trigrams of the shorter text
(Broder 1997, "On the resemblance and containment of documents").
"""

from collections.abc import Iterable, Mapping
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


def closest_pair(
    texts: Mapping[str, str], apart: Iterable[frozenset[str]] = ()
) -> tuple[str, str, float] | None:
    """The two texts that share most.

    Args:
        texts: Texts by identifier.
        apart: Pairs of identifiers to leave out.

    Returns:
        Both identifiers in the order given, and their containment; None where no two share
        anything.
    """
    seen = {key: trigrams(text) for key, text in texts.items()}
    left_out = set(apart)
    pairs = (pair for pair in combinations(seen, 2) if frozenset(pair) not in left_out)
    scored = ((containment(seen[one], seen[two]), one, two) for one, two in pairs)
    best = max(scored, key=lambda entry: entry[0], default=None)
    return (best[1], best[2], best[0]) if best and best[0] else None

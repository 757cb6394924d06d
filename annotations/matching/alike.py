"""Which passages of a text say what was tagged as a claim somewhere else.

The likeness is the matcher's. Of pairs of claims of one event in ECB+ (train split) that reach
`LEAST`, about four in five report the same thing.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.matching.features import Rarity
from annotations.matching.passages import Passages
from annotations.matching.statements import Statement
from annotations.text.segments import Stretch

LEAST = 0.65
"""The likeness from which two statements are taken for one."""
_FEWEST = 2
"""Content words that they must share."""
_COMPARED = 5
"""Passages that are compared with a claim: those that share its rarest words."""


class Alike(NamedTuple):
    """A passage that says what a claim says."""

    stretch: Stretch
    """Where it is."""
    score: float
    """How alike they are, `LEAST` to 1."""
    claim: int
    """Which of the claims it is, from 0."""
    why: str
    """The strongest reason in words; it may quote the text."""


def alike(text: Passages, claims: Iterable[str]) -> list[Alike]:
    """The passages that say what one of the claims says, in reading order, each with its best.

    Args:
        text: The text to look in.
        claims: What was tagged elsewhere.

    Raises:
        Cancelled: The text was told to stop.
    """
    read = [Statement.read(claim) for claim in claims]
    if not read:
        return []
    rarity = Rarity([*text.bags, *(claim.telling for claim in read)])
    best: dict[Stretch, Alike] = {}
    for number, claim in enumerate(read):
        for stretch in _nearest(text, claim, rarity):
            score, reasons, _ = claim.likeness(text.statements[stretch], rarity)
            if score >= LEAST and (stretch not in best or score > best[stretch].score):
                best[stretch] = Alike(stretch, score, number, reasons[0])
    return [best[stretch] for stretch in sorted(best)]


def _nearest(text: Passages, claim: Statement, rarity: Rarity) -> Iterator[Stretch]:
    """The few passages that share most with a claim."""
    shared: dict[Stretch, float] = {}
    words: dict[Stretch, int] = {}
    for word in claim.telling:
        for stretch in text.holders.get(word, ()):
            shared[stretch] = shared.get(stretch, 0.0) + rarity(word)
            words[stretch] = words.get(stretch, 0) + 1
    enough = (stretch for stretch in shared if words[stretch] >= _FEWEST)
    yield from sorted(enough, key=lambda stretch: (-shared[stretch], stretch))[:_COMPARED]

"""The words of two names, one to one, the most alike first."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

from annotations.matching.features import Rarity
from annotations.matching.normal import core, skeleton
from annotations.matching.scripts import consonants, latin
from annotations.matching.spelling import SAME_SOUND, Kin, kin, near, noun_kin
from annotations.matching.vocabulary import FUNCTION_WORDS, KINSHIP, TYPE_WORDS

MOST_WORDS = 16
"""Words of a name that are aligned: more is no name, and would take long."""

_WEIGHTS = dict.fromkeys(TYPE_WORDS, 0.4) | dict.fromkeys(KINSHIP, 0.25)
"""What is left of a word's weight, by what kind of word it is."""
_SHORTEST_JOINED = 5
"""Letters of the shortest word that may be two in the other name."""
_FEWEST_SOUNDS = 4
"""Consonants of a word in another script that may be two."""
_MOST_JOINED = 3
"""Words that may be one in the other name."""
_MOST_INITIALS = 6
"""Words that may be initials in the other name."""


class Match(NamedTuple):
    """Two words taken for the same."""

    alike: float
    """How alike they are."""
    how: str
    """In what way: see :class:`annotations.matching.spelling.Kin`."""
    left: str
    right: str
    at: tuple[int, int]
    """Which word it is in each name, from 0."""

    def swapped(self) -> "Match":
        """The same of the two names in the other order."""
        return Match(self.alike, self.how, self.right, self.left, self.at[::-1])


def weight(word: str, rarity: Rarity) -> float:
    """How much a word says in a name: "Ministry" little, a rare surname 1."""
    return rarity(word) * _WEIGHTS.get(word, 1.0)


def align(left: tuple[str, ...], right: tuple[str, ...], *, nouns: bool = False) -> list[Match]:
    """Pair the words of two names one to one, the most alike first.

    Args:
        left: The words of one, as :func:`annotations.matching.normal.core` gives them.
        right: The words of the other.
        nouns: Whether one of them is a common noun, which is not misspelt.
    """
    return _one_to_one(left, right, noun_kin if nouns else kin)


def align_nearly(left: tuple[str, ...], right: tuple[str, ...]) -> list[Match]:
    """The same of words that are not the same but may have been: Alyaksandr, Alexander."""
    return _one_to_one(left, right, near)


def _one_to_one(
    left: tuple[str, ...], right: tuple[str, ...], likeness: Callable[[str, str], Kin]
) -> list[Match]:
    if right < left:  # where words are repeated, which is taken first must not hang on the order
        return [match.swapped() for match in _one_to_one(right, left, likeness)]
    matches = sorted(
        (-alike.score, abs(i - j), i + j, Match(alike.score, alike.how, a, b, (i, j)))
        for i, a in enumerate(left[:MOST_WORDS])
        for j, b in enumerate(right[:MOST_WORDS])
        if (alike := likeness(a, b)).score
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    found = []
    for *_, match in matches:
        i, j = match.at
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            found.append(match)
    return found


def in_one_piece(
    left: tuple[str, ...], right: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The cores of two names, with words put together that are one in the other name.

    ``Jong Un`` beside ``Jongun``, ``bin Laden`` beside ``Binladin``, and, where there is more to
    both names, ``United Nations`` beside ``UN``.
    """
    return core(_pieced(left, right)), core(_pieced(right, left))


def _pieced(name: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    known = {*name}
    wanted = [word for word in other[:MOST_WORDS] if word not in known and len(word) > 1]
    if not wanted or len(name) < 2:
        return name
    for start, end, word in _pieces(name[:MOST_WORDS], other, wanted):
        return (*name[:start], word, *name[end:])
    return name


def _pieces(
    name: tuple[str, ...], other: tuple[str, ...], wanted: list[str]
) -> Iterator[tuple[int, int, str]]:
    """The runs of words that the other name has not, that are a wanted word or spell it out."""
    whole = len(other) == 1
    for start in range(len(name)):
        for end in range(start + 1, min(len(name), start + _MOST_INITIALS) + 1):
            if name[end - 1] in other and name[end - 1] not in FUNCTION_WORDS:
                break
            run = name[start:end]
            for word in wanted if len(run) > 1 else ():
                if _is_joined(run, word) or (not whole and _is_spelt_out(run, word)):
                    yield start, end, word


def _is_joined(run: tuple[str, ...], word: str) -> bool:
    if len(run) > _MOST_JOINED or len(spelt := latin(word)) < _SHORTEST_JOINED:
        return False
    joined = "".join(map(latin, run))
    if abs(len(joined) - len(spelt)) > _MOST_JOINED:
        return False
    alike = Indel.normalized_similarity(joined, spelt) >= SAME_SOUND
    return joined == word or (alike and _sounds_as(joined, word))


def _sounds_as(joined: str, word: str) -> bool:
    if skeleton(joined) == skeleton(word):
        return True
    sounds = consonants(joined)
    return not word.isascii() and len(sounds) >= _FEWEST_SOUNDS and sounds == consonants(word)


def _is_spelt_out(run: tuple[str, ...], word: str) -> bool:
    if word[0] != run[0][0] or len(word) > len(run):
        return False
    spoken = [other for other in run if other not in FUNCTION_WORDS]
    return len(spoken) > 1 and word == "".join(other[0] for other in spoken)

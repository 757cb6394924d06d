"""How alike two names are: of people, places, organisations, and the common nouns used for them.

Words are aligned one to one, particles left aside, each pair of words by spelling or by the
transliteration skeleton, each word weighted by rarity; after the name matching of nomenklatura and
of Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for name-matching tasks"
(2003), soft tf-idf.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from math import fsum
from typing import ClassVar, NamedTuple

from rapidfuzz.distance import Indel

from annotations.matching.features import UNLIKE, Form, Likeness, Rarity, quote
from annotations.matching.normal import name_words, skeleton, stem, without_particles
from annotations.matching.vocabulary import ARTICLES, FUNCTION_WORDS, PRONOUNS

MOST_GENERIC = 0.55
"""The highest score of two common nouns that differ: "vessel" and "vessels" are seldom one."""
_SAME_WORD = 0.8
"""Words less alike than this are different words."""
_SAME_SOUND = 0.6
"""The same, where the skeletons are equal."""
_LONG_ENOUGH = 4
"""Letters of a word that may be misspelt; a shorter one becomes another word."""
_MOST_WORDS = 16
"""Words of a name that are aligned: more is no name, and would take long."""
_MOST_INITIALS = 6
"""Letters of the longest abbreviation looked for."""


@dataclass(frozen=True, slots=True)
class Name(Form):
    """A name, or a common noun in its place."""

    least: ClassVar[float] = 55.0

    @classmethod
    def read(cls, text: str) -> "Name":
        """Make a name comparable."""
        return cls(text=text, words=name_words(text))

    @property
    def core(self) -> tuple[str, ...]:
        """The words without particles."""
        return without_particles(self.words)

    @property
    def generic(self) -> bool:
        """Whether it is a common noun, written small: it names nobody."""
        first, _, rest = self.text.strip().partition(" ")
        return (rest if rest and first.casefold() in ARTICLES else self.text).islower()

    @property
    def initials(self) -> str:
        """The first letters: ``uae``; empty for a name of one word."""
        letters = [word[0] for word in self.core if word not in FUNCTION_WORDS]
        return "".join(letters) if 1 < len(letters) <= _MOST_INITIALS else ""

    @property
    def gist(self) -> str:
        """The words as they sound."""
        return " ".join(map(skeleton, self.core))

    @property
    def handles(self) -> frozenset[str]:
        """The words as they sound, the initials, and a single word as it is: it may be some."""
        single = self.key if len(self.words) == 1 else ""
        return frozenset({*self.gist.split(), self.initials, single} - {""})

    def likeness(self, other: "Name", rarity: Rarity) -> Likeness:
        """Compare: identical names above .95, common nouns and mere containment far lower."""
        if self.key == other.key:
            plainest = min(self, other, key=lambda name: (not name.generic, name.text))
            return _identical(plainest, rarity)
        if _abbreviates(self, other) or _abbreviates(other, self):
            return Likeness(0.8, (f"initials: {quote(self.text)} / {quote(other.text)}",))
        found = _align(self, other)
        likeness = _partly(self, other, found, rarity) if found else UNLIKE
        most = MOST_GENERIC if self.generic and other.generic else 1.0
        return likeness._replace(score=min(most, likeness.score))


class _Match(NamedTuple):
    """Two words taken for the same."""

    alike: float
    left: str
    right: str

    @property
    def exact(self) -> bool:
        """Whether they are one word, and not only spelt alike."""
        return self.left == self.right


def _identical(name: Name, rarity: Rarity) -> Likeness:
    weight = min(1.0, rarity.total(name.core) / 2)
    if name.key in PRONOUNS:
        return Likeness(0.5, (f"same pronoun, whoever it stands for: {name.key}",))
    if name.generic:
        return Likeness(0.5 + 0.3 * weight, (f"same words, no name: {quote(name.text)}",))
    return Likeness(0.95 + 0.04 * weight, (f"same name: {quote(name.text)}",))


def _abbreviates(short: Name, long: Name) -> bool:
    return short.key == long.initials and short.text.strip(" .").isupper()


@lru_cache(maxsize=65536)
def _word_likeness(left: str, right: str) -> float:
    """How alike two words of names are, 0 where they are different words."""
    if left == right:
        return 1.0
    if not (left.isalpha() and right.isalpha()):
        return 0.0
    if len(left) == 1 or len(right) == 1:
        return 0.7 if left[0] == right[0] else 0.0
    ratio = Indel.normalized_similarity(left, right)
    if ratio >= _SAME_SOUND and skeleton(left) == skeleton(right):
        return 0.6 + 0.4 * ratio
    return ratio if ratio >= _SAME_WORD and min(len(left), len(right)) >= _LONG_ENOUGH else 0.0


@lru_cache(maxsize=65536)
def _noun_likeness(left: str, right: str) -> float:
    """How alike two words are of which one is no name: "man" and "woman" are not misspelt."""
    return 1.0 if left == right else 0.9 * (stem(left) == stem(right))


def _align(one: Name, other: Name) -> list[_Match]:
    """Pair the words one to one, the most alike first."""
    left, right = one.core[:_MOST_WORDS], other.core[:_MOST_WORDS]
    likeness = _noun_likeness if one.generic or other.generic else _word_likeness
    matches = sorted(
        (-alike, abs(i - j), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (alike := likeness(min(a, b), max(a, b)))
    )
    free_left, free_right, found = set(range(len(left))), set(range(len(right))), []
    for alike, _, i, j in matches:
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            found.append(_Match(-alike, left[i], right[j]))
    return found


def _partly(left: Name, right: Name, found: list[_Match], rarity: Rarity) -> Likeness:
    """Names that share some of their words, or all of them spelt otherwise."""
    shared = fsum(m.alike * (rarity(m.left) + rarity(m.right)) for m in found)
    dice = shared / (rarity.total(left.core) + rarity.total(right.core))
    lengths = sorted((len(left.core), len(right.core)))
    if len(found) == lengths[1]:
        return Likeness(0.95 * dice, (_respelt(left, right, found),))
    if len(found) < lengths[0]:
        common = " ".join(m.left for m in found)
        return _tail(left, right) or Likeness(0.8 * dice, (f"share only: {quote(common)}",))
    short, long = (left, right) if len(left.core) < len(right.core) else (right, left)
    return _contained(short, long, dice, min(m.alike for m in found))


def _respelt(left: Name, right: Name, found: list[_Match]) -> str:
    names = f"{quote(left.text)} / {quote(right.text)}"
    return f"same words: {names}" if all(m.exact for m in found) else f"names spelt alike: {names}"


def _tail(left: Name, right: Name) -> Likeness | None:
    """Names that end alike after different words: "tackle Jo Hall" and "lineman Jo Hall"."""
    if left.core[-1] != right.core[-1] or not all(_ends_as_name(n.text) for n in (left, right)):
        return None
    first, other = left.core[-2], right.core[-2]
    if first == other:
        return Likeness(0.75, (f"both end in: {first} {left.core[-1]}",))
    if first[0] == other[0]:
        return Likeness(0.6, (f"same surname and initial: {first[0]} {left.core[-1]}",))
    return None


def _contained(short: Name, long: Name, dice: float, sure: float) -> Likeness:
    """All of one name is in the other: "Aden" in "port of Aden", "Aden" in "Aden fishermen"."""
    heads = _is_head(short.core[-1], long.core)
    if short.core[-1] == long.core[-1] and not short.generic and _ends_as_name(long.text):
        kind = "surname only" if len(short.core) == 1 else "name inside the other"
        return Likeness(0.8 * sure, (f"{kind}: {quote(short.text)}",))
    score = 0.42 + 0.3 * dice if heads and not short.generic else 0.33 + 0.35 * dice
    return Likeness(score * sure, (f"one contains the other: {quote(short.text)}",))


def _is_head(word: str, name: tuple[str, ...]) -> bool:
    """Whether it is what a longer name is about: its last word, or the last before "of" or "in"."""
    before = takewhile(lambda other: other not in FUNCTION_WORDS, name)
    return word in (name[-1], *islice(reversed(list(before)), 1))


def _ends_as_name(text: str) -> bool:
    """Whether the last two words are capitalised: a first name and a surname, it may be."""
    last = text.split()[-2:]
    return len(last) > 1 and all(word[:1].isupper() for word in last)

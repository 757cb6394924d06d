"""How alike two names are: of people, places, organisations, and the common nouns used for them.

Words are aligned one to one, particles left aside, each pair of words by spelling, by sound or by
what is known of it, each word weighted by rarity; after the name matching of nomenklatura and of
Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for name-matching tasks"
(2003), soft tf-idf. What speaks against is looked at last: :mod:`annotations.matching.objections`.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile
from math import fsum

from annotations.matching import countries
from annotations.matching.alignment import Match, align, align_nearly, in_one_piece, weight
from annotations.matching.features import UNLIKE, Form, Likeness, Rarity, quote
from annotations.matching.normal import core, name_words, skeleton, titles, words
from annotations.matching.objections import Side, may_be_person, objections
from annotations.matching.spelling import kin
from annotations.matching.vocabulary import (
    ARTICLES,
    FUNCTION_WORDS,
    OUTLET_WORDS,
    PARTICLES,
    PRONOUNS,
    SHELL_WORDS,
    TYPE_WORDS,
)

MOST_GENERIC = 0.55
"""The highest score of two common nouns that differ: "vessel" and "vessels" are seldom one."""
_LONGEST_ACRONYM = 3
"""Letters, where a word has the same ones."""
_PIECED = 0.95
"""What is left of a likeness where words had to be put together first."""


@dataclass(frozen=True, slots=True)
class Name(Form):
    """A name, or a common noun in its place."""

    core: tuple[str, ...] = field(init=False, compare=False)
    """The words that it is compared by: see :func:`annotations.matching.normal.core`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "core", core(self.words))

    @classmethod
    def read(cls, text: str) -> "Name":
        """Make a name comparable."""
        return cls(text=text, words=name_words(text))

    @property
    def generic(self) -> bool:
        """Whether it is a common noun, written small: it names nobody."""
        first, _, rest = self.text.strip().partition(" ")
        return (rest if rest and first.casefold() in ARTICLES else self.text).islower()

    @property
    def identity(self) -> str:
        """The words with the titles, as "Mr Orr" is not "Mrs Orr"; and "US" is not "us"."""
        marks = "US" * is_acronym(self.text), " ".join(sorted(self.titles))
        return "\0".join((self.key, *marks)) if any(marks) else self.key

    @property
    def titles(self) -> frozenset[str]:
        """The titles in front of it."""
        return titles(self.text)

    @property
    def gist(self) -> str:
        """The words as they sound."""
        return " ".join(map(skeleton, self.core))

    @property
    def weighed(self) -> tuple[str, ...]:
        """The words, and those that it is compared by."""
        return (*self.words, *self.core)

    def likeness(self, other: "Name", rarity: Rarity) -> Likeness:
        """Compare: identical names above .95, common nouns and mere containment far lower."""
        if self.key == other.key:
            plainest = min(self, other, key=lambda name: (not name.generic, name.text))
            return _weighed_up(self, other, [], _identical(plainest, rarity))
        if abbreviates(self, other) or abbreviates(other, self):
            said = f"initials: {quote(self.text)} / {quote(other.text)}"
            return _tied(self, other, Likeness(0.8, (said,)))
        generic = self.generic or other.generic
        left, right = in_one_piece(self.words, other.words)
        found = align(left, right, nouns=generic)
        likeness = _partly(_Pair(self, other, left, right, rarity), found) if found else UNLIKE
        most = MOST_GENERIC if self.generic and other.generic else 1.0
        whole = left == self.core and right == other.core
        score = min(most, likeness.score * (1 if whole else _PIECED))
        likeness = _weighed_up(self, other, found, likeness._replace(score=score))
        return _tied(self, other, likeness)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two names as they are compared."""

    one: Name
    other: Name
    left: tuple[str, ...]
    right: tuple[str, ...]
    rarity: Rarity

    @property
    def texts(self) -> str:
        """Both, as a reason shows them."""
        return f"{quote(self.one.text)} / {quote(self.other.text)}"

    @property
    def persons(self) -> bool:
        """Whether both may be persons."""
        return all(may_be_person(name.text, name.core) for name in (self.one, self.other))

    def total(self, words: tuple[str, ...]) -> float:
        """What some words weigh together."""
        return fsum(weight(word, self.rarity) for word in words)

    def nearly(self, found: list[Match]) -> list[Match]:
        """What of the rest is a little alike."""
        if not self.persons:
            return []
        taken = [{match.at[side] for match in found} for side in (0, 1)]
        left, right = (
            tuple(word for place, word in enumerate(name) if place not in used)
            for name, used in zip((self.left, self.right), taken, strict=True)
        )
        return align_nearly(left, right)


def _identical(name: Name, rarity: Rarity) -> Likeness:
    weight = min(1.0, rarity.total(name.core) / 2)
    if name.key in PRONOUNS and not is_acronym(name.text):
        return Likeness(0.5, (f"same pronoun, whoever it stands for: {name.key}",))
    if name.generic:
        return Likeness(0.5 + 0.3 * weight, (f"same words, no name: {quote(name.text)}",))
    return Likeness(0.95 + 0.04 * weight, (f"same name: {quote(name.text)}",))


def is_acronym(text: str) -> bool:
    """Whether it is written like "the US" or "W.H.O.", and short enough not to be shouted."""
    letters = [letter for letter in text.rpartition(" ")[2] if letter.isalpha()]
    return 1 < len(letters) <= _LONGEST_ACRONYM and all(map(str.isupper, letters))


def abbreviates(short: Name, long: Name) -> bool:
    """Whether one is the initials of the other."""
    return may_abbreviate(short) and len(long.words) > 1 and short.key in initials_of(long.text)


def may_abbreviate(name: Name) -> bool:
    """Whether it is one word in capitals."""
    return len(name.words) == 1 and name.text.strip(" .").isupper()


@lru_cache(maxsize=4096)
def initials_of(text: str) -> frozenset[str]:
    """The first letters, legal forms included, without "of" and "the" and with them."""
    hyphenated = [words(part) for part in text.split()]
    spoken = [part[0] for part in hyphenated if part]
    every = [word for part in hyphenated for word in part]
    small = FUNCTION_WORDS | PARTICLES | ARTICLES
    return frozenset(
        "".join(word[0] for word in some if not (bare and word in small))
        for some in (spoken, every)
        for bare in (True, False)
    )


def _tied(left: Name, right: Name, likeness: Likeness) -> Likeness:
    """A likeness, or what is known of two names of one country: "Iraqi" is no misspelt Iraq."""
    tie = countries.common(left.key, right.key)
    if tie is None:
        return likeness
    score, reason = countries.closeness(*tie)
    if tie[0].kind == tie[1].kind != countries.PEOPLE and likeness.score >= score:
        return likeness
    return Likeness(score, (f"{reason}: {quote(left.text)} / {quote(right.text)}",))


def _weighed_up(left: Name, right: Name, found: list[Match], likeness: Likeness) -> Likeness:
    """A likeness with what speaks against it."""
    if not likeness.reasons:
        return likeness
    one, other = (Side(name.text, name.core, name.titles) for name in (left, right))
    against = objections(one, other, found)
    score = likeness.score
    for objection in against:
        score *= objection.leaves
    return Likeness(score, likeness.reasons, tuple(objection.words for objection in against))


def _partly(pair: _Pair, found: list[Match]) -> Likeness:
    """Names that share some of their words, or all of them spelt otherwise."""
    weights = [weight(m.left, pair.rarity) + weight(m.right, pair.rarity) for m in found]
    shared = fsum(m.alike * w for m, w in zip(found, weights, strict=True))
    whole = pair.total(pair.left) + pair.total(pair.right)
    lengths = sorted(len(_content(name)) for name in (pair.left, pair.right))
    matched = len([match for match in found if FUNCTION_WORDS.isdisjoint(match[2:4])])
    matched = matched or min(len(found), lengths[0])
    if matched >= lengths[1]:
        return Likeness(0.95 * shared / whole, (_respelt(pair, found),))
    if matched < lengths[0]:
        near = (m.alike * weight(w, pair.rarity) for m in pair.nearly(found) for w in m[2:4])
        dice = (shared + fsum(near)) / whole
        common = " ".join(m.left for m in found)
        return _tail(pair) or Likeness(0.8 * dice, (f"share only: {quote(common)}",))
    return _contained(pair, found, shared / whole)


def _content(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say something; all, where none does."""
    return tuple(word for word in name if word not in FUNCTION_WORDS) or name


def _respelt(pair: _Pair, found: list[Match]) -> str:
    """How names of as many words differ."""
    odd = [match for match in found if match.how != "same"]
    script = pair.one.key.isascii() != pair.other.key.isascii()
    if not odd and not script:
        return f"same words: {pair.texts}"
    if script or any(match.how == "script" for match in odd):
        return f"same name in another script: {pair.texts}"
    if len(found) > len(odd) == 1 and (pair.persons or odd[0].how == "country"):
        return _one_odd(odd[0], last=odd[0].at == (len(pair.left) - 1, len(pair.right) - 1))
    return f"names spelt alike: {pair.texts}"


def _one_odd(match: Match, *, last: bool) -> str:
    """The one word that differs."""
    words = f"{match.left.capitalize()} / {match.right.capitalize()}"
    if match.how == "country":
        return f"one country: {words}"
    if last:
        return f"same first name, surname {_HOW[match.how]} {words}"
    return f"same surname, first name {_HOW[match.how]} {words}"


_HOW = {"spelt": "spelt", "initial": "by its initial", "nickname": "for short"}


def _tail(pair: _Pair) -> Likeness | None:
    """Names that end alike after different words: "tackle Jo Hall" and "lineman Jo Hall"."""
    left, right = pair.left, pair.right
    named = all(_ends_as_name(name.text) for name in (pair.one, pair.other))
    person = left[-1] == right[-1] and left[-1] not in TYPE_WORDS
    if len(left) < 2 or len(right) < 2 or not (named and person):
        return None
    if left[-2] == right[-2]:
        return Likeness(0.75, (f"both end in: {left[-2]} {left[-1]}",))
    return None


def _contained(pair: _Pair, found: list[Match], dice: float) -> Likeness:
    """All of one name is in the other: "Aden" in "port of Aden", "Aden" in "Aden fishermen"."""
    one, other = (pair.one, pair.left), (pair.other, pair.right)
    # Of two as long either may be the shorter, in whichever order they are compared.
    (short, words), (long, all_words) = sorted((one, other), key=_length)
    sure = fsum(match.alike for match in found) / len(found)
    rare = min(1.0, pair.total(words) / 1.5)
    same_end = kin(words[-1], all_words[-1]).score > 0
    if same_end and not short.generic and _ends_as_name(long.text):
        kind = "surname only" if len(words) == 1 else "name inside the other"
        return Likeness((0.5 + 0.35 * rare) * sure, (f"{kind}: {quote(short.text)}",))
    reason = (f"one contains the other: {quote(short.text)}",)
    if not short.generic and _is_shell(all_words, found):
        return Likeness(0.85 * sure, reason)
    if len(words) > 1 and pair.persons:
        return Likeness((0.45 + 0.35 * rare) * sure, reason)
    heads = _is_head(words[-1], all_words) and not short.generic
    score = 0.42 + 0.3 * dice if heads else 0.33 + 0.35 * dice
    return Likeness(score * sure, reason)


def _length(side: tuple[Name, tuple[str, ...]]) -> tuple[int, tuple[str, ...], str]:
    name, words = side
    return len(words), words, name.text


def _is_shell(words: tuple[str, ...], found: list[Match]) -> bool:
    """Whether all that a name has beside what was found says what kind of thing it is."""
    shared = {word for match in found for word in (match.left, match.right)}
    return SHELL_WORDS.issuperset(set(words) - shared)


def _is_head(word: str, name: tuple[str, ...]) -> bool:
    """Whether it is what a longer name is about: its last word, or the last before "of" or "in"."""
    before = takewhile(lambda other: other not in FUNCTION_WORDS, name)
    return word in (name[-1], *islice(reversed(list(before)), 1))


def _ends_as_name(text: str) -> bool:
    """Whether the last two words are capitalised: a first name and a surname, it may be."""
    last = [word for word in text.split() if word not in OUTLET_WORDS][-2:]
    return len(last) > 1 and all(word[:1].isupper() for word in last)

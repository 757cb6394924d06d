"""What speaks against two names being one, although they share words.

Other numbers, other titles, north and south, other first names before the same surname: there are
many Mohammeds. Each objection says what it leaves of a likeness.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from annotations.matching.alignment import Match
from annotations.matching.normal import stem
from annotations.matching.spelling import near
from annotations.matching.vocabulary import (
    CONTRASTS,
    FUNCTION_WORDS,
    GENDERS,
    KINSHIP,
    NO_FIRST_NAMES,
    OFFICES,
    PARTICLES,
    TYPE_WORDS,
)

_NUMBERS, _CONTRAST, _GENDER, _OFFICE = 0.4, 0.5, 0.6, 0.95
"""What is left of a likeness."""
_DIFFERENT = 0.7
"""The same, where first names or surnames differ."""

_SHORT = 3
"""Letters of a word that is either the same or another."""


class Side(NamedTuple):
    """One of the names."""

    text: str
    core: tuple[str, ...]
    titles: frozenset[str]


class Objection(NamedTuple):
    """One thing against it."""

    words: str
    """Which, in words."""
    leaves: float
    """What it leaves of a likeness."""


def objections(left: Side, right: Side, found: list[Match]) -> list[Objection]:
    """What speaks against two names being one, the strongest first.

    Args:
        left: One name.
        right: The other.
        found: Which of their words are taken for the same.
    """
    against = chain(
        _numbers(left, right),
        _contrasts(left.core, right.core),
        _titles(left.titles, right.titles),
        _persons(left, right, found),
    )
    return sorted(against, key=lambda one: one.leaves)


def _numbers(left: Side, right: Side) -> Iterator[Objection]:
    one, other = ({*_numbers_in(side)} for side in (left, right))
    if one - other and other - one:
        differ = sorted(one ^ other, key=lambda number: (len(number), number))
        yield Objection(f"different numbers: {', '.join(differ[:4])}", _NUMBERS)


def _numbers_in(side: Side) -> Iterator[str]:
    """The numbers in a name; of Roman ones that behind it, as in "Benedict XVI"."""
    yield from (stem(word) for word in side.core if stem(word)[0].isdecimal())
    last = side.text.split()[-1:]
    if len(side.core) > 1 and last and _ROMAN.fullmatch(last[0]):
        yield last[0]


_ROMAN = re.compile("(?=[IVX])X{0,2}(?:I{1,3}|IV|VI{0,3}|IX|X)")
"""Up to thirty."""


def _contrasts(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[Objection]:
    for words in CONTRASTS:
        one, other = (words.intersection(name) for name in (left, right))
        if one and other and one.isdisjoint(other):
            yield Objection(f"differ: {min(one)} / {min(other)}", _CONTRAST)


def _titles(left: frozenset[str], right: frozenset[str]) -> Iterator[Objection]:
    words = f"titles differ: {' '.join(sorted(left))} / {' '.join(sorted(right))}"
    if any(a & left and b & right for a, b in (GENDERS, GENDERS[::-1])):
        yield Objection(words, _GENDER)
    elif left & OFFICES and right & OFFICES and left.isdisjoint(right):
        yield Objection(words, _OFFICE)


def _persons(left: Side, right: Side, found: list[Match]) -> Iterator[Objection]:
    """First names that differ before the same surname, surnames that differ after the same name."""
    if not (may_be_person(*left[:2]) and may_be_person(*right[:2])):
        return
    at = {match.at for match in found}
    ends = len(left.core) - 1, len(right.core) - 1
    first, last = (0, 0) in at, ends in at
    if last and not first and _both_free((0, 0), at):
        yield _differ("first names differ", left.core[0], right.core[0])
    elif first and not last and _both_free(ends, at):
        yield _differ("surnames differ", left.core[-1], right.core[-1])


def _differ(said: str, left: str, right: str) -> Objection:
    words = f"{said}: {left.capitalize()} / {right.capitalize()}"
    doubt = near(left, right).score if min(len(left), len(right)) > _SHORT else 0.0
    return Objection(words, _DIFFERENT ** (1 - doubt))


def _both_free(places: tuple[int, int], taken: set[tuple[int, int]]) -> bool:
    """Whether neither word is the same as any."""
    return all(places[side] not in {place[side] for place in taken} for side in (0, 1))


def may_be_person(text: str, core: tuple[str, ...]) -> bool:
    """Whether it is two to six words, all capitalised, none of them a kind of organisation."""
    spoken = [word for word in text.split() if word.casefold() not in _SMALL]
    capitalised = all(word[:1].isupper() or not word[:1].islower() for word in spoken)
    words = all(map(str.isalpha, core)) and _NO_PERSON.isdisjoint(core)
    return 2 <= len(core) <= 6 and capitalised and words and core[0] not in NO_FIRST_NAMES


_SMALL = PARTICLES | KINSHIP
_NO_PERSON = TYPE_WORDS.union(FUNCTION_WORDS, *CONTRASTS)

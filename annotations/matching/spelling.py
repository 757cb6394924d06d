"""How alike two words of names are, and in what way: by spelling, by sound, in another script.

Each way of being alike has a score that says how often such words are one name, and not how many
letters they share: letters alone are the weakest of all.
"""

import re
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel, JaroWinkler

from annotations.matching import countries
from annotations.matching.normal import skeleton, stem
from annotations.matching.scripts import consonants, is_abjad, latin
from annotations.matching.vocabulary import NICKNAMES

INITIAL, NICKNAME, COUNTRY = 0.7, 0.6, 0.75
"""What an initial is worth for a word, a short form of it, and the word for a country's people."""
SAME_COUNTRY = 0.95
"""What another name of a country is worth: "España"."""

SAME_LETTERS = 0.8
"""Words with fewer letters in common are different words."""
SAME_SOUND = 0.6
"""The same, where the skeletons are equal."""
LONG_ENOUGH = 4
"""Letters of a word that may be misspelt; a shorter one becomes another word."""
NEAR, NEAR_FROM = 0.8, 0.6
"""The most that different words have in common, and the Jaro-Winkler likeness that is nothing."""
_SAME_IN_SCRIPT = 0.4
"""Letters in common of words that sound the same in two scripts, one of them made Latin."""
_HEBREW_ARTICLE, _WITHOUT_ARTICLE = re.compile("^ה(?=.{4})"), 0.8
"""Written as one with a word, that may begin so without it; and what is left of a likeness."""
_SAME_UNVOWELLED = 0.85
"""Letters in common of words without their vowels."""
FEWEST_CONSONANTS = 3
"""With fewer, two words without their vowels are hardly one word."""


class Kin(NamedTuple):
    """How alike two words are."""

    score: float
    """0 for different words, 1 for one."""
    how: str
    """``same``, ``spelt``, ``script``, ``initial``, ``nickname`` or ``country``."""


SAME_STEM = 0.9
"""What a common noun is worth in another number."""

STRANGERS = Kin(0.0, "")
"""Different words."""


@lru_cache(maxsize=65536)
def kin(left: str, right: str) -> Kin:
    """How alike two words of names are. The same both ways round."""
    if left == right:
        return Kin(1.0, "same")
    if not (left.isalpha() and right.isalpha()):
        return STRANGERS
    listed = known().get((left, right), STRANGERS)
    if listed.how == "country":
        return listed
    if len(left) == 1 or len(right) == 1:
        same = latin(left)[0] == latin(right)[0]
        return Kin(INITIAL, "initial") if same else STRANGERS
    if left.isascii() and right.isascii():
        found = Kin(spelt(left, right, Indel.normalized_similarity(left, right)), "spelt")
    else:
        found = Kin(_across(left, right), "script")
    return max(found, listed)


def spelt(left: str, right: str, ratio: float) -> float:
    """How alike two words in Latin letters are that have such a share of their letters in common.

    Equal skeletons say more than letters, and equal consonants a little less than those.
    """
    if ratio >= SAME_SOUND and skeleton(left) == skeleton(right):
        return 0.6 + 0.4 * ratio
    if ratio >= SAME_SOUND and _sound_alike(left, right):
        return 0.5 + 0.4 * ratio
    return ratio if ratio >= SAME_LETTERS and min(len(left), len(right)) >= LONG_ENOUGH else 0.0


def _sound_alike(left: str, right: str) -> bool:
    """Whether the consonants are the same, and both begin with one or neither does."""
    sounds = consonants(left)
    begin = (left[0] in "aeiou") == (right[0] in "aeiou")
    return begin and len(sounds) >= FEWEST_CONSONANTS and sounds == consonants(right)


def _across(left: str, right: str) -> float:
    """The same of two words of which one at least is in another script."""
    if is_abjad(left) and is_abjad(right):
        return _letter_by_letter(left, right)
    one, other = latin(left), latin(right)
    ratio = Indel.normalized_similarity(one, other)
    if is_abjad(left) or is_abjad(right):
        one, other = (_HEBREW_ARTICLE.sub("", word) for word in (left, right))
        spoken = _unvowelled(consonants(left), consonants(right), ratio)
        return max(
            spoken, _WITHOUT_ARTICLE * _unvowelled(consonants(one), consonants(other), ratio)
        )
    if ratio >= _SAME_IN_SCRIPT and consonants(one) == consonants(other):
        return 0.6 + 0.4 * ratio
    return spelt(one, other, ratio)


def _unvowelled(left: str, right: str, ratio: float) -> float:
    """How alike two words with these consonants are, by those and by their letters if they must."""
    if left == right:
        likely = len(left) > 1 or (left and ratio >= _SAME_IN_SCRIPT)
        return 0.9 if len(left) >= FEWEST_CONSONANTS else 0.7 * bool(likely)
    share = Indel.normalized_similarity(left, right)
    long = min(len(left), len(right)) > FEWEST_CONSONANTS
    return 0.75 * share if long and share >= _SAME_UNVOWELLED else 0.0


def _letter_by_letter(left: str, right: str) -> float:
    """The same where neither has its vowels: every letter counts, but not how it is written."""
    if len(left) == len(right) and consonants(left) == consonants(right):
        return 0.9
    ratio = Indel.normalized_similarity(left, right)
    long = min(len(left), len(right)) > LONG_ENOUGH
    return ratio if long and ratio >= _SAME_UNVOWELLED else 0.0


@lru_cache(maxsize=65536)
def near(left: str, right: str) -> Kin:
    """What different words have in common all the same: Alyaksandr, Alexander."""
    if not (left.isalpha() and right.isalpha()):
        return STRANGERS
    ratio = JaroWinkler.similarity(latin(left), latin(right))
    return Kin(NEAR * max(0.0, ratio - NEAR_FROM) / (1 - NEAR_FROM), "near")


@lru_cache(maxsize=65536)
def noun_kin(left: str, right: str) -> Kin:
    """The same of words of which one is no name: "man" and "woman" are not misspelt."""
    if left == right:
        return Kin(1.0, "same")
    if stem(left) == stem(right):
        return Kin(SAME_STEM, "spelt")
    found = known().get((left, right), STRANGERS)
    return found if found.how == "country" else STRANGERS


@cache
def known() -> dict[tuple[str, str], Kin]:
    """Words that are alike by no rule: short forms of first names, countries and their people."""
    pairs = {
        pair: Kin(NICKNAME, "nickname")
        for names in NICKNAMES
        for pair in combinations(sorted(names), 2)
    }
    for words in countries.single_words():
        for left, right in combinations(sorted(words), 2):
            named = countries.NAME in words[left] and countries.NAME in words[right]
            score = SAME_COUNTRY if named else COUNTRY
            pairs[left, right] = Kin(score, "country")
    return pairs | {(right, left): how for (left, right), how in pairs.items()}

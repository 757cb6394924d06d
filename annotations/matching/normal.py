"""Text → comparable text: what two spellings of the same thing have in common.

:func:`plain` folds what is typography, :func:`words` also drops what is punctuation,
:func:`name_words` also drops what is courtesy; each can be applied to its own result without
changing it. :func:`stem` folds number and tense, :func:`skeleton` transliteration. None of
them refuses any text.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

import regex

from annotations.matching.vocabulary import (
    ARTICLES,
    NUMBERS,
    PARTICLES,
    PREPOSITIONS,
    SUFFIXES,
    TITLE_LINKS,
    TITLES,
)

_FOLDED = str.maketrans(
    dict.fromkeys("‘’‚‛′`´ʼʻʿʾ", "'")
    | dict.fromkeys("“”„‟″«»‹›", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "...", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
    | {"ı": "i"}
)
"""Quotes, dashes, the ellipsis and the Latin letters that Unicode does not take apart."""

_INVISIBLE = regex.compile(r"\p{Cf}+")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['.][\p{L}\p{M}\p{N}]+)*")
_POSSESSIVE = re.compile(r"\s?'\s?s(?!\w)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MARK_CLASSES = frozenset(range(10, 36)) | frozenset(range(200, 241))
"""Combining classes of diacritics: Hebrew and Arabic points, marks above and below letters. The
vowel signs of Indic scripts are not among them: they are no decoration."""


def plain(text: str) -> str:
    """Fold case, compatibility forms, quotes, dashes, diacritics and runs of white space."""
    folded = _fold(_INVISIBLE.sub("", text))
    while (again := _fold(folded)) != folded:
        folded = again
    return folded


def _fold(text: str) -> str:
    # Quotes first: compatibility forms turn the lone accents into a space and a mark.
    text = unicodedata.normalize("NFKD", text.translate(_FOLDED).casefold()).translate(_FOLDED)
    bare = "".join(c for c in text if unicodedata.combining(c) not in _MARK_CLASSES)
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", bare)).split())


def words(text: str) -> tuple[str, ...]:
    """The words of a text, plain, without possessive: ``U.S.`` is ``us``, ``1,000`` is ``1000``."""
    bare = _THOUSANDS.sub("", _POSSESSIVE.sub(" ", plain(text)))
    return tuple(word for found in _WORD.findall(bare) for word in _split_dots(found))


def _split_dots(word: str) -> tuple[str, ...]:
    """Keep decimals, join initials, part the rest."""
    word = word.replace("'", "")
    parts = word.split(".")
    if len(parts) == 1 or all(part.isdecimal() for part in parts):
        return (word,)
    return ("".join(parts),) if all(len(part) == 1 for part in parts) else tuple(parts)


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name without article, preposition and titles in front and suffixes behind.

    At least one word stays: ``the President`` is ``president``.
    """
    left = _joined_initials(words(text))
    while len(left) > 1 and _is_courtesy(left[0], left[1]):
        del left[0]
    while len(left) > 1 and left[-1] in SUFFIXES:
        del left[-1]
    return tuple(left)


def _is_courtesy(word: str, following: str) -> bool:
    if word in TITLES:
        return following not in TITLE_LINKS
    return word in ARTICLES or word in PREPOSITIONS


def _joined_initials(spoken: tuple[str, ...]) -> list[str]:
    """``U. S.`` and ``J. R. R.`` as ``U.S.`` and ``J.R.R.``: single letters in a row are one."""
    joined: list[str] = []
    for single, run in groupby(spoken, key=lambda word: len(word) == 1 and word.isalpha()):
        letters = list(run)
        joined += ["".join(letters)] if single else letters
    return joined


def without_particles(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words that carry a name: ``al hafy`` is ``hafy``; a name of particles only stays."""
    return tuple(word for word in name if word not in PARTICLES) or name


_SOUNDS = (
    (re.compile(r"[qc]k|ck|q|c(?![ehiy])"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ou|oo|(?<=[aeou])w|[ou]"), "o"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?:[ei]|(?<!^)y|y(?![aeiou]))+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[aio])h$"), ""),
)
"""Spellings of one sound in Latin letters, applied in order."""


_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es|s|e)$")


def stem(word: str) -> str:
    """A number in digits, a word without the commonest English endings: enough to meet halfway."""
    return NUMBERS.get(word) or (_ENDING.sub("", word) if word.isascii() else word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What transliterations of one word share: consonants by sound and the first vowel's class.

    ``mohammed`` and ``muhamad`` are ``mohmd``, ``haniyeh`` and ``haniya`` are ``han``. A word with
    anything but Latin letters is its own skeleton.
    """
    if not (word.isascii() and word.isalpha()):
        return word
    sounds = word
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    first = re.search("[aio]", sounds)
    if first is None:
        return sounds
    rest = re.sub("[aio]", "", sounds[first.end() :])
    return re.sub(r"(.)\1+", r"\1", sounds[: first.end()] + rest)

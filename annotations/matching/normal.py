"""Text → comparable text: what two spellings of the same thing have in common.

:func:`plain` folds what is typography, :func:`words` also drops what is punctuation,
:func:`name_words` also drops what is courtesy; each can be applied to its own result without
changing it. :func:`core` is what names are compared by. :func:`stem` folds number and tense,
:func:`skeleton` transliteration. None of them refuses any text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

import regex

from annotations.matching.scripts import is_abjad, latin
from annotations.matching.vocabulary import (
    ARTICLES,
    LEGAL_FORMS,
    NUMBERS,
    PARTICLES,
    PREPOSITIONS,
    SUFFIXES,
    TITLE_LINKS,
    TITLES,
    TRANSLATED,
    UNTITLED,
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
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_POSSESSIVE = re.compile(r"\s?'\s?s(?!\w)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MARK_CLASSES = frozenset(range(10, 36)) | frozenset(range(200, 241))
"""Combining classes of diacritics: Hebrew and Arabic points, marks above and below letters. The
vowel signs of Indic scripts are not among them: they are no decoration."""


def plain(text: str) -> str:
    """Fold case, compatibility forms, quotes, dashes, diacritics and runs of white space."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
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


def cut(spoken: Iterable[str]) -> Iterator[str]:
    """Words, those of scripts without spaces between them cut into pairs of letters."""
    for word in spoken:
        if word.isascii() or len(word) < 3 or not _UNSPACED.search(word):
            yield word
        else:
            yield from (word[at : at + 2] for at in range(len(word) - 1))


def _split_dots(word: str) -> tuple[str, ...]:
    """Keep decimals, join initials, part the rest."""
    word = word.replace("'", "")
    parts = word.split(".")
    if len(parts) == 1 or all(part.isdecimal() for part in parts):
        return (word,)
    return ("".join(parts),) if all(len(part) == 1 for part in parts) else tuple(parts)


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name without article, preposition and titles in front and suffixes behind.

    At least one word stays: ``the President`` is ``president``. A name in the order of a list,
    ``ABBAS, Abu``, is turned round.
    """
    left = _joined_initials(words(_ELIDED.sub("", plain(in_order(text)))))
    initial = text.lstrip().startswith("A.")
    while len(left) > 1 and not initial and _is_courtesy(left[0], left[1]):
        del left[0]
    while len(left) > 1 and left[-1] in SUFFIXES:
        del left[-1]
    return tuple(left)


_ELIDED = re.compile(r"\b(?:d|l|dell|nell|all|qu)'(?=\w{3})")
"""Articles and prepositions that are written as one with a name: ``d'Italia``."""


def in_order(text: str) -> str:
    """A name with the surname behind: ``ABBAS, Abu`` is ``Abu ABBAS``."""
    surname, comma, rest = text.partition(", ")
    listed = comma and "," not in rest and surname.isupper() and not rest.isupper()
    is_name = listed and rest[:1].isupper() and LEGAL_FORMS.isdisjoint(words(rest)[:1])
    return f"{rest} {surname}" if is_name else text


@lru_cache(maxsize=65536)
def titles(text: str) -> frozenset[str]:
    """The titles in front that :func:`name_words` leaves off."""
    spoken = _joined_initials(words(in_order(text)))
    kept = len(name_words(text))
    front = spoken[: max(0, len(spoken) - kept)]
    return frozenset(word for word in front if word in TITLES)


def _is_courtesy(word: str, following: str) -> bool:
    if word in TITLES:
        return following not in TITLE_LINKS and following not in UNTITLED
    return word in ARTICLES or word in PREPOSITIONS or word in _LEGAL_IN_FRONT


_LEGAL_IN_FRONT = frozenset("ooo oao zao pao ооо оао зао пао тоо тов pt".split())  # noqa: SIM905


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


_SERVANT = frozenset("abd abdul abdel abdal abdol abdu abdur abdoul عبد".split())  # noqa: SIM905
_GLUED_SERVANT = re.compile(r"^abd(?:[aeou]l|oul|ur(?=r))(?![l]|a?h?$)(?=.{3})|^عبدال(?=.{2})")
_ENGLISH = {plain(word): english for word, english in TRANSLATED.items()}


def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words that a name is compared by, of words as :func:`name_words` gives them.

    Without particles, ``Abd al-Rahman`` and ``Abdulrahman`` as one word, and the words that
    organisations are called by in English.
    """
    joined: list[str] = []
    for word in without_particles(name):
        if joined and joined[-1] in _SERVANT:
            joined[-1] = "abd" + word.removeprefix("ال")
        else:
            joined.append(_GLUED_SERVANT.sub("abd", word))
    return tuple(_ENGLISH.get(word, word) for word in joined)


_SOUNDS = (
    (re.compile(r"^ye"), "e"),
    (re.compile(r"tsch|tch"), "ch"),
    (re.compile(r"[qc]k|ck|q|c(?![ehiy])"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"(?<=[dtg])h"), ""),
    (re.compile(r"kh"), "k"),
    (re.compile(r"ou|oo|(?<=[aeou])w|[ou]"), "o"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?:[ei]|(?<!^)y|y(?![aeiou]))+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[aio])h$"), ""),
)
"""Spellings of one sound in Latin letters, applied in order."""


_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es|s|e)$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A number in digits, a word without the commonest English endings: enough to meet halfway."""
    return NUMBERS.get(word) or (_ENDING.sub("", word) if word.isascii() else word)


def number(digits: str) -> str:
    """A number without zeros that make no difference: 2.50 is 2.5; 1.000 may be a thousand."""
    return _TRAILING.sub("", digits)


_TRAILING = re.compile(r"(?<=\.\d)0+$|\.0$")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What transliterations of one word share: consonants by sound and the first vowel's class.

    ``mohammed`` and ``muhamad`` are ``mohmd``, ``haniyeh`` and ``haniya`` are ``han``, and so they
    are in Cyrillic or Greek. Of Arabic, and of what is no word, the letters in Latin.
    """
    sounds = latin(word)
    if is_abjad(word) or not (sounds.isascii() and sounds.isalpha()):
        return sounds
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    first = re.search("[aio]", sounds)
    if first is None:
        return sounds
    rest = re.sub("[aio]", "", sounds[first.end() :])
    return re.sub(r"(.)\1+", r"\1", sounds[: first.end()] + rest)

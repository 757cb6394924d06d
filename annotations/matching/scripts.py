"""Other scripts → Latin letters, and what is left of a name that is written without its vowels.

Arabic and Hebrew by a table of their letters, as names are written in the press; all other scripts
by `anyascii`. Words come in as :func:`annotations.matching.normal.words` gives them: small, and
without what stands above and below letters. None of the functions refuses any word.
"""

import re
from functools import lru_cache

_ARABIC = """
    ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k
    ل l م m ن n ه h و w ي y ى a ة a پ p چ ch ژ zh گ g ک k ی y ڤ v ہ h ے y ٹ t ڈ d ڑ r ں n ھ h
"""
_HEBREW = """
    א a ב b ג g ד d ה h ו w ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts
    ק k ר r ש sh ת t
"""
_PAIRS = (_ARABIC + _HEBREW).split()
_LETTERS = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | {"ء": "", "ـ": ""})

_ABJAD = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
_ARTICLE = re.compile("^ال(?=.{3})")
_CYRILLIC_E = re.compile("^е")
_NO_LETTER = re.compile("[^a-z0-9]+")

_CONSONANTS = (
    (re.compile("tsch|tch|ch"), "C"),
    (re.compile("kh|h"), "h"),
    (re.compile("dzh|dj|zh|gh|[jg]"), "g"),
    (re.compile("sch|sh|ts|tz|[sz]"), "s"),
    (re.compile("ph|[fv]"), "f"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("ck|[cgkqx]"), "k"),
    (re.compile("p"), "b"),
    (re.compile("h$"), ""),
    (re.compile("[aeiouwy0-9]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Consonants that one script tells apart and another does not, applied in order."""


def is_abjad(word: str) -> bool:
    """Whether a word is in Arabic or Hebrew letters, which leave most vowels out."""
    return bool(_ABJAD.search(word))


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A word in small Latin letters: ``путин`` is ``putin``, ``محمد`` is ``mhmd``.

    The Arabic article comes off. A word of which nothing can be made stays as it is.
    """
    if word.isascii():
        return word
    from anyascii import anyascii

    spelt = _CYRILLIC_E.sub("ye", _ARTICLE.sub("", word)).translate(_LETTERS)
    return _NO_LETTER.sub("", anyascii(spelt).casefold()) or word


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The classes of a word's consonants: all that spellings in two scripts have in common.

    ``محمد`` and ``mohammed`` are both ``mhmd``. May be empty.
    """
    left = latin(word)
    for pattern, sound in _CONSONANTS:
        left = pattern.sub(sound, left)
    return left

"""Names made ready for :mod:`annotations.matching.aligning`: in arrays, each distinct word once."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from annotations.matching import countries
from annotations.matching.alignment import weight
from annotations.matching.features import Rarity
from annotations.matching.names import Name, initials_of
from annotations.matching.normal import skeleton, stem
from annotations.matching.objections import may_be_person
from annotations.matching.scripts import consonants, latin
from annotations.matching.sources import Source
from annotations.matching.spelling import known

Ints = NDArray[np.int64]

MOST_WORDS = 6
"""Words of a name that are looked at: of more, the first three and the last three."""
_ABBREVIATIONS = 4
"""Ways to abbreviate a name."""
_COUNTRIES = 2
"""Countries that one name may belong to: "Dominican", "Congolese"."""


class Words:
    """Distinct words, and what each is compared by. Behind the last is the padding: no word."""

    def __init__(self, words: Sequence[str], rarity: Rarity) -> None:
        """Spell them out, sound them and weigh them."""
        sounds = [*map(consonants, words), ""]
        self.texts = [*map(latin, words), ""]
        self.raw = [*words, ""]
        self.weight = np.array([*(weight(word, rarity) for word in words), 0.0], np.float32)
        self.length = np.array([len(text) for text in self.texts], np.int64)
        self.alpha = np.array([word.isalpha() for word in self.raw], bool)
        self.number = np.array([stem(word)[:1].isdecimal() for word in self.raw], bool)
        self.foreign = np.array([not word.isascii() for word in self.raw], bool)
        self.skeleton = _numbered(map(skeleton, self.raw))
        self.consonants = _numbered(sounds)
        self.sounds = np.array([len(sound) for sound in sounds], np.int64)
        self.stem = _numbered(map(stem, self.raw))
        self.first = _numbered(text[:1] for text in self.texts)
        self.vowel = np.array([text[:1] in set("aeiou") for text in self.texts], bool)
        self.letters = np.array([_letters(text) for text in self.texts], np.uint32)
        self.sound_letters = np.array([_letters(sound) for sound in sounds], np.uint32)
        self._table()

    def _table(self) -> None:
        """Which pairs of them are alike by no rule, by number and other number in one."""
        numbers = {word: number for number, word in enumerate(self.raw)}
        found = sorted(
            (numbers[left] * len(self.raw) + numbers[right], kin.score)
            for (left, right), kin in known().items()
            if left in numbers and right in numbers
        )
        self.pairs = np.array([pair for pair, _ in found], np.int64)
        self.pair_scores = np.array([score for _, score in found], np.float32)
        self.listed = np.zeros(len(self.raw), bool)
        self.listed[self.pairs // len(self.raw)] = True


class Tokens:
    """Names made ready: build it once, align many pairs."""

    def __init__(self, forms: Sequence[Name | Source], rarity: Rarity) -> None:
        """Read the names.

        Args:
            forms: The names, or the sources; pairs are given by their places here.
            rarity: How much it says that two names share a word.
        """
        cores = [_core(form) for form in forms]
        numbers: dict[str, int] = {}
        for word in (word for core in cores for word in core):
            numbers.setdefault(word, len(numbers))
        self.words = Words(list(numbers), rarity)
        padding = [len(numbers)] * MOST_WORDS
        rows = [([numbers[word] for word in core] + padding)[:MOST_WORDS] for core in cores]
        self.places = np.array(rows, np.int64).reshape(len(forms), MOST_WORDS)
        self.lengths = np.array([len(core) for core in cores], np.int64)
        self.total = self.words.weight[self.places].sum(axis=1)
        self.generic = np.array([_is_generic(form) for form in forms], bool)
        persons = (may_be_person(f.text, core) for f, core in zip(forms, cores, strict=True))
        self.person = np.array(list(persons), bool)
        self.sound = _numbered(skeleton("".join(map(latin, core))) for core in cores)
        self.sounds = _numbered(tuple(sorted(map(skeleton, core))) for core in cores)
        self._abbreviations(forms)
        self._countries(forms)

    def _abbreviations(self, forms: Sequence[Name | Source]) -> None:
        """What a name may be an abbreviation of, and what it may be abbreviated to."""
        said = [_abbreviation(form) for form in forms]
        numbers = {text: number for number, text in enumerate(sorted({*said} - {""}))}
        self.short = np.array([numbers.get(text, -1) for text in said], np.int64)
        self.long = np.full((len(forms), _ABBREVIATIONS), -2, np.int64)
        for row, form in enumerate(forms):
            if len(form.words) > 1:
                found = sorted(numbers[i] for i in initials_of(form.text) if i in numbers)
                self.long[row, : len(found)] = found

    def _countries(self, forms: Sequence[Name | Source]) -> None:
        """Which countries a name belongs to, and whether as a name, a people or a seat."""
        ties = countries.ties()
        numbers: dict[str, int] = {}
        self.country = np.full((len(forms), _COUNTRIES), -1, np.int64)
        self.tie = np.zeros((len(forms), _COUNTRIES), np.int64)
        for row, form in enumerate(forms):
            for column, tie in enumerate(sorted(ties.get(form.key, ()))[:_COUNTRIES]):
                self.country[row, column] = numbers.setdefault(tie.country, len(numbers))
                self.tie[row, column] = countries.KINDS.index(tie.kind)


def _core(form: Name | Source) -> tuple[str, ...]:
    """The words of a name; of a source those of all its names."""
    names = form.parts if isinstance(form, Source) else (form,)
    words = tuple(word for name in names for word in name.core)
    half = MOST_WORDS // 2
    return words if len(words) <= MOST_WORDS else (*words[:half], *words[-half:])


def _is_generic(form: Name | Source) -> bool:
    return form.anonymous if isinstance(form, Source) else form.generic


def _abbreviation(form: Name | Source) -> str:
    single = len(form.words) == 1 and form.text.strip(" .").isupper()
    return form.key if single else ""


def _numbered(values: Iterable[Hashable]) -> Ints:
    """The same number for the same value."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)


def _letters(text: str) -> int:
    """Which letters there are, a bit each."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) % 32)
    return bits

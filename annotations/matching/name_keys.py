"""The keys of names.

Where one name may be part of another, the two sides differ: a name asks for every name that could
be made of some of its words, and is held under all its words only. Such a key leads to few forms,
however many share the word; likewise a name asks for its abbreviation.

Single words and letters lead far while there are few names. Among many, most are too common to be
of use, and it is the keys made of two things that lead on: two words, a word and the initial of
another one, a word and how another one begins or ends.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from annotations.matching.hashing import (
    Hashes,
    Places,
    lengths_of,
    letters,
    running,
    salted,
    spelt,
    starts,
    trigrams,
)
from annotations.matching.keys import (
    Keys,
    Kind,
    Words,
    expanded,
    kept,
    packed,
    rows,
    together,
    without,
)
from annotations.matching.normal import skeleton
from annotations.matching.vocabulary import FUNCTION_WORDS, PARTICLES

_APART = 3
"""How far apart words still make a pair."""
_LONGEST_PART = 4
"""Words of the longest part that a name asks for."""
_INITIALS = range(2, 7)
"""Letters of an abbreviation."""
_SLIPPED = range(4, 16)
"""Letters of a word that may be misspelt."""
_CONSONANTS = range(4, 20)
"""Consonants of a name that may be cut into words otherwise."""
_WEAK = PARTICLES | FUNCTION_WORDS
_VOWELS = str.maketrans(dict.fromkeys("aio", ""))
"""The vowels of a skeleton."""


def name_keys(words: Words) -> Keys:
    """All keys of a block of names."""
    names = _Names(words)
    both = [*names.words_and_letters(), *names.pairs(), *names.initials(), names.consonants()]
    count = len(words.lengths)
    held = rows([*both, names.whole(), names.short()], count)
    return Keys(held, rows([*both, *names.parts(), *names.acronyms()], count))


class _Names:
    """A block of names: their strong words, and what the distinct words sound like."""

    def __init__(self, words: Words) -> None:
        self._words, self._count = words, len(words.lengths)
        self._spelling = words.distinct
        self._sounds = [skeleton(word) for word in words.distinct]
        self._sound = _number(0, self._sounds)
        strong = without(words.distinct, _WEAK) & (lengths_of(words.distinct) > 1)
        self._row, self._token = kept(words, strong)

    def words_and_letters(self) -> Iterator[Hashes]:
        """Words as they sound, three letters of them, and words with a letter left out."""
        yield packed(self._row, Kind.WORD, self._sound[self._token])
        lengths = lengths_of(self._sounds)
        yield self._of_words(Kind.GRAM, trigrams(letters(self._sounds), lengths), lengths)
        slips = [_slips(word) for word in self._spelling]
        yield self._of_words(Kind.SLIP, _number(1, list(chain(*slips))), lengths_of(slips))

    def _of_words(self, kind: Kind, numbers: Hashes, lengths: Places) -> Hashes:
        """Keys made of single words, from those of all distinct words, so many for each."""
        places, counts = expanded(self._token, lengths)
        return packed(np.repeat(self._row, counts), kind, numbers[places])

    def pairs(self) -> Iterator[Hashes]:
        """Two words, and a word with the ends of another, as far as they are near each other."""
        ends = _number(2, [s[:2] for s in self._sounds]), _number(3, [s[-2:] for s in self._sounds])
        for apart in range(1, _APART + 1):
            first, second = together(self._row, apart)
            row, one, other = self._row[first], self._token[first], self._token[second]
            yield packed(row, Kind.PAIR, self._sound[one] + self._sound[other])
            for end in ends:
                yield packed(row, Kind.ENDS, self._sound[one] + end[other])
                yield packed(row, Kind.ENDS, self._sound[other] + end[one])

    def initials(self) -> Iterator[Hashes]:
        """A word and the first letter of another; the other may be an initial itself."""
        long = lengths_of(self._spelling) > 1
        row, token = kept(self._words, without(self._spelling, _WEAK) | ~long)
        letter = _number(4, [word[:1] for word in self._spelling])
        for apart in range(1, _APART + 1):
            first, second = together(row, apart)
            for word, other in ((first, second), (second, first)):
                good = long[token[word]]
                key = self._sound[token[word[good]]] + letter[token[other[good]]]
                yield packed(row[word[good]], Kind.INITIAL, key)

    @cached_property
    def _sums(self) -> Hashes:
        """Running sums over all words: a set of words is known by the sum of its numbers."""
        return running(self._sound[self._token])

    @cached_property
    def _all(self) -> Hashes:
        """What each name is known by."""
        bounds = np.searchsorted(self._row, np.arange(self._count + 1))
        return self._sums[bounds[1:]] - self._sums[bounds[:-1]]

    def whole(self) -> Hashes:
        """All the words of a name."""
        filled = np.flatnonzero(self._words.lengths)
        return packed(filled, Kind.WHOLE, self._all[filled])

    def parts(self) -> Iterator[Hashes]:
        """What names could be made of some of its words: those in a row, all, all but one."""
        for length in range(1, _LONGEST_PART + 1):
            first, last = together(self._row, length - 1)
            yield packed(self._row[first], Kind.WHOLE, self._sums[last + 1] - self._sums[first])
        own = self._all[self._row]
        yield packed(self._row, Kind.WHOLE, own)
        several = np.bincount(self._row, minlength=self._count)[self._row] > 2
        but_one = (own - self._sound[self._token])[several]
        yield packed(self._row[several], Kind.WHOLE, but_one)

    def consonants(self) -> Hashes:
        """All consonants in a row, however the name is cut into words."""
        bare = [sound.translate(_VOWELS) for sound in self._sounds]
        places, counts = expanded(self._words.tokens, lengths_of(bare))
        total = np.bincount(self._words.row, counts, minlength=self._count).astype(np.int64)
        number = salted(spelt(letters(bare)[places], total), 5)
        fit = np.flatnonzero((total >= _CONSONANTS.start) & (total < _CONSONANTS.stop))
        return packed(fit, Kind.WHOLE, number[fit])

    def short(self) -> Hashes:
        """What may be an abbreviation: one short word."""
        single = np.flatnonzero(self._words.lengths == 1)
        token = self._words.tokens[starts(self._words.lengths)[single]]
        length = lengths_of(self._spelling)
        fit = _fits(length[token])
        number = spelt(letters(self._spelling), length)[token[fit]]
        return packed(single[fit], Kind.ACRONYM, number)

    def acronyms(self) -> Iterator[Hashes]:
        """What a name may be abbreviated to, with its particles and without."""
        first = letters([word[:1] for word in self._spelling])
        for weak in (_WEAK, FUNCTION_WORDS - PARTICLES):
            row, token = kept(self._words, without(self._spelling, weak))
            lengths = np.bincount(row, minlength=self._count)
            fit = np.flatnonzero(_fits(lengths))
            yield packed(fit, Kind.ACRONYM, spelt(first[token], lengths)[fit])


def _fits(lengths: Places) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which are the lengths of abbreviations."""
    return (lengths >= _INITIALS.start) & (lengths < _INITIALS.stop)


def _number(salt: int, words: Sequence[str]) -> Hashes:
    return salted(spelt(letters(words), lengths_of(words)), salt)


def _slips(word: str) -> list[str]:
    """The word, and the word with any one letter left out: two that differ by a slip share one."""
    if len(word) not in _SLIPPED:
        return []
    return [word, *{word[:i] + word[i + 1 :] for i in range(len(word))}]

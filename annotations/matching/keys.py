"""What forms may have in common: the keys by which candidates are found.

A form gives two sets of keys: those it is *held* under, and those it *asks* for others by.
`name_keys` and `statement_keys` make them; here is what they share. All of it works on whole blocks
of forms at a time, and looks at each distinct word of a block once.
"""

from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.codebook import Shape
from annotations.matching.hashing import (
    Hashes,
    Places,
    distinct,
    mixed,
    ranges,
    starts,
    within,
)

Numbers = NDArray[np.uint32]
"""Keys: the last four bits say of which kind."""
KIND = np.uint32(15)
"""Where the kind stands in a key."""

_MOST_WORDS = {Shape.NAME: 8, Shape.SOURCE: 12, Shape.STATEMENT: 64}
"""Words of a form that are looked at."""


class Kind(IntEnum):
    """What a key is made of."""

    WORD = 0
    """A word as it sounds, or its stem."""
    PAIR = 1
    """Two words."""
    INITIAL = 2
    """A word and the first letter of another one."""
    ENDS = 3
    """A word and how another one begins, or ends."""
    GRAM = 4
    """Three letters of a word as it sounds."""
    SLIP = 5
    """A word with a letter left out."""
    WHOLE = 6
    """All the words, in any order; or all the consonants."""
    ACRONYM = 7
    """The first letters of the words."""
    RUN = 8
    """Some words in a row."""


class Words(NamedTuple):
    """The words of a block of forms, each distinct word once."""

    distinct: Sequence[str]
    """The words."""
    tokens: Places
    """Which word stands where, one form behind the other."""
    lengths: Places
    """How many words each form has."""

    @property
    def row(self) -> Places:
        """Which form each token belongs to."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)


class Rows(NamedTuple):
    """The keys of a block of forms, ascending in each row, none twice."""

    keys: Numbers
    """One row behind the other."""
    bounds: Places
    """Where each row begins, and where the last one ends."""


class Keys(NamedTuple):
    """A block of forms as candidates are sought among them."""

    held: Rows
    """Under what each is found."""
    asked: Rows
    """By what each seeks."""


class Rarity(NamedTuple):
    """How many forms hold a key."""

    keys: Numbers
    """The keys, ascending."""
    counts: Places
    """How many forms hold each."""

    def __call__(self, keys: Numbers) -> Places:
        """How many forms hold these keys; 0 for one that is not known."""
        places, there = found_in(self.keys, keys)
        return np.where(there, self.counts[places], 0) if len(self.keys) else places


def found_in(ascending: Numbers, keys: Numbers) -> tuple[Places, NDArray[np.bool_]]:
    """Where each of the keys is, and which are there at all."""
    if not len(ascending):
        return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
    places = np.minimum(np.searchsorted(ascending, keys), len(ascending) - 1)
    return places, ascending[places] == keys


def read(forms: Sequence[Sequence[str]], shape: Shape) -> Words:
    """Number the words of a block of forms."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    lengths = np.fromiter(map(len, forms), np.int64, len(forms))
    found = map(numbers.__getitem__, chain.from_iterable(forms))
    words = Words([], np.fromiter(found, np.int64, int(lengths.sum())), lengths)
    words = words._replace(distinct=list(numbers))
    used = within(words.lengths) < _MOST_WORDS[shape]
    lengths = np.minimum(words.lengths, _MOST_WORDS[shape])
    return words._replace(tokens=words.tokens[used], lengths=lengths)


def expanded(tokens: Places, lengths: Places) -> tuple[Places, Places]:
    """Where the parts of each token stand, and how many it has.

    Args:
        tokens: which word stands where.
        lengths: how many parts each distinct word has; they stand one behind the other.
    """
    counts = lengths[tokens]
    return ranges(starts(lengths)[tokens], counts), counts


def kept(words: Words, strong: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Row and word of the strong words; of all words, in a form that has no strong ones."""
    row = words.row
    good = strong[words.tokens]
    has = np.bincount(row[good], minlength=len(words.lengths)) > 0
    good |= ~has[row]
    return row[good], words.tokens[good]


def without(words: Sequence[str], weak: frozenset[str]) -> NDArray[np.bool_]:
    """Which of the words are not among the weak ones."""
    return np.fromiter((word not in weak for word in words), np.bool_, len(words))


def together(row: Places, apart: int) -> tuple[Places, Places]:
    """All two places of one row that lie so far apart: the first ones, and the second ones."""
    first = np.flatnonzero(row[apart:] == row[: max(0, len(row) - apart)])
    return first, first + apart


def numbered(hashes: Hashes, kind: Kind) -> Numbers:
    """Keys of a kind."""
    high = (mixed(hashes) >> np.uint64(32)).astype(np.uint32)
    return high & ~KIND | np.uint32(kind)


def packed(row: Places, kind: Kind, hashes: Hashes) -> Hashes:
    """Keys behind the number of their row: sorted, they are in rows."""
    return row.astype(np.uint64) << np.uint64(32) | numbered(hashes, kind)


def rows(entries: Sequence[Hashes], count: int) -> Rows:
    """The keys of so many forms, from :func:`packed`."""
    once, _ = distinct(np.concatenate(entries))
    bounds = np.searchsorted(once, np.arange(count + 1, dtype=np.uint64) << np.uint64(32))
    return Rows(once.astype(np.uint32), bounds.astype(np.int64))


def one_sided(keys: NDArray[Any]) -> NDArray[np.bool_]:
    """Which keys need not be the same on both sides."""
    sides: NDArray[np.bool_] = np.isin(keys & KIND, (Kind.WHOLE, Kind.ACRONYM))
    return sides

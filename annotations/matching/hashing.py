"""Words as numbers, a whole block at a time: what the keys of candidates are made with.

The same text gives the same number in every process and on every machine.
"""

from collections.abc import Sequence, Sized
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
"""Numbers that stand for words, or for what is made of them."""
Places = NDArray[np.int64]
"""Positions in an array, or counts of them."""

_ODD = 0x9E3779B97F4A7C15
_ALL = 0xFFFFFFFFFFFFFFFF


def mixed(numbers: Hashes) -> Hashes:
    """Spread numbers over all bits (the end of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def salted(numbers: Hashes, salt: int) -> Hashes:
    """Other numbers for every salt."""
    return mixed(numbers + np.uint64((salt + 1) * _ODD & _ALL))


def running(numbers: Hashes) -> Hashes:
    """Running sums, from 0."""
    return np.concatenate((np.zeros(1, np.uint64), np.cumsum(numbers, dtype=np.uint64)))


def starts(lengths: NDArray[Any]) -> Places:
    """Where stretches of these lengths begin that lie one behind the other, and where all end."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))


def ranges(begins: Places, lengths: Places) -> Places:
    """The positions of stretches, one stretch behind the other."""
    shift = np.repeat(begins - starts(lengths)[:-1], lengths)
    return shift + np.arange(len(shift))


def within(lengths: Places) -> Places:
    """The position of every element inside its own stretch."""
    return ranges(np.zeros(len(lengths), np.int64), lengths)


def lengths_of(words: Sequence[Sized]) -> Places:
    """The length of every word."""
    return np.fromiter(map(len, words), np.int64, len(words))


def letters(words: Sequence[str]) -> Hashes:
    """The codepoints of all words, one word behind the other."""
    coded = "".join(words).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(coded, np.uint32).astype(np.uint64)


def spelt(codes: Hashes, lengths: Places) -> Hashes:
    """A number for each word, from its letters in order; 0 for the empty word."""
    longest = int(lengths.max(initial=1))
    powers: Hashes = np.cumprod(np.full(longest, _ODD, np.uint64), dtype=np.uint64)
    total = running(mixed(codes) * powers[within(lengths)])
    bounds = starts(lengths)
    return total[bounds[1:]] - total[bounds[:-1]]


def trigrams(codes: Hashes, lengths: Places) -> Hashes:
    """A number for each three letters in a row: as many as the word has letters.

    A word begins and ends with a mark of its own.
    """
    framed = np.zeros(len(codes) + 2 * len(lengths), np.uint64)
    bounds = starts(lengths + 2)
    middle = ranges(bounds[:-1] + 1, lengths)
    framed[middle] = codes
    framed[bounds[:-1]], framed[bounds[1:] - 1] = 1, 2
    numbers = mixed(framed[middle - 1])
    for step in range(2):
        numbers = mixed(numbers + framed[middle + step])
    return numbers


def distinct(values: NDArray[Any]) -> tuple[NDArray[Any], Places]:
    """Each value once, ascending, and how often it is there: by sorting, which is quickest."""
    ascending = np.sort(values)
    first = firsts(ascending)
    return ascending[first], np.diff(np.append(first, len(ascending)))


def order_of(values: NDArray[np.uint32]) -> Places:
    """What puts values in order, equal ones as they come; several times as fast as ``argsort``."""
    places = np.arange(len(values), dtype=np.uint64)
    ascending = np.sort(values.astype(np.uint64) << np.uint64(32) | places)
    return (ascending & np.uint64(0xFFFFFFFF)).astype(np.int64)


def firsts(ascending: NDArray[Any]) -> Places:
    """Where each value stands first."""
    changes = ascending[1:] != ascending[:-1]
    return np.flatnonzero(np.concatenate((np.ones(min(1, len(ascending)), np.bool_), changes)))

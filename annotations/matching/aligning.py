"""The words of many pairs of names, one to one, all at once: what a linear model can use of it.

The same alignment as :mod:`annotations.matching.alignment`, in arrays. Distinct words are spelt
out, sounded and weighed once, distinct pairs of words are scored once, and most of those are told
apart by their letters before anything is compared. Where the two differ: a name counts its first
three and last three words, and words are never put together; but names that sound the same as a
whole are seen.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from annotations.matching import countries
from annotations.matching.spelling import (
    FEWEST_CONSONANTS,
    INITIAL,
    LONG_ENOUGH,
    SAME_LETTERS,
    SAME_SOUND,
    SAME_STEM,
    kin,
)
from annotations.matching.tokens import Ints, Tokens, Words

__all__ = ["COLUMNS", "Tokens", "align"]

COLUMNS = (
    "overlap",  # weight of the words in common in both: two names of one are mostly the same words
    "inside",  # the same in the one that has more in common: "Deif" is all in "Mohammed Deif"
    "surname",  # how alike the last words are: they tell families, and what a thing is
    "first",  # how alike the first words are: with "surname", who it is
    "unmatched",  # words of the shorter name that the longer has not: each makes it another name
    "extra",  # words that only the longer has: more to say, or more than one thing
    "sound",  # whether the whole sounds the same: words run together, other scripts
    "initials",  # whether one is the initials of the other: nothing else sees "WHO"
    "country",  # what both have to do with one country: "Iraqi" and Iraq
    "numbers",  # whether both have numbers, and none the same: Channel 12 is not Channel 14
    "clash",  # same surname, other first names, both in full: there are many Mohammeds
)
"""What :func:`align` says of a pair, in the order of its columns."""

_CHUNK = 65_536
"""Pairs at a time: some tens of megabytes."""

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


def align(tokens: Tokens, left: Ints, right: Ints) -> Floats:
    """Align many pairs.

    Args:
        tokens: The names.
        left: The place of one name of each pair.
        right: The place of the other.

    Returns:
        A row for each pair, of :data:`COLUMNS`. The same both ways round.
    """
    left, right = np.minimum(left, right), np.maximum(left, right)
    found = np.zeros((len(left), len(COLUMNS)), np.float32)
    widths = np.maximum(tokens.lengths[left], tokens.lengths[right])
    order = np.argsort(widths, kind="stable")
    for start in range(0, len(order), _CHUNK):
        rows = order[start : start + _CHUNK]
        width = max(1, int(widths[rows[-1]]))
        found[rows] = _Chunk(tokens, left[rows], right[rows], width).columns()
    return found


class _Alignment(NamedTuple):
    """What came of aligning the words of some pairs."""

    left: Flags
    """Whether a word of the left name has a partner."""
    right: Flags
    shared_left: Floats
    """What the words with partners weigh, as far as those are alike."""
    shared_right: Floats


class _Chunk:
    """Some pairs of names of similar length."""

    def __init__(self, tokens: Tokens, left: Ints, right: Ints, width: int) -> None:
        self._tokens, self._left, self._right, self._width = tokens, left, right, width
        self._a, self._b = tokens.places[left][:, :width], tokens.places[right][:, :width]
        self._a_words, self._b_words = tokens.lengths[left], tokens.lengths[right]
        self._rows = np.arange(len(left))

    def columns(self) -> Floats:
        """All of :data:`COLUMNS`."""
        tokens, left, right = self._tokens, self._left, self._right
        alike = self._alike()
        surname = alike[self._rows, self._a_words - 1, self._b_words - 1]
        first = alike[:, 0, 0].copy()
        found = self._one_to_one(alike.copy())
        matched = found.left.sum(axis=1)
        whole = tokens.total[left], tokens.total[right]
        shared = found.shared_left, found.shared_right
        columns: dict[str, NDArray[Any]] = {
            "overlap": (shared[0] + shared[1]) / np.maximum(whole[0] + whole[1], 1e-6),
            "inside": np.maximum(
                shared[0] / np.maximum(whole[0], 1e-6), shared[1] / np.maximum(whole[1], 1e-6)
            ),
            "surname": surname,
            "first": first,
            "unmatched": np.minimum(self._a_words, self._b_words) - matched,
            "extra": np.maximum(self._a_words, self._b_words) - matched,
            "sound": self._same(tokens.sound) | self._same(tokens.sounds),
            "initials": self._initials(),
            "country": self._country(),
            "numbers": self._numbers(),
            "clash": self._clash(found, surname),
        }
        return np.stack([columns[name].astype(np.float32) for name in COLUMNS], axis=1)

    def _same(self, of: Ints) -> Flags:
        return cast("Flags", of[self._left] == of[self._right])

    def _alike(self) -> Floats:
        """How alike each word of one name and each of the other are."""
        words, nothing = self._tokens.words, len(self._tokens.words.raw) - 1
        shape = len(self._rows), self._width, self._width
        a = np.broadcast_to(self._a[:, :, None], shape)
        b = np.broadcast_to(self._b[:, None, :], shape)
        same = (a == b) & (a != nothing)
        alike: Floats = same.astype(np.float32)
        nouns = self._tokens.generic[self._left] | self._tokens.generic[self._right]
        nouns = np.broadcast_to(nouns[:, None, None], shape)
        stems = ~same & nouns & (a != nothing) & (words.stem[a] == words.stem[b])
        alike[stems] = SAME_STEM
        odd = np.flatnonzero(~(same | nouns | (a == nothing) | (b == nothing)))
        one, other = a.reshape(-1)[odd], b.reshape(-1)[odd]
        maybe = _may_be_alike(words, one, other)
        alike.reshape(-1)[odd[maybe]] = _scores(words, one[maybe], other[maybe])
        return alike

    def _one_to_one(self, alike: Floats) -> _Alignment:
        """The best pair of words, the best of the rest, and so on; the nearer of two as good."""
        rows, width = self._rows, self._width
        weights = self._tokens.words.weight
        places = np.arange(width)
        apart = 1e-4 * np.abs(places[:, None] - places[None, :]).astype(np.float32)
        ranked = np.where(alike > 0, alike - apart, 0).reshape(len(rows), -1)
        found = _Alignment(
            np.zeros((len(rows), width), bool),
            np.zeros((len(rows), width), bool),
            np.zeros(len(rows), np.float32),
            np.zeros(len(rows), np.float32),
        )
        for _ in range(width):
            best = ranked.argmax(axis=1)
            some = np.flatnonzero(ranked[rows, best] > 0)
            if not len(some):
                break
            i, j = best[some] // width, best[some] % width
            score = alike[some, i, j]
            found.left[some, i] = found.right[some, j] = True
            found.shared_left[some] += score * weights[self._a[some, i]]
            found.shared_right[some] += score * weights[self._b[some, j]]
            square = ranked.reshape(len(rows), width, width)
            square[some, i, :] = 0
            square[some, :, j] = 0
        return found

    def _clash(self, found: _Alignment, surname: Floats) -> Flags:
        tokens, words = self._tokens, self._tokens.words
        full = (words.length[self._a[:, 0]] > 1) & (words.length[self._b[:, 0]] > 1)
        persons = tokens.person[self._left] & tokens.person[self._right]
        both = (self._a_words > 1) & (self._b_words > 1)
        return cast(
            "Flags", persons & both & full & (surname > 0) & ~found.left[:, 0] & ~found.right[:, 0]
        )

    def _initials(self) -> Flags:
        tokens = self._tokens
        one = tokens.short[self._left][:, None] == tokens.long[self._right]
        other = tokens.short[self._right][:, None] == tokens.long[self._left]
        return cast("Flags", one.any(axis=1) | other.any(axis=1))

    def _country(self) -> Floats:
        tokens = self._tokens
        one, other = tokens.country[self._left], tokens.country[self._right]
        kinds = tokens.tie[self._left], tokens.tie[self._right]
        best = np.zeros(len(self._rows), np.float32)
        for i in range(one.shape[1]):
            for j in range(other.shape[1]):
                same = (one[:, i] == other[:, j]) & (one[:, i] >= 0)
                close = _CLOSENESS[kinds[0][:, i], kinds[1][:, j]]
                best = np.maximum(best, np.where(same, close, 0))
        return best

    def _numbers(self) -> Flags:
        """Whether both have numbers and none in common."""
        words = self._tokens.words
        one, other = words.number[self._a], words.number[self._b]
        same = words.stem[self._a][:, :, None] == words.stem[self._b][:, None, :]
        shared = (same & one[:, :, None] & other[:, None, :]).any(axis=(1, 2))
        return cast("Flags", one.any(axis=1) & other.any(axis=1) & ~shared)


_CLOSENESS = np.array(
    [
        [
            countries.closeness(countries.Tie("", one), countries.Tie("", other))[0]
            for other in countries.KINDS
        ]
        for one in countries.KINDS
    ],
    np.float32,
)


def _may_be_alike(words: Words, one: Ints, other: Ints) -> Flags:
    """Whether two words may be alike, by which letters they have: no comparison yet."""
    foreign = words.foreign[one] | words.foreign[other]
    listed = words.listed[one] & words.listed[other]
    initial = ((words.length[one] == 1) | (words.length[other] == 1)) & (
        words.first[one] == words.first[other]
    )
    by_letters = _at_most(words.letters, words.length, one, other) >= SAME_SOUND
    by_sound = _at_most(words.sound_letters, words.sounds, one, other) >= SAME_SOUND
    alpha = words.alpha[one] & words.alpha[other]
    maybe = listed | initial | np.where(foreign, by_sound | by_letters, by_letters)
    return cast("Flags", alpha & maybe)


def _at_most(
    letters: NDArray[np.uint32], length: Ints, one: Ints, other: Ints
) -> NDArray[np.float64]:
    """The most that two words can have in common: letters that only one has are lost."""
    a, b = letters[one], letters[other]
    left = length[one] - np.bitwise_count(a & ~b)
    right = length[other] - np.bitwise_count(b & ~a)
    share: NDArray[np.float64] = (
        2 * np.minimum(left, right) / np.maximum(length[one] + length[other], 1)
    )
    return share


def _scores(words: Words, one: Ints, other: Ints) -> Floats:
    """How alike words are: each distinct pair is looked at once."""
    size = len(words.raw)
    pairs, back = np.unique(
        np.minimum(one, other) * size + np.maximum(one, other), return_inverse=True
    )
    a, b = pairs // size, pairs % size
    scores = np.zeros(len(pairs), np.float32)
    foreign = words.foreign[a] | words.foreign[b]
    for rows, scored in ((np.flatnonzero(~foreign), _latin), (np.flatnonzero(foreign), _foreign)):
        scores[rows] = scored(words, a[rows], b[rows])
    if len(words.pairs):
        at = np.minimum(np.searchsorted(words.pairs, pairs), len(words.pairs) - 1)
        known = np.where(words.pairs[at] == pairs, words.pair_scores[at], 0)
        scores = np.maximum(scores, known).astype(np.float32)
    return scores[back]


def _foreign(words: Words, one: Ints, other: Ints) -> Floats:
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    return np.array([kin(words.raw[a], words.raw[b]).score for a, b in pairs], np.float32)


def _latin(words: Words, one: Ints, other: Ints) -> Floats:
    """The rules of :func:`annotations.matching.spelling.spelt`, in arrays."""
    scorer: Callable[..., float] = Indel.normalized_similarity
    queries, choices = ([words.texts[place] for place in side.tolist()] for side in (one, other))
    ratio = process.cpdist(queries, choices, scorer=scorer, dtype=np.float32)
    shortest = np.minimum(words.length[one], words.length[other])
    sound = words.skeleton[one] == words.skeleton[other]
    loose = (
        (words.consonants[one] == words.consonants[other])
        & (words.vowel[one] == words.vowel[other])
        & (words.sounds[one] >= FEWEST_CONSONANTS)
    )
    initial = (shortest == 1) & (words.first[one] == words.first[other])
    found = np.select(
        [
            shortest == 1,
            (ratio >= SAME_SOUND) & sound,
            (ratio >= SAME_SOUND) & loose,
            (ratio >= SAME_LETTERS) & (shortest >= LONG_ENOUGH),
        ],
        [INITIAL * initial, 0.6 + 0.4 * ratio, 0.5 + 0.4 * ratio, ratio],
        0.0,
    )
    return cast("Floats", found.astype(np.float32))

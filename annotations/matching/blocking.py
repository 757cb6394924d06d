"""Which pairs of forms are worth scoring, without looking at all pairs.

Forms that share keys are near each other, the rarer the keys the nearer; for each form the nearest
few are taken. That is a product of sparse matrices of which only the largest entries of each row
are kept. Keys of too many forms are left out, so that the work grows with the forms, and not with
their square; `keys` sees to it that enough rare ones remain.

All of it is done by pure functions over blocks of a fixed size, so that an engine that runs the
same functions elsewhere, in any order, comes to the same pairs::

    read → words_of → count → total                   (statements: which words are rare)
         → keys_of  → count → total → scale_of        (which keys lead anywhere, and how far)
                            → shelve                  (a shard: some blocks, by key)
                            → weigh → near, merge     (the nearest in all shards to each of a block)
                                    → gather          (each pair once)

Equal scores: `near` keeps those that the library comes upon first, which depends on nothing but the
block and the shard, and their sizes are constant; `merge` prefers the smaller position.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from annotations.codebook import Shape
from annotations.matching.hashing import firsts
from annotations.matching.keys import Keys, Rarity, Words, read
from annotations.matching.name_keys import name_keys
from annotations.matching.nearness import (
    Limits,
    Near,
    count,
    merge,
    near,
    scale_of,
    shelve,
    total,
    weigh,
)
from annotations.matching.statement_keys import statement_keys, words_of
from annotations.progress import Progress, silent

T = TypeVar("T")

BLOCK = 32_768
"""Forms of a block: what one task reads, and what it seeks for."""
SHARD = 4
"""Blocks of a shard: what one task seeks in."""
FEW = 2_000
"""Up to so many forms, all pairs that share anything are candidates."""
MOST = {Shape.NAME: 30, Shape.SOURCE: 30, Shape.STATEMENT: 24}
"""Others that are kept for a form, where there are more forms than a few."""
LEAST = {Shape.NAME: 0.06, Shape.SOURCE: 0.06, Shape.STATEMENT: 0.10}
"""How near they must be. Below, few are the same, and most forms have no others then."""
HOLDERS = {Shape.NAME: 500, Shape.SOURCE: 500, Shape.STATEMENT: 2_000}
"""Forms that may hold a key, where there are :data:`_AMONG`; it grows slowly with them."""
_AFFORDED = 500_000
"""Pairs that take little time: a few thousand forms keep more others, and less near ones."""
_AMONG = 50_000
_GROWTH = 0.1


class Candidates(NamedTuple):
    """Pairs of forms worth scoring, by their positions: each once, in ascending order."""

    left: NDArray[np.int32]
    """The earlier form."""
    right: NDArray[np.int32]
    """The later form."""
    score: NDArray[np.float32]
    """How near they are: no probability."""

    def only(self, kept: NDArray[np.bool_]) -> "Candidates":
        """Some of them."""
        return Candidates(self.left[kept], self.right[kept], self.score[kept])


class _Blocks(NamedTuple):
    """The forms of one label, ready to be compared."""

    keys: list[Keys]
    """Block by block."""
    rarity: Rarity
    """How many forms hold each word; empty for names."""
    forms: int
    """How many forms there are."""
    shape: Shape
    """What they are."""


def candidates(
    forms: Sequence[Sequence[str]],
    shape: Shape,
    most: int | None = None,
    progress: Progress = silent,
    threads: int = 1,
) -> Candidates:
    """The pairs of forms of one label that are worth scoring.

    Args:
        forms: the words of each form. The order decides between equals: let it be always the same.
        shape: what they are.
        most: how many others a form keeps at most, for :data:`MOST`. It is not asked for where
            there are no more than :data:`FEW`.
        progress: told about every step; may raise ``Cancelled``.
        threads: processors to use. Any number leads to the same pairs.

    Raises:
        Cancelled: raised by ``progress``, passed on.
    """
    steps = _Steps(progress, 3 * len(range(0, len(forms), BLOCK)))
    return _nearest(_blocks(forms, shape, steps), most, threads, steps)


class _Steps:
    """Counts what is done."""

    def __init__(self, progress: Progress, steps: int) -> None:
        self._progress, self._total, self._done = progress, steps, 0
        progress(0, steps)

    def then(self, result: T) -> T:
        """Count one more."""
        self._done += 1
        self._progress(self._done, self._total)
        return result


def _blocks(forms: Sequence[Sequence[str]], shape: Shape, steps: _Steps) -> _Blocks:
    cuts = range(0, len(forms), BLOCK)
    words = [steps.then(read(forms[i : i + BLOCK], shape)) for i in cuts]
    rarity = rarity_of(words, shape)
    keys = []
    while words:  # what is done with is let go of: it is much
        keys.append(steps.then(keys_of(words.pop(0), shape, rarity)))
    return _Blocks(keys, rarity, len(forms), shape)


def keys_of(words: Words, shape: Shape, rarity: Rarity) -> Keys:
    """All keys of a block of forms.

    Args:
        words: the forms.
        shape: what they are.
        rarity: from :func:`rarity_of`, over all blocks.
    """
    return statement_keys(words, rarity) if shape is Shape.STATEMENT else name_keys(words)


def _nearest(blocks: _Blocks, most: int | None, threads: int, steps: _Steps) -> Candidates:
    keys, limits = blocks.keys, limits_of(blocks.forms, blocks.shape, most)
    scale = scale_of(total([count(*block) for block in keys]), blocks.forms, limits)
    cuts = range(0, len(keys), SHARD)
    shards = [shelve([block.held for block in keys[i : i + SHARD]], scale) for i in cuts]
    found = []
    for number, block in enumerate(keys):
        asked = weigh(block.asked, scale)
        parts = [
            near(asked, shard, limits, i * BLOCK, threads)
            for i, shard in zip(cuts, shards, strict=True)
        ]
        found.append(steps.then(merge(parts, limits, number * BLOCK)))
    return gather(found)


def limits_of(forms: int, shape: Shape, most: int | None = None) -> Limits:
    """How much is looked at among so many forms."""
    if forms <= FEW:
        return Limits(forms, forms, 0.0)
    holders = HOLDERS[shape] * max(1.0, forms / _AMONG) ** _GROWTH
    usual = MOST[shape]
    afforded = max(usual, _AFFORDED // forms)
    least = LEAST[shape] * (usual / afforded)
    return Limits(round(holders), afforded if most is None else most, least)


def rarity_of(blocks: Sequence[Words], shape: Shape) -> Rarity:
    """How many forms hold each word; only statements need to know."""
    statements = blocks if shape is Shape.STATEMENT else ()
    whole = total([count(words_of(block)) for block in statements])
    return Rarity(whole.keys, whole.held)


def gather(found: Sequence[Near]) -> Candidates:
    """Every pair once, whichever of the two found the other."""
    if not found:
        return Candidates(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))
    row, other, score = (np.concatenate(column) for column in zip(*found, strict=True))
    pair = np.minimum(row, other) << 32 | np.maximum(row, other)
    order = np.argsort(pair, kind="stable")
    pair, score = pair[order], score[order]
    first = firsts(pair)
    best = np.maximum.reduceat(score, first) if len(first) else score
    pair = pair[first]
    return Candidates((pair >> 32).astype(np.int32), pair.astype(np.int32), best)

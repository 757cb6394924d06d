"""The keys of statements: words that matter, pairs of the rarest of them, five words in a row.

Among many statements a word is seldom rare enough to lead to the few that report the same. Two of
their rarest words are, and so is a stretch that both quote.
"""

from collections.abc import Iterator

import numpy as np

from annotations.matching.hashing import Hashes, Places, distinct, lengths_of, letters, mixed, spelt
from annotations.matching.hashing import within as place_in
from annotations.matching.keys import (
    Keys,
    Kind,
    Rarity,
    Rows,
    Words,
    kept,
    numbered,
    packed,
    rows,
    together,
    without,
)
from annotations.matching.normal import stem
from annotations.matching.vocabulary import FUNCTION_WORDS, NEGATIONS

_RAREST = 8
"""Words of a statement that make pairs."""
_RUN = 5
"""Words in a row."""
_WEAK = FUNCTION_WORDS | NEGATIONS


def words_of(words: Words) -> Rows:
    """The words that matter of each statement, as keys: to tell rare ones from common ones."""
    row, token, values = _content(words)
    return rows([packed(row, Kind.WORD, values[token])], len(words.lengths))


def statement_keys(words: Words, rarity: Rarity) -> Keys:
    """All keys of a block of statements, the same on both sides.

    Args:
        words: the statements.
        rarity: how many statements of all blocks hold a word, by the keys of :func:`words_of`.
    """
    row, token, values = _content(words)
    found = [
        packed(row, Kind.WORD, values[token]),
        *_pairs(*_rarest(row, token, rarity(numbered(values, Kind.WORD)), values), values),
        *_runs(words.row, values[words.tokens]),
    ]
    both = rows(found, len(words.lengths))
    return Keys(both, both)


def _content(words: Words) -> tuple[Places, Places, Hashes]:
    """Row and word of what matters, and a number for each distinct word."""
    stems = [stem(word) for word in words.distinct]
    return *kept(words, without(stems, _WEAK)), spelt(letters(stems), lengths_of(stems))


def _rarest(row: Places, token: Places, holders: Places, values: Hashes) -> tuple[Places, Places]:
    """The few rarest words of each row; of equally rare ones, always the same."""
    once, _ = distinct(row << 32 | token)
    row, token = once >> 32, once & 0xFFFFFFFF
    token = token[np.lexsort((values[token], holders[token], row))]
    rare = place_in(np.bincount(row)) < _RAREST
    return row[rare], token[rare]


def _pairs(row: Places, token: Places, values: Hashes) -> Iterator[Hashes]:
    for apart in range(1, _RAREST):
        one, other = together(row, apart)
        yield packed(row[one], Kind.PAIR, mixed(values[token[one]] + values[token[other]]))


def _runs(row: Places, values: Hashes) -> Iterator[Hashes]:
    first, _ = together(row, _RUN - 1)
    total = np.zeros(len(first), np.uint64)
    for step in range(_RUN):
        total = mixed(total + values[first + step])
    yield packed(row[first], Kind.RUN, total)

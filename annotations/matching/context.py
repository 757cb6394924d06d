"""How likely two articles report the same event, by their words: most of the evidence rests on it.

"Police" in another town is not the same police. Articles are compared by the cosine of their words,
weighted by how few articles have them (tf-idf, sublinear in the count: Manning, Raghavan and
Schütze, *Introduction to Information Retrieval*, 2008, 6.2 and 6.4), by that of their names alone,
in proportion to how near an article's nearest ones are, and by the neighbours that they share.
"""

import math
import unicodedata
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import regex
from scipy.sparse import csr_matrix, identity
from sparse_dot_topn import sp_matmul_topn

from annotations.matching.bags import Array, Places, cosines, counted, products, unit
from annotations.matching.normal import cut, plain, stem
from annotations.matching.scripts import latin
from annotations.matching.vocabulary import FUNCTION_WORDS

NEAREST, NEAREST_OF_MANY = 40, 20
"""Articles that count as an article's neighbours, at most; and among more than :data:`_FEW`."""
NEAR = 0.1
"""The cosine from which articles are neighbours."""

_FEW = 2_000
_UNSEEN = 20
"""Articles that are thought beside those at hand: in a workspace of two, no word is common."""
_TYPICAL = 5
"""Neighbours by which it is told how near an article's nearest ones are."""
_LONELY = 0.15
"""The cosine that stands for one that is missing of these."""
_STRANGERS = 0.05
"""The cosine that stands for that of articles which are no neighbours."""
_FOREIGN = 0.2
"""The same for articles in two languages, which have no words in common whatever they report."""
_FLOOR = 0.02
"""The same for that of their names, and of their neighbours."""
_LOOKED_AT = 2_000
"""Codepoints by which the language of an article is told."""
_ENGLISH, _FEW_WORDS = 0.15, 40
"""The part of an English article's words that are function words, at the least; of so few words
that is not asked."""
_PRUNED = 60
"""Words of an article by which neighbours are looked for: those that tell most."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_NAME = regex.compile(r"(?<=[\p{Ll},;:] )\p{Lu}[\p{L}\p{M}]+")
"""A capitalised word inside a sentence."""


class Near(NamedTuple):
    """Pairs of articles that are neighbours, each once."""

    left: Places
    """The article imported earlier."""
    right: Places
    """The other one."""


class Articles:
    """The articles of a workspace, by their position."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Read the articles."""
        self._tongue = np.array([_tongue(text) for text in texts], np.int64)
        bags, words = counted(map(content, texts))
        self.rarity = _rarity(bags, words)
        """How much a stem tells, 0 to 1."""
        self._count = len(texts)
        self._words = unit(_weighed(bags))
        self._names = unit(_weighed(counted(map(_names, texts))[0]))
        self._neighbours = _neighbours(self._words)
        self._unit_neighbours = unit(self._neighbours)
        self._usual = _usual(self._neighbours)

    def near(self) -> Near:
        """The pairs of articles that are neighbours."""
        return self._near

    @cached_property
    def _near(self) -> Near:
        pairs = (self._neighbours + self._neighbours.T).tocoo()
        later = pairs.row < pairs.col
        return Near(pairs.row[later].astype(np.int64), pairs.col[later].astype(np.int64))

    def part(self, article: Places, where: csr_matrix, row: Places) -> Array:
        """Which part of an article's neighbours is among some articles, 0 to 1, the nearest most.

        Args:
            article: which article, for each question.
            where: sets of articles: a row for each, 1 for those that are in it.
            row: which set, for each question.
        """
        others = self._neighbours - identity(self._neighbours.shape[0])
        total = np.asarray(others.sum(axis=1)).ravel()
        inside = products(others.tocsr(), where, article, row)
        return np.asarray(inside / np.maximum(total[article], 2 * NEAR))

    def evidence(self, left: Places, right: Places) -> dict[str, Array]:
        """What speaks for one event, for each pair of articles, the earlier one on the left.

        All that is known of articles that are no neighbours is that they have little in common; and
        of those in two languages not even that.
        """
        known = self._known
        place = np.searchsorted(known.pairs, left * self._count + right)
        place = np.minimum(place, max(0, len(known.pairs) - 1))
        there = np.zeros(len(left), bool)
        if len(known.pairs):
            there = known.pairs[place] == left * self._count + right
        usual = np.sqrt(self._usual[left] * self._usual[right])
        foreign = self._tongue[left] != self._tongue[right]
        cosine = np.where(foreign, _FOREIGN, _STRANGERS)
        floor = np.log(np.where(foreign, _FOREIGN, _FLOOR))
        names, shared = floor.copy(), floor.copy()
        cosine[there] = known.cosine[place[there]]
        names[there] = known.names[place[there]]
        shared[there] = known.shared[place[there]]
        return {
            "articles": np.log(cosine),
            "articles_cosine": cosine,
            "articles_usual": np.where(foreign & ~there, 0.0, np.log(cosine / usual)),
            "articles_names": names,
            "articles_neighbours": shared,
        }

    @cached_property
    def _known(self) -> "_Known":
        near = self.near()
        order = np.lexsort((near.right, near.left))
        one, other = near.left[order], near.right[order]
        return _Known(
            one * self._count + other,
            cosines(self._words, one, other),
            np.log(np.maximum(cosines(self._names, one, other), _FLOOR)),
            np.log(np.maximum(cosines(self._unit_neighbours, one, other), _FLOOR)),
        )


def _tongue(text: str) -> int:
    """A number for the script of a text, and for whether it seems to be in English."""
    spoken = _WORD.findall(text, endpos=_LOOKED_AT)
    if not spoken:
        return 0
    names = Counter(unicodedata.name(word[0], "").partition(" ")[0] for word in spoken)
    script = zlib.crc32(max(names, key=lambda name: (names[name], name)).encode())
    small = sum(word.casefold() in FUNCTION_WORDS for word in spoken)
    return 2 * script + (len(spoken) < _FEW_WORDS or small > _ENGLISH * len(spoken))


class _Known(NamedTuple):
    """What is known of pairs of neighbours, in order."""

    pairs: Places
    """The place of one times the number of articles, and the place of the other."""
    cosine: Array
    names: Array
    shared: Array


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    folded = plain(word if word.isascii() else latin(word))
    return "" if folded in FUNCTION_WORDS else stem(folded)


def content(text: str) -> list[str]:
    """The stems of a text's words, function words left out."""
    return [found for word in cut(_WORD.findall(text)) if (found := _stem(word))]


def _names(text: str) -> list[str]:
    return [found for word in _NAME.findall(text) if (found := _stem(word))]


def _weighed(counts: csr_matrix) -> csr_matrix:
    """tf-idf, not yet of length 1."""
    frequency = np.diff(counts.tocsc().indptr)
    idf = np.log((counts.shape[0] + _UNSEEN) / np.maximum(1, frequency))
    weighed = counts.copy()
    weighed.data = (1 + np.log(counts.data)) * np.maximum(idf, 0)[counts.indices]
    return weighed


def _rarity(counts: csr_matrix, words: Sequence[str]) -> Mapping[str, float]:
    frequency = np.diff(counts.tocsc().indptr)
    scale = math.log(counts.shape[0] + _UNSEEN)
    weights = np.log((counts.shape[0] + _UNSEEN) / np.maximum(1, frequency[: len(words)])) / scale
    return dict(zip(words, np.maximum(weights, 0.03).tolist(), strict=True))


def _neighbours(words: csr_matrix) -> csr_matrix:
    """A row for each article: the cosine of the nearest ones, of itself 1."""
    most = NEAREST if words.shape[0] <= _FEW else NEAREST_OF_MANY
    telling = _pruned(words)
    found = sp_matmul_topn(telling, telling.T.tocsr(), top_n=most + 1, threshold=NEAR / 2)
    pairs = found.tocoo()
    left, right = pairs.row.astype(np.int64), pairs.col.astype(np.int64)
    apart = left != right
    left, right = left[apart], right[apart]
    cosine = cosines(words, left, right)
    near = cosine >= NEAR
    shape = (words.shape[0], words.shape[0])
    return (
        csr_matrix((cosine[near], (left[near], right[near])), shape=shape)
        + identity(words.shape[0])
    ).tocsr()


def _pruned(words: csr_matrix) -> csr_matrix:
    """Each row's heaviest words only, where there are many articles."""
    if words.shape[0] <= _FEW:
        return words
    kept = words.copy()
    for row in range(words.shape[0]):
        values = kept.data[kept.indptr[row] : kept.indptr[row + 1]]
        if len(values) > _PRUNED:
            values[values < np.partition(values, -_PRUNED)[-_PRUNED]] = 0
    kept.eliminate_zeros()
    return kept


def _usual(neighbours: csr_matrix) -> Array:
    """How near the nearest few of each article are."""
    usual = np.empty(neighbours.shape[0])
    for row in range(neighbours.shape[0]):
        values = neighbours.data[neighbours.indptr[row] : neighbours.indptr[row + 1]]
        nearest = np.sort(values)[::-1][1 : _TYPICAL + 1]
        usual[row] = (nearest.sum() + _LONELY * (_TYPICAL - len(nearest))) / _TYPICAL
    return usual

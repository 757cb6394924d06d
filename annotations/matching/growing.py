"""Forms that others can be added to: what is new is compared with all, what is there is not again.

Each addition is a layer of its own, with an index of all its keys; a new form's keys are looked up
in every layer. What that costs depends on the new forms and on how common their keys are, not on
how many forms are there. What keys weigh in a layer stays as it was when the layer came.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from annotations.matching.blocking import Blocks, Candidates, gather, keys_of, limits_of
from annotations.matching.hashing import Places, distinct, starts
from annotations.matching.keys import Keys, Numbers, Rows, found_in, one_sided, read
from annotations.matching.nearness import (
    Limits,
    Near,
    Scale,
    joined,
    lengths_of_rows,
    matrix_of,
    merge,
    near,
    weigh,
    weights_of,
    work_of,
)

_LAYERS = 8
"""Small layers are put together when there are more."""


class _Shelf(NamedTuple):
    """Which forms have a key."""

    keys: Numbers
    """The keys, ascending."""
    matrix: csr_matrix
    """A row for each key, a column for each form."""

    def holders(self, keys: Numbers) -> Places:
        """How many forms have each of the keys."""
        places, there = found_in(self.keys, keys)
        bounds = self.matrix.indptr
        return np.where(there, bounds[places + there] - bounds[places], 0)

    def sought(self, asked: csr_matrix, keys: Numbers) -> csr_matrix:
        """The matrix of some forms by these keys, with this shelf's rows for columns."""
        places, there = found_in(self.keys, keys)
        good = there[asked.indices]
        columns = places[asked.indices[good]].astype(np.int32)
        bounds = starts(good)[asked.indptr].astype(np.int32)
        shape = (asked.shape[0], self.matrix.shape[0])
        return csr_matrix((asked.data[good], columns, bounds), shape=shape)


class _Layer(NamedTuple):
    """Forms that came together."""

    first: int
    """The position of the first of them."""
    keys: Keys
    """Their keys."""
    held: _Shelf
    """Who is held under a key."""
    asked: _Shelf
    """Who asks by a key, of those that are not the same on both sides."""


class Index:
    """The forms of one label, to which others can be added."""

    def __init__(self, blocks: Blocks) -> None:
        """Index what is there.

        Args:
            blocks: from :func:`annotations.matching.blocking.blocks_of`.
        """
        self._shape, self._rarity = blocks.shape, blocks.rarity
        self._layers: list[_Layer] = []
        self._forms = 0
        self.work = 0
        """Multiplications that the last addition took."""
        if blocks.keys:
            self._add(_together(blocks.keys))

    def __len__(self) -> int:
        return self._forms

    def extend(self, forms: Sequence[Sequence[str]], most: int | None = None) -> Candidates:
        """Add forms; the pairs worth scoring of which one or both are new.

        Args:
            forms: the words of each; their positions follow on those that are there.
            most: how many others each of them keeps at most.
        """
        if not forms:
            return gather([])
        first, keys = self._forms, keys_of(read(forms, self._shape), self._shape, self._rarity)
        self._add(keys)
        self._tidy()
        limits = limits_of(self._forms, self._shape, most)
        self.work = 0
        asked = [(layer.first, layer.held) for layer in self._layers]
        held = [(layer.first, layer.asked) for layer in self._layers]
        anyone = limits._replace(holders=self._forms)
        found = [
            *self._near(keys.asked, asked, limits),
            *self._near(_one_sided(keys.held), held, anyone),
        ]
        return gather([merge(found, limits, first)])

    def _near(
        self, rows: Rows, shelves: Sequence[tuple[int, _Shelf]], limits: Limits
    ) -> Iterator[Near]:
        """The nearest on each shelf, by keys that do not lead to too many."""
        keys, counts = distinct(rows.keys)
        own = np.zeros(len(counts), np.int64)  # they are on a shelf already
        scale, useful = self._scale(keys, own, [shelf for _, shelf in shelves], limits)
        scale = Scale(keys[useful], scale.weights[useful])
        asked = weigh(rows, scale)
        for first, shelf in shelves:
            sought = shelf.sought(asked, scale.keys)
            self.work += int(work_of(sought, shelf.matrix)[-1])
            yield near(sought, shelf.matrix, limits, first)

    def _scale(
        self, keys: Numbers, own: Places, shelves: Sequence[_Shelf], limits: Limits
    ) -> tuple[Scale, NDArray[np.bool_]]:
        """What keys weigh, and which of them lead from one form to another."""
        holders = own + sum(shelf.holders(keys) for shelf in shelves)
        useful = (holders > ~one_sided(keys)) & (holders <= limits.holders)
        return Scale(keys, weights_of(keys, holders, self._forms)), useful

    def _add(self, keys: Keys) -> None:
        first = self._forms
        self._forms += len(keys.held.bounds) - 1
        limits = limits_of(self._forms, self._shape)
        held = self._shelf(keys.held, [layer.held for layer in self._layers], limits)
        only = _one_sided(keys.asked)
        asked = self._shelf(only, [layer.asked for layer in self._layers], limits)
        self._layers.append(_Layer(first, keys, held, asked))

    def _shelf(self, rows: Rows, others: Sequence[_Shelf], limits: Limits) -> _Shelf:
        """Keep forms by all their keys; those that lead nowhere yet add nothing to their length."""
        keys, own = distinct(rows.keys)
        scale, useful = self._scale(keys, own, others, limits)
        matrix = matrix_of(rows, scale)
        length = lengths_of_rows(matrix_of(rows, Scale(keys, scale.weights * useful)))
        matrix.data /= np.repeat(length, np.diff(matrix.indptr))
        return _Shelf(keys, matrix.T.tocsr())

    def _tidy(self) -> None:
        """Put small layers together, all but the first."""
        if len(self._layers) > _LAYERS:
            small = self._layers[1:]
            del self._layers[1:]
            self._forms = small[0].first
            self._add(_together([layer.keys for layer in small]))


def _together(blocks: Sequence[Keys]) -> Keys:
    return Keys(joined([block.held for block in blocks]), joined([block.asked for block in blocks]))


def _one_sided(rows: Rows) -> Rows:
    """Only the keys that are not the same on both sides."""
    good = one_sided(rows.keys)
    return Rows(rows.keys[good], starts(good)[rows.bounds])

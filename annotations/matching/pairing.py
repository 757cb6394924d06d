"""Which pairs of items are looked at: those whose wordings are near, and those of one event.

"The host" and "Ellen DeGeneres" have no letter in common. That they are one shows only in articles
that report the same, so the items that matter most in neighbouring articles are paired too.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from annotations.codebook import Shape
from annotations.matching.bags import Places
from annotations.matching.blocking import Candidates, candidates
from annotations.matching.context import Near
from annotations.matching.features import Form
from annotations.matching.hashing import firsts
from annotations.matching.names import Name
from annotations.matching.scripts import consonants, is_abjad
from annotations.matching.subjects import Pairs, Subjects
from annotations.progress import Progress

Seek = Callable[[Sequence[Sequence[str]], Shape, Progress], Candidates]
"""Finds candidates; see :func:`annotations.matching.blocking.candidates`."""

_Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Pairs of items as one number, both wordings, and how near those are."""

_MOST_PRODUCT, _MOST_PRODUCT_OF_MANY = 400, 9
"""Pairs of items for one pair of wordings; the same among many articles. Beyond that, only those of
neighbouring articles, and each item with the next: enough for all to be joined."""
_FEW_ARTICLES = 2_000
_MOST_OF_EVENTS, _MOST_OF_MANY_EVENTS = 1_000_000, 250_000
"""Pairs of items of neighbouring articles, about: the more such articles, the fewer of each. The
same among many articles."""
_AT_ONCE = 1_000_000
"""Pairs of items made in one go."""
_FEWEST_CONSONANTS, _MOST_HOLDERS = 2, 300
"""What a word must have to be looked for in another script, and names that may have the same."""
_FEWEST, _MOST = 3, 40
"""Items of an article that are paired with those of a neighbour, at least and at most."""


def pairs_of(
    subjects: Subjects,
    progress: Progress,
    seek: Seek | None = None,
    fresh: NDArray[np.bool_] | None = None,
) -> Pairs:
    """The pairs of items worth scoring, in the order of their items.

    Args:
        subjects: the items of one label.
        progress: told about every step; may raise ``Cancelled``.
        seek: finds the wordings that are near each other; None looks here.
        fresh: the items of which one must be in each pair; None takes all.

    Raises:
        Cancelled: raised by ``progress``, passed on.
    """
    forms = [seeking(form) for form in subjects.forms]
    wanted = _wanted(subjects, fresh)
    if seek:
        found = seek(forms, subjects.shape, progress)
    else:
        found = candidates(forms, subjects.shape, progress=progress)
    near = subjects.articles.near()
    more = _given_one_quotation if subjects.shape is Shape.SOURCE else _of_one_event
    alike = _worded_alike(subjects, found, near, wanted)
    parts = chain(alike, _across_scripts(subjects, near), more(subjects, near))
    return _once(subjects, parts, fresh)


def _wanted(subjects: Subjects, fresh: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    """The wordings of fresh items."""
    if fresh is None:
        return None
    wanted = np.zeros(len(subjects.forms), bool)
    for item in np.flatnonzero(fresh).tolist():
        wanted[[subjects.place[form.identity] for form in subjects.items[item].forms]] = True
    return wanted


def seeking(form: Form) -> tuple[str, ...]:
    """The words by which a wording is looked for."""
    return form.core if isinstance(form, Name) else form.words


def _across_scripts(subjects: Subjects, near: Near) -> Iterator[tuple[Pairs, np.ndarray]]:
    """Names written without vowels, and those that have the consonants of one of their words."""
    if subjects.shape is Shape.STATEMENT:
        return
    holders: defaultdict[str, list[int]] = defaultdict(list)
    unvowelled = []
    for number, form in enumerate(subjects.forms):
        if any(map(is_abjad, form.text.split())):
            unvowelled.append(number)
        for word in seeking(form):
            holders[consonants(word)].append(number)
    found = {
        (min(number, other), max(number, other))
        for number in unvowelled
        for word in seeking(subjects.forms[number])
        if len(sounds := consonants(word)) >= _FEWEST_CONSONANTS
        and len(holders[sounds]) <= _MOST_HOLDERS
        for other in holders[sounds]
        if other != number
    }
    if found:
        one, other = np.array(sorted(found), np.int64).T
        left, right, which = _Holders(subjects, near).products(one, other)
        yield Pairs(left, right, one[which], other[which]), _shared(subjects, one, other)[which]


def _shared(subjects: Subjects, one: Places, other: Places) -> np.ndarray:
    """The part of the words of two wordings that have the same consonants."""
    forms = subjects.forms
    sounds = [frozenset(map(consonants, seeking(form))) for form in forms]
    ends = zip(one.tolist(), other.tolist(), strict=True)
    return np.array([len(sounds[a] & sounds[b]) / len(sounds[a] | sounds[b]) for a, b in ends])


def _once(
    subjects: Subjects,
    parts: Iterable[tuple[Pairs, np.ndarray]],
    fresh: NDArray[np.bool_] | None = None,
) -> Pairs:
    """Every pair of items once, by its nearest wordings; only pairs of different articles."""
    columns = [_nearest(*_apart(subjects, pairs, score, fresh)) for pairs, score in parts]
    # There may be tens of millions: they are put together some at a time.
    cuts = range(
        0, span := len(subjects.items) ** 2, max(1, -(-span * _AT_ONCE // _count(columns)))
    )
    found = [
        _nearest(*map(np.concatenate, zip(*(_between(c, low, high) for c in columns), strict=True)))
        for low, high in pairwise([*cuts, span])
    ]
    none = np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0)
    pair, one, other, _ = map(np.concatenate, zip(none, *found, strict=True))
    left, right = np.divmod(pair, max(1, len(subjects.items)))
    return Pairs(left.astype(np.int32), right.astype(np.int32), one, other)


def _count(columns: Iterable[_Columns]) -> int:
    return max(1, sum(len(pair) for pair, *_ in columns))


def _between(columns: _Columns, low: int, high: int) -> _Columns:
    """Those whose pairs are in a range of numbers."""
    begin, end = np.searchsorted(columns[0], (low, high))
    pair, one, other, score = columns
    return pair[begin:end], one[begin:end], other[begin:end], score[begin:end]


def _nearest(pair: np.ndarray, one: np.ndarray, other: np.ndarray, score: np.ndarray) -> _Columns:
    """Each pair once, with its nearest wordings, in order."""
    order = np.lexsort((other, one, -score, pair))
    first = order[firsts(pair[order])]
    return pair[first], one[first], other[first], score[first]


def _apart(
    subjects: Subjects, pairs: Pairs, score: np.ndarray, fresh: NDArray[np.bool_] | None
) -> _Columns:
    """Those of different articles, the earlier item first: both as one number, and the rest."""
    apart = subjects.document[pairs.left] != subjects.document[pairs.right]
    if fresh is not None:
        apart &= fresh[pairs.left] | fresh[pairs.right]
    left, right = pairs.left[apart].astype(np.int64), pairs.right[apart].astype(np.int64)
    one, other = (f[apart].astype(np.int32) for f in (pairs.left_form, pairs.right_form))
    turned = left > right
    one, other = np.where(turned, other, one), np.where(turned, one, other)
    pair = np.minimum(left, right) * len(subjects.items) + np.maximum(left, right)
    return pair, one, other, score[apart].astype(np.float32)


def _worded_alike(
    subjects: Subjects, found: Candidates, near: Near, wanted: NDArray[np.bool_] | None
) -> Iterator[tuple[Pairs, np.ndarray]]:
    """The pairs of items whose wordings are candidates, or the same."""
    same = np.arange(len(subjects.forms), dtype=np.int64)
    if wanted is not None:
        same = np.flatnonzero(wanted)
        found = found.only(wanted[found.left] | wanted[found.right])
    one = np.concatenate((same, found.left.astype(np.int64)))
    other = np.concatenate((same, found.right.astype(np.int64)))
    score = np.concatenate((np.full(len(same), 2.0), found.score.astype(float)))
    holders = _Holders(subjects, near)
    counts = holders.count[one] * holders.count[other]
    many = len(subjects.texts) > _FEW_ARTICLES
    few = counts <= (_MOST_PRODUCT_OF_MANY if many else _MOST_PRODUCT)
    for some in _stretches(np.flatnonzero(few), counts):
        left, right, which = holders.products(one[some], other[some])
        yield Pairs(left, right, one[some][which], other[some][which]), score[some][which]
    left, right, which = holders.neighbours(one[~few], other[~few])
    yield Pairs(left, right, one[~few][which], other[~few][which]), score[~few][which]


def _stretches(places: Places, counts: Places) -> Iterator[Places]:
    """Pairs of wordings a few at a time: so many that they make about a million pairs of items."""
    ends = np.cumsum(counts[places])
    cuts = np.searchsorted(ends, np.arange(_AT_ONCE, ends[-1] if len(ends) else 0, _AT_ONCE))
    yield from np.split(places, cuts)


class _Holders:
    """The items that have each wording."""

    def __init__(self, subjects: Subjects, near: Near) -> None:
        forms, items = subjects.held
        self._items = items[np.argsort(forms, kind="stable")]
        self.count = np.bincount(forms, minlength=len(subjects.forms)).astype(np.int64)
        """How many items have each."""
        self._begin = np.concatenate(([0], np.cumsum(self.count)))
        self._document = subjects.document
        self._near: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in zip(near.left.tolist(), near.right.tolist(), strict=True):
            self._near[one].append(other)
            self._near[other].append(one)

    def of(self, form: int) -> Places:
        """The items that have a wording, in order."""
        return self._items[self._begin[form] : self._begin[form + 1]]

    def products(self, one: Places, other: Places) -> tuple[Places, Places, Places]:
        """All pairs of items of pairs of wordings, and which pair of wordings each is of."""
        sizes = self.count[one] * self.count[other]
        which = np.repeat(np.arange(len(one)), sizes)
        within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        width = self.count[other][which]
        left = self._items[self._begin[one][which] + within // np.maximum(1, width)]
        right = self._items[self._begin[other][which] + within % np.maximum(1, width)]
        kept = (left < right) | (one[which] != other[which])
        return left[kept], right[kept], which[kept]

    def neighbours(self, one: Places, other: Places) -> tuple[Places, Places, Places]:
        """The same in neighbouring articles only, and each item with the next one."""
        left, right, which = array("i"), array("i"), array("i")  # there may be tens of millions
        for number, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
            for x, y in self._in_neighbours(self.of(a).tolist(), self.of(b).tolist()):
                if x < y or a != b:
                    left.append(x)
                    right.append(y)
                    which.append(number)
        return np.array(left), np.array(right), np.array(which)

    def _in_neighbours(self, ones: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
        by_article: defaultdict[int, list[int]] = defaultdict(list)
        for item in others:
            by_article[int(self._document[item])].append(item)
        for item in ones:
            for article in self._near[int(self._document[item])]:
                for other in by_article.get(article, ()):
                    yield item, other
        merged = sorted({*ones, *others})
        yield from pairwise(merged)


def _of_one_event(subjects: Subjects, near: Near) -> Iterator[tuple[Pairs, np.ndarray]]:
    """The foremost items of neighbouring articles, all with all, by their fullest wordings."""
    count = len(subjects.texts)
    every = _MOST_OF_EVENTS if count <= _FEW_ARTICLES else _MOST_OF_MANY_EVENTS
    most = round((every / max(1, len(near.left))) ** 0.5)
    most = min(_MOST, max(_FEWEST, most))
    foremost = [np.array(items, np.int64) for items in _foremost(subjects, count, most)]
    left = [np.repeat(foremost[a], len(foremost[b])) for a, b in _both(near)]
    right = [np.tile(foremost[b], len(foremost[a])) for a, b in _both(near)]
    none = np.zeros(0, np.int64)
    one, other = np.concatenate([none, *left]), np.concatenate([none, *right])
    yield Pairs(one, other, subjects.form[one], subjects.form[other]), np.full(len(one), -1.0)


def _given_one_quotation(subjects: Subjects, _near: Near) -> Iterator[tuple[Pairs, np.ndarray]]:
    """The sources that are given the same long quotation, by their fullest wordings."""
    pairs = np.array(sorted(subjects.quoted), np.int64).reshape(-1, 2)
    one, other = pairs[:, 0], pairs[:, 1]
    yield Pairs(one, other, subjects.form[one], subjects.form[other]), np.full(len(one), -1.0)


def _both(near: Near) -> Iterator[tuple[int, int]]:
    return zip(near.left.tolist(), near.right.tolist(), strict=True)


def _foremost(subjects: Subjects, count: int, most: int) -> list[list[int]]:
    """For each article the items that matter most: mentioned often, and early."""
    articles: list[list[int]] = [[] for _ in range(count)]
    for number, article in enumerate(subjects.document.tolist()):
        articles[article].append(number)
    weight = subjects.mentions * (0.5 + subjects.lead)
    return [sorted(sorted(items, key=lambda i: (-weight[i], i))[:most]) for items in articles]

"""The queue of pairs to be judged: which, in what order, and what one verdict would settle.

A queue is a picture of a moment. After a verdict ask for the next one: that costs milliseconds. It
hands out what it knows of a pair at once (`Queued`), on any thread; the record with both spans
(`Link`) is fetched when it is asked for, on the workspace's own thread.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, overload

import numpy as np

from annotations.errors import NotFound
from annotations.model import Link, Meaning, Span
from annotations.provenance.clusters import Standing
from annotations.store import pairs, proposals, reading
from annotations.workspace.pool import Flags, Numbers, Pair, Pool, State

_RANKED = 100
"""Of how many pairs it is asked what a verdict on them would settle, to put them in order."""

_CHUNK = 500

_SETTLED = (State.SETTLED, State.BLOCKED)


class Order(StrEnum):
    """What comes first."""

    BEST = "best first"
    """What is likeliest the same."""
    INFORMATIVE = "most informative first"
    """What is nearest to one half; of those, what would settle most."""


@dataclass(frozen=True)
class Wanted:
    """Which pairs are asked for."""

    label: str | None = None
    """With this label; None for any."""
    articles: frozenset[str] = frozenset()
    """None for any; one: with an end in it; more: with both ends in them."""
    least: float = 0.0
    """Of those that wait, the ones with at least this score."""
    most: float = 1.0
    """Of those that wait, the ones with at most this score."""
    contradictions: bool = False
    """Only those that may contradict each other."""
    outlet: str | None = None
    """With an end in an article of this outlet; None for any."""
    judged: bool = True
    """Those too that the annotator has judged."""


class Queued(NamedTuple):
    """What is known of a pair without looking it up."""

    left: str
    """Identifier of the span in the article imported earlier."""
    right: str
    """Identifier of the other."""
    label: str
    """The label of both."""
    score: float | None
    """How likely they are the same, with what was learnt; None where only a person linked them."""
    conflict: bool
    """Whether they may contradict each other."""
    state: State
    """How it stands for the annotator."""
    kind: str | None
    """What the annotator has said of it."""
    articles: Pair
    """The articles of both ends."""


class Group(NamedTuple):
    """What a span is known to be the same as."""

    mentions: tuple[Span, ...]
    """The other mentions of it in its own article, in reading order."""
    joined: tuple[Span, ...]
    """One span for each thing that verdicts joined it with, in the order of import."""


class About(NamedTuple):
    """What hangs on a pair."""

    left: Group
    """What its left end is known to be the same as."""
    right: Group
    """What its right end is."""
    settles_same: int
    """How many other pairs would not be asked any more if both are the same."""
    settles_different: int
    """How many if they are not."""
    conflicts: int
    """How many verdicts say of two that are the same as an end, through others, that they are
    not."""


class Queue(Sequence[Link]):
    """Pairs in an order."""

    def __init__(self, pool: Pool, rows: Numbers, fits: Flags, hidden: int) -> None:
        self._store, self._annotator = pool.store, pool.annotator
        # The pool may be read anew and then number its pairs otherwise: these stay.
        self._pairs, self._number, self._labels = pool.pairs, pool.number, pool.labels
        self._ends, self._articles = (pool.left_article, pool.right_article), pool.articles
        self._conflict = pool.conflict
        self._rows, self._fits = rows, fits[rows]
        self._scores = pool.score[rows]
        self._all_states, self._states = pool.state.copy(), pool.state[rows]
        self._said = {number: said.kind for number, said in pool.said.items()}
        self.settled = _count(fits & (pool.state == State.SETTLED))
        """How many pairs need no answer because others say that both are the same."""
        self.blocked = _count(fits & (pool.state == State.BLOCKED))
        """How many because others say that they are not."""
        self.waiting = _count(fits & (pool.state == State.OPEN))
        """How many pairs wait, of those that are wanted."""
        self.hidden = hidden
        """How many more would if their scores did not matter."""
        self.waiting_in_all = _count(pool.state == State.OPEN)
        """How many wait, wanted or not."""

    def __len__(self) -> int:
        return len(self._rows)

    # -- at once ---------------------------------------------------------------------------------

    def at(self, place: int) -> Queued:
        """What is known of the pair at a place, counted from 0."""
        number, score = int(self._rows[place]), float(self._scores[place])
        left, right = self._ends
        return Queued(
            *self._pairs[number],
            label=self._labels[number],
            score=None if np.isnan(score) else score,
            conflict=bool(self._conflict[number]),
            state=State(int(self._states[place])),
            kind=self._said.get(number),
            articles=(self._articles[left[number]], self._articles[right[number]]),
        )

    def place(self, left: str, right: str) -> int | None:
        """Where a pair is; None where it is not."""
        found = np.flatnonzero(self._rows == self._number.get((left, right), -1))
        return int(found[0]) if len(found) else None

    def waiting_from(self, start: int) -> int | None:
        """The first pair that waits from a place on, and then from the start."""
        waits = np.flatnonzero(self._states == State.OPEN)
        if not len(waits):
            return None
        return int(waits[np.searchsorted(waits, start) % len(waits)])

    def first_of(self, pairs: Iterable[Pair]) -> int | None:
        """Where the first of some pairs is; None where there is none of them."""
        numbers = [self._number[pair] for pair in pairs if pair in self._number]
        found = np.flatnonzero(np.isin(self._rows, numbers))
        return int(found[0]) if len(found) else None

    def before(self, place: int) -> list[Pair]:
        """The pairs before a place."""
        return [self._pairs[number] for number in self._rows[:place].tolist()]

    @property
    def judged(self) -> Counter[str]:
        """How many pairs were judged how, of those that are wanted."""
        judged = self._rows[self._fits & (self._states == State.JUDGED)]
        return Counter(map(self._said.__getitem__, judged.tolist()))

    def settled_since(self, earlier: "Queue") -> int:
        """How many pairs that waited need no answer any more, less those that need one again.

        Whether they are wanted or not; 0 where the pairs have been read anew since.
        """
        if self._pairs is not earlier._pairs:  # noqa: SLF001 (a queue as well)
            return 0
        before, now = earlier._all_states, self._all_states  # noqa: SLF001
        settled = _count((before == State.OPEN) & np.isin(now, _SETTLED))
        return settled - _count(np.isin(before, _SETTLED) & (now == State.OPEN))

    # -- on the workspace's thread ---------------------------------------------------------------

    def link(self, place: int) -> Link:
        """The pair at a place with both its spans.

        Raises:
            NotFound: One of them was deleted meanwhile.
        """
        found = self._links(range(place, place + 1))
        if not found:
            raise NotFound("an end of this pair is gone: it may have been deleted meanwhile")
        return found[0]

    def _links(self, places: Iterable[int]) -> list[Link]:
        """Their records; without those that lost an end."""
        scores = {(queued.left, queued.right): queued.score for queued in map(self.at, places)}
        found = pairs.links(self._store, list(scores), self._annotator)
        return [
            link.model_copy(update={"score": scores[link.left.id, link.right.id]}) for link in found
        ]

    @overload
    def __getitem__(self, place: int) -> Link: ...
    @overload
    def __getitem__(self, place: slice) -> list[Link]: ...
    def __getitem__(self, place: int | slice) -> Link | list[Link]:
        places = range(len(self))[place]
        return self.link(places) if isinstance(places, int) else self._links(places)

    def __iter__(self) -> Iterator[Link]:
        for start in range(0, len(self), _CHUNK):
            yield from self._links(range(start, min(start + _CHUNK, len(self))))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Queue, list)) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # it compares by what is in it


# -- which, and in what order --------------------------------------------------------------------


def queue(pool: Pool, wanted: Wanted, order: Order, seen: Iterable[Pair] = ()) -> Queue:
    """The pairs that are wanted, in their order.

    Args:
        pool: All pairs.
        wanted: Which.
        order: What comes first.
        seen: Pairs that come first of all, in this order, whatever they are. Where they are not
            wanted, they do not count.
    """
    fitting = _fitting(pool, wanted)
    waits = pool.state == State.OPEN
    within = (pool.score >= wanted.least) & (pool.score <= wanted.most)
    fits = fitting & (within | ~waits)
    before = [pool.number[pair] for pair in dict.fromkeys(seen) if pair in pool.number]
    shown = fits & (waits | (wanted.judged & (pool.state == State.JUDGED)))
    shown[before] = False
    rows = ordered(pool, np.flatnonzero(shown), order)
    rows = np.concatenate((np.array(before, dtype=np.int64), rows))
    return Queue(pool, rows, fits, _count(fitting & waits & ~within))


def _count(flags: Flags) -> int:
    return int(np.count_nonzero(flags))


def _fitting(pool: Pool, wanted: Wanted) -> Flags:
    """Which pairs are wanted, whatever their scores and states."""
    fitting = np.ones(len(pool.pairs), dtype=bool)
    if wanted.label is not None:
        fitting &= pool.with_label(wanted.label)
    if wanted.articles:
        left, right = pool.in_articles(wanted.articles)
        fitting &= left | right if len(wanted.articles) == 1 else left & right
    if wanted.outlet is not None:
        left, right = pool.in_articles(proposals.of_outlet(pool.store, wanted.outlet))
        fitting &= left | right
    if wanted.contradictions:
        fitting &= pool.conflict
    return fitting


def ordered(pool: Pool, rows: Numbers, order: Order) -> Numbers:
    """Pairs in an order; equal ones by the identifiers of their ends, those without a score last.

    Args:
        pool: All pairs.
        rows: Some of them, ascending.
        order: What comes first.
    """
    scores = pool.score[rows]
    far = np.round(np.abs(scores - 0.5), 2) if order is Order.INFORMATIVE else -scores
    ranked = rows[np.argsort(far, kind="stable")]
    if order is Order.INFORMATIVE:
        ranked[:_RANKED] = _most_settling(pool, ranked[:_RANKED])
    return ranked


def _most_settling(pool: Pool, rows: Numbers) -> Numbers:
    """Of equally informative pairs those first that would settle more."""

    def rank(number: int) -> tuple[float, int]:
        far = round(abs(float(pool.score[number]) - 0.5), 2)
        return (1.0 if np.isnan(far) else far), -max(pool.settles(*pool.pairs[number]))

    return np.array(sorted(rows.tolist(), key=rank), dtype=np.int64)


# -- one pair, and many --------------------------------------------------------------------------


def about(pool: Pool, left: str, right: str) -> About:
    """What both ends of a pair are known to be the same as, and what a verdict would settle."""
    same, different = pool.settles(left, right)
    groups = [pool.clusters.members(end) for end in (left, right)]
    found = reading.spans(pool.store, ids={span for group in groups for span in group})
    one, other = (
        _group(pool, end, [span for span in found if span.id in members])
        for end, members in zip((left, right), map(set, groups), strict=True)
    )
    conflicts = pool.clusters.conflicts(left) | pool.clusters.conflicts(right)
    return About(one, other, same, different, len(conflicts))


def _group(pool: Pool, end: str, members: list[Span]) -> Group:
    """The members of a cluster, as one of them sees it."""
    own = pool.items.get(end, end)
    mentions = [span for span in members if pool.items.get(span.id, span.id) == own]
    joined = [span for span in members if span not in mentions and span.id not in pool.items]
    return Group(tuple(span for span in mentions if span.id != end), tuple(joined))


def confirmable(pool: Pool, score: float, wanted: Wanted) -> list[Link]:
    """Pairs that wait and may be taken for the same unseen, best first; see `Links.above`."""
    waiting = queue(pool, replace(wanted, judged=False), Order.BEST)
    known = pool.closed()
    found = []
    for link in waiting:
        if link.score is None or link.score < score:
            break
        pair = link.left.id, link.right.id
        if not _doubtful(link) and known.standing(*pair) is Standing.OPEN:
            known.add(*pair, Meaning.SAME)
            found.append(link)
    return found


def undecided(pool: Pool, pairs: Iterable[Pair], kind: str) -> list[Pair]:
    """Those of some pairs to be judged that no verdict says anything of, nor one before them."""
    known, found = pool.closed(), list[Pair]()
    for pair in pairs:
        if pool.number.get(pair) in pool.said or known.standing(*pair) is not Standing.OPEN:
            continue
        known.add(*pair, pool.meaning(kind))
        found.append(pair)
    return found


def _doubtful(link: Link) -> bool:
    """Whether anything speaks against it."""
    return link.conflict or bool(link.against)

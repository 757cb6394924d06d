"""All pairs that are proposed or that one annotator has judged, as columns of numbers.

It is read from the file once, and kept up from the history: a verdict costs milliseconds, however
many pairs there are. Only what the articles hold, or a run of the matcher, makes it be read anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.codebook import Codebook
from annotations.model import Meaning
from annotations.provenance.clusters import Clusters, Standing
from annotations.store import proposals
from annotations.store.proposals import Proposed
from annotations.store.store import Row, Store
from annotations.workspace import learning
from annotations.workspace.learning import Evidence, Learning, Learnt, Lesson

Pair = tuple[str, str]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_READ_ANEW = {"documents", "spans"}
_REGROUPED = {"apart", "together"}
_TRUTH = {Meaning.SAME: True, Meaning.DIFFERENT: False}


class State(IntEnum):
    """How a pair stands for the annotator."""

    OPEN = 0
    """Nothing is known of it."""
    JUDGED = 1
    """The annotator has judged it."""
    SETTLED = 2
    """Other verdicts say that both are the same."""
    BLOCKED = 3
    """Other verdicts say that they are not."""
    GONE = 4
    """It was judged only, and that was taken back."""


_STATES = {
    Standing.OPEN: State.OPEN,
    Standing.IMPLIED: State.SETTLED,
    Standing.BLOCKED: State.BLOCKED,
}


class Said(NamedTuple):
    """What the annotator has said of a pair."""

    kind: str
    """A kind of link."""
    decided: str
    """When."""


class Ends:
    """Which pairs have an end in which item."""

    def __init__(self, pairs: Sequence[Pair], items: Mapping[str, str]) -> None:
        self._items = items
        codes: dict[str, int] = {}
        nodes = np.fromiter(
            (
                codes.setdefault(items.get(pair[side], pair[side]), len(codes))
                for side in (0, 1)
                for pair in pairs
            ),
            dtype=np.int64,
            count=2 * len(pairs),
        )
        self._codes = codes
        self._order = np.argsort(nodes, kind="stable")
        self._starts = np.searchsorted(nodes[self._order], np.arange(len(codes) + 1))
        self._count = len(pairs)

    def pairs_at(self, spans: Iterable[str]) -> Numbers:
        """The pairs with an end in the item of one of some spans, ascending."""
        items = {self._items.get(span, span) for span in spans}
        codes = [self._codes[item] for item in items if item in self._codes]
        if not codes:
            return np.array([], dtype=np.int64)
        at = [self._order[self._starts[code] : self._starts[code + 1]] for code in codes]
        return np.unique(np.concatenate(at) % self._count)


class Pool:
    """The pairs of a workspace, each known by its number, and how each stands."""

    def __init__(self, store: Store, annotator: str, book: Callable[[], Codebook]) -> None:
        """Read what there is.

        Args:
            store: The workspace file.
            annotator: Whose verdicts count.
            book: Gives the codebook as it is now.
        """
        self.store = store
        self.annotator = annotator
        self._current_book = book
        self._read()

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read everything."""
        # Before the rest: what is done meanwhile is taken in next time, at worst once more.
        self._at = self.store.work_done()
        self._book = self._current_book()
        self._meanings = {kind.name: kind.meaning for kind in self._book.link_kinds}
        self._evidence: Evidence | None = None
        verdicts = proposals.verdicts(self.store, self.annotator)
        rows = proposals.proposed(self.store)
        self._proposed = len(rows)
        rows += _hand_made(verdicts, {(row.left, row.right) for row in rows})
        self.pairs: list[Pair] = [(row.left, row.right) for row in rows]
        self.number = {pair: number for number, pair in enumerate(self.pairs)}
        self.labels = [row.label for row in rows]
        self.articles = list(dict.fromkeys(end for row in rows for end in row[-2:]))
        self.left_article = _coded((row.left_document for row in rows), self.articles)
        self.right_article = _coded((row.right_document for row in rows), self.articles)
        self._known_labels = list(dict.fromkeys(self.labels))
        self._label = _coded(self.labels, self._known_labels)
        self.stored = np.array([row.score for row in rows], dtype=np.float64)
        self.conflict = np.array([row.conflict for row in rows], dtype=bool)
        self.said = {
            self.number[row["left"], row["right"]]: Said(row["kind"], row["decided"])
            for row in verdicts
        }
        self._close()
        self._learn()

    # -- what follows ----------------------------------------------------------------------------

    def _meaning(self, number: int) -> Meaning:
        """What was said of a pair."""
        return self.meaning(self.said[number].kind)

    def meaning(self, kind: str) -> Meaning:
        """What a kind of link means; one that the codebook has no more says nothing."""
        return self._meanings.get(kind, Meaning.UNSURE)

    def closed(self) -> Clusters:
        """What follows from the verdicts, in a copy that may be added to."""
        edges = ((*self.pairs[number], self._meaning(number)) for number in self.said)
        return Clusters(self.items, edges)

    def _close(self) -> None:
        """Work out anew what follows from all verdicts."""
        self.items = proposals.items(self.store)
        self.clusters = self.closed()
        self._ends = Ends(self.pairs, self.items)
        self.state = np.full(len(self.pairs), State.OPEN, dtype=np.int8)
        self.state[self._proposed :] = State.GONE
        judged = {end for number in self.said for end in self.pairs[number]}
        self._stand(self._ends.pairs_at(self._known(judged)))

    def _known(self, spans: Iterable[str]) -> set[str]:
        """All that is known to be the same as some spans."""
        known: set[str] = set()
        for span in spans:
            if span not in known:
                known.update(self.clusters.members(span))
        return known

    def _stand(self, numbers: Numbers) -> None:
        """Say how pairs stand now."""
        standing = self.clusters.standing
        for number in numbers.tolist():
            if number in self.said:
                state = State.JUDGED
            elif number >= self._proposed:
                state = State.GONE
            else:
                state = _STATES[standing(*self.pairs[number])]
            self.state[number] = state

    def settles(self, left: str, right: str) -> tuple[int, int]:
        """How many pairs that wait would not be asked any more besides one that is judged.

        If both are the same, and if they are not.
        """
        if self.clusters.standing(left, right) is not Standing.OPEN:
            return 0, 0
        here = {
            number
            for number, one in self._waiting_at(left)
            if self.clusters.of(one) == self.clusters.of(right)
        }
        through = {
            number
            for end, other in ((left, right), (right, left))
            for number, one in self._waiting_at(end)
            if self.clusters.standing(one, other) is Standing.BLOCKED
        }
        here -= {self.number.get((left, right), -1)}
        return len(here | through), len(here)

    def _waiting_at(self, span: str) -> Iterator[tuple[int, str]]:
        """The pairs that wait with an end that is the same as a span, and their other ends."""
        own = self.clusters.of(span)
        for number in self._ends.pairs_at(self.clusters.members(span)).tolist():
            if self.state[number] == State.OPEN:
                one, other = self.pairs[number]
                yield number, other if self.clusters.of(one) == own else one

    # -- what is learnt --------------------------------------------------------------------------

    def _learn(self) -> None:
        """Score anew by what the verdicts teach."""
        self.score = self.stored.copy()
        wanted = learning.wanted(self.store, self.annotator)
        lessons = self._lessons(wanted)
        taught = self._material().taught(lessons) if lessons else {}
        labels = []
        if wanted.on and taught:
            for label, numbers, scores in self._material().scores(taught):
                self.score[numbers] = scores
                labels.append(label)
        count = sum(len(one.same) for one in taught.values())
        self.learnt = Learnt(wanted.on, count, tuple(sorted(labels)))

    def _lessons(self, wanted: Learning) -> dict[str, list[Lesson]]:
        lessons: dict[str, list[Lesson]] = {}
        for number, said in self.said.items():
            same = _TRUTH.get(self._meaning(number))
            if same is not None and number < self._proposed and wanted.counts(said.decided):
                lessons.setdefault(self.labels[number], []).append(Lesson(number, same))
        return lessons

    def _material(self) -> Evidence:
        if self._evidence is None:
            found = (
                (number, self.labels[number], blob)
                for left, right, blob in proposals.evidence(self.store)
                if (number := self.number.get((left, right))) is not None
            )
            self._evidence = Evidence(sorted(found), learning.shapes(self._book))
        return self._evidence

    # -- keeping up ------------------------------------------------------------------------------

    def keep_up(self) -> None:
        """Take in what has been done since, here or in other sessions."""
        at = self.store.work_done()
        if at == self._at:
            return
        changes = proposals.changes_since(self.store, int(self._at[0]))
        touched = {change["table"] for change in changes}
        mine = [
            change["after"]
            for change in changes
            if change["table"] == "verdicts" and change["after"]["annotator"] == self.annotator
        ]
        if at[1] != self._at[1] or touched & _READ_ANEW or self._is_new(mine, touched):
            self._read()
            return
        self._at = at
        self._take_in(mine)
        if touched & _REGROUPED:
            self._close()
        if mine or "settings" in touched:
            self._learn()

    def _is_new(self, verdicts: list[Row], touched: set[str]) -> bool:
        """Whether there is a pair that was not there, or another codebook."""
        if any((row["left"], row["right"]) not in self.number for row in verdicts):
            return True
        return "settings" in touched and self._current_book() != self._book

    def _take_in(self, verdicts: list[Row]) -> None:
        """Take in verdicts on pairs that are there."""
        ends = {end for row in verdicts for end in (row["left"], row["right"])}
        numbers = [self.number[row["left"], row["right"]] for row in verdicts]
        if any(row["deleted"] for row in verdicts) or self.said.keys() & numbers:
            for number, row in zip(numbers, verdicts, strict=True):
                self._say(number, row)
            self.clusters = self.closed()
        else:
            for number, row in zip(numbers, verdicts, strict=True):
                self._say(number, row)
                self.clusters.add(*self.pairs[number], self._meaning(number))
        # What was the same as an end before is the same as one of them now.
        self._stand(self._ends.pairs_at(self._known(ends)))

    def _say(self, number: int, verdict: Row) -> None:
        if verdict["deleted"]:
            self.said.pop(number, None)
        else:
            self.said[number] = Said(verdict["kind"], verdict["decided"])

    # -- asking ----------------------------------------------------------------------------------

    def with_label(self, label: str) -> Flags:
        """Which pairs have a label."""
        return _are_in(self._label, [label], self._known_labels)

    def in_articles(self, articles: Iterable[str]) -> tuple[Flags, Flags]:
        """Which pairs have their left end, and which their right end, in some articles."""
        names = list(articles)
        return (
            _are_in(self.left_article, names, self.articles),
            _are_in(self.right_article, names, self.articles),
        )


def _hand_made(verdicts: Iterable[Row], proposed: set[Pair]) -> Iterator[Proposed]:
    """The pairs that were judged without being proposed, by the identifiers of their ends."""
    for row in verdicts:
        if (row["left"], row["right"]) not in proposed:
            yield Proposed(
                left=row["left"],
                right=row["right"],
                label=row["label"],
                score=np.nan,
                conflict=0,
                left_document=row["left_document"],
                right_document=row["right_document"],
            )


def _coded(names: Iterable[str], known: list[str]) -> Numbers:
    """Names as their places in a list of them."""
    codes = {name: code for code, name in enumerate(known)}
    return np.array([codes[name] for name in names], dtype=np.int64)


def _are_in(codes: Numbers, names: Iterable[str], known: list[str]) -> Flags:
    """Which of some codes stand for one of some names."""
    wanted = set(names)
    return np.isin(codes, [code for code, name in enumerate(known) if name in wanted])

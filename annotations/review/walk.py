"""Going through cases one by one: what is in view, what comes next, how much is left.

What has been in view keeps its place, so that one can go back; all behind it is in order.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain, pairwise
from statistics import median
from typing import Generic, NamedTuple, Protocol, TypeVar


class Case(Protocol):
    """Anything that is decided on one by one."""

    @property
    def id(self) -> str:
        """Identifier."""


C = TypeVar("C", bound=Case)


class Progress(NamedTuple):
    """How far one is."""

    done: int
    """How many are decided."""
    deferred: int
    """How many are put off."""
    total: int
    """How many there are."""

    @property
    def left(self) -> int:
        """How many are not decided."""
        return self.total - self.done


class Walk(Generic[C]):
    """Cases in a row, and the one in view."""

    def __init__(
        self,
        cases: Iterable[C],
        done: Iterable[str] = (),
        deferred: Iterable[str] = (),
        rank: Callable[[C], float] | None = None,
    ) -> None:
        """Begin at the first that waits.

        Args:
            cases: In reading order.
            done: Identifiers of those that are decided.
            deferred: Identifiers of those that are put off: they come last.
            rank: What comes first, the highest first; None keeps the order given.
        """
        self.cases: Sequence[C] = [*cases]
        self.place = {case.id: number for number, case in enumerate(self.cases)}
        """Where each case is in reading order."""
        self.done = {case for case in done if case in self.place}
        self.deferred = {case for case in deferred if case in self.place} - self.done
        self.rank = rank
        self._seen: list[C] = []
        self._shown: set[str] = set()
        self._at = -1
        self.go_on()

    @property
    def case(self) -> C | None:
        """The one in view."""
        return self._seen[self._at] if 0 <= self._at < len(self._seen) else None

    @property
    def progress(self) -> Progress:
        """How far one is."""
        return Progress(len(self.done), len(self.deferred), len(self.cases))

    def decide(self, case: str, *, done: bool, deferred: bool = False) -> None:
        """Take note that a case is decided, or put off, or waits again."""
        self.done.discard(case)
        self.deferred.discard(case)
        if done:
            self.done.add(case)
        elif deferred:
            self.deferred.add(case)

    def go_on(self) -> bool:
        """Bring up the next that waits; False where none does, and then all stays."""
        if self._at + 1 < len(self._seen):  # one has gone back: on to where one was
            ahead = range(self._at + 1, len(self._seen))
            waits = (n for n in ahead if self._seen[n].id not in self.done)
            if (found := next(waits, None)) is not None:
                self._at = found
                return True
        following = self._next()
        if following is None:
            return False
        self._see(following)
        return True

    def _next(self) -> C | None:
        """What comes next: after the one in view, then from the start; last what is put off."""
        now = self.case.id if self.case else None
        at = self.place[now] + 1 if now else 0
        order = range(len(self.cases))
        row = order if self.rank else chain(order[at:], order[:at])
        open_ = [self.cases[n] for n in row if self.cases[n].id not in self.done]
        kept = self.deferred | self._shown
        fresh = (case for case in open_ if case.id not in kept)
        following = max(fresh, key=self.rank, default=None) if self.rank else next(fresh, None)
        return following or next((case for case in open_ if case.id != now), None)

    def _see(self, case: C) -> None:
        self._forget(case)
        self._seen.append(case)
        self._shown.add(case.id)
        self._at = len(self._seen) - 1

    def _forget(self, case: C) -> None:
        if case.id in self._shown:
            self._seen = [other for other in self._seen if other.id != case.id]

    def step(self, by: int) -> bool:
        """Go back (-1) or on (1) without deciding; False at either end."""
        if by > 0:
            if self._at + 1 < len(self._seen):
                self._at += 1
                return True
            return self.go_on()
        if self._at > 0:
            self._at -= 1
            return True
        return self._step_before()

    def _step_before(self) -> bool:
        """Go to what is before in reading order, where nothing was in view before."""
        number = self.place[self.case.id] - 1 if self.case else -1
        if number < 0:
            return False
        case = self.cases[number]
        self._forget(case)
        self._seen.insert(0, case)
        self._shown.add(case.id)
        self._at = 0
        return True

    def go_to(self, case: str) -> bool:
        """Bring a case up; False where there is no such case."""
        number = self.place.get(case)
        if number is None:
            return False
        if case in self._shown:
            self._at = next(n for n, seen in enumerate(self._seen) if seen.id == case)
        else:
            self._see(self.cases[number])
        return True

    def renew(self, cases: Iterable[C], done: Iterable[str], deferred: Iterable[str] = ()) -> bool:
        """Take cases as they are by now; whether the one in view is still there.

        Where it is not, what comes next is in view. The order and the way back stay.
        """
        now = self.case
        at = self.place[now.id] if now else 0
        self.cases = [*cases]
        self.place = {case.id: number for number, case in enumerate(self.cases)}
        self.done = {case for case in done if case in self.place}
        self.deferred = {case for case in deferred if case in self.place} - self.done
        self._seen = [self.cases[self.place[c.id]] for c in self._seen if c.id in self.place]
        self._shown = {case.id for case in self._seen}
        if now and now.id in self.place:
            return self.go_to(now.id)
        self._at = len(self._seen) - 1
        if at < len(self.cases):
            self._see(self.cases[at])
        elif not self.go_on() and self.cases:
            self._see(self.cases[-1])
        return False


_LONGEST = 120.0
"""Seconds: whoever takes longer for one case has done something else meanwhile."""
_FEWEST = 3


def time_left(decided: Iterable[str], left: int) -> float | None:
    """How many seconds the rest will take, at the median pace of the last hundred decisions.

    Args:
        decided: When each was decided, in RFC 3339.
        left: How many are left.

    Returns:
        None while too few were decided to tell.
    """
    times = sorted(datetime.fromisoformat(time) for time in decided)[-100:]
    gaps = [(after - before).total_seconds() for before, after in pairwise(times)]
    paces = [gap for gap in gaps if gap <= _LONGEST]
    return left * median(paces) if len(paces) >= _FEWEST else None

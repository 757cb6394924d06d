"""What is offered for tagging in one article, in order, and what no longer is.

Candidates come from the text, from words tagged before, and from claims of other articles. Not
offered is what is tagged, what was skipped twice, and what this annotator hardly ever takes.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import NamedTuple

import regex

from annotations.text.habits import Habits, counts
from annotations.text.kinds import OTHER_FORM, Candidate, Kind, Order, Rank
from annotations.text.segments import Stretch

_FAR = 1 << 62
_MANY = 1000  # candidates that are no longer put in one by one
_ENOUGH = 2
"""Skipped so often, the same words are not offered again in an article."""
_RANKS = {Kind.REPEAT: Rank.NAME, Kind.AGAIN: Rank.SPEAKER}

_STATEMENTS = (Kind.QUOTATION, Kind.REPORTED, Kind.ALIKE)
_FIRST_WORD = regex.compile(r"\W*+\w++")
_FIRST_FORMS = (Kind.BARE, Kind.DESCRIBED)


class Repeat(NamedTuple):
    """What words that were tagged are offered as wherever they stand again."""

    label: str
    """The label that they were given."""
    kind: Kind
    """`Kind.REPEAT` for a name, `Kind.AGAIN` for whoever said something."""


class Sorted(NamedTuple):
    """Candidates put in order, ready to be offered."""

    all: list[Candidate]
    """In the order in which they are offered."""
    at: dict[Stretch, tuple[Candidate, ...]]
    """The same by place."""
    changed: tuple[Stretch, ...] | None
    """Where something has come or gone; None for anywhere."""
    serial: int
    """How many were put in order before: an older one is not to take a newer one's place."""


class Offers:
    """The candidates of one article.

    Putting many in order takes a while: the ``with_`` methods are for a worker's thread, one at a
    time, and change nothing that is offered until `adopt` is called with what they give.
    """

    def __init__(
        self, text: str = "", skipped: object = None, habits: Habits | None = None
    ) -> None:
        """Begin without any.

        Args:
            text: The article's text.
            skipped: What `skips` was when the article was left.
            habits: What the annotator takes; shared by all articles.
        """
        self.text = text
        self.habits = habits or Habits()
        self._skips: Counter[str] = counts(skipped)
        self.is_read = False
        """Whether what the text alone tells was found: that changes no more."""
        self._found: list[Candidate] = []
        self._repeats: dict[str, list[Candidate]] = {}
        self._learnt: set[str] = set()
        self._alike: list[Candidate] = []
        self._sorted = Sorted([], {}, None, 0)
        self._latest = self._sorted
        self._one_at_a_time = Lock()

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._sorted.all)

    def __len__(self) -> int:
        return len(self._sorted.all)

    # -- what there is ---------------------------------------------------------------------------

    def with_found(self, found: Iterable[Candidate]) -> Sorted:
        """Take what the text alone tells."""
        with self._one_at_a_time:
            self._found, self.is_read = list(found), True
            return self._merged()

    def with_repeats(
        self, repeats: Iterable[tuple[Stretch, str]], known: Mapping[str, Repeat]
    ) -> Sorted:
        """Take where words stand that are tagged somewhere, and what as."""
        with self._one_at_a_time:
            found: dict[str, list[Candidate]] = {}
            for stretch, words in repeats:
                found.setdefault(words, []).append(_repeat(stretch, known[words]))
            # What was tagged while these were looked for is not among them.
            self._repeats = found | {words: self._repeats[words] for words in self._learnt}
            self._learnt.clear()
            return self._merged()

    def with_alike(self, alike: Iterable[tuple[Stretch, str, str]]) -> Sorted:
        """Take what resembles a claim of another article: where, its label, and why."""
        with self._one_at_a_time:
            by_start = sorted(self._found, key=_start)
            self._alike = [
                one._replace(why=f"{one.why} · {why}") for at, label, why in alike
                for one in _said_in(by_start, at, label)
            ]  # fmt: skip
            return self._merged()

    def with_repeats_of(
        self, words: str, places: Iterable[Stretch], known: Repeat | None
    ) -> Sorted | None:
        """Take where some words stand, and what they are tagged as by now; None for no change.

        Args:
            words: The words.
            places: Where they stand.
            known: What they are offered as; None for words that are tagged nowhere any more.
        """
        repeats = [_repeat(stretch, known) for stretch in places] if known else []
        with self._one_at_a_time:
            before = self._repeats.get(words, [])
            self._repeats[words] = repeats
            self._learnt.add(words)
            if before == repeats:
                return None
            return self._merged() if before or len(repeats) > _MANY else self._with_few(repeats)

    def reordered(self) -> Sorted:
        """Put all in order anew, where the annotator has come to prefer other forms."""
        with self._one_at_a_time:
            return self._merged()

    def _with_few(self, repeats: list[Candidate]) -> Sorted:
        """Put some more in, in their places."""
        everything, at = list(self._latest.all), dict(self._latest.at)
        changed = []
        for one in repeats:
            here = at.get(one.stretch, ())
            before = next((c for c in here if c.label == one.label), None)
            kept = one if before is None else _known(one, before)
            if before is None:
                insort(everything, kept, key=_order)
                changed.append(one.stretch)
            else:
                index = bisect_left(everything, before.order, key=_order)
                everything[everything.index(before, index)] = kept
            others = [c for c in here if c is not before]
            at[one.stretch] = tuple(sorted([*others, kept], key=_order))
        self._latest = Sorted(everything, at, tuple(changed), self._latest.serial + 1)
        return self._latest

    def _merged(self) -> Sorted:
        """All in order. What was tagged before is known better than what looks like a name."""
        merged: dict[tuple[int, int, str], Candidate] = {}
        for one in (*self._alike, *self._found):
            merged.setdefault((one.start, one.end, one.label), one)
        for repeats in self._repeats.values():
            for one in repeats:
                before = merged.get((one.start, one.end, one.label))
                merged[one.start, one.end, one.label] = _known(one, before) if before else one
        everything = sorted(map(self._preferred, merged.values()), key=_order)
        at: dict[Stretch, tuple[Candidate, ...]] = {}
        for one in everything:
            at[one.stretch] = (*at.get(one.stretch, ()), one)
        self._latest = Sorted(everything, at, None, self._latest.serial + 1)
        return self._latest

    def _preferred(self, one: Candidate) -> Candidate:
        """The candidate, before its other form or behind it, as the annotator has it."""
        if one.kind in _FIRST_FORMS and self.habits.prefers_other_form(one.kind):
            return one._replace(order=(*one.order[:2], one.order[2] + 2))
        return one

    @property
    def serial(self) -> int:
        """That of the candidates that are offered now."""
        return self._sorted.serial

    def adopt(self, candidates: Sorted) -> bool:
        """Offer these from now on, unless newer ones are offered already; whether they are."""
        if candidates.serial < self.serial:
            return False
        self._sorted = candidates
        return True

    # -- what is offered -------------------------------------------------------------------------

    def shown(self, candidates: Sorted | None = None) -> list[Stretch]:
        """Where candidates are to be marked: of a statement the first word, or all would be."""
        every = (candidates or self._sorted).all
        spared = {kind for kind in Kind if self.habits.spares(kind)}
        return [self._mark(c) for c in every if c.kind not in spared]

    def _mark(self, one: Candidate) -> Stretch:
        first = one.kind in _STATEMENTS and _FIRST_WORD.match(self.text, one.start, one.end)
        return Stretch(one.start, first.end() if first else one.end)

    def at(self, start: int, end: int, label: str | None = None) -> Candidate | None:
        """The candidate for that very stretch; of several the one of that label, else the first."""
        here = self._sorted.at.get(Stretch(start, end), ())
        return next((one for one in here if one.label == label), here[0] if here else None)

    def speaker_of(self, start: int, end: int) -> Stretch | None:
        """Whoever the text ascribes a claim to, where it ascribes one in that stretch."""
        every = self._sorted.all
        first = bisect_left(every, (start, -_FAR, 0), key=_order)
        last = bisect_left(every, (end, -_FAR, 0), key=_order)
        inside = (every[index] for index in range(first, last) if every[index].end <= end)
        return next((one.speaker for one in inside if one.speaker), None)

    def following(
        self, after: Order, step: int, is_settled: Callable[[Candidate], bool]
    ) -> Candidate | None:
        """The next (1) or previous (-1) candidate that is worth a key.

        Args:
            after: The place to go from, as an order.
            step: The direction.
            is_settled: Whether a candidate is tagged, or what it is part of.
        """
        every = self._sorted.all
        if step > 0:
            indices = range(bisect_right(every, after, key=_order), len(every))
        else:
            indices = range(bisect_left(every, after, key=_order) - 1, -1, -1)
        ahead = (every[index] for index in indices)
        return next((one for one in ahead if self._is_offered(one) and not is_settled(one)), None)

    def _is_offered(self, one: Candidate) -> bool:
        if self.habits.spares(one.kind):
            return False
        return self._skips[self._words(one)] < _ENOUGH

    def _words(self, one: Candidate) -> str:
        return f"{one.label}: {self.text[one.start : one.end].casefold()}"

    # -- what becomes of it ----------------------------------------------------------------------

    def skip(self, one: Candidate) -> None:
        """Take note that a candidate was passed over."""
        self._skips[self._words(one)] += 1
        self.habits.skipped[one.kind] += 1

    def take(self, one: Candidate) -> bool:
        """Take note that a candidate was tagged; whether other forms are preferred from now on."""
        first = one.kind if one.kind in _FIRST_FORMS else OTHER_FORM.get(one.kind, one.kind)
        preferred = self.habits.prefers_other_form(first)
        self._skips.pop(self._words(one), None)
        self.habits.taken[one.kind] += 1
        other = OTHER_FORM.get(one.kind)
        if other and self.habits.skipped[other]:
            self.habits.skipped[other] -= 1  # it was passed over on the way here
        return preferred is not self.habits.prefers_other_form(first)

    @property
    def skips(self) -> dict[str, int]:
        """How often which words were passed over, to be remembered."""
        return dict(self._skips)

    def forgive(self) -> int:
        """Offer again what was skipped in this article; how many different words that is."""
        number = sum(count >= _ENOUGH for count in self._skips.values())
        self._skips.clear()
        return number


def _said_in(by_start: list[Candidate], at: Stretch, label: str) -> list[Candidate]:
    """What the text alone tells to be said in a passage; where nothing is, the passage."""
    first, last = (bisect_left(by_start, place, key=_start) for place in at)
    found = [one for one in by_start[first:last] if one.label == label and one.end <= at.end]
    return found or [Candidate.at(at, label, Kind.ALIKE, Rank.CLAIM)]


def _start(one: Candidate) -> int:
    return one.start


def _order(one: Candidate) -> Order:
    return one.order


def _known(one: Candidate, before: Candidate) -> Candidate:
    """What was tagged before, of the kind and in the place that the text alone gives it."""
    return one._replace(kind=before.kind, order=before.order)


def _repeat(at: Stretch, known: Repeat) -> Candidate:
    why = f"tagged as {known.label} before"
    return Candidate.at(at, known.label, known.kind, _RANKS[known.kind], why=why)

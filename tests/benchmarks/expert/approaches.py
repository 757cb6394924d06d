"""How to get to a span: by motions, candidates, hints or a search. Each is a `Strategy`."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

import regex

from annotations.text.kinds import Candidate, Order
from annotations.text.offers import Offers
from annotations.text.segments import Stretch
from tests.benchmarks.expert.finishing import Finish, Finishing
from tests.benchmarks.expert.ground import Ground
from tests.benchmarks.expert.keyboard import JUMP, Keys, hint, key, number
from tests.benchmarks.expert.state import CANDIDATE, Place, State, Tagged, Way
from tests.benchmarks.gold import GoldSpan
from tui.text.caret import Caret

_BEFORE, _BEHIND = -1, 1 << 10  # all ranks of an order
_MOST_SKIPPED = 8  # candidates
_FEW_SKIPPED = 2  # candidates that are good for getting nearer only
_LONGEST_SEARCH = 8  # letters
_BEFORE_HINT, _BEHIND_HINT = 120, 40  # codepoints beside a span, where a hint for it may stand
_KEPT = 2  # ways of one kind that are kept
_MOST_HINTS = 8


def _way(approach: Keys, finish: Finish, offset: int, name: str) -> Way:
    return Way(
        number(approach) + finish.cost,
        (*approach, *finish.selecting),
        finish.selected or offset,
        finish.tagging,
        finish.fixing,
        finish.through,
        f"{name} + {finish.name}" if name and finish.name else name or finish.name,
    )


class Motions:
    """Motions from where the caret is; what is selected is forgotten, or used as it is."""

    def __init__(self, ground: Ground, finishing: Finishing) -> None:
        self._ground, self._finishing = ground, finishing
        self._moved = cache(self._find_moved)

    def ways(self, state: State, span: GoldSpan, tagged: Tagged) -> Iterator[Way]:
        """From the caret."""
        if state.selection:
            for finish in self._finishing.selected(span, state.selection):
                yield _way((), finish, 0, CANDIDATE)
        yield from self.moved(state.caret, state.selection, span)

    def moved(
        self,
        caret: Caret,
        selection: Place | None,
        span: GoldSpan,
        *,
        approach: Keys = (),
        name: str = "motion",
        reach: int | None = None,
    ) -> Iterator[Way]:
        """By motions after some keys, which have led to a caret and maybe a selection."""
        for way in self._moved(caret, selection and selection[0], span, reach):
            yield way._replace(
                cost=number(approach) + way.cost,
                approach=(*approach, *way.approach),
                name=f"{name}, {way.name}",
            )

    def _find_moved(
        self, caret: Caret, selected: int | None, span: GoldSpan, reach: int | None
    ) -> tuple[Way, ...]:
        """The cheapest ways of each kind."""
        routes = self._ground.routes(caret, reach=reach)
        found: dict[tuple[bool, bool], list[Way]] = {}
        for offset, finishes in self._finishing.at(span).items():
            route = routes.get(offset)
            if selected is not None and not route:
                # No motion clears the selection and ends where it started.
                route = (key("reader.escape"),) if offset == selected else None
            if route is not None:
                for finish in finishes:
                    kind = (bool(finish.fixing), finish.selected is not None)
                    found.setdefault(kind, []).append(_way(route, finish, offset, ""))
        best = (sorted(ways, key=_cost)[:_KEPT] for ways in found.values())
        return tuple(sorted(chain.from_iterable(best), key=_cost))


def _cost(way: Way) -> int:
    return way.cost


class Candidates:
    """Space and Backspace."""

    def __init__(self, motions: Motions, finishing: Finishing, offers: Offers) -> None:
        """Use what is offered now."""
        self._motions, self._finishing, self._offers = motions, finishing, offers
        self._offered = list(_all(offers))
        self._order = [candidate.order for candidate in self._offered]

    def following(self, after: Order, step: int, tagged: Tagged) -> Iterator[Candidate]:
        """What is selected by the key, pressed again and again."""
        if step > 0:
            indices = range(bisect_right(self._order, after), len(self._order))
        else:
            indices = range(bisect_left(self._order, after) - 1, -1, -1)
        for index in indices:
            one = self._offered[index]
            if not tagged.meets((one.start, one.end), one.label):
                yield one

    def behind(self, span: GoldSpan, tagged: Tagged, *, others: bool) -> Candidate | None:
        """What comes up by itself behind a span that was tagged, with other mentions or alone."""
        taken = None if others else self._offers.at(span.start, span.end, span.label)
        after = taken.order if taken else (span.start, -span.end, _BEHIND)
        return next(self.following(after, 1, tagged), None)

    def ways(self, state: State, span: GoldSpan, tagged: Tagged) -> Iterator[Way]:
        """By candidates, as they are or on from there."""
        for step, command in ((1, "reader.next"), (-1, "reader.previous")):
            keys: Keys = ()
            after = state.order or _from(state, step)
            for one in islice(self.following(after, step, tagged), _MOST_SKIPPED):
                keys = (*keys, key(command))
                place = (one.start, one.end)
                if one.start < span.end and span.start < one.end:
                    for finish in self._finishing.selected(span, place):
                        yield _way(keys, finish, 0, CANDIDATE)
                if len(keys) <= _FEW_SKIPPED:
                    yield from self._motions.moved(
                        Caret(one.end), place, span, approach=keys, name="beside a candidate"
                    )


def _all(offers: Offers) -> Iterator[Candidate]:
    """All that is offered, tagged or not."""
    after = (-1, 0, _BEFORE)
    while one := offers.following(after, 1, lambda _: False):
        yield one
        after = one.order


def _from(state: State, step: int) -> Order:
    """The order from which candidates are stepped through where none is selected."""
    if state.selection is None:
        return (state.caret.offset, -(1 << 62), _BEFORE)
    start, end = state.selection
    return (start, -end, _BEHIND if step > 0 else _BEFORE)


class Hints:
    """Two letters over a word in sight; maybe a short motion on from there."""

    def __init__(self, ground: Ground, motions: Motions) -> None:
        self._ground, self._motions = ground, motions
        self._near = cache(self._find_near)

    def ways(self, state: State, span: GoldSpan, tagged: Tagged) -> Iterator[Way]:
        """By words near the span, the cheapest first."""
        in_sight = (way for word, way in self._near(span) if self._ground.in_sight(state.top, word))
        yield from islice(in_sight, _MOST_HINTS)

    def _find_near(self, span: GoldSpan) -> list[tuple[int, Way]]:
        """All ways by a word near a span, by cost, each with that word."""
        near = self._ground.segments.words(span.start - _BEFORE_HINT, span.end + _BEHIND_HINT)
        found = [
            (word.start, way)
            for word in near
            if word.start in self._ground.hinted
            for way in self._motions.moved(
                Caret(word.start),
                None,
                span,
                approach=(JUMP, hint(word.start)),
                name="hint",
                reach=2 if self._beside(word, span) else 1,
            )
        ]
        return sorted(found, key=lambda pair: pair[1].cost)

    def _beside(self, word: Stretch, span: GoldSpan) -> bool:
        return abs(word.start - span.start) < 30 or abs(word.start - span.end) < 30


class Search:
    """`/`, some letters, Enter; the hit is selected."""

    def __init__(self, ground: Ground, finishing: Finishing, motions: Motions) -> None:
        self._ground, self._finishing, self._motions = ground, finishing, motions

    def ways(self, state: State, span: GoldSpan, tagged: Tagged) -> Iterator[Way]:
        """By the shortest text that leads there."""
        words = self._ground.segments.words(span.start, span.end)
        for start in {span.start, *(word.start for word in (*words[:2], *words[-1:]))}:
            typed = self._shortest(state.caret.offset, start)
            if typed:
                keys = (key("reader.search"), *typed, "enter")
                place = (start, start + len(typed))
                for finish in self._finishing.selected(span, place):
                    yield _way(keys, finish, 0, "search")
                yield from self._motions.moved(
                    Caret(place[1]), place, span, approach=keys, name="search", reach=2
                )

    def _shortest(self, caret: int, wanted: int) -> str | None:
        for length in range(1, _LONGEST_SEARCH + 1):
            typed = self._ground.text[wanted : wanted + length]
            if len(typed) < length or not (typed[-1].isalnum() or typed[-1] == " "):
                return None
            if self._first(typed, caret) == wanted:
                return typed
        return None

    def _first(self, typed: str, caret: int) -> int:
        """The first hit from the caret on, round the end; capitals count where some are typed."""
        flags = regex.IGNORECASE if typed == typed.lower() else 0
        pattern = regex.compile(regex.escape(typed, literal_spaces=True), flags | regex.FULLCASE)
        match = pattern.search(self._ground.text, caret) or pattern.search(self._ground.text)
        return match.start() if match else -1

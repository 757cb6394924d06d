"""The cheapest ways for the next spans: a beam search some spans ahead."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from annotations.text.repeats import occurrences
from tests.benchmarks.expert.approaches import Candidates
from tests.benchmarks.expert.ground import Ground
from tests.benchmarks.expert.keyboard import Keys, hinted, key
from tests.benchmarks.expert.state import Place, State, Strategy, Tagged, Way
from tests.benchmarks.gold import GoldArticle, GoldSpan
from tui.text.caret import Caret

MENTIONS: Keys = (key("reader.mentions"), "enter")
"""All other mentions, and yes to the preview."""

_DECIDING = (key("reader.next"), key("reader.previous"), key("reader.escape"))
_AHEAD = 6  # spans that are planned for
_BEAM = 10  # plans that are kept at each step
_WINDOW = 4  # spans that may come next: a person does what is at hand first
_NEAR = 200  # codepoints behind the first open span, within which another may come before it
_USUAL, _LATE = 2.2, 4.5  # keys that a span will cost, and one that was passed over


class Move(NamedTuple):
    """One step of a plan."""

    span: int
    """The number of the gold span that is tagged."""
    way: Way
    """By which keys."""
    others: frozenset[int]
    """The spans that come with it by `MENTIONS`; none where that is not pressed."""

    @property
    def cost(self) -> int:
        """How many keys."""
        return self.way.cost + (len(MENTIONS) if self.others else 0)


class _Plan(NamedTuple):
    score: float
    cost: int
    state: State
    done: frozenset[int]
    moves: tuple[Move, ...]


class Planner:
    """Plans for one article."""

    def __init__(self, gold: GoldArticle, ground: Ground, *, alone: bool = True) -> None:
        """Take an article; where others are there, too, their mentions are not to be tagged."""
        self._alone = alone
        self._gold, self._ground = gold, ground
        self._by_place: dict[Place, list[int]] = {}
        for number, span in enumerate(gold.spans):
            self._by_place.setdefault((span.start, span.end), []).append(number)
        self._mentions = cache(self._find_mentions)
        self._overlapping = cache(self._find_overlapping)
        self._in_vain: set[tuple[GoldSpan, Keys]] = set()

    def give_up(self, move: Move) -> None:
        """Take note of keys that led elsewhere, not to be tried again."""
        self._in_vain.add((self._gold.spans[move.span], move.way.approach))

    def plan(
        self,
        state: State,
        done: frozenset[int],
        strategies: Sequence[Strategy],
        offered: Candidates,
    ) -> tuple[Move, ...]:
        """The next moves, the first of them well considered."""
        plans = [_Plan(0.0, 0, state, done, ())]
        for _ in range(min(_AHEAD, len(self._gold.spans) - len(done))):
            best: dict[tuple[State, frozenset[int]], _Plan] = {}
            for plan in plans:
                for on in self._on(plan, strategies, offered):
                    known = best.get((on.state, on.done))
                    if known is None or on.score < known.score:
                        best[on.state, on.done] = on
            if not best:
                break
            plans = sorted(best.values(), key=lambda plan: plan.score)[:_BEAM]
        return min(plans, key=lambda plan: plan.score).moves

    def _on(
        self, plan: _Plan, strategies: Sequence[Strategy], offered: Candidates
    ) -> Iterator[_Plan]:
        """The plan, one move longer."""
        if len(plan.done) == len(self._gold.spans):
            yield plan
            return
        for number in self._window(plan.done):
            for move in self._moves(plan.state, plan.done, number, strategies, offered):
                done = plan.done | {number} | move.others
                state = self._after(plan.state, move, done, offered)
                cost = plan.cost + move.cost
                yield _Plan(self._score(cost, done), cost, state, done, (*plan.moves, move))

    def _window(self, done: frozenset[int]) -> list[int]:
        """The spans that may come next."""
        spans = self._gold.spans
        left: list[int] = []
        for number, span in enumerate(spans):
            if number in done:
                continue
            if len(left) == _WINDOW or (left and span.start > spans[left[0]].start + _NEAR):
                break
            left.append(number)
        return left

    def _score(self, cost: int, done: frozenset[int]) -> float:
        """What the whole article may cost in the end."""
        last = max(done)
        late = last + 1 - len(done)
        return cost + _LATE * late + _USUAL * (len(self._gold.spans) - last - 1)

    # -- moves -----------------------------------------------------------------------------------

    def _moves(
        self,
        state: State,
        done: frozenset[int],
        number: int,
        strategies: Sequence[Strategy],
        offered: Candidates,
    ) -> Iterator[Move]:
        """The cheapest ways to tag a span, one for each thing that can happen afterwards."""
        span, tagged = self._gold.spans[number], _Tagged(self, done)
        best: dict[bool, Way] = {}
        for strategy in strategies:
            for way in strategy.ways(state, span, tagged):
                goes_on = not way.fixing and _stepping(state, way)
                known = best.get(goes_on)
                if known and known.cost <= way.cost:
                    continue
                if self._can(way, state, span, tagged) and not (
                    way.fixing and self._hidden(way, state, span, tagged, offered)
                ):
                    best[goes_on] = way
        for way in best.values():
            yield Move(number, way, frozenset())
        others = self._mentions(number)
        if others and others - done and best:
            cheapest = min(best.values(), key=lambda way: way.cost)
            if cheapest.fixing or not self._hidden(cheapest, state, span, tagged, offered):
                yield Move(number, cheapest, others - done)

    def _can(self, way: Way, state: State, span: GoldSpan, tagged: Tagged) -> bool:
        """Whether nothing is in the way of a way: no twin, and no hint out of sight."""
        if (span, way.approach) in self._in_vain:
            return False
        if any(tagged.has(place, span.label) for place in way.through):
            return False
        later = [hinted(pressed) for pressed in (*way.approach[2:], *way.fixing)]
        top = self._ground.revealed(state.top, span.start)
        return all(hint is None or self._ground.in_sight(top, hint) for hint in later)

    def _hidden(
        self, way: Way, state: State, span: GoldSpan, tagged: "_Tagged", offered: Candidates
    ) -> bool:
        """Whether the next candidate is tagged otherwise: then keys mean that, not the new span."""
        if not _stepping(state, way):
            return False
        comes = offered.behind(GoldSpan(*way.through[0], span.label), tagged, others=False)
        return comes is not None and tagged.takes((comes.start, comes.end))

    def _after(self, state: State, move: Move, done: frozenset[int], offered: Candidates) -> State:
        """Where a move leads."""
        span = self._gold.spans[move.span]
        top = self._ground.revealed(state.top, span.start)
        stepping = _stepping(state, move.way)
        if stepping and (move.others or not move.way.fixing):
            one = offered.behind(span, _Tagged(self, done), others=bool(move.others))
            if one:
                top = self._ground.revealed(top, one.end)
                return State(Caret(one.end), (one.start, one.end), top, stepping, one.order)
        return State(Caret(span.start), None, top, stepping)

    # -- what is tagged --------------------------------------------------------------------------

    def labels(self, place: Place, done: frozenset[int]) -> Iterator[str]:
        """What a stretch is tagged as when so many spans are done."""
        here = self._by_place.get(place, ())
        return (self._gold.spans[number].label for number in here if number in done)

    def meets(self, place: Place, label: str, done: frozenset[int]) -> bool:
        """Whether something that a stretch overlaps is tagged so when so many spans are done."""
        return not done.isdisjoint(self._overlapping(place, label))

    def _find_overlapping(self, place: Place, label: str) -> frozenset[int]:
        return frozenset(
            number
            for number, span in enumerate(self._gold.spans)
            if span.label == label and span.start < place[1] and place[0] < span.end
        )

    def _find_mentions(self, number: int) -> frozenset[int]:
        """The spans that are tagged with this one by `MENTIONS`; none if anything else would be."""
        if not self._alone:
            return frozenset()
        span, text = self._gold.spans[number], self._gold.text
        found: set[int] = set()
        for place in occurrences(text, text[span.start : span.end]):
            here = self._by_place.get(place, ())
            same = [n for n in here if self._gold.spans[n].label == span.label]
            if not same:
                return frozenset()
            found.update(same)
        return frozenset(found - {number})


class _Tagged:
    """What is tagged when so many spans are done."""

    def __init__(self, planner: Planner, done: frozenset[int]) -> None:
        self._planner, self._done = planner, done

    def has(self, place: Place, label: str) -> bool:
        return label in self._planner.labels(place, self._done)

    def takes(self, place: Place) -> bool:
        """Whether that very stretch is tagged as anything."""
        return any(self._planner.labels(place, self._done))

    def meets(self, place: Place, label: str) -> bool:
        return self._planner.meets(place, label, self._done)


def _stepping(state: State, way: Way) -> bool:
    """Whether the next candidate comes up after a way: Space begins that, Esc ends it."""
    deciding = [pressed for pressed in way.approach if pressed in _DECIDING]
    return deciding[-1] != _DECIDING[-1] if deciding else state.stepping

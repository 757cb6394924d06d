"""How many of some things are certainly distinct, where some two of them may be one."""

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

_Thing = TypeVar("_Thing", bound=Hashable)

_EXACT = 40
"""So many things in doubt are counted exactly: for more it may take too long."""


def certain(things: Iterable[_Thing], doubts: Iterable[tuple[_Thing, _Thing]]) -> int:
    """The most things of which no two may be one: the size of a largest independent set.

    Exact for up to 40 things with a doubt; of more, a number that is not too high, found by
    taking the one with the fewest doubts again and again.
    """
    beside: dict[_Thing, set[_Thing]] = {thing: set() for thing in things}
    for one, other in doubts:
        beside[one].add(other)
        beside[other].add(one)
    exactly = sum(bool(others) for others in beside.values()) <= _EXACT
    return _most(beside, exactly=exactly)


def _most(beside: Mapping[_Thing, AbstractSet[_Thing]], *, exactly: bool) -> int:
    """The same of things, each with those that may be it."""
    taken = 0
    while beside:
        least = min(beside, key=lambda thing: len(beside[thing]))
        if exactly and len(beside[least]) > 1:
            return taken + _branched(beside)
        taken += 1  # with one doubt at most, some largest set has it
        beside = _without(beside, {least, *beside[least]})
    return taken


def _branched(beside: Mapping[_Thing, AbstractSet[_Thing]]) -> int:
    """The same, with the thing that has most doubts taken, or not."""
    most = max(beside, key=lambda thing: len(beside[thing]))
    taken = 1 + _most(_without(beside, {most, *beside[most]}), exactly=True)
    return max(taken, _most(_without(beside, {most}), exactly=True))


def _without(
    beside: Mapping[_Thing, AbstractSet[_Thing]], gone: AbstractSet[_Thing]
) -> dict[_Thing, AbstractSet[_Thing]]:
    return {thing: others - gone for thing, others in beside.items() if thing not in gone}

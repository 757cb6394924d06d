"""Countries by what they, their people and their capitals are called: ``countries.tsv``.

A word of a name may be one of these, and so may a whole name. That two of them belong to one
country is a hint and no more: "Iraqi" is not Iraq, and "Moscow" may be a town.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from annotations.matching.normal import name_words

NAME, PEOPLE, SEAT = "name", "people", "seat"
"""What something may be called after: the country itself, its people, its capital or seat."""


KINDS = (NAME, PEOPLE, SEAT)
"""The closest first."""

_CLOSENESS = {
    (NAME, NAME): (0.93, "two names of one country"),
    (NAME, PEOPLE): (0.5, "country and its people"),
    (PEOPLE, PEOPLE): (0.55, "people of one country"),
}
_SEAT = (0.3, "capital or seat, and country")


class Tie(NamedTuple):
    """What ties a word or name to a country."""

    country: str
    """The country, by its English name."""
    kind: str
    """:data:`NAME`, :data:`PEOPLE` or :data:`SEAT`."""


@cache
def ties() -> Mapping[str, frozenset[Tie]]:
    """Ties by the key of a name: ``iraqi`` to Iraq."""
    found: dict[str, set[Tie]] = {}
    for words, tie in _read():
        found.setdefault(words, set()).add(tie)
    return MappingProxyType({words: frozenset(tied) for words, tied in found.items()})


def _read() -> Iterator[tuple[str, Tie]]:
    table = resources.files(__package__).joinpath("countries.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        country, others, people, seats = line.split("\t")
        for kind, names in ((NAME, f"{country},{others}"), (PEOPLE, people), (SEAT, seats)):
            for name in filter(None, map(str.strip, names.split(","))):
                yield " ".join(name_words(name)), Tie(country, kind)


def single_words() -> list[dict[str, set[str]]]:
    """For each country the single words for it and for its people, with what each is."""
    found: dict[str, dict[str, set[str]]] = {}
    for words, tied in ties().items():
        for tie in tied:
            if " " not in words and tie.kind != SEAT:
                found.setdefault(tie.country, {}).setdefault(words, set()).add(tie.kind)
    return list(found.values())


def common(left: str, right: str) -> tuple[Tie, Tie] | None:
    """What two keys have to do with one country, the closest first; nothing in common is None."""
    known = ties()
    pairs = (
        (one, other)
        for one in known.get(left, ())
        for other in known.get(right, ())
        if one.country == other.country
    )
    return min(pairs, key=_distance, default=None)


def _distance(pair: tuple[Tie, Tie]) -> tuple[int, str]:
    return sum(KINDS.index(tie.kind) for tie in pair), pair[0].country


def closeness(left: Tie, right: Tie) -> tuple[float, str]:
    """How much it says that two names belong to one country, and in words."""
    kinds = sorted((left.kind, right.kind))
    return _CLOSENESS.get((kinds[0], kinds[1]), _SEAT)

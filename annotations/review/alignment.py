"""Which unit of one layer answers to which of another, in one document.

A unit is a labelled stretch; offsets are codepoints, half-open ``[start, end)``. Two layers are
paired one to one, in this order of preference:

1. the same stretch and label;
2. the same stretch, another label;
3. overlapping, the same label: the largest intersection over union first, then by start and end;
4. overlapping, another label, where the intersection is at least half of the union. An entity
   inside a claim is not a mistaken claim.

It is the same whichever layer is named first. Equal units within one layer are paired in the order
given. Steps 3 and 4 take time near to linear in the units, since each unit looks at the first
:data:`~annotations.review.pairing.REACH` units only that are still free and begin in it, from both
sides. So a pair may be missed where more than that many begin in one unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from annotations.review.grouping import Grouping
from annotations.review.pairing import Key, Pairing, union_share


class Unit(Protocol):
    """A labelled stretch, such as :class:`annotations.model.Span`."""

    @property
    def start(self) -> int:
        """First codepoint."""

    @property
    def end(self) -> int:
        """Codepoint after the last."""

    @property
    def label(self) -> str:
        """What it was tagged as."""


U = TypeVar("U", bound=Unit)


def align(one: Sequence[U], other: Sequence[U]) -> list[tuple[U | None, U | None]]:
    """Pair two layers of one document, as this module says.

    Args:
        one: Units in any order; units may overlap, and may be there twice.
        other: Likewise.

    Returns:
        Each unit once, beside its counterpart or None, in reading order of the earlier one.
    """
    return [
        (None if left is None else one[left], None if right is None else other[right])
        for left, right in _places(one, other)
    ]


def _places(one: Sequence[Unit], other: Sequence[Unit]) -> Iterator[tuple[int | None, int | None]]:
    """`align`, by places in the two sequences."""
    pairing = Pairing(_keys(one), _keys(other))
    pairing.pair_equal(3)
    pairing.pair_equal(2)
    pairing.pair_alike(union_share, group=_label)
    pairing.pair_alike(_mistaken)
    return pairing.outcome()


def overlapping(one: Sequence[U], other: Sequence[U]) -> list[tuple[U, U]]:
    """Pair units of the same label only, by steps 1 and 3.

    What a label's units are paired with does not depend on those of any other label.

    Returns:
        The pairs, in reading order.
    """
    pairing = Pairing(_keys(one), _keys(other))
    pairing.pair_equal(3)
    pairing.pair_alike(union_share, group=_label)
    return [(one[left], other[right]) for left, right in pairing.pairs()]


def align_layers(layers: Mapping[str, Sequence[U]]) -> list[dict[str, U]]:
    """Group the units of several layers, each group with one unit at most of an annotator.

    Each of the four steps of `align` is taken over all layers before the next: first what is the
    same in stretch and label, whoever has it. Where a step may join several, the most alike go
    first. In steps 3 and 4 two groups are joined only where all in them overlap. For two layers
    that is `align`. It does not depend on how annotators are called, save for equal units within
    one layer, and takes time near to linear in the units, for each two layers.

    Args:
        layers: The units of each annotator.

    Returns:
        Units by annotator, in the order of names, for each group; groups in reading
        order of their earliest unit.
    """
    return [group for group, _ in align_beside(layers, {})]


def align_beside(
    layers: Mapping[str, Sequence[U]], beside: Mapping[str, Sequence[U]]
) -> list[tuple[dict[str, U], dict[str, U]]]:
    """`align_layers`, and then the units of others beside: they change none of those groups.

    Args:
        layers: The units of each annotator.
        beside: The units of others, which join a group each, or make groups of their own.

    Returns:
        For each group the units of the layers, and of those beside.
    """
    sides = [(name, layers[name]) for name in sorted(layers)]
    sides += [(name, beside[name]) for name in sorted(beside)]
    grouping = Grouping([_keys(units) for _, units in sides], len(layers))
    _group(grouping)
    if beside:
        grouping.keep()
        _group(grouping)
    found: list[tuple[dict[str, U], dict[str, U]]] = []
    for group in grouping.outcome():
        parts: tuple[dict[str, U], dict[str, U]] = ({}, {})
        for side, place in group.items():
            name, units = sides[side]
            parts[side >= len(layers)][name] = units[place]
        found.append(parts)
    return found


def _group(grouping: Grouping) -> None:
    grouping.join_equal(3)
    grouping.join_equal(2)
    grouping.join_alike(union_share, group=_label)
    grouping.join_alike(_mistaken)


def _keys(units: Sequence[Unit]) -> list[Key]:
    return [(unit.start, unit.end, unit.label) for unit in units]


def _label(key: Key) -> str:
    return str(key[2])


def _mistaken(one: Key, other: Key) -> float:
    """How likely the two are one thing with two labels; 0 where they share less than half."""
    share = union_share(one, other)
    return share if share >= 0.5 and one[2] != other[2] else 0.0

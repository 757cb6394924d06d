"""F1 over spans and attributions: what both annotators found, of all that each found.

What nobody tagged does not come in, which is why F1 is the figure for finding things in a text: it
is where kappa goes as the untagged rest grows without bound (Hripcsak and Rothschild, "Agreement,
the F-measure, and reliability in information retrieval", JAMIA 12(3), 2005).

*Exact* is the same stretch and label. *Overlapping* is the same label and at least one codepoint in
common, one to one, the largest intersection over union first: `alignment.overlapping`. An
attribution matches exactly where claim and source have the same stretches, and overlapping where
both overlap; the lesser intersection over union of the two says how well.

Items are the spans, or attributions, of all annotators.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from annotations.review.alignment import Unit, align, overlapping
from annotations.review.measures import F1, Measure, PairMean
from annotations.review.pairing import Key, Pairing, union_share
from annotations.review.stretches import Stretch
from annotations.review.tables import Tally

Edge = tuple[Stretch, Stretch]
"""An attribution: the stretch of the claim, and that of the source."""

Two = tuple[str, str]
"""Two annotators, in the order of their names."""

NO_SPANS = "no document that two annotators did has such a span"
NO_EDGES = "no document that two annotators did has an attribution"
ONE_LAYER = "no two annotators did the same documents"


class Confused(NamedTuple):
    """How often a unit with one label was answered by one with another."""

    one: str | None
    """The label that the first annotator gave; None where there is no counterpart."""
    other: str | None
    """The label that the second gave."""
    same: bool
    """Whether the two have the same stretch."""
    times: int
    """How often."""


class _Counts:
    """What two annotators matched, a column for all and for each label."""

    def __init__(self) -> None:
        self.exact, self.overlapping, self.both = Tally(), Tally(), Tally()


class Matches:
    """What was matched in each document, by two annotators at a time."""

    def __init__(self) -> None:
        """Begin with no documents."""
        self._pairs: dict[Two, _Counts] = {}
        self._items = Tally()

    def add_spans(
        self, row: int, layers: Mapping[str, Sequence[Unit]], numbers: Mapping[str, int]
    ) -> None:
        """Take in the spans of the document of a number; labels have numbers, too."""
        made = {
            name: Counter(numbers[unit.label] + 1 for unit in layers[name])
            for name in sorted(layers)
        }
        for two in combinations(made, 2):
            pairs = overlapping(layers[two[0]], layers[two[1]])
            alike = Counter(numbers[one.label] + 1 for one, _ in pairs)
            exact = Counter(
                numbers[one.label] + 1 for one, other in pairs if _stretch(one) == _stretch(other)
            )
            self._count(row, two, exact, alike, made[two[0]] + made[two[1]])
        _add(self._items, row, sum(made.values(), Counter()))

    def add_edges(self, row: int, layers: Mapping[str, Sequence[Edge]]) -> None:
        """Take in the attributions of the document of a number."""
        made = {name: len(layers[name]) for name in sorted(layers)}
        for one, other in combinations(made, 2):
            pairs = matched_edges(layers[one], layers[other])
            exact = sum(layers[one][left] == layers[other][right] for left, right in pairs)
            self._count(row, (one, other), exact, len(pairs), made[one] + made[other])
        self._items.add(row, 0, sum(made.values()))

    def _count(self, row: int, two: Two, *counts: Counter[int] | int) -> None:
        kept = self._pairs.setdefault(two, _Counts())
        for tally, count in zip((kept.exact, kept.overlapping, kept.both), counts, strict=True):
            if isinstance(count, int):
                tally.add(row, 0, count)
            else:
                _add(tally, row, count)

    def measures(self, rows: int, labels: int, nothing: str) -> tuple[Measure, Measure]:
        """Exact and overlapping F1: the first column is all, then one for each label."""
        counts = [self._pairs[two] for two in sorted(self._pairs)] or [_Counts()]
        width = labels + 1
        both = [count.both.numbered(rows, width) for count in counts]
        items = self._items.numbered(rows, width)

        def measure(matched: list[Tally]) -> Measure:
            tables = [tally.numbered(rows, width) for tally in matched]
            parts = [F1(table, sums) for table, sums in zip(tables, both, strict=True)]
            return PairMean(parts, items, nothing, nothing)

        return (
            measure([count.exact for count in counts]),
            measure([count.overlapping for count in counts]),
        )


def _add(tally: Tally, row: int, counts: Counter[int]) -> None:
    """Count by label, and all in the first column."""
    tally.add(row, [0, *counts], [counts.total(), *counts.values()])


def matched_edges(one: Sequence[Edge], other: Sequence[Edge]) -> list[tuple[int, int]]:
    """Attributions both ends of which overlap, one to one: places in the two layers."""
    pairing = Pairing(*([(*claim, source) for claim, source in layer] for layer in (one, other)))
    pairing.pair_equal(3)
    pairing.pair_alike(_both_ends)
    return [*pairing.pairs()]


def _both_ends(one: Key, other: Key) -> float:
    return min(union_share(one, other), union_share(one[2], other[2]))


class Confusion:
    """Which labels stand for which, and how many units were tagged alike."""

    def __init__(self) -> None:
        """Begin with no documents."""
        self._cells: dict[Two, Counter[tuple[str | None, str | None, bool]]] = {}

    def add(self, layers: Mapping[str, Sequence[Unit]]) -> tuple[int, int]:
        """Take in a document: how many were tagged alike, and how many there are."""
        matched = total = 0
        for one, other in combinations(sorted(layers), 2):
            cells = Counter(_cell(*pair) for pair in align(layers[one], layers[other]))
            self._cells.setdefault((one, other), Counter()).update(cells)
            total += cells.total()
            matched += sum(n for (a, b, same), n in cells.items() if same and a == b)
        return matched, total

    def tables(self) -> dict[Two, tuple[Confused, ...]]:
        """For each two annotators, the most frequent first."""
        return {
            two: tuple(
                Confused(*cell, times)
                for cell, times in sorted(self._cells[two].items(), key=_frequent)
            )
            for two in sorted(self._cells)
        }


def _cell(one: Unit | None, other: Unit | None) -> tuple[str | None, str | None, bool]:
    same = one is not None and other is not None and _stretch(one) == _stretch(other)
    return (None if one is None else one.label), (None if other is None else other.label), same


def _stretch(unit: Unit) -> Stretch:
    return unit.start, unit.end


def _frequent(entry: tuple[tuple[str | None, str | None, bool], int]) -> tuple[object, ...]:
    (one, other, same), times = entry
    return -times, one is None, one or "", other is None, other or "", not same

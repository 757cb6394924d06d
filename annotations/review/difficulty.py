"""How hard an item is to rule on: what should be looked at first.

Half of it is how little speaks for the item: of a span how little of it the program would have
suggested (intersection over union), of an attribution whether the text ascribes the claim to that
source, of a link how far the matcher's score is from what was said. The other half is how often the
reviewer has corrected the like: the same words under the same label, or else the label, each time
with one ruling of either kind beforehand.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from annotations.codebook import Codebook
from annotations.model import Document, Meaning
from annotations.review.alignment import overlapping
from annotations.review.items import Item, Place
from annotations.review.records import Kind, Review, Ruling
from annotations.text.candidates import candidates
from annotations.text.kinds import Candidate, Labels
from annotations.text.segments import Segments, Stretch

UNKNOWN = 0.5
"""How much speaks for something of which nothing is known."""

_SAID = {Meaning.SAME: 1.0, Meaning.CONTRADICTS: 1.0, Meaning.DIFFERENT: 0.0}


def support(
    items: Iterable[Item],
    document: Document,
    codebook: Codebook,
    stopped: Callable[[], bool] = lambda: False,
) -> dict[str, float]:
    """How much speaks for the spans and attributions of one article, from 0 to 1, by identifier.

    Linear in the text; meant for a worker's thread.

    Raises:
        Cancelled: ``stopped`` said so.
    """
    segments = Segments(document.text, document.language)
    offered = candidates(segments, Labels.of(codebook), stopped)
    known = [*items]
    return _suggested(known, offered) | _ascribed(known, offered)


def _suggested(items: Iterable[Item], offered: Iterable[Candidate]) -> dict[str, float]:
    """How much of each span would have been suggested."""
    spans = [item for item in items if item.kind is Kind.SPAN]
    units = [_Unit(*item.places[0], item.label, item.id) for item in spans]
    found = dict.fromkeys((item.id for item in spans), 0.0)
    for unit, other in overlapping(units, [_Unit(*one.stretch, one.label) for one in offered]):
        found[unit.item] = _share((unit.start, unit.end), (other.start, other.end))
    return found


def _ascribed(items: Iterable[Item], offered: Iterable[Candidate]) -> dict[str, float]:
    """How far the text ascribes each claim to its source."""
    claims: dict[Place, list[Item]] = {}  # a claim may rest on several sources
    for item in items:
        if item.kind is Kind.ATTRIBUTION:
            claims.setdefault(item.places[0], []).append(item)
    speakers = {one.stretch: one.speaker for one in offered if one.speaker}
    found = {item.id: 0.0 for of_claim in claims.values() for item in of_claim}
    units = [_Unit(*place, "") for place in claims]
    for unit, other in overlapping(units, [_Unit(*place, "") for place in speakers]):
        speaker = speakers[Stretch(other.start, other.end)]
        for item in claims[unit.start, unit.end]:
            found[item.id] = _share(item.places[1], speaker)
    return found


def support_of_link(meaning: Meaning | None, score: float | None) -> float:
    """How far a matcher's score is what was said of a pair."""
    said = _SAID.get(meaning) if meaning else None
    return UNKNOWN if said is None or score is None else 1 - abs(said - score)


class Difficulty:
    """How hard items are, for a reviewer who has ruled on some."""

    def __init__(self, support: Mapping[str, float], rulings: Iterable[Review] = ()) -> None:
        """Take what speaks for items, by identifier, and the reviewer's rulings so far."""
        self._support = support
        self._kept: dict[str, list[tuple[object, ...]]] = {}  # of each item, as it is asked often
        self._ruled: Counter[tuple[object, ...]] = Counter()
        self._corrected: Counter[tuple[object, ...]] = Counter()
        for ruling in rulings:
            self.learn(ruling)

    def learn(self, review: Review, times: int = 1) -> None:
        """Take in a ruling; with -1 for `times` take it out again."""
        if review.ruling in (Ruling.DEFER, Ruling.MISSING):
            return
        label = review.before.get("label", review.before.get("kind"))
        for kept in _keys(review.kind, label, review.before.get("text")):
            self._ruled[kept] += times
            self._corrected[kept] += times * review.corrects

    def of(self, item: Item) -> float:
        """How hard an item is, from 0 to 1."""
        return (1 - self._support.get(item.id, UNKNOWN) + self._often_corrected(item)) / 2

    def _often_corrected(self, item: Item) -> float:
        keys = self._kept.get(item.id)
        if keys is None:
            text = item.text if item.kind is Kind.SPAN else None
            keys = self._kept[item.id] = _keys(item.kind, item.label, text)
        for kept in keys:
            if ruled := self._ruled.get(kept):
                return (self._corrected[kept] + 1) / (ruled + 2)
        return UNKNOWN


class _Unit(NamedTuple):
    start: int
    end: int
    label: str
    item: str = ""


def _keys(kind: Kind, label: object, text: str | None) -> list[tuple[object, ...]]:
    """What is kept of a ruling, the nearest first: of the same words, of the same label."""
    own = [(kind, label, " ".join(text.split()).casefold())] if text is not None else []
    return [*own, (kind, label)]


def _share(one: Place, other: Place) -> float:
    """Intersection over union of two stretches."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))

"""How one annotator works, told from what was taken and what was skipped.

Nothing is guessed: it is counted, per kind of candidate, and can be looked at and forgotten.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from annotations.text.kinds import OTHER_FORM, Kind

_LEAST = 0.25
"""The share of a kind that must be worth tagging for it to be offered.

To skip costs one key; to tag by hand what was not offered costs about four.
"""

_WEIGHT = 4
_USUAL = 0.75
_PRIOR = {Kind.QUOTATION: 0.5, Kind.TITLED: 0.4, Kind.UNDESCRIBED: 0.4, Kind.AGAIN: 0.4}
"""About what share of each kind annotators took in the sample of `tests/benchmarks`."""


class Habits:
    """What an annotator takes, and how sentences are tagged."""

    def __init__(self, kept: Any = None) -> None:
        """Take up what `as_json` gave earlier; whatever is not that is forgotten."""
        kept = kept if isinstance(kept, Mapping) else {}
        self.taken = counts(kept.get("taken"))
        """How many candidates of each kind were tagged."""
        self.skipped = counts(kept.get("skipped"))
        """How many were offered and passed over."""
        self.endings = counts(kept.get("endings"))
        """How many sentences were tagged ``with`` the stop at their end, and ``without``."""

    def as_json(self) -> dict[str, dict[str, int]]:
        """What JSON can hold of it."""
        return {name: dict(+getattr(self, name)) for name in ("taken", "skipped", "endings")}

    def spares(self, kind: Kind) -> bool:
        """Whether candidates of a kind are so seldom taken that they are not worth a key.

        The estimate is the posterior mean under a beta prior of `_WEIGHT` candidates, of which
        the share in `_PRIOR` was taken.
        """
        taken, skipped = self.taken[kind], self.skipped[kind]
        expected = _WEIGHT * _PRIOR.get(kind, _USUAL)
        return (taken + expected) / (taken + skipped + _WEIGHT) < _LEAST

    def prefers_other_form(self, kind: Kind) -> bool:
        """Whether a thing is taken more often in its other form, such as with its title."""
        other = OTHER_FORM.get(kind)
        return other is not None and self.taken[other] > self.taken[kind]

    @property
    def with_stop(self) -> bool:
        """Whether a sentence is tagged with the stop that ends it."""
        return self.endings["without"] <= self.endings["with"]

    def note_ending(self, ending: str | None, instead_of: str | None = None) -> None:
        """Take note of how a sentence was tagged: ``with`` or ``without`` the stop that ends it.

        Args:
            ending: Which; None for anything else.
            instead_of: How it was tagged at first, where that was changed.
        """
        if instead_of and self.endings[instead_of]:
            self.endings[instead_of] -= 1
        if ending:
            self.endings[ending] += 1

    def forgive(self) -> int:
        """Offer again the kinds that were hardly ever taken; how many those are."""
        kinds = [kind for kind in Kind if self.spares(kind)]
        for kind in kinds:
            del self.skipped[kind]
        return len(kinds)


def counts(kept: object) -> Counter[str]:
    """Counters as JSON kept them; whatever is none is left out."""
    if not isinstance(kept, Mapping):
        return Counter()
    return Counter({str(key): n for key, n in kept.items() if isinstance(n, int) and n > 0})

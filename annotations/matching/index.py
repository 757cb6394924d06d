"""Which pairs of forms are worth scoring.

Few forms: all pairs that look alike at a glance. Many: those that share a rare handle. The glance
is one rapidfuzz score over the gists, in C; what it lets through is scored properly.
"""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from annotations.matching.features import Form

FEW = 2_000
"""Up to so many forms, every pair gets a glance (two million: a second or two)."""

_MOST_HOLDERS = 200
"""A handle of more forms than this is not rare. Absolute: the work stays linear."""


class Index:
    """Finds, for each form, the later ones worth comparing it with."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Index the forms, all of one shape."""
        self._forms = forms
        self._gists = [form.gist for form in forms]
        self._least = forms[0].least if forms else 0.0
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, form in enumerate(forms):
            for handle in form.handles:
                self._holders[handle].append(place)

    def after(self, place: int) -> list[int]:
        """The places of the forms behind this one that are worth comparing with it, in order."""
        if len(self._forms) <= FEW:
            return sorted(self._alike(place, range(place + 1, len(self._forms))) | self._kin(place))
        return sorted(self._alike(place, self._near(place)) | self._kin(place))

    def _near(self, place: int) -> list[int]:
        """Those that share a rare handle."""
        lists = (self._holders[handle] for handle in self._forms[place].handles)
        rare = (places for places in lists if len(places) <= _MOST_HOLDERS)
        return sorted({other for places in rare for other in places if other > place})

    def _kin(self, place: int) -> set[int]:
        """Those that are an abbreviation of this one or the other way round: no glance sees it."""
        near = self._near(place)
        one = self._gists[place]
        return {n for n in near if " " not in one or " " not in self._gists[n]}

    def _alike(self, place: int, others: Sequence[int]) -> set[int]:
        found = process.extract(
            self._gists[place],
            [self._gists[other] for other in others],
            scorer=fuzz.token_set_ratio,
            score_cutoff=self._least,
            limit=None,
        )
        return {others[position] for _, _, position in found}

"""Why a pair is proposed, and what speaks against it: at most three short reasons in words."""

from collections.abc import Mapping
from typing import NamedTuple

from annotations.matching.bags import Array, Places
from annotations.matching.conflicts import conflicts, may_conflict
from annotations.matching.features import MOST_REASONS, quote
from annotations.matching.statements import Statement
from annotations.matching.subjects import Subjects

_FEW = 20_000
"""Up to so many wordings, all pairs are gone into."""
_LIKELY = 0.6
"""Among more, the pairs as likely as this."""
_ONE_EVENT = 0.3
"""The cosine from which articles are said to report the same."""
_OTHER_EVENT = 0.08
"""The cosine up to which they are said to report something else."""
_AROUND = 0.3
"""The cosine of the words around two mentions that is worth telling."""


class Reasons(NamedTuple):
    """What is said of a pair."""

    speaking_for: tuple[str, ...]
    """Strongest first."""
    against: tuple[str, ...]
    """Strongest first."""
    conflict: bool = False
    """Whether two statements differ in a number, a date or a negation."""


class Wording:
    """What two wordings say for and against themselves, found once for each pair of wordings."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._known: dict[tuple[int, int, bool], Reasons] = {}
        self._all = len(subjects.forms) <= _FEW

    def __call__(self, left: int, right: int, likely: float = 1.0) -> Reasons:
        """The reasons of two wordings, by their positions.

        Args:
            left: one wording.
            right: the other.
            likely: the probability of the pair. Among very many, names that are not likely the
                same are not gone into word by word.
        """
        thoroughly = self._all or likely >= _LIKELY
        known = self._known.get((left, right, thoroughly))
        if known is None:
            known = self._reasons(left, right, thoroughly=thoroughly)
            self._known[left, right, thoroughly] = known
        return known

    def _reasons(self, left: int, right: int, *, thoroughly: bool) -> Reasons:
        one, other = self._subjects.forms[left], self._subjects.forms[right]
        if isinstance(one, Statement) and isinstance(other, Statement):
            clashes = conflicts(one.text, other.text) if may_conflict(one, other) else []
            against = tuple(clash.reason for clash in clashes) or _other_numbers(one, other)
            return Reasons(one.told(other), against, conflict=bool(clashes))
        if thoroughly or one.key == other.key:
            likeness = one.likeness(other, self._subjects.rarity)
            return Reasons(likeness.reasons, likeness.against)
        common = [word for word in one.words if word in other.words]
        return Reasons((f"share only: {quote(' '.join(common))}",) if common else (), ())


def _other_numbers(one: Statement, other: Statement) -> tuple[str, ...]:
    """What is worth a look even where they may count different things."""
    left, right = one.numbers - other.numbers, other.numbers - one.numbers
    if not left or not right:
        return ()
    shown = (", ".join(sorted(side, key=lambda n: (len(n), n))[:2]) for side in (left, right))
    return (f"not the same numbers: {' / '.join(shown)}",)


class Context:
    """What the articles and the surroundings say of some pairs."""

    def __init__(self, evidence: Mapping[str, Array], places: Places) -> None:
        """Take what is needed of the evidence.

        Args:
            evidence: the columns, by name.
            places: the pairs in question.
        """
        said = {
            "both are given the same long quotation": ("quoted", 0.5),
            "the same words around them": ("surroundings", _AROUND),
            "the articles report the same event": ("articles_cosine", _ONE_EVENT),
        }
        self._told = [
            (words, (evidence[column][places] >= least).tolist())
            for words, (column, least) in said.items()
            if column in evidence
        ]
        self._apart = (evidence["articles_cosine"][places] < _OTHER_EVENT).tolist()

    def of(self, number: int) -> Reasons:
        """The reasons for and against the pair that is the so-and-so-many-th of them."""
        apart = ("the articles report different things",) if self._apart[number] else ()
        return Reasons(tuple(words for words, told in self._told if told[number]), apart)


def reasons(wording: Reasons, context: Reasons) -> Reasons:
    """The strongest few reasons for and against a pair, three at most."""
    against = (*wording.against, *context.against)[: MOST_REASONS - 1]
    for_it = (*wording.speaking_for, *context.speaking_for)[: MOST_REASONS - len(against)]
    if not for_it and not against:
        for_it = ("nothing but that the two articles are alike",)
    return Reasons(for_it, against, wording.conflict)

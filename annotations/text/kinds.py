"""What a candidate is: a stretch that is offered for tagging, of one kind or another.

Apart from the rules that find candidates, as their words take a while to load.
"""

from enum import IntEnum, StrEnum
from typing import NamedTuple, Self

from annotations.codebook import Codebook, Role
from annotations.text.segments import Stretch


class Kind(StrEnum):
    """What makes a stretch a candidate. Whoever skips one kind all the time is spared it."""

    NAME = "capitalised name"
    ACRONYM = "acronym"
    BARE = "name without its title"
    TITLED = "name with its title"
    QUOTATION = "quotation"
    REPORTED = "reported statement"
    SPEAKER = "who says it"
    DESCRIBED = "who says it, described"
    UNDESCRIBED = "who says it, not described"
    REPEAT = "tagged before"
    AGAIN = "who said something before"
    ALIKE = "claimed elsewhere"


OTHER_FORM = {
    Kind.TITLED: Kind.BARE, Kind.BARE: Kind.TITLED,
    Kind.DESCRIBED: Kind.UNDESCRIBED, Kind.UNDESCRIBED: Kind.DESCRIBED,
}  # fmt: skip
"""Two forms of one thing, of which one is tagged: skipping the first is no word against both."""


class Labels(NamedTuple):
    """What candidates would be tagged as; nothing for what is not to be looked for."""

    name: str = "entity"
    """Names."""
    source: str = "source"
    """Whoever says something."""
    claim: str = "claim"
    """What is said."""

    @classmethod
    def of(cls, codebook: Codebook) -> Self:
        """The first label of each role."""
        names = {label.plays: label.name for label in reversed(codebook.labels)}
        return cls(*(names.get(role, "") for role in (Role.ENTITY, Role.SOURCE, Role.CLAIM)))


class Rank(IntEnum):
    """The order of candidates at one place: what is said, who says it, who is named."""

    # Ten apart, so that what is preferred can go behind its other form.
    CLAIM = 0
    SPEAKER = 10
    OTHER_SPEAKER = 11
    NAME = 20
    OTHER_NAME = 21


Order = tuple[int, int, int]
"""The place of a candidate among all: by start, the longer one first; forms of one together."""


class Candidate(NamedTuple):
    """A stretch that the program suggests tagging."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    label: str
    """The label it would get."""
    why: str
    """What makes it a candidate, in a few words."""
    kind: Kind
    """The same, as one of a few."""
    order: Order
    """Its place among all."""
    speaker: Stretch | None = None
    """Whoever a claim is ascribed to."""

    @classmethod
    def at(
        cls,
        stretch: Stretch,
        label: str,
        kind: Kind,
        rank: Rank,
        *,
        why: str | None = None,
        beside: Stretch | None = None,
        speaker: Stretch | None = None,
    ) -> Self:
        """A candidate in its place: by itself, or beside its first form.

        What makes it one is its kind, where `why` says nothing more.
        """
        start, end = beside or stretch
        return cls(*stretch, label, why or str(kind), kind, (start, -end, rank), speaker)

    @property
    def stretch(self) -> Stretch:
        """Where it is."""
        return Stretch(self.start, self.end)

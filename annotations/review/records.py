"""The records of a review: who reads what, what was found, what was said to it, how it was settled.

What a ruling or a resolution is on is its *content*, as JSON: of a span ``start``, ``end``,
``label`` and ``text``; of an attribution ``claim`` and ``source``, each as start and end, and
``label``; of a link ``kind``, and ``left`` and ``right`` likewise. It says what somebody had before
them, so that it is known when that has changed.
"""

from enum import StrEnum
from typing import Any

from annotations.model import Id, Name, Record, Text

Content = dict[str, Any]


class Mode(StrEnum):
    """How somebody reviews."""

    BLIND = "blind"
    """They annotate alone and see nothing of anybody else's."""
    VERIFY = "verify"
    """They walk through what one annotator made, and rule on each of it."""


class Kind(StrEnum):
    """What is ruled on."""

    SPAN = "span"
    ATTRIBUTION = "attribution"
    LINK = "link"


class Ruling(StrEnum):
    """What a reviewer says of an item."""

    AGREE = "agree"
    """It is right."""
    BOUNDARY = "boundary"
    """It should start or end elsewhere."""
    LABEL = "label"
    """It should have another label, or a link another kind."""
    REJECT = "reject"
    """It should not be there."""
    MISSING = "missing"
    """It was not there: the reviewer's own."""
    DEFER = "defer"
    """The reviewer comes back to it."""


CORRECTIONS = frozenset({Ruling.BOUNDARY, Ruling.LABEL, Ruling.REJECT, Ruling.MISSING})
"""The rulings that change something."""


class Answer(StrEnum):
    """What an author says to a correction."""

    ACCEPTED = "accepted"
    CONTESTED = "contested"
    """It goes to adjudication."""


class Assignment(Record):
    """That somebody reviews an article."""

    id: Text
    """Identifier."""
    document: Id
    """The article."""
    annotator: Name
    """Who reviews."""
    mode: Mode
    """How."""
    of: Name | None = None
    """Whose work; None where it is done blind."""
    opened: Text
    """When it began."""
    closed: Text | None = None
    """When it was done; None while it is open."""


class Review(Record):
    """A ruling of a reviewer on an item. The item itself stays as it is."""

    id: Text
    """Identifier."""
    kind: Kind
    """What the item is."""
    item: Id
    """The span, the attribution, or the verdict on a link."""
    document: Id
    """The article that it is in; of a link the one imported earlier."""
    author: Name
    """Whose layer the item belongs to; of something missing, whose layer it is missing in."""
    annotator: Name
    """Who rules."""
    ruling: Ruling
    """What they say."""
    reason: Name | None = None
    """A reason code of the codebook."""
    note: Text | None = None
    """A remark."""
    before: Content
    """The item as it was before the reviewer."""
    after: Content | None = None
    """As it should be; None where it is right, or should not be there."""
    decided: Text
    """When."""

    @property
    def corrects(self) -> bool:
        """Whether it changes something."""
        return self.ruling in CORRECTIONS

    @property
    def holds(self) -> Content | None:
        """What should be there, as the reviewer says."""
        if self.ruling is Ruling.REJECT:
            return None
        return self.before if self.after is None else self.after


class Reply(Record):
    """What an author says to a correction of their work."""

    id: Text
    """Identifier."""
    review: Text
    """The correction."""
    annotator: Name
    """The author."""
    reply: Answer
    """What they say."""
    note: Text | None = None
    """Why."""
    decided: Text
    """When."""

    def answers(self, review: Review) -> bool:
        """Whether it is to the correction as it is now, and not to one that it replaced."""
        return self.decided >= review.decided


class Version(Record):
    """What some of those who read an article say of one thing in it."""

    by: tuple[Name, ...]
    """Who says so."""
    content: Content | None
    """What is there; None where they say that nothing is."""


class Resolution(Record):
    """How a disagreement was settled."""

    id: Id
    """That of the disagreement: told from the versions, so that it settles nothing else."""
    kind: Kind
    """What it is about."""
    document: Id
    """The article; of a link the one imported earlier."""
    annotator: Name
    """Who settled it."""
    versions: tuple[Version, ...]
    """What there was to choose from."""
    choice: Name
    """The number of a version, from 1, or ``both``, ``neither``, ``new``."""
    chosen: tuple[Content, ...]
    """What goes into the resolved layer."""
    note: Text | None = None
    """Why."""
    decided: Text
    """When."""

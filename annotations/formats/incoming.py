"""What a file holds that is to become part of a workspace, before it is let in.

Readers of every format give these; `Workspace.importing` decides what becomes of them.
"""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from annotations.model import DocumentDetails, Id, Name, Record, Text


class IncomingSpan(BaseModel):
    """A span as a file gives it; what the file leaves out is None."""

    # Other tools' files have keys of their own: they are counted and named, not refused.
    model_config = ConfigDict(frozen=True, extra="allow")

    id: Id | None = None
    start: int = Field(ge=0)
    end: int
    label: Name
    text: str | None = None
    annotator: Name | None = None
    origin: Name | None = None
    note: Text | None = None
    created: Text | None = None


class IncomingRelation(BaseModel):
    """An attribution as a file gives it: head rests on child."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: Id | None = None
    label: Name = "attributed_to"
    head: Id
    child: Id
    annotator: Name | None = None


class IncomingArticle(Record):
    """An article with whatever annotation came with it."""

    id: Id | None = None
    """Kept where it is given."""
    details: DocumentDetails
    """Title, outlet, date and the rest."""
    text: str
    """Storable text."""
    spans: tuple[IncomingSpan, ...] = ()
    """Offsets into `text`."""
    relations: tuple[IncomingRelation, ...] = ()
    """Between spans of this article, by identifier."""


class IncomingLink(Record):
    """A proposed or judged pair of spans that are in the workspace or in the same file."""

    id: Id
    left: Id
    right: Id
    label: Name
    verdict: Name | None
    score: float | None = Field(ge=0, le=1)
    reasons: tuple[Text, ...] = ()
    against: tuple[Text, ...] = ()
    conflict: bool = False
    evidence: tuple[Annotated[float, Field(ge=-1e9, le=1e9)], ...] = ()
    """What the score was reckoned from: comes in from a matcher elsewhere, and does not go out."""
    of: tuple[Id, Id] | None = None
    annotator: Name | None
    decided: Text | None
    note: Text | None = None


@dataclass
class Incoming:
    """All that one file holds."""

    articles: list[tuple[str, IncomingArticle]] = field(default_factory=list)
    """Each with where it stands, such as ``file.jsonl line 3``."""
    links: list[tuple[str, IncomingLink]] = field(default_factory=list)
    """Each with where it stands."""
    remarks: list[str] = field(default_factory=list)
    """What a person should know: a guessed encoding, keys that were not read."""

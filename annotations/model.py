"""The records that everything else is made of: frozen, typed, one docstring a field.

Offsets are codepoints of the stored text, half-open ``[start, end)``. Times are UTC in RFC 3339
(``2026-01-01T00:00:00Z``). An annotator is known by name; what one annotator makes is one *layer*.
"""

import json
import re
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

MAX_NESTING = 50
"""How deep lists and mappings from outside may lie in each other."""

_DATE = re.compile(r"[0-9TWZ:., +-]+")
_REMEDIES = {
    "extra_forbidden": "no such key: check its spelling, or remove it",
    "missing": "missing: add it",
    "string_unicode": "has half a surrogate pair: write the whole character",
}


def _iso_date(value: str) -> str:
    """Accept an ISO 8601 date or date and time, and nothing else."""
    with suppress(ValueError):
        datetime.fromisoformat(value)
        if _DATE.fullmatch(value):  # Python takes any character between a date and a time
            return value
    raise ValueError(f'"{value}" is no ISO 8601 date: write it as 2024-06-17')


def _storable(value: str) -> str:
    """Refuse what SQLite or UTF-8 cannot keep."""
    if "\0" in value:
        raise ValueError("has a NUL character: remove it")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("has half a surrogate pair: write the whole character")
    return value


def _plain_json(value: dict[str, Any]) -> dict[str, Any]:
    """Refuse what strict JSON cannot write, or what readers of it trip over."""
    level: list[Any] = [value]
    for _ in range(MAX_NESTING):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    if level:
        raise ValueError(f"is nested more than {MAX_NESTING} deep: flatten it")
    # Infinities are refused here: an overlong number reads as one.
    _storable(json.dumps(value, allow_nan=False, ensure_ascii=False))
    return value


def complaint(error: ValidationError) -> str:
    """The first thing wrong with a record, as ``labels[2].key: what``."""
    first = error.errors(include_url=False)[0]
    key = ""
    for part in first["loc"]:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else str(part)
    message = _REMEDIES.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    return f"{key}: {message}" if key else message


Text = Annotated[str, AfterValidator(_storable)]
"""Any text that can be kept."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""An identifier: opaque, made by the program or kept from a file."""

Name = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$"
    ),
]
"""A short name that a person gave: an annotator, a label."""

IsoDate = Annotated[Text, AfterValidator(_iso_date)]
"""An ISO 8601 date, or date and time."""


class Record(BaseModel):
    """What all records have in common: values do not change, unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentDetails(Record):
    """What is known about an article besides its text."""

    title: Text | None = None
    """Headline."""
    outlet: Text | None = None
    """Who published it."""
    published: IsoDate | None = None
    """When it was published."""
    url: Text | None = None
    """Where it came from. Never opened."""
    language: Text | None = None
    """BCP 47 code such as ``en``."""
    meta: Annotated[dict[str, Any], AfterValidator(_plain_json)] = Field(default_factory=dict)
    """Anything else that the file said about the article, kept as it was."""


class Document(DocumentDetails):
    """An article. Its text is never changed after intake."""

    id: Id
    """Identifier."""
    ordinal: int
    """Place in the order of import, from 1."""
    text: str
    """The stored text, newlines as ``\\n``."""
    text_sha256: str
    """SHA-256 of the text in UTF-8, hexadecimal."""

    @property
    def name(self) -> str:
        """What to call the article in a list: its title, else its outlet, else its identifier."""
        return self.title or self.outlet or self.id


class Span(Record):
    """A stretch of one document with a label, in one annotator's layer."""

    id: Id
    """Identifier."""
    document: Id
    """The document it lies in."""
    annotator: Name
    """Whose layer it belongs to."""
    start: int = Field(ge=0)
    """First codepoint."""
    end: int = Field(gt=0)
    """Codepoint after the last."""
    label: Name
    """A label of the codebook."""
    text: str
    """The quote: the document's text from start to end."""
    origin: Name = "human"
    """Who proposed it: ``human``, ``candidate``, ``import``."""
    note: Text | None = None
    """The annotator's remark."""
    created: Text
    """When it was made."""

    @model_validator(mode="after")
    def _is_a_stretch(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"[{self.start}, {self.end}) is {self.end - self.start} codepoints long,"
                f" its text {len(self.text)}"
            )
        return self

    def __len__(self) -> int:
        return self.end - self.start


class Attribution(Record):
    """Which source a claim rests on: two spans of one document."""

    id: Id
    """Identifier."""
    document: Id
    """The document that both spans lie in."""
    annotator: Name
    """Whose layer it belongs to."""
    claim: Id
    """The span that rests."""
    source: Id
    """The span that it rests on."""
    label: Name = "attributed_to"
    """The kind of relation."""


class Meaning(StrEnum):
    """What a kind of link says about its two ends. A codebook may name kinds as it likes."""

    SAME = "same"
    DIFFERENT = "different"
    CONTRADICTS = "contradicts"
    UNSURE = "unsure"


class Verdict(Record):
    """An annotator's judgement of one pair of spans. It outlives the proposal that led to it."""

    id: Id
    """Identifier."""
    left: Id
    """The span in the document imported earlier."""
    right: Id
    """The span in the document imported later."""
    annotator: Name
    """Whose layer it belongs to."""
    kind: Name
    """What was said: a kind of link of the codebook, such as ``same``."""
    note: Text | None = None
    """The annotator's remark."""
    decided: Text
    """When it was said."""


class Link(Record):
    """A proposed or judged pair with both its ends, as lists and exports show it."""

    id: Id
    """The verdict's identifier, or one made of both spans' while there is no verdict."""
    left: Span
    """The end in the document imported earlier."""
    right: Span
    """The end in the document imported later."""
    score: float | None = None
    """The matcher's score; None where only a person linked the two."""
    reasons: tuple[str, ...] = ()
    """What speaks for it, in the matcher's words."""
    against: tuple[str, ...] = ()
    """What speaks against it, likewise."""
    conflict: bool = False
    """Whether the two speak of the same and differ in a number, a date or a negation."""
    verdict: Verdict | None = None
    """None while nobody has judged it."""
    of: tuple[Id, Id] | None = None
    """The proposed pair that this one goes with, as a pair of further mentions of the same items;
    None for a pair that is proposed or judged itself."""
    implied: Meaning | None = None
    """What follows from the judgements of other pairs, where it was asked for."""

    @property
    def kind(self) -> str | None:
        """What was said of the pair; None while nobody has judged it."""
        return self.verdict.kind if self.verdict else None


class DocumentState(StrEnum):
    """How far one annotator is with one document."""

    NEW = "new"
    """Nothing is tagged in it yet."""
    IN_PROGRESS = "in progress"
    """Something is."""
    DONE = "done"
    """The annotator has said so."""
    REVIEWED = "reviewed"
    """Somebody else has verified it to the end."""
    RESOLVED = "resolved"
    """Somebody has said that what was disagreed about is settled."""

    @property
    def is_done(self) -> bool:
        """Whether the annotator has nothing left to do there."""
        return self in (DocumentState.DONE, DocumentState.REVIEWED, DocumentState.RESOLVED)


class Act(Record):
    """One line of the history: something that one annotator did, whole."""

    seq: int
    """Place in the history, from 1."""
    id: Id
    """Identifier."""
    time: str
    """When."""
    annotator: Name
    """Who."""
    action: str
    """What, in a word: ``tag``, ``undo``."""
    parent: str | None
    """The act of the same annotator that this one came on top of."""
    target: str | None
    """The act that this one took back or did again."""
    changes: tuple[dict[str, Any], ...]
    """Each changed row: ``table``, ``id``, ``before``, ``after``."""
    hash: str
    """SHA-256 over the previous act's hash and all of the above."""


class ArticleSummary(Record):
    """An article as a list shows it: details and counts, without the text."""

    id: Id
    """Identifier."""
    ordinal: int
    """Place in the order of import, from 1."""
    details: DocumentDetails
    """Title, outlet, date and the rest."""
    words: int
    """Words in the text."""
    spans: dict[str, int]
    """Spans per label, all layers."""
    proposals: int
    """Proposed links that the annotator has not judged."""
    state: DocumentState
    """How far the annotator is."""

    @property
    def name(self) -> str:
        """What to call the article in a list: its title, else its outlet, else its identifier."""
        return self.details.title or self.details.outlet or self.id

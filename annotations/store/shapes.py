"""What rows must look like, so that whoever reads them can rely on it: a file may be crafted.

SQLite sees to types and references only. Here rows become records, and what is kept in them as JSON
is held against the shape that it has for its kind.
"""

import json
from collections.abc import Callable, Mapping
from sys import maxsize
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from annotations.model import (
    Act,
    Attribution,
    DocumentState,
    Id,
    Name,
    Record,
    Span,
    Text,
    Verdict,
    complaint,
)
from annotations.review.records import Assignment, Content, Kind, Reply, Resolution, Review
from annotations.store import schema
from annotations.store.history import Row

WRONG = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What is raised where a row, or something in it, is not what it must be."""

_Offset = Annotated[int, Field(ge=0, le=maxsize)]


def _stretch(place: list[int]) -> list[int]:
    if place[0] >= place[1]:
        raise ValueError(f"[{place[0]}, {place[1]}) is no stretch")
    return place


_Place = Annotated[list[_Offset], Field(min_length=2, max_length=2), AfterValidator(_stretch)]


class _Kept(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _SpanContent(_Kept):
    start: _Offset
    end: _Offset
    label: Name
    text: Text

    @model_validator(mode="after")
    def _is_a_stretch(self) -> Self:
        _stretch([self.start, self.end])
        if self.end - self.start != len(self.text):
            raise ValueError(f"[{self.start}, {self.end}) is not as long as its text")
        return self


class _AttributionContent(_Kept):
    claim: _Place
    source: _Place
    label: Name


class _LinkContent(_Kept):
    kind: Name
    left: _Place
    right: _Place


_CONTENTS: Mapping[Kind, type[_Kept]] = {
    Kind.SPAN: _SpanContent,
    Kind.ATTRIBUTION: _AttributionContent,
    Kind.LINK: _LinkContent,
}


class _State(Record):
    """How far one annotator is with one document, or that it is marked as resolved."""

    id: Text
    """Identifier."""
    document: Id
    """The document."""
    annotator: Name
    """Who says so."""
    state: DocumentState
    """What they say."""


class _Named(Record):
    """What one annotator calls the thing that a span is a mention of."""

    id: Text
    """Identifier."""
    span: Id
    """The span."""
    annotator: Name
    """Who calls it so."""
    name: Name
    """What they call it."""
    given: Text
    """When they said so."""


class _Together(Record):
    """That a span is a further mention of what another one is."""

    id: Text
    """Identifier."""
    span: Id
    """The span."""
    other: Id = Field(alias="with")
    """The other one."""
    annotator: Name
    """Who says so."""


# -- rows into records: all raise one of `WRONG` --------------------------------------------------


def assignment(row: Row) -> Assignment:
    """A row of the assignments as a record."""
    return Assignment(**_without_deleted(row))


def review(row: Row) -> Review:
    """A row of the reviews."""
    after = None if row["after"] is None else json.loads(row["after"])
    made = Review(**{**_without_deleted(row), "before": json.loads(row["before"]), "after": after})
    for content in contents(made):
        _CONTENTS[made.kind].model_validate(content)
    return made


def reply(row: Row) -> Reply:
    """A row of the replies."""
    return Reply(**_without_deleted(row))


def resolution(row: Row) -> Resolution:
    """A row of the resolutions."""
    read = {column: json.loads(row[column]) for column in ("versions", "chosen")}
    made = Resolution(**{**_without_deleted(row), **read})
    for content in contents(made):
        _CONTENTS[made.kind].model_validate(content)
    return made


def contents(record: Review | Resolution) -> list[Content]:
    """What there was and what there should be, as a ruling or a settlement has it."""
    if isinstance(record, Review):
        held = [record.before, record.after]
    else:
        held = [*(version.content for version in record.versions), *record.chosen]
    return [content for content in held if content is not None]


def _without_deleted(row: Row) -> Row:
    return {column: value for column, value in row.items() if column != "deleted"}


_MADE: Mapping[str, Callable[[Row], Record]] = {
    "spans": lambda row: Span(**_without_deleted(row)),
    "attributions": lambda row: Attribution(**_without_deleted(row)),
    "verdicts": lambda row: Verdict(**_without_deleted(row)),
    "names": lambda row: _Named(**_without_deleted(row)),
    "together": lambda row: _Together(**_without_deleted(row)),
    "states": lambda row: _State(**_without_deleted(row)),
    "assignments": assignment,
    "reviews": review,
    "replies": reply,
    "resolutions": resolution,
}

TABLES = tuple(_MADE)
"""The tables whose rows become records."""


# -- what is wrong -------------------------------------------------------------------------------


def said(error: Exception) -> str:
    """What one of `WRONG` says, on one line."""
    if isinstance(error, ValidationError):
        return complaint(error)
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    return str(error).partition("\n")[0] or type(error).__name__


def fault(table: str, row: Row, text: str | None = None) -> str | None:
    """What is wrong with a row of one of `TABLES`; None for a sound one.

    Args:
        table: Which.
        row: The row.
        text: The text of its document, where it has one.
    """
    try:
        record = _MADE[table](row)
    except WRONG as error:
        return said(error)
    # The ends of a link are in two articles.
    if text is None or not isinstance(record, Review | Resolution) or record.kind is Kind.LINK:
        return None
    return next((wrong for one in contents(record) if (wrong := _beside(one, text))), None)


def _beside(content: Content, text: str) -> str | None:
    """In what a content is not of a text."""
    ends = [content[end] for end in ("claim", "source") if end in content]
    for start, end in ends or [(content["start"], content["end"])]:
        if end > len(text):
            return f"[{start}, {end}) is no stretch of a text of {len(text)} codepoints"
        if "text" in content and text[start:end] != content["text"]:
            return "quotes other words than its article has there"
    return None


def fault_of_act(row: Row) -> str | None:
    """What is wrong with a row of the history; None for a sound one."""
    try:
        act = Act(**{**row, "changes": json.loads(row["changes"])})
    except WRONG as error:
        return said(error)
    return None if all(map(_is_change, act.changes)) else "has changes that are none"


def _is_change(change: Mapping[str, Any]) -> bool:
    table, before, after = (change.get(key) for key in ("table", "before", "after"))
    return (
        isinstance(table, str)
        and table in schema.STATE
        and all(
            isinstance(row, dict)
            and row.keys() == {*schema.STATE[table]}
            and row["id"] == change.get("id")
            for row in (after, *([] if before is None else [before]))
        )
    )

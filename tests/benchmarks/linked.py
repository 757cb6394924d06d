"""Articles whose spans are linked by hand: what the matcher is trained on and measured by.

A documents JSONL in which entity spans carry ``group`` (null where nothing else is the same) and
claim spans ``events`` and ``actors``. Two entities are the same where the group is; two claims
where they share an event and an actor.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.model import Document, Span
from annotations.text.segments import Stretch


class LinkedSpan(NamedTuple):
    """What is known by hand of a span."""

    group: str | None
    """The thing that an entity is; None where nothing else is."""
    events: frozenset[str]
    """The events that a claim reports."""
    actors: frozenset[str]
    """Who takes part in them."""

    def same(self, other: "LinkedSpan") -> bool:
        """Whether both are one."""
        if self.group is not None:
            return self.group == other.group
        return bool(self.events & other.events and self.actors & other.actors)


NOTHING = LinkedSpan(None, frozenset(), frozenset())
"""What is known of a span that is the same as no other."""


class LinkedArticle(NamedTuple):
    """An article with its spans."""

    document: Document
    """The article."""
    gold: tuple[tuple[Span, LinkedSpan], ...]
    """Its spans, with what is known of each."""
    event: str
    """The event that it was collected for."""

    @property
    def spans(self) -> list[Span]:
        """The spans alone."""
        return [span for span, _ in self.gold]


def linked_articles(path: Path) -> Iterator[LinkedArticle]:
    """The articles of a file, in order."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            record = json.loads(line)
            topic = str(record["meta"]["topic"])
            yield LinkedArticle(
                Document(
                    id=record["id"], ordinal=number, text=record["text"], text_sha256="0" * 64
                ),
                tuple((_span(record["id"], span), _linked(span)) for span in record["spans"]),
                topic.removesuffix("plus"),
            )


def _span(document: str, span: dict[str, object]) -> Span:
    kept = {key: span[key] for key in ("id", "start", "end", "label", "text")}
    return Span.model_validate(
        {**kept, "document": document, "annotator": "gold", "created": "2026-01-01T00:00:00Z"}
    )


def span_of(document: str, name: str, text: str, at: Stretch) -> Span:
    """A claim that nobody annotated."""
    return Span(
        id=name,
        document=document,
        annotator="gold",
        start=at.start,
        end=at.end,
        label="claim",
        text=text[at.start : at.end],
        created="2026-01-01T00:00:00Z",
    )


def _linked(span: dict[str, list[str]]) -> LinkedSpan:
    group = span.get("group")
    events, actors = frozenset(span.get("events", ())), frozenset(span.get("actors", ()))
    return LinkedSpan(str(group) if group else None, events, actors)

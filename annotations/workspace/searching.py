"""The texts of a workspace to be searched, and tagging what was found in many of them at once."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.model import Document, Span
from annotations.store import reading
from annotations.workspace.desk import Desk
from annotations.workspace.spans import Location, Spans


class Tag(NamedTuple):
    """A span, as far as somebody who searches must know it."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    label: str
    """What it is."""
    annotator: str
    """Whose it is."""

    @classmethod
    def of(cls, span: Span) -> "Tag":
        """What is to be known of a span."""
        return cls(span.start, span.end, span.label, span.annotator)


class Tagged(NamedTuple):
    """What came of tagging many places."""

    spans: list[Span]
    """The new spans, in the order of the places."""
    already: int
    """How many places had that label before."""


class Searching(Desk):
    """Whatever is done with hits. Texts are searched elsewhere: that would keep others waiting."""

    def articles(self, ids: Sequence[str]) -> list[tuple[Document, set[Tag]]]:
        """Some articles with what is tagged in them, in the order of import."""
        tags: dict[str, set[Tag]] = {}
        for document, start, end, label, annotator in reading.tags(self.store, ids):
            tags.setdefault(document, set()).add(Tag(start, end, label, annotator))
        return [
            (document, tags.get(document.id, set()))
            for document in reading.documents(self.store, ids)
        ]

    def tag(self, places: Iterable[Location], label: str) -> Tagged:
        """Tag those of some places that the annotator has not given this label, in one act.

        Raises:
            NotFound: An article is not there any more; nothing was tagged.
            Refused: A place is empty or outside its text; nothing was tagged.
        """
        wanted = list(dict.fromkeys(places))
        documents = {place.document for place in wanted}
        tagged = {
            Location(document, start, end)
            for document, start, end, given, annotator in reading.tags(self.store, documents)
            if (given, annotator) == (label, self.annotator)
        }
        left = [place for place in wanted if place not in tagged]
        desk = Spans(self.store, self.annotator)
        spans = desk.tag_all(left, label, action="tag") if left else []
        return Tagged(spans, len(wanted) - len(left))

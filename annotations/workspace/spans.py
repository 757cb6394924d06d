"""Spans and attributions: tag, adjust, delete, and say which claim rests on which source.

Each annotator writes to an own layer and cannot touch another's.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from annotations.errors import NotFound, NotYours, Refused
from annotations.model import Attribution, Span
from annotations.store import reading
from annotations.store.clock import new_id
from annotations.store.history import Acting
from annotations.store.store import Row
from annotations.text.repeats import occurrences
from annotations.text.segments import Stretch
from annotations.workspace.desk import Desk, made


class Location(NamedTuple):
    """A stretch of an article, not tagged yet."""

    document: str
    """The article's identifier."""
    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""


class Spans(Desk):
    """Whatever is done with a stretch of text."""

    def in_article(self, article: str) -> list[Span]:
        """All spans of an article, every layer, in reading order."""
        return reading.spans(self.store, document=article)

    def get(self, span: str) -> Span:
        """One span; raises NotFound where there is none."""
        found = reading.spans(self.store, ids=[span])
        if not found:
            raise NotFound(f"no span {span}: it may have been deleted meanwhile")
        return found[0]

    def wordings(self, texts: Iterable[str] | None = None) -> list[tuple[str, str, int]]:
        """Each wording, or each of some, that the annotator has tagged, its label, how often so."""
        return reading.wordings(self.store, self.annotator, texts)

    def elsewhere(self, article: str, labels: Iterable[str]) -> list[Span]:
        """What the annotator has tagged with these labels in other articles."""
        return reading.tagged_elsewhere(self.store, article, self.annotator, labels)

    def attributions(self, article: str | None = None) -> list[Attribution]:
        """Which claims rest on which sources, in one article or all, every layer."""
        return reading.attributions(self.store, article)

    # -- tagging ---------------------------------------------------------------------------------

    def tag(
        self,
        article: str,
        start: int,
        end: int,
        label: str,
        *,
        origin: str = "human",
        note: str | None = None,
    ) -> Span:
        """Tag a stretch.

        Args:
            article: The article's identifier.
            start: First codepoint of the stretch.
            end: Codepoint after its last.
            label: What it is.
            origin: Who proposed it.
            note: A remark.

        Returns:
            The new span.

        Raises:
            NotFound: There is no such article.
            Refused: The stretch is empty or outside the text, or has this label already.
        """
        place = Location(article, start, end)
        return self.tag_all([place], label, origin=origin, note=note, action="tag")[0]

    def tag_all(
        self,
        places: Iterable[Location],
        label: str,
        *,
        origin: str = "human",
        note: str | None = None,
        action: str = "tag all",
    ) -> list[Span]:
        """Tag several stretches in one act, so that one undo takes back all; raises as `tag`."""
        spans: list[Span] = []
        with self.store.act(self.annotator, action) as act:
            for place in places:
                span = self.new(act, place, label, origin=origin, note=note)
                act.put("spans", span.model_dump())
                spans.append(span)
        return spans

    def new(
        self,
        act: Acting,
        place: Location,
        label: str,
        *,
        origin: str = "human",
        note: str | None = None,
    ) -> Span:
        """The span that tagging a place would make, for the act that puts it; raises as `tag`."""
        row: Row = {
            "id": new_id(),
            "document": place.document,
            "annotator": self.annotator,
            "start": place.start,
            "end": place.end,
            "label": label,
            "text": self.quote(place),
            "origin": origin,
            "note": note,
            "created": act.time,
        }
        span = made(Span, row)
        self._refuse_twin(span)
        return span

    def _refuse_twin(self, span: Span) -> None:
        """Refuse a second span of the same stretch, label and layer."""
        place = Location(span.document, span.start, span.end)
        if reading.is_tagged(self.store, *place, label=span.label, annotator=self.annotator):
            raise Refused(f"this is tagged as {span.label} already: x deletes it")

    def quote(self, place: Location) -> str:
        """The words at a place.

        Raises:
            NotFound: There is no such article.
            Refused: The place is empty or outside the text.
        """
        text = reading.text(self.store, place.document)
        if text is None:
            raise NotFound(f"no article {place.document} in {self.store.path}")
        if not 0 <= place.start < place.end <= len(text):
            raise Refused(
                f"[{place.start}, {place.end}) is no stretch of a text of {len(text)}"
                " codepoints: select at least one character"
            )
        return text[place.start : place.end]

    # -- adjusting -------------------------------------------------------------------------------

    def relabel(self, span: str, label: str) -> Span:
        """Give a span of one's own another label; raises as `tag`, and NotYours."""
        return self._change(span, "relabel", lambda row: {**row, "label": label})

    def move(self, span: str, start: int, end: int) -> Span:
        """Give a span of one's own other boundaries; raises as `tag`, and NotYours."""

        def moved(row: Row) -> Row:
            """The row at the new place; raises Refused where that is no stretch of the text."""
            text = self.quote(Location(row["document"], start, end))
            return {**row, "start": start, "end": end, "text": text}

        return self._change(span, "move", moved)

    def annotate(self, span: str, note: str | None) -> Span:
        """Put a remark on a span of one's own; None or blank removes it."""
        kept = note.strip() if note else None
        return self._change(span, "note", lambda row: {**row, "note": kept or None})

    def delete(self, span: str) -> Span:
        """Delete a span of one's own. What hangs on it comes back when it does."""
        before = self.get(span)
        self._change(span, "delete", lambda row: {**row, "deleted": 1})
        return before

    def _change(self, span: str, action: str, change: Callable[[Row], Row]) -> Span:
        with self.store.act(self.annotator, action) as act:
            before = self._own(act, span)
            row = change(before)
            changed = made(Span, row)
            if any(getattr(changed, key) != before[key] for key in ("start", "end", "label")):
                self._refuse_twin(changed)
            act.put("spans", {**row, **changed.model_dump()})
        return changed

    def _own(self, act: Acting, span: str) -> Row:
        row = act.read("spans", span)
        if row is None or row["deleted"]:
            raise NotFound(f"no span {span}: it may have been deleted meanwhile")
        if row["annotator"] != self.annotator:
            raise NotYours(f"this {row['label']} is {row['annotator']}’s: tag your own beside it")
        return row

    # -- attributing -----------------------------------------------------------------------------

    def attribute(self, claim: str, source: str) -> Attribution:
        """Say that a claim rests on a source of the same article; saying it twice is once.

        Raises:
            NotFound: One of the spans is not there.
            Refused: They lie in different articles, or are the same span.
        """
        with self.store.act(self.annotator, "attribute") as act:
            return self.attributed(act, claim, source)

    def attributed(self, act: Acting, claim: str, source: str) -> Attribution:
        """The same, within an act; raises as `attribute`."""
        ends = self.get(claim), self.get(source)
        if claim == source:
            raise Refused("a claim cannot rest on itself: choose another span as its source")
        if ends[0].document != ends[1].document:
            raise Refused("the source must be in the claim's own article: tag it there")
        row = reading.attribution_row(self.store, claim, source, self.annotator) or {
            "id": new_id(),
            "document": ends[0].document,
            "annotator": self.annotator,
            "claim": claim,
            "source": source,
            "label": "attributed_to",
        }
        act.put("attributions", {**row, "deleted": 0})
        return Attribution(**{key: row[key] for key in Attribution.model_fields})

    def detach(self, claim: str, source: str) -> None:
        """Take back that a claim rests on a source."""
        with self.store.act(self.annotator, "detach") as act:
            row = reading.attribution_row(self.store, claim, source, self.annotator)
            if row is None or row["deleted"]:
                raise NotFound("this claim does not rest on that source in your layer")
            act.drop("attributions", row["id"])

    # -- every mention ---------------------------------------------------------------------------

    def mentions(self, span: str) -> list[Location]:
        """Where else a span's words stand, in all articles, not yet tagged so by the annotator.

        Whole words only, letter for letter, in the order of import and reading. What lies inside
        a longer span of that label is part of another name, and left out.
        """
        wanted = self.get(span)
        tagged: dict[str, list[Span]] = {}
        for other in reading.spans(self.store):
            if other.label == wanted.label and other.annotator == self.annotator:
                tagged.setdefault(other.document, []).append(other)
        return [
            Location(document.id, *stretch)
            for document in reading.documents(self.store)
            for stretch in _outside(
                occurrences(document.text, wanted.text), tagged.get(document.id, [])
            )
        ]


def _outside(stretches: Iterable[Stretch], spans: Iterable[Span]) -> Iterator[Stretch]:
    """The stretches, in order, that lie in none of the spans."""
    ahead = sorted((span.start, span.end) for span in spans)
    reach, number = 0, 0  # how far those reach that start at or before the stretch
    for stretch in stretches:
        while number < len(ahead) and ahead[number][0] <= stretch.start:
            reach = max(reach, ahead[number][1])
            number += 1
        if stretch.end > reach:
            yield stretch

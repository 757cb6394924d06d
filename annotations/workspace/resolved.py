"""The resolved layer as records that can go out: derived anew each time, and kept nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from annotations.formats.jsonl import Decided
from annotations.model import Attribution, Link, Span, Verdict
from annotations.review.adjudication import Resolved, Settled
from annotations.review.items import Item
from annotations.review.records import Kind
from annotations.review.voices import Rulings
from annotations.store import proposals, reading, reviews
from annotations.store.store import Store
from annotations.workspace.adjudicating import Standing
from annotations.workspace.names import RESOLVED

ORIGIN = "review"
"""Where a resolved span comes from."""

_Times = defaultdict[str, str]
"""The newest time of each thing, by identifier; empty where there is none."""


class ResolvedLayer:
    """What all say alike, and what was settled.

    A span was *made*, and a link *decided*, when it was settled; where all say so, at the newest
    time at which one of them made it in their own layer or ruled on it.
    """

    def __init__(self, store: Store, standing: Standing) -> None:
        self._store, self._standing = store, standing
        self._reviews = reviews.reviews(store)
        self._rulings = Rulings(self._reviews)

    def article(self, document: str) -> tuple[list[Span], list[Attribution]]:
        """The spans and attributions of an article, each in reading order."""
        settled = self._standing.articles.get(document) or Settled()
        times = self._made(document, settled)
        spans = [_span(document, one, times[one.id]) for one in settled.spans]
        place = {span.id: (span.start, -span.end, span.id) for span in spans}
        return (
            sorted(spans, key=lambda span: place[span.id]),
            sorted(
                (_attribution(document, one) for one in settled.relations),
                key=lambda one: (place[one.claim][0], place[one.source][0], one.id),
            ),
        )

    def links(self) -> list[Link]:
        """The links, in the order of their ends' identifiers."""
        spans = {
            span.id: span
            for document, settled in self._standing.articles.items()
            for span in (_span(document, one, "") for one in settled.spans)
        }
        times = self._decided()
        found = [
            _link(one, (spans[one.ends[0]], spans[one.ends[1]]), times)
            for one in self._standing.links.relations
        ]
        return sorted(found, key=lambda link: (link.left.id, link.right.id, link.id))

    def decisions(self, document: str | None = None) -> dict[str, Decided]:
        """Who decided what in an article, or of the links between all, by identifier."""
        if document is None:
            settled = self._standing.links
        else:
            settled = self._standing.articles.get(document) or Settled()
        return {one.id: _decided(one) for one in (*settled.spans, *settled.relations)}

    def _made(self, document: str, settled: Settled) -> _Times:
        """When each resolved span was made."""
        created = {span.id: span.created for span in reading.spans(self._store, document=document)}
        times = _Times(str)
        for thing in settled.things.values():
            there = (*thing.own.values(), *thing.ends.values())
            said = max(self._times(there, created))
            for one in thing.resolved:
                times[one.id] = max(times[one.id], said)
        return times

    def _times(self, items: Iterable[Item], made: Mapping[str, str]) -> Iterator[str]:
        """When items were made, and when they were ruled on."""
        for item in items:
            yield made.get(item.id, "")  # deleted meanwhile
            yield from (review.decided for review in self._rulings.on(item))

    def _decided(self) -> dict[tuple[str, str], str]:
        """When links were judged, by the resolved spans at their ends."""
        things = {
            span: thing
            for settled in self._standing.articles.values()
            for span, thing in settled.things.items()
        }
        ruled = self._ruled_links()
        times: dict[tuple[str, str], str] = {}
        for row in proposals.verdicts(self._store):
            lefts, rights = (
                things[row[end]].resolved if row[end] in things else () for end in ("left", "right")
            )
            said = max(row["decided"], ruled[row["id"]])
            for pair in ((left.id, right.id) for left in lefts for right in rights):
                times[pair] = max(times.get(pair, ""), said)
        return times

    def _ruled_links(self) -> _Times:
        """When links were ruled on, by verdict."""
        times = _Times(str)
        for review in self._reviews:
            item = review.kind is Kind.LINK and reviews.item(
                self._store, review.kind, review.item, review.author
            )
            if item:
                times[item.id] = max(self._times([item], times))
        return times


def _span(document: str, one: Resolved, made: str) -> Span:
    return Span(
        **one.content,
        id=one.id,
        document=document,
        annotator=RESOLVED,
        origin=ORIGIN,
        created=one.resolution.decided if one.resolution else made,
    )


def _attribution(document: str, one: Resolved) -> Attribution:
    claim, source = one.ends
    return Attribution(
        id=one.id,
        document=document,
        annotator=RESOLVED,
        claim=claim,
        source=source,
        label=one.content["label"],
    )


def _link(one: Resolved, ends: tuple[Span, Span], times: dict[tuple[str, str], str]) -> Link:
    left, right = ends
    made = times.get((left.id, right.id), "")
    verdict = Verdict(
        id=one.id,
        left=left.id,
        right=right.id,
        annotator=RESOLVED,
        kind=one.content["kind"],
        decided=one.resolution.decided if one.resolution else made,
    )
    return Link(id=one.id, left=left, right=right, verdict=verdict)


def _decided(one: Resolved) -> Decided:
    how = one.resolution
    if how is None:
        return Decided(one.by, one.basis, None, None, None, None)
    return Decided(one.by, one.basis, how.choice, how.annotator, how.decided, how.note)

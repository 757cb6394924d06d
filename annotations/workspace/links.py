"""Links between articles: what the matcher proposes, and what the annotator says of it.

A verdict is a person's and part of the history; a proposal is derived and replaced by each run of
the matcher. A verdict outlives its proposal.
"""

import json
from typing import NamedTuple

from annotations.errors import NotFound, Refused
from annotations.matching.matcher import Matcher, ScoredPair
from annotations.model import Link, Span, Verdict
from annotations.progress import Progress, silent
from annotations.store import pairs, reading
from annotations.store.clock import new_id
from annotations.store.history import Acting
from annotations.store.store import Row
from annotations.workspace.desk import Desk, made
from annotations.workspace.partners import Partner, partners
from annotations.workspace.spans import Location, Spans


class Matched(NamedTuple):
    """What a run of the matcher came to."""

    spans: int
    """How many spans were looked at; the same stretch in two layers counts once."""
    scored: int
    """How many pairs of wordings were compared."""
    proposals: int
    """How many pairs are proposed."""
    waiting: int
    """How many of those the annotator has not judged."""


class Untagged(NamedTuple):
    """An end of a link that is yet to be tagged."""

    place: Location
    """Where it is."""
    label: str
    """What it is to be tagged as."""
    origin: str = "human"
    """Who proposed it."""


class Links(Desk):
    """Whatever is done with two spans of different articles."""

    def match(self, matcher: Matcher | None = None, progress: Progress = silent) -> Matched:
        """Run a matcher over all spans; its proposals replace earlier ones, verdicts stay.

        Args:
            matcher: Which one; None takes the default.
            progress: Told how far it is; may raise `Cancelled`, and then nothing changes.

        Raises:
            Cancelled: `progress` asked for it.
        """
        if matcher is None:
            from annotations.matching.strings import StringMatcher

            book = self.codebook()
            matcher = StringMatcher({label.name: label.shape for label in book.labels})
        spans = _once(reading.spans(self.store))
        documents = {document.id: document for document in reading.documents(self.store)}
        proposed, scored = matcher.match(spans, documents, progress)
        self.store.replace_proposals([_row(pair, matcher.name) for pair in proposed])
        waiting = sum(link.verdict is None for link in self.queue())
        return Matched(len(spans), scored, len(proposed), waiting)

    def queue(self) -> list[Link]:
        """Every pair that is proposed or that the annotator has judged, best score first."""
        return pairs.links(self.store, self.annotator)

    def of_article(self, article: str) -> list[Link]:
        """The pairs that the annotator has judged and that have an end in this article."""
        return pairs.judged_in(self.store, article, self.annotator)

    def partners(self, span: str) -> list[Partner]:
        """What the annotator has joined with a span, in all articles, its own not excepted.

        That is what is the same, directly or through others, and what contradicts it directly;
        fewest steps first, then in the order of import and reading, and not without end.

        Raises:
            NotFound: There is no such span.
        """
        start = Spans(self.store, self.annotator).get(span)
        return partners(self.store, self.annotator, self.codebook(), start)

    def decide(self, one: str, other: str, kind: str, note: str | None = None) -> Verdict:
        """Judge a pair of spans; an earlier judgement of the same pair is replaced.

        Args:
            one: A span's identifier.
            other: Another's, in a different article. The order does not matter.
            kind: A kind of link of the codebook.
            note: A remark.

        Raises:
            NotFound: One of the spans is not there.
            Refused: Both lie in one article, or have different labels.
        """
        with self.store.act(self.annotator, "decide") as act:
            return self._judge(act, one, other, kind, note)

    def join(self, one: Span | Untagged, other: Span | Untagged, kind: str) -> Verdict:
        """Judge two ends in one act, in which each is tagged first where it is not yet.

        Args:
            one: A span, or the words that are to be one.
            other: Likewise, in a different article. The order does not matter.
            kind: A kind of link of the codebook.

        Raises:
            NotFound: One of the spans, or its article, is not there.
            Refused: Both lie in one article, have different labels, are no stretch of the article,
                or have that label already.
        """
        if isinstance(one, Span) and isinstance(other, Span):
            return self.decide(one.id, other.id, kind)
        with self.store.act(self.annotator, "join") as act:
            return self._judge(act, self._tagged(act, one), self._tagged(act, other), kind)

    def _tagged(self, act: Acting, end: Span | Untagged) -> str:
        """The identifier of an end, tagged within the act where it was not."""
        if isinstance(end, Span):
            return end.id
        spans = Spans(self.store, self.annotator)
        span = spans.new(act, end.place, end.label, origin=end.origin)
        act.put("spans", span.model_dump())
        return span.id

    def _judge(
        self, act: Acting, one: str, other: str, kind: str, note: str | None = None
    ) -> Verdict:
        left, right = self._ends(one, other)
        if left.label != right.label:
            raise Refused(f"one is a {left.label}, the other a {right.label}: give both one label")
        row: Row = {
            "id": new_id(),
            "left": left.id,
            "right": right.id,
            "annotator": self.annotator,
            **(pairs.verdict_row(self.store, left.id, right.id, self.annotator) or {}),
            "kind": kind,
            "note": note,
            "decided": act.time,
        }
        verdict = made(Verdict, row)
        act.put("verdicts", verdict.model_dump())
        return verdict

    def clear(self, one: str, other: str) -> None:
        """Take back the annotator's judgement of a pair.

        Raises:
            NotFound: One of the spans is not there, or the annotator has not judged the pair.
        """
        with self.store.act(self.annotator, "clear") as act:
            left, right = self._ends(one, other)
            row = pairs.verdict_row(self.store, left.id, right.id, self.annotator)
            if row is None or row["deleted"]:
                raise NotFound("you have not judged this pair: nothing to clear")
            act.drop("verdicts", row["id"])

    def _ends(self, one: str, other: str) -> tuple[Span, Span]:
        """Both spans, the one in the article imported earlier first."""
        found = {span.id: span for span in reading.spans(self.store, ids=[one, other])}
        for span in (one, other):
            if span not in found:
                raise NotFound(f"no span {span}: it may have been deleted meanwhile")
        # `reading.spans` gives them in the order of import.
        left, right = found.values() if len(found) > 1 else (found[one], found[other])
        if left.document == right.document:
            raise Refused("both are in one article: a link joins two different articles")
        return left, right


def _once(spans: list[Span]) -> list[Span]:
    """Without the second of two spans that differ in their layer only."""
    return list({(s.document, s.start, s.end, s.label): s for s in reversed(spans)}.values())[::-1]


def _row(pair: ScoredPair, matcher: str) -> Row:
    return {
        "left": pair.left,
        "right": pair.right,
        "label": pair.label,
        "score": round(pair.score, 4),
        "reasons": json.dumps(pair.reasons),
        "matcher": matcher,
    }

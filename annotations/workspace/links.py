"""Links between articles: what the matcher proposes, and what the annotator says of it.

A verdict is a person's and part of the history; a proposal is derived and replaced by each run of
the matcher. A verdict outlives its proposal.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import NotFound, Refused
from annotations.matching.matcher import Matcher
from annotations.model import Link, Span, Verdict
from annotations.progress import Progress, silent
from annotations.store import pairs, proposals, reading
from annotations.store.clock import new_id
from annotations.store.history import Acting
from annotations.store.store import Row
from annotations.workspace import learning, matching
from annotations.workspace.desk import Desk, made
from annotations.workspace.partners import Partner, partners
from annotations.workspace.spans import Location, Spans

if TYPE_CHECKING:  # they read numpy, which only the queue needs
    from annotations.workspace.pool import Pool
    from annotations.workspace.queue import About, Order, Queue, Wanted


class Matched(NamedTuple):
    """What a run of the matcher came to."""

    articles: int
    """How many articles there are."""
    compared: int
    """How many of them were compared with all; the others have not changed since the last run."""
    spans: int
    """How many spans there are; the same stretch in two layers counts once."""
    scored: int
    """How many pairs of wordings were compared."""
    proposals: int
    """How many pairs are proposed by now."""
    waiting: int
    """How many of those wait for the annotator: not judged, nor settled by what was."""


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

    def match(
        self,
        matcher: Matcher | None = None,
        progress: Progress = silent,
        *,
        semantic: bool = False,
        anew: bool = False,
    ) -> Matched:
        """Compare the articles that have come or changed since the last run with all.

        What is proposed for them takes the place of what was; verdicts stay.

        Args:
            matcher: Which one, for all articles; None takes the default.
            progress: Told how far it is; may raise `Cancelled`, and then nothing changes.
            semantic: Whether the default one also looks at what wordings mean.
            anew: Whether all articles are compared, also those that have not changed.

        Raises:
            Cancelled: `progress` asked for it.
            Refused: What that takes is not installed.
        """
        make = matching.semantic_matcher if semantic else matching.default_matcher
        if matcher is not None:
            given, anew = matcher, True
            make = lambda *_: given  # noqa: E731
        ran = matching.run(self.store, self.codebook(), make, progress, anew=anew)
        return Matched(*ran, waiting=self.queue().waiting)

    # -- the queue -------------------------------------------------------------------------------

    def queue(
        self,
        wanted: "Wanted | None" = None,
        order: "Order | None" = None,
        *,
        seen: Iterable[tuple[str, str]] = (),
    ) -> "Queue":
        """The pairs that are proposed or that the annotator has judged.

        Those that other verdicts settle or block are left out. Scores are the matcher's, refitted
        to the annotator's verdicts.

        Args:
            wanted: Which; None takes all.
            order: What comes first; None takes the best.
            seen: Pairs that come first of all, in this order, whatever became of them: where one
                has been, so that nothing moves behind one's back. Those not wanted do not count.
        """
        from annotations.workspace.queue import Order, Wanted, queue

        return queue(self._current(), wanted or Wanted(), order or Order.BEST, seen)

    def about(self, left: str, right: str) -> "About":
        """What both ends of a pair are known to be the same as, and what it would settle.

        Raises:
            NotFound: One of the spans is not there.
        """
        from annotations.workspace.queue import about

        self._ends(left, right)
        return about(self._current(), left, right)

    def above(self, score: float, wanted: "Wanted | None" = None) -> list[Link]:
        """What could be confirmed at one go: pairs that wait, best first, nothing against them.

        Left out are possible contradictions, pairs whose numbers, dates or negations differ, and
        pairs that those before them would settle or block.

        Args:
            score: The least score.
            wanted: Which; None takes all.
        """
        from annotations.workspace.queue import Wanted, confirmable

        return confirmable(self._current(), score, wanted or Wanted())

    @cached_property
    def _pool(self) -> "Pool":
        from annotations.workspace.pool import Pool

        return Pool(self.store, self.annotator, self.codebook)

    def _current(self) -> "Pool":
        """All pairs as they are now."""
        self._pool.keep_up()
        return self._pool

    # -- what is learnt --------------------------------------------------------------------------

    def learnt(self) -> learning.Learnt:
        """What the scores of the queue have learnt from the annotator's verdicts."""
        return self._current().learnt

    def learn(self, *, on: bool) -> None:
        """Switch on or off that the queue learns from the annotator's verdicts."""
        with self.store.act(self.annotator, "learning") as act:
            kept = learning.wanted(self.store, self.annotator)
            act.put("settings", learning.setting(self.annotator, kept._replace(on=on)))

    def forget(self) -> None:
        """Learn from verdicts after now only. The verdicts themselves stay."""
        with self.store.act(self.annotator, "learning") as act:
            kept = learning.wanted(self.store, self.annotator)
            act.put("settings", learning.setting(self.annotator, kept._replace(since=act.time)))

    # -- groups inside an article ----------------------------------------------------------------

    def break_group(self, span: str) -> None:
        """Say that a mention stands on its own, not with its item; the matcher keeps to that.

        Raises:
            NotFound: There is no such span.
            Refused: It stands on its own already.
        """
        Spans(self.store, self.annotator).get(span)
        with self.store.act(self.annotator, "set apart") as act:
            items = proposals.mentions(self.store)
            if span not in items and span not in items.values():
                raise Refused("it stands on its own already: nothing to set apart")
            row = {"id": f"{span}/{self.annotator}", "span": span, "annotator": self.annotator}
            act.put("apart", row)

    def rejoin(self, span: str) -> bool:
        """Take that back; where the matcher has run since, it joins them when it runs again.

        Returns:
            Whether it is with its item by that alone.

        Raises:
            NotFound: The annotator has not set it apart.
        """
        with self.store.act(self.annotator, "rejoin") as act:
            row = act.read("apart", f"{span}/{self.annotator}")
            if row is None or row["deleted"]:
                raise NotFound("you have not set it apart: nothing to join again")
            act.drop("apart", row["id"])
            items = proposals.mentions(self.store)
            return span in items or span in items.values()

    def set_apart(self, article: str) -> list[Span]:
        """The spans of an article that the annotator has set apart, in reading order."""
        apart = proposals.apart(self.store, self.annotator)
        return [span for span in reading.spans(self.store, ids=apart) if span.document == article]

    # -- verdicts --------------------------------------------------------------------------------

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
        verdict = self._verdict(act, *self._ends(one, other), kind, note)
        return made(Verdict, verdict)

    def _verdict(
        self,
        act: Acting,
        left: Span,
        right: Span,
        kind: str,
        note: str | None = None,
        *,
        again: bool = True,
    ) -> Row:
        """Put a verdict; one that stands is replaced, or left where it is not to be said again."""
        if left.label != right.label:
            raise Refused(f"one is a {left.label}, the other a {right.label}: give both one label")
        before = pairs.verdict_row(self.store, left.id, right.id, self.annotator) or {}
        if before and not before["deleted"] and not again:
            return before
        row: Row = {
            "id": new_id(),
            "left": left.id,
            "right": right.id,
            "annotator": self.annotator,
            **before,
            "kind": kind,
            "note": note,
            "decided": act.time,
        }
        verdict = made(Verdict, row).model_dump()
        act.put("verdicts", verdict)
        return verdict

    def confirm(self, judged: Iterable[tuple[str, str]], kind: str) -> int:
        """Judge many pairs in one act; what was judged, settled or blocked by then stays so.

        Args:
            judged: Both spans of each, in different articles.
            kind: A kind of link of the codebook.

        Returns:
            How many were judged.

        Raises:
            NotFound: One of the spans is not there.
            Refused: Two lie in one article, or have different labels.
        """
        from annotations.workspace.queue import undecided

        wanted = list(judged)
        with self.store.act(self.annotator, "confirm") as act:
            ends = {
                span.id: (place, span)
                for place, span in enumerate(
                    reading.spans(self.store, ids={end for pair in wanted for end in pair})
                )
            }
            links = {
                (left.id, right.id): (left, right)
                for one, other in wanted
                for left, right in [_in_order(ends, one, other)]
            }
            for pair in undecided(self._current(), links, kind):
                self._verdict(act, *links[pair], kind, again=False)
            return len(act.changes)

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
        found = reading.spans(self.store, ids=[one, other])
        return _in_order({span.id: (place, span) for place, span in enumerate(found)}, one, other)


def _in_order(found: Mapping[str, tuple[int, Span]], one: str, other: str) -> tuple[Span, Span]:
    """Both spans, the one in the article imported earlier first.

    Args:
        found: Spans, each with its place in the order of import.
        one: A span's identifier.
        other: Another's.
    """
    for span in (one, other):
        if span not in found:
            raise NotFound(f"no span {span}: it may have been deleted meanwhile")
    (_, left), (_, right) = sorted((found[one], found[other]), key=itemgetter(0))
    if left.document == right.document:
        raise Refused("both are in one article: a link joins two different articles")
    return left, right

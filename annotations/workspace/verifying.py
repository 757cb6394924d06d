"""The verify pass: a reviewer walks through what one annotator made and rules on each of it."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from annotations.errors import NotFound, Refused
from annotations.model import Attribution, Span
from annotations.review.difficulty import support, support_of_link
from annotations.review.items import Item, agrees
from annotations.review.records import Content, Kind, Mode, Review, Ruling
from annotations.review.voices import Rulings
from annotations.store import proposals, reading, reviews
from annotations.store.clock import composed
from annotations.store.history import Acting
from annotations.workspace.desk import Desk, made
from annotations.workspace.layers import all_readers
from annotations.workspace.spans import Location, Spans


class Verifying(Desk):
    """Whatever is done with one's rulings on another annotator's work."""

    # -- what there is ---------------------------------------------------------------------------

    def items(self, of: str, articles: Iterable[str] | None = None) -> list[Item]:
        """What there is to rule on, in reading order, article by article.

        Args:
            of: Whose work.
            articles: Only in these; None takes those of the pass that is open, else all.

        Raises:
            Refused: One works blind.
        """
        self._need_sight()
        if articles is None:
            mine = [
                one.document
                for one in reviews.assignments(self.store)
                if (one.annotator, one.mode, one.of) == (self.annotator, Mode.VERIFY, of)
                and one.closed is None
            ]
            articles = mine or None
        return reviews.items(self.store, of, articles)

    def unruled(self, of: str, articles: Iterable[str] | None = None) -> int:
        """On how many items nothing is ruled, or nothing that holds of them as they are now.

        Takes and raises as `items`. An item that was put off is one of them.
        """
        ruled = Rulings(self.rulings(of))
        return sum(next(ruled.on(item), None) is None for item in self.items(of, articles))

    def rulings(self, of: str) -> list[Review]:
        """What the annotator has ruled on another's work, oldest first."""
        self._need_sight()
        return reviews.reviews(self.store, author=of, reviewer=self.annotator)

    def ruling(self, item: str) -> Review | None:
        """The annotator's ruling on one item; None where there is none."""
        self._need_sight()
        return reviews.review(self.store, _id(item, self.annotator))

    def support(
        self, items: Iterable[Item], stopped: Callable[[], bool] = lambda: False
    ) -> dict[str, float]:
        """How much speaks for each item, from 0 to 1, by identifier: see `review.difficulty`.

        Linear in the texts: meant for a worker's thread.

        Raises:
            Cancelled: ``stopped`` said so.
        """
        self._need_sight()
        book = self.codebook()
        found: dict[str, float] = {}
        by_article: dict[str, list[Item]] = {}
        for item in items:
            by_article.setdefault(item.document, []).append(item)
        for article, here in by_article.items():
            for document in reading.documents(self.store, [article]):
                found |= support(here, document, book, stopped)
        scores = {(pair.left, pair.right): pair.score for pair in proposals.proposed(self.store)}
        for item in (one for here in by_article.values() for one in here):
            if item.kind is Kind.LINK:
                kind, score = book.link_kind(item.label), scores.get((item.ends[0], item.ends[1]))
                found[item.id] = support_of_link(kind.meaning if kind else None, score)
        return found

    # -- ruling ----------------------------------------------------------------------------------

    def agree(self, item: Item, note: str | None = None) -> Review:
        """Say that an item is right.

        Raises:
            NotFound: It is there no more.
            Refused: It has changed meanwhile, or is one's own, or one works blind.
        """
        return self._rule(item, Ruling.AGREE, note=note)

    def reject(self, item: Item, reason: str, note: str | None = None) -> Review:
        """Say that an item should not be there.

        Args:
            item: What was looked at.
            reason: A reason code of the codebook.
            note: A remark.

        Raises:
            NotFound: It is there no more.
            Refused: There is no such reason; and as `agree`.
        """
        known = [one.code for one in self.codebook().reasons]
        if reason not in known:
            raise Refused(f"no reason “{reason}” in the codebook: choose of {', '.join(known)}")
        return self._rule(item, Ruling.REJECT, reason=reason, note=note)

    def defer(self, item: Item, note: str | None = None) -> Review:
        """Put an item off; raises as `agree`."""
        return self._rule(item, Ruling.DEFER, note=note)

    def fix_boundary(self, item: Item, start: int, end: int, note: str | None = None) -> Review:
        """Say where a span should start and end; raises as `agree`.

        Raises:
            Refused: It is no span, or that is no stretch of the article.
        """
        if item.kind is not Kind.SPAN:
            raise Refused(f"only a span has a start and an end, not a {item.kind}")
        text = Spans(self.store, self.annotator).quote(Location(item.document, start, end))
        place: Content = {"start": start, "end": end, "text": text}
        return self._rule(item, Ruling.BOUNDARY, change=place, note=note)

    def fix_label(self, item: Item, label: str, note: str | None = None) -> Review:
        """Say which label a span should have, or which kind a link; raises as `agree`.

        Raises:
            Refused: The codebook has none of that name, or it is an attribution.
        """
        book, change = self.codebook(), {"label": label}
        known: object = None
        match item.kind:
            case Kind.SPAN:
                known = book.label(label)
            case Kind.LINK:
                known, change = book.link_kind(label), {"kind": label}
            case _:
                raise Refused("an attribution has no label: reject it, and add the right one")
        if known is None:
            raise Refused(f"no {label} in the codebook: `diptych codebook` prints it")
        return self._rule(item, Ruling.LABEL, change=change, note=note)

    def remark(self, item: Item, note: str | None) -> Review:
        """Put a remark on the ruling on an item; None or blank removes it.

        Raises:
            NotFound: There is no ruling.
        """
        self._need_sight()
        kept = note.strip() if note else None
        with self.store.act(self.annotator, "rule") as act:
            row = act.read("reviews", _id(item.id, self.annotator))
            if row is None or row["deleted"]:
                raise NotFound("you have not ruled on this: rule first, then put a note on it")
            act.put("reviews", {**row, "note": kept or None})
        found = self.ruling(item.id)
        if found is None:
            raise NotFound("it has been deleted meanwhile")
        return found

    def clear(self, item: Item) -> None:
        """Take back the ruling on an item; what one had put in as missing goes with it.

        Raises:
            NotFound: There is none.
            Refused: One works blind.
        """
        self._need_sight()
        with self.store.act(self.annotator, "clear ruling") as act:
            row = act.read("reviews", _id(item.id, self.annotator))
            if row is None or row["deleted"]:
                raise NotFound("you have not ruled on this: nothing to clear")
            act.drop("reviews", row["id"])
            if row["ruling"] == Ruling.MISSING:
                # Left behind, it would be read as work of one's own on the whole article.
                act.drop("spans" if row["kind"] == Kind.SPAN else "attributions", row["item"])

    def _rule(
        self,
        item: Item,
        ruling: Ruling,
        *,
        change: Content | None = None,
        reason: str | None = None,
        note: str | None = None,
    ) -> Review:
        self._need_sight()
        if item.author == self.annotator:
            raise Refused("this is your own: in the Reader you change it yourself")
        with self.store.act(self.annotator, "rule") as act:
            now = reviews.item(self.store, item.kind, item.id, item.author)
            if now is None:
                raise NotFound(f"{item.author} has taken this {item.kind} away meanwhile")
            if not agrees(item.kind, now.content, item.content):
                raise Refused(f"{item.author} has changed this {item.kind} meanwhile: look again")
            stands = self.ruling(item.id)
            note = stands.note if stands and note is None else note
            after = self._after(now, stands, change)
            if change:
                ruling, after = _named(ruling, now, after)
            return self._put(act, now, ruling, after, reason=reason, note=note)

    @staticmethod
    def _after(item: Item, ruled: Review | None, change: Content | None) -> Content | None:
        """What a change makes of an item, on top of a correction of the same item."""
        if change is None:
            return None
        if ruled and ruled.after and agrees(item.kind, ruled.before, item.content):
            return {**ruled.after, **change}
        return {**item.content, **change}

    def _put(
        self,
        act: Acting,
        item: Item,
        ruling: Ruling,
        after: Content | None = None,
        *,
        of: str | None = None,
        reason: str | None = None,
        note: str | None = None,
    ) -> Review:
        review = made(
            Review,
            {
                "id": _id(item.id, self.annotator),
                "kind": item.kind,
                "item": item.id,
                "document": item.document,
                "author": of or item.author,
                "annotator": self.annotator,
                "ruling": ruling,
                "reason": reason,
                "note": note,
                "before": item.content,
                "after": after,
                "decided": act.time,
            },
        )
        review = self._as_said_before(review)
        row: dict[str, Any] = review.model_dump(mode="json")
        row |= {key: row[key] and json.dumps(row[key]) for key in ("before", "after")}
        act.put("reviews", row)
        return review

    def _as_said_before(self, review: Review) -> Review:
        """Leave the time of a ruling that says nothing new: a reply to it is still one to it."""
        before = reviews.review(self.store, review.id)
        if before is None:
            return review
        same = before.model_copy(update={"note": review.note, "reason": review.reason})
        again = review.model_copy(update={"decided": before.decided})
        return again if same == again else review

    # -- what is missing -------------------------------------------------------------------------

    def add(
        self, of: str, article: str, start: int, end: int, label: str, *, origin: str = "human"
    ) -> tuple[Span, Review]:
        """Tag what an annotator has missed, in one's own layer; raises as `Spans.tag`."""
        self._need_author(of)
        spans = Spans(self.store, self.annotator)
        with self.store.act(self.annotator, "add missing") as act:
            span = spans.new(act, Location(article, start, end), label, origin=origin)
            act.put("spans", span.model_dump())
            return span, self._add(act, Kind.SPAN, span.id, of)

    def attribute(self, of: str, claim: str, source: str) -> tuple[Attribution, Review]:
        """Say on which source a claim rests, which an annotator has missed.

        Raises as `Spans.attribute`, and Refused where one's own layer has it already.
        """
        self._need_author(of)
        spans = Spans(self.store, self.annotator)
        with self.store.act(self.annotator, "add missing") as act:
            there = reading.attribution_row(self.store, claim, source, self.annotator)
            if there and not there["deleted"] and not self._is_added(there["id"]):
                raise Refused("you say so in your own layer: it shows among the disagreements")
            attribution = spans.attributed(act, claim, source)
            return attribution, self._add(act, Kind.ATTRIBUTION, attribution.id, of)

    def _add(self, act: Acting, kind: Kind, identifier: str, of: str) -> Review:
        item = reviews.item(self.store, kind, identifier, self.annotator)
        if item is None:
            raise NotFound(f"no {kind} {identifier}: it may have been deleted meanwhile")
        return self._put(act, item, Ruling.MISSING, of=of)

    def _is_added(self, item: str) -> bool:
        """Whether the annotator has put it in while they reviewed another's work."""
        before = reviews.review(self.store, _id(item, self.annotator))
        return before is not None and before.ruling is Ruling.MISSING

    def _need_author(self, of: str) -> None:
        self._need_sight()
        if of == self.annotator:
            raise Refused("this is your own work: in the Reader you tag what is missing in it")
        self.need_layers([of], all_readers(self.store))

    def _need_sight(self) -> None:
        self.refuse_blind("another’s work")


def _named(ruling: Ruling, item: Item, after: Content | None) -> tuple[Ruling, Content | None]:
    """What a change on top of another comes to, and what to call it."""
    if after is None or agrees(item.kind, after, item.content):
        return Ruling.AGREE, None
    if item.kind is Kind.SPAN and after["label"] == item.label:
        return Ruling.BOUNDARY, after
    if item.kind is Kind.SPAN and (after["start"], after["end"]) == item.places[0]:
        return Ruling.LABEL, after
    return ruling, after


def _id(item: str, reviewer: str) -> str:
    """The same in every copy of a workspace."""
    return composed(item, reviewer)

"""The author's side of a review: what was corrected in one's work, and what one says to it."""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.errors import NotFound, Refused
from annotations.review.items import Item, agrees, is_stale
from annotations.review.records import Answer, Reply, Review, Ruling
from annotations.store import reading, reviews
from annotations.store.clock import composed
from annotations.workspace.desk import Desk, made


class Correction(NamedTuple):
    """Something that a reviewer changed in one's work."""

    review: Review
    """What they say."""
    item: Item
    """What it is about, as it is now; of something missing the reviewer's own."""
    reply: Reply | None
    """What the author says to it; None where they have not yet."""
    done: bool
    """Whether the author's own layer says the same by now."""


class Corrections(Desk):
    """Whatever an author does with what reviewers changed."""

    def all(self) -> list[Correction]:
        """What reviewers changed in the annotator's work, in the order of reading.

        Left out is what is about something that has changed since, to neither. A reply to another
        correction, which this one replaced, is none to this one.
        """
        self.refuse_blind("what others say of your work")
        replies = reviews.replies(self.store)
        found = reviews.reviews(self.store, author=self.annotator)
        missing = {one.document for one in found if one.ruling is Ruling.MISSING}
        own = _told(reviews.items(self.store, self.annotator, missing))
        corrections = [
            self._correction(review, item, replies.get(review.id), own)
            for review in found
            if review.corrects and (item := self._item(review))
        ]
        order = {article: n for n, article in enumerate(reading.document_ids(self.store))}
        current = [one for one in corrections if not is_stale(one.review, one.item.content)]
        return sorted(current, key=lambda one: (order[one.item.document], one.item.places))

    def _item(self, review: Review) -> Item | None:
        whose = review.annotator if review.ruling is Ruling.MISSING else review.author
        return reviews.item(self.store, review.kind, review.item, whose)

    @staticmethod
    def _correction(
        review: Review, item: Item, reply: Reply | None, own: set[tuple[object, ...]]
    ) -> Correction:
        if review.ruling is Ruling.MISSING:
            done = not own.isdisjoint(_told([item]))
        else:
            done = review.after is not None and agrees(review.kind, item.content, review.after)
        return Correction(review, item, reply if reply and reply.answers(review) else None, done)

    def accept(self, review: str, note: str | None = None) -> Reply:
        """Agree with a correction. One's own layer stays as it is: the resolved one has it.

        Raises:
            NotFound: There is no such correction.
            Refused: It is not of one's own work.
        """
        return self._reply(review, Answer.ACCEPTED, note)

    def contest(self, review: str, note: str | None = None) -> Reply:
        """Disagree with a correction: it goes to adjudication; raises as `accept`."""
        return self._reply(review, Answer.CONTESTED, note)

    def _reply(self, review: str, answer: Answer, note: str | None) -> Reply:
        correction = self._own(review)
        with self.store.act(self.annotator, "reply") as act:
            reply = made(
                Reply,
                {
                    "id": _id(review, self.annotator),
                    "review": correction.id,
                    "annotator": self.annotator,
                    "reply": answer,
                    "note": note,
                    "decided": act.time,
                },
            )
            act.put("replies", reply.model_dump(mode="json"))
        return reply

    def _own(self, review: str) -> Review:
        self.refuse_blind("what others say of your work")
        found = reviews.review(self.store, review)
        if found is None or not found.corrects:
            raise NotFound(f"no correction {review}: it may have been taken back")
        if found.author != self.annotator:
            raise Refused(f"this is a correction of {found.author}’s work: only they reply to it")
        return found

    def clear(self, review: str) -> None:
        """Take one's reply back.

        Raises:
            NotFound: There is none.
            Refused: One works blind.
        """
        self.refuse_blind("what others say of your work")
        with self.store.act(self.annotator, "clear reply") as act:
            row = act.read("replies", _id(review, self.annotator))
            if row is None or row["deleted"]:
                raise NotFound("you have not replied to this: nothing to clear")
            act.drop("replies", row["id"])


def _told(items: Iterable[Item]) -> set[tuple[object, ...]]:
    """What items say, whosever they are."""
    return {(item.kind, item.document, item.label, item.places) for item in items}


def _id(review: str, author: str) -> str:
    """The same in every copy of a workspace."""
    return f"{review}/{composed(author)}"  # a review's identifier is composed itself

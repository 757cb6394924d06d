"""Who decided what and why: all that is kept of reviews, in the order of time."""

from annotations.formats.jsonl import ReviewRecord
from annotations.review.records import Assignment, Reply, Resolution, Review
from annotations.store import reading, reviews
from annotations.store.store import Store

_ORDER: tuple[type[ReviewRecord], ...] = (Assignment, Review, Reply, Resolution)
"""What goes first of what has one time."""


def records(store: Store) -> list[ReviewRecord]:
    """Assignments, rulings, replies and resolutions, oldest first.

    A reply goes with its ruling: where that was taken back, it says nothing. Whoever works blind
    gets their own assignments only.
    """
    rulings = reviews.reviews(store)
    there = {ruling.id for ruling in rulings}
    replies = (reply for reply in reviews.replies(store).values() if reply.review in there)
    found: list[ReviewRecord] = [
        *reviews.assignments(store),
        *rulings,
        *replies,
        *reviews.resolutions(store).values(),
    ]
    return sorted(found, key=lambda one: (_time(one), _ORDER.index(type(one)), one.id))


def words(store: Store, record: ReviewRecord) -> str | None:
    """The words that a ruling is on: of an attribution the claim, of a link its left end."""
    if not isinstance(record, Review):
        return None
    if text := record.before.get("text"):
        return str(text)
    start, end = record.before.get("claim") or record.before["left"]
    return (reading.text(store, record.document) or "")[start:end]


def _time(record: ReviewRecord) -> str:
    return record.opened if isinstance(record, Assignment) else record.decided

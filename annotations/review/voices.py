"""What those who have read an article say of one thing in it: their own work, and rulings on it.

Whoever annotated the article has a voice on everything in it, be it that nothing is there. A
reviewer has one on what they ruled on, and there it goes before their own layer: they have seen
both. Who rejects what others have, and has something else there, stands by their own. A correction
that the author has not contested is the author's word, too; what they accepted last is so whatever
other reviewers say.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from annotations.review.items import Item, agrees, is_stale, told
from annotations.review.records import Answer, Content, Kind, Reply, Review, Ruling, Version

Voices = dict[str, Content | None]
"""What each says is there; None where they say that nothing is."""


class Rulings:
    """The rulings on items, and what authors say to them."""

    def __init__(
        self, reviews: Iterable[Review] = (), replies: Mapping[str, Reply] | None = None
    ) -> None:
        self._of: dict[str, list[Review]] = {}
        self._replies = replies or {}
        for review in reviews:
            self._of.setdefault(review.item, []).append(review)

    def on(self, item: Item) -> Iterator[Review]:
        """Those on an item as it is now; one that is put off says nothing."""
        for review in self._of.get(item.id, ()):
            if review.ruling is not Ruling.DEFER and not is_stale(review, item.content):
                yield review

    def added_for(self, item: str) -> frozenset[str]:
        """In whose layers somebody said that an item was missing, and put it in."""
        missing = (one for one in self._of.get(item, ()) if one.ruling is Ruling.MISSING)
        return frozenset(review.author for review in missing)

    def adds(self, item: Item) -> bool:
        """Whether somebody put it in while they reviewed another's work."""
        return bool(self.added_for(item.id))

    def reply(self, review: Review) -> Reply | None:
        """What the author says to a correction as it is now."""
        reply = self._replies.get(review.id)
        there = reply and reply.annotator == review.author and reply.answers(review)
        return reply if there else None

    def is_contested(self, review: Review) -> bool:
        """Whether the author does not accept it."""
        reply = self.reply(review)
        return reply is not None and reply.reply is Answer.CONTESTED

    def accepted(self, review: Review) -> str | None:
        """When the author accepted it in words; None where they have not."""
        reply = self.reply(review)
        return reply.decided if reply and reply.reply is Answer.ACCEPTED else None


class Basis(StrEnum):
    """What it rests on that something is resolved: the first of these that holds."""

    SETTLED = "settled"
    """Somebody settled it."""
    ALIKE = "alike"
    """Two or more who read the article have it in their own layers."""
    REVIEWED = "reviewed"
    """A reviewer found it right."""
    ACCEPTED = "accepted"
    """A reviewer put it right, and its author accepted that, or did the same."""
    SILENT = "silent"
    """A reviewer put it right, and its author has not replied."""
    SINGLE = "single"
    """One person says so."""


def voices(own: Mapping[str, Item], silent: Iterable[str], rulings: Rulings) -> Voices:
    """What everybody says of one thing.

    Args:
        own: What each has there in their own layer.
        silent: Those of the readers who have nothing there, and say so by that.
        rulings: All rulings.
    """
    said: Voices = dict.fromkeys(silent)
    said |= {annotator: item.content for annotator, item in own.items()}
    ruled = _ruled(own, rulings)
    return said | _of_authors(own, ruled, rulings) | _of_reviewers(own, ruled)


def basis(
    content: Content,
    own: Mapping[str, Item],
    said: Collection[str],
    readers: Collection[str],
    rulings: Rulings,
) -> Basis:
    """What it rests on that all say the same of one thing.

    Args:
        content: What they say.
        own: What each has there in their own layer.
        said: Who says so.
        readers: Who annotated the article on their own.
        rulings: All rulings.
    """
    alike = [
        item
        for name, item in own.items()
        if name in readers and not rulings.adds(item) and agrees(item.kind, item.content, content)
    ]
    if len(alike) > 1:
        return Basis.ALIKE
    held = [one for one in _ruled(own, rulings) if agrees(one.review.kind, one.holds, content)]
    if any(one.review.ruling is Ruling.AGREE and one.review.annotator in said for one in held):
        return Basis.REVIEWED
    corrections = [one for one in held if one.review.corrects and one.review.author in said]
    for one in corrections:
        if rulings.accepted(one.review) or one.item in alike:
            return Basis.ACCEPTED
    return Basis.SILENT if corrections else Basis.SINGLE


def _ruled(own: Mapping[str, Item], rulings: Rulings) -> "list[_Ruled]":
    return [_Ruled(review, item) for item in own.values() for review in rulings.on(item)]


class _Ruled(NamedTuple):
    """A ruling, and what it is on."""

    review: Review
    item: Item

    @property
    def holds(self) -> Content | None:
        """What should be there, in the words of the item where that is the same."""
        if self.review.ruling is Ruling.MISSING:
            return self.item.content  # the reviewer may have changed it since
        held = self.review.holds
        return self.item.content if agrees(self.review.kind, held, self.item.content) else held


def _of_reviewers(own: Mapping[str, Item], ruled: Iterable[_Ruled]) -> Voices:
    """What reviewers hold: the last that they found right or put right.

    Who only rejects what others have there says no more than their own layer does.
    """
    said: Voices = {}
    for reviewer, rulings in _by(lambda one: one.review.annotator, ruled).items():
        if all(one.review.ruling is Ruling.MISSING for one in rulings):
            continue  # that is their own layer
        held = _last_held(rulings)
        if held is not None or reviewer not in own:
            said[reviewer] = held
    return said


def _of_authors(own: Mapping[str, Item], ruled: Iterable[_Ruled], judgement: Rulings) -> Voices:
    """What an author accepted last; else what was corrected, where nobody holds anything else.

    That is, where all who ruled on it hold the same and it is not contested. What was missing is
    no correction of what an author has there, unless they accept it: that stands beside it.
    """
    said: Voices = {}
    for author, rulings in _by(lambda one: one.review.author, ruled).items():
        accepted = [
            (when, one.review.id, one.holds)
            for one in rulings
            if one.review.corrects and (when := judgement.accepted(one.review))
        ]
        if accepted:
            said[author] = max(accepted, key=lambda one: one[:2])[2]
            continue
        corrections = [one.review for one in rulings if one.review.corrects]
        if author in own and all(one.ruling is Ruling.MISSING for one in corrections):
            continue
        held = [
            _last_held(of_one) for of_one in _by(lambda one: one.review.annotator, rulings).values()
        ]
        if any(map(judgement.is_contested, corrections)):
            said[author] = own[author].content if author in own else None
        elif corrections and len({told(corrections[0].kind, one) for one in held}) == 1:
            said[author] = held[0]
    return said


def _by(name: Callable[[_Ruled], str], ruled: Iterable[_Ruled]) -> dict[str, list[_Ruled]]:
    """Rulings, by a name."""
    found: dict[str, list[_Ruled]] = {}
    for one in ruled:
        found.setdefault(name(one), []).append(one)
    return found


def _last_held(ruled: Iterable[_Ruled]) -> Content | None:
    """What one reviewer found right, or put right, last; None where they only rejected."""
    held = [one for one in ruled if one.holds is not None]
    last = max(held, key=lambda one: (one.review.decided, one.review.id), default=None)
    return last.holds if last else None


def versions(kind: Kind, said: Voices, order: Sequence[str]) -> tuple[Version, ...]:
    """The different things that are said, each with those who say it.

    Args:
        kind: What it is about.
        said: What everybody says.
        order: Whose version comes first; others follow by name.
    """
    rank = {name: number for number, name in enumerate(order)}
    names = sorted(said, key=lambda name: (rank.get(name, len(rank)), name))
    by: dict[object, list[str]] = {}
    for name in names:
        by.setdefault(told(kind, said[name]), []).append(name)
    return tuple(Version(by=tuple(who), content=said[who[0]]) for who in by.values())

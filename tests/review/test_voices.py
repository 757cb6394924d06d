"""What everybody says of one thing: their own work, and rulings on it."""

from collections.abc import Callable

import pytest

from annotations.review.items import Item
from annotations.review.records import Answer, Content, Kind, Reply, Review, Ruling
from annotations.review.voices import Rulings, Voices, versions, voices

TEXT = "Hamas said on Monday that 140 posts would go."


def item(author: str, start: int = 26, end: int = 44, label: str = "claim") -> Item:
    """A span of somebody's, called after them."""
    return Item(
        Kind.SPAN, author, author, "one", label, ((start, end),), (author,), TEXT[start:end]
    )


def ruling(
    on: Item,
    by: str,
    what: Ruling,
    *,
    after: Content | None = None,
    of: str | None = None,
    minute: int = 1,
) -> Review:
    """A ruling on an item."""
    return Review(
        id=f"{on.id}/{by}",
        kind=on.kind,
        item=on.id,
        document=on.document,
        author=of or on.author,
        annotator=by,
        ruling=what,
        before=on.content,
        after=after,
        decided=f"2025-01-01T00:{minute:02}:00Z",
    )


def reply(to: Review, answer: Answer, minute: int = 30) -> dict[str, Reply]:
    """What an author says to it."""
    said = Reply(
        id=f"{to.id}/{to.author}",
        review=to.id,
        annotator=to.author,
        reply=answer,
        decided=f"2025-01-01T00:{minute:02}:00Z",
    )
    return {to.id: said}


def _said(
    *own: Item, silent: tuple[str, ...] = (), rulings: Rulings | None = None
) -> dict[str, str | None]:
    """What each says, by the words."""
    found = voices({one.author: one for one in own}, silent, rulings or Rulings())
    return {name: content["text"] if content else None for name, content in found.items()}


LONG, SHORT = "140 posts would go", "140 posts"


def test_each_says_what_they_have_or_that_nothing_is_there() -> None:
    assert _said(item("ana"), item("ben", 26, 35), silent=("cleo",)) == {
        "ana": LONG,
        "ben": SHORT,
        "cleo": None,
    }


def test_what_was_put_off_or_is_out_of_date_says_nothing() -> None:
    ana = item("ana")
    before = item("ana", 0, 44)
    for one in (
        ruling(ana, "ben", Ruling.DEFER),
        ruling(before, "ben", Ruling.REJECT),
        ruling(before, "ben", Ruling.BOUNDARY, after=item("x", 26, 35).content),
    ):
        assert _said(ana, rulings=Rulings([one])) == {"ana": LONG}


def test_a_reviewer_says_what_they_found_right() -> None:
    rulings = Rulings([ruling(item("ana"), "ben", Ruling.AGREE)])
    assert _said(item("ana"), item("ben", 26, 35), rulings=rulings) == {"ana": LONG, "ben": LONG}


def test_a_correction_is_the_authors_word_unless_it_is_contested() -> None:
    fixed = ruling(item("ana"), "ben", Ruling.BOUNDARY, after=item("x", 26, 35).content)
    for replies, said in (
        ({}, SHORT),
        (reply(fixed, Answer.ACCEPTED), SHORT),
        (reply(fixed, Answer.CONTESTED), LONG),
        (reply(fixed, Answer.CONTESTED, minute=0), SHORT),  # of another, before
    ):
        found = _said(item("ana"), rulings=Rulings([fixed], replies))
        assert found == {"ana": said, "ben": SHORT}


def test_reviewers_who_differ_leave_the_author_their_own() -> None:
    fixed = ruling(item("ana"), "ben", Ruling.BOUNDARY, after=item("x", 26, 35).content)
    agreed = ruling(item("ana"), "cleo", Ruling.AGREE)
    found = _said(item("ana"), rulings=Rulings([fixed, agreed]))
    assert found == {"ana": LONG, "ben": SHORT, "cleo": LONG}


def test_what_an_author_accepted_last_is_what_they_say() -> None:
    third: Content = {"start": 21, "end": 35, "label": "claim", "text": "that 140 posts"}
    fixed = ruling(item("ana"), "ben", Ruling.BOUNDARY, after=item("x", 26, 35).content)
    agreed = ruling(item("ana"), "cleo", Ruling.AGREE)
    other = ruling(item("ana"), "dora", Ruling.BOUNDARY, after=third)

    def said(replies: dict[str, Reply]) -> str | None:
        return _said(item("ana"), rulings=Rulings([fixed, agreed, other], replies))["ana"]

    first = reply(fixed, Answer.ACCEPTED, minute=31)
    assert said(first) == SHORT
    assert said(first | reply(other, Answer.CONTESTED, minute=32)) == SHORT
    assert said(first | reply(other, Answer.ACCEPTED, minute=32)) == "that 140 posts"
    assert said(first | reply(other, Answer.ACCEPTED, minute=30)) == SHORT
    nobodys = {fixed.id: first[fixed.id].model_copy(update={"annotator": "ana (2)"})}
    assert said(nobodys) == LONG


@pytest.mark.parametrize("author", ["ana", "zoe"])
def test_who_rejects_and_puts_in_another_says_that(author: str) -> None:
    theirs, added = item(author), item("mia", 26, 35)
    rulings = Rulings([
        ruling(theirs, "mia", Ruling.REJECT),
        ruling(added, "mia", Ruling.MISSING, of=author, minute=2),
    ])  # fmt: skip
    assert _said(theirs, added, rulings=rulings) == {author: SHORT, "mia": SHORT}


def test_an_author_who_contests_what_was_put_in_stands_by_their_own() -> None:
    added = item("ben", 26, 35)
    missing = ruling(added, "ben", Ruling.MISSING, of="ana")
    rulings = Rulings([missing], reply(missing, Answer.CONTESTED))
    assert _said(item("ana"), added, rulings=rulings) == {"ana": LONG, "ben": SHORT}
    assert _said(added, rulings=rulings) == {"ana": None, "ben": SHORT}


def test_who_has_something_there_says_that_and_not_what_was_put_in() -> None:
    added = item("ben", 26, 35)
    rulings = Rulings([ruling(added, "ben", Ruling.MISSING, of="ana")])
    assert _said(item("ana"), added, rulings=rulings) == {"ana": LONG, "ben": SHORT}


def test_what_was_put_in_is_as_the_reviewer_has_it_now() -> None:
    missing = ruling(item("ben", 26, 35), "ben", Ruling.MISSING, of="ana")
    now = item("ben")
    assert _said(now, rulings=Rulings([missing])) == {"ana": LONG, "ben": LONG}
    contested = Rulings([missing], reply(missing, Answer.CONTESTED))
    assert _said(now, rulings=contested) == {"ana": None, "ben": LONG}


@pytest.mark.parametrize("names", [("ana", "cleo"), ("cleo", "ana")])
def test_of_what_a_reviewer_found_right_the_last_counts(names: tuple[str, str]) -> None:
    first, second = item(names[0]), item(names[1], 26, 35)
    ruled = [
        ruling(first, "ben", Ruling.AGREE, minute=1),
        ruling(second, "ben", Ruling.AGREE, minute=2),
    ]
    assert _said(first, second, rulings=Rulings(ruled))["ben"] == SHORT
    ruled[1] = ruling(second, "ben", Ruling.REJECT, minute=2)
    assert _said(first, second, rulings=Rulings(ruled))["ben"] == LONG


def test_who_rejects_anothers_stands_by_their_own() -> None:
    rulings = Rulings([ruling(item("ana"), "ben", Ruling.REJECT)])
    assert _said(item("ana"), item("ben", 26, 35), rulings=rulings)["ben"] == SHORT
    assert _said(item("ana"), silent=("ben",), rulings=rulings) == {"ana": None, "ben": None}


def test_two_who_review_each_other_say_what_they_ruled() -> None:
    ana, ben = item("ana"), item("ben", 26, 35)
    third: Content = {"start": 21, "end": 35, "label": "claim", "text": "that 140 posts"}
    rulings = Rulings([
        ruling(ben, "ana", Ruling.AGREE),
        ruling(ana, "ben", Ruling.BOUNDARY, after=third),
    ])  # fmt: skip
    assert _said(ana, ben, rulings=rulings) == {"ana": SHORT, "ben": "that 140 posts"}


def test_what_was_added_is_told_by_whom_it_was_missing() -> None:
    rulings = Rulings([ruling(item("ben"), "ben", Ruling.MISSING, of="ana")])
    assert rulings.added_for("ben") == {"ana"}
    assert rulings.adds(item("ben"))
    assert not rulings.adds(item("ana"))


def test_versions_come_in_the_order_asked_for() -> None:
    said = voices({"ana": item("ana"), "ben": item("ben", 26, 35)}, ("cleo", "dora"), Rulings())
    order: Callable[..., list[tuple[str, ...]]] = lambda *names: [  # noqa: E731
        version.by for version in versions(Kind.SPAN, said, names)
    ]
    assert order("ben", "ana") == [("ben",), ("ana",), ("cleo", "dora")]
    assert order("dora") == [("dora", "cleo"), ("ana",), ("ben",)]


def test_other_words_for_the_same_are_one_version() -> None:
    one, other = item("ana"), item("ben")
    said: Voices = {"ana": one.content, "ben": {**other.content, "text": "elsewhere"}}
    (version,) = versions(Kind.SPAN, said, ())
    assert version.by == ("ana", "ben")

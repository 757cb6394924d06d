"""The author's side: what was corrected, what one says to it, and when that is void."""

import pytest

from annotations.errors import NotFound, Refused
from annotations.review.items import Item
from annotations.review.records import Answer, Kind, Ruling
from annotations.store import history
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock

Pair = tuple[Workspace, Workspace]


@pytest.fixture(autouse=True)
def _ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """No two acts have one time, however fast they come."""
    ticks = iter(range(1, 1000))
    monkeypatch.setattr(history, "now", lambda: f"2025-01-01T00:00:00.{next(ticks):03}Z")


def _claim(pair: Pair) -> Item:
    ana, ben = pair
    stock.tag(ana, "one", "140 posts would go", "claim")
    return ben.verifying.items("ana")[0]


def _reject(ben: Workspace, item: Item) -> str:
    return ben.verifying.reject(item, ben.codebook().reasons[0].code).id


def test_only_what_changes_something_is_a_correction(pair: Pair) -> None:
    ana, ben = pair
    item = _claim(pair)
    ben.verifying.agree(item)
    assert ana.corrections.all() == []
    ben.verifying.defer(item)
    assert ana.corrections.all() == []
    ruling = ben.verifying.fix_boundary(item, 26, 35)
    (correction,) = ana.corrections.all()
    assert correction == (ruling, item, None, False)
    assert ben.corrections.all() == []


def test_corrections_come_in_the_order_of_reading(pair: Pair) -> None:
    ana, ben = pair
    for article, words in (("two", "report"), ("one", "denied"), ("one", "Hamas")):
        stock.tag(ana, article, words)
    for item in reversed(ben.verifying.items("ana")):
        _reject(ben, item)
    assert [one.item.text for one in ana.corrections.all()] == ["Hamas", "denied", "report"]


def test_a_reply_is_given_changed_and_taken_back(pair: Pair) -> None:
    ana, ben = pair
    ruling = _reject(ben, _claim(pair))
    assert ana.corrections.accept(ruling).reply is Answer.ACCEPTED
    contested = ana.corrections.contest(ruling, "it is one")
    assert [one.reply for one in ana.corrections.all()] == [contested]
    ana.corrections.clear(ruling)
    assert [one.reply for one in ana.corrections.all()] == [None]
    with pytest.raises(NotFound, match="nothing to clear"):
        ana.corrections.clear(ruling)
    ana.history.undo()
    assert [one.reply for one in ana.corrections.all()] == [contested]
    ana.history.undo()
    (correction,) = ana.corrections.all()
    assert correction.reply
    assert correction.reply.reply is Answer.ACCEPTED
    ana.history.redo()
    assert [one.reply for one in ana.corrections.all()] == [contested]


def test_only_the_author_replies(pair: Pair) -> None:
    ana, ben = pair
    item = _claim(pair)
    with pytest.raises(NotFound, match="no correction"):
        ana.corrections.accept(ben.verifying.agree(item).id)
    ruling = _reject(ben, item)
    with pytest.raises(Refused, match="a correction of ana’s work: only they reply"):
        ben.corrections.accept(ruling)
    ben.verifying.clear(item)
    with pytest.raises(NotFound, match="it may have been taken back"):
        ana.corrections.accept(ruling)


def test_a_reply_is_to_what_was_said_then(pair: Pair) -> None:
    ana, ben = pair
    item = _claim(pair)
    ruling = ben.verifying.fix_boundary(item, 26, 35).id
    ana.corrections.accept(ruling)
    _reject(ben, item)
    (correction,) = ana.corrections.all()
    assert (correction.review.ruling, correction.reply) == (Ruling.REJECT, None)


def test_a_reply_outlives_a_remark_and_the_same_said_again(pair: Pair) -> None:
    ana, ben = pair
    item = _claim(pair)
    ruling = _reject(ben, item)
    contested = ana.corrections.contest(ruling)
    ben.verifying.remark(item, "still")
    _reject(ben, item)
    assert [one.reply for one in ana.corrections.all()] == [contested]
    assert len(ben.adjudicating.standing().open) == 1


def test_what_was_changed_to_neither_is_none_of_it(pair: Pair) -> None:
    ana, ben = pair
    item = _claim(pair)
    ben.verifying.fix_boundary(item, 26, 35)
    ana.spans.move(item.id, 0, 44)
    assert ana.corrections.all() == []
    ana.spans.move(item.id, 26, 35)
    assert [one.done for one in ana.corrections.all()] == [True]


def test_what_is_missing_stays_as_the_reviewer_changes_it(pair: Pair) -> None:
    ana, ben = pair
    span, ruling = ben.verifying.add(_claim(pair).author, "one", 0, 5, "entity")
    ana.corrections.contest(ruling.id)
    ben.spans.move(span.id, 0, 10)
    (correction,) = ana.corrections.all()
    assert correction.item.places == ((0, 10),)
    assert correction.reply
    (case,) = ben.adjudicating.standing().open
    assert {version.by for version in case.versions} == {("ana",), ("ben",)}


def test_what_was_missing_is_done_once_the_author_has_it(pair: Pair) -> None:
    ana, ben = pair
    item = _claim(pair)
    ben.verifying.add("ana", "one", 0, 5, "entity")
    source = stock.tag(ana, "one", "an official", "source")
    ben.verifying.attribute("ana", item.id, source.id)
    assert [one.done for one in ana.corrections.all()] == [False, False]
    ana.spans.tag("one", 0, 5, "entity")
    ana.spans.attribute(item.id, source.id)
    assert [one.done for one in ana.corrections.all()] == [True, True]
    assert {one.item.kind for one in ana.corrections.all()} == {Kind.SPAN, Kind.ATTRIBUTION}


def test_the_history_says_it_in_words(pair: Pair) -> None:
    ana, ben = pair
    ruling = _reject(ben, _claim(pair))
    ana.corrections.accept(ruling)
    ana.corrections.contest(ruling)
    ana.corrections.clear(ruling)
    words = [in_words(act) for act in ben.history.acts() if "reply" in act.action]
    assert len(words) == 3
    assert "accepted" in words[0]
    assert "contested" in words[1]
    assert words[2] == "withdrew a reply"


def test_only_the_authors_own_reply_counts(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    (item,) = ben.verifying.items("ana")
    ruling = ben.verifying.reject(item, "other")
    reply = ana.corrections.contest(ruling.id)
    with ana.store.act("ana (2)", "reply") as act:  # as a merge puts another one aside
        row = reply.model_dump(mode="json") | {"reply": "accepted"}
        act.put("replies", row | {"id": f"{ruling.id}/ana (2)", "annotator": "ana (2)"})
    (correction,) = ana.corrections.all()
    assert correction.reply == reply

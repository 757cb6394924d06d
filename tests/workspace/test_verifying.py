"""The verify pass: each ruling, what takes it back, and what becomes of it as the item changes."""

from collections.abc import Callable

import pytest

from annotations.errors import NotFound, Refused
from annotations.review.items import Item
from annotations.review.records import Kind, Mode, Review, Ruling
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock

Pair = tuple[Workspace, Workspace]


def _reason(ws: Workspace) -> str:
    return ws.codebook().reasons[0].code


def _claimed(ana: Workspace) -> tuple[str, str]:
    """A claim of ana's, and a source that it rests on."""
    claim = stock.tag(ana, "one", "140 posts would go", "claim")
    source = stock.tag(ana, "one", "an official", "source")
    ana.spans.attribute(claim.id, source.id)
    return claim.id, source.id


def _linked(ana: Workspace) -> None:
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ana.links.decide(one.id, two.id, "same")


def _item(ben: Workspace, kind: Kind = Kind.SPAN) -> Item:
    return next(item for item in ben.verifying.items("ana") if item.kind is kind)


def _said(ben: Workspace) -> list[tuple[Ruling, object]]:
    return [(ruling.ruling, ruling.after) for ruling in ben.verifying.rulings("ana")]


# -- what there is -------------------------------------------------------------------------------


def test_items_come_in_reading_order(pair: Pair) -> None:
    ana, ben = pair
    _linked(ana)
    _claimed(ana)
    found = [(item.document, str(item.kind), item.text) for item in ben.verifying.items("ana")]
    assert found == [
        ("one", "span", "Hamas"),
        ("one", "span", "140 posts would go"),
        ("one", "attribution", "140 posts would go"),
        ("one", "span", "an official"),
        ("two", "span", "Hamas"),
        ("one", "link", "Hamas"),
    ]


def test_items_are_those_of_the_pass_that_is_open(pair: Pair) -> None:
    ana, ben = pair
    _linked(ana)
    ben.assigning.begin(Mode.VERIFY, of="ana", articles=["two"])
    assert [item.document for item in ben.verifying.items("ana")] == ["two"]
    assert len(ben.verifying.items("ana", ["one", "two"])) == 3
    ben.assigning.end(Mode.VERIFY, of="ana")
    assert len(ben.verifying.items("ana")) == 3


def test_what_is_gone_is_no_item(pair: Pair) -> None:
    ana, ben = pair
    claim, _ = _claimed(ana)
    _linked(ana)
    ana.spans.delete(claim)
    assert [item.kind for item in ben.verifying.items("ana", ["one"])] == [Kind.SPAN] * 2
    ana.articles.remove("two")
    assert {item.document for item in ben.verifying.items("ana")} == {"one"}


# -- rulings -------------------------------------------------------------------------------------

RULINGS: dict[str, Callable[[Workspace, Item], Review]] = {
    "agree": lambda ben, item: ben.verifying.agree(item, "yes"),
    "boundary": lambda ben, item: ben.verifying.fix_boundary(item, 26, 35),
    "label": lambda ben, item: ben.verifying.fix_label(item, "entity"),
    "reject": lambda ben, item: ben.verifying.reject(item, _reason(ben), "no"),
    "defer": lambda ben, item: ben.verifying.defer(item),
}


@pytest.mark.parametrize("name", RULINGS)
def test_a_ruling_leaves_the_item_and_is_undone_and_redone(pair: Pair, name: str) -> None:
    ana, ben = pair
    _claimed(ana)
    before = ana.spans.in_article("one")
    ruling = RULINGS[name](ben, _item(ben))
    assert ruling.ruling == name
    assert ben.verifying.rulings("ana") == [ruling]
    assert ben.verifying.ruling(ruling.item) == ruling
    assert ana.spans.in_article("one") == before
    assert name in ben.history.undo().words
    assert ben.verifying.rulings("ana") == []
    ben.history.redo()
    assert ben.verifying.rulings("ana") == [ruling]
    ben.verifying.clear(_item(ben))
    assert ben.verifying.ruling(ruling.item) is None
    ben.history.undo()
    assert ben.verifying.rulings("ana") == [ruling]
    assert ben.history.check() == []


def test_a_correction_says_what_should_be_there(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    _linked(ana)
    item = next(i for i in ben.verifying.items("ana") if i.label == "claim")
    fixed = ben.verifying.fix_boundary(item, 26, 35)
    assert fixed.after == {"start": 26, "end": 35, "label": "claim", "text": "140 posts"}
    assert fixed.holds == fixed.after
    assert fixed.before == item.content
    rejected = ben.verifying.reject(item, _reason(ben))
    assert rejected.holds is None
    link = _item(ben, Kind.LINK)
    assert ben.verifying.fix_label(link, "different").after == {**link.content, "kind": "different"}


def test_a_fix_comes_on_top_of_a_fix(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    item = _item(ben)
    ben.verifying.fix_boundary(item, 26, 35)
    both = ben.verifying.fix_label(item, "entity")
    assert both.after == {"start": 26, "end": 35, "label": "entity", "text": "140 posts"}
    assert both.ruling is Ruling.LABEL
    moved = ben.verifying.fix_label(item, "claim")
    assert (moved.ruling, moved.holds) == (Ruling.BOUNDARY, {**both.holds, "label": "claim"})  # type: ignore[dict-item]
    assert len(ben.verifying.rulings("ana")) == 1
    back = ben.verifying.fix_boundary(item, 26, 44)
    assert (back.ruling, back.after) == (Ruling.AGREE, None)


def test_a_fix_that_leaves_only_the_label_is_one_of_the_label(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    item = _item(ben)
    ben.verifying.fix_label(item, "entity")
    ben.verifying.fix_boundary(item, 26, 35)
    assert ben.verifying.fix_boundary(item, 26, 44).ruling is Ruling.LABEL


def test_who_agrees_after_a_fix_agrees_with_the_item(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    item = _item(ben)
    ben.verifying.fix_boundary(item, 26, 35)
    assert ben.verifying.agree(item).holds == item.content
    assert ben.verifying.fix_label(item, "entity").after == {**item.content, "label": "entity"}


def test_a_fix_to_what_is_there_agrees(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    item = _item(ben)
    assert ben.verifying.fix_label(item, "claim").ruling is Ruling.AGREE
    assert ben.verifying.fix_boundary(item, 26, 44).ruling is Ruling.AGREE


def test_saying_it_twice_is_once(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    first = ben.verifying.agree(_item(ben))
    acts = len(list(ben.history.acts()))
    assert ben.verifying.agree(_item(ben)) == first
    assert len(list(ben.history.acts())) == acts


def test_a_remark_is_put_on_a_ruling(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    item = _item(ben)
    with pytest.raises(NotFound, match="rule first"):
        ben.verifying.remark(item, "hm")
    ruled = ben.verifying.agree(item)
    assert ben.verifying.remark(item, " hm ") == ruled.model_copy(update={"note": "hm"})
    assert ben.verifying.remark(item, " ").note is None


# -- what is refused -----------------------------------------------------------------------------


def test_what_makes_no_sense_is_refused(pair: Pair) -> None:
    ana, ben = pair
    claim, source = _claimed(ana)
    item, attribution = _item(ben), _item(ben, Kind.ATTRIBUTION)
    refused: dict[str, Callable[[], object]] = {
        "no reason “x” in the codebook": lambda: ben.verifying.reject(item, "x"),
        "no x in the codebook": lambda: ben.verifying.fix_label(item, "x"),
        "an attribution has no label": lambda: ben.verifying.fix_label(attribution, "claim"),
        "only a span has a start": lambda: ben.verifying.fix_boundary(attribution, 0, 5),
        "is no stretch": lambda: ben.verifying.fix_boundary(item, 5, 5),
        "this is your own: in the Reader": lambda: ana.verifying.agree(item),
        "this is your own work": lambda: ana.verifying.add("ana", "one", 0, 5, "entity"),
        "no layer of zoe": lambda: ben.verifying.attribute("zoe", claim, source),
        "nothing to clear": lambda: ben.verifying.clear(item),
    }
    for words, act in refused.items():
        with pytest.raises(Refused, match=words):
            act()
    assert ben.verifying.rulings("ana") == []


def test_what_changed_since_it_was_looked_at_is_looked_at_again(pair: Pair) -> None:
    ana, ben = pair
    claim, _ = _claimed(ana)
    item = _item(ben)
    ana.spans.move(claim, 26, 35)
    with pytest.raises(Refused, match="ana has changed this span meanwhile: look again"):
        ben.verifying.agree(item)
    ben.verifying.agree(_item(ben))
    ana.spans.delete(claim)
    with pytest.raises(NotFound, match="ana has taken this span away meanwhile"):
        ben.verifying.agree(item)


def test_a_note_is_no_change(pair: Pair) -> None:
    ana, ben = pair
    claim, _ = _claimed(ana)
    item = _item(ben)
    ana.spans.annotate(claim, "sure")
    ben.verifying.agree(item)


# -- what becomes of a ruling as the item changes ------------------------------------------------


def test_a_fix_of_what_changed_since_begins_anew(pair: Pair) -> None:
    ana, ben = pair
    claim, _ = _claimed(ana)
    ben.verifying.fix_boundary(_item(ben), 26, 35)
    ana.spans.move(claim, 0, 44)
    fixed = ben.verifying.fix_label(_item(ben), "entity")
    assert fixed.after == {**_item(ben).content, "label": "entity"}


def test_who_does_as_was_asked_has_it_right(pair: Pair) -> None:
    ana, ben = pair
    claim, _ = _claimed(ana)
    ben.verifying.fix_boundary(_item(ben), 26, 35)
    ana.spans.move(claim, 26, 35)
    assert ben.adjudicating.standing().open == []
    (correction,) = ana.corrections.all()
    assert correction.done
    assert ben.verifying.agree(_item(ben)).before["end"] == 35


def test_a_ruling_comes_back_with_the_item(pair: Pair) -> None:
    ana, ben = pair
    claim, _ = _claimed(ana)
    ben.verifying.reject(_item(ben), _reason(ben))
    ana.spans.delete(claim)
    assert ana.corrections.all() == []
    ana.history.undo()
    assert [one.review.ruling for one in ana.corrections.all()] == [Ruling.REJECT]


# -- what is missing -----------------------------------------------------------------------------


def test_what_is_missing_is_ones_own(pair: Pair) -> None:
    ana, ben = pair
    claim, _ = _claimed(ana)
    span, ruling = ben.verifying.add("ana", "one", 84, 89, "entity")
    assert (span.annotator, ruling.ruling, ruling.author) == ("ben", Ruling.MISSING, "ana")
    source = stock.tag(ana, "one", "Hamas", "source")
    attribution, ruled = ben.verifying.attribute("ana", claim, source.id)
    assert (attribution.annotator, ruled.before["source"]) == ("ben", [0, 5])
    assert ben.verifying.attribute("ana", claim, source.id)[1] == ruled
    assert [one.review.kind for one in ana.corrections.all()] == [Kind.ATTRIBUTION, Kind.SPAN]
    for _ in range(2):
        ben.history.undo()
    assert ana.corrections.all() == []
    assert span not in ben.spans.in_article("one")
    ben.history.redo()
    assert span in ben.spans.in_article("one")


def test_taking_back_that_it_is_missing_takes_it_away(pair: Pair) -> None:
    ana, ben = pair
    claim, source = _claimed(ana)
    other = stock.tag(ana, "one", "Hamas", "source")
    span, _ = ben.verifying.add("ana", "one", 84, 89, "entity")
    ben.verifying.attribute("ana", claim, other.id)
    for item in ana.verifying.items("ben"):
        ben.verifying.clear(item)
    assert span not in ben.spans.in_article("one")
    assert [one.source for one in ben.spans.attributions()] == [source]
    assert ben.adjudicating.standing().open == []
    for _ in range(2):
        ben.history.undo()
    assert span in ben.spans.in_article("one")
    assert len(ana.corrections.all()) == 2


def test_what_ones_own_layer_says_already_is_not_missing(pair: Pair) -> None:
    ana, ben = pair
    claim, source = _claimed(ana)
    ben.spans.attribute(claim, source)
    with pytest.raises(Refused, match="you say so in your own layer"):
        ben.verifying.attribute("ana", claim, source)
    stock.tag(ben, "one", "Monday")
    with pytest.raises(Refused, match="tagged as entity already"):
        ben.verifying.add("ana", "one", 14, 20, "entity")
    assert ben.verifying.rulings("ana") == []


# -- words ---------------------------------------------------------------------------------------


def test_the_history_says_it_in_words(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    ben.verifying.agree(_item(ben))
    ben.verifying.fix_boundary(_item(ben), 26, 35)
    ben.verifying.reject(_item(ben, Kind.ATTRIBUTION), _reason(ben))
    ben.verifying.clear(_item(ben))
    ben.verifying.add("ana", "one", 0, 5, "entity")
    words = [in_words(act) for act in ana.history.acts() if act.annotator == "ben"]
    assert words == [
        "ruled agree on claim “140 posts would go”",
        "ruled boundary on claim “140 posts would go”",
        "ruled reject on an attribution",
        "withdrew a ruling: boundary on claim “140 posts would go”",
        "added what was missing: entity “Hamas”",
    ]


def test_a_note_stays_when_another_ruling_is_made(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.VERIFY, of="ana")
    (item,) = ben.verifying.items("ana")
    ben.verifying.reject(item, "other", "too vague")
    assert ben.verifying.agree(item).note == "too vague"
    assert ben.verifying.agree(item, "clear").note == "clear"

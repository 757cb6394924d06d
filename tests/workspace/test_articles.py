"""Articles as a whole: found, described, removed, and where one left off."""

import pytest

from annotations.errors import NotFound, Refused
from annotations.model import DocumentState
from annotations.workspace import Workspace
from tests import stock

Pair = tuple[Workspace, Workspace]


def test_find(pair: Pair) -> None:
    ana, _ = pair
    assert [ana.articles.find(given) for given in ("one", "2", "tw", "ONE")] == [
        "one",
        "two",
        "two",
        "one",
    ]
    with pytest.raises(NotFound, match='no article "three"'):
        ana.articles.find("three")
    with pytest.raises(Refused, match=r"may be any of 2 articles \(1, 2\): give its number"):
        ana.articles.find("o")


def test_a_number_is_never_part_of_a_title(pair: Pair) -> None:
    ana, _ = pair
    ana.articles.describe("two", title="Berth 1 burned")
    ana.articles.remove("one")
    with pytest.raises(NotFound, match=r"no article has the number 1 in .*may have been removed"):
        ana.articles.find("1")
    assert ana.articles.find("berth 1") == "two"


def test_describe(pair: Pair) -> None:
    ana, _ = pair
    ana.articles.describe("one", outlet="The Wire", published="2024-06-17T10:00:00Z")
    ana.articles.describe("one", title=None)
    one = ana.articles.get("one")
    assert (one.title, one.outlet, one.name) == (None, "The Wire", "The Wire")
    for bad in ("yesterday", "17.06.2024", "2024-13-01", "2024-06-17\x1b10:00", ""):
        with pytest.raises(Refused, match=r"published: .*write it as 2024-06-17: nothing was"):
            ana.articles.describe("one", published=bad)
    with pytest.raises(Refused, match="colour: no such key"):
        ana.articles.describe("one", colour="red")
    with pytest.raises(NotFound):
        ana.articles.describe("three", title="x")
    assert ana.articles.get("one") == one


def test_remove_takes_all_with_it_and_undo_brings_all_back(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ben, "one", "Hamas")
    ben.articles.set_state("one", DocumentState.DONE)
    ben.links.decide(span.id, stock.tag(ben, "two", "Hamas").id, "same")
    before = ben.articles.overview()
    ana.articles.remove("one")
    assert ben.articles.ids() == ["two"]
    assert ben.links.queue() == []
    assert ben.spans.in_article("one") == []
    for act in (ana.articles.get, ana.articles.remove):
        with pytest.raises(NotFound):
            act("one")
    ana.history.undo()
    assert ben.articles.overview() == before
    assert ben.links.queue()


def test_the_overview_counts_for_each_annotator(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "one", "Hamas")
    stock.tag(ben, "one", "Monday", "claim")
    first, second = ana.articles.overview()
    assert first.spans == {"entity": 2, "claim": 1}
    assert (first.words, first.proposals) == (17, 0)
    assert (first.state, second.state) == (DocumentState.IN_PROGRESS, DocumentState.NEW)
    ben.articles.set_state("two", DocumentState.DONE)
    assert ana.articles.overview()[1].state is DocumentState.NEW
    assert ben.articles.overview()[1].state is DocumentState.DONE


def test_where_one_left_off_is_ones_own_and_no_history(pair: Pair) -> None:
    ana, ben = pair
    acts = len(list(ana.history.acts()))
    ana.articles.leave_off("place", {"article": "one", "at": 3})
    ana.articles.leave_off("place", {"article": "two", "at": 4})
    assert ana.articles.left_off("place") == {"article": "two", "at": 4}
    assert ben.articles.left_off("place") is None
    assert len(list(ana.history.acts())) == acts

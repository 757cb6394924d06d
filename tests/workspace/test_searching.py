"""The desk for hits: articles with what is tagged in them, and tagging many places at once."""

import pytest

from annotations.errors import NotFound, Refused
from annotations.workspace import Workspace
from annotations.workspace.searching import Tag
from annotations.workspace.spans import Location
from tests import stock

Pair = tuple[Workspace, Workspace]


def test_articles_come_with_every_layers_spans(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "one", "Hamas", "source")
    gone = stock.tag(ana, "two", "Hamas")
    ana.spans.delete(gone.id)
    found = ana.searching.articles(["two", "one"])
    assert [(document.id, document.text) for document, _ in found] == [
        ("one", stock.ONE),
        ("two", stock.OTHER),
    ]
    assert [tags for _, tags in found] == [
        {Tag(0, 5, "entity", "ana"), Tag(0, 5, "source", "ben")},
        set(),
    ]


def test_many_places_are_one_act(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "two", "Hamas")
    places = [
        Location(article, start, start + 5)
        for article, text in (("one", stock.ONE), ("two", stock.OTHER))
        for start in range(len(text))
        if text.startswith("Hamas", start)
    ]
    tagged = ana.searching.tag([*places, places[-1]], "entity")
    assert [Location(s.document, s.start, s.end) for s in tagged.spans] == places[1:]
    assert tagged.already == 1
    assert ana.searching.tag(places, "entity") == ([], len(places))
    ana.history.undo()
    assert [s.document for s in ana.spans.in_article("one") if s.annotator == "ana"] == ["one"]
    assert not [s for s in ana.spans.in_article("two") if s.annotator == "ana"]


def test_tagging_nothing_is_no_act(ws: Workspace) -> None:
    assert ws.searching.tag([], "entity") == ([], 0)
    with pytest.raises(Refused):
        ws.history.undo()


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (Location("none", 0, 1), NotFound),
        (Location("one", 3, 3), Refused),
        (Location("one", 0, 999), Refused),
    ],
)
def test_one_bad_place_and_nothing_is_tagged(
    pair: Pair, bad: Location, error: type[Exception]
) -> None:
    ana, _ = pair
    with pytest.raises(error):
        ana.searching.tag([Location("one", 0, 5), bad], "entity")
    assert ana.spans.in_article("one") == []

"""Spans and attributions: one's own layer, and the rules of it."""

from collections.abc import Callable

import pytest

from annotations.errors import DiptychError, NotFound, NotYours, Refused
from annotations.model import Span
from annotations.workspace import Workspace
from tests import stock

Pair = tuple[Workspace, Workspace]


def test_a_span_keeps_its_words(pair: Pair) -> None:
    ana, _ = pair
    span = stock.tag(ana, "two", "go 🙂 in")
    assert (span.text, span.annotator, span.origin) == ("go 🙂 in", "ana", "human")
    assert ana.spans.get(span.id) == span
    assert len(span) == 7


@pytest.mark.parametrize("stretch", [(0, 0), (3, 2), (-1, 4), (0, 10_000)])
def test_what_is_no_stretch_is_refused(pair: Pair, stretch: tuple[int, int]) -> None:
    ana, _ = pair
    span = stock.tag(ana, "one", "Hamas")
    with pytest.raises(Refused, match="is no stretch"):
        ana.spans.tag("one", *stretch, "claim")
    with pytest.raises(Refused, match="is no stretch"):
        ana.spans.move(span.id, *stretch)
    assert ana.spans.in_article("one") == [span]


def test_one_stretch_has_a_label_once_in_a_layer(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ana, "one", "Hamas")
    assert stock.tag(ben, "one", "Hamas").annotator == "ben"
    other, third = stock.tag(ana, "one", "Hamas", "claim"), stock.tag(ana, "one", "Monday")
    acts = len(list(ana.history.acts()))
    twins: list[Callable[[], Span]] = [
        lambda: stock.tag(ana, "one", "Hamas"),
        lambda: ana.spans.relabel(other.id, "entity"),
        lambda: ana.spans.move(third.id, span.start, span.end),
    ]
    for twin in twins:
        with pytest.raises(Refused, match="tagged as entity already"):
            twin()
    ana.spans.relabel(span.id, "entity")
    ana.spans.move(span.id, span.start, span.end)
    assert len(list(ana.history.acts())) == acts


def test_another_layer_is_not_touched(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ben, "one", "Hamas")
    acts: list[Callable[[], Span]] = [
        lambda: ana.spans.relabel(span.id, "claim"),
        lambda: ana.spans.move(span.id, 0, 1),
        lambda: ana.spans.annotate(span.id, "x"),
        lambda: ana.spans.delete(span.id),
    ]
    for act in acts:
        with pytest.raises(NotYours, match="this entity is ben’s"):
            act()
    assert ana.spans.in_article("one") == [span]


def test_values_that_cannot_be_kept_are_refused_in_a_line(pair: Pair) -> None:
    ana, _ = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    acts = len(list(ana.history.acts()))
    for bad in ("a\ud800", "a\0b"):
        for act in (
            lambda bad=bad: ana.spans.tag("one", 0, 9, "claim", note=bad),
            lambda bad=bad: ana.spans.tag("one", 0, 9, bad),
            lambda bad=bad: ana.spans.annotate(one.id, bad),
            lambda bad=bad: ana.spans.relabel(one.id, bad),
            lambda bad=bad: ana.links.decide(one.id, two.id, bad),
            lambda bad=bad: ana.links.decide(one.id, two.id, "same", bad),
            lambda bad=bad: ana.articles.describe("one", title=bad),
            lambda bad=bad: ana.set_codebook(f"# {bad}"),
        ):
            with pytest.raises(DiptychError) as caught:
                act()
            assert "\n" not in str(caught.value)
    for empty in ("", "  "):
        with pytest.raises(Refused, match=r"label: .*at least 1"):
            ana.spans.relabel(one.id, empty)
        with pytest.raises(Refused, match=r"kind: .*at least 1"):
            ana.links.decide(one.id, two.id, empty)
    assert len(list(ana.history.acts())) == acts
    assert stock.problems(ana) == []


def test_notes_come_and_go(pair: Pair) -> None:
    ana, _ = pair
    span = stock.tag(ana, "one", "Hamas")
    assert ana.spans.annotate(span.id, " why? ").note == "why?"
    assert ana.spans.annotate(span.id, "  ").note is None
    assert ana.spans.get(span.id).note is None


def test_what_is_gone_is_not_found(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ana, "one", "Hamas")
    assert ana.spans.delete(span.id) == span
    for act in (ana.spans.get, ana.spans.delete, ana.spans.mentions):
        with pytest.raises(NotFound, match="may have been deleted"):
            act(span.id)
    ben.articles.remove("one")
    with pytest.raises(NotFound, match="no article one"):
        ana.spans.tag("one", 0, 1, "claim")


def test_every_mention_is_one_act(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "two", "Hamas")
    places = ana.spans.mentions(span.id)
    assert [(place.document, place.start) for place in places] == [
        ("one", stock.ONE.rindex("Hamas")),
        ("two", stock.OTHER.index("Hamas")),
        ("two", stock.OTHER.rindex("Hamas")),
    ]
    ana.spans.tag_all(places, "entity")
    assert ana.spans.mentions(span.id) == []
    assert ana.history.undo().words == "tagged every mention of entity “Hamas” and 2 more"
    assert ana.spans.in_article("one") == [span]
    with pytest.raises(Refused):  # one of them is bad: none is tagged
        ana.spans.tag_all([*places, places[0]], "entity")
    assert ana.spans.in_article("one") == [span]


def test_attributions(pair: Pair) -> None:
    ana, ben = pair
    claim, source = stock.tag(ana, "one", "They go", "claim"), stock.tag(ana, "one", "an official")
    said = ana.spans.attribute(claim.id, source.id)
    assert ana.spans.attribute(claim.id, source.id) == said
    assert ana.spans.attributions("one") == [said]
    with pytest.raises(NotFound, match="in your layer"):
        ben.spans.detach(claim.id, source.id)
    ana.spans.detach(claim.id, source.id)
    assert ana.spans.attributions() == []
    with pytest.raises(NotFound):
        ana.spans.detach(claim.id, source.id)
    assert ana.spans.attribute(claim.id, source.id) == said
    ana.spans.delete(source.id)
    assert ana.spans.attributions() == []
    ana.history.undo()
    assert ana.spans.attributions() == [said]
    with pytest.raises(Refused, match="cannot rest on itself"):
        ana.spans.attribute(claim.id, claim.id)
    with pytest.raises(Refused, match="in the claim's own article"):
        ana.spans.attribute(claim.id, stock.tag(ana, "two", "report").id)

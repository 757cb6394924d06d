"""Links: what may be judged, and that a verdict outlives its proposal."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Cancelled, NotFound, Refused
from annotations.matching.matcher import Matching, ScoredPair
from annotations.model import Document, Span
from annotations.progress import Progress, silent
from annotations.workspace import Workspace
from annotations.workspace.links import Untagged
from annotations.workspace.spans import Location
from tests import stock

Pair = tuple[Workspace, Workspace]


class Fake:
    """A matcher that proposes what it was given."""

    name = "fake/1"

    def __init__(self, *pairs: tuple[Span, Span, float]) -> None:
        self.pairs = pairs
        self.asked: list[str] = []

    def match(
        self,
        spans: Sequence[Span],
        documents: Mapping[str, Document],
        progress: Progress,
        fresh: Collection[str] | None = None,
    ) -> Matching:
        progress(0, 1)
        self.asked = [span.id for span in spans]
        assert {span.document for span in spans} <= documents.keys()
        pairs = [ScoredPair(a.id, b.id, a.label, score, ("alike",)) for a, b, score in self.pairs]
        return Matching(pairs, len(pairs))


@pytest.fixture
def four(pair: Pair) -> tuple[Span, Span, Span, Span]:
    """Two entities in each article."""
    ana, _ = pair
    return (
        stock.tag(ana, "one", "Hamas"),
        stock.tag(ana, "one", "140"),
        stock.tag(ana, "two", "Hamas"),
        stock.tag(ana, "two", "140"),
    )


Four = tuple[Span, Span, Span, Span]


def test_either_order_is_one_pair(pair: Pair, four: Four) -> None:
    ana, ben = pair
    one, _, two, _ = four
    first = ana.links.decide(two.id, one.id, "same", "a note")
    assert (first.left, first.right, first.note) == (one.id, two.id, "a note")
    second = ana.links.decide(one.id, two.id, "different")
    assert (second.id, second.kind, second.note) == (first.id, "different", None)
    assert ben.links.decide(one.id, two.id, "same").id != first.id
    assert [link.kind for link in ana.links.queue()] == ["different"]
    assert [link.verdict for link in ana.links.of_article("two")] == [second]
    assert ana.links.of_article("three") == []


def test_what_is_no_pair_is_refused(pair: Pair, four: Four) -> None:
    ana, _ = pair
    one, other, two, _ = four
    with pytest.raises(Refused, match="both are in one article"):
        ana.links.decide(one.id, other.id, "same")
    with pytest.raises(Refused, match="both are in one article"):
        ana.links.decide(one.id, one.id, "same")
    with pytest.raises(Refused, match="one is a entity, the other a claim"):
        ana.links.decide(one.id, stock.tag(ana, "two", "posts", "claim").id, "same")
    ana.spans.delete(two.id)
    with pytest.raises(NotFound, match="no span"):
        ana.links.decide(one.id, two.id, "same")
    assert ana.links.queue() == []


def test_clear(pair: Pair, four: Four) -> None:
    ana, ben = pair
    one, _, two, _ = four
    verdict = ana.links.decide(one.id, two.id, "same")
    with pytest.raises(NotFound, match="you have not judged this pair"):
        ben.links.clear(one.id, two.id)
    ana.spans.relabel(one.id, "source")  # a verdict can be taken back whatever became of its ends
    ana.links.clear(two.id, one.id)
    assert ana.links.queue() == []
    with pytest.raises(NotFound, match="nothing to clear"):
        ana.links.clear(one.id, two.id)
    ana.history.undo()
    assert [link.verdict for link in ana.links.queue()] == [verdict]


def test_joining_tags_and_judges_in_one_act(pair: Pair, four: Four) -> None:
    ana, _ = pair
    one, _, two, _ = four
    assert ana.links.join(one, two, "same").right == two.id
    start = stock.OTHER.rindex("Hamas")
    there = Untagged(Location("two", start, start + 5), "entity", "candidate")
    verdict = ana.links.join(there, one, "same")
    made = ana.spans.get(verdict.right)
    assert (made.start, made.label, made.origin) == (start, "entity", "candidate")
    ana.history.undo()
    assert len(ana.spans.in_article("two")) == 2
    assert len(ana.links.queue()) == 1


def test_joining_tags_both_ends_in_one_act(pair: Pair) -> None:
    ana, _ = pair
    there, here = (Untagged(Location(article, 0, 5), "claim") for article in ("two", "one"))
    verdict = ana.links.join(there, here, "contradicts")
    spans = [ana.spans.get(end) for end in (verdict.left, verdict.right)]
    assert [(span.document, span.label) for span in spans] == [("one", "claim"), ("two", "claim")]
    assert [link.kind for link in ana.links.queue()] == ["contradicts"]
    assert "linked claim" in ana.history.undo().words
    assert [ana.spans.in_article(article) for article in ("one", "two")] == [[], []]
    assert ana.links.queue() == []
    ana.history.redo()
    assert [link.kind for link in ana.links.queue()] == ["contradicts"]
    assert stock.problems(ana) == []


def test_a_join_that_is_refused_leaves_nothing(pair: Pair, four: Four) -> None:
    ana, _ = pair
    one, _, two, _ = four
    twin = Untagged(Location("two", two.start, two.end), "entity")
    fresh = Untagged(Location("one", 20, 26), "entity")
    acts = list(ana.history.acts())
    for left, right, problem in (
        (fresh, twin, "tagged as entity already"),
        (twin, fresh, "tagged as entity already"),
        (one, fresh, "both are in one article"),
        (fresh, Untagged(Location("one", 0, 5), "claim"), "both are in one article"),
        (one, Untagged(Location("two", 2, 8), "claim"), "give both one label"),
        (fresh, Untagged(Location("two", 5, 5), "entity"), "no stretch"),
        (fresh, Untagged(Location("three", 0, 5), "entity"), "no article three"),
        (fresh, two.model_copy(update={"id": "gone"}), "no span gone"),
    ):
        with pytest.raises(Refused, match=problem):
            ana.links.join(left, right, "same")
    assert list(ana.history.acts()) == acts
    assert len(ana.spans.in_article("one")) == len(ana.spans.in_article("two")) == 2


# -- partners --------------------------------------------------------------------------------------


def chain(ana: Workspace, count: int) -> list[Span]:
    """One entity in each of some articles, each the same as the one before."""
    for number in range(count):
        stock.add(ana, f"Hamas says {number}.", id=f"a{number}", outlet=f"Outlet {number}")
    spans = [stock.tag(ana, f"a{number}", "Hamas") for number in range(count)]
    for left, right in pairwise(spans):
        ana.links.decide(left.id, right.id, "same")
    return spans


def test_partners_are_the_same_directly_or_through_others(pair: Pair) -> None:
    ana, ben = pair
    a, b, c, d = chain(ana, 4)
    found = ana.links.partners(b.id)
    assert [(p.span, p.kind, p.through) for p in found] == [
        (a, "same", ()),
        (c, "same", ()),
        (d, "same", (c,)),
    ]
    assert [p.article.outlet for p in found] == ["Outlet 0", "Outlet 2", "Outlet 3"]
    assert [p.through for p in ana.links.partners(a.id)] == [(), (b,), (b, c)]
    assert ben.links.partners(b.id) == []
    with pytest.raises(NotFound, match="no span"):
        ana.links.partners("nobody")


def test_only_what_is_the_same_leads_on(pair: Pair) -> None:
    ana, _ = pair
    a, b, c, d = chain(ana, 4)
    ana.links.decide(a.id, b.id, "contradicts")
    assert [(p.span, p.kind) for p in ana.links.partners(a.id)] == [(b, "contradicts")]
    assert [p.kind for p in ana.links.partners(b.id)] == ["contradicts", "same", "same"]
    assert [p.span for p in ana.links.partners(c.id)] == [b, d]  # what contradicts b is none of c's
    for kind in ("different", "unsure"):
        ana.links.decide(c.id, d.id, kind)
        assert [p.span for p in ana.links.partners(c.id)] == [b]
    ana.links.decide(a.id, b.id, "same")
    ana.links.decide(a.id, c.id, "contradicts")
    assert [(p.span, p.kind) for p in ana.links.partners(a.id)] == [
        (b, "same"),
        (c, "contradicts"),
    ]


def test_partners_in_the_own_article_and_in_a_round(pair: Pair, four: Four) -> None:
    ana, _ = pair
    one, other, two, three = four
    for left, right in ((one, two), (other, two), (other, three), (one, three)):
        ana.links.decide(left.id, right.id, "same")
    found = ana.links.partners(one.id)
    assert [p.span for p in found] == [two, three, other]
    assert found[-1].through == (two,)
    ana.spans.delete(two.id)
    assert [p.through for p in ana.links.partners(one.id)] == [(), (three,)]


PAIRS = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=25)
@given(st.lists(PAIRS, unique=True), st.integers(0, 5))
def test_partners_are_all_that_can_be_reached(edges: list[tuple[int, int]], start: int) -> None:
    with stock.workspaces("ana") as (ana,):
        for number in range(6):
            stock.add(ana, f"Hamas says {number}.", id=f"a{number}")
        spans = [stock.tag(ana, f"a{number}", "Hamas") for number in range(6)]
        for one, other in edges:
            ana.links.decide(spans[one].id, spans[other].id, "same")
        steps, edge = {start: 0}, {start}
        while edge:
            edge = {b for a, b in [*edges, *((b, a) for a, b in edges)] if a in edge} - steps.keys()
            steps |= dict.fromkeys(edge, max(steps.values()) + 1)
        found = ana.links.partners(spans[start].id)
        reached = {number: count - 1 for number, count in steps.items() if number != start}
        assert {spans.index(p.span): len(p.through) for p in found} == reached
        assert len(found) == len(reached)


def test_partners_have_an_end(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, _ = pair
    monkeypatch.setattr("annotations.workspace.partners.MOST", 3)
    spans = chain(ana, 6)
    assert [p.span for p in ana.links.partners(spans[0].id)] == spans[1:4]


def test_a_verdict_outlives_its_proposal_and_is_not_asked_again(pair: Pair, four: Four) -> None:
    ana, ben = pair
    one, other, two, three = four
    matched = ana.links.match(Fake((one, two, 0.9), (other, three, 0.4)))
    assert matched == (2, 2, 4, 2, 2, 2)
    verdict = ana.links.decide(one.id, two.id, "different")
    again = ana.links.match(Fake((one, two, 0.8), (other, three, 0.5)))
    assert again == (2, 2, 4, 2, 2, 1)
    assert [(link.score, link.kind) for link in ana.links.queue()] == [
        (0.8, "different"),
        (0.5, None),
    ]
    assert [link.kind for link in ben.links.queue()] == [None, None]
    assert [a.proposals for a in ana.articles.overview()] == [1, 1]
    assert ana.links.match(Fake()) == (2, 2, 4, 0, 0, 0)
    assert [(link.verdict, link.score) for link in ana.links.queue()] == [(verdict, None)]
    assert stock.problems(ana) == []


def test_the_queue_is_best_first_and_stable(pair: Pair, four: Four) -> None:
    ana, _ = pair
    one, other, two, three = four
    pairs = [(one, two, 0.5), (one, three, 0.5), (other, two, 0.7)]
    ana.links.decide(other.id, three.id, "same")  # no score: last
    ana.links.match(Fake(*pairs))
    queue = ana.links.queue()
    assert [link.score for link in queue] == [0.7, 0.5, 0.5, None]
    ana.links.match(Fake(*reversed(pairs)))
    assert ana.links.queue() == queue
    assert len({link.id for link in queue}) == 4
    assert [link.reasons for link in queue] == [("alike",)] * 3 + [()]


def test_a_stretch_in_two_layers_is_asked_about_once(pair: Pair, four: Four) -> None:
    ana, ben = pair
    stock.tag(ben, "one", "Hamas")
    stock.tag(ben, "one", "Monday")
    fake = Fake()
    assert ana.links.match(fake).spans == 5
    assert four[0].id in fake.asked


def test_a_match_that_is_stopped_changes_nothing(pair: Pair, four: Four) -> None:
    ana, _ = pair

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    one, _, two, _ = four
    ana.links.match(Fake((one, two, 0.9)), silent)
    queue = ana.links.queue()
    with pytest.raises(Cancelled):
        ana.links.match(Fake(), stop)
    assert ana.links.queue() == queue


def test_links_hang_on_their_ends(pair: Pair, four: Four) -> None:
    ana, ben = pair
    one, _, two, _ = four
    ana.links.match(Fake((one, two, 0.9)))
    ben.links.decide(one.id, two.id, "same")
    ana.spans.delete(one.id)
    assert ana.links.queue() == ben.links.queue() == []
    assert ben.links.of_article("two") == []
    ana.history.undo()
    assert [link.kind for link in ben.links.queue()] == ["same"]

"""Links: what may be judged, and that a verdict outlives its proposal."""

from collections.abc import Mapping, Sequence

import pytest

from annotations.errors import Cancelled, NotFound, Refused
from annotations.matching.matcher import Matching, ScoredPair
from annotations.model import Document, Span
from annotations.progress import Progress, silent
from annotations.workspace import Workspace
from annotations.workspace.spans import Place
from tests import stock

Pair = tuple[Workspace, Workspace]


class Fake:
    """A matcher that proposes what it was given."""

    name = "fake/1"

    def __init__(self, *pairs: tuple[Span, Span, float]) -> None:
        self.pairs = pairs
        self.asked: list[str] = []

    def match(
        self, spans: Sequence[Span], documents: Mapping[str, Document], progress: Progress
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
    assert [link.verdict for link in ana.links.of_span(two.id)] == [second]
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
    assert ana.links.join(one.id, two, "same").right == two.id
    start = stock.OTHER.rindex("Hamas")
    place = Place("two", start, start + 5)
    verdict = ana.links.join(one.id, place, "same")
    assert ana.spans.get(verdict.right).start == start
    ana.history.undo()
    assert len(ana.spans.in_article("two")) == 2
    assert len(ana.links.queue()) == 1
    with pytest.raises(Refused, match="both are in one article"):
        ana.links.join(one.id, Place("one", 0, 2), "same")
    assert len(ana.spans.in_article("one")) == 2


def test_a_verdict_outlives_its_proposal_and_is_not_asked_again(pair: Pair, four: Four) -> None:
    ana, ben = pair
    one, other, two, three = four
    matched = ana.links.match(Fake((one, two, 0.9), (other, three, 0.4)))
    assert matched == (4, 2, 2, 2)
    verdict = ana.links.decide(one.id, two.id, "different")
    again = ana.links.match(Fake((one, two, 0.8), (other, three, 0.5)))
    assert again == (4, 2, 2, 1)
    assert [(link.score, link.kind) for link in ana.links.queue()] == [
        (0.8, "different"),
        (0.5, None),
    ]
    assert [link.kind for link in ben.links.queue()] == [None, None]
    assert [a.proposals for a in ana.articles.overview()] == [1, 1]
    assert ana.links.match(Fake()) == (4, 0, 0, 0)
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
    assert ben.links.of_span(two.id) == ben.links.of_article("two") == []
    ana.history.undo()
    assert [link.kind for link in ben.links.queue()] == ["same"]

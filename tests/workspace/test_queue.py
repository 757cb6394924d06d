"""The queue: which pairs are asked, in what order, what a verdict settles, what it teaches."""

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.codebook import Shape
from annotations.errors import NotFound, Refused
from annotations.matching import weights
from annotations.matching.weights import Weights
from annotations.model import Link
from annotations.workspace import Workspace
from annotations.workspace.pool import State
from annotations.workspace.queue import Order, Queue, Queued, Wanted
from tests import stock
from tests.workspace.proposing import Given, lettered, propose, scored


@pytest.fixture
def ana(ws: Workspace) -> Workspace:
    """Four articles with the same six letters in each."""
    lettered(ws, "1", "2", "3", "4")
    return ws


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Weights of two features, the second of which is held to say nothing."""
    model = Weights(("f", "g"), (0.0, 0.0), (1.0, 1.0), (1.0, 0.0), 0.0)
    monkeypatch.setattr(weights, "shipped", lambda: {Shape.NAME: model})
    return model


def named(queue: Queue) -> list[str]:
    """The pairs of a queue in its order: ``1a2a``."""
    return [left + right for left, right, *_ in rows(queue)]


def rows(queue: Queue) -> list[Queued]:
    """All that a queue knows at once."""
    return [queue.at(place) for place in range(len(queue))]


def asked(queue: Queue) -> list[str]:
    """The pairs that wait."""
    return [row.left + row.right for row in rows(queue) if row.state is State.OPEN]


def chosen(links: list[Link]) -> list[str]:
    """Links by their names."""
    return [link.left.id + link.right.id for link in links]


# -- which, and in what order --------------------------------------------------------------------


def test_a_queue_tells_all_at_once_and_the_record_on_demand(ana: Workspace) -> None:
    propose(
        ana, scored("1a", "2a", 0.9), scored("1b", "2b", 0.4, against=("older",), conflict=True)
    )
    ana.links.decide("2c", "3c", "same")
    queue = ana.links.queue()
    assert rows(queue) == [
        ("1a", "2a", "entity", 0.9, False, State.OPEN, None, ("1", "2")),
        ("1b", "2b", "entity", 0.4, True, State.OPEN, None, ("1", "2")),
        ("2c", "3c", "entity", None, False, State.JUDGED, "same", ("2", "3")),
    ]
    link = queue.link(1)
    assert (link.left.id, link.right.id, link.score) == ("1b", "2b", 0.4)
    assert (link.reasons, link.against, link.conflict) == (("alike",), ("older",), True)
    assert queue[-1].kind == "same"
    assert list(queue) == queue[:] == [queue[0], queue[1], queue[2]]
    assert (queue.waiting, queue.judged) == (2, {"same": 1})
    assert (queue.place("1b", "2b"), queue.place("1a", "9a")) == (1, None)
    assert [queue.waiting_from(start) for start in range(4)] == [0, 1, 0, 0]


def test_a_pair_that_is_gone_meanwhile_is_told(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a", 0.9), scored("1b", "2b", 0.4))
    queue = ana.links.queue()
    ana.spans.delete("1a")
    with pytest.raises(NotFound, match="may have been deleted meanwhile"):
        queue.link(0)
    assert chosen(list(queue)) == ["1b2b"]
    assert named(ana.links.queue()) == ["1b2b"]
    ana.history.undo()
    assert named(ana.links.queue()) == ["1a2a", "1b2b"]


FILTERS = {
    "all": (Wanted(), ["1a2a", "1b3b", "2c4c", "1d2d", "3e4e"]),
    "one article": (Wanted(articles=frozenset("1")), ["1a2a", "1b3b", "1d2d"]),
    "two articles": (Wanted(articles=frozenset("12")), ["1a2a", "1d2d"]),
    "no such article": (Wanted(articles=frozenset("9")), []),
    "a band": (Wanted(least=0.5, most=0.8), ["1a2a", "1b3b", "2c4c", "3e4e"]),  # two are judged
    "a band not judged": (Wanted(least=0.5, most=0.8, judged=False), ["1b3b", "2c4c"]),
    "contradictions": (Wanted(contradictions=True), ["1b3b"]),
    "an outlet": (Wanted(outlet="outlet 4"), ["2c4c", "3e4e"]),
    "no such outlet": (Wanted(outlet="none"), []),
    "a label": (Wanted(label="claim"), []),
    "not judged": (Wanted(judged=False), ["1b3b", "2c4c", "1d2d"]),
}


@pytest.mark.parametrize(("wanted", "found"), FILTERS.values(), ids=FILTERS.keys())
def test_what_is_wanted(ana: Workspace, wanted: Wanted, found: list[str]) -> None:
    propose(
        ana,
        scored("1d", "2d", 0.2),
        scored("2c", "4c", 0.6),
        scored("1b", "3b", 0.8, conflict=True),
        scored("1a", "2a", 0.9),
    )
    ana.links.decide("3e", "4e", "same")
    ana.links.decide("1a", "2a", "different")
    assert named(ana.links.queue(wanted)) == found


def test_a_label_is_wanted(ana: Workspace) -> None:
    lettered(ana, "5", "6", label="claim")
    propose(ana, scored("1a", "2a"), scored("5a", "6a", label="claim"))
    assert named(ana.links.queue(Wanted(label="claim"))) == ["5a6a"]
    assert named(ana.links.queue(Wanted(label="entity"))) == ["1a2a"]


def test_most_informative_first(ana: Workspace) -> None:
    propose(
        ana,
        scored("1a", "2a", 0.99),
        scored("1b", "2b", 0.45),
        scored("1c", "2c", 0.55),
        scored("2c", "3c", 0.9),
        scored("1c", "3c", 0.8),
        scored("1d", "2d", 0.1),
    )
    ana.links.decide("2c", "3c", "same")  # so that 1c2c would settle 1c3c
    queue = ana.links.queue(Wanted(judged=False), Order.INFORMATIVE)
    assert named(queue) == ["1c2c", "1b2b", "1c3c", "1d2d", "1a2a"]


def test_what_was_seen_stays_in_its_place(ana: Workspace) -> None:
    propose(
        ana,
        *(
            scored(f"1{n}", f"2{n}", score)
            for n, score in zip("abcd", (0.9, 0.8, 0.7, 0.6), strict=True)
        ),
    )
    ana.links.decide("1c", "2c", "different")
    queue = ana.links.queue(Wanted(judged=False), seen=[("1d", "2d"), ("1c", "2c"), ("x", "y")])
    assert named(queue) == ["1d2d", "1c2c", "1a2a", "1b2b"]
    assert queue.at(1).kind == "different"


# -- what follows --------------------------------------------------------------------------------


def test_what_a_verdict_settles_or_blocks_is_not_asked(ana: Workspace) -> None:
    propose(
        ana,
        scored("1a", "2a", 0.9),
        scored("2a", "3a", 0.8),
        scored("1a", "3a", 0.7),
        scored("3a", "4a", 0.5),
        scored("1a", "4a", 0.4),
        scored("1b", "2b", 0.3),
    )
    about = ana.links.about("1a", "2a")
    assert (about.settles_same, about.settles_different) == (0, 0)
    ana.links.decide("1a", "2a", "same")
    about = ana.links.about("2a", "3a")
    assert (about.settles_same, about.settles_different) == (1, 1)
    ana.links.decide("2a", "3a", "same")
    queue = ana.links.queue()
    assert (named(queue), queue.settled, queue.blocked) == (
        ["1a2a", "2a3a", "3a4a", "1a4a", "1b2b"], 1, 0,
    )  # fmt: skip
    ana.links.decide("3a", "4a", "contradicts")
    queue = ana.links.queue()
    assert (asked(queue), queue.settled, queue.blocked) == (["1b2b"], 1, 1)
    assert ana.links.match(Given(())).waiting == 0
    assert [article.proposals for article in ana.articles.overview()] == [0, 0, 0, 0]
    ana.history.undo()


def test_undoing_a_verdict_asks_again(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a", 0.9), scored("2a", "3a", 0.8), scored("1a", "3a", 0.7))
    ana.links.decide("1a", "2a", "same")
    ana.links.decide("2a", "3a", "different")
    assert asked(ana.links.queue()) == []
    ana.history.undo()
    assert asked(ana.links.queue()) == ["2a3a", "1a3a"]
    ana.links.decide("2a", "3a", "unsure")
    assert asked(ana.links.queue()) == ["1a3a"]
    ana.links.decide("2a", "3a", "same")
    assert asked(ana.links.queue()) == []
    ana.links.clear("1a", "2a")
    assert asked(ana.links.queue()) == ["1a2a", "1a3a"]


def test_another_verdict_on_the_same_pair_takes_the_place_of_the_first(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a", 0.9), scored("2a", "3a", 0.8), scored("1a", "3a", 0.7))
    ana.links.decide("1a", "2a", "same")
    ana.links.decide("2a", "3a", "same")
    assert (ana.links.queue().settled, ana.links.queue().blocked) == (1, 0)
    ana.links.decide("2a", "3a", "different")
    assert (ana.links.queue().settled, ana.links.queue().blocked) == (0, 1)
    ana.links.decide("2a", "3a", "unsure")
    assert asked(ana.links.queue()) == ["1a3a"]


def test_a_verdict_on_a_mention_counts_for_its_item(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a", 0.9), scored("2a", "3a", 0.8), items={"1b": "1a", "3c": "3a"})
    ana.links.decide("1b", "2a", "same")
    queue = ana.links.queue()
    assert (asked(queue), queue.settled) == (["2a3a"], 1)
    assert [article.proposals for article in ana.articles.overview()] == [0, 1, 1, 0]
    ana.links.decide("1b", "3c", "same")
    assert asked(ana.links.queue()) == []


def test_verdicts_of_others_settle_nothing_here(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    lettered(ana, "1", "2", "3")
    propose(ana, scored("1a", "2a"), scored("2a", "3a"), scored("1a", "3a"))
    ben.links.decide("1a", "2a", "same")
    ben.links.decide("2a", "3a", "same")
    assert len(asked(ana.links.queue())) == 3
    assert asked(ben.links.queue()) == []


def test_the_group_of_each_end(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a"), scored("2a", "3a"), items={"1b": "1a", "1c": "1a", "3f": "3a"})
    ana.links.decide("2a", "3a", "same")
    about = ana.links.about("1b", "2a")
    assert [[span.id for span in spans] for spans in about.left] == [["1a", "1c"], []]
    assert [[span.id for span in spans] for spans in about.right] == [[], ["3a"]]
    ana.links.decide("1c", "2a", "same")
    about = ana.links.about("1b", "2a")
    assert [[span.id for span in spans] for spans in about.left] == [["1a", "1c"], ["2a", "3a"]]
    with pytest.raises(NotFound):
        ana.links.about("1b", "9z")


PLACES = [f"{article}{letter}" for article in "1234" for letter in "abc"]
PAIRS = [(a, b) for a in PLACES for b in PLACES if a[0] < b[0]]
DEED = st.tuples(
    st.sampled_from(["same", "same", "different", "contradicts", "unsure", "clear", "undo", "redo",
                     "apart", "rejoin", "together", "part", "tag", "confirm", "match", "learn"]),
    st.sampled_from(PAIRS),
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(
    proposed=st.sets(st.sampled_from(PAIRS), min_size=3, max_size=20),
    deeds=st.lists(DEED, min_size=1, max_size=12),
)
def test_keeping_up_comes_to_the_same_as_reading_anew(
    proposed: set[tuple[str, str]], deeds: list[tuple[str, tuple[str, str]]]
) -> None:
    with stock.workspaces("ana", "ben") as (ana, ben):
        lettered(ana, "1", "2", "3", "4")
        offers = [scored(a, b, (n + 1) / 40) for n, (a, b) in enumerate(sorted(proposed))]
        propose(ana, *offers, items={"1b": "1a", "2c": "2a", "4b": "4a", "4c": "4a"})
        ana.links.queue()
        for deed, ends in deeds:
            _do(ana, ben, deed, ends)
            with Workspace.open(ana.path, "ana") as fresh:
                kept, anew = ana.links.queue(), fresh.links.queue()
                assert rows(kept) == rows(anew)
                assert (kept.settled, kept.blocked) == (anew.settled, anew.blocked)
                waits = sum(article.proposals for article in ana.articles.overview())
                assert waits == 2 * kept.waiting
                for one in asked(kept)[:3]:
                    _settles_as_told(fresh, one[:2], one[2:])
        assert stock.problems(ana) == []


def _settles_as_told(ana: Workspace, left: str, right: str) -> None:
    """See that a verdict on a pair that waits settles as many others as it is said to."""
    about, before = ana.links.about(left, right), ana.links.queue().waiting
    for kind, told in (("same", about.settles_same), ("different", about.settles_different)):
        ana.links.decide(left, right, kind)
        assert before - ana.links.queue().waiting == 1 + told
        ana.history.undo()


def _do(ana: Workspace, ben: Workspace, deed: str, ends: tuple[str, str]) -> None:
    left, right = ends
    steps = ("decide", "clear", "set apart", "rejoin", "join mentions", "part mentions", "confirm")
    near = f"{left[0]}{right[1]}"
    again = scored(left, right, 0.7), scored("1a", "2b", 0.6)
    deeds: dict[str, Callable[[], object]] = {
        "clear": lambda: ana.links.clear(left, right),
        "undo": lambda: ana.history.undo(only=steps),
        "redo": lambda: ana.history.redo(only=steps),
        "apart": lambda: ana.links.break_group(left),
        "rejoin": lambda: ana.links.rejoin(left),
        "together": lambda: ana.naming.join(left, near),
        "part": lambda: ana.naming.part(left),
        "tag": lambda: ben.spans.annotate(left, right),
        "confirm": lambda: ana.links.confirm([ends, ("1a", "2a"), ("2a", "3a")], "same"),
        "match": lambda: propose(ben, *again, items={"1b": "1a"}),
        "learn": lambda: ana.links.learn(on=left < "2"),
    }
    with suppress(Refused):
        deeds.get(deed, lambda: ana.links.decide(left, right, deed))()


# -- what is learnt ------------------------------------------------------------------------------


@pytest.fixture
def pupil(ana: Workspace, shipped: Weights) -> Workspace:
    """Proposals of which the second feature tells right from wrong, which nobody knows yet."""
    letters = "abcdef"
    proposed = [
        scored(f"{one}{letter}", f"{other}{letter}", 0.5, evidence=(0.0, 4.0 if n % 2 else -4.0))
        for one, other in ("12", "34")
        for n, letter in enumerate(letters)
    ]
    propose(ana, *proposed)
    assert shipped.names
    return ana


def _teach(ana: Workspace) -> None:
    for n, letter in enumerate("abcdef"):
        ana.links.decide(f"1{letter}", f"2{letter}", "same" if n % 2 else "different")


def test_verdicts_teach_and_taking_them_back_unteaches(pupil: Workspace) -> None:
    before = rows(pupil.links.queue())
    assert {row.score for row in before} == {0.5}
    assert pupil.links.learnt() == (True, 0, ())
    _teach(pupil)
    assert pupil.links.learnt() == (True, 6, ("entity",))
    queue = pupil.links.queue(Wanted(judged=False))
    assert asked(queue)[:3] == ["3b4b", "3d4d", "3f4f"]
    scores = [row.score or 0.0 for row in rows(queue)]
    assert scores[0] > 0.7
    assert scores[-1] < 0.3
    link = queue.link(0)
    assert link.score == scores[0]
    for _ in range(6):
        pupil.history.undo()
    assert rows(pupil.links.queue()) == before


def test_what_is_exported_is_the_matchers_own_score(pupil: Workspace) -> None:
    before = [line.split('"score":')[1][:4] for line in pupil.exporting.lines("links")]
    _teach(pupil)
    after = [line.split('"score":')[1][:4] for line in pupil.exporting.lines("links")]
    assert before == after


def test_unsure_contradictions_and_pairs_without_evidence_teach_nothing(pupil: Workspace) -> None:
    pupil.links.decide("1a", "2a", "unsure")
    pupil.links.decide("1b", "2b", "contradicts")
    pupil.links.decide("1a", "3b", "same")
    assert pupil.links.learnt() == (True, 0, ())
    assert {row.score for row in rows(pupil.links.queue())} == {0.5, None}


def test_learning_is_switched_off_and_forgets(pupil: Workspace) -> None:
    _teach(pupil)
    taught = rows(pupil.links.queue())
    pupil.links.learn(on=False)
    assert pupil.links.learnt() == (False, 6, ())
    assert {row.score for row in rows(pupil.links.queue())} == {0.5}
    pupil.links.learn(on=True)
    assert rows(pupil.links.queue()) == taught
    pupil.links.forget()
    assert pupil.links.learnt() == (True, 0, ())
    pupil.history.undo()
    assert rows(pupil.links.queue()) == taught
    assert stock.problems(pupil) == []


def test_evidence_of_another_matcher_is_left_aside(ana: Workspace, shipped: Weights) -> None:
    assert len(shipped.names) == 2
    propose(ana, *(scored(f"1{n}", f"2{n}", 0.4, evidence=(1.0, 2.0, 3.0)) for n in "abcdef"))
    _teach(ana)
    assert ana.links.learnt() == (True, 0, ())
    assert {row.score for row in rows(ana.links.queue())} == {0.4}


def test_learning_is_each_annotators_own(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    ana.links.learn(on=False)
    assert (ana.links.learnt().on, ben.links.learnt().on) == (False, True)


# -- many at once --------------------------------------------------------------------------------


def test_what_could_be_confirmed(ana: Workspace) -> None:
    propose(
        ana,
        scored("1a", "2a", 0.99),
        scored("2a", "3a", 0.98),
        scored("1a", "3a", 0.97),  # follows from both
        scored("1b", "2b", 0.96, conflict=True),
        scored("1c", "2c", 0.95, against=("different numbers: 12, 20",)),
        scored("1d", "2d", 0.94, against=("first name in one only",)),
        scored("3e", "4e", 0.93),  # blocked
        scored("1f", "2f", 0.92),
        scored("1e", "2e", 0.5),
    )
    ana.links.decide("3e", "4e", "different")
    found = ana.links.above(0.9)
    assert chosen(found) == ["1a2a", "2a3a", "1f2f"]
    assert chosen(ana.links.above(0.9, Wanted(articles=frozenset("23")))) == ["2a3a"]
    assert ana.links.above(1.0) == []


def test_confirming_is_one_act_and_leaves_what_was_judged(ana: Workspace) -> None:
    propose(ana, *(scored(f"1{n}", f"2{n}", 0.9) for n in "abcd"), scored("3a", "4a", 0.2))
    before = ana.links.decide("1b", "2b", "different")
    kept = rows(ana.links.queue())
    acts = len(list(ana.history.acts()))
    found = [(f"2{n}", f"1{n}") for n in "abcd"]
    assert ana.links.confirm(found, "same") == 3
    assert len(list(ana.history.acts())) == acts + 1
    assert ana.links.queue().judged == {"same": 3, "different": 1}
    assert ana.links.queue().link(1).verdict == before
    assert asked(ana.links.queue()) == ["3a4a"]
    step = ana.history.undo()
    assert step.words == "judged links: same and 2 more"
    assert rows(ana.links.queue()) == kept
    ana.history.redo()
    assert ana.links.queue().judged == {"same": 3, "different": 1}
    assert ana.links.confirm(found, "same") == 0
    assert len(list(ana.history.acts())) == acts + 3
    assert stock.problems(ana) == []


def test_one_pair_that_is_none_means_none_of_them(ana: Workspace) -> None:
    for bad in (("1a", "1b"), ("1a", "9z")):
        with pytest.raises((Refused, NotFound)):
            ana.links.confirm([("1a", "2a"), bad], "same")
    assert ana.links.queue() == []


# -- items inside an article ---------------------------------------------------------------------


def groups(ana: Workspace, *spans: str) -> list[list[str]]:
    """The other mentions of each span in its own article, left to right."""
    return [[span.id for span in ana.links.about(one, "4f").left.mentions] for one in spans]


def test_a_mention_is_set_apart_and_joined_again(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a"), items={"1b": "1a", "1c": "1a"})
    assert groups(ana, "1a", "1b", "1c") == [["1b", "1c"], ["1a", "1c"], ["1a", "1b"]]
    ana.links.break_group("1b")
    assert groups(ana, "1a", "1b", "1c") == [["1c"], [], ["1a"]]
    with pytest.raises(Refused, match="stands on its own already"):
        ana.links.break_group("1b")
    assert ana.history.undo().words == "set a mention apart"
    assert groups(ana, "1b") == [["1a", "1c"]]
    ana.history.redo()
    ana.links.rejoin("1b")
    assert groups(ana, "1b") == [["1a", "1c"]]
    with pytest.raises(NotFound, match="you have not set it apart"):
        ana.links.rejoin("1b")
    with pytest.raises(NotFound):
        ana.links.break_group("9z")
    assert stock.problems(ana) == []


def test_of_an_item_whose_first_is_set_apart_the_next_stands_for_the_others(
    ana: Workspace,
) -> None:
    propose(ana, scored("1b", "2a"), items={"1a": "1b", "1d": "1b", "1c": "1b"})
    ana.links.break_group("1b")
    assert groups(ana, "1a", "1b", "1d") == [["1c", "1d"], [], ["1a", "1c"]]
    ana.links.decide("1d", "2a", "same")  # which says nothing of 1b any more
    assert asked(ana.links.queue()) == ["1b2a"]


def test_what_stands_apart_stays_so_when_the_matcher_runs(
    ana: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[frozenset[str]] = []

    def matcher(_book: object, apart: frozenset[str]) -> object:
        told.append(apart)
        return Given(())

    monkeypatch.setattr("annotations.workspace.matching.default_matcher", matcher)
    propose(ana, scored("1a", "2a"), items={"1b": "1a"})
    ana.links.break_group("1b")
    ana.links.match()
    ana.links.rejoin("1b")
    ana.links.match()
    assert told == [{"1b"}, set()]


def test_an_item_lives_while_its_spans_do(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a"), items={"1b": "1a", "1c": "1a", "1d": "1a"})
    ana.spans.delete("1c")
    assert groups(ana, "1a") == [["1b", "1d"]]
    ana.spans.relabel("1d", "source")
    assert groups(ana, "1a") == [["1b"]]
    ana.history.undo()
    ana.spans.delete("1a")
    assert groups(ana, "1b", "1d") == [["1d"], ["1b"]]


def test_what_came_in_without_a_time_that_can_be_read_is_forgotten_with_the_rest(
    ana: Workspace, shipped: Weights
) -> None:
    pairs = [("1a", "2a"), ("1b", "2b"), ("1c", "2c")]
    propose(ana, *(scored(*pair, evidence=shipped.means) for pair in pairs))
    times = "yesterday", "2020-01-01", "2026-01-01T23:59:59+09:00"
    for (left, right), decided in zip(pairs, times, strict=True):
        ends = {"left": {"span": left}, "right": {"span": right}}
        verdict = {"verdict": "same", "annotator": "ana", "decided": decided}
        stock.take_lines(ana, {"id": left + right, "label": "entity", **ends, **verdict})
    assert ana.links.learnt().verdicts == 3
    ana.links.forget()
    assert ana.links.learnt().verdicts == 0


def test_what_is_disputed_is_not_said_to_follow(ana: Workspace) -> None:
    propose(ana, scored("1a", "3a"), items={"3b": "3a"})
    for left, right in (("1a", "2a"), ("2a", "3a")):
        ana.links.decide(left, right, "same")
    ana.links.decide("1a", "3a", "different")
    implied = {
        line["right"]["span"]: line["implied"]
        for line in map(json.loads, ana.exporting.lines("links"))
        if line["left"]["span"] == "1a" and line["verdict"] is None
    }
    assert implied == {"3b": None}

"""Disagreements over a workspace: what is one, how it is settled, and what is resolved."""

from collections.abc import Callable, Iterator

import pytest

from annotations.errors import NotFound, Refused
from annotations.model import DocumentState
from annotations.review.adjudication import Disagreement
from annotations.review.records import Content, Kind, Mode
from annotations.store import history
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock

Pair = tuple[Workspace, Workspace]
Three = tuple[Workspace, Workspace, Workspace]


@pytest.fixture(autouse=True)
def _ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """No two acts have one time, however fast they come."""
    ticks = iter(range(1, 1000))
    monkeypatch.setattr(history, "now", lambda: f"2025-01-01T00:00:00.{next(ticks):03}Z")


@pytest.fixture
def three() -> Iterator[Three]:
    """One fresh file with two articles, opened for ana, ben and cleo."""
    with stock.workspaces("ana", "ben", "cleo") as (ana, ben, cleo):
        stock.add(ana, stock.ONE, id="one")
        stock.add(ana, stock.OTHER, id="two")
        yield ana, ben, cleo


def _open(ws: Workspace) -> list[Disagreement]:
    return ws.adjudicating.standing().open


def _versions(case: Disagreement) -> dict[tuple[str, ...], str | None]:
    """What is said, by whom: the words, or the label where there are none."""
    return {version.by: _words(version.content) for version in case.versions}


def _words(content: Content | None) -> str | None:
    told = content or {}
    return told.get("text", told.get("kind", told.get("label")))


def _resolved(ws: Workspace, article: str = "one") -> list[tuple[str, str]]:
    settled = ws.adjudicating.standing().articles[article]
    return [(one.content["label"], one.content["text"]) for one in settled.spans]


def _claimed(ws: Workspace) -> tuple[str, str]:
    """A claim and its source, with nothing said of the two."""
    claim = stock.tag(ws, "one", "140 posts would go", "claim")
    return claim.id, stock.tag(ws, "one", "an official", "source").id


def _reject(ws: Workspace, of: str, words: str) -> str:
    item = next(i for i in ws.verifying.items(of) if i.text == words and i.kind is Kind.SPAN)
    return ws.verifying.reject(item, ws.codebook().reasons[0].code).id


# -- what is a disagreement ----------------------------------------------------------------------


def test_what_both_tag_alike_is_resolved(pair: Pair) -> None:
    for ws in pair:
        stock.tag(ws, "one", "Hamas")
    (one,) = pair[0].adjudicating.standing().articles["one"].spans
    assert (one.by, one.resolution) == (("ana", "ben"), None)
    assert _open(pair[0]) == []


def test_a_note_is_no_disagreement(pair: Pair) -> None:
    for ws in pair:
        ws.spans.annotate(stock.tag(ws, "one", "Hamas").id, f"by {ws.annotator}")
    assert _open(pair[0]) == []


def test_each_says_what_they_have(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    stock.tag(ben, "one", "Monday")
    worst, other = _open(ana)
    assert _versions(worst) == {("ana",): None, ("ben",): "Monday"}
    assert _versions(other) == {("ana",): "140 posts", ("ben",): "140 posts would go"}
    assert worst.severity > other.severity
    assert _resolved(ana) == []


def test_who_has_not_read_an_article_has_no_say(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "two", "Hamas")
    assert _open(ana) == []
    ben.articles.set_state("one", DocumentState.DONE)
    assert [_versions(case) for case in _open(ana)] == [{("ana",): "Hamas", ("ben",): None}]


@pytest.mark.parametrize("how", ["done", "blind"])
def test_who_has_read_and_tagged_nothing_anywhere_says_that_nothing_is_there(
    pair: Pair, how: str
) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    if how == "done":
        ben.articles.set_state("one", DocumentState.DONE)
    else:
        ben.assigning.begin(Mode.BLIND, articles=["one"])
        ben.assigning.end(Mode.BLIND)
    assert [_versions(case) for case in _open(ana)] == [{("ana",): "Hamas", ("ben",): None}]
    assert len(ana.adjudicating.standing(["ben", "ana"]).open) == 1


def test_three_may_say_three_things(three: Three) -> None:
    ana, ben, cleo = three
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    stock.tag(cleo, "one", "140 posts", "claim")
    cleo.articles.set_state("two", DocumentState.DONE)
    (case,) = _open(ana)
    assert _versions(case) == {("ana", "cleo"): "140 posts", ("ben",): "140 posts would go"}
    (between,) = ana.adjudicating.standing(["ben", "cleo"]).open
    assert [version.by for version in between.versions] == [("ben",), ("cleo",)]
    assert between.id == case.id
    assert ana.adjudicating.standing(["ana", "cleo"]).open == []


def test_attributions_between_the_same_spans_are_compared(pair: Pair) -> None:
    ana, ben = pair
    hers, _ = _claimed(ana), _claimed(ben)
    ana.spans.attribute(*hers)
    (case,) = _open(ana)
    assert case.kind is Kind.ATTRIBUTION
    assert _versions(case) == {("ana",): "attributed_to", ("ben",): None}
    ana.adjudicating.resolve(case, "1")
    settled = ben.adjudicating.standing().articles["one"]
    (relation,) = settled.relations
    assert set(relation.ends) == {one.id for one in settled.spans}
    assert relation.resolution


def test_an_attribution_waits_for_its_ends(pair: Pair) -> None:
    ana, ben = pair
    ana.spans.attribute(*_claimed(ana))
    ben.articles.set_state("one", DocumentState.DONE)
    assert ana.adjudicating.standing().articles["one"].relations == []
    for case in _open(ana):
        ana.adjudicating.resolve(case, "1")
    assert len(ana.adjudicating.standing().articles["one"].relations) == 1


def test_links_are_compared_where_both_have_judged(pair: Pair) -> None:
    ana, ben = pair
    for ws, kind in zip(pair, ("same", "different"), strict=True):
        ends = stock.tag(ws, "one", "Hamas"), stock.tag(ws, "two", "Hamas")
        ws.links.decide(ends[0].id, ends[1].id, kind)
    lone = stock.tag(ana, "one", "Monday"), stock.tag(ana, "two", "report")
    ana.links.decide(lone[0].id, lone[1].id, "same")
    case = next(case for case in _open(ana) if case.kind is Kind.LINK)
    assert _versions(case) == {("ana",): "same", ("ben",): "different"}
    ana.adjudicating.resolve(case, "new", new={"kind": "contradicts"})
    links = ben.adjudicating.standing().links
    assert [one.content["kind"] for one in links.relations] == ["contradicts"]
    assert [one.by for one in links.relations] == [("ana",)]


def test_relations_of_two_things_in_one_place_are_two(pair: Pair) -> None:
    ana, _ = pair
    for ws in pair:
        claim, source = _claimed(ws)
        name = stock.tag(ws, "one", "an official")
        if ws is ana:
            ws.spans.attribute(claim, source)
            ws.spans.attribute(claim, name.id)
    one, other = _open(ana)
    assert one.id != other.id
    ana.adjudicating.resolve(one, "1")
    assert [case.id for case in _open(ana)] == [other.id]


# -- rulings -------------------------------------------------------------------------------------


def test_a_correction_is_the_authors_word_until_it_is_contested(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "140 posts would go", "claim")
    ruling = ben.verifying.fix_boundary(ben.verifying.items("ana")[0], 26, 35)
    assert _resolved(ana) == [("claim", "140 posts")]
    ana.corrections.contest(ruling.id)
    (case,) = _open(ana)
    assert _versions(case) == {("ana",): "140 posts would go", ("ben",): "140 posts"}
    ana.corrections.accept(ruling.id)
    assert _open(ana) == []


def test_a_contested_rejection_is_settled_like_any_other(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ruling = _reject(ben, "ana", "Hamas")
    assert _resolved(ana) == []
    ana.corrections.contest(ruling)
    (case,) = _open(ben)
    assert _versions(case) == {("ana",): "Hamas", ("ben",): None}
    ben.adjudicating.resolve(case, "1")
    assert _resolved(ana) == [("entity", "Hamas")]


def test_who_rejects_and_adds_says_what_was_added(three: Three) -> None:
    ana, _, cleo = three
    stock.tag(cleo, "one", "140 posts would go", "claim")
    _reject(ana, "cleo", "140 posts would go")
    ana.verifying.add("cleo", "one", 26, 35, "claim")
    assert _resolved(ana) == [("claim", "140 posts")]
    assert _open(ana) == []


def test_who_rejects_anothers_stands_by_their_own(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "140 posts would go", "claim")
    stock.tag(ben, "one", "140 posts", "claim")
    _reject(ben, "ana", "140 posts would go")
    (case,) = _open(ana)
    assert _versions(case)["ben",] == "140 posts"


def test_who_finds_one_right_and_one_wrong_says_what_is_right(three: Three) -> None:
    ana, ben, cleo = three
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(cleo, "one", "140 posts would go", "claim")
    ben.verifying.agree(ben.verifying.items("ana")[0])
    cleo.corrections.contest(_reject(ben, "cleo", "140 posts would go"))
    (case,) = _open(ana)
    assert _versions(case) == {("ana", "ben"): "140 posts", ("cleo",): "140 posts would go"}


def test_who_reads_has_a_say_on_what_another_put_in(three: Three) -> None:
    ana, ben, cleo = three
    stock.tag(ana, "one", "Hamas")
    stock.tag(cleo, "one", "Hamas")
    ben.verifying.add("ana", "one", 14, 20, "entity")
    (case,) = _open(ana)
    assert _versions(case) == {("ana", "ben"): "Monday", ("cleo",): None}
    assert ana.adjudicating.standing(["cleo", "ana"]).open[0].id == case.id
    assert ana.adjudicating.standing(["cleo"]).open == []


def test_who_only_reviewed_has_not_read(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "two", "Hamas")
    ben.assigning.begin(Mode.VERIFY, of="ana")
    ben.articles.set_state("two", DocumentState.DONE)
    for words in ("Hamas", "Monday"):
        stock.tag(ana, "one", words)
    ben.verifying.add("ana", "one", 57, 61, "source")
    assert _open(ana) == []
    assert len(_resolved(ana)) == 3


# -- settling ------------------------------------------------------------------------------------

CHOICES: dict[str, list[tuple[str, str]]] = {
    "1": [("claim", "140 posts")],
    "2": [("claim", "140 posts would go")],
    "both": [("claim", "140 posts"), ("claim", "140 posts would go")],
    "neither": [],
}


@pytest.mark.parametrize("choice", CHOICES)
def test_one_key_settles_and_is_taken_back(pair: Pair, choice: str) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    (case,) = _open(ana)
    resolution = ben.adjudicating.resolve(case, choice, note="so")
    assert _open(ana) == []
    assert sorted(_resolved(ana)) == CHOICES[choice]
    (settled,) = ana.adjudicating.standing().disagreements
    assert settled.settled == resolution
    assert ana.adjudicating.resolutions() == {case.id: resolution}
    ben.history.undo()
    assert _open(ana) == [case]
    ben.history.redo()
    ana.adjudicating.reopen(case.id)
    assert _open(ben) == [case]
    with pytest.raises(NotFound, match="nothing to reopen"):
        ana.adjudicating.reopen(case.id)
    assert len(ana.spans.in_article("one")) == 2
    assert ana.history.check() == []


def test_a_new_version_is_checked(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    (case,) = _open(ana)
    refused: dict[str, Content | None] = {
        "no label “x”": {"start": 0, "end": 5, "label": "x"},
        "no label “None”": None,
        "a start, an end and a label": {"label": "claim"},
        "is no stretch": {"start": 5, "end": 5, "label": "claim"},
    }
    for words, new in refused.items():
        with pytest.raises(Refused, match=words):
            ana.adjudicating.resolve(case, "new", new=new)
    ana.adjudicating.resolve(case, "new", new={"start": 21, "end": 35, "label": "claim"})
    (one,) = ana.adjudicating.standing().articles["one"].spans
    assert (one.content["text"], one.by) == ("that 140 posts", ("ana",))


def test_there_is_no_other_choice(pair: Pair) -> None:
    ana, ben = pair
    ana.spans.attribute(*_claimed(ana))
    _claimed(ben)
    (case,) = _open(ana)
    refused: dict[str, str] = {
        "3": "no version 3: there are 1 to 2, both, neither, new",
        "0": "no version 0",
        "x": "no version x",
        "both": "only one version of an attribution can hold",
        "new": "an attribution is there or not",
    }
    for choice, words in refused.items():
        with pytest.raises(Refused, match=words):
            ana.adjudicating.resolve(case, choice)
    with pytest.raises(NotFound, match="no layer of zoe"):
        ana.adjudicating.standing(["ana", "zoe"])
    with pytest.raises(NotFound, match="no article three"):
        ana.adjudicating.standing(articles=["three"])


def test_another_version_opens_it_again(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    ana.adjudicating.resolve(_open(ana)[0], "1")
    ana.spans.move(span.id, 21, 35)
    (case,) = _open(ana)
    assert "that 140 posts" in _versions(case).values()
    assert _resolved(ana) == []
    ana.spans.move(span.id, 26, 35)
    assert _open(ana) == []


def test_a_settlement_holds_whoever_says_it(three: Three) -> None:
    ana, ben, cleo = three
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    ana.adjudicating.resolve(_open(ana)[0], "1")
    stock.tag(cleo, "one", "140 posts", "claim")
    (one,) = ana.adjudicating.standing().articles["one"].spans
    assert one.by == ("ana", "cleo")


def test_a_settlement_does_not_outlive_a_change_of_sides(pair: Pair) -> None:
    ana, ben = pair
    hers = stock.tag(ana, "one", "140 posts", "claim")
    his = stock.tag(ben, "one", "140 posts would go", "claim")
    ana.adjudicating.resolve(_open(ana)[0], "1")
    ana.spans.move(hers.id, 26, 44)
    ben.spans.move(his.id, 26, 35)
    (case,) = _open(ana)
    assert _resolved(ana) == []
    ana.adjudicating.resolve(case, "1")
    assert _resolved(ana) == [("claim", "140 posts would go")]


def test_what_has_changed_since_it_was_looked_at_is_not_settled(pair: Pair) -> None:
    ana, ben = pair
    hers = stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    (case,) = _open(ana)
    changes: tuple[Callable[[], object], ...] = (
        lambda: ana.spans.move(hers.id, 21, 35),
        lambda: ana.spans.relabel(hers.id, "source"),
        lambda: ana.spans.delete(hers.id),
    )
    for change in changes:
        change()
        with pytest.raises(Refused, match="somebody has changed this meanwhile: look again"):
            ben.adjudicating.resolve(case, "1")
        ana.history.undo()
    ben.adjudicating.resolve(case, "1")


@pytest.mark.parametrize("count", [1, 3])
def test_both_takes_two(three: Three, count: int) -> None:
    ana, ben, cleo = three
    for ws, words in zip(three[:count], ("140", "140 posts", "140 posts would"), strict=False):
        stock.tag(ws, "one", words, "claim")
    for ws in (ben, cleo):
        ws.articles.set_state("one", DocumentState.DONE)
    (case,) = _open(ana)
    with pytest.raises(Refused, match=f"both takes two, and {count} hold something: choose"):
        ana.adjudicating.resolve(case, "both")


def test_who_settles_and_is_done_has_found_nothing_by_that(three: Three) -> None:
    ana, ben, lead = three
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    for ws in (ana, ben):
        stock.tag(ws, "one", "Hamas")
    lead.adjudicating.resolve(_open(lead)[0], "1", note="so")
    lead.articles.set_state("one", DocumentState.DONE)
    lead.adjudicating.resolve(lead.adjudicating.standing().disagreements[0], "2")
    assert (_open(ana), len(_resolved(ana))) == ([], 2)
    lead.assigning.begin(Mode.BLIND, articles=["one"])
    lead.assigning.end(Mode.BLIND)
    assert len(_open(ana)) == 2


def test_who_had_found_nothing_before_reviewing_goes_on_saying_so(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.articles.set_state("one", DocumentState.DONE)
    (case,) = _open(ana)
    ben.assigning.begin(Mode.VERIFY, of="ana")
    assert _open(ana) == [case]
    ben.articles.set_state("one", DocumentState.IN_PROGRESS)
    ben.articles.set_state("one", DocumentState.DONE)  # of verifying
    assert _open(ana) == []


def test_copies_name_a_disagreement_alike() -> None:
    found: list[list[str]] = []
    for names, order in ((("one", "two"), 1), (("x", "y"), -1)):
        with stock.workspaces("ana", "ben") as (ana, ben):
            for name, text in [*zip(names, (stock.ONE, stock.OTHER), strict=True)][::order]:
                stock.add(ana, text, id=name)
            for ws, kind in ((ana, "same"), (ben, "different")):
                claim = stock.tag(ws, names[0], "140 posts would go", "claim")
                source = stock.tag(ws, names[0], "an official", "source")
                ends = stock.tag(ws, names[0], "Hamas"), stock.tag(ws, names[1], "Hamas")
                ws.links.decide(ends[0].id, ends[1].id, kind)
                if ws is ana:
                    ws.spans.attribute(claim.id, source.id)
                    stock.tag(ws, names[1], "report", "source")
            found.append(sorted(case.id for case in _open(ana)))
    assert found[0] == found[1]
    assert len(found[0]) == 3


def test_only_some_articles_are_looked_at(pair: Pair) -> None:
    for ws, words in zip(pair, ("Hamas", "140 posts"), strict=True):
        for article in ("one", "two"):
            stock.tag(ws, article, words)
    standing = pair[0].adjudicating.standing(articles=["two"])
    assert {case.document for case in standing.open} == {"two"}
    assert standing.articles.keys() == {"two"}


def test_what_is_in_a_removed_article_is_no_disagreement(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "one", "Monday")
    ana.adjudicating.resolve(_open(ana)[0], "1")
    ana.articles.remove("one")
    assert ana.adjudicating.standing().disagreements == []
    assert ana.adjudicating.resolutions() == {}
    ana.history.undo()
    assert len(_open(ana)) == 1


def test_the_history_says_it_in_words(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ben, "one", "140 posts would go", "claim")
    (case,) = _open(ana)
    ana.adjudicating.resolve(case, "1")
    ana.adjudicating.reopen(case.id)
    words = [in_words(act) for act in ben.history.acts()][-2:]
    assert "settled a disagreement" in words[0]
    assert "reopened a disagreement" in words[1]
    assert all("140 posts" in said for said in words)


def test_a_step_back_goes_no_further(pair: Pair) -> None:
    """Undoing somebody else's settlement, after one has reopened it, is refused to them."""
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "one", "Monday")
    case = _open(ana)[0]
    ben.adjudicating.resolve(case, "1")
    ana.adjudicating.reopen(case.id)
    undo: Callable[[], object] = ben.history.undo
    with pytest.raises(Refused, match="ana has changed the same thing since"):
        undo()

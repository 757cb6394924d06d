"""The provenance of a layer: whose annotation counts, and what is made one on the way."""

from collections.abc import Iterator
from typing import Any

import pytest

from annotations.errors import Cancelled, NotFound, Refused
from annotations.model import Span
from annotations.provenance.case import Case
from annotations.provenance.roots import Kind
from annotations.review.records import Mode
from annotations.store import pairs
from annotations.workspace import Workspace
from annotations.workspace.provenance import WORTH
from tests import stock
from tests.workspace.proposing import propose, scored

Three = tuple[Workspace, Workspace, Workspace]

ONE = "The office moves in May, said an official, who told The Herald. Rao denied it."
TWO = "Its office is to move, says the Post. A minister said so as well."


@pytest.fixture
def hands() -> Iterator[Three]:
    """Two articles, opened for ana, for ben and for cleo."""
    with stock.workspaces("ana", "ben", "cleo") as (ana, ben, cleo):
        stock.add(ana, ONE, id="one", outlet="The Post", published="2024-05-01")
        stock.add(ana, TWO, id="two", outlet="Courier", published="2024-05-02")
        yield ana, ben, cleo
        assert stock.problems(ana) == []


def claims(ws: Workspace, one: str = "moves in May", two: str = "is to move") -> tuple[Span, Span]:
    """The same claim in both articles."""
    return stock.tag(ws, "one", one, "claim"), stock.tag(ws, "two", two, "claim")


def cited(ws: Workspace, claim: Span, words: str) -> Span:
    """A source that a claim is attributed to."""
    source = stock.tag(ws, claim.document, words, "source")
    ws.spans.attribute(claim.id, source.id)
    return source


def groups(case: Case) -> list[list[str]]:
    """The mentions of each claim, in words."""
    return [[span.text for span in group.spans] for group in case.claims]


def roots(case: Case) -> list[list[str]]:
    """What each claim rests on, by names."""
    names = {group.id: group.name for group in case.groups}
    return [
        [names.get(root.node.id, root.node.id) for root in case.roots[group.id].roots]
        for group in case.claims
    ]


# -- whose ---------------------------------------------------------------------------------------


def test_the_layers_are_everybodys_then_all_and_resolved(hands: Three) -> None:
    ana, ben, _ = hands
    assert (ana.provenance.layers(), ana.provenance.own_layer()) == (["all", "resolved"], "all")
    stock.tag(ana, "one", "Rao")
    stock.tag(ben, "one", "Rao")
    assert ana.provenance.layers() == ["ana", "ben", "all", "resolved"]
    assert [ws.provenance.own_layer() for ws in hands] == ["ana", "ben", "all"]
    assert [ws.provenance.case().material.layer for ws in hands] == ["ana", "ben", "all"]


def test_a_layer_that_is_not_there_is_not_found(hands: Three) -> None:
    stock.tag(hands[0], "one", "Rao")
    with pytest.raises(NotFound, match=r"no layer of zoe: there are ana, all, resolved$"):
        hands[0].provenance.material("zoe")


def test_an_empty_workspace_has_a_case_without_claims(ws: Workspace) -> None:
    for layer in (None, "all", "resolved", "ana"):
        assert ws.provenance.case(layer).claims == []


def test_each_layer_has_its_own_verdicts_and_all_has_everybodys(hands: Three) -> None:
    ana, ben, _ = hands
    one, two = claims(ana)
    claims(ben)
    assert groups(ana.provenance.case()) == [["moves in May"], ["is to move"]]
    ana.links.decide(one.id, two.id, "same")
    together = [["moves in May", "is to move"]]
    assert groups(ana.provenance.case()) == together
    assert groups(ana.provenance.case("ben")) == [["moves in May"], ["is to move"]]
    assert groups(ana.provenance.case("all")) == together


def test_two_annotators_who_disagree_clash_in_all_layers_alone(hands: Three) -> None:
    ana, ben, _ = hands
    one, two = claims(ana)
    mine = claims(ben)
    ana.links.decide(one.id, two.id, "same")
    ben.links.decide(mine[0].id, mine[1].id, "different")
    (group,) = ana.provenance.case("all").claims
    assert len(group.clashes) == 1
    for layer in ("ana", "ben"):
        assert all(not group.clashes for group in ana.provenance.case(layer).claims)


def test_what_both_say_is_resolved(hands: Three) -> None:
    ana, ben, _ = hands
    for ws in (ana, ben):
        one, two = claims(ws)
        cited(ws, one, "an official")
        ws.links.decide(one.id, two.id, "same")
    cited(ana, stock.tag(ana, "two", "A minister said so", "claim"), "A minister")
    case = ana.provenance.case("resolved")
    assert groups(case) == [["moves in May", "is to move"]]
    assert roots(case) == [["an official"]]
    assert {span.annotator for span in case.material.spans} == {"resolved"}


# -- twins ---------------------------------------------------------------------------------------


def test_spans_that_differ_in_their_layer_only_are_one(hands: Three) -> None:
    ana, ben, _ = hands
    one, two = claims(ana)
    cited(ana, one, "an official")
    ana.links.decide(one.id, two.id, "same")
    twin, _ = claims(ben)
    cited(ben, twin, "an official")
    cited(ben, twin, "Rao")
    case = ana.provenance.case("all")
    assert groups(case) == [["moves in May", "is to move"]]
    assert len(case.material.spans) == 4
    assert len(case.material.attributions) == 2
    assert roots(case) == [["an official", "Rao"]]


def test_what_another_said_of_ones_own_span_is_not_in_ones_own_layer(hands: Three) -> None:
    ana, ben, _ = hands
    one, two = claims(ana)
    twin, other = claims(ben)
    cited(ben, twin, "Rao")
    ana.links.decide(twin.id, other.id, "same")  # as one may, where a twin stands for both
    case = ana.provenance.case("ana")
    assert {span.id for span in case.material.spans} == {one.id, two.id}
    assert groups(case) == [["moves in May", "is to move"]]
    assert roots(case) == [[]]


# -- others' spans -------------------------------------------------------------------------------


def test_others_spans_that_one_joined_come_with_all_that_they_rest_on(hands: Three) -> None:
    ana, ben, cleo = hands
    one, two = claims(ben)
    official = cited(ben, one, "an official")
    herald = stock.tag(ben, "one", "The Herald", "source")
    ben.spans.attribute(official.id, herald.id)
    rao = stock.tag(cleo, "one", "Rao", "source")
    cleo.spans.attribute(one.id, rao.id)
    stock.tag(ana, "two", "Its office")
    assert ana.provenance.case("ana").claims == []
    ana.links.decide(one.id, two.id, "same")
    case = ana.provenance.case("ana")
    assert groups(case) == [["moves in May", "is to move"]]
    assert roots(case) == [["an official"]]
    (found,) = case.roots.values()
    assert [step.how.name for step in found.steps] == ["NAMES", "QUOTES"]


def test_a_circle_of_others_attributions_is_no_trouble(hands: Three) -> None:
    ana, ben, _ = hands
    one, two = claims(ben)
    official = cited(ben, one, "an official")
    rao = stock.tag(ben, "one", "Rao", "source")
    ben.spans.attribute(official.id, rao.id)
    ben.spans.attribute(rao.id, official.id)
    ana.links.decide(one.id, two.id, "same")
    (found,) = ana.provenance.case("ana").roots.values()
    assert found.circular == ("one",)


# -- names, items, what waits --------------------------------------------------------------------


def test_names_are_the_layers_own_and_in_all_layers_the_newest(hands: Three) -> None:
    ana, ben, _ = hands
    mine, his = stock.tag(ana, "one", "Rao"), stock.tag(ben, "one", "Rao")
    ana.naming.name([mine.id], "Anand Rao")

    def named(layer: str) -> list[str]:
        return [group.name for group in ana.provenance.case(layer).groups]

    assert (named("ana"), named("ben"), named("all")) == (["Anand Rao"], ["Rao"], ["Anand Rao"])
    ben.naming.name([his.id], "Minister Rao")
    assert (named("ana"), named("ben")) == (["Anand Rao"], ["Minister Rao"])
    assert named("all") == ["Minister Rao"]


def test_of_two_names_that_come_together_the_newer_is_taken(hands: Three) -> None:
    ana, _, _ = hands
    first, second = stock.tag(ana, "one", "Rao"), stock.tag(ana, "two", "A minister")
    ana.naming.name([first.id], "Old")
    ana.naming.name([second.id], "New")
    ana.links.decide(first.id, second.id, "same")
    assert [group.name for group in ana.provenance.case().groups] == ["New"]


def test_mentions_of_one_article_are_one_thing(hands: Three) -> None:
    ana, _, _ = hands
    first, again = stock.tag(ana, "one", "an official"), stock.tag(ana, "one", "who told")
    propose(ana, items={again.id: first.id})
    (group,) = ana.provenance.case().groups
    assert [span.id for span in group.spans] == [first.id, again.id]


def test_a_proposal_waits_until_it_is_judged_settled_or_too_unlikely(hands: Three) -> None:
    ana, _, _ = hands
    one, two = claims(ana)
    official, minister = cited(ana, one, "an official"), cited(ana, two, "A minister")
    ana.links.decide(one.id, two.id, "same")
    pair = (official.id, minister.id)
    propose(ana, scored(*pair, WORTH - 0.01, label="source"))
    assert ana.provenance.material().waiting == []
    propose(ana, scored(*pair, WORTH, label="source"), scored(one.id, two.id, label="claim"))
    assert ana.provenance.material().waiting == [pair]
    (found,) = ana.provenance.case().roots.values()
    assert (found.least, found.most) == (1, 2)
    for kind, least, most in (("unsure", 1, 2), ("different", 2, 2), ("same", 1, 1)):
        ana.links.decide(*pair, kind)
        assert ana.provenance.material().waiting == []
        (found,) = ana.provenance.case().roots.values()
        assert (found.least, found.most) == (least, most)


def test_a_label_that_the_codebook_has_no_more_is_left_out(hands: Three) -> None:
    ana, _, _ = hands
    one, two = claims(ana)
    cited(ana, one, "an official")
    ana.links.decide(one.id, two.id, "same")
    ana.set_codebook(
        '[[labels]]\nname = "claim"\nkey = "1"\nrole = "claim"\n'
        '[[labels]]\nname = "person"\nkey = "2"\nrole = "source"\n'
    )
    assert roots(ana.provenance.case()) == [[]]


# -- outlets and copies --------------------------------------------------------------------------


def test_outlets_and_copies_are_followed(hands: Three) -> None:
    ana, _, _ = hands
    one, two = claims(ana)
    cited(ana, one, "an official")
    cited(ana, two, "the Post")
    ana.links.decide(one.id, two.id, "same")
    (found,) = ana.provenance.case().roots.values()
    assert found.through == ("The Post",)
    assert [root.reports for root in found.roots] == [("one", "two")]
    again = stock.add(ana, f"{ONE} That was yesterday.", id="three", published="2024-05-03")
    copied = stock.tag(ana, again, "moves in May", "claim")
    ana.links.decide(one.id, copied.id, "same")
    case = ana.provenance.case()
    assert [(copy.earlier, copy.later) for copy in case.copies] == [("one", "three")]
    (found,) = case.roots.values()
    assert found.roots[0].reports == ("one", "two", "three")
    assert found.roots[0].node.kind is Kind.SOURCE


def test_it_can_be_stopped(hands: Three) -> None:
    ana, _, _ = hands
    one, _ = claims(ana)
    again = stock.add(ana, f"{ONE} More soon.", id="three", published="2024-05-03")
    copied = stock.tag(ana, again, "moves in May", "claim")
    ana.links.decide(one.id, copied.id, "same")
    with pytest.raises(Cancelled):
        ana.provenance.case(cancelled=lambda: True)


# -- blind ---------------------------------------------------------------------------------------


def test_who_works_blind_gets_their_own_only(hands: Three) -> None:
    ana, ben, _ = hands
    one, two = claims(ana)
    cited(ana, one, "an official")
    ana.links.decide(one.id, two.id, "same")
    ben.assigning.begin(Mode.BLIND)
    assert ben.provenance.case().claims == []
    claim = stock.tag(ben, "one", "moves in May", "claim")
    assert ben.provenance.layers() == ["ben"]
    for layer in (None, "ben", "all"):
        case = ben.provenance.case(layer)
        assert [span.id for span in case.material.spans] == [claim.id]
        assert roots(case) == [[]]
    with pytest.raises(NotFound):
        ben.provenance.case("ana")
    with pytest.raises(Refused):
        ben.provenance.case("resolved")


def test_what_is_reckoned_is_of_one_moment(hands: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben, _ = hands
    one, two = claims(ana)
    ana.links.decide(one.id, two.id, "same")
    articles = pairs.articles

    def once_it_has_gone(*args: Any) -> Any:
        ben.articles.remove("two")
        return articles(*args)

    monkeypatch.setattr(pairs, "articles", once_it_has_gone)
    case = ana.provenance.case()
    assert {span.document for span in case.material.spans} == {"one", "two"}
    assert case.material.articles.keys() == {"one", "two"}
    monkeypatch.undo()
    assert ana.provenance.case().material.articles.keys() == {"one"}

"""Passes: who reviews what, begun, ended, reopened, and taken back."""

import pytest

from annotations.errors import NotFound, Refused
from annotations.model import DocumentState
from annotations.review.records import Mode
from annotations.store.history import Acting
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock

Pair = tuple[Workspace, Workspace]


def _open(ws: Workspace) -> list[tuple[str, str, str | None]]:
    return [(one.document, str(one.mode), one.of) for one in ws.assigning.open()]


def test_a_blind_pass_is_over_all_articles(pair: Pair) -> None:
    _, ben = pair
    begun = ben.assigning.begin(Mode.BLIND)
    assert [one.document for one in begun] == ["one", "two"]
    assert _open(ben) == [("one", "blind", None), ("two", "blind", None)]
    assert ben.assigning.end(Mode.BLIND) == 2
    assert _open(ben) == []
    assert all(one.closed for one in ben.assigning.all())


def test_one_verifies_where_there_is_something(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "two", "Hamas")
    assert [one.document for one in ben.assigning.begin(Mode.VERIFY, of="ana")] == ["two"]
    assert [one.of for one in ana.assigning.all()] == ["ana"]
    assert ana.assigning.open() == []


def test_links_alone_are_something_to_verify() -> None:
    with stock.workspaces("ana", "ben") as (ana, ben):
        stock.add(ana, stock.ONE, id="one")
        stock.add(ana, stock.OTHER, id="two")
        one, two = stock.tag(ben, "one", "Hamas"), stock.tag(ben, "two", "Hamas")
        ana.links.decide(one.id, two.id, "same")
        begun = ben.assigning.begin(Mode.VERIFY, of="ana")
        assert [one.document for one in begun] == ["one", "two"]
        assert [item.label for item in ben.verifying.items("ana")] == ["same"]


def test_a_pass_ends_article_by_article_and_is_reopened(pair: Pair) -> None:
    _, ben = pair
    ben.assigning.begin(Mode.BLIND)
    assert ben.assigning.end(Mode.BLIND, article="one") == 1
    assert _open(ben) == [("two", "blind", None)]
    assert ben.assigning.reopen(Mode.BLIND, "one") == 1
    assert len(_open(ben)) == 2


def test_a_pass_that_was_done_is_begun_again(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    for _ in range(2):
        (begun,) = ben.assigning.begin(Mode.VERIFY, of="ana")
        assert begun.closed is None
        ben.assigning.end(Mode.VERIFY, of="ana")
    assert len(ben.assigning.all()) == 1


def test_undo_goes_past_passes_to_what_was_done_before(pair: Pair) -> None:
    # One key must not end a blind pass, nor begin again what was ended.
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    own = stock.tag(ben, "one", "Monday")
    ben.assigning.begin(Mode.BLIND)
    ben.assigning.end(Mode.BLIND)
    ben.assigning.reopen(Mode.BLIND, "one")
    assert ben.history.undo().gone == (own,)
    assert ben.assigning.blind
    assert ben.history.redo().spans == (own,)
    ben.assigning.end(Mode.BLIND)
    with pytest.raises(Refused, match="nothing to redo"):
        ben.history.redo()
    assert ben.history.check() == []


def test_what_makes_no_sense_is_refused(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    with pytest.raises(Refused, match="a blind pass is of nobody’s work"):
        ben.assigning.begin(Mode.BLIND, of="ana")
    with pytest.raises(Refused, match="whose work is to be verified"):
        ben.assigning.begin(Mode.VERIFY)
    with pytest.raises(Refused, match="this is your own work"):
        ana.assigning.begin(Mode.VERIFY, of="ana")
    with pytest.raises(Refused, match="no layer of zoe: there are ana"):
        ben.assigning.begin(Mode.VERIFY, of="zoe")
    with pytest.raises(NotFound, match="no article three"):
        ben.assigning.begin(Mode.BLIND, articles=["one", "three"])
    with pytest.raises(Refused, match="no article to read: name one"):
        ben.assigning.begin(Mode.BLIND, articles=[])
    with pytest.raises(NotFound, match="no such pass to end"):
        ben.assigning.end(Mode.BLIND)
    with pytest.raises(NotFound, match="no such pass to reopen"):
        ben.assigning.reopen(Mode.BLIND, "one")
    assert ben.assigning.all() == []


def test_there_must_be_something_to_read(ws: Workspace) -> None:
    with pytest.raises(Refused, match="no article to read: import some first"):
        ws.assigning.begin(Mode.BLIND)


def test_passes_of_articles_that_were_removed_are_not_shown(pair: Pair) -> None:
    ana, ben = pair
    ben.assigning.begin(Mode.BLIND)
    ana.articles.remove("one")
    assert [one.document for one in ana.assigning.all()] == ["two"]
    assert ben.assigning.end(Mode.BLIND) == 2
    ana.history.undo()
    assert not ben.assigning.blind


def test_longest_names_and_identifiers_are_kept() -> None:
    long, reviewer = "i" * 200, "b" * 100
    with stock.workspaces("ana", reviewer) as (ana, ben):
        stock.take_lines(
            ana,
            {"id": long, "text": "Hamas denied it.",
             "spans": [{"id": long, "start": 0, "end": 5, "label": "entity"}]},
        )  # fmt: skip
        ben.assigning.begin(Mode.VERIFY, of="ana")
        (item,) = ben.verifying.items("ana")
        ruling = ben.verifying.reject(item, ben.codebook().reasons[0].code)
        ana.corrections.contest(ruling.id)
        (correction,) = ana.corrections.all()
        assert correction.reply
        assert len(ben.assigning.all()) == 1


@pytest.mark.parametrize("mode", Mode)
def test_the_history_says_it_in_words(pair: Pair, mode: Mode) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    of = "ana" if mode is Mode.VERIFY else None
    ben.assigning.begin(mode, of=of, articles=["one"])
    ben.assigning.end(mode, of=of)
    ben.assigning.reopen(mode, "one", of=of)
    words = [in_words(act) for act in ana.history.acts()][-3:]
    assert all("1 article" in said for said in words)
    assert [said.split()[0] for said in words] == ["began", "ended", "reopened"]
    assert ("blind" if mode is Mode.BLIND else "verify") in words[0]


def test_names_and_identifiers_with_slashes_stay_apart() -> None:
    with stock.workspaces("c", "b/c", "ana") as (c, other, ana):
        stock.add(ana, stock.ONE, id="a/b")
        stock.add(ana, stock.OTHER, id="a")
        stock.tag(ana, "a/b", "Hamas")
        c.assigning.begin(Mode.BLIND, articles=["a/b"])
        other.assigning.begin(Mode.BLIND, articles=["a"])
        assert c.assigning.blind
        assert c.spans.in_article("a/b") == []
        c.articles.set_state("a/b", DocumentState.DONE)
        other.articles.set_state("a", DocumentState.IN_PROGRESS)
        found = ana.assigning.states()
        assert found["a/b", "c"] is DocumentState.DONE
        assert found["a", "b/c"] is DocumentState.IN_PROGRESS
        assert stock.problems(ana) == []


def test_a_row_never_becomes_anothers(pair: Pair) -> None:
    ana, ben = pair
    (begun, _) = ben.assigning.begin(Mode.BLIND)
    row = {**begun.model_dump(mode="json"), "annotator": "ana"}
    act = Acting(ana.store.connection, "ana", "begin blind")
    with pytest.raises(RuntimeError, match="stands for another annotator"):
        act.put("assignments", row)
    assert ben.assigning.blind


def test_states_of_files_of_before_stay_and_go_on() -> None:
    with stock.workspaces("b/c") as (ws,):
        stock.add(ws, stock.ONE, id="a")
        row = {"id": "a/b/c", "document": "a", "annotator": "b/c", "state": "done"}
        with ws.store.act("b/c", "state") as act:
            act.put("states", row)
        assert ws.assigning.states() == {("a", "b/c"): DocumentState.DONE}
        ws.articles.set_state("a", DocumentState.IN_PROGRESS)
        assert [one["id"] for one in ws.store.rows("select id from states")] == ["a/b/c"]
        assert ws.assigning.states() == {("a", "b/c"): DocumentState.IN_PROGRESS}


def test_an_annotator_called_resolved_resolves_nothing() -> None:
    # Nobody can begin under that name now: it is in files of before.
    with stock.workspaces("ana") as (ana,):
        stock.add(ana, stock.ONE, id="one")
        stock.tag(ana, "one", "Hamas")
        odd = Workspace(ana.store, "resolved")
        for state in (DocumentState.IN_PROGRESS, DocumentState.DONE):
            odd.articles.set_state("one", state)
            assert ana.assigning.states()["one", "ana"] is DocumentState.IN_PROGRESS
            assert ana.assigning.states()["one", "resolved"] is state
        ana.adjudicating.mark_resolved("one", resolved=True)
        assert {*ana.assigning.states().values()} == {DocumentState.RESOLVED}
        ana.adjudicating.mark_resolved("one", resolved=False)
        assert ana.assigning.states()["one", "resolved"] is DocumentState.DONE


def test_an_article_is_reviewed_once_something_is_ruled_or_nothing_is_there(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ana.articles.set_state("two", DocumentState.DONE)
    begun = ben.assigning.begin(Mode.VERIFY, of="ana")
    assert [one.document for one in begun] == ["one", "two"], "what was read and has nothing, too"
    (item,) = ben.verifying.items("ana")
    ben.verifying.defer(item)
    assert ben.verifying.unruled("ana") == 1
    ben.assigning.end(Mode.VERIFY, of="ana")
    found = ana.assigning.states()
    assert found["one", "ana"] is DocumentState.IN_PROGRESS
    assert found["two", "ana"] is DocumentState.REVIEWED
    ben.verifying.agree(item)
    assert ben.verifying.unruled("ana") == 0
    assert ana.assigning.states()["one", "ana"] is DocumentState.REVIEWED


def test_who_read_and_found_nothing_is_verified(pair: Pair) -> None:
    ana, ben = pair
    ana.assigning.begin(Mode.BLIND, articles=["two"])
    ana.assigning.end(Mode.BLIND)
    assert [one.document for one in ben.assigning.begin(Mode.VERIFY, of="ana")] == ["two"]


def test_a_link_that_is_ruled_on_reviews_both_its_articles(pair: Pair) -> None:
    ana, ben = pair
    one, two = stock.tag(ben, "one", "Hamas"), stock.tag(ben, "two", "Hamas")
    ana.links.decide(one.id, two.id, "same")
    with Workspace.open(ben.store.path, "lea") as lea:
        lea.assigning.begin(Mode.VERIFY, of="ana")
        lea.assigning.end(Mode.VERIFY, of="ana")
        assert ("one", "ana") not in lea.assigning.states()
        (item,) = lea.verifying.items("ana")
        lea.verifying.agree(item)
        for article in ("one", "two"):
            assert lea.assigning.states()[article, "ana"] is DocumentState.REVIEWED


def test_a_pass_ends_in_some_articles(pair: Pair) -> None:
    _, ben = pair
    ben.assigning.begin(Mode.BLIND)
    assert ben.assigning.end(Mode.BLIND, articles=["two"]) == 1
    with pytest.raises(NotFound, match="no such pass to end in “Two”"):
        ben.assigning.end(Mode.BLIND, articles=["one", "two"])
    assert _open(ben) == [("one", "blind", None)]

"""Running the matcher again: only what has changed is compared, and it comes to the same."""

from functools import partial
from typing import Any

import pytest

from annotations.matching.matcher import Matcher
from annotations.workspace import Workspace, matching
from annotations.workspace.links import Matched
from tests import stock

Pair = tuple[Workspace, Workspace]
NAMES = (
    "Lena Marlow", "Marlow", "the harbour", "Port of Aden", "Aden", "Ivo Brandt", "the pier",
)  # fmt: skip


def add(ws: Workspace, name: str, first: int = 0) -> None:
    """Add an article in which four of the names are tagged."""
    text, spans = f"{name}: ", []
    for label in (NAMES[(first + step) % len(NAMES)] for step in range(4)):
        spans.append({"start": len(text), "end": len(text) + len(label), "label": "entity"})
        text += f"{label} was seen. "
    stock.take_lines(ws, {"id": name, "text": text, "spans": spans})


@pytest.fixture
def many(ws: Workspace) -> Workspace:
    """Twelve articles, compared with each other."""
    for number in range(12):
        add(ws, f"a{number:02}", number)
    assert ws.links.match()[:2] == (12, 12)
    return ws


def proposed(ws: Workspace) -> list[tuple[object, ...]]:
    """All that is proposed."""
    columns = "left, right, label, score, reasons, against, conflict, evidence"
    return ws.store.tuples(f"select {columns} from proposals order by left, right")


def compared(ran: Matched) -> tuple[int, int]:
    """How many articles were compared, of how many."""
    return ran.compared, ran.articles


def test_nothing_is_done_where_nothing_has_changed(many: Workspace) -> None:
    before = proposed(many)
    again = many.links.match()
    assert (compared(again), again.scored) == ((0, 12), 0)
    assert again.proposals == len(before) > 0
    assert proposed(many) == before


def test_a_new_article_is_compared_with_all_and_the_rest_stays(many: Workspace) -> None:
    before = proposed(many)
    add(many, "new", 3)
    new = {span.id for span in many.spans.in_article("new")}
    assert compared(many.links.match()) == (1, 13)
    after = proposed(many)
    assert [row for row in after if not {*row[:2]} & new] == before
    mixed = {row[:2] for row in after} - {row[:2] for row in before}
    assert mixed
    assert compared(many.links.match(anew=True)) == (13, 13)
    whole = {row[:2]: row for row in proposed(many)}
    fresh = {row[:2]: row for row in after if {*row[:2]} & new}
    assert fresh == {pair: row for pair, row in whole.items() if {*pair} & new}


def test_a_span_that_goes_and_comes_back_is_compared(many: Workspace) -> None:
    before = proposed(many)
    gone = many.spans.in_article("a05")[0].id
    many.spans.delete(gone)
    assert compared(many.links.match()) == (1, 12)
    assert not [row for row in proposed(many) if gone in row[:2]]
    many.history.undo()
    assert compared(many.links.match()) == (1, 12)
    assert proposed(many) == before


def test_an_article_that_was_away_meanwhile_is_compared_with_what_came(many: Workspace) -> None:
    many.articles.remove("a07")
    with Workspace.open(many.path, "ben") as ben:
        add(ben, "new")
    many.links.match()
    many.history.undo()
    assert compared(many.links.match()) == (1, 13)
    ends = {span.id for name in ("a07", "new") for span in many.spans.in_article(name)}
    assert [row for row in proposed(many) if {*row[:2]} <= ends]


def test_a_mention_set_apart_makes_its_article_be_compared(many: Workspace) -> None:
    ids = [span.id for span in many.spans.in_article("a00") if span.text == "Marlow"]
    many.links.break_group(ids[0])
    assert compared(many.links.match()) == (1, 12)


def test_much_that_is_new_makes_all_be_compared(many: Workspace) -> None:
    add(many, "n1")
    add(many, "n2", 2)
    assert compared(many.links.match()) == (2, 14)
    add(many, "n3", 4)
    assert compared(many.links.match()) == (1, 15)
    add(many, "n4", 6)
    assert compared(many.links.match()) == (16, 16), "a quarter has come since all were compared"
    assert compared(many.links.match()) == (0, 16)


def test_what_another_matcher_proposes_is_not_taken_for_ours(many: Workspace) -> None:
    left, right = (many.spans.in_article(name)[0].id for name in ("a01", "a02"))
    link = {"id": "l", "label": "entity", "left": {"span": left}, "right": {"span": right}}
    stock.take_lines(many, {**link, "score": 0.4})
    assert compared(many.links.match()) == (12, 12)


def test_what_was_proposed_for_other_words_is_not_shown_for_these(pair: Pair) -> None:
    ana, _ = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ana.links.match()
    (link,) = ana.links.queue()
    changes = (
        partial(ana.spans.move, one.id, one.start, one.end + 3),
        partial(ana.spans.relabel, two.id, "source"),
    )
    for change in changes:
        change()
        assert list(ana.links.queue()) == []
        assert ana.links.above(0.0) == []
        assert not list(ana.exporting.lines("links"))
        ana.history.undo()
        assert list(ana.links.queue()) == [link]


def test_the_same_words_in_another_layer_are_not_asked_again(pair: Pair) -> None:
    ana, ben = pair
    ana.links.decide(stock.tag(ana, "one", "Hamas").id, stock.tag(ana, "two", "Hamas").id, "same")
    ana.links.match()
    stock.tag(ben, "one", "Hamas")
    stock.tag(ben, "two", "Hamas")
    ana.links.match()
    assert ana.links.queue().waiting == 0


def test_a_span_that_is_moved_while_it_is_compared_is_compared_again(pair: Pair) -> None:
    ana, ben = pair
    one = stock.tag(ana, "one", "Hamas")
    stock.tag(ana, "two", "Hamas")

    def moving(done: int, _total: int) -> None:
        if not done:
            ana.spans.move(one.id, one.start, one.end + 3)

    ben.links.match(progress=moving)
    assert list(ben.links.queue()) == []
    assert ben.links.match().compared == 2


def test_what_is_set_apart_while_the_matcher_is_made_is_compared_the_next_time(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (span,) = (s.id for s in many.spans.in_article("a00") if s.text == "Marlow")
    add(many, "new")
    usual = matching.default_matcher

    def meanwhile(*given: Any) -> Matcher:
        many.links.break_group(span)
        return usual(*given)

    with monkeypatch.context() as patched:
        patched.setattr(matching, "default_matcher", meanwhile)
        assert compared(many.links.match()) == (1, 13)
    assert compared(many.links.match()) == (1, 13)


def test_a_label_that_turns_from_names_to_statements_is_compared_anew(ws: Workspace) -> None:
    def take(name: str, text: str) -> None:
        spans = [{"start": 0, "end": len(text), "label": "odd"}]
        stock.take_lines(ws, {"id": name, "text": text, "spans": spans})

    for number in range(10):
        take(f"a{number}", f"Mohammed Hafy {number}")
    ws.links.match()
    for number in range(11):
        take(f"b{number}", f"They said that the office of the group would move in {2000 + number}.")
    assert compared(ws.links.match()) == (21, 21)


def test_verdicts_between_labels_of_now_come_back_in(pair: Pair) -> None:
    ana, _ = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ana.links.decide(one.id, two.id, "same")
    ana.spans.relabel(one.id, "source")
    lines = list(ana.exporting.lines("links"))
    assert len(lines) == 1
    stock.take_lines(ana, *lines)


def test_a_mention_that_comes_back_is_joined_by_the_next_run(many: Workspace) -> None:
    (span,) = (s.id for s in many.spans.in_article("a00") if s.text == "Marlow")
    many.links.break_group(span)
    assert many.links.rejoin(span)
    many.links.break_group(span)
    many.links.match()
    assert not many.links.rejoin(span)
    assert compared(many.links.match()) == (1, 12)
    many.links.break_group(span)
    assert many.links.rejoin(span)

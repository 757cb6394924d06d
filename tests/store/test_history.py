"""History: who may take back what, and that nobody rewrites it."""

from pathlib import Path

import pytest

from annotations.errors import ChangedSince, Refused, WorkspaceDamaged
from annotations.store.sqlite import sqlite3 as engine
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock

Pair = tuple[Workspace, Workspace]


def test_an_act_after_an_undo_drops_the_redo(pair: Pair) -> None:
    ana, _ = pair
    stock.tag(ana, "one", "Hamas")
    ana.history.undo()
    kept = stock.tag(ana, "one", "Monday")
    with pytest.raises(Refused, match="nothing to redo"):
        ana.history.redo()
    ana.history.undo()
    ana.history.redo()
    assert ana.spans.in_article("one") == [kept]


def test_undo_is_of_own_acts_only(pair: Pair) -> None:
    ana, ben = pair
    bens = stock.tag(ben, "one", "Hamas")
    ana.history.undo()  # the import of two
    ana.history.undo()  # of one
    with pytest.raises(Refused, match="nothing to undo"):
        ana.history.undo()
    ana.history.redo()
    assert ana.spans.in_article("one") == [bens]


def test_a_refusal_names_who_changed_it_and_changes_nothing(pair: Pair) -> None:
    ana, ben = pair
    ana.articles.describe("one", title="A")
    ben.articles.describe("one", title="B")
    acts = len(list(ana.history.acts()))
    with pytest.raises(ChangedSince, match="cannot undo: ben has changed the same thing since"):
        ana.history.undo()
    assert ana.articles.get("one").title == "B"
    assert len(list(ana.history.acts())) == acts


def test_a_refusal_names_the_other_even_after_own_steps_on_top(pair: Pair) -> None:
    ana, ben = pair
    ana.articles.describe("one", title="A")
    ben.articles.describe("one", title="B")
    ana.articles.describe("one", title="C")
    ana.history.undo()
    with pytest.raises(ChangedSince, match="ben has changed"):
        ana.history.undo()


def test_redo_is_refused_where_another_has_changed_it(pair: Pair) -> None:
    ana, ben = pair
    ana.articles.describe("one", title="A")
    ana.history.undo()
    ben.articles.describe("one", title="B")
    with pytest.raises(ChangedSince, match="cannot redo: ben has changed"):
        ana.history.redo()


def test_a_row_that_no_act_explains_is_damage_not_a_crash(pair: Pair) -> None:
    ana, _ = pair
    span = stock.tag(ana, "one", "Hamas")
    ana.store.connection.execute("update spans set note = 'x' where id = ?", (span.id,))
    with pytest.raises(WorkspaceDamaged, match="diptych check"):
        ana.history.undo()


def test_steps_are_told_with_their_place(pair: Pair) -> None:
    ana, _ = pair
    span = stock.tag(ana, "one", "Monday")
    ana.spans.relabel(span.id, "claim")
    step = ana.history.undo()
    assert step[:4] == ("relabelled claim “Monday”", "one", span.start, None)
    assert (step.spans, step.gone) == ((span,), ())
    step = ana.history.undo()
    assert step[:4] == ("tagged entity “Monday”", "one", span.start, None)
    assert (step.spans, step.gone) == ((), (span,))
    assert ana.history.undo()[:4] == ("imported “Two”", "two", None, None)
    words = [in_words(act) for act in ana.history.acts()]
    assert words[:4] == ["imported “One”", "imported “Two”", "tagged entity “Monday”", words[3]]
    assert words[-1] == "took back a change"


def test_redoing_an_import_names_the_article_not_a_span(ws: Workspace) -> None:
    span = {"id": "s1", "start": 0, "end": 2, "label": "entity"}
    stock.take_lines(ws, {"id": "d", "title": "T", "text": "ab", "spans": [span]})
    assert ws.history.undo()[:4] == ("imported “T” and 1 more", "d", 0, None)
    assert ws.history.redo()[:4] == ("imported “T” and 1 more", "d", 0, None)


def test_verdicts_and_codebooks_have_no_place(pair: Pair) -> None:
    ana, _ = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ana.links.decide(one.id, two.id, "same")
    assert ana.history.undo()[:4] == ("judged a link: same", None, None, (one.id, two.id))
    ana.set_codebook("")
    assert ana.history.undo()[:4] == ("set the codebook", None, None, None)


def test_undo_can_be_kept_to_some_kinds_of_act(pair: Pair) -> None:
    ana, _ = pair
    span = stock.tag(ana, "one", "Hamas")
    with pytest.raises(Refused, match="elsewhere: tagged entity “Hamas”"):
        ana.history.undo(only=("decide",))
    assert ana.spans.in_article("one") == [span]
    ana.history.undo(only=("tag",))
    with pytest.raises(Refused, match="elsewhere"):
        ana.history.redo(only=("decide",))
    assert ana.spans.in_article("one") == []


def test_acts_hold_no_read_open(pair: Pair) -> None:
    ana, ben = pair
    acts = ana.history.acts()
    next(acts)
    stock.tag(ben, "one", "Hamas")
    stock.tag(ana, "one", "Monday")
    assert [act.action for act in acts] == ["import", "tag", "tag"]


REWRITES = {
    "update": "update history set action = 'x'",
    "update or replace": "update or replace history set seq = 1 where seq = 2",
    "delete": "delete from history where seq = 1",
    "replace by seq": "insert or replace into history select seq, 'x', time, annotator, action,"
    " parent, target, changes, substr(hash, 2) || 'x' from history where seq = 1",
    "replace by id": "insert or replace into history select 99, id, time, annotator, action,"
    " parent, target, changes, substr(hash, 2) || 'x' from history where seq = 1",
    "replace by hash": "insert or replace into history select 99, 'x', time, annotator, action,"
    " parent, target, changes, hash from history where seq = 1",
    "upsert": "insert into history select * from history where seq = 1"
    " on conflict do update set action = 'x'",
    "texts: update": "update texts set text = 'x'",
    "texts: delete": "delete from texts",
    "texts: replace": "insert or replace into texts select sha256, 'x', 1, 1 from texts",
    "texts: replace by rowid": "insert or replace into texts (rowid, sha256, text, length, words)"
    " select rowid, substr(sha256, 2) || 'x', 'x', 1, 1 from texts",
}


@pytest.mark.parametrize("sql", REWRITES.values(), ids=REWRITES.keys())
def test_history_and_texts_are_only_added_to(pair: Pair, sql: str) -> None:
    ana, _ = pair
    before = [ana.store.rows(f"select * from {table}") for table in ("history", "texts")]
    foreign = engine.connect(ana.path, isolation_level=None)
    foreign.execute("pragma recursive_triggers = off")
    with pytest.raises(engine.DatabaseError, match="is only ever added to"):
        foreign.execute(sql)
    foreign.close()
    assert [ana.store.rows(f"select * from {t}") for t in ("history", "texts")] == before


def _scribble(path: Path, *statements: str) -> None:
    """Write past the triggers, as a hostile or broken program would."""
    connection = engine.connect(path, isolation_level=None)
    connection.execute("pragma foreign_keys = off")
    triggers = connection.execute("select name from sqlite_schema where type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"drop trigger {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


SCRIBBLES = {
    "update history set annotator = 'eve' where seq = 2": ["history: act 2 ("],
    "delete from history where seq = 2": ["history: act 3 (", "documents: two"],
    "update texts set text = replace(text, '140', '150') where text like '%Monday%'": [
        "texts: the text "
    ],
    "update spans set text = 'Fatah'": ["spans: ", "spans: "],
    "update documents set title = 'x' where id = 'one'": ["documents: one is not what the history"],
    "delete from states": ["states: one/ana is not what the history says"],
    "insert into settings values ('codebook', '', 0)": ["settings: codebook is not what"],
    "update spans set document = 'three'": ["spans: row 1 refers to nothing in documents"],
    "update history set changes = '[{}]' where seq = 3": ["history: act 3 (", "unreadable while"],
}


@pytest.mark.parametrize("sql", SCRIBBLES)
def test_check_finds_a_scribble_and_says_it_in_a_line(pair: Pair, sql: str) -> None:
    ana, _ = pair
    stock.tag(ana, "one", "Hamas")
    ana.articles.set_state("one", ana.articles.overview()[0].state)
    assert ana.history.check() == []
    _scribble(ana.path, sql)
    found = ana.history.check()
    for expected in SCRIBBLES[sql]:
        assert any(expected in line for line in found), (expected, found)
    assert not any("\n" in line for line in found)

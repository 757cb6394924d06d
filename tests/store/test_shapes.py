"""Files that were crafted: sound for SQLite and its history, and yet not what they should be."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import WorkspaceDamaged
from annotations.review.records import Mode
from annotations.store import reviews
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock

CONTROL = "\x1b[31m"
SPAN = '{"start": %s, "end": %s, "label": "entity", "text": "Hamas"}'

ROWS: list[tuple[str, dict[str, Any], str]] = [
    ("reviews", {"before": "[]"}, "before: "),
    ("reviews", {"before": "{}"}, "start: missing"),
    ("reviews", {"before": "[" * 900 + "]" * 900}, ""),
    ("reviews", {"after": '{"start": "x", "end": null, "label": 5}'}, "start: "),
    ("reviews", {"after": SPAN % (-5, 0)}, "start: "),
    ("reviews", {"after": SPAN % (7, 2)}, "[7, 2) is no stretch"),
    ("reviews", {"after": SPAN % (0, 9)}, "[0, 9) is not as long as its text"),
    ("reviews", {"after": SPAN % (9000, 9005)}, "[9000, 9005) is no stretch of a text of"),
    ("reviews", {"after": SPAN % (1, 6)}, "quotes other words"),
    ("reviews", {"after": (SPAN % (0, 5))[:-1] + ', "more": 1}'}, "more: no such key"),
    ("reviews", {"kind": "link"}, "kind: missing"),
    ("reviews", {"ruling": "perhaps"}, "ruling: "),
    ("reviews", {"id": "other", "annotator": CONTROL}, "annotator: "),
    ("replies", {"reply": "perhaps"}, "reply: "),
    ("resolutions", {"versions": "{}"}, "versions: "),
    ("resolutions", {"versions": '[{"by": ["ana"], "content": {}}]'}, "start: missing"),
    ("resolutions", {"versions": r'[{"by": ["a\u001b"], "content": null}]'}, "by[0]: "),
    ("resolutions", {"chosen": "5"}, "chosen: "),
    ("resolutions", {"chosen": "[{}]"}, "start: missing"),
    ("resolutions", {"chosen": f"[{SPAN % (1, 6)}]"}, "quotes other words"),
    ("assignments", {"id": "other", "annotator": CONTROL}, "annotator: "),
    ("assignments", {"id": "other", "of": ""}, "of: "),
    ("states", {"id": "other", "state": "perhaps"}, "state: "),
    ("spans", {"annotator": CONTROL}, "annotator: "),
    ("spans", {"start": 9000, "end": 9001, "text": ""}, "[9000, 9001) is 1 codepoints long"),
    ("verdicts", {"kind": CONTROL}, "kind: "),
    ("names", {"name": CONTROL}, "name: "),
    ("names", {"id": "other", "name": "x" * 101}, "name: "),
    ("together", {"id": "other", "annotator": CONTROL}, "annotator: "),
]
"""A table, what one of its rows is made to hold, and what is said of it."""

READ = {"reviews", "replies", "resolutions", "assignments", "states"}


@pytest.fixture
def crafted(pair: tuple[Workspace, Workspace], tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a row in every table of a review, in the hands of whoever spoils it."""
    ana, ben = pair
    item = stock.tag(ana, "one", "Hamas")
    stock.tag(ben, "one", "Hamas said")
    ana.links.decide(item.id, stock.tag(ana, "two", "Hamas").id, "same")
    ana.naming.name([item.id], "Hamas")
    ana.naming.join(stock.tag(ana, "one", "official").id, item.id)
    ana.assigning.begin(Mode.VERIFY, of="ben")
    ben.assigning.begin(Mode.VERIFY, of="ana")
    (first, *_) = ben.verifying.items("ana")
    ruled = ben.verifying.reject(first, ben.codebook().reasons[0].code)
    ana.corrections.contest(ruled.id)
    ana.adjudicating.resolve(ana.adjudicating.standing().open[0], "1")
    ana.adjudicating.mark_resolved("two", resolved=True)
    assert stock.problems(ana) == []
    ana.history.backup(tmp_path / "crafted.db")
    with Workspace.open(tmp_path / "crafted.db", "mallory") as mallory:
        yield mallory


def _spoil(ws: Workspace, table: str, changed: dict[str, Any], action: str = "rule") -> None:
    row = ws.store.row(f"select * from {table} order by id limit 1")
    assert row
    with ws.store.act("mallory", action) as act:
        act.put(table, {**row, **changed})


@pytest.mark.parametrize(("table", "changed", "said"), ROWS)
def test_a_crafted_row_is_found_and_the_file_not_merged(
    crafted: Workspace, case: Path, table: str, changed: dict[str, Any], said: str
) -> None:
    _spoil(crafted, table, changed)
    found = stock.problems(crafted)
    assert any(line.startswith(f"{table}: ") and said in line for line in found), found
    assert not any("\n" in line for line in found)
    assert all(map(in_words, crafted.history.acts()))
    with Workspace.open(case, "lea", create=True) as lea:
        with pytest.raises(WorkspaceDamaged, match="damaged"):
            lea.merging.take_in(crafted.path)
        assert lea.articles.ids() == []


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        row[:2]
        for row in ROWS
        if row[0] in READ and "a text of" not in row[2] and "words" not in row[2]
    ],
)
def test_a_crafted_row_is_told_of_when_it_is_read(
    crafted: Workspace, table: str, changed: dict[str, Any]
) -> None:
    _spoil(crafted, table, changed)
    with pytest.raises(WorkspaceDamaged, match=rf"{table}: .*: see `diptych check`"):
        getattr(reviews, table)(crafted.store)


@pytest.mark.parametrize(
    "changes",
    [
        "[5]",
        '[{"table": "reviews"}]',
        '[{"table": 5, "id": "a", "before": null, "after": {}}]',
        "5",
    ],
)
@pytest.mark.parametrize("action", ["rule", "resolve", "tag", "begin verify", "undo", "odd"])
def test_crafted_acts_are_found(crafted: Workspace, changes: str, action: str) -> None:
    crafted.store.connection.execute(
        "insert into history select seq + 1, 'x', time, annotator, ?, null, null, ?, ?"
        " from history order by seq desc limit 1",
        (action, changes, "0" * 64),
    )
    found = stock.problems(crafted)
    assert any(line.startswith("history: act ") for line in found), found


@pytest.mark.parametrize(
    "after",
    [None, 5, [], {}, {"text": 5}, {"text": "a"}, {"title": 5}, {"kind": []}, {"before": "{"}],
)
@pytest.mark.parametrize(
    "action",
    ["rule", "clear ruling", "add missing", "reply", "resolve", "end verify", "tag", "undo"],
)
def test_any_act_has_words(crafted: Workspace, action: str, after: object) -> None:
    act = next(crafted.history.acts())
    for table in ("reviews", "spans", 5):
        changes = ({"table": table, "id": "x", "before": None, "after": after},)
        assert in_words(act.model_copy(update={"action": action, "changes": changes}))
    assert in_words(act.model_copy(update={"action": action, "changes": ({},)}))

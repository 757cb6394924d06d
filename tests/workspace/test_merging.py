"""Copies of a workspace come together: whatever was done in them, and whichever is merged first."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import ChangedSince, IntakeError, Refused
from annotations.model import DocumentState
from annotations.review.records import Mode
from annotations.store import schema
from annotations.workspace import Workspace
from tests import stock

TEXTS = (stock.ONE, stock.OTHER, "Officials of Hamas say that Hamas stays.")
NAMES = ("ana", "ben")

Act = tuple[str, str, int, int]
KINDS = (
    *("tag", "tag", "tag", "tag", "move", "relabel", "delete", "note", "attribute", "attribute"),
    *("detach", "decide", "decide", "decide", "clear", "describe", "remove", "undo", "undo"),
    *("redo", "state", "import", "named", "lines", "codebook", "rule", "rule", "reply", "assign"),
    *("apart", "call", "call", "together", "together", "part"),
)
ACTS = st.tuples(
    st.sampled_from(KINDS), st.sampled_from(NAMES), st.integers(0, 11), st.integers(0, 11)
)
BATCH = st.lists(ACTS, max_size=8)


def state(ws: Workspace) -> dict[str, list[dict[str, Any]]]:
    """Every state row, the deleted ones too."""
    return {
        table: ws.store.rows(f"select * from main.{table} order by id") for table in schema.STATE
    }


def acts(ws: Workspace) -> set[str]:
    """Every act's identifier."""
    return {act.id for act in ws.history.acts()}


def _line(n: int, m: int, who: str) -> dict[str, Any]:
    """An article as it comes from elsewhere, with all identifiers given."""
    spans = [
        {"id": f"s{m % 2}", "start": 0, "end": 2 + n % 2, "label": "claim", "annotator": who},
        {"id": f"s{2 + m % 3}", "start": 3, "end": 5, "label": "source", "annotator": who},
    ]
    relation = {
        "id": "r",
        "head": spans[0]["id"],
        "child": spans[1]["id"],
        "label": "attributed_to",
    }
    text = TEXTS[n % 3]
    return {"id": f"e{m % 2}", "text": text, "spans": spans, "relations": [relation]}


def _rule(hand: Workspace, n: int, m: int) -> None:
    items = hand.verifying.items(NAMES[hand.annotator == "ana"])
    item = items[n % len(items)]
    if m % 2:
        hand.verifying.agree(item)
    else:
        hand.verifying.reject(item, hand.codebook().reasons[m % 3].code)


def do(ws: Workspace, act: Act) -> None:
    """Do something at random; what is refused is not done."""
    what, who, n, m = act
    hand = Workspace(ws.store, who)
    articles = hand.articles.ids()
    article = articles[n % len(articles)] if articles else ""
    spans = [span for one in articles for span in hand.spans.in_article(one)]
    mine = [span for span in spans if span.annotator == who] or spans
    one, other = (mine[k % len(mine)].id if mine else "" for k in (n, m))
    words = n % 4, n % 4 + 1 + m % 3
    ways: dict[str, Callable[[], object]] = {
        "import": lambda: stock.add(hand, TEXTS[n % 3], title=(None, "A", "B")[m % 3]),
        # Under names that are another article's in another copy.
        "named": lambda: stock.add(hand, TEXTS[n % 3], id=f"d{m % 2}"),
        "lines": lambda: stock.take_lines(hand, _line(n, m, who)),
        "tag": lambda: hand.spans.tag(article, *words, ("claim", "entity")[m % 2]),
        "move": lambda: hand.spans.move(one, *words),
        "relabel": lambda: hand.spans.relabel(one, ("claim", "entity")[m % 2]),
        "delete": lambda: hand.spans.delete(one),
        "note": lambda: hand.spans.annotate(one, (None, "why", "how")[m % 3]),
        "attribute": lambda: hand.spans.attribute(one, other),
        "detach": lambda: hand.spans.detach(one, other),
        "decide": lambda: hand.links.decide(one, other, ("same", "different")[m % 2]),
        "clear": lambda: hand.links.clear(one, other),
        "apart": lambda: hand.links.break_group(one),
        "call": lambda: hand.naming.name([one, other], ("A", "B", None)[m % 3]),
        "together": lambda: hand.naming.join(one, other),
        "part": lambda: hand.naming.part(one),
        "describe": lambda: hand.articles.describe(article, title=(None, "C", "D")[m % 3]),
        "remove": lambda: hand.articles.remove(article),
        "state": lambda: hand.articles.set_state(article, list(DocumentState)[m % 3]),
        "codebook": lambda: hand.set_codebook(f'name = "book {m % 3}"'),
        "rule": lambda: _rule(hand, n, m),
        "reply": lambda: hand.corrections.contest(hand.corrections.all()[n].review.id),
        "assign": lambda: hand.assigning.begin(Mode.VERIFY, of=NAMES[who == "ana"]),
        "undo": hand.history.undo,
        "redo": hand.history.redo,
    }
    with suppress(Refused, IntakeError, IndexError, ZeroDivisionError):
        ways[what]()


@contextmanager
def copies(base: list[Act], *batches: list[Act]) -> Iterator[list[Workspace]]:
    """One workspace, and copies of it in which more was done."""
    with ExitStack() as stack:
        directory = Path(tempfile.mkdtemp())
        stack.callback(shutil.rmtree, directory)
        (origin,) = stack.enter_context(stock.workspaces("ana"))
        for act in base:
            do(origin, act)
        opened = []
        for number, batch in enumerate(batches):
            path = directory / f"{number}.db"
            origin.history.backup(path)
            opened.append(stack.enter_context(Workspace.open(path, NAMES[number % 2])))
            for act in batch:
                do(opened[-1], act)
        yield opened


def merge(into: Workspace, other: Workspace) -> Any:
    """Merge one into another, after which the file is sound and merging again changes nothing."""
    merged = into.merging.take_in(other.path)
    assert into.history.check() == []
    before = state(into), acts(into)
    assert into.merging.take_in(other.path).acts == 0
    assert (state(into), acts(into)) == before
    return merged


# -- rule by rule --------------------------------------------------------------------------------

BASE: list[Act] = [("import", "ana", 0, 0), ("import", "ben", 1, 0)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No two acts are at the same time."""
    seconds = count()

    def now() -> str:
        return f"2026-01-01T00:{next(seconds):02}:00.000Z"

    monkeypatch.setattr("annotations.store.history.now", now)


@pytest.fixture
def two(clock: None) -> Iterator[tuple[Workspace, Workspace]]:
    """Two copies of a workspace with two articles and ana's spans in both: ana's and ben's."""
    with stock.workspaces("ana") as (origin,):
        for number, text in enumerate(TEXTS[:2]):
            stock.add(origin, text, id=f"d{number}", title=f"T{number}")
            stock.tag(origin, f"d{number}", "Hamas")
        path = origin.path.with_name("other.db")
        origin.history.backup(path)
        with Workspace.open(path, "ben") as other:
            yield origin, other


def by(ws: Workspace, who: str) -> Workspace:
    """The same file in another's hands."""
    return Workspace(ws.store, who)


def spans(ws: Workspace, article: str) -> set[tuple[str, str, str]]:
    """Annotator, label and words of each span."""
    return {(one.annotator, one.label, one.text) for one in ws.spans.in_article(article)}


def test_what_each_did_alone_is_all_there(two: tuple[Workspace, Workspace]) -> None:
    ana, ben = two
    mine = stock.tag(ana, "d0", "Monday")
    theirs = stock.tag(ben, "d0", "140 posts"), stock.tag(ben, "d1", "140 posts")
    ben.links.decide(theirs[0].id, theirs[1].id, "same")
    ben.spans.attribute(theirs[0].id, ana.spans.in_article("d0")[0].id)
    ben.articles.set_state("d0", DocumentState.DONE)
    bytes_ = ben.path.read_bytes()
    merged = merge(ana, ben)
    assert merged == (5, 0, 0, 0, 2, 1, 1, ())
    assert spans(ana, "d0") == {
        ("ana", "entity", "Hamas"), ("ana", "entity", "Monday"), ("ben", "entity", "140 posts"),
    }  # fmt: skip
    assert mine in ana.spans.in_article("d0")
    assert ben.path.read_bytes() == bytes_
    assert [act.action for act in ana.history.acts()][-6:] == [
        "tag", "tag", "decide", "attribute", "state", "merge",
    ]  # fmt: skip


def test_where_nothing_is_new_nothing_is_written(two: tuple[Workspace, Workspace]) -> None:
    ana, ben = two
    stock.tag(ana, "d0", "Monday")
    before = ana.changed_elsewhere(), acts(ana), state(ana)
    assert ana.merging.take_in(ben.path).acts == 0
    assert (ana.changed_elsewhere(), acts(ana), state(ana)) == before


def test_who_has_done_nothing_since_gets_the_very_state_of_the_other(
    two: tuple[Workspace, Workspace],
) -> None:
    ana, ben = two
    stock.tag(ben, "d0", "Monday")
    stock.add(ben, TEXTS[2])
    merge(ana, ben)
    assert (state(ana), acts(ana)) == (state(ben), acts(ben))
    assert "merge" not in {act.action for act in ana.history.acts()}


def test_a_span_changed_on_both_sides_is_a_disagreement_of_two_layers(
    two: tuple[Workspace, Workspace],
) -> None:
    ana, other = two
    (span,) = ana.spans.in_article("d0")
    ana.spans.relabel(span.id, "source")
    by(other, "ana").spans.move(span.id, 0, 10)
    (conflict,) = merge(ana, other).conflicts
    assert conflict == (
        "span", ("T0",), ("Hamas said",), "ana", None, "entity “Hamas said”", "source “Hamas”",
        "ana (2)",
    )  # fmt: skip
    assert spans(ana, "d0") == {("ana", "entity", "Hamas said"), ("ana (2)", "source", "Hamas")}
    said = {
        (name, version.content and version.content["text"])
        for case in ana.adjudicating.standing(["ana", "ana (2)"], ["d0"]).open
        for version in case.versions
        for name in version.by
    }
    assert {("ana", "Hamas said"), ("ana (2)", "Hamas")} <= said
    assert ana.merging.conflicts() == [conflict]


def test_a_link_judged_differently_is_a_disagreement_of_two_layers(
    two: tuple[Workspace, Workspace],
) -> None:
    ana, other = two
    one, two_ = (ana.spans.in_article(article)[0].id for article in ("d0", "d1"))
    ana.links.decide(one, two_, "same")
    by(other, "ana").links.decide(one, two_, "different")
    (conflict,) = merge(ana, other).conflicts
    assert conflict == (
        "link", ("T0", "T1"), ("Hamas", "Hamas"), "ana", None, "different", "same", "ana (2)",
    )  # fmt: skip
    rows = ana.store.rows("select annotator, kind from verdicts where deleted = 0")
    assert sorted(tuple(row.values()) for row in rows) == [
        ("ana", "different"), ("ana (2)", "same"),
    ]  # fmt: skip


def test_a_link_judged_alike_stays_one(two: tuple[Workspace, Workspace]) -> None:
    ana, other = two
    one, two_ = (ana.spans.in_article(article)[0].id for article in ("d0", "d1"))
    for ws in two:
        by(ws, "ana").links.decide(one, two_, "same")
    assert merge(ana, other).conflicts == ()
    assert len(ana.store.rows("select * from verdicts where deleted = 0")) == 1


def test_a_detail_changed_on_both_sides(two: tuple[Workspace, Workspace]) -> None:
    ana, ben = two
    ana.articles.describe("d0", title="A", outlet="O")
    ben.articles.describe("d0", title="B", url="u")
    (conflict,) = merge(ana, ben).conflicts
    assert conflict == ("article", ("B",), (), None, "title", "B", "A", None)
    details = ana.articles.get("d0")
    assert (details.title, details.outlet, details.url) == ("B", "O", "u")


def test_the_codebook_changed_on_both_sides(two: tuple[Workspace, Workspace]) -> None:
    ana, ben = two
    ana.set_codebook('name = "one"')
    ben.set_codebook('name = "two"')
    (conflict,) = merge(ana, ben).conflicts
    assert conflict[:1] + conflict[5:] == ("codebook", "“two” 1", "“one” 1", None)
    assert ana.codebook().name == "two"


def test_an_article_removed_here_and_worked_on_there_stays(
    two: tuple[Workspace, Workspace],
) -> None:
    ana, ben = two
    ana.articles.remove("d0")
    ana.articles.remove("d1")
    stock.tag(ben, "d0", "Monday")
    (conflict,) = merge(ana, ben).conflicts
    assert conflict == ("article", ("T0",), (), None, None, "there", None, None)
    assert ana.articles.ids() == ["d0"]
    assert ("ben", "entity", "Monday") in spans(ana, "d0")


def test_an_article_taken_in_by_both_and_removed_by_one(two: tuple[Workspace, Workspace]) -> None:
    ana, ben = two
    ana.articles.remove(stock.add(ana, TEXTS[2], title="mine"))
    stock.tag(ben, stock.add(ben, TEXTS[2], title="theirs"), "Hamas")
    (conflict,) = merge(ana, ben).conflicts
    assert conflict[:2] + conflict[6:7] == ("article", ("theirs",), None)


def test_a_span_deleted_here_and_changed_there_stays(two: tuple[Workspace, Workspace]) -> None:
    ana, other = two
    (span,) = ana.spans.in_article("d0")
    ana.spans.delete(span.id)
    by(other, "ana").spans.annotate(span.id, "why?")
    (conflict,) = merge(ana, other).conflicts
    assert (conflict.kept, conflict.other, conflict.layer) == ("entity “Hamas”", None, None)
    assert ana.spans.get(span.id).note == "why?"


def test_one_stretch_tagged_on_both_sides_is_one_span(two: tuple[Workspace, Workspace]) -> None:
    ana, other = two
    there = by(other, "ana")
    for ws, note, says in ((ana, "a", "same"), (there, "b", "different")):
        spans_ = [stock.tag(ws, article, "140 posts") for article in ("d0", "d1")]
        ws.spans.annotate(spans_[0].id, note)
        ws.spans.attribute(spans_[0].id, ws.spans.in_article("d0")[0].id)
        ws.links.decide(spans_[0].id, spans_[1].id, says)
    (conflict,) = merge(ana, other).conflicts
    assert (conflict.kind, conflict.kept, conflict.other) == ("link", "different", "same")
    (span,) = [one for one in ana.spans.in_article("d0") if one.text == "140 posts"]
    assert span.note == "a / b"
    (attribution,) = ana.spans.attributions("d0")
    assert attribution.claim == span.id


def test_what_was_made_one_stays_one_where_the_other_copy_goes_on(
    two: tuple[Workspace, Workspace],
) -> None:
    ana, other = two
    there = by(other, "ana")
    stock.tag(ana, "d0", "Monday")
    second = stock.tag(there, "d0", "Monday")
    merge(ana, other)
    there.spans.relabel(second.id, "claim")
    assert merge(ana, other).conflicts == ()
    assert ("ana", "claim", "Monday") in spans(ana, "d0")
    assert len(ana.spans.in_article("d0")) == 2


# -- workspaces made from the same articles ------------------------------------------------------


@pytest.fixture
def strangers(clock: None) -> Iterator[tuple[Workspace, Workspace]]:
    """Two workspaces that know nothing of each other."""
    with stock.workspaces("ana") as (ana,), stock.workspaces("ben") as (ben,):
        yield ana, ben


def test_the_same_articles_under_other_identifiers_are_matched_by_text(
    strangers: tuple[Workspace, Workspace],
) -> None:
    ana, ben = strangers
    for ws, texts in ((ana, TEXTS[:2]), (ben, TEXTS[::-1])):
        for number, text in enumerate(texts):
            article = stock.add(ws, text, outlet=ws.annotator, title=f"{number}")
            stock.tag(ws, article, "Hamas")
            ws.articles.set_state(article, DocumentState.DONE)
        first, last, *_ = (ws.spans.in_article(one)[0].id for one in ws.articles.ids())
        ws.links.decide(first, last, "same")
        ws.assigning.begin(Mode.BLIND)
        ws.assigning.end(Mode.BLIND)
    merged = merge(ana, ben)
    assert (merged.articles, merged.matched, merged.spans, merged.links) == (1, 2, 3, 1)
    assert [one.text for one in map(ana.articles.get, ana.articles.ids())] == [*TEXTS]
    assert {(one.kind, one.detail) for one in merged.conflicts} == {
        ("article", "outlet"), ("article", "title"),
    }  # fmt: skip
    for article in ana.articles.ids():
        text = ana.articles.get(article).text
        for span in ana.spans.in_article(article):
            assert text[span.start : span.end] == span.text == "Hamas"
    assert {one.annotator for one in ana.assigning.all()} == {"ana", "ben"}
    assert {by(ana, "ben").articles.overview()[0].state} == {DocumentState.DONE}
    # Of ben's two articles the order was the other way round.
    assert [span.document for span in _ends(by(ana, "ben"))] == ana.articles.ids()[1:]


def _ends(ws: Workspace) -> list[Any]:
    row = ws.store.row(
        "select left, right from verdicts where annotator = ? and deleted = 0", (ws.annotator,)
    )
    assert row
    return [ws.spans.get(end) for end in row.values()]


def test_one_identifier_of_two_articles(strangers: tuple[Workspace, Workspace]) -> None:
    ana, ben = strangers
    for ws, text in ((ana, TEXTS[0]), (ben, TEXTS[1])):
        span = {"id": "s", "start": 0, "end": 2, "label": "claim"}
        stock.take_lines(ws, {"id": "d", "title": ws.annotator, "text": text, "spans": [span]})
    merge(ana, ben)
    assert [ana.articles.get(one).text for one in ana.articles.ids()] == [*TEXTS[:2]]
    assert {
        (ana.articles.get(one.document).title, one.annotator, one.text)
        for article in ana.articles.ids()
        for one in ana.spans.in_article(article)
    } == {("ana", "ana", TEXTS[0][:2]), ("ben", "ben", TEXTS[1][:2])}
    merge(ben, ana)
    assert state(ana) == state(ben)
    stock.tag(ben, ben.articles.find("ben"), "Hamas")
    merge(ana, ben)
    assert state(ana) == state(ben)


def test_composed_identifiers_are_composed_alike_in_a_merged_copy(
    strangers: tuple[Workspace, Workspace],
) -> None:
    ana, ben = strangers
    for ws, name in ((ana, "x/1"), (ben, "a%/2")):
        stock.add(ws, TEXTS[0], id=name)
        span = stock.tag(ws, name, "Hamas")
        reviewer = by(ws, "c/d")
        reviewer.assigning.begin(Mode.VERIFY, of=ws.annotator)
        (item,) = reviewer.verifying.items(ws.annotator)
        reviewer.verifying.agree(item)
        by(ws, "e/f").articles.set_state(name, DocumentState.DONE)
        ws.adjudicating.mark_resolved(name, resolved=True)
        assert span.id == item.id
    merge(ana, ben)
    (article,) = ana.articles.ids()
    reviewer = by(ana, "c/d")
    assert ana.assigning.states()[article, "e/f"] is DocumentState.RESOLVED
    ana.adjudicating.mark_resolved(article, resolved=False)
    by(ana, "e/f").articles.set_state(article, DocumentState.IN_PROGRESS)
    assert ana.assigning.states()[article, "e/f"] is DocumentState.IN_PROGRESS
    for of in ("ana", "ben"):
        reviewer.assigning.begin(Mode.VERIFY, of=of)
        (item,) = reviewer.verifying.items(of)
        assert reviewer.verifying.ruling(item.id)
    # Of the two states one is the mark, which was taken away again.
    for table, there in (("assignments", 2), ("states", 1), ("reviews", 2)):
        rows = ana.store.rows(f"select * from {table} where deleted = 0")
        assert [row["document"] for row in rows] == [article] * there, table
    assert stock.problems(ana) == []


def test_an_empty_workspace_becomes_the_other(strangers: tuple[Workspace, Workspace]) -> None:
    ana, ben = strangers
    stock.tag(ben, stock.add(ben, TEXTS[0]), "Hamas")
    merge(ana, ben)
    assert state(ana) == state(ben)


# -- reviews -------------------------------------------------------------------------------------


def test_rulings_and_replies_follow_what_was_made_one(two: tuple[Workspace, Workspace]) -> None:
    ana, other = two
    stock.tag(ana, "d0", "Monday")
    stock.tag(by(other, "ana"), "d0", "Monday")
    for ws, reason in ((ana, "wrong"), (other, "duplicate")):
        reviewer = by(ws, "ben")
        code = reviewer.codebook().reasons[reason == "wrong"].code
        (item,) = [one for one in reviewer.verifying.items("ana", ["d0"]) if one.text == "Monday"]
        review = reviewer.verifying.reject(item, code)
        by(ws, "ana").corrections.contest(review.id)
    (conflict,) = merge(ana, other).conflicts
    assert (conflict.kind, conflict.who, conflict.layer) == ("ruling", "ben", "ben (2)")
    assert conflict.quotes == ("Monday",)
    (ruling,) = by(ana, "ben").verifying.rulings("ana")
    (span,) = [one for one in ana.spans.in_article("d0") if one.text == "Monday"]
    assert (ruling.item, ruling.id) == (span.id, f"{span.id}/ben")
    (reply,) = ana.store.rows("select * from replies where deleted = 0")
    assert reply["review"] == ruling.id


# -- the way back --------------------------------------------------------------------------------


def test_undo_goes_past_a_merge_to_what_was_done_before(two: tuple[Workspace, Workspace]) -> None:
    ana, ben = two
    stock.tag(ana, "d0", "Monday")
    stock.tag(ben, "d0", "140 posts")
    merge(ana, ben)
    assert ana.history.undo().words == "tagged entity “Monday”"
    assert ana.history.redo().words == "tagged entity “Monday”"
    assert by(ana, "ben").history.undo().words == "tagged entity “140 posts”"
    assert ana.history.check() == []


def test_undo_of_what_a_merged_copy_has_changed_is_refused(
    two: tuple[Workspace, Workspace],
) -> None:
    ana, other = two
    (span,) = ana.spans.in_article("d0")
    by(other, "ana").spans.relabel(span.id, "claim")
    ana.spans.relabel(span.id, "source")  # later, and so kept
    merge(ana, other)
    with pytest.raises(ChangedSince, match="cannot undo: a copy that was merged has changed the"):
        ana.history.undo()
    assert ana.history.check() == []


# -- at random -----------------------------------------------------------------------------------


START: list[Act] = [
    *(("import", "ana", 0, 0), ("import", "ben", 1, 0)),
    *(("tag", who, n, 1) for who in NAMES for n in (0, 1, 2)),
    ("decide", "ana", 0, 1),
]
BASES = st.tuples(st.sampled_from([[], START]), st.lists(ACTS, max_size=8)).map(
    lambda parts: [*parts[0], *parts[1]]
)
KEEPING = ("tag", "tag", "tag", "move", "move", "relabel", "import", "describe", "decide", "note")
KEPT = st.lists(
    st.tuples(
        st.sampled_from(KEEPING), st.sampled_from(NAMES), st.integers(0, 11), st.integers(0, 11)
    ),
    max_size=8,
)


def places(ws: Workspace) -> dict[str, tuple[str, str, str, int, int]]:
    """Text, layer, label, start and end of each span; of a layer’s other version the same."""
    rows = ws.store.rows(
        """select s.*, sha256 from spans as s join documents as d on d.id = document
           where s.deleted = 0 and d.deleted = 0"""
    )
    return {
        row["id"]: (
            row["sha256"], row["annotator"].split(" ")[0], row["label"], row["start"], row["end"],
        )
        for row in rows
    }  # fmt: skip


@given(BASES, KEPT, KEPT)
@settings(max_examples=25, deadline=None)
def test_no_work_is_lost(base: list[Act], a: list[Act], b: list[Act]) -> None:
    with copies(base, [], a, b) as (origin, one, other):
        before = places(origin).items()
        worked = {
            span for ws in (one, other) for span in dict(places(ws).items() - before).values()
        }
        titles = {
            ws.articles.get(article).title
            for ws in (one, other)
            for article in ws.articles.ids()
            if article in origin.articles.ids()
            and ws.articles.get(article).title != origin.articles.get(article).title
        }
        told = merge(one, other).conflicts
        assert worked <= {*places(one).values()}
        kept = {one.articles.get(article).title for article in one.articles.ids()}
        assert titles <= kept | {conflict.other for conflict in told} | {None}


@given(BASES, BATCH, BATCH)
@settings(max_examples=40, deadline=None)
def test_either_way_round_it_comes_to_the_same(base: list[Act], a: list[Act], b: list[Act]) -> None:
    with copies(base, a, b, a) as (one, other, _):
        third = one.path.with_name("third.db")
        one.history.backup(third)
        merge(one, other)
        with Workspace.open(third, "ben") as copy:
            merge(other, copy)
            assert acts(one) == acts(other)
            assert state(one) == state(other)
            merge(copy, one)
            assert acts(one) == acts(copy)
            assert state(one) == state(copy)


@given(
    BASES,
    st.lists(BATCH, min_size=3, max_size=3),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), BATCH), max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_three_copies_come_together_in_any_order(
    base: list[Act], batches: list[list[Act]], order: list[tuple[int, int, list[Act]]]
) -> None:
    with copies(base, *batches) as opened:
        for into, other, more in order:
            if into != other:
                merge(opened[into], opened[other])
            for act in more:
                do(opened[into], act)
        one, two, three = opened
        for here, there in ((one, two), (one, three), (two, one), (three, one)):
            merge(here, there)
        assert acts(one) == acts(two) == acts(three)
        assert state(one) == state(two) == state(three)


def test_a_blind_pass_counts_after_a_merge_that_gave_its_article_another_name(
    tmp_path: Path,
) -> None:
    with Workspace.open(tmp_path / "a.db", "ana", create=True) as ana:
        stock.add(ana, stock.ONE, id="article")
        stock.tag(ana, "article", "Hamas")
    with Workspace.open(tmp_path / "b.db", "ben", create=True) as ben:
        stock.add(ben, stock.ONE, id="other name")
        ben.assigning.begin(Mode.BLIND)
        stock.tag(ben, "other name", "Hamas")
        ben.assigning.end(Mode.BLIND)
        stock.tag(ben, "other name", "Monday")
    with Workspace.open(tmp_path / "a.db", "ana") as ana:
        ana.merging.take_in(tmp_path / "b.db")
        measured = ana.measuring.agreement(resamples=0)
        assert list(measured.blind) == ["ben"]
        # What ben tagged afterwards does not count.
        assert measured.agreement.spans.exact.value == 1.0
        assert ana.measuring.agreement(as_now=True, resamples=0).agreement.spans.exact.items == 3


def test_articles_that_both_have_in_another_order_stand_as_they_came_in(tmp_path: Path) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    with Workspace.open(here, "ana", create=True) as ana:
        stock.add(ana, TEXTS[0], id="a")
        stock.add(ana, TEXTS[1], id="b")
    with Workspace.open(there, "ben", create=True) as ben:
        stock.add(ben, "Something else.", id="x")
        stock.add(ben, TEXTS[0], id="a")
        stock.add(ben, TEXTS[1], id="b")
    with Workspace.open(here, "ana") as ana:
        ana.merging.take_in(there)
        assert ana.articles.ids() == ["a", "b", "x"]
        assert [*ana.store.tuples("select ordinal from documents order by ordinal")] == [
            (1,), (2,), (3,),
        ]  # fmt: skip
    with Workspace.open(there, "ben") as ben:
        ben.merging.take_in(here)
        assert ben.articles.ids() == ["a", "b", "x"]

"""Exporting: what goes out comes back the same, byte for byte, and files appear whole."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Cancelled, IntakeError, Refused, WorkspaceError
from annotations.formats import jsonl
from annotations.matching.matcher import ScoredPair
from annotations.model import DocumentDetails, Span
from annotations.workspace import Workspace
from tests import stock
from tests.workspace.proposing import Given, lettered, propose, scored

Pair = tuple[Workspace, Workspace]

SCRAPS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=12
)
TEXTS = st.lists(SCRAPS.filter(str.strip), min_size=2, max_size=3, unique=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | SCRAPS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(SCRAPS, inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
DETAILS = st.builds(
    DocumentDetails,
    title=st.none() | SCRAPS,
    outlet=st.none() | SCRAPS,
    published=st.sampled_from([None, "2024-06-17", "2024-06-17T10:00:00+02:00"]),
    url=st.none() | SCRAPS,
    language=st.sampled_from([None, "en"]),
    meta=st.dictionaries(SCRAPS, JSON, max_size=2),
)
NUMBER = st.integers(0, 999)
SPAN = st.tuples(NUMBER, NUMBER, NUMBER, st.sampled_from(["claim", "entity"]), st.none() | SCRAPS)
KIND = st.sampled_from([None, "same", "different"])
LINK = st.tuples(NUMBER, NUMBER, KIND, st.none() | SCRAPS, st.none() | st.floats(0, 1))


def _items(spans: list[Span]) -> dict[str, str]:
    """The first made of all spans of an article and label stands for every second one."""
    first: dict[tuple[str, str], str] = {}
    items = {}
    for n, span in enumerate(spans):
        item = first.setdefault((span.document, span.label), span.id)
        if n % 2 and item != span.id:
            items[span.id] = item
    return items


def _annotate(both: list[Workspace], spans: list[Any], ties: list[Any], links: list[Any]) -> None:
    """Random work in two layers."""
    ids = both[0].articles.ids()
    made = []
    for n, (where, place, length, label, note) in enumerate(spans):
        article = both[0].articles.get(ids[where % len(ids)])
        start = place % len(article.text)
        end = start + 1 + length % (len(article.text) - start)
        try:
            made.append(both[n % 2].spans.tag(article.id, start, end, label, note=note))
        except Refused:
            continue
    pairs: dict[tuple[str, str], ScoredPair] = {}
    items = _items(made)
    for n, (a, b) in enumerate(ties):
        one, other = made[a % len(made)], made[b % len(made)]
        if one.document == other.document and one.id != other.id:
            both[n % 2].spans.attribute(one.id, other.id)
    for n, (a, b, kind, note, score) in enumerate(links):
        one, other = made[a % len(made)], made[b % len(made)]
        if one.label != other.label or one.document == other.document:
            continue
        left, right = sorted((one, other), key=lambda span: ids.index(span.document))
        if kind:
            both[n % 2].links.decide(one.id, other.id, kind, note)
        if score is not None:
            key = items.get(left.id, left.id), items.get(right.id, right.id)
            pairs[key] = ScoredPair(
                *key, left.label, score, (note or "because",), ("but",) * (n % 2), not n % 3
            )
    both[0].links.match(Given(list(pairs.values()), items))


@settings(max_examples=40, deadline=None)
@given(
    texts=TEXTS,
    details=st.lists(DETAILS, min_size=3, max_size=3),
    spans=st.lists(SPAN, min_size=1, max_size=8),
    ties=st.lists(st.tuples(NUMBER, NUMBER), max_size=4),
    links=st.lists(LINK, max_size=6),
)
def test_out_in_and_out_again_is_the_same(
    texts: list[str], details: list[DocumentDetails], spans: Any, ties: Any, links: Any
) -> None:
    with stock.workspaces("ana", "ben") as both, stock.workspaces("cleo") as (fresh,):
        for text, known in zip(texts, details, strict=False):
            stock.add(both[0], text, **known.model_dump())
        _annotate(both, spans, ties, links)
        for what in ("documents", "links"):
            lines = list(both[0].exporting.lines(what))
            assert all(line.isascii() and "\n" not in line for line in lines)
            assert not any(ord(character) < 32 for line in lines for character in line)
            if lines:
                stock.take_lines(fresh, *lines)
            assert list(fresh.exporting.lines(what)) == lines
        assert stock.problems(both[0]) == stock.problems(fresh) == []


def _links(ws: Workspace, *keys: str, layer: str = "all") -> list[tuple[Any, ...]]:
    """The links that go out: their ends, and what else is asked for."""
    lines = map(json.loads, ws.exporting.lines("links", layer=layer))
    return [
        (line["left"]["span"] + line["right"]["span"], *(line[key] for key in keys))
        for line in lines
    ]


def test_a_proposed_pair_goes_out_with_all_pairs_of_mentions(ws: Workspace) -> None:
    lettered(ws, "1", "2", "3")
    propose(
        ws,
        scored("1a", "2a", 0.5),
        scored("2a", "3a", 0.9, against=("older",), conflict=True),
        items={"1c": "1a", "1b": "1a", "2f": "2a"},
    )
    whole = {"left": "1a", "right": "2a"}
    assert _links(ws, "score", "against", "conflict", "of") == [
        ("2a3a", 0.9, ["older"], True, None),
        ("2f3a", 0.9, ["older"], True, {"left": "2a", "right": "3a"}),
        ("1a2a", 0.5, [], False, None),
        *((pair, 0.5, [], False, whole) for pair in ("1a2f", "1b2a", "1b2f", "1c2a", "1c2f")),
    ]
    ws.links.break_group("1b")
    assert [pair for pair, *_ in _links(ws)] == ["2a3a", "2f3a", "1a2a", "1a2f", "1c2a", "1c2f"]


def test_only_what_was_judged_itself_has_a_verdict(pair: Pair) -> None:
    ana, ben = pair
    lettered(ana, "1", "2", "3")
    propose(
        ana,
        scored("1a", "2a", 0.9),
        scored("1a", "3a", 0.8),
        scored("2a", "3a", 0.7),
        scored("1d", "2d", 0.1),
        items={"1b": "1a"},
    )
    ana.links.decide("1b", "2a", "same")
    ana.links.decide("1a", "3a", "different")
    of = {"left": "1a", "right": "2a"}
    assert _links(ana, "verdict", "implied", "of", layer="ana") == [
        ("1a2a", None, "same", None),
        ("1b2a", "same", None, of),
        ("1a3a", "different", None, None),
        ("1b3a", None, "different", {"left": "1a", "right": "3a"}),
        ("2a3a", None, "different", None),
        ("1d2d", None, None, None),
    ]
    ben.links.decide("1a", "2a", "different")
    assert _links(ana, "verdict", "implied", layer="all")[:2] == [
        ("1a2a", "different", None),
        ("1b2a", "same", None),
    ]
    ben.links.decide("2a", "3a", "same")
    assert ("1b3a", None, "different") in _links(ana, "verdict", "implied")


def test_nothing_follows_from_mentions_that_do_not_go_out(ws: Workspace) -> None:
    lettered(ws, "1", "2", "3")
    propose(ws, scored("2a", "3a"), items={"1b": "1a"})
    ws.links.decide("1a", "2a", "same")
    ws.links.decide("1b", "3a", "same")
    assert ws.links.queue().settled == 1
    assert ("2a3a", None) in _links(ws, "implied")


def test_what_follows_from_two_annotators_is_said_where_they_agree(pair: Pair) -> None:
    ana, ben = pair
    lettered(ana, "1", "2", "3")
    propose(ana, scored("1a", "2a"), scored("1a", "3a"), scored("2a", "3a"))
    ana.links.decide("1a", "2a", "same")
    ana.links.decide("1a", "3a", "same")
    assert ("2a3a", "same") in _links(ana, "implied")
    ben.links.decide("1a", "2a", "same")
    assert ("2a3a", "same") in _links(ana, "implied")
    ben.links.decide("1a", "3a", "different")
    assert ("2a3a", None) in _links(ana, "implied")
    assert ("2a3a", "different") in _links(ana, "implied", layer="ben")


def _work(pair: Pair) -> None:
    ana, ben = pair
    claim, source = stock.tag(ana, "one", "They go", "claim"), stock.tag(ana, "one", "official")
    ana.spans.attribute(claim.id, source.id)
    ben.spans.attribute(claim.id, stock.tag(ben, "one", "official").id)
    ana.links.decide(source.id, stock.tag(ben, "two", "Officials").id, "same")


def test_every_key_is_always_there(pair: Pair) -> None:
    ana, ben = pair
    _work(pair)
    one, two = ana.spans.in_article("one")[0], stock.tag(ben, "two", "140", "claim")
    ana.links.match(Given([ScoredPair(one.id, two.id, "claim", 0.5, ())]))
    exported = [json.loads(line) for line in ana.exporting.lines()]
    assert [set(line) for line in exported] == [
        {"schema", "id", "title", "outlet", "published", "url", "language", "text"}
        | {"text_sha256", "meta", "spans", "relations"}
    ] * 2
    assert {frozenset(span) for line in exported for span in line["spans"]} == {
        frozenset(["id", "start", "end", "label", "text", "annotator", "origin", "note", "created"])
    }
    assert {frozenset(relation) for line in exported for relation in line["relations"]} == {
        frozenset(("id", "label", "head", "child", "annotator"))
    }
    links = [json.loads(line) for line in ana.exporting.lines("links")]
    assert [(link["verdict"], link["score"]) for link in links] == [(None, 0.5), ("same", None)]
    assert {frozenset(link) for link in links} == {
        frozenset(
            [
                "schema",
                "id",
                "label",
                "verdict",
                "implied",
                "score",
                "reasons",
                "against",
                "conflict",
                "annotator",
                "decided",
                "note",
                "of",
                "left",
                "right",
            ]
        )
    }
    history = [json.loads(line) for line in ana.exporting.lines("history")]
    assert [line["seq"] for line in history] == list(range(1, len(history) + 1))
    assert all(line["hash"] and line["changes"] for line in history)


def test_a_layer_goes_out_alone_and_can_come_back(pair: Pair) -> None:
    ana, ben = pair
    _work(pair)
    for name, spans, relations, verdicts in (
        ("all", 4, 2, 1),
        ("ana", 2, 1, 1),
        ("ben", 2, 0, 0),  # ben's relation has ana's claim at one end, which does not go out
    ):
        exported = [json.loads(line) for line in ben.exporting.lines(layer=name)]
        assert sum(len(line["spans"]) for line in exported) == spans
        assert sum(len(line["relations"]) for line in exported) == relations
        assert len(list(ana.exporting.lines("links", layer=name))) == verdicts
        assert (
            len(list(ana.exporting.lines("history", layer=name)))
            == {
                "all": 9,
                "ana": 6,
                "ben": 3,
            }[name]
        )
        with stock.workspaces("cleo") as (fresh,):
            stock.take_lines(fresh, *exported)
            assert list(fresh.exporting.lines()) == list(ben.exporting.lines(layer=name))
    with pytest.raises(Refused, match="no layer of cleo: there are ana, ben, or all"):
        ana.exporting.lines(layer="cleo")
    with pytest.raises(Refused, match="cannot export cake: choose one of documents, links"):
        ana.exporting.lines("cake")


def test_everybody_with_a_layer_is_named_where_there_is_no_such_layer(pair: Pair) -> None:
    ana, ben = pair
    with pytest.raises(Refused, match="no layer of cleo: there are none, or all"):
        ana.exporting.lines(layer="cleo")
    claim, source = stock.tag(ana, "one", "They go", "claim"), stock.tag(ana, "one", "official")
    ben.spans.attribute(claim.id, source.id)
    with pytest.raises(Refused, match="no layer of cleo: there are ana, ben, or all"):
        ana.exporting.lines(layer="cleo")


def test_an_article_removed_meanwhile_is_left_out(pair: Pair) -> None:
    ana, ben = pair
    lines = ana.exporting.lines()
    next(lines)
    ben.articles.remove("two")
    assert list(lines) == []


def test_a_file_is_written_whole(pair: Pair, tmp_path: Path) -> None:
    ana, _ = pair
    target = tmp_path / "out.jsonl"
    heard: list[int] = []
    written = ana.exporting.to_file(target, progress=lambda done, _: heard.append(done))
    assert (written.held, written.left) == ({"line": 2}, {})
    assert target.read_bytes() == "".join(f"{line}\n" for line in ana.exporting.lines()).encode()
    assert heard == [1, 2]
    with stock.workspaces("cleo") as (fresh,):
        assert len(fresh.importing.file(target).added) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("error", [Cancelled, KeyboardInterrupt, ValueError])
def test_a_file_that_breaks_off_leaves_the_old_one(
    pair: Pair, tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise error

    with pytest.raises(error):
        pair[0].exporting.to_file(target, progress=stop)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_disk_that_refuses(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="cannot be written: No space left on device"):
        pair[0].exporting.to_file(tmp_path / "out.jsonl")
    monkeypatch.undo()
    for target in (tmp_path / "no" / "out.jsonl", tmp_path):
        with pytest.raises(WorkspaceError, match="cannot be written: "):
            pair[0].exporting.to_file(target)
    assert list(tmp_path.iterdir()) == []


def test_history_is_not_read_back(pair: Pair) -> None:
    lines = "\n".join(pair[0].exporting.lines("history")).encode()
    with pytest.raises(IntakeError, match="history is a record and is not imported"):
        jsonl.read(lines, "f")

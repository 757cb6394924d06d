"""Importing: a file comes in whole or not at all, and nothing that is there is overwritten."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import Cancelled, IntakeError
from annotations.formats import jsonl, readers
from annotations.review.records import Mode
from annotations.text import intake
from annotations.workspace import Workspace
from tests import stock
from tests.workspace.proposing import lettered

Pair = tuple[Workspace, Workspace]
SPANS = [
    {"id": "c", "start": 0, "end": 2, "label": "claim", "annotator": "cleo"},
    {"id": "s", "start": 3, "end": 5, "label": "source", "annotator": "cleo"},
]
ARTICLE = {
    "id": "d",
    "text": "ab cd",
    "spans": SPANS,
    "relations": [{"id": "r", "head": "c", "child": "s"}],
}
LINK = {"id": "l", "score": 0.5}
OTHER = {"id": "o", "start": 0, "end": 2, "label": "entity"}


def _file(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_kinds_of_file(ws: Workspace, tmp_path: Path) -> None:
    plain = ws.importing.file(_file(tmp_path, "a.txt", "One.\r\nTwo."))
    marked = ws.importing.file(_file(tmp_path, "b.MD", "---\ntitle: T\n---\n# H\nText"))
    lines = ws.importing.file(_file(tmp_path, "c.jsonl", '{"text": "x"}\n{"text": "y"}'))
    bare = ws.importing.file(_file(tmp_path, "noname", '{"text": "z", "title": "Z"}'))
    assert [name for report in (plain, marked, lines, bare) for _, name in report.added] == [
        "One.",
        "T",
        "x",
        "y",
        "Z",
    ]
    assert [a.ordinal for a in ws.articles.overview()] == [1, 2, 3, 4, 5]
    assert ws.articles.get(ws.articles.ids()[0]).text == "One.\nTwo."
    assert len(list(ws.history.acts())) == 4
    assert stock.problems(ws) == []


def test_the_samples_come_in(ws: Workspace) -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    for path in sorted(seeds.glob("0*.md")):
        report = ws.importing.file(path)
        assert len(report.added) == 1
        assert report.remarks == []
    assert all(a.details.outlet and a.details.published for a in ws.articles.overview())


def test_files_that_are_none(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(IntakeError, match="no such file"):
        ws.importing.file(tmp_path / "no.txt")
    with pytest.raises(IntakeError, match="a directory: give the files in it"):
        ws.importing.file(tmp_path)
    for name in ("a.txt", "a.jsonl", "a.md"):
        with pytest.raises(IntakeError, match="empty"):
            ws.importing.file(_file(tmp_path, name, b""))
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    monkeypatch.setattr(readers, "MAX_BYTES", 20)
    with pytest.raises(IntakeError, match=r"a\.txt: 11 bytes, more than 10: split it"):
        ws.importing.file(_file(tmp_path, "a.txt", b"x" * 11))
    with pytest.raises(IntakeError, match=r"a\.jsonl: 21 bytes, more than 20: split it"):
        ws.importing.file(_file(tmp_path, "a.jsonl", b"x" * 21))
    assert ws.articles.ids() == []


def test_the_same_text_is_named_and_left_alone(ws: Workspace) -> None:
    stock.add(ws, "Same\ntext", title="First")
    report = stock.take_lines(
        ws,
        {"text": "Same\r\ntext", "spans": [{"start": 0, "end": 4, "label": "entity"}]},
        {"text": "new", "title": "New"},
        {"text": "new"},
    )
    assert report.known == [("test.jsonl line 1", "First"), ("test.jsonl line 3", "New")]
    assert len(report.added) == 1
    assert report.spans == 0
    assert len(ws.articles.ids()) == 2


BAD: dict[str, tuple[list[dict[str, Any]], str]] = {
    "an id twice": ([ARTICLE, {"id": "d", "text": "other"}], 'another article has the id "d"'),
    "a span id twice": ([{"text": "ab cd", "spans": [SPANS[0]] * 2}], 'the id "c" is taken'),
    "a span id of another article": (
        [ARTICLE, {"text": "zz", "spans": [SPANS[0]]}],
        'line 2: spans[0]: the id "c" is taken',
    ),
    "a missing end": (
        [{**ARTICLE, "relations": [{"head": "c", "child": "x"}]}],
        'relations[0]: no span "x" in this article',
    ),
    "a circle": (
        [{**ARTICLE, "relations": [{"head": "c", "child": "c"}]}],
        "relations[0]: a claim rests on itself",
    ),
    "a relation id twice": (
        [{**ARTICLE, "relations": [{"id": "r", "head": h, "child": c} for h, c in ("cs", "sc")]}],
        'relations[1]: the id "r" is taken',
    ),
    "a link to nothing": (
        [ARTICLE, {"id": "l", "label": "x", "left": {"span": "c"}, "right": {"span": "x"}}],
        'line 2: no span "x" in this workspace: import the documents first',
    ),
    "a link within an article": (
        [ARTICLE, {"id": "l", "label": "x", "left": {"span": "c"}, "right": {"span": "s"}}],
        "line 2: both ends are in one article",
    ),
    "a link of two labels": (
        [
            ARTICLE,
            {**ARTICLE, "id": "b", "text": "ef gh", "spans": [OTHER], "relations": []},
            {**LINK, "label": "claim", "left": {"span": "c"}, "right": {"span": "o"}},
        ],
        'line 3: label "claim", but the ends are claim and entity',
    ),
    "a bad line at the end": ([ARTICLE, {"text": ""}], "line 2: empty"),
}


@pytest.mark.parametrize(("lines", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_means_nothing_of_the_file(
    ws: Workspace, lines: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(IntakeError) as caught:
        stock.take_lines(ws, *lines)
    assert message in str(caught.value)
    assert str(caught.value).startswith("test.jsonl line ")
    assert ws.articles.ids() == []
    assert list(ws.history.acts()) == []
    assert ws.store.rows("select * from texts") == []


def test_an_import_that_is_stopped_leaves_nothing(ws: Workspace) -> None:
    heard = []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if done == 2:
            raise Cancelled

    incoming = jsonl.read(b'{"text": "a"}\n{"text": "b"}\n{"text": "c"}', "f")
    with pytest.raises(Cancelled):
        ws.importing.take_in(incoming, stop)
    assert heard == [(0, 3), (1, 3), (2, 3)]
    assert ws.articles.ids() == []
    assert list(ws.history.acts()) == []


def test_what_comes_in_keeps_its_layer_and_is_one_act(ws: Workspace) -> None:
    report = stock.take_lines(ws, ARTICLE)
    assert (report.added, report.spans) == ([("d", "test.jsonl line 1")], 2)
    claim, source = ws.spans.in_article("d")
    assert (claim.annotator, claim.text, claim.origin) == ("cleo", "ab", "import")
    (said,) = ws.spans.attributions("d")
    assert (said.id, said.annotator, said.claim, said.source) == ("r", "cleo", "c", "s")
    ws.history.undo()
    assert ws.articles.ids() == []
    ws.history.redo()
    assert ws.spans.in_article("d") == [claim, source]
    assert ws.spans.attributions("d") == [said]


def test_saying_a_relation_twice_is_once(ws: Workspace) -> None:
    relation = {"head": "c", "child": "s"}
    stock.take_lines(ws, {**ARTICLE, "relations": [{**relation, "id": "r"}, relation]})
    assert [said.id for said in ws.spans.attributions()] == ["r"]


def test_a_removed_article_comes_back_where_it_was(ws: Workspace) -> None:
    stock.take_lines(ws, ARTICLE, {"text": "second"})
    before = ws.articles.overview(), ws.spans.in_article("d"), ws.spans.attributions()
    ws.articles.remove("d")
    stock.take_lines(ws, {**ARTICLE, "relations": [{"head": "c", "child": "s"}]})
    assert (ws.articles.overview(), ws.spans.attributions()) == (before[0], before[2])
    assert stock.problems(ws) == []


def test_links_come_in_with_verdicts_that_stand(pair: Pair) -> None:
    ana, ben = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    link = {"label": "entity", "left": {"span": two.id}, "right": {"span": one.id}}
    mine = {**link, "id": "m", "verdict": "same", "score": 0.5, "reasons": ["alike"]}
    bens = {**link, "id": "b", "verdict": "different", "annotator": "ben"}
    assert stock.take_lines(ana, mine, bens).links == 2
    (queued,) = ana.links.queue()
    assert (queued.id, queued.kind, queued.score, queued.left.id) == ("m", "same", 0.5, one.id)
    assert [each.kind for each in ben.links.queue()] == ["different"]
    stock.take_lines(ana, {**mine, "id": "n", "verdict": "unsure"})
    assert [each.kind for each in ana.links.queue()] == ["same"]  # what is judged here stands
    ana.links.clear(one.id, two.id)
    stock.take_lines(ana, {**mine, "id": "n", "verdict": "unsure"})
    assert [each.kind for each in ana.links.queue()] == ["unsure"]
    assert stock.problems(ana) == []


def _line(left: str, right: str, score: float, **more: Any) -> dict[str, Any]:
    ends = {"left": {"span": left}, "right": {"span": right}}
    return {"id": left + right, "label": "entity", "score": score, **ends, **more}


def _of(left: str, right: str) -> dict[str, Any]:
    return {"of": {"left": left, "right": right}}


def test_pairs_that_go_with_others_come_in_as_mentions(ws: Workspace) -> None:
    lettered(ws, "1", "2")
    more = {"against": ["older"], "conflict": True, "evidence": [0.5, 2]}
    stock.take_lines(ws, _line("2b", "1c", 0.9, **_of("2a", "1a")), _line("2a", "1a", 0.9, **more))
    queue = ws.links.queue()
    assert [(q.left.id, q.right.id, q.against, q.conflict) for q in queue] == [
        ("1a", "2a", ("older",), True)
    ]
    assert ws.store.value("select length(evidence) from proposals") == 8
    about = ws.links.about("1a", "2a")
    assert [[span.id for span in end.mentions] for end in (about.left, about.right)] == [
        ["1c"],
        ["2b"],
    ]


ALONE = {
    "what it goes with is not there": [_line("1b", "2a", 0.5, **_of("1a", "2a"))],
    "nor any such span": [_line("1b", "2a", 0.5, **_of("9a", "2a"))],
    "in another article": [
        _line("1b", "2a", 0.5, **_of("3a", "2a")),
        _line("2a", "3a", 0.4),
    ],
    "each with the other": [
        _line("1b", "2a", 0.5, **_of("1a", "2a")),
        _line("1a", "2a", 0.4, **_of("1b", "2a")),
    ],
    "a mention of a mention": [
        _line("1a", "2a", 0.9),
        _line("1b", "2a", 0.8, **_of("1a", "2a")),
        _line("1b", "3a", 0.7),
        _line("1c", "3a", 0.6, **_of("1b", "3a")),
    ],
}


@pytest.mark.parametrize("lines", ALONE.values(), ids=ALONE.keys())
def test_a_pair_that_cannot_go_with_another_is_proposed_itself(
    ws: Workspace, lines: list[dict[str, Any]]
) -> None:
    lettered(ws, "1", "2", "3")
    stock.take_lines(ws, *lines)
    proposed = {(q.left.id, q.right.id) for q in ws.links.queue()}
    assert (lines[-1]["left"]["span"], lines[-1]["right"]["span"]) in proposed
    assert (lines[0]["left"]["span"], lines[0]["right"]["span"]) in proposed
    assert stock.problems(ws) == []


def test_items_of_several_files_are_put_together(ws: Workspace) -> None:
    lettered(ws, "1", "2")
    stock.take_lines(ws, _line("1b", "2a", 0.9), _line("1c", "2a", 0.9, **_of("1b", "2a")))
    stock.take_lines(ws, _line("1a", "2a", 0.8), _line("1b", "2a", 0.8, **_of("1a", "2a")))
    assert [s.id for s in ws.links.about("1a", "2a").left.mentions] == ["1b", "1c"]
    stock.take_lines(ws, _line("1c", "2a", 0.8), _line("1a", "2a", 0.8, **_of("1c", "2a")))
    assert [s.id for s in ws.links.about("1c", "2a").left.mentions] == ["1a", "1b"]


def test_a_verdicts_id_is_not_taken_over(pair: Pair) -> None:
    ana, ben = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    other = stock.tag(ana, "two", "140")
    verdict = ben.links.decide(one.id, two.id, "same")
    link = {"id": verdict.id, "label": "entity", "verdict": "same", "score": 0.1}
    with pytest.raises(IntakeError, match=f'line 1: the id "{verdict.id}" is taken'):
        stock.take_lines(ana, {**link, "left": {"span": one.id}, "right": {"span": other.id}})
    assert [each.verdict for each in ben.links.queue()] == [verdict]
    assert ana.links.queue() == []


def test_meta_is_kept_as_it_was(ws: Workspace) -> None:
    kept = {"a": [1, 2.5, None, True, {"é🙂": "\u202e"}], "big": 10**30}
    stock.take_lines(ws, json.dumps({"id": "d", "text": "x", "meta": kept}))
    assert ws.articles.get("d").meta == kept


def test_what_is_hidden_keeps_its_id_and_nothing_is_told(pair: Pair) -> None:
    ana, ben = pair
    spans = [
        {"id": "s", "start": 0, "end": 5, "label": "claim"},
        {"id": "t", "start": 6, "end": 10, "label": "source"},
    ]
    relations = [{"id": "r", "head": "s", "child": "t"}]
    brought = {"text": "Hamas said it.", "spans": spans, "relations": relations}
    stock.take_lines(ana, {**brought, "id": "three"})
    before = ana.spans.in_article("three"), ana.spans.attributions("three")
    ben.assigning.begin(Mode.BLIND)
    other = stock.tag(ben, "one", "Hamas", "claim")
    link = {"id": "l", "label": "claim", "verdict": "same",
            "left": {"span": other.id}, "right": {"span": "s"}}  # fmt: skip
    found = stock.take_lines(ben, {**brought, "id": "four", "text": "Hamas held it."}, link)
    assert (found.spans, found.links, found.remarks) == (2, 1, [])
    claim, source = ben.spans.in_article("four")
    (attribution,) = ben.spans.attributions("four")
    assert (attribution.claim, attribution.source) == (claim.id, source.id)
    assert {claim.id, source.id}.isdisjoint({"s", "t"})
    assert (ana.spans.in_article("three"), ana.spans.attributions("three")) == before
    with pytest.raises(IntakeError, match=f'the id "{claim.id}" is taken'):
        stock.take_lines(ben, {"id": "five", "text": "Hamas.", "spans": [
            {"id": claim.id, "start": 0, "end": 5, "label": "claim"}]})  # fmt: skip
    assert stock.problems(ana) == []

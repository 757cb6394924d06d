"""What goes out of a review: the resolved layer with who decided it, and every decision."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import IntakeError, NotFound, Refused
from annotations.formats import jsonl
from annotations.model import Record
from annotations.review.records import Assignment, Mode, Reply, Resolution, Review
from annotations.workspace import Workspace
from annotations.workspace.chosen import OPEN
from annotations.workspace.history import in_words
from tests import stock

Trio = tuple[Workspace, Workspace, Workspace]

DECISION = ["by", "basis", "choice", "adjudicator", "decided", "note"]


@pytest.fixture
def trio() -> Iterator[Trio]:
    """Ana and ben have read two articles, and agree on the first Hamas of each."""
    with stock.workspaces("ana", "ben", "lea") as (ana, ben, lea):
        stock.add(ana, stock.ONE, id="one", title="One")
        stock.add(ana, stock.OTHER, id="two", title="Two")
        for ws in (ana, ben):
            one, two = (stock.tag(ws, article, "Hamas").id for article in ("one", "two"))
            ws.links.decide(one, two, "same")
            claim = stock.tag(ws, "one", "They go", "claim")
            source = stock.tag(ws, "one", "an official", "source")
            ws.spans.attribute(claim.id, source.id)
        yield ana, ben, lea


def resolved(ws: Workspace, what: str = "documents", **more: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ws.exporting.lines(what, layer="resolved", **more)]


def spans(ws: Workspace, **more: Any) -> list[dict[str, Any]]:
    return [span for line in resolved(ws, **more) for span in line["spans"]]


def words(ws: Workspace, **more: Any) -> list[str]:
    return [span["text"] for span in spans(ws, **more)]


def decisions(ws: Workspace) -> dict[str, dict[str, Any]]:
    return {span["text"]: span["decision"] for span in spans(ws)}


def case_of(ws: Workspace, text: str) -> Any:
    """The open disagreement on something."""
    return next(one for one in ws.adjudicating.standing().open if one.items[0].text == text)


# -- the resolved layer ----------------------------------------------------------------------------


def test_what_all_say_is_resolved_and_says_who(trio: Trio) -> None:
    *_, lea = trio
    one, two = resolved(lea)
    assert [span["text"] for span in one["spans"]] == ["Hamas", "They go", "an official"]
    assert [span["text"] for span in two["spans"]] == ["Hamas"]
    agreed = dict.fromkeys(DECISION) | {"by": ["ana", "ben"], "basis": "alike"}
    for thing in (*one["spans"], *one["relations"], *resolved(lea, "links")):
        assert thing["decision"] == agreed
        assert [*thing["decision"]] == DECISION
        assert thing["annotator"] == "resolved"
    assert {(span["origin"], span["note"]) for span in one["spans"]} == {("review", None)}
    (relation,) = one["relations"]
    assert [relation["head"], relation["child"]] == [span["id"] for span in one["spans"][1:]]
    (link,) = resolved(lea, "links")
    ends = [link["left"]["span"], link["right"]["span"]]
    assert ends == [one["spans"][0]["id"], two["spans"][0]["id"]]
    assert (link["verdict"], link["score"]) == ("same", None)


def test_it_is_as_new_as_the_last_who_said_so(trio: Trio) -> None:
    ana, ben, lea = trio
    made = [span.created for ws in (ana, ben) for span in ws.spans.in_article("two")]
    assert resolved(lea)[1]["spans"][0]["created"] == max(made)
    links = [link for ws in (ana, ben) for link in ws.exporting.lines("links", layer=ws.annotator)]
    said = max(json.loads(link)["decided"] for link in links)
    assert resolved(lea, "links")[0]["decided"] == said
    items = lea.verifying.items("ana")
    ruled = lea.verifying.agree(next(item for item in items if item.document == "two"))
    assert resolved(lea)[1]["spans"][0]["created"] == ruled.decided
    ruled = lea.verifying.agree(items[-1])
    assert resolved(lea, "links")[0]["decided"] == ruled.decided


def test_it_is_derived_anew_with_the_same_identifiers(trio: Trio) -> None:
    ana, _, lea = trio
    assert [*ana.exporting.lines(layer="resolved")] == [*lea.exporting.lines(layer="resolved")]


def test_what_is_open_is_left_out_and_counted(trio: Trio) -> None:
    ana, ben, lea = trio
    stock.tag(ana, "one", "140 posts", "claim")
    stock.tag(ana, "two", "May")
    stock.tag(ben, "two", "in May")
    for what in ("documents", "links"):
        assert lea.exporting.lines(what, layer="resolved").left[OPEN] == 2
    assert not {"140 posts", "May", "in May"} & {*words(lea)}
    assert lea.exporting.lines().left[OPEN] == 0
    assert lea.exporting.lines(layer="ana").left[OPEN] == 0


@pytest.mark.parametrize(
    ("choice", "there", "by"),
    [
        ("1", ["May"], ["ana"]),
        ("2", ["in May"], ["ben"]),
        ("both", ["in May", "May"], None),
        ("neither", [], None),
        ("new", ["🙂 in May"], ["lea"]),
    ],
)
def test_what_was_settled_says_how(
    trio: Trio, choice: str, there: list[str], by: list[str] | None
) -> None:
    ana, ben, lea = trio
    stock.tag(ana, "two", "May")
    stock.tag(ben, "two", "in May")
    start = stock.OTHER.index("🙂 in May")
    new = {"start": start, "end": start + 8, "label": "entity"} if choice == "new" else None
    how = lea.adjudicating.resolve(case_of(lea, "May"), choice, new=new, note="so it is")
    found = {text: said for text, said in decisions(lea).items() if "May" in text}
    assert [*found] == there
    for said in found.values():
        assert by is None or said["by"] == by
        assert (said["basis"], said["choice"]) == ("settled", choice)
        assert [*said.values()][3:] == ["lea", how.decided, "so it is"]
    made = [span["created"] for span in spans(lea) if "May" in span["text"]]
    assert made == [how.decided] * len(there)


def test_settled_links_and_attributions_say_how(trio: Trio) -> None:
    _, ben, lea = trio
    one, two = ("one", "two")
    left, right = (ben.spans.in_article(article) for article in (one, two))
    mine = [next(s for s in found if s.annotator == "ben") for found in (left, right)]
    ben.links.decide(mine[0].id, mine[1].id, "different")
    (case,) = lea.adjudicating.standing().open
    how = lea.adjudicating.resolve(case, "2", note="two of them")
    (link,) = resolved(lea, "links")
    assert (link["verdict"], link["decided"]) == ("different", how.decided)
    said = {"by": ["ben"], "choice": "2", "adjudicator": "lea", "note": "two of them"}
    said |= {"basis": "settled"}
    assert link["decision"] == said | {"decided": how.decided}


def test_a_correction_that_is_not_contested_is_resolved(trio: Trio) -> None:
    ana, ben, lea = trio
    stock.tag(ana, "two", "Officials")
    item = ben.verifying.items("ana")[-2]
    assert item.text == "Officials"
    ben.verifying.reject(item, "not-checkable")
    assert "Officials" not in words(lea)
    (ruling,) = ana.corrections.all()
    ana.corrections.contest(ruling.review.id)
    assert lea.exporting.lines(layer="resolved").left[OPEN] == 1


def test_it_says_what_it_rests_on() -> None:
    with stock.workspaces("ana", "ben") as (ana, ben):
        stock.add(ana, stock.ONE, id="one")
        for said in ("Hamas", "Monday", "that", "posts"):
            stock.tag(ana, "one", said)
        items = {item.text: item for item in ben.verifying.items("ana")}
        ben.verifying.agree(items["Monday"])
        fixed = ben.verifying.fix_label(items["that"], "claim")
        ben.verifying.fix_label(items["posts"], "claim")
        ana.corrections.accept(fixed.id)
        basis = {text: said["basis"] for text, said in decisions(ana).items()}
        assert basis == {
            "Hamas": "single", "Monday": "reviewed", "that": "accepted", "posts": "silent",
        }  # fmt: skip
        ana.spans.relabel(items["posts"].id, "claim")
        assert decisions(ana)["posts"]["basis"] == "accepted"


def test_what_is_left_out_for_want_of_an_end_is_counted(trio: Trio) -> None:
    ana, ben, lea = trio
    assert not lea.exporting.lines(layer="resolved").left
    ana.spans.move(_of(ana, "Hamas"), 0, 10)
    stock.tag(ben, "one", "140 posts", "claim")
    ana.spans.move(_of(ana, "an official"), 57, 73)
    documents, links = (lea.exporting.lines(w, layer="resolved") for w in ("documents", "links"))
    assert documents.left == {OPEN: 3, "attribution: an end of it is open or gone": 1}
    assert links.left == {OPEN: 3, "link: an end of it is open or gone": 1}
    assert [*links] == []


def _of(ws: Workspace, text: str) -> str:
    """One's own span with these words, in article `one`."""
    own = (span for span in ws.spans.in_article("one") if span.annotator == ws.annotator)
    return next(span.id for span in own if span.text == text)


def test_links_on_anothers_spans_go_out_with_their_ends() -> None:
    with stock.workspaces("ana", "ben", "cleo") as (ana, ben, cleo):
        stock.add(ana, stock.ONE, id="one")
        stock.add(ana, stock.OTHER, id="two")
        left, right = (stock.tag(ana, article, "Hamas").id for article in ("one", "two"))
        stock.tag(ana, "one", "Monday")
        for ws in (ben, cleo):
            stock.tag(ws, "one", "posts")
            ws.links.decide(left, right, "same")
        between = ("ben", "cleo")
        assert words(ana, between=between) == ["Hamas", "posts", "Hamas"]
        (link,) = resolved(ana, "links", between=between)
        there = [span["id"] for span in spans(ana, between=between) if span["text"] == "Hamas"]
        assert [link["left"]["span"], link["right"]["span"]] == there
        assert link["decision"]["by"] == ["ben", "cleo"]
        cleo.links.decide(left, right, "different")
        (case,) = ana.adjudicating.standing(between).open
        assert case.kind == "link"
        assert words(ana, between=between) == ["posts"]
        measured = ana.measuring.agreement(between, resamples=0).agreement
        assert measured.links.alpha.items == 1


def test_others_correct_only_what_the_author_takes(trio: Trio) -> None:
    ana, _, lea = trio
    rulings = [
        lea.verifying.reject(item, "not-checkable")
        for name in ("ana", "ben")
        for item in lea.verifying.items(name)
        if (item.text, item.document, item.kind) == ("Hamas", "two", "span")
    ]
    between = ("ana", "ben")
    assert resolved(lea, between=between)[1]["spans"] == []
    ana.corrections.contest(rulings[0].id)
    (case,) = [c for c in lea.adjudicating.standing(between).open if c.kind == "span"]
    assert [version.by for version in case.versions] == [("ana",), ("ben",)]
    trio[1].corrections.contest(rulings[1].id)
    assert lea.adjudicating.standing(between).open == []
    assert len(resolved(lea, between=between)[1]["spans"]) == 1
    assert len(lea.adjudicating.standing().open) == 1


def test_between_takes_these_layers_only(trio: Trio) -> None:
    *_, lea = trio
    stock.tag(lea, "two", "report")
    assert lea.exporting.lines(layer="resolved").left[OPEN] > 0
    lines = lea.exporting.lines(layer="resolved", between=("ana", "ben"))
    assert lines.left[OPEN] == 0
    assert "report" not in words(lea, between=("ana", "ben"))
    with pytest.raises(NotFound, match="no layer of cleo"):
        lea.exporting.lines(layer="resolved", between=("ana", "cleo"))
    with pytest.raises(Refused, match="give --layer resolved"):
        lea.exporting.lines(between=("ana", "ben"))


def test_only_articles_and_links_are_resolved(trio: Trio) -> None:
    for what in ("reviews", "history"):
        with pytest.raises(Refused, match=f"of {what} there is no resolved layer"):
            trio[2].exporting.lines(what, layer="resolved")


def test_it_is_written_into_a_file(trio: Trio, tmp_path: Path) -> None:
    lea = trio[2]
    target = tmp_path / "out.jsonl"
    assert lea.exporting.to_file(target, layer="resolved").held == {"line": 2}
    assert target.read_text().splitlines() == [*lea.exporting.lines(layer="resolved")]


def test_it_comes_in_and_goes_out_again_the_same(trio: Trio) -> None:
    ana, ben, lea = trio
    stock.tag(ana, "two", "May")
    stock.tag(ben, "two", "in May")
    lea.adjudicating.resolve(case_of(lea, "May"), "both", note="so")
    lines = {what: resolved(lea, what) for what in ("documents", "links")}
    with stock.workspaces("cleo") as (fresh,):
        report = stock.take_lines(fresh, *lines["documents"], *lines["links"])
        assert (report.spans, report.links, report.remarks) == (6, 1, [])
        for what, out in lines.items():
            plain = re.compile(r',"decision":\{[^}]*\}')
            bare = [plain.sub("", line) for line in lea.exporting.lines(what, layer="resolved")]
            assert [*fresh.exporting.lines(what)] == bare
            again = [plain.sub("", line) for line in fresh.exporting.lines(what, layer="resolved")]
            assert again == bare
            assert [line["id"] for line in out] == [json.loads(line)["id"] for line in bare]
        assert stock.problems(fresh) == []


def test_another_tools_decision_is_named_as_left_out(ws: Workspace) -> None:
    span = {"start": 0, "end": 2, "label": "claim", "decision": "maybe"}
    report = stock.take_lines(ws, {"text": "It rained.", "spans": [span]})
    assert report.remarks == ["keys of spans and relations that are not kept: decision"]


# -- names that are taken --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["all", "resolved", " resolved "])
def test_nobody_begins_to_work_under_the_name_of_a_layer(
    ws: Workspace, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refused, match=f"“{name.strip()}” stands for .*: give another --annotator"):
        Workspace.open(ws.path, name)
    with pytest.raises(Refused, match="stands for"):
        Workspace.open(tmp_path / "new.db", name, create=True)
    assert [*tmp_path.iterdir()] == []


def test_who_has_worked_under_it_goes_on_and_all_of_it_goes_out(trio: Trio) -> None:
    ana, _, lea = trio
    old = Workspace(ana.store, "resolved")  # as it could be opened before
    stock.tag(old, "two", "report")
    with Workspace.open(ana.path, "resolved") as again:
        assert again.annotator == "resolved"
    assert any('"text":"report"' in line for line in lea.exporting.lines())
    with pytest.raises(Refused, match="a layer here is called resolved, too: say whose work"):
        lea.exporting.lines(layer="resolved")
    assert "report" not in words(lea, between=("ana", "ben"))


# -- reviews ---------------------------------------------------------------------------------------


def reviews(ws: Workspace, **more: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ws.exporting.lines("reviews", **more)]


def _review(trio: Trio) -> None:
    """Ben begins, agrees, rejects two; ana contests one; lea settles it."""
    ana, ben, lea = trio
    stock.tag(ana, "two", "Officials")
    ben.assigning.begin(Mode.VERIFY, of="ana")
    items = ben.verifying.items("ana")
    ben.verifying.agree(items[0])
    attribution = next(item for item in items if item.kind == "attribution")
    ben.verifying.reject(attribution, "wrong-source", "hm")
    review = ben.verifying.reject(items[-2], "not-checkable", "who?")
    ben.verifying.defer(items[-1])
    ana.corrections.contest(review.id, "them")
    lea.adjudicating.resolve(case_of(lea, "Officials"), "1", note="clear")


def test_every_decision_goes_out_with_its_reason(trio: Trio) -> None:
    _review(trio)
    lines = reviews(trio[2])
    assert [line["type"] for line in lines] == ["assignment"] * 2 + ["ruling"] * 4 + [
        "reply",
        "resolution",
    ]
    rulings = {line["ruling"]: line for line in lines if line["type"] == "ruling"}
    assert sorted(line["text"] for line in lines if line["type"] == "ruling") == [
        "Hamas", "Hamas", "Officials", "They go",
    ]  # fmt: skip
    rejected, reply, settled = rulings["reject"], lines[6], lines[7]
    told = ("item", "document", "author", "annotator", "ruling", "reason", "note")
    assert [rejected[key] for key in told[1:]] == [
        "two", "ana", "ben", "reject", "not-checkable", "who?",
    ]  # fmt: skip
    assert reply["review"] == rejected["id"]
    assert (reply["reply"], reply["note"]) == ("contested", "them")
    assert (settled["choice"], settled["note"], settled["annotator"]) == ("1", "clear", "lea")
    records: list[type[Record]] = [Assignment, Review, Reply, Resolution]
    for line, record in zip((lines[0], rejected, reply, settled), records, strict=True):
        assert {*line} - {"text"} == {"schema", "type", *record.model_fields}


def test_every_key_of_a_decision_is_in_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats" / "jsonl.md").read_text("utf-8")
    section = page.partition("## Reviews")[2].partition("\n## ")[0]
    for name, record in (
        ("assignment", Assignment), ("ruling", Review), ("reply", Reply), ("resolution", Resolution)
    ):  # fmt: skip
        row = section.partition(f"| `{name}` |")[2].partition("\n")[0]
        assert {*record.model_fields} <= {*re.findall("`(.+?)`", row)}


def test_a_layer_is_what_somebody_said_themselves(trio: Trio) -> None:
    _review(trio)
    for name, types in (
        ("ana", {"reply"}),
        ("ben", {"assignment", "ruling"}),
        ("lea", {"resolution"}),  # who has no spans
    ):
        lines = reviews(trio[0], layer=name)
        assert {line["type"] for line in lines} == types
        assert {line["annotator"] for line in lines} == {name}
    with pytest.raises(Refused, match="no layer of cleo: there are ana, ben, lea, or all"):
        trio[0].exporting.lines("reviews", layer="cleo")


def test_a_reply_goes_with_its_ruling(trio: Trio) -> None:
    _review(trio)
    ben = trio[1]
    ben.verifying.clear(ben.verifying.items("ana")[-2])
    assert "reply" not in {line["type"] for line in reviews(ben)}


def test_decisions_are_not_read_back(trio: Trio) -> None:
    _review(trio)
    for line in trio[2].exporting.lines("reviews"):
        with pytest.raises(IntakeError, match="f line 1: a line of reviews: they are a record"):
            jsonl.read(line.encode(), "f")


def test_an_article_of_another_tool_may_have_a_type(ws: Workspace) -> None:
    assert stock.take_lines(ws, {"text": "It rained.", "type": "ruling"}).added


# -- blind -----------------------------------------------------------------------------------------


def test_whoever_works_blind_gets_their_own_only(trio: Trio) -> None:
    _review(trio)
    ana, ben, _ = trio
    ana.assigning.begin(Mode.BLIND, articles=["one"])
    for what in ("documents", "links"):
        with pytest.raises(Refused, match="you work blind"):
            ana.exporting.lines(what, layer="resolved")
        assert "ben" not in "".join(ana.exporting.lines(what))
    assert {line["annotator"] for line in reviews(ana)} == {"ana"}
    assert {line["type"] for line in reviews(ana)} == {"assignment"}
    assert not any('"ben"' in line for line in ana.exporting.lines("history"))
    with pytest.raises(Refused, match="no layer of ben: there are ana, or all"):
        ana.exporting.lines("reviews", layer="ben")
    ana.assigning.end(Mode.BLIND)
    assert len(reviews(ana)) == len(reviews(ben))


# -- history in words ------------------------------------------------------------------------------


def said(ws: Workspace) -> str:
    """The last act."""
    return in_words([*ws.history.acts()][-1])


def test_acts_of_a_review_are_told_in_words(trio: Trio) -> None:
    ana, ben, _ = trio
    ben.assigning.begin(Mode.VERIFY, of="ana")
    assert said(ben) == "began to verify ana in 2 articles"
    items = ben.verifying.items("ana")
    ben.verifying.fix_boundary(items[0], 0, 10)
    assert said(ben) == "ruled boundary on entity “Hamas”"
    ben.verifying.clear(items[0])
    assert said(ben) == "withdrew a ruling: boundary on entity “Hamas”"
    ben.verifying.reject(next(i for i in items if i.kind == "attribution"), "other")
    assert said(ben) == "ruled reject on an attribution"
    ben.verifying.agree(items[-1])
    assert said(ben) == "ruled agree on a link: same"
    review = ben.verifying.add("ana", "two", 0, 8, "claim")[1]
    assert said(ben) == "added what was missing: claim “A report”"
    ana.corrections.contest(review.id)
    assert said(ana) == "contested a correction"
    ana.corrections.accept(review.id)
    assert said(ana) == "accepted a correction"
    ana.corrections.clear(review.id)
    assert said(ana) == "withdrew a reply"
    ben.assigning.end(Mode.VERIFY, of="ana", article="one")
    assert said(ben) == "ended verifying ana in 1 article"
    ben.assigning.reopen(Mode.VERIFY, "one", of="ana")
    assert said(ben) == "reopened verifying ana in 1 article"


def test_settlements_and_blind_passes_are_told_in_words(trio: Trio) -> None:
    ana, ben, lea = trio
    stock.tag(ana, "two", "May")
    stock.tag(ben, "two", "in May")
    case = case_of(lea, "May")
    lea.adjudicating.resolve(case, "2")
    assert said(lea) == "settled a disagreement: 2 (entity “in May”)"
    lea.adjudicating.resolve(case, "neither")
    assert said(lea) == "settled a disagreement: neither (entity “May”)"
    assert lea.history.undo().words == "settled a disagreement: neither (entity “May”)"
    lea.adjudicating.reopen(case.id)
    assert said(lea) == "reopened a disagreement: 2 (entity “in May”)"
    lea.assigning.begin(Mode.BLIND)
    assert said(lea) == "began a blind pass over 2 articles"
    lea.assigning.end(Mode.BLIND, article="one")
    lea.assigning.end(Mode.BLIND)
    assert said(lea) == "ended a blind pass over 1 article"
    lea.assigning.reopen(Mode.BLIND, "one")
    assert said(lea) == "reopened a blind pass over 1 article"


def test_a_missing_attribution_is_told_in_words(trio: Trio) -> None:
    ana, _, lea = trio
    claim, source = (
        next(s for s in ana.spans.in_article("one") if s.text == text and s.annotator == "ana")
        for text in ("Hamas", "an official")
    )
    lea.verifying.attribute("ana", claim.id, source.id)
    assert said(lea) == "added what was missing: an attribution"

"""The Library's way out for what came of a review."""

import json

from textual.widgets import Input

from annotations.workspace import Workspace
from tests import stock
from tests.stage import played


async def test_the_resolved_layer_goes_out_and_says_what_is_open(
    pair: tuple[Workspace, Workspace],
) -> None:
    ana, ben = pair
    for ws in pair:
        stock.tag(ws, "one", "Hamas")
    stock.tag(ana, "two", "May")
    stock.tag(ben, "two", "in May")
    async with played(ana.path, "ana") as stage:
        await stage.press("E", *"resolved", "enter")
        await stage.sees("Export resolved documents to")
        target = ana.path.with_name("case-resolved-documents.jsonl")
        assert stage.app.screen.query_one(Input).value == str(target)
        await stage.press("enter")
        await stage.says("2 lines of resolved documents (1 disagreement left out) in ")
        spans = [json.loads(line)["spans"] for line in target.read_text().splitlines()]
        assert [[span["text"] for span in found] for found in spans] == [["Hamas"], []]


async def test_relations_of_the_resolved_layer_that_lost_an_end_are_told(
    pair: tuple[Workspace, Workspace],
) -> None:
    for ws in pair:
        claim = stock.tag(ws, "two", "Hamas", "claim")
        source = stock.tag(ws, "two", "May" if ws is pair[0] else "in May", "source")
        ws.spans.attribute(claim.id, source.id)
    async with played(pair[0].path, "ana") as stage:
        await stage.press("E", *"resolved", "enter", "enter")
        await stage.says("(1 disagreement left out, 1 attribution left out) in")


async def test_reviews_go_out(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.verifying.agree(ben.verifying.items("ana")[0])
    async with played(ana.path, "ana") as stage:
        await stage.press("E", *"reviews", "enter", "enter")
        await stage.says("1 line of reviews in")
        (line,) = ana.path.with_name("case-reviews.jsonl").read_text().splitlines()
        assert json.loads(line)["ruling"] == "agree"

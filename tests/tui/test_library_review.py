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
        await stage.says("2 lines of resolved documents in")
        await stage.says("left out: 1 open disagreement")
        spans = [json.loads(line)["spans"] for line in target.read_text().splitlines()]
        assert [[span["text"] for span in found] for found in spans] == [["Hamas"], []]


async def test_reviews_go_out(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.verifying.agree(ben.verifying.items("ana")[0])
    async with played(ana.path, "ana") as stage:
        await stage.press("E", *"reviews", "enter", "enter")
        await stage.says("1 line of reviews in")
        (line,) = ana.path.with_name("case-reviews.jsonl").read_text().splitlines()
        assert json.loads(line)["ruling"] == "agree"

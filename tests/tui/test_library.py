"""The Library: the list, its filter and marks, and whatever crosses the workspace's border."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import DataTable, Input

from annotations.formats import finding
from annotations.matching.linker import NewsMatcher
from annotations.matching.matcher import Matching
from annotations.model import DocumentState
from annotations.progress import Progress
from annotations.workspace import Workspace
from annotations.workspace.intake import Intake
from tests import stock
from tests.stage import Stage, played
from tui.screens.reader import Reader


@pytest.fixture
def three(news: Workspace) -> Workspace:
    """Both articles and a third, the first two alike, with some work done."""
    stock.add(news, "Rain is coming.", id="rain", title="Weather", published="2025-06-18")
    for article in ("left", "right"):
        stock.tag(news, article, "Drovnik")
    stock.tag(news, "left", "Lena Ortiz denied the report", "claim")
    stock.tag(news, "left", "minister", "source")
    return news


def rows(stage: Stage) -> list[list[str]]:
    table = stage.library.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(n)] for n in range(table.row_count)]


def titles(stage: Stage) -> list[str]:
    return [row[2] for row in rows(stage)]


def marked(stage: Stage) -> dict[str, str]:
    return {row[0]: row[2] for row in rows(stage) if row[0]}


async def opened(stage: Stage, *articles: str) -> None:
    """Wait until the Reader shows these articles."""
    await stage.until(
        lambda: (
            isinstance(stage.place, Reader)
            and tuple(side.article for side in stage.reader.sides) == articles
        ),
        f"{articles} in the Reader",
    )


# -- the list --------------------------------------------------------------------------------------


async def test_what_the_list_says(three: Workspace) -> None:
    three.links.match()
    async with played(three.path, "ana", size=(140, 30)) as stage:
        assert titles(stage) == ["Harbour row", "Denial", "Weather"]
        assert rows(stage)[0] == [
            "", "1", "Harbour row", "Observer", "2025-06-17", "47", "1", "1", "1", "?", "1",
            "in progress",
        ]  # fmt: skip
        assert rows(stage)[2][5:] == ["3", "·", "·", "·", "·", "·", ""]
        assert "3 articles" in stage.shown()
        headings = stage.shown().splitlines()[1].split()
        assert headings == [
            "#", "title", "outlet", "date", "words", "claim", "source", "entity", "roots", "open",
            "state",
        ]  # fmt: skip
    async with played(three.path, "ana", size=(80, 24)) as stage:
        assert rows(stage)[0][4] == "3"
        await stage.pilot.resize_terminal(140, 30)
        await stage.settle()
        assert rows(stage)[0][6:9] == ["1", "1", "1"]


async def test_up_and_down(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("j", "down", "k")
        chosen = stage.library._under_cursor()
        assert chosen
        assert chosen.name == "Denial"
        await stage.press("up", "up", "k", "enter")
        await opened(stage, "left")


async def test_filter_as_one_types(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("/", *"OBS")
        assert titles(stage) == ["Harbour row"]
        assert "1 match “OBS”" in stage._line("#head")
        await stage.press(*["backspace"] * 3, *"2025-06")
        assert titles(stage) == ["Harbour row", "Weather"]
        await stage.press("enter", "j", "/", " ", *"rain", "escape")
        assert titles(stage) == ["Harbour row", "Weather"]
        await stage.press("escape")
        assert titles(stage) == ["Harbour row", "Denial", "Weather"]
        await stage.press("/", *"nothing", "enter", "enter", "x", "D", "t", "space")
        assert titles(stage) == []
        assert len(stage.ws.articles.ids()) == 3


async def test_marks(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("space")
        assert marked(stage) == {"1": "Harbour row"}
        await stage.says("1 marked: Space on another one, then Enter")
        await stage.press("j", "j", "space")
        assert marked(stage) == {"1": "Harbour row", "2": "Weather"}
        await stage.says("2 marked: Enter opens them side by side")
        await stage.press("k", "space")
        assert marked(stage) == {"1": "Weather", "2": "Denial"}
        await stage.press("space")
        assert marked(stage) == {"1": "Weather"}
        await stage.press("escape")
        assert marked(stage) == {}
        await stage.press("space", "k", "space", "enter")
        await opened(stage, "right", "left")


async def test_the_suggested_pair(three: Workspace) -> None:
    stock.add(three, "Rain is coming. It will be heavy.", id="more", title="More weather")
    async with played(three.path, "ana") as stage:
        await stage.says("s opens articles 3 and 4: they share 100% of the shorter one’s wording")
        await stage.press("s")
        await opened(stage, "rain", "more")


async def test_no_pair_to_suggest(ws: Workspace) -> None:
    stock.add(ws, "Rain is coming.")
    async with played(ws.path, "ana") as stage:
        await stage.press("s")
        await stage.says("no two articles share anything")


async def test_done_for_oneself(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("D")
        await stage.says("done: Harbour row")
        assert rows(stage)[0][-1] == "done"
        await stage.press("D")
        await stage.says("in progress: Harbour row")
        assert stage.ws.articles.overview()[0].state is DocumentState.IN_PROGRESS
        await stage.press("u")
        assert rows(stage)[0][-1] == "done"


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_taking_out_and_bringing_back(three: Workspace, key: str) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("j", key)
        await stage.says("taken out (u brings it back): Denial")
        assert titles(stage) == ["Harbour row", "Weather"]
        await stage.press("u")
        await stage.says("took back: removed “Denial”")
        assert titles(stage) == ["Harbour row", "Denial", "Weather"]
        assert len(stage.ws.spans.in_article("right")) == 1
        await stage.press("U")
        await stage.says("did again: removed “Denial”")
        assert titles(stage) == ["Harbour row", "Weather"]


async def test_a_marked_article_that_is_taken_out(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("space", "x")
        assert marked(stage) == {}
        await stage.press("enter")
        await opened(stage, "right")


# -- details ---------------------------------------------------------------------------------------


async def test_details(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("t")
        for known in ("Harbour row", "Observer", "2025-06-17", "not known"):
            assert known in stage.shown()
        await stage.press(*"title", "enter", *" [/b]", "enter")
        assert titles(stage)[0] == "Harbour row [/b]"
        await stage.press("t", *"outlet", "enter", *["backspace"] * 8, "enter")
        assert stage.ws.articles.get("left").outlet is None
        before = stage.ws.articles.get("left")
        await stage.press("t", "escape", "t", "enter", "escape")
        assert stage.ws.articles.get("left") == before
        await stage.press("u", "u")
        assert titles(stage)[0] == "Harbour row"


async def test_a_date_that_is_none(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("t", *"published", "enter")
        assert "a date as 2024-06-17; empty: not known" in stage.shown()
        await stage.press(*["backspace"] * 10, *"17.6.2024", "enter")
        await stage.says("is no ISO 8601 date: write it as 2024-06-17")
        assert stage.ws.articles.get("left").published == "2025-06-17"


# -- in --------------------------------------------------------------------------------------------


async def importing(stage: Stage, what: Path | str) -> None:
    await stage.press("i")
    await stage.sees("Import")
    stage.app.screen.query_one(Input).value = str(what)
    await stage.press("enter")


async def test_a_pattern_with_a_bad_file(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One report.")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x00" * 30)
    (tmp_path / "c.md").write_text("# Three\n\nA third report.")
    (tmp_path / "sub.txt").mkdir()
    async with played(ws.path, "ana") as stage:
        assert "No article here yet." in stage.shown()
        await importing(stage, tmp_path / "*.*")
        await stage.says("1 refused, 2 imported")
        await stage.sees("b.txt:")
        await stage.press("enter")
        assert len(titles(stage)) == 2
        await stage.until(lambda: "No article" not in stage.shown(), "the list")


async def test_a_text_that_is_there_already(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One report.")
    async with played(ws.path, "ana") as stage:
        await importing(stage, path)
        await stage.says("1 imported")
        await importing(stage, path)
        await stage.says("0 imported, 1 there already")
        assert "takes the last one back" not in stage.status, "nothing came in: u is for another"
        assert len(titles(stage)) == 1
        await stage.press("u")
        await stage.sees("No article here yet.")


@pytest.mark.parametrize("given", ["nowhere.txt", "*.nothing", "", "~nobody/x", "\x00"])
async def test_a_path_that_names_nothing(ws: Workspace, tmp_path: Path, given: str) -> None:
    async with played(ws.path, "ana") as stage:
        await importing(stage, given)
        if given:
            await stage.until(lambda: " ! " in stage.status, "a complaint")
        assert stage.ws.articles.ids() == []
        await stage.press("i", "escape")
        assert stage.app.screen is stage.library


async def test_import_stops_in_the_middle_of_a_file(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Report {n}.")
    go_on = threading.Event()
    slow = Intake.file

    def file(self: Intake, path: Path, progress: Progress) -> Any:
        if path.name == "1.txt":
            go_on.wait(20)
        return slow(self, path, progress)

    monkeypatch.setattr(Intake, "file", file)
    async with played(ws.path, "ana") as stage:
        await stage.press("i")
        stage.app.screen.query_one(Input).value = str(tmp_path / "*.txt")
        stage.send("enter")
        await stage.says("importing 2 of 3: 1.txt · Esc stops")
        stage.send("escape")
        await stage.until(lambda: stage.library._cancel, "Escape is heard")
        go_on.set()
        await stage.says("1 imported, stopped · u takes the last one back")
        assert len(stage.ws.articles.ids()) == 1, "the file that Esc was pressed in is left out"


async def test_looking_through_a_folder_stops(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("One report.")
    go_on, meant = threading.Event(), finding.meant

    def slow(given: list[Path], progress: Progress) -> finding.Meant:
        go_on.wait(20)
        return meant(given, progress)

    monkeypatch.setattr(finding, "meant", slow)
    async with played(ws.path, "ana") as stage:
        await stage.press("i")
        stage.app.screen.query_one(Input).value = str(tmp_path)
        stage.send("enter")
        await stage.says("0 files so far · Esc stops")
        stage.send("escape")
        await stage.until(lambda: stage.library._cancel, "Escape is heard")
        go_on.set()
        await stage.says("stopped before anything came in")
        assert stage.ws.articles.ids() == []


async def test_a_folder_with_pages_near_duplicates_and_other_files(
    ws: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    story = " ".join(f"word{n}" for n in range(60))
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "sub" / "b.html").write_text(f"<!doctype html><title>x</title><p>{story} more")
    (tmp_path / "sub" / "c.jpg").write_bytes(b"\xff\xd8\xff")
    async with played(ws.path, "ana") as stage:
        await importing(stage, tmp_path)
        await stage.says("2 imported, 1 near-duplicate, 1 of other kinds left out · u takes")
        await stage.sees("near-duplicate of 1 “word0")
        await stage.press("escape")
        assert len(titles(stage)) == 2


async def test_the_empty_library(ws: Workspace) -> None:
    async with played(ws.path, "ana") as stage:
        for words in ("No article here yet.", "imports files", "brings back what was taken out"):
            assert words in stage.shown()
        for key in ("enter", "space", "x", "D", "t", "s", "M", "u", "/", "escape", "p", "L", "E"):
            await stage.press(key)
        assert "Export" in stage.shown()


async def test_a_file_that_is_gone_is_told_until_it_is_back(three: Workspace) -> None:
    aside = three.path.with_name("aside.db")
    async with played(three.path, "ana") as stage:
        three.path.rename(aside)
        await stage.app.look_around()
        for key in ("j", "D", "k"):
            assert "case.db was removed or replaced: nothing was saved" in stage.status
            await stage.press(key)
        aside.rename(three.path)
        await stage.app.look_around()
        await stage.press("j")
        assert "removed" not in stage.status


# -- out -------------------------------------------------------------------------------------------


async def test_export(three: Workspace) -> None:
    target = three.path.with_name("case-links.jsonl")
    three.links.match()
    async with played(three.path, "ana") as stage:
        await stage.press("E", *"links", "enter")
        await stage.sees("Export links to")
        assert stage.app.screen.query_one(Input).value == str(target)
        await stage.press("enter")
        await stage.says("1 line of links in")
        assert len([json.loads(line) for line in target.read_text().splitlines()]) == 1
        target.write_text("mine")
        await stage.press("E", *"links", "enter", "enter")
        await stage.sees("Overwrite this file?")
        await stage.press("escape")
        assert target.read_text() == "mine"
        await stage.press("E", *"links", "enter", "enter", "enter")
        await stage.says("1 line of links in")
        assert target.read_text() != "mine"


async def test_the_network_goes_out_as_a_graph(three: Workspace) -> None:
    three.articles.describe("rain", title="Rain \x07 <b>")
    async with played(three.path, "ana") as stage:
        for typed, suffix in (("graphml", "graphml"), ("gephi", "gexf")):
            await stage.press("E", *typed, "enter")
            await stage.sees("Export network to")
            target = three.path.with_name(f"case-network.{suffix}")
            assert stage.app.screen.query_one(Input).value == str(target)
            await stage.press("enter")
            await stage.says("network of 9 nodes and 6 edges (1 character left out) in")
            assert suffix in target.read_text("ascii")


async def test_other_tools_formats_go_out_of_whose_layer_is_chosen(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("E", *"doccano", "enter")
        await stage.sees("Export documents to")
        target = three.path.with_name("case-documents-doccano.jsonl")
        assert stage.app.screen.query_one(Input).value == str(target)
        await stage.press("enter")
        await stage.says("3 articles in")
        assert target.exists()
    with Workspace.open(three.path, "ben") as ben:
        stock.tag(ben, ben.articles.ids()[0], ben.articles.get(ben.articles.ids()[0]).text[:4])
    async with played(three.path, "ana") as stage:
        await stage.press("E", *"four", "enter")
        await stage.sees("Whose work?")
        await stage.press(*"ben", "enter")
        folder = three.path.with_name("case-ben-documents-csv")
        assert stage.app.screen.query_one(Input).value == str(folder)
        await stage.press("enter")
        await stage.says("3 articles of layer ben in")
        assert (folder / "spans.csv").read_text("utf-8").count("ben") == 1
        await stage.press("E", *"four", "enter", *"ben", "enter", "enter")
        await stage.says("not empty: give the name of a new folder")


async def test_what_goes_out_is_called_as_its_users_call_it(three: Workspace) -> None:
    named = {"brat": "brat standoff", "studio": "Label Studio", "uima": "UIMA XMI"}
    async with played(three.path, "ana") as stage:
        for typed, name in named.items():
            await stage.press("E", *typed)
            await stage.sees(f"documents as {name}   ")
            await stage.press("escape")


async def test_the_report_goes_out(three: Workspace) -> None:
    async with played(three.path, "ana") as stage:
        await stage.press("E", *"report", "enter")
        await stage.sees("Export report to")
        await stage.press("enter")
        await stage.says(" kB in ")
        assert three.path.with_name("case-report.html").read_text("utf-8").startswith("<!")


async def test_export_to_nowhere(three: Workspace, tmp_path: Path) -> None:
    async with played(three.path, "ana") as stage:
        for where in (tmp_path / "no" / "such" / "place.jsonl", tmp_path):
            await stage.press("E", "enter")
            stage.app.screen.query_one(Input).value = str(where)
            await stage.press("enter")
            if where.exists():
                await stage.press("enter")
            await stage.until(lambda: " ! " in stage.status, "a complaint")
            await stage.press("escape")


# -- the matcher -----------------------------------------------------------------------------------


class SlowMatcher:
    """Goes on only when it is told to."""

    name = "slow/1"
    half_way: threading.Event
    go_on: threading.Event

    def __init__(self, *_: object) -> None:
        pass

    def match(self, spans: Any, documents: Any, progress: Any, fresh: Any = None) -> Matching:
        progress(1, 2)
        self.half_way.set()
        self.go_on.wait(20)
        progress(2, 2)
        return NewsMatcherBefore({}).match(spans, documents, lambda *_: None)


NewsMatcherBefore = NewsMatcher


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[SlowMatcher]]:
    """A matcher that waits in the middle."""
    monkeypatch.setattr("annotations.matching.linker.NewsMatcher", SlowMatcher)
    SlowMatcher.half_way, SlowMatcher.go_on = threading.Event(), threading.Event()
    yield SlowMatcher
    SlowMatcher.go_on.set()


async def test_matching_shows_how_far_it_is(three: Workspace, slow: type[SlowMatcher]) -> None:
    async with played(three.path, "ana") as stage:
        stage.send("M")
        await stage.says("matching … 50 % · Esc stops")
        stage.send("j")  # the list goes on meanwhile
        stage.send("M")
        await stage.until(lambda: under(stage) == "Denial", "the cursor moves")
        slow.go_on.set()
        await stage.says("1 pair proposed over 4 spans")
        await stage.settle()
        assert rows(stage)[0][-2] == "1"
        assert len(stage.ws.links.queue()) == 1


def under(stage: Stage) -> str:
    article = stage.library._under_cursor()
    return article.name if article else ""


async def test_escape_stops_the_matcher(three: Workspace, slow: type[SlowMatcher]) -> None:
    async with played(three.path, "ana") as stage:
        stage.send("M")
        await stage.says("matching … 50 %")
        stage.send("escape")
        await stage.until(
            lambda: (
                any(w.is_cancelled for w in stage.app.workers if w.group == "matching")
                or not any(w.group == "matching" for w in stage.app.workers)
            ),
            "the matcher is told",
        )
        slow.go_on.set()
        await stage.says("stopped: the earlier proposals stay")
        assert stage.ws.links.queue() == []
        assert stage.app.matching is None
        await stage.press("M")
        await stage.says("1 pair proposed")


async def test_matching_is_told_wherever_one_is(three: Workspace, slow: type[SlowMatcher]) -> None:
    async with played(three.path, "ana") as stage:
        stage.send("M")
        await stage.says("matching … 50 %")
        stage.send("enter")
        await stage.until(lambda: isinstance(stage.place, Reader), "the Reader")
        slow.go_on.set()
        await stage.says("1 pair proposed over 4 spans")


async def test_quitting_stops_the_matcher(three: Workspace, slow: type[SlowMatcher]) -> None:
    async with played(three.path, "ana") as stage:
        stage.send("M")
        await stage.says("matching … 50 %")
        stage.send("q")
        await stage.until(lambda: stage.app._exit, "the end")
        slow.go_on.set()
    assert three.links.queue() == []


async def test_an_article_that_is_gone_by_now_is_not_opened(news: Workspace) -> None:
    async with played(news.path, "ana") as stage:
        news.articles.remove("left")
        await stage.press("enter")
        await stage.until(lambda: " 1 article " in stage.shown(), "the Library as it is now")
        await stage.press("enter", "w", "e")
        assert [span.document for span in stage.spans()] == ["right"]

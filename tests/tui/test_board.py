"""The Board: claims down, articles across, roots and contradictions, and what opens by Enter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests import stock, worked
from tests.stage import Stage, played
from tui.screens.provenance.board import Board
from tui.screens.provenance.reasons import Why
from tui.screens.reader import Reader

SIZE = (120, 36)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, annotated."""
    path = tmp_path_factory.mktemp("board") / "case.db"
    with Workspace.open(path, "ana", create=True) as ws:
        worked.annotate(ws)
    return path


@pytest.fixture
def news(case: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of them to work on."""
    copy = tmp_path / "case.db"
    copy.write_bytes(case.read_bytes())
    with Workspace.open(copy, "ana") as ws:
        yield ws


def line(stage: Stage, words: str) -> str:
    """The first row of the screen with some words."""
    return next(row for row in stage.shown().splitlines() if words in row)


def board(stage: Stage) -> Board:
    """The Board, which must be in view."""
    assert isinstance(stage.app.screen, Board)
    return stage.app.screen


async def test_each_claim_has_its_roots_and_a_cell_for_each_report(news: Workspace) -> None:
    async with played(news.path, "ana", size=SIZE) as stage:
        await stage.press("B")
        await stage.sees("The ISSR is preparing to transfer")
        assert line(stage, "The ISSR is preparing").split()[-7:] == [
            "1",
            "≠",
            "●1",
            "→1",
            "→1",
            "→1",
            "≠",
        ]
        assert line(stage, "a ten-year lease").split()[-4:] == ["2", "●1", "→1", "●2"]
        assert line(stage, "140 of the Registry").split()[-5:] == ["1", "○≠", "●1", "○", "≠"]
        assert line(stage, "surveyors").split()[-2:] == ["1", "●1"]
        assert "4 articles, 1 root, all through The Meridian: a senior figure" in stage.shown()
        assert "≠ contradicted: “The head office of the ISSR is in Drovnik" in stage.shown()
        head = stage.shown().splitlines()[0]
        assert "8 claims, 4 in several articles · 3 of those on one root · 4 contradicted" in head


async def test_filters_and_orders(news: Workspace) -> None:
    async with played(news.path, "ana", size=SIZE) as stage:
        await stage.press("B")
        await stage.sees("a ten-year lease")
        await stage.press("1")
        assert [row.roots.most for row in board(stage).shown] == [1, 1, 1]
        await stage.press("X")
        assert len(board(stage).shown) == 2
        await stage.sees("2 of 8 claims")
        await stage.press("escape", "0")
        names = [row.group.name for row in board(stage).shown]
        assert [name.split()[0] for name in names] == ["140", "The"]
        await stage.press("0", "/", *"licence", "enter")
        assert len(board(stage).shown) == 1
        await stage.press("/", *"s zzz", "enter")
        await stage.sees("No claim is like that")
        await stage.press("escape")
        assert len(board(stage).shown) == 8
        await stage.press("s")
        await stage.says("claims: fewest roots first")
        await stage.press("S")
        await stage.says("articles: by outlet")
        await stage.sees(" roots  ")
        heads = line(stage, " roots  ")
        outlets = ("Drovnik", "Meridian", "Nawras", "Quayside", "Transbasin")
        assert [heads.index(name) for name in outlets] == sorted(map(heads.index, outlets))


async def test_enter_opens_an_article_beside_the_one_that_it_has_it_from(news: Workspace) -> None:
    articles = news.articles.ids()
    async with played(news.path, "ana", size=SIZE) as stage:
        await stage.press("B")
        await stage.sees("The ISSR is preparing")
        await stage.press("right", "enter")
        reader = stage.app.screen
        assert isinstance(reader, Reader)
        assert [side.article for side in reader.sides] == [articles[0], articles[2]]
        assert reader.left.view.caret == news.articles.get(articles[0]).text.index("The Inner Sea")
        assert reader.right.view.caret == news.articles.get(articles[2]).text.index("is to move")
        await stage.press("B")
        await stage.sees("The ISSR is preparing")
        assert (board(stage).claims.cursor, board(stage).article) == (0, articles[0])


async def test_why_lists_every_link_and_opens_its_place(news: Workspace) -> None:
    async with played(news.path, "ana", size=SIZE) as stage:
        await stage.press("B")
        await stage.sees("The ISSR is preparing")
        await stage.press("w")
        assert isinstance(stage.app.screen, Why)
        shown = stage.shown()
        assert "why · 4 articles, 1 root, all through The Meridian" in shown
        assert "└ The Drovnik Observer has it from “The Meridian”, an outlet" in shown
        assert "as The Drovnik Observer says: at two removes" in " ".join(
            entry.cells[1] for entry in stage.app.screen.shown
        )
        await stage.press("/", *"nawras has", "enter", "enter")
        reader = stage.app.screen
        assert isinstance(reader, Reader)
        assert reader.left.article == news.articles.ids()[1]
        assert reader.left.view.text[reader.left.view.caret :].startswith("The ISSR is preparing")


async def test_it_follows_what_is_done(news: Workspace) -> None:
    async with played(news.path, "ana", size=SIZE) as stage:
        await stage.press("B")
        await stage.sees("The ISSR is preparing")
        await stage.press(*"uuuuuuu")
        await stage.sees("1–2 roots, all through The Meridian")
        await stage.press(*"UUUUUUU")
        await stage.sees("4 articles, 1 root, all through The Meridian")


async def test_a_case_without_claims_says_what_to_do(pair: tuple[Workspace, Workspace]) -> None:
    async with played(pair[0].path, "ana") as stage:
        await stage.press("B")
        await stage.sees("No claims in all layers yet")
        await stage.press("enter", "w", "d", "1", "s", "j", "l", "tab", "escape", "escape")
        await stage.sees("2 articles")


async def test_a_layer_that_was_chosen_stays(news: Workspace) -> None:
    async with played(news.path, "ben", size=SIZE) as stage:
        await stage.press("B", "O", *"ana", "enter")
        await stage.sees("layer of ana")
        await stage.press("w", "escape")
        await stage.sees("board · layer of ana")
        await stage.press("R")
        await stage.sees("8 groups · layer of ana")


async def test_heads_stand_over_their_columns_after_a_filter_that_let_nothing_through(
    news: Workspace,
) -> None:
    async with played(news.path, "ana", size=SIZE) as stage:
        await stage.press("B")
        await stage.sees("a ten-year lease")
        await stage.sees(" roots  ")
        heads = line(stage, " roots  ")
        await stage.press("/", *"zzz", "enter", "escape")
        await stage.sees("a ten-year lease")
        await stage.sees(heads)


async def test_what_others_did_is_told_until_it_shows(news: Workspace) -> None:
    async with played(news.path, "ana", size=SIZE) as stage:
        await stage.press("B")
        await stage.sees("a ten-year lease")
        news.history.undo()
        await stage.app.look_around()
        await stage.says("others have gone on: f5 shows it")
        await stage.press("j")
        await stage.says("others have gone on: f5 shows it")
        await stage.press("f5")
        await stage.says("up to date")
        await stage.press("j")
        await stage.says("claim 3 of 8")


async def test_only_what_is_in_sight_is_painted(tmp_path: Path) -> None:
    with stock.workspaces("ana") as (ws,):
        lines = [
            {
                "id": f"a{number}",
                "text": " ".join(f"Claim {n} holds." for n in range(20)) + f" In {number}.",
                "outlet": f"Outlet {number}",
                "spans": [
                    {"id": f"a{number}c{n}", "start": at, "end": at + 7, "label": "claim"}
                    for n in range(20)
                    for at in [sum(len(f"Claim {m} holds. ") for m in range(n))]
                ],
            }
            for number in range(60)
        ]
        stock.take_lines(ws, *lines)
        async with played(ws.path, "ana", size=(80, 24)) as stage:
            await stage.press("O")
            await stage.press("B")
            await stage.until(lambda: len(board(stage).shown) == 1200, "the claims")
            await stage.settle()
            painted = board(stage).claims.rows_painted
            assert painted <= 3 * 24
            await stage.press("j")
            assert board(stage).claims.rows_painted - painted <= 2
            painted = board(stage).claims.rows_painted
            await stage.press("right")
            assert board(stage).claims.rows_painted - painted <= 2
            await stage.press("end", "G")
            assert board(stage).claims.rows_painted - painted <= 4 * 24
            assert board(stage).article == "a59"

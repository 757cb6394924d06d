"""The Reader: passages that both articles share, and the articles that share most."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from annotations.errors import Refused
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Held, Stage, held, played
from tests.tui.conftest import BOTH
from tui.screens.reader.pairline import ages, percent

GATE = "the harbour office of Drovnik closed its northern gate after the storm"
FERRY = "no ferry has left the bay since Monday evening"
NEARLY = "no ferry at all has left the bay since Monday evening"
LEFT = f"First words. {GATE}.\n\nHere is more.\n\nThen {FERRY}, she said."
RIGHT = f"Quite a different start: {NEARLY}.\n\nSo it goes.\n\nLater {GATE}."


@pytest.fixture
def pair(ws: Workspace) -> Workspace:
    """Two articles that share two passages, in another order, one of them only nearly."""
    stock.add(ws, LEFT, id="left", published="2024-05-03")
    stock.add(ws, RIGHT, id="right")
    return ws


@pytest.fixture
def shelf(ws: Workspace) -> Workspace:
    """A workspace with six articles, of which two share something with the first."""
    stock.add(ws, f"It says that {GATE}, and {FERRY}.", id="left", title="The one", outlet="Post")
    stock.add(ws, "Sheep graze on the hills above the valley.", id="sheep", outlet="Hill")
    stock.add(ws, f"Rain fell. {FERRY}. The moon is up again tonight.", id="ferry", outlet="Bay")
    stock.add(ws, f"It says that {GATE}, and {FERRY}, too.", id="gate", outlet="The Meridian")
    stock.add(ws, "Comets pass by without any sound.", id="comet", title="No outlet")
    return ws


def caret(stage: Stage) -> tuple[int, int]:
    return stage.reader.left.view.caret, stage.reader.right.view.caret


def places(words: str, other: str) -> tuple[int, int]:
    return LEFT.index(words), RIGHT.index(other)


def marks(stage: Stage) -> list[list[str]]:
    views = (stage.reader.left.view, stage.reader.right.view)
    return [[view.text[start:end] for start, end in view.scene.echoes] for view in views]


# -- echoes ----------------------------------------------------------------------------------------


async def test_what_both_share_is_marked_in_both(pair: Workspace) -> None:
    async with played(pair.path, "ana", BOTH) as stage:
        assert marks(stage) == [[GATE, FERRY], [NEARLY, GATE]]


async def test_keys_go_through_the_echoes_in_both_panes(pair: Workspace) -> None:
    async with played(pair.path, "ana", BOTH) as stage:
        await stage.press("E")
        assert caret(stage) == places(GATE, GATE)
        assert stage.status.strip() == "echo 1 of 2: 12 words, word for word"
        assert stage.view.selection is None
        await stage.press("E")
        assert caret(stage) == places(FERRY, NEARLY)
        assert stage.status.strip() == "echo 2 of 2: 11 words, nearly (2 words differ)"
        await stage.press("E")
        assert caret(stage) == places(GATE, GATE)
        await stage.press("ctrl+e")
        assert caret(stage) == places(FERRY, NEARLY)
        await stage.press("tab", "E")
        assert caret(stage) == places(GATE, GATE)
        assert stage.status.strip() == "echo 2 of 2: 12 words, word for word"
        await stage.press("ctrl+e")
        assert caret(stage) == places(FERRY, NEARLY)
        await stage.press("2", "E")
        assert caret(stage) == places(FERRY, NEARLY)


async def test_from_the_middle_of_an_echo_the_key_back_goes_to_its_start(pair: Workspace) -> None:
    async with played(pair.path, "ana", BOTH) as stage:
        stage.go_to("gate after")
        await stage.press("ctrl+e")
        assert caret(stage) == places(GATE, GATE)


async def test_the_other_pane_scrolls_to_the_echo(ws: Workspace) -> None:
    stock.add(ws, LEFT, id="left")
    stock.add(ws, "Rain.\n\n" * 100 + FERRY, id="right")
    async with played(ws.path, "ana", BOTH) as stage:
        stage.go_to("Then no ferry")
        await stage.press("E")
        view = stage.reader.right.view
        assert view.text[view.caret :] == FERRY
        assert view.in_sight(view.caret)


async def test_the_line_says_how_much_is_shared_and_which_came_first(pair: Workspace) -> None:
    async with played(pair.path, "ana", BOTH) as stage:
        said = "echoes: 72 % of the left is in the right, 68 % of the right in the left"
        assert stage.echo == f"{said} · right has no date"
        pair.articles.describe("right", published="2024-05-05T10:00:00Z")
        await stage.press("f5")
        dates = "left is older: 3 May before 5 May 2024"
        assert stage.echo == f"echoes: left 72 % in right, right 68 % in left · {dates}"
        stage.pick("First words")
        await stage.settle()
        assert stage.echo.startswith("selected “First words”")
        await stage.press("escape")
        assert stage.echo.startswith("echoes: ")
        stage.pick("First words")
        await stage.press("e", "h")
        assert stage.echo.startswith("entity")


async def test_the_line_says_more_where_there_is_room(pair: Workspace) -> None:
    async with played(pair.path, "ana", BOTH, size=(130, 30)) as stage:
        pair.articles.describe("right", published="2023-05-05")
        await stage.press("f5")
        said = "echoes: 72 % of the left is in the right, 68 % of the right in the left"
        assert stage.echo == f"{said} · right is older: 5 May 2023 before 3 May 2024"


async def test_one_article_alone(pair: Workspace) -> None:
    async with played(pair.path, "ana", ("left",)) as stage:
        assert stage.echo == ""
        await stage.press("E")
        assert "echoes need two articles" in stage.status


async def test_articles_that_share_nothing(shelf: Workspace) -> None:
    async with played(shelf.path, "ana", ("left", "sheep")) as stage:
        assert stage.echo.startswith("no echoes: no passage of 5 words or more")
        await stage.press("E")
        assert "no echoes" in stage.status
        assert caret(stage) == (0, 0)


async def test_echoes_that_come_too_late_are_dropped(pair: Workspace) -> None:
    async with played(pair.path, "ana", BOTH) as stage:
        heard = stage.reader._heard
        assert heard is not None
        stage.reader._heard = None
        stage.reader._hear(heard._replace(right="another"))
        assert stage.reader._heard is None
        await stage.press("E")
        assert "still looking" in stage.status


async def test_hostile_articles(ws: Workspace) -> None:
    hostile = f"\x1b]0;x\x07[/b] \u202e{GATE}\u202c [@click=app.quit]x[/]"
    for article in BOTH:
        stock.add(ws, f"{article} {hostile}", id=article, outlet="[/b]\x1b[2J\u202e")
    async with played(ws.path, "ana", BOTH) as stage:
        await stage.press("E", "ctrl+e", ">")
        assert "\x1b" not in stage.shown() + stage.status
        assert "\u202e" not in stage.shown() + stage.status


# -- other articles --------------------------------------------------------------------------------


async def test_keys_bring_the_articles_that_share_most_first(shelf: Workspace) -> None:
    async with played(shelf.path, "ana", ("left",)) as stage:
        seen = []
        for _ in range(5):
            await stage.press(">")
            seen.append((stage.reader.right.article, stage.status.strip()))
        assert [article for article, _ in seen] == ["gate", "ferry", "sheep", "comet", "gate"]
        said = [status for _, status in seen]
        assert said[0] == "1 of 4: The Meridian · 100 % of word sequences shared with the left"
        assert said[1].startswith("2 of 4: Bay · ")
        assert said[2] == "3 of 4: Hill · nothing shared with the left"
        assert said[3] == "4 of 4: No outlet · nothing shared with the left"
        await stage.press("<")
        assert stage.reader.right.article == "comet"
        assert stage.reader.left.article == "left"


async def test_the_new_pair_is_found_out_about_and_kept(shelf: Workspace) -> None:
    async with played(shelf.path, "ana", ("left", "sheep")) as stage:
        await stage.press(">")
        assert stage.reader.right.article == "comet"
        await stage.press(">")
        assert stage.reader.right.article == "gate"
        assert marks(stage)[0] == [stage.reader.left.view.text[:-1]]
        assert stage.echo.startswith("echoes: 100 % of the left")
        assert shelf.articles.left_off("pair") == ["left", "gate"]
        assert not stage.reader.right.has_class("empty")
    async with played(shelf.path, "ana") as stage:
        await stage.app.action_back()
        await stage.settle()
        assert [side.article for side in stage.reader.sides] == ["left", "gate"]


async def test_each_article_keeps_its_place(shelf: Workspace) -> None:
    async with played(shelf.path, "ana", ("left", "gate")) as stage:
        await stage.press("tab", "w", "w")
        place = stage.view.caret
        assert place > 0
        await stage.press(">")
        assert (stage.reader.right.article, stage.view.caret) == ("ferry", 0)
        await stage.press("<")
        assert (stage.reader.right.article, stage.view.caret) == ("gate", place)


async def test_hits_in_the_article_that_goes_are_forgotten(shelf: Workspace) -> None:
    async with played(shelf.path, "ana", ("left", "gate")) as stage:
        await stage.press("tab", "slash", *"gate", "enter")
        assert stage.view.scene.hits
        await stage.press(">")
        assert not stage.view.scene.hits


async def test_steps_asked_for_while_looking_are_all_taken(shelf: Workspace) -> None:
    async with played(shelf.path, "ana", ("left",)) as stage:
        await stage.burst(">", ">")
        assert stage.reader.right.article == "ferry"


async def test_what_has_come_or_gone_is_taken_into_account(shelf: Workspace) -> None:
    async with played(shelf.path, "ana", ("left",)) as stage:
        await stage.press(">")
        shelf.articles.remove("ferry")
        stock.add(shelf, f"{FERRY} now", id="new", outlet="Daily")
        await stage.press(">")
        assert stage.status.strip().startswith("2 of 4: Daily")


@asynccontextmanager
async def looking(
    shelf: Workspace, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Stage, Held]]:
    """The Reader on the first article of a shelf, held up while it ranks the others."""
    ranking = held(monkeypatch, "annotations.text.sharing.ranked")
    async with played(shelf.path, "ana", ("left",)) as stage:
        stage.pilot.app.call_later(stage.reader.action_neighbour, 1)
        await stage.says("looking for what shares most")
        yield stage, ranking


async def test_the_key_answers_before_the_order_is_known_and_escape_stops_it(
    shelf: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with looking(shelf, monkeypatch) as (stage, ranking):
        assert stage.reader.right.article is None
        stage.reader.action_escape()
        ranking.let_go()
        await stage.settle()
        assert "looking" not in stage.status
        assert stage.reader.right.article is None
        await stage.press(">")
        assert stage.reader.right.article == "gate"


async def test_an_order_for_another_left_article_is_dropped(
    shelf: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with looking(shelf, monkeypatch) as (stage, ranking):
        await stage.reader.open(stage.reader.left, "sheep")
        ranking.let_go()
        await stage.settle()
        assert stage.reader.right.article is None


async def test_nothing_changes_under_a_dialog(
    shelf: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with looking(shelf, monkeypatch) as (stage, ranking):
        stage.app.action_help()
        await stage.until(lambda: stage.app.screen is not stage.place, "the help")
        ranking.let_go()
        await stage.settle()
        await stage.press("escape")
        assert stage.reader.right.article is None
        assert "looking" not in stage.status


async def test_nothing_else_in_the_workspace(ws: Workspace) -> None:
    stock.add(ws, LEFT, id="left")
    async with played(ws.path, "ana", ("left",)) as stage:
        await stage.press(">")
        assert "there is no other article in the workspace" in stage.status
        assert stage.reader.right.article is None


async def test_a_workspace_that_cannot_be_read_is_said(
    shelf: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refused("no more today")

    monkeypatch.setattr("annotations.text.sharing.ranked", refuse)
    async with played(shelf.path, "ana", ("left",)) as stage:
        await stage.press(">")
        assert "no more today" in stage.status
        monkeypatch.undo()
        await stage.press(">")
        assert stage.reader.right.article == "gate"


# -- the line --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("2024-05-03", "2024-05-05", "left is older: 3 May before 5 May 2024"),
        ("2024-05-05", "2023-12-31", "right is older: 31 December 2023 before 5 May 2024"),
        ("2024-05-03", "2024-05-03", "both of 3 May 2024"),
        ("2024-05-03", "20240503T101500", "both of 3 May 2024"),
        ("2024", "2024-05-03", "both of 2024"),
        ("2024-05", "2024-04-30", "right is older: April before May 2024"),
        (
            "2024-05-03 09:30",
            "2024-05-03T09:05:00",
            "right is older: 3 May 09:05 before 3 May 2024 09:30",
        ),
        (
            "2024-05-03T01:00:00+03:00",
            "2024-05-02T23:00:00Z",
            "left is older: 2 May 22:00 UTC before 2 May 2024 23:00 UTC",
        ),
        ("2024-05-03T01:00:00+03:00", "2024-05-02", "both of 2 May 2024"),
        ("2024-05-03T01:00:00Z", "2024-05-03T02:00:00", "both of 3 May 2024"),
        (None, "2024-05-03", "left has no date"),
        ("2024-05-03", "soon", "right has no date"),
        ("2024-13", None, "neither is dated"),
        ("0001-01-01T00:00:00+05:00", None, "neither is dated"),
    ],
)
def test_which_came_first(left: str | None, right: str | None, said: str) -> None:
    assert ages(left, right) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.001, "under 1 %"), (0.184, "18 %"), (0.999, "99 %"), (1, "100 %")],
)
def test_shares_in_words(share: float, said: str) -> None:
    assert percent(share) == said

"""The table of commands: each has its action, its key runs it, and help and palette show it."""

from collections import Counter
from typing import Any

import pytest
from textual.command import CommandInput
from textual.widgets import Input, Static

from annotations.codebook import Codebook, Label, Shape
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH
from tui.app import Diptych
from tui.commands import COMMANDS, TAKEN_OVER, Command
from tui.keys import Keys, display, keys_of
from tui.screens.concordance import Concordance
from tui.screens.help import Help
from tui.screens.library import Library
from tui.screens.proposals import Proposals
from tui.screens.provenance.board import Board
from tui.screens.provenance.group import GroupScreen
from tui.screens.provenance.reasons import Why
from tui.screens.provenance.register import Register
from tui.screens.provenance.timeline import Timeline
from tui.screens.reader import Reader
from tui.screens.review import ReviewHome
from tui.screens.review.agreement import AgreementScreen
from tui.screens.review.corrections import Corrections
from tui.screens.review.disagreements import Disagreements
from tui.screens.review.settle import Settle
from tui.screens.review.verify import Verify

PLACES: dict[str, type[Any]] = {
    "app": Diptych,
    "reader": Reader,
    "library": Library,
    "proposals": Proposals,
    "review": ReviewHome,
    "verify": Verify,
    "settle": Settle,
    "disagreements": Disagreements,
    "corrections": Corrections,
    "agreement": AgreementScreen,
    "board": Board,
    "why": Why,
    "register": Register,
    "group": GroupScreen,
    "timeline": Timeline,
    "concordance": Concordance,
}
SCREENS = ("reader", "library", "proposals")
ALL = Keys(Codebook()).commands


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.id)
def test_every_command_has_its_action(command: Command) -> None:
    name = command.action.split("(", maxsplit=1)[0]
    assert callable(getattr(PLACES[command.screen], f"action_{name}"))
    assert command.short
    assert command.help[0].isupper()
    assert command.group or command.id.split(".")[1] in ("label", "kind")


def test_every_command_is_there_once() -> None:
    assert Counter(command.id for command in ALL).most_common(1)[0][1] == 1
    assert {command.screen for command in COMMANDS} == set(PLACES)


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_key_runs_its_action(
    news: Workspace, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    for article in BOTH:
        stock.tag(news, article, "Drovnik")
    news.links.match()
    async with shown(news, screen) as stage:
        ran: list[str] = []

        async def note(self: Diptych, action: Any, *_: Any, **__: Any) -> bool:
            ran.append(action)
            return True

        monkeypatch.setattr(Diptych, "run_action", note)
        for command in stage.app.keys.on(screen):
            for key in keys_of(command.keys):
                ran.clear()
                await stage.press(key)
                assert ran == [command.action], (command.id, key)
        monkeypatch.undo()


def shown(news: Workspace, screen: str) -> Any:
    """The program, at one of its places."""
    articles = BOTH if screen == "reader" else ()
    return played(news.path, "ana", articles, screen=screen if screen == "proposals" else None)


@pytest.mark.parametrize("screen", SCREENS)
async def test_help_begins_with_the_screen_that_one_comes_from(
    news: Workspace, screen: str
) -> None:
    async with shown(news, screen) as stage:
        await stage.press("?")
        help_ = stage.app.screen
        assert isinstance(help_, Help)
        text = str(help_.query_one(Static).content)
        for command in stage.app.keys.commands:
            assert command.help in text
            keys = " ".join(display(key) for key in keys_of(command.keys))
            assert f"  {keys}" in text
        headings = {"reader": "Moving", "library": "Library", "proposals": "Proposals"}
        assert text.lstrip().startswith(headings[screen]) or headings[screen] in text[:2500]
        for label in stage.app.codebook.labels:
            assert label.guideline in text
        await stage.press("j", "space", "k", "pagedown", "escape")
        assert stage.app.screen is stage.place


@pytest.mark.parametrize("key", ["escape", "q", "?", "f1"])
async def test_leaving_the_help(news: Workspace, key: str) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("f1")
        assert len(stage.app.screen_stack) == 3
        await stage.press(key)
        assert stage.app.screen is stage.reader


async def test_the_palette_runs_commands(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("ctrl+p")
        await stage.until(lambda: bool(stage.app.screen.query(CommandInput)), "the palette")
        await stage.type("end of the article")
        await stage.sees("Go to the end of the article")
        await stage.press("enter")
        if stage.app.screen is not stage.reader:  # the first Enter may only choose
            await stage.press("enter")
        await stage.until(lambda: stage.view.caret == len(stage.view.text), "the end")
        await stage.press("ctrl+p", "escape")
        assert stage.app.screen is stage.reader


async def test_the_palette_is_of_the_screen(news: Workspace) -> None:
    async with played(news.path, "ana") as stage:
        await stage.press("ctrl+p")
        await stage.type("matcher")
        await stage.sees("Run the matcher over all articles")
        await stage.press("escape")
        assert not stage.app.screen.query(Input)


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_footer_names_keys_that_there_are(news: Workspace, screen: str) -> None:
    async with shown(news, screen) as stage:
        for name in stage.place.hints():
            key, short = stage.app.keys.shown(name)
            assert key
            assert short
        assert stage.shown().splitlines()[-1].rstrip().endswith("? help")


async def test_going_from_place_to_place(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("L")
        assert isinstance(stage.place, Library)
        await stage.press("L", "p")
        assert isinstance(stage.place, Proposals)
        await stage.press("p", "escape", "escape")
        assert isinstance(stage.place, Reader)
        assert [side.article for side in stage.reader.sides] == list(BOTH)
        assert_few_screens(stage)
        await stage.press("p", "L", "p", "L", "?")
        assert_few_screens(stage)
        await stage.press("escape", "q")
        assert stage.app._exit


def assert_few_screens(stage: Stage) -> None:
    """Places that were left are forgotten."""
    assert len(stage.app.screen_stack) <= 3


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting(news: Workspace, key: str) -> None:
    async with played(news.path, "ana") as stage:
        await stage.press(key)
        assert stage.app._exit
        assert stage.app.return_code == 0


def test_a_screen_that_takes_over_the_readers_keys_has_each_key_once() -> None:
    keys = Keys(Codebook())
    for screen in TAKEN_OVER:
        held = Counter(key for command in keys.on(screen) for key in keys_of(command.keys))
        assert held.most_common(1)[0][1] == 1
        ids = {command.id for command in keys.on(screen)}
        assert {"reader.move.down", "reader.label.0", "reader.search"} <= ids


def test_a_label_keeps_its_key_where_its_screen_has_one_like_it() -> None:
    labels = (Label(name="claim", key="y"), Label(name="other", key="i", shape=Shape.NAME))
    keys = Keys(Codebook(labels=labels))
    shown = {command.id: command.keys for command in keys.on("verify")}
    assert (shown["reader.label.0"], shown["verify.agree"]) == ("y", "plus")
    assert (shown["reader.label.1"], shown["verify.guideline"]) == ("i", "less_than_sign")

"""Candidates in the Reader: one key each, what is learnt from skipping, what comes back."""

from threading import Event
from typing import Any

import pytest

from annotations.text.candidates import Candidate, candidates
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played

TEXT = (
    "Then President Orr met Ann Lind in Vell. The pier of Vell fell, and the pier burned.\n\n"
    "Yesterday President Lee met President Kay, and President Fox met President Day.\n\n"
    "The mayor said that the pier had burned. It was rebuilt by June. The port is shut."
)
OTHER = "In Vell the pier had burned, the harbour office said. It was a loss."


def pair(made: Workspace, text: str = TEXT, other: str = OTHER) -> tuple[str, str]:
    return (
        stock.add(made, text, id="one", language="en", outlet="The Day"),
        stock.add(made, other, id="two", language="en", outlet="The Night"),
    )


def up(stage: Stage) -> str:
    """What is selected."""
    start, end = stage.view.selection or (0, 0)
    return stage.view.text[start:end]


async def test_stepping_goes_on_after_any_label_key_until_escape() -> None:
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            await stage.press("space", "e")
            assert up(stage) == "Ann Lind", "the title is not offered once the name is tagged"
            stage.go_to("pier of")
            await stage.press("e")
            assert up(stage) == "Vell", "a span tagged by hand is followed by a candidate, too"
            await stage.press("escape")
            stage.go_to("rebuilt")
            await stage.press("e")
            assert up(stage) == ""


async def test_what_is_skipped_twice_is_not_offered_again_even_in_another_session() -> None:
    with stock.workspaces("ana") as (made,):
        articles = pair(made)
        async with played(made.path, "ana", articles) as stage:
            stage.go_to("Ann")
            await stage.press("space", "space", "space")  # Ann Lind, Vell, Vell
            await stage.press("space")
            stage.go_to("Ann")
            await stage.press("space", "space")
            assert up(stage) != "Vell"
            await stage.press("q")
        async with played(made.path, "ana", articles) as stage:
            stage.go_to("Ann")
            await stage.press("space", "space")
            assert up(stage) != "Vell"
            await stage.press("R")
            await stage.says("offered again: 2 skipped wordings here, 0 kinds")
            stage.go_to("Ann")
            await stage.press("space", "space")
            assert up(stage) == "Vell"


async def test_the_form_that_is_taken_comes_first_from_then_on() -> None:
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            await stage.press("space")
            assert up(stage) == "Orr"
            await stage.press("space")
            assert up(stage) == "President Orr"
            await stage.press("e")
            stage.go_to("Yesterday")
            await stage.press("space")
            assert up(stage) == "President Lee"


async def test_words_tagged_once_are_offered_in_both_articles() -> None:
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            stage.go_to("pier of")
            await stage.press("e", "space", "space")
            assert up(stage) == "pier"
            assert "tagged as entity before" in stage.status
            await stage.press("tab", "space", "space", "space")
            assert up(stage) == "pier"


async def test_words_tagged_in_a_third_article_are_offered() -> None:
    with stock.workspaces("ana") as (made,):
        articles = pair(made)
        stock.tag(made, stock.add(made, "The port is a place.", id="three"), "port")
        async with played(made.path, "ana", articles) as stage:
            stage.go_to("It was rebuilt")
            await stage.press("space", "space")
            assert up(stage) == "port"


async def test_whoever_said_something_is_offered_again() -> None:
    with stock.workspaces("ana") as (made,):
        articles = pair(made, "The mayor said it was over. We met an old friend of the mayor.")
        stock.tag(made, stock.add(made, "An old friend came.", id="three"), "old friend", "source")
        async with played(made.path, "ana", articles) as stage:
            stage.go_to("We met")
            await stage.press("space")
            assert up(stage) == "old friend"
            assert "source? tagged as source before" in stage.status


async def test_a_claim_of_another_article_is_offered_where_it_is_made_again() -> None:
    with stock.workspaces("ana") as (made,):
        articles = pair(made, "It was in May.\n\nThe old harbour office of Vell burned down today.")
        stock.tag(made, "two", "the pier had burned", "claim")
        third = stock.add(made, "The old harbour office of Vell burned today.", outlet="Dawn")
        stock.tag(made, third, "The old harbour office of Vell burned today.", "claim")
        async with played(made.path, "ana", articles) as stage:
            await stage.press("space")
            assert up(stage) == "The old harbour office of Vell burned down today."
            await stage.says("claimed elsewhere · as in Dawn")


async def test_a_label_key_learns_whether_sentences_keep_their_stop() -> None:
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            stage.go_to("It was rebuilt")
            await stage.press("c")
            assert stage.texts() == ["It was rebuilt by June."]
            await stage.press("]", "h")
            stage.go_to("The port")
            await stage.press("c")
            assert stage.texts() == ["It was rebuilt by June", "The port is shut"]


async def test_a_step_waits_for_the_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Event()

    def late(*given: Any) -> list[Candidate]:
        found.wait(60)
        return candidates(*given)

    monkeypatch.setattr("tui.screens.reader.suggestions.candidates", late)
    monkeypatch.setattr(Stage, "settle", Stage._drain)  # as workers do not end
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            await stage.press("space")
            await stage.says("looking for candidates")
            found.set()
            await stage.until(lambda: up(stage) == "Orr", "the candidate")
            await stage.says("entity? name without its title")


async def test_whoever_says_it_comes_first_among_the_sources() -> None:
    text = "Ann Lind, whom Omar Noor met, said that the pier had burned."
    with stock.workspaces("ana") as (made,):
        articles = pair(made, text)
        speaker, near = stock.tag(made, "one", "Ann Lind", "source"), "Omar Noor"
        stock.tag(made, "one", near, "source")
        claim = stock.tag(made, "one", "the pier had burned", "claim")
        async with played(made.path, "ana", articles) as stage:
            stage.go_to("pier")
            await stage.press("a")
            await stage.sees("says it")
            await stage.press("enter")
        made_of = [(a.claim, a.source) for a in made.spans.attributions()]
        assert made_of == [(claim.id, speaker.id)]


@pytest.mark.parametrize("moves", [["v"], ["escape", "w", "w"], ["j"]])
async def test_after_moving_on_the_span_tagged_before_is_not_meant(moves: list[str]) -> None:
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            await stage.press("space", "e")
            await stage.burst(*moves, "x")
            assert stage.texts() == ["Orr"]
            await stage.says("no span here")


async def test_after_every_mention_stepping_goes_on() -> None:
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            stage.go_to("Ann")
            await stage.press("space", "space")
            assert up(stage) == "Vell"
            await stage.press("e", "*", "enter")
            assert stage.texts().count("Vell") == 3
            assert up(stage)
            await stage.says("tagged 2 more as entity")


async def test_a_span_that_is_deleted_is_offered_again() -> None:
    with stock.workspaces("ana") as (made,):
        async with played(made.path, "ana", pair(made)) as stage:
            await stage.press("space", "e", "escape")
            stage.go_to("Orr")
            await stage.press("x", "g", "space")
            assert up(stage) == "Orr"

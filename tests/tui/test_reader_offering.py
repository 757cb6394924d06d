"""Candidates in the Reader: one key each, what is learnt from skipping, what comes back."""

from typing import Any

import pytest

from annotations.text.candidates import candidates
from annotations.text.kinds import Candidate
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Held, Stage, held, played

TEXT = (
    "Then President Orr met Ann Lind in Vell. The pier of Vell fell, and the pier burned.\n\n"
    "Yesterday President Lee met President Kay, and President Fox met President Day.\n\n"
    "The mayor said that the pier had burned. It was rebuilt by June. The port is shut."
)
OTHER = "In Vell the pier had burned, the harbour office said. It was a loss."


def pair(ws: Workspace, text: str = TEXT, other: str = OTHER) -> tuple[str, str]:
    return (
        stock.add(ws, text, id="one", language="en", outlet="The Day"),
        stock.add(ws, other, id="two", language="en", outlet="The Night"),
    )


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> Held:
    """The search for candidates, held up."""
    monkeypatch.setattr(Stage, "settle", Stage._drain)  # as workers do not end
    return held(monkeypatch, "tui.screens.reader.suggestions.candidates")


def up(stage: Stage) -> str:
    """What is selected."""
    start, end = stage.view.selection or (0, 0)
    return stage.view.text[start:end]


async def test_stepping_goes_on_after_any_label_key_until_escape(ws: Workspace) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        await stage.press("space", "e")
        assert up(stage) == "Ann Lind", "the title is not offered once the name is tagged"
        stage.go_to("pier of")
        await stage.press("e")
        assert up(stage) == "Vell", "a span tagged by hand is followed by a candidate, too"
        await stage.press("escape")
        stage.go_to("rebuilt")
        await stage.press("e")
        assert up(stage) == ""


async def test_what_is_skipped_twice_is_not_offered_again_even_in_another_session(
    ws: Workspace,
) -> None:
    articles = pair(ws)
    async with played(ws.path, "ana", articles) as stage:
        stage.go_to("Ann")
        await stage.press("space", "space", "space")  # Ann Lind, Vell, Vell
        await stage.press("space")
        stage.go_to("Ann")
        await stage.press("space", "space")
        assert up(stage) != "Vell"
        await stage.press("q")
    async with played(ws.path, "ana", articles) as stage:
        stage.go_to("Ann")
        await stage.press("space", "space")
        assert up(stage) != "Vell"
        await stage.press("R")
        await stage.says("offered again: 2 skipped wordings")
        stage.go_to("Ann")
        await stage.press("space", "space")
        assert up(stage) == "Vell"


async def test_the_form_that_is_taken_comes_first_from_then_on(ws: Workspace) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        await stage.press("space")
        assert up(stage) == "Orr"
        await stage.press("space")
        assert up(stage) == "President Orr"
        await stage.press("e")
        stage.go_to("Yesterday")
        await stage.press("space")
        assert up(stage) == "President Lee"


async def test_words_tagged_once_are_offered_in_both_articles(ws: Workspace) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        stage.go_to("pier of")
        await stage.press("e", "space", "space")
        assert up(stage) == "pier"
        assert "tagged as entity before" in stage.status
        await stage.press("tab", "space", "space", "space")
        assert up(stage) == "pier"


async def test_words_tagged_in_a_third_article_are_offered(ws: Workspace) -> None:
    articles = pair(ws)
    stock.tag(ws, stock.add(ws, "The port is a place.", id="three"), "port")
    async with played(ws.path, "ana", articles) as stage:
        stage.go_to("It was rebuilt")
        await stage.press("space", "space")
        assert up(stage) == "port"


async def test_whoever_said_something_is_offered_again(ws: Workspace) -> None:
    articles = pair(ws, "The mayor said it was over. We met an old friend of the mayor.")
    stock.tag(ws, stock.add(ws, "An old friend came.", id="three"), "old friend", "source")
    async with played(ws.path, "ana", articles) as stage:
        stage.go_to("We met")
        await stage.press("space")
        assert up(stage) == "old friend"
        assert "source? tagged as source before" in stage.status


async def test_a_claim_of_another_article_is_offered_where_it_is_made_again(ws: Workspace) -> None:
    articles = pair(ws, "It was in May.\n\nThe old harbour office of Vell burned down today.")
    stock.tag(ws, "two", "the pier had burned", "claim")
    third = stock.add(ws, "The old harbour office of Vell burned today.", outlet="Dawn")
    stock.tag(ws, third, "The old harbour office of Vell burned today.", "claim")
    async with played(ws.path, "ana", articles) as stage:
        await stage.press("space")
        assert up(stage) == "The old harbour office of Vell burned down today."
        await stage.says("claimed elsewhere · as in Dawn")


async def test_a_label_key_learns_whether_sentences_keep_their_stop(ws: Workspace) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        stage.go_to("It was rebuilt")
        await stage.press("c")
        assert stage.texts() == ["It was rebuilt by June."]
        await stage.press("]", "h")
        stage.go_to("The port")
        await stage.press("c")
        assert stage.texts() == ["It was rebuilt by June", "The port is shut"]


async def test_a_step_waits_for_the_candidates(ws: Workspace, search: Held) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        await stage.press("space")
        await stage.says("looking for candidates")
        search.let_go()
        await stage.until(lambda: up(stage) == "Orr", "the candidate")
        await stage.says("entity? name without its title")


async def test_whoever_says_it_comes_first_among_the_sources(ws: Workspace) -> None:
    text = "Ann Lind, whom Omar Noor met, said that the pier had burned."
    articles = pair(ws, text)
    speaker, near = stock.tag(ws, "one", "Ann Lind", "source"), "Omar Noor"
    stock.tag(ws, "one", near, "source")
    claim = stock.tag(ws, "one", "the pier had burned", "claim")
    async with played(ws.path, "ana", articles) as stage:
        stage.go_to("pier")
        await stage.press("a")
        await stage.sees("says it")
        await stage.press("enter")
    made_of = [(a.claim, a.source) for a in ws.spans.attributions()]
    assert made_of == [(claim.id, speaker.id)]


@pytest.mark.parametrize("moves", [["v"], ["escape", "w", "w"], ["j"]])
async def test_after_moving_on_the_span_tagged_before_is_not_meant(
    ws: Workspace, moves: list[str]
) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        await stage.press("space", "e")
        await stage.burst(*moves, "x")
        assert stage.texts() == ["Orr"]
        await stage.says("no span here")


async def test_after_every_mention_stepping_goes_on(ws: Workspace) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        stage.go_to("Ann")
        await stage.press("space", "space")
        assert up(stage) == "Vell"
        await stage.press("e", "*", "enter")
        assert stage.texts().count("Vell") == 3
        assert up(stage)
        await stage.says("tagged 2 more as entity")


async def test_a_span_that_is_deleted_is_offered_again(ws: Workspace) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        await stage.press("space", "e", "escape")
        stage.go_to("Orr")
        await stage.press("x", "g", "space")
        assert up(stage) == "Orr"


async def test_words_are_offered_for_as_long_as_they_are_tagged(ws: Workspace) -> None:
    articles = pair(ws, "The pier stood. It stood by another pier, and a third pier.")
    stock.tag(ws, stock.add(ws, "One old port.", id="three"), "port")

    async def next_one(stage: Stage) -> str:
        await stage.press("escape", "g", "space")
        found = up(stage)
        await stage.press("escape")
        return found

    async with played(ws.path, "ana", articles) as stage:
        for takes_back in ("u", "x"):
            stage.go_to("pier, and")
            await stage.press("e")
            assert await next_one(stage) == "pier"
            stage.go_to("pier, and")
            await stage.press(takes_back)
            assert await next_one(stage) == ""
        stage.go_to("pier, and")
        await stage.press("e", "]", "w")
        assert stage.texts("entity") == ["pier,", "port"]
        assert await next_one(stage) == ""
        await stage.press("u")
        assert await next_one(stage) == "pier"


async def test_a_name_is_not_offered_as_whoever_said_something(ws: Workspace) -> None:
    articles = pair(ws, "The pier stood. It stood by another pier, and a third pier.")
    async with played(ws.path, "ana", articles) as stage:
        for words, key in (("pier stood", "e"), ("pier, and", "s")):
            stage.go_to(words)
            await stage.press("v", key)
        await stage.press("escape", "g", "space")
        assert "entity? tagged as entity before" in stage.status
        assert stage.view.selection == (54, 58), "the two before are tagged"
        stage.go_to("pier stood")
        await stage.press("x", "g", "space")
        assert "source? tagged as source before" in stage.status


async def test_what_is_kept_back_is_said_and_comes_back(ws: Workspace) -> None:
    names = " ".join(f"Then Ann Lind met Otto {name}." for name in ("Kay", "Day", "Lee", "Fox"))
    async with played(ws.path, "ana", pair(ws, f"{names} It was so.")) as stage:
        await stage.press("R")
        await stage.says("nothing is kept back")
        await stage.press("space")
        for _ in range(16):
            await stage.press("space")
            if "is offered no more" in stage.status:
                break
            if "no candidate" in stage.status:
                await stage.press("g")
        await stage.says("“capitalised name” is offered no more, R brings it back")
        await stage.press("R")
        await stage.says("offered again: ")
        assert "1 kind of candidate" in stage.status


async def test_the_shorter_article_does_not_wait_for_the_longer(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = held(monkeypatch, "tui.screens.reader.suggestions.all_occurrences")
    monkeypatch.setattr(Stage, "settle", Stage._drain)  # as workers do not end
    async with played(ws.path, "ana", pair(ws, TEXT * 20)) as stage:
        await stage.press("tab", "space")
        await stage.until(lambda: "claim?" in stage.status, "the candidate")
        assert stage.reader.left.looking
        search.let_go()


async def test_labels_wait_for_what_they_are_meant_for(ws: Workspace, search: Held) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        await stage.burst("space", "e", "space", "s")
        assert stage.spans() == []
        search.let_go()
        await stage.until(lambda: len(stage.spans()) == 2, "both tags")
        assert [(s.text, s.label) for s in stage.spans()] == [("Orr", "entity"), ("Vell", "source")]


async def test_a_motion_is_not_held_up_by_a_step(ws: Workspace, search: Held) -> None:
    async with played(ws.path, "ana", pair(ws)) as stage:
        await stage.burst("space", "w", "e")
        await stage.until(lambda: stage.texts() == ["President Orr"], "the word at the cursor")
        search.let_go()


async def test_a_search_that_fails_says_so_and_the_next_step_looks_again(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def failing(*args: Any) -> list[Candidate]:
        tries.append(args)
        if len(tries) == 1:
            raise ValueError("confidential words")
        return candidates(*args)

    monkeypatch.setattr("tui.screens.reader.suggestions.candidates", failing)
    async with played(ws.path, "ana", pair(ws)) as stage:
        assert "looking for candidates failed: ValueError at" in stage.status
        assert "confidential" not in stage.status
        await stage.press("space")
        assert up(stage) == "Orr"
        assert "entity?" in stage.status

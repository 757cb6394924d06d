"""The Reader: search as one types, on from hit to hit, in both panes."""

import pytest
from textual.widgets import Input

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT
from tui.screens.dialogs import Ask


def at(words: str) -> int:
    return LEFT.index(words)


def selected(stage: Stage) -> tuple[int, str]:
    start, end = stage.view.selection or (-1, -1)
    return start, stage.view.text[start:end] if start >= 0 else ""


def marked(stage: Stage) -> list[str]:
    return [stage.view.text[start:end] for start, end in stage.view.scene.hits]


async def test_search_as_one_types(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        await stage.press("/", *"drov")
        assert stage.view.selection == (at("Drovnik"), at("Drovnik") + 4)
        assert len(list(stage.view.scene.hits)) == 3
        await stage.press("enter")
        await stage.says("hit 1 of 3")
        await stage.press("n")
        await stage.says("hit 2 of 3")
        await stage.press("n", "n")
        await stage.says("hit 1 of 3")
        await stage.press("N")
        await stage.says("hit 3 of 3")
        await stage.press("escape", "escape")
        assert not stage.view.scene.hits
        await stage.press("n")
        await stage.says("nothing searched for")


async def test_small_letters_find_capitals_too(news: Workspace) -> None:
    wanted = (("harbour", 2), ("Harbour", 0), ("lena", 2), ("LENA", 0), ("sec+ond", 1), ('"we', 1))
    async with played(news.path, "ana", BOTH) as stage:
        for typed, hits in wanted:
            await stage.press("/")
            await stage.type(typed)
            assert len(list(stage.view.scene.hits)) == hits
            await stage.press("enter")
            await stage.says(f"of {hits}" if hits else f"not in this article: {typed}")


async def test_escape_restores_the_place(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        await stage.press("/", *"stops", "escape")
        assert stage.view.caret == at("report")
        assert stage.view.selection is None
        assert not stage.view.scene.hits
        stage.pick("140 posts")
        await stage.press("/", *"minister", "escape")
        assert stage.view.selection == (at("140"), at("140") + 9)
        stage.go_to("report")
        await stage.press("/", *"zzz")
        assert stage.view.caret == at("report")
        await stage.press("backspace", "backspace", "backspace", "enter")
        assert stage.view.caret == at("report")


async def test_nothing_typed_leaves_the_place(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        await stage.press("/", *"sto")
        assert stage.view.caret != at("report")
        await stage.press("backspace", "backspace", "backspace")
        assert stage.view.caret == at("report")


async def test_searching_on_in_the_other_pane(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/", *"drovnik", "enter", "tab", "n")
        await stage.says("of 2")
        assert stage.view is stage.reader.right.view
        assert not stage.reader.left.view.scene.hits
        assert len(list(stage.view.scene.hits)) == 2


async def test_the_dialog_counts_as_one_types(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=(80, 24)) as stage:
        stage.go_to("report")
        await stage.press("/", *"dr")
        assert "hit 1 of 3" in stage.shown()
        stage.go_to("report")
        await stage.press(*"ovq")
        assert "not in this article: drovq" in stage.shown()
        assert stage.view.caret == at("report")
        await stage.press("backspace", "backspace")
        assert "hit 1 of 3" in stage.shown()
        await stage.press(*["backspace"] * 3)
        assert "Enter stays" in stage.shown()


async def test_an_expression_in_the_making_is_taken_literally(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=(80, 24)) as stage:
        await stage.press("/", "(")
        assert "literally, as ( is not closed" in stage.shown()
        await stage.type("lena|drovnik)")
        assert "hit 1 of 5" in stage.shown()
        assert "literally" not in stage.shown()
        assert set(marked(stage)) == {"Lena", "Drovnik"}
        await stage.press("backspace", "enter")
        await stage.says("literally, as ( is not closed")


@pytest.mark.parametrize("typed", ["^", "x*", r"\b"])
async def test_nothing_empty_is_a_hit(news: Workspace, typed: str) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        await stage.press("/")
        await stage.type(typed)
        assert "between characters only" in stage.shown()
        await stage.press("enter")
        await stage.says("between characters only")
        assert stage.view.caret == at("report")
        assert stage.view.selection is None


async def test_counts_and_the_way_round_the_ends(news: Workspace) -> None:
    places = [at("Drovnik"), at("Drovnik. Then"), at("Drovnik again")]
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/", *"drovnik", "enter")
        assert selected(stage) == (places[0], "Drovnik")
        await stage.press("2", "n")
        assert selected(stage)[0] == places[2]
        assert "round the end" not in stage.status
        await stage.press("n")
        assert selected(stage)[0] == places[0]
        await stage.says("hit 1 of 3, round the end")
        await stage.press("2", "N")
        assert selected(stage)[0] == places[1]
        await stage.press("3", "n")
        assert selected(stage)[0] == places[1]


async def test_nothing_typed_searches_for_the_same_again(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/", "enter")
        await stage.says("nothing searched for")
        await stage.press("/", *"drovnik", "enter", "/", "enter")
        await stage.says("hit 2 of 3")
        await stage.press("/", *"zzz", "escape", "n")
        await stage.says("hit 3 of 3")
        await stage.press("escape", "escape")
        assert not stage.view.scene.hits
        await stage.press("/", "enter")
        await stage.says("of 3")


async def test_a_hit_is_tagged_in_one_key_and_the_next_is_one_key_away(news: Workspace) -> None:
    places = [at("Drovnik"), at("Drovnik. Then"), at("Drovnik again")]
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/", *"drovnik", "enter", "e", "n")
        assert selected(stage) == (places[1], "Drovnik")
        assert len(marked(stage)) == 3
        await stage.press("e", "n", "e")
        assert [(s.start, s.text) for s in stage.spans()] == [(p, "Drovnik") for p in places]
        await stage.press("n")
        assert selected(stage) == (places[0], "Drovnik")
        await stage.press("u", "n")
        assert len(marked(stage)) == 3


async def test_the_next_hit_counts_from_where_the_caret_was_put(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/", *"drovnik", "enter")
        stage.go_to("A second")
        await stage.press("n")
        assert selected(stage)[0] == at("Drovnik. Then")
        stage.go_to("A second")
        await stage.press("N")
        assert selected(stage)[0] == at("Drovnik")


async def test_a_catastrophic_expression_leaves_the_keys_alone(news: Workspace) -> None:
    stock.add(news, "a" * 4000 + "! It ends.", id="long")
    async with played(news.path, "ana", ("long",)) as stage:
        await stage.press("/")
        await stage.type("(a+)+$")
        assert "not everywhere: it takes too long" in stage.shown()
        await stage.press("enter")
        await stage.says("it takes too long")
        await stage.press("/", *"ends", "enter")
        await stage.says("hit 1 of 1")


async def test_keys_typed_at_once_search_for_all_of_them(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/")
        await stage.burst(*"lena ortiz", "enter")
        assert selected(stage) == (at("Lena"), "Lena Ortiz")
        await stage.says("hit 1 of 2")


async def test_hostile_words_are_shown_safely(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/")
        stage.app.screen.query_one(Input).value = "\x1b]0;x\x07\u202e[red]"
        await stage.settle()
        await stage.press("enter")
        await stage.says("not in this article: ␛]0;x␇⇐[red]")


async def test_keys_typed_fast_keep_their_order(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.burst("/", *"oops", *["backspace"] * 4, *"posts", "enter", "shift+right")
        assert not isinstance(stage.app.screen, Ask)
        start = LEFT.index("posts")
        assert stage.view.selection == (start, start + len("posts") + 1)

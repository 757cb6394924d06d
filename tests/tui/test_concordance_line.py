"""The concordance's line when it is come to: what is in it already gives way to what is typed."""

import pytest
from textual.widgets import Input

from annotations.workspace import Workspace
from tests.stage import Stage, played
from tests.tui.conftest import BOTH
from tests.tui.test_concordance import SMALL, everywhere, found, look_for, place


async def sought_before(stage: Stage, typed: str) -> None:
    """Search for something, then go back to where one came from."""
    await look_for(stage, typed)
    await stage.press("escape")


def line(stage: Stage) -> Input:
    return place(stage).query_one(Input)


@pytest.mark.parametrize("articles", [BOTH, ()])
async def test_what_is_typed_takes_the_place_of_what_was_sought_before(
    news: Workspace, articles: tuple[str, ...]
) -> None:
    async with played(news.path, "ana", articles, size=SMALL) as stage:
        await sought_before(stage, "drovnik")
        await stage.press("C")
        assert line(stage).selected_text == "drovnik"
        assert len(found(stage)) == 5
        await stage.press(*"lena")
        assert place(stage).typed == line(stage).value == "lena"
        assert found(stage) == everywhere("Lena")


async def test_what_is_typed_takes_the_place_of_what_was_selected(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        stage.pick("140 posts")
        await stage.press("C")
        assert line(stage).selected_text == "140 posts"
        await stage.press(*"lena")
        assert place(stage).typed == "lena"


@pytest.mark.parametrize("picked", [None, "140 posts"])
async def test_a_burst_is_typed_over_what_was_there(news: Workspace, picked: str | None) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await sought_before(stage, "drovnik")
        if picked:
            stage.pick(picked)
        await stage.burst("C", *"lena", "enter")
        assert place(stage).typed == line(stage).value == "lena"
        assert not place(stage).typing
        assert found(stage) == everywhere("Lena")
        assert stage.spans() == []


async def test_a_burst_into_the_first_line_is_kept_whole(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await stage.burst("C", *"secure|lena", "enter")
        assert place(stage).typed == line(stage).value == "secure|lena"
        assert found(stage) == everywhere("Lena")


@pytest.mark.parametrize(("key", "typed"), [("end", "drovnik|lena"), ("right", "drovnik|lena")])
async def test_a_key_keeps_what_was_there(news: Workspace, key: str, typed: str) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await sought_before(stage, "drovnik")
        await stage.press("C", key, *"|lena")
        assert place(stage).typed == typed
        await stage.press("escape", "escape")
        await stage.burst("C", key, *"|x", "enter")
        assert place(stage).typed == f"{typed}|x"


async def test_enter_keeps_what_was_there(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await sought_before(stage, "drovnik")
        for press in (stage.press, stage.burst):
            await press("C", "enter")
            assert place(stage).typed == "drovnik"
            assert not place(stage).typing
            await stage.press("escape")


async def test_backspace_empties_the_line(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await sought_before(stage, "drovnik")
        await stage.press("C", "backspace")
        assert place(stage).typed == ""
        assert found(stage) == []


async def test_the_line_come_back_to_is_typed_over_in_a_burst(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=SMALL) as stage:
        await look_for(stage, "drovnik")
        for key in ("/", "C"):
            await stage.burst(key, *"lena", "enter")
            assert place(stage).typed == "lena"
            await stage.burst(key, *"ortiz", "enter")
            assert place(stage).typed == "ortiz"

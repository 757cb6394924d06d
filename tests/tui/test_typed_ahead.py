"""Keys typed ahead of what they are meant for: they do what they do when typed slowly."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest
from textual import events

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Held, Stage, held, played
from tests.tui.conftest import BOTH, filled
from tui.screens.reader import Reader

CANDIDATES = "tui.screens.reader.suggestions.candidates"
COUNTERPARTS = "annotations.matching.counterparts.counterparts"
HITS = "tui.screens.concordance.base.seek"

T = TypeVar("T")


def outcome(stage: Stage) -> object:
    """What keys have come to."""
    spans = [(span.document, span.start, span.label, span.note) for span in stage.spans()]
    links = [(link.left.start, link.right.start, link.kind) for link in stage.ws.links.queue()]
    rests = [stage.ws.spans.get(one.source).text for one in stage.ws.spans.attributions()]
    active = stage.place.active.id if isinstance(stage.place, Reader) else None
    return type(stage.place), active, spans, links, rests


@pytest.mark.parametrize(
    ("looked_for", "before", "keys"),
    [
        (CANDIDATES, (), ("space", "e", "u")),
        (CANDIDATES, (), ("space", "e", "escape", "w", "c")),
        (CANDIDATES, (), ("space", "e", "L")),
        (COUNTERPARTS, (), ("f", "=", "u")),
        (COUNTERPARTS, (), ("f", "=", "tab", "e")),
        (HITS, ("L", "C"), (*"drovnik", "enter", "e", "u")),
        (HITS, ("L", "C"), (*"drovnik", "enter", "j", "j", "j", ">", "e")),
        (HITS, ("L", "C"), (*"drovnik", "enter", "*", "escape")),
        (HITS, ("L", "C"), (*"drovnik", "enter", "e", "/", *"harbour", "enter", "j", "s")),
    ],
)
async def test_as_when_typed_slowly(
    looked_for: str, before: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    slowly, fast = [await typed(looked_for, before, keys, fast=fast) for fast in (False, True)]
    assert fast == slowly


async def typed(
    looked_for: str, before: tuple[str, ...], keys: tuple[str, ...], *, fast: bool
) -> object:
    """What keys come to: typed one by one, or all before what is looked for is found."""
    with stock.workspaces("ana") as (ws,), pytest.MonkeyPatch.context() as patch:
        stock.tag(filled(ws), "left", "harbour", "entity")
        search = held(patch, looked_for)
        settle = Stage.settle
        patch.setattr(Stage, "settle", Stage._drain)  # as long as workers do not end
        async with played(ws.path, "ana", BOTH) as stage:
            await stage.press(*before)
            if fast:
                await stage.burst(*keys)
                await stage.until(search.begun.is_set, "a search")
            search.let_go()
            patch.setattr(Stage, "settle", settle)
            await stage.settle()
            if not fast:
                await stage.press(*keys)
            return outcome(stage)


async def test_escape_twice_gives_up_what_was_typed_ahead(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = held(monkeypatch, COUNTERPARTS)
    async with played(news.path, "ana", BOTH) as stage:
        stage.send("f", "=")
        await stage.says("looking for the counterpart … · Esc twice gives up")
        stage.send("escape", "escape")
        await stage.says("the keys typed ahead were given up")
        search.let_go()
        await stage.settle()
        assert stage.spans() == []
        assert stage.reader.right.view.selection, "it shows all the same"


async def test_keys_that_come_while_others_are_let_go_are_behind_them(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = held(monkeypatch, COUNTERPARTS)
    async with played(news.path, "ana", BOTH) as stage:
        do = stage.app.hand.do

        async def late(work: Callable[[Workspace], T]) -> T:
            await asyncio.sleep(0.05)
            return await do(work)

        monkeypatch.setattr(stage.app.hand, "do", late)
        stage.send("f", "=")
        await stage.until(lambda: len(stage.app.held) == 1, "the key held")
        search.let_go()
        await stage.until(lambda: not stage.app.held, "the key let go")
        assert stage.spans() == [], "it is still at work"
        stage.send("tab", "x")
        await stage.settle()
        assert [span.document for span in stage.spans()] == ["left"]


# -- in a line -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys",
    [
        ("a", "i", "down", "enter"),
        ("/", *"Drov", "escape", "e"),
        ("L", "/", *"Harb", "escape", "down", "enter", "w", "w", "e"),
        ("ctrl+p", *"other pane", "enter"),
        ("m", *"why", "backspace", "enter"),
    ],
)
async def test_what_is_typed_counts_before_the_key_behind_it(keys: tuple[str, ...]) -> None:
    outcomes = []
    for fast in (False, True):
        with stock.workspaces("ana") as (ws,):
            filled(ws)
            for words in ("Officials in Drovnik", "Lena Ortiz"):
                stock.tag(ws, "left", words, "source")
            claim = stock.tag(ws, "left", "We never met them at the harbour", "claim")
            async with played(ws.path, "ana", BOTH) as stage:
                stage.view.stand_on(claim)
                await stage.settle()
                await (stage.burst if fast else stage.press)(*keys)
                outcomes.append(outcome(stage))
    assert outcomes[0] == outcomes[1]


async def test_a_paste_keeps_its_place_among_keys(news: Workspace) -> None:
    claim = stock.tag(news, "left", "We never met them at the harbour", "claim")
    async with played(news.path, "ana", BOTH) as stage:
        stage.view.stand_on(claim)
        await stage.press("m")
        stage._send(events.Paste("abc\ndef"))
        await stage.burst("d", "enter")
        assert [span.note for span in stage.spans()] == ["abcd"]


def twice_tagged(ws: Workspace) -> None:
    """Two names, each tagged in both articles."""
    for article in BOTH:
        for words in ("Lena Ortiz", "harbour"):
            stock.tag(ws, article, words)


async def looking(stage: Stage, search: Held) -> None:
    """Look for the counterpart of a name while the other pane is at another, = typed ahead."""
    await stage.press("tab")
    stage.go_to("harbour")
    await stage.press("tab")
    stage.go_to("Lena")
    stage.send("f", "=")
    await stage.until(search.begun.is_set, "a search")
    await stage.until(lambda: bool(stage.app.held), "the key held")


async def test_what_was_typed_ahead_of_a_search_that_fails_is_forgotten(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice_tagged(news)
    search = held(monkeypatch, COUNTERPARTS)
    monkeypatch.setattr(search, "_real", lambda *_: 1 / 0)
    async with played(news.path, "ana", BOTH) as stage:
        await looking(stage, search)
        search.let_go()
        await stage.says("looking for counterparts failed")
        await stage.press("j")
        assert news.links.queue() == []


async def test_what_was_typed_ahead_of_candidates_that_fail_is_forgotten(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = held(monkeypatch, CANDIDATES)
    monkeypatch.setattr(search, "_real", lambda *_: 1 / 0)
    monkeypatch.setattr(Stage, "settle", Stage._drain)
    async with played(news.path, "ana", BOTH) as stage:
        stage.send("space", "c")
        await stage.until(lambda: bool(stage.app.held), "the key held")
        search.let_go()
        await stage.says("looking for candidates failed")
        await stage.press("j")
        assert stage.spans() == []


async def test_what_was_typed_ahead_is_given_up_where_something_else_is_clicked(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice_tagged(news)
    search = held(monkeypatch, COUNTERPARTS)
    async with played(news.path, "ana", BOTH) as stage:
        await looking(stage, search)
        stage.go_to("harbour")
        stage.send("j")
        await stage.until(lambda: not stage.app.held, "nothing held")
        search.let_go()
        await stage.settle()
        assert news.links.queue() == []

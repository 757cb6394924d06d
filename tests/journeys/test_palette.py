"""Commands by name: what the palette offers does what its key does, from place to place."""

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played

BOTH = ("one", "two")


async def choose(stage: Stage, typed: str, offered: str) -> None:
    """Find a command in the palette and run it."""
    await stage.press("ctrl+p")
    await stage.type(typed)
    await stage.sees(offered)
    await stage.press("enter")


async def test_commands_by_name_from_place_to_place(pair: tuple[Workspace, Workspace]) -> None:
    stock.tag(pair[0], "one", "Hamas", "claim")
    async with played(pair[0].path, "ana", BOTH) as stage:
        await choose(stage, "note", "Put a note on the current span")
        await stage.sees("\n Note on this claim")
        await stage.type("why?")
        await stage.press("enter")
        await stage.says("note kept")
        await choose(stage, "tag as entity", "Tag as entity")
        await stage.says("entity: “Hamas”")
        await choose(stage, "library", "Go to the Library")
        await stage.sees(" 2 articles ")
        await choose(stage, "filter the list", "Filter the list")
        await stage.sees("\n Show only")
        await stage.type("two")
        await stage.press("enter")
        await stage.sees("1 match")
        await choose(stage, "open the marked", "Open the marked articles")
        await stage.says("left 1/")
        await choose(stage, "proposed", "Go to the proposed links")
        await stage.sees("No proposals")
        await choose(stage, "quit", "Quit")
        await stage.until(lambda: stage.app._exit, "the end")
        assert stage.texts() == ["Hamas", "Hamas"]


async def test_a_span_under_the_place_where_one_left_off_is_current(
    pair: tuple[Workspace, Workspace],
) -> None:
    stock.tag(pair[0], "one", "Hamas", "claim")
    async with played(pair[0].path, "ana", BOTH) as stage:
        assert "claim “Hamas”" in stage.echo
        await stage.press("x")
        await stage.says("deleted claim: “Hamas”")


async def test_keys_typed_ahead_reach_the_question(pair: tuple[Workspace, Workspace]) -> None:
    async with played(pair[0].path, "ana", BOTH) as stage:
        await stage.burst("/", *"posts", "enter")
        await stage.burst("e", "m", *"why?", "enter")
        await stage.says("note kept")
        await stage.burst("tab", "w", "e", "tab", "w", "c")
        await stage.until(lambda: len(stage.texts()) == 3, "all are tagged")
        assert [(s.document, s.label, s.text[:6], s.note) for s in stage.spans()] == [
            ("one", "claim", "140 po", None),
            ("one", "entity", "posts", "why?"),
            ("two", "entity", "report", None),
        ]


async def test_an_export_over_one_that_is_there(pair: tuple[Workspace, Workspace]) -> None:
    async with played(pair[0].path, "ana") as stage:
        target = pair[0].path.with_name("case-documents.jsonl")
        target.write_text("something else")
        for key, text in (("escape", "something else"), ("enter", '{"schema"')):
            await stage.press("E", "enter", "enter")
            await stage.sees("\n Overwrite this file?")
            await stage.press(key)
            await stage.until(lambda t=text: target.read_text().startswith(t), text)  # type: ignore[misc]
        await stage.says("2 lines of documents in")

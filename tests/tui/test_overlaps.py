"""Overlaps at their worst on the screen, and marks that must not hide them: echoes."""

import pytest
from rich.style import Style

from annotations.model import Span
from annotations.workspace import Workspace
from annotations.workspace.spans import Location
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT
from tui.widgets.painting import GUTTER

WORD = (LEFT.index("harbour"), LEFT.index("harbour") + 7)


def made(number: int, start: int, end: int, label: str = "claim", who: str = "ana") -> Span:
    """A span that no workspace holds: as many as one likes on one word."""
    return Span(
        id=f"{number:05}", document="left", annotator=who, start=start, end=end, label=label,
        text=LEFT[start:end], origin="human", created="2025-01-01T00:00:00.000Z",
    )  # fmt: skip


def style_at(stage: Stage, offset: int) -> Style:
    """How a character of the active text looks."""
    view = stage.view
    row = view._layout.row_of(offset)
    cell = GUTTER + view._layout.cell_of(offset)
    strip = view.render_line(row - round(view.scroll_offset.y))
    (segment,) = list(strip.crop(cell, cell + 1))
    assert segment.style
    return segment.style


def gutter(stage: Stage, offset: int) -> str:
    """The gutter of a character's row."""
    row = stage.view._layout.row_of(offset)
    return stage.view.render_line(row - round(stage.view.scroll_offset.y)).text[:GUTTER]


# -- two hundred on one word ----------------------------------------------------------------------


async def test_two_hundred_spans_on_one_word(news: Workspace) -> None:
    spans = [made(n, *WORD, ("claim", "source", "entity")[n % 3], f"a{n}") for n in range(200)]
    async with played(news.path, "ana", BOTH) as stage:
        stage.view.set_spans(spans)
        stage.view.place(WORD[0])
        await stage.settle()
        grounds = {}
        for number in (*range(1, 200), 0):
            assert f"span {number or 200} of 200 here" in stage.echo
            current = stage.view.current
            assert current
            assert current == spans[number - 1]
            assert stage.echo.startswith(f"{current.label} “harbour”")
            assert f"by {current.annotator}" in stage.echo
            assert gutter(stage, WORD[0])[-1] == "▌"
            letter = current.label[0]
            assert letter in gutter(stage, WORD[0])
            grounds[current.label] = style_at(stage, WORD[0] + 1).bgcolor
            await stage.press("o")
        assert len(set(grounds.values())) == 3  # the ground is that of the current one's label
        assert stage.view.current == spans[0]
        await stage.press("5", "o")
        await stage.says("span 6 of 200 here")
        await stage.press("ctrl+o", "ctrl+o")
        await stage.says("span 4 of 200 here")
        await stage.press("4", "ctrl+o")
        await stage.says("span 200 of 200 here")
        await stage.press("4", "0", "1", "o")
        await stage.says("span 1 of 200 here")


async def test_the_current_ones_label_is_always_in_the_gutter(news: Workspace) -> None:
    labels = [f"label {letter}" for letter in "zyxwv"]
    async with played(news.path, "ana", BOTH) as stage:
        stage.view.set_spans(made(n, *WORD, label) for n, label in enumerate(labels))
        stage.view.place(WORD[0])
        for _ in labels:
            await stage.press("o")
            current = stage.view.current
            assert current
            assert gutter(stage, WORD[0]) == "ll+▌"
            assert stage.echo.startswith(current.label)


# -- nested ---------------------------------------------------------------------------------------


def nested(count: int) -> list[Span]:
    return [made(n, n, len(LEFT) - n) for n in range(count)]


async def test_the_whole_extent_of_the_current_one_stands_out(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        spans = nested(100)
        stage.view.set_spans(spans)
        stage.view.place(150)
        await stage.press("3", "0", "o")
        current = spans[100 - 31]
        assert stage.view.current == current
        assert "span 31 of 100 here" in stage.echo
        within = range(current.start, current.end)
        seen = [n for n, letter in enumerate(LEFT) if letter != "\n" and n != 150]
        inside = {style_at(stage, n).bgcolor for n in seen if n in within}
        outside = {style_at(stage, n).bgcolor for n in seen if n not in within}
        assert len(inside) == 1
        assert not inside & outside
        for offset in (current.start, 150, current.end - 1):
            assert gutter(stage, offset)[-1] == "▌"
        assert gutter(stage, 0)[-1] != "▌"


async def test_deep_inside_a_tag_and_its_deletion_show(news: Workspace) -> None:
    places = [Location("left", n, len(LEFT) - n) for n in range(100)]
    news.spans.tag_all(places, "claim")
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("posts")
        await stage.press("s")
        assert "span 1 of 101 here" in stage.echo
        assert stage.texts("source") == ["posts"]
        await stage.press("x")
        assert "span 1 of 100 here" in stage.echo
        assert stage.texts("source") == []
        await stage.press("x")
        assert "span 1 of 99 here" in stage.echo
        assert len(stage.spans()) == 99
        await stage.press("u")
        assert len(stage.spans()) == 100


async def test_nothing_cannot_be_tagged(ws: Workspace) -> None:
    stock.add(ws, "Some words.\n\n… — …\n\n\n", id="one")
    async with played(ws.path, "ana", ("one",)) as stage:
        for motion in (("G",), ("G", ".", "w"), ("G", "shift+right")):
            await stage.press("escape", *motion)
            assert stage.view.selection is None
            await stage.press("e")
            await stage.says("select the words first")
            assert stage.spans() == []


# -- echoes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("light", [False, True])
async def test_echoes_are_faint_and_hide_nothing(news: Workspace, *, light: bool) -> None:
    stock.tag(news, "left", "Lena Ortiz")
    async with played(news.path, "ana", BOTH) as stage:
        if light:
            await stage.press("f2")
        stage.view.set_echoes([])
        stage.view.set_candidates([(4, 12)])
        stage.view.set_hits([(24, 30)])
        stage.view.select(31, 34)
        plain, places = LEFT.index("report"), (5, 14, 25, 32)
        before = {n: style_at(stage, n) for n in (*places, plain)}
        assert "≈" not in gutter(stage, 0)
        stage.view.set_echoes([(0, 50)])
        for n in places[1:]:
            assert style_at(stage, n) == before[n]
        assert style_at(stage, 5).color == before[5].color
        assert style_at(stage, plain).bgcolor != before[plain].bgcolor
        assert style_at(stage, plain).color == before[plain].color
        assert gutter(stage, 0)[2] == "≈"
        assert gutter(stage, len(LEFT) - 1) == "    "
        stage.view.set_echoes([])
        assert {n: style_at(stage, n) for n in before} == before


async def test_where_the_echos_mark_goes(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.view.set_candidates([])
        stage.view.set_echoes([(0, 10)])
        stage.view.place(len(LEFT))
        for number, shown in enumerate(("  ≈ ", "c ≈ ", "cs≈ ", "cse≈")):
            labels = ("claim", "source", "entity")[:number]
            stage.view.set_spans(made(n, 0, 3, label) for n, label in enumerate(labels))
            assert gutter(stage, 0) == shown
        stage.view.place(1)
        assert gutter(stage, 0) == "cse▌"

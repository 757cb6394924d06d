"""The Reader: getting about. Motions, selection, candidates, mouse, sizes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.style import Style
from textual import events

from annotations.model import Span
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT, RIGHT
from tui.app import Diptych
from tui.commands import BY_ID
from tui.keys import keys_of
from tui.text.layout import Layout
from tui.widgets.painting import GUTTER


def at(words: str) -> int:
    return LEFT.index(words)


MOTIONS: dict[str, tuple[int, int]] = {
    "left": (at("minister"), at("minister") - 1),
    "right": (at("minister"), at("minister") + 1),
    "word_back": (at("Ortiz"), at("Lena")),
    "word_forward": (at("Lena"), at("Ortiz")),
    "sentence_back": (at("denied"), 0),
    "sentence_forward": (at("denied"), at("“We")),
    "paragraph_back": (at("Then"), at("A second")),
    "paragraph_forward": (at("denied"), at("A second")),
    "text_start": (at("Then"), 0),
    "text_end": (at("Then"), len(LEFT)),
}
"""Where each motion leads, from where."""


def rows_of(stage: Stage) -> Layout:
    return stage.view._layout


def by_rows(motion: str) -> Callable[[Stage], tuple[int, int]]:
    """Where a motion leads that depends on the rows, from the third row."""

    def ends(stage: Stage) -> tuple[int, int]:
        rows, page = rows_of(stage), stage.view.scrollable_content_region.height - 2
        start = rows.row(2)[0] + 5
        wanted = {
            "up": rows.offset_at(1, 5),
            "down": rows.offset_at(3, 5),
            "row_start": rows.row(2)[0],
            "row_end": rows.row_end(2),
            "page_up": rows.offset_at(max(0, 2 - page), 5),
            "page_down": rows.offset_at(min(2 + page, rows.height - 1), 5),
        }
        return start, wanted[motion]

    return ends


@pytest.mark.parametrize("extending", [False, True])
async def test_every_motion_by_every_key(news: Workspace, *, extending: bool) -> None:
    kind = "extend" if extending else "move"
    commands = [c for c in BY_ID.values() if c.action.startswith(f"{kind}(")]
    async with played(news.path, "ana", BOTH, size=(80, 10)) as stage:
        for command in commands:
            motion = command.id.rsplit(".", 1)[1]
            start, end = MOTIONS.get(motion) or by_rows(motion)(stage)
            for key in keys_of(command.keys):
                stage.view.place(start)
                await stage.press(key)
                assert stage.view.caret == end, (command.id, key)
                wanted = tuple(sorted((start, end))) if extending else None
                assert stage.view.selection == wanted, (command.id, key)
    assert {c.id.rsplit(".", 1)[1] for c in commands} >= set(MOTIONS) - {
        "sentence_back",
        "sentence_forward",
    }


async def test_counts(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH, size=(80, 24)) as stage:
        stage.view.place(0)
        await stage.press("3")
        assert " 3 " in stage.status
        await stage.press("w")
        assert stage.view.caret == at("Ortiz")
        assert " 3 " not in stage.status
        await stage.press("0")
        assert stage.view.caret == rows_of(stage).row(rows_of(stage).row_of(at("Ortiz")))[0]
        stage.view.place(0)
        await stage.press("1")
        await stage.press("0")
        assert " 10 " in stage.status
        await stage.press("j")
        assert stage.view.share_read()[0] == min(11, rows_of(stage).height)
        await stage.press("g", *"999999999", "w")
        assert stage.view.caret == len(LEFT)
        await stage.press("g", "4", "escape", "w")
        assert stage.view.caret == at("minister")
        await stage.press("g", "2", "W")
        assert stage.view.selection == (0, at("Lena"))


async def test_selecting_by_any_motion(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Lena")
        await stage.press(".")
        assert "selecting" in stage.status
        await stage.press("w", "w")
        assert stage.view.selection == (at("Lena"), at("denied"))
        assert "selected “Lena Ortiz ”" in stage.echo.replace("Ortiz”", "Ortiz ”")
        await stage.press(".")
        assert "selecting" not in stage.status
        assert stage.view.selection is None
        await stage.press(".", ")", "escape")
        assert stage.view.selection is None
        assert not stage.view.marking
        await stage.press("w")
        assert stage.view.selection is None


async def test_what_marking_selects_can_be_tagged(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("140")
        await stage.press(".", "3", "w", "h", "e", "w")
        assert stage.texts() == ["140 posts would"]
        assert stage.view.selection is None


async def test_growing_and_shrinking(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Ortiz")
        seen = []
        for _ in range(6):
            await stage.press("v")
            selection = stage.view.selection
            assert selection
            seen.append(LEFT[slice(*selection)])
        sentence = "The minister Lena Ortiz denied the report on Monday."
        assert seen[:2] == ["Ortiz", "Lena Ortiz"]
        assert sentence in seen
        assert seen[-1] == LEFT.split("\n\n", maxsplit=1)[0]
        sizes = []
        for _ in range(8):
            await stage.press("V")
            sizes.append(len(stage.echo) if stage.view.selection else 0)
        assert sizes[-1] == 0
        assert sizes == sorted(sizes, reverse=True)
        await stage.press("V")
        assert stage.view.selection is None


async def test_shrinking_takes_back_what_growing_did(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Ortiz")
        await stage.press("w", "v")
        caret, grown = stage.view.caret, []
        for _ in range(3):
            grown.append(stage.view.selection)
            await stage.press("v")
        for before in reversed(grown):
            await stage.press("V")
            assert stage.view.selection == before
        await stage.press("V", "v")
        assert stage.view.selection == grown[0]
        stage.go_to("Drovnik")
        await stage.press("V")
        assert stage.view.selection is None, "another selection has another past"
        assert caret


# -- candidates ------------------------------------------------------------------------------------


async def candidates_by(stage: Stage, key: str, end: str) -> list[str]:
    """What a key selects in the left article, one after the other, until the status says so."""
    seen: list[str] = []
    while True:
        await stage.press(key)
        if end in stage.status:
            return seen
        selection = stage.view.selection
        assert selection
        seen.append(LEFT[slice(*selection)])


async def test_candidates_there_and_back(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("g")
        seen = await candidates_by(stage, "space", "no candidate further on")
        assert {"Lena Ortiz", "Drovnik", "We never met them at the harbour"} <= set(seen)
        assert "Tab for the other one" in stage.status
        back = [seen[-1], *await candidates_by(stage, "backspace", "no candidate before")]
        # What was passed over twice on the way is not come back to.
        assert set(back) <= set(seen)
        assert back[-1] == seen[0]


async def test_tagged_candidates_are_passed_over(news: Workspace) -> None:
    stock.tag(news, "left", "Lena Ortiz")
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("g", "space")
        assert stage.view.selection
        assert LEFT[slice(*stage.view.selection)] == "The minister Lena Ortiz", "a source"
        await stage.press("space")
        assert stage.view.selection[0] > at("Lena")


# -- panes -----------------------------------------------------------------------------------------


async def test_tab_with_one_article(news: Workspace) -> None:
    async with played(news.path, "ana", ("left",)) as stage:
        await stage.press("tab")
        await stage.says("only one article is open: L opens the Library")
        assert stage.view is stage.reader.left.view


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_the_other_pane(news: Workspace, key: str) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Drovnik")
        await stage.press(key, "w")
        assert stage.view is stage.reader.right.view
        assert stage.view.caret == RIGHT.index("Ortiz")
        await stage.press(key)
        assert stage.view.caret == at("Drovnik")


async def test_fast_keys_reach_the_pane_that_they_are_meant_for(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.burst(*"gwe", "tab", *"ge", "tab", *"wwe")
        assert [(s.document, s.text) for s in stage.spans()] == [
            ("left", "minister"),
            ("left", "Lena Ortiz"),
            ("right", "Lena Ortiz"),
        ]


# -- mouse -----------------------------------------------------------------------------------------


def where(stage: Stage, offset: int) -> tuple[int, int]:
    """The cell of the screen that shows an offset of the active text."""
    region, rows = stage.view.region, rows_of(stage)
    row = rows.row_of(offset)
    x = region.x + GUTTER + rows.cell_of(offset)
    return x, region.y + row - round(stage.view.scroll_offset.y)


async def mouse(stage: Stage, kind: type[events.MouseEvent], x: int, y: int) -> None:
    """Do something with the mouse at a cell of the screen."""
    button = 0 if issubclass(kind, (events.MouseScrollDown, events.MouseScrollUp)) else 1
    stage._send(kind(None, x, y, 0, 0, button, False, False, False, x, y))
    await stage.settle()


async def click(stage: Stage, x: int, y: int) -> None:
    await mouse(stage, events.MouseDown, x, y)
    await mouse(stage, events.MouseUp, x, y)


def selected(stage: Stage) -> str:
    return stage.view.text[slice(*(stage.view.selection or (0, 0)))]


async def test_mouse_places_selects_and_activates(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Diptych, "CLICK_CHAIN_TIME_THRESHOLD", 60)
    async with played(news.path, "ana", BOTH) as stage:
        await click(stage, *where(stage, at("report")))
        assert stage.view.caret == at("report")
        assert stage.view.selection is None
        await mouse(stage, events.MouseDown, *where(stage, at("Officials")))
        await mouse(stage, events.MouseMove, *where(stage, at("Drovnik")))
        await mouse(stage, events.MouseUp, *where(stage, at("Drovnik")))
        assert stage.view.selection == (at("Officials"), at("Drovnik"))
        await mouse(stage, events.MouseMove, *where(stage, at("report")))
        assert stage.view.selection == (at("Officials"), at("Drovnik"))
        for clicks, words in ((1, ""), (2, "minister"), (3, LEFT[: at(" “We")])):
            await click(stage, *where(stage, at("minister") + 2))
            assert selected(stage) == words, clicks
        right = stage.reader.right.view
        await click(stage, right.region.x + GUTTER, right.region.y)
        assert stage.view is right
        assert stage.reader.right.has_class("active")
        await stage.press("e")
        assert stage.spans()[0].document == "right"


async def test_wheel_scrolls_without_moving_the_caret(news: Workspace) -> None:
    stock.add(news, "\n\n".join(f"Line {n}." for n in range(99)), id="long")
    async with played(news.path, "ana", ("long", "left"), size=(80, 12)) as stage:
        left = stage.reader.left.view
        await stage.press("tab")
        await mouse(stage, events.MouseScrollDown, left.region.x + 5, left.region.y + 3)
        assert left.scroll_offset.y > 0
        assert left.caret == 0
        assert stage.view is stage.reader.right.view
        await mouse(stage, events.MouseScrollUp, left.region.x + 5, left.region.y + 3)
        assert left.scroll_offset.y == 0


# -- sizes and looks -------------------------------------------------------------------------------


async def test_a_resize_keeps_the_place(news: Workspace) -> None:
    text = "\n\n".join(f"Paragraph {n} says that the harbour of Drovnik stays." for n in range(60))
    stock.add(news, text, id="long")
    async with played(news.path, "ana", ("long", "left"), size=(120, 30)) as stage:
        stage.go_to("Paragraph 40")
        await stage.settle()
        caret = stage.view.caret
        for size in ((60, 20), (40, 10), (200, 60), (80, 24), (12, 6), (120, 30)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            assert stage.view.caret == caret
            assert stage.view.in_sight(caret), size
        assert "Paragraph 40" in stage.shown()


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10), (200, 60), (10, 4)])
async def test_any_size_on_any_screen(news: Workspace, size: tuple[int, int]) -> None:
    for article in BOTH:
        stock.tag(news, article, "Drovnik")
    news.links.match()
    async with played(news.path, "ana", BOTH, size=size) as stage:
        for keys in ("Ggee", "/x", "m", "*", "a", "p", "L", "i", "E", "t", "?", ("ctrl+p",)):
            await stage.press(*keys)
            assert stage.shown()
            await stage.press("escape")
        await stage.press("L", "p", "pagedown", "j", "y", "L")
        await stage.sees("2 art" if size[0] >= 40 else "")


@pytest.mark.parametrize("value", ["1", ""])
async def test_no_color(news: Workspace, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    tag_one_of_each(news)
    async with played(news.path, "ana", BOTH) as stage:
        looks = set()
        for words in ("denied", "Lena Ortiz", "140 posts"):
            segment = painted(stage, at(words) + 2)
            looks.add((segment.bold, segment.italic, segment.underline))
        assert len(looks) == 3
        for style in [segment.style for segment in stage.view.render_line(0)]:
            assert style
            colors = [c for c in (style.color, style.bgcolor) if c]
            assert not value or all(len(set(c.get_truecolor())) == 1 for c in colors)
        gutters = [line[:3].strip() for line in stage.shown().splitlines()[1:8]]
        assert {"c", "s", "e"} <= set("".join(gutters))


def tag_one_of_each(news: Workspace) -> list[Span]:
    return [
        stock.tag(news, "left", "denied the report", "claim"),
        stock.tag(news, "left", "Lena Ortiz", "source"),
        stock.tag(news, "left", "140 posts", "entity"),
    ]


def painted(stage: Stage, offset: int) -> Style:
    rows = rows_of(stage)
    row = rows.row_of(offset)
    column = GUTTER + rows.cell_of(offset)
    strip = stage.view.render_line(row - round(stage.view.scroll_offset.y))
    (segment,) = strip.crop(column, column + 1)
    assert segment.style
    return segment.style


async def test_light_and_dark_are_remembered(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        assert stage.app.current_theme.dark
        before = painted(stage, 3).bgcolor
        await stage.press("f2")
        assert not stage.app.current_theme.dark
        assert painted(stage, 3).bgcolor != before
    async with played(news.path, "ana", BOTH) as stage:
        assert not stage.app.current_theme.dark
        light = painted(stage, 3).bgcolor
        assert light != before
        await stage.press("f2")
        assert painted(stage, 3).bgcolor == before
    async with played(news.path, "ben", BOTH) as stage:
        assert stage.app.current_theme.dark


async def test_places_are_remembered(news: Workspace, tmp_path: Path) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Then")
        await stage.press("tab")
        stage.go_to("Nobody")
        await stage.press("q")
    async with played(news.path, "ana", BOTH) as stage:
        assert stage.view.caret == at("Then")
        assert stage.reader.right.view.caret == RIGHT.index("Nobody")
    async with played(news.path, "ben", BOTH) as stage:
        assert stage.view.caret == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_one_comes_back_to_what_was_in_view(news: Workspace, size: tuple[int, int]) -> None:
    long = stock.add(news, "\n\n".join(f"Paragraph {n} speaks of it." for n in range(900)))
    async with played(news.path, "ana", ("left", long), size=size) as stage:
        await stage.press("tab", *"500j", "q")
    async with played(news.path, "ana", ("left", long), size=size) as stage:
        right = stage.reader.right.view
        assert right.text[right.caret :].startswith("Paragraph 250 ")
        assert "Paragraph 250 speaks" in stage.shown()
        assert "right 501/1799" in stage.status


@pytest.mark.parametrize(("articles", "beside"), [(BOTH, "Tab other pane"), (("left",), "> next")])
async def test_the_footer_offers_what_there_is(
    news: Workspace, articles: tuple[str, ...], beside: str
) -> None:
    async with played(news.path, "ana", articles, size=(80, 24)) as stage:
        footer = stage.shown().splitlines()[-1]
        assert beside in footer
        assert all(key in footer for key in ("Space", "c claim", "s source", "e entity", "? help"))


async def test_nought_is_a_motion_for_a_boundary_too(news: Workspace) -> None:
    span = stock.tag(news, "left", "Lena Ortiz")
    async with played(news.path, "ana", BOTH) as stage:
        stage.view.stand_on(span)
        await stage.press("[", "0")
        assert stage.texts() == ["The minister Lena Ortiz"]
        assert stage.reader.pending is None


async def test_escape_forgets_a_count_before_all_else(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("space", "3", "escape", "e")
        assert " next: " in stage.status, "it goes on stepping"
        stage.go_to("Officials in")
        await stage.press("escape", "f", "3", "escape")
        assert stage.reader.right.view.selection
        await stage.press("escape")
        assert stage.reader.right.view.selection is None

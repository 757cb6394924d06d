"""The timeline: the axis, the reports of a claim in order, and the keys."""

from datetime import date, timedelta

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.sourced import Story
from tui.screens.provenance.axis import Axis, Point, Track, heading, slots
from tui.screens.provenance.board import Board
from tui.screens.provenance.register import Register
from tui.screens.provenance.timeline import Timeline

START = date(2025, 6, 17)


@pytest.fixture
def story(ws: Workspace) -> Story:
    """The three articles, tagged by ana, their claims joined."""
    story = Story(ws)
    story.join(story.claims)
    return story


def timeline(stage: Stage) -> Timeline:
    """The timeline, which must be the place."""
    assert isinstance(stage.place, Timeline), stage.place
    return stage.place


def days(*after: int) -> list[date]:
    """Days after the first."""
    return [START + timedelta(days=number) for number in after]


def track(*after: int | None, signs: str = "") -> Track:
    """Reports so many days after the first; None for no date."""
    points = [
        Point(str(number), None if days_ is None else START + timedelta(days=days_), sign)
        for number, (days_, sign) in enumerate(zip(after, signs or "●" * len(after), strict=True))
    ]
    return Track("claim", tuple(points), None)


# -- the axis ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("last", [0, 1, 6, 40, 400, 4_000])
def test_all_days_have_room(width: int, last: int) -> None:
    axis = Axis.within(width, days(0, last), undated=last % 4 == 0)
    every = [axis.at(START + timedelta(days=number)) for number in range(last + 1)]
    assert every == sorted(every)
    assert every[0] == 0
    assert every[-1] < axis.cells
    assert len(heading(axis)) <= width
    for cell, label in axis.ticks().items():
        assert cell + len(label) <= max(axis.cells, len(label))
        assert axis.at(date.fromisoformat(label[1:])) == cell


def test_a_day_shows_each_report_or_how_many() -> None:
    axis = Axis.within(80, days(0, 6), undated=True)
    assert axis.each > 3
    few, many = track(0, 0, 2, None, signs="◆→○="), track(*[0] * 40, signs="◆" + "→" * 39)
    assert [slot.text for slot in slots(few, axis)] == ["◆→", "○", "="]
    assert [slot.text for slot in slots(many, axis)] == ["◆40"]
    assert [slots(few, axis)[0].cells_of(n) for n in (0, 1)] == [range(1), range(1, 2)]
    assert slots(many, axis)[0].cells_of(7) == range(3)


def test_days_that_have_no_cell_each_are_put_together() -> None:
    axis = Axis.within(80, days(0, 400), undated=False)
    assert axis.each == 0
    found = slots(track(0, 1, 2, 400), axis)
    assert [slot.text for slot in found] == ["3", "●"]
    assert [slot.text for slot in slots(track(*[0] * 10), axis)] == ["+"]
    assert found[-1].cell == axis.cells - 1


# -- the screen ----------------------------------------------------------------------------------


async def test_who_had_it_first_and_who_repeated_it(story: Story) -> None:
    async with played(story.ws.path) as stage:
        await stage.press("B", "T")
        await stage.sees("1 claim · earliest first · 2025-06-17 to 2025-06-19 · layer of ana")
        await stage.sees("3 articles, 1–2 roots: the Gazette, the Gazette; 1 unattributed")
        await stage.sees("names nobody")
        await stage.sees("▌")
        lines = [line.strip() for line in stage.shown().splitlines()]
        told = [line for line in lines if line[:1] in "▸●○" and "  " in line]
        assert told == [
            "▸ ◆ 2025-06-17  first  Observer attributes it to “the Gazette”",
            "● 2025-06-19  +2 d   Courier attributes it to “the Gazette”",
            "○ undated            Herald names nobody",
        ]
        row = next(line for line in lines if line.startswith("▌"))
        assert [sign for sign in row if sign in "◆●○"] == ["◆", "●", "○"]


async def test_opening_a_report_beside_the_first(story: Story) -> None:
    async with played(story.ws.path) as stage:
        await stage.press("B", "T", "enter")
        assert [side.article for side in stage.reader.sides] == ["one", "two"]
        await stage.press("B", "T", "right", "l", "l", "enter")
        assert [side.article for side in stage.reader.sides] == ["one", "three"]
        starts = [side.view.caret for side in stage.reader.sides]
        assert starts == [story.claims[0].start, story.claims[2].start]


async def test_filters_and_order(story: Story) -> None:
    other = stock.tag(story.ws, "one", "Later the Gazette spoke", "claim")
    async with played(story.ws.path) as stage:
        await stage.press("B", "T")
        assert [len(one.points) for one in timeline(stage).shown] == [3, 3, 1]
        await stage.press("slash", *"later", "enter")
        assert [one.name for one in timeline(stage).shown[1:]] == [other.text]
        await stage.press("escape", "f")
        assert [len(one.points) for one in timeline(stage).shown] == [3, 3]
        assert "of several articles" in stage.shown()
        await stage.press("escape", "s")
        assert "most reported first" in stage.status
        await stage.press("slash", *"nowhere", "enter")
        await stage.sees("No claim is like that")
        await stage.press("enter", "l", "j", "escape", "R")
        assert isinstance(stage.place, Register)
        await stage.press("T", "escape")
        assert isinstance(stage.place, Board)


async def test_all_articles_by_date(story: Story) -> None:
    async with played(story.ws.path) as stage:
        await stage.press("B", "T", "g", "l")
        await stage.sees("3 articles, the earliest first")
        await stage.sees("▸ ▪ 2025-06-19  1 claim    Courier")
        await stage.press("enter")
        assert [side.article for side in stage.reader.sides] == ["one", "two"]


async def test_an_undo_shows(story: Story) -> None:
    async with played(story.ws.path) as stage:
        await stage.press("B", "T", "u")
        assert [len(one.points) for one in timeline(stage).shown] == [3, 2, 1]
        assert timeline(stage).track is timeline(stage).shown[1]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_nothing_is_wider_than_the_screen(story: Story, size: tuple[int, int]) -> None:
    async with played(story.ws.path, size=size) as stage:
        await stage.press("B", "T")
        await stage.sees("▌")
        lines = stage.shown().splitlines()
        assert all(len(line) <= size[0] for line in lines)
        row = next(line for line in lines if line.startswith("▌"))
        assert lines[1].index("╷2025-06-17") == row.index("◆")
        assert lines[1].endswith("undated")
        assert stage.shown().splitlines()[-1].rstrip().endswith("? help")


async def test_hostile_words(ws: Workspace) -> None:
    bad = "a \x1b[31mred\x07 [b]bold[/b] \u202eback"
    stock.add(ws, f"x {bad} y", id="one", outlet=bad, title=bad, published="2025-06-17")
    stock.tag(ws, "one", bad, "claim")
    async with played(ws.path) as stage:
        await stage.press("B", "T")
        await stage.sees("▌a ␛[31mred␇ [b]bold[/b]")
        assert not {"\x1b", "\x07", "\u202e"} & set(stage.shown())


async def test_no_claims(ws: Workspace) -> None:
    async with played(ws.path) as stage:
        await stage.press("B", "T", "enter", "l", "j", "s", "f")
        await stage.press("escape")
        await stage.sees("No claims yet")

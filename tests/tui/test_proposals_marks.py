"""The words that match and those that conflict, marked in both spans, and told apart by all."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from annotations.codebook import Codebook
from annotations.model import Link
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH
from tests.tui.test_contrast import BOOK, both_themes, ink_of, put_on, unreadable
from tests.workspace.proposing import propose, scored
from tui.screens.proposals import wording
from tui.screens.proposals.case import marked
from tui.screens.proposals.end import End
from tui.text.display import one_line
from tui.widgets.contrast import LETTERS, contrast
from tui.widgets.ink import Ink, Look

ONE = "Ana Orr said: “They found 12 boats in the harbour of Drovnik on Monday.”"
OTHER = "“They had not found 20 boats in the harbour of Drovnik”, Anna Orr said."


@pytest.fixture
def queue(ws: Workspace) -> Workspace:
    """A claim and its denial, with another number; and a name in two spellings."""
    for name, text in zip(BOTH, (ONE, OTHER), strict=True):
        stock.add(ws, text, id=name)
    claims = [
        stock.tag(ws, "left", ONE[ONE.index("They") : -2], "claim"),
        stock.tag(ws, "right", OTHER[OTHER.index("They") : OTHER.index("”")], "claim"),
    ]
    names = [stock.tag(ws, "left", "Ana Orr"), stock.tag(ws, "right", "Anna Orr")]
    propose(
        ws,
        scored(claims[0].id, claims[1].id, 0.8, label="claim", conflict=True, against=(
            "different numbers: 12, 20", "negated in one only",
        )),
        scored(names[0].id, names[1].id, 0.7),
    )  # fmt: skip
    return ws


def told(stage: Stage, layer: str) -> list[list[str]]:
    """The words that are marked in both texts."""
    return [
        [end.view.text[start:stop] for start, stop in getattr(end.view.scene, layer)]
        for end in stage.proposals.query(End)
    ]


async def test_words_that_match_and_words_that_conflict(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals") as stage:
        assert told(stage, "clashes") == [["12"], ["not", "20"]]
        left, right = told(stage, "matches")
        assert {"found", "boats", "harbour", "Drovnik"} == set(left) == set(right)
        await stage.press("space")
        assert told(stage, "matches") == [["Ana Orr"], ["Anna Orr"]]
        assert told(stage, "clashes") == [[], []]


async def test_they_are_told_apart_without_colour(queue: Workspace) -> None:
    async with played(queue.path, "ana", screen="proposals", size=(120, 30)) as stage:
        looks = {
            word: attributes(style)
            for strip in stage.app.screen._compositor.render_strips()
            for text, style, _ in strip
            if style
            for word in [text.strip()]
            if word in {"12", "20", "not", "found", "They", "in the"}
        }
        assert looks["12"] == looks["20"] == looks["not"]
        assert len({looks["12"], looks["found"], attributes(plain_claim())}) == 3


def attributes(style: Style) -> tuple[bool, bool, bool]:
    """What is seen of a style where there is no colour."""
    return bool(style.bold), bool(style.underline), bool(style.reverse)


def plain_claim() -> Style:
    """The current claim where nothing matches."""
    return Ink(
        Codebook(),
        dark=True,
        paper=Color(0, 0, 0),
        text=Color(255, 255, 255),
        accent=Color(9, 9, 9),
    ).style(Look(labels=("claim",), current="claim"))


def marked_looks() -> Iterator[Look]:
    """Marks on each label alone, or within another."""
    names = [label.name for label in BOOK.labels]
    for stack in [("unknown",), *((name,) for name in names), *product(names, names[::2])]:
        for match, clash in ((True, False), (False, True), (True, True)):
            look = Look(labels=stack, current=stack[-1], match=match, clash=clash)
            yield look
            yield look._replace(foreign=True)


@both_themes
def test_marked_words_can_be_read(theme: Theme) -> None:
    ink = ink_of(theme)
    for look in marked_looks():
        style = ink.style(look)
        assert style.color
        assert style.bgcolor
        colors = map(Color.from_rich_color, (style.color, style.bgcolor))
        assert contrast(*colors) >= LETTERS, look
        assert attributes(style) != attributes(ink.style(look._replace(match=False, clash=False)))


@both_themes
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_proposals_can_be_read(
    queue: Workspace, theme: Theme, size: tuple[int, int]
) -> None:
    async with played(queue.path, "ana", screen="proposals", size=size) as stage:
        await put_on(stage, theme)
        for keys in ((), ("space",), ("X",), ("X", "y", "k"), ("g",), ("escape", "A"), ("enter",),
                     ("escape", "/"), ("escape", "T", "tab", "tab")):  # fmt: skip
            await stage.press(*keys)
            assert unreadable(stage) == {}, keys


# -- what fits into a line ------------------------------------------------------------------------

reasons = st.lists(st.text(st.characters(codec="utf-8"), max_size=90), max_size=3).map(tuple)


@given(reasons, reasons, st.booleans(), st.integers(60, 200))
def test_reasons_fit_their_rows(
    for_it: tuple[str, ...], against: tuple[str, ...], conflict: bool, cells: int
) -> None:
    left, right = stock.span("a", 0, 1), stock.span("b", 0, 1)
    link = Link.model_construct(
        id="", left=left, right=right, reasons=for_it, against=against, conflict=conflict, score=0.5
    )
    rows = wording.reasons(link, "!", cells)
    assert all(row.cell_length <= cells for row in rows)
    shown = "".join(row.plain for row in rows)
    assert shown.count("+ ") >= len(for_it)
    assert shown.count("− ") >= len(against)
    assert ("possible contradiction" in shown) >= conflict


@given(st.text(max_size=90), st.text(max_size=90), st.integers(24, 120))
def test_the_words_of_both_ends_share_the_room(one: str, other: str, room: int) -> None:
    left, right = (
        stock.span(text, 0, 1).model_copy(update={"text": text}) for text in (one, other)
    )
    link = Link.model_construct(id="", left=left, right=right)
    parts = wording.words(link, room)
    assert sum(part.cell_length for part in parts) <= room
    if cell_len(one_line(one)) + cell_len(one_line(other)) <= room - 5:
        assert [parts[0].plain, parts[2].plain] == [one_line(one), one_line(other)]


WORDS = ("ann", "12", "20", "not", "found", "boats", "said", "", "\n", "harbour")
words = st.lists(st.sampled_from(WORDS), max_size=9)


@given(words, words, st.integers(0, 50))
def test_marks_lie_in_their_spans(one: list[str], other: list[str], start: int) -> None:
    ends = [
        stock.span(name, start, start + len(text)).model_copy(update={"text": text})
        for name, text in (("a", " ".join(one)), ("b", " ".join(other)))
    ]
    found = marked(Link.model_construct(id="", left=ends[0], right=ends[1]), Codebook())
    for stretches, end in zip(found, ends * 2, strict=True):
        assert list(stretches) == sorted(stretches)
        assert all(end.start <= at.start < at.end <= end.end for at in stretches)
    for agreed, clashing in zip(found[:2], found[2:], strict=True):
        assert all(a.end <= c.start or c.end <= a.start for a in agreed for c in clashing)

"""Everything can be read: in light and dark, in all colours and in the 256 that some have."""

from collections.abc import Iterator
from itertools import product

import pytest
import regex
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input

from annotations.codebook import Codebook, Label, Shape
from annotations.codebook import Color as Hue
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT
from tui.screens.concordance import Concordance
from tui.themes import DARK, LIGHT
from tui.widgets.contrast import BLOCK, LETTERS, block, contrast, legible
from tui.widgets.ink import Ink, Look

WIDE = (130, 24)
DIVIDER = 1.8

both_themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])

_RULES = regex.compile(r"[\s\u2500-\u259f]+")  # lines and blocks are not read


def test_contrast_is_that_of_wcag_for_the_worse_of_both_kinds_of_terminal() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)  # one of 256
    brown = Color.parse("#3f382a")  # shown as #5f5f00, which is lighter
    assert contrast(brown, white) == contrast(Color.parse("#5f5f00"), white) < 7
    assert contrast(brown, black) < 2 < contrast(Color.parse("#5f5f00"), black)


def test_letters_that_can_be_read_keep_their_colour() -> None:
    paper, ink = Color.parse(DARK.background or ""), Color.parse("#ecc06c")
    assert legible(ink, paper) == ink
    assert legible(Color.parse("#6e7176"), paper) != Color.parse("#6e7176")


GREYS = [Color(value, value, value) for value in range(0, 256, 15)]
MIXED = [Color(r, g, b) for r, g, b in product((0, 70, 115, 160, 255), repeat=3)]


def test_letters_can_be_read_on_any_ground_that_lets_them() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    for ground in [*GREYS, *MIXED]:
        most = max(contrast(black, ground), contrast(white, ground))
        for letters in (*GREYS[::4], *MIXED[::9]):
            assert contrast(legible(letters, ground), ground) >= min(LETTERS, most)


# -- all that Ink can make of a text ---------------------------------------------------------------

_KEYS = "abcdefghijklmnop"
BOOK = Codebook(
    labels=tuple(
        Label(name=f"{hue} {shape}", key=key, color=hue, shape=shape)
        for key, (hue, shape) in zip(
            _KEYS, product(Hue, (Shape.STATEMENT, Shape.NAME)), strict=True
        )
    )
)


def ink_of(theme: Theme) -> Ink:
    colors = (Color.parse(c or "") for c in (theme.background, theme.foreground, theme.accent))
    paper, text, accent = colors
    return Ink(BOOK, dark=theme.dark, paper=paper, text=text, accent=accent)


def looks() -> Iterator[Look]:
    """Each label alone, within each other one, or none; with everything else that may be there."""
    names = [label.name for label in BOOK.labels]
    stacks = [(), ("unknown",), *((name,) for name in names), *product(names, names[::2])]
    for stack in stacks:
        for foreign, candidate, echo, hit, answer, selected in product((False, True), repeat=6):
            look = Look(
                labels=stack, foreign=foreign, candidate=candidate, echo=echo, hit=hit,
                answer=answer, selected=selected,
            )  # fmt: skip
            yield look
            if stack:
                yield look._replace(current=stack[-1])


def shown(ink: Ink, look: Look) -> tuple[Color, Color]:
    """The colours of the letters and of the ground."""
    style = ink.style(look)
    assert style.color
    assert style.bgcolor
    return Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)


@both_themes
def test_text_can_be_read_whatever_is_marked_on_it(theme: Theme) -> None:
    ink = ink_of(theme)
    for look in looks():
        assert contrast(*shown(ink, look)) >= LETTERS, look


@both_themes
@pytest.mark.parametrize("active", [True, False])
def test_the_caret_stands_out_and_so_does_its_letter(theme: Theme, *, active: bool) -> None:
    ink, paper = ink_of(theme), Color.parse(theme.background or "")
    for look in looks():
        letters, ground = shown(ink, look._replace(caret=active, resting=not active))
        assert contrast(letters, ground) >= LETTERS, look
        assert contrast(ground, shown(ink, look)[1]) >= BLOCK, look
        if not look.selected:  # else there is a selection round it, which stands out itself
            assert contrast(ground, paper) >= BLOCK, look


@both_themes
def test_the_caret_shows_which_pane_has_the_keys(theme: Theme) -> None:
    ink = ink_of(theme)
    for look in looks():
        carets = ink.style(look._replace(caret=True)), ink.style(look._replace(resting=True))
        assert carets[0].bgcolor != carets[1].bgcolor or look.selected
        assert carets[0].bold


@both_themes
def test_hints_and_the_gutter_can_be_read(theme: Theme) -> None:
    ink = ink_of(theme)
    hints = [ink.hint(typed=t, second=s) for t, s in product((False, True), repeat=2)]
    gutters = [ink.gutter(label.name, current=True) for label in BOOK.labels]
    for style in (*hints, *gutters, ink.gutter(None), ink.gutter("unknown"), ink.aside):
        assert style.color
        assert style.bgcolor
        one, other = map(Color.from_rich_color, (style.color, style.bgcolor))
        assert contrast(one, other) >= LETTERS


def test_a_block_that_cannot_stand_out_from_both_stands_out_from_what_it_is_on() -> None:
    paper, text = (Color.parse(c or "") for c in (DARK.background, DARK.foreground))
    for ground in [*GREYS, *MIXED]:
        most = max(contrast(paper, ground), contrast(text, ground))
        assert contrast(block(ground, text, paper), ground) >= min(BLOCK, most)


# -- whole screens ---------------------------------------------------------------------------------


async def put_on(stage: Stage, theme: Theme) -> None:
    if stage.app.theme != theme.name:
        await stage.press("f2")
    assert stage.app.theme == theme.name


def segments(stage: Stage) -> Iterator[tuple[str, float]]:
    """All that the screen shows, each with its contrast."""
    for strip in stage.app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if style and style.color and style.bgcolor and not style.color.is_default:
                colors = map(Color.from_rich_color, (style.color, style.bgcolor))
                yield text, contrast(*colors)


def unreadable(stage: Stage) -> dict[str, float]:
    """What nobody can read."""
    words = [(text, ratio) for text, ratio in segments(stage) if not _RULES.fullmatch(text)]
    assert words
    return {text: round(ratio, 2) for text, ratio in words if ratio < LETTERS}


@pytest.fixture
def tagged(news: Workspace) -> Workspace:
    """Hits that are tagged by ana, by ben, as part of something, or not at all."""
    stock.tag(news, "left", "Lena Ortiz")
    stock.tag(news, "left", LEFT[: LEFT.index(" “We")], "claim")
    stock.tag(news, "left", "Drovnik", "source")
    stock.tag(news, "left", "Officials in Drovnik", "source")
    stock.tag(news, "right", "Drovnik")
    with Workspace.open(news.path, "ben") as ben:
        stock.tag(ben, "right", "Lena Ortiz", "source")
        stock.tag(ben, "left", "harbour")
    return news


@both_themes
async def test_the_concordance_can_be_read(tagged: Workspace, theme: Theme) -> None:
    async with played(tagged.path, "ana", BOTH, size=WIDE) as stage:
        await put_on(stage, theme)
        await stage.press("C", "backspace")
        assert unreadable(stage) == {}  # what the empty line says
        await stage.type("drovnik|ortiz|harbour")
        assert isinstance(stage.place, Concordance)
        stage.place.query_one(Input).action_select_all()
        await stage.settle()
        assert unreadable(stage) == {}
        await stage.press("enter")
        for marks in ((), ("*",)):
            await stage.press(*marks, "g")
            for row in range(stage.place.hits.rows):
                assert stage.place.hits.cursor == row
                assert unreadable(stage) == {}
                await stage.press("j")
        await stage.press("escape")
        await stage.type("e")
        assert unreadable(stage) == {}  # with what it says then


@both_themes
async def test_the_reader_can_be_read(tagged: Workspace, theme: Theme) -> None:
    async with played(tagged.path, "ana", BOTH, size=WIDE) as stage:
        await put_on(stage, theme)
        for start in sorted({span.start for span in stage.view.scene.coverage}):
            stage.view.place(start)
            await stage.settle()
            assert unreadable(stage) == {}
        view = stage.view
        for mark in (view.set_candidates, view.set_echoes, view.set_hits, view.set_answers):
            mark((start, start + 30) for start in range(0, len(LEFT) - 30, 40))
            await stage.settle()
            assert unreadable(stage) == {}
        stage.pick("denied the report")
        assert unreadable(stage) == {}
        await stage.press("tab")
        assert unreadable(stage) == {}
        await stage.press("t")
        assert unreadable(stage) == {}


@both_themes
async def test_the_line_between_the_panes_shows(tagged: Workspace, theme: Theme) -> None:
    async with played(tagged.path, "ana", BOTH, size=WIDE) as stage:
        await put_on(stage, theme)
        ratios = [ratio for text, ratio in segments(stage) if text == "▏"]
        assert len(ratios) >= stage.view.size.height
        assert min(ratios) >= DIVIDER

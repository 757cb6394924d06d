"""How marks on a text look: one style for each combination, without relying on colour alone.

Labels differ by attribute (underline, italic, bold, …), which add up where spans overlap; a span
inside another of the same label is underlined twice. Colour comes on top: the tint behind the text
is the outermost span's, or the current one's in all its extent, and then stronger; the letters'
colour is the innermost's.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from rich.style import Style
from textual.color import Color

from annotations.codebook import Codebook, Label, Shape
from annotations.codebook import Color as Hue
from annotations.codebook import Style as Attribute
from tui.widgets.contrast import BLOCK, block, contrast, legible

_DARK = {
    Hue.BLUE: "#82aaff", Hue.GREEN: "#a5d672", Hue.YELLOW: "#ecc06c", Hue.RED: "#ff7a90",
    Hue.MAGENTA: "#ff85c8", Hue.CYAN: "#7fdbe8", Hue.ORANGE: "#ffa066", Hue.VIOLET: "#c3a6ff",
}  # fmt: skip
_LIGHT = {
    Hue.BLUE: "#1f4fa8", Hue.GREEN: "#2f6b14", Hue.YELLOW: "#7a5500", Hue.RED: "#a81e38",
    Hue.MAGENTA: "#962073", Hue.CYAN: "#005f75", Hue.ORANGE: "#974300", Hue.VIOLET: "#5f35a8",
}  # fmt: skip


class Look(NamedTuple):
    """Everything that bears on how a stretch looks."""

    labels: tuple[str, ...] = ()
    """Labels of the spans over it, innermost first."""
    foreign: bool = False
    """All of them are another annotator's."""
    current: str | None = None
    """The label of the current span, where that is over it."""
    candidate: bool = False
    """The program suggests tagging it."""
    echo: bool = False
    """The other article has it, too."""
    hit: bool = False
    """The search found it."""
    answer: bool = False
    """It answers the current span: the other end of a link, the source of a claim."""
    match: bool = False
    """The other end of the pair in view has these words, too."""
    clash: bool = False
    """The other end of the pair in view says otherwise here."""
    selected: bool = False
    """It is selected."""
    caret: bool = False
    """The caret stands on it."""
    resting: bool = False
    """The caret stands on it, in a pane that does not have the keys."""


PLAIN = Look()


class Ink:
    """The styles of one codebook under one theme."""

    def __init__(
        self, codebook: Codebook, *, dark: bool, paper: Color, text: Color, accent: Color
    ) -> None:
        self._labels = {label.name: label for label in codebook.labels}
        self._hues = _DARK if dark else _LIGHT
        self._faint, self._strong, self._told = (0.2, 0.42, 0.56) if dark else (0.13, 0.3, 0.42)
        self._paper, self._text, self._accent = paper, text, accent
        self._candidate = text.blend(accent, 0.6)
        self._aside = text.blend(paper, 0.3)
        self._echo = paper.blend(text, 0.12 if dark else 0.07)
        self.style = lru_cache(maxsize=4096)(self._style)
        """The style of a look, kept."""
        self.gutter = lru_cache(maxsize=256)(self._in_gutter)
        """The style of a letter in the gutter, of the gutter itself for None; kept."""
        self.hint = lru_cache(maxsize=4)(self._hint)
        """The style of a hint's letter, reversed so that it stands out without colour, too: whether
        it is `typed` already, and whether the hint follows another without a gap (`second`)."""
        self.legible = lru_cache(maxsize=1024)(_legible)
        """A style in which letters can be read on another ground; kept."""

    @property
    def blank(self) -> Style:
        """Text that nothing bears on."""
        return self.style(PLAIN)

    @property
    def aside(self) -> Style:
        """What is beside the text and less than it."""
        return Style(color=self._aside.rich_color, bgcolor=self._paper.rich_color)

    def _hint(self, *, typed: bool, second: bool) -> Style:
        hue = Color.parse(self._hues[Hue.CYAN if second else Hue.YELLOW])
        ground = hue.blend(self._paper, 0.6) if typed else hue
        return Style(
            color=ground.rich_color, bgcolor=legible(self._paper, ground).rich_color,
            reverse=True, bold=not typed, underline=second,
        )  # fmt: skip

    def _in_gutter(self, label: str | None, *, current: bool = False) -> Style:
        known = self._labels.get(label or "")
        color = self._hue(known) if known else self._text.blend(self._paper, 0.55)
        letters = legible(color, self._paper)
        return Style(color=letters.rich_color, bgcolor=self._paper.rich_color, bold=current)

    def _style(self, look: Look) -> Style:
        letters, ground = self._text, self._echo if look.echo else self._paper
        labels = [self._labels[name] for name in look.labels if name in self._labels]
        if look.labels:
            ground = self._ground(labels, look)
            letters = self._letters(labels, look)
        elif look.candidate:
            letters = self._candidate
        if look.hit:
            ground = self._paper.blend(Color.parse(self._hues[Hue.YELLOW]), 0.45)
        if look.answer:
            ground = self._paper.blend(Color.parse(self._hues[Hue.VIOLET]), 0.5)
        if look.clash:
            letters, ground = self._paper, Color.parse(self._hues[Hue.RED])
        if look.selected:
            letters, ground = self._paper, self._accent
        if look.resting:
            ground = block(ground, self._text, self._paper)
        if look.caret:
            letters, ground = self._caret_on(ground)
        colors = legible(letters, ground).rich_color, ground.rich_color
        # Turned round, a clash stands out without colour, too.
        front, back = reversed(colors) if look.clash else colors
        return Style(
            color=front, bgcolor=back, reverse=look.clash, **self._attributes(labels, look)
        )

    def _caret_on(self, ground: Color) -> tuple[Color, Color]:
        if contrast(self._text, ground) >= BLOCK:
            return self._paper, self._text
        return self._text, self._paper

    def _ground(self, labels: list[Label], look: Look) -> Color:
        if look.foreign and not look.current:
            return self._paper
        known = self._labels.get(look.current) if look.current else None
        outermost = known or (labels[-1] if labels else None)
        hue = self._hue(outermost) if outermost else self._accent
        if look.match:
            return self._paper.blend(hue, self._told)
        return self._paper.blend(hue, self._strong if look.current else self._faint)

    def _letters(self, labels: list[Label], look: Look) -> Color:
        if look.foreign:
            return self._aside
        if labels and labels[0].shape is not Shape.STATEMENT:
            return self._hue(labels[0])
        return self._text

    def _attributes(self, labels: list[Label], look: Look) -> dict[str, Any]:
        given = [label.style for label in labels]
        twice = given.count(Attribute.UNDERLINE) > 1 or Attribute.DOUBLE in given
        told = look.match or look.clash
        return {
            # A terminal without double underlines shows the single one.
            "underline": Attribute.UNDERLINE in given or twice or look.match,
            "underline2": twice,
            "italic": Attribute.ITALIC in given,
            "bold": Attribute.BOLD in given or look.caret or look.answer or told,
            "overline": Attribute.OVERLINE in given,
        }

    def _hue(self, label: Label) -> Color:
        return Color.parse(self._hues[label.color])


def _legible(style: Style, ground: Style) -> Style:
    if not (style.color and ground.bgcolor):
        return style + ground
    letters = legible(Color.from_rich_color(style.color), Color.from_rich_color(ground.bgcolor))
    return style + Style(color=letters.rich_color, bgcolor=ground.bgcolor)

"""How far colours stand out from each other, in terminals of all colours and in those of 256.

A terminal of 256 colours shows the nearest that it has, which may be a good deal lighter or darker.
So each question is asked twice, and the worse answer counts.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import BLACK, WHITE, Color

LETTERS = 4.5
"""How far letters must stand out from what is behind them (WCAG 2, level AA)."""
BLOCK = 3.0
"""How far a block such as the caret must stand out from what is round it."""

_STEPS = 20


@lru_cache(maxsize=4096)
def contrast(one: Color, other: Color) -> float:
    """The ratio of their luminances, from 1 to 21."""
    colors = one.rich_color, other.rich_color
    return min(_ratio(*colors), _ratio(*map(_reduced, colors)))


@lru_cache(maxsize=1024)
def legible(letters: Color, ground: Color) -> Color:
    """The colour nearest to that of some letters in which they can be read on a ground."""
    lighter = _luminance(letters.rich_color) >= _luminance(ground.rich_color)
    tries = (
        shade for pole in ((WHITE, BLACK) if lighter else (BLACK, WHITE))
        for shade in _shades(letters, pole)
    )  # fmt: skip
    best = max(BLACK, WHITE, key=lambda pole: contrast(pole, ground))
    return next((shade for shade in tries if contrast(shade, ground) >= LETTERS), best)


@lru_cache(maxsize=1024)
def block(ground: Color, towards: Color, around: Color) -> Color:
    """A colour that stands out as a block from a ground, and from what may be round that.

    Args:
        ground: What the block is on.
        towards: What the ground is mixed with.
        around: What else may be beside the block; where both is impossible, the ground counts.
    """
    shades = chain(_shades(ground, towards), _shades(ground, around))
    return next(
        (s for s in shades if min(contrast(s, ground), contrast(s, around)) >= BLOCK),
        max(towards, around, key=lambda color: contrast(color, ground)),
    )


def _shades(color: Color, pole: Color) -> Iterator[Color]:
    return (color.blend(pole, step / _STEPS) for step in range(_STEPS + 1))


def _ratio(one: RichColor, other: RichColor) -> float:
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=4096)
def _luminance(color: RichColor) -> float:
    red, green, blue = (_linear(part / 255) for part in color.get_truecolor())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _reduced(color: RichColor) -> RichColor:
    return color.downgrade(ColorSystem.EIGHT_BIT)

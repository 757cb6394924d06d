"""The style sheet: legible in every theme, and a part of what is installed."""

import re
from itertools import product

import pytest

from annotations.report.page import _style

THEMES = ("light", "dark", "print")


def colours(theme: int) -> dict[str, tuple[int, int, int]]:
    """The colours of a theme, by name."""
    block = re.findall(r":root\{(.*?)\}", _style())[theme]
    found = re.findall(r"--(\w+):#([0-9a-f]+)", block)
    wide = (
        (name, "".join(c * 2 for c in code) if len(code) == 3 else code) for name, code in found
    )
    return {name: (int(c[:2], 16), int(c[2:4], 16), int(c[4:], 16)) for name, c in wide}


def luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of a colour, as WCAG 2 has it."""
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", range(len(THEMES)), ids=THEMES)
def test_every_text_has_contrast(theme: int) -> None:
    known = colours(theme)
    texts = ("text", "muted", "link", "flag", "claim", "source", "entity")
    for text, ground in product(texts, ("bg", "panel", "echo", "quote")):
        light, dark = sorted((luminance(known[text]), luminance(known[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_every_theme_has_every_colour() -> None:
    assert colours(0).keys() == colours(1).keys() == colours(2).keys()
    assert set(re.findall(r"var\(--(\w+)\)", _style())) <= colours(0).keys()

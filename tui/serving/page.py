"""What the browser is sent: one page, its style and script, and the terminal in it.

The terminal (xterm.js), its style and its font are files of textual-serve. They are sent from the
installed package, and only those named here; nothing is fetched from anywhere else.
"""

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import NamedTuple


class Asset(NamedTuple):
    """One file that the page asks for."""

    package: str
    """The package that it is in."""
    path: str
    """Where in there."""
    kind: str
    """Its media type."""

    def read(self) -> bytes:
        """What is in it."""
        return _bytes(self.package, self.path)


_FONT = "static/fonts/RobotoMono-{}VariableFont_wght.ttf"

ASSETS = {
    "page.css": Asset("tui.serving", "page/page.css", "text/css"),
    "page.js": Asset("tui.serving", "page/page.js", "text/javascript"),
    "terminal.css": Asset("textual_serve", "static/css/xterm.css", "text/css"),
    "terminal.js": Asset("textual_serve", "static/js/textual.js", "text/javascript"),
    "upright.ttf": Asset("textual_serve", _FONT.format(""), "font/ttf"),
    "italic.ttf": Asset("textual_serve", _FONT.format("Italic-"), "font/ttf"),
}
"""Every file that can be asked for, by its name under ``/assets/``."""


def page(title: str) -> str:
    """The page; its title is text from outside, as the workspace's name is."""
    template = Template((files("tui.serving") / "page/page.html").read_text("utf-8"))
    return template.substitute(title=escape(title))


@cache
def _bytes(package: str, path: str) -> bytes:
    return (files(package) / path).read_bytes()

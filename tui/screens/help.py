"""Help: every key of the screen one comes from, then of the others."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from annotations.codebook import Label, LinkKind
from tui.commands import Command
from tui.keys import display, keys_of
from tui.screens.dialogs import Question
from tui.text.display import one_line
from tui.widgets.lines import Line, plain, styled

if TYPE_CHECKING:
    from tui.app import Diptych

_KEYS_WIDTH = 22
_MARGINS = 8  # cells beside both columns, the scroll bar's among them
_LEAST_WIDTH = 20


class Help(Question[None]):
    """The keys, and the guidelines of the codebook."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("space", "scroll(10)", show=False),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "VerticalScroll"
    DEFAULT_CSS = """
    Help { background: $background; }
    Help > Line { background: $primary-muted; text-style: bold; }
    Help VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    Help Static { width: 1fr; }
    """

    def __init__(self, screen: str) -> None:
        """Begin with the keys of a screen."""
        super().__init__()
        self._from = screen

    def compose(self) -> ComposeResult:
        """A head and all lines."""
        head = Line()
        head.say("keys · ↑ ↓ PgUp PgDn scroll, Esc goes back")
        yield head
        with VerticalScroll():
            yield Static()

    def on_resize(self) -> None:
        """Wrap what a key does beside the key."""
        width = max(_LEAST_WIDTH, self.size.width - _KEYS_WIDTH - _MARGINS)
        self.query_one(Static).update(Content("\n").join(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        keys = cast("Diptych", self.app).keys
        here = {command.id: command for command in keys.on(self._from) if command.screen != "app"}
        commands = [here.get(command.id, command) for command in keys.commands]
        groups = {group: n for n, group in enumerate(dict.fromkeys(map(_group, commands)))}

        def order(command: Command) -> tuple[bool, bool, bool, str, int]:
            own, elsewhere = command.screen == self._from, command.id not in here
            return (
                not own,
                elsewhere,
                command.screen == "app",
                command.screen,
                groups[_group(command)],
            )

        lines: list[Content] = []
        for group, those in groupby(sorted(commands, key=order), key=_group):
            rows = (row for command in those for row in _rows(command, width))
            lines += [styled(group, "bold $accent underline"), *rows, Content("")]
        return [*lines, *self._codebook()]

    def _codebook(self) -> list[Content]:
        """What each label and kind of link is for."""
        book = cast("Diptych", self.app).codebook
        lines = [styled(f"Codebook: {one_line(book.name)}", "bold $accent underline")]
        things: tuple[Label | LinkKind, ...] = (*book.labels, *book.link_kinds)
        for thing in things:
            lines += [styled(one_line(thing.name), "bold"), plain(thing.guideline), Content("")]
        return lines

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def _group(command: Command) -> str:
    return command.group or {"reader": "Labels", "proposals": "Deciding"}[command.screen]


def _rows(command: Command, width: int) -> Iterator[Content]:
    """A command's keys, and beside them what they do, in as many rows as that takes."""
    keys = one_line(" ".join(display(key) for key in keys_of(command.keys)))
    for does in wrap(one_line(command.help), width):
        yield Content.assemble("  ", styled(f"{keys:<{_KEYS_WIDTH}}", "bold"), plain(does))
        keys = ""

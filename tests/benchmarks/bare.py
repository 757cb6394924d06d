"""The yardsticks: the least that a Textual app can do for the same keys, and a TextArea.

Run as a module the bare app shows a text file, for the start-up times.
"""

import sqlite3
import sys
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

_WIDTH = 100  # codepoints in a row: cut, not wrapped
_PLAIN, _CARET = Style(), Style(reverse=True)


class BareView(ScrollView, can_focus=True):
    """A text in rows of one length, with a caret: each key repaints two rows."""

    DEFAULT_CSS = "BareView { overflow-x: hidden; overflow-y: scroll; }"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "go(1)", show=False),
        Binding("down", f"go({_WIDTH})", show=False),
        Binding("up", f"go(-{_WIDTH})", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("e", "tag", show=False),
    ]

    def __init__(self, text: str, caret: int = 0, disk: Path | None = None) -> None:
        super().__init__()
        self._text = text.replace("\n", " ")
        self._caret = caret
        self._disk = committing(disk) if disk else None

    def on_mount(self) -> None:
        """Show the caret's place."""
        self.virtual_size = Size(_WIDTH, len(self._text) // _WIDTH + 1)
        self._follow()

    def render_line(self, y: int) -> Strip:
        """A row: one segment, or three where the caret is."""
        start = (y + round(self.scroll_offset.y)) * _WIDTH
        row = self._text[start : start + _WIDTH]
        at = self._caret - start
        if 0 <= at < len(row):
            cut = (row[:at], _PLAIN), (row[at], _CARET), (row[at + 1 :], _PLAIN)
            return Strip([Segment(*piece) for piece in cut]).adjust_cell_length(self.size.width)
        return Strip([Segment(row, _PLAIN)]).adjust_cell_length(self.size.width)

    def action_go(self, step: int) -> None:
        """Move the caret, and paint the row that it left and the row that it reached."""
        before, self._caret = self._caret, self._inside(self._caret + step)
        self.refresh_lines(before // _WIDTH)
        self.refresh_lines(self._caret // _WIDTH)
        self._follow()

    def action_page(self, step: int) -> None:
        """Move the caret by a page."""
        self.action_go(step * _WIDTH * (self.size.height - 2))

    def action_tag(self) -> None:
        """Make one durable commit, and paint the caret's row."""
        if self._disk:
            commit(self._disk)
        self.refresh_lines(self._caret // _WIDTH)

    def _inside(self, offset: int) -> int:
        return max(0, min(offset, len(self._text) - 1))

    def _follow(self) -> None:
        row, top, height = self._caret // _WIDTH, round(self.scroll_offset.y), self.size.height
        wanted = min(max(top, row - height + 3), row - 2)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)


class Bare(App[None]):
    """One `BareView` and nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str, caret: int = 0, disk: Path | None = None) -> None:
        super().__init__()
        self._view = BareView(text, caret, disk)

    def compose(self) -> ComposeResult:
        """The view."""
        yield self._view


class Area(App[None]):
    """A TextArea and nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str, caret: int = 0) -> None:
        super().__init__()
        from textual.widgets import TextArea

        self._area = TextArea(text)
        self._start = (text.count("\n", 0, caret), 0)

    def compose(self) -> ComposeResult:
        """The area."""
        yield self._area

    def on_mount(self) -> None:
        """Start where the others start."""
        self._area.focus()
        self._area.move_cursor(self._start)


def committing(path: Path) -> sqlite3.Connection:
    """A raw connection, as durable as a workspace's, with a table of one kind of row."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("create table if not exists spans (id integer primary key, text text)")
    return connection


def commit(connection: sqlite3.Connection) -> None:
    """One durable commit of one row."""
    connection.execute("begin immediate")
    connection.execute("insert into spans (text) values (?)", ("two words",))
    connection.execute("commit")


if __name__ == "__main__":
    Bare(Path(sys.argv[1]).read_text()).run()

"""Single rows of text round the panes: titles, the echo of what is current, status, keys."""

from collections.abc import Iterable

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from annotations.model import Document
from tui.text.display import one_line


class Line(Widget):
    """One row of text, cut at the edge. Text from outside goes through `plain`."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    ALLOW_SELECT = False

    content: reactive[Content] = reactive(Content(""), layout=False)

    def say(self, *parts: Content | str) -> None:
        """Show these parts one behind the other; strings are taken as they are, not as markup."""
        self.content = Content.assemble(*parts)

    def render(self) -> Content:
        """What the row shows."""
        return self.content


def plain(text: str, limit: int | None = None) -> Content:
    """Text from outside as one safe line, without any markup in it."""
    return Content(one_line(text, limit))


def styled(text: str, style: str) -> Content:
    """Text of the program's own, or made safe before, in a style such as ``bold $accent``."""
    return Content.styled(text, style)


_ROOM_FOR_DATE = 70  # cells


def headline(document: Document, cells: int) -> Content:
    """Who published an article, when (where the line has room), and its title."""
    known = [part for part in (document.outlet, document.published) if part]
    known = known if cells >= _ROOM_FOR_DATE else known[:1]
    rule = styled(" │ ", "$accent") if known else ""
    return Content.assemble(plain(" · ".join(known)), rule, plain(document.name))


class KeyLine(Line):
    """The keys that matter now."""

    DEFAULT_CSS = """
    KeyLine { background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[tuple[str, str], ...] = ()

    def offer(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show these keys, each with what it does: as many as there is room for."""
        offered = tuple(keys)
        if offered != self._keys:
            self._keys = offered
            self._fit()

    def on_resize(self) -> None:
        """Show as many as there is room for now."""
        self._fit()

    def _fit(self) -> None:
        """Leave out the keys before the last where the row is too short; the last is help."""
        room, parts = self.size.width - 2, []
        entries = [
            Content.assemble(styled(f" {key} ", "bold $accent"), plain(does), "  ")
            for key, does in self._keys
        ]
        for number, entry in enumerate(entries):
            behind = entries[-1].cell_length if number < len(entries) - 1 else 0
            if entry.cell_length + behind <= room:
                parts.append(entry)
                room -= entry.cell_length
        self.say(*parts)

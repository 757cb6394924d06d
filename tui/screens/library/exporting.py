"""The Library's way out: JSONL and graphs, into a file."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.workspace import Workspace
from tui.screens.dialogs import Ask, Choice, Choose, Preview
from tui.screens.library.paths import expanded
from tui.screens.library.table import LibraryTable
from tui.text.amounts import counted
from tui.widgets.lines import plain

if TYPE_CHECKING:
    from annotations.workspace.exporting import Lines


class Exporting(LibraryTable):
    """Whatever goes out."""

    def action_export(self) -> None:
        """Export documents, links, reviews or history as JSONL, the network as a graph."""
        choices = [Choice(name, name, what.hint) for name, what in _EXPORTS.items()]

        def chosen(name: str | None) -> None:
            if name is None:
                return
            what = _EXPORTS[name]
            path = self.diptych.path.with_name(f"{self.diptych.path.stem}-{what.file}")

            async def done(given: str | None) -> None:
                if given and given.strip():
                    await self._export(what, expanded(given))

            self.app.push_screen(Ask(f"Export {what.said} to", str(path)), done)

        self.app.push_screen(Choose("Export", choices), chosen)

    async def _export(self, what: "_What", path: Path) -> None:
        async def write(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed:
                done = await self.work(partial(_export, path=path, what=what))
                if done is not None:
                    size, lines = done
                    self.say(f"{size}{_left_out(lines)} in {path}")

        if _is_there(path):
            self.app.push_screen(Preview("Overwrite this file?", [plain(str(path))]), write)
        else:
            await write(agreed=True)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long: the export says so
        return False


class _What(NamedTuple):
    """One thing to export."""

    kind: str
    """As the workspace calls it."""
    hint: str
    """What that is."""
    layer: str = "all"
    """Whose."""
    suffix: str = "jsonl"
    """How it is written."""

    @property
    def said(self) -> str:
        """What it is called in a sentence."""
        return self.kind if self.layer == "all" else f"{self.layer} {self.kind}"

    @property
    def file(self) -> str:
        """How a file with it ends."""
        return f"{self.said.replace(' ', '-')}.{self.suffix}"


_NETWORK = "network"
_EXPORTS = {
    "documents": _What("documents", "articles with spans and attributions"),
    "links": _What("links", "proposed and judged pairs, best score first"),
    "reviews": _What("reviews", "who decided what and why, oldest first"),
    "history": _What("history", "every act, oldest first"),
    "resolved documents": _What("documents", "what all agree on or was settled", "resolved"),
    "resolved links": _What("links", "likewise", "resolved"),
    "network as GraphML": _What(_NETWORK, "who reports what on whose word", suffix="graphml"),
    "network as GEXF": _What(_NETWORK, "likewise, for Gephi", suffix="gexf"),
}


def _export(workspace: Workspace, path: Path, what: _What) -> "tuple[str, Lines]":
    """Write what was chosen; how much it is, and what is known of what is left out."""
    if what.kind != _NETWORK:
        lines = workspace.exporting.lines(what.kind, layer=what.layer)
        return f"{counted(workspace.exporting.write(path, lines), 'line')} of {what.said}", lines
    from annotations.formats.graphs import GraphFormat  # few need it

    drawing = workspace.exporting.network(GraphFormat(what.suffix), layer=what.layer)
    workspace.exporting.write(path, drawing)
    nodes, edges = counted(drawing.nodes, "node"), counted(drawing.edges, "edge")
    return f"network of {nodes} and {edges}", drawing


def _left_out(lines: "Lines") -> str:
    """What is not in what was written, though somebody made it."""
    without = " without both ends"
    counts = (
        (lines.left_open, "open disagreement", ""),
        (lines.left_endless, "relation", without),
        (lines.left_characters, "control character", ""),
    )
    told = " and ".join(counted(number, thing) + more for number, thing, more in counts if number)
    return f" (left out: {told})" if told else ""

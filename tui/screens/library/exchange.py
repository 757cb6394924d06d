"""The Library's way in and out: import, export, and the matcher."""

import glob
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import DiptychError
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask, Choice, Choose, Preview
from tui.screens.library.table import LibraryTable
from tui.text.amounts import counted
from tui.widgets.lines import plain

if TYPE_CHECKING:
    from annotations.workspace.exporting import Lines
    from annotations.workspace.importing import Imported


class Exchange(LibraryTable):
    """Whatever crosses the border of the workspace."""

    STOPS_MATCHER = True

    def __init__(self) -> None:
        super().__init__()
        self._importing = False
        self._cancel = False

    def action_import(self) -> None:
        """Import files, by path or pattern."""
        hint = "a path, or a pattern such as ~/case/*.txt · Esc leaves it"

        def done(pattern: str | None) -> None:
            if pattern and pattern.strip():
                # Not awaited here: Esc would not be heard until all of it is in.
                self.run_worker(self._import(_files(pattern.strip())), group="import")

        if self._importing:
            self.complain("an import is running: Esc stops it")
            return
        self.app.push_screen(Ask("Import", hint=hint), done)

    async def _import(self, files: list[Path]) -> None:
        """Import files one after the other, each whole or not at all; Esc stops between two."""
        self._importing, self._cancel = True, False
        added, known, refused = 0, 0, []
        try:
            for number, path in enumerate(files, 1):
                if self._cancel:
                    break
                said = f"importing {number} of {len(files)}: {path.name} · Esc stops"
                self.say(said, tone="$text")
                try:
                    report = await self.diptych.hand.do(partial(_import, path=path))
                except DiptychError as error:
                    refused.append(str(error))
                else:
                    added, known = added + len(report.added), known + len(report.known)
        finally:
            self._importing = False
        await self.refresh_from_store()
        said = f"{added} imported" + (f", {known} were there already" if known else "")
        if refused:
            more = f" (and {len(refused) - 1} more refused)" if len(refused) > 1 else ""
            self.complain(f"{said}; {refused[0]}{more}")
        else:
            self.say(f"{said}{', stopped' if self._cancel else ''} · u takes the last one back")

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
                    await self._export(what, _path(given))

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

    def action_match(self) -> None:
        """Run the matcher in the background."""
        self.diptych.start_matching()

    def action_escape(self) -> None:
        """Stop what is running, or forget filter and marks."""
        self.hush()
        if self.diptych.matching:
            self.diptych.stop_matching()
        elif self._importing:
            self._cancel = True
        else:
            self._wanted, self._marked = "", []
            self._fill()


def _path(given: str) -> Path:
    return Path(os.path.expanduser(given.strip()))  # noqa: PTH111 (raises for no user)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long: the export says so
        return False


def _import(workspace: Workspace, path: Path) -> "Imported":
    return workspace.importing.file(path)


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


def _files(pattern: str) -> list[Path]:
    """The files that a path or pattern names; a path that names none is given as it is."""
    path = _path(pattern)
    try:
        found = sorted(Path(name) for name in glob.glob(str(path), recursive=True))  # noqa: PTH207
        return [file for file in found if file.is_file()] or [path]
    except (OSError, ValueError):  # no pattern: the import says what is wrong with it as a path
        return [path]

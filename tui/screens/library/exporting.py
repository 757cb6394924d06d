"""The Library's way out: into a file or a folder, in every format there is."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from annotations.formats.outgoing import told_briefly
from annotations.formats.writers import WRITERS
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask, Choice, Choose, Preview
from tui.screens.library.paths import expanded
from tui.screens.library.table import LibraryTable
from tui.text.amounts import counted, sized
from tui.widgets.lines import plain


class Exporting(LibraryTable):
    """Whatever goes out."""

    def action_export(self) -> None:
        """Export documents, links, reviews, history, the network or the report."""
        choices = [Choice(name, name, what.hint) for name, what in _EXPORTS.items()]

        async def chosen(name: str | None) -> None:
            if name is None:
                return
            what = _EXPORTS[name]
            layers = await self.work(_layers) if what.asks else []
            if layers and len(layers) > 1:
                self._choose_layer(what, layers)
            else:
                self._choose_path(what)

        self.app.push_screen(Choose("Export", choices), chosen)

    def _choose_layer(self, what: "_What", layers: list[str]) -> None:
        hints = {"all": "everybody's", "resolved": "what all agree on or was settled"}
        names = dict.fromkeys([*hints, *layers])
        choices = [Choice(name, name, hints.get(name, "")) for name in names]

        def chosen(layer: str | None) -> None:
            if layer is not None:
                self._choose_path(what._replace(layer=layer))

        self.app.push_screen(Choose("Whose work?", choices), chosen)

    def _choose_path(self, what: "_What") -> None:
        path = self.diptych.path.with_name(f"{self.diptych.path.stem}-{what.file}")

        async def done(given: str | None) -> None:
            if given and given.strip():
                await self._export(what, expanded(given))

        self.app.push_screen(Ask(f"Export {what.said} to", str(path)), done)

    async def _export(self, what: "_What", path: Path) -> None:
        async def write(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed:
                said = await self.work(partial(_export, path=path, what=what))
                if said is not None:
                    self.say(f"{said} in {path}")

        if what.suffix and _is_there(path):  # a folder is never written over
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
    format: str = "jsonl"
    """How it is written, as the workspace calls it."""
    suffix: str = ".jsonl"
    """How such a file ends; empty for a folder."""
    asks: bool = False
    """Whether one is asked whose."""

    @property
    def said(self) -> str:
        """What it is called in a sentence."""
        return self.kind if self.layer == "all" else f"{self.layer} {self.kind}"

    @property
    def file(self) -> str:
        """How a file with it ends."""
        kept = "".join(one if one.isalnum() or one in "-_." else "-" for one in self.said)
        # Several formats of documents have one ending; diptych's own goes without its name.
        return f"{kept}{f'-{self.format}' if self.asks else ''}{self.suffix}"


_NETWORK = "network"
_REPORT = "report"
_TITLES = {
    "spacy": "spaCy",
    "label-studio": "Label Studio",
    "csv": "CSV",
    "parquet": "Parquet",
    "brat": "brat standoff",
    "web-annotation": "Web Annotation",
    "xmi": "UIMA XMI",
    "conll": "CoNLL",
}
"""What those who use a format call it, where `--format` takes something else."""
_EXPORTS = {
    "documents": _What("documents", "articles with spans and attributions"),
    "resolved documents": _What("documents", "what all agree on or was settled", "resolved"),
    "links": _What("links", "proposed and judged pairs, best score first"),
    "resolved links": _What("links", "pairs that all agree on or were settled", "resolved"),
    "reviews": _What("reviews", "who decided what and why, oldest first"),
    "history": _What("history", "every act, oldest first"),
    _REPORT: _What(_REPORT, "board, sources, articles side by side, to read", suffix=".html"),
    "network as GraphML": _What(
        _NETWORK, "who reports what on whose word", format="graphml", suffix=".graphml"
    ),
    "network as GEXF": _What(
        _NETWORK, "who reports what on whose word, for Gephi", format="gexf", suffix=".gexf"
    ),
} | {
    f"documents as {_TITLES.get(one.name, one.name)}": _What(
        "documents", one.hint, format=one.name, suffix=one.suffix, asks=True
    )
    for one in WRITERS.values()
}
"""By what they are called: diptych's own first, then what is made of it, then other tools'."""


def _layers(workspace: Workspace) -> list[str]:
    return workspace.exporting.layers()


def _export(workspace: Workspace, path: Path, what: _What) -> str:
    """Write what was chosen; how much it is, and what is left out."""
    if what.kind == _REPORT:
        return f"{_REPORT} of {sized(workspace.reporting.to_file(path))}"
    pieces = workspace.exporting.to_file(path, what.kind, what.format, layer=what.layer)
    held = " and ".join(counted(number, thing) for thing, number in pieces.held.items())
    left = told_briefly(pieces.left)
    return f"{_of(what, held)} ({left})" if left else _of(what, held)


def _of(what: _What, held: str) -> str:
    """How much it is, and of what: other tools' documents are articles as it is."""
    if what.kind == _NETWORK:
        return f"{what.said} of {held}"
    if what.asks:
        return held if what.layer == "all" else f"{held} of layer {what.layer}"
    return f"{held} of {what.said}"

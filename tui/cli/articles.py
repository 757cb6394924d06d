"""`diptych import` and `diptych export`: articles in, JSONL and graphs out."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.errors import IntakeError, Refused
from annotations.progress import Progress
from tui.cli import options, talk
from tui.cli.group import REFUSED
from tui.text.amounts import counted
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.workspace import Workspace
    from annotations.workspace.exporting import Drawing, Lines
    from annotations.workspace.importing import Imported

_STEPS = 1_000
"""Into how many steps a progress bar divides a file."""

_NAMED = 3
"""How many articles of one file are named in its line."""


# -- in ------------------------------------------------------------------------------------------


@dataclass
class _Tally:
    """What became of each file."""

    taken: list[tuple[Path, "Imported"]] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many articles came in, over all files."""
        return sum(len(imported.added) for _, imported in self.taken)

    @property
    def known(self) -> int:
        """How many were there already, by their text."""
        return sum(len(imported.known) for _, imported in self.taken)


@click.command(
    "import",
    epilog=options.example("diptych import case.db articles/*.md", "diptych import new.db a.jsonl"),
)
@options.workspace
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.PATH)
@options.annotator
@options.codebook
@options.as_json
def import_(
    case: Path, files: tuple[Path, ...], annotator: str, codebook: Path | None, *, as_json: bool
) -> int:
    """Add articles: plain text, Markdown, JSONL.

    Makes CASE.db where there is none, and prints one line for each file. An article that is there
    already, by its text, is left alone. A file that cannot be taken in is named with the reason,
    the others go in, and the exit status is 1.
    """
    source = options.usable_codebook(codebook) if codebook else None
    with options.opened(case, annotator, create=True) as workspace:
        if source is not None:
            workspace.set_codebook(source, str(codebook))
        tally = _take_in(workspace, files, tell=not as_json)
    if as_json:
        talk.out_json(_as_json(tally))
    talk.say(
        f"{case}: {counted(tally.added, 'article')} added, {tally.known:,} there already,"
        f" {counted(len(tally.refused), 'file')} refused"
    )
    return REFUSED if tally.refused else 0


def _take_in(workspace: "Workspace", files: tuple[Path, ...], *, tell: bool) -> _Tally:
    """Take in one file after the other, each whole or not at all, and say what became of each."""
    tally = _Tally()
    held: list[Callable[[], None]] = []  # lines and a progress bar would write over each other

    def show(print_: Callable[[str], None], line: str) -> None:
        if talk.is_watched():
            held.append(lambda: print_(line))
        else:
            print_(line)

    try:
        with talk.bar("importing") as progress:
            for number, file in enumerate(files):
                try:
                    part = _part(progress, number, len(files))
                    imported = workspace.importing.file(file, part)
                except (IntakeError, Refused) as error:
                    tally.refused.append((file, str(error)))
                    show(talk.complain, _complaint(file, error))
                else:
                    tally.taken.append((file, imported))
                    if tell:
                        show(talk.out, _line(file, imported))
                progress((number + 1) * _STEPS, len(files) * _STEPS)
    finally:
        for print_held in held:
            print_held()
    return tally


def _part(progress: Progress, number: int, files: int) -> Progress:
    """The progress of one file as a part of the progress of all."""

    def advance(done: int, total: int, /) -> None:
        within = _STEPS * done // total if total else _STEPS
        progress(number * _STEPS + within, files * _STEPS)

    return advance


def _complaint(file: Path, error: Exception) -> str:
    """The reason, which names the file as it was given."""
    reason = str(error)
    if reason.startswith(str(file)):
        return reason
    if reason.startswith(file.name):
        return f"{file}{reason.removeprefix(file.name)}"
    return f"{file}: {reason}"


def _line(file: Path, imported: "Imported") -> str:
    """What became of a file, in one line."""
    parts = []
    if imported.added:
        parts.append(f"added {_named([name for _, name in imported.added], 'article')}")
    if imported.known:
        parts.append(f"there already {_named([name for _, name in imported.known], 'article')}")
    parts += [
        counted(number, thing)
        for number, thing in ((imported.spans, "span"), (imported.links, "link"))
        if number
    ]
    remarks = f" ({'; '.join(imported.remarks)})" if imported.remarks else ""
    return one_line(f"{file}: {', '.join(parts)}{remarks}")


def _named(names: list[str], thing: str) -> str:
    """A few names, each cut to a decent length; of many the number."""
    if len(names) > _NAMED:
        return counted(len(names), thing)
    return ", ".join(f"“{one_line(name, 80)}”" for name in names)


def _as_json(tally: _Tally) -> dict[str, Any]:
    files = [
        {
            "file": str(file),
            "added": [{"id": article, "name": name} for article, name in imported.added],
            "known": [{"where": place, "name": name} for place, name in imported.known],
            "spans": imported.spans,
            "links": imported.links,
            "remarks": imported.remarks,
        }
        for file, imported in tally.taken
    ]
    return {
        "added": tally.added,
        "known": tally.known,
        "files": files,
        "refused": [{"file": str(file), "reason": reason} for file, reason in tally.refused],
    }


# -- out -----------------------------------------------------------------------------------------


_NETWORK = "network"
_JSONL = "jsonl"
_GRAPHS = ("graphml", "gexf")


@click.command(
    epilog=options.example(
        "diptych export case.db > case.jsonl",
        "diptych export case.db --what links --layer ana -o links.jsonl",
        "diptych export case.db --layer resolved --between ana ben",
        "diptych export case.db --what network --format gexf -o case.gexf",
    )
)
@options.workspace
@click.option(
    "--what",
    type=click.Choice(["documents", "links", "reviews", "history", _NETWORK]),
    default="documents",
    show_default=True,
    help="Articles with their spans, links between them, who decided what in reviews, everything"
    " that was done, or the network of articles, outlets, sources, claims and entities.",
)
@click.option(
    "--layer",
    metavar="NAME",
    default="all",
    help="One annotator's work, or `resolved`: what all agree on, and what was settled. Default:"
    " all.",
)
@options.between
@click.option(
    "--format",
    "format_",
    type=click.Choice([_JSONL, *_GRAPHS]),
    default=_JSONL,
    show_default=True,
    help="A network is written as graphml or gexf, anything else as jsonl.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=options.PATH,
    help="Write into this file, which appears complete or not at all. Default: standard output.",
)
@options.annotator
def export(
    case: Path,
    *,
    what: str,
    layer: str,
    between: list[str],
    format_: str,
    output: Path | None,
    annotator: str,
) -> int:
    """Write the workspace as JSONL, or its network as GraphML or GEXF.

    One line for each article, link, act, or decision of a review. `diptych import` reads articles
    and links back without loss. Whoever works blind gets their own work only.
    """
    _need_what_goes_together(what, format_, between)
    with options.opened(case, annotator) as workspace:
        lines: Lines
        if what == _NETWORK:
            lines = drawing = _network(workspace, format_, layer)
            size = f"{counted(drawing.nodes, 'node')}, {counted(drawing.edges, 'edge')}"
        else:
            lines = workspace.exporting.lines(what, layer=layer, between=between)
            size = ""
        if output is None or str(output) == "-":
            _stream(lines)
        elif output.exists() and not (output.is_file() or output.is_dir()):
            raise Refused(f"{output}: not a file: leave out -o for standard output")
        else:
            written = workspace.exporting.write(output, lines)
            talk.say(f"{output}: {size or counted(written, 'line')}")
    _say_what_is_left_out(case, what, lines)
    return 0


def _need_what_goes_together(what: str, format_: str, between: list[str]) -> None:
    """Refuse options that do not go with each other, as wrong usage."""
    if what == _NETWORK and format_ == _JSONL:
        raise click.UsageError("--what network is no JSONL: give --format graphml or gexf")
    if what != _NETWORK and format_ != _JSONL:
        raise click.UsageError(f"--format {format_} goes with --what network, not with {what}")
    if what == _NETWORK and between:
        raise click.UsageError("--between goes with documents and links, not with --what network")


def _network(workspace: "Workspace", format_: str, layer: str) -> "Drawing":
    from annotations.formats.graphs import GraphFormat

    return workspace.exporting.network(GraphFormat(format_), layer=layer)


def _say_what_is_left_out(case: Path, what: str, lines: "Lines") -> None:
    """Say what is not in what was written, though somebody made it."""
    if lines.left_open:
        are = "is" if lines.left_open == 1 else "are"
        talk.say(
            f"{counted(lines.left_open, 'disagreement')} {are} open, and left out:"
            f" `diptych review {case}` settles them"
        )
    if lines.left_endless:
        are = "is" if lines.left_endless == 1 else "are"
        kind = _RELATIONS.get(what, "attribution")
        talk.say(f"{counted(lines.left_endless, kind)} {are} left out, as one end is open or gone")
    if lines.left_characters:
        are = "is" if lines.left_characters == 1 else "are"
        talk.say(
            f"{counted(lines.left_characters, 'character')} {are} left out: XML has no way to"
            " write control characters"
        )


_RELATIONS = {"links": "link", _NETWORK: "relation"}
"""What has ends, by what goes out."""


def _stream(lines: Iterable[str]) -> None:
    """Write to standard output, newlines as they are on every system."""
    if sys.stdout:
        stream = sys.stdout.buffer
        for line in lines:
            stream.write(line.encode() + b"\n")
        stream.flush()

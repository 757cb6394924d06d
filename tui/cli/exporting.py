"""`diptych export`: JSONL and graphs out."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.errors import Refused
from tui.cli import options, talk
from tui.text.amounts import counted

if TYPE_CHECKING:
    from annotations.workspace import Workspace
    from annotations.workspace.exporting import Drawing, Lines

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

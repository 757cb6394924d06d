"""`diptych export`: JSONL, other tools' formats and graphs out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.errors import Refused
from annotations.formats.writers import GRAPHS, JSONL, WHAT, WRITERS, formats
from tui.cli import options, talk
from tui.text.amounts import counted
from tui.text.display import safe_for_terminal

if TYPE_CHECKING:
    from annotations.workspace.exporting import Pieces

_NETWORK = "network"


@click.command(
    epilog=options.example(
        "diptych export case.db > case.jsonl",
        "diptych export case.db --what links --layer ana -o links.jsonl",
        "diptych export case.db --layer resolved --between ana ben",
        "diptych export case.db --format label-studio -o tasks.json",
        "diptych export case.db --format csv -o tables",
        "diptych export case.db --format gexf -o case.gexf",
    )
)
@options.workspace
@click.option(
    "--what",
    type=click.Choice(WHAT),
    help="Articles with their spans, links between them, who decided what in reviews, everything"
    " that was done, or the network of articles, outlets, sources, claims and entities. Default:"
    " documents; of a graph, the network.",
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
    type=click.Choice([JSONL, *GRAPHS, *WRITERS]),
    default=JSONL,
    show_default=True,
    help="A network is written as graphml or gexf, links as jsonl or csv, reviews and history as"
    " jsonl, documents as anything but a graph.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=options.PATH,
    help="Write into this file, or a new folder where the format has several files; it appears"
    " complete or not at all. Default: standard output.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Replace a folder, too, if nothing is in it but files of the names that this format has.",
)
@options.asker
def export(
    case: Path,
    *,
    what: str | None,
    layer: str,
    between: list[str],
    format_: str,
    output: Path | None,
    overwrite: bool,
    annotator: str,
) -> int:
    """Write the workspace as JSONL or in another tool's format, or its network as a graph.

    `diptych import` reads articles and links in JSONL back without loss. What another format
    cannot hold is left out, and counted on standard error. Whoever works blind gets their own work
    only.
    """
    what = what or (_NETWORK if format_ in GRAPHS else "documents")
    _need_what_goes_together(what, format_, between)
    to_screen = output is None or str(output) == "-"
    with options.opened(case, annotator) as workspace:
        pieces = workspace.exporting.pieces(what, format_, layer=layer, between=between)
        if to_screen and pieces.is_folder:
            raise click.UsageError(f"--format {format_} writes a folder: give -o DIR")
        if output is None or to_screen:
            _stream(pieces)
        elif _is_a_device(output):
            raise Refused(f"{output}: not a file: leave out -o for standard output")
        else:
            workspace.exporting.write(output, pieces, overwrite=overwrite)
            held = ", ".join(counted(number, thing) for thing, number in pieces.held.items())
            talk.say(f"{output}: {held}")
    _say_what_is_left_out(pieces)
    return 0


def _is_a_device(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder."""
    try:
        return path.exists() and not (path.is_file() or path.is_dir())
    except OSError:  # a name too long: writing says so
        return False


def _need_what_goes_together(what: str, format_: str, between: list[str]) -> None:
    """Refuse options that do not go with each other, as wrong usage."""
    if what == _NETWORK and format_ == JSONL:
        raise click.UsageError("--what network is no JSONL: give --format graphml or gexf")
    if format_ not in formats(what):
        fitting = next(one for one in WHAT if format_ in formats(one))
        raise click.UsageError(f"--format {format_} goes with --what {fitting}, not with {what}")
    if what == _NETWORK and between:
        raise click.UsageError("--between goes with documents and links, not with --what network")


def _say_what_is_left_out(pieces: "Pieces") -> None:
    """Say what is not in what was written, though somebody made it: a line a kind."""
    from annotations.formats.outgoing import told

    for line in told(pieces.left):
        talk.say(line)


def _stream(pieces: "Pieces") -> None:
    """Write to standard output, newlines as they are on every system.

    What is shown on a terminal is for looking at: no format, not even one that holds texts as they
    are, commands it.
    """
    if not sys.stdout:
        return
    shown = sys.stdout.isatty()
    for piece in pieces:
        if shown:
            lines = piece.data.decode(errors="replace").replace("\r\n", "\n")
            click.echo(safe_for_terminal(lines), nl=False)
        else:
            sys.stdout.buffer.write(piece.data)
    sys.stdout.flush()

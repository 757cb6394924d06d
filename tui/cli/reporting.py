"""`diptych report`: what follows from the work, as one HTML file for whoever has no diptych."""

import sys
from pathlib import Path

import click

from tui.cli import options, talk
from tui.text.amounts import sized


@click.command(
    epilog=options.example(
        "diptych report case.db -o report.html",
        "diptych report case.db -o resolved.html --layer resolved",
    )
)
@options.workspace
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=options.PATH,
    required=True,
    help="The file, which appears complete or not at all; one that is there is written over."
    " `-` is standard output.",
)
@click.option(
    "--layer",
    metavar="NAME",
    help="One annotator's work, `all`, or `resolved`: what all agree on, and what was settled."
    " Default: your own, or all where you have none.",
)
@options.asker
def report(case: Path, *, output: Path, layer: str | None, annotator: str) -> int:
    """Write the report: one HTML file.

    It says of every claim who reports it, on whose word, and how many independent roots that comes
    to; then sources, a timeline, the network, and the articles side by side. It needs no network,
    runs nothing, and prints well. docs/report.md tells what is in it.
    """
    to_screen = str(output) == "-"
    with options.opened(case, annotator) as workspace, talk.bar("reporting") as progress:
        if to_screen:
            html = workspace.reporting.page(layer, progress=progress)
        else:
            size = workspace.reporting.to_file(output, layer, progress=progress)
    if to_screen:
        sys.stdout.buffer.write(html.encode() + b"\n")
    else:
        talk.say(f"{output}: {sized(size)}")
    return 0

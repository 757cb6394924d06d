"""The command `diptych`, and the list of the others."""

import click

from tui.cli import (
    codebook,
    completing,
    exporting,
    importing,
    keeping,
    links,
    merging,
    options,
    reporting,
    reviewing,
    screens,
    serving,
)
from tui.cli.group import Commands


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=options.example(
        "diptych demo", "diptych import case.db articles/*.md", "diptych case.db 1 2"
    ),
)
@click.version_option(package_name="diptych", message="%(prog)s %(version)s")
def diptych() -> None:
    """Read news articles side by side: who claims what, on whose word, and what is the same.

    Everything is in one file, here CASE.db; `diptych CASE.db` opens it. Each command has a --help
    of its own.
    """


for command in (
    screens.demo,
    screens.open_,
    serving.serve,
    importing.import_,
    links.match,
    links.learning,
    reviewing.review,
    reviewing.agreement,
    reporting.report,
    exporting.export,
    keeping.history,
    keeping.check,
    keeping.backup,
    merging.merge,
    codebook.codebook,
    completing.completion,
):
    diptych.add_command(command)

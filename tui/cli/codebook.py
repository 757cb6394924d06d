"""`diptych codebook`: print the codebook in force, or set another."""

from pathlib import Path

import click

from annotations.codebook import Codebook
from tui.cli import options, talk
from tui.cli.toml import as_toml


@click.command(
    epilog=options.example(
        "diptych codebook case.db > codebook.toml",
        "diptych codebook case.db codebook.toml",
    )
)
@options.workspace
@click.argument("file", metavar="[FILE.toml]", type=options.PATH, required=False)
@options.annotator
def codebook(case: Path, file: Path | None, annotator: str) -> int:
    """Print the codebook in force, or set another.

    It is printed as TOML, which FILE.toml may be made of. It is kept inside the workspace. What is
    tagged stays tagged, whatever the new one says.
    """
    if file is None:
        with options.opened(case) as workspace:
            talk.out(as_toml(workspace.codebook()).rstrip())
        return 0
    source = options.usable_codebook(file)
    with options.opened(case, annotator) as workspace:
        talk.say(in_words(workspace.set_codebook(source, str(file))))
    return 0


def in_words(codebook: Codebook) -> str:
    """A codebook in one line: its name, its labels and their keys."""
    labels = ", ".join(f"{label.key} {label.name}" for label in codebook.labels)
    kinds = ", ".join(f"{kind.key} {kind.name}" for kind in codebook.link_kinds)
    return f"codebook “{codebook.name}” {codebook.version} in force: {labels}; links: {kinds}"

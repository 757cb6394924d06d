"""The arguments and options that several commands share, and how each of them opens a workspace."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.errors import Refused
from tui.cli import talk

if TYPE_CHECKING:
    from annotations.workspace import Workspace

READER = "reader"
"""Who opens a workspace in a command that changes nothing."""


def log_in_name() -> str:
    """Who is logged in; ``anonymous`` where the system does not say, as in some containers."""
    try:
        return getpass.getuser().strip() or "anonymous"
    except (ImportError, KeyError, OSError):
        return "anonymous"


PATH = click.Path(path_type=Path)
"""A path that a command looks at itself: a bad one is refused in the subject's own words."""

workspace = click.argument("case", metavar="CASE.db", type=PATH)

_WHO = "Default: $DIPTYCH_ANNOTATOR, else the log-in name."

annotator = click.option(
    "--annotator",
    metavar="NAME",
    envvar="DIPTYCH_ANNOTATOR",
    default=log_in_name,
    help=f"Who acts, and whose layer is written to. {_WHO}",
)

asker = click.option(
    "--annotator",
    metavar="NAME",
    envvar="DIPTYCH_ANNOTATOR",
    default=log_in_name,
    help=f"Who asks: whoever works blind sees only their own work. {_WHO}",
)
"""The same for a command that writes nothing into the workspace."""


def _flat(_: click.Context, __: click.Parameter, pairs: tuple[tuple[str, str], ...]) -> list[str]:
    """Two names at a time, each kept once."""
    names = [*dict.fromkeys(name.strip() for pair in pairs for name in pair)]
    if len(names) == 1:
        raise click.UsageError(f"--between takes two different names, not {names[0]} twice")
    return names


between = click.option(
    "--between",
    metavar="A B",
    nargs=2,
    multiple=True,
    callback=_flat,
    help="Two annotators whose work is meant; give it again for more. Default: all.",
)

codebook = click.option(
    "--codebook",
    metavar="FILE.toml",
    type=PATH,
    help="Set the workspace's codebook first, as `diptych codebook` does.",
)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def example(*lines: str) -> str:
    """An epilog for a command's help that shows how it is called."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def opened(case: Path, annotator: str = READER, *, create: bool = False) -> "Workspace":
    """Open a workspace; raises what `Workspace.open` does.

    Where a write waits for another program, that is told until the command is over.
    """
    from annotations.workspace import Workspace

    workspace = Workspace.open(case, annotator, create=create)
    if context := click.get_current_context(silent=True):
        context.with_resource(
            talk.waits_told(str(case), lambda: workspace.waiting, lambda: workspace.closed)
        )
    return workspace


def usable_codebook(file: Path) -> str:
    """The text of a codebook file, once it is known that the screens can use it.

    Raises:
        CodebookError: It is not a codebook, or its keys clash with each other or the program's.
    """
    from annotations import codebook
    from tui.keys import Keys

    source = codebook.read(file)
    Keys(codebook.parse(source, str(file)))
    return source


def need_terminal(instead: str) -> None:
    """Refuse, in one line, to open a screen where there is no terminal."""
    if not talk.has_terminal():
        raise Refused(f"screens need a terminal on standard input and output: {instead}")

"""How the command line finds a command, and how every command ends.

Exit status: 0 done, 1 something was refused, 2 wrong usage, 130 stopped by the person. Whatever
went wrong is one line on standard error that says what to do.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem

from annotations.errors import DiptychError
from tui.cli import talk

REFUSED = 1
"""Something was refused, or could not be done."""

STOPPED = 130
"""The person pressed Ctrl-C; what shells give for that."""

_OPEN = "open"
_SENTENCE = 300  # characters: none is longer


class Commands(click.Group):
    """Commands in the order in which they were added; a workspace alone is opened."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands, in the order that a newcomer needs them."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands, each with the whole of its first sentence: Click would cut it."""
        rows = [(name, one.get_short_help_str(_SENTENCE)) for name, one in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; `CASE.db` without one is opened."""
        if args[0] not in self.commands and _may_be_workspace(args[0]):
            return _OPEN, self.commands[_OPEN], args
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and where none begins so, files: a workspace may stand in a command's place.

        Not both: bash forgets whatever it was given before a file.
        """
        found = super().shell_complete(ctx, incomplete)
        return found or [CompletionItem(incomplete, type="file")]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and tell in one line what went wrong."""
        try:
            status = super().invoke(ctx)
            talk.flush()
        except (KeyboardInterrupt, click.Abort, click.ClickException, DiptychError) as error:
            ctx.exit(_told(error))
        except (OSError, UnicodeError) as error:
            talk.abandon()
            ctx.exit(_told(error))
        except RuntimeError as error:
            # Python wraps what goes wrong while a class is made, and Ctrl-C may come while a module
            # is loaded.
            if not isinstance(error.__cause__, KeyboardInterrupt):
                raise
            ctx.exit(_told(error.__cause__))
        return status

    def main(  # type: ignore[override]  # Click's overloads cannot be repeated without theirs
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run the command line and end the program with the status of the command."""
        talk.prepare()
        extra["standalone_mode"] = False
        try:
            status = super().main(args, prog_name, **extra)
        except (click.ClickException, click.Abort) as error:  # before there was a command
            status = _told(error)
        sys.exit(status)


def _may_be_workspace(given: str) -> bool:
    return Path(given).suffix == ".db" or (not given.startswith("-") and Path(given).exists())


def _told(error: BaseException) -> int:
    """Say what ended a command; its exit status."""
    match error:
        case KeyboardInterrupt() | click.Abort():
            # The terminal has just echoed ^C into the line.
            if talk.is_watched():
                talk.say("")
            talk.say("stopped: nothing half done")
            return STOPPED
        case click.UsageError():
            return _wrong_usage(error)
        case BrokenPipeError():
            return REFUSED
        case OSError(filename=str() as name, strerror=str() as reason):
            talk.complain(f"{name}: {reason}")
        case OSError(strerror=str() as reason):
            talk.complain(f"standard output: {reason}: not everything was written")
        case UnicodeError():
            talk.complain(f"a name that is not Unicode: rename the file ({error})")
        case _:
            talk.complain(str(error))
    return REFUSED


def _wrong_usage(error: click.UsageError) -> int:
    if error.ctx and error.format_message() == error.ctx.get_help():  # called with nothing at all
        click.echo(error.format_message(), err=True)
        return error.exit_code
    command = error.ctx.command_path if error.ctx else "diptych"
    talk.complain(f"{error.format_message().rstrip('.')} (see `{command} --help`)")
    return error.exit_code

"""`diptych completion`: what a shell needs to complete commands, options, choices and files."""

import click
from click.shell_completion import get_completion_class

from tui.cli import options, talk

VARIABLE = "_DIPTYCH_COMPLETE"
"""What the shell sets in the environment to ask for completions."""


@click.command(
    epilog=options.example("diptych completion bash", "diptych completion zsh")
    + "\n\n\b\nPut it there once:\n"
    "  bash  echo 'eval \"$(diptych completion bash)\"' >> ~/.bashrc\n"
    "  zsh   echo 'eval \"$(diptych completion zsh)\"' >> ~/.zshrc     (after compinit)\n"
    "  fish  diptych completion fish > ~/.config/fish/completions/diptych.fish"
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print what makes a shell complete diptych's commands, options and files.

    Nothing is written anywhere: the shell reads what is printed. Bash needs to be 4.4 or newer.
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    talk.out(found(context.find_root().command, {}, "diptych", VARIABLE).source().rstrip())
    return 0

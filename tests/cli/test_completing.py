"""`diptych completion`: shells complete commands, options, choices, files; nothing is written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

ASK = """
eval "$(cat)"
complete -p diptych
compopt() { asked="$1 $2"; }
complete_it() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=() asked=
    _diptych_completion diptych
    echo "${COMPREPLY[*]}|$asked"
}
complete_it diptych ex
complete_it diptych ca
complete_it diptych export --fo
complete_it diptych export case.db --format gr
"""
"""Asks bash what it would offer; files it would look for itself."""

OFFERED = """\
complete -o nosort -F _diptych_completion diptych
export|
|-o default
--format|
graphml|
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_bash_completes(cli: Cli, tmp_path: Path) -> None:
    script = cli("completion", "bash").stdout
    program = tmp_path / "bin" / "diptych"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    program.chmod(0o755)
    (tmp_path / "case.db").write_bytes(b"not looked into")
    done = subprocess.run(
        ["bash", "--norc", "-c", ASK],
        input=script,
        env=os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (OFFERED, "")
    assert {path.name for path in tmp_path.iterdir()} == {"bin", "case.db"}
    assert (tmp_path / "case.db").read_bytes() == b"not looked into"


@pytest.mark.parametrize(
    ("shell", "begins"), [("zsh", "#compdef diptych\n"), ("fish", "function _diptych_completion;")]
)
def test_the_other_shells_get_a_script(cli: Cli, shell: str, begins: str) -> None:
    result = cli("completion", shell)
    assert result.exit_code == 0
    assert result.stdout.startswith(begins)
    assert f"_DIPTYCH_COMPLETE={shell}_complete" in result.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_shell_that_is_there_reads_it(cli: Cli, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    script = cli("completion", shell).stdout
    subprocess.run([program, "-n", "/dev/stdin"], input=script, text=True, check=True)


def test_the_help_says_where_to_put_it(cli: Cli) -> None:
    shown = cli("completion", "--help").stdout
    for place in ("~/.bashrc", "~/.zshrc", "~/.config/fish/completions/diptych.fish"):
        assert place in shown

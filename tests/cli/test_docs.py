"""docs/cli.md tells the truth: its examples run in their order and print what it says."""

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

from tests.cli.conftest import Cli
from tui.cli.root import diptych

ROOT = Path(__file__).parents[2]


def examples() -> list[tuple[str, str]]:
    """Each call in the page, and what is shown below it."""
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    calls = [call for block in blocks for call in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(call.partition("\n")[0], call.partition("\n")[2]) for call in calls]


def test_the_examples_run(cli: Cli, opened: list[Any], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "articles")
    for call, shown in examples():
        command, _, target = call.partition(" > ")
        result = cli(*shlex.split(command)[1:])
        assert result.exit_code == 0, call
        if target:
            Path(target).write_bytes(result.stdout_bytes)
        if shown:
            assert shown in (result.stdout, result.stderr)
    assert len(opened) == 5


def test_every_command_is_there(cli: Cli) -> None:
    shown = {shlex.split(call)[1] for call, _ in examples()}
    assert shown >= {*diptych.commands}

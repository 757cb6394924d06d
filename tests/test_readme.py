"""The README's script runs as printed."""

import re
from pathlib import Path

import pytest

from annotations.workspace import Workspace

ROOT = Path(__file__).parent.parent


def test_the_script_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with Workspace.open("case.db", "ana", create=True) as ws:
        ws.importing.file(next(iter(sorted((ROOT / "seeds").glob("0*.md")))))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"<!-- run by the tests -->\n```python\n(.*?)```", readme, re.DOTALL)
    exec(compile(script, "README.md", "exec"), {})
    assert "attributed a claim" in capsys.readouterr().out


def test_what_the_readme_names_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", readme):
        assert (ROOT / target).exists(), target

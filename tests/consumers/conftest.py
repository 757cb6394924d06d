"""What the tests with other tools share: a case with work in it, and scripts out of the pages."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.workspace import Workspace
from tests.docs_reading import SEEDS, blocks

Script = Callable[[str], dict[str, Any]]
"""Runs the scripts of a page in the present directory, and gives what they leave."""


@pytest.fixture(autouse=True)
def others_may_warn() -> Iterator[None]:
    """What other people's libraries warn of is theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The sample articles with the work on them, and one with an emoji; in its own directory."""
    monkeypatch.chdir(tmp_path)
    with Workspace.open(tmp_path / "case.db", "ana", create=True) as workspace:
        for name in ("golden.jsonl", "golden-links.jsonl"):
            workspace.importing.file(SEEDS / name)
        emoji = tmp_path / "emoji.txt"
        emoji.write_text("👨‍👩‍👧‍👦 عائلة said “e\u0301tat” — =1+1.\n", "utf-8")
        ((article, _),) = workspace.importing.file(emoji).added
        text = workspace.articles.get(article).text
        for words, label in (("said", "source"), ("e\u0301tat", "claim"), ("=1+1", "entity")):
            start = text.index(words)
            workspace.spans.tag(article, start, start + len(words), label)
        yield workspace


@pytest.fixture
def script() -> Script:
    """Runs the scripts of a page of docs/formats."""

    def run(page: str) -> dict[str, Any]:
        names: dict[str, Any] = {}
        for block in blocks(f"formats/{page}.md", "python"):
            exec(compile(block, page, "exec"), names)
        return names

    return run

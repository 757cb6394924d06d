"""Small things that many tests start from."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from annotations.formats import jsonl
from annotations.formats.incoming import Incoming, IncomingArticle
from annotations.model import DocumentDetails, Span
from annotations.store import health
from annotations.store.store import Store
from annotations.workspace import Workspace
from annotations.workspace.importing import Imported

ONE = "Hamas said on Monday that 140 posts would go. “They go,” an official said. Hamas denied it."
OTHER = (
    "A report by Hamas says 140 posts go 🙂 in May. Officials of Hamas say they stay, e\u0301tat."
)


@cache
def _template() -> bytes:
    """An empty workspace file; making one takes SQLite longer than copying it."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "empty.db")
        Store.open(path, create=True).close()
        return path.read_bytes()


@contextmanager
def workspaces(*annotators: str) -> Iterator[list[Workspace]]:
    """One fresh file, opened once for each annotator, gone afterwards."""
    directory = Path(tempfile.mkdtemp())
    path = directory / "case.db"
    path.write_bytes(_template())
    opened = [Workspace.open(path, annotator) for annotator in annotators]
    try:
        yield opened
    finally:
        for workspace in opened:
            workspace.close()
        shutil.rmtree(directory)


def add(workspace: Workspace, text: str, **fields: Any) -> str:
    """Put in an article and give its identifier."""
    identifier = fields.pop("id", None)
    incoming = Incoming("test")
    article = IncomingArticle(id=identifier, details=DocumentDetails(**fields), text=text)
    incoming.articles.append(("test", article))
    return workspace.importing.take_in(incoming).added[0][0]


def take_lines(workspace: Workspace, *lines: dict[str, Any] | str) -> Imported:
    """Import JSONL lines, given as objects or raw."""
    raw = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return workspace.importing.take_in(jsonl.read(raw.encode(), "test.jsonl"))


def tag(workspace: Workspace, article: str, words: str, label: str = "entity") -> Span:
    """Tag the first place where the words stand."""
    start = workspace.articles.get(article).text.index(words)
    return workspace.spans.tag(article, start, start + len(words), label)


def problems(workspace: Workspace) -> list[str]:
    """What `check` finds."""
    return health.problems(workspace.store)

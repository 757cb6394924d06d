"""Small things that many tests start from."""

import json
import shutil
import subprocess
import sys
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
    incoming = Incoming()
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


def run_at_once(program: str, case: Path, *annotators: str) -> list[int]:
    """Run a program for each annotator, all let go together; gives their exit statuses.

    It has the file and the annotator as arguments, and reads one byte when it is ready.
    """
    command = [sys.executable, "-c", program, str(case)]
    running = [subprocess.Popen([*command, name], stdin=subprocess.PIPE) for name in annotators]
    for process in running:
        assert process.stdin
        process.stdin.write(b"x")
        process.stdin.close()
    return [process.wait() for process in running]


def span(name: str, start: int, end: int, label: str = "claim") -> Span:
    """A span of article `one` that no workspace holds; unchecked, and without its words.

    The words of thousands would fill the memory.
    """
    return Span.model_construct(
        id=name, document="one", annotator="ana", start=start, end=end, label=label, text="",
        origin="human", created="2025-01-01T00:00:00.000Z",
    )  # fmt: skip


def nested(count: int) -> list[Span]:
    """Such spans, each inside the one before."""
    return [span(f"{n:05}", n, 2 * count - n) for n in range(count)]


def problems(workspace: Workspace) -> list[str]:
    """What `check` finds."""
    return health.problems(workspace.store)

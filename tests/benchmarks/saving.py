"""One tag on a long article with many spans against one raw commit on the same file system."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from annotations.workspace import Workspace
from tests.benchmarks import articles
from tests.benchmarks.bare import commit, committing


def report(directory: Path, rounds: int) -> Iterator[str]:
    """How many raw commits a tag costs, by interleaved medians."""
    case = articles.workspace(directory / "saving.db", 1_000_000, articles.MANY)
    raw = committing(directory / "raw.db")
    tags: list[float] = []
    commits: list[float] = []
    with Workspace.open(case, "ana") as workspace:
        workspace.spans.tag("one", 0, 1, "entity")
        for number in range(rounds):
            started = perf_counter()
            workspace.spans.tag("one", 3 * number + 1, 3 * number + 3, "entity")
            tagged = perf_counter()
            commit(raw)
            tags.append(tagged - started)
            commits.append(perf_counter() - tagged)
    raw.close()
    yield f"one tag ÷ one raw durable commit: {median(tags) / median(commits):.2f}"
    extra = median(tags) - median(commits)
    yield f"what a tag costs on top of it: {1000 * extra:.2f} ms, here and now"

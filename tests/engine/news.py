"""Some made-up news that the tests of this folder match, as spans and as exported lines."""

from functools import cache
from typing import Any, NamedTuple

import pytest

from annotations.formats import jsonl
from annotations.matching import blocking
from annotations.matching.linker import NewsMatcher
from annotations.matching.matcher import Matching
from annotations.model import Document, Span
from annotations.progress import silent
from annotations.text import intake
from tests.benchmarks.synthetic import corpus

SPANS = 300


class News(NamedTuple):
    """What a matcher takes."""

    spans: list[Span]
    documents: dict[str, Document]

    def matched(self, runner: Any = None) -> Matching:
        """What the matcher comes to."""
        return NewsMatcher(runner=runner).match(self.spans, self.documents, silent)


@cache
def some() -> News:
    """A few articles: claims, entities, and as many sources."""
    made = corpus(SPANS, seed=3)
    sources = [
        span._replace(id=f"{span.id}-s", label="source")
        for span in made.spans
        if span.label == "entity"
    ]
    spans = [Span(**span._asdict()) for span in (*made.spans, *sources)]
    documents = [
        Document(
            id=article.id,
            ordinal=article.ordinal,
            text=article.text,
            text_sha256=intake.sha256(article.text),
            outlet=article.outlet,
            language=article.language,
        )
        for article in made.documents.values()
    ]
    return News(spans, {document.id: document for document in documents})


@cache
def embedded() -> Matching:
    """What the matcher comes to without an engine."""
    return some().matched()


def exported() -> bytes:
    """The same as `diptych export` writes it."""
    news = some()
    lines = jsonl.documents(
        (document, [span for span in news.spans if span.document == document.id], [])
        for document in news.documents.values()
    )
    return "".join(f"{line}\n" for line in lines).encode()


def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut little work into many tasks."""
    from annotations.engine import dask

    for module in (blocking, dask):
        monkeypatch.setattr(module, "BLOCK", 64)
        monkeypatch.setattr(module, "SHARD", 2)
    monkeypatch.setattr(blocking, "FEW", 50)
    monkeypatch.setattr(dask.DaskRunner, "at_once", 300)

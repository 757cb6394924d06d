"""Small articles that hold their spans one a line, for tests of the matcher."""

from collections.abc import Mapping, Sequence

from annotations.matching.corpus import Corpus
from annotations.matching.subjects import Subjects
from annotations.model import Document, Span

Contents = Sequence[tuple[str, str]]
"""Labels and texts of the spans of an article; an empty label for text that is not tagged."""


def article(name: str, ordinal: int, contents: Contents) -> tuple[Document, list[Span]]:
    """An article that holds its spans one a line; a span is called after both: ``a0``."""
    text, spans = "", []
    for number, (label, quote) in enumerate(contents):
        if label:
            spans.append(span_at(name, f"{name}{number}", label, len(text), quote))
        text += quote + "\n"
    return Document(id=name, ordinal=ordinal, text=text, text_sha256="0" * 64), spans


def span_at(document: str, name: str, label: str, start: int, quote: str) -> Span:
    """A span of an article."""
    return Span(
        id=name,
        document=document,
        annotator="ann",
        start=start,
        end=start + len(quote),
        label=label,
        text=quote,
        created="2026-01-01T00:00:00Z",
    )


def workspace(articles: Mapping[str, Contents]) -> tuple[list[Span], dict[str, Document]]:
    """Several articles, in the order given."""
    made = [article(name, n, contents) for n, (name, contents) in enumerate(articles.items(), 1)]
    return [s for _, spans in made for s in spans], {d.id: d for d, _ in made}


def tagged(
    name: str, ordinal: int, text: str, **quotes: Sequence[str]
) -> tuple[Document, list[Span]]:
    """An article of running text, with spans where some words first stand: ``claim=[…]``."""
    spans = [
        span_at(name, f"{name}-{label}-{number}", label, text.index(quote), quote)
        for label, found in quotes.items()
        for number, quote in enumerate(found)
    ]
    return Document(id=name, ordinal=ordinal, text=text, text_sha256="0" * 64), spans


def together(*made: tuple[Document, list[Span]]) -> tuple[list[Span], dict[str, Document]]:
    """Articles as the matcher takes them."""
    return [s for _, spans in made for s in spans], {d.id: d for d, _ in made}


def subjects(articles: Mapping[str, Contents], label: str = "entity") -> Subjects:
    """The items of one label of some articles."""
    spans, documents = workspace(articles)
    return Corpus.of(documents.values(), spans).subjects(label)

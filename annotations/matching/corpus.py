"""All articles and spans of a run of the matcher, made comparable once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from statistics import median
from typing import Self

import numpy as np

from annotations.codebook import Codebook, Shape
from annotations.matching.context import Articles
from annotations.matching.features import Form
from annotations.matching.items import items
from annotations.matching.names import Name
from annotations.matching.normal import words
from annotations.matching.semantic import Embedder
from annotations.matching.sources import Source
from annotations.matching.statements import Statement
from annotations.matching.subjects import Subjects
from annotations.model import Document, Span

BUILT_IN: Mapping[str, Shape] = {label.name: label.shape for label in Codebook().labels}
"""The shapes of the built-in labels."""

_READERS: Mapping[Shape, type[Form]] = {
    Shape.NAME: Name,
    Shape.SOURCE: Source,
    Shape.STATEMENT: Statement,
}
_LONGEST_NAME = 5
"""Words: a label whose spans are mostly longer is taken for statements."""


class Corpus:
    """Articles in the order of import, and their spans by label."""

    def __init__(
        self,
        documents: Sequence[Document],
        labels: Mapping[str, Sequence[Span]],
        shapes: Mapping[str, Shape],
    ) -> None:
        """Take articles and spans.

        Args:
            documents: in the order of import.
            labels: the spans of each label.
            shapes: shape by label. A label without one is a name or a statement by the length of
                its spans.
        """
        self._documents = {document.id: place for place, document in enumerate(documents)}
        self._texts = [document.text for document in documents]
        self._labels, self._shapes = labels, shapes

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        spans: Iterable[Span],
        shapes: Mapping[str, Shape] = BUILT_IN,
    ) -> Self:
        """The same from spans of any label and articles in any order."""
        labels: defaultdict[str, list[Span]] = defaultdict(list)
        for span in spans:
            labels[span.label].append(span)
        ordered = sorted(documents, key=lambda document: (document.ordinal, document.id))
        return cls(ordered, labels, shapes)

    @property
    def labels(self) -> list[str]:
        """The labels that any span has."""
        return sorted(self._labels)

    @cached_property
    def articles(self) -> Articles:
        """The articles, comparable."""
        return Articles(self._texts)

    def shape(self, label: str) -> Shape:
        """What the spans of a label look like."""
        return self._shapes.get(label) or _guess(self._labels[label])

    def place(self, span: Span) -> tuple[int, int, int, str]:
        """Where a span is: its article by position, and in it."""
        return self._documents[span.document], span.start, span.end, span.id

    def subjects(
        self, label: str, apart: Collection[str] = (), embedder: Embedder | None = None
    ) -> Subjects:
        """The items of a label.

        Args:
            label: one of the labels.
            apart: identifiers of spans that stand on their own.
            embedder: what knows what wordings mean; None for nothing.
        """
        shape = self.shape(label)
        found = items(self._labels[label], _READERS[shape].read, apart)
        found.sort(key=lambda item: self.place(item.span))
        document = np.array([self._documents[item.document] for item in found], np.int64)
        articles, claims = self.articles, self._claims
        return Subjects(shape, found, document, self._texts, articles, claims, embedder)

    @cached_property
    def _claims(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        claims: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for label in self.labels:
            if self.shape(label) is Shape.STATEMENT:
                for span in self._labels[label]:
                    claims[span.document].append((span.start, span.end))
        return claims


def _guess(spans: Sequence[Span]) -> Shape:
    long = median(len(words(span.text)) for span in spans) > _LONGEST_NAME
    return Shape.STATEMENT if long else Shape.NAME

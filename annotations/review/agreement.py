"""How far annotators agree: every figure over spans, attributions and links.

The documents are gone through once; of each only counts are kept. What a figure means, what is
under it and where it is not defined is told where it is reckoned: `matching` for F1, `tokens` for
kappa and alpha on words, `unitizing` for alpha on a continuum, `links` for verdicts. All is the
same in whatever order annotators are named.

An annotator is compared on the documents that they did: a document is done by whoever has an entry
in its ``units``, an empty one too. With more than two annotators, F1 and kappa are means over the
pairs of annotators (Light, "Measures of response agreement for qualitative data", Psychological
Bulletin 76(5), 1971), and alpha takes all at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations.review.alignment import Unit
from annotations.review.bootstrap import Draws, each_alone, estimate
from annotations.review.figures import EdgeFigures, LinkFigures, SpanFigures, undefined
from annotations.review.links import Decision, Verdicts
from annotations.review.matching import (
    NO_EDGES,
    NO_SPANS,
    ONE_LAYER,
    Confused,
    Confusion,
    Edge,
    Matches,
)
from annotations.review.measures import Measure
from annotations.review.stretches import Tokens, as_rows, columns
from annotations.review.tokens import TokenCounts
from annotations.review.unitizing import Units


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with what each annotator made of it."""

    id: str
    """Identifier."""
    length: int
    """Codepoints in the text."""
    tokens: Tokens
    """Words as (start, end), in reading order, none overlapping another."""
    units: Mapping[str, Sequence[Unit]]
    """The spans of each annotator who did the document; no entry is not the same as no span."""
    attributions: Mapping[str, Sequence[Edge]] = field(default_factory=dict)
    """The attributions of each annotator who has any."""


@dataclass(frozen=True, slots=True)
class DocumentAgreement:
    """Agreement on one document; its figures have no interval."""

    id: str
    """The document."""
    matched: int
    """Units that two annotators tagged alike, stretch and label, summed over pairs of them."""
    total: int
    """Units of either, each pair of counterparts counted once, summed likewise."""
    spans: SpanFigures
    """Over its spans."""
    attributions: EdgeFigures
    """Over its attributions."""

    def as_json(self) -> dict[str, Any]:
        """The figures as they are written out."""
        return {
            "id": self.id,
            "matched": self.matched,
            "total": self.total,
            "spans": self.spans.as_json(),
            "attributions": self.attributions.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures."""

    annotators: tuple[str, ...]
    """Who is compared, by name."""
    resamples: int
    """How often documents were drawn anew for the intervals."""
    seed: int
    """What the draws began with."""
    spans: SpanFigures
    """Over all spans."""
    labels: Mapping[str, SpanFigures]
    """For each label, in alphabetical order."""
    attributions: EdgeFigures
    """Over all attributions."""
    links: LinkFigures
    """Over all verdicts."""
    link_labels: Mapping[str, LinkFigures]
    """For each label of the linked spans."""
    documents: tuple[DocumentAgreement, ...]
    """For each document, in the order given."""
    confusion: Mapping[tuple[str, str], tuple[Confused, ...]]
    """For each two annotators, by name: which labels stand for which, the most frequent first."""

    def as_json(self) -> dict[str, Any]:
        """All as plain data: keys always the same, figures to six places or None."""
        return {
            "annotators": [*self.annotators],
            "resamples": self.resamples,
            "seed": self.seed,
            "spans": self.spans.as_json(),
            "labels": {label: figures.as_json() for label, figures in self.labels.items()},
            "attributions": self.attributions.as_json(),
            "links": self.links.as_json(),
            "link_labels": {name: one.as_json() for name, one in self.link_labels.items()},
            "documents": [document.as_json() for document in self.documents],
            "confusion": [
                {"annotators": [*pair], "cells": [cell._asdict() for cell in cells]}
                for pair, cells in self.confusion.items()
            ],
        }


def agreement(
    documents: Iterable[AnnotatedDocument],
    decisions: Iterable[Decision] = (),
    *,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    """Reckon all figures.

    Args:
        documents: Gone through once; nothing of one is kept but counts.
        decisions: Likewise.
        resamples: How often documents are drawn for the intervals; 0 for no intervals.
        seed: What the draws begin with: the same seed gives the same intervals.
    """
    counted = _Counted(documents)
    verdicts = Verdicts(decisions)
    links = verdicts.figures(resamples, seed)
    draws = Draws(counted.rows, resamples, seed)
    return Agreement(
        annotators=tuple(sorted(counted.annotators | verdicts.annotators)),
        resamples=resamples,
        seed=seed,
        **counted.figures(draws),
        links=links[None],
        link_labels={label: links[label] for label in verdicts.labels},
    )


class _Counted:
    """What is counted of each document."""

    def __init__(self, documents: Iterable[AnnotatedDocument]) -> None:
        self.annotators: set[str] = set()
        self._compared: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._spans, self._edges, self._confusion = Matches(), Matches(), Confusion()
        self._tokens, self._units = TokenCounts(), Units()
        self._told: list[tuple[str, bool, int, int]] = []
        for row, document in enumerate(documents):
            self._add(row, document)

    def _add(self, row: int, document: AnnotatedDocument) -> None:
        layers, edges = document.units, document.attributions
        self.annotators.update(layers)
        matched = total = 0
        if len(layers) > 1:
            self._compared.update(layers)
            numbers = self._numbers
            stretches = {name: columns(layers[name], numbers) for name in layers}
            self._spans.add_spans(row, layers, numbers)
            self._edges.add_edges(row, {name: edges.get(name, ()) for name in layers})
            self._tokens.add(row, as_rows(document.tokens), stretches, numbers)
            self._units.add(row, document.length, stretches)
            matched, total = self._confusion.add(layers)
        self._told.append((document.id, len(layers) > 1, matched, total))

    @property
    def rows(self) -> int:
        """How many documents there are, at least one, for there to be tables."""
        return max(len(self._told), 1)

    def measures(self) -> tuple[list[Measure], list[Measure]]:
        """What there is over spans and over attributions; the first column of each is overall."""
        rows, labels = self.rows, max(len(self._numbers), 1)
        spans = [
            *self._spans.measures(rows, labels, NO_SPANS),
            *self._tokens.overall(rows),
            self._units.measure(rows, labels, self._compared),
        ]
        return spans, [*self._edges.measures(rows, 0, NO_EDGES)]

    def figures(self, draws: Draws) -> dict[str, Any]:
        """What an `Agreement` says of spans and attributions."""
        spans, edges = self.measures()
        have = self._tokens.by_label(self.rows, max(len(self._numbers), 1))
        exact, over, kappa, alpha, units = (estimate(measure, draws) for measure in spans)
        by_label = zip(
            exact[1:],
            over[1:],
            *(estimate(measure, draws) for measure in have),
            units[1:],
            strict=True,
        )
        named = dict(zip(self._numbers, by_label, strict=False))
        return {
            "spans": SpanFigures(exact[0], over[0], kappa[0], alpha[0], units[0]),
            "labels": {label: SpanFigures(*named[label]) for label in sorted(named)},
            "attributions": EdgeFigures(*(estimate(measure, draws)[0] for measure in edges)),
            "documents": tuple(self._each(spans, edges)),
            "confusion": self._confusion.tables(),
        }

    def _each(
        self, spans: Sequence[Measure], edges: Sequence[Measure]
    ) -> Iterator[DocumentAgreement]:
        figures = zip(*(each_alone(measure) for measure in (*spans, *edges)), strict=True)
        for (name, compared, matched, total), told in zip(self._told, figures, strict=False):
            shown = told if compared else [undefined(0, ONE_LAYER)] * len(told)
            yield DocumentAgreement(
                name, matched, total, SpanFigures(*shown[:5]), EdgeFigures(*shown[5:])
            )

"""The matcher that proposes links: items of an article, worthwhile pairs, evidence, probability.

For each label: mentions of one thing in one article become one item (`items`), pairs of items are
chosen (`pairing`), what speaks for and against each is reckoned (`evidence`), weighed (`scorer`),
and said in words for those that are proposed (`reasons`).
"""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.codebook import Shape
from annotations.matching.bags import Array, Places
from annotations.matching.context import NEAR
from annotations.matching.corpus import BUILT_IN, Corpus
from annotations.matching.evidence import columns, evidence
from annotations.matching.matcher import Matching, ScoredPair
from annotations.matching.pairing import pairs_of
from annotations.matching.reasons import Context, Reasons, Wording, reasons
from annotations.matching.running import Here, Runner
from annotations.matching.scorer import probabilities
from annotations.matching.semantic import Embedder
from annotations.matching.subjects import Pairs, Subjects
from annotations.matching.weights import Weights, shipped, shipped_semantic
from annotations.model import Document, Span
from annotations.progress import Progress

LIKELY = 0.05
"""Pairs as likely as this are proposed."""
_LIKELY_AMONG = ((20_000, 0.7), (2_000, 0.5))
"""The same among more than so many articles: nobody comes to the unlikely ones of a million."""
LEAST = 0.005
"""Pairs less likely than this are not proposed."""
BEST = 12
"""Pairs between the two are proposed where they are among so many best of two articles; among
many articles, of two that are neighbours."""
_MOST_BEST = 40_000
"""Such pairs in all, about: the more neighbouring articles there are, the fewer of each two."""

_STEPS = 100
"""Steps of progress for each label."""


class NewsMatcher:
    """Compares names, sources and statements in the context of the articles that they stand in."""

    def __init__(
        self,
        shapes: Mapping[str, Shape] | None = None,
        apart: Collection[str] = (),
        weights: Mapping[Shape, Weights] | None = None,
        embedder: Embedder | None = None,
        runner: Runner | None = None,
    ) -> None:
        """Set what the labels look like.

        Args:
            shapes: shape by label, over the built-in ones. A label without a shape is a name or a
                statement by the length of its spans.
            apart: identifiers of spans that stand on their own, not with their item.
            weights: what the evidence is worth; None takes the shipped weights.
            embedder: what knows what wordings mean; None for nothing.
            runner: where the heavy work is done; None does it here.
        """
        self._shapes = {**BUILT_IN, **(shapes or {})}
        self._apart = apart
        self._embedder = embedder
        self._weights = weights or (shipped_semantic() if embedder else shipped())
        self._runner = runner or Here()

    @property
    def name(self) -> str:
        """Name and version."""
        return f"news/1+{self._embedder.name}" if self._embedder else "news/1"

    def match(
        self,
        spans: Sequence[Span],
        documents: Mapping[str, Document],
        progress: Progress,
        fresh: Collection[str] | None = None,
    ) -> Matching:
        """Propose pairs: see :class:`annotations.matching.matcher.Matcher`."""
        corpus = Corpus.of(documents.values(), spans, self._shapes)
        steps = _Steps(progress, len(corpus.labels))
        found: list[ScoredPair] = []
        scored = 0
        grouped: dict[str, str] = {}
        for label in corpus.labels:
            subjects = corpus.subjects(label, self._apart, self._embedder)
            for item in subjects.items:
                grouped |= {m.id: item.span.id for m in item.mentions if m.id != item.span.id}
            pairs = self._pairs(subjects, steps, fresh)
            found += self._propose(label, subjects, pairs, steps)
            scored += len(pairs)
            del subjects, pairs  # of a million spans they are much
            steps.done()
        found.sort(key=lambda pair: -pair.score)  # equals stay by label, then in reading order
        return Matching(found, scored, grouped)

    def _pairs(self, subjects: Subjects, steps: "_Steps", fresh: Collection[str] | None) -> Pairs:
        items = subjects.items
        of_fresh = None if fresh is None else np.array([i.document in fresh for i in items], bool)
        return pairs_of(subjects, steps.halfway(), self._runner.candidates, of_fresh)

    def _propose(
        self, label: str, subjects: Subjects, pairs: Pairs, steps: "_Steps"
    ) -> Iterator[ScoredPair]:
        weights = self._weights[subjects.shape]
        limits = _limits(len(subjects.texts), len(subjects.articles.near().left))
        stretches = list(_parts(subjects.document[pairs.left], self._runner.at_once))
        parts = (pairs.only(slice(begin, end)) for begin, end in stretches)
        found = self._runner.each(proposed, subjects, parts, weights, limits)
        for (begin, end), several in zip(stretches, found, strict=True):
            for one in several:
                yield ScoredPair(
                    subjects.items[pairs.left[begin + one.place]].span.id,
                    subjects.items[pairs.right[begin + one.place]].span.id,
                    label,
                    one.score,
                    one.why.speaking_for,
                    one.why.against,
                    one.why.conflict,
                    one.evidence,
                )
            steps.part(end, len(pairs))


class Limits(NamedTuple):
    """How likely a pair must be to be proposed: the likelier, the more articles there are."""

    least: float = LIKELY
    """From here on all are."""
    best: int = BEST
    """How many of each two articles are in any case."""
    everywhere: bool = True
    """Of any two articles, and not of neighbours only."""


def _limits(articles: int, neighbours: int) -> Limits:
    """What is proposed among so many articles, and so many pairs of neighbours."""
    return Limits(
        next((likely for many, likely in _LIKELY_AMONG if articles > many), LIKELY),
        min(BEST, _MOST_BEST // max(1, neighbours)),
        articles * (articles - 1) // 2 <= _MOST_BEST,
    )


class Proposed(NamedTuple):
    """A pair that is proposed."""

    place: int
    """Its place among the pairs of its stretch."""
    score: float
    """How likely it is."""
    why: Reasons
    """The reasons for and against."""
    evidence: Sequence[float]
    """What the score was reckoned from."""


def proposed(subjects: Subjects, pairs: Pairs, weights: Weights, limits: Limits) -> list[Proposed]:
    """Those of some pairs that are proposed.

    Args:
        subjects: what they are pairs of.
        pairs: all pairs of the articles that their left ends are in.
        weights: what the evidence is worth.
        limits: how likely a pair must be.
    """
    found = evidence(subjects, pairs)
    rows = columns(found, weights.names)
    likely = np.round(probabilities(weights, rows), 4)
    near = found["articles_cosine"] >= NEAR
    shown = _worth_proposing(subjects, pairs, likely, near, limits)
    words, context = Wording(subjects), Context(found, shown)
    several = []
    for number, place in enumerate(shown.tolist()):
        forms, score = (int(pairs.left_form[place]), int(pairs.right_form[place])), likely[place]
        why = reasons(words(*forms, likely=score), context.of(number))
        several.append(Proposed(place, float(score), why, array("f", rows[place])))
    return several


def _worth_proposing(
    subjects: Subjects, pairs: Pairs, likely: Array, near: NDArray[np.bool_], limits: Limits
) -> Places:
    """Which pairs are proposed: the likely ones, and the best of each two articles."""
    sure = likely >= limits.least
    possible = np.flatnonzero((likely >= LEAST) & (sure | near | limits.everywhere))
    left, right = subjects.document[pairs.left[possible]], subjects.document[pairs.right[possible]]
    order = np.lexsort((possible, -likely[possible], right, left))
    possible, left, right = possible[order], left[order], right[order]
    begins = np.ones(len(possible), bool)
    begins[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    first = np.flatnonzero(begins)
    rank = np.arange(len(possible)) - np.repeat(first, np.diff(np.append(first, len(possible))))
    return np.sort(possible[(rank < limits.best) | sure[possible]])


def _parts(article: Places, at_once: int) -> Iterator[tuple[int, int]]:
    """Stretches of about so many pairs, each with all pairs of its articles."""
    begin = 0
    while begin < len(article):
        last = article[min(begin + at_once, len(article)) - 1]
        end = int(np.searchsorted(article, last, side="right"))
        yield begin, end
        begin = end


class _Steps:
    """Tells how far it is."""

    def __init__(self, progress: Progress, labels: int) -> None:
        self._progress, self._total = progress, labels * _STEPS
        self._label = 0
        progress(0, self._total)

    def part(self, done: int, total: int) -> None:
        """Tell how far the second half of a label is."""
        share = done / max(1, total)
        self._progress(self._label * _STEPS + round(_STEPS * (0.5 + share / 2)), self._total)

    def halfway(self) -> Progress:
        """Who is told about the first half of a label."""
        return lambda done, total: self._progress(
            self._label * _STEPS + round(_STEPS * done / max(1, total) / 2), self._total
        )

    def done(self) -> None:
        """A label is done."""
        self._label += 1
        self._progress(self._label * _STEPS, self._total)

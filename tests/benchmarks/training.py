"""Train the matcher's weights from articles with gold links, and say how good they are.

Run as ``make train CORPUS=folder``: ``ecb-train.jsonl`` there is learnt from, ``ecb-val.jsonl`` is
chosen on. It writes ``annotations/matching/weights.toml``, and where the optional extra is there
``weights-semantic.toml``, and prints the figures that docs/matcher.md records. The same corpus
gives the same weights.

Articles are learnt from as a whole and in many small workspaces drawn from them, two articles or
twenty, because most people's workspaces are small. A pair of items is true by the share of its
pairs of mentions that the gold has as one, and counts by the root of how many those are. The slope
and the offset of each model are set last, on the articles chosen on.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.codebook import Shape
from annotations.matching import scorer
from annotations.matching.corpus import Corpus
from annotations.matching.evidence import columns, evidence
from annotations.matching.pairing import pairs_of
from annotations.matching.semantic import Embedder, WordLlama, installed
from annotations.matching.subjects import Subjects
from annotations.matching.weights import Weights, dump
from annotations.progress import silent
from annotations.text.segments import Segments
from tests.benchmarks.calibration import expected_calibration_error, reliability
from tests.benchmarks.linked import NOTHING, LinkedArticle, LinkedSpan, linked_articles, span_of

FEATURES = {
    Shape.NAME: (
        "articles_usual",
        "articles_names",
        "articles_neighbours",
        "overlap",
        "inside",
        "common",
        "spelling",
        "initials",
        "clash",
        "names_differ",
        "name_and_noun",
        "nouns",
        "nouns_differ",
        "persons",
        "sorts_differ",
        "claimed",
        "lead",
        "lead_noun",
        "foremost_noun",
        "spread",
        "surroundings",
        "named",
        "named_far",
    ),
    Shape.STATEMENT: (
        "articles",
        "articles_usual",
        "articles_names",
        "articles_neighbours",
        "shared",
        "lead_event",
        "numbers",
        "numbers_differ",
        "negation",
    ),
}
"""What is weighed: columns of `annotations.matching.evidence`."""

SOURCES = Weights(("called", "quoted"), (0.0, 0.0), (1.0, 1.0), (1.0, 0.0), 0.0)
"""No corpus says which sources are the same: the evidence of sources is their log odds already, and
counts as it is until somebody's verdicts say otherwise."""

LABELS = {"entity": Shape.NAME, "claim": Shape.STATEMENT}
_PENALTY = 5.0
_SMALL_WORKSPACES = ((2, 60), (3, 30), (6, 20), (12, 12), (40, 6))
"""How many articles a small workspace has, and how many such are drawn."""
_FILE = Path(scorer.__file__).with_name("weights.toml")
_SEMANTIC = _FILE.with_stem("weights-semantic")


def features(label: str, embedder: Embedder | None) -> tuple[str, ...]:
    """What is weighed: of statements one column more where something knows what they mean."""
    usual, shape = FEATURES[LABELS[label]], LABELS[label]
    return (*usual, "meaning") if embedder and shape is Shape.STATEMENT else usual


class Examples(NamedTuple):
    """Scored pairs with the truth about them."""

    rows: NDArray[np.float64]
    """The evidence, a row for each pair."""
    truth: NDArray[np.float64]
    """The share of their pairs of mentions that are the same."""
    counts: NDArray[np.float64]
    """How often each counts."""


def examples(
    articles: Sequence[LinkedArticle], label: str, embedder: Embedder | None = None
) -> Examples:
    """The pairs that the matcher would look at in a workspace of some articles."""
    corpus = Corpus.of([a.document for a in articles], [s for a in articles for s in a.spans])
    subjects = corpus.subjects(label, embedder=embedder)
    pairs = pairs_of(subjects, silent)
    rows = columns(evidence(subjects, pairs), features(label, embedder))
    known = {span.id: gold for article in articles for span, gold in article.gold}
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    judged = [_judged(subjects, known, *pair) for pair in ends]
    truth, counts = np.array(judged, float).reshape(-1, 2).T
    return Examples(rows, truth, np.sqrt(counts))


def _judged(
    subjects: Subjects, known: dict[str, LinkedSpan], left: int, right: int
) -> tuple[float, int]:
    ones = [known[span.id] for span in subjects.items[left].mentions]
    others = [known[span.id] for span in subjects.items[right].mentions]
    same = sum(one.same(other) for one in ones for other in others)
    return same / (len(ones) * len(others)), len(ones) * len(others)


def with_others(article: LinkedArticle) -> LinkedArticle:
    """The same with claims that nobody linked: sentences which report nothing that is annotated.

    Whoever annotated the corpus left out what two articles on one event do not share. Analysts tag
    that too, and a model that never saw any takes all claims of one event for the same.
    """
    document = article.document
    claims = [span for span in article.spans if span.label == "claim"]
    sentences = Segments(document.text).sentences(0, len(document.text))
    others = [
        one
        for one in sentences
        if all(one.end <= claim.start or claim.end <= one.start for claim in claims)
    ]
    made = (
        span_of(document.id, f"{document.id}+{n}", document.text, one)
        for n, one in enumerate(others[: len(claims)])
    )
    return article._replace(gold=(*article.gold, *((span, NOTHING) for span in made)))


def workspaces(articles: Sequence[LinkedArticle]) -> Iterator[Sequence[LinkedArticle]]:
    """All articles, and small workspaces of some: half of them of one event each."""
    yield articles
    chance = random.Random(7)
    events: dict[str, list[LinkedArticle]] = {}
    for article in articles:
        events.setdefault(article.event, []).append(article)
    for size, times in _SMALL_WORKSPACES:
        for number in range(times):
            near = chance.choice(list(events.values())) if number % 2 else articles
            yield chance.sample(list(near), min(size, len(near)))


def trained(
    articles: Sequence[LinkedArticle], label: str, embedder: Embedder | None = None
) -> Weights:
    """The weights for a label."""
    if LABELS[label] is Shape.STATEMENT:
        articles = [with_others(article) for article in articles]
    parts = [examples(some, label, embedder) for some in workspaces(articles)]
    parts = [part for part in parts if len(part.truth)]
    rows, truth, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    return scorer.train(features(label, embedder), rows, truth, _PENALTY, counts)


def calibrated(weights: Weights, chosen: Examples) -> Weights:
    """The same with the slope and the offset that fit best (Platt, 1999)."""
    odds = scorer.log_odds(weights, chosen.rows)
    fit = scorer.train(("odds",), odds[:, None], chosen.truth, 1.0, chosen.counts)
    slope = fit.coefficients[0] / fit.scales[0]
    return Weights(
        weights.names,
        weights.means,
        weights.scales,
        tuple(slope * weight for weight in weights.coefficients),
        fit.intercept + slope * (weights.intercept - fit.means[0]),
    )


def held_out(
    weights: Weights,
    articles: Sequence[LinkedArticle],
    label: str,
    embedder: Embedder | None = None,
) -> tuple[NDArray[np.float64], Examples]:
    """The pairs of each event, calibrated by all other events: what a new event meets."""
    events = sorted({article.event for article in articles})
    likely, parts = [], []
    for event in events:
        inside = examples([a for a in articles if a.event == event], label, embedder)
        outside = examples([a for a in articles if a.event != event], label, embedder)
        likely.append(scorer.probabilities(calibrated(weights, outside), inside.rows))
        parts.append(inside)
    return np.concatenate(likely), Examples(*map(np.concatenate, zip(*parts, strict=True)))


def main(folder: Path) -> None:
    """Train, write the weights and print the figures."""
    learnt, chosen = (
        list(linked_articles(folder / f"ecb-{part}.jsonl")) for part in ("train", "val")
    )
    models = {**_models(LABELS, learnt, chosen), Shape.SOURCE: SOURCES}
    _FILE.write_text(dump(models), encoding="utf-8")
    _say(f"{_FILE.name} is written")
    if installed():
        _say("\nand with what wordings mean")
        claims = {"claim": Shape.STATEMENT}
        _SEMANTIC.write_text(dump(_models(claims, learnt, chosen, WordLlama())), "utf-8")
        _say(f"{_SEMANTIC.name} is written")
    else:
        _say(f"{_SEMANTIC.name} is left as it is: the optional extra is not installed")


def _models(
    labels: Mapping[str, Shape],
    learnt: Sequence[LinkedArticle],
    chosen: Sequence[LinkedArticle],
    embedder: Embedder | None = None,
) -> dict[Shape, Weights]:
    models = {}
    for label, shape in labels.items():
        held = examples(chosen, label, embedder)
        plain = trained(learnt, label, embedder)
        models[shape] = calibrated(plain, held)
        for name, model in (("as trained", plain), ("calibrated", models[shape])):
            _print(f"{label}, {name}", scorer.probabilities(model, held.rows), held)
        likely, inside = held_out(plain, chosen, label, embedder)
        _print(f"{label} of one event, calibrated by the other events", likely, inside)
    return models


def _print(what: str, likely: NDArray[np.float64], held: Examples) -> None:
    shown = likely >= 0.1
    every = expected_calibration_error(likely, held.truth)
    proposed = expected_calibration_error(likely[shown], held.truth[shown])
    _say(
        f"{what}: {len(likely)} pairs, expected calibration error {every:.3f},"
        f" of {int(shown.sum())} at 10 % or more {proposed:.3f}"
    )
    for one in reliability(likely, held.truth):
        _say(
            f"  {one.low:.1f}–{one.high:.1f} {one.pairs:7} pairs"
            f" said {one.said:.3f} right {one.right:.3f}"
        )


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "ecb-train.jsonl").is_file():
        sys.exit("usage: make train CORPUS=folder, with ecb-train.jsonl and ecb-val.jsonl in it")
    main(Path(sys.argv[1]))

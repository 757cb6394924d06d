"""How well the matcher links articles: ``python -m tests.benchmarks.linking [FILE]``.

FILE is a documents JSONL whose spans say what they are (``../shared/data/ecb-val.jsonl``). It is
imported, matched and exported as anybody would do it, and the exported links are scored:

- AP: the average precision of all proposals, best first; gold pairs that are missing count;
- R@P90: the part of the gold pairs that are found as long as nine in ten proposals are right;
- top10: of the ten best proposals of each two articles with a gold link, the part that is right of
  what could be, where each pair of wordings counts once.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from annotations.workspace import Workspace
from tests.benchmarks.gold import SHARED
from tests.benchmarks.linked import LinkedArticle, linked_articles

LABELS = ("entity", "claim")

Pair = frozenset[str]
"""The identifiers of two spans."""


class Figures(NamedTuple):
    """What a label comes to."""

    precision: float
    """AP."""
    recall: float
    """R@P90."""
    top: float
    """top10."""


def measured(path: Path) -> dict[str, Figures]:
    """The figures of a file, by label."""
    ranked = exported(path)
    return {label: figures(list(linked_articles(path)), ranked, label) for label in LABELS}


def exported(path: Path) -> list[Pair]:
    """The proposals of a workspace with the articles of a file, best first."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder, "case.db"), "gold", create=True)
        try:
            workspace.importing.file(path)
            workspace.links.match()
            lines = [json.loads(line) for line in workspace.exporting.lines("links")]
        finally:
            workspace.close()
    return [Pair((line["left"]["span"], line["right"]["span"])) for line in lines]


def figures(articles: Sequence[LinkedArticle], ranked: Sequence[Pair], label: str) -> Figures:
    """The figures of some proposals of a label.

    Args:
        articles: with what is known of their spans.
        ranked: of any label, best first.
        label: which.
    """
    spans = {s.id: s for article in articles for s in article.spans if s.label == label}
    right = set(_gold(articles, label))
    shown = [pair for pair in dict.fromkeys(ranked) if spans.keys() >= pair]
    precision = recall = hits = 0.0
    for number, pair in enumerate(shown, 1):
        hits += pair in right
        precision += (pair in right) * hits / number / len(right)
        recall = hits / len(right) if hits >= 0.9 * number else recall
    wordings = {name: " ".join(span.text.lower().split()) for name, span in spans.items()}
    document = {name: span.document for name, span in spans.items()}
    return Figures(precision, recall, _top(right, shown, wordings, document))


def _top(
    right: set[Pair],
    shown: Sequence[Pair],
    wording: Mapping[str, str],
    document: Mapping[str, str],
) -> float:
    def of(pair: Pair, what: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(sorted(what[end] for end in pair))

    could: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    best: defaultdict[tuple[str, ...], dict[tuple[str, ...], bool]] = defaultdict(dict)
    for pair in right:
        could[of(pair, document)].add(of(pair, wording))
    for pair in shown:
        known = best[of(pair, document)]
        if len(known) < 10:
            known.setdefault(of(pair, wording), pair in right)
    most = sum(min(10, len(wordings)) for wordings in could.values())
    return sum(sum(best[articles].values()) for articles in could) / most


def _gold(articles: Sequence[LinkedArticle], label: str) -> Iterator[Pair]:
    """The pairs that are known to be the same, of different articles."""
    known = [(s, gold) for article in articles for s, gold in article.gold if s.label == label]
    for (one, left), (other, right) in combinations(known, 2):
        if one.document != other.document and left.same(right):
            yield Pair((one.id, other.id))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.linking")
    parser.add_argument("file", type=Path, nargs="?", default=SHARED, help="gold documents JSONL")
    path = parser.parse_args().file
    if not path.exists():
        print(f"no figures: {path} is not there")  # noqa: T201 (what it is for)
        return
    for label, found in measured(path).items():
        said = f"AP {found.precision:.3f}  R@P90 {found.recall:.3f}  top10 {found.top:.3f}"
        print(f"{label:7} {said}")  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()

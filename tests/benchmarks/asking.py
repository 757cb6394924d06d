"""What sixty decisions bring: ``python -m tests.benchmarks.asking [FILE] [--matcher NAME]``.

FILE is a documents JSONL with gold groups beside the repository (``../shared/data``). The articles
of each topic are a workspace of their own; in each, sixty proposals are answered as the gold says,
of one label, and again of all labels in one queue. Counted are

- right: the answers that the two are the same;
- known: the gold pairs of spans of different articles that are the same by what was answered,
  closure and items counted, however they were asked;
- untrue: such pairs that are known the same and are not, by an item with a stranger in it, or
  because gold claims are not transitive.

The yardstick is WRatio over all pairs of spans, implied pairs asked too. Of equal scores the pairs
of the earlier articles come first, or any (``shuffled``): the former is a much stronger yardstick,
since all that reads the same is at the head. Beside it the same without implied pairs.

With ``learnt`` the model is refitted after every five answers, to all answers in that workspace.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple, Self

from rapidfuzz import fuzz

from annotations.matching.corpus import BUILT_IN
from annotations.matching.matcher import Matcher, ScoredPair
from annotations.matching.scorer import learn, probabilities
from annotations.matching.weights import Weights, shipped
from annotations.model import Document, Meaning, Span
from annotations.progress import silent
from annotations.provenance.clusters import Clusters, Standing
from tests.benchmarks.gold import SHARED

DECISIONS = 60
EVERY = 5
NEWS = "annotations.matching.linker:NewsMatcher"

Pair = tuple[str, str]


class Thing(NamedTuple):
    """What a gold span is about."""

    document: str
    label: str
    chains: frozenset[str]
    """The entity, or the events."""
    actors: frozenset[str]
    """Who takes part; empty for an entity."""

    @classmethod
    def read(cls, document: str, raw: Mapping[str, Any]) -> Self:
        """A span of the file."""
        chains = raw.get("events") or filter(None, [raw.get("group")])
        return cls(document, raw["label"], frozenset(chains), frozenset(raw.get("actors", ())))

    def same(self, other: Self) -> bool:
        """What the gold says of two spans of one label."""
        acts = self.label == "entity" or bool(self.actors & other.actors)
        return acts and bool(self.chains & other.chains)


class Topic(NamedTuple):
    """The articles on one event and on the one like it."""

    documents: dict[str, Document]
    spans: list[Span]
    things: dict[str, Thing]

    def links(self, label: str | None) -> list[Pair]:
        """The pairs to be known."""
        return [
            (one, other)
            for one, other in combinations(self.of_label(label), 2)
            if self.things[one].document != self.things[other].document
            and self.things[one].label == self.things[other].label
            and self.things[one].same(self.things[other])
        ]

    def of_label(self, label: str | None) -> list[str]:
        """The spans of one label, or of all."""
        return [span for span, thing in self.things.items() if label in (None, thing.label)]


def topics(path: Path) -> dict[str, Topic]:
    """The topics of a gold file."""
    found: defaultdict[str, Topic] = defaultdict(lambda: Topic({}, [], {}))
    for ordinal, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row: dict[str, Any] = json.loads(line)
        topic = found[row["meta"]["topic"].removesuffix("plus")]
        topic.documents[row["id"]] = Document(
            id=row["id"], ordinal=ordinal, text=row["text"], text_sha256="0" * 64
        )
        for raw in row["spans"]:
            fields = {key: raw[key] for key in ("id", "start", "end", "label", "text")}
            topic.spans.append(Span(document=row["id"], annotator="gold", created="", **fields))
            topic.things[raw["id"]] = Thing.read(row["id"], raw)
    return found


# -- what is asked -------------------------------------------------------------------------------


class Policy(NamedTuple):
    """Which proposal is asked next."""

    closure: bool = True
    """Whether what is implied or blocked is not asked."""
    items: bool = True
    """Whether the mentions of one item are known to be the same."""
    weight: float = 0.0
    """The power of how many pairs of spans it makes known, by which a probability is weighed."""
    informative: bool = False
    """Whether the least certain proposal comes first."""
    learns: bool = False
    """Whether the model is refitted."""


class Queue(NamedTuple):
    """What there is to ask, best first."""

    pairs: Sequence[ScoredPair]
    items: Mapping[str, str]

    def of_label(self, label: str | None) -> Self:
        """Without the pairs of other labels."""
        return self._replace(pairs=[pair for pair in self.pairs if label in (None, pair.label)])


def by_string(topic: Topic, *, shuffled: bool = False) -> list[ScoredPair]:
    """All pairs of spans by WRatio."""
    order = sorted(topic.spans, key=lambda s: (topic.documents[s.document].ordinal, s.start, s.end))
    pairs = [
        ScoredPair(one.id, other.id, one.label, fuzz.WRatio(one.text, other.text) / 100, ())
        for one, other in combinations(order, 2)
        if one.label == other.label and one.document != other.document
    ]
    if shuffled:
        random.Random(0).shuffle(pairs)
    return sorted(pairs, key=lambda pair: -pair.score)


class Expert:
    """Answers what a policy asks, as the gold says."""

    def __init__(
        self, topic: Topic, queue: Queue, policy: Policy, weights: Mapping[str, Weights]
    ) -> None:
        self._topic, self._policy, self._weights = topic, policy, weights
        self._waiting = {pair[:2]: pair for pair in queue.pairs}
        self._likely = {pair[:2]: pair.score for pair in queue.pairs}
        self.clusters = Clusters(queue.items if policy.items else {})
        self._largest = max(map(self.clusters.size, topic.things))
        self.answers: list[tuple[ScoredPair, bool]] = []

    def work(self, decisions: int) -> None:
        """Answer so many, or all there are."""
        while self._waiting and len(self.answers) < decisions:
            self._answer(self._next())
            if self._policy.learns and len(self.answers) % EVERY == 0:
                self._learn()

    def _next(self) -> Pair:
        """The most urgent pair that waits, of equal ones the first: they wait best first."""
        if self._policy.informative:
            return min(self._waiting, key=lambda pair: abs(self._likely[pair] - 0.5))
        best, most = next(iter(self._waiting)), 0.0
        bound = float(self._largest ** (2 * self._policy.weight))
        for pair in self._waiting:
            if (likely := self._likely[pair]) * bound <= most:
                break
            sizes = self.clusters.size(pair[0]) * self.clusters.size(pair[1])
            if (urgent := likely * float(sizes**self._policy.weight)) > most:
                best, most = pair, urgent
        return best

    def _answer(self, pair: Pair) -> None:
        one, other = (self._topic.things[span] for span in pair)
        same = one.same(other)
        self.answers.append((self._waiting.pop(pair), same))
        self.clusters.add(*pair, Meaning.SAME if same else Meaning.DIFFERENT)
        self._largest = max(self._largest, self.clusters.size(pair[0]))
        if self._policy.closure:
            standing, waiting = self.clusters.standing, self._waiting.items()
            self._waiting = {p: one for p, one in waiting if standing(*p) is Standing.OPEN}

    def _learn(self) -> None:
        for label, weights in self._weights.items():
            seen = [(p.evidence, same) for p, same in self.answers if p.label == label]
            waiting = [pair for pair in self._waiting.values() if pair.label == label]
            learnt = learn(weights, [row for row, _ in seen], [same for _, same in seen])
            likely = probabilities(learnt, [pair.evidence for pair in waiting])
            self._likely |= {pair[:2]: float(p) for pair, p in zip(waiting, likely, strict=True)}
        order = sorted(self._waiting, key=lambda pair: -self._likely[pair])
        self._waiting = {pair: self._waiting[pair] for pair in order}


# -- what it brought -----------------------------------------------------------------------------


class Outcome(NamedTuple):
    """What some decisions brought."""

    decisions: int = 0
    right: int = 0
    known: int = 0
    untrue: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Outcome":  # type: ignore[override]  # a sum
        return Outcome(*map(sum, zip(self, other, strict=True)))


def outcome(topic: Topic, label: str | None, links: Sequence[Pair], expert: Expert) -> Outcome:
    """Count what is known at the end."""
    of = {span: expert.clusters.of(span) for span in topic.of_label(label)}
    known = sum(of[one] == of[other] for one, other in links)
    joined = _twos(Counter(of.values()).values()) - _twos(
        Counter((cluster, topic.things[span].document) for span, cluster in of.items()).values()
    )
    right = sum(same for _, same in expert.answers)
    return Outcome(len(expert.answers), right, known, joined - known)


def _twos(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


STRINGS = {
    "WRatio, implied asked": (False, Policy(closure=False, items=False)),
    "WRatio, shuffled": (True, Policy(closure=False, items=False)),
    "WRatio, closure": (False, Policy(items=False)),
    "WRatio, closure and items": (False, Policy()),
}
"""The yardsticks: whether equal scores are shuffled, and how they are asked."""
OURS = {
    "best first, implied asked": Policy(closure=False),
    "best first": Policy(),
    "most informative first": Policy(informative=True),
    "by what it makes known, ^1/8": Policy(weight=0.125),
    "by what it makes known, ^1/4": Policy(weight=0.25),
    "by what it makes known, ^1/2": Policy(weight=0.5),
    "by what it makes known": Policy(weight=1.0),
    "best first, implied asked, learnt": Policy(closure=False, learns=True),
    "best first, learnt": Policy(learns=True),
    "^1/8, learnt": Policy(weight=0.125, learns=True),
    "^1/4, learnt": Policy(weight=0.25, learns=True),
}
"""The ways to ask what a matcher proposes."""


def contests(topic: Topic, matcher: Matcher) -> Iterator[tuple[str, Queue, Policy]]:
    """All that is compared in one topic."""
    found = matcher.match(topic.spans, topic.documents, silent)
    strings = {shuffled: by_string(topic, shuffled=shuffled) for shuffled in (False, True)}
    for name, (shuffled, policy) in STRINGS.items():
        yield name, Queue(strings[shuffled], found.items), policy
    for name, policy in OURS.items():
        if not policy.learns or all(pair.evidence for pair in found.pairs):
            yield name, Queue(found.pairs, found.items), policy


def report(
    path: Path, matcher: Matcher, weights: Mapping[str, Weights], decisions: int = DECISIONS
) -> Iterator[str]:
    """The figures, a line each."""
    sums: defaultdict[tuple[str | None, str], Outcome] = defaultdict(Outcome)
    for topic in topics(path).values():
        links = {label: topic.links(label) for label in ("entity", "claim", None)}
        for name, queue, policy in contests(topic, matcher):
            for label, wanted in links.items():
                expert = Expert(topic, queue.of_label(label), policy, weights)
                expert.work(decisions)
                sums[label, name] += outcome(topic, label, wanted, expert)
    first = next(iter(STRINGS))
    for (label, name), got in sorted(sums.items(), key=lambda entry: entry[0][0] or "~"):
        least = sums[label, first]
        times = got.known / got.decisions / (least.known / least.decisions)
        yield (
            f"{label or 'both':7} {name:33} right {got.right:4} of {got.decisions}"
            f"  known {got.known:5}  untrue {got.untrue:5}  × {times:.2f}"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.asking")
    parser.add_argument("file", type=Path, nargs="?", default=SHARED, help="gold documents JSONL")
    parser.add_argument("--matcher", default=NEWS, help="module:class")
    parser.add_argument("--decisions", type=int, default=DECISIONS, help="in each topic")
    given = parser.parse_args()
    if not given.file.exists():
        print(f"no figures: {given.file} is not there")  # noqa: T201 (what it is for)
        return
    module, _, name = given.matcher.partition(":")
    matcher: Matcher = getattr(import_module(module), name)()
    weights = {label: shipped()[shape] for label, shape in BUILT_IN.items()}
    for line in report(given.file, matcher, weights, given.decisions):
        print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()

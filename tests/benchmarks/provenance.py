"""What provenance costs on a large case: ``python -m tests.benchmarks.provenance [--workspace]``.

200 articles of 40 outlets, and 2,000 claims that three of them report each: some name a person,
some somebody unnamed, some another outlet, some nobody. Times are of here and now, and each is
divided by that of building the clusters alone. With ``--workspace`` a file of that size is made,
and what is read of it measured, too.
"""

import argparse
import json
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple, TypeVar

from annotations.codebook import Role
from annotations.formats import jsonl
from annotations.model import Attribution, DocumentDetails, Meaning, Span
from annotations.provenance import board, timeline, wording
from annotations.provenance.case import Case, Material
from annotations.provenance.clusters import Clusters, Edge
from annotations.workspace import Workspace

ARTICLES, CLAIMS, REPORTS, OUTLETS, PEOPLE = 200, 2000, 3, 40, 300
_Found = TypeVar("_Found")
UNNAMED = ("an official", "sources close to the ministry", "a diplomat", "informed sources")


class Made(NamedTuple):
    """A large case."""

    articles: dict[str, DocumentDetails]
    texts: dict[str, str]
    spans: list[Span]
    rests: list[Attribution]
    edges: list[Edge]

    def material(self) -> Material:
        """What provenance is reckoned from."""
        roles = {"claim": Role.CLAIM, "source": Role.SOURCE}
        return Material("ana", self.articles, self.spans, self.rests, self.edges, {}, {}, roles)


def made(seed: int = 1) -> Made:
    """It, the same each time."""
    random = Random(seed)
    found = Made({}, {}, [], [], [])
    for number in range(ARTICLES):
        name = f"a{number:03}"
        found.articles[name] = DocumentDetails(
            outlet=_outlet(number), published=f"2024-05-{1 + number % 28:02}"
        )
        found.texts[name] = ""
    first: dict[str, str] = {}
    for claim in range(CLAIMS):
        reports = [
            _report(found, random, claim, article, first)
            for article in random.sample(sorted(found.articles), REPORTS)
        ]
        found.edges.extend(Edge(*pair, Meaning.SAME) for pair in pairwise(reports))
    found.spans.sort(key=lambda span: (span.document, span.start))
    return found


def _outlet(number: int) -> str:
    return f"The {_word(number % OUTLETS)} Courier"


def _word(number: int) -> str:
    return (
        f"{'BDFGKLMNPRSTVZ'[number % 14]}{'aeiou'[number // 14 % 5]}{'lnrst'[number // 70 % 5]}ov"
    )


def _report(found: Made, random: Random, claim: int, article: str, first: dict[str, str]) -> str:
    """One article reports a claim; gives the claim's span."""
    said = _span(found, article, f"Claim {claim} of {_word(random.randrange(300))} is so", "claim")
    source = _source(random)
    if source is None:
        return said.id
    named = _span(found, article, source, "source")
    found.rests.append(
        Attribution(
            id=f"r{len(found.rests)}",
            document=article,
            annotator="ana",
            claim=said.id,
            source=named.id,
        )
    )
    if source not in UNNAMED and first.setdefault(source, named.id)[:4] != named.id[:4]:
        found.edges.append(Edge(first[source], named.id, Meaning.SAME))
    return said.id


def _source(random: Random) -> str | None:
    kind = random.random()
    if kind < 0.2:
        return None
    if kind < 0.5:
        return _outlet(random.randrange(OUTLETS))
    if kind < 0.6:
        return random.choice(UNNAMED)
    number = random.randrange(PEOPLE)
    return f"{_word(number)}a {_word(number * 7 + 3)}sky"


def _span(found: Made, article: str, words: str, label: str) -> Span:
    start = len(found.texts[article])
    found.texts[article] += f"{words}. "
    span = Span(
        id=f"{article}-{start}",
        document=article,
        annotator="ana",
        start=start,
        end=start + len(words),
        label=label,
        text=words,
        created="",
    )
    found.spans.append(span)
    return span


# -- what is measured ----------------------------------------------------------------------------


class Clock:
    """How long parts take, over some rounds."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    def time(self, part: str, act: Callable[[], _Found]) -> _Found:
        """Do something and note how long it took."""
        started = perf_counter()
        found = act()
        self.times.setdefault(part, []).append(perf_counter() - started)
        return found

    def lines(self) -> Iterator[str]:
        """The medians, each beside how many times the first it is."""
        first, *_ = (median(times) for times in self.times.values())
        for part, times in self.times.items():
            yield f"{part:28} {1000 * median(times):8.0f} ms  x {median(times) / first:6.1f}"


def reckon(material: Material, clock: Clock) -> list[board.Row]:
    """All that a board shows, part by part."""
    clock.time("clusters alone", lambda: Clusters(material.items, material.edges))
    started = perf_counter()
    case = clock.time("Case: clusters and groups", lambda: Case(material))
    clock.time("ground", lambda: case.ground)
    clock.time("roots", lambda: case.roots)
    clock.time("contradictions", lambda: case.contradictions)
    rows = clock.time("board.rows", lambda: board.rows(case))
    clock.times.setdefault("all of these", []).append(perf_counter() - started)
    clock.time("timeline.lanes", lambda: timeline.lanes(case, rows))
    clock.time("wording.summary of all", lambda: [wording.summary(case, r.roots) for r in rows])
    return rows


def report(rounds: int) -> Iterator[str]:
    """The figures of pure functions."""
    given = made().material()
    clock = Clock()
    for _ in range(rounds):
        rows = reckon(given, clock)
    counted = sum(len(row.roots.roots) for row in rows), sum(len(row.roots.steps) for row in rows)
    yield f"{len(given.articles)} articles, {len(given.spans)} spans, {len(given.edges)} verdicts:"
    yield f"{len(rows)} claims on {counted[0]} roots by {counted[1]} links"
    yield from clock.lines()
    tracemalloc.start()
    kept = reckon(given, Clock())
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield f"memory: {now / 1e6:.1f} MB kept for {len(kept)} rows, {peak / 1e6:.1f} MB at most"


def from_a_file(directory: Path) -> Iterator[str]:
    """The figures of reading it, and of looking for copies."""
    given = made()
    with Workspace.open(directory / "case.db", "ana", create=True) as workspace:
        workspace.importing.take_in(jsonl.read(_lines(given), "made.jsonl"))
        workspace.links.confirm([edge[:2] for edge in given.edges], "same")
        clock = Clock()
        desk = workspace.provenance
        material = clock.time("material", desk.material)
        clock.time("copies", lambda: desk.copies(material))
        reckon(material, clock)
        yield "from a file:"
        yield from list(clock.lines())[:2]


def _lines(given: Made) -> bytes:
    """The articles with their spans and attributions, as they are imported."""
    lines = []
    for article, details in given.articles.items():
        spans = [one.model_dump(include=_KEPT) for one in given.spans if one.document == article]
        relations = [
            {"id": one.id, "head": one.claim, "child": one.source, "label": one.label}
            for one in given.rests
            if one.document == article
        ]
        own = {"id": article, "text": given.texts[article], "outlet": details.outlet}
        own |= {"published": details.published}
        lines.append(json.dumps({**own, "spans": spans, "relations": relations}))
    return "\n".join(lines).encode()


_KEPT = {"id", "start", "end", "label", "annotator"}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.provenance")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workspace", action="store_true", help="measure reading a file, too")
    given = parser.parse_args()
    for line in report(given.rounds):
        print(line, flush=True)  # noqa: T201 (what it is for)
    if given.workspace:
        with tempfile.TemporaryDirectory() as directory:
            for line in from_a_file(Path(directory)):
                print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()

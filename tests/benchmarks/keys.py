"""Keys per gold span: ``python -m tests.benchmarks.keys [FILE|FOLDER …]``.

A simulated expert (`expert/`) annotates articles in the running program, by the cheapest keys that
it allows and through its real bindings; what comes out must be exactly the gold spans. Every key
counts, each digit of a count and each letter typed. No count is higher than a person sees at a
glance, unless `--counts` says so. Beside it stand the same spans in the key model of SLATE
(`slate.py`, where any count will do), and how good the candidates are (`quality.py`). Without
arguments: the sample set, the held-out one, and what lies in `../shared/data` where that is.

It counts and does not time: the figures are the same on any machine.
"""

import argparse
import asyncio
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import gold, slate
from tests.benchmarks.expert.hands import Record, annotate, annotate_together
from tests.benchmarks.gold import GoldArticle
from tests.benchmarks.quality import Quality, share

GOALS = {"entity": 1.6, "source": 2.5, "claim": 3.0}
"""Keys per span, at most."""
SKIPPED = 0.4
"""Candidates skipped for each that is accepted, at most."""

_DEAR = 15  # spans that are listed because they cost most


class Measured(NamedTuple):
    """One article, annotated in every way."""

    gold: GoldArticle
    """The article."""
    on: Record | None
    """With candidates."""
    off: Record
    """Without."""
    slate: list[int]
    """Keys in SLATE, by span."""


def measure(article: GoldArticle, *, candidates: bool = True, counts: int = 9) -> Measured:
    """Have the expert annotate an article."""
    on = asyncio.run(annotate(article, counts=counts)) if candidates else None
    off = asyncio.run(annotate(article, candidates=False, counts=counts))
    return Measured(article, on, off, slate.keys(article))


def together(measured: Sequence[Measured], counts: int) -> list[Measured]:
    """The same, with candidates in one workspace: each article knows what was done before."""
    records = asyncio.run(annotate_together((one.gold for one in measured), counts=counts))
    return [one._replace(on=record) for one, record in zip(measured, records, strict=True)]


# -- what it says --------------------------------------------------------------------------------


def report(measured: Sequence[Measured]) -> Iterator[str]:
    """All tables for some articles."""
    yield from _by_label(measured)
    styles = list(dict.fromkeys(one.gold.style for one in measured))
    if len(styles) > 1:
        yield from ("", *_by_style(measured, styles))
    on = [one.on for one in measured if one.on]
    if on:
        yield from ("", *_candidates(measured, on))
    yield from ("", *_ways(on or [one.off for one in measured]))


def _by_label(measured: Sequence[Measured]) -> Iterator[str]:
    yield "| label | spans | keys per span | without candidates | SLATE | goal | holds |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    labels = sorted({span.label for one in measured for span in one.gold.spans})
    for label in (*labels, None):
        spans, on, off, beside = _figures(measured, label)
        goal = GOALS.get(label or "")
        holds = "" if not goal or not on else "yes" if on / spans <= goal else "no"
        figures = (share(on, spans) if on else "–", share(off, spans), share(beside, spans))
        yield (
            f"| {label or 'all'} | {spans} | {' | '.join(figures)}"
            f" | {f'≤ {goal}' if goal else ''} | {holds} |"
        )


def _figures(measured: Iterable[Measured], label: str | None) -> tuple[int, int, int, int]:
    """Spans of a label (of all), and the keys for them: with and without candidates, in SLATE."""
    spans = on = off = beside = 0
    for one in measured:
        wanted = [span.label for span in one.gold.spans]
        spans += sum(label in (None, each) for each in wanted)
        on += _keys(one.on, label) if one.on else 0
        off += _keys(one.off, label)
        pairs = zip(wanted, one.slate, strict=True)
        beside += sum(keys for each, keys in pairs if label in (None, each))
    return spans, on, off, beside


def _keys(record: Record, label: str | None) -> int:
    return record.keys.total() if label is None else record.keys[label]


def _by_style(measured: Sequence[Measured], styles: Iterable[str]) -> Iterator[str]:
    labels = sorted({span.label for one in measured for span in one.gold.spans})
    yield f"| style | spans | {' | '.join(labels)} | all | without candidates | SLATE |"
    yield f"|---|--:|{'--:|' * (len(labels) + 3)}"
    for style in styles:
        here = [one for one in measured if one.gold.style == style]
        each = [_figures(here, label) for label in labels]
        spans, on, off, beside = _figures(here, None)
        cells = [share(keys or without, n) for n, keys, without, _ in each]
        cells += [share(on or off, spans), share(off, spans), share(beside, spans)]
        yield f"| {style} | {spans} | {' | '.join(cells)} |"


def _candidates(measured: Iterable[Measured], on: Sequence[Record]) -> Iterator[str]:
    offered = sum(record.offered for record in on)
    accepted = sum(record.accepted for record in on)
    adjusted = sum(record.adjusted for record in on)
    skipped = offered - accepted - adjusted
    yield (
        f"candidates: {offered} selected, {accepted} accepted as they stood, {adjusted} with other"
        f" boundaries, {skipped} skipped: {share(skipped, accepted)} for each accepted as it stood"
        f" (goal ≤ {SKIPPED})"
    )
    yield ""
    quality = Quality()
    for one in measured:
        if one.on:
            quality.add(one.gold, one.on.untouched)
    yield from quality.rows()


def _ways(records: Iterable[Record]) -> Iterator[str]:
    ways: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    for record in records:
        ways.update(record.ways)
        keys.update(record.way_keys)
    yield "| way | spans | keys |"
    yield "|---|--:|--:|"
    for way, times in ways.most_common():
        yield f"| {way} | {times} | {share(keys[way], times)} |"


def dearest(measured: Iterable[Measured]) -> Iterator[str]:
    """The spans that cost most keys, and by which."""
    log = [
        (len(keys), span.label, words, keys, one.gold.name)
        for one in measured
        for span, words, keys in (one.on or one.off).log
    ]
    for cost, label, words, keys, name in sorted(log, key=lambda line: -line[0])[:_DEAR]:
        yield f"{cost} keys, {label} in {name}: {words[:60]!r}: {' '.join(keys)}"


# -- the command line ----------------------------------------------------------------------------


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.keys", description=__doc__.splitlines()[0]
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("--articles", type=int, default=40, help="of each, at most")
    parser.add_argument("--off", action="store_true", help="without candidates only")
    parser.add_argument("--together", action="store_true", help="all of a folder in one workspace")
    parser.add_argument("--counts", type=int, default=9, help="the highest count that is typed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--dear", action="store_true", help="list the dearest spans")
    given = parser.parse_args()
    known = [path for path in (gold.SAMPLE, gold.HELD_OUT, gold.SHARED) if path.exists()]
    with ProcessPoolExecutor(given.jobs) as pool:
        for path in given.paths or known:
            articles = list(gold.load([path], given.articles))
            alone = not given.off and not given.together
            each = partial(measure, candidates=alone, counts=given.counts)
            measured = list(pool.map(each, articles))
            if given.together and not given.off:
                measured = together(measured, given.counts)
            lines = chain(report(measured), dearest(measured) if given.dear else ())
            for line in chain((f"\n## {path.name}: {len(articles)} articles\n",), lines):
                print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()

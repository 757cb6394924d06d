"""Time and memory for agreement on 100,000 spans: ``python -m tests.benchmarks.agreement``.

Two layers, of which one has most of its spans from the other, some moved, relabelled or left out:
once as one document, once as 2,000. And pairing where every span overlaps every other.
"""

import random
from collections.abc import Callable, Iterator
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

from annotations.review.agreement import AnnotatedDocument, agreement
from annotations.review.alignment import align
from tests.benchmarks.matching import forget_peak, memory

SPANS = 100_000
"""In both layers together."""
DOCUMENTS = 2_000
LABELS = ("claim", "entity", "event", "place", "source")
_WORD, _APART = 6, 40  # codepoints: a word with its blank; spans from start to start


class Made(NamedTuple):
    """A made-up span."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    label: str
    """What it was tagged as."""


def document(number: int, spans: int) -> AnnotatedDocument:
    """A made-up document with so many spans in two layers."""
    chance, count = random.Random(number), spans // 2
    ana = [_span(chance, n * _APART) for n in range(count)]
    ben = [_other(chance, span) for span in ana if chance.random() < 0.95]
    length = (count + 2) * _APART
    tokens = [(start, start + _WORD - 1) for start in range(0, length - _WORD, _WORD)]
    edges = [((a.start, a.end), (b.start, b.end)) for a, b in pairwise(ana)]
    return AnnotatedDocument(
        str(number),
        length,
        tokens,
        {"ana": ana, "ben": ben},
        {"ana": edges[::5], "ben": edges[::6]},
    )


def _span(chance: random.Random, start: int) -> Made:
    return Made(start, start + _WORD * chance.randint(1, 12) - 1, chance.choice(LABELS))


def _other(chance: random.Random, span: Made) -> Made:
    """The same, a longer one, or one with another label."""
    longer = _WORD if chance.random() < 0.15 else 0
    label = chance.choice(LABELS) if chance.random() < 0.1 else span.label
    return Made(span.start, span.end + longer, label)


def report() -> Iterator[str]:
    """A line for each case."""
    for documents in (1, DOCUMENTS):
        made = [document(number, SPANS // documents) for number in range(documents)]
        for resamples in (0, 1000):
            figures = _measured(lambda: agreement(made, resamples=resamples))  # noqa: B023 (done at once)
            yield f"{SPANS:,} spans, {documents:,} documents, {resamples:,} resamples: {figures}"
    for count in (10_000, 50_000):
        nested = [[Made(n, 4 * count - n - side, "claim") for n in range(count)] for side in (0, 1)]
        figures = _measured(lambda: align(*nested))  # noqa: B023
        yield f"align, {count:,} a side, all overlapping: {figures}"


def _measured(act: Callable[[], object]) -> str:
    forget_peak()
    before, started = memory("VmRSS"), perf_counter()
    act()
    taken = perf_counter() - started
    return f"{taken:.1f} s, {memory('VmHWM') - before:.0f} MB"


def main() -> None:
    """Print all figures."""
    for line in report():
        print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()

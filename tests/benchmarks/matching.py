"""How candidates are found among ten thousand spans, a hundred thousand, a million.

``python -m tests.benchmarks.matching [--million] [--seed N]``. Each size is a process of its own,
so that its memory can be told. In the same run: what rapidfuzz does by comparing all with all, for
a sample of the forms and reckoned up to all of them; and string-grouper, where it is installed.

Times on a shared machine mean little; seconds of CPU and the ratios mean more. Megabytes are those
above what was in use before, forms and texts, at the most.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

from annotations.codebook import Shape
from annotations.matching.blocking import candidates
from annotations.matching.linker import NewsMatcher
from annotations.matching.normal import name_words, words
from annotations.model import Document, Span
from annotations.progress import silent
from tests.benchmarks.synthetic import corpus

SIZES = (10_000, 100_000)
MILLION = 1_000_000
_ENOUGH = 100
"""Forms of a sample that tells anything about recall."""
_BRUTE = 6_000_000
"""Pairs that brute force compares, all that a sample of forms makes with all forms."""
_FRESH = 10
"""Articles that are new when all is matched again."""
_PEER_MOST = 200_000
"""Spans up to which the peer takes part: its time grows with their square."""
_LABELS: dict[str, tuple[Shape, Callable[[str], tuple[str, ...]]]] = {
    "entity": (Shape.NAME, name_words),
    "claim": (Shape.STATEMENT, words),
}
Codes = NDArray[np.int64]
"""Pairs of forms: the smaller position, and the larger one in the lower half."""


class Task(NamedTuple):
    """The forms of one label, and the pairs of them that are the same."""

    label: str
    forms: list[tuple[str, ...]]
    """Their words."""
    texts: list[str]
    """What they look like."""
    planted: Codes
    """Which should be found."""


class Took(NamedTuple):
    """What something cost."""

    seconds: float
    cpu: float


class Clock:
    """Takes the time of what is done inside."""

    def __enter__(self) -> Self:
        self._begun = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        seconds, cpu = self._begun
        self.took = Took(time.perf_counter() - seconds, time.process_time() - cpu)


def tasks(count: int, seed: int) -> tuple[int, list[Task]]:
    """So many spans or a few more, put together where they read the same."""
    made = corpus(count, seed)
    found = []
    for label, (_, read) in _LABELS.items():
        forms: dict[tuple[str, ...], int] = {}
        of = {
            s.text: forms.setdefault(read(s.text), len(forms))
            for s in made.spans
            if s.label == label
        }
        texts = dict(zip(reversed(of.values()), reversed(of), strict=True))
        pairs = {tuple(sorted((of[a], of[b]))) for a, b in made.planted[label] if of[a] != of[b]}
        planted = np.array(sorted(pairs))
        found.append(
            Task(label, list(forms), [texts[i] for i in range(len(forms))], codes(*planted.T))
        )
    return len(made.spans), found


def codes(left: NDArray[Any], right: NDArray[Any]) -> Codes:
    """A number for each pair."""
    pairs: Codes = np.minimum(left, right).astype(np.int64) << 32 | np.maximum(left, right)
    return pairs


def recall(planted: Codes, found: Codes) -> float:
    """How many of the planted pairs were found."""
    return float(np.isin(planted, found).mean())


def forget_peak() -> None:
    """Begin anew to watch how much memory is used (Linux)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def memory(what: str) -> float:
    """Megabytes in use (``VmRSS``), or at the most since :func:`forget_peak` (``VmHWM``)."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(what):
                return int(line.split()[1]) / 1024
    return float("nan")


def ours(task: Task, threads: int) -> dict[str, Any]:
    """The candidates of this program."""
    forget_peak()
    before = memory("VmRSS")
    with Clock() as clock:
        found = candidates(task.forms, _LABELS[task.label][0], threads=threads)
    return {
        "took": clock.took,
        "peak": memory("VmHWM") - before,
        "pairs": len(found.left) / len(task.forms),
        "recall": recall(task.planted, codes(found.left, found.right)),
    }


def brute_force(task: Task, most: int) -> dict[str, Any]:
    """All with all by one string score: for a sample, reckoned up to all pairs once."""
    from rapidfuzz import fuzz, process

    size = max(10, min(1_000, _BRUTE // len(task.texts)))
    left, right = task.planted >> 32, task.planted & 0xFFFFFFFF
    sample = np.sort(np.random.default_rng(1).choice(len(task.texts), size, replace=False))
    keys = [" ".join(form) for form in task.forms]
    with Clock() as clock:
        scores = process.cdist(
            [keys[i] for i in sample],
            keys,
            scorer=fuzz.token_sort_ratio,
            workers=-1,
            dtype=np.uint8,
        )
    scores[np.arange(len(sample)), sample] = 0
    best = np.stack([np.argpartition(row, -most)[-most:] for row in scores])
    mine = np.isin(left, sample) | np.isin(right, sample)
    found = codes(np.repeat(sample, most), best.ravel())
    share = len(keys) / len(sample) / 2
    return {
        "seconds": clock.took.seconds * share,
        "recall": recall(task.planted[mine], found) if size >= _ENOUGH else float("nan"),
        "most": most,
    }


def peer(task: Task, most: int) -> dict[str, Any] | str:
    """string-grouper: character trigrams, tf-idf, the same sparse product."""
    try:
        import pandas as pd
        from string_grouper import match_strings
    except ImportError as error:
        return f"left out: {error}"
    forget_peak()
    before = memory("VmRSS")
    with Clock() as clock:
        found = match_strings(pd.Series(task.texts), max_n_matches=most, min_similarity=0.1)
    left, right = (found[side].to_numpy() for side in ("left_index", "right_index"))
    apart = left < right
    return {
        "took": clock.took,
        "peak": memory("VmHWM") - before,
        "pairs": int(apart.sum()) / len(task.texts),
        "recall": recall(task.planted, codes(left[apart], right[apart])),
    }


def whole(count: int, seed: int) -> dict[str, Any]:
    """The whole matcher, from spans to proposals with reasons; by one thread."""
    made = corpus(count, seed)
    documents = cast("Mapping[str, Document]", made.documents)  # the same fields, made faster
    forget_peak()
    before = memory("VmRSS")
    spans = cast("Sequence[Span]", made.spans)
    with Clock() as clock:
        found = NewsMatcher().match(spans, documents, silent)
    figures = {
        "spans": len(made.spans),
        "took": clock.took,
        "peak": memory("VmHWM") - before,
        "scored": found.scored,
        "proposed": len(found.pairs),
    }
    del found
    fresh = {*list(documents)[-_FRESH:]}
    with Clock() as clock:
        again = NewsMatcher().match(spans, documents, silent, fresh)
    return {**figures, "again": clock.took, "scored_again": again.scored}


def said_of_whole(figures: dict[str, Any]) -> str:
    """The same for reading."""
    seconds, cpu = figures["took"]
    return (
        f"the whole matcher, from spans to proposals with reasons: {seconds:.0f} s, {cpu:.0f} s of"
        f" CPU, {figures['peak']:.0f} MB, {figures['scored']:,} pairs scored,"
        f" {figures['proposed']:,} proposed\nthe same for {_FRESH} new articles:"
        f" {figures['again'][0]:.1f} s, {figures['again'][1]:.1f} s of CPU,"
        f" {figures['scored_again']:,} pairs scored"
    )


def measure(count: int, seed: int, threads: int) -> dict[str, Any]:
    """All figures of one size."""
    spans, made = tasks(count, seed)
    figures: dict[str, Any] = {"spans": spans, "labels": {}}
    for task in made:
        mine = ours(task, threads)
        most = max(10, round(2 * mine["pairs"]))
        figures["labels"][task.label] = {
            "forms": len(task.forms),
            "planted": len(task.planted),
            "ours": mine,
            "brute": brute_force(task, most),
            "peer": peer(task, most) if count <= _PEER_MOST else "left out: too long",
        }
    return figures


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """One size, for reading."""
    yield f"\n## {figures['spans']:,} spans\n"
    yield "| label | forms | by | s | CPU s | MB | pairs a form | recall |"
    yield "|---|--:|---|--:|--:|--:|--:|--:|"
    for label, one in figures["labels"].items():
        mine, brute, other = one["ours"], one["brute"], one["peer"]
        mine_seconds, mine_cpu = mine["took"]
        head = f"| {label} | {one['forms']:,} |"
        yield (
            f"{head} diptych | {mine_seconds:.1f} | {mine_cpu:.1f}"
            f" | {mine['peak']:.0f} | {mine['pairs']:.1f} | {mine['recall']:.3f} |"
        )
        yield (
            f"{head} all with all (token_sort_ratio, reckoned) | {brute['seconds']:.0f} | | |"
            f" {brute['most']} | {brute['recall']:.3f} |".replace("nan", "too small a sample")
        )
        if isinstance(other, str):
            yield f"{head} string-grouper, {other} | | | | | |"
        else:
            seconds, cpu = other["took"]
            yield (
                f"{head} string-grouper | {seconds:.1f} | {cpu:.1f} | {other['peak']:.0f}"
                f" | {other['pairs']:.1f} | {other['recall']:.3f} |"
            )
    yield f"\nrecall of all planted pairs: {overall(figures):.3f}"


def overall(figures: dict[str, Any]) -> float:
    """The recall over both labels."""
    labels = figures["labels"].values()
    found = sum(one["ours"]["recall"] * one["planted"] for one in labels)
    return float(found / sum(one["planted"] for one in labels))


def cpu_of(figures: dict[str, Any]) -> float:
    """Seconds of CPU that the candidates of all labels took."""
    labels = figures["labels"].values()
    return float(sum(one["ours"]["took"][1] for one in labels))


def growth(sizes: Sequence[dict[str, Any]]) -> Iterator[str]:
    """How CPU grows from size to size, as a power of the spans."""
    for small, large in pairwise(sizes):
        power = log(cpu_of(large) / cpu_of(small)) / log(large["spans"] / small["spans"])
        yield f"growth {small['spans']:,} → {large['spans']:,}: N^{power:.2f} (CPU)"


def apart(count: int, seed: int, *options: str) -> dict[str, Any]:
    """The figures of one size, from a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.matching"]
    command += [f"--only={count}", f"--seed={seed}", *options]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    figures: dict[str, Any] = json.loads(said.splitlines()[-1])
    return figures


def main() -> None:
    """Run the sizes asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.matching", description=__doc__
    )
    parser.add_argument("--million", action="store_true", help="a million spans as well")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--whole", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        figures = (
            whole(asked.only, asked.seed)
            if asked.whole
            else measure(asked.only, asked.seed, asked.threads)
        )
        print(json.dumps(figures))  # noqa: T201
        return
    done = []
    for size in (*SIZES, MILLION)[: 2 + asked.million]:
        done.append(apart(size, asked.seed, f"--threads={asked.threads}"))
        print(*lines(done[-1]), sep="\n", flush=True)  # noqa: T201
        print(said_of_whole(apart(size, asked.seed, "--whole")), flush=True)  # noqa: T201
    print("", *growth(done), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()

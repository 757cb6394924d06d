"""Key → bytes at the terminal, and rows painted per key: the Reader beside the yardsticks."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, Self

from tests.benchmarks import articles

KINDS = ("diptych", "bare", "area")
"""The Reader, the bare app, the TextArea."""

_WARMING = 2  # presses that do not count


class Act(NamedTuple):
    """What is measured, and how to get where it can be measured again."""

    name: str
    """What a person would call it."""
    key: str
    """The key that is measured."""
    before: tuple[str, ...] = ()
    """Keys pressed unmeasured in the Reader before it."""
    after: tuple[str, ...] = ()
    """Keys pressed unmeasured after it."""
    approach: tuple[str, ...] = ()
    """Keys pressed unmeasured before all of it."""
    kinds: tuple[str, ...] = KINDS
    """Who has such a key."""
    least: int = 0
    """How long an article must be for it, in codepoints."""


ACTS = (
    Act("right", "right"),
    Act("down", "down", after=("up",)),
    Act("down, scrolling", "down", approach=("down",) * 40, least=100_000),
    Act("page, seen before", "pagedown", after=("pageup",)),
    Act("page, new", "pagedown", least=1_000_000),
    # `e` tags the word that `v` selects; five words on there is another one.
    Act("tag", "e", before=(*("w",) * 5, "v"), kinds=("diptych", "bare")),
)

_ANYWHERE = tuple(act for act in ACTS if not act.least and not act.before)


class Contestant:
    """A program in a process of its own."""

    def __init__(self, kind: str, case: Path) -> None:
        self.kind = kind
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.contestant", kind, str(case)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._hear()

    def press(self, *keys: str) -> Any:
        """Press keys one after the other; what the last led to."""
        heard = None
        for key in keys:
            assert self._process.stdin
            print(key, file=self._process.stdin, flush=True)
            heard = self._hear()
        return heard

    def _hear(self) -> Any:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


class Figure(NamedTuple):
    """Medians over all presses of one key in one program."""

    latency: float
    """Seconds from the key to the first bytes."""
    work: float
    """Seconds of CPU until all was quiet."""
    sent: float
    """Bytes sent."""
    rows: list[int]
    """Rows of article painted by each press."""


def measured(
    cases: Mapping[str, tuple[str, Path]], acts: Sequence[Act], rounds: int
) -> Iterator[tuple[Act, dict[str, Figure]]]:
    """Every act in every program, by name: kind and workspace; one press of each in turn."""
    with ExitStack() as stack:
        all_of_them = {name: stack.enter_context(Contestant(*case)) for name, case in cases.items()}
        for act in acts:
            playing = {name: one for name, one in all_of_them.items() if one.kind in act.kinds}
            heard: dict[str, list[Any]] = {name: [] for name in playing}
            for contestant in playing.values():
                contestant.press(*act.approach)
            for _ in range(rounds + _WARMING):
                for name, contestant in playing.items():
                    if contestant.kind == "diptych":
                        contestant.press(*act.before)
                    heard[name].append(contestant.press(act.key))
                    contestant.press(*act.after)
            yield act, {name: _figure(said[_WARMING:]) for name, said in heard.items()}


def _figure(heard: Sequence[Any]) -> Figure:
    latency, work, sent = (median(s[what] for s in heard) for what in ("latency", "work", "sent"))
    return Figure(latency, work, sent, sorted(said["rows"] for said in heard))


def report(directory: Path, rounds: int) -> Iterator[str]:
    """The table, a line for each article and act; and what a tag costs beside the least."""
    yield "| article | spans | key | ÷ bare | ÷ TextArea | CPU ÷ bare | bytes | rows (most) |"
    yield "|---|--:|---|--:|--:|--:|--:|--:|"
    found: dict[tuple[str, int, str], dict[str, Figure]] = {}
    for size, length in articles.SIZES.items():
        acts = [act for act in ACTS if act.least <= length]
        for count in (0, articles.MANY):
            case = articles.workspace(directory / f"{length}-{count}.db", length, count)
            for act, figures in measured({kind: (kind, case) for kind in KINDS}, acts, rounds):
                found[size, count, act.name] = figures
                yield _line(size, count, act, figures)
    yield ""
    for (size, count, name), figures in found.items():
        if name == "tag":
            own, bare = (found[size, count, "right"][kind].latency for kind in KINDS[:2])
            least = figures["bare"].latency - bare + own
            share = figures["diptych"].latency / least
            yield f"tag ÷ (raw commit + one repaint), {size}, {count:,} spans: {share:.2f}"


def flatness(directory: Path, rounds: int) -> Iterator[str]:
    """How much longer a key takes in a hundred times the text, as densely tagged."""
    yield "| key | 1 MB ÷ 10 KB, no spans | 10,000 ÷ 100 spans |"
    yield "|---|--:|--:|"
    columns = []
    for few, many in ((0, 0), (articles.MANY // 100, articles.MANY)):
        small = articles.workspace(directory / f"flat-{few}.db", 10_000, few)
        large = articles.workspace(directory / f"flat-large-{many}.db", 1_000_000, many)
        cases = {"small": ("diptych", small), "large": ("diptych", large)}
        columns.append(list(measured(cases, _ANYWHERE, rounds)))
    for (act, bare), (_, tagged) in zip(*columns, strict=True):
        shares = [f["large"].latency / f["small"].latency for f in (bare, tagged)]
        yield f"| {act.name} | {shares[0]:.2f} | {shares[1]:.2f} |"


def _line(size: str, count: int, act: Act, figures: dict[str, Figure]) -> str:
    own, bare, area = (figures.get(kind) for kind in KINDS)
    assert own
    assert bare
    beside = f"{own.latency / area.latency:.2f}" if area else "–"
    rows = f"{median(own.rows):.0f} ({own.rows[-1]})"
    return (
        f"| {size} | {count:,} | {act.name} | {own.latency / bare.latency:.2f} | {beside}"
        f" | {own.work / bare.work:.2f} | {own.sent:.0f} | {rows} |"
    )

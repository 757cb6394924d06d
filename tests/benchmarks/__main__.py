"""Print all figures of one run: ``python -m tests.benchmarks [--rounds N]``."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import median

from tests.benchmarks import echoes, latency, saving, starting


def starts(directory: Path, rounds: int) -> Iterator[str]:
    """How long until two articles show, beside the bare app."""
    taken: dict[str, list[float]] = {}
    programs = starting.programs(directory)
    for number in range(rounds + 1):
        for name, (command, shown) in programs.items():
            seconds = starting.first_paint(command, shown)
            if number:  # the first fills the disk's cache
                taken.setdefault(name, []).append(seconds)
    yield f"start ÷ bare app: {median(taken['diptych']) / median(taken['bare']):.2f}"
    yield f"least ÷ least: {min(taken['diptych']) / min(taken['bare']):.2f}"


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="presses of each key")
    rounds = parser.parse_args().rounds
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    parts = (
        ("Start", starts),
        ("Saving", saving.report),
        ("Keys", latency.report),
        ("Keys in a longer text", latency.flatness),
        ("Echoes", echoes.report),
    )
    with tempfile.TemporaryDirectory() as directory:
        for title, part in parts:
            for line in chain((f"\n## {title}\n",), part(Path(directory), rounds)):
                print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()

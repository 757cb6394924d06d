"""What the fault tests count: how many rounds are run, and what came of them.

A plugin, loaded by `tests/conftest.py`. ``pytest tests/faults --kills 1000 --fuzz 10000`` asks for
more rounds than the suite takes, and ``--figures FILE`` keeps what was counted as JSON; then
``python -m tests.faults.figures FILE`` writes it into docs/reliability.md.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"

Counts = dict[str, float]
"""What was counted: whole numbers are added up over tests, of others the largest is kept."""


class Rounds(NamedTuple):
    """How often something is done to the program."""

    flag: str
    """As it stands on pytest's command line."""
    default: int
    """In the suite."""
    help: str
    """What is done so often."""


ROUNDS = (
    Rounds("kills", 200, "programs killed at a random moment, six of ten while tagging"),
    Rounds("interrupts", 56, "commands stopped by Ctrl-C at a random moment"),
    Rounds("full-disks", 28, "commands run on a disk that is nearly full"),
    Rounds("fuzz", 600, "mutated files that are imported"),
    Rounds("scribbles", 120, "scribbles into a workspace"),
    Rounds("writers", 16, "programs that write one workspace at once"),
    Rounds("stall", 3, "seconds for which another program holds the workspace"),
)

FAULTS = (
    "killed while tagging",
    "killed in a terminal",
    "killed during a command",
    "Ctrl-C during a command",
    "disk full while tagging",
    "disk full on a screen",
    "disk full during a command",
    "not to be written",
    "gone or replaced while open",
    "many writers",
    "stalled by another program",
    "clock going backwards",
    "terminal gone",
    "too large",
    "fuzzed files",
    "fuzzed files, whole imports",
    "scribbles",
    "hostile text on screens",
    "hostile text by commands",
    "hostile text in files",
)
"""What is done to the program, in the order in which it is told."""


class Count(Protocol):
    """Keeps what a test has counted."""

    def __call__(self, fault: str, /, **counts: float) -> None:
        """Add counts to those of a fault; ``_`` in a name is a blank."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the number of rounds be given."""
    group = parser.getgroup("faults")
    for one in ROUNDS:
        group.addoption(
            f"--{one.flag}",
            type=int,
            default=one.default,
            metavar="N",
            help=f"{one.help} (default: {one.default})",
        )
    group.addoption("--figures", metavar="FILE", help="keep what the fault tests counted, as JSON")


@pytest.fixture
def count(record_property: Any) -> Count:
    """Keeps what a test has counted, also where another process collects it."""

    def keep(fault: str, /, **counts: float) -> None:
        assert fault in FAULTS, fault
        named = {name.replace("_", " "): number for name, number in counts.items()}
        record_property("fault", {"fault": fault, "counts": named})

    return keep


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print a line for each fault, and keep the figures where that is asked for."""
    found = summed(_kept(terminalreporter))
    if not found:
        return
    terminalreporter.section("faults")
    for fault, counts in found.items():
        terminalreporter.write_line(f"{fault}: {in_words(counts)}")
    if target := config.getoption("--figures"):
        Path(target).write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _kept(terminalreporter: Any) -> Iterator[tuple[str, Counts]]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", None) != "call":
                continue
            for name, value in getattr(report, "user_properties", ()):
                if name == "fault":
                    yield value["fault"], value["counts"]


def summed(kept: Iterator[tuple[str, Counts]]) -> dict[str, Counts]:
    """What was counted of each fault over all tests, in the order of `FAULTS`."""
    found: dict[str, Counts] = defaultdict(dict)
    for fault, counts in kept:
        for name, number in counts.items():
            before = found[fault].get(name, 0)
            whole = isinstance(number, int)
            found[fault][name] = before + number if whole else max(before, number)
    return {fault: found[fault] for fault in FAULTS if fault in found}


def in_words(counts: Mapping[str, float]) -> str:
    """Counts as a person reads them: ``200 kills, 0 lost, longest wait 0.31 s``."""
    return ", ".join(
        f"{number:,} {name}" if isinstance(number, int) else f"{name} {number:.2f} s"
        for name, number in counts.items()
    )


def filled_in(page: str, found: Mapping[str, Counts]) -> str:
    """The page with these figures in its table; a row without any keeps what it says."""
    for fault, counts in found.items():
        row = re.compile(rf"^(\| {re.escape(fault)} \|.*\|)[^|\n]*\|$", re.MULTILINE)
        page = row.sub(rf"\1 {in_words(counts)} |", page)
    return page


if __name__ == "__main__":
    figures = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    PAGE.write_text(filled_in(PAGE.read_text("utf-8"), figures), "utf-8")

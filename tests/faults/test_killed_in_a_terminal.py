"""What has been painted is saved: the program is killed in the middle of work, in a terminal."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from annotations.model import Act
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests.faults.figures import Count
from tests.journeys.terminal import PATIENCE, ROOT, Start, Terminal, diptych, environment
from tui.text.display import one_line

SEED = 20250617
FRESH_STARTS = 4
FORKS = 16
SIZE = (160, 30)
ARTICLES = tuple(sorted((ROOT / "seeds").glob("0[12]-*.md")))

ACTS = (
    ("w", "e"), ("4", "w", "e"), ("9", "w", "s"), ("7", "w", "c"), (")", "c"), (")", "c"),
    ("w", "s"), ("u",), ("u",), ("U",), ("x",), ("tab",), ("3", "j", "e"),
)  # fmt: skip
"""What is typed: each a motion and an act, or an act on the span at the cursor."""


class Nursery:
    """Forks of a program that has everything imported: see `tests.faults.nursery`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            text=True,
        )

    def start(self, slave: int, case: str, *articles: str) -> "Nursling":
        """Start the program in a terminal."""
        asked = {"terminal": os.ttyname(slave), "case": case, "articles": articles}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Nursling(int(self.hear()), self)

    def hear(self) -> str:
        """The next line that it says."""
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


class Nursling:
    """One such fork."""

    def __init__(self, pid: int, nursery: Nursery) -> None:
        self.pid = pid
        self._nursery = nursery
        self._ended = False

    def poll(self) -> int | None:
        """Whether it is known to have ended."""
        return 0 if self._ended else None

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 9)

    def wait(self, timeout: float) -> int:
        """Wait until it has ended."""
        if not self._ended:
            assert self._nursery.hear() == "ended"
            self._ended = True
        return 0


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """A place to fork programs from."""
    found = Nursery()
    yield found
    found.close()


def test_what_was_painted_is_saved_whenever_it_is_killed(
    tmp_path: Path, nursery: Nursery, count: Count
) -> None:
    rng = random.Random(SEED)
    seen = found = acts = 0
    for number in range(FRESH_STARTS + FORKS):
        if number % 10 == 0:  # a new file, so that there is something to tag
            case = tmp_path / f"{number}.db"
            opened = filled(case)
        fresh = number % 5 == 0
        start: Start = diptych() if fresh else nursery.start
        args = ("open", case, "1", "2") if fresh else (case, *opened)
        since = len(history(case))
        painted = killed_while_working(rng, start, args)
        done = history(case)
        told = [said_of(act, done) for act in done[since:]]
        missing = not_in(painted, told)
        seen, found, acts = seen + len(painted), found + len(painted), acts + len(told)
        found -= len(missing)
        assert not missing, f"kill {number}: painted, and not in the file: {missing}\n{told}"
    count("killed in a terminal", kills=number + 1, acts_painted=seen, lost=seen - found)
    assert seen > 2 * (number + 1), "too few acts were seen to mean anything"


def filled(case: Path) -> list[str]:
    """Make a workspace with two articles, another's import; gives their identifiers."""
    with Workspace.open(case, "ben", create=True) as ws:
        for article in ARTICLES:
            ws.importing.file(article)
        return ws.articles.ids()


def history(case: Path) -> list[Act]:
    """All acts in a file, which must be sound."""
    with Workspace.open(case, "ana") as ws:
        assert ws.history.check() == []
        return list(ws.history.acts())


def killed_while_working(rng: random.Random, start: Start, args: tuple[object, ...]) -> list[str]:
    """Open the program, work, kill it at a random moment; gives the acts that were painted."""
    with Terminal(*args, size=SIZE, start=start) as terminal:
        terminal.says("as ana")
        begun = len(terminal.picture.painted)
        for _ in range(rng.randrange(2, 12)):
            terminal.press(*rng.choice(ACTS))
            if rng.random() < 0.8:  # look, then go on; else type on
                answered(terminal)
        terminal.press(*rng.choice(ACTS))
        moment = time.monotonic() + rng.uniform(0, 0.03)
        while (left := moment - time.monotonic()) > 0:
            terminal.read(left)
        terminal.kill()
        assert terminal.picture.strange == []
        said = [row for row in said_since(terminal, begun) if row.startswith(CONFIRMED)]
        return [text for n, text in enumerate(said) if n == 0 or text != said[n - 1]]


def answered(terminal: Terminal) -> None:
    """Wait until the status line says what became of it; some keys change nothing there."""
    begun, patience = len(terminal.picture.painted), time.monotonic() + 0.3
    while time.monotonic() < patience:
        if any(row.startswith((*CONFIRMED, "!")) for row in said_since(terminal, begun)):
            break
        terminal.read(0.02)


def said_since(terminal: Terminal, begun: int) -> list[str]:
    """What was painted in the status line after so many other things were painted."""
    painted = terminal.picture.painted[begun:]
    return [p.text.strip() for p in painted if p.row == terminal.picture.rows - 2]


CONFIRMED = ("entity: ", "source: ", "claim: ", "deleted ", "took back: ", "did again: ")
"""How the status line begins that confirms an act."""


def said_of(act: Act, done: list[Act]) -> str:
    """What the status line says of an act."""
    if act.target:
        meant = next(earlier for earlier in done if earlier.id == act.target)
        return one_line(
            f"{'took back' if act.action == 'undo' else 'did again'}: {in_words(meant)}"
        )
    row = act.changes[0]["after"]
    verb = "deleted " if act.action == "delete" else ""
    return one_line(f"{verb}{row['label']}: “{row['text']}”")


def not_in(painted: list[str], told: list[str]) -> list[str]:
    """What was painted and is not among what is told, in the same order."""
    rest, missing = iter(told), []
    for text in painted:
        kept = text.removesuffix("…")
        if not any(each.startswith(kept) or text.startswith(each) for each in rest):
            missing.append(text)
    return missing

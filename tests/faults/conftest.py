"""What the fault tests share: a process to fork commands from, and a folder to disturb them in."""

import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults import works
from tests.faults.forks import Forks

Share = Callable[[str, int, int], int]
"""How many rounds of a flag one of several tests does: flag, which test, of how many."""


@pytest.fixture(scope="session")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """A process to fork commands from."""
    with Forks(tmp_path_factory.mktemp("forks")) as found:
        yield found


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what all works start from: to be copied."""
    return works.stocked(tmp_path_factory.mktemp("stock") / "stock")


@pytest.fixture
def share(request: pytest.FixtureRequest) -> Share:
    """How many rounds a test does of those that are asked for."""

    def rounds(flag: str, number: int, of: int) -> int:
        asked: int = request.config.getoption(f"--{flag}")
        return len(range(number, asked, of))

    return rounds


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    """The same chance in every run of a test."""
    return random.Random(zlib.crc32(request.node.name.encode()))

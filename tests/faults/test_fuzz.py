"""Mutated real files of every kind: each is read or refused in words, and no half comes in."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.codebook import parse
from annotations.errors import CodebookError, IntakeError
from annotations.formats import readers
from annotations.formats.saved.sandbox import Sandbox
from annotations.workspace import Workspace
from tests import stock
from tests.faults import samples, works
from tests.faults.conftest import Share
from tests.faults.figures import Count
from tests.faults.samples import Sample, mutated

PARTS = 4
WHOLE_IMPORTS = 0.2
"""Of all files: those that go through a workspace; the others are only read."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """A file of every kind."""
    return samples.samples(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One for all files."""
    with Sandbox() as found:
        yield found


def laid_out(folder: Path, sample: Sample, data: bytes, rng: random.Random) -> Path:
    """Write a mutated file, and what lies beside it: that may be what is mutated."""
    for name, other in sample.beside:
        (folder / name).write_bytes(mutated(other, rng) if rng.random() < 0.3 else other)
    path = folder / sample.name
    path.write_bytes(data)
    return path


def test_the_real_files_are_read(tmp_path: Path, real: list[Sample], sandbox: Sandbox) -> None:
    kinds = set()
    for sample in real:
        path = laid_out(tmp_path, sample, sample.data, random.Random())
        for name, other in sample.beside:
            (tmp_path / name).write_bytes(other)
        source = readers.Source(path, sample.data, sandbox=sandbox)
        kind = readers.reader(source)
        found = kind.read(source)
        assert found.articles or found.links, sample.name
        kinds.add(kind.name)
    assert kinds == {*readers.READERS}


@pytest.mark.parametrize("part", range(PARTS))
def test_reading(
    *,
    tmp_path: Path,
    part: int,
    real: list[Sample],
    sandbox: Sandbox,
    share: Share,
    rng: random.Random,
    count: Count,
) -> None:
    said, crashed = [], []
    files = round(share("fuzz", part, PARTS) * (1 - WHOLE_IMPORTS))
    for number in range(files):
        sample = real[number % len(real)]
        data = mutated(sample.data, rng)
        path = laid_out(tmp_path, sample, data, rng)
        source = readers.Source(path, data, sandbox=sandbox)
        try:
            readers.reader(source).read(source)
        except IntakeError as error:
            said.append(str(error))
        except Exception as error:  # noqa: BLE001 (that is what is looked for)
            crashed.append(f"{error!r}: {sample.name}, mutated, is kept in {_kept(data, sample)}")
    count("fuzzed files", files=files, refused=len(said), crashes=len(crashed))
    assert crashed == []
    assert 0 < len(said) < files
    assert [words for words in said if "\n" in words] == []


def _kept(data: bytes, sample: Sample) -> Path:
    """Keep a file that the program crashed on, so that somebody can look at it."""
    path = Path(".pytest_cache", f"crash-{sample.name}")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("part", range(PARTS))
def test_importing(
    *, tmp_path: Path, part: int, real: list[Sample], share: Share, rng: random.Random, count: Count
) -> None:
    files = round(share("fuzz", part, PARTS) * WHOLE_IMPORTS)
    refused, half = 0, []
    case = tmp_path / "case.db"
    ws = Workspace.open(case, "ana", create=True)
    stock.add(ws, stock.ONE, id="one")
    before = works.dump(ws)
    for number in range(files):
        sample = rng.choice(real)
        path = laid_out(tmp_path, sample, mutated(sample.data, rng), rng)
        try:
            ws.importing.file(path)
        except IntakeError:
            refused += 1
            if (now := works.dump(ws)) != before:
                half.append(f"{number}: {sample.name} was refused, and came in")
                before = now
        else:
            assert ws.history.check() == [], f"{number}: {sample.name}"
            before = works.dump(ws)
    ws.close()
    count("fuzzed files, whole imports", files=files, refused=refused, half_imports=len(half))
    assert half == []
    assert refused


def test_codebooks(share: Share, rng: random.Random, count: Count) -> None:
    real = samples.codebook()
    said, crashed = [], []
    files = share("fuzz", 0, 4)
    for _ in range(files):
        try:
            parse(mutated(real, rng).decode("utf-8", "replace"))
        except CodebookError as error:
            said.append(str(error))
        except Exception as error:  # noqa: BLE001 (that is what is looked for)
            crashed.append(repr(error))
    count("fuzzed files", files=files, refused=len(said), crashes=len(crashed))
    assert crashed == []
    assert said
    assert [words for words in said if "\n" in words] == []

"""One process that reads, for all tests of one worker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.formats.incoming import Incoming
from annotations.formats.readers import Source, reader
from annotations.formats.saved.sandbox import Sandbox

Read = Callable[..., Incoming]
"""Reads a file of a name, as an import would."""


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A process that reads."""
    with Sandbox() as running:
        yield running


@pytest.fixture
def read(sandbox: Sandbox) -> Read:
    """Reads a file of a name, as an import would."""

    def read(name: str, data: bytes | str, encoding: str | None = None) -> Incoming:
        raw = data if isinstance(data, bytes) else data.encode()
        source = Source(Path(name), raw, encoding, sandbox)
        return reader(source).read(source)

    return read

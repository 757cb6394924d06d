"""Which reader a file goes to: the one that is asked for, else by its name and how it begins."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming


class Source(NamedTuple):
    """A file on its way in."""

    path: Path
    """Where it lies, for what lies beside it."""
    data: bytes
    """What it holds."""

    @property
    def name(self) -> str:
        """What it is called in an error."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """How its name ends, in lower case, with the dot."""
        return self.path.suffix.lower()


class Reader(NamedTuple):
    """A format that comes in."""

    name: str
    """As `--format` takes it."""
    hint: str
    """What that is, in a few words."""
    suffixes: frozenset[str]
    """How the names of such files end."""
    read: Callable[[Source], Incoming]
    """Reads one; raises IntakeError with what is wrong, where, and what to do."""
    looks_so: Callable[[Source], bool] = lambda _: False
    """Whether a file of any name is such a one, by how it begins. Cheap, and never raises."""


def reader(source: Source, name: str | None = None) -> Reader:
    """The reader for a file.

    Args:
        source: The file.
        name: The format that it is said to be in; None where nobody says.

    Raises:
        IntakeError: There is no such format.
    """
    if name is not None:
        if name not in READERS:
            raise IntakeError(f"cannot read {name}: choose one of {', '.join(READERS)}")
        return READERS[name]
    for one in READERS.values():
        if one.looks_so(source):
            return one
    for one in READERS.values():
        if source.suffix in one.suffixes:
            return one
    return READERS["text"]


def _jsonl(source: Source) -> Incoming:
    from annotations.formats import jsonl

    return jsonl.read(source.data, source.name)


def _text(source: Source) -> Incoming:
    from annotations.formats import plain

    return plain.read(source.data, source.name, markdown=False)


def _markdown(source: Source) -> Incoming:
    from annotations.formats import plain

    return plain.read(source.data, source.name, markdown=True)


_JSONL = frozenset({".jsonl", ".ndjson", ".json"})

READERS = {
    one.name: one
    for one in (
        Reader("jsonl", "diptych's own", _JSONL, _jsonl, lambda source: source.data[:2] == b'{"'),
        Reader("markdown", "one article", frozenset({".md", ".markdown"}), _markdown),
        Reader("text", "one article", frozenset({".txt"}), _text),
    )
}
"""Every format that comes in, by name. The first that recognises a file gets it."""

"""The formats of other tools that go out, by the name that `--format` takes."""

from typing import NamedTuple

from annotations.formats.outgoing import Write


class Writer(NamedTuple):
    """A format that goes out."""

    name: str
    """As `--format` takes it."""
    hint: str
    """What that is, in a few words."""
    suffix: str
    """How its file ends, with the dot; empty where a folder of files is written."""
    write: Write
    """Writes it."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return not self.suffix


WRITERS: dict[str, Writer] = {}
"""Every format of another tool that goes out, by name."""

"""The formats of other tools that go out, by the name that `--format` takes.

Nothing is imported before it is written: the command line lists them at every start.
"""

import re
from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # it reads the records, which take long to import
    from annotations.formats.outgoing import Write


WHAT = ("documents", "links", "reviews", "history", "network")
"""What can go out."""

JSONL = "jsonl"
"""The native format."""

GRAPHS = ("graphml", "gexf")
"""Formats of the network."""

_TABLES = ("articles", "spans", "attributions", "links")
_NAMED = r"\d{5,}(-[a-z0-9-]+)?"
"""What the files of an article are called, without suffix: `annotations.formats.tools.slugs`."""


class Writer(NamedTuple):
    """A format that goes out."""

    name: str
    """As `--format` takes it."""
    hint: str
    """What that is, in a few words."""
    suffix: str
    """How its file ends, with the dot; empty where a folder of files is written."""
    module: str
    """Where it is written: the module in `annotations.formats.tools` whose `write` does it."""
    layers: bool = False
    """Whether it says who made what. Where it does not, what several made alike goes out once."""
    files: tuple[str, ...] = ()
    """What the files of its folder are called: patterns, and names that are there each time."""
    links: str = ""
    """The function that writes the links alone into one file, where it can."""

    def is_own(self, names: Collection[str]) -> bool:
        """Whether a folder with files of these names may be one that it wrote, and nothing else."""
        return self.is_folder and (
            all(any(re.fullmatch(own, name) for own in self.files) for name in names)
            and {*names} >= {own.replace("\\", "") for own in self.files if "(" not in own}
        )

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return not self.suffix

    def write(self, what: str = "documents") -> "Write":
        """What writes it.

        Args:
            what: ``documents``, or ``links`` where it writes these alone.
        """
        name = self.links if what == "links" else "write"
        module = import_module(f"annotations.formats.tools.{self.module}")
        write: Write = getattr(module, name)
        return write


WRITERS: dict[str, Writer] = {
    one.name: one
    for one in (
        Writer("spacy", "JSONL for spaCy and Prodigy", ".jsonl", "spacy"),
        Writer("doccano", "JSONL for doccano", ".jsonl", "doccano"),
        Writer("label-studio", "JSON for Label Studio", ".json", "label_studio", layers=True),
        Writer(
            "csv",
            "four tables in a folder",
            "",
            "tables",
            layers=True,
            files=tuple(rf"{name}\.csv" for name in _TABLES),
            links="csv_links",
        ),
        Writer(
            "parquet",
            "the four tables with types",
            "",
            "parquet",
            layers=True,
            files=tuple(rf"{name}\.parquet" for name in _TABLES),
        ),
        Writer(
            "brat",
            "standoff files in a folder",
            "",
            "brat",
            layers=True,
            files=(rf"{_NAMED}\.(txt|ann)", r"annotation\.conf", r"visual\.conf"),
        ),
        Writer("web-annotation", "W3C JSON-LD", ".jsonld", "web_annotation", layers=True),
        Writer(
            "xmi",
            "UIMA files in a folder",
            "",
            "xmi",
            layers=True,
            files=(rf"{_NAMED}\.xmi", r"TypeSystem\.xml"),
        ),
        Writer("conll", "BIO tags, a column a label", ".conll", "conll"),
    )
}
"""Every format of another tool that goes out, by name."""


def formats(what: str) -> tuple[str, ...]:
    """The formats that something can go out in, the native one first."""
    match what:
        case "network":
            return GRAPHS
        case "documents":
            return JSONL, *WRITERS
        case "links":
            return JSONL, *(one.name for one in WRITERS.values() if one.links)
    return (JSONL,)

"""What all desks of a workspace share: the file, and whose hands are on it."""

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from annotations.codebook import Codebook, parse
from annotations.errors import NotFound, Refused
from annotations.model import Record, complaint
from annotations.store import reading
from annotations.store.place import SIDE_FILES, side_file
from annotations.store.store import Store

_DATABASE = b"SQLite format 3\0"

CODEBOOK = "codebook"
"""The setting that the codebook is kept in."""

Made = TypeVar("Made", bound=Record)


@dataclass(frozen=True)
class Desk:
    """One group of a workspace's methods."""

    store: Store
    """The open file."""
    annotator: str
    """Who acts; the layer that is written to."""

    def codebook(self) -> Codebook:
        """The codebook of the workspace; the built-in one where none was set."""
        source = reading.setting(self.store, CODEBOOK)
        return Codebook() if source is None else parse(source, f"the codebook in {self.store.path}")

    def refuse_blind(self, what: str) -> None:
        """Refuse to show something to an annotator who works blind.

        Raises:
            Refused: They do.
        """
        if self.store.is_blind:
            raise Refused(f"you work blind: {what} shows once you have ended your blind pass")

    def refuse_target(self, path: Path) -> None:
        """Refuse to write over a workspace, this one by whatever name or another, or a device.

        Raises:
            Refused: It is one.
        """
        own = self.store.path
        for file in (own, *(side_file(own, ending) for ending in SIDE_FILES)):
            if os.path.realpath(file) == os.path.realpath(path):
                raise Refused(f"{path}: the workspace itself: give another name")
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise Refused(f"{path}: not a file: give the name of one")
        if _is_database(path):
            raise Refused(f"{path}: a workspace, or another database: give another name")

    @staticmethod
    def need_layers(names: Iterable[str], known: Collection[str], besides: str = "") -> None:
        """See that there is a layer of each of some annotators.

        Args:
            names: Whose are asked for.
            known: Whose there are.
            besides: What else might have been asked for, as the end of a list.

        Raises:
            NotFound: There is none of one of them.
        """
        if unknown := next((name for name in names if name not in known), None):
            there = ", ".join(known) or "none"
            raise NotFound(f"no layer of {unknown}: there are {there}{besides}")


def made(kind: type[Made], row: Mapping[str, Any]) -> Made:
    """A record out of a row that holds its fields and maybe more.

    Raises:
        Refused: A value cannot be kept; says which and why.
    """
    try:
        return kind(**{field: row[field] for field in kind.model_fields if field in row})
    except ValidationError as error:
        raise Refused(f"{complaint(error)}: nothing was changed") from None


def _is_database(path: Path) -> bool:
    """Whether a file is there that begins as SQLite's do."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE
    return False

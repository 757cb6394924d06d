"""What all desks of a workspace share: the file, and whose hands are on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from annotations.codebook import Codebook, parse
from annotations.errors import Refused
from annotations.model import Record, complaint
from annotations.store import reading
from annotations.store.store import Store

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


def made(kind: type[Made], row: Mapping[str, Any]) -> Made:
    """A record out of a row that holds its fields and maybe more.

    Raises:
        Refused: A value cannot be kept; says which and why.
    """
    try:
        return kind(**{field: row[field] for field in kind.model_fields if field in row})
    except ValidationError as error:
        raise Refused(f"{complaint(error)}: nothing was changed") from None

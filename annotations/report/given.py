"""What a report is made of: gathered by the workspace, so that nothing here asks for anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annotations.model import Document
from annotations.provenance.case import Case
from annotations.report.beside import Pair
from annotations.text.echoes import Echoes

if TYPE_CHECKING:  # it reads numpy
    from annotations.review.agreement import Agreement


class ReadBlind(NamedTuple):
    """What of a layer was made blind."""

    until: str
    """When the annotator was blind no more."""
    articles: int
    """How many of the articles compared they read blind."""
    earlier: int
    """How many spans in those are from before."""


class Compared(NamedTuple):
    """How far annotators agree."""

    agreement: "Agreement"
    """The figures."""
    articles: int
    """In how many articles two or more were compared."""
    blind: Mapping[str, ReadBlind]
    """Whose layers count as they were when a blind pass was over."""


class Beside(NamedTuple):
    """Two articles to be shown side by side."""

    pair: Pair
    """Which, and why."""
    echoes: Echoes | None
    """What they say word for word or nearly; None where an article stands alone."""


@dataclass(frozen=True)
class Given:
    """All that a report is made of."""

    title: str
    """What it is about: the workspace file's name."""
    case: Case
    """What follows from one layer."""
    documents: Mapping[str, Document]
    """All articles with their texts, in the order of import."""
    beside: Sequence[Beside]
    """What is shown side by side."""
    compared: Compared | None
    """Figures of agreement; None where there are not two layers, or they may not be seen."""
    head: str | None
    """The hash of the last act in the history; None where there is none."""
    version: str
    """Which version of the program makes it."""
    made: str
    """When, in words."""
    blind: bool
    """Whether it is made for somebody who works blind."""

"""What is known of sources and outlets before any claim is asked about."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from annotations.model import Span


class Kind(StrEnum):
    """What a claim rests on."""

    ARTICLE = "article"
    """An article that reports it."""
    SOURCE = "source"
    """Somebody that an article names or describes: a same-source group."""
    OUTLET = "outlet"
    """An outlet that an article of another one cites."""


class Node(NamedTuple):
    """One stop on the way from a report to its roots."""

    kind: Kind
    """What it is."""
    id: str
    """The article's identifier, the group's, or the outlet's name."""


class Maybe(StrEnum):
    """Why two roots may be one."""

    UNSURE = "judged unsure"
    """Somebody looked, and could not say."""
    WAITING = "not judged yet"
    """The matcher proposes that they are the same, and nobody has said."""
    ALIKE = "called the same"
    """Both go by one name, and nobody has said that they differ."""
    UNNAMED = "neither is named"
    """Both are described only, and nobody has said that they differ."""
    THROUGH = "may have spoken through this outlet"
    """A claim is attributed to both, and nobody has said whether one came through the other."""


class Ground(NamedTuple):
    """What is known of sources and outlets, whichever claim is asked about."""

    source: Mapping[str, str]
    """For each source span, its same-source group."""
    outlet_of: Mapping[str, str]
    """For each group that is an outlet with articles here, that outlet."""
    articles_of: Mapping[str, Sequence[str]]
    """The articles of each outlet, in the order of import."""
    outlets: Mapping[str, str]
    """The outlet of each article that has one."""
    rests: Mapping[str, Sequence[Span]]
    """For each span, the sources that it is attributed to."""
    later: frozenset[tuple[str, str]]
    """Two articles of which the second is known to be later than the first."""
    copied: Mapping[str, Sequence[tuple[str, frozenset[str]]]]
    """For each article, those that it copies, with the spans that lie in what was copied."""
    unnamed: frozenset[str]
    """Groups of sources that are described only."""
    called: Mapping[str, frozenset[tuple[str, ...]]]
    """The names that each of the other groups goes by, as they are compared."""
    maybe: Mapping[frozenset[str], Maybe]
    """Groups of sources, two and two, that may be one, as somebody or the matcher says."""
    apart: frozenset[frozenset[str]]
    """Groups of sources, two and two, that are known to differ."""

"""The seam: what any matcher takes and returns. Callers know this module and no other here.

A matcher is a pure function of its arguments: the same spans in another order give the same list.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from annotations.model import Document, Span
from annotations.progress import Progress


class ScoredPair(NamedTuple):
    """Two spans of different documents with the same label, taken for the same thing."""

    left: str
    """Identifier of the span in the document with the smaller ordinal."""
    right: str
    """Identifier of the other span."""
    label: str
    """The label that both have."""
    score: float
    """How likely they are the same, 0 to 1."""
    reasons: tuple[str, ...]
    """What speaks for it, in plain words, strongest first. They may quote the spans."""
    against: tuple[str, ...] = ()
    """What speaks against it, likewise: at most three reasons in all."""
    conflict: bool = False
    """Whether the two speak of the same and differ in a number, a date or a negation."""
    evidence: Sequence[float] = ()
    """What the score was reckoned from: `scorer` learns from verdicts over it. Empty for none."""


class Matching(NamedTuple):
    """What a matcher came to."""

    pairs: list[ScoredPair]
    """What it proposes, best first."""
    scored: int
    """How many pairs of wordings it compared to find them: the measure of work."""
    items: Mapping[str, str] = MappingProxyType({})
    """For each span that is a further mention of something in its own document: the identifier of
    the span that stands for all of them. Pairs join spans that stand for their items only."""


class Matcher(Protocol):
    """Anything that proposes links."""

    @property
    def name(self) -> str:
        """Name and version, such as ``news/1``: kept with every proposal."""

    def match(
        self,
        spans: Sequence[Span],
        documents: Mapping[str, Document],
        progress: Progress,
        fresh: Collection[str] | None = None,
    ) -> Matching:
        """Propose pairs of different documents and the same label, best first.

        Args:
            spans: the spans to compare, in any order, their identifiers distinct.
            documents: every document that a span lies in, by identifier.
            progress: told about every step; may raise ``Cancelled``.
            fresh: documents by identifier: only pairs of which an end lies in one of them are
                proposed, and little is done for the others. None takes all.

        Returns:
            No pair twice; equal scores in a stable order. And how many pairs were compared.

        Raises:
            Cancelled: raised by ``progress``, passed on.
        """

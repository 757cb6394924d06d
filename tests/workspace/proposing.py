"""A matcher that proposes what a test gives it, and articles full of single-letter spans."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from annotations.matching.matcher import Matching, ScoredPair
from annotations.model import Document, Span
from annotations.progress import Progress
from annotations.workspace import Workspace
from tests import stock

LETTERS = "a b c d e f"


class Given(NamedTuple):
    """A matcher that has its pairs and items from the test."""

    pairs: Sequence[ScoredPair]
    items: Mapping[str, str] = MappingProxyType({})
    name: str = "given/1"

    def match(
        self,
        spans: Sequence[Span],
        documents: Mapping[str, Document],
        progress: Progress,
        fresh: Collection[str] | None = None,
    ) -> Matching:
        """Propose them."""
        del spans, documents, fresh
        progress(1, 1)
        return Matching(list(self.pairs), len(self.pairs), self.items)


def lettered(workspace: Workspace, *articles: str, label: str = "entity") -> None:
    """Add articles in which each letter is a span, called after both: ``1a`` in article ``1``."""
    lines = [
        {
            "id": name,
            "text": f"{name}: {LETTERS}",
            "outlet": f"outlet {name}",
            "spans": [
                {"id": f"{name}{letter}", "start": at, "end": at + 1, "label": label}
                for letter in LETTERS.split()
                for at in [len(name) + 2 + LETTERS.index(letter)]
            ],
        }
        for name in articles
    ]
    stock.take_lines(workspace, *lines)


def scored(
    left: str,
    right: str,
    score: float = 0.5,
    *,
    label: str = "entity",
    against: tuple[str, ...] = (),
    conflict: bool = False,
    evidence: tuple[float, ...] = (),
) -> ScoredPair:
    """A proposed pair, with a reason for it."""
    return ScoredPair(left, right, label, score, ("alike",), against, conflict, evidence)


def propose(
    workspace: Workspace, *pairs: ScoredPair, items: Mapping[str, str] | None = None
) -> None:
    """Have them proposed."""
    workspace.links.match(Given(pairs, items or {}))

"""What the workspace holds of one article, fetched by its hand in one go."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from annotations.codebook import Codebook
from annotations.model import Document, Link, Meaning, Span
from annotations.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True)
class Ties:
    """What hangs together in, or with, one article, by the identifier of a span."""

    sources: dict[str, list[str]]
    """Which spans a claim rests on."""
    claims: dict[str, list[str]]
    """Which spans rest on a source."""
    links: dict[str, list[Link]]
    """The annotator's links that join: with the span at either end, wherever the other end is."""

    @classmethod
    def of(cls, article: str) -> Callable[[Workspace], "Ties"]:
        """Work for the workspace's hand: fetch what hangs together."""

        def fetch(workspace: Workspace) -> Ties:
            attributions = workspace.spans.attributions(article)
            book = workspace.codebook()
            links = [link for link in workspace.links.of_article(article) if _joins(link, book)]
            return cls(
                _grouped((a.claim, a.source) for a in attributions),
                _grouped((a.source, a.claim) for a in attributions),
                _grouped((end.id, link) for link in links for end in (link.left, link.right)),
            )

        return fetch


@dataclass(frozen=True)
class Contents:
    """All that the workspace holds of one article."""

    document: Document
    """The article with its text."""
    spans: list[Span]
    """Every layer's, in reading order, when it was fetched."""
    ties: Ties
    """What hangs together."""
    caret: int
    """Where the annotator left off."""
    skips: object
    """How often the annotator has passed over which candidates, as it was put aside."""

    @classmethod
    def of(cls, article: str) -> Callable[[Workspace], "Contents"]:
        """Work for the workspace's hand: fetch an article."""

        def fetch(workspace: Workspace) -> Contents:
            place = workspace.articles.left_off(f"place {article}")
            return cls(
                workspace.articles.get(article),
                workspace.spans.in_article(article),
                Ties.of(article)(workspace),
                place if isinstance(place, int) else 0,
                workspace.articles.left_off(f"skipped {article}"),
            )

        return fetch


def _joins(link: Link, book: Codebook) -> bool:
    """Whether a judged pair speaks of one thing: not where it was found different, or unsure."""
    kind = book.link_kind(link.kind or "")
    return kind is not None and kind.meaning in (Meaning.SAME, Meaning.CONTRADICTS)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups

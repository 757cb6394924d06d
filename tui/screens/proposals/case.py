"""A pair with all that hangs on it, fetched at one go."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.codebook import Codebook, Shape
from annotations.matching.marks import Marks, marks
from annotations.model import Document, Link, Span
from annotations.text.segments import Stretch
from annotations.workspace import Workspace
from annotations.workspace.queue import About, Group

_JOINTS = re.compile(r"[\s\-‐‑–'’]+")
_FEW = 12
"""How many of the articles in which an end is joined are named."""


class Case(NamedTuple):
    """A pair and what is known of it."""

    link: Link
    """The pair."""
    about: About
    """The groups of both ends, and what a verdict would settle."""
    names: Mapping[str, str]
    """What the articles are called in which an end is joined."""
    articles: Mapping[str, Document]
    """The articles of both ends, but those that are shown there already."""

    def elsewhere(self, group: Group) -> tuple[Span, ...]:
        """What an end is the same as in other articles, but for the other end of the pair."""
        ends = {self.link.left.id, self.link.right.id}
        return tuple(span for span in group.joined if span.id not in ends)


def fetch(workspace: Workspace, link: Link, shown: tuple[str | None, str | None]) -> Case:
    """What is known of a pair.

    Args:
        workspace: Where.
        link: The pair.
        shown: The articles that are shown already where its left and right end go.

    Raises:
        NotFound: An end of it is gone.
    """
    about = workspace.links.about(link.left.id, link.right.id)
    ends = zip((link.left, link.right), shown, strict=True)
    wanted = [span.document for span, article in ends if span.document != article]
    articles = {article: workspace.articles.get(article) for article in wanted}
    joined = [*_first(about.left), *_first(about.right)]
    return Case(link, about, names(workspace, joined), articles)


def _first(group: Group) -> list[str]:
    """The first few articles in which it is joined."""
    return list(dict.fromkeys(span.document for span in group.joined))[:_FEW]


def names(workspace: Workspace, articles: Iterable[str]) -> dict[str, str]:
    """What articles are called in a few words: their outlets, where those are known."""
    known = workspace.articles.details(dict.fromkeys(articles))
    return {a: details.outlet or details.title or a for a, details in known.items()}


def marked(link: Link, book: Codebook) -> Marks:
    """The words of both ends that match, and those that conflict, in codepoints of the articles."""
    shape = next(
        (label.shape for label in book.labels if label.name == link.left.label), Shape.NAME
    )
    found = marks(link.left.text, link.right.text, shape)
    return Marks(
        *(
            tuple(
                Stretch(at.start + end.start, at.end + end.start)
                for at in _run_together(stretches, end.text)
            )
            for stretches, end in zip(found, (link.left, link.right) * 2, strict=True)
        )
    )


def _run_together(stretches: Iterable[Stretch], text: str) -> list[Stretch]:
    """Stretches in order, those with nothing but spaces or hyphens between them as one."""
    runs: list[Stretch] = []
    for at in stretches:
        if runs and _JOINTS.fullmatch(text, runs[-1].end, at.start):
            runs[-1] = Stretch(runs[-1].start, at.end)
        else:
            runs.append(at)
    return runs

"""The sources and entities, each with its wordings, counts and articles; and the articles."""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.codebook import Role
from annotations.provenance.board import Row
from annotations.provenance.groups import Group, Variant
from annotations.report.given import Given
from annotations.report.numbers import Article, Numbers, Ref

_MOST_VARIANTS = 12
"""How many wordings of a group are shown."""


class Entry(NamedTuple):
    """A source or an entity."""

    thing: Ref
    """What it is."""
    label: str
    """Its label."""
    is_named: bool
    """Whether a person named it."""
    mentions: int
    """How often it is mentioned."""
    variants: tuple[Variant, ...]
    """Its wordings, the most frequent first."""
    more: int
    """How many wordings are left out."""
    articles: tuple[Article, ...]
    """Where it is mentioned."""
    cited: int
    """How many mentions of claims are attributed to it."""
    is_clashing: bool
    """Whether verdicts say both that it is one thing and that it is not."""


class Listed(NamedTuple):
    """An article, and what it holds."""

    article: Article
    """The article."""
    claims: int
    """How many claims it reports."""
    spreads: tuple[tuple[str, int | None], ...]
    """Where its text stands, and the number of the article beside; None where it stands alone."""


def register(given: Given, numbers: Numbers, role: Role) -> list[Entry]:
    """All groups with a role, those with most mentions first."""
    cited: dict[str, int] = {}
    for sources in given.case.ground.rests.values():
        for source in sources:
            group = given.case.groups.of(source.id)
            if group is not None:
                cited[group.id] = cited.get(group.id, 0) + 1
    groups = sorted(given.case.groups.playing(role), key=lambda group: -len(group.spans))
    return [_entry(numbers, group, cited.get(group.id, 0)) for group in groups]


def _entry(numbers: Numbers, group: Group, cited: int) -> Entry:
    variants = group.variants
    return Entry(
        thing=numbers.group(group),
        label=group.label,
        is_named=group.is_named,
        mentions=len(group.spans),
        variants=tuple(variants[:_MOST_VARIANTS]),
        more=max(0, len(variants) - _MOST_VARIANTS),
        articles=tuple(map(numbers.article, group.articles)),
        cited=cited,
        is_clashing=bool(group.clashes),
    )


def articles(given: Given, numbers: Numbers, rows: Iterable[Row]) -> list[Listed]:
    """All articles, in the order of import."""
    reported: dict[str, int] = {}
    for row in rows:
        for article in row.cells:
            reported[article] = reported.get(article, 0) + 1
    shown: dict[str, list[tuple[str, int | None]]] = {}
    for number, (pair, _) in enumerate(given.beside, 1):
        shown.setdefault(pair.left, []).append((f"p{number}", _number(numbers, pair.right)))
        if pair.right is not None:
            shown.setdefault(pair.right, []).append((f"p{number}", _number(numbers, pair.left)))
    return [
        Listed(numbers.article(one), reported.get(one, 0), tuple(shown.get(one, ())))
        for one in given.documents
    ]


def _number(numbers: Numbers, article: str | None) -> int | None:
    return None if article is None else numbers.article(article).number

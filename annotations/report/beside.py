"""Which articles stand side by side, and how their texts are marked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from annotations.codebook import Role
from annotations.model import Span
from annotations.provenance.case import Case
from annotations.provenance.groups import Group
from annotations.report.marking import Across, Mark, Piece, pieces
from annotations.report.numbers import Numbers
from annotations.text.segments import Stretch
from annotations.text.sharing import containment, trigrams

if TYPE_CHECKING:
    from annotations.report.given import Given

_FAINT = 0.01
"""What share of their word trigrams two texts must have in common to be worth showing together."""


class Pair(NamedTuple):
    """Two articles, or one that has nothing in common with another."""

    left: str
    """The one imported first."""
    right: str | None
    """The other; None where an article stands alone."""
    shared: int
    """How many claims, sources and entities both have."""


def pairs(case: Case, texts: Mapping[str, str]) -> list[Pair]:
    """Each article beside the one that it shares most with, every two once, in import order.

    What is judged counts first: claims, sources and entities that both articles mention, and claims
    of one that contradict the other's. Where an article has nothing of that with any, it is the
    article that has most of its words. Of equal ones the first.

    Args:
        case: What follows from the layer.
        texts: All articles' texts, in the order of import.
    """
    order = {article: place for place, article in enumerate(texts)}
    shared, against = _shared(case), _against(case)
    seen: dict[str, frozenset[int]] = {}
    found: dict[tuple[str, ...], None] = {}
    for article in texts:
        others = Counter(shared.get(article, {})) + Counter(against.get(article, {}))
        other = max(others, key=lambda one: (others[one], -order[one]), default=None)
        other = other or _closest(article, texts, seen)
        ends = (article,) if other is None else sorted((article, other), key=order.__getitem__)
        found[tuple(ends)] = None
    return [_pair(ends, shared) for ends in sorted(found, key=lambda e: [order[one] for one in e])]


def _pair(ends: tuple[str, ...], shared: Mapping[str, Mapping[str, int]]) -> Pair:
    left, right = ends if len(ends) == 2 else (ends[0], None)
    return Pair(left, right, shared.get(left, {}).get(right or "", 0))


def _shared(case: Case) -> dict[str, dict[str, int]]:
    """How many groups each article has in common with each other one that it has any with."""
    found: dict[str, dict[str, int]] = {}
    for group in case.groups:
        for one, other in combinations(group.articles, 2):
            for left, right in ((one, other), (other, one)):
                beside = found.setdefault(left, {})
                beside[right] = beside.get(right, 0) + 1
    return found


def _against(case: Case) -> dict[str, dict[str, int]]:
    """How many claims of each article contradict claims of each other one, likewise."""
    found: dict[str, dict[str, int]] = {}
    for group in case.claims:
        others = {one.group.id: one.group for one in case.contradictions.get(group.id, ())}
        for left, other in product(group.articles, others.values()):
            for right in other.articles:
                if left != right:
                    beside = found.setdefault(left, {})
                    beside[right] = beside.get(right, 0) + 1
    return found


def _closest(article: str, texts: Mapping[str, str], seen: dict[str, frozenset[int]]) -> str | None:
    """The article that has most of an article's words; None where none has any worth showing."""
    if not seen:
        seen.update((one, trigrams(text)) for one, text in texts.items())
    shares = {other: containment(seen[article], seen[other]) for other in texts if other != article}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _FAINT else None


# -- what is shown -------------------------------------------------------------------------------


class Column(NamedTuple):
    """One article of two."""

    article: str
    """Identifier."""
    pieces: Sequence[Piece]
    """Its text, cut where anything begins or ends."""


class Spread(NamedTuple):
    """Two articles side by side, or one alone."""

    id: str
    """What it is linked by."""
    columns: tuple[Column, ...]
    """The articles."""
    shared: int
    """How many claims, sources and entities both have."""
    left: int
    """How many hundredths of the left text's words the right one has, too."""
    right: int
    """The other way round."""


def spreads(given: "Given", numbers: Numbers) -> list[Spread]:
    """All that is shown side by side."""
    spans: dict[str, list[Span]] = {article: [] for article in given.documents}
    for span in given.case.material.spans:
        if span.document in spans:
            spans[span.document].append(span)
    return [_spread(given, numbers, spans, number) for number in range(len(given.beside))]


def _spread(
    given: "Given", numbers: Numbers, spans: Mapping[str, Sequence[Span]], number: int
) -> Spread:
    (left, right, shared), echoes = given.beside[number]
    passages = echoes.passages if echoes else []
    sides: list[tuple[str, list[Stretch]]] = [(left, [echo.left for echo in passages])]
    if right is not None:
        sides.append((right, [echo.right for echo in passages]))
    firsts = [
        _firsts(given.case, spans[article], f"p{number + 1}{side}")
        for (article, _), side in zip(sides, "lr", strict=False)
    ]
    columns = []
    for place, (article, stretches) in enumerate(sides):
        beside = firsts[1 - place] if right is not None else {}
        marks = _marks(given.case, numbers, spans[article], firsts[place], beside)
        columns.append(Column(article, pieces(given.documents[article].text, marks, stretches)))
    return Spread(
        id=f"p{number + 1}",
        columns=tuple(columns),
        shared=shared,
        left=round(100 * echoes.of_left) if echoes else 0,
        right=round(100 * echoes.of_right) if echoes else 0,
    )


class _First(NamedTuple):
    """Where a group is first mentioned in an article."""

    span: str
    target: str


def _firsts(case: Case, spans: Sequence[Span], prefix: str) -> dict[str, _First]:
    """For each group in an article, its first mention there."""
    found: dict[str, _First] = {}
    for span in spans:
        group = case.groups.of(span.id)
        if group is not None and _key(group) not in found:
            found[_key(group)] = _First(span.id, f"{prefix}{len(found) + 1}")
    return found


def _key(group: Group) -> str:
    return f"{group.label}/{group.id}"


def _marks(
    case: Case,
    numbers: Numbers,
    spans: Sequence[Span],
    own: Mapping[str, _First],
    beside: Mapping[str, _First],
) -> list[Mark]:
    """The spans of an article, each with where its like stands in the one beside."""
    found = []
    for span in spans:
        group = case.groups.of(span.id)
        if group is None:
            continue
        tag, first = numbers.tag(group), own[_key(group)]
        across = tuple(_across(case, group, beside))
        found.append(
            Mark(
                span.start,
                span.end,
                role=str(group.role),
                tag=tag,
                target=tag.lower(),
                id=first.target if first.span == span.id else "",
                across=across,
            )
        )
    return found


def _across(case: Case, group: Group, beside: Mapping[str, _First]) -> Iterator[Across]:
    if _key(group) in beside:
        yield Across("⇄", beside[_key(group)].target, "the same, beside")
    if group.role is Role.CLAIM:
        against = (one.group for one in case.contradictions.get(group.id, ()))
        targets = (beside[_key(other)].target for other in against if _key(other) in beside)
        for target in dict.fromkeys(targets):
            yield Across("≠", target, "contradicted, beside")

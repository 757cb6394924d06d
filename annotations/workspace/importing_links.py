"""Links on their way into a workspace: which spans they join, and what goes with what."""

from collections.abc import Callable, Mapping

from annotations.errors import IntakeError
from annotations.formats.incoming import IncomingLink
from annotations.model import Span
from annotations.store import proposals
from annotations.store.store import Row

Pair = tuple[str, str]
"""Two spans, the one in the article imported earlier first."""


def with_ends(link: IncomingLink, renamed: Mapping[str, str]) -> IncomingLink:
    """A link between spans as they are called here."""
    if not renamed:
        return link
    left, right = (renamed.get(end, end) for end in (link.left, link.right))
    of = link.of and (renamed.get(link.of[0], link.of[0]), renamed.get(link.of[1], link.of[1]))
    return link.model_copy(update={"left": left, "right": right, "of": of})


def ends_of(
    place: str, link: IncomingLink, spans: Mapping[str, Span], order: Mapping[str, int]
) -> Pair:
    """Both ends of a link, the one in the article imported earlier first."""
    for end in (link.left, link.right):
        if end not in spans:
            raise IntakeError(
                f'{place}: no span "{end}" in this workspace: import the documents first'
            )
    if spans[link.left].document == spans[link.right].document:
        raise IntakeError(
            f"{place}: both ends are in one article: a link joins two different articles"
        )
    labels = spans[link.left].label, spans[link.right].label
    if link.score is not None and labels != (link.label, link.label):
        raise IntakeError(
            f'{place}: label "{link.label}", but the ends are {labels[0]} and {labels[1]}:'
            " a proposed link joins two spans of its label"
        )
    left, right = sorted((link.left, link.right), key=order.__getitem__)
    return left, right


def items_of(
    proposed: dict[Pair, IncomingLink], spans: Mapping[str, Span], order: Mapping[str, int]
) -> dict[str, str]:
    """What the pairs that go with others say of the mentions of items; those pairs are taken out.

    One stays where what it goes with is not proposed in the same file, or cannot be so.
    """
    along: dict[Pair, Pair] = {}
    for pair, link in proposed.items():
        if link.of is None or not spans.keys() >= {*link.of}:
            continue
        left, right = sorted(link.of, key=order.__getitem__)
        whole = proposed.get((left, right))
        if whole and whole.of is None and all(map(_together(spans), pair, (left, right))):
            along[pair] = left, right
    said = {mention: item for ends in along.items() for mention, item in zip(*ends, strict=True)}
    items = {mention: item for mention, item in said.items() if said.get(item, item) == item}
    for pair, ends in along.items():
        if tuple(items.get(end, end) for end in pair) == ends:
            del proposed[pair]
    return {mention: item for mention, item in items.items() if mention != item}


def _together(spans: Mapping[str, Span]) -> Callable[[str, str], bool]:
    """Whether two spans can be mentions of one item."""

    def together(one: str, other: str) -> bool:
        places = {(spans[end].document, spans[end].label) for end in (one, other)}
        return len(places) == 1

    return together


def proposal_of(pair: Pair, link: IncomingLink) -> Row:
    """The row of a link that is proposed."""
    return proposals.row_of(
        pair,
        link.label,
        link.score or 0.0,
        reasons=link.reasons,
        against=link.against,
        conflict=link.conflict,
        evidence=link.evidence,
    )

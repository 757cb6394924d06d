"""Disagreements, and the resolved layer: both derived from layers, rulings and resolutions.

A *thing* is what several annotators have tagged in one place: their spans, paired up. What all who
read the article say alike is resolved; of the rest each is a disagreement, until somebody settles
it. The originals stay as they are, and nothing here is ever typed.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotations.review.alignment import align_layers
from annotations.review.items import Item, Place, told
from annotations.review.records import Content, Kind, Resolution, Version
from annotations.review.voices import Rulings, Voices, versions, voices

BOTH, NEITHER, NEW = "both", "neither", "new"
"""Choices besides the number of a version."""


class Judged(NamedTuple):
    """What was said of layers."""

    rulings: Rulings
    """By reviewers, and by authors to that."""
    resolutions: Mapping[str, Resolution]
    """How disagreements were settled, by their identifiers."""


class Disagreement(NamedTuple):
    """Something that not all say alike."""

    id: str
    """Told from what is said, so that it is another one as soon as something else is said."""
    kind: Kind
    """What it is about."""
    document: str
    """The article; of a link the one imported earlier."""
    versions: tuple[Version, ...]
    """What is said, and by whom."""
    items: tuple[Item, ...]
    """The items that it is about."""
    severity: float
    """From 0 to 1: how far the versions are from each other."""
    settled: Resolution | None = None
    """How it was settled; None while it is open."""


class Resolved(NamedTuple):
    """Something in the resolved layer."""

    id: str
    """Identifier, the same whenever it is derived from the same."""
    content: Content
    """What it says."""
    by: tuple[str, ...]
    """Who says so."""
    resolution: Resolution | None
    """How it was settled; None where all say so."""
    ends: tuple[str, ...] = ()
    """Of an attribution or a link: the resolved spans that it joins."""


class Article(NamedTuple):
    """One article with all that was said of it."""

    document: str
    """Identifier."""
    sha256: str
    """Of its text: what is found is told by it, as copies of a workspace may name it otherwise."""
    readers: tuple[str, ...]
    """Who annotated it, in the order in which their versions are shown."""
    spans: Sequence[Item]
    """Everybody's, in reading order."""
    attributions: Sequence[Item]
    """Everybody's."""


class Thing(NamedTuple):
    """What is tagged in one place."""

    own: dict[str, Item]
    """What each has there."""
    said: Voices
    """What each says of it."""
    anchor: str
    """What it is told by."""
    resolved: list[Resolved]
    """What became of it."""


@dataclass
class Settled:
    """What came of one article, or of the links between all."""

    disagreements: list[Disagreement] = field(default_factory=list)
    """In reading order, those that are settled, too."""
    spans: list[Resolved] = field(default_factory=list)
    """The resolved spans."""
    relations: list[Resolved] = field(default_factory=list)
    """The resolved attributions, or links."""
    things: dict[str, Thing] = field(default_factory=dict)
    """By original span, what it is one of."""


def settle(article: Article, judged: Judged) -> Settled:
    """Find what those who read an article disagree about, and what is resolved."""
    found, taken, cases = Settled(), set[str](), set[str]()
    for own in _own_things(article):
        thing, case = _settle_thing(article, own, judged)
        found.things.update((item.id, thing) for item in own.values())
        if case and case.id not in cases:  # a layer may have come in with one span twice
            found.disagreements.append(case)
            cases.add(case.id)
        # Two things may have become one by a correction.
        found.spans += [one for one in thing.resolved if one.id not in taken]
        taken |= {one.id for one in thing.resolved}
    joined = _joined(article.attributions, found.things)
    _settle_relations(Kind.ATTRIBUTION, joined, found, article.readers, judged)
    found.spans.sort(key=lambda one: (one.content["start"], -one.content["end"]))
    found.disagreements.sort(key=lambda case: (case.items[0].places[0], case.kind is not Kind.SPAN))
    return found


def settle_links(
    links: Iterable[Item],
    things: Mapping[str, Thing],
    readers: Sequence[str],
    judged: Judged,
) -> Settled:
    """Find what annotators disagree about in links, and what is resolved.

    A pair that somebody has not judged is no disagreement: it is proposed to them still.

    Args:
        links: Everybody's.
        things: What the spans of all articles are, by identifier.
        readers: Whose versions come first.
        judged: What was said of them.
    """
    found = Settled()
    joined = _joined(links, things)
    _settle_relations(Kind.LINK, joined, found, readers, judged)
    return found


# -- spans ---------------------------------------------------------------------------------------


class _Unit(NamedTuple):
    """A span as it is paired up with those of others."""

    start: int
    end: int
    label: str
    item: Item


def _own_things(article: Article) -> Iterator[dict[str, Item]]:
    """What is tagged in each place, by annotator, in reading order."""
    layers: dict[str, list[_Unit]] = {}
    for item in article.spans:
        layers.setdefault(item.author, []).append(_Unit(*item.places[0], item.label, item))
    for group in align_layers(layers):
        yield {annotator: unit.item for annotator, unit in group.items()}


def _settle_thing(
    article: Article, own: dict[str, Item], judged: Judged
) -> tuple[Thing, Disagreement | None]:
    silent = [reader for reader in article.readers if reader not in own]
    said = voices(own, silent, judged.rulings)
    case = _case(Kind.SPAN, [article.sha256], said, article.readers, tuple(own.values()))
    settled = judged.resolutions.get(case.id)
    resolved = [
        Resolved(_digest(article.sha256, told(Kind.SPAN, content)), content, by, how)
        for content, by, how in _outcome(case, settled)
    ]
    # With the labels: of two things in one place each has relations of its own.
    anchor = _digest(article.sha256, sorted({(*i.places[0], i.label) for i in own.values()}))
    is_case = len(case.versions) > 1
    return Thing(own, said, anchor, resolved), (case._replace(settled=settled) if is_case else None)


# -- attributions and links ----------------------------------------------------------------------


class _Joined(NamedTuple):
    """Two things that somebody says belong together."""

    ends: tuple[Thing, Thing]
    """Both."""
    own: dict[str, Item]
    """What each has there."""


def _joined(items: Iterable[Item], things: Mapping[str, Thing]) -> list[_Joined]:
    """The pairs of things that are joined by anybody."""
    pairs: dict[tuple[int, int], _Joined] = {}
    for item in items:
        one, other = (things.get(end) for end in item.ends)
        if one and other and one is not other:
            pair = pairs.setdefault((id(one), id(other)), _Joined((one, other), {}))
            pair.own.setdefault(item.author, item)
    return [*pairs.values()]


def _settle_relations(
    kind: Kind,
    joined: Iterable[_Joined],
    found: Settled,
    readers: Sequence[str],
    judged: Judged,
) -> None:
    taken, cases = set[str](), set[str]()
    for pair in joined:
        silent = _without(pair, readers) if kind is Kind.ATTRIBUTION else ()
        said = voices(pair.own, silent, judged.rulings)
        where = [end.anchor for end in pair.ends]
        if kind is Kind.LINK:  # which article came first may differ between copies
            where.sort()
        case = _case(kind, where, said, readers, tuple(pair.own.values()))
        settled = judged.resolutions.get(case.id)
        if len(case.versions) > 1 and case.id not in cases:
            found.disagreements.append(case._replace(settled=settled))
            cases.add(case.id)
        for content, by, how in _outcome(case, settled):
            ends = _resolved_ends(pair, content)
            made = _digest(*ends, told(kind, content))
            # Two things may have become one by a correction: nothing joins one with itself.
            if len({*ends}) == 2 and made not in taken:
                found.relations.append(Resolved(made, content, by, how, ends))
                taken.add(made)


def _without(pair: _Joined, readers: Iterable[str]) -> Iterator[str]:
    """Those who have both ends in their own layer, and have not joined them."""
    for reader in readers:
        if reader not in pair.own and all(reader in end.own for end in pair.ends):
            yield reader


def _resolved_ends(pair: _Joined, content: Content) -> tuple[str, ...]:
    """The resolved spans that something joins; none where one end is not resolved, or gone."""
    names = sorted(name for name, item in pair.own.items() if item.content == content)
    names = names or sorted(pair.own)
    found = [_resolved_end(end, names[0]) for end in pair.ends]
    return tuple(one for one in found if one) if all(found) else ()


def _resolved_end(end: Thing, name: str) -> str | None:
    """What became of a thing; of several the one that somebody said."""
    said = told(Kind.SPAN, end.said.get(name))
    best = sorted(end.resolved, key=lambda one: told(Kind.SPAN, one.content) != said)
    return best[0].id if best else None


# -- what is said, and what comes of it ----------------------------------------------------------


def _case(
    kind: Kind, where: Sequence[str], said: Voices, readers: Sequence[str], items: tuple[Item, ...]
) -> Disagreement:
    """What is said of something, whether it is a disagreement or not."""
    found = versions(kind, said, readers)
    contents = sorted(json.dumps(told(kind, version.content)) for version in found)
    return Disagreement(
        _digest(kind, *where, contents), kind, items[0].document, found, items, _severity(found)
    )


def _outcome(
    case: Disagreement, settled: Resolution | None
) -> Iterator[tuple[Content, tuple[str, ...], Resolution | None]]:
    """What is resolved, who says so, and how it was settled; nothing while it is open."""
    if len(case.versions) == 1:
        (version,) = case.versions
        if version.content is not None:
            yield version.content, version.by, None
    elif settled:
        for content in settled.chosen:
            chosen = told(case.kind, content)
            by = [v.by for v in case.versions if told(case.kind, v.content) == chosen]
            yield content, by[0] if by else (settled.annotator,), settled


def _severity(found: Sequence[Version]) -> float:
    """How far the versions are from each other: 1 where some say that nothing is there."""
    contents = [version.content for version in found]
    if None in contents:
        return 1.0
    labels = {(content or {}).get("label", (content or {}).get("kind")) for content in contents}
    if len(labels) > 1:
        return 0.9
    return 0.8 * (1 - _shared([(c["start"], c["end"]) for c in contents if c and "start" in c]))


def _shared(places: Sequence[Place]) -> float:
    """What part of all that some stretches cover they all cover."""
    if not places:
        return 1.0
    both = min(end for _, end in places) - max(start for start, _ in places)
    return max(0, both) / (max(end for _, end in places) - min(start for start, _ in places))


def _digest(*parts: Any) -> str:
    """A short name for something, the same in every copy of a workspace."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]

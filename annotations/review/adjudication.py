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

from annotations.review.alignment import align_beside
from annotations.review.items import Item, Place, told
from annotations.review.records import Content, Kind, Resolution, Version
from annotations.review.voices import Basis, Rulings, Voices, basis, versions, voices

BOTH, NEITHER, NEW = "both", "neither", "new"
"""Choices besides the number of a version."""


class Judged(NamedTuple):
    """What was said of layers."""

    rulings: Rulings
    """By reviewers, and by authors to that."""
    resolutions: Mapping[str, Resolution]
    """How disagreements were settled, by their identifiers."""
    between: frozenset[str] | None = None
    """Who has a say; None for everybody. Others' rulings count as far as authors take them."""

    def said(self, own: Mapping[str, Item], silent: Iterable[str]) -> Voices:
        """What those who have a say hold of one thing; takes what `voices` does."""
        said = voices(own, silent, self.rulings)
        if self.between is None:
            return said
        return {name: content for name, content in said.items() if name in self.between}


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

    def settled_by(self, resolutions: Mapping[str, Resolution]) -> Resolution | None:
        """How it was settled; None where nobody has, or somebody has another version by now.

        Who only joins a version, or has none any more, leaves it settled.
        """
        how = resolutions.get(self.id)
        if how is None:
            return None
        said = _by_name(self.kind, self.versions)
        then = _by_name(self.kind, how.versions).items()
        return how if all(said.get(name, content) == content for name, content in then) else None


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
    basis: Basis
    """What it rests on."""
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
    ends: Sequence[Item] = ()
    """Spans that attributions or links join, of those who have no say."""


class Thing(NamedTuple):
    """What is tagged in one place."""

    own: dict[str, Item]
    """What each has there."""
    ends: dict[str, Item]
    """What those have there who have no say."""
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
    endless: int = 0
    """How many attributions or links hold, but with an end that is open, or gone."""

    def take_ends(self, relations: Iterable[Resolved]) -> None:
        """Take in the spans of those who have no say that attributions or links join."""
        used = {end for one in relations for end in one.ends} - {one.id for one in self.spans}
        if used:
            there = (one for thing in self.things.values() for one in thing.resolved)
            self.spans += {one.id: one for one in there if one.id in used}.values()
            self.spans.sort(key=lambda one: (one.content["start"], -one.content["end"]))


def settle(article: Article, judged: Judged) -> Settled:
    """Find what those who read an article disagree about, and what is resolved."""
    found, taken, cases = Settled(), set[str](), set[str]()
    for own, ends in _own_things(article):
        thing, case = (
            _settle_thing(article, own, ends, judged) if own else (_end(article, ends), None)
        )
        found.things.update((item.id, thing) for item in (*own.values(), *ends.values()))
        if case and case.id not in cases:  # a layer may have come in with one span twice
            found.disagreements.append(case)
            cases.add(case.id)
        # Two things may have become one by a correction.
        found.spans += [one for one in thing.resolved if own and one.id not in taken]
        taken |= {one.id for one in thing.resolved if own}
    joined = _joined(article.attributions, found.things)
    _settle_relations(Kind.ATTRIBUTION, joined, found, article.readers, judged)
    found.spans.sort(key=lambda one: (one.content["start"], -one.content["end"]))
    found.take_ends(found.relations)
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


def _own_things(article: Article) -> Iterator[tuple[dict[str, Item], dict[str, Item]]]:
    """What is tagged in each place, by annotator, in reading order; apart, by who has no say."""
    layers, ends = _units(article.spans), _units(article.ends)
    for group in align_beside(layers, ends):
        own, beside = ({name: unit.item for name, unit in part.items()} for part in group)
        yield own, beside


def _units(items: Iterable[Item]) -> dict[str, list[_Unit]]:
    found: dict[str, list[_Unit]] = {}
    for item in items:
        found.setdefault(item.author, []).append(_Unit(*item.places[0], item.label, item))
    return found


def _settle_thing(
    article: Article, own: dict[str, Item], ends: dict[str, Item], judged: Judged
) -> tuple[Thing, Disagreement | None]:
    silent = [reader for reader in article.readers if reader not in own]
    said = judged.said(own, silent)
    case = _case(Kind.SPAN, [article.sha256], said, article.readers, tuple(own.values()))
    case = case._replace(settled=case.settled_by(judged.resolutions))
    resolved = [
        Resolved(_digest(article.sha256, told(Kind.SPAN, content)), content, by, how, on)
        for content, by, how, on in _outcome(case, own, article.readers, judged)
    ]
    thing = Thing(own, ends, said, _anchor(article, own), resolved)
    return thing, case if len(case.versions) > 1 else None


def _anchor(article: Article, there: Mapping[str, Item]) -> str:
    # With the labels: of two things in one place each has relations of its own.
    return _digest(article.sha256, sorted({(*i.places[0], i.label) for i in there.values()}))


def _end(article: Article, ends: dict[str, Item]) -> Thing:
    """A thing of which nobody says anything: it is only there for what joins it."""
    by: dict[str, list[Item]] = {}
    for item in ends.values():
        by.setdefault(_digest(article.sha256, told(Kind.SPAN, item.content)), []).append(item)
    resolved = [
        Resolved(
            made, same[0].content, tuple(item.author for item in same), None,
            Basis.ALIKE if len(same) > 1 else Basis.SINGLE,
        )
        for made, same in by.items()
    ]  # fmt: skip
    return Thing({}, ends, {}, _anchor(article, ends), resolved)


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
        said = judged.said(pair.own, silent)
        where = [end.anchor for end in pair.ends]
        if kind is Kind.LINK:  # which article came first may differ between copies
            where.sort()
        case = _case(kind, where, said, readers, tuple(pair.own.values()))
        case = case._replace(settled=case.settled_by(judged.resolutions))
        if len(case.versions) > 1 and case.id not in cases:
            found.disagreements.append(case)
            cases.add(case.id)
        for content, by, how, on in _outcome(case, pair.own, readers, judged):
            ends = _resolved_ends(pair, content)
            found.endless += not ends
            made = _digest(*ends, told(kind, content))
            # Two things may have become one by a correction: nothing joins one with itself.
            if len({*ends}) == 2 and made not in taken:
                found.relations.append(Resolved(made, content, by, how, on, ends))
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


def _by_name(kind: Kind, said: Iterable[Version]) -> dict[str, tuple[Any, ...] | None]:
    """What each says, as something that can be compared."""
    return {name: told(kind, version.content) for version in said for name in version.by}


_Outcome = tuple[Content, tuple[str, ...], Resolution | None, Basis]


def _outcome(
    case: Disagreement, own: Mapping[str, Item], readers: Sequence[str], judged: Judged
) -> Iterator[_Outcome]:
    """What is resolved, who says so, how it was settled, and on what basis; nothing while open."""
    if len(case.versions) == 1:
        (version,) = case.versions
        if version.content is not None:
            on = basis(version.content, own, version.by, readers, judged.rulings)
            yield version.content, version.by, None, on
    elif case.settled:
        for content in case.settled.chosen:
            chosen = told(case.kind, content)
            by = [v.by for v in case.versions if told(case.kind, v.content) == chosen]
            yield content, by[0] if by else (case.settled.annotator,), case.settled, Basis.SETTLED


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

"""Sources that are given the same long quotation: they are one, however they are called.

Of quotations of ten or more words that two publishers share nearly all have the same speaker, while
what the speakers are called is the same in half of them. Somebody quoted inside a quotation is the
exception, so quotations in quotations do not count. Offsets are codepoints, half-open.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import regex

from annotations.text.attributions import attributions
from annotations.text.segments import Segments, Stretch
from annotations.text.tokens import words

FEWEST_WORDS = 10
"""Words in a row that two quotations must have in common."""
_MOST_ARTICLES = 50
"""Articles with one quotation: more is a phrase that everybody uses, or a footer."""
_MARKS = regex.compile('["“”„«»「」]')


class _Quotation(NamedTuple):
    article: int
    at: Stretch


Mentions = Mapping[int, Sequence[tuple[Stretch, int]]]
"""The tagged sources of each article, in reading order, each with the number of its item."""


def same_speakers(texts: Sequence[str], mentions: Mentions) -> set[tuple[int, int]]:
    """Pairs of items, the smaller number first, that are given the same long quotation.

    Args:
        texts: the articles.
        mentions: where sources are tagged; articles without any are not looked at.
    """
    read = {
        article: Segments(texts[article]) for article in mentions if _MARKS.search(texts[article])
    }
    shared = _shared(read)
    speakers = _Speakers(read, mentions)
    found = set()
    for quotations in shared:
        items = sorted({item for one in quotations if (item := speakers.of(one)) is not None})
        found |= set(combinations(items, 2))
    return found


def _shared(read: Mapping[int, Segments]) -> Iterator[list[_Quotation]]:
    """Quotations that have a long run of words in common, those of one run together."""
    holders: defaultdict[tuple[str, ...], dict[int, _Quotation]] = defaultdict(dict)
    for article, segments in read.items():
        for at in _outermost(segments):
            said = words(segments.text[at.start : at.end])
            for begin in range(len(said) - FEWEST_WORDS + 1):
                run = tuple(said[begin : begin + FEWEST_WORDS])
                holders[run].setdefault(article, _Quotation(article, at))
    known = set()
    for together in holders.values():
        if 1 < len(together) <= _MOST_ARTICLES:
            quotations = list(together.values())
            if tuple(quotations) not in known:
                known.add(tuple(quotations))
                yield quotations


def _outermost(segments: Segments) -> Iterator[Stretch]:
    """The quotations that are in no other one, without those that are in them."""
    outer: Stretch | None = None
    start = 0
    for at in sorted(segments.quotations(0, len(segments.text)), key=lambda q: (q.start, -q.end)):
        if outer and at.start < outer.end:
            yield Stretch(start, max(start, at.start))
            start = max(start, at.end)
            continue
        if outer:
            yield Stretch(start, max(start, outer.end))
        outer, start = at, at.start
    if outer:
        yield Stretch(start, max(start, outer.end))


class _Speakers:
    """Who says a quotation, as far as a tagged source says so."""

    def __init__(self, read: Mapping[int, Segments], mentions: Mentions) -> None:
        self._read, self._mentions = read, mentions
        self._known: dict[int, list[_Attributed]] = {}

    def of(self, quotation: _Quotation) -> int | None:
        """The item of the source that a quotation is attributed to.

        By the article's grammar; where that finds nobody who is tagged, as of a pronoun, whoever
        is tagged beside it in its sentence; else whoever spoke last.
        """
        article, at = quotation
        said = [one for one in self._attributed(article) if _touch(one.claim, at)]
        named = (self._tagged(article, one.source) for one in said if one.source)
        before = (self._tagged(article, one.last) for one in said if one.last and not one.source)
        found = (*named, self._beside(article, at), *before)
        return next((item for item in found if item is not None), None)

    def _tagged(self, article: int, source: Stretch) -> int | None:
        mentions = self._mentions[article]
        return next((item for mention, item in mentions if _touch(mention, source)), None)

    def _beside(self, article: int, at: Stretch) -> int | None:
        """The tagged source nearest to a quotation in its own sentence."""
        sentences = self._read[article].sentences(*at)
        start, end = sentences[0].start, sentences[-1].end
        near = [
            (max(at.start - mention.end, mention.start - at.end), item)
            for mention, item in self._mentions[article]
            if start <= mention.start and mention.end <= end and not _touch(mention, at)
        ]
        return min(near)[1] if near else None

    def _attributed(self, article: int) -> list["_Attributed"]:
        if article not in self._known:
            segments, last = self._read[article], None
            self._known[article] = said = []
            for one in attributions(segments, 0, len(segments.text)):
                if one.claim:
                    said.append(_Attributed(one.claim, one.source, last))
                last = one.source or last
        return self._known[article]


class _Attributed(NamedTuple):
    claim: Stretch
    """A statement."""
    source: Stretch | None
    """Whose it is, where that is said."""
    last: Stretch | None
    """Who spoke before."""


def _touch(one: Stretch, other: Stretch) -> bool:
    return one.start < other.end and other.start < one.end

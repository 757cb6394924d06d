"""A matcher that looks at the spans' own words only: no training, no memory, no context.

Spans of a label are read into forms, equal forms are put together, the index says which pairs of
forms to look at, each pair is scored once, and then every pair of their spans is proposed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from statistics import median
from typing import NamedTuple, Self

from annotations.codebook import Codebook, Shape
from annotations.matching.features import MOST_REASONS, Form, Likeness, Rarity
from annotations.matching.index import Index
from annotations.matching.matcher import Matching, ScoredPair
from annotations.matching.names import Name
from annotations.matching.normal import words
from annotations.matching.sources import Source
from annotations.matching.statements import Statement
from annotations.model import Document, Span
from annotations.progress import Progress

BUILT_IN: Mapping[str, Shape] = {label.name: label.shape for label in Codebook().labels}
"""The shapes of the built-in labels."""

LEAST = 0.5
"""Pairs less alike than this are not proposed."""

MOST_SPANS = 5_000
"""Pairs of spans proposed for one pair of forms. Beyond that, first mentions of the first documents
with all others: enough for all to be joined."""

_LONGEST_NAME = 5
"""Words: a label whose spans are mostly longer is taken for statements."""

_READERS: Mapping[Shape, type[Form]] = {
    Shape.NAME: Name,
    Shape.SOURCE: Source,
    Shape.STATEMENT: Statement,
}


class _Mention(NamedTuple):
    """A span and where it stands: sorted, mentions are in the order of the documents."""

    ordinal: int
    start: int
    end: int
    id: str
    document: str

    @classmethod
    def of(cls, span: Span, document: Document) -> Self:
        """The mention that a span is, in the document that it lies in."""
        return cls(document.ordinal, span.start, span.end, span.id, span.document)


_Ranked = tuple[tuple[float, str, _Mention, _Mention], ScoredPair]
"""A pair behind what it is sorted by."""


class _Group(NamedTuple):
    """The mentions that read the same."""

    form: Form
    mentions: list[_Mention]


class StringMatcher:
    """Compares names as names, sources as sources, statements as statements."""

    def __init__(self, shapes: Mapping[str, Shape] | None = None) -> None:
        """Set what the labels look like.

        Args:
            shapes: shape by label, over the built-in ones. A label without a shape is a name or a
                statement by the length of its spans.
        """
        self._shapes = {**BUILT_IN, **(shapes or {})}

    @property
    def name(self) -> str:
        """Name and version."""
        return "strings/1"

    def match(
        self, spans: Sequence[Span], documents: Mapping[str, Document], progress: Progress
    ) -> Matching:
        """Propose pairs: see :class:`annotations.matching.matcher.Matcher`."""
        labels: defaultdict[str, list[Span]] = defaultdict(list)
        for span in spans:
            labels[span.label].append(span)
        grouped = {
            label: _group(self._reader(label, labels[label]), labels[label], documents)
            for label in sorted(labels)
        }
        steps = _Steps(progress, sum(map(len, grouped.values())))
        found = [
            ranked for label, groups in grouped.items() for ranked in _propose(label, groups, steps)
        ]
        return Matching([pair for _, pair in sorted(found)], steps.compared)

    def _reader(self, label: str, spans: Sequence[Span]) -> type[Form]:
        return _READERS[self._shapes.get(label) or _guess(spans)]


class _Steps:
    """Counts what is done."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        self.compared = 0
        """Pairs of forms that were scored."""
        progress(0, total)

    def take(self) -> None:
        """Count one more and tell; raises what the progress raises, to stop."""
        self._done += 1
        self._progress(self._done, self._total)


def _guess(spans: Sequence[Span]) -> Shape:
    long = median(len(words(span.text)) for span in spans) > _LONGEST_NAME
    return Shape.STATEMENT if long else Shape.NAME


def _group(
    reader: type[Form], spans: Sequence[Span], documents: Mapping[str, Document]
) -> list[_Group]:
    """Put together what reads the same, in the order of how it reads. No words, no group."""
    forms = {text: reader.read(text) for text in {span.text for span in spans}}
    groups: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        groups[forms[span.text].key].append(span)
    return [
        _Group(
            _typical(forms[span.text] for span in same),
            _first_mentions(_Mention.of(span, documents[span.document]) for span in same),
        )
        for key, same in sorted(groups.items())
        if key
    ]


def _plainness(form: Form) -> tuple[bool, bool, int, str]:
    text = form.text
    return not text.islower(), text.isupper(), len(text), text


def _typical(forms: Iterable[Form]) -> Form:
    """The form that stands for its group: in small letters, else not in capitals; the shortest."""
    return min(forms, key=_plainness)


def _first_mentions(mentions: Iterable[_Mention]) -> list[_Mention]:
    """The first mention in each document, in order, then the second ones, and so on."""
    seen: Counter[str] = Counter()
    ranked = []
    for mention in sorted(mentions):
        seen[mention.document] += 1
        ranked.append((seen[mention.document], mention))
    return [mention for _, mention in sorted(ranked)]


def _rarity(groups: Iterable[_Group]) -> Rarity:
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        for mention in group.mentions:
            documents[mention.document].update(group.form.weighed)
    return Rarity(documents.values())


def _propose(label: str, groups: Sequence[_Group], steps: _Steps) -> Iterator[_Ranked]:
    """Score the pairs of groups worth it, and give the pairs of their mentions."""
    index, rarity = Index([group.form for group in groups]), _rarity(groups)
    for place, one in enumerate(groups):
        likeness = one.form.likeness(one.form, rarity)
        yield from _pairs(label, likeness, combinations(one.mentions, 2))
        for other in (groups[near] for near in index.after(place)):
            likeness = one.form.likeness(other.form, rarity)
            steps.compared += 1
            if likeness.score >= LEAST:
                yield from _pairs(label, likeness, product(one.mentions, other.mentions))
        steps.take()


def _pairs(
    label: str, likeness: Likeness, ends: Iterable[tuple[_Mention, _Mention]]
) -> Iterator[_Ranked]:
    score, reasons = round(likeness.score, 4), likeness.reasons[:MOST_REASONS]
    apart = (sorted(pair) for pair in ends if pair[0].document != pair[1].document)
    for left, right in islice(apart, MOST_SPANS):
        pair = ScoredPair(left.id, right.id, label, score, reasons)
        yield (-score, label, left, right), pair

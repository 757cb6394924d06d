"""The counterpart of a stretch: the passages of another text that most likely say the same.

Statements go by the words they share, names and sources by the matcher's likeness of them, all with
the matcher's reasons in words. A little is added for what is tagged already, for a name whose
sentence is alike, for a statement near the top, where news says what it is about. Of equals the
one nearest to the same relative place comes first. Nothing is learnt: the same input gives the
same list.

The few weights were chosen on the train split of ECB+ (``tests/benchmarks/counterparts.py``).
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import chain
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

import regex

from annotations.codebook import Shape
from annotations.matching.features import Likeness, Rarity
from annotations.matching.names import Name
from annotations.matching.normal import words
from annotations.matching.passages import Passages, same_place
from annotations.matching.sources import Source
from annotations.matching.statements import Statement, longest_run
from annotations.model import Span
from annotations.text.segments import Stretch

MOST = 10
"""More than so many nobody goes through."""

_LEAST_SAID = 0.06
"""Statements that have less in common are not offered; tagged ones need a word in common."""
_LEAST_NAMED = 0.4
"""Names less alike are not offered."""
_LEAST_TAGGED = 0.2
"""The same of tagged ones."""
_TAGGED = 0.2
"""What is added for a passage that is tagged."""
_LEAD = 0.1
"""What is added for the first sentence; for the last nothing."""
_CONTEXT = 0.1
"""What is added for a name in a sentence that says the same."""
_HIGHEST = 1.3
"""What the best passage can come to with all that is added: 100 %."""
_COMPARED = 200
"""Statements that are compared: those that share the rarest words."""
_LONGEST_AGAIN = 400
"""Codepoints of words that are looked for again: time grows with the third power of a long word."""
_REPEATS = 3
"""Places offered of one wording that is not tagged."""


class Counterpart(NamedTuple):
    """A passage that may say the same."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    score: float
    """How well it fits, 0 to 1: no probability, but in proportion to one."""
    why: tuple[str, ...]
    """The reasons in words, strongest first. They may quote the texts."""
    span: str | None
    """The identifier of the span that it is, where it is tagged."""

    @property
    def stretch(self) -> Stretch:
        """Where it is."""
        return Stretch(self.start, self.end)


def counterparts(
    here: Passages, wanted: Stretch, shape: Shape, there: Passages, tagged: Iterable[Span] = ()
) -> list[Counterpart]:
    """The passages of another text that most likely say what a stretch says, best first.

    Args:
        here: The text that the stretch is in.
        wanted: What the counterpart is wanted of.
        shape: What that is.
        there: The other text.
        tagged: The spans there that count, in any layer; of two at one place the first.

    Returns:
        At most :data:`MOST`, no place twice; empty where nothing is alike.

    Raises:
        Cancelled: One of the texts was told to stop.
    """
    if not words(here.text[wanted.start : wanted.end]):
        return []
    spans = {Stretch(span.start, span.end): span.id for span in reversed(list(tagged))}
    search = _Search(here, wanted, there, spans)
    where = wanted.start / max(1, len(here.text)) * len(there.text)
    if shape is Shape.STATEMENT:
        return _distinct(search.statements(), there.text, where, same_place)
    return _distinct(search.names(shape), there.text, where, _touch)


def _distinct(
    found: Iterable[Counterpart], text: str, where: float, clash: Callable[[Stretch, Stretch], bool]
) -> list[Counterpart]:
    """The best, without untagged ones that clash with a better one or are one wording too often."""
    best: list[Counterpart] = []
    repeats: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: _rank(one, where)):
        if one.span is None:
            wording = text[one.start : one.end]
            if repeats[wording] == _REPEATS or any(clash(one.stretch, b.stretch) for b in best):
                continue
            repeats[wording] += 1
        best.append(one)
        if len(best) == MOST:
            break
    return best


def _rank(one: Counterpart, where: float) -> tuple[float, bool, float, int, int]:
    """Best first; of equals the tagged, then the nearest to a place, then the longer one."""
    return -round(one.score, 6), one.span is None, abs(one.start - where), one.start, -one.end


def _touch(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


class _Search:
    """One search for counterparts."""

    def __init__(
        self, here: Passages, wanted: Stretch, there: Passages, spans: Mapping[Stretch, str]
    ) -> None:
        self._here, self._wanted, self._there, self._spans = here, wanted, there, spans
        self._ordered = sorted(spans)
        self._rarity = Rarity(chain(here.bags, there.bags))

    def statements(self) -> Iterator[Counterpart]:
        """The sentences and quotations that share a content word, and the tagged spans."""
        there, one = self._there, self._here.read(self._wanted)
        for stretch in dict.fromkeys((*self._near(one), *self._spans)):
            if stretch not in self._spans and self._is_tagged(stretch):
                continue
            other = there.read(stretch)
            said = _in_common(one, other, self._rarity)
            if said >= _LEAST_SAID or (said and stretch in self._spans):
                lead = _LEAD * (1 - stretch.start / len(there.text))
                likeness = one.likeness(other, self._rarity)
                why = (*likeness.reasons, *likeness.against)
                yield self._found(stretch, said + lead, why, sqrt)

    def names(self, shape: Shape) -> Iterator[Counterpart]:
        """The tagged spans, the names, those who speak, and the same words again."""
        likeness = self._by_name(shape)
        places: dict[str, dict[Stretch, None]] = {}
        for stretch in chain(self._spans, self._named(shape)):
            wording = self._there.text[stretch.start : stretch.end]
            places.setdefault(wording, {})[stretch] = None
        for wording, stretches in places.items():
            score, why, against = likeness(wording)
            for stretch in stretches if score >= _LEAST_TAGGED else ():
                if score >= _LEAST_NAMED or stretch in self._spans:
                    yield self._found(stretch, score + self._context(stretch), (*why, *against))

    def _found(
        self,
        stretch: Stretch,
        fit: float,
        why: tuple[str, ...],
        scale: Callable[[float], float] = float,
    ) -> Counterpart:
        span = self._spans.get(stretch)
        fit += _TAGGED * (span is not None)
        return Counterpart(*stretch, scale(fit / _HIGHEST), why, span)

    # -- statements ------------------------------------------------------------------------------

    def _near(self, one: Statement) -> list[Stretch]:
        """The statements that share most of what is rare."""
        weights: defaultdict[Stretch, float] = defaultdict(float)
        for word in one.telling:
            for stretch in self._there.holders.get(word, ()):
                weights[stretch] += self._rarity(word)
        return nlargest(_COMPARED, weights, key=lambda stretch: (weights[stretch], -stretch.start))

    def _is_tagged(self, stretch: Stretch) -> bool:
        """Whether a tagged span is at the same place; only those that start near it can be."""
        reach = stretch.end - stretch.start
        first = bisect_left(self._ordered, stretch.start - reach, key=itemgetter(0))
        last = bisect_left(self._ordered, stretch.end, key=itemgetter(0))
        return any(same_place(stretch, span) for span in self._ordered[first:last])

    # -- names -----------------------------------------------------------------------------------

    def _by_name(self, shape: Shape) -> Callable[[str], Likeness]:
        """How alike any wording and the wanted one are."""
        wanted = self._here.text[self._wanted.start : self._wanted.end]
        if shape is Shape.SOURCE:
            source = Source.read(wanted)
            return lambda wording: source.likeness(Source.read(wording), self._rarity)
        name = Name.read(wanted)
        return lambda wording: name.likeness(Name.read(wording), self._rarity)

    def _named(self, shape: Shape) -> Iterator[Stretch]:
        """What of the other text is a name, and what reads the same but for capitals."""
        yield from self._there.names
        if shape is Shape.SOURCE:
            yield from self._there.sources
        yield from self._again()

    def _again(self) -> Iterator[Stretch]:
        """Where the wanted words stand again, but for capitals and white space."""
        text, spoken = self._here.text, self._here.segments.words(*self._wanted)
        if not spoken or spoken[-1].end - spoken[0].start > _LONGEST_AGAIN:
            return
        pattern = r"\s+".join(regex.escape(text[word.start : word.end]) for word in spoken)
        for match in regex.finditer(rf"(?i)\b{pattern}\b", self._there.text):
            yield Stretch(*match.span())

    def _context(self, stretch: Stretch) -> float:
        """What the sentence round a name says for it."""
        one = self._here.sentence_at(self._wanted.start)
        return _CONTEXT * _in_common(one, self._there.sentence_at(stretch.start), self._rarity)


def _in_common(one: Statement, other: Statement, rarity: Rarity) -> float:
    """How much of what one statement says another says, 0 to 1, whether it agrees or not.

    By the weight of the shared words: half of it their share of the first statement's, half of
    both statements'; or by the longest run of words where that is more, a little less where there
    is more to the longer one.
    """
    if one.key == other.key:
        return 1.0
    shared = rarity.total(one.content & other.content)
    if not shared:
        return 0.0
    weight, other_weight = rarity.total(one.telling), rarity.total(other.telling)
    run, lengths = longest_run(one, other), sorted((len(one.words), len(other.words)))
    same_words = 0.9 * run / lengths[0] + 0.1 * run / lengths[1]
    return max(same_words, 0.5 * shared / weight + shared / (weight + other_weight))

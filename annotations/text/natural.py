"""What a key means at a place: the stretch natural to a label, and the next larger or smaller one.

Offsets are codepoints, half-open. No stretch has white space at its ends.
"""

from typing import Literal

from annotations.text.lexicon import lexicon
from annotations.text.names import name_at
from annotations.text.segments import Segments, Stretch

Shape = Literal["statement", "name", "source"]
"""What a label is for: claims are statements, entities names, sources sources."""

_FEWEST_WORDS = 3  # of a quotation that states something
_LONGEST_PHRASE = 8  # words before, or behind, the one under the cursor


def natural(segments: Segments, offset: int, shape: Shape) -> Stretch | None:
    """The stretch at offset that a label of this shape would be put on; None where there is none.

    A *statement* is the quotation, else the sentence; a *name* the name, else the word; a *source*
    the noun phrase of someone who speaks, with its article, else the name, else the word.
    """
    if shape == "statement":
        quotation = segments.quotation(offset)
        if quotation and states(segments, quotation):
            return quotation
        sentence = segments.sentence(offset)
        return sentence if sentence.start < sentence.end else None
    phrase = source_at(segments, offset) if shape == "source" else None
    return phrase or name_at(segments, offset) or segments.word(offset)


def grow(segments: Segments, stretch: Stretch) -> Stretch:
    """The next larger object round a stretch: word, name, phrase, quotation, sentence, paragraph.

    From an empty stretch, the smallest object there. A paragraph stays as it is; what reaches over
    several grows to all of them.
    """
    start, end = stretch
    whole = _paragraphs(segments, stretch)
    if start == end:
        return next(iter(_rungs(segments, start)), whole)
    larger = [one for one in _rungs(segments, start) if _holds(one, stretch)]
    return min(larger, key=_length, default=whole if _holds(whole, stretch) else stretch)


def shrink(segments: Segments, stretch: Stretch, at: int) -> Stretch:
    """The next smaller object round ``at`` inside a stretch; an empty one in the smallest."""
    smaller = [one for one in _rungs(segments, at) if _holds(stretch, one)]
    return max(smaller, key=_length, default=Stretch(at, at))


def states(segments: Segments, quotation: Stretch) -> bool:
    """Whether a quotation says something: no scare quotes, no title of a newspaper."""
    words = segments.words(*quotation)
    text = segments.text
    return len(words) >= _FEWEST_WORDS and any(
        text[word.start] == text[word.start].lower() for word in words
    )


def source_at(segments: Segments, offset: int) -> Stretch | None:
    """The noun phrase at offset that names a source: ``a senior member of the parliament``."""
    words = segments.words(*segments.sentence(offset))
    at = next((i for i, word in enumerate(words) if word.start <= offset <= word.end), None)
    if at is None:
        return None
    phrase = _Phrase(segments, words)
    head = phrase.head(at)
    if head is None:
        return None
    return Stretch(words[phrase.first(at)].start, phrase.end(head))


class _Phrase:
    """The words of one sentence, as noun phrases go through them. Places are indices of words."""

    def __init__(self, segments: Segments, words: list[Stretch]) -> None:
        self._segments = segments
        self._words = words
        self._known = lexicon(segments.language)
        self._texts = [segments.text[word.start : word.end] for word in words]

    def head(self, at: int) -> int | None:
        """The noun that the phrase through ``at`` is about, if it is a source."""
        for place in range(at, min(at + _LONGEST_PHRASE, len(self._words))):
            if place > at and not self._goes_on(place):
                return None
            if self._breaks(place):
                return None
            if self._known.is_source(self._texts[place]) or self._speaks(place):
                while self._goes_on(place + 1) and self._known.is_source(self._texts[place + 1]):
                    place += 1
                return place
        return None

"""What a key means at a place: the stretch natural to a label, and the next larger or smaller one.

Offsets are codepoints, half-open. No stretch has white space at its ends.
"""

from annotations.codebook import Shape
from annotations.text.names import name_at
from annotations.text.phrases import source_at
from annotations.text.segments import Segments, Stretch

_FEWEST_WORDS = 3  # of a quotation that states something


def natural(segments: Segments, offset: int, shape: Shape) -> Stretch | None:
    """The stretch at offset that a label of this shape would be put on; None where there is none.

    A *statement* is the quotation, else the sentence; a *name* the name, else the word; a *source*
    the noun phrase of someone who speaks, with its article, else the name, else the word.
    """
    if shape is Shape.STATEMENT:
        quotation = segments.quotation(offset)
        if quotation and states(segments, quotation):
            return quotation
        sentence = segments.sentence(offset)
        return sentence if sentence.start < sentence.end else None
    phrase = source_at(segments, offset) if shape is Shape.SOURCE else None
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


def _rungs(segments: Segments, offset: int) -> list[Stretch]:
    """The objects round offset that a selection grows through, in no order but the first."""
    rungs = [
        segments.word(offset),
        name_at(segments, offset),
        source_at(segments, offset),
        segments.quotation(offset),
        segments.sentence(offset),
        segments.paragraph(offset),
    ]
    return [rung for rung in rungs if rung and rung.start < rung.end]


def _paragraphs(segments: Segments, stretch: Stretch) -> Stretch:
    """From the start of the first paragraph that the stretch touches to the end of the last."""
    first = segments.paragraph(stretch.start)
    last = segments.paragraph(max(stretch.start, stretch.end - 1))
    return Stretch(min(first.start, stretch.start), max(last.end, stretch.end))


def _length(stretch: Stretch) -> int:
    return stretch.end - stretch.start


def _holds(one: Stretch, other: Stretch) -> bool:
    """Whether one stretch holds the other and more."""
    return one != other and one.start <= other.start and other.end <= one.end

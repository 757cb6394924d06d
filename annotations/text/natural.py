"""What a key means at a place: the stretch natural to a label, and the next larger or smaller one.

Offsets are codepoints, half-open. No stretch has white space at its ends.
"""

from annotations.codebook import Shape
from annotations.text.attributions import attributions
from annotations.text.clauses import clause_at, reported_at
from annotations.text.lexicon import lexicon
from annotations.text.names import name_at, titled_at
from annotations.text.parts import states
from annotations.text.phrases import source_at
from annotations.text.segments import Segments, Stretch


def natural(
    segments: Segments, offset: int, shape: Shape, *, with_stop: bool = True
) -> Stretch | None:
    """The stretch at offset that a label of this shape would be put on; None where there is none.

    A *statement* is the quotation; else what somebody in the sentence is said to say; else, where
    a clause behind "and", "but", a dash or semicolon begins at offset, that clause; else the
    sentence. A *name* is the name without its title, else the word. A *source* is whoever says
    something there, else the noun phrase of someone who might, else the name, else the word,
    unless that is one such as "the".

    Args:
        segments: The text.
        offset: Where.
        shape: What for.
        with_stop: Whether a whole sentence takes the stop that ends it.
    """
    if shape is Shape.STATEMENT:
        return _statement(segments, offset, with_stop=with_stop)
    if shape is Shape.SOURCE:
        return (
            _speaker(segments, offset)
            or source_at(segments, offset)
            or titled_at(segments, offset)
            or _word(segments, offset)
        )
    return name_at(segments, offset) or _word(segments, offset)


def _word(segments: Segments, offset: int) -> Stretch | None:
    """The word at offset, unless it is one such as "the" or "of", which nobody tags alone."""
    word = segments.word(offset)
    if word is None:
        return None
    small, known = segments.text[slice(*word)].lower(), lexicon(segments.language)
    return None if small in known.breaks | known.determiners else word


def _statement(segments: Segments, offset: int, *, with_stop: bool) -> Stretch | None:
    quotation = segments.quotation(offset)
    if quotation and states(segments, quotation):
        return quotation
    sentence = segments.sentence(offset)
    if sentence.start == sentence.end:
        return None
    if reported := reported_at(segments, offset):
        return reported
    clause = clause_at(segments, offset)
    if clause.start == offset != sentence.start:
        return clause
    return sentence if with_stop else segments.without_stop(sentence)


def _speaker(segments: Segments, offset: int) -> Stretch | None:
    """Whoever is said to say something in the sentence, if offset is in the words for that."""
    found = (one.source for one in attributions(segments, *segments.sentence(offset)))
    return next((one for one in found if one and one.start <= offset <= one.end), None)


def grow(segments: Segments, stretch: Stretch) -> Stretch:
    """The next larger object round a stretch: word, name, phrase, clause, sentence, paragraph.

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


def _rungs(segments: Segments, offset: int) -> list[Stretch]:
    """The objects round offset that a selection grows through, in no order but the first."""
    rungs = [
        segments.word(offset),
        name_at(segments, offset),
        titled_at(segments, offset),
        source_at(segments, offset),
        _speaker(segments, offset),
        clause_at(segments, offset),
        reported_at(segments, offset),
        segments.quotation(offset),
        segments.without_stop(segments.sentence(offset)),
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

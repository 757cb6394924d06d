"""Clauses: what a sentence states in one of its halves, and what somebody in it is said to say.

Found by rule: at a semicolon, a dash, and where a word such as "and" follows a comma. Offsets are
codepoints, half-open.
"""

from itertools import pairwise

from annotations.text.attributions import attributions
from annotations.text.lexicon import Lexicon, lexicon
from annotations.text.parts import Kind, parts
from annotations.text.segments import Segments, Stretch

_DASHES = frozenset("—–;:")


def reported_at(segments: Segments, offset: int) -> Stretch | None:
    """The statement that somebody is said to make, if offset is in one; the innermost."""
    sentence = segments.sentence(offset)
    claims = [found.claim for found in attributions(segments, *sentence)]
    around = [claim for claim in claims if claim and claim.start <= offset <= claim.end]
    return min(around, key=lambda claim: claim.end - claim.start, default=None)


def clause_at(segments: Segments, offset: int) -> Stretch:
    """The clause that contains offset, without the word that joins it and any stop behind."""
    sentence = segments.sentence(offset)
    whole = segments.without_stop(sentence)
    for start, end in pairwise([whole.start, *_starts(segments, whole), whole.end]):
        if start <= offset < end or end == whole.end:
            return _trimmed(segments, start, end)
    return whole


def _starts(segments: Segments, sentence: Stretch) -> list[int]:
    """Where clauses but the first begin."""
    joins = _joining(lexicon(segments.language))
    found = []
    words = parts(segments, sentence)
    for before, word, following in zip(words, words[1:], words[2:], strict=False):
        if before.small in _DASHES and word.is_word:
            found.append(word.start)
        elif word.small in joins and following.kind is not Kind.SIGN:
            found.append(following.start)
    return found


def _trimmed(segments: Segments, start: int, end: int) -> Stretch:
    """Without the joining word, comma and spaces at its end."""
    joins = _joining(lexicon(segments.language))
    kept = parts(segments, Stretch(start, end))
    if end != segments.sentence(start).end:
        while len(kept) > 1 and (kept[-1].small in joins or kept[-1].small in ",;:—–"):
            kept.pop()
    last = min(kept[-1].end, end) if kept else end
    return segments.trimmed(start, last) or Stretch(start, last)


def _joining(known: Lexicon) -> frozenset[str]:
    """The words that a clause may be joined to the one before it with."""
    return known.joins | known.that | known.clause_joins

"""Stretches that are worth tagging: names, who says something, and what they say.

Everything here is found from the text alone, by rule and offline. What the rest of a workspace
tells, words tagged before and claims that other articles make, comes on top in `offers`. Offsets
are codepoints, half-open.
"""

from collections.abc import Callable, Iterator, Sequence

from annotations.text.attributions import attributions
from annotations.text.kinds import Candidate, Kind, Labels
from annotations.text.mentions import mentions
from annotations.text.names import name_at
from annotations.text.parts import states
from annotations.text.quotes import MARKS
from annotations.text.saying.forms import Attribution
from annotations.text.segments import Segments, Stretch

_MARKS = MARKS | {"「", "『"}

_NEAR = 60  # codepoints from a speaker within which the verb stands

Stopped = Callable[[], bool]
Finder = Callable[[Segments, Labels, Stopped], Iterator[Candidate]]
"""Anything that finds candidates in a text: the seam for other ways than rules."""


def by_name(segments: Segments, labels: Labels, stopped: Stopped) -> Iterator[Candidate]:
    """Names, without their titles and with them, and acronyms."""
    for name in mentions(segments, stopped) if labels.name else ():
        start, end = name.stretch
        kind = Kind.BARE if name.titled else Kind.ACRONYM if name.acronym else Kind.NAME
        yield Candidate(start, end, labels.name, str(kind), kind, (start, -end, _Rank.NAME))
        if name.titled:
            order = (start, -end, _Rank.OTHER_NAME)
            yield Candidate(*name.titled, labels.name, str(Kind.TITLED), Kind.TITLED, order)


def by_attribution(segments: Segments, labels: Labels, stopped: Stopped) -> Iterator[Candidate]:
    """Who says something, and what they say."""
    for found in attributions(segments, 0, len(segments.text), stopped):
        if found.source and labels.source:
            yield from _speakers(segments, found.source, found.cue, labels.source)
        if found.claim and labels.claim:
            yield _said(segments.text, found, found.claim, labels.claim)


def by_quotation(segments: Segments, labels: Labels, stopped: Stopped) -> Iterator[Candidate]:  # noqa: ARG001 (it is quick)
    """Quotations that state something, whoever says them."""
    for start, end in segments.quotations(0, len(segments.text)) if labels.claim else ():
        # A quotation from the middle of a sentence is part of somebody else's statement.
        if states(segments, Stretch(start, end)) and not segments.text[start].islower():
            kind, order = Kind.QUOTATION, (start, -end, _Rank.CLAIM)
            yield Candidate(start, end, labels.claim, str(kind), kind, order)


RULES: tuple[Finder, ...] = (by_attribution, by_quotation, by_name)
"""What finds candidates by default; of two for one stretch and label the earlier one's counts."""


def candidates(
    segments: Segments,
    labels: Labels = Labels(),  # noqa: B008 (frozen)
    stopped: Stopped = lambda: False,
    finders: Sequence[Finder] = RULES,
) -> list[Candidate]:
    """All candidates of a text in the order in which they are offered. Linear in its length.

    Args:
        segments: The text.
        labels: What they would be tagged as.
        stopped: Asked again and again whether to stop.
        finders: What looks for them.

    Raises:
        Cancelled: ``stopped`` said so.
    """
    found: dict[tuple[int, int, str], Candidate] = {}
    for finder in finders:
        for one in finder(segments, labels, stopped):
            found.setdefault((*one.stretch, one.label), one)
    return sorted(found.values(), key=lambda one: one.order)


class _Rank:
    """The order of candidates at one place: what is said, who says it, who is named."""

    # Ten apart, so that what is preferred can go behind its other form.
    CLAIM, SPEAKER, OTHER_SPEAKER, NAME, OTHER_NAME = 0, 10, 11, 20, 21


def _speakers(segments: Segments, source: Stretch, cue: str, label: str) -> Iterator[Candidate]:
    """A source, and where it comes with a description, the source without."""
    start, end = source
    bare = _without_description(segments, source)
    kind = Kind.DESCRIBED if bare else Kind.SPEAKER
    why = f"{kind}: {cue}"
    yield Candidate(start, end, label, why, kind, (start, -end, _Rank.SPEAKER))
    if bare:
        kind, order = Kind.UNDESCRIBED, (start, -end, _Rank.OTHER_SPEAKER)
        yield Candidate(*bare, label, str(kind), kind, order)


def _without_description(segments: Segments, source: Stretch) -> Stretch | None:
    """The name of "Ann Orr, a mayor" or "the mayor, Ann Orr", else what stands before the comma."""
    comma = segments.text.find(", ", *source)
    if comma < 0:
        return None
    behind = segments.trimmed(comma + 1, source.end)
    is_named = behind and name_at(segments, behind.start) == behind
    return behind if is_named else segments.trimmed(source.start, comma)


def _cued(text: str, found: Attribution) -> str:
    """Who says it and the word for that, in the order of the text."""
    if found.source is None:
        return found.cue
    start, end = found.source
    who, verb = text[start:end], found.cue.split()[-1]
    before = text[max(0, start - _NEAR) : start].casefold().rfind(verb)
    behind = text[end : end + _NEAR].casefold().find(verb)
    # The nearer of the two, counted from the source.
    is_before = before >= 0 and (behind < 0 or min(start, _NEAR) - before - len(verb) < behind)
    return f"{found.cue} {who}" if is_before else f"{who} {found.cue}"


def _said(text: str, found: Attribution, claim: Stretch, label: str) -> Candidate:
    start, end = claim
    quoted = start > 0 and text[start - 1] in _MARKS
    kind = Kind.QUOTATION if quoted else Kind.REPORTED
    why = f"{kind}: {_cued(text, found)}"
    return Candidate(start, end, label, why, kind, (start, -end, _Rank.CLAIM), found.source)

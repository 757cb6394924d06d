"""Stretches that are worth tagging: names, who says something, and what they say.

Everything here is found from the text alone, by rule and offline. What the rest of a workspace
tells, words tagged before and claims that other articles make, comes on top in `offers`. Offsets
are codepoints, half-open.
"""

from collections.abc import Callable, Iterator, Sequence

import regex

from annotations.text.attributions import attributions
from annotations.text.kinds import Candidate, Kind, Labels, Rank
from annotations.text.mentions import mentions
from annotations.text.names import name_at, titled_at
from annotations.text.parts import states
from annotations.text.quotes import MARKS
from annotations.text.saying.forms import Attribution
from annotations.text.segments import Segments, Stretch

_MARKS = MARKS | {"「", "『"}

_COMMA = regex.compile(r",\s")
_NEAR = 60  # codepoints from a speaker within which the verb stands

Stopped = Callable[[], bool]
Finder = Callable[[Segments, Labels, Stopped], Iterator[Candidate]]
"""Anything that finds candidates in a text: the seam for other ways than rules."""


def by_name(segments: Segments, labels: Labels, stopped: Stopped) -> Iterator[Candidate]:
    """Names, without their titles and with them, and acronyms."""
    for name in mentions(segments, stopped) if labels.name else ():
        kind = Kind.BARE if name.titled else Kind.ACRONYM if name.acronym else Kind.NAME
        at, label = name.stretch, labels.name
        yield Candidate.at(at, label, kind, Rank.NAME)
        if name.titled:
            yield Candidate.at(name.titled, label, Kind.TITLED, Rank.OTHER_NAME, beside=at)


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
            yield Candidate.at(Stretch(start, end), labels.claim, Kind.QUOTATION, Rank.CLAIM)


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


def _speakers(segments: Segments, source: Stretch, cue: str, label: str) -> Iterator[Candidate]:
    """A source, and where it comes with a description, the source without."""
    bare = _without_description(segments, source)
    kind = Kind.DESCRIBED if bare else Kind.SPEAKER
    yield Candidate.at(source, label, kind, Rank.SPEAKER, why=f"{kind}: {cue}")
    if bare:
        yield Candidate.at(bare, label, Kind.UNDESCRIBED, Rank.OTHER_SPEAKER, beside=source)


def _without_description(segments: Segments, source: Stretch) -> Stretch | None:
    """The name of "Ann Orr, a mayor" or "the mayor, Ann Orr", else what stands before the comma."""
    comma = _COMMA.search(segments.text, *source)
    if comma is None:
        return None
    before = segments.trimmed(source.start, comma.start())
    behind = segments.trimmed(comma.end(), source.end)
    if before and titled_at(segments, before.start) == before:
        return before  # "Ann Orr, Mayor of Lima"
    return behind if behind and name_at(segments, behind.start) == behind else before


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
    quoted = claim.start > 0 and text[claim.start - 1] in _MARKS
    kind = Kind.QUOTATION if quoted else Kind.REPORTED
    why = f"{kind}: {_cued(text, found)}"
    return Candidate.at(claim, label, kind, Rank.CLAIM, why=why, speaker=found.source)

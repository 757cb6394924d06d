"""Who says what: the attributions of a text, each with its source and the statement it carries.

``according to X``, ``X told Y that …``, ``“…,” X said``, ``was reported by X``. Found by rule from
word lists, without a tagger: a word of saying, the noun phrase that stands where its subject does,
the quotation or clause that is said. The cues are those that attribution corpora list as the
commonest (Pareti 2012, "A database of attribution relations"). Offsets are codepoints.
"""

from collections.abc import Callable, Iterator

import regex

from annotations.errors import Cancelled
from annotations.text.lexicon import lexicon
from annotations.text.parts import Kind, parts
from annotations.text.saying.forms import Attribution, Forms
from annotations.text.segments import Segments, Stretch

_LONGEST = 3_000
"""Codepoints of a sentence: a longer one is a list or a table, and has no grammar."""
_CONTROLS = regex.compile(r"(?V1)[[\p{Cc}\uFEFF\u202A-\u202E\u2066-\u2069]--[\n\t]]")
"""What no source has in it; a word of it may be broken by a soft hyphen."""
_MOST_SPEAKERS = 100
"""Different labels looked for elsewhere in a text: where there are more, it is no transcript."""


def attributions(
    segments: Segments, start: int, end: int, cancelled: Callable[[], bool] | None = None
) -> Iterator[Attribution]:
    """The attributions of the sentences that overlap ``[start, end)``, in reading order.

    Raises:
        Cancelled: ``cancelled`` said so; it is asked at every sentence.
    """
    known, is_named = lexicon(segments.language), _cast(segments.text)
    speaker: Attribution | None = None
    for sentence in segments.sentences(start, end):
        if cancelled and cancelled():
            raise Cancelled("The search for attributions was stopped; nothing was kept of it.")
        if sentence.end - sentence.start > _LONGEST:
            continue
        unit = _CuedSentence(segments, known, parts(segments, sentence), is_named)
        found = list(unit.attributions())
        if not found and speaker and (said := unit.lone_quotation()):
            found = [Attribution(None, said, speaker.cue)]  # “One,” she said. “Two.”
        yield from found
        speaker = next((one for one in found if one.claim), None)


class _CuedSentence(Forms):
    """A sentence, and who says what in it."""

    def attributions(self) -> Iterator[Attribution]:
        """All that is found, in order."""
        found: list[Attribution] = []
        for place in range(len(self.all)):
            one, last = self._at(place), found[-1] if found else None
            # Of what somebody said, only who else it begins with: "the paper said that X said …".
            if one and (last is None or not self._is_in(place, last.claim) or _begins(last, one)):
                found += self._in_parts(one, place) if not _repeats(last, one) else ()
        starts = {one.source.start for one in found if one.source and one.claim}
        for one in found:
            nested = one.claim is not None and one.claim.start in starts - {_start(one.source)}
            yield one._replace(claim=None) if nested else one

    def _in_parts(self, one: Attribution, place: int) -> Iterator[Attribution]:
        """What a cue shows, and the second part of a quotation that it stands in the middle of."""
        if self._names_nobody(one.source):
            one = one._replace(source=None)
        if one.source or one.claim:
            yield one
        before = one.claim is not None and one.claim.end <= self.all[place].start
        quoted = before and any(part.inner == one.claim for part in self.all[:place])
        rest = self._goes_on_in_marks(place) if quoted else None
        if rest:
            yield one._replace(claim=rest)

    def _names_nobody(self, source: Stretch | None) -> bool:
        """Whether a source is a shortened title and nothing else, or has control characters."""
        if source is None:
            return False
        if _CONTROLS.search(self.segments.text, *source):
            return True
        found = self.segments.words(*source)
        words = [self.segments.text[slice(*word)].lower() for word in found]
        articles = self.known.determiners
        return self.known.is_bare_title(word for word in words if word not in articles)

    def _is_in(self, place: int, claim: Stretch | None) -> bool:
        return claim is not None and claim.start <= self.all[place].start < claim.end

    def lone_quotation(self) -> Stretch | None:
        """What is said in a sentence that is nothing but a quotation."""
        first = self.all[0] if self.all else None
        rest = self.all[1:]
        if first and first.inner and all(part.kind is Kind.SIGN for part in rest):
            return first.inner
        return None


def _cast(text: str) -> Callable[[str], bool]:
    """Tells whether a text names somebody, given the name in capitals; each is looked for once."""
    seen: dict[str, bool] = {}

    def is_named(label: str) -> bool:
        """Whether the name stands in the text as names are written."""
        if label not in seen and len(seen) < _MOST_SPEAKERS:
            seen[label] = label.title() in text
        return seen.get(label, False)

    return is_named


def _repeats(last: Attribution | None, one: Attribution) -> bool:
    """Whether a word shows nothing but who says what the words before it showed already."""
    if last is None or last.source is None or one.source is None or one.claim:
        return False
    return last.source.start <= one.source.start and one.source.end <= last.source.end


def _start(stretch: Stretch | None) -> int | None:
    return stretch.start if stretch else None


def _begins(outer: Attribution, inner: Attribution) -> bool:
    """Whether what somebody says begins with who else says it: "said that X reported that …"."""
    return bool(inner.source and outer.claim and inner.source.start == outer.claim.start)

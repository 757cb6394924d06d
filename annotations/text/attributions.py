"""Who says what: the attributions of a text, each with its source and the statement it carries.

``according to X``, ``X told Y that …``, ``“…,” X said``, ``was reported by X``. Found by rule from
word lists, without a tagger: a word of saying, the noun phrase that stands where its subject does,
the quotation or clause that is said. The cues are those that attribution corpora list as the
commonest (Pareti 2012, "A database of attribution relations"). Offsets are codepoints.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from annotations.errors import Cancelled
from annotations.text.lexicon import lexicon
from annotations.text.parts import Kind, parts
from annotations.text.saying.subjects import Subjects
from annotations.text.segments import Segments, Stretch

_LONGEST = 3_000
"""Codepoints of a sentence: a longer one is a list or a table, and has no grammar."""
_AS_SAYING = 8
"""Words between "was quoted" and "as saying"."""
_LABEL = 4
"""Words of a speaker's name in a transcript."""
_MOST_SPEAKERS = 100
"""Different labels looked for elsewhere in a text: where there are more, it is no transcript."""


class Attribution(NamedTuple):
    """A statement and whoever it is ascribed to."""

    source: Stretch | None
    """The noun phrase of whoever says it; None where only a pronoun stands there."""
    claim: Stretch | None
    """What is said: a quotation without its marks, or a clause; None where nothing is stated."""
    cue: str
    """The words that show it, such as ``according to``."""


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
        unit = _Sentence(segments, known, parts(segments, sentence), is_named)
        found = list(unit.attributions())
        if not found and speaker and (said := unit.lone_quotation()):
            found = [Attribution(None, said, speaker.cue)]  # “One,” she said. “Two.”
        yield from found
        speaker = next((one for one in found if one.claim), None)


@dataclass(frozen=True)
class _Sentence(Subjects):
    """A sentence, and the words in it that show that somebody says something."""

    is_named: Callable[[str], bool]
    """Whether the text names somebody whose name is written in capitals here."""

    def attributions(self) -> Iterator[Attribution]:
        """All that is found, in order."""
        found: list[Attribution] = []
        for place in range(len(self.all)):
            one, last = self._at(place), found[-1] if found else None
            # Of what somebody said, only who else it begins with: "the paper said that X said …".
            if one and (last is None or not self._is_in(place, last.claim) or _begins(last, one)):
                found.append(one)
        starts = {one.source.start for one in found if one.source}
        for one in found:
            nested = one.claim is not None and one.claim.start in starts
            yield one._replace(claim=None) if nested else one

    def _is_in(self, place: int, claim: Stretch | None) -> bool:
        return claim is not None and claim.start <= self.all[place].start < claim.end

    def lone_quotation(self) -> Stretch | None:
        """What is said in a sentence that is nothing but a quotation."""
        first = self.all[0] if self.all else None
        rest = self.all[1:]
        if first and first.inner and all(part.kind is Kind.SIGN for part in rest):
            return first.inner
        return None

    def _at(self, place: int) -> Attribution | None:
        """The attribution that the word at a place shows."""
        word, known = self.all[place].small, self.known
        looks = (
            (word == ":", self._speaker_label),
            (word in self._according_begins, self._according),
            (word in known.citing, self._citing),
            (word in known.by, self._by),
            (word in known.participles, self._adding),
            (word in known.reported, self._quoted),
            (word in known.reporting or word in known.bare, self._reporting),
            (word in known.finding and self._says_that(place + 1), self._reporting),
            (word in known.asking and self._quotes(place), self._reporting),
            (word in known.joins, self._joined),
        )
        found = (look(place) for wanted, look in looks if wanted)
        return next((one for one in found if one), None)

    @cached_property
    def _according_begins(self) -> frozenset[str]:
        return frozenset(phrase.split()[0] for phrase in self.known.according)

    def _by(self, place: int) -> Attribution | None:
        """Who did it: "reported by X"."""
        done = self._small(place - 1) if place else ""
        source = self._forward(place + 1) if done in self.known.reported else None
        cue = f"{done} {self.all[place].small}"
        return Attribution(source, self._that_behind(source), cue) if source else None

    def _adding(self, place: int) -> Attribution | None:
        """What is said besides: "…, adding that it would", "quoted as saying by X"."""
        by = self._small(place + 1) in self.known.by
        source = self._forward(place + 2) if by else None
        claim = None if by else self._said_after(place, self.all[place].small)
        return Attribution(source, claim, self.all[place].small) if source or claim else None

    def _joined(self, place: int) -> Attribution | None:
        """What else is said: "…, and that it would", behind a word of saying."""
        verbs = self.known.reporting | self.known.bare | self.known.participles
        if not self._says_that(place + 1) or all(p.small not in verbs for p in self.all[:place]):
            return None
        claim = self._clause(place + 2)
        return Attribution(None, claim, self.all[place].small) if claim else None

    def _quoted(self, place: int) -> Attribution | None:
        """X of "X was quoted as saying"; what X said belongs to the word "saying" behind."""
        ahead = [part.small for part in self.all[place + 1 : place + _AS_SAYING]]
        passive = place > 0 and self.all[place - 1].small in self.known.passive
        if not passive or self.known.participles.isdisjoint(ahead):
            return None
        subject = self._subject(place, passive=True)
        if subject is None or self._is_pronoun(*subject):
            return None
        claim = self._said_before(subject[0])
        return Attribution(self._stretch(*subject), claim, "quoted")

    def _reporting(self, verb: int) -> Attribution | None:
        """“…,” said X; X said …; …, X said."""
        before = self._before_auxiliaries(verb)
        if self._is_inverted(verb, before):
            source = self._forward(verb + 1)
            return Attribution(source, self._what_closes(before), self.all[verb].small)
        subject = self._subject(verb)
        if subject is None:
            return None
        first, last = subject
        source = None if self._is_pronoun(first, last) else self._stretch(first, last)
        claim = self._said_after(verb, self.all[verb].small) or self._said_before(first)
        if source is None and claim is None:
            return None
        return Attribution(source, claim, self.all[verb].small)

    def _before_auxiliaries(self, verb: int) -> int:
        """The place before a verb and what is part of it: "…», ha dicho X"."""
        before, between = verb - 1, self.known.between - self.known.passive
        while before > 0 and self.all[before].small in between:
            before -= 1
        return before

    def _is_inverted(self, verb: int, before: int) -> bool:
        """Whether whoever says it stands behind the verb: "…,” said X"."""
        if before < 0 or not self._closes(before) or not self._begins_noun(verb + 1):
            return False
        if self._says_that(verb + 1):
            return False
        if self.all[verb].small in self.known.listening:
            return False
        place = before
        if self.all[place].small == "," and place:
            place -= 1
        if self.all[place].kind is Kind.QUOTE or self._closes_few_words(place):
            return True
        # "It failed, said the mayor." but "Orr, the mayor, said it had failed."
        last = self._end_of_noun(verb + 1)
        return last + 1 >= len(self.all) or not self.all[last + 1].is_word

    def _according(self, place: int) -> Attribution | None:
        """Either order: "According to X, …", "…, according to X"."""
        phrase = next((p for p in self.known.according if self._stands(p, place)), None)
        if not phrase:
            return None
        behind = place + len(phrase.split())
        if behind == place + 1 and self._is_verb(behind):
            behind += 1  # "según informó la policía"
        ahead = place <= self._start() + 1
        source = self._forward(behind, any_word=True, closed=ahead)
        if not source:
            return None
        if not ahead:
            claim = self._what_closes(place - 1) if self._closes(place - 1) else self._up_to(place)
            return Attribution(source, claim, phrase)
        end = self._first_from(source.end)
        if self._small(end) != "," or end + 1 >= len(self.all):
            return Attribution(source, None, phrase)
        return Attribution(source, self.all[end + 1].inner or self._clause(end + 1), phrase)

    def _citing(self, place: int) -> Attribution | None:
        source, cue = self._forward(place + 1), self.all[place].small
        return Attribution(source, self._that_behind(source), cue) if source else None

    def _that_behind(self, source: Stretch) -> Stretch | None:
        """The clause behind a source: "citing two aides, that …", "reported by X that …"."""
        end = self._first_from(source.end)
        end += self._small(end) == ","
        return self._clause(end + 1) if self._says_that(end) else None

    def _speaker_label(self, colon: int) -> Attribution | None:
        """``SOLVANE: No.`` at the start of a paragraph: a transcript."""
        if not 0 < colon <= _LABEL or any(not part.is_word for part in self.all[:colon]):
            return None
        start, end = self.all[0].start, self.all[colon - 1].end
        text = self.segments.text
        if self.segments.paragraph(start).start != start or not text[start:end].isupper():
            return None
        if not self.is_named(text[start:end]):
            return None  # nobody: "CLIP:"
        return Attribution(Stretch(start, end), None, "speaks")


def _cast(text: str) -> Callable[[str], bool]:
    """Tells whether a text names somebody, given the name in capitals; each is looked for once."""
    seen: dict[str, bool] = {}

    def is_named(label: str) -> bool:
        if label not in seen and len(seen) < _MOST_SPEAKERS:
            seen[label] = label.title() in text
        return seen.get(label, False)

    return is_named


def _begins(outer: Attribution, inner: Attribution) -> bool:
    """Whether what somebody says begins with who else says it: "said that X reported that …"."""
    return bool(inner.source and outer.claim and inner.source.start == outer.claim.start)

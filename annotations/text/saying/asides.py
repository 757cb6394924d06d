"""What is said round a few words in its middle: "The pier, police said, will close".

A sentence with such words in its middle is one statement as a whole; so is what stands behind or
before a clause such as "As X reported". Offsets are codepoints; places are indices of parts.
"""

from bisect import bisect_left
from functools import cached_property

from annotations.text.parts import Kind
from annotations.text.saying.subjects import Subjects
from annotations.text.segments import Stretch

_AS_WORDS = 10
"""Words between "as" and the verb of "As X reported"."""


class Asides(Subjects):
    """A sentence, and the words in it that only say who says it."""

    def _said_round(self, first: int, end: int) -> Stretch | None:
        """What is said round an aside, given its first place and the one behind it.

        All of the sentence where it goes on behind the aside, else what stands before it.
        """
        if first and self.all[first - 1].small == "," and self._goes_on(end):
            return self._whole(first, end)
        return self._said_before(first)

    def _whole(self, aside: int, end: int) -> Stretch | None:
        """The sentence, or half of one, round an aside, without what is said besides."""
        joined = bisect_left(self._joints, aside)
        first = max(self._start(), self._joints[joined - 1] + 1 if joined else 0)
        first = self._behind_linkers(first, len(self.all))
        return self._clause(first, across=end) if first < len(self.all) else None

    @cached_property
    def _joints(self) -> list[int]:
        """The places that one clause ends at and another begins behind."""
        places = range(len(self.all))
        return [n for n in places if self.all[n].small == ";" or self._joins_clauses(n)]

    def _goes_on_in_marks(self, verb: int) -> Stretch | None:
        """What goes on in the quotation behind “A,” X said on Monday, “and b.” if one does."""
        for place in range(verb + 1, len(self.all)):
            part = self.all[place]
            if part.kind is Kind.QUOTE:
                return part.inner if self.all[place - 1].small in (",", ":") else None
            if self._is_border(place) or self._is_verb(place):
                return None
        return None

    def _is_cut_in_two(self, first: int, verb: int) -> bool:
        """Whether words cut a quotation before its verb, as in “The pier,” X said, “will go”."""
        behind = self._small(verb + 1) == "," and self._part_inside(verb + 2)
        return bool(behind) and first > 0 and self._closes_few_words(first - 1)

    def _part_inside(self, place: int) -> bool:
        """Whether a quotation at a place begins with a verb, so that its noun stands before."""
        inner = self.all[place].inner if place < len(self.all) else None
        words = self.segments.words(*inner)[:1] if inner else []
        text = self.segments.text
        return any(text[start:end] in self.known.finite for start, end in words)

    def _reported_by(self, place: int) -> tuple[Stretch | None, int, str] | None:
        """Who says it in "as X reported" or "as reported by X", the place behind, and the verb."""
        verb = self._verb_ahead(place)
        if verb is None:
            return None
        cue = self.all[verb].small
        if all(part.small in self.known.between for part in self.all[place + 1 : verb]):
            behind = self._behind_circumstances(verb + 1, listens=False)
            behind += self._small(behind) in self.known.by
            source = self._forward(behind, closed=True)
            return (source, self._first_from(source.end), cue) if source else None
        last = verb - 1
        while self.all[last].small in self.known.between:
            last -= 1
        if not (self._begins_noun(place + 1) and self._may_speak(place + 1, last)):
            return None
        source = None if self._is_pronoun(place + 1, last) else self._stretch(place + 1, last)
        listens = cue in self.known.listening
        return source, self._behind_circumstances(verb + 1, listens=listens), cue

    def _is_ahead(self, place: int) -> bool:
        """Whether nothing stands before a place but what may open a sentence: "just as X said"."""
        start = self._start()
        opening = self.known.before_as
        return place <= start + 1 or all(p.small in opening for p in self.all[start:place])

    def _verb_ahead(self, place: int) -> int | None:
        """The verb of saying behind "as", with nothing but words between."""
        for ahead in range(place + 1, min(place + _AS_WORDS, len(self.all))):
            if not self.all[ahead].is_word or self.all[ahead].small in self.known.participles:
                return None  # "quoted X, as saying"
            if self._is_verb(ahead):
                return ahead
        return None

    def _behind_said(self, place: int) -> int:
        """Behind a verb of saying and when it was: "según *ha informado hoy* la policía"."""
        verb = place
        while self._small(verb) in self.known.between:
            verb += 1
        return self._behind_circumstances(verb + 1, listens=False) if self._is_verb(verb) else place

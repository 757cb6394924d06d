"""What is said round a few words in its middle: "The pier, police said, will close".

A sentence with such words in its middle is one statement as a whole; so is what stands behind or
before a clause such as "As X reported". Offsets are codepoints; places are indices of parts.
"""

from bisect import bisect_left
from functools import cached_property

from annotations.text.parts import Kind
from annotations.text.saying.subjects import Subjects
from annotations.text.segments import Stretch


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

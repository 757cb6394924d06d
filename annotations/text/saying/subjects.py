"""Who says it: the noun phrase that a verb of saying is about, with all that describes it."""

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

from annotations.text.parts import Kind
from annotations.text.saying.statements import Statements
from annotations.text.saying.syntax import LONGEST_SOURCE

_BORDERS = frozenset(";:—–…?!")
_FURTHEST = 4 * LONGEST_SOURCE
"""Words before a verb within which a comma counts."""


class Subjects(Statements):
    """A sentence, and the subjects of its verbs."""

    def _subject(self, verb: int, *, passive: bool = False) -> tuple[int, int] | None:
        """The first and last word of whoever the verb at a place is about."""
        last = self._subject_end(verb)
        if last < 0 or not (self.all[last].is_word or self.all[last].small == ")"):
            return None
        if not passive and self._no_subject_before(verb, last):
            return None
        first = self._subject_start(last, verb)
        while first <= last and self._leads(first):
            behind = self._behind_opener(first, last)
            if behind <= first:
                return None
            first = behind
        if first > last or last - first >= LONGEST_SOURCE:
            return None
        last = self._without_aside(first, last)
        return (first, last) if self._may_speak(first, last) else None

    def _subject_end(self, verb: int) -> int:
        """The last part before a verb that may belong to its subject; -1 where there is none."""
        last = self._before_between(verb)
        if last > 0 and self.all[last].small == ",":
            last -= 1  # the comma behind an apposition
        if last >= 0 and self.all[last].small == ")":
            last = self._before_bracket(last)
        return last

    def _no_subject_before(self, verb: int, last: int) -> bool:
        """Whether what stands before a word of saying makes it no verb, or a passive one."""
        word = self.all[last].small
        known = self.known
        verbs = known.reporting | known.bare
        if word in verbs or self._small(verb + 1) in verbs | known.passive:
            return True  # "denied reports that", "media reports said"
        between = [part.small for part in self.all[last + 1 : verb]]
        if any(one in known.passive for one in between) or word in known.passive:
            return True
        if self.all[verb - 1].small == "," and self._small(verb + 1) in known.openers | known.by:
            return self._nothing_said_after(verb)  # "the report, published on Monday, says"
        return word in known.determiners or word in known.not_before_verb or word in known.openers

    def _subject_start(self, last: int, verb: int) -> int:
        """Where the clause of a subject begins: at the start, behind a quotation or a comma."""
        before = bisect_right(self._borders, last)
        border = self._borders[before - 1] if before else -1
        first = max(self._start(), border + 1)
        commas = [n for n in range(last, max(first, last - _FURTHEST) - 1, -1) if self._comma(n)]
        if not commas or not self._nothing_said_after(verb):
            return first
        if self._is_inserted(verb):
            return commas[0] + 1
        if first == border + 1 and border >= 0 and self.all[border].is_word:
            return first
        return self._across_appositions(first, commas, last)

    def _is_inserted(self, verb: int) -> bool:
        """Whether a clause of saying stands in the middle: "Prices, the bank said, rose"."""
        behind = self._behind_circumstances(verb + 1, listens=False)
        return not self._comma(verb - 1) and self._goes_on(behind)

    @cached_property
    def _borders(self) -> list[int]:
        """The places that no subject reaches across: found once, as each verb asks for them."""
        return [place for place in range(len(self.all)) if self._is_border(place)]

    def _is_border(self, place: int) -> bool:
        part = self.all[place]
        if part.kind is Kind.QUOTE or part.small in _BORDERS or self._closes_few_words(place):
            return True
        if part.kind is Kind.SIGN and not part.small.isprintable():
            return True  # a control character
        return self._begins_as(place) or self._begins_reported(place) or self._joins_clauses(place)

    def _begins_as(self, place: int) -> bool:
        """Whether "as X said" begins at a place: "…, as X said", "Just as X said"."""
        if not place or self.all[place].small not in self.known.as_said:
            return False
        leads = self._comma(place - 1) or self.all[place - 1].small in self.known.before_as
        return leads and self._verb_ahead(place) is not None

    def _comma(self, place: int) -> bool:
        return self.all[place].small == ","

    def _begins_reported(self, place: int) -> bool:
        """Whether a reported clause begins behind a place; not a description: ", que …"."""
        word, known = self.all[place].small, self.known
        if word not in known.that:
            return False
        described = place > 1 and self.all[place - 1].small == "," and word in known.relative
        comma = bisect_right(self._commas, place)
        # "An old man that lives there, told us": nobody has said anything before.
        ended = comma < len(self._commas) and self._commas[comma] < self._first_verb
        noun = place < self._first_verb and self._small(place - 2) in known.determiners
        return not (described or ended or (noun and place > 1))

    @cached_property
    def _commas(self) -> list[int]:
        return [place for place in range(len(self.all)) if self._comma(place)]

    @cached_property
    def _first_verb(self) -> int:
        """The first verb of saying; behind the sentence where there is none."""
        known = self.known
        verbs = known.reporting | known.bare | known.finding | known.perfect | known.participles
        found = (n for n, part in enumerate(self.all) if part.small in verbs)
        return next(found, len(self.all))

    def _joins_clauses(self, place: int) -> bool:
        """Whether a clause of its own ends here: "It is late, but …", unlike "Orr, and …"."""
        if place < 2 or self.all[place].small not in self.known.joins:
            return False
        if self.all[place - 1].small != ",":
            return False
        return min(self._first_finite, self._first_verb) < place - 1

    @cached_property
    def _first_finite(self) -> int:
        """The first verb that shows a clause; behind the sentence where there is none."""
        verbs = (n for n, part in enumerate(self.all) if part.small in self.known.finite)
        return next(verbs, len(self.all))

    def _across_appositions(self, first: int, commas: list[int], last: int) -> int:
        """Of the commas before a verb, nearest first, the one that its subject begins behind."""
        if self._is_pronoun(commas[0] + 1, last):
            return commas[0] + 1  # "Passengers, she said"
        for comma, before in pairwise([*commas, first - 1]):
            if not self._is_noun(before + 1, comma - 1):
                return comma + 1
        return first

    def _leads(self, first: int) -> bool:
        word = self.all[first].small
        known = self.known
        going = self._is_doing(word) and word not in known.participles
        return (
            word in known.openers
            or word in known.linkers
            or word in known.dates
            or (word in known.times and word not in known.determiners)
            or (word in known.determiners and self._is_day(first + 1) and self._has_comma(first))
            or word == ","
            or (going and self._has_comma(first))
        )

    def _is_day(self, place: int) -> bool:
        """Whether a time stands at a place: "El lunes, …", "This week, …"; no "The Day"."""
        return place < len(self.all) and self._is_lower(place) and self._is_time(place)

    def _has_comma(self, place: int) -> bool:
        return any(part.small == "," for part in self.all[place + 1 : place + LONGEST_SOURCE])

    def _behind_opener(self, first: int, last: int) -> int:
        """Where the subject may begin behind "But", "On Monday," or "In a statement,"."""
        word = self.all[first].small
        if word not in self.known.openers and not self._is_doing(word):
            return first + 1
        comma = next((n for n in range(first, last) if self.all[n].small == ","), None)
        if comma is not None:
            return comma + 1
        place = first + 1
        while place <= last and self._is_time(place):
            place += 1
        return place if first + 1 < place <= last else self._last_noun(last)

    def _before_bracket(self, closing: int) -> int:
        """The last part of a noun before "(she was out)"; of one with "(NATO)", the bracket."""
        opening = closing
        while opening > 0 and self.all[opening].small != "(":
            opening -= 1
        return closing if closing - opening == len("(N") else opening - 1

    def _without_aside(self, first: int, last: int) -> int:
        """The last word of a subject before ", citing an official," or ", for her part,"."""
        for place in range(first + 2, last):
            aside = self._goes_on_saying(place) or self._is_setting(place)
            if self.all[place - 1].small == "," and aside:
                return place - 2
        return last

    def _is_setting(self, place: int) -> bool:
        """Whether "in a statement", "for her part" begins at a place."""
        opens = self.all[place].small in self.known.openers
        return opens and self._small(place + 1) in self.known.possessives

    def _may_speak(self, first: int, last: int) -> bool:
        """Whether words may be somebody who says something."""
        words = self.all[first : last + 1]
        if any(word.kind is Kind.QUOTE for word in words) or words[-1].small in self.known.relative:
            return False
        head = words[0]
        if head.small in self.known.relative:
            return False
        return head.is_word and head.small not in self.known.never_speak

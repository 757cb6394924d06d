"""What is said: the quotation or clause behind a word of saying, or before whoever said it."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import islice

from annotations.text.parts import Kind
from annotations.text.phrases import noun_phrase_end
from annotations.text.saying.syntax import Syntax
from annotations.text.segments import Stretch

_STOPS = frozenset(".;,!?…")
_CLOSING = frozenset("”\"’'»")
_OPENING = frozenset("“„\"‘'«")
_FEWEST_WORDS = 3
"""Words of a clause that states something."""
_FEWEST_WORDS_BEHIND_THAT = 2
"""The same of one behind a word such as "that"."""
_MANY_WORDS = 4
"""The same of one that stands before whoever says it, where much else stands, too."""
_NEAR = 6
"""Parts between a quotation and a word that says something only beside one."""
_THAT_AHEAD = 12
"""Words between a verb of saying and its "that"."""


class Statements(Syntax):
    """A sentence, and what is stated in it."""

    def _said_after(self, verb: int, word: str) -> Stretch | None:
        """The quotation or clause behind a word of saying."""
        place = self._behind_circumstances(verb + 1, listens=word in self.known.listening)
        if place >= len(self.all):
            return None
        that = self._that_ahead(place)
        if that is not None:
            # "said that was false": there the word stands for something said before.
            pronoun = word in self.known.bare and self._small(that + 1) in self.known.finite
            return self._clause(that) if pronoun else self._that_clause(that + 1)
        if self.all[place].small in self.known.passive and self._says_that(place + 1):
            return self._that_clause(place + 2)  # "what he said was that …"
        return self._quoted_at(place) or self._bare_clause(place, word)

    def _quoted_at(self, place: int) -> Stretch | None:
        """The quotation at a place, or behind the comma or colon there."""
        behind = self.all[place].small in (",", ":") and place + 1 < len(self.all)
        return self.all[place + behind].inner

    def _quotes(self, verb: int) -> bool:
        """Whether a quotation stands right before or behind a verb and whoever it is about."""
        near = self.all[max(0, verb - _NEAR) : verb + _NEAR]
        return any(part.kind is Kind.QUOTE for part in near)

    def _bare_clause(self, place: int, word: str) -> Stretch | None:
        """The clause without "that" behind a word of saying."""
        known = self.known
        pronoun = self.all[place].small in known.pronouns and self._small(place + 1) in known.finite
        bare = pronoun or word in known.bare | known.participles
        if not bare or not self._begins_clause(place):
            return None
        clause = self._clause(place)
        return clause if word in known.surely or self._is_finite(place, clause) else None

    def _that_ahead(self, place: int) -> int | None:
        """The "that" a few words on: "said at a session that", "warned Iran that"."""
        for ahead in range(place, min(place + _THAT_AHEAD, len(self.all))):
            part = self.all[ahead]
            if part.small in self.known.that:
                return ahead
            if not part.is_word or part.small in self.known.finite or self._is_verb(ahead):
                return None
        return None

    def _begins_clause(self, place: int) -> bool:
        """Whether a clause without "that" may begin here: "at least four …" does, "at …" no."""
        part, following = self.all[place], self._small(place + 1)
        if not part.is_word:
            return False
        counts = following in self.known.quantities or following.isdecimal()
        return part.small not in self.known.no_clause or counts

    def _is_finite(self, place: int, clause: Stretch | None) -> bool:
        """Whether a clause surely has a verb of its own."""
        if clause is None:
            return False
        words = [part.small for part in self.all[place:] if part.start < clause.end]
        return words[0] in self.known.pronouns or not self.known.finite.isdisjoint(words)

    def _behind_circumstances(self, place: int, *, listens: bool) -> int:
        """Behind to whom, when and where something was said."""
        if listens and place + 1 < len(self.all) and self.all[place].small in _OPENING:
            place += 1  # 'told "The Day" that'
        if listens and place < len(self.all) and self.all[place].is_word:
            end = noun_phrase_end(self.segments, self.all[place].start)
            place = self._first_from(end) if end is not None else place + 1
            place += self._small(place) in _CLOSING and place + 1 < len(self.all)
        while place < len(self.all):
            if place not in self._circumstances:
                self._circumstances[place] = self._circumstance(place)
            behind = self._circumstances[place]
            if behind == place:
                return place
            place = behind
        return place

    @cached_property
    def _circumstances(self) -> dict[int, int]:
        """What `_circumstance` has given, as one verb's are asked for again and again."""
        return {}

    def _behind_said(self, place: int) -> int:
        """Behind a verb of saying and when it was: "según *ha informado hoy* la policía"."""
        verb = place
        while self._small(verb) in self.known.between:
            verb += 1
        return self._behind_circumstances(verb + 1, listens=False) if self._is_verb(verb) else place

    def _circumstance(self, place: int) -> int:
        """Behind one "on Monday", "in a statement", "late"; the place itself where none is."""
        word = self.all[place]
        if self._is_time(place) or word.small in self.known.adverbs:
            return place + 1
        setting = next((p for p in self.known.settings if self._stands(p, place)), None)
        if setting:
            return place + len(setting.split())
        if not word.is_word or word.small not in self.known.openers or place + 1 >= len(self.all):
            return place
        if self._is_time(place + 1):
            return place + 2
        if self.all[place + 1].small not in self.known.determiners:
            return place
        end = noun_phrase_end(self.segments, self.all[place + 1].start)
        return place if end is None else self._first_from(end)

    def _that_clause(self, first: int) -> Stretch | None:
        """The clause behind a word such as "that"; two words are one: "that he resigned"."""
        clause = self._clause(first, _FEWEST_WORDS_BEHIND_THAT)
        last = first + 1
        if clause is None or last >= len(self.all) or self.all[last].end != clause.end:
            return clause
        return None if self._is_time(last) else clause  # "said that same day"

    def _clause(
        self, first: int, fewest: int = _FEWEST_WORDS, *, across: int = 0
    ) -> Stretch | None:
        """From a place to the end of the clause, without what adds another one.

        Args:
            first: The place.
            fewest: Words that it has at least.
            across: The place behind an aside in it.
        """
        last = self._last
        cut = bisect_right(self._cuts, max(first, across))
        if cut < len(self._cuts) and self._cuts[cut] < last:
            last = self._before_cut(self._cuts[cut])
        if not self._has_words(fewest, first, last):
            quote = bisect_left(self._quotations, first)
            if quote == len(self._quotations) or self._quotations[quote] > last:
                return None
        return self._stretch(first, last)

    # Found once for a sentence, as each of its words may ask for them.

    @cached_property
    def _last(self) -> int:
        """The last place before the stops that end the sentence."""
        stops = (n for n, part in enumerate(reversed(self.all)) if part.small not in _STOPS)
        return len(self.all) - 1 - next(stops, len(self.all))

    @cached_property
    def _quotations(self) -> list[int]:
        return [n for n, part in enumerate(self.all) if part.kind is Kind.QUOTE]

    @cached_property
    def _cuts(self) -> list[int]:
        """The places that end a clause, if it began before them."""
        return [place for place in range(len(self.all)) if self._cuts_clause(place)]

    def _cuts_clause(self, place: int) -> bool:
        small = self.all[place].small
        adds = small == "," and self._goes_on_saying(place + 1)
        joins = small in self.known.joins and self._says_on(place + 1)
        return small == ";" or adds or joins or self._says_besides(place)

    def _says_besides(self, place: int) -> bool:
        """Whether a clause begins that says what else somebody says: "who added that"."""
        word, known = self.all[place].small, self.known
        leads = word in known.clause_joins or word in known.relative
        return leads and self._is_verb(place + 1) and self._says_that(place + 2)

    def _before_cut(self, cut: int) -> int:
        """The last place of a clause that ends there: not the comma of ", and that …"."""
        joined = self.all[cut].is_word and self.all[cut - 1].small == ","
        return cut - 1 - joined

    def _has_words(self, fewest: int, first: int, last: int) -> bool:
        """Whether there are so many words from one place to another."""
        words = (place for place in range(first, last + 1) if self.all[place].is_word)
        return next(islice(words, fewest - 1, None), None) is not None

    def _says_on(self, place: int) -> bool:
        """Whether "and" joins another clause, or another thing that the same one did."""
        return place < len(self.all) and (self._says_that(place) or self._is_verb(place))

    def _goes_on(self, place: int) -> bool:
        """Whether a sentence goes on behind the comma at a place, with nothing new."""
        behind = place + 1
        if self._small(place) != "," or behind >= len(self.all) or not self.all[behind].is_word:
            return False
        word, known = self.all[behind].small, self.known
        new = word in known.joins or word in known.relative or word in known.that
        return not (new or self._is_doing(word) or self._goes_on_saying(behind))

    def _said_before(self, first: int) -> Stretch | None:
        """The quotation or clause before whoever said it."""
        return self._what_closes(first - 1) if first and self._closes(first - 1) else None

    def _closes(self, place: int) -> bool:
        """Whether a quotation, or a comma, stands at a place."""
        closes = self.all[place].kind is Kind.QUOTE or self.all[place].small == ","
        return closes or self._closes_few_words(place)

    def _closes_few_words(self, place: int) -> bool:
        """Whether a quotation ends here that is too short to state anything: “Yes,” “Who?”."""
        mark, before = self.all[place], self.all[place - 1]
        joined = place > 0 and before.end == mark.start
        return joined and mark.small in _CLOSING and before.small in (",", ".", "?", "!", "…")

    def _what_closes(self, place: int) -> Stretch | None:
        """The quotation that ends at a place, or the clause that ends with the comma there."""
        if self._closes_few_words(place):
            return None
        if self.all[place].kind is not Kind.QUOTE:
            place -= 1
        if place < 0 or self._closes_few_words(place):
            return None
        if self.all[place].kind is Kind.QUOTE:
            return self.all[place].inner
        first = self._behind_linkers(self._start(), place)
        if self._is_circumstance(first, place) or not self._has_words(_MANY_WORDS, first, place):
            return None
        return self._stretch(first, place)

    def _behind_linkers(self, first: int, end: int) -> int:
        """Behind the "But" or "Meanwhile," at a place, up to another place."""
        while first < end and self._links(first):
            first += 1
        return first

    def _links(self, place: int) -> bool:
        return self.all[place].small == "," or self.all[place].small in self.known.linkers

    def _is_circumstance(self, first: int, last: int) -> bool:
        """Whether words only tell when or why something was said: "Asked whether …, Orr"."""
        words, known = [part.small for part in self.all[first : last + 1]], self.known
        if not words or words[0] not in known.openers or "," in words:
            return False
        return words[0] in known.asking | known.clause_joins or known.finite.isdisjoint(words)

    def _nothing_said_after(self, verb: int) -> bool:
        return self._said_after(verb, self.all[verb].small) is None

    def _up_to(self, place: int) -> Stretch | None:
        first, last = self._start(), place - 1
        return self._stretch(first, last) if self._has_words(_MANY_WORDS, first, last) else None

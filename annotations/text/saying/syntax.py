"""The noun phrases of a sentence, told from word lists and without a tagger.

Offsets are codepoints; places are indices of parts.
"""

from bisect import bisect_left
from dataclasses import dataclass

from annotations.text.lexicon import Lexicon
from annotations.text.names import name_at
from annotations.text.parts import Kind, Part
from annotations.text.phrases import source_at
from annotations.text.quotes import MARKS
from annotations.text.segments import Segments, Stretch

LONGEST_SOURCE = 32
"""Words of a source with all its description."""
_LONGEST_NAME = 8
"""Words of a name, or of a noun phrase without any description behind it."""
_AS_WORDS = 10
"""Words between "as" and the verb of "As X reported"."""
_DASHES = frozenset("—–-")
_DATELINE = 14
"""Parts at the start of an article's first lines within which a dash ends a dateline."""


@dataclass(frozen=True)
class Syntax:
    """The parts of a sentence, and the nouns among them."""

    segments: Segments
    """The text."""
    known: Lexicon
    """What the words of its language tell."""
    all: list[Part]
    """The parts of the sentence."""

    def _start(self) -> int:
        """Behind a dateline: ``BEIRUT (Agency) —``."""
        if self.all and self.all[0].small in _DASHES:
            return 1 + (self._small(1) in _DASHES)
        for place in range(min(_DATELINE, len(self.all))):
            part = self.all[place]
            if part.kind is Kind.QUOTE:
                return 0
            if part.small in _DASHES and place and self._is_dateline(place):
                doubled = place + 1 < len(self.all) and self.all[place + 1].small == part.small
                return place + 1 + doubled
        return 0

    def _is_dateline(self, dash: int) -> bool:
        first = self.all[0]
        text = self.segments.text
        spaced = text[self.all[dash].start - 1 : self.all[dash].start].isspace()
        return spaced and first.is_word and text[first.start : first.end].isupper()

    def _is_time(self, place: int) -> bool:
        word = self.all[place].small
        known = self.known
        is_word = word in known.dates or (word in known.times and self._is_lower(place))
        if is_word and word in known.determiners:  # "this week", unlike "this man"
            behind = self._small(place + 1)
            return behind in known.dates or behind in known.times
        return is_word or (_is_day_or_year(word) and self._is_dated(place))

    def _is_dated(self, place: int) -> bool:
        """Whether a number belongs to a date: "12 May", "May 12, 2020", "in 2020"; not "12 men"."""
        around = {part.small for part in self.all[max(0, place - 2) : place + 3]}
        year = len(self.all[place].small) == len("2020")
        behind = year and place and self.all[place - 1].small in self.known.openers
        return bool(behind) or not around.isdisjoint(self.known.dates)

    def _is_pronoun(self, first: int, last: int) -> bool:
        return first == last and self.all[first].small in self.known.pronouns

    def _is_lower(self, place: int) -> bool:
        part = self.all[place]
        word = self.segments.text[part.start : part.end]
        return word == word.lower()

    def _small(self, place: int) -> str:
        return self.all[place].small if place < len(self.all) else ""

    def _stands(self, phrase: str, place: int) -> bool:
        words = phrase.split()
        return [part.small for part in self.all[place : place + len(words)]] == words

    def _first_from(self, offset: int) -> int:
        """The first part that does not begin before an offset."""
        return bisect_left(self.all, offset, key=_start)

    def _stretch(self, first: int, last: int) -> Stretch:
        """From one part to another, without quotation marks round all of it."""
        if first == last and (inner := self.all[first].inner):
            return inner
        while first < last and {self.all[first].small, self.all[last].small} <= MARKS:
            first, last = first + 1, last - 1
        return Stretch(self.all[first].start, self.all[last].end)

    def _says_that(self, place: int) -> bool:
        return place < len(self.all) and self.all[place].small in self.known.that

    def _is_verb(self, place: int) -> bool:
        word, known = self._small(place), self.known
        if word in known.perfect:
            return place > 0 and self.all[place - 1].small in known.between
        return word in known.reporting or word in known.bare

    def _verb_ahead(self, place: int) -> int | None:
        """The verb of saying behind "as", with nothing but words between."""
        for ahead in range(place + 1, min(place + _AS_WORDS, len(self.all))):
            if not self.all[ahead].is_word or self.all[ahead].small in self.known.participles:
                return None  # "quoted X, as saying"
            if self._is_verb(ahead):
                return ahead
        return None

    def _before_between(self, place: int) -> int:
        """The last place before a verb and what may stand between it and its subject."""
        before = place - 1
        while before >= 0 and self.all[before].small in self.known.between:
            before -= 1
        return before

    def _goes_on_saying(self, place: int) -> bool:
        if place >= len(self.all):
            return False
        word = self.all[place].small
        known = self.known
        return (
            word in known.participles
            or word in known.citing
            or any(self._stands(phrase, place) for phrase in known.according)
        )

    def _forward(
        self, first: int, *, any_word: bool = False, closed: bool = False, aside: bool = False
    ) -> Stretch | None:
        """The noun phrase that begins at a place, with what describes it behind a comma.

        A clause may follow that comma just as well, unless the description is to be closed by
        another: "According to police, a man …", "According to Orr, a sailor, …". Behind an aside,
        the sentence may go on there: "Men, according to police, robbed …".
        """
        anything = any_word and first < len(self.all) and self.all[first].is_word
        if not (anything or self._begins_noun(first)):
            return None
        last = self._end_of_noun(first)
        if self._is_pronoun(first, last) or self.all[last].small in self.known.determiners:
            return None
        end = self._end_of_named(first, last)
        relative = closed and self._small(last + 2) in self.known.relative
        describes = relative or self._describes(last + 2)
        if end is None and self._small(last + 1) == "," and describes:
            end = self._end_of_description(last + 2)
            closed = closed or (aside and not self._is_description(last + 2))
        if end is None or (closed and self._small(end + 1) != ","):
            end = last
        return self._stretch(first, end)

    def _end_of_named(self, first: int, last: int) -> int | None:
        """The last word of what names somebody behind a comma: "the mayor, Orr", or the reverse."""
        behind = last + 2
        if self._small(last + 1) != "," or behind >= len(self.all) or self._is_time(behind):
            return None
        end = self._end_of_description(behind)
        if end is None or end < behind:
            return None
        office = self.all[first].small in self.known.determiners
        named = office and self._is_a_name(behind, end)
        return end if named or self._is_phrase(behind, end) else None

    def _is_phrase(self, first: int, last: int) -> bool:
        """Whether some words are one noun phrase for a source, with its article."""
        if self.all[first].small not in self.known.determiners:
            return False
        phrase = source_at(self.segments, self.all[first].start)
        return phrase is not None and phrase.end == self.all[last].end

    def _is_a_name(self, first: int, last: int) -> bool:
        """Whether some words are nothing but a name, maybe with its article."""
        first += self.all[first].small in self.known.determiners and first < last
        return not self._is_lower(first) and self._is_noun(first, last)

    def _is_description(self, place: int) -> bool:
        """Whether what begins at a place surely describes a noun: "a …", "who …", "head of …"."""
        word, known = self.all[place].small, self.known
        if word in known.relative or word in known.articles or not self._is_lower(place):
            return True
        if word in known.positions or known.is_title(word):
            return True
        source = source_at(self.segments, self.all[place].start)
        return source is not None and source.start == self.all[place].start

    def _end_of_noun(self, first: int) -> int:
        last = first
        for place in range(first + 1, min(len(self.all), first + LONGEST_SOURCE)):
            part = self.all[place]
            if not part.is_word and not self._is_inner_sign(place):
                break
            if part.is_word and self._ends_noun(place):
                break
            last = place
        while last > first and not self.all[last].is_word and not self._closes_bracket(first, last):
            last -= 1
        return last

    def _closes_bracket(self, first: int, last: int) -> bool:
        opened = any(part.small == "(" for part in self.all[first:last])
        return self.all[last].small == ")" and opened

    def _is_inner_sign(self, place: int) -> bool:
        """A full stop behind an initial or title, marks round a name, brackets."""
        part, text = self.all[place], self.segments.text
        if part.small in "“”\"‘’'()":
            return True
        if part.small != "." or place + 1 >= len(self.all):
            return False
        return text[part.end : self.all[place + 1].start] in ("", " ", "\xa0", "\n")

    def _ends_noun(self, place: int) -> bool:
        word = self.all[place].small
        known = self.known
        if word in known.ends_noun or word in known.reporting or self._is_time(place):
            return True
        before = self.all[place - 1].small
        if self._is_done(before) or (before in known.documents and word in known.by):
            return False  # "the report seen by X", "accounts filed at Y", "a study by X"
        if before in known.bound_to and word in known.to:
            return False  # "an aide to X"
        if word in known.openers and self._small(place + 1) in known.possessives:
            return True  # "wrote X in her channel"
        return word in known.openers and (
            place + 1 >= len(self.all) or self._is_time(place + 1) or word in known.ends_before
        )

    def _is_done(self, word: str) -> bool:
        """Whether a word may be a participle that describes the noun before it."""
        return word in self.known.reported or word.endswith(tuple(self.known.done_endings))

    def _is_doing(self, word: str) -> bool:
        """Whether a word may be a participle that a sentence begins with: "Speaking to …"."""
        return word.endswith(tuple(self.known.doing_endings))

    def _describes(self, place: int) -> bool:
        """Whether an apposition begins here: "a …", "who …", "spokesman for …"."""
        if place >= len(self.all) or not self.all[place].is_word:
            return False
        word = self.all[place].small
        known = self.known
        if word in known.that or self._goes_on_saying(place) or word in known.surely:
            return False
        if self._is_verb(place) and self._says_that(place + 1):
            return False
        if word in known.relative or word in known.articles:
            return True
        if self._is_lower(place):
            ends = (known.openers, known.linkers, known.ends_noun, known.breaks, known.determiners)
            return not (self._is_doing(word) or any(word in words for words in ends))
        return self._small(place + 1) in known.of  # "Partner at Halcyon"

    def _end_of_description(self, first: int) -> int | None:
        """Its last word: before the next comma, or the end of the sentence."""
        for place in range(first, min(len(self.all), first + LONGEST_SOURCE)):
            part = self.all[place]
            if part.kind is Kind.QUOTE:
                return None
            if part.kind is Kind.SIGN and not self._is_inner_sign(place):
                return place - 1
        return None

    def _begins_noun(self, place: int) -> bool:
        if place >= len(self.all):
            return False
        part = self.all[place]
        if part.kind is Kind.SIGN:
            return part.small in "“\"‘'"
        known = self.known
        return part.is_word and (
            not self._is_lower(place)
            or part.small in known.determiners
            or part.small in known.pronouns
            or known.is_source(part.small)
            or source_at(self.segments, part.start) is not None
        )

    def _last_noun(self, last: int) -> int:
        """Where the noun phrase begins that ends before a verb; behind it where none does."""
        found = source_at(self.segments, self.all[last].start)
        found = found or name_at(self.segments, self.all[last].start)
        return last + 1 if found is None else self._first_from(found.start)

    def _is_noun(self, first: int, last: int) -> bool:
        """Whether some words are nothing but a name, or a noun phrase for a source."""
        words = self.all[first : last + 1]
        signs = (n for n in range(first, last + 1) if not self.all[n].is_word)
        if not 0 < len(words) <= _LONGEST_NAME or not all(map(self._is_inner_sign, signs)):
            return False
        if all(self._is_named(n) for n in range(first, last + 1)):
            return words[0].small not in self.known.dates
        phrase = source_at(self.segments, words[-1].start)
        return phrase is not None and phrase.start <= words[0].start

    def _is_named(self, place: int) -> bool:
        part = self.all[place]
        return (
            not part.is_word or not self._is_lower(place) or part.small in self.known.inside_names
        )


def _start(part: Part) -> int:
    return part.start


def _is_day_or_year(word: str) -> bool:
    return word.isdecimal() and len(word) <= 4 and (int(word) <= 31 or 1900 <= int(word) < 2100)

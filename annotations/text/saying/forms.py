"""The words that show that somebody says something, and what is read off each.

``X said that …``, ``“…,” said X``, ``according to X``, ``as X reported``, ``citing X``, ``reported
by X``, ``SOLVANE: …``: one form a method, each with the source and the statement that it shows.
Offsets are codepoints; places are indices of parts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from annotations.text.lexicon import Lexicon
from annotations.text.parts import Kind
from annotations.text.saying.asides import Asides
from annotations.text.segments import Stretch

_AS_SAYING = 8
"""Words between "was quoted" and "as saying"."""
_LABEL = 4
"""Words of a speaker's name in a transcript."""


class Attribution(NamedTuple):
    """A statement and whoever it is ascribed to."""

    source: Stretch | None
    """The noun phrase of whoever says it; None where only a pronoun stands there."""
    claim: Stretch | None
    """What is said: a quotation without its marks, or a clause; None where nothing is stated."""
    cue: str
    """The words that show it, such as ``according to``."""


@lru_cache(maxsize=4)
def _cues(known: Lexicon) -> frozenset[str]:
    """The words that `Forms` looks at."""
    according = frozenset(phrase.split()[0] for phrase in known.according)
    lists = (known.citing, known.by, known.participles, known.reported, known.reporting, known.bare)
    others = (known.perfect, known.finding, known.asking, known.joins, known.as_said)
    return according.union({":"}, *lists, *others)


@dataclass(frozen=True)
class Forms(Asides):
    """A sentence, and the attributions that its words show one by one."""

    is_named: Callable[[str], bool]
    """Whether the text names somebody whose name is written in capitals here."""

    @cached_property
    def _cues(self) -> frozenset[str]:
        return _cues(self.known)

    def _at(self, place: int) -> Attribution | None:
        """The attribution that the word at a place shows."""
        word, known = self.all[place].small, self.known
        if word not in self._cues:
            return None
        looks = (
            (word == ":", self._speaker_label),
            (True, self._according),
            (word in known.citing, self._citing),
            (word in known.by, self._by),
            (word in known.participles, self._adding),
            (word in known.reported, self._quoted),
            (self._is_verb(place), self._reporting),
            (word in known.finding and self._says_that(place + 1), self._reporting),
            (word in known.asking and self._quotes(place), self._reporting),
            (word in known.joins, self._joined),
            (word in known.as_said, self._as_said),
        )
        found = (look(place) for wanted, look in looks if wanted)
        return next((one for one in found if one), None)

    def _by(self, place: int) -> Attribution | None:
        """Who did it: "reported by X"."""
        done = self._small(place - 1) if place else ""
        source = self._forward(place + 1) if done in self.known.reported else None
        cue = f"{done} {self.all[place].small}"
        return Attribution(source, self._that_behind(source), cue) if source else None

    def _adding(self, place: int) -> Attribution | None:
        """What is said besides: "…, adding that it would", "quoted as saying by X"."""
        if place and self.all[place - 1].small in self.known.determiners:
            return None  # "this warning"
        by = self._small(place + 1) in self.known.by
        source = self._forward(place + 2) if by else None
        claim = None if by else self._said_after(place, self.all[place].small)
        return Attribution(source, claim, self.all[place].small) if source or claim else None

    def _joined(self, place: int) -> Attribution | None:
        """What else is said: "…, and that it would", behind a word of saying."""
        verbs = self.known.reporting | self.known.bare | self.known.participles
        if not self._says_that(place + 1) or all(p.small not in verbs for p in self.all[:place]):
            return None
        claim = self._that_clause(place + 2)
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
        behind = self._behind_circumstances(verb + 1, listens=False)
        if self._is_inverted(verb, before, behind):
            return self._inverted(verb, before, behind)
        subject = self._subject(verb)
        if subject is None:
            return self._without_subject(verb, before)
        first, last = subject
        source = None if self._is_pronoun(first, last) else self._stretch(first, last)
        claim = self._said_by(first, verb)
        if source is None and claim is None:
            return None
        return Attribution(source, claim, self.all[verb].small)

    def _said_by(self, first: int, verb: int) -> Stretch | None:
        """What somebody says, given where he is named and the verb: before them, behind, round."""
        if self._is_cut_in_two(first, verb):
            return self._whole(first, verb)
        quoted = self._said_before(first) if self._quote_closes(first - 1) else None
        after = quoted or self._said_after(verb, self.all[verb].small)
        behind = self._behind_circumstances(verb + 1, listens=False)
        return after or self._said_round(first, behind)

    def _inverted(self, verb: int, before: int, behind: int) -> Attribution | None:
        """“…,” said X; "The pier, said X, will close"."""
        quoted = self._quote_closes(before)
        source = self._forward(behind, aside=not quoted)
        claim = self._what_closes(before)
        end = self._first_from(source.end) if source else behind + 1
        if not quoted:
            claim = self._said_round(before + 1, end)
        elif self._is_cut_in_two(before + 1, end - 1):
            claim = self._whole(before + 1, end)
        elif claim is None:
            claim = self._goes_on_in_marks(end - 1)  # “No,” said X, “it is not.”
        return Attribution(source, claim, self.all[verb].small)

    def _quote_closes(self, place: int) -> bool:
        """Whether a quotation of any length ends at a place, or before the comma there."""
        if place > 0 and self.all[place].small == ",":
            place -= 1
        return place >= 0 and (self.all[place].kind is Kind.QUOTE or self._closes_few_words(place))

    def _without_subject(self, verb: int, before: int) -> Attribution | None:
        """What is said by whoever the sentence is about: "…, and said that", "Dijo que"."""
        known = self.known
        leads = known.joins | known.clause_joins | known.relative
        begins = before < 0 or self.all[before].small in leads
        claim = self._that_clause(verb + 2) if begins and self._says_that(verb + 1) else None
        return Attribution(None, claim, self.all[verb].small) if claim else None

    def _as_said(self, place: int) -> Attribution | None:
        """As X reported, …; as reported by X; …, as X reported."""
        told = self._reported_by(place)
        if told is None:
            return None
        source, end, cue = told
        if self._is_ahead(place):
            ahead = self._small(end) == "," and end + 1 < len(self.all)
            claim = (self.all[end + 1].inner or self._clause(end + 1)) if ahead else None
        else:
            claim = self._said_round(place, end) if self._closes(place - 1) else None
        return Attribution(source, claim, cue) if claim else None

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
        last = self._before_between(verb)
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

    def _before_auxiliaries(self, verb: int) -> int:
        """The place before a verb and what is part of it: "…», ha dicho X"."""
        before, between = verb - 1, self.known.between - self.known.passive
        while before > 0 and self.all[before].small in between:
            before -= 1
        return before

    def _is_inverted(self, verb: int, before: int, behind: int) -> bool:
        """Whether whoever says it stands behind the verb: "…,” said X"."""
        if before < 0 or not self._closes(before) or not self._begins_noun(behind):
            return False
        if self._says_that(verb + 1) or self._says_that(behind):
            return False
        if self.all[verb].small in self.known.listening:
            return False
        place = before
        if self.all[place].small == "," and place:
            place -= 1
        if self.all[place].kind is Kind.QUOTE or self._closes_few_words(place):
            return True
        # "It failed, said the mayor." but "Orr, the mayor, said it had failed."
        last = self._end_of_noun(behind)
        return last + 1 >= len(self.all) or not self.all[last + 1].is_word

    def _according(self, place: int) -> Attribution | None:
        """Either order: "According to X, …", "…, according to X"."""
        phrase = next((p for p in self.known.according if self._stands(p, place)), None)
        if not phrase:
            return None
        behind = place + len(phrase.split())
        if behind == place + 1:
            behind = self._behind_said(behind)  # "según informó la policía"
        ahead = place <= self._start() + 1
        source = self._forward(behind, any_word=True, closed=ahead, aside=not ahead)
        pronoun = behind < len(self.all) and self._is_pronoun(behind, behind)
        if not source and not pronoun:
            return None
        end = self._first_from(source.end) if source else behind + 1
        if not ahead:
            closes = self._closes(place - 1)
            claim = self._said_round(place, end) if closes else self._up_to(place)
            return Attribution(source, claim, phrase) if source or claim else None
        if self._small(end) != "," or end + 1 >= len(self.all):
            return Attribution(source, None, phrase) if source else None
        return Attribution(source, self.all[end + 1].inner or self._clause(end + 1), phrase)

    def _citing(self, place: int) -> Attribution | None:
        source, cue = self._forward(place + 1), self.all[place].small
        return Attribution(source, self._that_behind(source), cue) if source else None

    def _that_behind(self, source: Stretch) -> Stretch | None:
        """The clause behind a source: "citing two aides, that …", "reported by X that …"."""
        end = self._first_from(source.end)
        end += self._small(end) == ","
        return self._that_clause(end + 1) if self._says_that(end) else None

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

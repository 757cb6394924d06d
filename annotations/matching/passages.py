"""One text as counterparts are looked for in it: its passages, made comparable, found by a word.

Passages are what could be tagged: for a *statement* the sentences, and the quotations that state
something; for a *name* or a *source* the names, and the noun phrases of those who speak. Everything
is found when it is first asked for, and kept, as a text never changes. Offsets are codepoints.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from annotations.errors import Cancelled
from annotations.matching.normal import words
from annotations.matching.statements import Statement
from annotations.text.lexicon import lexicon
from annotations.text.names import runs, sentence_words, stretch_of
from annotations.text.parts import states
from annotations.text.phrases import source_at
from annotations.text.segments import Segments, Stretch

SAME_PLACE = 0.75
"""Two stretches that share this much of what both cover are the same place."""


class Passages:
    """The passages of one text."""

    def __init__(
        self, text: str, language: str | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Take a text; nothing is looked for yet.

        Args:
            text: The text.
            language: BCP 47 code.
            cancelled: Asked at every sentence; where it says so, `Cancelled` is raised.
        """
        self.text = text
        self.segments = Segments(text, language)
        self.cancelled = cancelled or (lambda: False)
        """May be replaced between two searches."""
        self._read: dict[Stretch, Statement] = {}

    @cached_property
    def sentences(self) -> list[Stretch]:
        """All sentences."""
        return self.segments.sentences(0, len(self.text))

    @cached_property
    def spoken(self) -> list[Statement]:
        """The sentences, made comparable."""
        return [self.read(sentence) for sentence in self._watched()]

    @cached_property
    def bags(self) -> list[frozenset[str]]:
        """The words of each sentence, as they are and as they are compared: to tell rarity by."""
        return [statement.content.union(words(statement.text)) for statement in self.spoken]

    @cached_property
    def statements(self) -> dict[Stretch, Statement]:
        """Sentences and quotations by where they are; what is nearly a sentence takes its place."""
        found = dict(zip(self.sentences, self.spoken, strict=True))
        quotations = self.segments.quotations(0, len(self.text))
        for quotation in (one for one in quotations if states(self.segments, one)):
            for sentence in self.around(quotation):
                if same_place(sentence, quotation):
                    found.pop(sentence, None)
            found[quotation] = self.read(quotation)
        return found

    @cached_property
    def holders(self) -> Mapping[str, list[Stretch]]:
        """The statements that have a content word."""
        holders: defaultdict[str, list[Stretch]] = defaultdict(list)
        for stretch, statement in self.statements.items():
            for word in statement.telling:
                holders[word].append(stretch)
        return holders

    @cached_property
    def names(self) -> list[Stretch]:
        """The names."""
        return [
            stretch_of(run)
            for sentence in self._watched()
            for run in runs(self.segments, sentence_words(self.segments, sentence))
        ]

    @cached_property
    def sources(self) -> list[Stretch]:
        """The noun phrases of those who speak, in reading order."""
        known = lexicon(self.segments.language)
        found: list[Stretch] = []
        for sentence in self._watched():
            for word in self.segments.words(*sentence):
                is_new = not found or word.start >= found[-1].end
                if is_new and known.is_source(self.text[word.start : word.end]):
                    found.extend(filter(None, [source_at(self.segments, word.start)]))
        return found

    def read(self, stretch: Stretch) -> Statement:
        """A stretch as a statement."""
        if stretch not in self._read:
            self._read[stretch] = Statement.read(self.text[stretch.start : stretch.end])
        return self._read[stretch]

    def around(self, stretch: Stretch) -> list[Stretch]:
        """The sentences that a stretch touches."""
        return self.segments.sentences(*stretch)

    def sentence_at(self, offset: int) -> Statement:
        """The sentence at an offset, made comparable."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start)
        return self.spoken[max(0, at - 1)] if self.spoken else Statement.read("")

    def _watched(self) -> Iterator[Stretch]:
        """The sentences, as long as nobody says stop."""
        for sentence in self.sentences:
            if self.cancelled():
                raise Cancelled("The search for a counterpart was stopped; nothing was kept of it.")
            yield sentence


def same_place(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches cover nearly the same."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= SAME_PLACE * (max(one.end, other.end) - min(one.start, other.start))

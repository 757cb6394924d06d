"""The names in an article. A first word's capital, and a headline's, is judged by all the rest.

A capital at the start of a sentence, and any in a headline in title case, says nothing: there the
rest of the article decides what is a name. Offsets are codepoints, half-open.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile
from typing import NamedTuple

from annotations.errors import Cancelled
from annotations.text.lexicon import Lexicon, lexicon
from annotations.text.names import (
    NameWord,
    is_acronym,
    is_capitalised,
    runs,
    sentence_words,
    stretch_of,
    title_length,
)
from annotations.text.quotes import MARKS
from annotations.text.segments import Segments, Stretch

_SHORTEST_HEADLINE = 5  # words
_CAPITALS_IN_HEADLINE = 0.6  # of the words
_ENDS = tuple('.,;:”"’)')  # what sentences end with, and headlines do not


class Mention(NamedTuple):
    """A name at a place."""

    stretch: Stretch
    """The name, without any title."""
    titled: Stretch | None
    """The name with its title; None where it has none."""
    acronym: bool
    """Whether it is nothing but capitals."""


def mentions(segments: Segments, cancelled: Callable[[], bool]) -> Iterator[Mention]:
    """Each name of the text, in reading order.

    Raises:
        Cancelled: ``cancelled`` said so; it is asked at every sentence.
    """
    known = lexicon(segments.language)
    article = _Article(segments, known)
    doubtful: list[tuple[list[NameWord], bool]] = []
    for sentence in segments.sentences(0, len(segments.text)):
        if cancelled():
            raise Cancelled("The search for candidates was stopped; nothing was kept of it.")
        quote = segments.text[sentence.start : sentence.end]
        if _has_no_case(quote):
            continue
        words = sentence_words(segments, sentence)
        headline = _is_headline(quote, words)
        if not headline:
            article.read(words)
        doubtful += [(run, headline) for run in runs(segments, words)]
    for run, headline in doubtful:
        for name in article.attested(run) if headline else article.begun(run):
            if article.is_name(name):
                yield from _mentions(name, known)


class _Article:
    """How the words of an article are written where nothing but a name asks for a capital."""

    def __init__(self, segments: Segments, known: Lexicon) -> None:
        self._text = segments.text
        self._known = known
        self._sure: set[str] = set()  # with a capital
        self._small: set[str] = set()

    def read(self, words: Sequence[NameWord]) -> None:
        """Take note of the words of a sentence."""
        for word in words:
            if not is_capitalised(word.text):
                self._small.add(word.text)
            elif not word.starts:
                self._sure.add(word.text)

    def begun(self, run: list[NameWord]) -> Iterator[list[NameWord]]:
        """The run, without a first word that has its capital from the sentence."""
        first = run[0]
        if self._is_in_marks(run):
            yield run
            return
        if first.starts and first.text not in self._sure and not is_acronym(first.text):
            if len(run) == 1:
                return
            small = first.text.lower() in self._small
            if small and not self._known.is_title(first.text.lower()):
                run = run[1:]
            elif self._is_plain_source(run):
                run = list(dropwhile(lambda word: not is_capitalised(word.text), run[1:]))
        yield run

    def _is_plain_source(self, run: list[NameWord]) -> bool:
        """Whether a run begins with a noun for a source and a small word: "Sources of NATO"."""
        known, first = self._known, run[0].text.lower()
        plain = known.is_source(first) and not known.is_office(first)
        return plain and not is_capitalised(run[1].text)

    def _is_in_marks(self, run: list[NameWord]) -> bool:
        """Whether quotation marks enclose a run and nothing else: the ship “Kestrel”."""
        start, end = stretch_of(run)
        before, behind = self._text[start - 1 : start] if start else "", self._text[end : end + 1]
        return before in MARKS and behind in MARKS and bool(before and behind)

    def is_name(self, run: list[NameWord]) -> bool:
        """Whether a run names something: it is no office, and no word that is only shouted."""
        if not run or run[-1].text.lower() in self._known.offices:
            return False
        word = run[0].text
        if not is_acronym(word) and self._known.is_bare_title(w.text.lower() for w in run):
            return False
        if len(run) > 1 or not is_acronym(word):
            return True
        return word.lower() not in self._small and not self._known.is_common(word.lower())

    def attested(self, run: list[NameWord]) -> Iterator[list[NameWord]]:
        """The parts of a run in a headline that are names elsewhere in the article."""
        part: list[NameWord] = []
        for word in run:
            if word.text in self._sure or is_acronym(word.text):
                part.append(word)
            elif part:
                yield part
                part = []
        if part:
            yield part


def _mentions(run: list[NameWord], known: Lexicon) -> Iterator[Mention]:
    """The name that a run is, with its title told apart; and what stands before a title."""
    length = title_length(run, known)
    first = next((n for n, word in enumerate(run) if known.is_title(word.text.lower())), 0)
    if length and 0 < first < length and is_acronym(run[first - 1].text):
        yield Mention(stretch_of(run[:first]), None, acronym=first == 1)  # "UN Envoy Ann Lind"
    name = run[length:]
    titled = stretch_of(run) if length else None
    yield Mention(stretch_of(name), titled, acronym=len(name) == 1 and is_acronym(name[0].text))


def _has_no_case(sentence: str) -> bool:
    """Whether a sentence has neither capitals nor small letters, so that no name can show."""
    return sentence == sentence.lower() and sentence == sentence.upper()


def _is_headline(sentence: str, words: Sequence[NameWord]) -> bool:
    """Whether most words of a sentence have a capital, and no full stop ends it."""
    if len(words) < _SHORTEST_HEADLINE or sentence.endswith(_ENDS):
        return False
    return sum(is_capitalised(word.text) for word in words) >= _CAPITALS_IN_HEADLINE * len(words)

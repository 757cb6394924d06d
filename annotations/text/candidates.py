"""Stretches that are worth tagging: names, and quotations that state something.

A capital at the start of a sentence, and any in a headline in title case, says nothing: there the
rest of the article decides what is a name. Offsets are codepoints, half-open.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from annotations.errors import Cancelled
from annotations.text.names import NameWord, is_acronym, is_capitalised, runs, sentence_words
from annotations.text.natural import states
from annotations.text.segments import Segments, Stretch

_SHORTEST_HEADLINE = 5  # words
_CAPITALS_IN_HEADLINE = 0.6  # of the words

_ENDS = tuple('.,;:”"’')  # what sentences end with, and headlines do not


class Candidate(NamedTuple):
    """A stretch that the program suggests tagging."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    label: str
    """The label it would get."""
    why: str
    """What makes it a candidate, in a word or two."""


def candidates(
    segments: Segments,
    name_label: str = "entity",
    quotation_label: str = "claim",
    cancelled: Callable[[], bool] | None = None,
) -> list[Candidate]:
    """All candidates of a text, by start, the longer one first. Linear in the text's length.

    Args:
        segments: The text.
        name_label: What names are tagged as.
        quotation_label: What quotations are tagged as.
        cancelled: Asked at every sentence.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    found = [
        Candidate(name.start, name.end, name_label, why)
        for name, why in _names(segments, cancelled or (lambda: False))
    ]
    found += [
        Candidate(quotation.start, quotation.end, quotation_label, "quotation")
        for quotation in segments.quotations(0, len(segments.text))
        if states(segments, quotation)
    ]
    return sorted(found, key=lambda candidate: (candidate.start, -candidate.end))


def _names(segments: Segments, cancelled: Callable[[], bool]) -> Iterator[tuple[Stretch, str]]:
    """Each name of the text, and what shows that it is one."""
    sure: set[str] = set()  # words with a capital where nothing but a name asks for one
    small: set[str] = set()
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
            for word in words:
                if not is_capitalised(word.text):
                    small.add(word.text)
                elif not word.starts:
                    sure.add(word.text)
        doubtful += [(run, headline) for run in runs(segments, words)]
    for run, headline in doubtful:
        for name in _attested(run, sure) if headline else _begun(run, sure, small):
            stretch = Stretch(name[0].stretch.start, name[-1].stretch.end)
            single = len(name) == 1 and is_acronym(name[0].text)
            yield stretch, "acronym" if single else "capitalised name"


def _has_no_case(sentence: str) -> bool:
    """Whether a sentence has neither capitals nor small letters, so that no name can show."""
    return sentence == sentence.lower() and sentence == sentence.upper()


def _begun(run: list[NameWord], sure: set[str], small: set[str]) -> Iterator[list[NameWord]]:
    """The run, without a first word that has its capital from the sentence."""
    first = run[0]
    if first.starts and first.text not in sure and not is_acronym(first.text):
        if len(run) == 1:
            return
        if first.text.lower() in small:
            run = run[1:]
    yield run


def _attested(run: list[NameWord], sure: set[str]) -> Iterator[list[NameWord]]:
    """The parts of a run in a headline that are names elsewhere in the article."""
    part: list[NameWord] = []
    for word in run:
        if word.text in sure or is_acronym(word.text):
            part.append(word)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _is_headline(sentence: str, words: Sequence[NameWord]) -> bool:
    """Whether most words of a sentence have a capital, and no full stop ends it."""
    if len(words) < _SHORTEST_HEADLINE or sentence.endswith(_ENDS):
        return False
    return sum(is_capitalised(word.text) for word in words) >= _CAPITALS_IN_HEADLINE * len(words)

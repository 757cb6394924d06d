"""Names: runs of capitalised words, with the small words that belong inside them.

``Saleh al Arouri``, ``Mr. Netanyahu``, ``Bank of England``. A possessive ``’s`` is left out and
ends the name. Scripts without capitals have no names here. Offsets are codepoints, half-open.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import regex

from annotations.text.lexicon import Lexicon, lexicon
from annotations.text.segments import Segments, Stretch

_POSSESSIVE = regex.compile(r"['’][sS]?$")
_ACRONYM = regex.compile(r"(?:\p{Lu}[\p{Lu}\p{N}&]+|(?:\p{Lu}\.){2,})(?:-\p{N}+)?s?")
_PLURAL_POSSESSIVE = ("' ", "’ ")
_OPENING = frozenset("“„«‹‘‚\"'「『([:")


class NameWord(NamedTuple):
    """A word of a name, or one that may belong to a name."""

    stretch: Stretch
    """Where it is, without a possessive ``’s`` or a tail such as ``-backed``."""
    text: str
    """What it is."""
    starts: bool
    """Whether something starts with it, so that its capital says nothing."""
    ends: bool
    """Whether something was left out, so that no name goes on behind it."""


def name_at(segments: Segments, offset: int) -> Stretch | None:
    """The name that contains offset, or ends there: without its title, unless offset is in that."""
    found = _found_at(segments, offset)
    if found is None:
        return None
    return found.name if found.name.start <= offset else found.whole


def titled_at(segments: Segments, offset: int) -> Stretch | None:
    """The name that contains offset, or ends there, with its title."""
    found = _found_at(segments, offset)
    return found.whole if found else None


class _Found(NamedTuple):
    """A name in a sentence."""

    whole: Stretch
    """With its title."""
    name: Stretch
    """Without."""


def _found_at(segments: Segments, offset: int) -> _Found | None:
    found = _found_in(segments, segments.sentence(offset))
    before = bisect_right(found, offset, key=lambda one: one.whole.start)
    return found[before - 1] if before and offset <= found[before - 1].whole.end else None


@lru_cache(maxsize=4)  # whoever asks at one word of a sentence asks at the others, too
def _found_in(segments: Segments, sentence: Stretch) -> list[_Found]:
    """The names of a sentence."""
    known = lexicon(segments.language)
    return [
        _Found(_stretch(run), _stretch(run[title_length(run, known) :]))
        for run in runs(segments, sentence_words(segments, sentence))
    ]


def _stretch(run: Sequence[NameWord]) -> Stretch:
    return Stretch(run[0].stretch.start, run[-1].stretch.end)


def runs(segments: Segments, words: Sequence[NameWord]) -> Iterator[list[NameWord]]:
    """The names among the words of one sentence, each as its words."""
    known = lexicon(segments.language)
    run: list[NameWord] = []
    for word in words:
        if run and not _joined(segments.text, run[-1], word, known):
            yield from _finished(run, known)
            run = []
        if is_capitalised(word.text) or _may_join(run, word.text, known):
            run.append(word)
        else:
            yield from _finished(run, known)
            run = []
    yield from _finished(run, known)


def title_length(words: Sequence[NameWord], known: Lexicon) -> int:
    """How many words of a name are a title: 1 of ``President Ann Lind``, 0 of ``General Motors``.

    A name that is a title and nothing else has none.
    """
    named = list(takewhile(lambda word: is_capitalised(word.text), words))  # not "of Orr College"
    if not named or named[-1].text.lower() in known.bodies:
        return 0
    small = [word.text.lower().rstrip(".") for word in words]
    last = max((n for n, word in enumerate(small[:-1]) if known.is_title(word)), default=-1)
    followed = last + 1 < len(words) and is_capitalised(words[last + 1].text)
    return last + 1 if followed else 0


def sentence_words(segments: Segments, sentence: Stretch) -> list[NameWord]:
    """The words of a sentence as names need them."""
    text, known = segments.text, lexicon(segments.language)
    words: list[NameWord] = []
    end = sentence.start
    for start, following in segments.words(*sentence):
        word = _core(text[start:following], known)
        first = not words or not _OPENING.isdisjoint(text[end:start])
        here = Stretch(start, start + len(word))
        words.append(NameWord(here, word, starts=first, ends=here.end < following))
        end = following
    return words


def _core(word: str, known: Lexicon) -> str:
    """The part of a word that can belong to a name: without ``’s``, without ``-backed``."""
    core, hyphen, tail = word.rpartition("-")
    if hyphen and tail in known.name_tails:
        return core
    return _POSSESSIVE.sub("", word) or word


def is_capitalised(word: str) -> bool:
    """Whether a word has a capital: ``Baghdad``, ``al-Hafi``, ``iPhone``."""
    return word != word.lower() and not word[:1].isdigit()


def is_acronym(word: str) -> bool:
    """Whether a word is two or more capitals: ``CIA``, ``U.S.``."""
    return _ACRONYM.fullmatch(word) is not None


def _may_join(run: list[NameWord], small: str, known: Lexicon) -> bool:
    """Whether a small word can stand where it does in a name."""
    if not run:
        return small in known.before_names
    if small in known.inside_bodies and is_capitalised(run[-1].text):
        # "Agency for Safety and Health at Work": of somebody's name they are no part.
        words = [word.text.lower() for word in run]
        followed = any(not is_capitalised(word.text) for word in run)
        return not known.bodies.isdisjoint(words) and (followed or small not in known.joins)
    is_second = not is_capitalised(run[-1].text)
    return small in known.inside_names and (is_second or small not in known.second_inside_names)


def _joined(text: str, one: NameWord, two: NameWord, known: Lexicon) -> bool:
    """Whether two words follow each other as the words of one name do."""
    between = text[one.stretch.end : two.stretch.start]
    if between in _PLURAL_POSSESSIVE and one.text.endswith("s"):
        return is_capitalised(two.text)  # "Chandlers’ Row"
    if between.startswith(".") and (
        len(one.text) == 1 or one.text.lower() in known.titles | known.name_parts
    ):
        between = between[1:]
    if between.strip() == "&":
        between = " "
    if one.ends and between.endswith(" ") and two.text.lower() in known.possessed:
        return is_capitalised(two.text)  # "St Hilda’s Hospital"
    return not one.ends and between.isspace() and between.count("\n") < 2


def _finished(run: list[NameWord], known: Lexicon) -> Iterator[list[NameWord]]:
    """The run without words that only begin a sentence and small words at its end, if any left."""
    while run and not is_capitalised(run[-1].text):
        run = run[:-1]
    while run and run[0].starts and known.is_function_word(run[0].text):
        run = run[1:]
        while run and run[0].text.lower() in known.inside_names and not is_capitalised(run[0].text):
            run = run[1:]
    run = _undated(run, known)
    single = len(run) == 1 and known.is_function_word(run[0].text) and not is_acronym(run[0].text)
    if run and not single and not all(word.text.lower() in known.dates for word in run):
        yield run


def _undated(run: list[NameWord], known: Lexicon) -> list[NameWord]:
    """The run without a weekday or month before it, or hung on it: "Friday of September"."""
    first = next((n for n, word in enumerate(run) if word.text.lower() not in known.dates), 0)
    run = run[first:]
    if len(run) > 1 and run[-1].text.lower() in known.dates and not is_capitalised(run[-2].text):
        run = run[:-2]
    while run and not is_capitalised(run[0].text) and run[0].text not in known.before_names:
        run = run[1:]
    return run

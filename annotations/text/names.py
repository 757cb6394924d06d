"""Names: runs of capitalised words, with the small words that belong inside them.

``Saleh al Arouri``, ``Mr. Netanyahu``, ``Bank of England``. A possessive ``’s`` is left out and
ends the name. Scripts without capitals have no names here, and no name has control or format
characters in it. Offsets are codepoints, half-open.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import regex

from annotations.text import graphemes
from annotations.text.lexicon import Lexicon, lexicon
from annotations.text.segments import Segments, Stretch

_POSSESSIVE = regex.compile(r"['’][sS]?$")
_ACRONYM = regex.compile(r"(?:\p{Lu}[\p{Lu}\p{N}&]+|(?:\p{Lu}\.){2,})(?:-\p{N}+)?s?")
_PLURAL_POSSESSIVE = ("' ", "’ ")
_OPENING = frozenset("“„«‹‘‚\"'「『([:¿¡")
_DATELINE = 14  # words at the start of a sentence within which a dash ends a dateline
_DATELINE_END = regex.compile(r"[.)]\s?[-–—]+\s+")  # "(Agency) — ", "(EFE).- "
_NUMBERED = regex.compile(r"[.)]\s+")  # "2. "
_SPACE = regex.compile(r"\p{Zs}++(?:\n\p{Zs}*+)?+|\n\p{Zs}*+")
_ODD = regex.compile(r"(?V1)[\p{C}--[\n\t]]")  # control and format characters, and no characters
_ODD_END = regex.compile(r"(?<!\p{C})\p{C}++$")
_ESCAPES = regex.compile(r"(?:\x1b\[?|\^\[\[)[\p{L}\p{N};?]*")  # what moves a terminal’s cursor


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
        _Found(stretch_of(run), stretch_of(run[title_length(run, known) :]))
        for run in runs(segments, sentence_words(segments, sentence))
    ]


def stretch_of(run: Sequence[NameWord]) -> Stretch:
    """From the start of the first of some words, one at least, to the end of the last."""
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
        elif run:
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
    odd = _ODD.search(text, *sentence) is not None or "^[[" in text[slice(*sentence)]
    words: list[NameWord] = []
    end = sentence.start
    for start, following in segments.words(*sentence):
        word = _core(text[start:following], known)
        between = text[end:start]
        first = not words or (between != " " and _starts(words, between))
        here = Stretch(start, start + len(word))
        words.append(NameWord(here, word, starts=first, ends=here.end < following))
        end = following
    return _plain(text, sentence, words) if odd else words


def _starts(words: Sequence[NameWord], between: str) -> bool:
    """Whether something starts behind what stands between a word and the ones before it."""
    if not _OPENING.isdisjoint(between):
        return True
    if len(words) == 1 and words[0].text.isdecimal():
        return _NUMBERED.fullmatch(between) is not None
    upper = between.strip() in ("-", "–", "—", "--") and words[0].text.isupper()
    dashed = upper or _DATELINE_END.fullmatch(between) is not None
    return dashed and len(words) <= _DATELINE


def _plain(text: str, sentence: Stretch, words: Sequence[NameWord]) -> list[NameWord]:
    """The words, without what names nobody as control or format characters stand in it.

    A word that has them inside, or is part of an escape sequence, becomes one of no letters.
    """
    escapes = [found.span() for found in _ESCAPES.finditer(text, *sentence)]
    return [_plain_word(text, word, escapes) for word in words]


def _plain_word(text: str, word: NameWord, escapes: Sequence[tuple[int, int]]) -> NameWord:
    start, end = word.stretch
    before = bisect_right(escapes, start, key=lambda escape: escape[0])
    escaped = before > 0 and start < escapes[before - 1][1]
    kept = _ODD_END.sub("", word.text)
    if escaped or _ODD.search(kept) or not graphemes.is_boundary(text, start + len(kept)):
        return word._replace(text="", ends=True)
    ends = word.ends or len(kept) < end - start
    return NameWord(Stretch(start, start + len(kept)), kept, word.starts, ends)


def _core(word: str, known: Lexicon) -> str:
    """The part of a word that can belong to a name: without ``’s``, without ``-backed``."""
    core, hyphen, tail = word.rpartition("-")
    if hyphen and tail in known.name_tails:
        return core
    return _POSSESSIVE.sub("", word) or word


def is_spaced(between: str) -> bool:
    """Whether nothing but a space, or the end of one line, stands between two words."""
    return between == " " or _SPACE.fullmatch(between) is not None


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
    if small.isdecimal():
        return run[-1].text.lower() in known.numbered  # "Highway 14"
    if small in known.inside_bodies and is_capitalised(run[-1].text):
        # "Agency for Safety and Health at Work": of somebody's name they are no part.
        if all(word.text.lower() not in known.bodies for word in run):
            return False
        return small not in known.joins or not all(is_capitalised(word.text) for word in run)
    is_second = not is_capitalised(run[-1].text)
    return small in known.inside_names and (is_second or small not in known.second_inside_names)


def _joined(text: str, one: NameWord, two: NameWord, known: Lexicon) -> bool:
    """Whether two words follow each other as the words of one name do."""
    between = text[one.stretch.end : two.stretch.start]
    if between in _PLURAL_POSSESSIVE and one.text.endswith("s"):
        return is_capitalised(two.text)  # "Chandlers’ Row"
    if between.startswith(".") and _is_shortened(one.text.lower(), known):
        between = between[1:]
    if between.strip(" ") == "&":
        between = " "
    if one.ends and between.endswith(" ") and two.text.lower() in known.possessed:
        return is_capitalised(two.text)  # "St Hilda’s Hospital"
    if one.text in known.contracted and known.is_office(two.text.lower()):
        return False  # "Vi al Presidente", unlike "Saleh al Aruri"
    return not one.ends and is_spaced(between)


def _is_shortened(small: str, known: Lexicon) -> bool:
    """Whether a full stop behind a word ends no sentence: an initial, "Dr", "Jr"."""
    return len(small) == 1 or small in known.titles or small in known.name_parts


def _finished(run: list[NameWord], known: Lexicon) -> Iterator[list[NameWord]]:
    """The run without words that only begin a sentence and small words at its end, if any left."""
    while run and not (is_capitalised(run[-1].text) or run[-1].text.isdecimal()):
        run = run[:-1]
    while run and run[0].starts and known.is_function_word(run[0].text):
        run = run[1:]
        while run and run[0].text.lower() in known.inside_names and not is_capitalised(run[0].text):
            run = run[1:]
    if len(run) > 1 and _is_article_of_body(run[0], run[1], known):
        run = run[1:]  # "EL GOBIERNO", "— El Gobierno"
    run = _undated(run, known)
    single = len(run) == 1 and known.is_function_word(run[0].text) and not is_acronym(run[0].text)
    if run and not single and not all(word.text.lower() in known.dates for word in run):
        yield run


def _is_article_of_body(one: NameWord, two: NameWord, known: Lexicon) -> bool:
    """Whether an article stands before what a body or office is called, and is no part of it."""
    return one.text.lower() in known.bare_articles and known.is_office(two.text.lower())


def _undated(run: list[NameWord], known: Lexicon) -> list[NameWord]:
    """The run without a weekday or month before it, or hung on it: "Friday of September"."""
    first = next((n for n, word in enumerate(run) if word.text.lower() not in known.dates), 0)
    run = run[first:]
    if len(run) > 1 and run[-1].text.lower() in known.dates and not is_capitalised(run[-2].text):
        run = run[:-2]
    while run and not is_capitalised(run[0].text) and run[0].text not in known.before_names:
        run = run[1:]
    return run

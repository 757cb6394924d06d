"""The text objects: graphemes, words, sentences, quotations, paragraphs.

Offsets are codepoints, half-open ``[start, end)``. Everything but graphemes is found paragraph by
paragraph when it is first asked for, and kept for a while. A paragraph longer than
`paragraphs.WINDOW` is worked on in *pieces*, so that no call takes longer in a longer text.

Words are those of Unicode's UAX #29, put together as a reader sees them: ``Al-Hafi``, ``U.S.``
and ``AT&T`` are one each, and so is a run of a script that leaves no spaces, such as Thai.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from annotations.text import graphemes, paragraphs, quotes, sentences

_STOP = regex.compile(r"(?<![.!?…。！？؟।])[.!?…。！？؟।]++$")
_COMMAS = ",،，、"
_KEPT = 64  # pieces whose words, sentences and quotations are kept

_LETTER = r"[[\p{L}\p{N}_]--[\p{GCB=Extend}\p{GCB=SpacingMark}]]"
_INITIALS = r"(?:\p{L}\.){2,}+(?:['’]s\b)?"
_UNSPACED = r"\p{LB=SA}(?:(?=\p{LB=SA})\X)*+"
_PLAIN = rf"\p{{GCB=Prepend}}{{0,4}}+(?={_LETTER})\X(?:\B\X)*+"
_PART = f"(?:{_INITIALS}|{_UNSPACED}|{_PLAIN})"
_WORD = regex.compile(rf"(?V1w){_PART}(?:[-‐‑&]{_PART})*+")

# Every piece with a word, or a sentence, has one of these: how to get past those without.
_A_LETTER = regex.compile(rf"(?V1){_LETTER}"), regex.compile(rf"(?rV1){_LETTER}")
_ANYTHING = regex.compile(r"\S"), regex.compile(r"(?r)\S")


class Stretch(NamedTuple):
    """A half-open range of codepoints."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""


def primary(language: str | None) -> str:
    """The language of a BCP 47 code, without script and region; English where none is known."""
    return (language or "en").split("-")[0].lower()


class Segments:
    """The text objects of one text, by offset.

    An offset outside the text counts as the nearest end of it.
    """

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.language = primary(language)
        self._words = lru_cache(_KEPT)(self._find_words)
        self._sentences = lru_cache(_KEPT)(self._find_sentences)
        self._quotations = lru_cache(_KEPT)(self._find_quotations)

    def grapheme(self, offset: int) -> Stretch:
        """The grapheme cluster that contains offset; an empty stretch at the end of the text."""
        offset = self._inside(offset)
        start = graphemes.start_of(self.text, offset)
        return Stretch(start, graphemes.end_of(self.text, start))

    def next_grapheme(self, offset: int) -> int:
        """Where the next cluster starts; the end of the text in the last one."""
        return graphemes.end_of(self.text, self._inside(offset))

    def previous_grapheme(self, offset: int) -> int:
        """Where the last cluster starts that starts before offset; 0 at the beginning."""
        return self.grapheme(self._inside(offset) - 1).start

    def word(self, offset: int) -> Stretch | None:
        """The word that contains offset or ends right at it; None in space and punctuation."""
        offset = self._inside(offset)
        around = self.words(offset - 1, offset + 1)
        return next((word for word in reversed(around) if word.start <= offset), None)

    def next_word(self, offset: int) -> int:
        """Where the next word starts; the end of the text in the last one."""
        return self._next(self._words, _A_LETTER[0], offset)

    def previous_word(self, offset: int) -> int:
        """Where this word starts, or the one before if offset is there already."""
        return self._previous(self._words, _A_LETTER[1], offset)

    def words(self, start: int, end: int) -> list[Stretch]:
        """The words that overlap ``[start, end)``."""
        return self._overlapping(self._words, start, end)

    def sentence(self, offset: int) -> Stretch:
        """The sentence that contains offset; between two, the one before in the paragraph."""
        offset = self._inside(offset)
        found = self._sentences(self._piece(offset))
        if not found:  # the text has nothing but white space here
            return Stretch(offset, offset)
        return found[max(0, bisect_right(found, offset, key=_start) - 1)]

    def next_sentence(self, offset: int) -> int:
        """Where the next sentence starts; the end of the text in the last one."""
        return self._next(self._sentences, _ANYTHING[0], offset)

    def previous_sentence(self, offset: int) -> int:
        """Where this sentence starts, or the one before if offset is there already."""
        return self._previous(self._sentences, _ANYTHING[1], offset)

    def sentences(self, start: int, end: int) -> list[Stretch]:
        """The sentences that overlap ``[start, end)``."""
        return self._overlapping(self._sentences, start, end)

    def quotation(self, offset: int) -> Stretch | None:
        """What the innermost quotation marks round offset enclose. On a mark counts as inside."""
        offset = self._inside(offset)
        found = self._quotations(self._piece(offset))
        around = [inner for outer, inner in found if outer.start <= offset < outer.end]
        return around[-1] if around else None

    def quotations(self, start: int, end: int) -> list[Stretch]:
        """The insides of quotation marks that overlap ``[start, end)``, outer before inner."""
        found = (
            inner for piece in self._spanned(start, end) for _, inner in self._quotations(piece)
        )
        return [inner for inner in found if inner.start < end and inner.end > start]

    def marked_quotations(self, start: int, end: int) -> list[tuple[Stretch, Stretch]]:
        """Each quotation whose marks open in ``[start, end)``, with its marks, and without."""
        both: list[tuple[Stretch, Stretch]] = []
        for found in map(self._quotations, self._spanned(start, end)):
            first, last = (bisect_left(found, place, key=_opening) for place in (start, end))
            both += found[first:last]
        return both

    def paragraph(self, offset: int) -> Stretch:
        """The paragraph that contains offset; on a blank line, the one before."""
        return self._trimmed(self._paragraphs, self._paragraph(offset))

    def next_paragraph(self, offset: int) -> int:
        """Where the next paragraph starts; the end of the text in the last one."""
        offset = self._inside(offset)
        here = self._paragraph(offset)
        following = (self._trimmed(self._paragraphs, index).start for index in (here, here + 1))
        return next((start for start in following if start > offset), len(self.text))

    def previous_paragraph(self, offset: int) -> int:
        """Where this paragraph starts, or the one before if offset is there already."""
        offset = self._inside(offset)
        here = self._paragraph(offset)
        preceding = (self._trimmed(self._paragraphs, index).start for index in (here, here - 1))
        return next((start for start in preceding if start < offset), 0)

    def trimmed(self, start: int, end: int) -> Stretch | None:
        """A stretch without white space at its ends; None for nothing else."""
        kept = Stretch(*graphemes.trim(self.text, start, end))
        return kept if kept.start < kept.end else None

    def without_stop(self, sentence: Stretch) -> Stretch:
        """A sentence without the stop that ends it; as it is where a mark or bracket ends it."""
        found = _STOP.search(self.text, *sentence)
        kept = Stretch(sentence.start, found.start()) if found else sentence
        return kept if kept.start < kept.end else sentence

    # Where paragraphs and pieces lie. White space behind one belongs to it, until it is trimmed.

    @cached_property
    def _paragraphs(self) -> list[int]:
        return paragraphs.starts(self.text)

    @cached_property
    def _pieces(self) -> list[int]:
        return paragraphs.pieces(self.text, self._paragraphs)

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self._paragraphs, self._inside(offset)) - 1

    def _piece(self, offset: int) -> int:
        return bisect_right(self._pieces, offset) - 1

    def _range(self, starts: list[int], index: int) -> Stretch:
        """From one start to the next. Before the first and after the last, an empty stretch."""
        start, end = (
            starts[at] if 0 <= at < len(starts) else len(self.text) * (at > 0)
            for at in (index, index + 1)
        )
        return Stretch(start, end)

    def _trimmed(self, starts: list[int], index: int) -> Stretch:
        return Stretch(*graphemes.trim(self.text, *self._range(starts, index)))

    def _inside(self, offset: int) -> int:
        return min(max(offset, 0), len(self.text))

    # What is in a piece.

    def _find_words(self, piece: int) -> tuple[Stretch, ...]:
        found = _WORD.finditer(self.text, *self._range(self._pieces, piece))
        return tuple(Stretch(*match.span()) for match in found)

    def _find_sentences(self, piece: int) -> tuple[Stretch, ...]:
        start, end = self._trimmed(self._pieces, piece)
        cuts = [start, *sentences.ends(self.text, start, end, self.language), end]
        found = (graphemes.trim(self.text, *cut) for cut in pairwise(cuts))
        return tuple(Stretch(*cut) for cut in found if cut[0] < cut[1])

    def _find_quotations(self, piece: int) -> tuple[tuple[Stretch, Stretch], ...]:
        """Each quotation with its marks, and without; outer before inner."""
        start, end = self._trimmed(self._pieces, piece)
        found = quotes.pair(self.text, start, end)
        pairs = list(found.pairs)
        # A quotation of several paragraphs opens anew in each and closes in the last only.
        following = self._trimmed(self._pieces, piece + 1).start
        if found.opened is not None and self.text.startswith(self.text[found.opened], following):
            pairs.append((found.opened, end))
        stretches = [
            (Stretch(one, min(two + 1, end)), self._said(one + 1, two))
            for one, two in sorted(pairs)
        ]
        return tuple(both for both in stretches if both[1].start < both[1].end)

    def _said(self, start: int, end: int) -> Stretch:
        """What is quoted, without a comma that belongs to the sentence round it."""
        start, end = graphemes.trim(self.text, start, end)
        if start < end and self.text[end - 1] in _COMMAS:
            start, end = graphemes.trim(self.text, start, end - 1)
        return Stretch(start, end)

    # Over several pieces.

    def _spanned(self, start: int, end: int) -> range:
        """The pieces that ``[start, end)`` touches."""
        first, last = (self._piece(self._inside(place)) for place in (start, end - 1))
        return range(first, last + 1)

    def _overlapping(self, find: "_Find", start: int, end: int) -> list[Stretch]:
        """What overlaps ``[start, end)``, of stretches that do not overlap each other."""
        stretches: list[Stretch] = []
        for found in map(find, self._spanned(start, end)):
            first = bisect_right(found, start, key=_end)
            stretches += found[first : bisect_left(found, end, key=_start)]
        return stretches

    def _next(self, find: "_Find", sign: "regex.Pattern[str]", offset: int) -> int:
        """The first start after offset, of what ``find`` finds in pieces that show the sign."""
        offset = self._inside(offset)
        piece = self._piece(offset)
        while True:
            found = find(piece)
            if (index := bisect_right(found, offset, key=_start)) < len(found):
                return found[index].start
            if (match := sign.search(self.text, self._range(self._pieces, piece).end)) is None:
                return len(self.text)
            piece = self._piece(match.start())

    def _previous(self, find: "_Find", sign: "regex.Pattern[str]", offset: int) -> int:
        """The last start before offset."""
        offset = self._inside(offset)
        piece = self._piece(offset)
        while True:
            found = find(piece)
            if (index := bisect_left(found, offset, key=_start)) > 0:
                return found[index - 1].start
            if (match := sign.search(self.text, 0, self._pieces[piece])) is None:
                return 0
            piece = self._piece(match.start())


_Find = Callable[[int], tuple[Stretch, ...]]


def _opening(quotation: tuple[Stretch, Stretch]) -> int:
    return quotation[0].start


def _start(stretch: Stretch) -> int:
    return stretch.start


def _end(stretch: Stretch) -> int:
    return stretch.end

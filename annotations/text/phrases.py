"""Noun phrases that name a source: ``a senior Hamas official``, ``the lawmaker``.

Found by rule, from word lists and without a tagger: from the word at a place forward to a noun
for a source, back to its article, and behind it over ``of …`` and a name. Offsets are codepoints.
"""

from bisect import bisect_left
from functools import lru_cache

from annotations.text.lexicon import lexicon
from annotations.text.names import is_capitalised, is_spaced, name_at, sentence_words
from annotations.text.segments import Segments, Stretch

_REACH = 5  # words from the one at the place to the noun, and from the noun over "of …"
_FURTHEST = 16  # words from the one at the place to where the phrase begins, and to its last noun


def source_at(segments: Segments, offset: int) -> Stretch | None:
    """The noun phrase at offset that names a source; None where there is none."""
    phrases = _phrases(segments, segments.sentence(offset))
    at = phrases.place(offset)
    head = None if at is None else phrases.head(at)
    if at is None or head is None:
        return None
    found = Stretch(phrases.words[phrases.first(at)].stretch.start, phrases.end(head))
    name = name_at(segments, offset) or found
    return Stretch(min(found.start, name.start), max(found.end, name.end))


def noun_phrase_end(segments: Segments, offset: int) -> int | None:
    """Where the noun phrase ends that begins at offset; None where none does."""
    found = source_at(segments, offset) or name_at(segments, offset)
    if found and found.start <= offset < found.end:
        return found.end
    known = lexicon(segments.language)
    words = segments.words(offset, segments.sentence(offset).end)[:_REACH]
    small = [segments.text[word.start : word.end].lower() for word in words]
    ends = known.breaks | known.that
    if not words or small[0] in ends:
        return None
    if small[0] not in known.determiners:
        return words[0].end
    following = (n for n, word in enumerate(small) if n and word in ends)
    last = next(following, 2) - 1
    return words[min(last, len(words) - 1)].end if last else None


@lru_cache(maxsize=4)  # whoever asks at one word of a sentence asks at the others, too
def _phrases(segments: Segments, sentence: Stretch) -> "_Phrases":
    return _Phrases(segments, sentence)


class _Phrases:
    """The words of a sentence, and how phrases go through them. Places are indices of words."""

    def __init__(self, segments: Segments, sentence: Stretch) -> None:
        self.words = sentence_words(segments, sentence)
        self._segments = segments
        self._known = lexicon(segments.language)
        self._small = [word.text.lower() for word in self.words]
        self._starts = [word.stretch.start for word in self.words]

    def place(self, offset: int) -> int | None:
        """The word at offset, or ending there."""
        here = self._segments.word(offset)
        if here is None:
            return None
        place = bisect_left(self._starts, here.start)
        return place if self._starts[place : place + 1] == [here.start] else None

    def head(self, at: int) -> int | None:
        """The noun for a source that the phrase through a place is about."""
        for place in range(at, min(at + _REACH, len(self.words))):
            if self._breaks(place) or (place > at and not self._continues(place)):
                return None
            if self._is_source(place):
                last = at + _FURTHEST
                while place < last and self._continues(place + 1) and self._is_source(place + 1):
                    place += 1  # noqa: PLW2901 ("government spokesman": the last noun counts)
                return place
        return None

    def first(self, at: int) -> int:
        """Where the phrase through a place begins: at its article, else at its adjectives."""
        place, furthest = at, max(0, at - _FURTHEST)
        while place > furthest and self._joined(place) and not self._breaks(place - 1):
            if self._is_determiner(place) and not self._is_determiner(place - 1):
                break
            place -= 1
        if self._is_determiner(place):
            return place
        # No article says where the phrase begins: then only what surely belongs to it.
        place = at
        while place > furthest and self._joined(place) and self._qualifies(place - 1):
            place -= 1
        return place

    def end(self, head: int) -> int:
        """Where the phrase about a noun ends: behind "of …", or a name that follows."""
        end = self.words[head].stretch.end
        if not self._continues(head + 1, across="of"):
            return end
        if self._small[head + 1] == "of":
            return self._end_of_complement(head + 2) or end
        if is_capitalised(self.words[head + 1].text):
            name = name_at(self._segments, self.words[head + 1].stretch.start)
            return max(end, name.end) if name else end
        return end

    def _end_of_complement(self, start: int) -> int | None:
        """The end of what follows "of": through its last capital or noun for a source."""
        last, anchored = None, False
        for place in range(start, min(start + _REACH, len(self.words))):
            anchors = is_capitalised(self.words[place].text) or self._is_source(place)
            if place > start and not self._continues(place, across="" if anchored else "’s"):
                break
            if self._breaks(place) or (anchored and not anchors):
                break
            last = place
            anchored = anchors and not self.words[place].ends
        return None if last is None else self.words[last].stretch.end

    def _joined(self, place: int) -> bool:
        """Whether nothing but a space stands before this word."""
        text, words = self._segments.text, self.words
        if not 0 < place < len(words):
            return False
        between = text[words[place - 1].stretch.end : words[place].stretch.start]
        return is_spaced(between.removeprefix("'s").removeprefix("’s").strip("'’"))

    def _continues(self, place: int, across: str = "’s") -> bool:
        """Whether a phrase goes on with this word, across a possessive or a word that breaks."""
        if not self._joined(place) or (self.words[place - 1].ends and across != "’s"):
            return False
        breaks = self._breaks(place) or self._is_determiner(place)
        return not breaks or self._small[place] == across

    def _breaks(self, place: int) -> bool:
        word, known = self._small[place], self._known
        return word in known.breaks or word in known.reporting

    def _is_determiner(self, place: int) -> bool:
        return self._small[place] in self._known.determiners

    def _is_source(self, place: int) -> bool:
        return self._known.is_source(self.words[place].text)

    def _qualifies(self, place: int) -> bool:
        """Whether a word belongs to the noun that it stands before, article or not."""
        return self._small[place] in self._known.qualifiers or (
            is_capitalised(self.words[place].text) and not self._breaks(place)
        )

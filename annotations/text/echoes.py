"""Passages that two texts share word for word or nearly, wherever they stand in each.

Seed and extend, as in Altschul et al. 1990 (`alignment` and `reuse` do it), over words, as for
reprinted newspaper texts in Smith, Cordell & Mullen 2015, "Computational methods for uncovering
reprinted texts in antebellum newspapers". Offsets are codepoints, half-open.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotations.text.alignment import Pairs
from annotations.text.lexicon import lexicon
from annotations.text.reuse import Search, Words
from annotations.text.segments import Stretch, primary


class Echo(NamedTuple):
    """A passage that stands in both texts. It begins and ends with words in common."""

    left: Stretch
    """Where it stands in the left text."""
    right: Stretch
    """Where it stands in the right text."""
    words: int
    """How many words it has, on the side that has more; two ideographs count as one."""
    differ: int
    """How many of these words the other side has not, or has otherwise."""

    @property
    def exact(self) -> bool:
        """Whether it is the same word for word; case and punctuation do not count."""
        return not self.differ


class Echoes(NamedTuple):
    """What two texts share."""

    passages: list[Echo]
    """In the reading order of the left text.

    What one text says several times and the other once has the same place there each time.
    """
    of_left: float
    """What share of the left text's words the right one has in these passages, 0 to 1."""
    of_right: float
    """What share of the right text's words the left one has in them, 0 to 1."""


def echoes(
    left: str,
    right: str,
    language: str | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Echoes:
    """All passages that two texts share. Time grows with their length.

    Args:
        left: One text.
        right: Another.
        language: BCP 47 code of what they are written in, as far as it is known.
        cancelled: Asked every few hundred words.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    one, other = Words(left), Words(right)
    lists = lexicon(primary(language))
    is_grammar = (lists.breaks | lists.determiners | lists.that).__contains__
    stopped = cancelled or (lambda: False)
    search = Search(one, other, is_grammar, stopped)
    found = search.within(0, len(one))
    # What is left of the right text may say once more what has its place there already.
    back = Search(other, one, is_grammar, stopped)
    for start, stop in _gaps(sorted((p[0][1], p[-1][1] + 1) for p in found), len(other)):
        found += [[(i, j) for j, i in pairs] for pairs in back.within(start, stop)]
    return Echoes(
        sorted(_echo(one, other, search.measure(pairs), pairs) for pairs in found),
        len({i for pairs in found for i, _ in pairs}) / (len(one) or 1),
        len({j for pairs in found for _, j in pairs}) / (len(other) or 1),
    )


def _gaps(covered: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What sorted stretches leave free up to a length."""
    gaps, free = [], 0
    for start, stop in covered:
        if start > free:
            gaps.append((free, start))
        free = max(free, stop)
    return [*gaps, (free, length)]


def _echo(one: Words, other: Words, measure: tuple[float, float], pairs: Pairs) -> Echo:
    (i, j), (i_last, j_last) = pairs[0], pairs[-1]
    words, differ = measure
    exact = i_last - i == j_last - j == len(pairs) - 1
    return Echo(
        Stretch(one.tokens[i].start, one.tokens[i_last].end),
        Stretch(other.tokens[j].start, other.tokens[j_last].end),
        round(words),
        0 if exact else max(1, round(differ)),
    )

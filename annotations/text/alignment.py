"""Two lists of words laid beside each other from one place on, over small differences.

The alignment grows greedily, as the extension of seeds does in Altschul et al. 1990, "Basic local
alignment search tool": a word in common counts 2, a gap -1 and each word of its longer side -1,
and growing stops where the sum has dropped too far below the best so far, to which the alignment is
cut back. Three words in five are in common at least.
"""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

Pairs = list[tuple[int, int]]
"""Which word of one list is which of the other, in the order of both."""

_WIDEST = 3  # words on either side between two words in common
_COMMON = 2  # what a word in common counts
_DENSITY = 0.6
_DROP = 9  # how far the sum may fall below the best
_PATIENCE = 16  # words in common that do not lift it above the best
_GAPS = sorted(
    ((here, there) for here in range(_WIDEST + 1) for there in range(_WIDEST + 1) if here or there),
    key=lambda gap: (max(gap), sum(gap)),
)
_WINDOW = _WIDEST + 2  # words that are looked at
_BEHIND_ONE, _BEHIND_OTHER = ("\0",) * _WINDOW, ("\1",) * _WINDOW  # in common with no word
_SHORTEST = 4  # letters of two words that may be one word spelled differently
_ALIKE = 0.75


def extend(one: Sequence[str], other: Sequence[str], i: int, j: int, stop: int) -> Pairs:
    """The words in common from ``one[i]`` and ``other[j]`` on; none where these two differ.

    Args:
        one: Words.
        other: Words.
        i: Where to begin in ``one``.
        j: Where to begin in ``other``.
        stop: Where to end in ``one`` at the latest.
    """
    pairs: Pairs = []
    length = len(other)
    total = best = kept = 0
    while True:
        before = len(pairs)
        while i < stop and j < length and one[i] == other[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        total += _COMMON * (len(pairs) - before)
        if total > best and len(pairs) >= _DENSITY * _span(pairs):
            best, kept = total, len(pairs)
        gap = _gap(one, other, i, j, stop) if pairs else None
        if gap is None:
            break
        here, there = one[i : i + gap[0]], other[j : j + gap[1]]
        total += 0 if _is_respelled("".join(here), "".join(there)) else -1 - max(gap)
        if total < best - _DROP or len(pairs) - kept > _PATIENCE:
            break
        i, j = i + gap[0], j + gap[1]
    return pairs[:kept]


def balance(pairs: Pairs) -> int:
    """What an alignment is worth beside others: words in common less those that differ."""
    return 2 * len(pairs) - _span(pairs)


def _span(pairs: Pairs) -> int:
    """How many words an alignment has, on the side with more."""
    return max(pairs[-1][0] - pairs[0][0], pairs[-1][1] - pairs[0][1]) + 1


def _gap(
    one: Sequence[str], other: Sequence[str], i: int, j: int, stop: int
) -> tuple[int, int] | None:
    """The smallest number of words to leave out in both until they have words in common again.

    A single word in common counts behind one that stands for one; otherwise it takes two.
    """
    here, there = one[i : min(i + _WINDOW, stop)], other[j : j + _WINDOW]
    if set(here).isdisjoint(there):
        return None
    here, there = [*here, *_BEHIND_ONE], [*there, *_BEHIND_OTHER]
    for gap in _GAPS:
        n, m = gap
        if here[n] == there[m] and (here[n + 1] == there[m + 1] or gap == (1, 1)):
            return gap
    return None


def _is_respelled(here: str, there: str) -> bool:
    """Whether one word stands on both sides, spelled or parted differently."""
    if min(len(here), len(there)) < _SHORTEST or not (here.isalpha() and there.isalpha()):
        return False
    return OSA.normalized_similarity(here, there) >= _ALIKE

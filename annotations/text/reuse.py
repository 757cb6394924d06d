"""Passages of one text that come in another: seeds, extended on both sides; the longer one wins.

Every run of a few words that both texts have is a seed. It is tried at the places where it stands
in the other text, at most a handful, those nearest to where the passage before it ended. The best
alignment counts, and the search goes on behind it, so that time grows with the length of the texts
however often either repeats itself.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from itertools import takewhile

from annotations.errors import Cancelled
from annotations.text.alignment import Pairs, balance, extend
from annotations.text.tokens import tokens

SEED = 3
"""How many words a seed has."""

FEWEST_WORDS = 5
"""How many words in common make a passage."""

_FEWEST_NEARLY = 6  # words in common, where others differ
_FEWEST_TELLING, _SHORT = 3, 8  # words in common that are not just grammar, of fewer than 8
_FEWEST_TELLING_LONG = 2  # of more
_MOST_PLACES = 4  # of a seed that are looked at
_FARTHEST_BACK = 64  # words, and four more for each word ahead: else long passages are gone
# through over and over
_BETWEEN_QUESTIONS = 256  # words looked at between two questions whether to stop


class Words:
    """The words of a text, and where each seed stands in it."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.words = [token.word for token in self.tokens]
        self.backwards = self.words[::-1]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def seeds(self) -> dict[tuple[str, ...], list[int]]:
        """The places of every run of words that is as long as a seed, in order."""
        places: dict[tuple[str, ...], list[int]] = {}
        runs = zip(*(self.words[first:] for first in range(SEED)), strict=False)
        for place, run in enumerate(runs):
            places.setdefault(run, []).append(place)
        return places

    def size(self, places: Iterable[int]) -> float:
        """How many words these tokens count as: a character of a script without spaces is less."""
        return sum(self.tokens[place].size for place in places)


class Search:
    """Looks for passages of one text that come in another."""

    def __init__(
        self,
        one: Words,
        other: Words,
        is_grammar: Callable[[str], bool],
        cancelled: Callable[[], bool],
    ) -> None:
        """Take up two texts.

        Args:
            one: The text that is gone through.
            other: The text that its seeds are looked up in.
            is_grammar: Whether a word says nothing by itself; such words alone are no passage.
            cancelled: Asked every few hundred words.
        """
        self._one, self._other = one, other
        self._is_grammar = lru_cache(maxsize=4096)(is_grammar)
        self._cancelled = cancelled
        self._taken = bytearray(len(other))
        self._expected = 0  # where the other text would go on

    def within(self, start: int, stop: int) -> list[Pairs]:
        """The passages in a stretch of words; none of them overlap in that text.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        found: list[Pairs] = []
        at, asked = start, start
        while at + SEED <= stop:
            if at >= asked:
                asked = at + _BETWEEN_QUESTIONS
                if self._cancelled():
                    raise Cancelled("The search for echoes was stopped; nothing was kept of it.")
            ahead = self._ahead(at, stop)
            if not ahead:
                at += 1
                continue
            before = found.pop() if found else []
            before, passage = self._behind(before, ahead, before[0][0] if before else start)
            found += [pairs for pairs in (before, passage) if pairs]
            if passage:
                self._take(passage)
                at = passage[-1][0] + 1
            else:
                at += _step(ahead)
        return found

    def _ahead(self, at: int, stop: int) -> Pairs:
        """The best alignment from a word on."""
        one, other = self._one.words, self._other.words
        places = self._other.seeds.get(tuple(one[at : at + SEED]))
        if not places:
            return []
        found = (extend(one, other, at, place, stop) for place in self._nearest(places))
        return max(found, key=self._rank)

    def _nearest(self, places: list[int]) -> list[int]:
        """The places to try: from the one before where the text would go on, round the end."""
        if len(places) <= _MOST_PLACES:
            return places
        first = bisect_left(places, self._expected) - 1
        return [places[(first + n) % len(places)] for n in range(_MOST_PLACES)]

    def _rank(self, pairs: Pairs) -> tuple[int, bool, int]:
        """How good an alignment is; among equal ones a new place is better, then a near one."""
        place = pairs[0][1]
        return balance(pairs), not self._taken[place], -abs(place - self._expected)

    def _behind(self, before: Pairs, ahead: Pairs, start: int) -> tuple[Pairs, Pairs]:
        """The passage before and the new one, grown backwards: what both claim is the longer's.

        Either is empty where it is not worth being shown.
        """
        one, other = len(self._one), len(self._other)
        (i, j) = ahead[0]
        start = max(start, i - _FARTHEST_BACK - 4 * len(ahead))
        here, there = one - 1 - i, other - 1 - j
        back = extend(self._one.backwards, self._other.backwards, here, there, one - start)
        passage = [(one - 1 - n, other - 1 - m) for n, m in reversed(back[1:])] + ahead
        if before and passage[0][0] <= before[-1][0]:
            if balance(passage) > balance(before) and self.is_passage(passage):
                before = [pair for pair in before if pair[0] < passage[0][0]]
                before = before if self.is_passage(before) else []
            else:
                passage = [pair for pair in passage if pair[0] > before[-1][0]]
        return before, passage if self.is_passage(passage) else self._run(ahead)

    def _run(self, ahead: Pairs) -> Pairs:
        """What an alignment begins with that is the same word for word, if that is a passage."""
        i, j = ahead[0]
        numbered = enumerate(ahead)
        run = [pair for _, pair in takewhile(lambda n: n[1] == (i + n[0], j + n[0]), numbered)]
        return run if self.is_passage(run) else []

    def is_passage(self, pairs: Pairs) -> bool:
        """Whether an alignment is worth being shown: long enough, and no mere grammar."""
        if len(pairs) < FEWEST_WORDS:
            return False
        words, differ = self.measure(pairs)
        common = words - differ
        if common < (_FEWEST_NEARLY if differ else FEWEST_WORDS):
            return False
        telling = (i for i, _ in pairs if not self._is_grammar(self._one.words[i]))
        fewest = _FEWEST_TELLING if common < _SHORT else _FEWEST_TELLING_LONG
        return self._one.size(telling) >= fewest

    def measure(self, pairs: Pairs) -> tuple[float, float]:
        """How many words an alignment has, on the side with more, and how many of them differ."""
        (i, j), (i_last, j_last) = pairs[0], pairs[-1]
        words = max(self._one.size(range(i, i_last + 1)), self._other.size(range(j, j_last + 1)))
        return words, words - self._one.size(i for i, _ in pairs)

    def _take(self, pairs: Pairs) -> None:
        first, last = pairs[0][1], pairs[-1][1]
        self._taken[first : last + 1] = b"\1" * (last + 1 - first)
        self._expected = last + 1


def _step(ahead: Pairs) -> int:
    """How far to go on behind an alignment that is no passage: far enough to get on at all."""
    run = next((n for n, pair in enumerate(ahead) if pair[0] != ahead[0][0] + n), len(ahead))
    return max(1, run - SEED + 1, len(ahead) // 4)

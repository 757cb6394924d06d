"""How alike two statements are: claims, and anything else of sentence length.

By the words they share, rarer words weighing more; by the longest run of words that both have,
which tells quotations; against it, numbers that differ and a negation on one side only.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from sys import intern

from rapidfuzz import fuzz

from annotations.matching.features import MOST_REASONS, UNLIKE, Form, Likeness, Rarity
from annotations.matching.normal import cut, number, plain, stem, words
from annotations.matching.vocabulary import FUNCTION_WORDS, NEGATIONS

_LONG_RUN = 6
"""Words in a row that two writers hardly choose independently."""
_FLOOR = 0.375
"""What puts a pair of sentences that is as likely the same as not near one half."""
_NONE: frozenset[str] = frozenset()
_CONFLICT = 0.8
"""What different numbers leave of a score, and a negation on one side."""


@dataclass(frozen=True, slots=True)
class Statement(Form):
    """A sentence or so."""

    quoted: bool
    """Whether there are quotation marks in it."""
    telling: tuple[str, ...] = field(init=False)
    """The stems of its words without function words (of all, where there are no others), each once,
    sorted. A tuple, as a set takes five times the memory, and there may be a million."""
    numbers: frozenset[str] = field(init=False)
    """The numbers in it, in digits."""
    negated: bool = field(init=False)
    """Whether there is a "not" in it, or a word to that effect."""

    def __post_init__(self) -> None:
        spoken = frozenset(map(stem, self.words))
        telling = (spoken - FUNCTION_WORDS - NEGATIONS) or spoken
        self._set("telling", tuple(sorted(map(intern, telling))))
        self._set("numbers", frozenset(number(w) for w in spoken if w[0].isdecimal()) or _NONE)
        self._set("negated", not NEGATIONS.isdisjoint(self.words))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    @classmethod
    def read(cls, text: str) -> "Statement":
        """Make a statement comparable."""
        plainly = plain(text)
        spoken = tuple(map(intern, cut(words(plainly))))  # of a million each word is kept once
        return cls(text=text, words=spoken, quoted='"' in plainly)

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every :data:`_LONG_RUN` words in a row."""
        return frozenset(_runs(self.words))  # not kept: there are many, and mostly not asked for

    @property
    def content(self) -> frozenset[str]:
        """The telling words as a set."""
        return frozenset(self.telling)

    @property
    def gist(self) -> str:
        """The telling words."""
        return " ".join(self.telling)

    @property
    def weighed(self) -> tuple[str, ...]:
        """The telling words."""
        return self.telling

    def told(self, other: "Statement") -> tuple[str, ...]:
        """What both have in common, in words: the reasons of `likeness`, in another order."""
        if self.key == other.key:
            return (_same_words(self),)
        shared = self.content & other.content
        run = longest_run(self, other) if len(shared) >= _LONG_RUN // 2 else 0
        found = (_run_words(self, other, run),) if run else ()
        return (*found, _share(self, other, shared)) if shared else found

    def likeness(self, other: "Statement", rarity: Rarity) -> Likeness:
        """Compare; statements that share all their words reach .97."""
        if self.key == other.key:
            return Likeness(0.97, (_same_words(self),))
        shared = self.content & other.content
        if not shared:
            return UNLIKE
        found = [(_overlap(self, other, shared, rarity), _share(self, other, shared))]
        if run := longest_run(self, other):
            found.append((_run_score(self, other, run), _run_words(self, other, run)))
        found.sort(key=lambda reason: -reason[0])
        against = _against(self, other)
        reasons = tuple(words for _, words in found)[:MOST_REASONS]
        return Likeness(found[0][0] * _CONFLICT ** len(against), reasons, tuple(against))


def longest_run(left: Statement, right: Statement) -> int:
    """How many words in a row both have; 0 for fewer than :data:`_LONG_RUN`."""
    runs = left.runs & right.runs
    if not runs:
        return 0
    streak = min(_streak(left, runs), _streak(right, runs))
    return streak + _LONG_RUN - 1


def _streak(one: Statement, runs: Collection[tuple[str, ...]]) -> int:
    """How many of its runs in a row are among these."""
    best = now = 0
    for run in _runs(one.words):
        now = now + 1 if run in runs else 0
        best = max(best, now)
    return best


def _runs(spoken: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [spoken[i : i + _LONG_RUN] for i in range(len(spoken) - _LONG_RUN + 1)]


def _overlap(left: Statement, right: Statement, shared: frozenset[str], rarity: Rarity) -> float:
    """Weight of the shared words in both and in the shorter one, and the spelling of the rest."""
    common = rarity.total(shared)
    weights = rarity.total(left.telling), rarity.total(right.telling)
    dice, inside = 2 * common / sum(weights), common / min(weights)
    spelling = fuzz.token_set_ratio(left.gist, right.gist) / 100
    return min(0.95, _FLOOR + (1 - _FLOOR) * (0.5 * dice + 0.25 * inside + 0.25 * spelling))


def _run_score(left: Statement, right: Statement, run: int) -> float:
    shorter = min(len(left.words), len(right.words))
    return 0.5 + 0.45 * run / shorter


def _same_words(statement: Statement) -> str:
    kind = "same quotation" if statement.quoted else "word for word the same"
    return f"{kind}, {len(statement.words)} words"


def _share(left: Statement, right: Statement, shared: frozenset[str]) -> str:
    return f"share {len(shared)} of {min(len(left.telling), len(right.telling))} content words"


def _run_words(left: Statement, right: Statement, run: int) -> str:
    quotation = left.quoted or right.quoted
    return f"same quotation, {run} words" if quotation else f"same {run} words in a row"


def _against(left: Statement, right: Statement) -> list[str]:
    """What speaks against: different numbers, a negation on one side."""
    against = []
    if left.numbers - right.numbers and right.numbers - left.numbers:
        differ = sorted(left.numbers ^ right.numbers, key=lambda n: (len(n), n))
        against.append(f"different numbers: {', '.join(differ[:4])}")
    if left.negated != right.negated:
        against.append("negated in one only")
    return against

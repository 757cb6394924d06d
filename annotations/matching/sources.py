"""How alike two sources are: names of people and outlets, and descriptions of somebody unnamed.

An outlet goes by its name with or without the kind of outlet it is ("The National News" is "the
National"), and a description may give the name after a comma. Somebody described without a name
may be anybody of that description, so that is never surer than :data:`MOST_ANONYMOUS`.
"""

import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import ClassVar

from annotations.matching.features import Form, Likeness, Rarity, quote
from annotations.matching.names import Name
from annotations.matching.normal import name_words, words
from annotations.matching.statements import Statement
from annotations.matching.vocabulary import INDEFINITE, OUTLET_WORDS, PREPOSITIONS, ROLES

MOST_ANONYMOUS = 0.6
"""The highest score on description alone."""
_VAGUE = 0.5
"""The same, where the description is one word: "sources"."""
_INSIDE = 0.85
"""What is left of a likeness where there is more to one of them than the name."""
_MOST_PARTS = 8
"""Names looked at in one source: more is no source, and would take long."""

_CLAUSE = re.compile(r"[,;:()\"“”]+\s*")


@dataclass(frozen=True, slots=True)
class Source(Form):
    """Whoever a claim rests on."""

    parts: tuple[Name, ...]
    """What it is called: the whole, and each clause of it that is a name."""
    anonymous: bool
    """Whether it only describes somebody."""

    least: ClassVar[float] = 50.0

    @classmethod
    def read(cls, text: str) -> "Source":
        """Make a source comparable."""
        clauses = [clause for clause in _CLAUSE.split(text) if _is_named(clause)]
        parts = tuple(dict.fromkeys(map(_called, clauses[:_MOST_PARTS])))
        return cls(
            text=text,
            words=name_words(text),
            parts=parts or (Name.read(text),),
            anonymous=not parts,
        )

    @property
    def describes(self) -> bool:
        """Whether there is more to it than one name."""
        return len(self.parts) > 1 or self.parts[0].text != self.text.strip()

    @property
    def gist(self) -> str:
        """The words as they sound."""
        return Name(text=self.text, words=self.words).gist

    @property
    def handles(self) -> frozenset[str]:
        """The handles of every name in it."""
        return frozenset().union(*(part.handles for part in self.parts))

    def likeness(self, other: "Source", rarity: Rarity) -> Likeness:
        """Compare whole with whole, and the names inside."""
        if self.anonymous and other.anonymous:
            return _described_alike(self, other, rarity)
        likeness = max(a.likeness(b, rarity) for a, b in product(self.parts, other.parts))
        if self.anonymous or other.anonymous:
            unsure = likeness._replace(score=_INSIDE * likeness.score)
            return _unnamed(unsure, "one of them is not named")
        if self.key == other.key or not (self.describes or other.describes):
            return likeness
        return Likeness(_INSIDE * likeness.score, _named_inside(likeness, self, other))


def _is_named(clause: str) -> bool:
    """Whether a clause is a name, going by how it begins and which words are capitalised.

    "an official of Iran" and "a senior Iraqi MP" begin as only descriptions do.
    """
    shown = [word for word in clause.split() if words(word)]
    if not shown or shown[0].casefold() in INDEFINITE or _has_small_head(shown):
        return False
    while len(shown) > 1 and shown[-1] in OUTLET_WORDS:
        del shown[-1]
    spoken = name_words(" ".join(shown))
    role = len(spoken) == 1 and spoken[0].removesuffix("s") in ROLES
    return not (role or shown[-1].islower())


def _has_small_head(shown: list[str]) -> bool:
    """Whether a common noun comes before "of", "at", "in": "sources in Baghdad"."""
    return any(a.islower() and b in PREPOSITIONS for a, b in pairwise(shown))


def _called(clause: str) -> Name:
    """A name without the kind of outlet it is, where anything remains."""
    name = Name.read(clause)
    bare = tuple(word for word in name.words if word not in OUTLET_WORDS)
    return Name(text=clause.strip(), words=bare or name.words)


def _described_alike(left: Source, right: Source, rarity: Rarity) -> Likeness:
    """Two descriptions, compared as statements; a single word describes nobody in particular."""
    one, other = Statement.read(left.text), Statement.read(right.text)
    likeness = one.likeness(other, rarity)
    vague = min(len(one.content), len(other.content)) == 1
    limited = likeness._replace(score=min(likeness.score, _VAGUE if vague else MOST_ANONYMOUS))
    return _unnamed(limited, "described alike, not named")


def _unnamed(likeness: Likeness, remark: str) -> Likeness:
    """Somebody unnamed: a description makes it possible, never likely."""
    if not likeness.reasons:
        return likeness
    return Likeness(min(likeness.score, MOST_ANONYMOUS), (*likeness.reasons[:2], remark))


def _named_inside(likeness: Likeness, left: Source, right: Source) -> tuple[str, ...]:
    shorter = min(left.text, right.text, key=lambda text: (len(text), text))
    named = f"named inside the description: {quote(shorter)}"
    return (*likeness.reasons[:2], named) if likeness.reasons else ()

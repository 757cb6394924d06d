"""How alike two sources are: names of people and outlets, and descriptions of somebody unnamed.

An outlet goes by its name with or without the kind of outlet it is ("The National News" is "the
National"), a description may give the name after a comma, and a person may be named behind a role
("White House spokesman John Kirby"). Somebody described without a name may be anybody of that
description, so that is never surer than :data:`MOST_ANONYMOUS`.
"""

import re
from dataclasses import dataclass
from itertools import pairwise, product

from annotations.matching.descriptions import Description
from annotations.matching.features import Form, Likeness, Rarity, quote
from annotations.matching.names import Name, is_acronym
from annotations.matching.normal import name_words, plain, words
from annotations.matching.statements import Statement
from annotations.matching.vocabulary import (
    ARTICLES,
    FUNCTION_WORDS,
    INDEFINITE,
    OUTLET_WORDS,
    PREPOSITIONS,
    ROLES,
    TITLE_LINKS,
    TITLES,
    TRANSLATED,
)

MOST_ANONYMOUS = 0.55
"""The highest score on description alone."""
_VAGUE = 0.5
"""The same, where the description is one word: "sources"."""
_DESCRIBED = (0.0, 0.35, 0.5)
"""How alike descriptions without a word in common are by what they say of role and affiliation:
nothing, one of them, both."""
_INSIDE, _INSIDE_FULL = 0.85, 0.95
"""What is left of a likeness where there is more to one of them than the name; and where that is
the same first name and surname."""
_SAME = 0.95
"""Names at least so alike are the same."""
_MOST_CLAUSES = 8
"""Parts of a source that are looked at: more is no source, and would take long."""

_ADDRESS = re.compile(
    r"@\w+|(?:www\.)?(?P<name>[\w-]+)(?:\.[\w-]+)*\.(?:com|org|net|info|news|tv|[a-z]{2})",
    re.IGNORECASE,
)
"""Of a website or of somebody on a network: written small, and a name."""
_CLAUSE = re.compile(r"[,;:()\"“”]+\s*")


@dataclass(frozen=True, slots=True)
class Source(Form):
    """Whoever a claim rests on."""

    parts: tuple[Name, ...]
    """What it is called: the first clause of it that is a name; the whole, if none is."""
    anonymous: bool
    """Whether it only describes somebody."""

    @classmethod
    def read(cls, text: str) -> "Source":
        """Make a source comparable."""
        clauses = _CLAUSE.split(text)[:_MOST_CLAUSES]
        named = next(filter(_is_named, clauses), None)
        return cls(
            text=text,
            words=name_words(text),
            parts=(Name.read(text) if named is None else _called(named),),
            anonymous=named is None,
        )

    @property
    def describes(self) -> bool:
        """Whether there is more to it than the name."""
        return _without_kind(self.words) != self.parts[0].words

    @property
    def gist(self) -> str:
        """The words as they sound."""
        return Name(text=self.text, words=self.words).gist

    def likeness(self, other: "Source", rarity: Rarity) -> Likeness:
        """Compare whole with whole, and the names inside."""
        if self.anonymous and other.anonymous:
            return _described_alike(self, other, rarity)
        ends = product(self.parts, other.parts)
        likeness = max((a.likeness(b, rarity) for a, b in ends), key=lambda one: one.score)
        if self.anonymous or other.anonymous:
            unsure = likeness._replace(score=_INSIDE * likeness.score)
            return _unnamed(unsure, "one of them is not named")
        if self.key == other.key or not (self.describes or other.describes):
            return likeness
        return _inside(likeness, self, other)


def _is_named(clause: str) -> bool:
    """Whether a clause is a name, going by how it begins and which words are capitalised.

    "an official of Iran" and "a senior Iraqi MP" begin as only descriptions do.
    """
    shown = [word for word in clause.split() if words(word)]
    if len(shown) == 1 and _ADDRESS.fullmatch(shown[0]):
        return True
    if not shown or shown[0].casefold() in INDEFINITE or _has_small_head(shown):
        return False
    while len(shown) > 1 and shown[-1] in OUTLET_WORDS:
        del shown[-1]
    spoken = name_words(" ".join(shown))
    role = len(spoken) == 1 and spoken[0].removesuffix("s") in ROLES
    empty = (FUNCTION_WORDS | ARTICLES).issuperset(spoken) and not is_acronym(shown[-1])
    return not (role or empty or shown[-1].islower())


def _has_small_head(shown: list[str]) -> bool:
    """Whether a common noun comes before "of", "at", "in": "sources in Baghdad"."""
    return any(a.islower() and b in PREPOSITIONS for a, b in pairwise(shown))


def _called(clause: str) -> Name:
    """A name without the role in front or the kind of outlet it is, where anything remains."""
    if address := _ADDRESS.fullmatch(clause.strip()):
        return Name.read((address["name"] or clause).lstrip("@").capitalize())
    text = _behind_role(clause)
    return Name(text=text.strip(), words=_without_kind(name_words(text)))


def _without_kind(spoken: tuple[str, ...]) -> tuple[str, ...]:
    kinds = (TRANSLATED.get(word, word) in OUTLET_WORDS for word in spoken)
    return tuple(word for word, kind in zip(spoken, kinds, strict=True) if not kind) or spoken


def _behind_role(clause: str) -> str:
    """The name behind a role: "John Kirby" of "White House spokesman John Kirby"."""
    shown = clause.split()
    while len(shown) > 1 and shown[0].islower() and shown[-1][:1].isupper():
        if shown[0] in _SMALL:
            break
        del shown[0]
    clause = " ".join(shown)
    for place in range(len(shown) - 2, -1, -1):
        word, rest = plain(shown[place]), shown[place + 1 :]
        is_role = word in ROLES or (word in TITLES and place > 0)
        if is_role and word not in OUTLET_WORDS and rest[0].casefold() not in TITLE_LINKS:
            named = all(not other[:1].islower() or other in _SMALL for other in rest)
            return " ".join(rest) if named and rest[0][:1].isupper() else clause
    return clause


_SMALL = frozenset("al el bin ibn ben van von der den de del da dos du la".split())  # noqa: SIM905
"""Words in small letters inside a person's name."""


def _described_alike(left: Source, right: Source, rarity: Rarity) -> Likeness:
    """Two descriptions, compared as statements; a single word describes nobody in particular."""
    one, other = Statement.read(left.text), Statement.read(right.text)
    likeness = one.likeness(other, rarity)
    vague = min(len(one.content), len(other.content)) == 1
    most = _VAGUE if vague else MOST_ANONYMOUS
    found = Description.read(left.text).compared(Description.read(right.text))
    reasons = found.reasons or likeness.reasons
    described = _DESCRIBED[min(2, len(found.reasons))]
    score = min(most, max(likeness.score, described) * found.score)
    return _unnamed(Likeness(score, reasons, found.against), "described alike, not named")


def _unnamed(likeness: Likeness, remark: str) -> Likeness:
    """Somebody unnamed: a description makes it possible, never likely."""
    if not likeness.reasons:
        return likeness
    reasons = (*likeness.reasons[:2], remark)
    return Likeness(min(likeness.score, MOST_ANONYMOUS), reasons, likeness.against)


def _inside(likeness: Likeness, left: Source, right: Source) -> Likeness:
    """Names that are alike, of sources that say more than a name."""
    if not likeness.reasons:
        return likeness
    full = likeness.score >= _SAME and all(len(s.parts[0].core) > 1 for s in (left, right))
    names = (side.parts[0].text if side.describes else side.text for side in (left, right))
    named = f"named inside the description: {quote(min(names, key=lambda text: (len(text), text)))}"
    reasons = (*likeness.reasons[:2], named)
    score = (_INSIDE_FULL if full else _INSIDE) * likeness.score
    return Likeness(score, reasons, likeness.against)

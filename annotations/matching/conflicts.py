"""Where two statements that speak of the same do not agree: numbers, dates, a negation.

Numbers conflict where they count the same: "12 dead" and "20 dead", "40 %" and "45 %", but not "12
dead" and "3 days". Offsets are codepoints of the stretch given, half-open.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from annotations.matching.normal import number, plain, stem
from annotations.matching.statements import Statement
from annotations.matching.vocabulary import FUNCTION_WORDS, NEGATIONS
from annotations.text.segments import Stretch
from annotations.text.tokens import Token, tokens


def _written(names: str) -> Mapping[str, str]:
    """Names by how they are written, whole or short."""
    whole = {name: name for name in names.split()}
    short = {name[:length]: name for name in whole for length in (3, 4)}
    return {word: name for word, name in short.items() if word not in _WORDS} | whole


_WORDS = ("mar", "sun", "sat")
"""What is a word of its own as well."""


_COUNTED, _LOOKED_AT = 3, 6
"""Words behind a number among which is what it counts; the same with function words."""
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SIGN = re.compile(r"\s?(%|per ?cent\b|percent\b)", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥₽₺₹]\s?$")
_DAYS = _written("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = _written(
    "january february march april june july august september october november december"
)
"""Without May, which is mostly no month."""
_IN_DATES = {**_MONTHS, "may": "may", "mar": "march"}
"""Months where a number is beside them."""
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_DATED = _DAYS.keys() | _IN_DATES.keys()
_TELLS_NOTHING = FUNCTION_WORDS | NEGATIONS
_ENDS = frozenset(".!?;:")
_NEGATED = 5
"""Words behind a negation among which is what it is about."""
_SHARED, _SHARED_PART = 2, 0.4
"""Words that statements must share to speak of the same: so many, and this part of the shorter."""
_LONGEST = 400
"""Words of a statement that are looked at."""


class Conflict(NamedTuple):
    """One thing on which two statements do not agree."""

    reason: str
    """Which, in words."""
    left: tuple[Stretch, ...]
    """The words of the one."""
    right: tuple[Stretch, ...]
    """The words of the other."""


class _Number(NamedTuple):
    value: str
    counts: tuple[str, ...]
    """The words behind it, the nearest first."""
    at: Stretch

    def clashes(self, other: "_Number") -> bool:
        """Whether both count the same."""
        return any(b.counts and b.counts[0] in a.counts for a, b in ((self, other), (other, self)))


class _Negation(NamedTuple):
    of: frozenset[str]
    """The stem of what it is about: the next word behind it that tells anything, or the one before;
    empty for neither."""
    at: Stretch


class _Said(NamedTuple):
    """What of a statement can be in conflict."""

    content: frozenset[str]
    """The stems of its words, and its numbers."""
    numbers: tuple[_Number, ...]
    """What it counts."""
    days: Mapping[str, Stretch]
    """Days of the week, and where each is named first."""
    dates: Mapping[str, Stretch]
    """Days of a month: "3 May"."""
    months: Mapping[str, Stretch]
    years: Mapping[str, Stretch]
    negations: tuple[_Negation, ...]


def conflicts(left: str, right: str) -> list[Conflict]:
    """On what two statements do not agree, numbers first."""
    one, other = _read(left), _read(right)
    if not _speak_of_the_same(one, other):
        return []
    found = [
        _numbers(one.numbers, other.numbers),
        _dates(one.days, other.days, "days"),
        _dates(one.dates, other.dates, "dates") or _dates(one.months, other.months, "months"),
        _dates(one.years, other.years, "years"),
        _negation(one, other),
    ]
    return [conflict for conflict in found if conflict]


def may_conflict(one: Statement, other: Statement) -> bool:
    """Whether it is worth looking: a quick no for most pairs of many."""
    return (
        one.negated
        or other.negated
        or bool(one.numbers - other.numbers and other.numbers - one.numbers)
        or not (_DATED.isdisjoint(one.words) or _DATED.isdisjoint(other.words))
    )


_plain = lru_cache(maxsize=65_536)(plain)


@lru_cache(maxsize=16_384)
def _read(text: str) -> _Said:
    words = list(islice(tokens(text), _LONGEST))
    plainly = [_plain(token.word) for token in words]
    telling = {word for word in plainly if word.isalpha() and word not in _TELLS_NOTHING}
    dates = _dated(text, words, plainly)
    in_dates = {day.split()[1]: at for day, at in dates.items()}
    numbers = tuple(_numbers_of(text, words, plainly, dates.values()))
    return _Said(
        frozenset(map(stem, telling)).union(one.value for one in numbers),
        numbers,
        _named(words, plainly, _DAYS),
        dates,
        {**in_dates, **_named(words, plainly, _MONTHS)},
        {
            word: _at(token)
            for token, word in zip(words, plainly, strict=True)
            if _YEAR.fullmatch(word)
        },
        tuple(_negations(text, words, plainly)),
    )


def _speak_of_the_same(one: _Said, other: _Said) -> bool:
    shortest = min(len(one.content), len(other.content))
    least = min(max(_SHARED, _SHARED_PART * shortest), shortest)
    return len(one.content & other.content) >= least


def _numbers(ones: Sequence[_Number], others: Sequence[_Number]) -> Conflict | None:
    if not ones or not others:
        return None
    known, known_too = {n.value for n in ones}, {n.value for n in others}
    clashes = [
        (one, other)
        for one in ones
        for other in others
        if one.value not in known_too and other.value not in known and one.clashes(other)
    ]
    if not clashes:
        return None
    left = dict.fromkeys(one for one, _ in clashes)
    right = dict.fromkeys(other for _, other in clashes)
    said = ", ".join(dict.fromkeys(n.value for n in (*left, *right)))
    return Conflict(
        f"different numbers: {said}", tuple(n.at for n in left), tuple(n.at for n in right)
    )


def _numbers_of(
    text: str, words: list[Token], plainly: Sequence[str], dates: Iterable[Stretch]
) -> Iterator[_Number]:
    dated = {offset for at in dates for offset in range(*at)}
    stems = list(map(stem, plainly))
    for place, (token, value) in enumerate(zip(words, stems, strict=True)):
        if not _NUMBER.fullmatch(value) or _YEAR.fullmatch(value) or token.start in dated:
            continue
        if sign := _SIGN.match(text, token.end):
            yield _Number(f"{number(value)} %", ("%",), Stretch(token.start, sign.end()))
            continue
        counts = _counted(text, words, stems, place)
        money = _MONEY.search(text[max(0, token.start - 2) : token.start])
        yield _Number(number(value), ("money", *counts) if money else counts, _at(token))


def _counted(
    text: str, words: Sequence[Token], stems: Sequence[str], place: int
) -> tuple[str, ...]:
    """What a number counts: words behind it, the nearest first; at an end the word before it."""
    end = _same_sentence(text, words, place, _LOOKED_AT)
    after = islice(filter(_tells, stems[place + 1 : end]), _COUNTED)
    return tuple(after) or tuple(islice(filter(_tells, reversed(stems[:place])), 1))


def _tells(word: str) -> bool:
    return word not in FUNCTION_WORDS and word.isalpha()


def _dated(text: str, words: list[Token], plainly: Sequence[str]) -> Mapping[str, Stretch]:
    """Days of a month by what they are called: "3 May" for "May 3" too."""
    found: dict[str, Stretch] = {}
    for place, word in enumerate(plainly):
        if word in _IN_DATES and text[words[place].start].isupper():
            for near in (place - 1, place + 1):
                day = _DAY.fullmatch(plainly[near]) if 0 <= near < len(words) else None
                if day:
                    first, last = sorted((place, near))
                    at = Stretch(words[first].start, words[last].end)
                    found.setdefault(f"{int(day[1])} {_IN_DATES[word]}", at)
                    break
    return found


def _named(
    words: Sequence[Token], plainly: Sequence[str], names: Mapping[str, str]
) -> Mapping[str, Stretch]:
    found: dict[str, Stretch] = {}
    for token, word in zip(words, plainly, strict=True):
        if word in names:
            found.setdefault(names[word], _at(token))
    return found


def _dates(one: Mapping[str, Stretch], other: Mapping[str, Stretch], what: str) -> Conflict | None:
    """Days, months or years on both sides, of which none agrees."""
    if not one or not other or not one.keys().isdisjoint(other):
        return None
    said = f"{next(iter(one))} / {next(iter(other))}".title()
    return Conflict(f"different {what}: {said}", tuple(one.values()), tuple(other.values()))


def _negations(text: str, words: Sequence[Token], plainly: Sequence[str]) -> Iterator[_Negation]:
    for place, word in enumerate(plainly):
        if word in NEGATIONS:
            behind = _same_sentence(text, words, place, _NEGATED)
            after = filter(_can_be_denied, plainly[place + 1 : behind])
            before = filter(_can_be_denied, plainly[max(0, place - 1) : place])
            about = frozenset(map(stem, islice(chain(after, before), 1)))
            yield _Negation(about, _at(words[place]))


def _can_be_denied(word: str) -> bool:
    """Whether it tells anything, and not only how: "not formally approved"."""
    return word not in _TELLS_NOTHING and not word.endswith("ly")


def _same_sentence(text: str, words: Sequence[Token], place: int, most: int) -> int:
    """The place behind the words that follow in the same sentence, so many at most."""
    for after in range(place + 1, min(len(words), place + 1 + most)):
        if not _ENDS.isdisjoint(text[words[after - 1].end : words[after].start]):
            return after
    return place + 1 + most


def _negation(one: _Said, other: _Said) -> Conflict | None:
    """What the other says too is negated in one only."""
    left, right = _negated(one, other), _negated(other, one)
    return Conflict("negated in one only", left, right) if bool(left) != bool(right) else None


def _negated(one: _Said, other: _Said) -> tuple[Stretch, ...]:
    return tuple(negation.at for negation in one.negations if negation.of & other.content)


def _at(token: Token) -> Stretch:
    return Stretch(token.start, token.end)

"""Which words of two stretches match, and which are in conflict: what is marked in both panes."""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.codebook import Shape
from annotations.matching.conflicts import conflicts
from annotations.matching.normal import plain, skeleton, stem
from annotations.matching.scripts import consonants
from annotations.matching.vocabulary import FUNCTION_WORDS, NEGATIONS
from annotations.text.segments import Stretch
from annotations.text.tokens import Token, tokens

_FEWEST = 2
"""Consonants that make two spellings of a name one."""
_LONGEST = 2_000
"""Words of a stretch that are looked at."""


class Marks(NamedTuple):
    """Stretches of both texts, in codepoints of each, in order and apart from each other."""

    left: tuple[Stretch, ...]
    """The words of the one that the other has too."""
    right: tuple[Stretch, ...]
    """The words of the other that the one has too."""
    left_conflict: tuple[Stretch, ...] = ()
    """The words of the one that do not agree with the other."""
    right_conflict: tuple[Stretch, ...] = ()
    """The same of the other."""


def marks(left: str, right: str, shape: Shape) -> Marks:
    """What matches and what conflicts in two spans' texts.

    Args:
        left: one span's text.
        right: the other's.
        shape: what both are: names match by sound too, statements by their content words.
    """
    one, other = list(tokens(left))[:_LONGEST], list(tokens(right))[:_LONGEST]
    named = shape is not Shape.STATEMENT
    ones, others = _handles(one, named=named), _handles(other, named=named)
    matched = _matched(one, others, named=named), _matched(other, ones, named=named)
    if named:
        return Marks(*matched)
    found = conflicts(left, right)
    left_clash = tuple(sorted({at for conflict in found for at in conflict.left}))
    right_clash = tuple(sorted({at for conflict in found for at in conflict.right}))
    left_agreed = tuple(at for at in matched[0] if at not in left_clash)
    right_agreed = tuple(at for at in matched[1] if at not in right_clash)
    return Marks(left_agreed, right_agreed, left_clash, right_clash)


def _matched(words: list[Token], handles: set[str], *, named: bool) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(token.start, token.end)
        for token in words
        if not handles.isdisjoint(_read(token, named=named))
    )


def _handles(words: Iterable[Token], *, named: bool) -> set[str]:
    return {handle for token in words for handle in _read(token, named=named)}


def _read(token: Token, *, named: bool) -> set[str]:
    """By what a word is found again: its stem, and for a name how it sounds."""
    word = plain(token.word)
    if word in FUNCTION_WORDS or word in NEGATIONS:
        return set()
    handles = {stem(word)}
    if named:
        sound, bare = skeleton(word), consonants(word)
        handles |= {f"~{sound}"} | ({f"-{bare}"} if len(bare) >= _FEWEST else set())
    return handles

r"""Search: what a person types → where it stands in a text. Expressions of the ``regex`` module.

- Small letters find capitals too, in any script and folded in full (``strasse`` finds ``Straße``).
  A capital that is typed, or a property that asks for a case (``\p{Lu}``), makes it exact.
- What is no expression, or none yet, is taken literally.
- Outside sets, a quotation mark finds its straight and curly sisters, a space any one white-space
  character (such as a newline), and an accented letter its composed and its decomposed form. A
  backslash before a mark makes it mean itself only.
- No hit is empty, and none ends inside a grapheme.

It is bounded: in time by a deadline, in memory by refusing to repeat what would fill it.
"""

import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from math import prod
from typing import NamedTuple

import regex

from annotations.errors import Cancelled
from annotations.text import graphemes
from annotations.text.segments import Stretch

MOST_HITS = 10_000
"""Hits of one text that are kept; all are counted."""

PATIENCE = 1.0
"""Seconds that one text may take."""

_LONGEST = 2000  # codepoints that are looked for; what is longer is cut
_LONGEST_EXPRESSION = 400  # the module's tables for a run of letters grow with its third power
_LONGEST_WORDS = 200  # codepoints of a text that are made an expression
_CHUNK = 100  # graphemes: no longer run reaches the module
_MOST_REPEATS = 100_000  # copies: a pattern is written out as often as it must occur
_BATCH = 256  # matches between two looks at the clock

_QUOTES = ("'‘’‚‛ʼ", '"“”„‟')
_QUOTE = {mark: f"[{marks}]" for marks in _QUOTES for mark in marks}

_PIECES = regex.compile(
    r"""
    (?P<escape> \\[pPN]\{[^}]*\} | \\[gL]<[^>]*> | \\.? )
    | (?P<set> \[ \^? \]? (?: \\. | (?&set) | [^\[\]\\] )*+ \] )
    | (?P<group> \(\? (?: P?<[^=!>]+> | P=[^)]*\) | \#[^)]*\) | [\w-]*[:)] ) )
    | (?P<plain> \X )
    """,
    regex.VERBOSE | regex.DOTALL,
)
_ESCAPES = regex.compile(r"\\[pPN]\{[^}]*\}|\\.", regex.DOTALL)
_ASKS_FOR_CASE = regex.compile(
    r"\\p\{?\^?(?:l[ult]\b|upper|lower|title)|\[:\^?(?:upper|lower)", regex.IGNORECASE
)
_SPACES = regex.compile(r"(\s+)")
_SPECIAL = regex.compile(r"[\\.^$*+?{}\[\]|()]")
_REPEATS = regex.compile(r"\{(\d+)[,}]")
_CALLS_ITSELF = regex.compile(r"\(\?(?:R|[+-]?\d|&|P>)")

_UNUSABLE = (
    *(regex.error, ValueError, OverflowError, RecursionError, MemoryError),
    IndexError,  # the module's own slip over ß searched for backwards, (?r)aß
)
_WORDS = {
    "missing )": "( is not closed",
    "unterminated character set": "[ is not closed",
    "unbalanced parenthesis": ") was not opened",
    "nothing to repeat": "there is nothing before it to repeat",
    "multiple repeat": "it repeats a repetition",
    "bad escape (end of pattern)": "a \\ ends it",
}
"""What is commonly wrong with an expression while it is being typed, in words."""


class Hits(NamedTuple):
    """What a search found in one text."""

    stretches: tuple[Stretch, ...]
    """Where, in reading order: at most so many as were asked for."""
    total: int
    """How many there are, as far as was counted."""
    unfinished: str
    """Why not all of the text was searched; empty where it was."""
    only_empty: bool
    """It stands nowhere but between two characters, as ``x*`` and ``^`` do."""


@dataclass(frozen=True)
class Sought:
    """What is searched for, understood."""

    typed: str
    """As it was typed."""
    literal: str
    """Why it is taken literally, such as ``( is not closed``; empty for an expression."""
    exact: bool
    """Whether capitals count."""
    pattern: "regex.Pattern[str]"
    """What finds it."""

    def find(
        self,
        text: str,
        *,
        most: int = MOST_HITS,
        seconds: float = PATIENCE,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """Find it in a text.

        Args:
            text: The text.
            most: How many hits are kept.
            seconds: How long it may take.
            cancelled: Asked now and then whether to give up.

        Raises:
            Cancelled: It was to give up.
        """
        found: list[Stretch] = []
        count = empty = 0
        unfinished = ""
        try:
            for batch in self._batches(text, seconds):
                if cancelled():
                    raise Cancelled("another search took its place")
                hits = [Stretch(*span) for span in batch if span[0] < span[1]]
                count += len(hits)
                empty += len(batch) - len(hits)
                found += hits[: most - len(found)]
        except TimeoutError:
            unfinished = "it takes too long"
        except MemoryError:
            unfinished = "it takes too much memory"
        whole = tuple(_whole(text, sorted(found)))
        return Hits(whole, count, unfinished, bool(empty) and not count)

    def _batches(self, text: str, seconds: float) -> Iterator[list[tuple[int, int]]]:
        """The matches, some at a time; TimeoutError where they take longer."""
        deadline = time.monotonic() + seconds
        matches = self.pattern.finditer(text, timeout=seconds)
        while batch := [match.span() for match in islice(matches, _BATCH)]:
            yield batch
            if time.monotonic() > deadline:
                raise TimeoutError  # as the module does within a match


def understand(typed: str) -> Sought:
    """Make out what somebody who types this is looking for; it takes every text."""
    typed = typed[:_LONGEST]
    pieces = [(match.lastgroup or "", match[0]) for match in _PIECES.finditer(typed)]
    exact = bool(_ASKS_FOR_CASE.search(typed)) or any(_has_capital(*piece) for piece in pieces)
    if why := _reason_against(typed):
        return _literally(typed, why)
    expression = "".join(_widened(text) if kind == "plain" else text for kind, text in pieces)
    try:
        return Sought(typed, "", exact, _compiled(expression, exact=exact))
    except _UNUSABLE as error:
        return _literally(typed, _in_words(error))


def _literally(typed: str, why: str) -> Sought:
    """What finds the very letters that were typed, and why they are taken so."""
    exact = any(map(_is_capital, typed))
    letters = [_widened(text, escaped=True) for text in regex.findall(r"\X", typed)]
    chunks = ("".join(letters[n : n + _CHUNK]) for n in range(0, len(letters), _CHUNK))
    expression = "".join(f"(?>{chunk})" for chunk in chunks)
    return Sought(typed, why, exact, _compiled(expression, exact=exact))


def expression_for(words: str) -> str:
    """An expression that finds words as they stand in a text, in one line that can be shown.

    Of a long text, it finds the beginning.
    """
    words = words[:_LONGEST_WORDS]
    parts = _SPACES.split(words)
    inner = parts[0 if parts[0] else 2 : len(parts) if parts[-1] else -2]
    expression = "".join(map(_showable, "".join(map(_escaped, inner))))
    if len(expression) > _LONGEST_EXPRESSION:
        return expression_for(words[: len(words) // 2])
    return expression


def _escaped(part: str) -> str:
    """A word, or the white space between two, for an expression."""
    if not _SPACES.fullmatch(part):
        return _SPECIAL.sub(r"\\\g<0>", part)
    return " " if len(part) == 1 else r"\s+"


def _compiled(expression: str, *, exact: bool) -> "regex.Pattern[str]":
    flags = regex.VERSION1 | regex.MULTILINE
    if not exact:
        flags |= regex.IGNORECASE | regex.FULLCASE
    return regex.compile(expression, flags, cache_pattern=False)


def _reason_against(typed: str) -> str:
    """Why an expression is not even tried; empty for one that may be."""
    if len(typed) > _LONGEST_EXPRESSION:
        return "it is very long"
    if _CALLS_ITSELF.search(typed):
        return "it calls itself"
    if prod(max(1, int(count[:9])) for count in _REPEATS.findall(typed)) > _MOST_REPEATS:
        return "it repeats too often"
    return ""


def _in_words(error: Exception) -> str:
    said = str(error).split(" at position ")[0]
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, IndexError):
        return "it cannot be used"
    return _WORDS.get(said, said) or "it cannot be used"


def _widened(text: str, *, escaped: bool = False) -> str:
    """An expression for one grapheme as typed, and for what means the same."""
    if text == " ":
        return r"\s"
    if text in _QUOTE:
        return _QUOTE[text]
    forms = {text, *(unicodedata.normalize(form, text) for form in ("NFC", "NFD"))}
    if len(forms) > 1:
        return f"(?:{'|'.join(sorted(map(regex.escape, forms), key=len, reverse=True))})"
    return regex.escape(text) if escaped else text


def _has_capital(kind: str, text: str) -> bool:
    if kind == "set":
        text = _ESCAPES.sub("", text)
    return kind in ("set", "plain") and any(map(_is_capital, text))


def _is_capital(character: str) -> bool:
    return character.isupper() or character.istitle()


def _whole(text: str, hits: Iterable[Stretch]) -> Iterator[Stretch]:
    """The hits, in order, each to the end of the grapheme that it would end in."""
    begun = ended = 0  # a grapheme may have a million marks, and each be a hit: its end is kept
    for start, end in hits:
        if not begun < end <= ended:
            begun, ended = end - 1, _end_of_grapheme(text, end)
        yield Stretch(start, ended)


def _end_of_grapheme(text: str, end: int) -> int:
    """The end of the grapheme that a stretch would end in; its own where it cuts none."""
    with suppress(IndexError):
        if text[end] >= "\u0300" and not graphemes.is_boundary(text, end):
            return graphemes.end_of(text, end - 1)
    return end


def _showable(character: str) -> str:
    """A character as it is, or the escape for one that does not show."""
    code = ord(character)
    if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"):
        return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
    return character

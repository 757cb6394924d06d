"""Selectors of the Web Annotation model that are about text: by position and by quotation.

Offsets are codepoints, half-open, unless a file's quotations say that they are UTF-16 units.
Published: Web Annotation Data Model, W3C Recommendation of 2017, sections 4.2.4 and 4.2.5.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import regex

from annotations.errors import IntakeError
from annotations.formats.offsets import Utf16

_SHORT = 60


class Selection(NamedTuple):
    """Which stretch of a text is meant."""

    place: str
    """Where it stands in the file."""
    source: str
    """The IRI of what the text is of."""
    position: tuple[int, int] | None
    """First and last offset."""
    exact: str | None
    """The words."""
    prefix: str
    """What stands before them."""
    suffix: str
    """What stands behind them."""
    in_page: bool = False
    """Whether they have the white space of a web page, and what is round them there."""


def selection(target: Any, place: str, *, in_page: bool = False) -> Selection | None:
    """The stretch of text that a target is; None for a target of another kind.

    Args:
        target: The target.
        place: Where it stands in the file.
        in_page: Whether its quotation is of a web page, and not of the text.

    Raises:
        IntakeError: A selector is not as it should be.
    """
    if not isinstance(target, dict):
        return None
    source = target.get("source")
    if isinstance(source, dict):
        source = source.get("id")
    found = {one["type"]: one for one in _selectors(target.get("selector"))}
    position, quotation = found.get("TextPositionSelector"), found.get("TextQuoteSelector")
    if not isinstance(source, str) or not (position or quotation):
        return None
    exact = quotation["exact"] if quotation and "exact" in quotation else None
    if quotation and not (isinstance(exact, str) and exact):
        raise IntakeError(f'{place}: a TextQuoteSelector needs "exact", a string')
    around = [(quotation or {}).get(key) for key in ("prefix", "suffix")]
    prefix, suffix = (one if isinstance(one, str) else "" for one in around)
    where = _position(position, place) if position else None
    return Selection(place, source, where, exact, prefix, suffix, in_page)


def _selectors(value: Any) -> Iterator[dict[str, Any]]:
    """The selectors of a target that have a type."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and isinstance(one.get("type"), str):
            yield one


def _position(selector: dict[str, Any], place: str) -> tuple[int, int]:
    start, end = selector.get("start"), selector.get("end")
    # type() and not isinstance(): to Python, true is a number too.
    if type(start) is not int or type(end) is not int or start < 0:
        raise IntakeError(f'{place}: a TextPositionSelector needs "start" and "end", whole numbers')
    return start, end


def counts_units(selections: Iterable[Selection], text: str, units: Utf16) -> bool:
    """Whether the offsets fit their words as UTF-16 units, and do not as codepoints."""
    both = [one for one in selections if one.position and one.exact is not None]
    if all(_fits(one, text, one.position) for one in both):
        return False
    return all(_fits(one, text, _in_codepoints(one.position, units)) for one in both)


def _fits(one: Selection, text: str, place: tuple[int, int] | None) -> bool:
    return place is not None and text[place[0] : place[1]] == one.exact


def _in_codepoints(place: tuple[int, int] | None, units: Utf16) -> tuple[int, int] | None:
    if place is None:
        return None
    start, end = (units.codepoint(unit) for unit in place)
    return None if start is None or end is None else (start, end)


def placed(one: Selection, text: str, units: Utf16 | None) -> tuple[int, int]:
    """Where a selection is in a text.

    Args:
        one: What is meant.
        text: The text as it came.
        units: Of the text, where offsets count these.

    Raises:
        IntakeError: It is not there, or not there alone.
    """
    if one.position is None:
        return _found_in_page(one, text) if one.in_page else _found(one, text)
    place = one.position if units is None else _in_codepoints(one.position, units)
    if place is None or not place[0] < place[1] <= len(text):
        raise IntakeError(
            f"{one.place}: [{one.position[0]}, {one.position[1]}) is no stretch of a text"
            f" of {len(text)} codepoints"
        )
    if one.exact is not None and not _fits(one, text, place):
        there = short(text[place[0] : place[1]])
        raise IntakeError(
            f'{one.place}: says "{short(one.exact)}" but the text has "{there}"'
            f" at [{place[0]}, {place[1]})"
        )
    return place


def _found(one: Selection, text: str) -> tuple[int, int]:
    """The one place where the words are, between what should be before and behind them."""
    words = one.exact or ""
    whole = f"{one.prefix}{words}{one.suffix}"
    first = text.find(whole)
    if first < 0:
        raise IntakeError(f'{one.place}: "{short(words)}" is not in the text, as it is quoted')
    if text.find(whole, first + 1) >= 0:
        raise IntakeError(
            f'{one.place}: "{short(words)}" is in the text more than once: say with "prefix" and'
            ' "suffix" which is meant'
        )
    start = first + len(one.prefix)
    return start, start + len(words)


def _found_in_page(one: Selection, text: str) -> tuple[int, int]:
    """Likewise, whatever white space there is; what should be round it may be the page's alone."""
    words = _spaced(one.exact or "")
    around = rf"(?<={_spaced(one.prefix)}\s*){words}(?=\s*{_spaced(one.suffix)})"
    for pattern in (around, words):
        found = [match.span() for match in regex.finditer(pattern, text, overlapped=True)]
        if len(found) == 1 and found[0][0] < found[0][1]:
            return found[0]
        if found:
            break
    why = "in the text more than once" if found else "not in the text, as it is quoted"
    raise IntakeError(f'{one.place}: "{short(one.exact or "")}" is {why}: take it out of the file')


def _spaced(words: str) -> str:
    """A pattern of words with any white space between."""
    return r"\s+".join(map(regex.escape, words.split()))


def short(text: str) -> str:
    """The beginning of a text, on one line, to be quoted in an error."""
    text = text[: _SHORT + 1].replace("\n", " ")
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"

"""Texts mended: what was quoted from a damaged one is put back in its place.

A text that comes out with its SHA-256 is what was imported. Any other is not, and must not pass as
it: `Mended.whole` says so, and each character that nobody knows is a replacement character.
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.store.salvage.found import FoundText
from annotations.text.intake import sha256

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""What stands where a character cannot be told."""

Quote = tuple[int, str]
"""Where words stand in a text, and the words."""


class Mended(NamedTuple):
    """A text as far as it can be had."""

    text: str
    """The text."""
    whole: bool
    """Whether it is what was imported."""
    unknown: int
    """How many of its characters cannot be told, at the least."""


def mend(wanted: str, found: Iterable[FoundText], quotes: Iterable[Quote]) -> Mended | None:
    """Put a text together.

    Args:
        wanted: The SHA-256 that it should have.
        found: What was found of it.
        quotes: What people quoted from it, the surest last.

    Returns:
        The best that can be had; None where nothing was found and nothing quoted.
    """
    quotes, best = [*quotes], None
    for one in (*found, FoundText("", None)):
        text = _decoded(one)
        if sha256(text) == wanted:
            return Mended(text, whole=True, unknown=0)
        laid = _laid(text, quotes)
        mended = Mended(laid, sha256(laid) == wanted, laid.count(UNKNOWN))
        if mended.whole:
            return mended
        if laid and (best is None or _known(mended) > _known(best)):
            best = mended
    return best


def _known(mended: Mended) -> int:
    return len(mended.text) - mended.unknown


def _decoded(found: FoundText) -> str:
    """The text with a mark for every character that is damaged, as long as it was."""
    if isinstance(found.content, str):
        text = found.content
    else:
        text = found.content.decode(errors="replace")
    text = "".join(c if c >= " " or c in "\n\t" else UNKNOWN for c in text)
    if found.length is None or len(text) == found.length or found.length > 4 * len(text) + 4096:
        return text
    return _fitted(text, found.length)


def _fitted(text: str, length: int) -> str:
    """A text as long as it should be, by marks: before them it was right, and so it was behind."""
    first, last = text.find(UNKNOWN), text.rfind(UNKNOWN)
    if first < 0:
        return text[:length].ljust(length, UNKNOWN)
    behind = text[last + 1 :]
    room = length - first - len(behind)
    return text[:first] + UNKNOWN * room + behind if room >= 0 else text[:length]


def _laid(text: str, quotes: Iterable[Quote]) -> str:
    """A text with words put where they were quoted from."""
    letters = [*text]
    for start, words in quotes:
        end = start + len(words)
        letters.extend(UNKNOWN * (end - len(letters)))
        letters[start:end] = words
    return "".join(letters)

"""Text from outside → text that is safe and visible in a page.

Markup is escaped by the templates. Here is what escaping leaves alone: controls, which a browser
drops or obeys, and the controls of the bidirectional algorithm, which turn what stands around them.
Each becomes a mark, codepoint for codepoint, so that offsets stay.
"""

import re
from collections.abc import Mapping
from unicodedata import east_asian_width
from urllib.parse import urlsplit

import regex

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE = "\N{DOTTED CIRCLE}"

_BIDI = dict(
    zip(
        (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        "→←↢⇀↼↑⇒⇐↦↤⇆↟",
        strict=True,
    )
)
"""Each control of the bidirectional algorithm, as the screens show it."""

_INVISIBLES = (
    *(0x180E, 0x200B, 0xFEFF, 0x115F, 0x1160, 0x3164, 0xFFA0),
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    *range(0xFFF0, 0xFFFC),
    *range(0x13430, 0x13440),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0100),
    *range(0xE01F0, 0xE1000),
)

_MARKS: Mapping[int, str] = {
    **{control: chr(0x2400 + control) for control in range(0x20) if control not in (9, 10)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _UNKNOWN),
    **dict.fromkeys(range(0xD800, 0xE000), _UNKNOWN),
    **dict.fromkeys(range(0xFDD0, 0xFDF0), _UNKNOWN),
    **{plane * 0x10000 + last: _UNKNOWN for plane in range(17) for last in (0xFFFE, 0xFFFF)},
    **dict.fromkeys(_INVISIBLES, _INVISIBLE),
    **_BIDI,
    0x2028: "\N{SYMBOL FOR NEWLINE}",
    0x2029: "\N{PILCROW SIGN}",
}

_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001fffe-\U0001ffff"
    r"\U0002fffe-\U0002ffff\U0003fffe-\U0003ffff\U0004fffe-\U0010ffff]+"
)
"""All that `_MARKS` names; the last range has more, which stays as it is."""

LONGEST_URL = 2_000
"""Characters of an address that is still made a link."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def visible(text: str) -> str:
    """Make a text safe to put into a page once its markup is escaped; newlines and tabs stay.

    Args:
        text: Any string, lone surrogates included.

    Returns:
        A string of the same length that can be encoded.
    """
    return _UNSAFE.sub(lambda run: run[0].translate(_MARKS), text)


def one_line(text: str) -> str:
    """A text in one line, each run of white space one space."""
    return visible(" ".join(text.split()))


def cut(text: str, cells: int) -> str:
    """A text in one line that takes so many cells at most; an ellipsis where it takes more.

    It is cut between graphemes; what East Asian scripts write wide counts as two cells.
    """
    line = one_line(text)
    taken = kept = 0
    for grapheme in regex.finditer(r"\X", line):
        taken += 2 if east_asian_width(grapheme[0][0]) in "WF" else 1
        if taken > cells:
            return line[:kept].rstrip() + "…"
        if taken < cells:
            kept = grapheme.end()
    return line


def link(url: str | None) -> str | None:
    """An address that may be made a link: http or https, and nothing odd in it; else None."""
    if not url or len(url) > LONGEST_URL or visible(url) != url or re.search(r"\s|\\", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def language(code: str | None) -> str | None:
    """A language's code, where it can be one; else None."""
    return code if code and _LANGUAGE.fullmatch(code) else None

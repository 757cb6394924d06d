"""Stored text → text that is safe to show: the first of two nets (the second is `linefilter`).

What would command the terminal, reorder the line or hide in it becomes a visible mark, one
codepoint for one, so that an offset into the stored text is an offset into the display text as
well. And widths add up: the ``cell_len`` of a line of display text is the sum of its graphemes'.
Nothing that came from outside is shown in any other form.
"""

import re
from collections.abc import Mapping

import regex
from rich.cells import cell_len

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a C1 control and for a lone surrogate."""

INVISIBLE = "\N{DOTTED CIRCLE}"
"""Stands for a character that shows nothing: zero width space, byte order mark, tag, filler."""

ELLIPSIS = "…"
"""Ends a line that was cut."""

BIDI_MARKS: Mapping[str, str] = {
    "\N{LEFT-TO-RIGHT MARK}": "→",
    "\N{RIGHT-TO-LEFT MARK}": "←",
    "\N{ARABIC LETTER MARK}": "↢",
    "\N{LEFT-TO-RIGHT EMBEDDING}": "⇀",
    "\N{RIGHT-TO-LEFT EMBEDDING}": "↼",
    "\N{POP DIRECTIONAL FORMATTING}": "↑",
    "\N{LEFT-TO-RIGHT OVERRIDE}": "⇒",
    "\N{RIGHT-TO-LEFT OVERRIDE}": "⇐",
    "\N{LEFT-TO-RIGHT ISOLATE}": "↦",
    "\N{RIGHT-TO-LEFT ISOLATE}": "↤",
    "\N{FIRST STRONG ISOLATE}": "⇆",
    "\N{POP DIRECTIONAL ISOLATE}": "↟",
}
"""Each control of the bidirectional algorithm and its mark: an arrow the way that it would turn the
text (plain for a mark, harpoon for an embedding, double for an override, barred for an isolate), up
where a turn ends."""

_INVISIBLES = (
    *(0x180E, 0x200B, 0xFEFF),  # Mongolian vowel separator, zero width space, byte order mark
    *(0x115F, 0x1160, 0x3164, 0xFFA0),  # Hangul fillers
    *range(0x2060, 0x2066),  # word joiner, invisible operators
    *range(0x206A, 0x2070),  # deprecated format controls
    *range(0xFFF0, 0xFFFC),  # interlinear annotation
    *range(0x13430, 0x13440),  # Egyptian format controls
    *range(0x1BCA0, 0x1BCA4),  # shorthand format controls
    *range(0x1D173, 0x1D17B),  # musical format controls
    *range(0xE0000, 0xE0100),  # tags
    *range(0xE01F0, 0xE1000),  # reserved for what shows nothing
)

_MARKS: Mapping[int, str] = {
    **{control: chr(0x2400 + control) for control in range(0x20)},
    ord("\t"): " ",
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), UNKNOWN),
    **dict.fromkeys(range(0xD800, 0xE000), UNKNOWN),
    **dict.fromkeys(_INVISIBLES, INVISIBLE),
    **{ord(control): mark for control, mark in BIDI_MARKS.items()},
    0xAD: "\N{HYPHEN}",  # the soft hyphen: some terminals show it, some do not
    0x2028: "\N{SYMBOL FOR NEWLINE}",
    0x2029: "\N{PILCROW SIGN}",
}

_UNSAFE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]+"
)
"""The keys of `_MARKS`, as ranges: a class of single characters searches 200 times slower."""

_STRAY_JOINER = regex.compile(
    r"(?<!\p{Extended_Pictographic}\p{Grapheme_Cluster_Break=Extend}*)\u200d"
    r"|\u200d(?!\p{Extended_Pictographic})"
)
"""A zero width joiner between anything but two emoji: Rich would not measure what follows it."""

_STRAY_SELECTOR = regex.compile(r"(?<!\p{Emoji})\ufe0f")
"""An emoji selector after anything but an emoji: Rich would widen whatever came before."""


def visible(text: str) -> str:
    """Make a text safe to show, codepoint by codepoint; newlines stay.

    Controls become their pictures, bidirectional controls an arrow (`BIDI_MARKS`), a tab a space,
    what shows nothing `INVISIBLE`. Joiners and variation selectors stay inside emoji; outside they
    become their twins without effect (zero width non-joiner, text selector).

    Args:
        text: Any string, lone surrogates included.

    Returns:
        A string of the same length that can be encoded and sent to a terminal.
    """
    text = _UNSAFE.sub(lambda run: run[0].translate(_MARKS), text)
    if "\u200d" in text:
        text = _STRAY_JOINER.sub("\u200c", text)
    if "\ufe0f" in text:
        text = _STRAY_SELECTOR.sub("\ufe0e", text)
    return text


def one_line(text: str, limit: int | None = None) -> str:
    """Make a title, a file name, a note, a message safe to show in one line.

    Args:
        text: Any string.
        limit: The most cells that the line may take; None for as many as it needs.

    Returns:
        The text as `visible` shows it, each run of white space one space, none at the ends; cut
        between graphemes and ended with "…" where it would take more than ``limit`` cells.
    """
    line = visible(" ".join(text.split()))
    return line if limit is None else _cut(line, limit)


def both_ends(text: str, limit: int) -> str:
    """As `one_line`, but where the line is cut, the words that it ends with are seen, too."""
    line = one_line(text)
    tail = line[-limit // 2 :].partition(" ")[2]
    if not tail or one_line(text, limit) == line:
        return one_line(text, limit)
    return f"{one_line(text, limit // 2)} {tail}"


def safe_for_terminal(text: str) -> str:
    """Make what a command prints safe: the same map as `visible`, which keeps newlines.

    Args:
        text: Any string, of any number of lines.

    Returns:
        A string of the same length.
    """
    return visible(text)


def _cut(line: str, limit: int) -> str:
    """Return the line, or as much of it as leaves room for an ellipsis within ``limit`` cells."""
    cells = kept = 0
    for grapheme in regex.finditer(r"\X", line):
        cells += cell_len(grapheme[0])
        if cells > limit:
            return line[:kept].rstrip() + ELLIPSIS if limit > 0 else ""
        if cells < limit:
            kept = grapheme.end()
    return line

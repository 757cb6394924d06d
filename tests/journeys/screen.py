"""What a terminal shows, read from the bytes that a program sent: small, and strict.

It knows the sequences that Textual sends and no others. Whatever else begins with a control is
kept in `strange`: a text under annotation must never put any there.
"""

import codecs
import re
from typing import NamedTuple

import regex
from rich.cells import cell_len

_OWN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"  # to a place
    r"|\x1b\[[\d;]*m"  # colours
    r"|\x1b\[\?(?P<mode>\d+)(?P<on>[hl])|\x1b\[\?\d+\$p"  # modes: set, reset, asked for
    r"|\x1b\[>\d+u|\x1b\[<u"  # the keyboard
    r"|\x1b\]22;[a-z-]*\x07"  # the mouse pointer
    r"|(?P<single>[\r\n\x07])"
)
_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f]+")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 32  # characters of a sequence of one's own


class Painted(NamedTuple):
    """A run of text that was painted at one place."""

    row: int
    """The row, from 0."""
    text: str
    """What was painted, styles left out."""


class Picture:
    """The cells of a terminal."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.strange: list[str] = []
        """Controls that are not the program's own, each with what follows it."""
        self.painted: list[Painted] = []
        """All that was ever painted, in order: one entry from one place to the next."""
        self.modes = {7, 25}
        """Which private modes are on; wrapping (7) and the cursor (25) are to begin with."""
        self.bells = 0
        """How often the bell rang."""
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._fresh = True

    def feed(self, data: bytes) -> None:
        """Take in what was sent; a sequence may be cut anywhere."""
        self.write(self._decoder.decode(data))

    def write(self, text: str) -> None:
        """Take in what was sent, as text."""
        text, at = self._rest + text, 0
        while at < len(text):
            if plain := _TEXT.match(text, at):
                self._print(plain[0])
                at = plain.end()
            elif own := _OWN.match(text, at):
                self._obey(own)
                at = own.end()
            elif text[at] == "\x1b" and len(text) - at < _LONGEST:
                break  # the rest of it comes with the next bytes
            else:
                self.strange.append(text[at : at + _LONGEST])
                at += 1
        self._rest = text[at:]

    def __str__(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self._cells)

    def row(self, number: int) -> str:
        """One row; -1 is the last."""
        return "".join(self._cells[number]).rstrip()

    def _obey(self, own: re.Match[str]) -> None:
        if own["row"]:
            self._go(int(own["row"]) - 1, int(own["column"]) - 1)
        elif own["mode"]:
            (self.modes.add if own["on"] == "h" else self.modes.discard)(int(own["mode"]))
        elif own["single"] == "\r":
            self._go(self._row, 0)
        elif own["single"] == "\n":
            self._go(min(self._row + 1, self.rows - 1), self._column)
        elif own["single"] == "\x07":
            self.bells += 1

    def _go(self, row: int, column: int) -> None:
        self._row, self._column, self._fresh = row, column, True

    def _print(self, text: str) -> None:
        self.strange += _BIDI.findall(text)
        if self._fresh:
            self.painted.append(Painted(self._row, ""))
            self._fresh = False
        last = self.painted[-1]
        self.painted[-1] = last._replace(text=last.text + text)
        for grapheme in regex.findall(r"\X", text):
            self._put(grapheme)

    def _put(self, grapheme: str) -> None:
        width = cell_len(grapheme)
        if not width or self._row >= self.rows or self._column + width > self.columns:
            return
        cells = self._cells[self._row]
        cells[self._column] = grapheme
        cells[self._column + 1 : self._column + width] = [""] * (width - 1)
        self._column += width

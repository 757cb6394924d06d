"""Bytes from outside → storable text, and what is refused and why.

The newline rule: CRLF and CR become LF, once, here; offsets that came with the text are moved along
(`Newlines`). Nothing else about a text is changed. Stored text is Unicode without NUL (SQLite's
`length` stops there) and without lone surrogates (UTF-8 has none).
"""

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from annotations.errors import IntakeError

MAX_BYTES = 20_000_000
"""The largest article file that is taken in, in bytes."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)

_KINDS = (
    (b"%PDF", "a PDF", "copy its text into a .txt file"),
    (b"PK\x03\x04", "a ZIP or Office file", "save its text as a .txt file"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"SQLite format 3", "a database", "open a workspace with `diptych open`"),
    (b"\x89PNG", "a picture", "copy its text into a .txt file"),
    (b"\xff\xd8\xff", "a picture", "copy its text into a .txt file"),
)

# What browsers read besides UTF-8 (https://encoding.spec.whatwg.org/), as Python names it, without
# the Macintosh ones and those that a Windows one includes; the most common on web pages first.
_LEGACY = (
    *("cp1252", "cp1251", "cp932", "gb18030", "cp1250", "cp949", "cp1256", "cp1254", "cp1253"),
    *("euc_jp", "big5", "cp874", "cp1255", "cp1257", "cp1258", "koi8_r", "koi8_u", "cp866"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_15", "iso8859_16"),
)

_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*")


@dataclass(frozen=True)
class Decoded:
    """Text out of bytes."""

    text: str
    """The text, newlines not yet normalised."""
    guess: str | None
    """The encoding that was guessed; None where it was UTF-8 or marked."""


def decode(data: bytes, where: str) -> Decoded:
    """Bytes → text: UTF-8, or marked UTF-16/32, or else the encoding that fits best.

    Args:
        data: The file's content.
        where: What to call the file in an error.

    Raises:
        IntakeError: Too large, binary, or in no encoding that can be told.
    """
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"{where}: {len(data):,} bytes, more than the {MAX_BYTES:,} that an article may have:"
            " split it"
        )
    for magic, kind, remedy in _KINDS:
        if data.startswith(magic):
            raise IntakeError(f"{where}: {kind}, not text: {remedy}")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data.decode(encoding), None)
            except UnicodeDecodeError as error:
                raise IntakeError(
                    f"{where}: marked as {encoding} but broken at byte {error.start}: save it again"
                ) from None
    if (nul := data.find(0)) >= 0:
        raise IntakeError(f"{where}: a binary file (NUL at byte {nul}), not text")
    try:
        return Decoded(data.decode(), None)
    except UnicodeDecodeError as error:
        return _guess(data, where, error.start)


def _guess(data: bytes, where: str, broken_at: int) -> Decoded:
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_isolation=list(_LEGACY))
    best = found.best()
    if best is None:
        raise IntakeError(
            f"{where}: not UTF-8 (byte {broken_at}) and in no encoding that can be told:"
            " save it as UTF-8"
        )
    # Texts of one language often fit several encodings as well: then the most common one is taken.
    fitting = {
        encoding
        for match in found
        if (match.chaos, match.coherence) == (best.chaos, best.coherence)
        for encoding in match.could_be_from_charset
    }
    encoding = next(encoding for encoding in _LEGACY if encoding in fitting)
    return Decoded(data.decode(encoding), encoding)


def storable(text: str, where: str) -> str:
    """The text with normal newlines, if it may be stored.

    Raises:
        IntakeError: It is empty, or has a NUL or a lone surrogate.
    """
    if not text.strip():
        raise IntakeError(f"{where}: empty: there is nothing to annotate")
    if (nul := text.find("\0")) >= 0:
        raise IntakeError(f"{where}: has a NUL character at {nul}: remove it")
    if surrogate := _SURROGATE.search(text):
        raise IntakeError(
            f"{where}: has half a surrogate pair at {surrogate.start()}: write the whole character"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Newlines:
    """Where stretches of a text as it came lie in the text as it is stored."""

    def __init__(self, original: str) -> None:
        self._removed = [pair.end() - 1 for pair in regex.finditer("\r\n", original)]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """A stretch in the stored text; half a CRLF becomes the whole LF."""
        return start - bisect_right(self._removed, start), end - bisect_left(self._removed, end)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def count_words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in _WORD.finditer(text))

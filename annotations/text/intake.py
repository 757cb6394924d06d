"""Bytes from outside → storable text, and what is refused and why.

The newline rule: CRLF and CR become LF, once, here; offsets that came with the text are moved along
(`Newlines`). Nothing else about a text is changed. Stored text is Unicode without NUL (SQLite's
`length` stops there) and without lone surrogates (UTF-8 has none).
"""

import hashlib
from bisect import bisect_left, bisect_right
from contextlib import suppress
from dataclasses import dataclass

import regex

from annotations.errors import IntakeError
from annotations.text import encodings

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

_SURROGATE = regex.compile(r"[\ud800-\udfff]")
# What no text has: controls, private and unassigned characters, halves of pairs.
_UNLIKELY = regex.compile(r"[^\P{C}\p{Cf}\n\r\t\f]")
_COMMON = "cp1252"
_AS_LIKELY = 0.8  # what part of the best one's confidence, so that the common one is taken
_CONTROLS = regex.compile(rb"[\x01-\x08\x0e-\x1a]")  # as in Thai in UTF-16
_SHIFT = regex.compile(rb"\x1b(?:\$[@B]|\([BJI])")  # as ISO-2022-JP changes its letters
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*")


@dataclass(frozen=True)
class Decoded:
    """Text out of bytes."""

    text: str
    """The text, newlines not yet normalised."""
    guess: str | None
    """The encoding that was guessed; None where it was UTF-8 or marked."""


def decode(data: bytes, where: str, encoding: str | None = None) -> Decoded:
    """Bytes → text: UTF-8, or marked UTF-16/32, or else the encoding that fits best.

    Args:
        data: The file's content.
        where: What to call the file in an error.
        encoding: What a person says that it is in; None where nobody says.

    Raises:
        IntakeError: Too large, binary, not in the encoding that is said, or in none that can be
            told.
    """
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"{where}: {len(data):,} bytes, more than the {MAX_BYTES:,} that an article may have:"
            " split it"
        )
    for magic, kind, remedy in _KINDS:
        if data.startswith(magic):
            raise IntakeError(f"{where}: {kind}, not text: {remedy}")
    if encoding is not None:
        return _as_said(data, where, encoding)
    return _as_marked(data, where) or _as_unicode(data, where) or _guess(data, where)


def _as_marked(data: bytes, where: str) -> Decoded | None:
    """A text that begins with a byte order mark; None where it has none."""
    for bom, marked in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data.decode(marked), None)
            except UnicodeDecodeError as error:
                raise IntakeError(
                    f"{where}: marked as {marked} but broken at byte {error.start}: save it again"
                ) from None
    return None


def _as_unicode(data: bytes, where: str) -> Decoded | None:
    """A text in UTF-8, in UTF-16 without a mark, or in ISO-2022-JP, which UTF-8 would hide."""
    if (nul := data.find(0)) >= 0:
        if found := _two_bytes(data):
            return found
        raise IntakeError(f"{where}: a binary file (NUL at byte {nul}), not text")
    if 5 * len(_CONTROLS.findall(data[:1_000])) > len(data[:1_000]) and (found := _two_bytes(data)):
        return found
    if _SHIFT.search(data):
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode(), None)
    return None


def _as_said(data: bytes, where: str, encoding: str) -> Decoded:
    """A text in the encoding that a person says."""
    codec = encodings.named(encoding)
    if codec is None:
        raise IntakeError(f"no encoding {encoding!r} is known: give one such as windows-1251")
    for bom, marked in _BOMS:
        if data.startswith(bom) and codec.startswith(marked.removesuffix("-sig")):
            codec = marked  # the mark is no part of the text
            break
    try:
        return Decoded(data.decode(codec), None)
    except (UnicodeDecodeError, UnicodeError) as error:
        at = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise IntakeError(f"{where}: not {codec}{at}: give another --encoding, or none") from None


def _two_bytes(data: bytes) -> Decoded | None:
    """A text in UTF-16 without a mark: that way round in which it is made of fewer blocks."""
    fitting = []
    for codec in ("utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            text = data.decode(codec)
            if not _UNLIKELY.search(text):
                fitting.append((len({ord(character) >> 8 for character in text}), codec, text))
    if not fitting:
        return None
    _, codec, text = min(fitting)
    return Decoded(text, codec)


def _guess(data: bytes, where: str) -> Decoded:
    """A text in the encoding that fits its language best; one that is as likely, if more common."""
    from chardet import detect_all

    told = detect_all(
        data,
        include_encodings=(*encodings.LEGACY, "utf-8"),
        no_match_encoding="utf-8",  # which it is not
    )
    likely = {codec: each["confidence"] for each in told if (codec := _codec(each["encoding"]))}
    best = max(likely, key=likely.__getitem__, default="utf-8")
    if likely.get(_COMMON, 0) >= _AS_LIKELY * likely.get(best, 1):
        best = _COMMON
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode(best), best)
    if found := _two_bytes(data):
        return found
    raise IntakeError(
        f"{where}: neither UTF-8 nor in an encoding that can be told: save it as UTF-8, or name its"
        " encoding by --encoding"
    )


def _codec(told: str | None) -> str | None:
    """The codec that is meant by what a detector says."""
    return encodings.of_label(told) if told else None


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

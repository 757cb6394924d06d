"""What the JSON of other tools has in common, in and out."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import uuid_utils
from pydantic import ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import IncomingSpan
from annotations.formats.offsets import Utf16
from annotations.formats.tools.slugs import first_line
from annotations.model import Document, DocumentDetails
from annotations.text import intake

DETAILS = ("title", "outlet", "published", "url", "language")
"""What is known about an article, as keys."""

OWN = "diptych_id"
"""The key of an article's identifier: other tools have an `id` of their own."""

_HEAD = 1_000_000
"""How much of a file is looked at first to tell what it is, in bytes."""


def compact(value: Any) -> bytes:
    """A value as JSON in ASCII: no control, bidi or U+2028 character is ever raw."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def about(document: Document) -> dict[str, Any]:
    """What goes out about an article besides its text; what is not known is left out."""
    known = {key: getattr(document, key) for key in DETAILS}
    return {
        OWN: document.id,
        **{key: value for key, value in known.items() if value is not None},
        **({"meta": document.meta} if document.meta else {}),
    }


def details(known: Mapping[str, Any], text: str) -> DocumentDetails:
    """What `about` or anybody else wrote about an article; what has no place goes to ``meta``.

    Args:
        known: What was written.
        text: The text, whose first line is the title where somebody else wrote none.

    Raises:
        ValidationError: It cannot be kept.
    """
    fitting = {key: known[key] for key in DETAILS if isinstance(known.get(key), str)}
    with suppress(KeyError, ValidationError):
        DocumentDetails(published=fitting.pop("published"))
        fitting["published"] = known["published"]  # else it is some other tool's idea of a date
    if OWN not in known:
        fitting.setdefault("title", first_line(text))
    rest = {key: one for key, one in known.items() if key not in (*fitting, OWN, "meta")}
    meta = known.get("meta") or {}
    return DocumentDetails(
        **fitting, meta={**rest, **(meta if isinstance(meta, dict) else {"meta": meta})}
    )


def unread(fields: Mapping[str, Any]) -> list[str]:
    """The keys under which other tools have spans, where something is there that is like some."""
    return [
        key
        for key in ("entities", "label", "labels", "annotations", "predictions", "result")
        if isinstance(given := fields.get(key), list)
        and any(isinstance(one, list | dict) for one in given)
    ]


def fresh() -> str:
    """A new identifier."""
    return str(uuid_utils.uuid7())


def parsed(data: bytes, place: str) -> Any:
    """JSON as it came.

    Raises:
        IntakeError: It is none, with where and why.
    """
    try:
        return json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "nested too deeply"
        raise IntakeError(f"{place}: not JSON: {reason}") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def first(data: bytes) -> dict[str, Any] | None:
    """The first object of a file that holds lines or an array of them; None where there is none."""
    begun = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begun not in (b"{", b"["):
        return None
    line = data.find(b"\n", data.find(b"{")) if begun == b"{" else -1
    for size in (_HEAD, line if line > 0 else len(data)):
        text = data[:size].decode("utf-8-sig", errors="ignore").lstrip("[ \t\r\n")
        with suppress(ValueError, RecursionError):
            found, _ = json.JSONDecoder().raw_decode(text)
            return found if isinstance(found, dict) else None
    return None


def objects(data: bytes, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a file that holds lines or one array of them, each with where it stands.

    Raises:
        IntakeError: It holds something else.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.lstrip()[:1] == b"[":
        for number, value in enumerate(parsed(data, where), 1):
            yield f"{where} item {number}", _object(value, f"{where} item {number}")
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            place = f"{where} line {number}"
            yield place, _object(parsed(line, place), place)


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise IntakeError(f"{place}: not a JSON object but {type(value).__name__}")
    return value


class Placing:
    """Finds where a tool's UTF-16 offsets lie in a text as it is stored."""

    def __init__(self, original: Any, place: str) -> None:
        """Take a text as the file gives it.

        Raises:
            IntakeError: It is no text, or cannot be stored.
        """
        if not isinstance(original, str):
            raise IntakeError(f'{place}: has no "text": give the article\'s text as a string')
        self.text = intake.storable(original, place)
        """The text as it is stored."""
        if len(original) > intake.MAX_BYTES:
            raise IntakeError(
                f"{place}: a text of more than {intake.MAX_BYTES:,} characters: split it"
            )
        self._original, self._place = original, place
        self._units, self._newlines = Utf16(original), intake.Newlines(original)

    @property
    def is_plain(self) -> bool:
        """Whether UTF-16 units and codepoints are one in this text."""
        return self._units.units(len(self._original)) == len(self._original)

    def span(self, name: str, start: Any, end: Any, said: Any = None, **known: Any) -> IncomingSpan:
        """A span at UTF-16 offsets.

        Args:
            name: What it is called in an error.
            start: Its first unit.
            end: The unit after its last.
            said: The words that the file says are there; None where it does not say.
            known: What else is known of it.

        Raises:
            IntakeError: It is no stretch of the text, or other words are there.
            ValidationError: What is known of it cannot be kept.
        """
        where = f"{self._place}: {name}"
        if not all(type(one) is int for one in (start, end)):
            raise IntakeError(f"{where}: start and end are no whole numbers: correct them")
        length = self._units.units(len(self._original))
        if not 0 <= start < end <= length:
            raise IntakeError(
                f"{where}: [{start}, {end}) is no stretch of a text of {length} UTF-16 units"
            )
        first, last = self._units.codepoint(start), self._units.codepoint(end)
        if first is None or last is None:
            raise IntakeError(
                f"{where}: [{start}, {end}) in UTF-16 units cuts a character in two: count so"
            )
        there = self._original[first:last]
        first, last = self._newlines.moved(first, last)
        stored = self.text[first:last]
        if said is not None and not _says(said, there, stored):
            raise IntakeError(
                f'{where}: says "{_short(str(said))}" but the text has "{_short(stored)}" at'
                f" [{start}, {end})"
            )
        return IncomingSpan(start=first, end=last, text=stored, **known)


def _says(said: Any, *there: str) -> bool:
    """Whether the words that a file has are those of the text.

    Label Studio writes a line break in them as a backslash and an n.
    """
    return said in there or said in [re.sub(r"[\n\r]", r"\\n", one) for one in there]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

"""What is found in a saved article, and how it becomes one that comes in."""

from itertools import islice
from typing import TYPE_CHECKING, Any

import regex
from pydantic import Field, ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming, IncomingArticle
from annotations.formats.saved.sandbox import lent
from annotations.model import DocumentDetails, Record, complaint
from annotations.text import intake
from annotations.text.tokens import tokens

if TYPE_CHECKING:
    from annotations.formats.readers import Source

LITTLE = 50
"""Fewer words than that are little for an article: what was got is named."""

SAVE = "save its text as a .txt file"
"""What to do about a file that cannot be read."""

LEAST = 5
"""Fewer are none."""

_LONGEST = 300  # characters of a title, an outlet or an author
_SHOWN = 60  # characters of what was got

# What a text that was taken out of something else has no use for: controls, halves of characters.
_JUNK = regex.compile(r"[^\P{Cc}\n\t]|[\ud800-\udfff\ufffe\uffff]")
_SPACE = regex.compile(r"\s+")
_ENDS = regex.compile(r"[ \t]+$", regex.MULTILINE)
_BLANKS = regex.compile(r"\n{3,}")


class Found(Record):
    """An article as it was found in a file; what is not known is None."""

    text: str = ""
    """Paragraphs, a blank line between each two."""
    title: str | None = None
    """Headline."""
    outlet: str | None = None
    """Who published it."""
    author: str | None = None
    """Who wrote it."""
    published: str | None = None
    """When, as ISO 8601."""
    url: str | None = None
    """Where it came from."""
    language: str | None = None
    """BCP 47 code."""
    meta: dict[str, str] = Field(default_factory=dict)
    """What else is known."""
    remarks: tuple[str, ...] = ()
    """What a person should know."""
    shown: str | None = None
    """All that the file would show a reader, where no article was found: its first words."""


def clean(text: str) -> str:
    """A text without controls and halves of characters, and with at most one blank line."""
    lines = _JUNK.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    return _BLANKS.sub("\n\n", _ENDS.sub("", lines)).strip("\n")


def article(found: Found, where: str) -> tuple[IncomingArticle, list[str]]:
    """The article, and what a person should know of how it was read.

    Raises:
        IntakeError: There is no text in it; says what there is.
    """
    text = clean(found.text)
    words = _size(text)
    if words < LEAST:
        raise IntakeError(f"{where}: {_nothing(found, text)}")
    remarks = [*found.remarks]
    if words < LITTLE:
        remarks.append(f"little text: {words} words, “{_shortened(text)}”")
    given = {
        "title": _line(found.title) or _first(text),
        "outlet": _line(found.outlet),
        "published": found.published,
        "url": _line(found.url, 2_000),
        "language": _line(found.language, 35),
    }
    author = _line(found.author)
    meta = {"author": author} if author else {}
    meta |= {key: line for key, value in found.meta.items() if (line := _line(value))}
    details = _details(given, meta)
    return IncomingArticle(details=details, text=intake.storable(text, where)), remarks


def alone(found: Found, where: str) -> Incoming:
    """The article of a file that holds one; raises as `article`."""
    taken, remarks = article(found, where)
    return Incoming(articles=[(where, taken)], remarks=remarks)


def of_file(day: str) -> dict[str, Any]:
    """What the day says on which a file was made: nothing of when the article was published."""
    return {"meta": {"created": day}, "remarks": (f"undated; the file is of {day}",)}


def _size(text: str) -> int:
    """How many words a text has, as far as it matters; two ideographs count as one."""
    return round(sum(token.size for token in islice(tokens(text), 4 * LITTLE)))


def _details(given: dict[str, str | None], meta: dict[str, str]) -> DocumentDetails:
    """What is known; a date that is none goes to meta, as it was written."""
    try:
        return DocumentDetails(**given, meta=meta)
    except ValidationError as error:
        if not complaint(error).startswith("published") or given["published"] is None:
            raise
        dated = {**meta, "published": given["published"]}
        return DocumentDetails(**{**given, "published": None}, meta=dated)


def _nothing(found: Found, text: str) -> str:
    """That there is no article, and what there is instead."""
    got = _shortened(text or clean(found.shown or ""))
    only = f", only “{got}”" if got else ""
    return f"no article found in it{only}: {SAVE}"


def _line(value: str | None, longest: int = _LONGEST) -> str | None:
    """A detail in one line; None where nothing is left of it."""
    line = _SPACE.sub(" ", clean(value or "")).strip()
    return (line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…") or None


def _first(text: str) -> str | None:
    """The first line, as the title of what has none."""
    return _line(text.split("\n", 1)[0], 200)


def _shortened(text: str) -> str:
    """The first words."""
    return _line(text, _SHOWN) or ""


def read_alone(source: "Source", task: str, **told: str | None) -> Incoming:
    """The one article of a file, found in the sandbox.

    Args:
        source: The file.
        task: A key of `inside.TASKS`.
        told: What else its reader is to know.

    Raises:
        IntakeError: It was refused, by name.
    """
    with lent(source.sandbox) as sandbox:
        try:
            found = Found(**sandbox.ask(task, source.data, **told))
        except IntakeError as error:
            raise IntakeError(f"{source.name}: {error}") from None
    return alone(found, source.name)

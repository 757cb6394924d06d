"""Plain text and Markdown: one article a file.

Reads: the text as it stands. Front matter (YAML between two ``---`` lines at the top) gives title,
outlet, published, url and language, and anything else goes to meta; the text begins after it.
Without a title there, the first line, or the first Markdown heading, is the title, and stays in
the text. Loses: nothing but the front matter's layout. Writes nothing.
"""

from typing import Any

import regex
import yaml
from pydantic import ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming, IncomingArticle
from annotations.model import MAX_NESTING, DocumentDetails, complaint
from annotations.text import intake

_FRONT = regex.compile(r"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n+|\z)", regex.DOTALL)
_HEADING = regex.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", regex.MULTILINE)
_HTML = regex.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html)\b", regex.IGNORECASE)
_TITLE_LENGTH = 200
_ALIASES = {"date": "published", "publisher": "outlet", "site": "outlet", "lang": "language"}


def read(data: bytes, where: str, *, markdown: bool, encoding: str | None = None) -> Incoming:
    """Read one article.

    Args:
        data: The file's content.
        where: What to call the file in an error.
        markdown: Whether the first heading is the title.
        encoding: What a person says that it is in; None where nobody says.

    Raises:
        IntakeError: Not text, empty, or with front matter that cannot be read.
    """
    decoded = intake.decode(data, where, encoding)
    text = intake.storable(decoded.text, where)
    if _HTML.search(text[:1000]):
        raise IntakeError(f"{where}: a web page: import it as html")
    fields, text = _split(text, where)
    details = _details(fields, where)
    if details.title is None:
        details = details.model_copy(update={"title": _title(text, markdown=markdown)})
    incoming = Incoming()
    incoming.articles.append((where, IncomingArticle(details=details, text=text)))
    if decoded.guess:
        incoming.remarks.append(f"not UTF-8; read as {decoded.guess}")
    return incoming


def _split(text: str, where: str) -> tuple[dict[str, Any], str]:
    """The front matter's fields, and the text after it."""
    front = _FRONT.match(text)
    if not front:
        return {}, text
    try:
        _refuse_bombs(front[1], where)
        # Every scalar stays a string.
        fields = yaml.load(front[1], Loader=yaml.BaseLoader)  # noqa: S506 (makes strings only)
    except (yaml.YAMLError, RecursionError) as error:
        problem = str(error).splitlines()[0]
        raise IntakeError(f"{where}: front matter is not valid YAML: {problem}") from None
    if not isinstance(fields, dict):
        return {}, text
    return {str(key): value for key, value in fields.items()}, intake.storable(
        text[front.end() :], where
    )


def _refuse_bombs(front: str, where: str) -> None:
    """Refuse what a few bytes of can take gigabytes or minutes."""
    depth = 0
    for event in yaml.parse(front):
        if isinstance(event, yaml.AliasEvent):
            raise IntakeError(f"{where}: front matter with YAML aliases: write the values out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_NESTING:
            raise IntakeError(
                f"{where}: front matter nested more than {MAX_NESTING} deep: flatten it"
            )


def _details(fields: dict[str, Any], where: str) -> DocumentDetails:
    known: dict[str, Any] = {}
    meta: dict[str, Any] = {}
    for key, value in fields.items():
        name = _ALIASES.get(key.lower(), key.lower())
        if name in DocumentDetails.model_fields and name != "meta" and name not in known:
            known[name] = value or None
        else:
            meta[key] = value
    try:
        return DocumentDetails(**known, meta=meta)
    except ValidationError as error:
        raise IntakeError(
            f"{where}: front matter, {complaint(error)}: correct or remove it"
        ) from None


def _title(text: str, *, markdown: bool) -> str:
    """The heading or the first line that says something, cut where it is too long for a title."""
    heading = _HEADING.search(text) if markdown else None
    line = heading[1] if heading else text.lstrip().split("\n", 1)[0].strip()
    return line if len(line) <= _TITLE_LENGTH else f"{line[: _TITLE_LENGTH - 1].rstrip()}…"

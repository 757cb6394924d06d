"""ODT, as LibreOffice writes it: one article a file.

Reads: headings, paragraphs and list items, and tables as a line for each row; title, author and
date from the document's own description. Loses: layout, pictures, comments, notes, and what was
struck out under tracked changes.
"""

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.saved import zipped
from annotations.formats.saved.found import Found, of_file, read_alone

if TYPE_CHECKING:
    from annotations.formats.readers import Source

_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_LEFT_OUT = ("text:tracked-changes", "office:annotation", "text:note", "office:forms")


def looks_so(data: bytes) -> bool:
    """Whether a file begins as such files do."""
    return data.startswith(b"PK\x03\x04") and _MARK in data[:200]


def read(source: "Source") -> Incoming:
    """Read an ODT.

    Raises:
        IntakeError: Damaged, a bomb, of another kind, or without text.
    """
    where = source.name
    if "content.xml" not in zipped.names(source.data, where, "an OpenDocument file"):
        raise IntakeError(f"{where}: no OpenDocument file: it has no content.xml")
    return read_alone(source, "odt")


# -- in the sandbox --------------------------------------------------------------------------------


def find(data: bytes) -> Found:
    """Find the article in an ODT; runs in the sandbox.

    Raises:
        IntakeError: It is locked with a password, or declares entities.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        try:
            content = _parsed(archive.read("content.xml"))
            described = _parsed(archive.read("meta.xml")) if _has_meta(archive) else None
        except SyntaxError:  # what lxml raises where it is no XML: a locked file is not
            raise IntakeError("damaged, or locked with a password: save a copy without") from None
    for name in _LEFT_OUT:
        for element in content.iterfind(f".//{name}", _NAMES):
            tail = element.tail or ""
            element.clear()
            element.tail = tail
    body = content.find(".//office:text", _NAMES)
    blocks = [] if body is None else [*_blocks(body)]
    return Found(text="\n\n".join(filter(None, blocks)), **_details(described))


def _has_meta(archive: zipfile.ZipFile) -> bool:
    return "meta.xml" in archive.namelist()


def _parsed(data: bytes) -> Any:
    """A tree of XML that declares no entities."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(zipped.without_entities(data), parser)


def _blocks(body: Any) -> Any:
    """What each paragraph and each table says, in order."""
    rows, block = _tag("table:table-row"), {_tag("text:p"), _tag("text:h")}
    for element in body.iter(rows, *block):
        within = next((above for above in element.iterancestors(rows)), None)
        if element.tag == rows:
            cells = element.iterfind("table:table-cell", _NAMES)
            said = [" ".join(_said(cell).split()) for cell in cells]
            yield " | ".join(said) if any(said) else ""
        elif within is None:
            yield _said(element).strip()


def _said(element: Any) -> str:
    """The text of an element, with its own marks for spaces, tabs and new lines spelt out."""
    marks = {_tag("text:s"): " ", _tag("text:tab"): "\t", _tag("text:line-break"): "\n"}
    parts = [element.text or ""]
    for inner in element:
        parts += [marks.get(inner.tag, ""), _said(inner), inner.tail or ""]
    return "".join(parts)


def _tag(name: str) -> str:
    """A name as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def _details(described: Any) -> dict[str, Any]:
    """What the document's own description says."""
    if described is None:
        return {}

    def told(name: str) -> str | None:
        return described.findtext(f".//{name}", None, _NAMES) or None

    details: dict[str, Any] = {
        "title": told("dc:title"),
        "author": told("meta:initial-creator") or told("dc:creator"),
        "language": told("dc:language"),
    }
    if date := (told("meta:creation-date") or "")[:10]:
        details |= of_file(date)
    return details

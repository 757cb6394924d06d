"""DOCX, as Word writes it: one article a file.

Reads: paragraphs, and tables as a line for each row; title, author and date from the document's
properties. Loses: layout, pictures, comments, notes, text boxes, heads and feet, and what was
struck out under tracked changes. Files with macros are refused.
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

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_MACROS = "word/vbaProject.bin"


def looks_so(data: bytes) -> bool:
    """Whether a file begins as an archive and has a document of Word's in it."""
    return data.startswith(b"PK\x03\x04") and _BODY.encode() in data


def read(source: "Source") -> Incoming:
    """Read a DOCX.

    Raises:
        IntakeError: Damaged, a bomb, of another kind, or without text.
    """
    where = source.name
    if source.data.startswith(_OLD):
        raise IntakeError(f"{where}: an old .doc, or a locked file: save it as .docx")
    inside = zipped.names(source.data, where, "a Word file")
    if _MACROS in inside or source.suffix == ".docm":
        raise IntakeError(f"{where}: a Word file with macros: save it as .docx")
    if _BODY not in inside:
        raise IntakeError(f"{where}: no Word file: it has no {_BODY}")
    return read_alone(source, "docx")


# -- in the sandbox --------------------------------------------------------------------------------


def find(data: bytes) -> Found:
    """Find the article in a DOCX; runs in the sandbox.

    Raises:
        IntakeError: It declares entities.
    """
    from docx import Document

    with zipfile.ZipFile(BytesIO(data)) as archive:
        zipped.without_entities(archive.read(_BODY))
        # Where there are none, python-docx makes some up.
        is_described = _PROPERTIES in archive.namelist()
    document = Document(BytesIO(data))
    return Found(
        text="\n\n".join(filter(None, map(_said, document.iter_inner_content()))),
        **(_details(document.core_properties) if is_described else {}),
    )


def _details(told: Any) -> dict[str, Any]:
    """What the document's properties say."""
    details: dict[str, Any] = {
        "title": told.title,
        "author": told.author,
        "language": told.language or None,
    }
    if told.created is not None:
        details |= of_file(told.created.date().isoformat())
    return details


def _said(block: Any) -> str:
    """What a paragraph says, or a table: a line for each row."""
    if hasattr(block, "rows"):
        return "\n".join(filter(None, map(_row, block.rows)))
    return str(block.text).strip()


def _row(row: Any) -> str:
    """The cells of a row; one that is merged with others is there once."""
    cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}  # noqa: SLF001
    return " | ".join(cells.values()) if any(cells.values()) else ""

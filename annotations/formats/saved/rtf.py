"""RTF: one article a file.

Reads: the text, by striprtf. Loses: layout, pictures, notes, and the document's description.
"""

from typing import TYPE_CHECKING

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.saved.found import Found, read_alone

if TYPE_CHECKING:
    from annotations.formats.readers import Source


def read(source: "Source") -> Incoming:
    """Read an RTF.

    Raises:
        IntakeError: No RTF, or without text.
    """
    if not source.data.startswith(b"{\\rtf"):
        raise IntakeError(f"{source.name}: no RTF: save it as .txt")
    return read_alone(source, "rtf")


def find(data: bytes) -> Found:
    """Find the article in an RTF; runs in the sandbox."""
    from striprtf.striprtf import rtf_to_text

    # An RTF is ASCII, and says itself what it writes otherwise.
    text: str = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]  # it tells no types
    return Found(text="\n\n".join(filter(None, map(str.strip, text.splitlines()))))

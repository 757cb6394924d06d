"""MHTML, a web page in one file, as browsers save it.

Reads: the page, as `html` does. Loses: its pictures, and the pages in its frames.
"""

import email
import email.policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import regex

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.saved import html
from annotations.formats.saved.found import Found, read_alone

if TYPE_CHECKING:
    from annotations.formats.readers import Source

_BEGINS = regex.compile(
    rb"\A(?:[A-Za-z-]{2,60}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n)*+){0,20}?"
    rb"content-type:\s*multipart/related",
    regex.IGNORECASE,
)


def looks_so(data: bytes) -> bool:
    """Whether a file begins as such files do."""
    return _BEGINS.match(data[:8_192]) is not None


def read(source: "Source") -> Incoming:
    """Read a page in one file.

    Raises:
        IntakeError: There is no page in it, or none that can be read.
    """
    return read_alone(source, "mhtml", encoding=source.encoding)


# -- in the sandbox --------------------------------------------------------------------------------


def find(data: bytes, encoding: str | None = None) -> Found:
    """Find the article in a page in one file; runs in the sandbox.

    Args:
        data: The file.
        encoding: What a person says that the page is in.

    Raises:
        IntakeError: There is no page in it, or none that can be read.
    """
    message = email.message_from_bytes(data, EmailMessage, policy=email.policy.default)
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    page = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(page, bytes):
        raise IntakeError("no web page in it: save the page again")
    text, guessed = html.decoded(page, "the page in it", encoding, part.get_content_charset())
    found = html.find(text.encode())
    address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    is_given = found.url is None and address.startswith(("http://", "https://"))
    known = {"url": address} if is_given else {}
    return found.model_copy(update={**known, "remarks": (*found.remarks, *guessed)})

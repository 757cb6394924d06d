"""Small documents of each kind, written for these tests."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

PARAGRAPHS = [
    f"The registry said on Monday that {number} posts would leave the port, an official told "
    "reporters after the meeting in the capital."
    for number in ("ten", "forty", "ninety")
]

HEAD = """<title>Registry to quit – The Observer</title>
<meta property="og:site_name" content="The Observer"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-06-17T10:00:00Z">"""


def page(
    paragraphs: Iterable[str] = PARAGRAPHS, head: str = HEAD, charset: str = "utf-8", top: str = ""
) -> str:
    """A web page with a little of what stands around an article."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
{top}<html lang="en-GB"><head><meta charset="{charset}">{head}</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Registry to quit</h1>{body}</article>
<footer>Copyright 2020. All rights reserved.</footer></body></html>"""


Piece = tuple[float, float, float, str]
"""Left and bottom in points, size of the letters, and words."""


def pdf(
    pages: Sequence[Sequence[Piece]],
    details: Mapping[str, str] | None = None,
    *,
    extra: str = "",
    stream: bytes | None = None,
) -> bytes:
    """A PDF that draws pieces of text.

    Args:
        pages: What each page draws, in that order.
        details: Title, author and such.
        extra: More of the trailer.
        stream: What all pages draw instead, deflated.
    """
    told = " ".join(f"/{key} ({value})" for key, value in (details or {}).items())
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: f"<<{told}>>".encode("cp1252"),
    }
    kids = []
    for number, pieces in enumerate(pages):
        drawn = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {bottom} Tm ({words}) Tj ET"
            for left, bottom, size, words in pieces
        ).encode("cp1252")
        packed = b"/Filter/FlateDecode" if stream is not None else b""
        content = drawn if stream is None else stream
        place = 10 + 2 * number
        objects[place] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (place + 1)
        )
        length = b"<</Length %d%s>>" % (len(content), packed)
        objects[place + 1] = length + b"stream\n" + content + b"\nendstream"
        kids.append(f"{place} 0 R")
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return assembled(objects, extra)


def assembled(objects: Mapping[int, bytes], extra: str = "") -> bytes:
    """A PDF of numbered objects: 1 is its catalogue, 4 its description."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(places) + 1
    out += f"trailer <</Size {size}/Root 1 0 R/Info 4 0 R{extra}>>\n".encode()
    out += f"startxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def column(left: float, top: float, lines: Iterable[str], size: float = 10) -> list[Piece]:
    """Lines below each other."""
    return [(left, top - 1.2 * size * n, size, line) for n, line in enumerate(lines)]


def bomb(size: int) -> bytes:
    """So many spaces, deflated."""
    return zlib.compress(b" " * size, 9)


def archive(files: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return out.getvalue()


def docx(body: str | bytes | None = None, **core: object) -> bytes:
    """A DOCX with a heading, paragraphs and a table; or with another XML as its body."""
    from docx import Document

    document = Document()
    for key, value in core.items():
        setattr(document.core_properties, key, value)
    document.add_heading("Registry to quit")
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(2, 2)
    for place, words in (((0, 0), "Port"), ((0, 1), "Posts")):
        table.cell(*place).text = words
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Drovnik: ten"
    out = io.BytesIO()
    document.save(out)
    if body is None:
        return out.getvalue()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as opened:
        files: dict[str, bytes | str] = {name: opened.read(name) for name in opened.namelist()}
    return archive(files | {"word/document.xml": body})


_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "text", "table", "meta")
)


def odt(body: str) -> bytes:
    """An ODT with a body, and a description."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_SPACES}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_SPACES}"
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>T</dc:title>'
            "<meta:initial-creator>Jane Roe</meta:initial-creator>"
            "<meta:creation-date>2024-06-17T10:00:00</meta:creation-date>"
            "</office:meta></office:document-meta>",
        }
    )


def answer(url: str, content: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    """A record of a web archive: what a server answered."""
    told = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    return record("response", told, url)


def record(kind: str, content: bytes, url: str = "https://example.org/", length: int = -1) -> bytes:
    """A record of a web archive."""
    size = length if length >= 0 else len(content)
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-06-18T00:00:00Z\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"

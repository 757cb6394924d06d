"""Real files of every kind that comes in, and what may happen to a file on its way."""

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.formats.writers import WRITERS
from annotations.workspace import Workspace
from tests.faults import works
from tui.cli.toml import as_toml

WORDS = (
    "Lena Ortiz said on Monday that 140 posts would go. The minister, who was asked twice, denied"
    " it and spoke of “an invention”. A report that was seen by the paper names 35 of them. "
)
PARAGRAPHS = [f"{number}. {WORDS * 2}" for number in range(5)]


class Sample(NamedTuple):
    """A file of some kind."""

    name: str
    """What it is called, with its suffix."""
    data: bytes
    """What it holds."""
    beside: tuple[tuple[str, bytes], ...] = ()
    """Files that lie beside it."""


def html() -> bytes:
    """A saved page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Posts to go</title>'
        '<meta property="og:site_name" content="Observer"><meta name="author" content="A. Writer">'
        '<meta property="article:published_time" content="2025-06-17"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Posts to go</h1>{body}</article>"
        "</body></html>"
    ).encode()


def pdf() -> bytes:
    """A PDF of one page."""
    lines = "".join(f"({text[:80]}) Tj T* " for text in re.findall(r".{1,80}", PARAGRAPHS[0]))
    stream = f"BT /F1 10 Tf 14 TL 50 780 Td {lines} ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n"
        b"%%%%EOF\n" % (len(places) + 1, table, len(places) + 1, len(made))
    )


def docx() -> bytes:
    """A Word file."""
    from docx import Document

    document = Document()
    document.core_properties.title = "Posts to go"
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def odt() -> bytes:
    """An OpenDocument text."""
    body = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in PARAGRAPHS)
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
        }
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def rtf() -> bytes:
    """A rich text."""
    return rb"{\rtf1\ansi{\fonttbl\f0 Times;}\f0 %s}" % r"\par ".join(PARAGRAPHS).encode(
        "cp1252", "replace"
    )


def warc() -> bytes:
    """A page as a crawler keeps it."""
    page = html()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        "WARC-Date: 2025-06-17T00:00:00Z\r\nWARC-Target-URI: https://example.org/posts\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def mhtml() -> bytes:
    """A page as a browser keeps it in one file."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/posts\r\n"
        b"Subject: Posts to go\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
        b"------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + html()
        + b"\r\n------b--\r\n"
    )


def markdown() -> bytes:
    """An article with front matter."""
    front = "title: Posts to go\noutlet: Observer\npublished: 2025-06-17\ntags: [a, b]\nx: {y: 1}"
    return f"---\n{front}\n---\n# Posts to go\n\n{WORDS}\n".encode()


def samples(folder: Path) -> list[Sample]:
    """One of each kind; those of other tools are written by this program, into a folder."""
    saved = [
        Sample("page.html", html()),
        Sample("paper.pdf", pdf()),
        Sample("letter.docx", docx()),
        Sample("letter.odt", odt()),
        Sample("letter.rtf", rtf()),
        Sample("crawl.warc", warc()),
        Sample("crawl.warc.gz", gzip.compress(warc())),
        Sample("page.mhtml", mhtml()),
        Sample("article.md", markdown()),
        Sample("article.txt", WORDS.encode("utf-16")),
        Sample("windows.txt", (WORDS * 3).encode("cp1252")),
        Sample("golden.jsonl", b"\n".join(_first_lines("golden.jsonl"))),
        Sample("links.jsonl", b"\n".join(_first_lines("golden-links.jsonl"))),
    ]
    return [*saved, *_of_other_tools(folder)]


def _first_lines(name: str) -> list[bytes]:
    return (works.SEEDS / name).read_bytes().splitlines()[:2]


READ_BACK = ("brat", "conll", "web-annotation", "doccano", "label-studio", "spacy")


def _of_other_tools(folder: Path) -> Iterator[Sample]:
    with Workspace.open(folder / "source.db", "ana", create=True) as ws:
        works.take_in_samples(ws)
        for name in READ_BACK:
            target = folder / f"{name}{WRITERS[name].suffix}"
            ws.exporting.write(target, ws.exporting.pieces(format_=name))
            if not target.is_dir():
                yield Sample(target.name, target.read_bytes())
                continue
            for standoff in sorted(target.rglob("*.ann"))[:2]:
                text = standoff.with_suffix(".txt")
                yield Sample(
                    standoff.name, standoff.read_bytes(), ((text.name, text.read_bytes()),)
                )


def codebook() -> bytes:
    """A codebook."""
    from annotations.codebook import Codebook

    return as_toml(Codebook()).encode()


# -- what happens to them ------------------------------------------------------------------------

NASTY = (
    b"\0", b"\x1b[2J", b"\x1b]52;c;aGk=\x07", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\r\n\r\n",
    b'"', b"'", b"<", b">", b"&#27;", b"&#xD800;", b"]]>", b"<!DOCTYPE a [", b"{", b"}", b"[" * 40,
    b"null", b"true", b"-1", b"0", b"1e999", b"99999999999999999999", b"NaN", b'{"', b"\\ud800",
    b"\\u0000", b"---\n", b"*a", b"&a ", b"!!python/object:os.system ", b"T1\t", b"R1\t", b"#1\t",
    b"\t", b"B-", b"I-", b"O", "\u202e".encode(), "\u2028".encode(), "🙂".encode(), b"../../x",
    b"=cmd|' /C calc'!A0", b"endstream", b"obj", b"/Length 999999999", b"PK\x03\x04",
)  # fmt: skip
"""What a byte or two of can change a lot."""

Change = Callable[[bytes, random.Random], bytes]


def _cut(data: bytes, rng: random.Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:end] + data[start:end] * rng.randrange(1, 20) + data[end:]


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 30)):
        changed[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(changed)


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.choice(NASTY) + data[at:]


def _write_over(data: bytes, rng: random.Random) -> bytes:
    start, end = _stretch(data, rng, 8)
    return data[:start] + rng.choice(NASTY) + data[end:]


def _end_early(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _other_number(data: bytes, rng: random.Random) -> bytes:
    numbers = [*re.finditer(rb"\d+", data)]
    if not numbers:
        return data
    one = rng.choice(numbers)
    other = rng.choice((b"0", b"-1", b"1.5", b"4294967296", b"%d" % (int(one[0][:18]) + 1)))
    return data[: one.start()] + other + data[one.end() :]


def _stretch(data: bytes, rng: random.Random, longest: int = 400) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, start + rng.randrange(1, longest)


CHANGES: tuple[Change, ...] = (
    _cut, _repeat, _flip, _insert, _insert, _write_over, _write_over, _end_early, _other_number,
    _other_number,
)  # fmt: skip


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A file after something happened to it; half of the archives inside one of their files."""
    if data.startswith(b"PK\x03\x04") and rng.random() < 0.5:
        return _mutated_inside(data, rng)
    for _ in range(rng.randrange(1, 5)):
        data = rng.choice(CHANGES)(data, rng) or b" "
    return data


def _mutated_inside(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files = {name: content for name, content in files.items() if content}
    chosen = rng.choice([*files])
    return zipped({**files, chosen: mutated(files[chosen], rng)})

"""Files that would fill the memory are refused, in little memory; nothing of them comes in.

Each is imported by a process with a limit to its address space, so that a failure is seen: it would
end in a `MemoryError`.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import samples, works
from tests.faults.figures import Count
from tests.faults.forks import Forks
from tests.faults.works import WORKS

IMPORT = WORKS[0]
MEMORY = 2_000_000_000
HUGE = 3_000_000_000


def _sparse(folder: Path, name: str, begins: bytes = b"") -> Path:
    """A file of gigabytes that takes no room on the disk."""
    path = folder / name
    with path.open("wb") as file:
        file.write(begins)
        file.truncate(HUGE)
    return path


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _packed(head: bytes, size: int) -> bytes:
    """Gzip of a beginning and so many zeros, packed small in little memory."""
    packer = zlib.compressobj(9, wbits=31)
    parts = [packer.compress(head)]
    parts += [packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join([*parts, packer.flush()])


def _office(name: str, size: int) -> bytes:
    """An archive with a file in it that is so much larger unpacked."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        with archive.open(name, "w", force_zip64=True) as inside:
            for _ in range(size // 1_000_000):
                inside.write(b" " * 1_000_000)
    return written.getvalue()


def _laughs(body: str) -> bytes:
    """XML of which each entity is ten of the one before."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    start = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha"'
    return f"{start}>{entities}]>{body}".encode()


def _pdf(size: int) -> bytes:
    """A PDF whose page is so much larger unpacked."""
    packer = zlib.compressobj(9)
    line = b"(" + b"a" * 1000 + b") Tj\n"
    parts = [packer.compress(b"BT /F1 9 Tf ")]
    parts += [packer.compress(line * 1000) for _ in range(size // (len(line) * 1000))]
    stream = b"".join([*parts, packer.compress(b" ET"), packer.flush()])
    plain = samples.pdf()
    start = plain.index(b"4 0 obj")
    end = plain.index(b"endobj", start)
    head = b"4 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
    return plain[:start] + head + stream + b"\nendstream\n" + plain[end:]


_SPAN = b'{"start":0,"end":9,"label":"e"},'
_LINE = 60_000_000
_WARC = samples.warc().replace(b"Content-Length: ", b"Content-Length: 300000000 \r\nX-Was: ", 1)

BOMBS: dict[str, Callable[[Path], Path]] = {
    "text": lambda folder: _sparse(folder, "a.txt", b"Words."),
    "jsonl": lambda folder: _sparse(folder, "a.jsonl", b'{"text": "a"}\n'),
    "page": lambda folder: _sparse(folder, "a.html", b"<!doctype html>"),
    "pdf": lambda folder: _sparse(folder, "a.pdf", b"%PDF-1.4"),
    "docx": lambda folder: _sparse(folder, "a.docx", b"PK\x03\x04"),
    "warc": lambda folder: _sparse(folder, "a.warc", b"WARC/1.0\r\n"),
    "one line": lambda folder: _written(folder, "a.jsonl", b'{"text": "' + b"a" * _LINE + b'"}'),
    "nested JSON": lambda folder: _written(
        folder, "a.jsonl", b'{"text": "a", "meta": ' + b"[" * 2_000_000
    ),
    "many spans": lambda folder: _written(
        folder,
        "a.jsonl",
        b'{"text": "ab", "spans": [' + _SPAN * 10**5 + _SPAN[:-1] + b"]}",
    ),
    "YAML": lambda folder: _written(
        folder, "a.md", b"---\n" + b"a: &a [x,x]\n" + b"b: [*a,*a]\n" * 900 + b"---\nText."
    ),
    "nested page": lambda folder: _written(
        folder, "a.html", b"<!doctype html><html><body>" + b"<div>" * 500_000 + b"Words."
    ),
    "page with entities": lambda folder: _written(folder, "a.html", _laughs("<html>&l11;</html>")),
    "packed WARC": lambda folder: _written(folder, "a.warc.gz", _packed(_WARC, 300_000_000)),
    "packed text": lambda folder: _written(folder, "a.txt", gzip.compress(bytes(50_000_000))),
    "packed docx": lambda folder: _written(
        folder, "a.docx", _office("word/document.xml", 400_000_000)
    ),
    "packed odt": lambda folder: _written(folder, "a.odt", _office("content.xml", 400_000_000)),
    "docx with entities": lambda folder: _written(
        folder, "b.docx", samples.zipped({"word/document.xml": _laughs("<d>&l11;</d>")})
    ),
    "packed pdf": lambda folder: _written(folder, "a.pdf", _pdf(150_000_000)),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_it_is_refused(
    tmp_path: Path, bomb: str, stocked: Path, forks: Forks, count: Count
) -> None:
    folder = works.fresh(stocked, tmp_path / "case")
    before = works.state(folder, IMPORT)
    path = BOMBS[bomb](tmp_path)
    ended = forks.run(folder, "import", "case.db", path, limits={"AS": MEMORY})
    path.unlink()
    assert ended.status == 1, ended.errors[-2000:] + ended.output
    said = [line for line in ended.errors.splitlines() if line.startswith("diptych: ")]
    assert len(said) == 1, ended.errors[-2000:]
    assert ended.errors.endswith("0 articles added, 0 there already, 1 file refused\n")
    came_in = works.state(folder, IMPORT) != before
    count("too large", files=1, refused=ended.errors.count("1 file refused"), came_in=int(came_in))
    assert not came_in

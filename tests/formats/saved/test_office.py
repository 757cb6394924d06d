"""DOCX, ODT and RTF: text, tables and details, and archives that are bombs."""

import re
import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from annotations.errors import IntakeError
from annotations.formats.saved import zipped
from tests.formats.saved import samples
from tests.formats.saved.conftest import Read

_W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_END = "</w:body></w:document>"


def _said(words: str, before: str = "") -> str:
    """The XML of a document of one paragraph."""
    xml = '<?xml version="1.0"?>'
    return f"{xml}{before}{_W}<w:p><w:r><w:t>{words}</w:t></w:r></w:p>{_END}"


LAUGHS = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def test_a_docx(read: Read) -> None:
    data = samples.docx(title="Quits", author="Jane Roe", created=datetime(2024, 6, 17))  # noqa: DTZ001
    incoming = read("a.docx", data)
    ((_, article),) = incoming.articles
    table = "Port | Posts\nDrovnik: ten"
    assert article.text.split("\n\n") == ["Registry to quit", *samples.PARAGRAPHS, table]
    assert article.details.model_dump(exclude_none=True) == {
        "title": "Quits",
        "meta": {"author": "Jane Roe", "created": "2024-06-17"},
    }
    assert incoming.remarks == ["undated; the file is of 2024-06-17"]
    assert read("noname", data).articles[0][1].text == article.text


def test_a_docx_that_says_nothing_of_itself(read: Read) -> None:
    with zipfile.ZipFile(BytesIO(samples.docx())) as whole:
        files = {name: whole.read(name) for name in whole.namelist() if "core.xml" not in name}
    told = re.compile(rb"<Relationship [^>]*core\.xml[^>]*/>")
    bare = {name: told.sub(b"", data) for name, data in files.items()}
    ((_, article),) = read("a.docx", samples.archive(bare)).articles
    assert article.details.model_dump(exclude_none=True) == {
        "title": "Registry to quit",
        "meta": {},
    }


def _many() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for number in range(zipped.MAX_ENTRIES + 1):
            opened.writestr(str(number), b"")
    return out.getvalue()


REFUSED = {
    "laughs": (
        "a.docx",
        samples.docx(_said("&j;", f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>')),
        "declares entities, as no office program does",
    ),
    "a file of this machine": (
        "a.docx",
        samples.docx(_said("It rained all of Monday&a;, they said.", OUTSIDE)),
        "declares entities",
    ),
    "a bomb": (
        "a.docx",
        samples.docx("<a>" * 5_000_000),
        "a file in it is 15,000,000 bytes unpacked",
    ),
    "many files": ("a.docx", _many(), "5,001 files in it, more than 5,000"),
    "no archive": ("a.docx", b"PK\x03\x04rest", "not a Word file, or a damaged one"),
    "another archive": ("a.docx", samples.archive({"a.txt": "x"}), "no Word file: it has no word/"),
    "empty": ("a.docx", samples.docx(_said("")), "no article found in it"),
    "an old file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .doc, or a locked file"),
    "macros": ("a.docm", samples.docx(), "a Word file with macros: save it as .docx"),
    "macros under a good name": (
        "a.docx",
        samples.archive({"word/document.xml": "", "word/vbaProject.bin": ""}),
        "a Word file with macros",
    ),
    "deep": ("a.docx", samples.docx(f"{_W}{'<w:p>' * 9_000}{'</w:p>' * 9_000}{_END}"), "damaged"),
    "an odt that is none": ("a.odt", samples.archive({"a": "x"}), "no OpenDocument file"),
    "an odt with entities": ("a.odt", samples.odt("<!DOCTYPE x>"), "declares entities"),
    "a locked odt": (
        "a.odt",
        samples.archive({"content.xml": b"\x8f\x00\x12"}),
        "damaged, or locked",
    ),
    "an rtf that is none": ("a.rtf", b"hello", "no RTF: save it as .txt"),
    "an empty rtf": ("a.rtf", b"{\\rtf1}", "no article found in it"),
}


@pytest.mark.parametrize(("name", "data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(read: Read, name: str, data: bytes, message: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read(name, data)
    assert str(caught.value).startswith(f"{name}: {message}")
    assert "\n" not in str(caught.value)


def test_the_sum_of_many_files_is_bounded(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(zipped, "MAX_UNPACKED", 1_000)
    with pytest.raises(IntakeError, match=r"bytes unpacked, more than 1,000: save its text"):
        read("a.docx", samples.docx())


def test_an_odt(read: Read) -> None:
    body = (
        "<text:tracked-changes><text:p>struck out</text:p></text:tracked-changes>"
        "<text:h>Registry to quit</text:h><text:p>It<text:s/>rained <text:span>all</text:span> of"
        "<office:annotation><text:p>a comment</text:p></office:annotation> Monday.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Port</text:p></table:table-cell>"
        "<table:table-cell><text:p>Posts</text:p></table:table-cell></table:table-row>"
        "</table:table><text:list><text:list-item><text:p>An item.</text:p></text:list-item>"
        "</text:list>"
    )
    ((_, article),) = read("a.odt", samples.odt(body)).articles
    assert (
        article.text == "Registry to quit\n\nIt rained all of Monday.\n\nPort | Posts\n\nAn item."
    )
    assert article.details.model_dump(exclude_none=True) == {
        "title": "T",
        "meta": {"author": "Jane Roe", "created": "2024-06-17"},
    }


def test_an_rtf(read: Read) -> None:
    words = rb"{\b Head}\par \'cf\'f0\'e8\'e2\'e5\'f2, it rained\par\u8217?s all"
    data = b"{\\rtf1\\ansi\\ansicpg1251 " + words + b"}"
    ((_, article),) = read("a.rtf", data).articles
    assert article.text == "Head\n\nПривет, it rained\n\n’s all"

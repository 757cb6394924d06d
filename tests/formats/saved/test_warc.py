"""Web archives: an article a page, the rest counted, and damage said where it is."""

import gzip
import zlib
from pathlib import Path

import pytest

from annotations.errors import Cancelled, IntakeError
from annotations.formats import readers
from annotations.formats.saved import warc
from annotations.formats.saved.sandbox import Sandbox
from tests.formats.saved import samples
from tests.formats.saved.conftest import Read

PAGE = samples.page().encode()
UNDATED = samples.page(head="<title>x</title>").replace("Monday", "Tuesday").encode()
EMPTY = b"<html><body><script>draw()</script></body></html>"
RECORDS = [
    samples.record("warcinfo", b"software: x\r\n"),
    samples.answer("https://a.example/1", PAGE),
    samples.record("request", b"GET /1 HTTP/1.1\r\n\r\n"),
    samples.answer(
        "https://a.example/2", gzip.compress(UNDATED), "text/html\r\nContent-Encoding: gzip"
    ),
    samples.answer("https://a.example/3", b"<html>gone", status="404 Not Found"),
    samples.answer("https://a.example/4.png", b"\x89PNG", "image/png"),
    samples.record("revisit", b"HTTP/1.1 200 OK\r\n\r\n"),
    samples.answer("https://a.example/5", EMPTY),
]
WHOLE = b"".join(RECORDS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", WHOLE),
        ("a.warc.gz", b"".join(map(gzip.compress, RECORDS))),
        ("a.warc.gz", gzip.compress(WHOLE)),
    ],
)
def test_pages_become_articles_and_the_rest_is_counted(read: Read, name: str, data: bytes) -> None:
    incoming = read(name, data)
    (first, one), (second, two) = incoming.articles
    assert (first, second) == (f"{name} record 2", f"{name} record 4")
    assert one.details.url == "https://a.example/1"
    assert (one.details.published, two.details.published) == ("2024-06-17", None)
    assert two.details.meta["archived"] == "2024-06-18"
    assert "on Tuesday" in two.text
    assert incoming.remarks == [
        "1 pages left out: https://a.example/5: no article found in it",
        "1 undated",
        "1 pages with status 404 left out",
        "1 files of other kinds left out",
        "1 revisit records left out",
    ]


def test_a_label_of_the_server_counts(read: Read) -> None:
    words = ["Представитель министерства сообщил, что решение ещё не принято, но скоро объявят."]
    page = samples.page(words, "", "").encode("koi8-r")
    data = samples.answer("https://a.example/1", page, 'text/html; charset="koi8-r"')
    assert words[0] in read("a.warc", data).articles[0][1].text


def test_what_is_to_be_known_of_a_page_is_said(read: Read) -> None:
    little = samples.page(["Nothing was decided on Monday, they said."], head="<title>x</title>")
    packed = samples.answer("https://a.example/2", b"\x1b", "text/html\r\nContent-Encoding: br")
    incoming = read("a.warc", samples.answer("https://a.example/1", little.encode()) + packed)
    assert incoming.remarks == [
        (
            "https://a.example/1: little text: 12 words, “Home Sport Registry to quit Nothing was"
            " decided on Monday,…”"
        ),
        "1 undated",
        "1 pages packed by br, which is not read, left out",
    ]


def _answered(content: bytes) -> bytes:
    kind = "text/html\r\nContent-Encoding: gzip"
    return samples.answer("https://a.example/1", content, kind)


REFUSED = {
    "cut short": (WHOLE[: len(WHOLE) - 100], "record 8, byte "),
    "cut short and packed": (gzip.compress(WHOLE)[:-30], "record "),
    "too long a length": (
        samples.record("response", b"HTTP/1.1 200 OK\r\n\r\n", length=999),
        "record 1, byte 149: cut short",
    ),
    "too short a length": (
        samples.record("resource", b"abcdefgh", length=3) + WHOLE,
        "record 2, byte 134: no record where one should begin",
    ),
    "no length": (WHOLE.replace(b"Content-Length", b"Length"), "record 1, byte "),
    "no archive": (b"hello\n", "record 1, byte 6: no record where one should begin"),
    "nothing": (b"", "no web page with an article in it"),
    "no page": (RECORDS[4] + RECORDS[5], "no web page with an article in it (1 pages with status"),
    "headers without end": (
        gzip.compress(b"WARC/1.0\r\n" + b"x: y" * 3_000_000),
        "record 1, byte 1,000,010: its headers do not end",
    ),
    "many headers": (b"WARC/1.0\r\n" + b"x: y\r\n" * 300_000, "record 1, byte 1,000,0"),
    "a bomb in a page": (
        _answered(gzip.compress(bytes(60_000_000))),
        "no web page with an article",
    ),
    "another packing": (zlib.compress(WHOLE), "record 1, byte "),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(read: Read, data: bytes, message: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read("a.warc", data)
    separator = " " if message.startswith("record") else ": "
    assert str(caught.value).startswith(f"a.warc{separator}{message}")
    assert "\n" not in str(caught.value)


def test_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(warc, "MAX_UNPACKED", 5_000_000)
    bomb = samples.record("resource", bytes(6_000_000)) + WHOLE
    with pytest.raises(IntakeError, match="unpacks to more than an archive may have: split it"):
        read("a.warc.gz", gzip.compress(bomb))


def test_it_can_be_stopped_between_two_records(sandbox: Sandbox) -> None:
    heard = []

    def stop(done: int, total: int, /) -> None:
        heard.append(done <= total)
        if len(heard) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        warc.read(readers.Source(Path("a.warc"), WHOLE, None, sandbox, stop))
    assert heard == [True] * 3


def test_a_damaged_archive_is_read_or_refused(sandbox: Sandbox) -> None:
    read = refused = 0
    for place in range(0, len(WHOLE), 97):
        damaged = WHOLE[:place] + b"\xff9\n" + WHOLE[place + 5 :]
        try:
            warc.read(readers.Source(Path("a.warc"), damaged, None, sandbox))
            read += 1
        except IntakeError as error:
            assert str(error).startswith("a.warc")  # noqa: PT017 (it may be read as well)
            refused += 1
    assert read
    assert refused

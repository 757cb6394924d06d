"""WARC, what web archives and crawlers write, packed by gzip or not: an article for each page.

Reads: every answer with status 200 that is a web page, as `html` does; its address is that of the
record, and the day on which it was archived goes to meta as ``archived``; it is no date of
publication. What a person should know of single pages is said of the first few. Left out and
counted: answers that are no web page, other statuses, records of other kinds, and pages in which no
article is found. A file whose records do not follow each other as they should is refused as a
whole, at the byte where that shows.
"""

import gzip
import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.saved import html
from annotations.formats.saved.found import SAVE, article
from annotations.formats.saved.sandbox import lent

if TYPE_CHECKING:
    from annotations.formats.readers import Source
    from annotations.formats.saved.sandbox import Sandbox

MAX_UNPACKED = 5_000_000_000
"""How many bytes the records may come to, unpacked."""

MAX_HEADERS = 1_000_000
"""How many bytes the headers of one record may have."""

_CHUNK = 65_536
_NAMED = 5  # pages without an article, or of which there is something to be said, are named
_GZIP = b"\x1f\x8b"
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = regex.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", regex.IGNORECASE)
_DAY = regex.compile(r"\A\d{4}-\d\d-\d\d")


class Page(NamedTuple):
    """A web page out of an archive."""

    number: int
    """Which record it is, from 1."""
    url: str
    """Where it was fetched."""
    day: str | None
    """When, as ISO 8601."""
    label: str | None
    """The encoding that its server gave."""
    data: bytes
    """The page; longer than `html.MAX_BYTES` where it is too long."""


_PACKINGS = frozenset({"", "identity", "gzip", "deflate"})  # how a page may be packed


class Reading:
    """The bytes of an archive, unpacked as they are read, and no more of them than allowed."""

    def __init__(self, data: bytes) -> None:
        packed = data.startswith(_GZIP)
        self._file: Any = gzip.GzipFile(fileobj=BytesIO(data)) if packed else BytesIO(data)
        self._most = MAX_UNPACKED
        self.place = 0
        """How many bytes have been read."""

    def allow(self, more: int) -> None:
        """Allow so many bytes from here on."""
        self._most = min(MAX_UNPACKED, self.place + more)

    def read(self, size: int | None = None) -> bytes:
        """Read some bytes; raises IntakeError where they are more than allowed."""
        return self._told(self._file.read(min(_CHUNK, _CHUNK if size is None else size)))

    def readline(self, size: int | None = None) -> bytes:
        """Read a line, or as much of it; raises as `read`."""
        return self._told(self._file.readline(min(MAX_HEADERS, size or MAX_HEADERS)))

    def _told(self, data: bytes) -> bytes:
        self.place += len(data)
        if self.place > self._most:
            raise IntakeError(
                "unpacks to more than an archive may have: split it"
                if self.place > MAX_UNPACKED
                else "its headers do not end: damaged, or no WARC"
            )
        return data


def read(source: "Source") -> Incoming:
    """Read an archive.

    Raises:
        IntakeError: Damaged, too large unpacked, or without any page in which there is text.
    """
    incoming, left, without = Incoming(), Counter[str](), list[str]()
    doubts, undated = list[str](), 0
    with lent(source.sandbox) as sandbox:
        for page in _pages(source, left):
            try:
                taken, remarks = _article(page, source.name, sandbox)
            except IntakeError as error:
                reason = str(error).removeprefix(f"{_where(page, source.name)}: ")
                without.append(f"{page.url}: {reason.removesuffix(f': {SAVE}')}")
                continue
            incoming.articles.append(taken)
            undated += taken[1].details.published is None
            doubts += [f"{page.url}: {remark}" for remark in remarks]
    if without:
        incoming.remarks.append(f"{len(without):,} pages left out: {_few(without)}")
    if doubts:
        incoming.remarks.append(_few(doubts))
    if undated:
        incoming.remarks.append(f"{undated:,} undated")
    incoming.remarks += [f"{number:,} {what} left out" for what, number in left.items()]
    if not incoming.articles:
        told = f" ({'; '.join(incoming.remarks)})" if incoming.remarks else ""
        raise IntakeError(f"{source.name}: no web page with an article in it{told}")
    return incoming


def _few(told: list[str]) -> str:
    """The first few, and how many more."""
    more = [f"and {len(told) - _NAMED:,} more"] if len(told) > _NAMED else []
    return "; ".join([*told[:_NAMED], *more])


def _where(page: Page, name: str) -> str:
    """What to call a page in an error."""
    return f"{name} record {page.number}"


def _article(page: Page, name: str, sandbox: "Sandbox") -> tuple[tuple[str, Any], list[str]]:
    """The article of a page, where it stands, and what is to be known; raises if there is none."""
    where = _where(page, name)
    found = html.page_of(page.data, where, sandbox, label=page.label)
    archived = {"archived": page.day} if page.day else {}
    known = {"url": page.url, "meta": found.meta | archived}
    taken, remarks = article(found.model_copy(update=known), where)
    return (where, taken), remarks


def _pages(source: "Source", left: Counter[str]) -> Iterator[Page]:
    """The web pages of an archive; what else there is, is counted."""
    # It quotes addresses in what it logs, which would go to the terminal as they are.
    logging.getLogger("warcio.recordloader").disabled = True
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    reading, number = Reading(source.data), 0
    try:
        while line := _next_line(reading):
            number += 1
            source.progress(min(reading.place, len(source.data)), len(source.data) + 1)
            record = _record(reading, line)
            page = _page(record, number, left)
            _skip(record.raw_stream)
            if page is not None:
                yield page
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError):
        what = "no record where one should begin: damaged, or cut short before it"
        raise _broken(source, number, reading, what) from None
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise _broken(source, number, reading, "cut short or damaged: get it again") from None
    except IntakeError as error:
        raise _broken(source, number, reading, str(error)) from None


def _broken(source: "Source", number: int, reading: Reading, what: str) -> IntakeError:
    """That an archive is damaged, and where."""
    return IntakeError(f"{source.name} record {number}, byte {reading.place:,}: {what}")


def _next_line(reading: Reading) -> str:
    """The first line of the next record, behind the empty ones; empty at the end."""
    reading.allow(MAX_HEADERS)
    while line := reading.readline():
        if line.strip():
            return line.decode("latin-1").rstrip()
    return ""


def _record(reading: Reading, line: str) -> Any:
    """The record that begins with a line; its headers are read, its content is not."""
    from warcio.recordloader import ArcWarcRecordLoader

    if not line.startswith("WARC/"):
        raise ValueError(line)
    record = ArcWarcRecordLoader().parse_record_stream(reading, line, "warc")
    if not (record.rec_headers.get_header("Content-Length") or "").strip().isdecimal():
        raise ValueError(line)  # else the rest of the file would be its content
    reading.allow(MAX_UNPACKED)
    return record


def _page(record: Any, number: int, left: Counter[str]) -> Page | None:
    """The page in a record; None where there is none, which is counted."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type != "response" or record.http_headers is None:
        if record.rec_type in {"response", "revisit", "resource", "conversion"}:
            left[f"{record.rec_type} records"] += 1
        return None  # what tells of the crawl is no content
    kind, _, rest = (record.http_headers.get_header("Content-Type") or "").partition(";")
    if kind.strip().lower() not in _PAGES:
        left["files of other kinds"] += 1
        return None
    if (status := record.http_headers.get_statuscode()) != "200":
        left[f"pages with status {status[:3]}"] += 1
        return None
    packing = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    if packing not in _PACKINGS and packing.isalnum():
        left[f"pages packed by {packing[:20]}, which is not read,"] += 1
        return None
    label = _CHARSET.search(rest)
    date = _DAY.match(record.rec_headers.get_header("WARC-Date") or "")
    return Page(number, url, date and date[0], label and label[1], _content(record))


def _content(record: Any) -> bytes:
    """What a record holds, unpacked, up to a little more than a page may have."""
    stream, parts, size = record.content_stream(), [], 0
    while size <= html.MAX_BYTES and (part := stream.read(_CHUNK)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _skip(stream: Any) -> None:
    """Go to the end of a record.

    Raises:
        EOFError: The file ends before it.
    """
    while stream.read(_CHUNK):
        pass
    if getattr(stream, "limit", 0):
        raise EOFError

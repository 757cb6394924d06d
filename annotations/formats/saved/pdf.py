"""PDF: one article a file.

Reads: the text in the order in which the file draws it, by PDFium; lines are joined to paragraphs,
words that a hyphen parts at the end of a line are put together, running heads and page numbers are
left out and counted. Title, author and the day of the file come from the file's own description.
Loses: pictures, layout, and all that is a picture of text: such pages go through text recognition
(OCR) first. Columns that a file draws row by row are mixed.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.saved.found import Found, of_file, read_alone

if TYPE_CHECKING:
    from annotations.formats.readers import Source

MAX_PAGES = 500
"""How many pages a PDF may have."""

MAX_CHARACTERS = 10_000_000
"""How many characters its text may have."""

_WRONG_PASSWORD = 4  # PDFium's number for that
_DATE = regex.compile(r"\AD?:?(\d{4})(\d\d)(\d\d)")
_NO_TITLE = regex.compile(
    r"\A(?:Microsoft Word - .*|.*\.(?:docx?|indd|pdf|qxd|rtf)|untitled)\Z", regex.I
)
_DIGITS = regex.compile(r"\d{1,9}")
_NUMBER = regex.compile(
    r"[\p{Pd}\s]*(?:(?:page|p\.|seite|s\.|página|pagina|strona|стр\.)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|de|di|sur|z|из)\s*\d{1,4})?[\p{Pd}\s]*\Z",
    regex.IGNORECASE,
)
_FEW = 3  # lines that a head or a foot may have
_ENDS = regex.compile(r"[.!?…。！？:][\"'”’»)\]]*\Z")
_HYPHENS = "\x02\ufffe\xad"  # as PDFium gives a hyphen at the end of a line
_PARTED = regex.compile(rf"(\p{{L}}+)[{_HYPHENS}]\s*(\p{{L}}+)")


class Line(NamedTuple):
    """A line on a page; places are points from the lower left corner."""

    text: str
    """What it says."""
    left: float
    """Where it begins."""
    right: float
    """Where it ends."""
    bottom: float
    """Its lower edge."""
    top: float
    """Its upper edge."""

    @property
    def height(self) -> float:
        """How high its letters are."""
        return max(1.0, self.top - self.bottom)


def read(source: "Source") -> Incoming:
    """Read a PDF.

    Raises:
        IntakeError: Damaged, encrypted, too long, or without text.
    """
    return read_alone(source, "pdf")


# -- in the sandbox --------------------------------------------------------------------------------


def find(data: bytes) -> Found:
    """Find the article in a PDF; runs in the sandbox.

    Raises:
        IntakeError: Damaged, encrypted, too long, or without text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD:
            raise IntakeError(
                "locked with a password: save a copy without one, or its text as a .txt file"
            ) from None
        raise IntakeError("damaged, or no PDF: save it again") from None
    if len(document) > MAX_PAGES:
        raise IntakeError(
            f"{len(document):,} pages, more than the {MAX_PAGES:,} that a PDF may have: split it"
        )
    pages = _pages(document)
    if not any(pages):
        raise IntakeError("no text in it: run OCR first")
    kept = without_running(pages)
    details = _details(document)
    remarks = [*details.pop("remarks", ()), *_remarks(pages, kept)]
    return Found(text=joined(kept), remarks=tuple(remarks), **details)


def _remarks(pages: Sequence[Sequence[Line]], kept: Sequence[Sequence[Line]]) -> Iterator[str]:
    """What a person should know of how the lines were taken."""
    if dropped := sum(map(len, pages)) - sum(map(len, kept)):
        yield f"{dropped:,} running {'line' if dropped == 1 else 'lines'} left out"


def _pages(document: Any) -> list[list[Line]]:
    """The lines of each page."""
    pages, left = [], MAX_CHARACTERS
    for page in document:
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise IntakeError(f"more than {MAX_CHARACTERS:,} characters of text: split it")
        pages.append([*_lines(text)])
        text.close()
        page.close()
    return pages


def _lines(page: Any) -> Iterator[Line]:
    """The lines of one page, as PDFium parts them."""
    from pypdfium2 import raw

    places: list[int] = []
    spoken: list[str] = []
    for place in range(page.count_chars() + 1):
        more = place < page.count_chars()
        letter = chr(raw.FPDFText_GetUnicode(page, place) or 0xFFFD) if more else "\n"
        if letter not in "\r\n":
            spoken.append(letter)
            places.append(place)
            if letter not in _HYPHENS:
                continue
            # Behind a parted word it goes on without the end of a line.
        if places and (text := "".join(spoken)).strip(" \xa0\ufffd"):
            first = next(n for n, letter in enumerate(spoken) if not letter.isspace())
            last = max(n for n, letter in enumerate(spoken) if letter not in f" \xa0{_HYPHENS}")
            left, bottom, _, top = page.get_charbox(places[first], loose=True)
            right = page.get_charbox(places[last], loose=True)[2]
            yield Line(text.strip(" \xa0"), left, right, bottom, top)
        places, spoken = [], []


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without what stands apart at the top or bottom of most: heads, feet, page numbers.

    Where one stands first it stays, as it may be the title, unless it has the page's number.
    """
    seen: dict[str, list[tuple[int, Line]]] = {}
    for number, page in enumerate(pages):
        for line in _edges(page):
            seen.setdefault(_pattern(line), []).append((number, line))
    most = max(min(3, len(pages)), len(pages) // 2, 2)
    left_out: set[tuple[int, Line]] = set()
    for there in seen.values():
        if len({number for number, _ in there}) >= most:
            left_out.update(there if _is_numbered(there) else there[1:])
        left_out.update(one for one in there if _NUMBER.match(one[1].text))
    return [
        [line for line in page if (number, line) not in left_out]
        for number, page in enumerate(pages)
    ]


def _edges(page: Sequence[Line]) -> list[Line]:
    """The few lines at the top and the bottom of a page that stand apart from all others."""
    down = sorted(page, key=lambda line: -line.top)
    up = sorted(page, key=lambda line: line.bottom)
    return [*_apart(down), *_apart(up)]


def _apart(lines: Sequence[Line]) -> list[Line]:
    """The first lines, from an edge of the page, if there are few up to a gap."""
    for count, (one, other) in enumerate(pairwise(lines[: _FEW + 1]), 1):
        gap = max(other.bottom - one.top, one.bottom - other.top)
        if gap > max(one.height, other.height):
            return [*lines[:count]]
    return []


def _is_numbered(there: Sequence[tuple[int, Line]]) -> bool:
    """Whether one of the numbers in a running line goes up with the pages."""
    rows = [[int(told) - page for told in _DIGITS.findall(line.text)] for page, line in there]
    return any(len({*numbers}) == 1 for numbers in zip(*rows, strict=False))


def _pattern(line: Line) -> str:
    """A line with its numbers left open."""
    return _DIGITS.sub("0", line.text)


def joined(pages: Sequence[Sequence[Line]]) -> str:
    """The text of all pages, lines joined to paragraphs."""
    lines = [(number, line) for number, page in enumerate(pages) for line in page]
    parts = [line.text for _, line in islice(lines, 1)]
    for (page, before), (next_page, line) in pairwise(lines):
        parted = before.text.endswith(tuple(_HYPHENS))
        new = _is_new(before, line, moved=page != next_page)
        parts += ["" if parted else "\n\n" if new else " ", line.text]
    return _whole("".join(parts))


def _is_new(before: Line, line: Line, *, moved: bool) -> bool:
    """Whether a line begins a paragraph; it may have moved to the next page."""
    if not 0.85 < line.height / before.height < 1.18:
        return True
    ended = _ENDS.search(before.text) is not None
    if moved or line.top > before.top + before.height / 2:  # the next page, or column
        return ended
    if before.bottom - line.top > 0.6 * line.height:
        return True
    indented = line.left - before.left > 0.8 * line.height
    short = line.right - before.right > 3 * line.height
    return ended and (indented or short)


def _whole(text: str) -> str:
    """Words that a hyphen parts at the end of a line, put together.

    The hyphen stays where the same two stand with one in the middle of a line.
    """

    def together(parted: regex.Match[str]) -> str:
        compound = f"{parted[1]}-{parted[2]}"
        return compound if compound in text else parted[1] + parted[2]

    return regex.sub(f"[{_HYPHENS}]", "", _PARTED.sub(together, text))


def _details(document: Any) -> dict[str, Any]:
    """What the file's own description says."""
    told = document.get_metadata_dict(skip_empty=True)
    title = told.get("Title", "").strip()
    details: dict[str, Any] = {"author": told.get("Author")}
    if title and not _NO_TITLE.match(title):
        details["title"] = title
    if date := _DATE.match(told.get("CreationDate", "")):
        details |= of_file("-".join(date.groups()))
    return details

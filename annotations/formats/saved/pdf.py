"""PDF: one article a file.

Reads: the text in the order in which the file draws it, by PDFium; lines are joined to paragraphs,
words that a hyphen parts at the end of a line are put together, running heads and page numbers are
left out. Title, author and date come from the file's own description. Loses: pictures, layout, and
all that is a picture of text: such pages go through text recognition (OCR) first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.saved.found import Found, read_alone

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
_DIGITS = regex.compile(r"\d+")
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
    return Found(text=joined(without_running(pages)), **_details(document))


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
    """Pages without what is at the top or the bottom of most: heads, feet and page numbers.

    Where one stands first it stays: it may be the title.
    """
    seen = Counter(edge for page in pages for edge in {*map(_pattern, _edges(page))})
    most = max(3, len(pages) // 2)
    running = {pattern for pattern, number in seen.items() if number >= most}
    kept: list[list[Line]] = []
    told: set[str] = set()
    for page in pages:
        edges = _edges(page)
        kept.append([])
        for line in page:
            pattern = _pattern(line)
            again = pattern in running and (pattern in told or pattern != line.text)
            if line not in edges or not (again or line.text.isdecimal()):
                kept[-1].append(line)
            told.add(pattern)
    return kept


def _edges(page: Sequence[Line]) -> list[Line]:
    """The first two and the last two lines of a page, as it lies there."""
    down = sorted(page, key=lambda line: -line.top)
    return [*down[:2], *down[-2:]]


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
        details["published"] = "-".join(date.groups())
        details["remarks"] = (f"dated {details['published']} as the file is",)
    return details

"""PDF: lines become paragraphs, details are found, and what cannot be read is refused."""

import pytest

from annotations.errors import IntakeError
from annotations.formats.saved import pdf
from annotations.formats.saved.sandbox import Sandbox
from tests.formats.saved import samples
from tests.formats.saved.conftest import Read

LEFT = [
    "The registry said on Monday that ten posts would",
    "leave the port, an official told reporters. The min-",
    "ister denied it.",
    "   Nobody else knew of the cease-fire, or of a cease-",
    "fire that would come.",
]
RIGHT = ["It was said in the capital that forty", "more posts would go."]
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}


def newspaper() -> bytes:
    """A page of two columns with a headline, and two more with the same head and a number."""
    first = [(50.0, 740.0, 22.0, "Registry to quit"), *samples.column(50, 700, LEFT[:3])]
    first += [(62.0, 664.0, 10.0, LEFT[3].strip()), (50.0, 652.0, 10.0, LEFT[4])]
    first += samples.column(320, 700, RIGHT)
    more = [
        [
            (50.0, 780.0, 8.0, f"The Observer, page {n}"),
            (50.0, 700.0, 10.0, f"Part {NUMBERS[n]} of it all."),
        ]
        for n in (2, 3, 4, 5)
    ]
    more = [[*page, (300.0, 20.0, 8.0, str(n))] for n, page in enumerate(more, 2)]
    details = {
        "Title": "Registry to quit",
        "Author": "Jane Roe",
        "CreationDate": "D:20240617101500Z",
    }
    return samples.pdf([first, *more], details)


def test_lines_are_joined_to_paragraphs(read: Read) -> None:
    incoming = read("a.pdf", newspaper())
    ((_, article),) = incoming.articles
    assert article.text.split("\n\n") == [
        "Registry to quit",
        (
            "The registry said on Monday that ten posts would leave the port, an official told"
            " reporters. The minister denied it."
        ),
        "Nobody else knew of the cease-fire, or of a cease-fire that would come.",
        "It was said in the capital that forty more posts would go.",
        *(f"Part {NUMBERS[n]} of it all." for n in (2, 3, 4, 5)),
    ]
    assert article.details.model_dump(exclude_none=True) == {
        "title": "Registry to quit",
        "meta": {"author": "Jane Roe", "created": "2024-06-17"},
    }
    assert incoming.remarks[0] == "undated; the file is of 2024-06-17"


@pytest.mark.parametrize("title", ["Microsoft Word - draft.doc", "scan.pdf", "Untitled", ""])
def test_a_title_that_is_none_is_the_first_line(read: Read, title: str) -> None:
    data = samples.pdf([[(50, 700, 10, "Five words are an article.")]], {"Title": title})
    assert read("a", data).articles[0][1].details.title == "Five words are an article."


def _body(page: int) -> list[samples.Piece]:
    lines = [f"Words of {NUMBERS[page]} that fill line {NUMBERS[n]}" for n in (2, 3, 4, 5)]
    return samples.column(50, 700, lines)


def test_what_differs_only_by_its_number_stays_where_it_is_no_head(read: Read) -> None:
    pages = [
        samples.column(50, 700, [f"Witness {n}", "saw it all", f"{2017 + n} {n * n * 77}"])
        for n in (2, 3, 4, 5)
    ]
    incoming = read("a.pdf", samples.pdf(pages))
    text = incoming.articles[0][1].text
    for n in (2, 3, 4, 5):
        assert f"Witness {n}" in text
        assert f"{2017 + n} {n * n * 77}" in text
    assert not any("running" in remark for remark in incoming.remarks)


def test_a_head_stays_once_and_what_is_left_out_is_counted(read: Read) -> None:
    head, foot = (50.0, 780.0, 8.0, "The Observer"), "Page {} of 3"
    pages = [[head, *_body(n), (300.0, 20.0, 8.0, foot.format(n - 1))] for n in (2, 3, 4)]
    incoming = read("a.pdf", samples.pdf(pages))
    assert incoming.articles[0][1].text.count("The Observer") == 1
    assert "Page" not in incoming.articles[0][1].text
    assert "5 running lines left out" in incoming.remarks


def test_two_pages_have_running_lines_too(read: Read) -> None:
    pages = [[(50.0, 780.0, 8.0, "The Observer"), *_body(n)] for n in (2, 3)]
    numbered = [[*page, (300.0, 20.0, 8.0, f"Page {n}")] for n, page in enumerate(pages, 1)]
    text = read("a.pdf", samples.pdf(numbered)).articles[0][1].text
    assert (text.count("The Observer"), "Page" in text) == (1, False)


def _kids(kids: str, count: int = 1) -> bytes:
    return samples.assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
            4: b"<<>>",
        }
    )


_LOCKED = f"/Encrypt <</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'11' * 32}>/P -4>>/ID[<00><00>]"
REFUSED = {
    "damaged": (b"%PDF-1.7\nrubbish", "damaged, or no PDF: save it again"),
    "no text": (samples.pdf([[]]), "no text in it: run OCR first"),
    "locked": (
        samples.pdf([[(0, 0, 9, "x")]], extra=_LOCKED),
        "locked with a password: save a copy",
    ),
    "too many pages": (
        samples.pdf([[]] * (pdf.MAX_PAGES + 1)),
        "501 pages, more than the 500 that",
    ),
    "a tree without end": (_kids("2 0 R 2 0 R", 400), "damaged"),
    "pages that are not there": (_kids("99 0 R"), "damaged"),
    "a bomb": (samples.pdf([[]], stream=samples.bomb(100_000_000)), ""),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(read: Read, data: bytes, message: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read("a.pdf", data)
    assert str(caught.value).startswith(f"a.pdf: {message}")
    assert "\n" not in str(caught.value)


def test_a_damaged_pdf_is_read_or_refused(sandbox: Sandbox) -> None:
    whole, read = newspaper(), 0
    for place in range(40, len(whole), len(whole) // 60):
        damaged = whole[:place] + b"9>" + whole[place + 7 :]
        try:
            read += bool(sandbox.ask("pdf", damaged)["text"])
        except IntakeError as error:
            assert "\n" not in str(error)  # noqa: PT017 (it may be read as well)
    assert read > 20

"""Saved web pages: one article a page.

Reads: the article's text without navigation, comments and advertisements, by trafilatura; title,
outlet, author, date, address and language, as far as the page says them. The day of a change is no
date of publication: it goes to meta as ``modified``, where there is no other. Nothing is fetched,
and no script runs: what a page shows by script only is not there. Loses: pictures, links, layout.
"""

import html
from typing import TYPE_CHECKING, Any

import regex

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.saved.found import Found, alone
from annotations.formats.saved.sandbox import lent
from annotations.text import encodings, intake

if TYPE_CHECKING:
    from annotations.formats.readers import Source
    from annotations.formats.saved.sandbox import Sandbox

MAX_BYTES = 5_000_000
"""The largest page that is taken in, in bytes."""

_DEEPEST = 250  # elements in each other: the parser drops what lies deeper
_BEGINNING = 4_096  # bytes in which a page says what encoding it is in
_BEGINS = regex.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<!--.{0,1000}?-->|<\?xml[^>]{0,200}>)*+<(?:!doctype\s+html|html|head)\b",
    regex.IGNORECASE | regex.DOTALL,
)
_CHARSET = regex.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", regex.IGNORECASE
)
_REFERENCE = regex.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))(?![0-9a-fA-F]);?")
_CONTROL = regex.compile(r"[^\P{Cc}\n\r\t\f\x85]|[\ud800-\udfff\ufffe\uffff]")
_TAG = regex.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*(?<!/)>")
_LIST = regex.compile(r"\n+(?=[-|])")


def looks_so(data: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return _BEGINS.match(data[:_BEGINNING]) is not None


def read(source: "Source") -> Incoming:
    """Read a saved page.

    Raises:
        IntakeError: Too large, no text, or no page that can be read.
    """
    with lent(source.sandbox) as sandbox:
        page = page_of(source.data, source.name, sandbox, source.encoding)
    return alone(page, source.name)


def page_of(
    data: bytes,
    where: str,
    sandbox: "Sandbox",
    encoding: str | None = None,
    label: str | None = None,
) -> Found:
    """What is found in a page.

    Args:
        data: The page.
        where: What to call it in an error.
        sandbox: Where it is read.
        encoding: What a person says that it is in.
        label: What came with it says so, such as a header.

    Raises:
        IntakeError: Too large, or no page that can be read.
    """
    text, guessed = decoded(data, where, encoding, label)
    try:
        found = Found(**sandbox.ask("html", text.encode()))
    except IntakeError as error:
        raise IntakeError(f"{where}: {error}") from None
    return found.model_copy(update={"remarks": (*found.remarks, *guessed)})


def decoded(
    data: bytes, where: str, encoding: str | None, label: str | None
) -> tuple[str, tuple[str, ...]]:
    """The text of a page, without what would harm its parser; and that its encoding is a guess.

    Args:
        data: The page.
        where: What to call it in an error.
        encoding: What a person says that it is in.
        label: What came with it says so, such as a header.

    Raises:
        IntakeError: Too large, or no text.
    """
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"{where}: {len(data):,} bytes, more than the {MAX_BYTES:,} that a web page may have:"
            " save its text as a .txt file"
        )
    got = _decoded(data, where, encoding, label)
    guessed = (f"not UTF-8; read as {got.guess}",) if got.guess else ()
    return _harmless(got.text), guessed


def _decoded(data: bytes, where: str, encoding: str | None, label: str | None) -> intake.Decoded:
    """A page's text: as it is marked, else UTF-8, else as it says, else as it seems."""
    if encoding is not None:
        return intake.decode(data, where, encoding)
    if looks_so(data):  # so that it is not in UTF-16, and browsers leave them out
        data = data.replace(b"\0", b"")
    said = _CHARSET.search(data[:_BEGINNING])
    for name in (label, said[1].decode("ascii") if said else None):
        codec = encodings.of_label(name) if name else None
        if codec and codec != "utf-8" and not _is_marked_or_utf8(data):
            try:
                return intake.Decoded(data.decode(codec), None)
            except UnicodeDecodeError:
                continue  # it is in something else
    return intake.decode(data, where)


def _is_marked_or_utf8(data: bytes) -> bool:
    """Whether a page is in Unicode whatever it says: saved again, and the old name left in it."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x1b$" in data:  # ISO-2022-JP, which is all ASCII
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not data.isascii()


def _harmless(page: str) -> str:
    """A page without controls, as characters or as references: one makes the parser give up."""

    def spelt(reference: regex.Match[str]) -> str:
        number = int(reference[1], 16) if reference[1] else int(reference[2])
        if 0x80 <= number <= 0x9F:  # meant as windows-1252, and read so by browsers
            return html.unescape(f"&#{number};")
        return reference[0] if _is_fine(number) else ""

    return _CONTROL.sub("", _REFERENCE.sub(spelt, page))


def _is_fine(number: int) -> bool:
    """Whether a codepoint may stand in a text."""
    return number in (9, 10, 13) or (
        0x20 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF and number & 0xFFFE != 0xFFFE
    )


# -- in the sandbox --------------------------------------------------------------------------------


def find(data: bytes) -> Found:
    """Find the article in a page; runs in the sandbox.

    Args:
        data: The page, in UTF-8.

    Raises:
        IntakeError: It is nested too deeply.
    """
    from lxml import html as lxml_html
    from trafilatura import bare_extraction, html2txt
    from trafilatura.settings import use_config

    from annotations.formats.saved import stated

    page = data.decode()
    if not page.strip():
        return Found()
    if (deep := _depth(page)) > _DEEPEST:
        raise IntakeError(
            f"elements nested {deep:,} deep, more than {_DEEPEST:,}: save its text as a .txt file"
        )
    tree = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    config = use_config()
    # Dates that stand somewhere in the text are dates of something else.
    config["DEFAULT"]["EXTENSIVE_DATE_SEARCH"] = "off"
    told, changed = stated.without_misleading(page)
    got = bare_extraction(told, include_comments=False, with_metadata=True, config=config)
    known: dict[str, Any] = got if isinstance(got, dict) else got.as_dict() if got else {}
    shown = None if known.get("text") else " ".join(html2txt(page).split())[:500]
    return Found(
        text=_LIST.sub("\n", (known.get("text") or "").replace("\n", "\n\n")),
        title=known.get("title"),
        outlet=known.get("sitename") or known.get("hostname"),
        author=stated.author(tree) or known.get("author"),
        published=known.get("date"),
        url=stated.address(tree, page) or known.get("url"),
        language=stated.language(tree),
        shown=shown,
        **(_undated(changed) if changed and not known.get("date") else {}),
    )


def _undated(changed: str) -> dict[str, Any]:
    """What is known of when a page was published that says only when it was changed."""
    return {"meta": {"modified": changed}, "remarks": (f"undated; changed {changed}",)}


def _depth(page: str) -> int:
    """How deep elements lie in each other at most, as far as their tags tell."""
    deepest = depth = 0
    for tag in _TAG.finditer(page):
        if tag[2].lower() in _EMPTY:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


_EMPTY = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    # What browsers close by themselves, and many pages leave open.
    *("source", "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "option"),
}

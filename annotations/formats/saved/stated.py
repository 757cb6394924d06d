"""What a web page states of itself: its address, author, language, and when it was changed.

Runs in the sandbox. What trafilatura finds of it goes behind that: it takes the base of a page's
links for its address, the day of a change for that of publication, and dots out of names.
"""

import json
from collections.abc import Iterator
from typing import Any

import regex

_SAVED_FROM = regex.compile(
    r"<!--\s*(?:saved from url=\(\d{1,5}\)|[^<>]{0,100}?\burl:\s*)(https?://[^\s<>\"]{1,2000})"
)
_BASE = regex.compile(r"<base\b[^<>]*>", regex.IGNORECASE)
_CHANGED = regex.compile(
    r"<meta\b[^<>]*?(?:name|property|itemprop|http-equiv)\s*=\s*[\"']?"
    r"[\w.:-]{0,40}?(?:modif|moddate|updated_time|revision_date)[^<>]*>",
    regex.IGNORECASE,
)
_DAY = regex.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_DEEPEST = 20  # in what a page says in JSON
_ADDRESSES = (
    "//link[@rel='canonical']/@href",
    "//meta[@property='og:url']/@content",
)


def without_misleading(page: str) -> tuple[str, str | None]:
    """A page without the base of its links and without days of changes; and the last such day."""
    changed = [day for tag in _CHANGED.findall(page) for day in _DAY.findall(tag)]
    return _CHANGED.sub("", _BASE.sub("", page)), max(changed, default=None)


def address(tree: Any, page: str) -> str | None:
    """Where a page came from, as it says of itself, or as the browser noted that saved it."""
    said = [str(one).strip() for query in _ADDRESSES for one in tree.xpath(query)]
    for one in (*said, *_of_article(tree)):
        if one.startswith(("http://", "https://")):
            return one
    saved = _SAVED_FROM.search(page[:20_000])
    return saved[1] if saved else None


def author(tree: Any) -> str | None:
    """Who wrote a page, as it writes the names."""
    said = (str(one).strip() for one in tree.xpath("//meta[@name='author']/@content"))
    names = dict.fromkeys(one for one in said if one and "://" not in one)
    return "; ".join(names) or None


def language(tree: Any) -> str | None:
    """The language that a page says it is in."""
    for said in tree.xpath("/html/@lang | //meta[@property='og:locale']/@content"):
        if tag := regex.match(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*+\Z", str(said).strip()):
            return tag[0].replace("_", "-")
    return None


def _of_article(tree: Any) -> Iterator[str]:
    """The addresses that JSON-LD gives for the article in a page."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            told = json.loads(str(script))
        except (ValueError, RecursionError):  # pages are full of such
            continue
        for thing in _things(told):
            if "Article" in str(thing.get("@type")) or "Report" in str(thing.get("@type")):
                page = thing.get("mainEntityOfPage")
                of_page = page.get("@id") if isinstance(page, dict) else page
                yield from (one for one in (of_page, thing.get("url")) if isinstance(one, str))


def _things(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects in JSON-LD, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(told, dict):
        yield told
    inner = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for one in inner:
        yield from _things(one, depth + 1)

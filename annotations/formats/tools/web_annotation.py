"""W3C Web Annotation (Recommendation of 2017), as JSON-LD: one collection of annotations.

Offsets of a ``TextPositionSelector`` are codepoints, half-open, as the Recommendation has it
(4.2.5). Writes, in pure ASCII: for each article one annotation with the motivation *describing*,
whose body is the text and whose target is the article with its title, outlet, date, address and
language in Dublin Core terms; for each span one with the motivation *tagging*, by position and by
quotation; for each attribution and each judged link one with the motivation *linking*, from the
claim to its source and from the left end to the right one, with what was said as a body whose
purpose is *classifying*. A note is a body whose purpose is *commenting*.

Cannot hold: pairs that nobody has judged, what else a file said about an article (``meta``), who
proposed a span, scores and reasons of links, and times that are none.

Reads its own files and others'; see `annotations.formats.tools.web_annotation_reading`.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import regex

from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece
from annotations.model import Attribution, Document, Link, Span, Verdict

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The vocabulary of the Recommendation."""

NAMESPACE = "urn:diptych:"
"""What everything here is named under: then its kind, and its identifier, percent-encoded."""

TERMS = {
    "title": "dcterms:title",
    "outlet": "dcterms:publisher",
    "published": "dcterms:issued",
    "url": "dcterms:source",
    "language": "dcterms:language",
}
"""What is known of an article, in the terms of Dublin Core."""

AROUND = 32
"""How many characters before and after a span stand with it."""

_COLLECTION = f"{NAMESPACE}annotations"
_PAGE = f"{_COLLECTION}:1"
_TIME = regex.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


def iri(kind: str, identifier: str) -> str:
    """The name of something: its kind and its identifier, in a form that all take."""
    return f"{NAMESPACE}{kind}:{quote(identifier, safe='')}"


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """Write one file, an annotation a line."""
    head = {
        "@context": CONTEXT,
        "id": _COLLECTION,
        "type": "AnnotationCollection",
        "label": "diptych",
        "last": _PAGE,
    }
    page = {"id": _PAGE, "type": "AnnotationPage", "partOf": _COLLECTION, "startIndex": 0}
    yield _piece(f'{_dump(head)[:-1]},"first":{_dump(page)[:-1]},"items":[')
    total = 0
    for total, item in enumerate(_items(outgoing, left), 1):
        yield _piece(f"{',' if total > 1 else ''}\n{_dump(item)}")
    yield _piece(f'\n]}},"total":{total}}}\n')


def _piece(text: str) -> Piece:
    return Piece("", text.encode())


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _items(outgoing: Outgoing, left: Left) -> Iterator[dict[str, Any]]:
    """The annotations, those of each article together, links last."""
    for article in outgoing.articles:
        yield _text(article.document)
        left["detail: there is no place for what else a file said (`meta`)"] += len(
            article.document.meta
        )
        for span in article.spans:
            yield _span(article, span, left)
        for tie in article.attributions:
            yield _attribution(tie)
    for link in outgoing.links():
        if link.verdict is None:
            left["link: not judged by anybody"] += 1
        else:
            yield _link(link, link.verdict, left)


def _text(document: Document) -> dict[str, Any]:
    """The annotation that brings an article's text."""
    known = {term: getattr(document, key) for key, term in TERMS.items()}
    return {
        "id": iri("text", document.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "id": iri("sha256", document.text_sha256),
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": document.text,
        },
        "target": {
            "id": iri("article", document.id),
            "type": "Text",
            "format": "text/plain",
            **{term: value for term, value in known.items() if value is not None},
        },
    }


def _span(article: OutgoingArticle, span: Span, left: Left) -> dict[str, Any]:
    text = article.document.text
    return {
        "id": iri("span", span.id),
        "type": "Annotation",
        "motivation": "tagging",
        **_made(span.annotator, span.created, left),
        "body": [_said("tagging", span.label), *_note(span.note)],
        "target": {
            "type": "SpecificResource",
            "source": iri("article", article.document.id),
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - AROUND) : span.start],
                    "suffix": text[span.end : span.end + AROUND],
                },
            ],
        },
    }


def _attribution(tie: Attribution) -> dict[str, Any]:
    return {
        "id": iri("attribution", tie.id),
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"type": "Person", "name": tie.annotator},
        "body": [iri("span", tie.source), _said("classifying", tie.label)],
        "target": iri("span", tie.claim),
    }


def _link(link: Link, verdict: Verdict, left: Left) -> dict[str, Any]:
    return {
        "id": iri("link", link.id),
        "type": "Annotation",
        "motivation": "linking",
        **_made(verdict.annotator, verdict.decided, left),
        "body": [
            iri("span", link.right.id),
            _said("classifying", verdict.kind),
            *_note(verdict.note),
        ],
        "target": iri("span", link.left.id),
    }


def _made(annotator: str, time: str, left: Left) -> dict[str, Any]:
    """Who made it, and when, where that is a time as the Recommendation has them."""
    creator = {"creator": {"type": "Person", "name": annotator}}
    if _TIME.fullmatch(time):
        return {**creator, "created": time}
    left["time: only times in UTC can stand there"] += 1
    return creator


def _said(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _note(note: str | None) -> list[dict[str, Any]]:
    return [] if note is None else [_said("commenting", note)]

"""JSONL of doccano, for sequence labelling with and without relations.

Offsets are UTF-16 code units, as JavaScript counts: an emoji is two. (A doccano project may be set
to count grapheme clusters instead; the file does not say so, and such offsets would be misread.)

Written is the form with relations, ``{"text", "entities": [{"id", "start_offset", "end_offset",
"label"}], "relations": [{"id", "from_id", "to_id", "type"}]}``; whatever else is known of the
article goes along as doccano's meta data. Read are that form and ``{"text", "label": [[0, 5,
"ORG"]]}``, in lines or as one array.

What it does not hold: who made what, when, and their remarks; links.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from pydantic import ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import (
    Incoming,
    IncomingArticle,
    IncomingRelation,
    IncomingSpan,
)
from annotations.formats.offsets import Utf16
from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece, leave_links
from annotations.formats.readers import Source
from annotations.formats.tools import json_lines
from annotations.model import complaint

_SPANS = ("entities", "label", "labels")
"""Where spans are, in one version of doccano or another."""

# -- writing -------------------------------------------------------------------------------------


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """One line an article."""
    numbers = count(1)
    for article in outgoing.articles:
        if notes := sum(1 for span in article.spans if span.note):
            left["note: doccano has no place for remarks on spans"] += notes
        yield Piece("", json_lines.compact(_line(article, numbers)) + b"\n")
    leave_links(outgoing, left, "doccano ties nothing across texts")


def _line(article: OutgoingArticle, numbers: Iterator[int]) -> dict[str, Any]:
    units = Utf16(article.document.text)
    named = {span.id: next(numbers) for span in article.spans}
    return {
        "text": article.document.text,
        "entities": [
            {
                "id": named[span.id],
                "label": span.label,
                "start_offset": units.units(span.start),
                "end_offset": units.units(span.end),
            }
            for span in article.spans
        ],
        "relations": [
            {
                "id": next(numbers),
                "from_id": named[one.claim],
                "to_id": named[one.source],
                "type": one.label,
            }
            for one in article.attributions
        ],
        **json_lines.about(article.document),
    }


# -- reading -------------------------------------------------------------------------------------


def looks_so(source: Source) -> bool:
    """Whether the first object has doccano's keys, and neither ours nor Prodigy's."""
    line = json_lines.first(source.data)
    if line is None or not isinstance(line.get("text"), str) or {"schema", "spans"} & {*line}:
        return False
    given = next((line[key] for key in _SPANS if key in line), None)
    return isinstance(given, list) and all(map(_is_span, given))


def _is_span(one: Any) -> bool:
    if isinstance(one, dict):
        return {"start_offset", "end_offset", "label"} <= {*one}
    return isinstance(one, list) and len(one) == 3 and [*map(type, one)] == [int, int, str]


def read(source: Source) -> Incoming:
    """Read all lines; the first bad one refuses the file.

    Raises:
        IntakeError: What is wrong, and where.
    """
    incoming, plain = Incoming(), True
    for place, line in json_lines.objects(source.data, source.name):
        placing = json_lines.Placing(line.get("text"), place)
        plain = plain and placing.is_plain
        try:
            incoming.articles.append((place, _article(line, placing, place)))
        except ValidationError as error:
            raise IntakeError(f"{place}: {complaint(error)}") from None
    if not incoming.articles:
        raise IntakeError(f"{source.name}: empty: there is nothing to import")
    if not plain:
        incoming.remarks.append(
            "offsets read as UTF-16 units: doccano counts so, unless a project is set to count"
            " grapheme clusters"
        )
    return incoming


def _article(line: Mapping[str, Any], placing: json_lines.Placing, place: str) -> IncomingArticle:
    key = next((key for key in _SPANS if key in line), "entities")
    named, spans = _spans(line.get(key), key, placing, place)
    known = {name: value for name, value in line.items() if name not in ("text", key, "relations")}
    return IncomingArticle(
        id=known.get(json_lines.OWN),
        details=json_lines.details(known, placing.text),
        text=placing.text,
        spans=tuple(spans),
        relations=tuple(_relations(line.get("relations"), named, place)),
    )


def _spans(
    given: Any, key: str, placing: json_lines.Placing, place: str
) -> tuple[dict[int, str], list[IncomingSpan]]:
    """The spans, and what each is called here by the number it has there."""
    named: dict[int, str] = {}
    spans = []
    for number, one in enumerate(_listed(given, key, place)):
        name = f"{key}[{number}]"
        if not _is_span(one):
            raise IntakeError(
                f"{place}: {name}: no span: give [start, end, label], or an object with"
                " start_offset, end_offset and label"
            )
        start, end, label = (
            one if isinstance(one, list) else (one["start_offset"], one["end_offset"], one["label"])
        )
        identifier = json_lines.fresh()
        spans.append(placing.span(name, start, end, id=identifier, label=label))
        if isinstance(one, dict) and type(one.get("id")) is int:
            if one["id"] in named:
                raise IntakeError(f"{place}: {name}: the id {one['id']} comes twice")
            named[one["id"]] = identifier
    return named, spans


def _relations(given: Any, named: Mapping[int, str], place: str) -> Iterator[IncomingRelation]:
    for number, one in enumerate(_listed(given, "relations", place)):
        where = f"{place}: relations[{number}]"
        if not isinstance(one, dict) or not {"from_id", "to_id"} <= {*one}:
            raise IntakeError(f"{where}: no relation: give an object with from_id, to_id and type")
        ends = [one["from_id"], one["to_id"]]
        for end in ends:
            if type(end) is not int or end not in named:
                raise IntakeError(f"{where}: no entity {str(end)[:60]} in this text")
        head, child = (named[end] for end in ends)
        yield IncomingRelation(head=head, child=child, label=one.get("type") or "attributed_to")


def _listed(given: Any, key: str, place: str) -> list[Any]:
    if given is None:
        return []
    if not isinstance(given, list):
        raise IntakeError(f"{place}: {key}: not an array but {type(given).__name__}")
    return given

"""JSON of Label Studio: an array of tasks, each with one annotation for each annotator.

Offsets are UTF-16 code units, as JavaScript counts: an emoji is two. Regions go with
``from_name`` *label* and ``to_name`` *text*, which docs/formats/label-studio.md has a labelling
interface for. An annotator is in ``created_username``, which Label Studio does not read: it refuses
people that it does not know, and takes whoever uploads for the author. One whose name is an
e-mail address is in ``completed_by``, too.

What it does not hold: when a span was made, and attributions between spans of two annotators, as
each annotation stands alone; links.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

from annotations.formats.offsets import Utf16
from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece, leave_links
from annotations.formats.tools import json_lines
from annotations.model import Attribution, Span

LABELS, TEXT = "label", "text"
"""What the control and the text are called in the labelling interface."""


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """An array with one task a line."""
    numbers = count(1)
    before = b"[\n"
    for article in outgoing.articles:
        yield Piece("", before + json_lines.compact(_task(article, numbers, left)))
        before = b",\n"
    yield Piece("", b"\n]\n" if before == b",\n" else b"[]\n")
    leave_links(outgoing, left, "Label Studio ties nothing across tasks")


def _task(article: OutgoingArticle, numbers: Iterator[int], left: Left) -> dict[str, Any]:
    units = Utf16(article.document.text)
    results: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    whose = {span.id: span.annotator for span in article.spans}
    for span in article.spans:
        results[span.annotator].append(_region(span, units))
    for one in article.attributions:
        if {whose[one.claim], whose[one.source]} == {one.annotator}:
            results[one.annotator].append(_relation(one))
        else:
            left["attribution: in Label Studio the work of each annotator stands alone"] += 1
    return {
        "id": article.document.ordinal,
        "data": {TEXT: article.document.text, **json_lines.about(article.document)},
        "annotations": [
            {"id": next(numbers), **_by(annotator), "was_cancelled": False, "result": result}
            for annotator, result in sorted(results.items())
        ],
    }


def _by(annotator: str) -> dict[str, Any]:
    known = {"completed_by": {"email": annotator}} if "@" in annotator else {}
    return {"created_username": annotator, **known}


def _region(span: Span, units: Utf16) -> dict[str, Any]:
    return {
        "id": span.id,
        "from_name": LABELS,
        "to_name": TEXT,
        "type": "labels",
        "value": {
            "start": units.units(span.start),
            "end": units.units(span.end),
            "text": span.text,
            "labels": [span.label],
        },
        **({"meta": {"text": [span.note]}} if span.note else {}),
    }


def _relation(one: Attribution) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": one.claim,
        "to_id": one.source,
        "direction": "right",
        "labels": [one.label],
    }

"""JSONL for spaCy and Prodigy: ``{"text", "spans": [{"start", "end", "label"}]}`` on each line.

Offsets are codepoints, as Python, spaCy and Prodigy count. Spans may overlap, and so they are under
``spans``, as Prodigy has them and as a `SpanGroup` of spaCy holds them, not under ``ents``.

What it does not hold: who made a span, when, and their remarks; attributions, as Prodigy's
``relations`` tie tokens, which only its own tokeniser can number; links. The native reader takes it
back.
"""

from collections.abc import Iterator
from typing import Any

from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece, leave_links
from annotations.formats.tools.json_lines import DETAILS, compact


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """One line an article."""
    for article in outgoing.articles:
        if ties := len(article.attributions):
            left["attribution: Prodigy ties tokens, and none go out"] += ties
        if notes := sum(1 for span in article.spans if span.note):
            left["note: Prodigy has no place for remarks on spans"] += notes
        yield Piece("", compact(_line(article)) + b"\n")
    leave_links(outgoing, left, "Prodigy ties nothing across texts")


def _line(article: OutgoingArticle) -> dict[str, Any]:
    document = article.document
    known = {key: getattr(document, key) for key in DETAILS}
    return {
        "text": document.text,
        "spans": [
            {"id": span.id, "start": span.start, "end": span.end, "label": span.label}
            for span in article.spans
        ],
        "meta": document.meta,
        "id": document.id,
        **{key: value for key, value in known.items() if value is not None},
    }

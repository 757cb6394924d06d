"""JSONL for spaCy and Prodigy: the native reader takes it back; what it cannot hold is counted."""

import json

from hypothesis import given, settings

from annotations.formats import jsonl
from annotations.formats.outgoing import Left, OutgoingArticle, once
from annotations.formats.tools import spacy
from annotations.model import Attribution
from tests.formats.tools.strategies import article, cases, outgoing


@settings(max_examples=60, deadline=None)
@given(cases())
def test_out_and_back_is_the_same(found: list[OutgoingArticle]) -> None:
    found = [once(one, Left()) for one in found]
    data = b"".join(piece.data for piece in spacy.write(outgoing(found), Left()))
    assert data.isascii()
    incoming = jsonl.read(data, "f")
    assert not incoming.remarks
    for one, (_, came) in zip(found, incoming.articles, strict=True):
        assert (came.text, came.id) == (one.document.text, one.document.id)
        for key in ("title", "outlet", "published", "language", "meta"):
            assert getattr(came.details, key) == getattr(one.document, key)
        assert [(span.id, span.start, span.end, span.label) for span in came.spans] == [
            (span.id, span.start, span.end, span.label) for span in one.spans
        ]


def test_what_it_cannot_hold_is_counted() -> None:
    two = article("Rain.", (0, 4, "claim", "ana", "wet"), (0, 4, "source", "ana", None))
    tie = Attribution(id="t", document="one", annotator="ana", claim="one-0", source="one-1")
    left = Left()
    (piece,) = spacy.write(outgoing([two._replace(attributions=(tie,))]), left)
    assert sorted(kind.partition(":")[0] for kind in left) == ["attribution", "note"]
    assert {*json.loads(piece.data)} == {"text", "spans", "meta", "id", "title"}

"""spaCy takes every offset as it is, and packs all spans."""

import json
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.consumers.conftest import Script

pytest.importorskip("spacy", reason="spaCy is not installed: make consumers", exc_type=ImportError)


def test_spans_stand_where_they_say(case: Workspace, script: Script) -> None:
    import spacy
    from spacy.tokens import DocBin

    path = case.path.with_name("case.jsonl")
    case.exporting.to_file(path, "documents", "spacy")
    script("spacy")
    nlp = spacy.blank("en")
    docs = [*DocBin().from_disk(Path("case.spacy")).get_docs(nlp.vocab)]
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [doc.text for doc in docs] == [line["text"] for line in lines]
    strict = 0
    for doc, line in zip(docs, lines, strict=True):
        for span, packed in zip(line["spans"], doc.spans["sc"], strict=True):
            words = doc.text[span["start"] : span["end"]]
            assert packed.label_ == span["label"]
            assert words in packed.text, "whole tokens, and at least the words"
            exact = doc.char_span(span["start"], span["end"])
            strict += exact is not None
            assert exact is None or exact.text == words
    total = sum(len(line["spans"]) for line in lines)
    assert total > 100
    assert strict > 0.9 * total, "words as people tag them are hardly ever cut tokens"

"""doccano: out and back the same, its published samples read, and what is wrong said."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotations.errors import IntakeError
from annotations.formats.incoming import IncomingArticle
from annotations.formats.outgoing import Left, OutgoingArticle, once
from annotations.formats.readers import Source, reader
from annotations.formats.tools import doccano
from tests.formats.tools.strategies import article, cases, outgoing

SAMPLE = {
    "text": "Google was founded on September 4, 1998, by Larry Page and Sergey Brin.",
    "entities": [
        {"id": 0, "start_offset": 0, "end_offset": 6, "label": "ORG"},
        {"id": 1, "start_offset": 22, "end_offset": 39, "label": "DATE"},
        {"id": 2, "start_offset": 44, "end_offset": 54, "label": "PERSON"},
        {"id": 3, "start_offset": 59, "end_offset": 70, "label": "PERSON"},
    ],
    "relations": [
        {"from_id": 0, "to_id": 1, "type": "foundedAt"},
        {"from_id": 0, "to_id": 2, "type": "foundedBy"},
        {"from_id": 0, "to_id": 3, "type": "foundedBy"},
    ],
}
"""The sample that doccano (MIT licence) shows for projects with relations."""

LISTED = (
    '{"text": "EU rejects German call to boycott British lamb.",'
    ' "label": [ [0, 2, "ORG"], [11, 17, "MISC"] ]}\n'
    '{"text": "Peter Blackburn", "label": [ [0, 15, "PERSON"] ]}\n'
    '{"text": "President Obama", "label": [ [10, 15, "PERSON"] ]}\n'
)
"""Likewise for projects without."""


def source(data: str | bytes, name: str = "f.jsonl") -> Source:
    return Source(Path(name), data.encode() if isinstance(data, str) else data)


def read(*lines: Any) -> list[IncomingArticle]:
    found = doccano.read(source("\n".join(map(json.dumps, lines))))
    return [one for _, one in found.articles]


def words(one: IncomingArticle) -> list[tuple[str, str]]:
    return [(one.text[span.start : span.end], span.label) for span in one.spans]


@settings(max_examples=60, deadline=None)
@given(cases())
def test_out_and_back_is_the_same(found: list[OutgoingArticle]) -> None:
    found = [once(one, Left()) for one in found]
    data = b"".join(piece.data for piece in doccano.write(outgoing(found), Left()))
    assert data.isascii()
    back = doccano.read(source(data)).articles
    assert reader(source(data)).name == "doccano"
    for one, (_, came) in zip(found, back, strict=True):
        assert came.text == one.document.text
        assert came.id == one.document.id
        for key in ("title", "outlet", "published", "language", "meta"):
            assert getattr(came.details, key) == getattr(one.document, key)
        assert [(span.start, span.end, span.label) for span in came.spans] == [
            (span.start, span.end, span.label) for span in one.spans
        ]
        there = {span.id: (span.start, span.end, span.label) for span in came.spans}
        here = {span.id: (span.start, span.end, span.label) for span in one.spans}
        assert {(there[tie.head], there[tie.child]) for tie in came.relations} == {
            (here[tie.claim], here[tie.source]) for tie in one.attributions
        }


def test_units_are_utf_16() -> None:
    (one,) = read({"text": "🙂 Hamas", "label": [[3, 8, "ORG"], [0, 2, "SMILE"]]})
    assert words(one) == [("Hamas", "ORG"), ("🙂", "SMILE")]
    assert doccano.read(source('{"text": "🙂a", "label": []}')).remarks
    assert not doccano.read(source('{"text": "a", "label": []}')).remarks


def test_newlines_of_other_systems_are_moved_along() -> None:
    (one,) = read({"text": "One.\r\nTwo.\r\nThree.", "label": [[6, 10, "A"], [4, 18, "B"]]})
    assert words(one) == [("Two.", "A"), ("\nTwo.\nThree.", "B")]


def test_its_samples() -> None:
    (one,) = read(SAMPLE)
    assert words(one) == [
        ("Google", "ORG"), ("September 4, 1998", "DATE"), ("Larry Page", "PERSON"),
        ("Sergey Brin", "PERSON"),
    ]  # fmt: skip
    assert [tie.label for tie in one.relations] == ["foundedAt", "foundedBy", "foundedBy"]
    listed = [one for _, one in doccano.read(source(LISTED)).articles]
    assert [words(one)[0][0] for one in listed] == ["EU", "Peter Blackburn", "Obama"]
    array = source(json.dumps([SAMPLE], indent=1), "f.json")
    assert reader(array).name == "doccano"
    assert [one.text for _, one in doccano.read(array).articles] == [SAMPLE["text"]]


def test_what_doccano_adds_is_kept_as_meta() -> None:
    (one,) = read({"id": 7, "text": "Rain.", "label": [], "Comments": ["so?"], "published": "?"})
    assert one.id is None
    assert one.details.meta == {"id": 7, "Comments": ["so?"], "published": "?"}


@pytest.mark.parametrize(
    "line",
    [
        {"schema": "diptych/1", "text": "a", "spans": []},
        {"text": "a", "spans": [], "label": []},
        {"text": "a"},
        {"text": "a", "label": ["sport"]},
        {"text": "a", "label": "sport"},
        {"text": "a", "label": [{"start": 0, "end": 1, "labels": ["A"]}]},
        ["text"],
        {"data": {"text": "a"}, "annotations": []},
    ],
)
def test_other_files_are_left_to_their_readers(line: Any) -> None:
    assert not doccano.looks_so(source(json.dumps(line)))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": 1, "label": []}', 'f.jsonl line 1: has no "text"'),
        ('{"text": " ", "label": []}', "f.jsonl line 1: empty"),
        ('{"text": "ab", "label": [[1, 9, "A"]]}', r"label\[0\]: \[1, 9\) is no stretch of a text"),
        ('{"text": "ab", "label": [[1, 1, "A"]]}', r"label\[0\]: \[1, 1\) is no stretch"),
        ('{"text": "ab", "label": [[-1, 1, "A"]]}', r"label\[0\]: \[-1, 1\) is no stretch"),
        ('{"text": "🙂", "label": [[0, 1, "A"]]}', r"cuts a character in two"),
        ('{"text": "ab", "label": [["A"]]}', r"label\[0\]: no span: give \[start, end, label\]"),
        ('{"text": "ab", "label": [[0, 1, ""]]}', "line 1: label: "),
        ('{"text": "ab", "label": {}}', "label: not an array"),
        ('{"text": "ab", "entities": [], "relations": [{"from_id": 1, "to_id": 2}]}',
         r"relations\[0\]: no entity 1 in this text"),
        ('{"text": "ab", "entities": [], "relations": [3]}', r"relations\[0\]: no relation"),
        ("[" * 9999, "f.jsonl: not JSON: "),
        ('{"text": "ab", "label": [[0, 1, "A"]], "n": NaN}', "NaN is not JSON"),
        ("3", "line 1: not a JSON object but int"),
        ("", "f.jsonl: empty"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(line: str, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        doccano.read(source(line))


def test_what_it_cannot_hold_is_counted() -> None:
    left = Left()
    noted = article("Rain fell.", (0, 4, "claim", "ana", "wet"), (5, 9, "claim", "ana", None))
    list(doccano.write(outgoing([noted]), left))
    assert left == {"note: doccano has no place for remarks on spans": 1}

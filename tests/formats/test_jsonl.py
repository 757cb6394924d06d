"""JSONL in: what is read, and every bad line refused with its number and reason."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import IntakeError
from annotations.formats import jsonl
from annotations.text import intake
from tests.text.test_intake import MIXED


def read(*lines: object) -> Any:
    """The incoming file of these objects or raw lines."""
    raw = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return jsonl.read("\n".join(raw).encode("utf-8", "surrogatepass"), "f.jsonl")


SPAN = {"start": 0, "end": 3, "label": "entity"}


def test_the_bare_minimum() -> None:
    incoming = jsonl.read(b'\xef\xbb\xbf{"text": "Abc d"}\r\n\n{"text": "x"}\n', "f")
    assert [(place, a.text) for place, a in incoming.articles] == [
        ("f line 1", "Abc d"),
        ("f line 3", "x"),
    ]


def test_what_prodigy_writes() -> None:
    line = {
        "text": "Abc d",
        "_input_hash": 1,
        "tokens": [],
        "answer": "accept",
        "meta": {"source": "x"},
        "spans": [{**SPAN, "token_start": 0, "token_end": 0}],
    }
    incoming = read(line)
    (_, article) = incoming.articles[0]
    assert article.details.meta == {"source": "x", "_input_hash": 1, "answer": "accept"}
    assert (article.id, article.spans[0].text, article.spans[0].id) == (None, "Abc", None)
    assert incoming.remarks == [
        "keys of spans and relations that are not kept: token_end, token_start"
    ]


def test_spans_of_other_tools_are_not_passed_over_in_silence() -> None:
    incoming = read({"text": "a", "entities": [{"id": 1}]}, {"text": "b", "label": ["pos"]})
    assert incoming.remarks == ["nothing in “entities” became a span (1): it is kept as meta"]


def test_a_line_of_another_tool_is_called_by_its_first_line() -> None:
    lines = {"text": "Rain.\nIt fell."}, {"text": "b", "id": "b"}, {"text": "c", "title": "C"}
    titles = [article.details.title for _, article in read(*lines).articles]
    assert titles == ["Rain.", None, "C"]


@given(MIXED, st.data())
def test_a_span_has_its_words_after_newlines_were_made_normal(
    text: str, data: st.DataObject
) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = {"start": start, "end": end, "label": "x"}
    words = data.draw(st.sampled_from([None, text[start:end]]))
    (_, article) = read({"text": text, "spans": [{**span, "text": words}]}).articles[0]
    quoted = article.spans[0]
    assert article.text == intake.storable(text, "")
    assert article.text[quoted.start : quoted.end] == quoted.text
    assert quoted.text == text[start:end].replace("\r\n", "\n").replace("\r", "\n")


PAIR = '{"left": {"span": "a"}, "right": {"span": "b"}, "id": "l", "label": "x", "score": 0.5'
BAD = {
    '{"text": "x"': "line 2: not a JSON object: ",
    '["x"]': "line 2: not a JSON object but an array",
    '"x"': "not a JSON object but a string",
    "null": "not a JSON object but null",
    "3": "not a JSON object but a bare value",
    '{"text": "x", "meta": {"a": NaN}}': "NaN is not JSON",
    '{"text": "x", "meta": {"a": -Infinity}}': "-Infinity is not JSON",
    '{"text": "x", "meta": {"a": 1e999}}': "line 2: meta: Out of range",
    '{"text": "x", "extra": 1e999}': "line 2: meta: Out of range",
    '{"text": "x", "meta": ' + '{"a":' * 9999 + "1" + "}" * 9999 + "}": "not a JSON object: ",
    '{"text": "x", "meta": ' + '{"a":' * 200 + "1" + "}" * 200 + "}": "nested more than 50 deep",
    '{"text": "x", "n": 1' + "0" * 5000 + "}": "not a JSON object: ",
    '{"text": "x", "schema": "diptych/9"}': 'schema "diptych/9": this diptych reads "diptych/1"',
    '{"text": "x", "schema": null}': 'schema "None"',
    "{}": 'has no "text"',
    '{"text": 3}': 'has no "text"',
    '{"text": " \\r\\n"}': "empty",
    '{"text": "a\\u0000"}': "NUL character at 1",
    '{"text": "\\ud800"}': "half a surrogate pair at 0",
    '{"text": "x\ud800"}': "half a surrogate pair at 1",
    '{"text": "x", "title": "\\ud800"}': "line 2: title: has half a surrogate pair",
    '{"text": "x", "title": "\\u0000"}': "line 2: title: has a NUL",
    '{"text": "x", "id": "\\ud800"}': "line 2: id: has half a surrogate pair",
    '{"text": "x", "id": "a\\nb"}': "line 2: id: ",
    '{"text": "x", "id": ""}': "line 2: id: ",
    '{"text": "x", "id": 7}': "line 2: id: ",
    '{"text": "x", "meta": {"\\ud800": 1}}': "line 2: meta: has half a surrogate pair",
    '{"text": "x", "meta": {"a": ["\\ud800"]}}': "line 2: meta: has half a surrogate pair",
    '{"text": "x", "published": "June"}': 'published: "June" is no ISO 8601 date: write it as',
    '{"text": "x", "published": "2024-06-17\\ud80010:00"}': "published: has half a surrogate pair",
    '{"text": "x", "text_sha256": "00"}': "text_sha256 is not that of the text",
    '{"text": "x", "spans": 3}': "line 2: spans: ",
    '{"text": "x", "spans": ["x"]}': "line 2: spans[0]: ",
    '{"text": "x", "spans": [{"start": 0, "end": 1}]}': "line 2: spans[0].label: missing: add it",
    '{"text": "x", "spans": [{"start": -1, "end": 1, "label": "a"}]}': "spans[0].start: ",
    '{"text": "x", "spans": [{"start": 0, "end": 2, "label": "a"}]}': "[0, 2) is no stretch of a",
    '{"text": "x", "spans": [{"start": 1, "end": 1, "label": "a"}]}': "spans[0]: [1, 1) is no",
    '{"text": "x", "spans": [{"id": "s", "start": 0, "end": 1, "label": "a", "text": "y"}]}': (
        'line 2: span "s": says "y" but the text has "x" at [0, 1)'
    ),
    '{"text": "x", "spans": [{"start": 0, "end": 1, "label": "a", "note": "\\ud800"}]}': (
        "spans[0].note: has half a surrogate pair"
    ),
    '{"text": "x", "spans": [{"start": 0, "end": 1, "label": "a", "created": "\\ud800"}]}': (
        "spans[0].created: has half a surrogate pair"
    ),
    '{"text": "x", "spans": [{"start": 0, "end": 1, "label": "a", "annotator": " "}]}': (
        "spans[0].annotator: "
    ),
    '{"text": "x", "relations": [{"head": "a"}]}': "line 2: relations[0].child: missing: add it",
    '{"left": 1, "right": 2}': 'a link needs "left" and "right", each with "span"',
    '{"left": {"span": "a"}, "right": {"span": "b"}}': "line 2: id: ",
    f'{PAIR}, "of": {{"left": "a"}}}}': '"of" needs both too',
    f'{PAIR}, "of": "ab"}}': '"of" needs both too',
    f'{PAIR}, "of": {{"left": "a", "right": 1}}}}': "line 2: of[1]: ",
    f'{PAIR}, "against": "older"}}': "line 2: against: ",
    f'{PAIR}, "conflict": "perhaps"}}': "line 2: conflict: ",
    f'{PAIR}, "evidence": [1e999]}}': "line 2: evidence[0]: ",
    '{"changes": []}': "a history line: history is a record and is not imported",
}


@pytest.mark.parametrize("line", BAD, ids=range(len(BAD)))
def test_a_bad_line_is_refused_with_place_and_reason(line: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read({"text": "good"}, line)
    message = str(caught.value)
    assert message.startswith("f.jsonl line 2: ")
    assert BAD[line] in message
    assert "\n" not in message


LINK = {"id": "l", "label": "entity", "left": {"span": "a"}, "right": {"span": "b"}}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("score", "1e999"),
        ("score", "-0.1"),
        ("score", '"high"'),
        ("reasons", '"x"'),
        ("reasons", "3"),
        ("reasons", '["\\ud800"]'),
        ("verdict", '""'),
        ("note", '"\\u0000"'),
        ("decided", '"\\ud800"'),
    ],
)
def test_a_bad_link_is_refused_by_its_key(key: str, value: str) -> None:
    line = json.dumps({**LINK, key: "VALUE"}).replace('"VALUE"', value)
    with pytest.raises(IntakeError, match=rf"f.jsonl line 1: {key}\b"):
        read(line)


def test_a_link_needs_little() -> None:
    (_, link) = read(LINK).links[0]
    assert (link.left, link.right, link.verdict, link.score, link.reasons) == (
        "a",
        "b",
        None,
        None,
        (),
    )


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_of_nothing(data: bytes) -> None:
    with pytest.raises(IntakeError, match="f: empty"):
        jsonl.read(data, "f")


@pytest.mark.parametrize("data", [b'{"text": "\xff"}', b'\xff\xfe{\0"\0', b"\0\0\0\0", b"a\0b"])
def test_bytes_that_are_no_json(data: bytes) -> None:
    with pytest.raises(IntakeError, match="f line 1: not a JSON object: "):
        jsonl.read(data, "f")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 30)
    with pytest.raises(IntakeError, match="line 1: longer than 30 bytes: split the article"):
        read({"text": "x" * 30})
    monkeypatch.undo()
    monkeypatch.setattr(intake, "MAX_BYTES", 5)
    with pytest.raises(IntakeError, match="a text of more than 5 characters: split it"):
        read({"text": "x" * 6})

"""Label Studio: out and back the same, its two exports read, and what is wrong said."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotations.errors import IntakeError
from annotations.formats.incoming import IncomingArticle
from annotations.formats.outgoing import Left, OutgoingArticle
from annotations.formats.readers import Source
from annotations.formats.tools import label_studio, label_studio_reading
from annotations.formats.tools.label_studio_reading import looks_so
from annotations.model import Attribution
from tests.formats.tools.strategies import article, cases, outgoing


def source(value: Any) -> Source:
    data = value if isinstance(value, str) else json.dumps(value)
    return Source(Path("f.json"), data.encode())


def region(start: Any, end: Any, text: str | None, *labels: str, **known: Any) -> dict[str, Any]:
    """A region as Label Studio writes it."""
    value = {"start": start, "end": end, "labels": [*labels]}
    return {
        "value": value if text is None else {**value, "text": text},
        "id": "r1", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
        **known,
    }  # fmt: skip


def task(text: str, *result: Any, **known: Any) -> dict[str, Any]:
    """A task with one annotation, as it is exported."""
    annotation = {"id": 9, "completed_by": 1, "result": [*result], "was_cancelled": False, **known}
    return {"id": 1, "annotations": [annotation], "predictions": [], "data": {"text": text}}


def read(*tasks: Any) -> list[IncomingArticle]:
    return [one for _, one in label_studio_reading.read(source([*tasks])).articles]


def words(one: IncomingArticle) -> list[tuple[str | None, str, str]]:
    return [(span.annotator, one.text[span.start : span.end], span.label) for span in one.spans]


@settings(max_examples=60, deadline=None)
@given(cases())
def test_out_and_back_is_the_same(found: list[OutgoingArticle]) -> None:
    data = b"".join(piece.data for piece in label_studio.write(outgoing(found), Left()))
    assert data.isascii()
    assert looks_so(source(data.decode()))
    texts = {one.document.text for one in found}
    back = label_studio_reading.read(source(data.decode())).articles
    if len(texts) < len(found):
        assert len(back) == len(texts)
        return
    for one, (_, came) in zip(found, back, strict=True):
        assert (came.text, came.id) == (one.document.text, one.document.id)
        for key in ("title", "outlet", "published", "language", "meta"):
            assert getattr(came.details, key) == getattr(one.document, key)
        assert {
            (span.id, span.start, span.end, span.label, span.annotator, span.note)
            for span in came.spans
        } == {
            (span.id, span.start, span.end, span.label, span.annotator, span.note)
            for span in one.spans
        }
        assert {(tie.head, tie.child, tie.annotator, tie.label) for tie in came.relations} == {
            (tie.claim, tie.source, tie.annotator, tie.label) for tie in one.attributions
        }


def test_one_annotation_for_each_annotator() -> None:
    two = article("Rain.", (0, 4, "claim", "ana", None), (0, 4, "claim", "ben@x.org", "wet"))
    pieces = label_studio.write(outgoing([two]), Left())
    (written,) = json.loads(b"".join(piece.data for piece in pieces))
    assert [one["created_username"] for one in written["annotations"]] == ["ana", "ben@x.org"]
    assert [one.get("completed_by") for one in written["annotations"]] == [
        None, {"email": "ben@x.org"},
    ]  # fmt: skip
    assert written["annotations"][1]["result"][0]["meta"] == {"text": ["wet"]}


def test_attributions_between_two_annotators_are_counted() -> None:
    two = article("Rain.", (0, 4, "claim", "ana", None), (0, 4, "source", "ben", None))
    tie = Attribution(id="t", document="one", annotator="ben", claim="one-0", source="one-1")
    left = Left()
    list(label_studio.write(outgoing([two._replace(attributions=(tie,))]), left))
    assert sum(left.values()) == 1
    assert b"".join(one.data for one in label_studio.write(outgoing([]), left)) == b"[]\n"


def test_its_full_export() -> None:
    relation = {"from_id": "r1", "to_id": "r2", "type": "relation", "direction": "left"}
    one, two = read(
        task(
            "🙂 Hamas said so.",
            region(3, 8, "Hamas", "source"),
            region(9, 16, "said so", "claim", "verb", id="r2", meta={"text": ["sure?"]}),
            relation,
            {"type": "choices", "value": {"choices": ["x"]}},
            created_username=" ana@x.org, 1",
        ),
        {
            **task("Rain.", region(0, 4, None, "claim")),
            "predictions": [{"model_version": "m2", "result": [region(0, 4, "Rain", "claim")]}],
        },
    )
    assert words(one) == [
        ("ana@x.org", "Hamas", "source"), ("ana@x.org", "said so", "claim"),
        ("ana@x.org", "said so", "verb"),
    ]  # fmt: skip
    assert [span.note for span in one.spans] == [None, "sure?", "sure?"]
    assert [(tie.head, tie.child) for tie in one.relations] == [("r2", "r1")]
    assert words(two) == [("user 1", "Rain", "claim"), ("m2", "Rain", "claim")]
    assert len({span.id for each in (one, two) for span in each.spans}) == 5


def test_what_is_not_kept_is_said() -> None:
    incoming = label_studio_reading.read(
        source([
            task("Rain.", {"type": "choices", "value": {"choices": ["x"]}}),
            task("Snow.", region(0, 99, None, "x"), was_cancelled=True),
        ])
    )  # fmt: skip
    assert incoming.remarks == ["not kept: cancelled annotation (1), choices (1)"]
    assert [one.spans for _, one in incoming.articles] == [(), ()]


def test_a_relation_that_ties_no_two_spans_is_left_out() -> None:
    ends: list[Any] = ["r1", "r2", "gone", []]
    ties = [{"type": "relation", "from_id": "r1", "to_id": to} for to in ends]
    bare = region(5, 9, "fell", id="r2")
    incoming = label_studio_reading.read(
        source([task("Rain fell.", region(0, 4, "Rain", "A"), bare, *ties)])
    )
    ((_, one),) = incoming.articles
    assert (words(one), one.relations) == ([("user 1", "Rain", "A")], ())
    assert incoming.remarks[0] == (
        "not kept: region without a label (1), relation of a region to itself (1),"
        " relation to what is no labelled region (3)"
    )


def test_spans_of_other_tools_are_not_passed_over_in_silence() -> None:
    other = task("Rain.", region(0, 4, "Rain", "A"))
    other["data"]["entities"] = [{"start": 0}]
    assert label_studio_reading.read(source([other])).remarks == [
        "not kept: “entities” but as meta (1)"
    ]


def test_words_over_several_lines_are_told_with_a_backslash_and_an_n() -> None:
    (one,) = read(task("Line\nTwo.", region(0, 8, r"Line\nTwo", "A")))
    (other,) = read(task("Line\r\nTwo.", region(0, 9, r"Line\n\nTwo", "A")))
    assert [words(found)[0][1] for found in (one, other)] == ["Line\nTwo"] * 2


def test_a_task_without_a_title_is_called_by_its_first_line() -> None:
    assert [one.details.title for one in read(task("Rain.\nIt fell."))] == ["Rain."]


def test_its_small_export() -> None:
    lines = [
        {"text": "Rain fell.", "id": 3, "annotator": number, "annotation_id": number,
         "label": [{"start": start, "end": end, "text": "Rain fell."[start:end], "labels": ["A"]}],
         "created_at": "2026-01-01T00:00:00Z", "lead_time": 1.5, "title": "Wet"}
        for number, start, end in ((1, 0, 4), (2, 5, 9))
    ]  # fmt: skip
    assert looks_so(source(lines))
    (one,) = read(*lines)
    assert words(one) == [("user 1", "Rain", "A"), ("user 2", "fell", "A")]
    assert (one.details.title, one.details.meta) == ("Wet", {"id": 3})


def test_newlines_of_other_systems_are_moved_along() -> None:
    (one,) = read(task("One.\r\nTwo.", region(4, 10, "\r\nTwo.", "A")))
    assert words(one) == [("user 1", "\nTwo.", "A")]


def test_regions_in_pages_are_read_where_their_words_can_be_compared() -> None:
    path, whole = "/div[1]/text()[1]", {"start": 0, "end": 4}
    (one,) = read(task("Rain.", region(path, path, "Rain", "A")
                       | {"value": {"start": path, "end": path, "text": "Rain", "labels": ["A"],
                                    "globalOffsets": whole}}))  # fmt: skip
    assert words(one) == [("user 1", "Rain", "A")]
    with pytest.raises(IntakeError, match="lies at a path in a web page"):
        read(task("Rain.", region(path, path, "Rain", "A")))


@pytest.mark.parametrize(
    "value",
    [
        {"text": "a", "spans": []}, [], [1], "", "[", [{"text": "a", "label": [[0, 1, "A"]]}],
        [{"text": "a", "entities": []}], [{"@context": "x", "type": "Annotation"}],
    ],
)  # fmt: skip
def test_other_files_are_left_to_their_readers(value: Any) -> None:
    assert not looks_so(source(value))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([task("Rain.", region(0, 4, "Snow", "A"))],
         r'f.json item 1: annotations\[0\].result\[0\]: says "Snow" but the text has "Rain"'),
        ([task("Rain.", region(0, 9, None, "A"))], r"\[0, 9\) is no stretch of a text of 5 UTF-16"),
        ([task("🙂", region(1, 2, None, "A"))], "cuts a character in two"),
        ([task("Rain.", region(0, 1.5, None, "A"))], "no whole numbers"),
        ([task("Rain.", region(0, 4, None, ""))], "f.json item 1: label: "),
        ([{"id": 1, "text": "Rain.", "label": [[0, 4, "A"]]}],
         'f.json item 1: no task of Label Studio: has neither "data" nor "annotation_id"'),
        ([task("Rain.", 3)], r"annotations\[0\].result: not an array of objects"),
        ([{"data": {"a": "x", "b": "y"}}], 'has no "text": give the article'),
        ([{"data": {"text": " "}}], "f.json item 1: empty"),
        ([3], "f.json item 1: not a JSON object but int"),
        ([], "f.json: empty"),
        ("[" * 9999, "f.json: not JSON: "),
        ("[{]", "f.json: not JSON: "),
        ([{"data": {"text": "a", "title": "\ud800"}}], "half a surrogate pair"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(value: Any, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        label_studio_reading.read(source(value))

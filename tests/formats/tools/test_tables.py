"""CSV and Parquet: four tables that join, cells that no spreadsheet reckons with, real types."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Refused
from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece
from annotations.formats.tools import parquet, tables
from annotations.model import Link, Verdict
from tests.formats.tools.strategies import MADE, article, cases, outgoing

Tables = dict[str, list[dict[str, Any]]]


def link(*, judged: bool = True) -> Link:
    one = article("Rain fell.", (0, 4, "claim", "ana", "=1"), (5, 9, "claim", "ben", None))
    left, right = one.spans
    verdict = Verdict(
        id="v", left=left.id, right=right.id, annotator="ana", kind="same", note="-so", decided=MADE
    )
    return Link(
        id="v", left=left, right=right, score=0.5, reasons=("both wet", "near"),
        verdict=verdict if judged else None, of=("one-0", "one-1"),
    )  # fmt: skip


def joined(pieces: Any) -> dict[str, bytes]:
    """The files that pieces come to."""
    files: dict[str, bytes] = {}
    for name, data in pieces:
        files[name] = files.get(name, b"") + data
    return files


def as_csv(found: Outgoing, left: Left | None = None) -> Tables:
    files = joined(tables.write(found, Left() if left is None else left))
    return {
        name.removesuffix(".csv"): [
            *csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)
        ]
        for name, data in files.items()
    }


def as_parquet(found: Outgoing) -> Tables:
    from pyarrow import BufferReader
    from pyarrow import parquet as pq

    files = joined(parquet.write(found, Left()))
    return {
        name.removesuffix(".parquet"): pq.read_table(BufferReader(data)).to_pylist()
        for name, data in files.items()
    }


def undone(cell: str) -> str:
    """A cell as it was before it was marked."""
    return re.sub(r"^'(?='*[=+\-@\t\r])", "", cell)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_csv_gives_back_what_went_out(found: list[OutgoingArticle]) -> None:
    left = Left()
    read = as_csv(outgoing(found), left)
    assert [*read] == ["articles", "spans", "attributions", "links"]
    cells = [cell for rows in read.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]
    assert left[tables.MARKED] == sum(undone(cell) != cell for cell in cells)
    texts = {row["id"]: undone(row["text"]) for row in read["articles"]}
    for one in found:
        clean = re.sub(r"[\x1b\u2028-\u202e\u2066-\u2069]", "\ufffd", one.document.text)
        assert texts[one.document.id] == clean
    for row, span in zip(read["spans"], [s for one in found for s in one.spans], strict=True):
        assert undone(row["text"]) == texts[row["article"]][int(row["start"]) : int(row["end"])]
        assert (row["label"], row["annotator"]) == (span.label, span.annotator)
    there = {row["id"] for row in read["spans"]}
    assert {row[end] for row in read["attributions"] for end in ("claim", "source")} <= there


@settings(max_examples=25, deadline=None)
@given(cases())
def test_parquet_holds_everything(found: list[OutgoingArticle]) -> None:
    read = as_parquet(outgoing(found))
    assert [row["text"] for row in read["articles"]] == [one.document.text for one in found]
    assert [json.loads(row["meta"] or "{}") for row in read["articles"]] == [
        one.document.meta for one in found
    ]
    assert [(row["start"], row["end"], row["text"], row["note"]) for row in read["spans"]] == [
        (span.start, span.end, span.text, span.note) for one in found for span in one.spans
    ]
    assert all(row["created"] == datetime(2026, 1, 1, tzinfo=UTC) for row in read["spans"])
    assert [row["claim"] for row in read["attributions"]] == [
        tie.claim for one in found for tie in one.attributions
    ]


@given(st.text(st.sampled_from("'=+-@\ta"), max_size=5))
def test_a_mark_can_always_be_taken_away(text: str) -> None:
    (cells,) = tables._cells([(text,)], Left())
    assert undone(cells[0]) == text


def test_links_in_both() -> None:
    def found() -> Outgoing:
        return outgoing([], [link(), link(judged=False)])

    row, proposed = as_csv(found())["links"]
    assert (row["verdict"], row["score"], row["conflict"], row["note"]) == (
        "same", "0.5", "false", "'-so",
    )  # fmt: skip
    assert (row["reasons"], row["left_text"], row["of_right"]) == (
        "both wet\nnear",
        "Rain",
        "one-1",
    )
    assert (proposed["verdict"], proposed["decided"]) == ("", "")
    typed, _ = as_parquet(found())["links"]
    assert typed["reasons"] == ["both wet", "near"]
    assert (typed["conflict"], typed["score"]) == (False, 0.5)
    assert typed["decided"] == datetime(2026, 1, 1, tzinfo=UTC)


def test_links_alone_are_the_same_table() -> None:
    (alone,) = joined(tables.csv_links(outgoing([], [link()]), Left())).values()
    assert alone == joined(tables.write(outgoing([], [link()]), Left()))["links.csv"]


def test_much_goes_out_little_by_little() -> None:
    many = [article(f"Text {number}.", (0, 4, "claim", "ana", None)) for number in range(1100)]
    for write in (tables.write, parquet.write):
        pieces: list[Piece] = [*write(outgoing(many), Left())]
        assert sum(piece.name.startswith("spans") for piece in pieces) >= 3
    assert len(as_csv(outgoing(many))["spans"]) == len(as_parquet(outgoing(many))["spans"]) == 1100


def test_a_time_that_is_none_is_counted() -> None:
    one = article("Rain.", (0, 4, "claim", "ana", None))
    odd = one.spans[0].model_copy(update={"created": "long ago"})
    left = Left()
    list(parquet.write(outgoing([one._replace(spans=(odd,))]), left))
    assert left == {"time: it is not written as one": 1}


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(Refused, match=r"pip install 'diptych\[parquet\]'"):
        next(parquet.write(outgoing([]), Left()))

"""The pages on other tools' formats: samples are what is written, refusals are tried."""

import json
from pathlib import Path

import pytest

from annotations.errors import IntakeError
from annotations.formats.outgoing import Left, OutgoingArticle
from annotations.formats.readers import Source, reader
from annotations.formats.tools import parquet, tables
from annotations.formats.writers import WRITERS
from annotations.model import Attribution
from tests.docs_reading import blocks, named, read, rows
from tests.formats.tools.strategies import article, outgoing

PAGES = ["doccano", "label-studio"]


def sample() -> OutgoingArticle:
    """The article of the samples."""
    one = article(
        "It rained, she said.", (0, 9, "claim", "ana", None), (11, 14, "source", "ana", None)
    )
    spans = tuple(
        span.model_copy(update={"id": name}) for span, name in zip(one.spans, "ab", strict=True)
    )
    document = one.document.model_copy(update={"id": "r7", "title": "Rain"})
    tie = Attribution(id="t", document="r7", annotator="ana", claim="a", source="b")
    return OutgoingArticle(document, spans, (tie,))


def test_samples_are_what_is_written() -> None:
    for name in ("spacy", "doccano", "label-studio"):
        one = sample()
        if name != "doccano":  # only the first span is in it
            one = OutgoingArticle(one.document, one.spans[:1], ())
        write = WRITERS[name].write()
        data = b"".join(piece.data for piece in write(outgoing([one]), Left()))
        written = json.loads(data)
        shown = json.loads(blocks(f"formats/{name}.md", "json")[0])
        assert (written[0] if name == "label-studio" else written) == shown


@pytest.mark.parametrize("name", PAGES)
def test_refusals_are_as_they_say(name: str) -> None:
    found = [
        (row[0].strip("`"), row[1])
        for row in rows(read(f"formats/{name}.md"))
        if row[0].startswith(('`{"', '`[{"'))
    ]
    assert len(found) == 3
    suffix = WRITERS[name].suffix
    for given, message in found:
        source = Source(Path(f"f{suffix}"), given.encode())
        with pytest.raises(IntakeError) as error:
            reader(source, name).read(source)
        assert str(error.value) == message


def test_both_forms_of_doccano_are_known() -> None:
    for block in blocks("formats/doccano.md", "json"):
        source = Source(Path("f.jsonl"), block.encode())
        assert reader(source).name == "doccano"
        (_, came), = reader(source).read(source).articles  # fmt: skip
        assert [(span.text, span.label) for span in came.spans] == [
            ("It rained", "claim"), ("she", "source"),
        ]  # fmt: skip


def test_the_tables_name_every_column_in_its_order() -> None:
    found = {
        row[0].strip("`").removesuffix(".csv"): row[2].strip("`").split("` `")
        for row in rows(read("formats/csv.md"))
        if len(row) == 3
    }
    assert found == {
        table: [column.name for column in columns] for table, columns in tables.TABLES.items()
    }


def test_the_types_are_those_of_the_file() -> None:
    types = {"int64": "whole", "double": "number", "boolean": "truth", "list": "texts"}
    types["timestamp"] = "time"
    columns = [column for table in tables.TABLES.values() for column in table]
    for names, type_ in rows(read("formats/parquet.md")):
        sort = types.get(type_.split()[0], "text")
        if sort != "text":
            there = {column.name for column in columns if column.sort == sort}
            assert there == {*named(f"| a |\n|---|\n| {names} |\n")}
    assert parquet.INSTALL in read("formats/parquet.md")

"""The pages on the program's own formats tell the truth: its tables, examples and refusals."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import IntakeError
from annotations.formats import jsonl, plain
from annotations.formats.readers import MAX_BYTES
from annotations.model import MAX_NESTING
from annotations.text import intake
from annotations.workspace import Workspace
from tests import stock
from tests.docs_generated import parts
from tests.docs_reading import DOCS, SEEDS, blocks, named, read, rows, section, told

GENERAL = "formats.md"
JSONL = "formats/jsonl.md"
MARKDOWN = "formats/markdown.md"


def golden(name: str) -> list[dict[str, Any]]:
    """The lines of a sample export."""
    return [json.loads(line) for line in (SEEDS / name).read_bytes().splitlines()]


# -- what all formats share ----------------------------------------------------------------------


def test_every_format_has_a_page() -> None:
    for table in parts(GENERAL).values():
        for page in re.findall(r"\]\((.+?)\)", table):
            assert (DOCS / page).is_file(), page


def test_the_limits_are_those_of_the_code() -> None:
    assert [limit for _, limit in rows(section(GENERAL, "## Text"))] == [
        f"{intake.MAX_BYTES:,} bytes",
        f"{intake.MAX_BYTES:,} characters",
        f"{MAX_BYTES:,} bytes",
        f"{jsonl.MAX_LINE:,} bytes",
        f"{MAX_NESTING} deep",
        "200 characters, none of them a control character",
        "100 characters, none of them a control character",
    ]


@pytest.mark.parametrize("page", [GENERAL, JSONL])
def test_the_scripts_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.jsonl").write_bytes((SEEDS / "golden.jsonl").read_bytes())
    (tmp_path / "links.jsonl").write_bytes((SEEDS / "golden-links.jsonl").read_bytes())
    monkeypatch.chdir(tmp_path)
    scripts = blocks(page, "python")
    assert scripts
    for script in scripts:
        code = compile(script, page, "exec")
        if "import pandas" in script:
            pytest.importorskip("pandas")
        exec(code, {})


# -- JSONL: out ----------------------------------------------------------------------------------


def test_the_tables_name_every_key_in_its_order(ws: Workspace) -> None:
    stock.add(ws, stock.ONE)
    (act,) = ws.exporting.lines("history")
    article, link = golden("golden.jsonl")[0], golden("golden-links.jsonl")[0]
    of_article, of_span, of_relation = re.split(
        "^A span:$|^A relation:$", section(JSONL, "## Articles"), flags=re.MULTILINE
    )
    assert named(of_article) == [*article]
    assert named(of_span) == [*article["spans"][0]]
    assert named(of_relation) == [*article["relations"][0]]
    of_link = section(JSONL, "## Links")
    assert named(of_link) == [*link]
    for key in link["left"]:
        assert f"`{key}`" in of_link
    assert named(section(JSONL, "## History")) == [*json.loads(act)]


def test_the_examples_are_of_the_sample_export() -> None:
    article, link = map(json.loads, blocks(JSONL, "json"))
    (real,) = (line for line in golden("golden.jsonl") if line["id"] == article["id"])
    assert [*article] == [*real]
    for key, shown in article.items():
        if isinstance(shown, list):
            assert shown
            assert shown == [thing for thing in real[key] if thing in shown]
        elif key == "text":
            assert real[key].startswith(shown.removesuffix("…"))
        else:
            assert real[key] == shown
    assert json.dumps(link) in map(json.dumps, golden("golden-links.jsonl"))


# -- JSONL and Markdown: in ----------------------------------------------------------------------


def test_front_matter_is_read_as_shown() -> None:
    (source,), (details,) = blocks(MARKDOWN, "markdown"), blocks(MARKDOWN, "json")
    (_, article) = plain.read(source.encode(), "f.md", markdown=True).articles[0]
    assert article.details.model_dump() == json.loads(details)
    assert article.text.startswith("The Inner Sea")


def test_the_bare_lines_come_in(ws: Workspace) -> None:
    (lines,) = blocks(JSONL, "jsonl")
    report = stock.take_lines(ws, *lines.splitlines())
    assert (len(report.added), report.spans, report.remarks) == (3, 3, [])
    first, second, third = [json.loads(line) for line in ws.exporting.lines()]
    assert first["spans"] == []
    assert second["meta"] == {"answer": "accept", "_task_hash": 7}
    assert [third["id"], second["spans"][0]["origin"]] == ["r7", "import"]
    assert third["relations"][0]["label"] == "attributed_to"
    assert {span["annotator"] for span in third["spans"]} == {"ana"}


@pytest.mark.parametrize(
    ("given", "message"),
    [*told(JSONL, "## Refusals"), *told(MARKDOWN, "## Refusals")],
    ids=lambda text: text[:30],
)
def test_a_file_is_refused_as_the_page_says(
    ws: Workspace, tmp_path: Path, given: str, message: str
) -> None:
    name = message.partition(":")[0].partition(" ")[0]
    data = given if name == "f.jsonl" else given.replace("\\n", "\n")
    (tmp_path / name).write_text(data, "utf-8")
    with pytest.raises(IntakeError) as caught:
        ws.importing.file(tmp_path / name)
    assert str(caught.value) == message


def test_no_example_is_of_another_schema() -> None:
    assert f"schema `{jsonl.SCHEMA}`" in read(JSONL)

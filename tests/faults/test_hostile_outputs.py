"""Files that go out of a case that attacks: none has a control in it that came from the case.

A browser, a spreadsheet, an XML reader and `cat` are attacked by different things; none of them
gets any of it. What tools need to find their offsets in, brat's `.txt`, is the text as it is.
"""

import csv
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annotations.formats.writers import GRAPHS, JSONL, WRITERS
from annotations.workspace import Workspace
from tests.faults import poison
from tests.faults.figures import Count

RAW = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Controls of terminals, and those that turn the direction of what follows. The marks that Arabic
and Hebrew are written with turn nothing."""

RECKONED = tuple("=+-@\t\r")
"""How a cell begins that a spreadsheet would reckon with."""

AS_IT_IS = {".txt", ".parquet"}
"""Files that hold a text as it is: brat counts in it, and no terminal shows a Parquet file."""

OUTPUTS = [
    *((what, JSONL) for what in ("documents", "links", "reviews", "history")),
    *(("documents", name) for name in WRITERS),
    *(("links", name) for name, writer in WRITERS.items() if writer.links),
    *(("network", name) for name in GRAPHS),
]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case."""
    return poison.case(tmp_path_factory.mktemp("case"))


@pytest.mark.parametrize(("what", "format_"), OUTPUTS)
def test_no_control_of_a_case_goes_out(
    case: Path, tmp_path: Path, what: str, format_: str, count: Count
) -> None:
    target = tmp_path / "out"
    with Workspace.open(case, poison.ANNOTATOR) as ws:
        ws.exporting.to_file(target, what, format_)
    files = sorted(target.iterdir()) if target.is_dir() else [target]
    for file in files:
        assert RAW.search(file.name) is None
        if file.suffix not in AS_IT_IS:
            found = RAW.findall(file.read_bytes().decode())
            count("hostile text in files", files=1, bytes=file.stat().st_size,
                  control_characters=len(found))  # fmt: skip
            assert found == [], file.name
        if file.suffix in (".xmi", ".xml") or what == "network":
            ET.parse(file)
        if file.suffix == ".csv":
            with file.open(encoding="utf-8", newline="") as table:
                cells = [cell for row in csv.reader(table) for cell in row]
            assert [cell for cell in cells if cell.startswith(RECKONED)] == []


def test_no_control_of_a_case_is_in_the_report(case: Path, tmp_path: Path, count: Count) -> None:
    page = tmp_path / "report.html"
    with Workspace.open(case, poison.ANNOTATOR) as ws:
        ws.reporting.to_file(page)
    html = page.read_text()
    found = RAW.findall(html)
    count("hostile text in files", files=1, bytes=len(html), control_characters=len(found))
    assert found == []
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html

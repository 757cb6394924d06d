"""Names from outside never command the terminal: no control reaches it but our own newlines."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotations.formats.writers import WRITERS
from tests.cli.conftest import Cli
from tui.cli.root import diptych

EVIL = "Bud\x1b]52;c;ZXZpbA==\x07get\x1b[2J \x9b31m\u202e\u2066 [/b] [@click=app.quit]\x7f\u2028\r"
"""A clipboard write, a cleared screen, C1, bidirectional controls, markup, line breaks."""

NAME = "an\u202ea [/b]"
"""An annotator's name as bad as the subject allows."""

EVIL_LABEL = "la\u202ebel [/b] and longer than a column"
"""A label likewise."""

DANGER = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\udfff]"
)


def _assert_clean(result: Any) -> None:
    for stream in (result.stdout_bytes, result.stderr_bytes):
        assert DANGER.search(stream.decode()) is None


@pytest.fixture
def hostile(cli: Cli, tmp_path: Path) -> Path:
    """A workspace full of bad names, in a file with one."""
    files = []
    for number in (1, 2):
        article = {
            "text": f"{EVIL} {number}",
            "title": EVIL,
            "outlet": EVIL,
            "meta": {EVIL: EVIL},
            "spans": [
                {
                    "start": 0,
                    "end": 20,
                    "label": "entity",
                    "annotator": NAME,
                    "note": EVIL,
                    EVIL: 1,
                },
                {"start": 0, "end": 9, "label": EVIL_LABEL, "annotator": "ben"},
            ],
        }
        file = tmp_path / f"a\x1b[31m\n{number}.jsonl"
        file.write_text(json.dumps(article))
        files.append(file)
    case = tmp_path / "c\x1b]0;x\x07\u202e.db"
    book = tmp_path / "b\x1b.toml"
    book.write_text(
        f'name = {json.dumps("b" + chr(0x202E))}\n[[labels]]\nname = "entity"\n'
        f'key = "e"\nguideline = {json.dumps(EVIL)}\n'
    )
    result = cli("import", case, "--annotator", NAME, "--codebook", book, *files)
    assert result.exit_code == 0
    assert "[/b]" in result.stdout
    assert result.stdout.count("\n") == 2, "one line a file, whatever the file is called"
    _assert_clean(result)
    return case


def test_every_command_is_clean(cli: Cli, hostile: Path, tmp_path: Path) -> None:
    calls: list[list[object]] = [
        ["match", hostile, "--annotator", NAME],
        ["match", hostile, "--json"],
        ["learning", hostile, "off", "--annotator", NAME],
        ["review", hostile, "--mode", "verify", "--of", NAME, "--annotator", "ben"],
        ["review", hostile, "--list"],
        ["review", hostile, "--list", "--json"],
        ["agreement", hostile],
        ["agreement", hostile, "--json"],
        ["report", hostile, "-o", tmp_path / "r\x1b\u202e.html"],
        ["export", hostile, "--layer", "resolved"],
        ["export", hostile, "--what", "reviews"],
        ["export", hostile],
        ["export", hostile, "--what", "links"],
        ["export", hostile, "--what", "history"],
        ["export", hostile, "--layer", NAME, "-o", tmp_path / "o\x1b[1m"],
        *(
            ["export", hostile, "--format", name, "-o", tmp_path / f"{name}\x1b]0;x\x07\u202e"]
            for name in WRITERS
        ),
        ["history", hostile],
        ["history", hostile, "--json"],
        ["check", hostile],
        ["check", hostile, "--json"],
        ["check", hostile, "--repair"],
        ["check", hostile, "--repair", "--json"],
        ["backup", hostile],
        ["backup", hostile, tmp_path / "copy\x1b\u202e"],
        ["merge", hostile, tmp_path / "copy\x1b\u202e"],
        ["codebook", hostile],
        ["completion", "bash"],
    ]
    for call in calls:
        result = cli(*call)
        assert result.exit_code == 0, call
        _assert_clean(result)
    elsewhere = {"demo", "open", "import", "serve"}
    assert {str(call[0]) for call in calls} == {*diptych.commands} - elsewhere


COMPLAINTS = [
    ["open", "{case}"],
    ["open", "{case}", EVIL],
    ["open", "{case}", "bud"],
    ["{case}", "1"],
    ["import", "{case}", EVIL],
    ["import", "{case}", "--json", EVIL],
    ["import", "{case}", "--dry-run", EVIL],
    ["import", "{case}", "--format", EVIL, EVIL],
    ["import", "{case}", "--encoding", EVIL, EVIL],
    ["export", "{case}", "--layer", EVIL],
    ["export", "{case}", "--what", EVIL],
    ["export", "{case}", f"--{EVIL}"],
    ["export", "{case}", "--format", EVIL],
    ["export", "{case}", "--format", "csv", "-o", EVIL.replace("/", "") + "/" + EVIL],
    ["match", "{case}", "--annotator", EVIL],
    ["codebook", "{case}", EVIL],
    ["backup", "{case}", f"missing/{EVIL}"],
    ["report", "{case}", "-o", "out.html", "--layer", EVIL],
    ["report", "{case}", "-o", f"missing/{EVIL}"],
    ["check", EVIL],
    ["check", EVIL, "--repair"],
    ["check", "{case}", "--repair", "-o", f"missing/{EVIL}"],
    ["check", "{case}", "-o", EVIL],
    ["serve", "{case}", EVIL],
    ["serve", "{case}", "--host", EVIL, "--port", "0"],
    ["completion", EVIL],
    ["check", "\udcff.db"],
    ["import", "new\udcff.db", EVIL],
    [EVIL],
    [f"--{EVIL}"],
]
"""Calls that are refused, with everything bad in them that an argument can have."""


CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")
"""What commands a terminal, as UTF-8."""


@pytest.mark.parametrize("name", WRITERS)
def test_other_tools_files_command_no_terminal(
    cli: Cli, hostile: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "written"
    assert cli("export", hostile, "--format", name, "-o", out).exit_code == 0
    files = [*out.iterdir()] if out.is_dir() else [out]
    assert files
    if name not in ("parquet", *RAW):
        assert not [file for file in files if CONTROL.search(file.read_bytes())]
    links = cli("export", hostile, "--what", "links", "--format", "csv")
    assert CONTROL.search(links.stdout_bytes) is None


RAW = ("brat", "conll")
"""Texts as they are, so that offsets hold: `diptych import` refuses none for what is in it."""


def test_every_complaint_is_clean(cli: Cli, hostile: Path) -> None:
    for call in COMPLAINTS:
        result = cli(*(hostile if arg == "{case}" else arg for arg in call))
        _assert_clean(result)
        assert result.exit_code in (1, 2), call
        assert result.stderr.startswith("diptych: "), call


def test_what_is_lost_is_told_cleanly(cli: Cli, hostile: Path) -> None:
    data = bytearray(hostile.read_bytes())
    for at in range(4096, len(data) - 4096, 2 * 4096):
        data[at : at + 4096] = bytes(4096)
    hostile.write_bytes(data)
    result = cli("check", hostile, "--repair", "-o", "saved.db")
    assert (result.exit_code, bool(result.stdout)) == (1, True)
    _assert_clean(result)
    _assert_clean(cli("history", "saved.db"))


def test_a_demo_in_a_hostile_place_is_clean(cli: Cli) -> None:
    for _ in range(2):
        result = cli("demo", EVIL)
        assert result.exit_code == 0
        _assert_clean(result)


def test_a_hostile_codebook_is_printed_without_loss(
    cli: Cli, hostile: Path, tmp_path: Path
) -> None:
    printed = cli("codebook", hostile).stdout
    (tmp_path / "again.toml").write_text(printed)
    assert cli("codebook", hostile, tmp_path / "again.toml").exit_code == 0
    assert cli("codebook", hostile).stdout == printed


def test_hostile_text_comes_back_byte_for_byte(cli: Cli, hostile: Path, tmp_path: Path) -> None:
    cli("export", hostile, "-o", tmp_path / "o.jsonl")
    assert cli("import", "again.db", tmp_path / "o.jsonl").exit_code == 0
    assert cli("export", "again.db").stdout_bytes == (tmp_path / "o.jsonl").read_bytes()
    title = json.loads((tmp_path / "o.jsonl").read_text().splitlines()[0])["title"]
    assert title == EVIL

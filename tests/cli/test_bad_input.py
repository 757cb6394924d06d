"""Whatever is wrong with what is given: one clear line, the right status, nothing half done."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from annotations.errors import Refused
from annotations.matching.semantic import INSTALL
from tests.cli.conftest import FIRST, Cli
from tui.cli.root import diptych

BAD_FILES = {
    "empty.txt": (b" \n", "empty: there is nothing to annotate"),
    "binary.txt": (b"ab\0cd", "a binary file (NUL at byte 2), not text"),
    "paper.txt": (b"%PDF-1.7", "damaged, or no PDF: save it again"),
    "other.db": (b"SQLite format 3\0", "a database, not text"),
    "page.txt": (
        b"<!doctype html><p>x",
        "no article found in it, only “x”: save its text as a .txt file",
    ),
    "front.md": (b"---\npublished: last week\n---\ntext", "front matter, published: "),
    "broken.jsonl": (b'{"text": "a"}\n{"text": \n', "line 2: not a JSON object: "),
    "array.jsonl": (b"[1, 2]", "line 1: not a JSON object but an array"),
    "textless.jsonl": (b'{"id": "x"}', 'line 1: has no "text"'),
    "later.jsonl": (b'{"schema": "diptych/9", "text": "a"}', 'line 1: schema "diptych/9"'),
    "offset.jsonl": (
        b'{"text": "ab", "spans": [{"start": 1, "end": 9, "label": "entity"}]}',
        "line 1: spans[0]: [1, 9) is no stretch of a text of 2 codepoints",
    ),
    "quote.jsonl": (
        b'{"text": "ab", "spans": [{"start": 0, "end": 1, "label": "entity", "text": "b"}]}',
        'line 1: spans[0]: says "b" but the text has "a" at [0, 1)',
    ),
}
"""Each bad file by name: its content, and what is said of it."""


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_the_others_go_in(
    cli: Cli, articles: list[Path], tmp_path: Path, name: str
) -> None:
    bad = tmp_path / "in" / name
    bad.parent.mkdir()
    content, reason = BAD_FILES[name]
    bad.write_bytes(content)
    result = cli("import", "case.db", articles[0], bad, articles[1])
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 2, "a line for each good file"
    complaint, summary = result.stderr.splitlines()
    assert complaint.startswith(f"diptych: {bad}")
    assert reason in complaint
    assert summary == "case.db: 2 articles added, 0 there already, 1 file refused"
    assert cli("export", "case.db").stdout.count("\n") == 2
    assert cli("check", "case.db").exit_code == 0


@pytest.mark.parametrize(
    ("path", "reason"),
    [("missing.md", "missing.md: no such file"), ("*.nothing", "*.nothing: no such file")],
)
def test_what_is_no_file_is_refused(cli: Cli, articles: list[Path], path: str, reason: str) -> None:
    result = cli("import", "case.db", path, articles[0])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == f"diptych: {reason}"
    assert "added “Registry to go”" in result.stdout


def test_a_name_is_not_repeated_where_the_directory_is_named_alike(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a").write_bytes(b"")
    assert cli("import", "case.db", "a/a").stderr.startswith("diptych: a/a: empty")
    assert cli("import", "case.db", "a/b").stderr.startswith("diptych: a/b: no such file")


# -- what is no workspace ------------------------------------------------------------------------


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("not a database\n" * 20)


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table t (x)")
    connection.close()


def _directory(path: Path) -> None:
    path.mkdir()


def _missing(path: Path) -> None:
    pass


NOT_WORKSPACES = {
    _empty: "an empty file",
    _text: "not a diptych workspace",
    _foreign: "a database of another program",
    _directory: "not a file",
    _missing: "no such file",
}


WITHOUT_ONE = ("demo", "completion")
"""The commands that are given no workspace."""


@pytest.mark.parametrize("make", NOT_WORKSPACES)
@pytest.mark.parametrize("command", [one for one in diptych.commands if one not in WITHOUT_ONE])
def test_no_workspace(cli: Cli, tmp_path: Path, make: object, command: str) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]  # one of the functions above
    if command == "import" and make is _missing:
        return  # it makes one
    before = path.read_bytes() if path.is_file() else None
    more = {"import": ["a.md"], "backup": ["copy.db"], "merge": ["other.db"]}
    more["report"] = ["-o", "copy.db"]
    result = cli(command, path, *more.get(command, []))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"diptych: {path}: {NOT_WORKSPACES[make]}")  # type: ignore[index]  # as above
    assert result.stderr.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not (tmp_path / "copy.db").exists()


def test_a_newer_workspace_is_left_alone(cli: Cli, case: Path) -> None:
    connection = sqlite3.connect(case)
    connection.execute("pragma user_version = 99")
    connection.close()
    before = case.read_bytes()
    result = cli("match", case)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"diptych: {case}: written by a newer diptych (schema 99")
    assert case.read_bytes() == before


def test_a_scribbled_workspace_is_one_line(cli: Cli, case: Path) -> None:
    data = bytearray(case.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    case.write_bytes(data)
    for command in ("export", "history", "match", "check"):
        result = cli(command, case)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"diptych: {case}")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("make", NOT_WORKSPACES)
def test_no_workspace_to_repair(cli: Cli, tmp_path: Path, make: object) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]  # one of the functions above
    result = cli("check", path, "--repair")
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.match(
        rf"diptych: {path}: (cannot be read|nothing of a workspace can be read)", result.stderr
    )
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "x-repaired.db").exists()


# -- codebooks -----------------------------------------------------------------------------------

BAD_BOOKS = {
    b"labels = [": "not valid TOML",
    b"labels = []": "labels is empty",
    b"lables = []": "lables: no such key",
    b'[[labels]]\nname = "a"\nkey = "c"\n[[labels]]\nname = "b"\nkey = "c"': "share the key",
    b'[keys]\n"reader.serach" = "f"': "reader.serach",
    b"\xff\xfe": "not UTF-8",
}


@pytest.mark.parametrize("content", BAD_BOOKS)
def test_a_bad_codebook_changes_nothing(
    cli: Cli, case: Path, articles: list[Path], tmp_path: Path, content: bytes
) -> None:
    book = tmp_path / "book.toml"
    book.write_bytes(content)
    before = cli("history", case).stdout
    calls: list[list[object]] = [
        ["codebook", case, book],
        ["import", case, "--codebook", book, *articles],
        ["import", "new.db", "--codebook", book, *articles],
        ["open", case, "--codebook", book],
    ]
    for call in calls:
        result = cli(*call)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("diptych: ")
        assert BAD_BOOKS[content] in result.stderr
        assert result.stderr.count("\n") == 1
    assert cli("history", case).stdout == before
    assert not (tmp_path / "new.db").exists()


def test_a_missing_codebook(cli: Cli, case: Path) -> None:
    assert cli("codebook", case, "no.toml").stderr.startswith("diptych: no.toml: cannot be read")


# -- where nothing can be written ----------------------------------------------------------------


def test_export_overwrites_neither_the_workspace_nor_a_device(cli: Cli, case: Path) -> None:
    before = case.read_bytes()
    for path, reason in ((case, "the workspace itself"), ("/dev/null", "not a file")):
        result = cli("export", case, "-o", path)
        assert result.exit_code == 1
        assert reason in result.stderr
    assert case.read_bytes() == before
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing/out", "cannot be written: No such file or directory"),
        (".", "not empty: give the name of a new folder"),
        ("case.db", "not a folder: give the name of a new one"),
        ("x" * 300, "cannot be written: File name too long"),
    ],
)
def test_export_where_no_folder_can_be(cli: Cli, case: Path, path: str, reason: str) -> None:
    before = case.read_bytes()
    result = cli("export", case, "--format", "csv", "-o", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"diptych: {path}: {reason}\n"
    assert case.read_bytes() == before


@pytest.mark.parametrize("path", [".", "missing/out.jsonl"])
def test_export_where_no_file_can_be(cli: Cli, case: Path, path: str) -> None:
    result = cli("export", case, "-o", path)
    assert result.exit_code == 1
    assert f"diptych: {path}: cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_workspace_where_none_can_be_made(cli: Cli, articles: list[Path]) -> None:
    result = cli("import", "missing/case.db", *articles)
    assert result.exit_code == 1
    assert result.stderr.startswith("diptych: missing/case.db: cannot be made")
    assert not Path("missing").exists()


# -- wrong usage ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        ("exprot", "case.db"),
        ("export",),
        ("export", "case.db", "--waht", "links"),
        ("export", "case.db", "--what", "spans"),
        ("export", "case.db", "--format", "docx"),
        ("import", "case.db"),
        ("history", "case.db", "-n", "0"),
        ("backup", "case.db", "a", "b"),
        ("backup", "case.db", "a", "--keep", "3"),
        ("backup", "case.db", "--keep", "0"),
        ("check", "case.db", "-o", "new.db"),
        ("serve", "case.db", "--port", "x"),
        ("completion", "tcsh"),
        ("--nonsense",),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(cli: Cli, call: tuple[str, ...]) -> None:
    result = cli(*call)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("diptych: ")
    assert "--help`)" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["", "x" * 101, "a\x1bb", "\udcff"])
def test_an_annotator_without_a_usable_name(
    cli: Cli, case: Path, articles: list[Path], name: str
) -> None:
    before = cli("history", case).stdout
    result = cli("import", "--annotator", name, case, *articles)
    assert result.exit_code == 1
    assert result.stderr.startswith("diptych: the annotator needs a name")
    assert cli("history", case).stdout == before


def test_another_article_with_the_same_id(cli: Cli, tmp_path: Path) -> None:
    for name, text in (("a.jsonl", FIRST), ("b.jsonl", "another")):
        (tmp_path / name).write_text(json.dumps({"id": "same", "text": text}))
    result = cli("import", "case.db", "a.jsonl", "b.jsonl")
    assert result.exit_code == 1
    assert 'another article has the id "same"' in result.stderr


def test_match_with_meanings_says_what_is_missing(
    cli: Cli, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise Refused(f"no model of meanings is installed: {INSTALL}")

    monkeypatch.setattr("annotations.matching.semantic.model", missing)
    result = cli("match", "--semantic", case)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"diptych: no model of meanings is installed: {INSTALL}\n"
    both = cli("match", "--semantic", "--engine", "dask", case, "links.jsonl")
    assert both.exit_code == 2
    assert "do not go with --engine" in both.stderr

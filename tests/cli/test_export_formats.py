"""`diptych export --format`: other tools' files, to a pipe, a file or a folder."""

import io
import json
import re
from pathlib import Path

import pytest

from annotations.formats.writers import WRITERS
from annotations.workspace import Workspace
from tests import stock
from tests.cli.conftest import Cli
from tui.cli.exporting import _stream

FOLDERS = [name for name, writer in WRITERS.items() if writer.is_folder]
FILES = [name for name in WRITERS if name not in FOLDERS]


@pytest.mark.parametrize("name", FILES)
def test_a_file_and_a_pipe_are_the_same(cli: Cli, case: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "out"
    told = cli("export", case, "--format", name, "-o", file)
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.startswith(f"{file}: 2 articles\n")
    piped = cli("export", case, "--format", name)
    assert piped.stdout_bytes == file.read_bytes()
    assert piped.stderr == told.stderr.partition("\n")[2]


class Terminal(io.TextIOWrapper):
    """A terminal that keeps what it is sent."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("name", ["conll", "csv"])
def test_what_is_shown_on_a_terminal_does_not_command_it(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for identifier, text in (("one", "a\x1b]0;x\x07 rained"), ("two", "b\x1b[2J rained")):
        stock.add(ws, text, id=identifier)
        stock.tag(ws, identifier, text)
    one, two = (ws.spans.in_article(article)[0] for article in ("one", "two"))
    ws.links.decide(one.id, two.id, "same")
    shown = io.BytesIO()
    monkeypatch.setattr("sys.stdout", Terminal(shown, "utf-8", write_through=True))
    _stream(ws.exporting.pieces("links" if name == "csv" else "documents", name))
    assert b"rained" in shown.getvalue()
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", shown.getvalue())


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_needs_a_name(cli: Cli, case: Path, tmp_path: Path, name: str) -> None:
    for output in ((), ("-o", "-")):
        told = cli("export", case, "--format", name, *output)
        assert (told.exit_code, told.stdout) == (2, "")
        assert f"--format {name} writes a folder: give -o DIR" in told.stderr
    assert cli("export", case, "--format", name, "-o", tmp_path / "out").exit_code == 0
    assert any((tmp_path / "out").iterdir())
    again = cli("export", case, "--format", name, "-o", tmp_path / "out")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "not empty: give the name of a new folder" in again.stderr


@pytest.mark.parametrize("name", FOLDERS)
def test_an_export_is_replaced_where_nothing_else_is_there(
    cli: Cli, case: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    export = "export", case, "--format", name, "-o", out, "--overwrite"
    assert cli(*export).exit_code == 0
    files = {path.name: path.read_bytes() for path in out.iterdir()}
    first = min(files)
    (out / first).write_bytes(b"")
    assert cli(*export).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == files
    for spoil in (
        (out / "mine.txt").touch,
        (out / ".hidden").touch,
        (out / "00009").mkdir,
        (out / max(files)).unlink,
    ):
        spoil()
        before = sorted(out.iterdir())
        told = cli(*export)
        assert (told.exit_code, told.stdout) == (1, "")
        assert f"not just what {name} is written as: give the name of a new one" in told.stderr
        assert sorted(out.iterdir()) == before
        for path in {*before} - {out / one for one in files}:
            path.rmdir() if path.is_dir() else path.unlink()


def test_what_is_left_out_is_told(cli: Cli, case: Path) -> None:
    told = cli("export", case, "--format", "doccano")
    assert told.stderr == "1 link is left out: doccano ties nothing across texts\n"
    assert [len(json.loads(line)["entities"]) for line in told.stdout.splitlines()] == [1, 1]


def test_links_as_csv(cli: Cli, case: Path) -> None:
    told = cli("export", case, "--what", "links", "--format", "csv")
    assert told.stdout_bytes.startswith(b"id,label,verdict,")
    assert told.stdout_bytes.count(b"\r\n") == 2
    told = cli("export", case, "--what", "links", "--format", "doccano")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "--format doccano goes with --what documents, not with links" in told.stderr


@pytest.mark.parametrize("name", ["doccano", "label-studio", "spacy"])
def test_import_takes_it_back_without_being_told_the_format(
    cli: Cli, case: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / f"out{WRITERS[name].suffix}"
    cli("export", case, "--format", name, "-o", file)
    assert cli("import", "again.db", file).exit_code == 0
    once, twice = (
        [
            (line["id"], line["text"], line["title"], line["outlet"],
             [(span["start"], span["end"], span["label"]) for span in line["spans"]])
            for line in map(json.loads, cli("export", path).stdout.splitlines())
        ]
        for path in (case, "again.db")
    )  # fmt: skip
    assert once == twice

"""`diptych import`: folders, patterns, formats, encodings, near-duplicates and dry runs."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import FIRST, Cli
from tests.formats.saved import samples

STORY = " ".join(f"word{number}" for number in range(100))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that are nearly the same, a page, and a picture."""
    place = tmp_path / "in"
    (place / "sub").mkdir(parents=True)
    (place / "a.txt").write_text(f"Story\n\n{STORY}")
    (place / "sub" / "b.txt").write_text(f"Story again\n\n{STORY}")
    (place / "sub" / "c.html").write_text(samples.page())
    (place / "sub" / "d.jpg").write_bytes(b"\xff\xd8\xff")
    return place


def test_a_folder(cli: Cli, folder: Path) -> None:
    result = cli("import", "case.db", "in")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "in/a.txt: added “Story”",
        "in/sub/b.txt: added “Story again”, near-duplicate of 1 “Story” (98 % of its words)",
        "in/sub/c.html: added “Registry to quit”",
    ]
    assert result.stderr.splitlines() == [
        "left out, of no kind that can be read: 1 .jpg",
        "case.db: 3 articles added, 0 there already, 0 files refused",
    ]


def test_a_pattern_that_no_shell_spelt_out(cli: Cli, folder: Path) -> None:
    result = cli("import", "case.db", "in/**/*.txt", "--json")
    told = json.loads(result.stdout)
    assert [file["file"] for file in told["files"]] == ["in/a.txt", "in/sub/b.txt"]
    (near,) = told["files"][1]["near"]
    assert (near["name"], near["of"], near["holds"]) == ("Story again", "Story", False)
    assert (near["id"], near["number"]) == (told["files"][0]["added"][0]["id"], 1)
    assert 0.9 < near["share"] < 1
    assert (told["left_out"], told["dry_run"]) == ({}, False)


def test_a_dry_run_says_all_and_writes_nothing(cli: Cli, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7")
    dry = cli("import", "new.db", "in", "--dry-run")
    told = cli("import", "new.db", "in", "--dry-run", "--json")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    wet = cli("import", "new.db", "in")
    assert (dry.exit_code, told.exit_code, wet.exit_code) == (1, 1, 1)
    assert dry.stdout == wet.stdout
    assert dry.stderr == wet.stderr.rstrip() + "; a dry run: nothing was written\n"
    assert json.loads(told.stdout)["added"] == 3
    before = Path("new.db").read_bytes()
    again = cli("import", "new.db", "in", "--dry-run")
    assert again.stdout.count("there already") == 3
    assert Path("new.db").read_bytes() == before


def test_a_format_and_an_encoding_that_are_said(cli: Cli, tmp_path: Path) -> None:
    russian = "Решение ещё не принято, сказали они."
    Path("a.html").write_bytes(russian.encode("koi8_r"))
    assert "added" in cli("import", "a.db", "a.html", "--format", "text").stdout
    result = cli("import", "b.db", "a.html", "--format", "text", "--encoding", "koi8-r")
    assert result.stdout == f"a.html: added “{russian}”\n"
    for option, name in (("--format", "nonsense"), ("--encoding", "nonsense")):
        result = cli("import", "c.db", "a.html", option, name)
        assert result.exit_code == 2
        assert "'nonsense': " in result.stderr
    assert not Path("c.db").exists()


def test_a_folder_with_nothing_in_it(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.png").write_bytes(b"\x89PNG")
    result = cli("import", "case.db", "in")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "left out, of no kind that can be read: 1 .png" in result.stderr
    assert "in: no file in it that can be read" in result.stderr


@pytest.mark.parametrize("given", ["in", "none*.html", "none.txt", "empty.txt"])
def test_no_workspace_is_made_for_nothing(cli: Cli, tmp_path: Path, given: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "empty.txt").touch()
    result = cli("import", "new.db", given)
    assert result.exit_code == 1
    assert given in result.stderr
    assert "no workspace was made" in result.stderr
    assert not Path("new.db").exists()


def test_of_several_articles_in_a_file_the_twin_is_named(cli: Cli, tmp_path: Path) -> None:
    told = [{"title": t, "text": f"{t} {STORY}"} for t in ("One", "Two")]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, told)))
    assert "“Two” near-duplicate of 1 “One” (" in cli("import", "case.db", "a.jsonl").stdout


@pytest.mark.skipif(os.name == "nt", reason="no pipes, and links need rights")
def test_what_is_no_file_is_called_what_it_is(cli: Cli, tmp_path: Path) -> None:
    os.mkfifo("pipe.txt")
    Path("gone.txt").symlink_to("nowhere")
    Path("self.txt").symlink_to("self.txt")
    said = cli("import", "case.db", "pipe.txt", "gone.txt", "self.txt", "no.txt").stderr
    assert "pipe.txt: not a file but a pipe" in said
    assert "gone.txt: a link that leads nowhere" in said
    assert "self.txt: a link that leads nowhere" in said
    assert "no.txt: no such file" in said


def test_the_same_article_twice_is_there_already(cli: Cli, tmp_path: Path) -> None:
    Path("a.md").write_text(FIRST)
    assert cli("import", "case.db", "a.md", "a.md", "./a.md").stdout.count("\n") == 1


def test_what_a_page_says_reaches_no_terminal_as_it_is(cli: Cli, tmp_path: Path) -> None:
    evil = "\x1b]52;c;x\x07[/b]\u202e"
    page = samples.page(head=f"<title>{evil}</title><meta name=author content='{evil}'>")
    (tmp_path / "in").mkdir()
    Path("in/a.html").write_text(page.replace("Registry to quit", f"Registry {evil}"))
    Path("in/b.html").write_text(f"<html><body><noscript>{evil}</noscript></body></html>")
    Path("in/c\x1b[31m.\x1b]0;x\x07").write_text("x")
    result = cli("import", "case.db", "in")
    assert result.stdout.count("\n") == 1
    for stream in (result.stdout, result.stderr):
        assert not {"\x1b", "\x07", "\u202e"} & {*stream}

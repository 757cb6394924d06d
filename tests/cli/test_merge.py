"""`diptych merge`: what it says, and that it says nothing that a terminal would obey."""

import json
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.cli.conftest import Cli


@pytest.fixture
def copy(cli: Cli, case: Path) -> Path:
    """A copy of the workspace."""
    path = case.with_name("ben.db")
    assert cli("backup", case, path).exit_code == 0
    return path


def test_what_came_in_is_said_and_the_other_file_left_alone(
    cli: Cli, case: Path, copy: Path
) -> None:
    with Workspace.open(copy, "ben") as ben:
        ben.spans.tag(ben.articles.ids()[0], 0, 6, "entity")
    before = copy.read_bytes()
    result = cli("merge", case, copy)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"{case}: 1 act of {copy} merged: 1 span added, 0 conflicts kept;"
        f" `diptych match {case}` proposes links anew\n"
    )
    assert copy.read_bytes() == before
    assert cli("merge", case, copy).stderr == f"{case}: nothing new in {copy}\n"
    assert cli("check", case).exit_code == 0
    assert cli("match", case).exit_code == 0


def test_each_conflict_is_one_line_and_no_failure(cli: Cli, case: Path, copy: Path) -> None:
    for path, label, kind, title in (
        (case, "claim", "different", "A\x1b[31m\nB"),
        (copy, "source", "unsure", "C\x1b[31m\nD"),
    ):
        with Workspace.open(path, "ana") as ana:
            one, two = ana.articles.ids()
            (left,), (right,) = ana.spans.in_article(one), ana.spans.in_article(two)
            ana.links.decide(left.id, right.id, kind)
            ana.spans.relabel(left.id, label)
            ana.articles.describe(one, title=title)
        with Workspace.open(path, label) as other:
            other.set_codebook(f'name = "{label}"')
    with Workspace.open(case, "ana") as ana:
        ana.articles.remove(ana.articles.ids()[1])
    result = cli("merge", case, copy)
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    lines = result.stdout.splitlines()
    assert sorted(line.partition(" ")[0] for line in lines) == [
        "article", "codebook:", "link", "span", "title",
    ]  # fmt: skip
    quotes = "“Yousef al-Marzani” and “Youssef Al Marzani”"
    (link,) = (line for line in lines if line.startswith("link"))
    assert link.startswith(f"link {quotes} in “")
    assert link.endswith("(ana): unsure kept, different is in the layer “ana (2)”")
    (codebook,) = (line for line in lines if line.startswith("codebook"))
    assert codebook == "codebook: “source” 1 kept, “claim” 1 is in the history"
    (article,) = (line for line in lines if line.startswith("article"))
    assert article.endswith(": taken away in one copy, worked on in the other: kept")
    assert "5 conflicts kept" in result.stderr
    assert "merged a copy" in cli("history", "-n", "1", case).stdout


def test_as_json(cli: Cli, case: Path, copy: Path) -> None:
    for path, title in ((case, "A"), (copy, "B")):
        with Workspace.open(path, "ana") as ana:
            ana.articles.describe(ana.articles.ids()[0], title=title)
    result = cli("merge", "--json", case, copy)
    report = json.loads(result.stdout)
    assert (report["acts"], report["articles"], report["matched"]) == (1, 0, 0)
    (conflict,) = report["conflicts"]
    assert (conflict["kind"], conflict["detail"]) == ("article", "title")
    assert {conflict["kept"], conflict["other"]} == {"A", "B"}


def test_what_is_refused_is_one_line(cli: Cli, case: Path) -> None:
    result = cli("merge", case, case)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"diptych: {case}: is {case} itself: give the copy that is to be merged into it\n"
    )
    assert cli("merge", case, "none.db").exit_code == 1


def test_articles_that_get_another_number_are_counted(cli: Cli, tmp_path: Path) -> None:
    for name in "XA":
        (tmp_path / f"{name}.txt").write_text(f"Article {name} on the registry.")
    older, newer = tmp_path / "older.db", tmp_path / "newer.db"
    cli("import", older, tmp_path / "X.txt", tmp_path / "A.txt")
    cli("import", newer, tmp_path / "A.txt")
    assert "1 article matched by text, 1 article renumbered," in cli("merge", newer, older).stderr
    assert "renumbered" not in cli("merge", older, newer).stderr

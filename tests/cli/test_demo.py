"""The demo: what a newcomer sees, with and without a terminal, and that no work is thrown away."""

import re
from pathlib import Path
from typing import Any

from rich.cells import cell_len

from annotations.workspace import Workspace
from tests.cli.conftest import Cli
from tui import demo

DEMO = Path("diptych-demo/demo.db")


def test_without_a_terminal_it_prints_a_page(cli: Cli) -> None:
    result = cli("demo")
    assert (result.exit_code, result.stderr) == (0, "")
    page = result.stdout
    assert "[Yousef al-Marzani]ᵉ" in page
    assert re.search(r"“\[The decision has been taken, and.* │ \"\[The decision has been", page)
    assert re.search(r"0\.\d\d  Marsa Zahir  ↔  Marsa Zahir\n +· ", page)
    assert page.endswith(f"    diptych {DEMO} 1 2\n")
    assert max(map(cell_len, page.splitlines())) <= 100
    assert "\x1b" not in page


def test_columns_follow_the_width(cli: Cli, monkeypatch: Any) -> None:
    for width in ("60", "160"):
        monkeypatch.setenv("COLUMNS", width)
        lines = cli("demo").stdout.splitlines()
        columns = [line.index("│") for line in lines if "│" in line]
        assert len(set(columns)) == 1, "one straight line down the page"
        assert max(map(cell_len, lines)) <= max(int(width), 80)


def test_it_saves_nothing_that_a_person_did_not_do(cli: Cli) -> None:
    cli("demo")
    with Workspace.open(DEMO, "ana") as workspace:
        assert [act.action for act in workspace.history.acts()] == ["import"] * 5 + ["codebook"]
        assert workspace.codebook().name == "fact-checking"
        assert workspace.history.check() == []
    assert [path.name for path in DEMO.parent.iterdir()] == ["demo.db"]


def test_a_person_s_work_is_kept(cli: Cli) -> None:
    cli("demo")
    with Workspace.open(DEMO, "ana") as workspace:
        workspace.spans.tag(workspace.articles.ids()[0], 4, 31, "entity")
    before = cli("export", DEMO).stdout
    again = cli("demo")
    assert again.exit_code == 0
    assert again.stderr.startswith(f"{DEMO}: opened as it was left")
    assert cli("demo", "--fresh").stdout.endswith(" diptych diptych-demo/demo-2.db 1 2\n")
    assert cli("demo", "--fresh").stdout.endswith(" diptych diptych-demo/demo-3.db 1 2\n")
    assert cli("export", DEMO).stdout == before


def test_with_a_terminal_the_first_two_open(cli: Cli, opened: list[Any], tmp_path: Path) -> None:
    assert cli("demo", tmp_path / "here").exit_code == 0
    case = tmp_path / "here" / "demo.db"
    with Workspace.open(case, "ana") as workspace:
        assert opened == [(case, "ana", tuple(workspace.articles.ids()[:2]))]


def test_a_demo_with_few_articles_left(cli: Cli) -> None:
    cli("demo")
    for left in (1, 0):
        with Workspace.open(DEMO, "ana") as workspace:
            for article in workspace.articles.ids()[left:]:
                workspace.articles.remove(article)
        assert cli("demo").exit_code == 0


def test_a_file_in_the_place_of_the_directory(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    result = cli("demo", "taken")
    assert (result.exit_code, result.stderr) == (1, "diptych: taken: File exists\n")


def test_something_else_in_the_place_of_the_workspace(cli: Cli) -> None:
    DEMO.parent.mkdir()
    DEMO.write_text("mine")
    assert cli("demo").exit_code == 1
    assert DEMO.read_text() == "mine"


def test_hostile_texts_are_shown_safely(cli: Cli, tmp_path: Path) -> None:
    case = tmp_path / "x.db"
    (tmp_path / "a.txt").write_text("Ti\x1b[31mtle\n\nNadia \x9b31m Marzani \u202e said [1] so.\n")
    cli("import", case, "a.txt")
    with Workspace.open(case, "ana") as workspace:
        page = demo.page(workspace)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", page)

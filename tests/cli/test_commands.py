"""Every command as a person calls it, when nothing goes wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.workspace import Workspace
from tests.cli.conftest import Cli
from tui.cli import options
from tui.cli.root import diptych


def test_every_command_helps_with_an_example(cli: Cli) -> None:
    assert cli("--help").exit_code == 0
    for name in diptych.commands:
        result = cli(name, "--help")
        assert (result.exit_code, result.stderr) == (0, "")
        assert f"Example:\n    diptych {name}" in result.stdout


def test_commands_are_listed_in_the_order_of_use(cli: Cli) -> None:
    listed = cli("--help").stdout.split("Commands:")[1]
    places = [listed.index(f"  {name} ") for name in ("demo", "open", "import", "match", "export")]
    assert places == sorted(places)


def test_no_command_is_cut_off_in_the_list(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = cli("--help").stdout.split("Commands:")[1]
    assert "..." not in listed
    assert max(map(len, listed.splitlines())) <= 80


def test_who_asks_is_no_writer(cli: Cli) -> None:
    for name in ("agreement", "report"):
        assert "Who asks: whoever works blind" in cli(name, "--help").stdout


def test_version(cli: Cli) -> None:
    assert cli("--version").stdout.startswith("diptych ")


def test_nothing_at_all_shows_the_help(cli: Cli) -> None:
    result = cli()
    assert result.exit_code == 2
    assert "Commands:" in result.stderr


# -- import --------------------------------------------------------------------------------------


def test_import_says_one_line_a_file(cli: Cli, articles: list[Path]) -> None:
    result = cli("import", "case.db", *articles)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{articles[0]}: added “Registry to go”",
        f"{articles[1]}: added “Sources say”",
    ]
    assert result.stderr == "case.db: 2 articles added, 0 there already, 0 files refused\n"


def test_import_leaves_what_is_there(cli: Cli, case: Path, articles: list[Path]) -> None:
    before = cli("export", case).stdout
    result = cli("import", case, articles[0])
    assert result.exit_code == 0
    assert result.stdout == f"{articles[0]}: there already “Registry to go”\n"
    assert cli("export", case).stdout == before


def test_import_as_json(cli: Cli, articles: list[Path]) -> None:
    result = cli("import", "--json", "case.db", articles[0], "missing.md")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["added"], report["known"]) == (1, 0)
    assert report["files"][0]["added"][0]["name"] == "Registry to go"
    assert report["refused"] == [{"file": "missing.md", "reason": "missing.md: no such file"}]


def test_import_names_a_guessed_encoding(cli: Cli, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes(
        "Le café a été fermé à la fin de l’été, à côté de la forêt.\n".encode("cp1252") * 9
    )
    result = cli("import", "case.db", old)
    assert result.exit_code == 0
    assert "(not UTF-8; read as " in result.stdout


def test_import_counts_many_articles_of_one_file(cli: Cli, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    lines = [json.dumps({"text": f"Article {n}.", "title": f"T{n}"}) for n in range(5)]
    many.write_text("\n".join([*lines, lines[0]]))
    result = cli("import", "case.db", many)
    assert result.stdout == f"{many}: added 5 articles, there already “T0”\n"


def test_import_sets_a_codebook(cli: Cli, articles: list[Path], tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    book.write_text('name = "mine"\n')
    assert cli("import", "case.db", "--codebook", book, *articles).exit_code == 0
    assert cli("codebook", "case.db").stdout.startswith('name = "mine"\n')


def test_import_is_by_the_annotator(cli: Cli, articles: list[Path]) -> None:
    cli("import", "--annotator", "ben", "case.db", articles[0])
    assert json.loads(cli("history", "--json", "case.db").stdout)[0]["annotator"] == "ben"


@pytest.mark.parametrize("error", [KeyError("no entry"), OSError("no name")])
def test_a_log_in_without_a_name(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def getuser() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", getuser)
    assert options.log_in_name() == "anonymous"


# -- match, export -------------------------------------------------------------------------------


def test_match_counts(cli: Cli, case: Path) -> None:
    said = "2 articles compared, 2 spans, 1 pair scored, 1 link proposed, 0 waiting for ana\n"
    assert cli("match", "--anew", case).stdout == said
    again = said.replace("2 articles", "0 of 2 articles").replace("1 pair", "0 pairs")
    assert cli("match", case).stdout == again
    other = json.loads(cli("match", "--annotator", "ben", "--json", case).stdout)
    assert (other["compared"], other["articles"], other["waiting"]) == (0, 2, 1)


def test_learning_is_told_switched_and_forgotten(cli: Cli, case: Path) -> None:
    said = "learning is {} for ana: {} to learn from, no scores changed by it\n"
    for choice, switch in (("", "on"), ("off", "off"), ("", "off"), ("on", "on")):
        assert cli("learning", case, *choice.split()).stdout == said.format(switch, "1 verdict")
    assert cli("learning", case, "forget").stdout == said.format("on", "0 verdicts")
    with Workspace.open(case, "ana") as workspace:
        assert [act.action for act in workspace.history.acts()][-3:] == ["learning"] * 3
    told = json.loads(cli("learning", case, "--annotator", "ben", "--json").stdout)
    assert told == {"on": True, "verdicts": 0, "labels": []}
    assert cli("learning", case, "maybe").exit_code == 2


def test_export_what_there_is(cli: Cli, case: Path) -> None:
    documents = [json.loads(line) for line in cli("export", case).stdout.splitlines()]
    assert [document["title"] for document in documents] == ["Registry to go", "Sources say"]
    (link,) = [
        json.loads(line)
        for line in cli("export", case, "--what", "links").stdout_bytes.splitlines()
    ]
    assert link["verdict"] == "same"
    assert cli("export", case, "--what", "history").stdout.count("\n") > 4


def test_export_one_layer(cli: Cli, case: Path) -> None:
    cli("match", "--annotator", "ben", case)
    assert '"spans":[{' in cli("export", case, "--layer", "ana").stdout
    refused = cli("export", case, "--layer", "nobody")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "diptych: no layer of nobody: there are ana, or all\n"


def test_export_into_a_file(cli: Cli, case: Path, tmp_path: Path) -> None:
    result = cli("export", case, "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{tmp_path / 'out.jsonl'}: 2 lines\n"
    assert (tmp_path / "out.jsonl").read_text() == cli("export", case, "-o", "-").stdout


def test_export_import_export_gives_the_same_bytes(cli: Cli, case: Path, tmp_path: Path) -> None:
    for what in ("documents", "links"):
        cli("export", case, "--what", what, "-o", tmp_path / f"{what}.jsonl")
    again = tmp_path / "again.db"
    files = [tmp_path / f"{what}.jsonl" for what in ("documents", "links")]
    assert cli("import", again, *files).exit_code == 0
    for what, file in zip(("documents", "links"), files, strict=True):
        assert cli("export", again, "--what", what).stdout_bytes == file.read_bytes()


# -- history, check, backup, codebook ------------------------------------------------------------


def test_history_is_a_table(cli: Cli, case: Path) -> None:
    rows = cli("history", case).stdout.splitlines()
    assert [row.split("  ")[-1] for row in rows] == [
        "imported “Registry to go”",
        "imported “Sources say”",
        "tagged entity “Yousef al-Marzani”",
        "tagged entity “Youssef Al Marzani”",
        "judged a link: same",
    ]
    assert cli("history", case, "-n", 2).stdout.splitlines() == rows[-2:]
    acts = json.loads(cli("history", case, "--json").stdout)
    assert [act["seq"] for act in acts] == [1, 2, 3, 4, 5]


def test_check_a_sound_file(cli: Cli, case: Path) -> None:
    result = cli("check", case)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{case}: sound (SQLite ")
    assert json.loads(cli("check", case, "--json").stdout)["sound"] is True


def test_check_a_damaged_file(cli: Cli, case: Path) -> None:
    data = case.read_bytes()
    case.write_bytes(data.replace(b"is back. ", b"is bacK. "))
    result = cli("check", case)
    assert result.exit_code == 1
    assert "is not what was imported" in result.stdout
    assert result.stderr.startswith(f"diptych: {case}: damaged (")
    assert result.stderr.count("\n") == 1
    assert json.loads(cli("check", case, "--json").stdout)["sound"] is False


def test_backup_is_whole_and_overwrites_nothing(cli: Cli, case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert cli("backup", case, copy).exit_code == 0
    assert cli("export", copy).stdout == cli("export", case).stdout
    again = cli("backup", case, copy)
    assert again.exit_code == 1
    assert again.stderr == f"diptych: {copy}: exists already: give another name\n"


def test_codebook_prints_sets_and_prints_the_same(cli: Cli, case: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    built_in = cli("codebook", case).stdout
    book.write_text(built_in.replace('name = "entity"', 'name = "actor"'))
    result = cli("codebook", case, book)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "e actor" in result.stderr
    assert cli("codebook", case).stdout == book.read_text()


# -- open ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("open",), ()])
def test_open(cli: Cli, case: Path, opened: list[Any], command: tuple[str, ...]) -> None:
    with Workspace.open(case, "ana") as workspace:
        first, second = workspace.articles.ids()
    assert cli(*command, case).exit_code == 0
    assert cli(*command, case, "2", "registry", "--annotator", " ben ").exit_code == 0
    assert opened == [(case, "ana", ()), (case, "ben", (second, first))]


def test_open_needs_a_terminal(cli: Cli, case: Path) -> None:
    result = cli(case)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("diptych: screens need a terminal")
    assert result.stderr.count("\n") == 1


def test_open_refuses_before_any_screen(cli: Cli, case: Path, opened: list[Any]) -> None:
    assert "no article" in cli(case, "9").stderr
    assert "may be any of 2" in cli(case, "s").stderr
    assert cli(case, "1", "2", "3").exit_code == 2
    assert "no such file" in cli("missing.db").stderr
    assert opened == []


def test_open_sets_a_codebook(cli: Cli, case: Path, opened: list[Any], tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    book.write_text('name = "mine"\n')
    assert cli("open", case, "--codebook", book).exit_code == 0
    assert cli("codebook", case).stdout.startswith('name = "mine"\n')

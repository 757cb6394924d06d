"""`diptych review`, and what other commands say of a review."""

import json
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests import stock
from tests.cli.conftest import Cli
from tests.cli.reviewed import reviewed
from tui.cli import talk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def read(case: Path) -> Path:
    """A workspace that two have read."""
    return reviewed(case.with_name("read.db"))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A terminal is there; instead of the Review, what it was opened with is noted."""
    calls: list[Any] = []
    app = ModuleType("tui.app")

    def run(path: Path, annotator: str, articles: Any = (), screen: str | None = None) -> int:
        calls.append((path, annotator, articles, screen))
        return 0

    app.run = run  # type: ignore[attr-defined]  # a module made here
    monkeypatch.setitem(sys.modules, "tui.app", app)
    monkeypatch.setattr(talk, "has_terminal", lambda: True)
    return calls


def passes(path: Path) -> list[tuple[str, str, str | None, bool]]:
    """All passes: article, mode, of whom, whether open."""
    with Workspace.open(path, "lea") as ws:
        return [(o.document, o.mode, o.of, o.closed is None) for o in ws.assigning.all()]


def test_a_pass_begins_and_the_review_opens(cli: Cli, read: Path, shown: list[Any]) -> None:
    result = cli("review", read, "--mode", "verify", "--of", "ben", "--annotator", " lea ")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "verifying ben begun: 2 articles\n"
    assert shown == [(read, "lea", (), "review")]
    assert passes(read)[-1] == ("two", "verify", "ben", True)


def test_a_pass_goes_on_as_it_is(cli: Cli, read: Path, shown: list[Any]) -> None:
    call = ("review", read, "--mode", "blind")
    assert cli(*call, "--article", "registry").stderr == "blind pass begun: 1 article\n"
    before = passes(read)
    again = cli(*call, "--article", "registry")
    assert again.stderr == "blind pass goes on: 1 article to do\n"
    assert passes(read) == before
    both = cli(*call, "--article", "1", "--article", "2")
    assert both.stderr == "blind pass begun: 1 article; goes on in 1\n"
    assert len(shown) == 3


def test_articles_that_came_in_since_enter_a_pass_that_goes_on(
    cli: Cli, read: Path, shown: list[Any]
) -> None:
    call = ("review", read, "--mode", "blind")
    cli(*call, "--article", "1")
    with Workspace.open(read, "lea") as lea:
        stock.add(lea, "Hamas said no more.", id="three")
    assert cli(*call).stderr == "blind pass begun: 2 articles; goes on in 1\n"
    cli(*call, "--end", "--article", "2")
    assert cli(*call).stderr == "blind pass goes on: 2 articles to do\n"
    named = cli(*call, "--article", "2")
    assert named.stderr == "blind pass begun: 1 article; goes on in 2\n"
    assert len(shown) == 4


def test_a_pass_ends_in_all_articles_that_are_named_or_in_none(cli: Cli, read: Path) -> None:
    call = ("review", read, "--mode", "blind")
    cli(*call, "--article", "1")
    before = passes(read)
    result = cli(*call, "--end", "--article", "1", "--article", "2")
    assert result.exit_code == 1
    assert result.stderr == (
        "diptych: no such pass to end in “Sources say”:"
        " `diptych review CASE.db --list` prints which there are\n"
    )
    assert passes(read) == before


def test_articles_that_are_done_stay_so(cli: Cli, read: Path, shown: list[Any]) -> None:
    call = ("review", read, "--mode", "verify", "--of", "ben")
    cli(*call)
    done = cli(*call, "--end", "--article", "1")
    said = "verifying ben ended: 1 article; 1 still open; 2 items without a ruling\n"
    assert done.stderr == said
    assert cli(*call).stderr == "verifying ben goes on: 1 article to do\n"
    with Workspace.open(read, "ana") as ana:
        (item,) = (one for one in ana.verifying.items("ben") if one.document == "two")
        ana.verifying.agree(item)
    assert cli(*call, "--end").stderr == "verifying ben ended: 1 article\n"
    assert cli(*call, "--end").exit_code == 1
    assert cli(*call).stderr == "verifying ben begun: 2 articles\n"
    assert len(shown) == 3


def test_without_a_terminal_it_says_what_next(cli: Cli, read: Path) -> None:
    result = cli("review", read, "--mode", "blind")
    assert (result.exit_code, result.stdout) == (0, "")
    call = f"diptych review {read} --mode blind"
    assert result.stderr.splitlines() == [
        "blind pass begun: 2 articles",
        f"in a terminal `{call}` opens it; `{call} --end` ends it",
    ]
    assert cli(*shlex.split(f"{call} --end")[1:]).stderr == "blind pass ended: 2 articles\n"
    named = cli("review", read, "--mode", "verify", "--of", "ana", "--annotator", "ben")
    assert f"{read} --mode verify --of ana --annotator ben` opens it" in named.stderr


def test_without_a_mode_the_review_opens_and_nothing_begins(
    cli: Cli, read: Path, shown: list[Any]
) -> None:
    before = passes(read)
    assert cli("review", read).exit_code == 0
    assert (shown, passes(read)) == ([(read, "ana", (), "review")], before)


def test_without_mode_or_terminal_it_is_refused(cli: Cli, read: Path) -> None:
    result = cli("review", read)
    assert result.exit_code == 1
    assert result.stderr.startswith("diptych: screens need a terminal")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--mode verify", "say whose work: --mode verify --of NAME"),
        ("--mode blind --of ana", "a blind pass is of nobody's work"),
        ("--of ana", "say which pass"),
        ("--end", "say which pass"),
        ("--article 1", "say which pass"),
        ("--list --mode blind", "--list prints all there is"),
        ("--json", "--json goes with --list"),
        ("--mode both", "is not one of"),
    ],
)
def test_options_that_do_not_go_together(cli: Cli, read: Path, options: str, said: str) -> None:
    result = cli("review", read, *options.split())
    assert result.exit_code == 2
    assert said in result.stderr


def test_what_cannot_be_begun_is_refused_before_any_screen(
    cli: Cli, read: Path, shown: list[Any]
) -> None:
    for options, said in (
        (("--mode", "verify", "--of", "ana"), "your own work"),
        (("--mode", "verify", "--of", "zoe"), "no layer of zoe"),
        (("--mode", "blind", "--article", "9"), "no article has the number 9"),
        (("--mode", "blind", "--end"), "no such pass to end"),
    ):
        result = cli("review", read, *options)
        assert result.exit_code == 1
        assert said in result.stderr
    assert shown == []


def test_who_reviews_what_is_a_table(cli: Cli, read: Path) -> None:
    cli("review", read, "--mode", "verify", "--of", "ben", "--article", "2")
    result = cli("review", read, "--list")
    head, *rows = result.stdout.splitlines()
    assert head.split() == ["annotator", "mode", "of", "opened", "(UTC)", "closed", "article"]
    assert [re.split(r"  +", row)[i] for row in rows for i in (0, 1, 2, 5)] == [
        *("ben", "blind", "-", "1 Registry to go"),
        *("ana", "verify", "ben", "2 Sources say"),
        *("ben", "blind", "-", "2 Sources say"),
    ]
    assert rows[1].split("  ")[-2] != rows[0].split("  ")[-2]
    assert " open " in rows[1]
    fields = json.loads(cli("review", read, "--list", "--json").stdout)
    assert [one["article"] for one in fields] == [
        "1 Registry to go", "2 Sources say", "2 Sources say",
    ]  # fmt: skip
    assert {*fields[0]} == {
        "id", "document", "annotator", "mode", "of", "opened", "closed", "article",
    }  # fmt: skip


def test_who_works_blind_sees_their_own_passes(cli: Cli, read: Path) -> None:
    cli("review", read, "--mode", "blind", "--article", "1")
    assert "ben" not in cli("review", read, "--list").stdout


def test_nobody_reviews_anything(cli: Cli, case: Path) -> None:
    result = cli("review", case, "--list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("nobody reviews anything")
    assert json.loads(cli("review", case, "--list", "--json").stdout) == []


# -- other commands --------------------------------------------------------------------------------


def test_export_says_what_is_left_out(cli: Cli, read: Path, tmp_path: Path) -> None:
    left = "2 disagreements are left out: `diptych review` settles what is open\n"
    result = cli("export", read, "--layer", "resolved")
    assert result.exit_code == 0
    assert result.stderr == left
    found = [json.loads(line)["spans"] for line in result.stdout.splitlines()]
    assert [[span["text"] for span in spans] for spans in found] == [["Hamas"], ["Hamas"]]
    out = tmp_path / "out.jsonl"
    assert cli("export", read, "--layer", "resolved", "-o", out).stderr == f"{out}: 2 lines\n{left}"
    assert out.read_bytes() == result.stdout_bytes
    with Workspace.open(read, "lea") as lea:
        lea.adjudicating.resolve(lea.adjudicating.standing().open[0], "1")
    assert "1 disagreement is left out" in cli("export", read, "--layer", "resolved").stderr


def test_export_between_two(cli: Cli, read: Path) -> None:
    with Workspace.open(read, "cleo") as cleo:
        stock.tag(cleo, "two", "report")
    whole = cli("export", read, "--layer", "resolved").stderr
    some = cli("export", read, "--layer", "resolved", "--between", "ana", "ben").stderr
    assert some.startswith("2 disagreements")
    assert not whole.startswith("2 ")
    refused = cli("export", read, "--between", "ana", "ben")
    assert refused.exit_code == 1
    assert "only the resolved layer lies between others" in refused.stderr


def test_export_and_history_keep_blindness(cli: Cli, read: Path) -> None:
    with Workspace.open(read, "ana") as ana:
        ana.assigning.begin(Mode.BLIND)
    for call in (["export"], ["export", "--what", "reviews"], ["history"]):
        result = cli(*call, read)
        assert result.exit_code == 0
        assert "ben" not in result.stdout
        assert "ben" in cli(*call, read, "--annotator", "lea").stdout
    assert "you work blind" in cli("export", read, "--layer", "resolved").stderr


def test_the_name_of_a_layer_is_refused(cli: Cli, read: Path) -> None:
    result = cli("match", read, "--annotator", "resolved")
    assert result.exit_code == 1
    assert result.stderr == (
        "diptych: “resolved” stands for the resolved layer: give another --annotator NAME\n"
    )


def test_the_calls_in_the_page_on_review_work(cli: Cli, tmp_path: Path) -> None:
    seeds = sorted((ROOT / "seeds").glob("0*.md"))[:4]
    case = tmp_path / "case.db"
    assert cli("import", case, *seeds).exit_code == 0
    with Workspace.open(case, "ana") as ana:
        for article in ana.articles.ids():
            ana.spans.tag(article, 0, 12, "claim")
    page = (ROOT / "docs" / "review.md").read_text("utf-8")
    (block,) = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    for call in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = call.partition("\n")
        result = cli(*shlex.split(command.partition(" > ")[0])[1:])
        assert result.exit_code == 0, command
        assert result.stderr.startswith(printed), command

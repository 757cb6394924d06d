"""`diptych agreement`: figures that a person can read in 80 columns, and that a script can."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.review.agreement import Agreement, DocumentAgreement, agreement
from annotations.review.figures import EdgeFigures, Figure, LinkFigures, SpanFigures, undefined
from annotations.review.links import Decision
from annotations.review.matching import Confused
from annotations.review.records import Mode
from annotations.workspace import Workspace
from annotations.workspace.measuring import Blind, Measured
from tests import stock
from tests.cli.conftest import Cli
from tests.cli.reviewed import reviewed
from tui.cli.figures import page

FIGURE = Figure(0.5, 0.25, 0.75, 1234, None)
NEGATIVE = Figure(-0.0904, -0.3333, -0.1, 123_456, "leaves out what it must")
ALONE = Figure(1.0, None, None, 2, "no interval: one document")
NOTHING = undefined(0, "nothing to compare")
LONG = undefined(0, "a long reason " * 9)


def agreed(**more: Any) -> Agreement:
    """Figures of every sort."""
    spans = SpanFigures(FIGURE, NEGATIVE, ALONE, NOTHING, FIGURE)
    edges = EdgeFigures(NOTHING, ALONE)
    links = LinkFigures(FIGURE, NEGATIVE, {"same": FIGURE, "different": NOTHING})
    given: dict[str, Any] = {
        "annotators": ("ana", "ben"),
        "resamples": 1000,
        "seed": 1,
        "spans": spans,
        "labels": {"claim": spans, "a label as long as no column": spans},
        "attributions": edges,
        "links": links,
        "link_labels": {"claim": LinkFigures(ALONE, NOTHING, {"same": ALONE})},
        "documents": (
            DocumentAgreement("one", 3, 12, spans, edges),
            DocumentAgreement("two", 0, 0, spans, edges),
        ),
        "confusion": {
            ("ana", "ben"): (
                Confused("claim", "claim", True, 7),
                Confused("claim", "claim", False, 2),
                Confused("claim", None, False, 3),
                Confused(None, "entity", False, 1),
            )
        },
    }
    return Agreement(**{**given, **more})


def shown(blind: dict[str, Blind] | None = None, **more: Any) -> str:
    titles = {"one": "1 Registry to go", "two": "2 Sources " + "say " * 30}
    return page(Measured(agreed(**more), 2, blind or {}), titles)


# -- the page --------------------------------------------------------------------------------------


def test_it_fits_80_columns() -> None:
    many = {(f"l{n}", f"m{n}"): 1 for n in range(9)}
    cells = tuple(Confused(one, other, False, 1) for one, other in many)
    for text in (
        shown(),
        shown(confusion={("a" * 90, "b" * 90): cells}),
        shown(annotators=("a" * 90, "ben"), attributions=EdgeFigures(LONG, LONG)),
    ):
        assert max(map(len, text.splitlines())) <= 80
        assert not any(line != line.rstrip() for line in text.splitlines())


def test_it_says_who_and_as_of_when() -> None:
    lines = shown({"ben": Blind("2026-01-31T12:00:09.123Z", 1, 3)}).splitlines()
    over = "2026-01-31 12:00:09 UTC"
    assert lines[:3] == [
        "AGREEMENT in 2 articles that both have read",
        "ana: as it is now, not made blind",
        f"ben: blind in 1 of 2 articles, as it was when that was over, {over}; 3 spans from before",
    ]
    three = shown(annotators=("ana", "ben", "cleo"))
    assert "in 2 articles that two of them or more have read" in three


def test_every_figure_has_value_interval_and_number() -> None:
    lines = shown().splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("SPANS"))
    head, values, intervals, items = (line.split() for line in lines[start : start + 4])
    assert head == ["SPANS", "F1", "exact", "F1", "overlap", "kappa", "alpha", "alpha_U"]
    assert values == ["all", "0.500", "-0.090", "(1)", "1.000", "undef.", "(3)", "0.500"]
    assert intervals == ["0.250–0.750", "-0.333–-0.100", "(2)", "0.250–0.750"]
    assert "".join(items) == "n=1,234n=123,456n=2n=0n=1,234"


def test_reasons_stand_at_the_end_each_once() -> None:
    assert shown().splitlines()[-3:] == [
        "(1) leaves out what it must",
        "(2) no interval: one document",
        "(3) nothing to compare",
    ]


def test_a_long_label_has_its_own_line() -> None:
    lines = shown().splitlines()
    at = lines.index("a label as long as no column")
    assert lines[at + 1].split()[0] == "0.500"


def test_links_have_positive_agreement_for_each_verdict() -> None:
    lines = shown().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("POSITIVE"))
    assert lines[at].split() == ["POSITIVE", "same", "different"]
    assert lines[at + 1].split() == ["all", "0.500", "undef.", "(3)"]
    assert lines[at + 4].split() == ["claim", "1.000"]


def test_labels_are_told_that_stand_for_which() -> None:
    lines = shown().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("LABELS: ana down, ben across"))
    assert [line.split() for line in lines[at + 1 : at + 4]] == [
        ["claim", "entity", "none"],
        ["claim", "9", "(7)", "-", "3"],
        ["none", "-", "1", "-"],
    ]


def test_each_article_has_a_line_with_a_bar() -> None:
    lines = shown().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("ARTICLES"))
    assert lines[at + 1] == "    3/12    [#####...............] 1 Registry to go"
    assert lines[at + 2].startswith("    0/0     [....................] 2 Sources say say")


def test_figures_without_intervals_and_of_nothing_are_told() -> None:
    text = page(Measured(agreement((), (), resamples=0), 0, {}), {})
    assert "Below each figure: n," in text
    assert "AGREEMENT in 0 articles that both have read" in text
    lone = Decision("p", ("one", "two"), "entity", {"ana": "same", "ben": "same"})
    assert "POSITIVE" in page(Measured(agreement((), [lone]), 0, {}), {})


# -- the command -----------------------------------------------------------------------------------


@pytest.fixture
def read(case: Path) -> Path:
    """A workspace that two have read."""
    return reviewed(case.with_name("read.db"))


def test_the_figures_are_printed(cli: Cli, read: Path) -> None:
    result = cli("agreement", read, "--resamples", 50)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("AGREEMENT in 2 articles that both have read\nana: as it is")
    assert "ben: blind, as it was when that was over" in result.stdout
    assert "    1/2     [##########..........] 1 Registry to go\n" in result.stdout
    assert "(50 draws of articles)" in result.stdout
    now = cli("agreement", read, "--now", "--resamples", 0).stdout
    assert "ben: as it is now" in now


def test_json_is_all_of_it(cli: Cli, read: Path) -> None:
    found = json.loads(cli("agreement", read, "--json", "--resamples", 50).stdout)
    with Workspace.open(read, "lea") as ws:
        measured = ws.measuring.agreement(resamples=50)
    assert found.pop("articles") == 2
    assert found.pop("blind") == {"ben": measured.blind["ben"]._asdict()}
    assert found == measured.agreement.as_json()


def test_only_some_articles_and_annotators(cli: Cli, read: Path) -> None:
    with Workspace.open(read, "cleo") as cleo:
        stock.tag(cleo, "one", "Hamas")
    one = json.loads(
        cli("agreement", read, "--between", "ana", "cleo", "--article", "registry", "--json").stdout
    )
    assert (one["articles"], one["annotators"]) == (1, ["ana", "cleo"])
    three = cli("agreement", read, "--between", "ana", "cleo", "--between", "ben", "cleo")
    assert "that two of them or more have read" in three.stdout
    assert cli("agreement", read, "--article", "9").exit_code == 1


def test_refused_where_there_is_nothing_to_compare(cli: Cli, case: Path, read: Path) -> None:
    alone = cli("agreement", case)
    assert (alone.exit_code, alone.stdout) == (1, "")
    assert "agreement takes two layers" in alone.stderr
    same = cli("agreement", read, "--between", "ana", "ana")
    assert (same.exit_code, same.stdout) == (2, "")
    assert "--between takes two different names, not ana twice" in same.stderr
    assert "no layer of zoe" in cli("agreement", read, "--between", "ana", "zoe").stderr
    with Workspace.open(read, "ana") as ana:
        ana.assigning.begin(Mode.BLIND)
    blind = cli("agreement", read)
    assert (blind.exit_code, blind.stdout) == (1, "")
    assert blind.stderr.startswith("diptych: you work blind: how far annotators agree shows once")

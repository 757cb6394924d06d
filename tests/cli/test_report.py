"""`diptych report`: one file, and a line on standard error."""

from pathlib import Path

from tests.cli.conftest import Cli


def test_it_writes_one_file_and_says_so(cli: Cli, case: Path, tmp_path: Path) -> None:
    result = cli("report", case, "-o", "report.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("report.html: ")
    assert result.stderr.endswith(" kB\n")
    html = (tmp_path / "report.html").read_text("utf-8")
    assert html.startswith("<!doctype html>")
    assert "Registry to go" in html
    assert cli("report", case, "-o", "report.html").exit_code == 0, "it may be written anew"


def test_a_layer_can_be_given(cli: Cli, case: Path, tmp_path: Path) -> None:
    for layer, told in (
        ("all", "The work of all"),
        ("resolved", "have settled"),
        ("ana", "layer of"),
    ):
        assert cli("report", case, "-o", "r.html", "--layer", layer).exit_code == 0
        assert told in (tmp_path / "r.html").read_text("utf-8")


def test_what_cannot_be_is_refused(cli: Cli, case: Path, tmp_path: Path) -> None:
    before = case.read_bytes()
    for call, status, told in (
        (["-o", "r.html", "--layer", "zoe"], 1, "no layer of zoe"),
        (["-o", case], 1, "the workspace itself"),
        (["-o", "missing/r.html"], 1, "cannot be written"),
        (["-o", "."], 1, "cannot be written"),
        ([], 2, "Missing option"),
    ):
        result = cli("report", case, *call)
        assert (result.exit_code, result.stdout) == (status, "")
        assert told in result.stderr
        assert result.stderr.count("\n") == 1
    assert case.read_bytes() == before
    assert not (tmp_path / "r.html").exists()

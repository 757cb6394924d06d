"""The scripts of the pages that need nothing but Python."""

import pytest

from annotations.workspace import Workspace
from tests.consumers.conftest import Script


def test_brat(case: Workspace, script: Script) -> None:
    case.exporting.to_file(case.path.with_name("cases"), "documents", "brat")
    assert script("brat")["parts"]


def test_conll(case: Workspace, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    case.exporting.to_file(case.path.with_name("case.conll"), "documents", "conll")
    names = script("conll")
    assert {*names["columns"]} == {"FORM", "claim", "entity", "source"}
    number, _, word = capsys.readouterr().out.partition(" ")
    assert (int(number) > 50, word) == (True, "claims\n")


def test_web_annotation(case: Workspace, script: Script) -> None:
    case.exporting.to_file(case.path.with_name("case.jsonld"), "documents", "web-annotation")
    assert len(script("web-annotation")["texts"]) == 6

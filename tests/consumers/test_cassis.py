"""dkpro-cassis, the library that Python programs read UIMA with, loads what is exported."""

from io import BytesIO

import pytest
from hypothesis import given, settings

from annotations.formats.outgoing import OutgoingArticle
from annotations.formats.tools import xmi
from annotations.workspace import Workspace
from tests.consumers.conftest import Script
from tests.formats.tools.strategies import cases
from tests.formats.tools.test_xmi import shown, written

cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")


@settings(max_examples=25)
@given(cases())
def test_covered_texts_are_the_words(articles: list[OutgoingArticle]) -> None:
    files, _ = written(articles)
    types = cassis.load_typesystem(BytesIO(files[xmi.TYPE_SYSTEM]))
    for data, before in zip(files.values(), articles, strict=False):
        cas = cassis.load_cas_from_xmi(BytesIO(data), typesystem=types)
        assert cas.sofa_string == shown(before.document.text)
        spans = {one.identifier: one for one in cas.select("diptych.Span")}
        assert len(spans) == len(before.spans)
        for span in before.spans:
            found = spans[span.id]
            assert found.get_covered_text() == shown(span.text)
            assert (found.label, found.annotator) == (span.label, span.annotator)
            assert found.note == (span.note if span.note is None else shown(span.note))
        ties = [(one.claim.identifier, one.source.identifier)
                for one in cas.select("diptych.Attribution")]  # fmt: skip
        assert sorted(ties) == sorted((tie.claim, tie.source) for tie in before.attributions)
        (article,) = cas.select("diptych.Article")
        assert article.identifier == before.document.id


def test_the_script_of_the_page(
    case: Workspace, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    case.exporting.to_file(case.path.with_name("cases"), "documents", "xmi")
    script("xmi")
    assert capsys.readouterr().out.count(" <- ") > 50

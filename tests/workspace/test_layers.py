"""Whose layers count as read: not those that hold only what a merge put aside."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.model import DocumentState
from annotations.workspace import Workspace
from tests import stock

WORDS = ("Hamas", "Monday", "140 posts", "official")


@pytest.fixture
def merged(tmp_path: Path) -> Iterator[Workspace]:
    """Ana and ben agree on four spans; then ana moved one of hers otherwise in each of two copies.

    She judged a link otherwise, too.
    """
    with stock.workspaces("ana", "ben", "lead") as (ana, ben, lead):
        for name, text in (("one", stock.ONE), ("two", stock.OTHER)):
            stock.add(ana, text, id=name)
        for ws in (ana, ben):
            spans = [stock.tag(ws, "one", words) for words in WORDS]
            other = stock.tag(ws, "two", "Hamas")
            ws.links.decide(spans[0].id, other.id, "same")
        hers = next(s for s in ana.spans.in_article("one") if (s.start, s.annotator) == (0, "ana"))
        end = next(s for s in ana.spans.in_article("two") if s.annotator == "ana")
        ana.history.backup(tmp_path / "copy.db")
        ana.spans.move(hers.id, 0, 10)
        ana.links.decide(hers.id, end.id, "different")
        with Workspace.open(tmp_path / "copy.db", "ana") as copy:
            copy.spans.move(hers.id, 0, 13)
            copy.links.decide(hers.id, end.id, "contradicts")
        assert {one.layer for one in lead.merging.take_in(tmp_path / "copy.db").conflicts} == {
            "ana (2)"
        }
        yield lead


def test_what_a_merge_put_aside_speaks_only_where_it_is(merged: Workspace) -> None:
    standing = merged.adjudicating.standing()
    assert [case.kind for case in standing.open] == ["link", "span"]
    span = standing.open[1]
    assert {version.by for version in span.versions} == {("ana",), ("ben",), ("ana (2)",)}
    assert len(standing.articles["one"].spans) == 3
    named = merged.adjudicating.standing(["ana", "ana (2)"])
    assert len(named.articles["one"].spans) == 3


def test_it_is_in_agreement_only_where_it_is_named(merged: Workspace) -> None:
    found = merged.measuring.agreement(resamples=0)
    assert found.agreement.annotators == ("ana", "ben")
    assert found.agreement.spans.exact.value == pytest.approx(0.8)
    named = merged.measuring.agreement(["ana", "ana (2)"], resamples=0)
    assert (named.articles, named.agreement.spans.overlapping.items) == (1, 5)


def test_who_works_under_such_a_name_has_a_layer_like_any_other(merged: Workspace) -> None:
    with Workspace.open(merged.path, "ana (2)") as second:
        second.articles.set_state("two", DocumentState.DONE)
        names = merged.measuring.agreement(resamples=0).agreement.annotators
        assert names == ("ana", "ana (2)", "ben")
        assert len(merged.adjudicating.standing().articles["one"].spans) == 3
        stock.tag(second, "one", "Monday")
        assert len(merged.adjudicating.standing().articles["one"].spans) == 1

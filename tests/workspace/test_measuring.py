"""How far annotators agree: whose layers count, in which articles, and as of when."""

from collections.abc import Callable

import pytest

from annotations.errors import NotFound, Refused
from annotations.model import DocumentState
from annotations.review.records import Mode
from annotations.store import history
from annotations.workspace import Workspace
from annotations.workspace.measuring import Measured
from tests import stock

Pair = tuple[Workspace, Workspace]


@pytest.fixture(autouse=True)
def _ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """No two acts have one time, however fast they come."""
    ticks = iter(range(1, 1000))
    monkeypatch.setattr(history, "now", lambda: f"2025-01-01T00:00:00.{next(ticks):03}Z")


def _measured(ws: Workspace, *between: str, as_now: bool = False) -> Measured:
    return ws.measuring.agreement(between, as_now=as_now, resamples=0)


def _f1(found: Measured) -> float | None:
    return found.agreement.spans.exact.value


def _edges(found: Measured) -> float | None:
    return found.agreement.attributions.exact.value


def _blind(ben: Workspace, act: Callable[[], object]) -> None:
    """A blind pass over all."""
    ben.assigning.begin(Mode.BLIND)
    act()
    ben.assigning.end(Mode.BLIND)


def _claimed(ws: Workspace) -> tuple[str, str]:
    """A claim that rests on a source, in article `one`."""
    claim = stock.tag(ws, "one", "140 posts would go", "claim")
    source = stock.tag(ws, "one", "an official", "source")
    ws.spans.attribute(claim.id, source.id)
    return claim.id, source.id


def _linked(ws: Workspace) -> None:
    """One link, between `one` and `two`."""
    ends = stock.tag(ws, "one", "Hamas"), stock.tag(ws, "two", "Hamas")
    ws.links.decide(ends[0].id, ends[1].id, "same")


def test_a_small_table_by_hand(pair: Pair) -> None:
    """Of 3 spans of hers and 2 of his 2 are alike: 2·2 / (3 + 2)."""
    ana, ben = pair
    for words in ("Hamas", "Monday", "official"):
        stock.tag(ana, "one", words)
    for words in ("Hamas", "Monday"):
        stock.tag(ben, "one", words)
    found = _measured(ana)
    assert _f1(found) == pytest.approx(4 / 5)
    assert found.articles == 1
    assert found.blind == {}
    assert found.agreement.annotators == ("ana", "ben")


def test_only_articles_that_both_have_read_count(pair: Pair) -> None:
    ana, ben = pair
    for ws in pair:
        stock.tag(ws, "one", "Hamas")
    stock.tag(ana, "two", "Hamas")
    assert (_measured(ana).articles, _f1(_measured(ana))) == (1, 1.0)
    ben.articles.set_state("two", DocumentState.DONE)
    assert _measured(ana).articles == 2
    assert _f1(_measured(ana)) == pytest.approx(2 / 3)
    only = ana.measuring.agreement(articles=["two"], resamples=0)
    assert (only.articles, _f1(only)) == (1, 0.0)


def test_who_has_read_and_found_nothing_anywhere_counts(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    with pytest.raises(Refused, match="agreement takes two layers, and there is ana"):
        _measured(ana)
    _blind(ben, lambda: None)
    found = _measured(ana)
    assert (found.articles, _f1(found)) == (1, 0.0)


def test_what_a_reviewer_put_in_is_no_work_of_theirs(pair: Pair) -> None:
    ana, ben = pair
    for ws in pair:
        stock.tag(ws, "one", "Hamas")
    ben.verifying.add("ana", "one", 14, 20, "entity")
    ben.verifying.add("ana", "two", 0, 8, "entity")
    assert (_measured(ana).articles, _f1(_measured(ana))) == (1, 1.0)


def test_links_on_anothers_spans_count(pair: Pair) -> None:
    ana = pair[0]
    with Workspace.open(ana.path, "cleo") as cleo:
        left, right = (stock.tag(cleo, article, "Hamas").id for article in ("one", "two"))
    for ws in pair:
        stock.tag(ws, "one", "Monday")
        ws.links.decide(left, right, "same")
    for between in ((), ("ana", "ben")):
        assert _measured(ana, *between).agreement.links.positive["same"].value == 1.0


def test_what_was_changed_after_a_blind_pass_does_not_count(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    _blind(ben, lambda: stock.tag(ben, "one", "Monday"))
    (his,) = [span for span in ben.spans.in_article("one") if span.annotator == "ben"]
    stock.tag(ben, "one", "Hamas")
    ben.spans.delete(his.id)
    found = _measured(ana)
    assert _f1(found) == 0.0
    assert found.blind.keys() == {"ben"}
    now = _measured(ana, as_now=True)
    assert (_f1(now), now.blind) == (1.0, {})


def test_a_layer_is_put_back_whatever_was_done_to_it(pair: Pair) -> None:
    ana, ben = pair
    _claimed(ana)
    made: list[tuple[str, str]] = []
    _blind(ben, lambda: made.append(_claimed(ben)))
    ((claim, source),) = made
    assert (_f1(_measured(ana)), _edges(_measured(ana))) == (1.0, 1.0)
    for act in (
        lambda: ben.spans.move(claim, 0, 44),
        lambda: ben.spans.relabel(claim, "entity"),
        lambda: ben.spans.detach(claim, source),
        lambda: ben.spans.delete(source),
        ben.history.undo,
        lambda: ben.spans.delete(claim),
    ):
        act()
        assert (_f1(_measured(ana)), _edges(_measured(ana))) == (1.0, 1.0)


def test_what_hung_on_a_span_that_was_deleted_since_counts(pair: Pair) -> None:
    ana, ben = pair
    _linked(ana)
    _blind(ben, lambda: _linked(ben))
    assert _measured(ana).agreement.links.kappa.items == 1
    his = [span for span in ben.spans.in_article("two") if span.annotator == "ben"]
    ben.spans.delete(his[0].id)
    assert _measured(ana).agreement.links.kappa.items == 1
    assert _measured(ana, as_now=True).agreement.links.kappa.items == 0


def test_the_first_time_counts(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    _blind(ben, lambda: stock.tag(ben, "one", "Monday"))
    first = _measured(ana).blind
    ben.assigning.reopen(Mode.BLIND, "one")
    stock.tag(ben, "one", "Hamas")
    ben.assigning.end(Mode.BLIND)
    assert _measured(ana).blind == first
    assert _f1(_measured(ana)) == 0.0


def test_a_pass_is_over_when_all_of_it_is(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    ben.assigning.end(Mode.BLIND, article="one")
    stock.tag(ben, "one", "Hamas")  # still blind
    ben.assigning.end(Mode.BLIND, article="two")
    assert _f1(_measured(ana)) == 1.0


def test_a_pass_in_which_nothing_was_done_is_none(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    ben.assigning.end(Mode.BLIND)
    _blind(ben, lambda: stock.tag(ben, "one", "Hamas"))
    assert _f1(_measured(ana)) == 1.0
    with pytest.raises(NotFound, match="no layer of zoe"):
        _measured(ana, "ana", "zoe")
    with pytest.raises(NotFound, match="no article three"):
        ana.measuring.agreement(articles=["three"])


def test_other_articles_do_not_count_in_links(pair: Pair) -> None:
    ana, ben = pair
    _linked(ana)
    _blind(ben, lambda: _linked(ben))
    his = [span for span in ben.spans.in_article("two") if span.annotator == "ben"]
    ben.spans.annotate(his[0].id, "changed since")
    ben.links.decide(ben.links.of_article("one")[0].left.id, his[0].id, "different")
    only = ana.measuring.agreement(articles=["one"], resamples=0)
    assert only.agreement.links.kappa.items == 0


def test_what_was_there_before_a_blind_pass_and_articles_not_read_blind_are_told(
    pair: Pair,
) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    stock.tag(ana, "two", "Hamas")
    stock.tag(ben, "one", "Hamas")
    stock.tag(ben, "two", "Hamas")
    ben.assigning.begin(Mode.BLIND, articles=["one"])
    stock.tag(ben, "one", "Monday")
    ben.assigning.end(Mode.BLIND)
    blind = ana.measuring.agreement(resamples=0).blind["ben"]
    assert (blind.articles, blind.earlier) == (1, 1)


def test_a_link_to_an_article_read_blind_counts_as_it_was(pair: Pair) -> None:
    ana, ben = pair
    left, right = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ana.links.decide(left.id, right.id, "same")
    ben.assigning.begin(Mode.BLIND, articles=["one"])
    own = stock.tag(ben, "one", "Hamas")
    ben.assigning.end(Mode.BLIND)
    ben.links.decide(own.id, stock.tag(ben, "two", "Hamas").id, "same")
    assert ana.measuring.agreement(resamples=0).agreement.links.alpha.items == 0
    assert ana.measuring.agreement(resamples=0, as_now=True).agreement.links.kappa.items == 1

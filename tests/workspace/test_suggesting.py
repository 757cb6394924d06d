"""Which two articles to read next: what they share, and the work that is left in them."""

from annotations.model import DocumentState
from annotations.text.sharing import Shared
from annotations.workspace import Workspace
from annotations.workspace.suggesting import Worked, next_pair
from tests import stock

AB, AC, CD = Shared("a", "b", 0.6), Shared("a", "c", 0.4), Shared("c", "d", 0.35)
PAIRS = [AB, AC, CD]


def worked(
    done: str = "", spans: dict[str, int] | None = None, verdicts: dict[str, int] | None = None
) -> Worked:
    judged = {frozenset(pair): count for pair, count in (verdicts or {}).items()}
    return Worked(frozenset(done), spans or {}, judged)


def test_of_what_nobody_has_begun_the_pair_that_shares_most() -> None:
    assert next_pair(PAIRS, worked()) == AB
    assert next_pair([], worked()) is None
    assert next_pair([AB, AB._replace(one="x")], worked()) == AB


def test_a_verdict_between_two_articles_takes_half_of_what_is_left() -> None:
    assert next_pair(PAIRS, worked(verdicts={"ab": 1})) == AC
    assert next_pair(PAIRS, worked(verdicts={"ab": 1, "ac": 9})) == CD
    faint = Shared("y", "z", 0.1)
    assert next_pair([AB, faint], worked(verdicts={"ab": 1})) == AB
    assert next_pair([AB, faint], worked(verdicts={"ab": 9})) == faint


def test_spans_count_less_than_verdicts() -> None:
    assert next_pair(PAIRS, worked(spans={"b": 9})) == AB
    assert next_pair(PAIRS, worked(spans={"b": 19})) == AC
    assert next_pair(PAIRS, worked(spans={"a": 10, "b": 10})) == CD


def test_what_is_done_comes_last() -> None:
    assert next_pair(PAIRS, worked(done="b")) == AC
    assert next_pair(PAIRS, worked(done="bc")) == AB
    assert next_pair([AB, Shared("y", "z", 0.01)], worked(done="ab")) == Shared("y", "z", 0.01)
    assert next_pair([AB, AC], worked(done="abc")) == AB


def test_what_one_has_done_oneself(pair: tuple[Workspace, Workspace]) -> None:
    ana, ben = pair
    left, right = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    stock.tag(ana, "two", "May")
    stock.tag(ben, "one", "Monday")
    ana.links.decide(left.id, right.id, "same")
    ana.articles.set_state("one", DocumentState.DONE)
    both = frozenset(("one", "two"))
    assert tuple(ana.articles.worked()) == (frozenset({"one"}), {"one": 1, "two": 2}, {both: 1})
    assert tuple(ben.articles.worked()) == (frozenset(), {"one": 1}, {})
    ana.articles.set_state("one", DocumentState.IN_PROGRESS)
    ana.links.clear(left.id, right.id)
    ana.articles.remove("two")
    assert tuple(ana.articles.worked()) == (frozenset(), {"one": 1}, {})

"""The simulated expert: its picture of the keys, and a whole article by the real ones."""

from collections import Counter
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.text.segments import Segments
from annotations.workspace import Workspace
from tests import stock
from tests.benchmarks import gold, keys
from tests.benchmarks.expert.ground import Ground
from tests.benchmarks.expert.hands import (
    Hands,
    Record,
    WrongSpansError,
    annotate,
    annotate_together,
)
from tests.benchmarks.expert.keyboard import EXTEND, FIND, MOVE, Keys, hint, hinted, number
from tests.benchmarks.gold import GoldArticle, GoldSpan
from tests.benchmarks.keys import Measured
from tests.benchmarks.quality import Quality
from tests.stage import played
from tests.test_seeds import GOLDEN
from tests.tui.conftest import LEFT
from tui.text.caret import Caret, move
from tui.text.display import visible
from tui.text.finding import find
from tui.text.layout import Layout

PAGE = 5


def ground(text: str = LEFT, counts: int = 99) -> Ground:
    """A text in rows of forty cells."""
    layout = Layout(visible(text), 40)
    return Ground(Segments(text, "en"), layout, PAGE, 44, reach=3, counts=counts)


def pressed(here: Ground, start: int, route: Keys) -> int:
    """Where keys lead, as the program has it."""
    motions = {key: motion for names in (MOVE, EXTEND) for motion, key in names.items()}
    caret, count, left = Caret(start), "", list(route)
    while left:
        key = left.pop(0)
        if key.isdigit():
            count += key
            continue
        if key in FIND:
            back = key == FIND[1]
            found = find(here.text, left.pop(0), caret.offset, int(count or 1), back=back)
            assert found
            caret = Caret(found.start)
        else:
            times = int(count or 1)
            caret = move(motions[key], caret, here.layout, here.segments, count=times, page=PAGE)
        count = ""
    return caret.offset


@settings(max_examples=10, deadline=None)
@given(st.integers(0, len(LEFT)), st.booleans())
def test_every_route_leads_where_it_says(start: int, extending: bool) -> None:
    here = ground()
    routes = here.routes(Caret(start), extending=extending)
    assert len(routes) > 20
    for offset in sorted(routes)[::7]:
        assert number(routes[offset]) <= 3
        assert pressed(here, start, routes[offset]) == offset


def test_no_count_is_higher_than_allowed() -> None:
    assert any("1" in route[0] for route in ground().routes(Caret(0)).values() if len(route) > 2)
    for route in ground(counts=9).routes(Caret(0)).values():
        assert not any(one.isdigit() and two.isdigit() for one, two in pairwise(route))


def test_the_cheapest_route_is_taken() -> None:
    routes = ground().routes(Caret(0))
    assert number(routes[LEFT.index("minister")]) == 1
    assert number(routes[LEFT.index("A second")]) == 1
    assert number(routes[LEFT.index("Lena")]) == 2


def test_a_hint_is_two_keys() -> None:
    assert hinted(hint(17)) == 17
    assert hinted("t") is None
    assert number(("t", hint(17), "e")) == 4


# -- at the keys ---------------------------------------------------------------------------------


def blog() -> GoldArticle:
    """The shortest of the samples, as the golden export has it."""
    return min(gold.load([GOLDEN["documents"]]), key=lambda article: len(article.text))


async def test_an_expert_tags_exactly_the_golden_spans_by_few_keys() -> None:
    article = blog()
    record = await annotate(article, counts=9)
    assert record.spans == Counter(span.label for span in article.spans)
    assert record.keys.total() == sum(len(pressed) for *_, pressed in record.log)
    assert record.keys.total() <= 2.75 * len(article.spans)
    assert 0 < record.accepted <= record.offered - record.adjusted


async def test_without_candidates_none_is_asked_for() -> None:
    article = blog()
    few = article._replace(spans=article.spans[:8])
    record = await annotate(few, candidates=False, counts=9)
    assert record.offered == record.accepted == 0
    assert all("space" not in pressed for *_, pressed in record.log)
    assert record.keys.total() <= 4 * len(few.spans)


async def test_all_mentions_are_taken_at_once_where_all_are_wanted() -> None:
    text = "\n\n".join(f"The pact of Zora holds, says paper {n}." for n in range(6))
    places = [n for n in range(len(text)) if text.startswith("pact", n)]
    spans = tuple(GoldSpan(place, place + 4, "entity") for place in places)
    record = await annotate(GoldArticle("a", "s", text, "en", spans), candidates=False)
    assert record.keys.total() == len(("w", "e", "*", "enter"))


async def test_one_article_after_the_other_in_one_workspace() -> None:
    text = "\n\n".join(f"The pact of Zora holds, says paper {n}." for n in range(3))
    places = [n for n in range(len(text)) if text.startswith("pact", n)]
    first = GoldArticle("a", "s", text, "en", tuple(GoldSpan(n, n + 4, "entity") for n in places))
    other = GoldArticle("b", "s", "No pact of Zora.", "en", (GoldSpan(3, 7, "entity"),))
    together = await annotate_together([first, other])
    assert [record.spans.total() for record in together] == [3, 1]
    alone = await annotate(other)
    known, unknown = together[1].untouched, alone.untouched
    assert GoldSpan(3, 7, "entity") in known, "tagged in the first article"
    assert GoldSpan(3, 7, "entity") not in unknown


async def test_one_span_too_many_is_a_failure(ws: Workspace) -> None:
    article = blog()
    stock.add(ws, article.text, id="gold", language="en")
    stock.tag(ws, "gold", "the", "entity")
    async with played(ws.path, "ana", ("gold",)) as stage:
        with pytest.raises(WrongSpansError, match=r"start=38, end=41"):
            await Hands(stage, article, candidates=True, counts=99).do_all()


# -- what is made of it --------------------------------------------------------------------------


def test_precision_and_recall_are_counted_by_stretch_and_label() -> None:
    wanted = (GoldSpan(0, 3, "entity"), GoldSpan(0, 3, "source"), GoldSpan(5, 9, "claim"))
    quality = Quality()
    found = [GoldSpan(0, 3, "entity"), GoldSpan(5, 9, "source"), GoldSpan(4, 9, "claim")]
    quality.add(GoldArticle("a", "s", "…", "en", wanted), found)
    claim, entity, source = islice(quality.rows(), 2, None)
    assert entity == "| entity | 1 | 1.00 | 1.00 | 1.00 | 1.00 |"
    assert source == "| source | 1 | 0.00 | 0.00 | 1.00 | 1.00 |"
    assert claim == "| claim | 1 | 0.00 | 0.00 | 0.00 | 1.00 |"


def test_the_report_divides_keys_by_spans() -> None:
    span = GoldSpan(0, 3, "entity")
    article = GoldArticle("a", "blog", "Ana", "en", (span, GoldSpan(0, 3, "source")))
    on = Record(keys=Counter(entity=1, source=2), offered=3, accepted=2, untouched=[span])
    off = Record(keys=Counter(entity=3, source=4))
    lines = list(keys.report([Measured(article, on, off, [5, 6])]))
    assert "| entity | 1 | 1.00 | 3.00 | 5.00 | ≤ 1.6 | yes |" in lines
    assert "| all | 2 | 1.50 | 3.50 | 5.50 |  |  |" in lines
    assert any("1 skipped: 0.50 for each accepted" in line for line in lines)

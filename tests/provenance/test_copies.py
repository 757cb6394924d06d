"""Which article copies which: how much of it, in which order, and where."""

from itertools import combinations
from typing import Any

import pytest

from annotations.errors import Cancelled
from annotations.model import DocumentDetails
from annotations.provenance.copies import Copy, Mention, _Memory, copies
from annotations.text.echoes import Echoes, echoes
from annotations.text.segments import Stretch

HARBOUR = (
    "The harbour master of Lirna said on Monday that the old ferry would sail for the last time in"
    " October. Its owners could not agree with the council on who was to pay for a new engine."
)
MARKET = (
    "Traders on the fish market have collected four thousand names against the closure. Most of"
    " them would have to take a van over the pass instead, which is shut whenever it snows."
)
WEATHER = (
    "Snow fell early this year, and farmers in the upper valley brought their sheep down before"
    " the schools had opened. Nobody could remember another September like it, the vicar wrote."
)
TEXTS = {
    "one": HARBOUR,
    "same": f"{HARBOUR} {MARKET}",
    "most": f"{HARBOUR} {MARKET} {WEATHER[:110]}",
    "other": WEATHER,
}


def found(*pairs: tuple[str, str], **published: str | None) -> list[Copy]:
    """The copies of some articles, which were published so."""
    articles = {
        name: DocumentDetails(published=published.get(name), language="en") for name in TEXTS
    }
    return copies(pairs, articles, TEXTS.__getitem__)


@pytest.mark.parametrize("order", [("same", "most"), ("most", "same")])
def test_the_later_article_copies_the_earlier_one_in_whichever_order_they_are_given(
    order: tuple[str, str],
) -> None:
    (copy,) = found(order, same="2024-05-01", most="2024-05-02")
    assert (copy.earlier, copy.later) == ("same", "most")
    assert 0.5 < copy.share < 1
    (back,) = found(order, same="2024-05-02", most="2024-05-01")
    assert (back.earlier, back.later, back.share) == ("most", "same", 1.0)


@pytest.mark.parametrize(
    ("one", "other"), [(None, "2024-05-01"), (None, None), ("2024-05-01", "2024-05-01")]
)
def test_where_the_order_is_not_known_neither_copies_the_other(
    one: str | None, other: str | None
) -> None:
    assert found(("same", "most"), same=one, most=other) == []


def test_half_of_the_later_articles_words_must_stand_in_the_earlier_one() -> None:
    words, half = len(TEXTS["same"].split()), len(HARBOUR.split())
    assert half * 2 > words > half  # a bit more than half of it is the harbour
    (copy,) = found(("one", "same"), one="2024-05-01", same="2024-05-02")
    assert copy.share == pytest.approx(half / words)
    assert found(("one", "most"), one="2024-05-01", most="2024-05-02") == []


def test_how_much_of_the_earlier_article_was_taken_does_not_matter() -> None:
    (copy,) = found(("most", "one"), most="2024-05-01", one="2024-05-02")
    assert copy.share == 1.0


def test_texts_with_nothing_in_common_are_no_copies() -> None:
    assert found(("one", "other"), one="2024-05-01", other="2024-05-02") == []


def test_the_passages_are_those_of_the_later_article() -> None:
    (copy,) = found(("one", "same"), one="2024-05-01", same="2024-05-02")
    assert [TEXTS["same"][slice(*passage)] for passage in copy.passages] == [HARBOUR[:-1]]
    assert copy.holds(0, 20)
    assert not copy.holds(len(HARBOUR) + 5, len(HARBOUR) + 40)


def test_most_of_a_claim_must_lie_in_what_was_copied() -> None:
    copy = Copy("a", "b", 0.9, (Stretch(0, 10), Stretch(20, 30)))
    assert copy.holds(5, 14)
    assert not copy.holds(5, 15)  # half of it
    assert copy.holds(0, 30)
    assert not copy.holds(10, 20)


def test_it_can_be_stopped() -> None:
    articles = {
        "one": DocumentDetails(published="2024-05-01"),
        "same": DocumentDetails(published="2024-05-02"),
    }
    with pytest.raises(Cancelled):
        copies([("one", "same")], articles, TEXTS.__getitem__, lambda: True)


# -- how many are compared -----------------------------------------------------------------------

WIRE = (HARBOUR + MARKET + WEATHER).replace("ferry", "wire story")


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The later text of each two that are compared in full."""
    asked: list[str] = []

    def counted(left: str, right: str, *given: Any) -> Echoes:
        asked.append(right)
        return echoes(left, right, *given)

    monkeypatch.setattr("annotations.provenance.copies.echoes", counted)
    monkeypatch.setattr("annotations.provenance.copies._MEMORY", _Memory())
    return asked


def wire(texts: list[str], claims: dict[str, list[Mention]] | None = None) -> list[Copy]:
    """The copies among texts of one day each, which all report one claim at the beginning."""
    names = [f"{n:02}" for n in range(1, len(texts) + 1)]
    articles = {name: DocumentDetails(published=f"2024-05-{name}") for name in names}
    said = claims or {name: [("c", Stretch(0, 50))] for name in names}
    by_name = dict(zip(names, texts, strict=True))
    return copies(combinations(names, 2), articles, by_name.__getitem__, claims=said)


def test_a_story_in_many_articles_is_held_against_the_first_only_and_once(
    compared: list[str],
) -> None:
    texts = [f"{WIRE} Number{n}." for n in range(20)]
    found = wire(texts)
    assert [(copy.earlier, copy.share) for copy in found] == [("01", 1.0)] * 19
    assert len(compared) == 19
    assert wire(texts) == found
    assert len(compared) == 19


def test_one_text_needs_no_comparison(compared: list[str]) -> None:
    (copy,) = wire([WIRE, WIRE])
    assert (copy.share, copy.passages) == (1.0, (Stretch(0, len(WIRE)),))
    assert not compared


def test_a_claim_that_the_first_does_not_report_is_looked_for_in_others(
    compared: list[str],
) -> None:
    claims = {"01": [("c", Stretch(0, 50))], "02": [("d", Stretch(60, 90))]}
    claims["03"] = [*claims["01"], *claims["02"]]
    found = wire([f"{WIRE} Number{n}." for n in range(3)], claims)
    assert [(copy.earlier, copy.later) for copy in found if copy.later == "03"] == [
        ("01", "03"), ("02", "03"),
    ]  # fmt: skip
    assert len(compared) == 2

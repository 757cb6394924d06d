"""The timeline: who had a claim first, and who repeated it."""

from datetime import date

from annotations.provenance.board import Mark, rows
from annotations.provenance.timeline import Lane, days, lanes
from tests.provenance.cases import case


def lane(lines: str) -> Lane:
    """The only claim of a case in time."""
    told = case(lines)
    (found,) = lanes(told, rows(told))
    return found


def test_the_earliest_comes_first_and_undated_ones_last() -> None:
    found = lane(
        """
        undated | Mail   |                  | nobody
        late    | Post   | 2024-05-03       | Rao
        morning | News   | 2024-05-01T08:00 | The Herald
        evening | Herald | 2024-05-01T20:00 | Rao
        """
    )
    assert [report.article for report in found.reports] == ["morning", "evening", "late", "undated"]
    assert [report.day for report in found.reports] == [
        date(2024, 5, 1), date(2024, 5, 1), date(2024, 5, 3), None,
    ]  # fmt: skip
    assert found.first == ("morning",)
    assert [report.mark for report in found.reports] == [
        Mark.RETELLS, Mark.NAMES, Mark.NAMES, Mark.UNATTRIBUTED,
    ]  # fmt: skip


def test_several_are_first_where_their_order_is_not_known() -> None:
    found = lane(
        """
        a | Post   | 2024-05-02       | Rao
        b | Herald | 2024-05-01       | Rao
        c | Mail   | 2024-05-01T08:00 | Rao
        """
    )
    assert found.first == ("b", "c")


def test_of_undated_articles_none_is_first() -> None:
    assert lane("a | Post | | Rao \n b | Herald | | Rao").first == ()


def test_dates_written_in_two_ways_are_in_one_order() -> None:
    found = lane("a | Post | 20240502 | Rao \n b | Herald | 2024-05-01 | Rao")
    assert [report.article for report in found.reports] == ["b", "a"]


def test_days_are_those_of_all_articles_once_each() -> None:
    told = case(
        "a | P | 2024-05-02 | Rao \n b | H | 2024-05-01T08:00 | Rao \n c | M | 20240501 | Rao"
        " \n d | N | | Rao"
    )
    assert days(told) == [date(2024, 5, 1), date(2024, 5, 2)]


def test_claims_come_by_when_each_was_first_reported() -> None:
    told = case("a | P | 2024-05-02 | Rao")
    later = case("b | P | 2024-05-03 | Rao")
    undated = case("c | P | | Rao")
    found = [row for one in (undated, later, told) for row in rows(one)]
    articles = {**told.articles, **later.articles, **undated.articles}
    told.material.articles.update(articles)  # type: ignore[attr-defined]  # a dict here
    assert [one.reports[0].article for one in lanes(told, found)] == ["a", "b", "c"]

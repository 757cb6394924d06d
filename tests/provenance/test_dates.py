"""When articles were published, and which of two came first."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.provenance.dates import day, is_earlier, place

NIGHT = "2024-05-01T23:30:00-05:00"  # 2 May, 4.30 in UTC


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        ("2024-05-01", "2024-05-02", True),
        ("2024-05-02", "2024-05-01", False),
        ("2024-05-01", "2024-05-01", None),
        (None, "2024-05-01", None),
        (None, None, None),
        ("20240501", "2024-05-02", True),
        ("2024-05-01T23:00", "2024-05-01", None),
        ("2024-05-01T23:00", "2024-05-02", True),
        ("2024-05-01T09:00", "2024-05-01T10:00", True),
        ("2024-05-01T10:00+02:00", "2024-05-01T09:00Z", True),
        ("2024-05-01T10:00+02:00", "2024-05-01T08:00", None),
        ("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", True),
    ],
)
def test_which_came_first(one: str | None, other: str | None, *, earlier: bool | None) -> None:
    assert is_earlier(one, other) is earlier
    assert is_earlier(other, one) is (None if earlier is None else not earlier)


def test_the_day_is_the_one_where_it_was_published() -> None:
    assert day(NIGHT) == date(2024, 5, 1)
    assert day("20240501") == date(2024, 5, 1)
    assert day(None) is None


def test_the_order_is_by_day_then_by_moment_and_undated_ones_come_last() -> None:
    given = [
        "1969-12-31T09:00", "1969-12-31T10:00", "20240430", "2024-05-01", "2024-05-01T09:00",
        NIGHT, "2024-05-02", "20240503T00:00Z", None,
    ]  # fmt: skip
    backwards = given[::-1]
    assert sorted(backwards, key=place) == given


TIMES = st.one_of(st.dates().map(date.isoformat), st.datetimes().map(datetime.isoformat), st.none())


@given(TIMES, TIMES)
def test_what_is_earlier_is_never_placed_behind(one: str | None, other: str | None) -> None:
    if is_earlier(one, other):
        assert place(one) < place(other)
    assert (one is None) == (place(one)[0] == 1)

"""When articles were published, as far as they say: days, and which of two came first."""

from datetime import UTC, date, datetime, timedelta

_DAY = 10
"""Characters of a date without a time: ``2024-06-17``."""

_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
_DAY_LONG = 86_400_000_000  # microseconds: so far before the beginning a zone can lie


def day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or time, where it was published; None where none is known."""
    return None if published is None else datetime.fromisoformat(published).date()


def place(published: str | None) -> tuple[int, str]:
    """What to sort by: days as they are written, then moments; what is undated comes last.

    Whichever is earlier by :func:`is_earlier` comes first, if both give the time in one zone.
    """
    if published is None:
        return 1, ""
    time = datetime.fromisoformat(published)
    if len(published) <= _DAY:
        return 0, time.date().isoformat()
    past = (_moment(time) - _BEGINNING) // timedelta(microseconds=1)
    return 0, f"{time.date().isoformat()} {past + _DAY_LONG:020}"


def _moment(time: datetime) -> datetime:
    """A time without a zone is taken as UTC beside one that has a zone."""
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def is_earlier(one: str | None, other: str | None) -> bool | None:
    """Whether one was published before the other; None where that is not known.

    Days are compared where one of them has no time of day, and then the same day says nothing.
    """
    if one is None or other is None:
        return None
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if min(len(one), len(other)) > _DAY:
        moments = _moment(first), _moment(second)
        return None if moments[0] == moments[1] else moments[0] < moments[1]
    return None if first.date() == second.date() else first.date() < second.date()

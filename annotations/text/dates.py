"""Which of two dates is the earlier one, as far as both are known.

Dates are ISO 8601, with a time or without; a year, or a year and a month, is known that far only.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import NamedTuple

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")
_DAY = 3  # year, month, day

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Moment(NamedTuple):
    """A date, as far as it is known."""

    parts: tuple[int, ...]
    """Year, month, day, hour, minute, second: as many of them as are known."""
    zoned: bool = False
    """Whether the time says where it holds: it is UTC then."""

    def __str__(self) -> str:
        """In words: ``3 May 2024 14:30``."""
        return self.said()

    def said(self, *, year: bool = True) -> str:
        """In words, with the year or without: ``3 May 14:30``."""
        first, *rest = self.parts
        words = [str(part) for part in rest[1:2]] + [_MONTHS[part - 1] for part in rest[:1]]
        words += [str(first)] if year else []
        words += [":".join(f"{part:02}" for part in rest[2:4])] if rest[2:] else []
        return " ".join(words + ["UTC"] * self.zoned)

    def upto(self, count: int) -> "Moment":
        """The same with so many parts only."""
        return Moment(self.parts[:count], self.zoned and count > _DAY)


def moment(written: str | None) -> Moment | None:
    """What a date says; None where there is none, or nothing that can be read."""
    text = (written or "").strip()
    if found := _PARTIAL.fullmatch(text):
        parts = tuple(int(part) for part in found.groups() if part)
        return Moment(parts) if parts[0] and all(1 <= month <= 12 for month in parts[1:]) else None
    with suppress(ValueError):
        return Moment(date.fromisoformat(text).timetuple()[:_DAY])
    with suppress(ValueError, OverflowError):
        time = datetime.fromisoformat(text)
        zoned = time.tzinfo is not None
        return Moment((time.astimezone(UTC) if zoned else time).timetuple()[:6], zoned)
    return None


def alike(one: Moment, other: Moment) -> tuple[Moment, Moment]:
    """Both as far as both are known: to the day where only one says in which zone its time is."""
    known = min(len(one.parts), len(other.parts))
    if one.zoned is not other.zoned:
        known = min(known, _DAY)
    if one.parts[:_DAY] != other.parts[:_DAY]:
        known = min(known, _DAY)
    return one.upto(known), other.upto(known)

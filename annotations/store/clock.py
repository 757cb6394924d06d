"""Identifiers and times, both made here and nowhere else."""

from datetime import UTC, datetime

import uuid_utils


def new_id() -> str:
    """A new UUIDv7: unique without asking anyone, and later ones sort after earlier ones."""
    return str(uuid_utils.uuid7())


def composed(*parts: str) -> str:
    """An identifier made of several parts: the same in every copy, and that of no other parts.

    In each ``%`` and ``/`` are escaped, so that of most it is what stands between the slashes.
    """
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)


def now() -> str:
    """The time in UTC as RFC 3339, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

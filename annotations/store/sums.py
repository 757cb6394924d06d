"""A sum over each proposal, by which `check` sees that it is as the matcher wrote it.

What people do is in the history, whose hashes tell. A proposal is in no history; whoever repairs a
file leaves it out, and matches again.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Any
from zlib import crc32

Row = dict[str, Any]

_told: Callable[[Any], tuple[Any, ...]] = itemgetter(
    "left", "right", "label", "score", "reasons", "against", "conflict", "matcher"
)


def of_proposal(row: Any) -> int:
    """The CRC-32 of all that a proposal says, given by column."""
    return crc32(row["evidence"], crc32("\0".join(map(str, _told(row))).encode()))


def summed(row: Row) -> Row:
    """A proposal with its sum."""
    return {**row, "sum": of_proposal(row)}

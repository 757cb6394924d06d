"""What rows are called once two copies are one: the identifiers that must change, and how.

Rows of two copies may have one identifier and be two things: of files imported under the same
names. And what was two rows may have been made one by an earlier merge, which left a record of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotations.store import schema
from annotations.store.clock import composed
from annotations.store.history import Row
from annotations.store.merging.rules import ITEMS, RULES
from annotations.store.merging.settling import digest
from annotations.store.merging.sides import Side

RECORD = "merge/"
"""What the identifiers of the settings begin with that are the records of merges."""

Renames = dict[str, dict[str, str]]
"""Table → identifier → the identifier that it goes by now."""


def no_renames() -> Renames:
    """None for any table."""
    return {table: {} for table in schema.STATE}


class Names:
    """How the rows of one copy are called once it is merged."""

    def __init__(self, side: Side, moved: Renames) -> None:
        self.side = side
        self._moved = moved
        self._apart = no_renames()
        self._records = [*records(side.state["settings"].values())]

    def of(self, table: str, row_id: str) -> str:
        """What a row is called."""
        return last(self._moved[table], self.own(table, row_id))

    def own(self, table: str, row_id: str) -> str:
        """What a row is called in this copy alone."""
        return self._apart[table].get(row_id, row_id)

    def tell_apart(self, table: str, row_id: str, name: str) -> None:
        """Call a row otherwise, in this copy only."""
        self._apart[table][row_id] = name

    def identity(self, table: str, row: Row) -> tuple[Any, ...]:
        """What makes a row the thing that it is, and never changes; of two things two."""
        if table == "spans":
            return self.side.state["documents"][row["document"]]["sha256"], row["annotator"]
        refers = RULES[table].refers
        told = [
            self.of(refers[column], row[column]) if column in refers else row[column]
            for column in RULES[table].same
        ]
        return (*sorted(told[:2]), *told[2:]) if table == "verdicts" else tuple(told)

    def renamed(self, table: str, row: Row) -> Row:
        """A row as it is called, and all that it refers to."""
        rules, named = RULES[table], dict(row)
        for column, other in rules.refers.items():
            named[column] = self.of(other or ITEMS[row["kind"]], row[column])
        named["id"] = self.of(table, row["id"])
        if rules.owner:
            old, new = row[rules.owner], named[rules.owner]
            begin = old if rules.plain else composed(old)
            if old != new and row["id"].startswith(f"{begin}/"):
                named["id"] = (new if rules.plain else composed(new)) + row["id"][len(begin) :]
        return named

    def recorded(self, table: str) -> Iterator[tuple[str, str]]:
        """Which rows earlier merges made one with which.

        A row that was brought back since is one of its own.
        """
        rows, apart = self.side.state[table], self._apart[table]
        for record in self._records:
            for old, new in record["moved"].get(table, {}).items():
                if {old, new} <= rows.keys() and self._are_one(table, rows[old], rows[new]):
                    yield apart.get(old, old), apart.get(new, new)

    def _are_one(self, table: str, old: Row, new: Row) -> bool:
        """Whether a row still stands for another: its identifier may be another thing's by now."""
        if table in ("documents", "spans"):
            return bool(old["deleted"]) and self.identity(table, old) == self.identity(table, new)
        return bool(old["deleted"])

    def stands_for(self, table: str, row: Row) -> bool:
        """Whether a row is only the shell of one that this copy has made one with another."""
        name = self.of(table, row["id"])
        return name != row["id"] and bool(row["deleted"]) and name in self.side.state[table]


def records(settings: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """What merges left behind, of the rows of the settings."""
    for row in settings:
        if row["id"].startswith(RECORD) and not row["deleted"]:
            yield json.loads(row["value"])


def last(moved: Mapping[str, str], row_id: str) -> str:
    """Where a chain of renames ends; the same for all of a circle."""
    seen: list[str] = []
    while row_id in moved and row_id not in seen:
        seen.append(row_id)
        row_id = moved[row_id]
    return min(seen[seen.index(row_id) :]) if row_id in seen else row_id


def tell_apart(table: str, one: Names, other: Names) -> None:
    """Give new identifiers where one identifier is two things: the same in every copy."""
    if not RULES[table].same:
        return
    here, there = one.side.state[table], other.side.state[table]
    for row_id in here.keys() & there.keys():
        ours, theirs = one.identity(table, here[row_id]), other.identity(table, there[row_id])
        if ours != theirs:
            names, identity = (one, ours) if ours > theirs else (other, theirs)
            names.tell_apart(table, row_id, digest(row_id, *identity))

"""Two copies → the tables of the one that they become. Pure, and the same either way round.

Table by table: what a row is called, what comes of its versions, and which rows are one.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from annotations.store import schema
from annotations.store.history import Row
from annotations.store.merging import articles
from annotations.store.merging.naming import Names, Renames, no_renames, tell_apart
from annotations.store.merging.rules import RULES
from annotations.store.merging.settling import Lost, Version, order, settle
from annotations.store.merging.sides import Side, State

_MAY_BE_TWO = ("documents", "spans")
"""The tables that may have two rows that say the same: of the others no file can."""

_Named = tuple[Names, Version]


class Woven:
    """What two copies come to."""

    def __init__(self, one: Side, other: Side) -> None:
        self.state: State = {table: {} for table in schema.STATE}
        """The rows of all tables."""
        self.lost: list[Lost] = []
        """What contradicts them."""
        self.made_one: Renames = no_renames()
        """Rows that are one with another by this merge, and with which."""
        self._moved = no_renames()
        self._sides = Names(one, self._moved), Names(other, self._moved)
        self._theirs: tuple[State, State] = (_no_rows(), _no_rows())
        self._came: dict[str, str] = {}
        self._times: dict[tuple[str, str], str] = {}
        self._worked = tuple(map(articles.worked_on, (one, other)))
        for table in schema.STATE:
            self._weave(table)

    def _weave(self, table: str) -> None:
        tell_apart(table, *self._sides)
        for names in self._sides:
            for old, new in names.recorded(table):
                # Where two merges say otherwise, both are one with the same in the end.
                self._moved[table][old] = min(new, self._moved[table].get(old, new))
        versions, gone = self._versions(table)
        if table == "documents":
            self._came = articles.coming(self._sides)
        for row_id, found in versions.items():
            self._settle(table, row_id, found)
        for row_id, left in gone.items():
            if row_id not in self.state[table]:
                _, version = max(left, key=lambda one: _rank(table, row_id, *one))
                self.state[table][row_id] = {**version.row, "id": row_id, "deleted": 1}
        self._make_one(table)
        if table == "documents":
            self._put_in_order()

    # -- versions --------------------------------------------------------------------------------

    def _versions(self, table: str) -> tuple[dict[str, list[Version]], dict[str, list[_Named]]]:
        """All versions of each row; and under the identifiers that went, what they stood for."""
        versions: dict[str, list[Version]] = defaultdict(list)
        gone: dict[str, list[_Named]] = defaultdict(list)
        for number, names in enumerate(self._sides):
            for row_id, row in names.side.state[table].items():
                version = self._version(table, number, row)
                named = version.row["id"]
                if not names.stands_for(table, row):
                    versions[named].append(version)
                    if version.own or named not in self._theirs[number][table]:
                        self._theirs[number][table][named] = version.row
                if named != row_id:
                    gone[row_id].append((names, version))
                    if RULES[table].owner:
                        names.tell_apart(table, row_id, named)
        return versions, gone

    def _version(self, table: str, number: int, row: Row) -> Version:
        names, row_id = self._sides[number], row["id"]
        side = names.side
        base, time = side.base[table].get(row_id), side.touched.get((table, row_id))
        worked = table == "documents" and row_id in self._worked[number]
        named = self._named(table, names, row)
        return Version(
            named,
            base and self._named(table, names, base),
            time or "",
            touched=worked or time is not None,
            own=named["id"] == names.own(table, row_id),
            worked=worked,
        )

    def _named(self, table: str, names: Names, row: Row) -> Row:
        """A row as it is called now, its ends in order; one that joins nothing any more is gone."""
        named = names.renamed(table, row)
        if table == "attributions" and named["claim"] == named["source"]:
            return {**row, "deleted": 1}
        if table == "together" and named["span"] == named["with"]:
            return {**row, "deleted": 1}
        if table == "verdicts":
            left, right = (self._place(named[end]) for end in ("left", "right"))
            if left == right:
                return {**row, "deleted": 1}
            if left > right:
                named["left"], named["right"] = named["right"], named["left"]
        return named

    def _place(self, span: str) -> tuple[int, str]:
        """Where a span's article is in the order of import."""
        document = self.state["spans"][span]["document"]
        return self.state["documents"][document]["ordinal"], document

    def _settle(self, table: str, row_id: str, versions: list[Version]) -> None:
        settled = settle(table, versions)
        self.state[table][row_id] = settled.row
        self._times[table, row_id] = max(version.time for version in versions)
        self._lose(settled.lost)

    def _lose(self, lost: Iterable[Lost]) -> None:
        for one in lost:
            self.lost.append(one)
            if one.row:
                self.state[one.table].setdefault(one.row["id"], one.row)

    # -- rows that are one -----------------------------------------------------------------------

    def _make_one(self, table: str) -> None:
        """Make one row of those that say the same, until there are none left."""
        columns = RULES[table].twins
        while columns:
            alike: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
            for row in self.state[table].values():
                if not row["deleted"]:
                    alike[tuple(row[column] for column in columns)].append(row)
            twins = [rows for rows in alike.values() if len(rows) > 1]
            twins = [rows for rows in twins if not self._were_two(table, rows)]
            if not twins:
                return
            for rows in twins:
                self._unite(table, rows)

    def _were_two(self, table: str, rows: list[Row]) -> bool:
        """Whether a copy had them side by side already: that was somebody's doing."""
        columns = RULES[table].twins
        return table in _MAY_BE_TWO and any(
            all(
                (had := theirs[table].get(row["id"]))
                and not had["deleted"]
                and all(had[column] == row[column] for column in columns)
                for row in rows
            )
            for theirs in self._theirs
        )

    def _unite(self, table: str, rows: list[Row]) -> None:
        stays = min(rows, key=lambda row: self._seniority(table, row))
        versions = [
            Version(
                {**row, "id": stays["id"]},
                time=self._times.get((table, row["id"]), ""),
                own=row is stays,
            )
            for row in rows
        ]
        self._settle(table, stays["id"], versions)
        if table == "documents":
            self.state[table][stays["id"]]["ordinal"] = stays["ordinal"]
        for row in rows:
            if row is not stays:
                self.state[table][row["id"]] = {**row, "deleted": 1}
                self._moved[table][row["id"]] = stays["id"]
                self.made_one[table][row["id"]] = stays["id"]

    def _seniority(self, table: str, row: Row) -> tuple[Any, ...]:
        came = self._came.get(row["id"], "") if table == "documents" else ""
        return came, *(row[column] for column in RULES[table].first)

    def _put_in_order(self) -> None:
        """Tell of articles that one copy removed, and number those that came to one only."""
        one, other = self._sides
        for here, there, worked in ((one, other, self._worked[1]), (other, one, self._worked[0])):
            self.lost += articles.removed(here, there, worked)
        here_, there_ = (theirs["documents"] for theirs in self._theirs)
        gone = self.made_one["documents"]
        articles.number(self.state["documents"], here_, there_, gone, self._came)


def _no_rows() -> State:
    return {table: {} for table in schema.STATE}


def _rank(table: str, row_id: str, names: Names, version: Version) -> tuple[bool, bool, str, str]:
    """Which version stands for an identifier that went."""
    return names.own(table, row_id) == row_id, version.touched, version.time, order(version.row)

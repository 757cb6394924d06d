"""What each of two copies did that the other does not know of."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from annotations.errors import Refused
from annotations.store import schema
from annotations.store.history import GENESIS, MERGE, Row, chained
from annotations.store.store import Store

State = dict[str, dict[str, Row]]
"""Table → identifier → row."""

_PAGE = 500


class Side(NamedTuple):
    """One copy."""

    state: State
    """Its rows."""
    base: State
    """What the acts that both copies have made of them."""
    touched: dict[tuple[str, str], str]
    """The rows that its other acts changed, by table and identifier, and when a person did so last:
    empty where only merges did."""
    came: dict[str, str]
    """When each article first came in."""


def acts(store: Store) -> Iterator[Row]:
    """All of the history, hidden or not, oldest first, in pages."""
    seq = 0
    sql = f"select * from main.history where seq > ? order by seq limit {_PAGE}"
    while rows := store.rows(sql, (seq,)):
        yield from rows
        seq = rows[-1]["seq"]


def told(store: Store) -> dict[str, str]:
    """Every act's identifier, with a digest of what it did.

    A merge that was done in both copies is one act, and yet has other rows to begin with in either:
    of merges the identifier says what they did.
    """
    return {
        act["id"]: "" if act["action"] == MERGE else chained(GENESIS, {**act, "seq": 0})
        for act in acts(store)
    }


def refuse_forgery(store: Store, here: dict[str, str], there: dict[str, str]) -> None:
    """See that acts that both copies have are the same in both.

    Raises:
        Refused: One is not.
    """
    for act in here.keys() & there.keys():
        if here[act] != there[act]:
            raise Refused(
                f"{store.path}: act {act} is not the same in both files, so one of them was"
                " changed by something else than diptych: merge an earlier backup"
            )


def read(store: Store, alone: set[str]) -> Side:
    """Read a copy, given the acts that it has alone."""
    side = Side(_state(store), {table: {} for table in schema.STATE}, {}, {})
    for act in acts(store):
        time = "" if act["action"] == MERGE else act["time"]
        for change in json.loads(act["changes"]):
            key = change["table"], change["id"]
            if act["id"] in alone:
                side.touched[key] = max(side.touched.get(key, ""), time)
            else:
                side.base[key[0]][key[1]] = change["after"]
            if key[0] == "documents" and time:
                side.came[key[1]] = min(side.came.get(key[1], time), time)
    return side


def _state(store: Store) -> State:
    return {
        table: {row["id"]: row for row in store.rows(f"select * from main.{table}")}
        for table in schema.STATE
    }

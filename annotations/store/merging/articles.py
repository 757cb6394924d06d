"""The articles of two copies: who worked on them, when they came in, in which order they stand."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from annotations.store.history import Row
from annotations.store.merging.naming import Names
from annotations.store.merging.rules import RULES
from annotations.store.merging.settling import Lost
from annotations.store.merging.sides import Side, State


def worked_on(side: Side) -> set[str]:
    """The articles that people worked on in one copy alone."""
    return {
        document
        for (table, row_id), time in side.touched.items()
        if time
        for document in _of(side.state, table, side.state[table][row_id])
    }


def _of(state: State, table: str, row: Row) -> Iterator[str]:
    """The articles that a row is about."""
    match table:
        case "replies":
            yield state["reviews"][row["review"]]["document"]
        case "verdicts" | "apart" | "names" | "together":
            for end in RULES[table].refers:
                yield state["spans"][row[end]]["document"]
        case _:
            if "document" in row:
                yield row["document"]


def coming(sides: Iterable[Names]) -> dict[str, str]:
    """When each article first came in."""
    came: dict[str, str] = {}
    for names in sides:
        for row_id, time in names.side.came.items():
            name = names.of("documents", row_id)
            came[name] = min(came.get(name, time), time)
    return came


def removed(here: Names, there: Names, worked: Iterable[str]) -> Iterator[Lost]:
    """Articles that both copies took in for themselves, and that one removed again.

    Args:
        here: The copy that may have removed them.
        there: The other.
        worked: What was worked on there.
    """
    rows, base = here.side.state["documents"], here.side.base["documents"]
    still = {row["sha256"] for row in rows.values() if not row["deleted"]}
    came = {row["sha256"] for row_id, row in rows.items() if row_id not in base}
    for row_id in worked:
        row = there.side.state["documents"][row_id]
        if row["sha256"] in came - still and row_id not in rows and not row["deleted"]:
            yield Lost("documents", there.of("documents", row_id), {}, {"deleted": 1})


def number(
    rows: dict[str, Row],
    here: Mapping[str, Row],
    there: Mapping[str, Row],
    gone: Mapping[str, str],
    came: Mapping[str, str],
) -> None:
    """Put the articles that only one copy has in order, where both have such.

    Those that both have keep their places. Where they have them in different ones, all are put in
    the order in which they came in: so it is the same either way round.

    Args:
        rows: All articles.
        here: Those of one copy, by their identifiers now.
        there: And of the other.
        gone: Those that are one with another now, and with which.
        came: When each came in.
    """
    both = (here.keys() & there.keys()) - gone.keys()
    agreed = all(here[row_id]["ordinal"] == there[row_id]["ordinal"] for row_id in both)
    if not agreed or (here.keys() - there.keys() and there.keys() - here.keys()):
        stay = both if agreed else set()
        taken = {rows[row_id]["ordinal"] for row_id in stay}
        free = (place for place in count(1) if place not in taken)
        new = sorted(
            (here.keys() | there.keys()) - stay - gone.keys(),
            key=lambda row_id: (came.get(row_id, ""), rows[row_id]["ordinal"], row_id),
        )
        for row_id, place in zip(new, free, strict=False):
            rows[row_id] = {**rows[row_id], "ordinal": place}
    for old, stays in gone.items():
        rows[old] = {**rows[old], "ordinal": rows[stays]["ordinal"]}

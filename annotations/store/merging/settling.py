"""Several versions of one row → one row, and what was not taken.

Each version is held against what both copies had, unit by unit. What only one changed is taken.
Where two say different things the later one is taken, and the other is told.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from annotations.store.history import Row
from annotations.store.merging.rules import RULES, Rules, Unit

_LONGEST_NAME = 100
_NUMBERED = re.compile(r"(.*) \((\d+)\)", re.DOTALL)
_NOTHING = (None, "{}")
"""What a column holds of which nothing is said."""


class Version(NamedTuple):
    """A row as one copy has it."""

    row: Row
    """The row."""
    base: Row | None = None
    """What it was in both copies before; None where it was not there."""
    time: str = ""
    """When a person changed it last; empty where nobody has since."""
    touched: bool = True
    """Whether it has changed since."""
    own: bool = True
    """Whether it has always had this identifier: others are told by that one now."""
    worked: bool = False
    """Whether somebody has worked on what it stands for."""


class Lost(NamedTuple):
    """Something that contradicts what was taken."""

    table: str
    """Where."""
    id: str
    """Which row."""
    kept: Row
    """What was taken, of the columns in question."""
    other: Row
    """What was not; ``deleted`` where it was that the row should go."""
    row: Row | None = None
    """That version as a row of another layer, where layers are."""


class Settled(NamedTuple):
    """What came of it."""

    row: Row
    """The row."""
    lost: list[Lost]
    """What was not taken."""


def digest(*parts: Any) -> str:
    """A short name for some values, the same wherever they are the same."""
    told_ = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told_.encode()).hexdigest()[:32]


def order(row: Row) -> str:
    """A row as a text, to put rows in an order that is the same everywhere."""
    return json.dumps(row, sort_keys=True)


def settle(table: str, versions: Iterable[Version]) -> Settled:
    """Make one row of versions of it."""
    found = list(versions)
    touched = sorted((one for one in found if one.touched), key=_order_of)
    if len(found) == 1:
        return Settled(found[0].row, [])
    start = max(found, key=lambda one: (one.own, one.touched, *_order_of(one)))
    if not touched:
        return Settled(start.row, [])
    bases = [one.base for one in found if one.base is not None]
    common = min(bases, key=order, default=None)
    held = [one._replace(base=common) if one.base is None else one for one in touched]
    return _settled(table, dict(start.row), held)


def _order_of(version: Version) -> tuple[str, str]:
    """What puts versions in an order, the latest last."""
    return version.time, order(version.row)


def _settled(table: str, row: Row, versions: list[Version]) -> Settled:
    rules, lost = RULES[table], list[Lost]()
    goes = [one for one in versions if one.row["deleted"] and not _was_deleted(one)]
    stays = [one for one in versions if not one.row["deleted"] and _is_changed(rules, one)]
    if goes and stays:
        lost.append(Lost(table, row["id"], {}, {"deleted": 1}))
        versions = stays
    if stays:
        row["deleted"] = 0
    elif goes:
        row["deleted"] = 1
    for unit in rules.units:
        changed = [one for one in versions if _has_changed(unit, one)]
        if changed:
            row |= _taken(unit, changed)
            lost += _not_taken(table, row, unit, changed)
    return Settled(row, [] if row["deleted"] else lost)


def _is_changed(rules: Rules, version: Version) -> bool:
    """Whether a version that is there is there anew, or says something new."""
    if version.base is None or version.worked or _was_deleted(version):
        return True
    return any(_has_changed(unit, version) for unit in rules.units)


def _was_deleted(version: Version) -> bool:
    return version.base is not None and bool(version.base["deleted"])


def _has_changed(unit: Unit, version: Version) -> bool:
    base, row = version.base, version.row
    if base is None:
        return any(row[column] not in _NOTHING for column in unit.columns)
    return any(row[column] != base[column] for column in unit.columns)


def _taken(unit: Unit, changed: Sequence[Version]) -> Row:
    """What a unit comes to: the latest, with all notes on the same."""
    taken = {column: changed[-1].row[column] for column in unit.columns}
    if "note" in taken:
        alike = [one.row for one in changed if _says(unit, one) == _says(unit, changed[-1])]
        notes = dict.fromkeys(row["note"] for row in alike if row["note"] is not None)
        taken["note"] = " / ".join(notes) or None
    return taken


def _says(unit: Unit, version: Version) -> tuple[Any, ...]:
    return tuple(version.row[column] for column in unit.said)


def _not_taken(table: str, row: Row, unit: Unit, changed: Sequence[Version]) -> list[Lost]:
    """What others say, each once: of those who say the same the latest."""
    others = {_says(unit, one): one for one in changed}
    others.pop(_says(unit, changed[-1]))
    return [_lost(table, row, unit, one) for one in others.values()]


def _lost(table: str, row: Row, unit: Unit, version: Version) -> Lost:
    kept, other = ({c: of[c] for c in unit.columns} for of in (row, version.row))
    if not RULES[table].layered:
        return Lost(table, row["id"], kept, other)
    beside = {
        **version.row,
        "id": digest(row["id"], other),
        "annotator": next_layer(version.row["annotator"]),
        "deleted": 0,
    }
    return Lost(table, row["id"], kept, other, beside)


def next_layer(annotator: str) -> str:
    """The layer for an annotator’s other version: of ``ana`` ``ana (2)``, of that ``ana (3)``."""
    numbered = _NUMBERED.fullmatch(annotator)
    name, number = (numbered[1], int(numbered[2])) if numbered else (annotator, 1)
    ending = f" ({number + 1})"
    return f"{name[: _LONGEST_NAME - len(ending)].rstrip()}{ending}"

"""What may differ in the rows of each table, what they refer to, and when two of them are one."""

from collections.abc import Mapping
from typing import NamedTuple


class Unit(NamedTuple):
    """Columns that are changed together, and so are taken together."""

    columns: tuple[str, ...]
    """All of them."""
    said: tuple[str, ...]
    """Those in which two versions contradict each other. Where they do not, the later version is
    taken, and of two notes both."""


class Rules(NamedTuple):
    """How the rows of one table are put together."""

    units: tuple[Unit, ...] = ()
    """What may be changed in a row."""
    refers: Mapping[str, str] = {}
    """The table that each column refers to; an empty name for one that the row's kind says."""
    owner: str | None = None
    """The column that identifiers begin with, as `composed` writes it, followed by a slash."""
    plain: bool = False
    """Whether they begin with it as it is: with a review's identifier, which is composed itself."""
    layered: bool = False
    """Whether a version that was not taken becomes a row of another layer."""
    twins: tuple[str, ...] = ()
    """Columns in which no two rows that are there may be the same: such are made one."""
    first: tuple[str, ...] = ("id",)
    """Of such, the one that comes first by these columns stays."""
    same: tuple[str, ...] = ()
    """Columns that never change: rows of one identifier that differ in them are two things."""


def _each(*columns: str) -> tuple[Unit, ...]:
    return tuple(Unit((column,), (column,)) for column in columns)


RULES: Mapping[str, Rules] = {
    "documents": Rules(
        units=(
            Unit(("ordinal",), ()),
            *_each("title", "outlet", "published", "url", "language", "meta"),
        ),
        twins=("sha256",),
        same=("sha256",),
    ),
    "spans": Rules(
        units=(
            Unit(("start", "end", "label", "text"), ("start", "end", "label")),
            Unit(("note",), ()),
        ),
        refers={"document": "documents"},
        layered=True,
        twins=("document", "annotator", "start", "end", "label"),
        first=("created", "id"),
        same=("document", "annotator"),
    ),
    "attributions": Rules(
        refers={"document": "documents", "claim": "spans", "source": "spans"},
        layered=True,
        twins=("claim", "source", "annotator", "label"),
        same=("claim", "source", "annotator", "label"),
    ),
    "verdicts": Rules(
        units=(Unit(("kind", "note", "decided"), ("kind",)),),
        refers={"left": "spans", "right": "spans"},
        layered=True,
        twins=("left", "right", "annotator"),
        same=("left", "right", "annotator"),
    ),
    "apart": Rules(refers={"span": "spans"}, owner="span", plain=True),
    # What somebody calls a thing has no layer beside it: one thing has one name of theirs.
    "names": Rules(
        units=(Unit(("name", "given"), ("name",)),),
        refers={"span": "spans"},
        owner="span",
        plain=True,
    ),
    "together": Rules(
        units=_each("with"),
        refers={"span": "spans", "with": "spans"},
        owner="span",
        plain=True,
    ),
    "states": Rules(units=_each("state"), refers={"document": "documents"}, owner="document"),
    "settings": Rules(units=_each("value")),
    "assignments": Rules(
        units=(Unit(("opened", "closed"), ()),),
        refers={"document": "documents"},
        owner="document",
    ),
    "reviews": Rules(
        units=(
            Unit(
                ("ruling", "reason", "note", "before", "after", "decided"),
                ("ruling", "reason", "after"),
            ),
        ),
        refers={"document": "documents", "item": ""},
        owner="item",
        layered=True,
    ),
    "replies": Rules(
        units=(Unit(("reply", "note", "decided"), ("reply",)),),
        refers={"review": "reviews"},
        owner="review",
        plain=True,
        layered=True,
    ),
    "resolutions": Rules(
        units=(Unit(("versions", "choice", "chosen", "note", "decided"), ("choice", "chosen")),),
        refers={"document": "documents"},
        layered=True,
    ),
}
"""Every state table."""

ITEMS = {"span": "spans", "attribution": "attributions", "link": "verdicts"}
"""The table of what a review is about, by the review's kind."""

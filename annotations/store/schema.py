"""The tables of a workspace, and the steps from each version of them to the next.

State tables (`STATE`) hold what is so now; every row of theirs came out of the history and can be
derived from it. Nothing is deleted from them: a row that is gone has ``deleted = 1``. Texts and
history are only ever added to. Proposals, mentions, runs, matched and compared are the matcher's,
derived, and desk is where each annotator left off: none of them is history. Tables that begin with
``blind_`` are the same for one annotator who works blind.

The schema version is how many steps there are in `migrations`.
"""

from typing import TYPE_CHECKING

from annotations.store.migrations import STEPS

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

__all__ = ["STATE", "STEPS", "VERSION", "migrations"]

VERSION = 6
"""The schema version that this program reads and writes."""

STATE: dict[str, tuple[str, ...]] = {
    "documents": (
        "id",
        "ordinal",
        "sha256",
        "title",
        "outlet",
        "published",
        "url",
        "language",
        "meta",
        "deleted",
    ),
    "spans": (
        "id",
        "document",
        "annotator",
        "start",
        "end",
        "label",
        "text",
        "origin",
        "note",
        "created",
        "deleted",
    ),
    "attributions": ("id", "document", "annotator", "claim", "source", "label", "deleted"),
    "verdicts": ("id", "left", "right", "annotator", "kind", "note", "decided", "deleted"),
    "apart": ("id", "span", "annotator", "deleted"),
    "names": ("id", "span", "annotator", "name", "given", "deleted"),
    "together": ("id", "span", "with", "annotator", "deleted"),
    "states": ("id", "document", "annotator", "state", "deleted"),
    "settings": ("id", "value", "deleted"),
    "assignments": (
        "id",
        "document",
        "annotator",
        "mode",
        "of",
        "opened",
        "closed",
        "deleted",
    ),
    "reviews": (
        "id",
        "kind",
        "item",
        "document",
        "author",
        "annotator",
        "ruling",
        "reason",
        "note",
        "before",
        "after",
        "decided",
        "deleted",
    ),
    "replies": ("id", "review", "annotator", "reply", "note", "decided", "deleted"),
    "resolutions": (
        "id",
        "kind",
        "document",
        "annotator",
        "versions",
        "choice",
        "chosen",
        "note",
        "decided",
        "deleted",
    ),
}
"""The tables whose rows are history's outcome, in an order that foreign keys allow."""


def migrations() -> "Migrations":
    """The steps as sqlite-utils applies and records them, each in one transaction."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("diptych")
    for step in STEPS:
        steps(name=step.__name__.lstrip("_"))(step)
    return steps

"""Copies of a workspace come together: what each annotator did in one is in the other, too."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from annotations.codebook import parse
from annotations.errors import CodebookError, Refused
from annotations.progress import Progress, silent
from annotations.store import reading
from annotations.store.merging import joining, telling
from annotations.workspace.desk import CODEBOOK, Desk

_KINDS = {
    "documents": "article",
    "spans": "span",
    "attributions": "attribution",
    "verdicts": "link",
    "apart": "mention set apart",
    "names": "name",
    "together": "joined mention",
    "states": "state",
    "settings": "setting",
    "assignments": "review",
    "reviews": "ruling",
    "replies": "reply",
    "resolutions": "resolution",
}

_TOLD = {
    "verdicts": "kind",
    "names": "name",
    "states": "state",
    "reviews": "ruling",
    "replies": "reply",
    "resolutions": "choice",
}
"""The column that says what a row says."""


class Conflict(NamedTuple):
    """Something that two copies of a workspace contradict each other in."""

    kind: str
    """What: ``span``, ``attribution``, ``link``, ``article``, ``state``, ``codebook`` …"""
    articles: tuple[str, ...]
    """The names of the articles that it is in."""
    quotes: tuple[str, ...]
    """The words that it is on."""
    who: str | None
    """Whose work it is."""
    detail: str | None
    """Of an article what of it, such as ``title``; of a setting its name."""
    kept: str
    """What is so now."""
    other: str | None
    """What one of the copies said instead; None where it was taken away there."""
    layer: str | None
    """The layer that has this now; None where only the history has it."""


class Merged(NamedTuple):
    """What a merge came to."""

    acts: int
    """How many acts came in; 0 where there was nothing new."""
    articles: int
    """How many articles came in."""
    matched: int
    """How many articles both had under two identifiers, by their text."""
    renumbered: int
    """How many articles that were here have another number now."""
    spans: int
    """How many spans came in."""
    attributions: int
    """How many attributions came in."""
    links: int
    """How many judgements of links came in."""
    conflicts: tuple[Conflict, ...]
    """What is contradicted: found now, or by a merge that the other file had been through."""


class Merging(Desk):
    """Whatever is done with copies of the workspace."""

    def take_in(self, path: Path, progress: Progress = silent) -> Merged:
        """Merge another file into the workspace: all of it, or nothing.

        Articles are matched by their text. What contradicts is kept, in a layer beside where it is
        in one. Proposals are not merged: match again. Doing so a second time changes
        nothing. Undo goes past a merge: a backup from before is the way back.

        Args:
            path: A copy of the workspace, or a workspace made from the same articles. It is only
                read.
            progress: Told how many steps are done; may raise `Cancelled`.

        Raises:
            Refused: It is the same file; or an act is not the same in both; or the annotator works
                blind in one of them.
            WorkspaceError: The file is no workspace, damaged, or of a newer version.
        """
        before = reading.ordinals(self.store).items()
        joined = joining.merge(self.store, path, self.annotator, progress)
        now = reading.ordinals(self.store)
        return Merged(
            acts=joined.acts,
            articles=joined.added.get("documents", 0),
            matched=sum(len(one["moved"].get("documents", ())) for one in joined.records),
            renumbered=sum(now.get(text, number) != number for text, number in before),
            spans=joined.added.get("spans", 0),
            attributions=joined.added.get("attributions", 0),
            links=joined.added.get("verdicts", 0),
            conflicts=tuple(self._told(joined.records)),
        )

    def conflicts(self) -> list[Conflict]:
        """What all merges have found so far, settled by now or not.

        Raises:
            Refused: The annotator works blind.
        """
        if self.store.is_blind:
            raise Refused("you work blind: conflicts show once you have ended your blind pass")
        return self._told(telling.all_records(self.store))

    def _told(self, found: Iterable[dict[str, Any]]) -> list[Conflict]:
        conflicts = (lost for record in found for lost in record["conflicts"])
        return sorted(map(self._conflict, conflicts), key=lambda one: (*one[:3], one.kept))

    def _conflict(self, lost: dict[str, Any]) -> Conflict:
        """A conflict as a person knows it."""
        table, row_id, beside = lost["table"], lost["id"], lost["row"]
        place = telling.place(self.store, table, row_id)
        kept, other = ({**place.row, **lost[which]} for which in ("kept", "other"))
        if table == "together" and "with" in kept and "with" in other:
            kept, other = (
                {**row, "with": telling.quote(self.store, row["with"])} for row in (kept, other)
            )
        gone = lost["other"].get("deleted")
        return Conflict(
            kind="codebook" if row_id == CODEBOOK and table == "settings" else _KINDS[table],
            articles=place.articles,
            quotes=place.quotes,
            who=place.row.get("annotator"),
            detail=_detail(lost),
            kept=_says(table, kept, lost["kept"]),
            other=None if gone else _says(table, other, lost["other"]),
            layer=beside["annotator"] if beside else None,
        )


def _detail(lost: dict[str, Any]) -> str | None:
    """Which of several things of a row a conflict is about."""
    if lost["table"] == "settings" and lost["id"] != CODEBOOK:
        return str(lost["id"])
    return next(iter(lost["kept"]), None) if lost["table"] == "documents" else None


def _says(table: str, row: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """What a version says, in a few words.

    Args:
        table: Where it is.
        row: All of it.
        said: What of it is contradicted; nothing where it is whether it should be there.
    """
    match table:
        case "spans":
            return f"{row['label']} “{row['text']}”"
        case "settings":
            return _codebook(row["value"]) if row["id"] == CODEBOOK else str(row["value"])
        case "documents":
            (value,) = said.values() or ("there",)
            return "none" if value is None else str(value)
        case "together" if said:
            return f"with “{row['with']}”"
        case _:
            told = _TOLD.get(table, "")
            return str(row.get(told, "there"))


def _codebook(source: str) -> str:
    """What a codebook is called."""
    try:
        book = parse(source)
    except CodebookError:
        return "one that cannot be read"
    return f"“{book.name}” {book.version}"

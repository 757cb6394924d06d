"""What was done in a workspace: take it back, do it again, list it, check it."""

import json
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from annotations.errors import Refused
from annotations.model import Act, Span
from annotations.progress import Progress, silent
from annotations.store import backups, blindness, health, history, place, reading
from annotations.store.backups import BackedUp
from annotations.store.sqlite import sqlite_note
from annotations.store.store import Row
from annotations.workspace.desk import Desk, made
from annotations.workspace.wording import WRONG, review_object, short

_DONE = {
    "import": "imported",
    "tag": "tagged",
    "tag all": "tagged every mention of",
    "delete": "deleted",
    "relabel": "relabelled",
    "move": "moved the boundary of",
    "note": "put a note on",
    "attribute": "attributed a claim",
    "detach": "withdrew an attribution",
    "decide": "judged a link",
    "join": "linked",
    "confirm": "judged links",
    "set apart": "set a mention apart",
    "rejoin": "joined a mention again",
    "join mentions": "joined mentions",
    "part mentions": "parted mentions",
    "name": "named",
    "unname": "took a name off",
    "clear": "withdrew a judgement",
    "describe": "described",
    "remove": "removed",
    "state": "set the state of an article",
    "codebook": "set the codebook",
    "learning": "set what is learnt from judgements",
    "merge": "merged a copy",
    "repair": "repaired the file:",
    "begin blind": "began a blind pass over",
    "end blind": "ended a blind pass over",
    "reopen blind": "reopened a blind pass over",
    "begin verify": "began to verify",
    "end verify": "ended verifying",
    "reopen verify": "reopened verifying",
    "rule": "ruled",
    "clear ruling": "withdrew a ruling:",
    "add missing": "added what was missing:",
    "reply": "",  # accepted or contested: the answer is the verb
    "clear reply": "withdrew a reply",
    "resolve": "settled a disagreement:",
    "reopen disagreement": "reopened a disagreement:",
}

ANNOTATION = frozenset(_DONE) - {
    "import", "describe", "remove", "codebook", "learning", history.REPAIR,
}  # fmt: skip
"""The actions that are work on the texts, not on the workspace."""


class Step(NamedTuple):
    """An act that was taken back or done again."""

    words: str
    """What it was, in words: ``tagged claim “…”``."""
    document: str | None
    """The article that it was in, where it was in one."""
    place: int | None
    """Where in the article, as an offset."""
    pair: tuple[str, str] | None
    """The spans that it judged, where it judged a pair; of many the first that was changed."""
    spans: tuple[Span, ...]
    """The spans that it changed and that are there now, as they are now."""
    gone: tuple[Span, ...]
    """The spans that it changed and that are gone now."""
    pairs: tuple[tuple[str, str], ...]
    """All pairs that it judged."""
    rows: tuple[tuple[str, Row], ...]
    """Each changed row as it is now, with its table."""


class History(Desk):
    """The record of a workspace, and the way back along it."""

    def undo(self, *, only: Container[str] | None = None) -> Step:
        """Take back the annotator's last act that still stands.

        Args:
            only: Actions that may be taken back, any other being refused; None takes all.

        Raises:
            Refused: There is none, or it is not one of those.
            ChangedSince: Another annotator has changed the same thing since; says who.
        """
        return self._step(history.UNDO, history.undo, only)

    def redo(self, *, only: Container[str] | None = None) -> Step:
        """Do again what was taken back last; takes and raises as `undo`."""
        return self._step(history.REDO, history.redo, only)

    def _step(self, name: str, step: Callable[..., Row], only: Container[str] | None) -> Step:
        with self.store.act(self.annotator, name) as acting:
            row = step(self.store.connection, acting)
            was = json.loads(row["changes"])
            words = _words(row["action"], was if len(self._shown(was)) == len(was) else ())
            if only is not None and row["action"] not in only:
                raise Refused(f"your last act was elsewhere: {words}; {name} it in the Library")
            changes = acting.changes
        return _as_step(words, self._shown(changes))

    def _shown(self, changes: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
        """What of an act's changes the annotator may see: who works blind, only their own."""
        if not self.store.is_blind:
            return changes
        return [change for change in changes if blindness.is_shown(change, self.annotator)]

    def acts(self) -> Iterator[Act]:
        """Every act of every annotator, oldest first."""
        return reading.acts(self.store)

    def check(self, progress: Progress = silent) -> list[str]:
        """Everything wrong with the file, each in one line; an empty list for a sound one.

        It tests SQLite's own structure, each text's SHA-256, each span's quote, the history's hash
        chain, that replaying the history gives the tables, and each proposal's sum.
        """
        return health.problems(self.store, progress)

    def notes(self) -> list[str]:
        """What is to be known of the place of the file, one line each.

        That others can read it, and that it lies on a network mount.
        """
        return place.notes(self.store.path)

    def network_note(self) -> str | None:
        """What it means that the file lies on a network mount; None where it does not."""
        return place.network_note(self.store.path)

    def backup(self, target: Path) -> None:
        """Write a whole copy of the file, safe while others write; only its owner can read it.

        Raises:
            WorkspaceDamaged: The file is damaged.
            WorkspaceError: The target exists or cannot be written.
        """
        backups.write(self.store.connection, self.store.path, target)

    def backup_dated(self, folder: Path | None = None, keep: int = backups.KEEP) -> BackedUp:
        """Write such a copy with the date in its name, and delete all but the newest of those.

        Where it is found damaged it stays, nothing is deleted, and the outcome says so.

        Args:
            folder: Where; None for beside the file.
            keep: How many such copies stay there, the new one among them.

        Raises:
            WorkspaceError: As `backup`; nothing is deleted then.
        """
        path = self.store.path
        return backups.dated(
            self.store.connection, path, folder or path.parent, health.problems_of, keep
        )

    @staticmethod
    def engine() -> str:
        """Which SQLite runs, and what that means for a file that two programs write."""
        return sqlite_note()


def _as_step(words: str, changes: Sequence[dict[str, Any]]) -> Step:
    """What changes were made to, given in words what the act was that made them."""
    rows = {change["table"]: change["after"] for change in reversed(changes)}
    first = rows.get("spans") or (changes[0]["after"] if changes else {})
    document = rows["documents"]["id"] if "documents" in rows else first.get("document")
    verdicts = [change["after"] for change in changes if change["table"] == "verdicts"]
    pairs = tuple((verdict["left"], verdict["right"]) for verdict in verdicts)
    pair = pairs[0] if pairs else None
    spans = [change["after"] for change in changes if change["table"] == "spans"]
    # Of an act in many places none is the one to go to.
    place = first.get("start") if len(spans) == 1 else None
    here = tuple(made(Span, span) for span in spans if not span["deleted"])
    gone = tuple(made(Span, span) for span in spans if span["deleted"])
    rows_now = tuple((change["table"], change["after"]) for change in changes)
    return Step(words, document, place, pair, here, gone, pairs, rows_now)


def in_words(act: Act) -> str:
    """What an act did, in a few words for a list."""
    return _words(act.action, act.changes)


def _words(action: str, changes: Sequence[dict[str, Any]]) -> str:
    """An action and what it was done to."""
    if action == history.REPAIR:
        return f"{_DONE[action]} {_count(changes)}"
    if action in (history.UNDO, history.REDO):
        done = "took back" if action == history.UNDO else "did again"
        return f"{done} {_count(changes)}"
    verb = _DONE.get(action, action)
    if told := review_object(action, changes):
        return f"{verb} {told}".strip()
    try:
        return f"{verb}{_object(changes)}" or action
    except WRONG:  # whatever a file holds, its history can be listed
        return verb or action


def _object(changes: Sequence[dict[str, Any]]) -> str:
    """What follows the verb."""
    first = changes[0]["after"] if changes else {}
    if "text" in first:
        return f" {first['label']} “{short(first['text'])}”{_more(changes)}"
    if "title" in first:
        return f" “{short(first['title'] or first['id'])}”{_more(changes)}"
    if "name" in first:  # the rows behind it are names that it took the place of
        return f"{':' if first['deleted'] else ''} “{short(first['name'])}”"
    if "kind" in first:
        return f": {first['kind']}{_more(changes)}"
    return ""


def _count(changes: Sequence[dict[str, Any]]) -> str:
    return "a change" if len(changes) == 1 else f"{len(changes):,} changes"


def _more(changes: Sequence[dict[str, Any]]) -> str:
    return f" and {len(changes) - 1:,} more" if len(changes) > 1 else ""

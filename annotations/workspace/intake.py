"""Many files into a workspace, one after the other: each whole or not at all.

What is needed for all of them is made once: the process that reads what may be hostile, and the
index by which articles are found that are nearly others.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.closing import Closing
from annotations.formats.incoming import Incoming
from annotations.formats.saved.sandbox import Sandbox
from annotations.progress import Progress, silent
from annotations.store import reading
from annotations.text.intake import sha256
from annotations.workspace.importing import Imported, Importing, Near, read

if TYPE_CHECKING:
    from annotations.text.twins import Twins

_STEPS = 1_000  # into how many the progress of a file is divided


class _Pair(NamedTuple):
    """An article that comes in, and one that it is nearly: before they have numbers."""

    name: str
    """What the new one is called."""
    of: str
    """The SHA-256 of the other one's text."""
    share: float
    """As `Near` has it."""
    holds: bool
    """As `Near` has it."""


class Intake(Closing):
    """Takes in files until it is closed."""

    def __init__(
        self, desk: Importing, format_: str | None = None, encoding: str | None = None
    ) -> None:
        """Prepare to take in files.

        Args:
            desk: Where they go in.
            format_: The format that all are said to be in; None goes by name and beginning.
            encoding: What their text is said to be in; None goes by what it looks like.
        """
        self._desk, self._format, self._encoding = desk, format_, encoding
        self._sandbox = Sandbox()
        self._twins: Twins | None = None
        self._seen: set[str] = set()  # the SHA-256 of all texts that are there or came
        self._coming: dict[str, str] = {}  # texts of the file that is on its way

    def file(self, path: Path, progress: Progress = silent) -> Imported:
        """Take in all that a file holds, in one act: everything, or nothing of it.

        Args:
            path: The file.
            progress: Told how far it is; may raise `Cancelled`.

        Raises:
            IntakeError: The file, or a line of it, cannot be taken in; says which and why.
        """
        incoming = read(
            path,
            self._format,
            encoding=self._encoding,
            sandbox=self._sandbox,
            progress=_part(progress, 0, 3),
        )
        try:
            near, compared = self._near(incoming, _part(progress, 1, 3))
            imported = self._desk.take_in(incoming, _part(progress, 2, 3))
        except BaseException:
            self._twins = None  # it holds what did not come in
            raise
        finally:
            self._coming.clear()
        imported.near, imported.compared = [*self._named(near)], compared
        return imported

    def close(self) -> None:
        """End what was started for it; doing so twice is harmless."""
        self._sandbox.close()

    def _near(self, incoming: Incoming, progress: Progress) -> tuple[list[_Pair], int]:
        """Which of the articles that come in are nearly others, and how many were compared."""
        twins = self._known()
        before, found = twins.compared, []
        for done, (place, article) in enumerate(incoming.articles):
            progress(done, len(incoming.articles))
            digest = sha256(article.text)
            if digest in self._seen:
                continue
            name = article.details.title or article.details.outlet or place
            if twin := twins.nearest(article.text, article.details.language):
                share = twin.of_other if twin.holds else twin.of_this
                found.append(_Pair(name, twin.key, share, twin.holds))
            self._coming[digest] = article.text
            self._seen.add(digest)
            twins.add(digest, article.text)
        return found, twins.compared - before

    def _named(self, pairs: list[_Pair]) -> Iterator[Near]:
        """The pairs with what the other article is called, once all are there."""
        store = self._desk.store
        for name, digest, share, holds in pairs:
            there = reading.document_with_text(store, digest)
            for other in reading.documents(store, [there] if there else []):
                yield Near(name, other.name, share, holds, other.id, other.ordinal)

    def _known(self) -> "Twins":
        """The articles that are there, to hold others against."""
        from annotations.text.twins import Twins  # what it compares with takes long to import

        if self._twins is None:
            self._twins = Twins(self._text)
            self._seen.clear()
            for document in reading.documents(self._desk.store):
                self._seen.add(document.text_sha256)
                self._twins.add(document.text_sha256, document.text)
        return self._twins

    def _text(self, digest: str) -> str:
        return self._coming.get(digest) or self._desk.store.text(digest)


def _part(progress: Progress, number: int, parts: int) -> Progress:
    """The progress of one part of a file as a part of that of all of it."""

    def advance(done: int, total: int, /) -> None:
        within = _STEPS * done // total if total else _STEPS
        progress(number * _STEPS + within, parts * _STEPS)

    return advance

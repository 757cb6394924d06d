"""Out of a workspace: its articles, links and history as JSONL."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.errors import Refused, WorkspaceError
from annotations.formats import jsonl
from annotations.formats.whole import write_whole
from annotations.progress import Progress, silent
from annotations.store import pairs, reading
from annotations.workspace import closure
from annotations.workspace.desk import Desk

ALL = "all"
"""Every annotator's layer."""


class Exporting(Desk):
    """Whatever goes out."""

    def lines(
        self, what: str = "documents", *, layer: str = ALL, progress: Progress = silent
    ) -> Iterator[str]:
        """Lines of JSONL, without their newline.

        Args:
            what: ``documents``, ``links`` or ``history``.
            layer: An annotator's name, or ``all``.
            progress: Told how many lines are out; may raise `Cancelled`.

        Raises:
            Refused: There is no such thing to export, or no such layer.
        """
        kinds: dict[str, Callable[[str], Iterator[str]]] = {
            "documents": self._documents,
            "links": self._links,
            "history": self._history,
        }
        if what not in kinds:
            raise Refused(f"cannot export {what}: choose one of {', '.join(kinds)}")
        if layer != ALL and layer not in (known := reading.annotators(self.store)):
            raise Refused(f"no layer of {layer}: there are {', '.join(known) or 'none'}, or all")
        return self._counted(kinds[what](layer), progress)

    def to_file(
        self,
        path: Path,
        what: str = "documents",
        *,
        layer: str = ALL,
        progress: Progress = silent,
    ) -> int:
        """Write the lines into a file, which appears complete or not at all; raises as `lines`.

        Returns:
            How many lines were written.

        Raises:
            WorkspaceError: The file cannot be written.
        """
        self._refuse_own_file(path)
        lines = self.lines(what, layer=layer, progress=progress)
        try:
            return write_whole(path, lines)
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be written: {error.strerror}") from None

    def _refuse_own_file(self, path: Path) -> None:
        """Refuse to write over the workspace itself, by whatever name."""
        own = self.store.path
        for file in (own, Path(f"{own}-wal"), Path(f"{own}-shm")):
            if os.path.realpath(file) == os.path.realpath(path):
                raise Refused(f"{path}: the workspace itself: give another name")

    def _documents(self, layer: str) -> Iterator[str]:
        for article in reading.document_ids(self.store):
            spans = _of(layer, reading.spans(self.store, document=article))
            there = {span.id for span in spans}
            # A relation goes out with both its ends only: without them nobody could read it.
            relations = [
                attribution
                for attribution in _of(layer, reading.attributions(self.store, article))
                if {attribution.claim, attribution.source} <= there
            ]
            for document in reading.documents(self.store, [article]):  # or removed meanwhile
                yield from jsonl.documents([(document, spans, relations)])

    def _links(self, layer: str) -> Iterator[str]:
        annotator = None if layer == ALL else layer
        following = closure.following(self.store, annotator, self.codebook())
        return jsonl.links(pairs.exported(self.store, annotator, following))

    def _history(self, layer: str) -> Iterator[str]:
        return jsonl.history(_of(layer, reading.acts(self.store)))

    @staticmethod
    def _counted(lines: Iterator[str], progress: Progress) -> Iterator[str]:
        for done, line in enumerate(lines, 1):
            progress(done, done)
            yield line


def _of(layer: str, things: Iterable[Any]) -> list[Any]:
    """Those of one annotator, or all."""
    return [thing for thing in things if layer in (ALL, thing.annotator)]

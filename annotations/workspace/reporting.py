"""The report of a layer: gathered, made, and written as one HTML file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from annotations.errors import Refused, WorkspaceError
from annotations.formats.whole import write_whole
from annotations.model import Document
from annotations.progress import Progress, silent
from annotations.provenance.case import Case
from annotations.report.beside import Pair, pairs
from annotations.report.given import Beside, Compared, Given, ReadBlind
from annotations.report.page import page
from annotations.store import heads, reading
from annotations.text.echoes import Echoes, echoes
from annotations.workspace.desk import Desk
from annotations.workspace.measuring import Measuring
from annotations.workspace.provenance import Provenance

_RESAMPLES = 1000
"""How often articles are drawn for the intervals of agreement."""


class Reporting(Desk):
    """Whatever a reader without the program is given."""

    def page(
        self, layer: str | None = None, *, made: str | None = None, progress: Progress = silent
    ) -> str:
        """The report of a layer, as HTML.

        Whoever works blind gets their own layer, without agreement.

        Args:
            layer: Whose: an annotator, ``all`` or ``resolved``. None takes the annotator's own, or
                all where that is empty.
            made: When it is made, in words; None takes the time. All else being equal, the same
                words give the same bytes.
            progress: Told how far it is; may raise `Cancelled`.

        Raises:
            NotFound: Nobody of that name has a layer.
            Refused: Others' layers are asked for, and one works blind.
        """
        steps = _Steps(progress)
        given = self._given(layer, made or _now(), steps)
        return page(given, steps.further)

    def to_file(
        self,
        path: Path,
        layer: str | None = None,
        *,
        made: str | None = None,
        progress: Progress = silent,
    ) -> int:
        """Write the report into a file, which appears complete or not at all.

        Args:
            path: The file; one that is there is written over.
            layer: As for `page`.
            made: Likewise.
            progress: Likewise.

        Returns:
            How many bytes it has.

        Raises:
            NotFound: Nobody of that name has a layer.
            Refused: It is the workspace itself, or no file; or others' layers are asked for, and
                one works blind.
            WorkspaceError: The file cannot be written.
        """
        self.refuse_target(path)
        html = self.page(layer, made=made, progress=progress)
        try:
            write_whole(path, [html])
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be written: {error.strerror}") from None
        return len(html.encode()) + 1  # the newline at its end

    # -- what it is made of ----------------------------------------------------------------------

    def _given(self, layer: str | None, made: str, steps: "_Steps") -> Given:
        case = Provenance(self.store, self.annotator).case(layer, steps.ask)
        documents = {one.id: one for one in reading.documents(self.store)}
        shown = {article: documents[article] for article in case.articles}
        return Given(
            title=self.store.path.stem,
            case=case,
            documents=shown,
            beside=_beside(case, shown, steps),
            compared=self._compared(steps),
            head=heads.latest(self.store),
            version=version("diptych"),
            made=made,
            blind=self.store.is_blind,
        )

    def _compared(self, steps: "_Steps") -> Compared | None:
        """Figures of agreement; None where there are not two layers, or one works blind."""
        if self.store.is_blind:
            return None
        try:
            measured = Measuring(self.store, self.annotator).agreement(
                resamples=_RESAMPLES, progress=lambda *_: steps.further(0, 0)
            )
        except Refused:  # there is but one layer
            return None
        blind = {name: ReadBlind(*one) for name, one in measured.blind.items()}
        return Compared(measured.agreement, measured.articles, blind)


class _Steps:
    """How far several pieces of work are, one after the other."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._before, self._done, self._total = progress, 0, 0, 1

    def further(self, done: int, total: int, /) -> None:
        """Hear how far the present piece is."""
        self._done = self._before + done
        self._total = max(self._total, self._before + total + 1)
        self._progress(self._done, self._total)

    def ask(self) -> bool:
        """Say how far it is, so that it can be stopped; the answer is to go on."""
        self._progress(self._done, self._total)
        return False

    def close(self) -> None:
        """End a piece."""
        self._before = self._done


def _beside(case: Case, documents: Mapping[str, Document], steps: _Steps) -> list[Beside]:
    """What is shown side by side, with the passages that both have."""
    found = []
    chosen = pairs(case, {article: one.text for article, one in documents.items()})
    for done, pair in enumerate(chosen, 1):
        found.append(Beside(pair, _echoes(pair, documents, steps)))
        steps.further(done, len(chosen))
    steps.close()
    return found


def _echoes(pair: Pair, documents: Mapping[str, Document], steps: _Steps) -> Echoes | None:
    if pair.right is None:
        return None
    left, right = documents[pair.left], documents[pair.right]
    return echoes(left.text, right.text, left.language or right.language, steps.ask)


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"

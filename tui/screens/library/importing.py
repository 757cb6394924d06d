"""The Library's way in: files by path, folder or pattern."""

from asyncio import to_thread
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import Cancelled, DiptychError
from annotations.formats import finding
from annotations.progress import Progress
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask, Told
from tui.screens.library.paths import expanded
from tui.screens.library.table import LibraryTable
from tui.text import imported
from tui.text.amounts import counted

if TYPE_CHECKING:
    from annotations.workspace.importing import Imported
    from annotations.workspace.intake import Intake

_OFTEN = 0.5  # seconds between two looks at how far a walk is


class Importing(LibraryTable):
    """Whatever comes in."""

    def __init__(self) -> None:
        super().__init__()
        self._importing = False
        self._cancel = False

    def action_import(self) -> None:
        """Import files, by path, folder or pattern."""
        hint = "a file, a folder, or a pattern such as ~/case/*.html · Esc leaves it"

        def done(pattern: str | None) -> None:
            if pattern and pattern.strip():
                # Not awaited here: Esc would not be heard until all of it is in.
                self.run_worker(self._import(expanded(pattern.strip())), group="import")

        if self._importing:
            self.complain("an import is running: Esc stops it")
            return
        self.app.push_screen(Ask("Import", hint=hint), done)

    async def _import(self, given: Path) -> None:
        """Import files one after the other, each whole or not at all; Esc stops at once."""
        self._importing, self._cancel = True, False
        came = _Came()
        try:
            meant = await self._looked_through(given)
            intake = await self.diptych.hand.do(_intake)
            try:
                await self._take_in(intake, meant.files, came)
            finally:
                await self.diptych.hand.do(lambda _: intake.close())
        except Cancelled:
            self.say("stopped before anything came in")
            return
        except DiptychError as error:
            self.complain(str(error))
            return
        finally:
            self._importing = False
        await self.refresh_from_store()
        self._tell(given, meant, came)

    async def _looked_through(self, given: Path) -> finding.Meant:
        """Which files are meant; how many there are so far is said, and Esc or leaving stops it."""
        found = 0

        def heard(done: int, _total: int, /) -> None:
            nonlocal found
            found = done
            self._go_on(done, done)

        def say() -> None:
            self.say(f"looking through {given}: {found:,} files so far · Esc stops", tone="$text")

        shown = self.set_interval(_OFTEN, say)
        try:
            return await to_thread(finding.meant, [given], heard)
        except BaseException:
            self._cancel = True  # the thread would go on else, and leaving wait for it
            raise
        finally:
            shown.stop()

    def _tell(self, given: Path, meant: finding.Meant, came: "_Came") -> None:
        """Say what came in; file by file where that is more than a number."""
        left = f", {meant.left.total()} of other kinds left out" if meant.left else ""
        came.refused += meant.closed
        if not meant.files:
            came.refused.append(f"{given}: no file in it that can be read")
        stopped = ", stopped" if self._cancel else ""
        said = f"{came}{left}{stopped}{' · u takes the last one back' if came.added else ''}"
        if came.refused:
            self.complain(said)
        else:
            self.say(said)
        if came.refused or came.near:
            self.app.push_screen(Told(f"Import: {came}", "\n".join([*came.refused, *came.twins])))

    async def _take_in(self, intake: "Intake", files: list[Path], came: "_Came") -> None:
        """Import each file, and say which."""
        for number, path in enumerate(files, 1):
            if self._cancel:
                return
            said = f"importing {number} of {len(files)}: {path.name} · Esc stops"
            self.say(said, tone="$text")
            try:
                report = await self.diptych.hand.do(partial(_file, intake, path, self._go_on))
            except Cancelled:
                return
            except DiptychError as error:
                came.refused.append(imported.complaint(path, error))
            else:
                came.add(path, report)

    def _go_on(self, _done: int, _total: int, /) -> None:
        """Stop a file that is on its way, once Esc was heard."""
        if self._cancel:
            raise Cancelled("The import was stopped; nothing of this file was kept.")


@dataclass
class _Came:
    """What an import came to."""

    added: int = 0
    known: int = 0
    near: int = 0
    refused: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)

    def add(self, path: Path, report: "Imported") -> None:
        """Count what became of a file."""
        self.added += len(report.added)
        self.known += len(report.known)
        self.near += len(report.near)
        if report.near:
            self.twins.append(imported.line(Path(path.name), report))

    def __str__(self) -> str:
        refused = f"{len(self.refused)} refused, " if self.refused else ""
        known = f", {self.known} there already" if self.known else ""
        near = f", {counted(self.near, 'near-duplicate')}" if self.near else ""
        return f"{refused}{self.added} imported{near}{known}"


def _intake(workspace: Workspace) -> "Intake":
    return workspace.importing.intake()


def _file(intake: "Intake", path: Path, progress: Progress, _: Workspace) -> "Imported":
    return intake.file(path, progress)

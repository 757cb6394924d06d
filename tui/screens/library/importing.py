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
from tui.screens.dialogs import Ask
from tui.screens.library.paths import expanded
from tui.screens.library.table import LibraryTable
from tui.text.amounts import counted

if TYPE_CHECKING:
    from annotations.workspace.importing import Imported
    from annotations.workspace.intake import Intake


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
            meant = await to_thread(finding.meant, [given])
            intake = await self.diptych.hand.do(_intake)
            try:
                await self._take_in(intake, meant.files, came)
            finally:
                await self.diptych.hand.do(lambda _: intake.close())
        finally:
            self._importing = False
        await self.refresh_from_store()
        left = f", {meant.left.total()} of other kinds left out" if meant.left else ""
        if came.refused or not meant.files:
            reasons = came.refused or [f"{given}: no file in it that can be read"]
            more = f" (and {len(reasons) - 1} more refused)" if len(reasons) > 1 else ""
            self.complain(f"{came}{left}; {reasons[0]}{more}")
        else:
            stopped = ", stopped" if self._cancel else ""
            self.say(f"{came}{left}{stopped} · u takes the last one back")

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
                came.refused.append(str(error))
            else:
                came.add(report)

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

    def add(self, report: "Imported") -> None:
        """Count what became of a file."""
        self.added += len(report.added)
        self.known += len(report.known)
        self.near += len(report.near)

    def __str__(self) -> str:
        known = f", {self.known} were there already" if self.known else ""
        near = f", {counted(self.near, 'near-duplicate')}" if self.near else ""
        return f"{self.added} imported{near}{known}"


def _intake(workspace: Workspace) -> "Intake":
    return workspace.importing.intake()


def _file(intake: "Intake", path: Path, progress: Progress, _: Workspace) -> "Imported":
    return intake.file(path, progress)

"""The Library's way in: files by path or pattern."""

import glob
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import DiptychError
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask
from tui.screens.library.paths import expanded
from tui.screens.library.table import LibraryTable

if TYPE_CHECKING:
    from annotations.workspace.importing import Imported


class Importing(LibraryTable):
    """Whatever comes in."""

    def __init__(self) -> None:
        super().__init__()
        self._importing = False
        self._cancel = False

    def action_import(self) -> None:
        """Import files, by path or pattern."""
        hint = "a path, or a pattern such as ~/case/*.txt · Esc leaves it"

        def done(pattern: str | None) -> None:
            if pattern and pattern.strip():
                # Not awaited here: Esc would not be heard until all of it is in.
                self.run_worker(self._import(_files(pattern.strip())), group="import")

        if self._importing:
            self.complain("an import is running: Esc stops it")
            return
        self.app.push_screen(Ask("Import", hint=hint), done)

    async def _import(self, files: list[Path]) -> None:
        """Import files one after the other, each whole or not at all; Esc stops between two."""
        self._importing, self._cancel = True, False
        added, known, refused = 0, 0, []
        try:
            for number, path in enumerate(files, 1):
                if self._cancel:
                    break
                said = f"importing {number} of {len(files)}: {path.name} · Esc stops"
                self.say(said, tone="$text")
                try:
                    report = await self.diptych.hand.do(partial(_import, path=path))
                except DiptychError as error:
                    refused.append(str(error))
                else:
                    added, known = added + len(report.added), known + len(report.known)
        finally:
            self._importing = False
        await self.refresh_from_store()
        said = f"{added} imported" + (f", {known} were there already" if known else "")
        if refused:
            more = f" (and {len(refused) - 1} more refused)" if len(refused) > 1 else ""
            self.complain(f"{said}; {refused[0]}{more}")
        else:
            self.say(f"{said}{', stopped' if self._cancel else ''} · u takes the last one back")


def _import(workspace: Workspace, path: Path) -> "Imported":
    return workspace.importing.file(path)


def _files(pattern: str) -> list[Path]:
    """The files that a path or pattern names; a path that names none is given as it is."""
    path = expanded(pattern)
    try:
        found = sorted(Path(name) for name in glob.glob(str(path), recursive=True))  # noqa: PTH207
        return [file for file in found if file.is_file()] or [path]
    except (OSError, ValueError):  # no pattern: the import says what is wrong with it as a path
        return [path]

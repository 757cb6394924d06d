"""`diptych import`: files of articles in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.errors import IntakeError, Refused
from annotations.progress import Progress
from tui.cli import options, talk
from tui.cli.group import REFUSED
from tui.text.amounts import counted
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.workspace import Workspace
    from annotations.workspace.importing import Imported

_STEPS = 1_000
"""Into how many steps a progress bar divides a file."""

_NAMED = 3
"""How many articles of one file are named in its line."""


@dataclass
class _Tally:
    """What became of each file."""

    taken: list[tuple[Path, "Imported"]] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many articles came in, over all files."""
        return sum(len(imported.added) for _, imported in self.taken)

    @property
    def known(self) -> int:
        """How many were there already, by their text."""
        return sum(len(imported.known) for _, imported in self.taken)


@click.command(
    "import",
    epilog=options.example("diptych import case.db articles/*.md", "diptych import new.db a.jsonl"),
)
@options.workspace
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.PATH)
@options.annotator
@options.codebook
@options.as_json
def import_(
    case: Path, files: tuple[Path, ...], annotator: str, codebook: Path | None, *, as_json: bool
) -> int:
    """Add articles: plain text, Markdown, JSONL.

    Makes CASE.db where there is none, and prints one line for each file. An article that is there
    already, by its text, is left alone. A file that cannot be taken in is named with the reason,
    the others go in, and the exit status is 1.
    """
    source = options.usable_codebook(codebook) if codebook else None
    with options.opened(case, annotator, create=True) as workspace:
        if source is not None:
            workspace.set_codebook(source, str(codebook))
        tally = _take_in(workspace, files, tell=not as_json)
    if as_json:
        talk.out_json(_as_json(tally))
    talk.say(
        f"{case}: {counted(tally.added, 'article')} added, {tally.known:,} there already,"
        f" {counted(len(tally.refused), 'file')} refused"
    )
    return REFUSED if tally.refused else 0


def _take_in(workspace: "Workspace", files: tuple[Path, ...], *, tell: bool) -> _Tally:
    """Take in one file after the other, each whole or not at all, and say what became of each."""
    tally = _Tally()
    held: list[Callable[[], None]] = []  # lines and a progress bar would write over each other

    def show(print_: Callable[[str], None], line: str) -> None:
        if talk.is_watched():
            held.append(lambda: print_(line))
        else:
            print_(line)

    try:
        with talk.bar("importing") as progress:
            for number, file in enumerate(files):
                try:
                    part = _part(progress, number, len(files))
                    imported = workspace.importing.file(file, part)
                except (IntakeError, Refused) as error:
                    tally.refused.append((file, str(error)))
                    show(talk.complain, _complaint(file, error))
                else:
                    tally.taken.append((file, imported))
                    if tell:
                        show(talk.out, _line(file, imported))
                progress((number + 1) * _STEPS, len(files) * _STEPS)
    finally:
        for print_held in held:
            print_held()
    return tally


def _part(progress: Progress, number: int, files: int) -> Progress:
    """The progress of one file as a part of the progress of all."""

    def advance(done: int, total: int, /) -> None:
        within = _STEPS * done // total if total else _STEPS
        progress(number * _STEPS + within, files * _STEPS)

    return advance


def _complaint(file: Path, error: Exception) -> str:
    """The reason, which names the file as it was given."""
    reason = str(error)
    if reason.startswith(str(file)):
        return reason
    if reason.startswith(file.name):
        return f"{file}{reason.removeprefix(file.name)}"
    return f"{file}: {reason}"


def _line(file: Path, imported: "Imported") -> str:
    """What became of a file, in one line."""
    parts = []
    if imported.added:
        parts.append(f"added {_named([name for _, name in imported.added], 'article')}")
    if imported.known:
        parts.append(f"there already {_named([name for _, name in imported.known], 'article')}")
    parts += [
        counted(number, thing)
        for number, thing in ((imported.spans, "span"), (imported.links, "link"))
        if number
    ]
    remarks = f" ({'; '.join(imported.remarks)})" if imported.remarks else ""
    return one_line(f"{file}: {', '.join(parts)}{remarks}")


def _named(names: list[str], thing: str) -> str:
    """A few names, each cut to a decent length; of many the number."""
    if len(names) > _NAMED:
        return counted(len(names), thing)
    return ", ".join(f"“{one_line(name, 80)}”" for name in names)


def _as_json(tally: _Tally) -> dict[str, Any]:
    files = [
        {
            "file": str(file),
            "added": [{"id": article, "name": name} for article, name in imported.added],
            "known": [{"where": place, "name": name} for place, name in imported.known],
            "spans": imported.spans,
            "links": imported.links,
            "remarks": imported.remarks,
        }
        for file, imported in tally.taken
    ]
    return {
        "added": tally.added,
        "known": tally.known,
        "files": files,
        "refused": [{"file": str(file), "reason": reason} for file, reason in tally.refused],
    }

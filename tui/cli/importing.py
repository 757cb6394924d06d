"""`diptych import`: files of articles in."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.errors import IntakeError, Refused
from annotations.progress import Progress
from tui.cli import options, talk
from tui.cli.group import REFUSED
from tui.text import imported as lines
from tui.text.amounts import counted

if TYPE_CHECKING:
    from annotations.formats.finding import Meant
    from annotations.workspace import Workspace
    from annotations.workspace.importing import Imported
    from annotations.workspace.intake import Intake

_STEPS = 1_000
"""Into how many steps a progress bar divides a file."""

_LONG = 2_000_000  # bytes of a file that is not read twice


@dataclass
class _Tally:
    """What became of each file."""

    taken: list[tuple[Path, "Imported"]] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

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
    epilog=options.example(
        "diptych import case.db articles/",
        "diptych import case.db --dry-run '*.html' crawl.warc.gz",
    ),
)
@options.workspace
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--format", "format_", metavar="FORMAT", help="What all files are. Default: as they look."
)
@click.option("--encoding", metavar="NAME", help="What their text is in. Default: as it looks.")
@click.option("--dry-run", is_flag=True, help="Say what would become of each, and write nothing.")
@options.annotator
@options.codebook
@options.as_json
def import_(
    case: Path,
    files: tuple[Path, ...],
    annotator: str,
    codebook: Path | None,
    *,
    format_: str | None,
    encoding: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Add articles: text, web pages, PDF, DOCX, WARC, JSONL and more.

    FILE is a file, a folder, of which all files are taken that can be read, or a pattern such as
    '*.html'. Makes CASE.db where there is none, and prints one line for each file. An article that
    is there already, by its text, is left alone; one that is nearly another is named. A file that
    cannot be taken in is named with the reason, the others go in, and the exit status is 1.
    """
    from annotations.formats import finding

    source = options.usable_codebook(codebook) if codebook else None
    _check(format_, encoding)
    meant = finding.meant(files)
    # Nothing is made for what brings nothing in.
    is_needed = (
        dry_run
        or source is not None
        or case.exists()
        or _is_any_good(case, meant.files, format_, encoding)
    )
    with _opened(case, annotator, dry_run=dry_run or not is_needed) as workspace:
        if source is not None:
            workspace.set_codebook(source, str(codebook))
        with workspace.importing.intake(format_, encoding) as intake:
            tally = _take_in(intake, meant.files, tell=not as_json)
    tally.left = meant.left
    if as_json:
        talk.out_json({**_as_json(tally), "dry_run": dry_run})
    _say_what_was_left(meant, files)
    made = "" if is_needed else "; no workspace was made"
    talk.say(f"{_summary(case, tally, dry_run=dry_run)}{made}")
    return REFUSED if tally.refused or meant.closed or not meant.files else 0


def _is_any_good(
    case: Path, files: Sequence[Path], format_: str | None, encoding: str | None
) -> bool:
    """Whether a file can be taken in; true where finding out would take long."""
    from annotations.workspace import Workspace

    with (
        Workspace.rehearse(case, options.READER) as tried,
        tried.importing.intake(format_, encoding) as intake,
    ):
        for file in files:
            try:
                if file.is_file() and file.stat().st_size > _LONG:
                    return True
                intake.file(file)
            except (IntakeError, Refused, OSError, ValueError):
                continue
            return True
    return False


def _say_what_was_left(meant: "Meant", given: Sequence[Path]) -> None:
    """Say which files and folders were not looked at, and that there was none."""
    if meant.left:
        talk.say(f"left out, of no kind that can be read: {meant}")
    if meant.parts:
        talk.say(f"left out, parts of saved pages: {counted(meant.parts, 'folder')}")
    for closed in meant.closed:
        talk.complain(closed)
    if not meant.files:
        talk.complain(f"{', '.join(map(str, given))}: no file in it that can be read")


def _check(format_: str | None, encoding: str | None) -> None:
    """Refuse a format or an encoding that there is none of."""
    from annotations.formats.readers import READERS
    from annotations.text import encodings

    if format_ is not None and format_ not in READERS:
        raise click.UsageError(f"no format {format_!r}: choose one of {', '.join(READERS)}")
    if encoding is not None and encodings.named(encoding) is None:
        raise click.UsageError(f"no encoding {encoding!r}: give one such as windows-1251")


def _opened(case: Path, annotator: str, *, dry_run: bool) -> "Workspace":
    """The workspace, made where there is none; for a dry run a copy in memory."""
    if not dry_run:
        return options.opened(case, annotator, create=True)
    from annotations.workspace import Workspace

    return Workspace.rehearse(case, annotator)


def _summary(case: Path, tally: _Tally, *, dry_run: bool) -> str:
    """What became of all."""
    said = (
        f"{case}: {counted(tally.added, 'article')} added, {tally.known:,} there already,"
        f" {counted(len(tally.refused), 'file')} refused"
    )
    return f"{said}; a dry run: nothing was written" if dry_run else said


def _take_in(intake: "Intake", files: Sequence[Path], *, tell: bool) -> _Tally:
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
                    imported = intake.file(file, _part(progress, number, len(files)))
                except (IntakeError, Refused) as error:
                    tally.refused.append((file, str(error)))
                    show(talk.complain, lines.complaint(file, error))
                else:
                    tally.taken.append((file, imported))
                    if tell:
                        show(talk.out, lines.line(file, imported))
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


def _as_json(tally: _Tally) -> dict[str, Any]:
    files = [
        {
            "file": str(file),
            "added": [{"id": article, "name": name} for article, name in imported.added],
            "known": [{"where": place, "name": name} for place, name in imported.known],
            "near": [
                {"name": near.article, "of": near.of, "share": round(near.share, 4)}
                | {"holds": near.holds, "id": near.id, "number": near.number}
                for near in imported.near
            ],
            "compared": imported.compared,
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
        "left_out": dict(sorted(tally.left.items())),
    }

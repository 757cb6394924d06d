"""What became of each file that was to come in, in one line; for the terminal and the Library."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.text.amounts import counted
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.workspace.importing import Imported, Near

_NAMED = 3  # articles of one file that are named


def line(file: Path, imported: "Imported") -> str:
    """What became of a file that was taken in."""
    parts = []
    if imported.added:
        parts.append(f"added {_named([name for _, name in imported.added], 'article')}")
    if imported.known:
        parts.append(f"there already {_named([name for _, name in imported.known], 'article')}")
    if len(imported.near) > _NAMED:
        parts.append(f"{len(imported.near):,} of them near-duplicates")
    else:
        parts += [_twin(near, alone=len(imported.added) == 1) for near in imported.near]
    parts += [
        counted(number, thing)
        for number, thing in ((imported.spans, "span"), (imported.links, "link"))
        if number
    ]
    remarks = f" ({'; '.join(imported.remarks)})" if imported.remarks else ""
    return one_line(f"{file}: {', '.join(parts)}{remarks}")


def complaint(file: Path, error: Exception) -> str:
    """Why a file was refused, which names it as it was given."""
    reason = str(error)
    if reason.startswith(str(file)):
        return reason
    if reason.startswith(file.name):
        return f"{file}{reason.removeprefix(file.name)}"
    return f"{file}: {reason}"


def _twin(near: "Near", *, alone: bool) -> str:
    """That an article is nearly another; which one, where the file holds several."""
    which = "" if alone else f"“{one_line(near.article, 80)}” "
    other, share = f"{near.number} “{one_line(near.of, 80)}”", f"{int(100 * near.share)} %"
    if near.holds:
        return f"{which}holds {share} of {other}"
    return f"{which}near-duplicate of {other} ({share} of its words)"


def _named(names: list[str], thing: str) -> str:
    """A few names, each cut to a decent length; of many the number."""
    if len(names) > _NAMED:
        return counted(len(names), thing)
    return ", ".join(f"“{one_line(name, 80)}”" for name in names)

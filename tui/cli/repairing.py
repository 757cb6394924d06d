"""`diptych check --repair`: what can be read of a damaged file goes into a new one."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import talk
from tui.cli.group import REFUSED
from tui.text.amounts import counted
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.workspace.repairing import Salvaged

_QUOTED = 60
"""How many characters of anything that is quoted are shown."""
_NAMED = 100
"""How many lost things are named; the others are counted."""


def repair(case: Path, output: Path | None, annotator: str, *, as_json: bool) -> int:
    """Repair a file; gives the exit status: 0 where nothing was lost, else 1."""
    from annotations.workspace.repairing import salvage

    target = output or case.with_name(f"{case.stem}-repaired{case.suffix}")
    with talk.bar("reading") as progress:
        salvaged = salvage(case, target, annotator, progress)
    if as_json:
        talk.out_json(_fields(salvaged, target))
    if salvaged is None:
        talk.say(f"{case}: sound: nothing to repair, and nothing was written")
        return 0
    if not as_json:
        for line in _losses(salvaged):
            talk.out(line)
    kept = ", ".join(_amount(kind, number) for kind, number in salvaged.kept.items())
    talk.say(f"{target}: {kept}; {case} is as it was; `diptych match {target}` proposes links anew")
    if salvaged.is_whole:
        talk.say("nothing was lost")
        return 0
    lost = ", ".join(_amount(kind, number) for kind, number in salvaged.lost.items() if number)
    texts = counted(len(salvaged.texts), "damaged text") if salvaged.texts else ""
    pages = counted(salvaged.missing, "page") + " of the file missing" if salvaged.missing else ""
    talk.complain(
        f"{case}: not everything could be read: {', '.join(filter(None, (lost, texts, pages)))}"
    )
    return REFUSED


def _losses(salvaged: "Salvaged") -> list[str]:
    """What was lost, a line for each."""
    lines = [_damage(text.name, text.unknown) for text in salvaged.texts]
    lines += [f"lost: {row.kind[:-1]} {_short(row.words)}" for row in salvaged.rows[:_NAMED]]
    if len(salvaged.rows) > _NAMED:
        lines.append(f"lost: {len(salvaged.rows) - _NAMED:,} more")
    if salvaged.acts:
        places = ", ".join(_stretches(salvaged.acts))
        lines.append(f"lost: {_amount('acts', len(salvaged.acts))} of the history: {places}")
    return lines


def _damage(name: str, unknown: int | None) -> str:
    if unknown is None:
        return f"article {_short(name)}: nothing of its text is left: import it again"
    if not unknown:
        return f"article {_short(name)}: its text is not what was imported: look through it"
    return (
        f"article {_short(name)}: {counted(unknown, 'character')} of its text"
        f" {'is' if unknown == 1 else 'are'} unknown, and shown as \N{REPLACEMENT CHARACTER}"
    )


def _stretches(places: tuple[int, ...]) -> list[str]:
    """Numbers in order as stretches: 3, 5–9."""
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][1] + 1:
            found[-1][1] = place
        else:
            found.append([place, place])
    return [f"{first}" if first == last else f"{first}–{last}" for first, last in found]


def _amount(kind: str, number: int) -> str:
    return counted(number, kind.removesuffix("s"))


def _short(words: str) -> str:
    return one_line(words, _QUOTED)


def _fields(salvaged: "Salvaged | None", target: Path) -> dict[str, object]:
    if salvaged is None:
        return {"sound": True, "file": None}
    return {
        "sound": False,
        "file": str(target),
        "whole": salvaged.is_whole,
        "kept": salvaged.kept,
        "lost": salvaged.lost,
        "rows": [row._asdict() for row in salvaged.rows],
        "texts": [text._asdict() for text in salvaged.texts],
        "acts": list(salvaged.acts),
        "missing_pages": salvaged.missing,
    }

"""Pages of ``docs/`` as tests read them: their headings, blocks, tables, links and examples."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SEEDS = ROOT / "seeds"


class Example(NamedTuple):
    """A call in a page, and what is shown below it."""

    call: str
    """Without the ``$``; a shell's line."""
    shown: str
    """What it prints; ``…`` stands for what varies. Empty where nothing is shown."""


def pages(folder: str = "") -> list[str]:
    """All pages, or those in a folder, by their paths below ``docs/``."""
    return sorted(str(path.relative_to(DOCS)) for path in (DOCS / folder).rglob("*.md"))


def read(page: str) -> str:
    """A page."""
    return (DOCS / page).read_text("utf-8")


def headings(page: str) -> list[str]:
    """The headings of a page, of all levels, without what stands in blocks of code."""
    prose = re.sub(r"^```.*?^```$", "", read(page), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^#+ (.+)$", prose, re.MULTILINE)


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next heading of any level."""
    return read(page).partition(f"\n{heading}\n")[2].partition("\n#")[0]


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read(page), re.DOTALL | re.MULTILINE)


def rows(text: str) -> list[list[str]]:
    """The cells of each row of the tables in a text, without the heads."""
    found = re.findall(r"^\| (.+) \|\n(?!\|---)", text, re.MULTILINE)
    return [line.split(" | ") for line in found]


def named(text: str) -> list[str]:
    """What a table tells of, in its order: the code in the first cell of each row."""
    return [name for cell, *_ in rows(text) for name in re.findall("`(.+?)`", cell)]


def told(page: str, heading: str) -> list[tuple[str, str]]:
    """A table of what goes wrong: what is given, and the message."""
    return [(given.strip("`"), message) for given, message in rows(section(page, heading))]


def links(page: str) -> list[str]:
    """Where the links of a page lead, as they are written; none that leaves the documents."""
    found = re.findall(r"\]\(([^)]+)\)", read(page))
    return [target for target in found if "://" not in target]


def anchor(heading: str) -> str:
    """What a link to a heading ends with."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def examples(page: str) -> list[Example]:
    """The calls in the ``console`` blocks of a page, in their order."""
    calls = [
        call
        for block in blocks(page, "console")
        for call in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    ]
    return [Example(call.partition("\n")[0], call.partition("\n")[2]) for call in calls]


def told_apart(page: str, name: str) -> str:
    """What a comment ``<!-- name: value -->`` in a page says; empty where there is none."""
    found = re.search(rf"^<!-- {name}: (.+) -->$", read(page), re.MULTILINE)
    return found[1] if found else ""


def fits(shown: str, real: str) -> bool:
    """Whether a text is as shown, with anything, or nothing, where an ellipsis stands."""
    parts = (re.escape(part) for part in shown.split("…"))
    return re.fullmatch(".*".join(parts), real, re.DOTALL) is not None

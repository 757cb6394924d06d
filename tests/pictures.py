"""Takes the pictures of the screens that the README shows: `python -m tests.pictures [FOLDER]`.

They are taken of the sample articles with their golden annotation, through the program's own keys,
and turned from SVG into PNG by a Chromium that must be on the machine.
"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotations.errors import Refused
from annotations.model import DocumentState
from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests import worked
from tui.app import Diptych

ROOT = Path(__file__).parent.parent
CELL = (12.2, 24.4)  # pixels of a character in Textual's SVG
FRAME = (22, 60)  # pixels round the screen


class Picture(NamedTuple):
    """One picture to take."""

    name: str
    size: tuple[int, int]
    screen: str
    keys: str
    """Separated by spaces."""
    light: bool = False
    worked: bool = False
    """Of the articles as `tests.worked` annotates them; else with their golden annotation."""


PICTURES = (
    Picture("reader", (124, 34), "reader", "1 0 j w w"),
    Picture("reader-light", (160, 44), "reader", "1 0 j w w", light=True),
    Picture("reader-small", (80, 24), "reader", "space"),
    Picture("attribute", (124, 34), "reader", "1 0 j w w a"),
    Picture("hints", (124, 34), "reader", "t"),
    Picture("counterpart", (124, 34), "reader", "8 j w f"),
    Picture("concordance", (124, 24), "reader", "C a r c h i v e s ? enter"),
    Picture("proposals", (124, 34), "proposals", ""),
    Picture("library", (124, 18), "library", "space j"),
    Picture("help", (124, 40), "reader", "question_mark"),
    Picture("review", (124, 16), "review", "v enter y y escape"),
    Picture("verify", (124, 30), "review", "v enter y y right_square_bracket w backspace"),
    Picture("settle", (124, 34), "review", "d down down enter"),
    Picture("agreement", (124, 36), "review", "a tab tab down right right"),
    Picture("board", (124, 24), "library", "B right", worked=True),
    Picture("board-small", (80, 24), "library", "B right", worked=True, light=True),
    Picture("why", (124, 24), "library", "B w", worked=True),
    Picture("register", (124, 24), "library", "B R", worked=True),
    Picture("register-small", (80, 24), "library", "B R", worked=True, light=True),
    Picture("group", (124, 24), "library", "B d", worked=True),
    Picture("timeline", (124, 24), "library", "B T", worked=True),
    Picture("timeline-small", (80, 24), "library", "B T", worked=True, light=True),
)


def read_again(case: Path) -> None:
    """Have ben read the articles, too: as ana, but for some boundaries, labels and misses."""
    with Workspace.open(case, "ana") as ana:
        annotator = ana.spans.in_article(ana.articles.ids()[0])[0].annotator
        spans = [s for a in ana.articles.ids() for s in ana.spans.in_article(a)]
        attributions, again = ana.spans.attributions(), dict[str, str]()
        for article in ana.articles.ids():
            ana.articles.set_state(article, DocumentState.DONE)
    with Workspace.open(case, "ben") as ben:
        ben.assigning.begin(Mode.BLIND)
        for number, span in enumerate(s for s in spans if s.annotator == annotator):
            if number % 7 == 3:
                continue
            end = span.end - len(span.text.split()[-1]) - 1 if number % 9 == 4 else span.end
            label = "source" if span.label == "entity" and number % 11 == 5 else span.label
            with suppress(Refused):
                start = span.start, max(span.start + 1, end)
                again[span.id] = ben.spans.tag(span.document, *start, label).id
        for number, said in enumerate(attributions):
            if number % 5 and {said.claim, said.source} <= again.keys():
                ben.spans.attribute(again[said.claim], again[said.source])
        for article in ben.articles.ids():
            ben.articles.set_state(article, DocumentState.DONE)
        ben.assigning.end(Mode.BLIND)


async def take(picture: Picture, case: Path) -> str:
    """The picture as SVG."""
    with Workspace.open(case, "ana") as workspace:
        codebook, articles = workspace.codebook(), tuple(workspace.articles.ids()[:2])
    if picture.screen == "review":
        read_again(case)
    app = Diptych(
        case,
        "cleo" if picture.screen == "review" else "ana",
        codebook,
        articles if picture.screen == "reader" else (),
        picture.screen if picture.screen in ("proposals", "review") else None,
    )
    async with app.run_test(size=picture.size) as pilot:
        if picture.light:
            await pilot.press("f2")
        for key in ["", *picture.keys.split()]:
            await pilot.press(*([key] if key else []))
            await app.workers.wait_for_complete()
            await pilot.pause()
        return app.export_screenshot(title="diptych")


def to_png(svg: Path, size: tuple[int, int], chromium: str) -> None:
    """Turn an SVG into a PNG beside it."""
    page = svg.with_suffix(".html")
    page.write_text(f"<body style='margin:0'>{svg.read_text()}</body>")
    width, height = (round(c * s + f) for c, s, f in zip(size, CELL, FRAME, strict=True))
    shoot(page, svg.with_suffix(".png"), (width, height), chromium)
    page.unlink()
    svg.unlink()


def shoot(page: Path, png: Path, size: tuple[int, int], chromium: str) -> None:
    """Take a picture of a page, of a size in pixels."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}",
                f"--screenshot={png}", "--hide-scrollbars", page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip


def report(folder: Path, chromium: str) -> None:
    """Take pictures of the report, wide and narrow."""
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch, "report.html")
        with Workspace.open(Path(scratch, "registry.db"), "ana", create=True) as workspace:
            worked.annotate(workspace)
            workspace.reporting.to_file(page)
        for name, size in (("report", (1200, 1500)), ("report-small", (500, 1500))):
            shoot(page, folder / f"{name}.png", size, chromium)


def annotated(workspace: Workspace) -> None:
    """The sample articles with their golden annotation."""
    workspace.set_codebook((ROOT / "seeds" / "codebook.toml").read_text())
    for name in ("golden.jsonl", "golden-links.jsonl"):
        workspace.importing.file(ROOT / "seeds" / name)


def main(folder: Path) -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("no chromium on this machine: install one to take pictures")
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as scratch:
            case = Path(scratch, "demo.db")
            with Workspace.open(case, "ana", create=True) as workspace:
                if picture.worked:
                    worked.annotate(workspace)
                else:
                    annotated(workspace)
            svg = folder / f"{picture.name}.svg"
            svg.write_text(asyncio.run(take(picture, case)))
            to_png(svg, picture.size, chromium)
    report(folder, chromium)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")

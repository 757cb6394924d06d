"""From two articles to the answer by keys alone: both rest on one outlet; the same on paper."""

from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from annotations.workspace import Workspace
from tests.journeys.job import Job, SitDown, plan
from tests.journeys.seats import in_terminal, without_terminal
from tui.cli.root import diptych

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
OTHER_SEEDS = ROOT.parent / "shared" / "seeds"

EVERYWHERE = pytest.mark.parametrize("sit_down", [without_terminal, in_terminal])


class Account(NamedTuple):
    """What an article says of the move."""

    word: str
    """A word of the sentence that says so."""
    source: str
    """Whom it has it from."""


async def told_twice(
    case: Path,
    files: tuple[Path, Path],
    accounts: tuple[Account, Account],
    root: str,
    sit_down: SitDown,
) -> None:
    """Tag what both say and whom they name, link both, and look at the Board."""
    with Workspace.open(case, "ana", create=True) as ws:
        async with sit_down(case) as seat:
            job = Job(seat, ws, plan(*files))
            await job.import_and_open()
            for account in accounts:
                await job.tag_name(account.source, "s", "source")
                await seat.press("g", "/")
                await job.asked("Search")
                await seat.type(account.word)
                await seat.press("enter")
                await seat.says("hit 1 of")
                await seat.press("escape")
                await job.act("c", says="claim: “")
                await seat.press("a")
                await job.asked("This claim rests on")
                await seat.type(account.source)
                await job.act("enter", says="the claim rests on “")
                await seat.press("tab")
            await link(job, [account.word for account in accounts])
            await link(job, [account.source for account in accounts])
            await seat.press("B")
            await seat.sees(f"2 articles, 1 root: {root}")
            await seat.press("w")
            await seat.sees("root 1: ")
            await seat.press("escape", "enter")
            await seat.says("right ")
            await job.quit()


async def link(job: Job, words: list[str]) -> None:
    """Put the cursor of either pane on some words, and link the spans there."""
    for word in words:
        await job.seat.press("g", "/")
        await job.asked("Search")
        await job.seat.type(word)
        await job.seat.press("enter")
        await job.seat.says("hit 1 of")
        await job.seat.press("escape", "tab")
    await job.act("=", says="same: “")


@EVERYWHERE
async def test_two_articles_one_outlet(tmp_path: Path, sit_down: SitDown) -> None:
    one, other = sorted(SEEDS.glob("0[12]-*.md"))
    accounts = Account("autumn", "The Meridian"), Account("headquarters", "The Meridian News")
    case = tmp_path / "case.db"
    await told_twice(case, (one, other), accounts, "The Meridian", sit_down)
    assert_reported(case, "2 articles, 1 root: The Meridian")


async def test_the_articles_that_it_began_with(tmp_path: Path) -> None:
    found = sorted(OTHER_SEEDS.glob("*.txt"))
    if len(found) < 2:
        pytest.skip(f"no two articles in {OTHER_SEEDS}: they are not part of the repository")
    accounts = Account("approved", "the National"), Account("agreed to", "The National News")
    case = tmp_path / "case.db"
    await told_twice(case, (found[0], found[1]), accounts, "The National", without_terminal)
    assert_reported(case, "2 articles, 1 root: The National")


def assert_reported(case: Path, answer: str) -> None:
    """The report says so, too."""
    target = case.with_name("report.html")
    told = CliRunner().invoke(
        diptych, ["report", str(case), "--annotator", "ana", "-o", str(target)]
    )
    assert told.exit_code == 0, told.output
    assert answer in target.read_text()

"""The main job from an empty workspace to the same export twice, by keys alone."""

from pathlib import Path

import pytest

from tests.journeys.job import SitDown, plan, whole_job
from tests.journeys.seats import in_terminal, without_terminal

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
OTHER_SEEDS = ROOT.parent / "shared" / "seeds"

EVERYWHERE = pytest.mark.parametrize("sit_down", [without_terminal, in_terminal])


@EVERYWHERE
async def test_main_job(tmp_path: Path, sit_down: SitDown) -> None:
    one, other = sorted(SEEDS.glob("0[12]-*.md"))
    await whole_job(tmp_path / "case.db", plan(one, other), sit_down)


@EVERYWHERE
async def test_main_job_on_other_seeds(tmp_path: Path, sit_down: SitDown) -> None:
    found = sorted(OTHER_SEEDS.glob("*.txt"))
    if len(found) < 2:
        pytest.skip(f"no two articles in {OTHER_SEEDS}: they are not part of the repository")
    await whole_job(tmp_path / "case.db", plan(found[0], found[1]), sit_down)

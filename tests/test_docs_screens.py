"""The pages on screens tell the truth: each walk is taken on a running program.

A walk begins in the Library of the sample articles, as ana has annotated them, unless a
comment such as ``<!-- begins with: two -->`` in the page says otherwise: `tests.docs_cases`.
"""

from pathlib import Path

import pytest

from tests.docs_cases import case_of
from tests.docs_playing import is_there, take, walk
from tests.docs_reading import pages, told_apart
from tests.stage import played

SIZE = (124, 36)
"""Columns and rows of the terminal that a walk is taken in."""

ANNOTATORS = {"one": "ana", "two": "cleo", "corrected": "ana"}
"""Who takes a walk, by what it begins with."""


@pytest.fixture
def annotator(page: str, case: Path) -> str:
    """Whoever takes the walk of a page, in the case that it begins with."""
    begins = told_apart(page, "begins with") or "one"
    case.write_bytes(case_of(begins))
    return ANNOTATORS[begins]


@pytest.mark.parametrize("page", pages("screens"))
async def test_the_walk_goes_as_the_page_says(page: str, case: Path, annotator: str) -> None:
    steps = walk(page)
    assert any(step.shows for step in steps)
    async with played(case, annotator, size=SIZE) as stage:
        for step in steps:
            await take(stage, step)


def test_what_shows_is_looked_for_in_its_order() -> None:
    assert is_there("8 claims … one root", "8 claims, 4 of them on one root")
    assert not is_there("one root … 8 claims", "8 claims, 4 of them on one root")

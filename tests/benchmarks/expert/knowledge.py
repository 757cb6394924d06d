"""What the expert works out of an article once, for annotating it with candidates and without."""

from functools import lru_cache
from typing import NamedTuple

from annotations.codebook import Label
from annotations.text.segments import Segments
from tests.benchmarks.expert.approaches import Hints, Motions, Search
from tests.benchmarks.expert.finishing import Finishing
from tests.benchmarks.expert.ground import Ground
from tui.text.display import visible
from tui.text.layout import Layout


class Page(NamedTuple):
    """An article as it is laid out on the screen."""

    text: str
    """The text."""
    language: str | None
    """Its language."""
    width: int
    """Cells of text in a row."""
    cells: int
    """Cells that a row has on the screen."""
    rows: int
    """Rows that a page has."""
    labels: tuple[Label, ...]
    """What there is to tag."""


class Knowledge(NamedTuple):
    """What an expert knows of a page."""

    ground: Ground
    """Where motions lead."""
    finishing: Finishing
    """What to press for each span."""
    motions: Motions
    """How to get there by motions."""
    hints: Hints
    """By hints."""
    search: Search
    """By a search."""


@lru_cache(maxsize=4)
def knowledge(page: Page, counts: int, reach: int, *, with_stop: bool) -> Knowledge:
    """Learn a page.

    Args:
        page: The page.
        counts: The highest count that is typed.
        reach: How many keys are thought of for one move.
        with_stop: Whether the natural stretch of a sentence has its stop.
    """
    ground = _ground(page, counts, reach)
    finishing = Finishing(ground, page.labels, with_stop=with_stop)
    motions = Motions(ground, finishing)
    return Knowledge(
        ground, finishing, motions, Hints(ground, motions), Search(ground, finishing, motions)
    )


@lru_cache(maxsize=2)
def _ground(page: Page, counts: int, reach: int) -> Ground:
    segments, layout = Segments(page.text, page.language), Layout(visible(page.text), page.width)
    return Ground(segments, layout, page.rows, page.cells, reach=reach, counts=counts)

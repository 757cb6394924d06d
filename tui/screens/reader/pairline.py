"""The line about a pair of articles: what each shares with the other, and which came first."""

from typing import TYPE_CHECKING

from annotations.model import Document
from annotations.text.dates import alike, moment

if TYPE_CHECKING:
    from annotations.text.echoes import Echoes


def percent(share: float) -> str:
    """A share in words; what is there is never nothing, and what is missing never all."""
    if 0 < share < 0.01:
        return "under 1 %"
    return f"{min(round(100 * share), 99) if share < 1 else 100} %"


def about(echoes: "Echoes", left: Document, right: Document, cells: int) -> str:
    """All that is said of two articles, in fewer words where there is less room."""
    dates = ages(left.published, right.published)
    full, short = (f"{shares(echoes, short=short)} · {dates}" for short in (False, True))
    return full if len(full) <= cells else short


def shares(echoes: "Echoes", *, short: bool = False) -> str:
    """What share of each article is in the other."""
    if not echoes.passages:
        from annotations.text.reuse import FEWEST_WORDS  # loaded by then: it has looked

        return "no echoes" if short else f"no echoes: no passage of {FEWEST_WORDS} words or more"
    left, right = percent(echoes.of_left), percent(echoes.of_right)
    if short:
        return f"echoes: left {left} in right, right {right} in left"
    return f"echoes: {left} of the left is in the right, {right} of the right in the left"


def ages(left: str | None, right: str | None) -> str:
    """Which of two articles came first, by their dates, as far as those say it."""
    one, other = moment(left), moment(right)
    if one is None or other is None:
        undated = [name for name, known in (("left", one), ("right", other)) if known is None]
        return "neither is dated" if len(undated) > 1 else f"{undated[0]} has no date"
    one, other = alike(one, other)
    if one == other:
        return f"both of {one}"
    name, (older, later) = ("left", (one, other)) if one < other else ("right", (other, one))
    shown = older.said(year=older.parts[0] != later.parts[0])
    return f"{name} is older: {shown} before {later}"

"""Figures of agreement as tables, with the reasons for what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotations.report.given import Compared

if TYPE_CHECKING:  # they read numpy
    from annotations.review.agreement import Agreement
    from annotations.review.figures import Figure


class Shown(NamedTuple):
    """A figure."""

    value: str
    """The figure, to three places; words where it is not defined."""
    interval: str
    """Its 95 % interval; empty where there is none."""
    items: str
    """How many things it rests on."""
    note: int
    """The number of the reason for what is missing; 0 where nothing is."""


class Table(NamedTuple):
    """Figures of one kind."""

    caption: str
    """What they are of."""
    heads: tuple[str, ...]
    """What each column is."""
    rows: tuple[tuple[str, tuple[Shown | None, ...]], ...]
    """Each row: a label, and its figures."""


class Figures(NamedTuple):
    """How far annotators agree."""

    who: tuple[tuple[str, str], ...]
    """Who is compared, and what of the layer counts."""
    articles: int
    """In how many articles."""
    resamples: int
    """How often articles were drawn anew for the intervals."""
    tables: tuple[Table, ...]
    """The figures."""
    notes: tuple[str, ...]
    """The reasons, in the order of their numbers."""


def figures(compared: Compared) -> Figures:
    """All figures that are shown."""
    found, notes = compared.agreement, _Notes()
    tables = tuple(_tables(found, notes))
    return Figures(
        who=tuple((name, _read(compared, name)) for name in found.annotators),
        articles=compared.articles,
        resamples=found.resamples,
        tables=tables,
        notes=tuple(notes.numbers),
    )


class _Notes:
    """Reasons, numbered as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, why: str | None) -> int:
        """The number of a reason, from 1; 0 for none."""
        return self.numbers.setdefault(why, len(self.numbers) + 1) if why else 0


def _tables(found: "Agreement", notes: _Notes) -> Iterator[Table]:
    yield _table(
        "Spans",
        ("F1, same place", "F1, overlapping", "κ, words", "α, words", "αᵤ, unitizing"),
        {
            name: (one.exact, one.overlapping, one.kappa, one.alpha, one.unitizing)
            for name, one in {"all": found.spans, **found.labels}.items()
        },
        notes,
    )
    one = found.attributions
    heads = ("F1, same places", "F1, overlapping")
    yield _table("Attributions", heads, {"all": (one.exact, one.overlapping)}, notes)
    links = {"all": found.links, **found.link_labels}
    meanings = [*found.links.positive]
    yield _table(
        "Links",
        ("κ", "α", *(f"both judged {meaning}" for meaning in meanings)),
        {
            name: (one.kappa, one.alpha, *(one.positive.get(meaning) for meaning in meanings))
            for name, one in links.items()
        },
        notes,
    )


def _table(
    caption: str,
    heads: tuple[str, ...],
    rows: "Mapping[str, Sequence[Figure | None]]",
    notes: _Notes,
) -> Table:
    shown = ((name, tuple(_shown(one, notes) for one in cells)) for name, cells in rows.items())
    return Table(caption, heads, tuple(shown))


def _shown(figure: "Figure | None", notes: _Notes) -> Shown | None:
    if figure is None:
        return None
    value = "undefined" if figure.value is None else f"{figure.value:.3f}"
    known = figure.low is not None and figure.high is not None
    interval = f"{figure.low:.3f}–{figure.high:.3f}" if known else ""
    return Shown(value, interval, f"{figure.items:,}", notes.number(figure.why))


def _read(compared: Compared, name: str) -> str:
    """What of an annotator's layer was made blind, and as of when it counts."""
    blind = compared.blind.get(name)
    if blind is None:
        return "as it is now, not made blind"
    some = blind.articles < compared.articles
    where = f" in {blind.articles:,} of {compared.articles:,} articles" if some else ""
    earlier = f"; {blind.earlier:,} spans are from before" if blind.earlier else ""
    when = blind.until[:19].replace("T", " ")
    return f"blind{where}, as it was when that was over, {when} UTC{earlier}"

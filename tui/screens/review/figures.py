"""What the agreement screen shows of figures: cells, bars, and why there is none."""

from collections.abc import Iterator
from typing import NamedTuple

from annotations.review.agreement import Agreement
from annotations.review.figures import Figure, SpanFigures

NONE = "—"
"""The label of what has no counterpart."""
BAR = 16
"""Cells of the bar that shows how much of an article agrees."""


class Row(NamedTuple):
    """A row of figures."""

    name: str
    """What they are of."""
    figures: tuple[Figure, ...]
    """In the order of `HEADINGS`."""


HEADINGS = ("F1 exact", "F1 overlap", "κ tokens", "α tokens", "α unitizing")
"""What the figures of spans are."""


def rows(agreement: Agreement) -> Iterator[Row]:
    """The figures over all spans, of each label, of attributions and links."""
    yield Row("all spans", _of_spans(agreement.spans))
    for label, figures in agreement.labels.items():
        yield Row(label, _of_spans(figures))
    yield Row("attributions", (agreement.attributions.exact, agreement.attributions.overlapping))


def links(agreement: Agreement) -> Iterator[Row]:
    """The figures of links: over all, and of each label."""
    for name, found in (("all links", agreement.links), *agreement.link_labels.items()):
        yield Row(name, (found.kappa, found.alpha, *found.positive.values()))


def _of_spans(found: SpanFigures) -> tuple[Figure, ...]:
    return (found.exact, found.overlapping, found.kappa, found.alpha, found.unitizing)


def cell(figure: Figure, *, wide: bool) -> str:
    """A figure, with its interval where there is room."""
    if figure.value is None:
        return "n. d."
    value = short(figure.value)
    if not wide or figure.low is None or figure.high is None:
        return value
    return f"{value} [{short(figure.low)}, {short(figure.high)}]"


def short(value: float) -> str:
    """A number between -1 and 1 as papers print it: ``.73``, ``−.05``, ``1``."""
    shown = f"{abs(value):.2f}"
    whole = "1" if shown == "1.00" else shown.removeprefix("0")
    return f"−{whole}" if value < 0 and shown != "0.00" else whole


def bar(matched: int, total: int) -> str:
    """How much of something agrees, as a bar and a share."""
    if not total:
        return "nothing tagged"
    filled = BAR * matched // total
    return f"{'█' * filled}{'░' * (BAR - filled)} {matched:,} of {total:,}"


class Confusion(NamedTuple):
    """One cell of the table of labels."""

    same: int
    """How often with the same stretch."""
    other: int
    """How often with other boundaries; all where one has no counterpart."""

    @property
    def shown(self) -> str:
        """As the table shows it: ``12 ~3``."""
        return (
            f"{self.same or ''}{' ' * bool(self.same and self.other)}"
            + (f"~{self.other}" if self.other else "")
            or "·"
        )


def confusion(agreement: Agreement, between: tuple[str, str]) -> dict[tuple[str, str], Confusion]:
    """How often each two labels stand for each other."""
    found: dict[tuple[str, str], Confusion] = {}
    for one in agreement.confusion.get(between, ()):
        key = one.one or NONE, one.other or NONE
        before = found.get(key, Confusion(0, 0))
        if one.same:
            found[key] = before._replace(same=before.same + one.times)
        else:
            found[key] = before._replace(other=before.other + one.times)
    return found

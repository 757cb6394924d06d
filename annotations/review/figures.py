"""Figures of agreement: a value, its interval, why either is missing; and what goes together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

PLACES = 6
"""Decimal places that are written."""


class Figure(NamedTuple):
    """A measure of agreement on some items."""

    value: float | None
    """The figure, on all documents; None where it is not defined."""
    low: float | None
    """Lower end of the 95 % interval; None where there is none."""
    high: float | None
    """Upper end."""
    items: int
    """How many things were compared: spans, tokens, attributions or pairs."""
    why: str | None
    """Why value or interval is missing, or what the value leaves out; None where all is there."""

    def as_json(self) -> dict[str, Any]:
        """The figure as it is written out."""
        return {
            "value": _rounded(self.value),
            "low": _rounded(self.low),
            "high": _rounded(self.high),
            "items": self.items,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """Agreement on spans."""

    exact: Figure
    """F1 over spans with the same stretch and label."""
    overlapping: Figure
    """F1 over spans with the same label that overlap, one to one."""
    kappa: Figure
    """Cohen's kappa on tokens that either of two tagged."""
    alpha: Figure
    """Krippendorff's nominal alpha on tokens that anybody tagged."""
    unitizing: Figure
    """Krippendorff's unitizing alpha on the continuum of codepoints."""

    def as_json(self) -> dict[str, Any]:
        """The figures as they are written out."""
        return {
            "f1_exact": self.exact.as_json(),
            "f1_overlapping": self.overlapping.as_json(),
            "kappa_tokens": self.kappa.as_json(),
            "alpha_tokens": self.alpha.as_json(),
            "alpha_unitizing": self.unitizing.as_json(),
        }


@dataclass(frozen=True, slots=True)
class EdgeFigures:
    """Agreement on attributions."""

    exact: Figure
    """F1 over attributions with the same two stretches."""
    overlapping: Figure
    """F1 over attributions both ends of which overlap, one to one."""

    def as_json(self) -> dict[str, Any]:
        """The figures as they are written out."""
        return {
            "f1_exact": self.exact.as_json(),
            "f1_overlapping": self.overlapping.as_json(),
        }


@dataclass(frozen=True, slots=True)
class LinkFigures:
    """Agreement on verdicts."""

    kappa: Figure
    """Cohen's kappa on the pairs that both of two decided."""
    alpha: Figure
    """Krippendorff's nominal alpha on the pairs that at least two decided."""
    positive: Mapping[str, Figure]
    """Positive agreement on each meaning, by its name."""

    def as_json(self) -> dict[str, Any]:
        """The figures as they are written out."""
        positive = {meaning: figure.as_json() for meaning, figure in self.positive.items()}
        return {
            "kappa": self.kappa.as_json(),
            "alpha": self.alpha.as_json(),
            "positive": positive,
        }


def undefined(items: int, why: str) -> Figure:
    """A figure that has no value."""
    return Figure(None, None, None, items, why)


def _rounded(value: float | None) -> float | None:
    # Adding 0 makes 0 of -0, so that one figure is written one way.
    return None if value is None else round(value, PLACES) + 0.0

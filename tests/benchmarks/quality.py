"""How good candidates are on an untouched article: precision and recall, per label."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.benchmarks.gold import GoldArticle, GoldSpan


@dataclass
class Quality:
    """Counts over some articles, by label."""

    offered: Counter[str] = field(default_factory=Counter)
    """Candidates, by the label that they suggest."""
    wanted: Counter[str] = field(default_factory=Counter)
    """Gold spans."""
    right: Counter[str] = field(default_factory=Counter)
    """Candidates that are gold spans, stretch and label: as many gold spans are candidates."""
    good_places: Counter[str] = field(default_factory=Counter)
    """Candidates whose stretch is that of a gold span, whatever the label."""
    met: Counter[str] = field(default_factory=Counter)
    """Gold spans whose stretch is that of a candidate, whatever the label."""

    def add(self, gold: GoldArticle, offered: Iterable[GoldSpan]) -> None:
        """Count one article."""
        spans, found = set(gold.spans), set(offered)
        wanted_places = {(span.start, span.end) for span in spans}
        found_places = {(span.start, span.end) for span in found}
        self.offered.update(one.label for one in found)
        self.wanted.update(span.label for span in spans)
        self.right.update(span.label for span in spans & found)
        self.good_places.update(one.label for one in found if (one.start, one.end) in wanted_places)
        self.met.update(span.label for span in spans if (span.start, span.end) in found_places)

    def rows(self) -> Iterable[str]:
        """A line of a table for each label: precision and recall, exact and by stretch alone."""
        yield "| label | candidates | precision | recall | precision, any | recall, any label |"
        yield "|---|--:|--:|--:|--:|--:|"
        for label in sorted(self.wanted | self.offered):
            shares = (
                share(self.right[label], self.offered[label]),
                share(self.right[label], self.wanted[label]),
                share(self.good_places[label], self.offered[label]),
                share(self.met[label], self.wanted[label]),
            )
            yield f"| {label} | {self.offered[label]} | {' | '.join(shares)} |"


def share(part: float, whole: float) -> str:
    """A quotient as a table shows it."""
    return f"{part / whole:.2f}" if whole else "–"

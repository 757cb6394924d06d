"""Which two articles to read next: those that share most, least worked on."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.text.sharing import Shared

_SPANS = 20
"""How many spans in the two articles count as much as one verdict between them."""


class Worked(NamedTuple):
    """How much one annotator has done."""

    done: frozenset[str]
    """The articles that they are done with."""
    spans: Mapping[str, int]
    """How many spans they have in each article, where they have any."""
    verdicts: Mapping[frozenset[str], int]
    """How many verdicts they gave between two articles, where they gave any."""


def next_pair(shared: Iterable[Shared], worked: Worked) -> Shared | None:
    """The pair that is most worth reading side by side now; None where no two share anything.

    What two articles share, times the part of their work that is left: half of it is taken to be
    done by the first verdict between them, two thirds by two, and so on, where twenty spans count
    as one verdict; and half of what is left where one of the two is done. Pairs of which both are
    done come after all others. Of pairs that are worth the same the first given is taken.
    """
    return max(shared, key=lambda pair: _worth(pair, worked), default=None)


def _worth(pair: Shared, worked: Worked) -> tuple[bool, float]:
    both = frozenset(pair[:2])
    done = len(both & worked.done)
    tagged = sum(worked.spans.get(article, 0) for article in both)
    left = 1 / (1 + worked.verdicts.get(both, 0) + tagged / _SPANS)
    return done < 2, pair.share * left / (1 + done)

"""BIO tags: spans over tokens ↔ one tag a token.

Reads every scheme of the family: IOB1, IOB2 (BIO), BIOES, BILOU, BMES. Writes IOB2. Tokens are
counted from 0, ranges of them are half-open.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

OUTSIDE = "O"
_TAG = regex.compile(r"O|[BIESLUM](?:-\S.*)?", regex.DOTALL)
_OPENS, _CLOSES = frozenset("BSU"), frozenset("ESLU")

UNNAMED = "span"
"""The label where tags name none."""


class Run(NamedTuple):
    """Tokens under one label."""

    start: int
    """The first."""
    end: int
    """The one after the last."""
    label: str
    """What they are."""


def is_tag(word: str) -> bool:
    """Whether it is a tag of the family."""
    return _TAG.fullmatch(word) is not None


def tags(runs: Iterable[Run], length: int) -> list[str]:
    """The tags of that many tokens; runs do not overlap."""
    written = [OUTSIDE] * length
    for start, end, label in runs:
        written[start] = f"B-{label}"
        written[start + 1 : end] = [f"I-{label}"] * (end - start - 1)
    return written


def runs(written: Sequence[str]) -> Iterator[Run]:
    """The runs that tags say, in whichever scheme: what continues nothing begins anew."""
    start, open_ = 0, None
    for place, tag in enumerate(written):
        prefix, _, label = tag.partition("-")
        here = None if prefix == OUTSIDE else label or UNNAMED
        if open_ is not None and (here != open_ or prefix in _OPENS):
            yield Run(start, place, open_)
            open_ = None
        if here is not None and open_ is None:
            start, open_ = place, here
        if open_ is not None and prefix in _CLOSES:
            yield Run(start, place + 1, open_)
            open_ = None
    if open_ is not None:
        yield Run(start, len(written), open_)

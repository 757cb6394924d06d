"""Which disagreements a list has, so that one comes back to the same from settling them."""

from collections.abc import Container
from typing import NamedTuple


class About(NamedTuple):
    """Which disagreements are meant."""

    items: Container[str] | None
    """The items that they are about; None for all."""
    called: str
    """What those are, in words."""
    wanted: str = ""
    """What the list is filtered by."""
    settled: bool = False
    """Whether those that are settled are listed, too."""


EVERYTHING = About(None, "")
"""All of them."""

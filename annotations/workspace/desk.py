"""What all desks of a workspace share: the file, and whose hands are on it."""

from dataclasses import dataclass

from annotations.store.store import Store


@dataclass(frozen=True)
class Desk:
    """One group of a workspace's methods."""

    store: Store
    """The open file."""
    annotator: str
    """Who acts; the layer that is written to."""

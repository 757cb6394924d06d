"""Names of layers that are nobody's, and that nobody may begin to work under."""

from annotations.errors import Refused
from annotations.store import reading
from annotations.store.store import Store

ALL = "all"
"""Every annotator's layer."""

RESOLVED = "resolved"
"""The layer that is derived from all: what is agreed or settled."""

_TAKEN = {ALL, RESOLVED}


def refuse_taken(name: str, store: Store | None = None) -> None:
    """Refuse an annotator's name that would be mistaken for one of these.

    Whoever has worked under it already goes on, so that no file of before is locked.

    Args:
        name: Who is to act.
        store: The workspace file; None where it is yet to be made.

    Raises:
        Refused: The name is taken.
    """
    if name in _TAKEN and not (store and reading.has_acted(store, name)):
        layers = "all layers" if name == ALL else "the resolved layer"
        raise Refused(f"“{name}” stands for {layers}: give another --annotator NAME")

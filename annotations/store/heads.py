"""The end of the history, which stands for all that was done."""

from annotations.store.store import Store


def latest(store: Store) -> str | None:
    """The hash of the last act; to whoever works blind of their own; None where there is none."""
    found = store.value("select hash from history order by seq desc limit 1")
    return None if found is None else str(found)

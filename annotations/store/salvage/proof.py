"""Which acts are as they were written: the hash of each is over its words and the hash before.

An act whose page is gone breaks the chain, but only there: an index has its hash once more, and
behind it each act proves itself by the hash of the one before.
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.store import shapes
from annotations.store.history import GENESIS, Row, chained
from annotations.store.salvage.found import Found
from annotations.store.salvage.kinds import is_hash

_FAR = 1_000
"""A place so far behind all proven ones is no place, but damage."""


_MOST = 100_000
"""Nor is one behind this many, and many times as many as were found."""


class Proven(NamedTuple):
    """The history as far as it can be had."""

    acts: list[Row]
    """The acts that are as they were written, in their order."""
    lost: list[int]
    """The places of those that are not there, or not as they were written."""


def prove(found: Found) -> Proven:
    """Tell the acts that are as they were written."""
    acts: dict[int, Row] = {}
    most = _MOST + 10 * len(found.acts)
    for seq in sorted(seq for seq in found.acts if seq <= most):
        before = _hashes(found, seq - 1) | ({acts[seq - 1]["hash"]} if seq - 1 in acts else set())
        for row in found.acts[seq]:
            if act := _proven(row, before, found):
                acts[seq] = act
                break
    last = max(acts, default=0)
    told = [seq for seq in (*found.acts, *_of_acts(found)) if seq <= last + _FAR]
    return Proven(
        [acts[seq] for seq in sorted(acts)],
        [seq for seq in range(1, max(last, *told, 0) + 1) if seq not in acts],
    )


def _hashes(found: Found, seq: int) -> set[str]:
    """What the hash at a place may be."""
    if seq == 0:
        return {GENESIS}
    of_rows = (row["hash"] for row in found.acts.get(seq, ()))
    return found.hashes.get(seq, set()) | {value for value in of_rows if is_hash(value)}


def _proven(row: Row, before: Iterable[str], found: Found) -> Row | None:
    """An act with its hash, where that proves it on top of one of the hashes before it."""
    if any(isinstance(value, bytes) for column, value in row.items() if column != "hash"):
        return None
    for previous in before:
        try:
            told = chained(previous, row)
        except (TypeError, ValueError):
            return None
        # Its own hash may be what is damaged: then an index has it.
        if told == row["hash"] or told in found.hashes.get(row["seq"], ()):
            act = {**row, "hash": told}
            return act if shapes.fault_of_act(act) is None else None
    return None


def _of_acts(found: Found) -> Iterable[int]:
    """Places that the index of hashes has; the texts have such an index, too."""
    of_texts = {*found.texts}
    return (seq for seq, hashes in found.hashes.items() if hashes - of_texts)

"""Records out of a page: those that it points at, and those that lie in it unreached.

A record is a tuple of values. A text that is not UTF-8, or not there to its end, stays bytes, so
that nobody takes it for one.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

Value = None | int | str | bytes

_TABLE_LEAF, _INDEX_LEAF, _INNER = 13, 10, (2, 5)
_FIRST_PAGE = 100  # where page 1 begins, behind the header of the file
_MOST_COLUMNS = 40
_ENOUGH = 3  # records that tell of which table a page is
_FLOAT, _HASH = 7, 13 + 2 * 64
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)

# The head of a text's record is a SHA-256 of 64 characters, that of an act a number that is kept
# elsewhere and an identifier of 36 or 64.
_HEADS = re.compile(rb"(?:\x81\x0d|\x00(?:\x55|\x81\x0d)\x3d)")


class Record(NamedTuple):
    """What a cell holds."""

    rowid: int
    """The row's number; 0 in an index."""
    values: tuple[Value, ...]
    """Its columns."""


def records(page: bytes, number: int, pages: Mapping[int, bytes], size: int) -> Iterator[Record]:
    """Every record of a page of a table or an index; of any other, what looks like one of ours.

    Args:
        page: The page.
        number: Its number.
        pages: All pages, for what flows over.
        size: Bytes of a page.
    """
    at = _FIRST_PAGE if number == 1 else 0
    kind = page[at] if len(page) > at else 0
    if kind in _INNER and len(page) == size:
        return
    sound = False
    if kind in (_TABLE_LEAF, _INDEX_LEAF) and len(page) > at + 8:
        count = int.from_bytes(page[at + 3 : at + 5])
        told = (int.from_bytes(page[p : p + 2]) for p in range(at + 8, at + 8 + 2 * count, 2))
        places = [*dict.fromkeys(told)]  # a damaged page may point at one cell many times
        found = []
        for place in places:
            found.append(_cell(page, place, pages, size, index=kind == _INDEX_LEAF))
            if len(found) == _ENOUGH and all(one and not one.values for one in found):
                return  # a page is of one table or index: this is one that nobody wants
        yield from filter(None, found)
        sound = None not in found and len(page) == size
    if not sound:
        yield from _carved(page, pages, size)


def _carved(page: bytes, pages: Mapping[int, bytes], size: int) -> Iterator[Record]:
    """Texts and acts that lie somewhere in a page which does not say where."""
    for match in _HEADS.finditer(page):
        # The head's length is one byte; before it are the row's number and the cell's length.
        for place in range(match.start() - 3, max(match.start() - 20, -1), -1):
            record = _cell(page, place, pages, size, head=match.start() - 1)
            if record is not None:
                yield record
                break


def _cell(
    page: bytes,
    place: int,
    pages: Mapping[int, bytes],
    size: int,
    *,
    index: bool = False,
    head: int | None = None,
) -> Record | None:
    """The record of a cell; None where there can be none.

    Args:
        page: Where it is.
        place: Its first byte.
        pages: All pages.
        size: Bytes of a page.
        index: Whether it is of an index.
        head: Where its record must begin, if that is known.
    """
    if not 0 <= place < len(page):
        return None
    length, at = _varint(page, place)
    rowid, at = (0, at) if index else _varint(page, at)
    if not 1 < length <= size * max(1, len(pages)) or head not in (None, at):
        return None
    local = _local(length, size, index=index)
    payload = page[at : at + local]
    if local < length and _sizes(payload, length) is not None:  # to follow pages costs most
        payload += _overflow(page, at + local, length - local, pages, size)
    values = _values(payload, length, index=index)
    return None if values is None else Record(rowid, values)


def _local(length: int, size: int, *, index: bool) -> int:
    """How much of a payload lies in its own page."""
    most = (size - 12) * 64 // 255 - 23 if index else size - 35
    if length <= most:
        return length
    least = (size - 12) * 32 // 255 - 23
    kept = least + (length - least) % (size - 4)
    return kept if kept <= most else least


def _overflow(page: bytes, at: int, length: int, pages: Mapping[int, bytes], size: int) -> bytes:
    """What of a payload lies in other pages, as far as they are there."""
    parts: list[bytes] = []
    following = page[at : at + 4]
    seen: set[bytes] = set()
    while length > 0 and following not in seen:  # in damaged files they may go round in circles
        seen.add(following)
        if not (page := pages.get(int.from_bytes(following), b"")):
            break
        parts.append(page[4 : 4 + min(length, size - 4)])
        following, length = page[:4], length - (size - 4)
    return b"".join(parts)


def _values(payload: bytes, length: int, *, index: bool) -> tuple[Value, ...] | None:
    """The columns of a record whose payload may end too early; None where it is no record.

    There are none of a record that nobody wants: one with a float, as proposals have, or of an
    index that does not begin with a hash.
    """
    told = _sizes(payload, length)
    if told is None or told[0] > len(payload):
        return None
    at, kinds, sizes = told
    if _FLOAT in kinds or (index and kinds[:1] != [_HASH]):
        return ()
    values = []
    for kind, size in zip(kinds, sizes, strict=True):
        values.append(_value(kind, payload[at : at + size], size))
        at += size
    return tuple(values)


def _sizes(payload: bytes, length: int) -> tuple[int, list[int], list[int]] | None:
    """How long a record's head is, what its columns are, and how long; None where it is no record.

    Where the head itself flows over, as in small pages, it is not looked at yet: no columns.

    Args:
        payload: The record, or what of it lies in its own page.
        length: How long it is.
    """
    head, at = _varint(payload, 0)
    if not at <= head <= 9 * _MOST_COLUMNS:
        return None
    if head > len(payload):
        return head, [], []
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head or len(kinds) > _MOST_COLUMNS or any(kind in (10, 11) for kind in kinds):
        return None
    sizes = [_SIZES[kind] if kind < 12 else (kind - 12) // 2 for kind in kinds]
    return (head, kinds, sizes) if head + sum(sizes) == length else None


def _value(kind: int, data: bytes, size: int) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(data, signed=True)
    if kind % 2 and len(data) == size:
        with suppress(UnicodeDecodeError):
            return data.decode()
    return data  # floats among them: no table that is read here has any


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and where it ends."""
    value = 0
    for number, byte in enumerate(data[at : at + 9]):
        if number == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + number + 1
    return 0, at + 9
